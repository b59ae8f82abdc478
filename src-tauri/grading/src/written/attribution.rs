//! Whose words a quotation is said to be.

use super::lexicon::{NEGATIONS, among, is};
use super::mention::Mention;
use super::quotation::Quotation;
use super::reading::Reading;
use std::ops::Range;

/// What the sentence around a quotation says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claimed {
    /// The words are given to one response, by its index in `Face::items`.
    By(usize),
    /// They are quoted, but it is not plain whose they are.
    Open,
    /// Nothing says that they are quoted: they may be words of the writer's own.
    Unsaid,
    /// They are not said to stand anywhere: what should have been said, or what is missing.
    NotQuoted,
}

/// Where a quotation stands, in words of the reading.
#[derive(Debug, Clone)]
pub(super) struct Around {
    pub sentence: usize,
    /// Of its sentence.
    pub words: Range<usize>,
    /// The first word of the quotation, and the one after its last.
    pub first: usize,
    pub last: usize,
}

impl Around {
    pub fn of(reading: &Reading, index: usize, quotation: &Quotation) -> Option<Around> {
        let sentence = reading.sentence_at(quotation.outer.start)?;
        let words = reading.sentences[sentence].words.clone();
        let first = words.clone().find(|w| reading.words[*w].at.start >= quotation.outer.start).unwrap_or(words.end);
        let last = reading.words.iter().rposition(|w| w.quotation == Some(index)).map_or(first, |w| w + 1);
        Some(Around { sentence, words, first, last })
    }
}

/// Reads the sentence. A response is held to a quotation only when nothing between them leaves a doubt.
pub(super) fn of(reading: &Reading, around: &Around) -> Claimed {
    let Around { sentence, words, first, last } = around.clone();
    let before = words.start..first;
    if wanted_after(reading, last, words.end) || own_words(reading, before.clone(), last) {
        return Claimed::NotQuoted;
    }
    if others_say(reading, before.clone())
        || suggested(reading, before.clone())
        || denied(reading, before.clone())
        || likened(reading, before.clone())
    {
        return Claimed::NotQuoted;
    }
    if let Some(item) = just_after(reading, last) {
        return Claimed::By(item);
    }
    match reading.mentions.iter().rfind(|m| before.contains(&m.words.start)) {
        Some(mention) if is_called(reading, mention) => Claimed::NotQuoted,
        Some(mention) if another_after(reading, last, words.end, mention.item) => Claimed::Open,
        Some(mention) if leads_to(reading, mention.words.clone(), first, &words) => Claimed::By(mention.item),
        Some(_) => Claimed::Open,
        None => match topic(reading, sentence) {
            Some(item) if !turned(reading, before.clone()) => Claimed::By(item),
            _ if speaks_of_others(reading, before.clone()) => Claimed::NotQuoted,
            _ if is_said(reading, before, last) => Claimed::Open,
            _ => Claimed::Unsaid,
        },
    }
}

/// The response that "it" at the start of a sentence stands for: the one that the sentence before starts with.
pub(super) fn topic(reading: &Reading, sentence: usize) -> Option<usize> {
    const FARTHEST: usize = 4;
    for index in (sentence.saturating_sub(FARTHEST)..=sentence).rev() {
        let start = reading.sentences[index].words.start;
        if let Some(mention) = reading.mention_at(start).filter(|mention| !mention.possessive) {
            // Two that are joined are not one: "A and B …".
            let joined = reading.words.get(mention.words.end).is_some_and(|word| is(&word.low, &["and", "or"]));
            let joined = joined || second_subject(reading, index, mention.item);
            return (index < sentence && !joined).then_some(mention.item);
        }
        if !is(&reading.words[start].low, &["it", "its", "it's"]) {
            // "Better is B. It says …": the only one that the sentence names.
            let words = reading.sentences[index].words.clone();
            let mut named = reading.mentions.iter().filter(|m| words.contains(&m.words.start) && !m.possessive);
            let first = named.next().filter(|_| index < sentence)?;
            return named.all(|other| other.item == first.item).then_some(first.item);
        }
    }
    None
}

/// "B talks, A cooks": another response of which the sentence says something too.
fn second_subject(reading: &Reading, sentence: usize, first: usize) -> bool {
    let words = reading.sentences[sentence].words.clone();
    let others = reading.mentions_in(words).iter().filter(|m| m.item != first && !m.possessive);
    others.into_iter().any(|other| {
        let at = other.words.start;
        let before = at.checked_sub(1).map_or("", |w| reading.words[w].low.as_str());
        reading.gap_before(at).contains([',', ';', ':', '–', '—']) || is(before, &["and", "while", "whereas", "but"])
    })
}

/// Whether the words before a quotation turn to something other than the topic of the sentence.
fn turned(reading: &Reading, before: Range<usize>) -> bool {
    let low = |w: usize| reading.words[w].low.as_str();
    before.clone().any(|w| {
        // "Its one weak spot" is still its.
        let its = low(w) == "one" && w > before.start && is(low(w - 1), &["its", "the", "that"]);
        among(low(w), TURNS) && !its || reading.words[w].quotation.is_some()
    })
}

/// What the rubric, the prompt, the source or a reader says is not said to be a response's.
fn speaks_of_others(reading: &Reading, before: Range<usize>) -> bool {
    before.rev().take(10).any(|w| among(&reading.words[w].low, NOT_RESPONSES))
}

/// "A reader thinks “…”", "the user asked for “…”": the one who speaks last before a quotation is none of the responses.
fn others_say(reading: &Reading, before: Range<usize>) -> bool {
    const FARTHEST: usize = 6;
    let low = |w: usize| reading.words[w].low.as_str();
    let near = before.clone().rev().take(FARTHEST).take_while(|w| reading.mention_at(*w).is_none());
    let Some(other) = near.into_iter().find(|w| among(low(*w), NOT_RESPONSES)) else { return false };
    (other + 1..before.end).any(|w| among(low(w), THEIRS))
}

/// "Anyone will ask “…”", "B seems to think “…”", "roughly, B says “…”", "the question “…”": words that the writer gives
/// to somebody's mind, or offers as their own.
fn own_words(reading: &Reading, before: Range<usize>, last: usize) -> bool {
    let low = |w: usize| reading.words.get(w).map_or("", |word| word.low.as_str());
    let loosely = before.clone().rev().take(8).any(|w| among(low(w), LOOSELY));
    let after = (last..last + 4).any(|w| {
        low(w) == "in" && among(low(w + 1), "my effect other") && among(low(w + 2), "own words effect or")
            || among(low(w), "paraphrased roughly")
            || low(w) == "or" && among(low(w + 1), "less so something")
            || low(w) == "in" && low(w + 1) == "effect"
            || low(w) == "so" && low(w + 1) == "to" && among(low(w + 2), "speak say")
    });
    // "To quote a friend, “…”"
    let cited = before.clone().any(|w| low(w) == "quote" && (w + 1..w + 4).any(|w| among(low(w), NOT_RESPONSES)));
    let loosely = loosely || cited;
    let Some(verb) = before.clone().next_back() else { return loosely || after };
    let minds = among(low(verb), MINDS);
    let will =
        among(low(verb), THEIRS) && (verb.saturating_sub(2)..verb).any(|w| among(low(w), "will may can cannot won't"));
    let question = is(low(verb), &["question", "idea", "impression", "feeling", "attitude"]);
    loosely || after || minds || will || question
}

/// "A friend called B “…”": what is said of a response, not by it.
fn is_called(reading: &Reading, mention: &Mention) -> bool {
    let before = mention.words.start.checked_sub(1).map_or("", |w| reading.words[w].low.as_str());
    among(before, "called calls dubbed named calling labelled labeled described describes")
}

/// "“…” closes B": the clause of the quotation goes on to another response.
fn another_after(reading: &Reading, last: usize, end: usize, item: usize) -> bool {
    let clause = (last..end).take_while(|w| {
        let word = &reading.words[*w].low;
        !reading.gap_before(*w).contains([',', ';', ':', '.', '(', '–', '—'])
            && !is(word, &["and", "but", "while", "whereas"])
    });
    clause.into_iter().any(|w| reading.mention_at(w).is_some_and(|mention| mention.item != item))
}

/// Whether a sentence that names no response still gives the quotation to one: "it says “…”", "the line “…”".
fn is_said(reading: &Reading, before: Range<usize>, last: usize) -> bool {
    let says = |w: usize| reading.words.get(w).is_some_and(|word| among(&word.low, SAYS));
    before.clone().any(says) || (last..last + 3).any(says) || before.is_empty()
}

/// "Would have been right had it written “…”", "could say “…”": nobody says that it stands there.
fn suggested(reading: &Reading, before: Range<usize>) -> bool {
    const FARTHEST: usize = 16;
    let low = |w: usize| reading.words[w].low.as_str();
    // "B would have people “…”" tells what B asks of them.
    let has_people = |w: usize| {
        low(w) == "would"
            && w + 2 < before.end
            && low(w + 1) == "have"
            && among(low(w + 2), "people you us them readers users")
    };
    let parted = |w: usize| w + 1 < before.end && reading.gap_before(w + 1).contains([';', ':']);
    let clause = |w: &usize| {
        let such = *w > before.start && is(low(w - 1), &["such", "as", "so"]);
        let turns = is(low(*w), &["but", "while", "whereas", "although", "though", "because", "since"]);
        !parted(*w) && !turns && (low(*w) != "as" || such)
    };
    let near = before.clone().rev().take(6).take_while(clause).any(|w| among(low(w), SUGGESTED) && !has_people(w));
    let far = before.clone().rev().take(FARTHEST).take_while(clause).any(|w| among(low(w), MODAL) && !has_people(w));
    // "Had B said “…”"
    let had = before.clone().find(|w| low(*w) == "had" && (*w == before.start || reading.gap_before(*w).contains(',')));
    // "What B needs is a line such as “…”"
    let needs = before
        .clone()
        .rev()
        .take(8)
        .take_while(|w| *w + 1 >= before.end || !reading.gap_before(w + 1).contains([',', ';', ':']));
    let near = near || needs.into_iter().any(|w| among(low(w), "needs need needed lacks"));
    // "Better: “…”"
    let offered = before
        .clone()
        .next_back()
        .is_some_and(|w| is(low(w), &["instead", "rather"]) || low(w) == "better" && w == before.start);
    near || far
        || offered
        || had.is_some_and(|w| w + 1 < before.end && (low(w + 1) == "it" || reading.mention_at(w + 1).is_some()))
}

/// "“…” would have been enough", "“…” is missing": what comes after a quotation says that it stands nowhere.
fn wanted_after(reading: &Reading, last: usize, end: usize) -> bool {
    let low = |w: usize| reading.words.get(w).filter(|_| w < end).map_or("", |word| word.low.as_str());
    let mut clause = (last..end.min(last + 5)).take_while(|w| !reading.gap_before(*w).contains([';', ':', '.', '(']));
    clause.any(|w| {
        among(low(w), WANTED) || among(low(w), MODAL) && is(low(w + 1), &["have", "be", "do", "suffice", "fit"])
    })
}

/// "Of the kind “…”", "the motto “…”": an image of the writer's own.
fn likened(reading: &Reading, before: Range<usize>) -> bool {
    let low = |w: usize| reading.words[w].low.as_str();
    before.clone().rev().take(3).any(|w| among(low(w), "kind sort type case motto principle spirit sense style"))
        || before.clone().rev().take(8).any(|w| {
            // "A line like “…”" may well stand there.
            let text = w > before.start && among(low(w - 1), LIKED);
            among(low(w), "like resembles proverb titled entitled") && !text
                || low(w) == "title" && w > before.start && is(low(w - 1), &["with", "a"])
        })
}

/// What could or should be said is not quoted from anywhere.
const SUGGESTED: &str = "should could would might must ought imagine suppose shouldn't if wish wished hoped rewrite \
    reword rephrase";
const MODAL: &str = "should could would might ought shouldn't couldn't wouldn't";
/// Before "like" these lead to words that stand there, or to what the writer likes.
const LIKED: &str =
    "line lines sentence sentences phrase phrases claim claims words advice i we also really especially";
/// After a quotation these say that it is wished for.
const WANTED: &str = "missing needed wanted expected lacking absent";
/// Papers and people that are quoted beside the responses.
const NOT_RESPONSES: &str = "rubric prompt guideline guidelines instruction instructions brief task question user source passage \
    request asker customer reader readers guest child pupil someone somebody anyone people who \
    grandmother grandfather mother father friend teacher boss colleague expert cook chef neighbour neighbor editor cooks \
    experts teachers reviewer critic critics criterion client original sheet leaflet material you rule asked";
const LOOSELY: &str = "roughly basically essentially effectively practically loosely paraphrasing";
const MINDS: &str = "think thinks thought thinking wonder wonders wondering believe believes feel feels feeling";
/// What people do with words of their own.
const THEIRS: &str = "think thinks thought ask asks asked say says said want wants wanted wonder wonders expects expected hear \
    hears write writes wrote answer answers shout shouts mutters believes knows demands demanded requires required";
/// Words that give a quotation to a text.
const SAYS: &str = "says say said writes write wrote states state claims claim tells adds notes mentions explains \
    promises calls puts describes gives uses offers includes contains opens ends closes starts begins \
    whispers asks answers advises suggests tells warns recommends calculates concludes argues announces replies reads \
    runs sounds insists invents hint tip step detail image end ending opening title rule reason example examples claim \
    number figure point greeting instruction statement remark \
    line lines phrase phrases sentence sentences words passage wording quote quotes it its advice like";
/// "A leaves out “…”": nobody says that it stands in A.
const MISSING: &str = "no omits omit omitted lacks lack misses miss missing leaves left forgets skips without fails \
    instead avoids unlike hides hide conceals ignores overlooks drops nothing nowhere";
/// After these a quotation may belong to something other than the response named last.
const TURNS: &str = "i we rival opponent competitor counterpart this they these one other both former latter while whereas if when prompt rubric guideline user \
    first second you";
/// A new clause. With "it" in it, it still speaks of the only response that the sentence names.
const CLAUSES: &str = "but because since although though yet so as";
/// Before a response these make it the other side of a comparison.
const COMPARED: &str = "than over unlike like versus vs against beats with to from not for about what whatever";

/// The negated part of the sentence before a quotation: "A does not say “…”".
fn denied(reading: &Reading, before: Range<usize>) -> bool {
    let first = before.end;
    let parts = |w: usize| w + 1 < first && reading.gap_before(w + 1).contains([';', ',']);
    let turns = |w: usize| is(&reading.words[w].low, &["but", "and", "while", "whereas", "because"]);
    let clause = before.rev().take(6).take_while(|w| !parts(*w) && !turns(*w));
    clause.into_iter().any(|w| is(&reading.words[w].low, &NEGATIONS) || among(&reading.words[w].low, MISSING))
}

/// “…” (B), “…” in B, “…” from Response B.
fn just_after(reading: &Reading, last: usize) -> Option<usize> {
    let mention = reading.mentions.iter().find(|m| m.words.start >= last)?;
    let gap = reading.gap_before(last);
    let between: Vec<&str> = reading.words[last..mention.words.start].iter().map(|w| w.low.as_str()).collect();
    match between[..] {
        [] => gap.contains('(') && reading.gap_before(mention.words.end).starts_with(')'),
        ["in" | "from" | "of" | "by"] | ["in" | "from" | "of" | "by", "the"] | ["says" | "writes"] => {
            !gap.contains([',', '.', ';', ':', '(']) && !mention.possessive
        }
        _ => return touch_in(reading, last, mention),
    }
    .then_some(mention.item)
}

/// “…” is a fine touch in B: what is said of the quotation ends with where it stands.
fn touch_in(reading: &Reading, last: usize, mention: &Mention) -> Option<usize> {
    let between = last..mention.words.start;
    let plain = !between.is_empty()
        && between.clone().all(|w| {
            let word = &reading.words[w];
            !reading.gap_before(w).contains([',', ';', '.', ':', '('])
                && word.quotation.is_none()
                && !among(&word.low, CLAUSES)
        });
    let plain = plain
        && !between.clone().any(|w| among(&reading.words[w].low, "than not more never missing lacking absent less"));
    let judged = is(reading.words.get(last).map_or("", |w| &w.low), &["is", "was"]) && between.len() <= 9;
    let placed = reading.words[mention.words.start - 1].low == "in" && !mention.possessive;
    let closes = reading.gap_before(mention.words.end).contains([',', '.', ';', ')']);
    (plain && judged && placed && closes).then_some(mention.item)
}

/// Whether a quotation from word `first` on is plainly said to be that of the response named just before.
fn leads_to(reading: &Reading, mention: Range<usize>, first: usize, sentence: &Range<usize>) -> bool {
    const FARTHEST: usize = 12;
    const FARTHEST_ALONE: usize = 25;
    let between = mention.end..first.max(mention.end);
    let before = mention.start.checked_sub(1).filter(|w| sentence.contains(w)).map_or("", |w| &reading.words[w].low);
    let named: Vec<usize> =
        reading.mentions.iter().filter(|m| sentence.contains(&m.words.start)).map(|m| m.words.end).collect();
    // "A and B say “…”" gives it to both.
    if among(before, COMPARED) || is(before, &["and", "or", "both", "nor"]) && named.contains(&(mention.start - 1)) {
        return false;
    }
    let word = |at: usize| reading.words[at].low.as_str();
    if between.clone().any(|w| reading.words[w].quotation.is_some() || among(word(w), TURNS)) {
        return false;
    }
    let parts = |w: usize, marks: &[char]| reading.gap_before(w).contains(marks);
    if (mention.end..=first).any(|w| parts(w, &[';', '(', ')', '–', '—'])) {
        return false;
    }
    // "While A is dry, “…” is warm": the comma ends what is said of A.
    let granted = is(before, &["while", "whereas", "although", "though", "if", "when", "because", "since"]);
    if granted && (mention.end..=first).any(|w| parts(w, &[','])) {
        return false;
    }
    let clause = between.clone().rfind(|w| among(word(*w), CLAUSES) || *w > mention.end && parts(*w, &[':']));
    match clause {
        // "B puts it: “…”" keeps to B.
        None => {
            let it =
                between.clone().find(|w| word(*w) == "it" && !among(word(w.saturating_sub(1)), "puts has says tells"));
            let alone = named.len() == 1 && it.is_some_and(|w| among(word(w - 1), "and also besides where"));
            between.len() <= FARTHEST && (it.is_none() || alone)
        }
        Some(start) => {
            named.len() == 1 && between.len() <= FARTHEST_ALONE && (start..first).any(|w| is(word(w), &["it", "its"]))
        }
    }
}
