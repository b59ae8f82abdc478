//! That responses are about the same, and that one is not as good as another.

use super::*;

impl Sentence<'_, '_> {
    /// "A is not as good as B", "A is less good than B", "A is as good as B".
    pub(super) fn as_good(&self, at: usize) -> Option<Found> {
        let less = self.word_before(at) == "less";
        let subject = self.subject(at - 1).or_else(|| self.holder_of(at - 1))?;
        let like = is(self.word(at + 1), &["as", "like", "than"]);
        let (others, end) = if like { self.group(at + 2)? } else { return None };
        if self.after(end, false) == After::OneAspect || less && subject.denied {
            return None;
        }
        if !subject.denied && !less {
            return Some(Found { says: Says::Same, force: Force::Sure, tokens: subject.start..end });
        }
        self.found(Subject { denied: false, hedged: false, ..subject }, others, false, true, end)
    }

    /// "They are about the same", "equally good", "no clear difference", "it is a tie".
    pub(super) fn same(&self, at: usize) -> Option<Found> {
        let (before, next) = (self.word_before(at), self.word(at + 1));
        let holds = match self.word(at) {
            "same" => {
                let about =
                    at > 1 && is(self.word(at - 2), &["about", "nearly", "almost", "roughly", "much", "basically"]);
                about && self.after(at + 1, false) != After::OneAspect
                    || is(next, &["quality", "level", "rank", "place", "mark", "value", "grade", "score"])
            }
            "equally" => is(next, &["good", "bad", "strong", "weak", "useful", "helpful", "acceptable", "valid"]),
            "difference" => (0..at).rev().take(3).any(|i| self.word(i) == "no"),
            "draw" => is(before, &["a"]),
            "even" => self.word_before(at) == "it" && at > 1 && is(self.word(at - 2), &["call", "calling", "call'd"]),
            "tie" | "tied" if at == 0 || before == "they" => next.is_empty(),
            _ => is(before, &["is", "are", "a", "both", "about", "nearly"]) || self.all_before(at),
        };
        // "Equal in length" speaks of one side.
        let one_side = is(self.word(at), &["equal", "tied", "level", "tie", "draw"])
            && is(next, &["in", "on", "at", "about", "as", "when", "for"])
            && !is(self.word(at + 2), &WHOLE);
        let holds = holds && !one_side;
        let denied = (at.saturating_sub(FAR)..at).any(|i| is(self.word(i), &NEGATIONS));
        let level = self.level_before(at);
        // "The two short ones are equal": of more than two that is not all.
        let some = self.items > 2 && (at.saturating_sub(FAR)..at).any(|i| is(self.word(i), &["two", "both"]));
        let holds = holds && !(some && level == Says::Same);
        (holds && !denied).then(|| Found { says: level, force: Force::Sure, tokens: at..at + 1 })
    }

    /// "Neither is better", "no reason to prefer one", "nothing to separate them", "they share the place".
    pub(super) fn no_order(&self, at: usize) -> Option<Found> {
        const ORDERS: &str = "prefer rank ranking separate separates choose choosing set setting put putting split order place \
            placing better best";
        let word = self.word(at);
        let near = |from: usize, n: usize| (from..from + n).map(|i| self.word(i));
        let holds = match word {
            "neither" | "none" => {
                near(at + 1, 8)
                    .any(|w| is(w, &["better", "best", "advantage", "preferable", "ahead", "above", "before"]))
                    && !near(at + 1, 8).any(|w| is(w, &["nor", "but", "while"]))
                    && !self.item_between(at + 1, at + 5)
            }
            "no" | "nothing" | "can't" | "cannot" => {
                let (mut here, mut turned) = (false, false);
                for w in near(at + 1, 5).take_while(|w| !w.is_empty()) {
                    turned |= is(w, &["but", "except", "doubt"]);
                    here |= among(w, ORDERS) && !is(w, &["better", "best", "place", "order"])
                        || w == "order" && word == "no";
                }
                let of_all = near(at + 1, 9).any(|w| is(w, &["them", "one", "two", "between", "these", "both"]))
                    || self.items_from(at).len() == self.items;
                here && !turned && of_all
            }
            "share" | "shares" => {
                near(at + 1, 3).any(|w| among(w, PLACED) || is(w, &["top"]))
                    && !near(at + 1, 3).any(|w| is(w, &["second", "third", "last", "bottom"]))
            }
            _ => false,
        };
        if !holds {
            return None;
        }
        let later = matches!(word, "share" | "shares") && self.items_before(at).len() < self.items && self.items > 2;
        let says = match self.items_before(at) {
            items if later && items.len() > 1 => Says::Level(items),
            _ if later => return None,
            _ => Says::Same,
        };
        let conceded = (at.saturating_sub(FAR)..at).any(|i| is(self.word(i), &["if", "although", "though"]));
        (!conceded).then_some(Found { says, force: Force::Likely, tokens: at..at + 1 })
    }

    fn item_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| matches!(self.tokens.get(i).map(|t| t.kind), Some(Kind::Item { .. })))
    }

    fn distinct(&self, range: Range<usize>) -> Vec<usize> {
        let mut items: Vec<usize> = self.tokens[range]
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Item { item, .. } => Some(item),
                _ => None,
            })
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    fn items_before(&self, at: usize) -> Vec<usize> {
        self.distinct(at.saturating_sub(FAR)..at)
    }

    fn items_from(&self, at: usize) -> Vec<usize> {
        self.distinct(at..self.tokens.len().min(at + FAR))
    }

    /// "B and C are equally good": of those that are named right before, or of all.
    pub(super) fn level_before(&self, at: usize) -> Says {
        let back = (at.saturating_sub(5)..at).rev().take_while(|i| {
            matches!(self.tokens[*i].kind, Kind::Item { .. })
                || is(self.word(*i), &FILL)
                || is(self.word(*i), &["on", "about"])
        });
        let last = back.into_iter().find(|i| matches!(self.tokens[*i].kind, Kind::Item { .. }));
        match last.and_then(|last| self.group_ending(last)) {
            Some(group) if group.items.len() > 1 && group.items.len() < self.items => Says::Level(group.items),
            _ => Says::Same,
        }
    }

    /// "B is the better story, A the better recipe": the verb is not said twice.
    pub(super) fn gapped(&self, at: usize) -> bool {
        let item = at.checked_sub(2).filter(|_| self.word_before(at) == "the");
        let item = item.is_some_and(|i| matches!(self.tokens[i].kind, Kind::Item { of: false, .. }));
        item && (at.saturating_sub(FAR)..at).any(|i| is(self.word(i), &COPULAS) || is(self.word(i), &["makes", "has"]))
    }
}
