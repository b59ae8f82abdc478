//! Whether a response is named right beside a quotation as the one that says it: "B says “…”", "A's own words are “…”",
//! "“…” (B)". What is only inferred, hedged, denied or wished for is left out, so that a quotation is never told to be
//! wrong where a reader could take it another way.

use super::attribution::Around;
use super::lexicon::{NEGATIONS, NOUNS, among, is};
use super::mention::Mention;
use super::reading::Reading;
use std::ops::Range;

/// Of whom the words are plainly said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// This response is named at the quotation.
    Named(usize),
    /// "It says “…”": some response's, whichever.
    It,
    /// Not at the quotation, but this is the only response that the sentence names.
    Alone(usize),
    Nobody,
    /// They are offered as a gist, a wish, a fear, a denial or a saying.
    Loosely,
}

pub(super) fn of(reading: &Reading, around: &Around) -> Beside {
    if loosely(reading, around) || loosely_after(reading, around) {
        return Beside::Loosely;
    }
    match (before(reading, around), after(reading, around)) {
        (Some(item), None) | (None, Some(item)) => Beside::Named(item),
        (Some(item), Some(other)) if item == other => Beside::Named(item),
        (None, None) if it_says(reading, around) => Beside::It,
        (None, None) => alone(reading, around).map_or(Beside::Nobody, Beside::Alone),
        _ => Beside::Nobody,
    }
}

fn alone(reading: &Reading, around: &Around) -> Option<usize> {
    let mut named = reading.mentions_in(around.words.clone()).iter();
    let first = named.next()?;
    named.all(|mention| mention.item == first.item).then_some(first.item)
}

/// Marks that end what is said of a response.
const STOPS: [char; 9] = ['.', ';', '?', '!', '(', ')', '–', '—', '/'];

fn before(reading: &Reading, around: &Around) -> Option<usize> {
    const FARTHEST: usize = 8;
    const FAR: usize = 20;
    let Around { words, first, .. } = around;
    let mention = reading.mentions.iter().rfind(|m| words.contains(&m.words.start) && m.words.end <= *first)?;
    let between = mention.words.end..*first;
    let plain = |w: usize| reading.words.get(w).is_none_or(|word| word.quotation.is_none());
    let parted = |marks: &[char]| (between.start..=between.end).any(|w| reading.gap_before(w).contains(marks));
    let low = |w: usize| reading.words[w].low.as_str();
    // "“…” is B's, “…” is C's": the response belongs to the quotation before it.
    let taken = (mention.words.start.saturating_sub(3)..mention.words.start).any(|w| !plain(w));
    if between.len() > FAR || parted(&STOPS) || !between.clone().all(plain) || taken {
        return None;
    }
    let lead = mention.words.start.checked_sub(1).filter(|w| words.contains(w)).map_or("", low);
    let turns = |w: usize| among(low(w), TURNS) || is(low(w), &NEGATIONS);
    let according = lead == "to" && mention.words.start > 1 && low(mention.words.start - 2) == "according";
    let placed = is(lead, &["in", "by", "from"]) || according;
    if is(lead, &["and", "or", "nor", "both"]) && shared(reading, mention, words) || among(lead, COMPARED) && !according
    {
        return None;
    }
    let told = match between.clone().find(|w| !passes(low(*w))) {
        None => according || !reading.gap_before(*first).contains(','),
        Some(_) if mention.possessive => between.len() <= 4 && !between.clone().any(turns),
        Some(_) if placed => between.clone().all(|w| among(low(w), READ)),
        Some(verb) if says(low(verb)) && between.len() <= FARTHEST => !(verb + 1..*first).any(turns),
        Some(_) => it_goes_on(reading, mention, around),
    };
    told.then_some(mention.item)
}

/// "A is warm, but it says “…”": the only response that the sentence names.
fn it_goes_on(reading: &Reading, mention: &Mention, around: &Around) -> bool {
    let low = |w: usize| reading.words[w].low.as_str();
    let sole = reading.mentions_in(around.words.clone()).iter().all(|other| other.item == mention.item);
    let it = (mention.words.end..around.first).rfind(|w| is(low(*w), &["it", "which"]));
    let said = it.is_some_and(|w| {
        w + 1 < around.first
            && says(low(w + 1))
            && around.first - w <= 5
            && !(w + 1..around.first).any(|w| is(low(w), &NEGATIONS))
    });
    sole && said && mention.words.start == around.words.start
}

/// "A and B say": it is given to both.
fn shared(reading: &Reading, mention: &Mention, words: &Range<usize>) -> bool {
    let joint = mention.words.start.checked_sub(2).filter(|w| words.contains(w));
    joint.is_some_and(|w| reading.mention_at(w).is_some())
}

/// “…” (B), “…” in B, “…” is in B, “…”, says B.
fn after(reading: &Reading, around: &Around) -> Option<usize> {
    let mention = reading.mentions.iter().find(|m| m.words.start >= around.last)?;
    let gaps = |marks: &[char]| (around.last..=mention.words.start).any(|w| reading.gap_before(w).contains(marks));
    let between: Vec<&str> = reading.words[around.last..mention.words.start].iter().map(|w| w.low.as_str()).collect();
    let closed = reading.gap_before(mention.words.end);
    let fits = match between[..] {
        [] if reading.gap_before(around.last).contains('(') => closed.starts_with(')'),
        ["in" | "from"] | ["in" | "from", "the" | "response"] => {
            !mention.possessive && !gaps(&[',', '.', ';', ':', '('])
        }
        ["says" | "writes"] => !gaps(&['.', ';', ':', '(']),
        // "“…”, A tells the reader"
        [] => {
            let verb = reading.words.get(mention.words.end).map_or("", |word| word.low.as_str());
            let plain = closed.trim().is_empty() && !gaps(&['.', ';', ':', '(', ')', '–', '—']);
            !mention.possessive && among(verb, "says tells writes adds claims states warns promises announces") && plain
        }
        ["is" | "was"] => mention.possessive && !gaps(&[',', '.', ';', ':', '(']),
        _ => false,
    };
    (fits && mention.words.start < around.words.end.max(around.last + 3)).then_some(mention.item)
}

fn it_says(reading: &Reading, around: &Around) -> bool {
    let Around { words, first, .. } = around;
    let low = |w: usize| reading.words[w].low.as_str();
    let between = words.start + 1..*first;
    is(low(words.start), &["it"])
        && (1..=6).contains(&between.len())
        && says(low(between.start))
        && !between.clone().any(|w| reading.gap_before(w).contains(STOPS) || among(low(w), TURNS))
}

/// Whether the words around the quotation offer it as a gist, a wish, a fear, a denial or a saying.
fn loosely(reading: &Reading, around: &Around) -> bool {
    const FARTHEST: usize = 14;
    let Around { words, first, .. } = around;
    let low = |w: usize| reading.words[w].low.as_str();
    let parted = |w: usize| w < *first && reading.gap_before(w + 1).contains([';', '?', '!']);
    let near = (words.start..*first).rev().take(FARTHEST).take_while(|w| !parted(*w));
    let near: Vec<usize> = near.filter(|w| reading.words[*w].quotation.is_none()).collect();
    near.iter().any(|w| among(low(*w), LOOSELY))
        || near.iter().take(6).any(|w| among(low(*w), WISHED))
        || near.iter().take(3).any(|w| among(low(*w), LIKE))
        || near.iter().take(4).any(|w| is(low(*w), &NEGATIONS) || among(low(*w), OTHERS))
}

fn loosely_after(reading: &Reading, around: &Around) -> bool {
    let low = |w: usize| reading.words.get(w).map_or("", |word| word.low.as_str());
    let end = (around.last + 10).min(around.words.end.max(around.last));
    let parted = |w: usize| w > around.last && reading.gap_before(w).contains([';', '.']);
    let near = (around.last..end).take_while(|w| !parted(*w) && reading.words[*w].quotation.is_none());
    let respectively = around.words.clone().any(|w| is(low(w), &["respectively", "versus", "vs"]));
    let next = |w: usize, lists: [&str; 2]| among(low(w + 1), lists[0]) && among(low(w + 2), lists[1]);
    let less = |w: usize| {
        is(low(w), &["more"]) && next(w, ["or", "less"])
            || is(low(w), &["or", "in"]) && among(low(w + 1), "words so something short effect essence other")
            || is(low(w), &["so"]) && next(w, ["to is", "speak say it"])
    };
    // "Bluster of the “buy now” type"
    let typed =
        among(low(around.last), "type kind sort variety style manner school fashion attitude mentality approach line");
    respectively
        || typed && around.first > around.words.start
        || near.clone().any(|w| among(low(w), GIST) || less(w))
        || near
            .take(3)
            .take_while(|w| *w == around.last || !reading.gap_before(*w).contains(','))
            .any(|w| is(low(w), &["missing", "wanted", "needed", "would", "should", "could", "absent", "or"]))
}

fn says(word: &str) -> bool {
    among(word, SAYS)
}

/// Adverbs and the like between a response and its verb.
fn passes(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
        || among(word, "also then even just only itself simply still again response actually")
        || is(word, &NOUNS)
}

const SAYS: &str = "says say said writes write wrote states state claims claim tells tell adds notes mentions explains promises \
    warns asks advises announces recommends concludes argues replies insists closes opens ends begins starts \
    finishes declares admits assures informs instructs orders describes speaks uses suggests offers gives has counts calls puts contains includes reminds invites denies urges begs threatens complains \
    invents jokes whispers apologises";
/// "In A one reads “…”"
const READ: &str = "it is written one reads we read there stands stand are the line lines sentence sentences phrase words he she \
    finds find you i says reads text find found response answer";
const TURNS: &str =
    "but because since although though while whereas if when than like unlike where who so unless until whether";
const COMPARED: &str = "than over unlike like versus vs against beats with to for about whatever";
/// The words are the writer's own, or nearly so.
const LOOSELY: &str = "roughly basically essentially effectively practically loosely paraphrasing paraphrase paraphrased gist effect \
    amounts amount summarise summarize summarised summarized summary summing fear feared fears imagine \
    suppose supposed meaning means meant translate translated tantamount equivalent similar something spirit \
    impression attitude feeling implies imply implying boils virtually proverb saying \
    motto paraphrases idea think thinks thought wonder wonders believes hears hear essence \
    approximately pretend pretends joke jokes";
const LIKE: &str = "like likes sort kind short more less almost nearly similar style tone version typical";
/// After the quotation.
const GIST: &str = "gist paraphrase paraphrased paraphrasing essentially effectively basically roughly approximately proverb motto saying";
const WISHED: &str = "should could would might may must ought shouldn't couldn't wouldn't if had instead rather lacks lack missing avoids \
    avoid needs need wanted expected nowhere without wish hoped better looked";
/// Those who speak and are no responses.
const OTHERS: &str = "rubric prompt guideline instruction brief task question user users asker customer reader readers someone somebody \
    anyone people you teacher client rule rules asked policy";
