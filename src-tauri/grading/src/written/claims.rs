//! What a text says about which response is better.
//!
//! Only plain statements are read: "B is better than A", "the best one is B", "I would choose B", "B > A". A statement
//! about one aspect ("A is better in tone", "A has a better picture") is none. What the reader of claims does not
//! understand it leaves alone.

mod broad;
mod context;
mod leaning;
mod lexicon;
mod order;
mod parts;
#[cfg(test)]
mod tests;
mod ties;
mod tokens;
mod turns;

pub(super) use self::context::Context;
pub(super) use self::lexicon::GENRES;
use self::lexicon::*;
use self::tokens::{Kind, Token};
use super::attribution;
use super::lexicon::{COMMON, NEGATIONS, NOUNS, among, is};
use super::reading::Reading;
use super::stem::stem;
use std::ops::Range;

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub says: Says,
    pub force: Force,
    /// Bytes of the answer.
    pub at: Range<usize>,
    pub sentence: usize,
}

impl Claim {
    /// Which responses it puts over others.
    pub fn over(&self) -> &[usize] {
        match &self.says {
            Says::Above { over, .. } => over,
            Says::Same | Says::Level(_) => &[],
        }
    }

    pub fn puts_over(&self, item: usize) -> bool {
        self.over().contains(&item)
    }
}

/// How plainly it is a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    /// Hedged, granted, denied or narrowed.
    Weak,
    /// Said loosely, or of a criterion that decides.
    Likely,
    /// Nothing about it is doubtful.
    Sure,
}

/// Responses by their index in `Face::items`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// `over` are better than `under`. An empty `under` means all the others, an empty `over` some other one.
    Above { over: Vec<usize>, under: Vec<usize> },
    /// They are about the same.
    Same,
    /// These are, and others may not be.
    Level(Vec<usize>),
}

/// All claims of a text about the responses of a task, in order.
pub(super) fn read(reading: &Reading, context: &Context) -> Vec<Claim> {
    let items = context.items;
    let mut claims = vec![];
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let end = reading.gap_before(sentence.words.end);
        let tokens = tokens::of_sentence(reading, index);
        let topic = attribution::topic(reading, index);
        let sentence = Sentence { tokens: &tokens, items, context, topic };
        if end.trim_start().starts_with('?') || sentence.is_conditional() {
            continue;
        }
        let bare = sentence.bare(claims.is_empty() && index == 0);
        let bare = bare.or_else(|| sentence.named_alone(claims.is_empty() && index == 0));
        let bare = bare.or_else(|| sentence.fronted());
        let all =
            bare.into_iter().chain(sentence.set_over()).chain((0..tokens.len()).filter_map(|at| sentence.claim_at(at)));
        let all: Vec<Found> = all.collect();
        for found in if all.is_empty() { sentence.in_turn() } else { all } {
            let conceded = sentence.is_conceded(found.tokens.start) || sentence.is_narrowed(found.tokens.start);
            claims.push(Claim {
                says: found.says,
                force: if conceded { Force::Weak } else { found.force },
                at: tokens[found.tokens.start].at.start..tokens[found.tokens.end - 1].at.end,
                sentence: index,
            });
        }
    }
    let turns = turns::Turns::of(reading, items);
    for claim in claims.iter_mut().filter(|claim| claim.force == Force::Likely) {
        if turns.follow(reading, claim) {
            claim.force = Force::Weak;
        }
    }
    claims
}

/// No word has a say about a claim so many words on.
const FAR: usize = 30;

struct Sentence<'t, 'a> {
    tokens: &'t [Token<'a>],
    items: usize,
    context: &'t Context,
    /// What "it" stands for at the start of the sentence.
    topic: Option<usize>,
}

struct Found {
    says: Says,
    force: Force,
    tokens: Range<usize>,
}

/// Of whom something is said.
struct Subject {
    items: Vec<usize>,
    start: usize,
    /// "is" and its kin stand between.
    linked: bool,
    ranked: bool,
    hedged: bool,
    denied: bool,
    /// It is only meant: "it" for what the sentence before is about.
    implied: bool,
}

impl Subject {
    /// Something is plainly said of these.
    fn of(items: Vec<usize>, start: usize) -> Subject {
        Subject { items, start, linked: true, ranked: false, hedged: false, denied: false, implied: false }
    }
}

/// With whom it is compared.
enum Object {
    None,
    Items(Vec<usize>),
    Rest,
    Unknown,
}

/// What stands at the verdict's word.
#[derive(PartialEq)]
enum Predicate {
    /// "is better"
    Adjective,
    /// "is the better response"
    Noun,
    /// "is the better joke": some noun; it may be no more than one side of the response.
    Loose,
}

/// What the words after a verdict make of it.
#[derive(PartialEq)]
enum After {
    Stands,
    /// "On safety", where that is a criterion on which the responses differ.
    Criterion,
    Narrowed,
    OneAspect,
}

impl<'a> Sentence<'_, 'a> {
    fn word(&self, at: usize) -> &'a str {
        match self.tokens.get(at).map(|t| t.kind) {
            Some(Kind::Word(word)) => word,
            _ => "",
        }
    }

    fn word_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    fn claim_at(&self, at: usize) -> Option<Found> {
        match self.tokens[at].kind {
            Kind::Above => return self.chain(at),
            Kind::Equals => return self.equated(at),
            _ => {}
        }
        let word = self.word(at);
        let found = match word {
            "" => None,
            // "Preferred by those who skim": by somebody else.
            "preferred" | "chosen" | "favoured" | "favored" if self.by_others(at) => return None,
            "above" | "before" | "over" if self.barred(at).is_some() => self.barred(at),
            "better" | "stronger" if self.word_before(at) == "the" => self.denied_the(at),
            "good" | "strong" if is(self.word_before(at), &["as", "so", "less"]) && at > 0 => {
                self.as_good(at).or_else(|| self.comparative(at, false).filter(|_| self.word_before(at) == "less"))
            }
            "good" if is(self.word_before(at), &["more", "less"]) => self.comparative(at, self.word(at - 1) == "more"),
            "same" | "equal" | "equally" | "tie" | "tied" | "level" | "difference" | "draw" | "even" => self.same(at),
            _ if among(word, BEATS) => self.beats(at),
            _ if among(word, WINS) || among(word, LOSES) => self.wins(at, among(word, WINS)),
            _ => None,
        };
        found
            .or_else(|| is(word, &BETTER).then(|| self.comparative(at, true)).flatten())
            .or_else(|| is(word, &WORSE).then(|| self.comparative(at, false)).flatten())
            .or_else(|| (is(word, &BEST) || is(word, &CHOSEN)).then(|| self.superlative(at, true)).flatten())
            .or_else(|| is(word, &WORST).then(|| self.superlative(at, false)).flatten())
            .or_else(|| (is(word, &HEADS) || word == "choose").then(|| self.headed(at, true)).flatten())
            .or_else(|| (is(word, &WORST) || is(word, &WORSE)).then(|| self.headed(at, false)).flatten())
            .or_else(|| is(word, &PREFER).then(|| self.preferred(at)).flatten())
            .or_else(|| is(word, &RANK).then(|| self.ranked(at)).flatten())
            .or_else(|| is(word, &["order", "ranking", "best"]).then(|| self.listed(at)).flatten())
            .or_else(|| self.placed(at))
            .or_else(|| is(word, &BETTER).then(|| self.it_is_better(at)).flatten())
            .or_else(|| is(word, &BETTER).then(|| self.inverted(at).or_else(|| self.unlinked(at))).flatten())
            .or_else(|| self.leaning(at))
            .or_else(|| self.broad(at))
            .or_else(|| self.no_order(at))
    }

    /// "B is better than A", "A is clearly worse", "it is better than A".
    fn comparative(&self, at: usize, up: bool) -> Option<Found> {
        let (predicate, next) = self.predicate(at);
        let (object, end) = self.object(next);
        let after = self.after(end, predicate != Predicate::Adjective);
        let with = |items: &[usize]| matches!(&object, Object::Items(others) if items.iter().any(|item| others.contains(item)));
        let subject = self.labelled(at).or_else(|| self.subject(at).filter(|s| !s.implied || !with(&s.items)));
        let subject = subject.or_else(|| self.pronoun(at, &object))?;
        let compared = matches!(object, Object::Items(_) | Object::Rest);
        let linked = subject.linked || compared || self.gapped(at);
        if after == After::OneAspect && !(compared && self.plain_after(end)) || !linked {
            return None;
        }
        let (others, alone) = match object {
            Object::Items(items) => (items, false),
            Object::Rest => (vec![], false),
            Object::None => (vec![], true),
            Object::Unknown => return None,
        };
        let sure = after == After::Stands && predicate != Predicate::Loose && !(alone && self.items > 2);
        self.found_after(subject, others, up, sure, end, &after)
    }

    /// "B is the best", "B is my choice".
    fn superlative(&self, at: usize, up: bool) -> Option<Found> {
        let before = self.word_before(at);
        let of_few = before == "the" && at > 1 && self.word(at - 2) == "of";
        let chosen = is(self.word(at), &CHOSEN);
        let choosing = ["my", "our", "the", "first", "best", "better", "right", "clear", "obvious", "top", "overall"];
        if is(before, &["second", "third", "fourth", "next", "at"]) || of_few || chosen && !is(before, &choosing) {
            return None;
        }
        let (predicate, next) = self.predicate(at);
        let (object, end) = self.object(next);
        let after = self.after(end, predicate != Predicate::Adjective);
        if after == After::OneAspect || matches!(object, Object::Unknown) {
            return None;
        }
        let subject = self.labelled(at).or_else(|| self.subject(at).filter(|s| s.linked))?;
        let others = if let Object::Items(items) = object { items } else { vec![] };
        let sure = after == After::Stands && predicate != Predicate::Loose;
        self.found_after(subject, others, up, sure, end, &after)
    }

    /// "The best one is B", "my choice: B".
    fn headed(&self, at: usize, up: bool) -> Option<Found> {
        if is(self.word_before(at), &["second", "third", "fourth", "next", "at", "no", "not"]) {
            return None;
        }
        let fill = |i: usize| is(self.word(i), &NOUNS) || is(self.word(i), &HEAD_FILL);
        let (predicate, mut link) = self.predicate(at);
        while link <= at + 7 && fill(link) {
            link += 1;
        }
        let colon = self.tokens.get(link).is_some_and(|t| t.kind == Kind::Colon);
        let for_it = self.word(at + 1) == "for" && is(self.word(at), &["preference", "vote"]);
        if for_it {
            link = at + 1;
        }
        // "The response to choose is A"
        if self.word(at) == "choose" && !is(self.word_before(at), &["to"]) {
            return None;
        }
        if !colon && !for_it && !is(self.word(link), &LINKS[..5]) {
            return None;
        }
        let mut item = link + 1;
        while item <= link + 3 && (is(self.word(item), &LINKS) || is(self.word(item), &NOUNS)) {
            item += 1;
        }
        let (items, end) = self.group(item)?;
        let all = items.len() == self.items;
        if all || self.after(end, true) == After::OneAspect || is(self.word(end), &COPULAS) {
            return None;
        }
        let subject = Subject::of(items, at);
        self.found(subject, vec![], up, predicate != Predicate::Loose, end)
    }

    /// "I prefer B", "choose B over A"; the learner's own choice, nobody else's.
    fn preferred(&self, at: usize) -> Option<Found> {
        let (start, denied) = self.chooser(at)?;
        let at = match (self.word(at), self.word(at + 1)) {
            ("go" | "went", "with") | ("vote" | "voted", "for") => at + 1,
            ("go" | "went" | "vote" | "voted", _) => return None,
            _ => at,
        };
        let (items, end) = self.group(at + 1)?;
        let offered = is(self.word(end), &["to", "for"]);
        let (object, end) = match self.word(end) {
            "over" | "to" | "than" | "above" | "against" => (self.items_after(end + 1), end + 1),
            "rather" | "instead" => (self.items_after(end + 2), end + 2),
            _ => (Object::None, end),
        };
        let (others, end) = match object {
            Object::Items(items) => (items, self.group(end).map_or(end, |(_, end)| end)),
            _ => (vec![], end),
        };
        if is(self.word(end), &["as", "in", "at", "on", "last", "second", "third"]) {
            return None;
        }
        // "I would recommend B to a comedian": not to whoever asked.
        let wanted =
            (end..end + 5).any(|i| self.context.prompt.contains(self.word(i)) || is(self.word(i), &["this", "user"]));
        let sure = !offered || !others.is_empty() || wanted;
        let subject = Subject { denied, ..Subject::of(items, start) };
        self.found(subject, others, true, sure, end.min(self.tokens.len()))
    }

    /// Where the learner's own choice begins before a verb of choice, and whether it is denied; none when somebody else
    /// chooses.
    fn chooser(&self, at: usize) -> Option<(usize, bool)> {
        let mut start = at;
        let mut denied = false;
        while start > 0 && (is(self.word(start - 1), &CHOOSING_FILL) || is(self.word(start - 1), &NEGATIONS)) {
            start -= 1;
            denied |= is(self.word(start), &NEGATIONS);
        }
        let by_me = is(self.word_before(start), &I);
        // "To rank B first one must forget …"
        if !by_me && self.word(start) == "to" {
            return None;
        }
        let opens = start == 0
            || matches!(self.tokens[start - 1].kind, Kind::Break | Kind::Comma | Kind::Colon)
            || is(self.word(start - 1), &["and", "so", "therefore"]);
        (by_me || opens).then_some((start - usize::from(by_me), denied))
    }

    /// "B beats A".
    fn beats(&self, at: usize) -> Option<Found> {
        let subject = self.subject(at)?;
        let out = usize::from(self.word(at + 1) == "out");
        let (others, end) = self.group(at + 1 + out)?;
        let after = self.after(end, false);
        let sure = after == After::Stands;
        (after != After::OneAspect).then(|| self.found_after(subject, others, true, sure, end, &after))?
    }

    /// "B wins", "A loses to B".
    fn wins(&self, at: usize, up: bool) -> Option<Found> {
        let subject = self.subject(at)?;
        let (others, end) = match self.word(at + 1) {
            "over" | "against" | "to" | "from" => self.group(at + 2)?,
            _ => (vec![], at + 1),
        };
        let after = self.after(end, false);
        let sure = after == After::Stands && (self.items == 2 || up || !others.is_empty());
        (after != After::OneAspect).then(|| self.found_after(subject, others, up, sure, end, &after))?
    }
}
