//! What takes the force from a statement: a condition, a concession, one side alone, other people, a turn after it.

use super::*;

impl Sentence<'_, '_> {
    /// "if" and "unless" speak of what is not; "even if" and "as if" do not count.
    pub(super) fn is_conditional(&self) -> bool {
        (0..self.tokens.len())
            .any(|at| is(self.word(at), &["if", "unless"]) && !is(self.word_before(at), &["even", "as"]))
    }

    /// "Although A is better …": granted, not held. "While" grants only at the start of a sentence.
    pub(super) fn is_conceded(&self, start: usize) -> bool {
        let clause = (0..start).rev().take_while(|at| !matches!(self.tokens[*at].kind, Kind::Break | Kind::Comma));
        let granted = |at: usize| is(self.word(at), &CONCESSIONS) && (self.word(at) != "while" || at < 2);
        let at_first = (start.saturating_sub(FAR)..start).any(|at| {
            self.word(at) == "first" && is(self.word(at + 1), &["glance", "sight", "look", "impression", "view"])
        });
        clause.take(6).any(granted) || at_first
    }

    /// "For a party B is better", "on style the first place goes to B": said of one side alone, before it is said.
    pub(super) fn is_narrowed(&self, start: usize) -> bool {
        const LEADS: [&str; 12] =
            ["for", "on", "in", "as", "at", "regarding", "concerning", "with", "after", "before", "until", "during"];
        const WIDE: &str = "view opinion eyes ranking end conclusion short sum total comparison consequence reason reasons this that \
            these me us all my our every balance whole sight general mind judgement judgment";
        let mark = |i: usize| matches!(self.tokens[i].kind, Kind::Break | Kind::Colon);
        let far = start.saturating_sub(FAR);
        let first = (far..start).rev().find(|i| mark(*i)).map_or(far, |i| i + 1);
        let first = first + usize::from(is(self.word(first), &["and", "but", "so", "only", "except"]));
        let lead = first < start && is(self.word(first), &LEADS);
        let named = (first..start).any(|i| matches!(self.tokens[i].kind, Kind::Item { .. }));
        let words = (first + 1..start.min(first + 5)).map(|i| self.word(i)).take_while(|word| !word.is_empty());
        let content: Vec<&str> = words.filter(|word| !is(word, &COMMON) || among(word, WIDE)).collect();
        let wide = content.iter().any(|word| {
            among(word, WIDE) || self.context.prompt.contains(*word) || self.context.criteria.contains(&stem(word))
        });
        let asked = content.iter().any(|word| self.context.asked.iter().any(|asked| asked == word));
        lead && !named && !content.is_empty() && !wide && !asked
    }

    /// "Preferred by those who skim": by somebody else.
    pub(super) fn by_others(&self, at: usize) -> bool {
        self.word(at + 1) == "by" && !is(self.word(at + 2), &["far", "me", "us", "a"])
    }
}

/// Where a text turns to each of the responses for the last time, by their index in `Face::items`.
pub(super) struct Turns(Vec<usize>);

impl Turns {
    /// "A leads, but B is right": a word that turns, and a response named soon after it.
    pub fn of(reading: &Reading, items: usize) -> Turns {
        const NEAR: usize = 8;
        let mut last = vec![0; items];
        for (at, word) in reading.words.iter().enumerate() {
            if !among(&word.low, TURNED) || word.quotation.is_some() {
                continue;
            }
            if let Some(mention) = reading.mentions_in(at + 1..at + 1 + NEAR).first() {
                last[mention.item] = at + 1;
            }
        }
        Turns(last)
    }

    /// Whether after what is loosely said of one response the text turns to another.
    pub fn follow(&self, reading: &Reading, claim: &Claim) -> bool {
        let Says::Above { over, .. } = &claim.says else { return false };
        let from = reading.words.partition_point(|word| word.at.start < claim.at.end);
        self.0.iter().enumerate().any(|(item, last)| *last > from && !over.contains(&item))
    }
}
