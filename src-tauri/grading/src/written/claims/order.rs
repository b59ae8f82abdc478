//! Places in an order: "I rank B first", "B is above A", "B > D > C", "best to worst: B, D, C, A".

use super::*;

impl Sentence<'_, '_> {
    /// "I rank B first", "put B above A".
    pub(super) fn ranked(&self, at: usize) -> Option<Found> {
        let (start, denied) = self.chooser(at)?;
        let (items, end) = self.group(at + 1)?;
        let subject = Subject { ranked: true, denied, ..Subject::of(items, start) };
        self.position(subject, end)
    }

    /// "B comes first", "B is above A", "B ranks last", "B first, then D".
    pub(super) fn placed(&self, at: usize) -> Option<Found> {
        const BESIDE: [&str; 8] = ["above", "ahead", "below", "behind", "higher", "lower", "before", "over"];
        if !is(self.word(at), &PLACES) && !is(self.word(at), &BESIDE) {
            return None;
        }
        let mut subject = self.subject(at)?;
        // "A is first", with nothing that it would be the first to do.
        let closes = self.word(at + 1).is_empty() || is(self.word(at + 1), &["here", "and", "because", "overall"]);
        subject.ranked |= subject.linked && closes && self.word(at) == "first";
        let comma = self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Comma);
        subject.ranked |= comma && matches!(self.tokens[at - 1].kind, Kind::Item { .. });
        self.position(subject, at)
    }

    fn position(&self, subject: Subject, at: usize) -> Option<Found> {
        let at = if is(self.word(at), &["as", "in", "at", "on", "the"]) { at + 1 } else { at };
        let at = if self.word(at) == "the" { at + 1 } else { at };
        let word = self.word(at);
        if is(word, &PLACES) && subject.ranked {
            let end = at + 1 + usize::from(is(self.word(at + 1), &["place", "position", "rank"]));
            let up = !is(word, &["last", "lowest", "worst"]);
            return (self.after(end, false) != After::OneAspect).then(|| self.found(subject, vec![], up, true, end))?;
        }
        let up = is(word, &["above", "over", "ahead", "before", "higher"]);
        if !up && !is(word, &["below", "under", "behind", "after", "lower"]) {
            return None;
        }
        let from = if is(self.word(at + 1), &["of", "than"]) { at + 2 } else { at + 1 };
        let (others, end) = self.group(from)?;
        let fits = subject.ranked || subject.linked && is(word, &["above", "ahead", "below", "behind"]);
        (fits && self.after(end, false) != After::OneAspect).then(|| self.found(subject, others, up, true, end))?
    }

    /// "My order: B, D, C, A": all of them, the first over the rest.
    pub(super) fn listed(&self, at: usize) -> Option<Found> {
        let mut link = at + 1;
        while link < at + 4 && is(self.word(link), &["to", "worst", "from", "here"]) {
            link += 1;
        }
        let colon = self.tokens.get(link).is_some_and(|t| t.kind == Kind::Colon);
        if !colon && !is(self.word(link), &["is", "was"]) {
            return None;
        }
        let (items, end) = self.group(link + 1)?;
        let (first, rest) = items.split_first()?;
        let says = Says::Above { over: vec![*first], under: rest.to_vec() };
        (items.len() == self.items && self.items > 2).then_some(Found { says, force: Force::Sure, tokens: at..end })
    }

    /// "A = B" and nothing above either: about the same.
    pub(super) fn equated(&self, at: usize) -> Option<Found> {
        let ordered = self.tokens.iter().any(|token| token.kind == Kind::Above);
        let all = self.all_before(at + 2);
        (!ordered && all).then_some(Found { says: Says::Same, force: Force::Sure, tokens: at..at + 1 })
    }

    /// Whether all responses are named, joined, right before `at`.
    pub(super) fn all_before(&self, at: usize) -> bool {
        let group = at.checked_sub(1).and_then(|last| self.group_ending(last.min(self.tokens.len() - 1)));
        group.is_some_and(|group| group.items.len() == self.items)
    }

    /// "B > D > C > A": the first stands over all that follow.
    pub(super) fn chain(&self, at: usize) -> Option<Found> {
        let over = self.group_ending(at.checked_sub(1)?)?;
        let mut under = vec![];
        let mut end = at;
        while under.len() < FAR && self.tokens.get(end).is_some_and(|t| t.kind == Kind::Above) {
            let (items, next) = self.group(end + 1)?;
            under.extend(items);
            end = next;
        }
        Some(Found { tokens: over.start..end, says: Says::Above { over: over.items, under }, force: Force::Sure })
    }
}

const PLACES: [&str; 8] = ["first", "1st", "highest", "top", "best", "last", "lowest", "worst"];
