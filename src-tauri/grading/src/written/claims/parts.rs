//! The parts of a claim: of whom, with whom, and what narrows it.

use super::*;

impl Sentence<'_, '_> {
    /// Puts a claim together. What is denied says the opposite only weakly; what others think says nothing.
    pub(super) fn found(
        &self,
        subject: Subject,
        others: Vec<usize>,
        up: bool,
        sure: bool,
        end: usize,
    ) -> Option<Found> {
        let denied_before = self.denied_before(subject.start);
        let fewer = others.is_empty() && self.items > 2 && self.among_fewer(subject.start);
        if self.reported(subject.start) || fewer || subject.denied && denied_before {
            return None;
        }
        let denied = subject.denied || denied_before;
        // "A is not worse" says neither that it is better nor that it is the same.
        if denied && !up {
            return None;
        }
        let (over, under) = if up && !denied { (subject.items, others) } else { (others, subject.items) };
        let sure = sure && !subject.hedged && !denied && !self.serves(subject.start);
        let force = match (sure, subject.implied) {
            (true, false) => Force::Sure,
            (true, true) => Force::Likely,
            (false, _) => Force::Weak,
        };
        Some(Found { says: Says::Above { over, under }, force, tokens: subject.start..end.min(self.tokens.len()) })
    }

    /// As `found`; what is said of a criterion that decides is likely a verdict.
    pub(super) fn found_after(
        &self,
        subject: Subject,
        others: Vec<usize>,
        up: bool,
        sure: bool,
        end: usize,
        after: &After,
    ) -> Option<Found> {
        let criterion = *after == After::Criterion;
        let found = self.found(subject, others, up, sure || criterion, end)?;
        Some(Found { force: if criterion { found.force.min(Force::Likely) } else { found.force }, ..found })
    }

    /// The responses before `at` with nothing between but words that change nothing.
    pub(super) fn subject(&self, at: usize) -> Option<Subject> {
        let mut subject = Subject { start: at, linked: false, ..Subject::of(vec![], at) };
        let mut one = false;
        let mut noun = false;
        for i in (0..at).rev() {
            match self.tokens[i].kind {
                Kind::Item { of, .. } => {
                    if of && !noun {
                        return None;
                    }
                    let group = self.group_ending(i).filter(|group| self.word_before(group.start) != "in")?;
                    let alone = one && group.items.len() > 1;
                    let last = group.items.last().copied().into_iter().collect();
                    subject.items = if alone { last } else { group.items };
                    subject.start = if alone { i } else { group.start };
                    return Some(subject);
                }
                Kind::Word(word) => {
                    noun = is(word, &NOUNS) && i > 0 && matches!(self.tokens[i - 1].kind, Kind::Item { .. });
                    one |= is(word, &["is", "was", "does"]);
                    subject.linked |= is(word, &COPULAS) || is(word, &HEDGES);
                    // "B should win" is a verdict.
                    subject.hedged |= is(word, &HEDGES) && word != "should";
                    subject.ranked |= is(word, &RANK) || is(word, &["takes", "gets", "deserves"]);
                    let denies = is(word, &NEGATIONS) && !is(self.word(i + 1), &["only", "just", "merely", "simply"]);
                    subject.denied |= denies;
                    let passes = noun
                        || denies
                        || is(word, &NEGATIONS)
                        || is(word, &FILL)
                        || is(word, &HEDGES)
                        || is(word, &RANK)
                        || is(word, &["takes", "gets", "deserves", "at", "in", "on", "place", "must", "to"])
                        || self.relates(i);
                    if i == 0
                        && word == "it"
                        && let Some(topic) = self.topic
                    {
                        return Some(Subject { items: vec![topic], start: 0, implied: true, ..subject });
                    }
                    if !passes {
                        return None;
                    }
                }
                // "The second one, B, is better."
                Kind::Comma if i > 1 && self.tokens[i - 2].kind == Kind::Comma => {
                    self.group_ending(i - 1)?;
                }
                _ => return None,
            }
        }
        None
    }

    /// "It is A that wins", "A is the response that should win".
    fn relates(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.tokens[before].kind);
        let noun = is(self.word_before(at), &NOUNS) || among(self.word_before(at), GENRES);
        let of_item = noun && (at.saturating_sub(4)..at).any(|i| is(self.word(i), &COPULAS));
        let it_is = is(self.word(0), &["it", "it's"]) && matches!(before, Some(Kind::Item { of: false, .. }));
        is(self.word(at), &["that", "which", "who"]) && (it_is || of_item)
            || is(self.word(at), &NOUNS) && is(self.word(at + 1), &["that", "which"])
    }

    /// "It is better than A": of two responses that can only be the other one.
    pub(super) fn pronoun(&self, at: usize, object: &Object) -> Option<Subject> {
        let Object::Items(compared) = object else { return None };
        let [compared] = compared[..] else { return None };
        let start = (0..at).rev().find(|i| !is(self.word(*i), &FILL) && !is(self.word(*i), &HEDGES))?;
        let hedged = (start..at).any(|i| is(self.word(i), &HEDGES));
        let plain = is(self.word(start), &["it", "this", "that", "one", "other"]);
        (plain && self.items == 2).then_some(Subject { hedged, ..Subject::of(vec![1 - compared.min(1)], start) })
    }

    /// The responses that end at `at`, joined by "and", "or" or commas; none when there is no response.
    pub(super) fn group_ending(&self, at: usize) -> Option<Subject> {
        let item = |i: usize| match self.tokens.get(i).map(|t| t.kind) {
            Some(Kind::Item { item, .. }) => Some(item),
            _ => None,
        };
        let mut items = vec![item(at)?];
        let mut start = at;
        while start > 1 && self.joins(start - 1) {
            let Some(before) = item(start - 2) else { break };
            // "… than A and B is better": A belongs to the comparison before.
            if start > 2 && is(self.word(start - 3), &["than", "over", "to", "with", "beats", "prefer"]) {
                break;
            }
            items.insert(0, before);
            start -= 2;
        }
        Some(Subject::of(items, start))
    }

    fn joins(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, Kind::Comma | Kind::Equals) || is(self.word(at), &["and", "or", "nor"])
    }

    /// The responses from `at` on, past an article and a noun, and the index after them.
    pub(super) fn group(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        let mut next = at;
        while next < at + 3 && (is(self.word(next), &["the", "both"]) || is(self.word(next), &NOUNS)) {
            next += 1;
        }
        let mut items = vec![];
        while let Some(Kind::Item { item, of }) = self.tokens.get(next).map(|t| t.kind) {
            next += 1;
            let noun = is(self.word(next), &NOUNS);
            if of && !noun {
                return None;
            }
            next += usize::from(noun);
            items.push(item);
            let another = |i: usize| matches!(self.tokens.get(i).map(|t| t.kind), Some(Kind::Item { .. }));
            if next + 1 < self.tokens.len() && self.joins(next) && another(next + 1) && !self.speaks(next + 2) {
                next += 1;
            } else {
                break;
            }
        }
        (!items.is_empty()).then_some((items, next))
    }

    /// A verb after a response starts a statement of its own.
    fn speaks(&self, at: usize) -> bool {
        is(self.word(at), &COPULAS) || is(self.word(at), &HEDGES) || is(self.word(at), &["has", "gives", "says"])
    }

    /// Whether a noun follows the verdict's word, and the index after it.
    pub(super) fn predicate(&self, at: usize) -> (Predicate, usize) {
        let known = |i: usize| is(self.word(i), &NOUNS) || among(self.word(i), GENRES);
        // "E-mail" is two words here.
        if self.word(at + 1) == "e" && self.word(at + 2) == "mail" {
            return (Predicate::Noun, at + 3);
        }
        if known(at + 1) {
            let two = known(at + 2);
            return (Predicate::Noun, at + 2 + usize::from(two));
        }
        let article = (at.saturating_sub(2)..at).any(|i| is(self.word(i), &["the", "a"]));
        let next = self.word(at + 1);
        let describes = ["ed", "en", "ly", "ing"].iter().any(|end| next.ends_with(end));
        let leads = ["for", "to", "than", "over", "of", "compared", "in", "is", "was", "i", "we", "than"];
        let function = among(next, AFTER_VERDICT)
            || [&ASPECT[..], &COPULAS, &FILL, &HEDGES, &NEGATIONS, &leads].iter().any(|l| is(next, l));
        match article && !next.is_empty() && !describes && !function {
            // What the prompt asks for is what the response is.
            true if self.context.prompt.contains(next) => (Predicate::Noun, at + 2),
            true => (Predicate::Loose, at + 2),
            false => (Predicate::Adjective, at + 1),
        }
    }

    /// What a comparison is with, and the index after it.
    pub(super) fn object(&self, at: usize) -> (Object, usize) {
        let mut next = at;
        while is(self.word(next), &["overall", "here", "clearly", "much"])
            || self.word(next) == "by" && self.word(next + 1) == "far"
        {
            next += 1 + usize::from(self.word(next) == "by");
        }
        match self.word(next) {
            "of" => {
                let mut end = next + 1;
                while is(self.word(end), &HEAD_FILL)
                    || is(self.word(end), &NOUNS)
                    || is(self.word(end), &["work", "pair", "lot", "writing", "bunch"])
                    || is_genre(self.word(end))
                {
                    end += 1;
                }
                if end > next + 1 { (Object::Rest, end) } else { (Object::None, next) }
            }
            "than" | "over" => self.compared(next + 1),
            // So it is often written by people who learn the language.
            "that" | "then" if matches!(self.items_after(next + 1), Object::Items(_)) => self.compared(next + 1),
            "to" if matches!(self.items_after(next + 1), Object::Items(_) | Object::Rest) => self.compared(next + 1),
            "compared" => self.compared(next + 2),
            _ => (Object::None, next),
        }
    }

    fn compared(&self, at: usize) -> (Object, usize) {
        match self.items_after(at) {
            // "Than A does"
            Object::Items(items) => {
                let end = self.group(at).map_or(at, |(_, end)| end);
                (Object::Items(items), end + usize::from(is(self.word(end), &["does", "did", "is", "was", "can"])))
            }
            Object::Rest => {
                let passes = |word: &str| {
                    is(word, &REST) || is(word, &NOUNS) || is(word, &HEAD_FILL) && !is(word, &["in", "for"])
                };
                let mut end = at;
                while passes(self.word(end)) {
                    end += 1;
                }
                (Object::Rest, end)
            }
            other => (other, at),
        }
    }

    pub(super) fn items_after(&self, at: usize) -> Object {
        if let Some((items, _)) = self.group(at) {
            return Object::Items(items);
        }
        let rest = (at..at + 3).find(|i| !is(self.word(*i), &["the", "of", "them"]));
        if rest.is_some_and(|i| is(self.word(i), &REST)) { Object::Rest } else { Object::Unknown }
    }

    /// Whether the words from `at` on narrow what was said.
    pub(super) fn after(&self, at: usize, noun: bool) -> After {
        let Some(Token { kind: Kind::Word(word), .. }) = self.tokens.get(at) else { return After::Stands };
        match *word {
            _ if is(word, &ASPECT) && is(self.word(at + 1), &WHOLE) => After::Stands,
            "on" | "in" if self.word(at + 1) == "the" && is(self.word(at + 2), &WHOLE) => After::Stands,
            _ if among(word, AFTER_VERDICT) => After::Stands,
            "for" if (at + 1..at + 4).any(|i| self.context.asked.iter().any(|asked| asked == self.word(i))) => {
                After::Stands
            }
            "for" if self.is_situation(at + 1) => After::Stands,
            "for" => After::Narrowed,
            "to" if noun && self.context.prompt.contains(self.word(at + 1)) => After::Stands,
            "to" | "with" | "that" | "which" | "given" if noun => After::Narrowed,
            _ if self.names_criterion(at) => After::Criterion,
            _ => After::OneAspect,
        }
    }

    /// "This family", "to read out", "the child": what the prompt itself speaks of.
    fn is_situation(&self, at: usize) -> bool {
        let first = (at..at + 4).find(|i| !self.word(*i).is_empty() && !is(self.word(*i), &COMMON));
        let said = first.is_some_and(|i| self.context.prompt.contains(self.word(i)));
        is(self.word(at), &["this", "these", "our"]) || said
    }

    /// Whether a criterion is named right after a verdict: "on safety", "where accuracy is concerned".
    fn names_criterion(&self, at: usize) -> bool {
        let words = (at..at + 5).map(|i| self.word(i)).take_while(|word| !word.is_empty());
        let mut content = words.filter(|word| !is(word, &COMMON));
        content.any(|word| self.context.criteria.contains(&stem(word)))
    }

    /// After a full comparison a word that is not known to lead to an aspect does not hide it.
    pub(super) fn plain_after(&self, at: usize) -> bool {
        !is(self.word(at), &ASPECT) && !is(self.word(at), &["for", "to"])
    }

    /// "I do not think that A …", "nobody would say A …": a denial before the subject, in the same clause.
    pub(super) fn denied_before(&self, start: usize) -> bool {
        let clause = (0..start).rev().take(6).take_while(|at| match self.tokens[*at].kind {
            Kind::Word(word) => !is(word, &["but", "and", "because", "while", "whereas", "so", "since"]),
            _ => false,
        });
        let denies = |at: usize| {
            is(self.word(at), &NEGATIONS) && !is(self.word(at + 1), &["only", "just", "merely", "simply"])
                || is(self.word(at), &["wrong", "false", "untrue", "disagree", "doubt", "deny"])
        };
        clause.into_iter().any(denies)
    }

    /// "Some readers say that A …", "hard to say that A …": said or thought, and not by the learner.
    fn reported(&self, start: usize) -> bool {
        let clause = (0..start)
            .rev()
            .take(7)
            .take_while(|at| !matches!(self.tokens[*at].kind, Kind::Break) && !is(self.word(*at), &["but"]));
        let mine = |at: usize| {
            let who = (at.saturating_sub(4)..at).rev().find(|i| is(self.word(*i), &I) || is(self.word(*i), &OTHERS));
            who.is_some_and(|i| is(self.word(i), &I))
        };
        clause.into_iter().any(|at| {
            is(self.word(at), &TEMPTED)
                || is(self.word(at), &THINK) && !mine(at)
                || is(self.word(at), &OTHERS) && is(self.word(at + 1), &["prefer", "choose", "rank", "pick", "like"])
        })
    }

    /// "Where A is better …", "the claim that A is better": the statement serves another one.
    fn serves(&self, start: usize) -> bool {
        let before = self.word_before(start);
        is(before, &["where", "when", "whenever", "wherever", "whether", "how", "why", "who"])
            || before == "that" && start > 1 && matches!(self.tokens[start - 2].kind, Kind::Word(_))
    }

    /// "After B, D is the best", "of the rest, D is best": some are out of the comparison.
    fn among_fewer(&self, start: usize) -> bool {
        let clause = (start.saturating_sub(FAR)..start)
            .rev()
            .take_while(|at| !matches!(self.tokens[*at].kind, Kind::Break) && !is(self.word(*at), &["but", "and"]));
        let item_near =
            |at: usize| (at + 1..at + 4).any(|i| matches!(self.tokens.get(i).map(|t| t.kind), Some(Kind::Item { .. })));
        clause.into_iter().any(|at| {
            is(
                self.word(at),
                &["rest", "remaining", "others", "next", "aside", "leaving", "ignoring", "excluding", "without"],
            ) || is(self.word(at), &["after", "except", "besides", "apart", "among"]) && at + 1 < start && item_near(at)
                || self.word(at) == "among" && !(at + 1..at + 4).any(|i| is(self.word(i), &HEAD_FILL[2..9]))
        })
    }

    /// "B: better." The response stands before a colon.
    pub(super) fn labelled(&self, at: usize) -> Option<Subject> {
        let colon = at.checked_sub(1).filter(|i| self.tokens[*i].kind == Kind::Colon)?;
        self.group_ending(colon.checked_sub(1)?)
    }
}

/// "Openings" as well as "opening".
fn is_genre(word: &str) -> bool {
    among(word, GENRES) || word.strip_suffix('s').is_some_and(|one| among(one, GENRES))
}
