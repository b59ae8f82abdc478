//! Further ways to say which one is better, each of a kind: "A takes it", "A is the more careful answer", "A, clearly",
//! "A is to be preferred", "A stays behind B", "first is B, then A".
//!
//! None of them is more than likely, and none speaks where a surer reading of the same word was found.

use super::*;

impl<'a> Sentence<'_, 'a> {
    pub(super) fn broad(&self, at: usize) -> Option<Found> {
        let found = match self.word(at) {
            "it" => self.takes_it(at),
            "leads" => self
                .holder_of(at)
                .filter(|_| self.closes(at + 1))
                .and_then(|s| self.ranked_over(s, vec![], true, at + 1)),
            "first" | "last" => self.goes_first(at),
            "prefer" | "choose" | "preferred" | "chosen" => self.to_prefer(at),
            "above" | "over" | "before" | "ahead" | "below" | "behind" | "under" => self.beside(at),
            "yield" | "yields" | "yielding" => self.yields(at),
            "winner" | "better" | "best" | "stronger" | "worse" | "weaker" => self.made(at).or_else(|| self.closer(at)),
            "for" => self.for_one(at),
            "one" => self.one_to(at),
            "more" | "most" | "less" | "least" => self.more_of_two(at),
            word if word.len() > 4 && (word.ends_with("er") || word.ends_with("est")) => self.closer(at),
            _ => None,
        }?;
        Some(Found { force: found.force.min(Force::Likely), ..found })
    }

    fn ranked_over(&self, subject: Subject, others: Vec<usize>, up: bool, end: usize) -> Option<Found> {
        self.found(subject, others, up, true, end)
    }

    /// Nothing more is said that would narrow it.
    fn closes(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|t| t.kind) {
            None | Some(Kind::Comma | Kind::Break | Kind::Colon) => true,
            Some(Kind::Word(word)) => {
                among(word, AFTER_VERDICT) || is(word, &["with", "for", "from", "as"]) && self.word(at + 1) != "long"
            }
            _ => false,
        }
    }

    /// Of whom something is said at `at`: the response before it, or the one that "it" stands for.
    pub(super) fn holder_of(&self, at: usize) -> Option<Subject> {
        const PASSES: &str = "must should has have had been to will can could would it's gets takes ranked placed put set drops falls \
            stays stands ranks goes comes go come stay stand rank remain remains deserves plainly only wins belongs makes make";
        let (mut denied, mut hedged) = (false, false);
        for i in (at.saturating_sub(FAR)..at).rev() {
            match self.tokens[i].kind {
                Kind::Item { of: true, .. } => return None,
                Kind::Item { .. } => {
                    let group = self.group_ending(i).filter(|group| self.word_before(group.start) != "in")?;
                    return Some(Subject { denied, hedged, ..group });
                }
                Kind::Word(word) => {
                    let pronoun = is(word, &["it", "it's", "this", "which", "that"]);
                    if pronoun || is(word, &["and", "so", "therefore", "thus", "hence"]) {
                        let group = self.antecedent(i)?;
                        return Some(Subject { denied, hedged, start: i, ..group });
                    }
                    denied |= is(word, &NEGATIONS);
                    hedged |= is(word, &HEDGES) && !is(word, &["should", "can"]);
                    let plain = is(word, &FILL) || is(word, &NEGATIONS) || is(word, &HEDGES) || is(word, &NOUNS);
                    let manner = word.len() > 4 && word.ends_with("ly");
                    if !(plain || manner || among(word, PASSES)) {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// The only response that the sentence names before `at`, else the topic.
    fn antecedent(&self, at: usize) -> Option<Subject> {
        let mut items = (at.saturating_sub(2 * FAR)..at).filter_map(|i| match self.tokens[i].kind {
            Kind::Item { item, of } => Some((i, item, of)),
            _ => None,
        });
        let Some((start, item, of)) = items.next() else {
            let topic = self.topic.filter(|_| at < 2)?;
            return Some(Subject { implied: true, ..Subject::of(vec![topic], 0) });
        };
        (!of && items.all(|(_, other, _)| other == item)).then(|| Subject::of(vec![item], start))
    }

    /// "A takes it", "B has it: …".
    fn takes_it(&self, at: usize) -> Option<Found> {
        let verb = at.checked_sub(1)?;
        let takes = is(self.word(verb), &["takes", "has", "gets", "wins", "edges", "takes"]);
        let (whole, end) = match self.word(at + 1) {
            "right" => (false, at + 1),
            _ => (true, at + 1),
        };
        let stops =
            matches!(self.tokens.get(end).map(|t| t.kind), None | Some(Kind::Comma | Kind::Break | Kind::Colon))
                || is(self.word(end), &["because", "since", "by", "hands", "easily", "here", "as", "clearly"]);
        let subject = if takes && whole && stops { self.holder_of(verb)? } else { return None };
        self.ranked_over(subject, vec![], true, end)
    }

    /// "A goes first", "B should be placed first".
    fn goes_first(&self, at: usize) -> Option<Found> {
        let verb =
            is(self.word_before(at), &["goes", "go", "placed", "put", "ranked", "come", "comes", "stands", "set"]);
        let subject = if verb && self.closes(at + 1) { self.holder_of(at)? } else { return None };
        self.ranked_over(subject, vec![], self.word(at) == "first", at + 1)
    }

    /// "A is to prefer", "A must be chosen", "B is to be preferred over A".
    fn to_prefer(&self, at: usize) -> Option<Found> {
        let start = (at.saturating_sub(6)..at).rev().take_while(|i| {
            is(
                self.word(*i),
                &["to", "be", "is", "must", "should", "has", "clearly", "strongly", "therefore", "ought", "was"],
            )
        });
        let words: Vec<usize> = start.collect();
        let meant = words.iter().any(|i| is(self.word(*i), &["to", "must", "should", "ought"]));
        let linked = words.iter().any(|i| is(self.word(*i), &["is", "be", "was"]));
        let subject = if meant && linked { self.holder_of(*words.last()?)? } else { return None };
        let (object, end) = self.object(at + 1);
        let others = if let Object::Items(items) = object { items } else { vec![] };
        (self.after(end, false) != After::OneAspect).then(|| self.ranked_over(subject, others, true, end))?
    }

    /// "A stays behind B", "put B above A", "B comes before A"; without another one, of two.
    fn beside(&self, at: usize) -> Option<Found> {
        const VERBS: &str = "is stays stay stands stand ranks rank ranked comes come put place placed set falls fall drops goes \
            belongs remains wins be lies";
        let up = !is(self.word(at), &["below", "behind", "under"]);
        let mut verb = at.checked_sub(1)?;
        while verb > 0 && is(self.word(verb), &["clearly", "far", "well", "it", "just", "in", "plainly", "still"]) {
            verb -= 1;
        }
        if !among(self.word(verb), VERBS) {
            return None;
        }
        let from = at + 1 + usize::from(is(self.word(at + 1), &["of"]));
        let (others, end) = match self.group(from) {
            Some(group) => group,
            None if self.items == 2 && self.closes(at + 1) && !is(self.word(at), &["over", "before", "under"]) => {
                (vec![], at + 1)
            }
            None => return None,
        };
        let mine = self.word(verb + 1) == "it" && is(self.word_before(verb), &["i", "we", "i'd", "therefore"]);
        let subject = if mine { self.antecedent(verb + 1)? } else { self.holder_of(verb)? };
        if subject.items.iter().any(|item| others.contains(item)) || self.after(end, false) == After::OneAspect {
            return None;
        }
        self.ranked_over(subject, others, up, end)
    }

    /// "B cannot be put above A" puts A first as plainly as any order does.
    pub(super) fn barred(&self, at: usize) -> Option<Found> {
        let put = is(self.word_before(at), &["put", "placed", "ranked", "set", "stand", "rank"]);
        let can = (at.saturating_sub(4)..at).any(|i| is(self.word(i), &["cannot", "can't", "can"]));
        let (others, end) = if put && can { self.group(at + 1)? } else { return None };
        let subject = self.holder_of(at).filter(|subject| subject.denied)?;
        let subject = Subject { denied: false, hedged: false, ..subject };
        let found = self.ranked_over(subject, others, false, end)?;
        Some(Found { force: found.force.min(Force::Likely), ..found })
    }

    /// "It has to yield to A."
    fn yields(&self, at: usize) -> Option<Found> {
        let (items, end) = if self.word(at + 1) == "to" { self.group(at + 2)? } else { return None };
        self.ranked_over(Subject::of(items, at), vec![], true, end)
    }

    /// "That makes A the winner", "which makes it the better of the two".
    fn made(&self, at: usize) -> Option<Found> {
        let item = (at.saturating_sub(4)..at)
            .rev()
            .find(|i| matches!(self.tokens[*i].kind, Kind::Item { of: false, .. }) || self.word(*i) == "it")?;
        let makes = is(self.word_before(item), &["makes", "make", "leaves", "made"]);
        let plain = (item + 1..at).all(|i| is(self.word(i), &FILL));
        let definite = self.word_before(at) == "the";
        let denied = (item.saturating_sub(3)..item).any(|i| is(self.word(i), &NEGATIONS));
        if !makes || !plain || !definite || denied {
            return None;
        }
        let subject = match self.tokens[item].kind {
            Kind::Item { .. } => self.group_ending(item)?,
            _ => self.antecedent(item)?,
        };
        let (_, next) = self.predicate(at);
        let (_, end) = self.object(next);
        let up = !is(self.word(at), &["worse", "weaker"]);
        (self.after(end, true) != After::OneAspect).then(|| self.ranked_over(subject, vec![], up, end))?
    }

    /// "A isn't the better answer": of two, so the other one is.
    pub(super) fn denied_the(&self, at: usize) -> Option<Found> {
        let better = is(self.word(at), &["better", "stronger"]) && self.word_before(at) == "the" && self.items == 2;
        let subject = if better { self.holder_of(at)? } else { return None };
        let [item] = subject.items[..] else { return None };
        let other = 1 - item.min(1);
        let (_, next) = self.predicate(at);
        let (_, end) = self.object(next);
        let whole = self.after(end, true) == After::Stands && subject.denied && !self.denied_before(subject.start);
        // The words before are of the one that is denied.
        let found = self.ranked_over(Subject::of(vec![other], at), vec![], true, end).filter(|_| whole)?;
        Some(Found { force: found.force.min(Force::Likely), ..found })
    }

    /// "I am for B", "this speaks for A", "I would go for the former".
    fn for_one(&self, at: usize) -> Option<Found> {
        let verb = self.word_before(at);
        let mine = (at.saturating_sub(4)..at).any(|i| is(self.word(i), &I));
        let goes = is(verb, &["am", "go", "opt", "plump", "vote", "went", "i'm", "settle"]) && mine;
        let (items, end) = if goes { self.group(at + 1)? } else { return None };
        (items.len() < self.items && self.closes(end))
            .then(|| self.ranked_over(Subject::of(items, at), vec![], true, end))?
    }

    /// "A is the one to hand to a colleague", "B is the rules text to use".
    fn one_to(&self, at: usize) -> Option<Found> {
        let definite = self.word_before(at) == "the";
        let to = self.word(at + 1) == "to" && !is(self.word(at + 2), &["blame", "avoid", "drop", "reject", "doubt"]);
        let subject = if definite && to { self.holder_of(at)? } else { return None };
        let linked = (subject.start..at).any(|i| is(self.word(i), &COPULAS));
        let weak = Force::Weak;
        linked.then(|| self.ranked_over(subject, vec![], true, at + 1).map(|found| Found { force: weak, ..found }))?
    }

    /// "A is the more careful answer", "the most accurate of the three".
    fn more_of_two(&self, at: usize) -> Option<Found> {
        let adjective = at + 1;
        if is(self.word(adjective), &BETTER) || is(self.word(adjective), &BEST) {
            return None;
        }
        let mut end = at + 2;
        // "The more careful and honest answer"
        while is(self.word(end), &["and"]) && end < at + 5 {
            end += 1 + usize::from(self.word(end + 1) == "more") + 1;
        }
        self.judged_of_all(at, adjective, end, is(self.word(at), &["more", "most"]))
    }

    /// "A is the closer translation."
    fn closer(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        let none =
            is(word, &["other", "either", "another", "whether", "never", "rather", "former", "latter", "letter"]);
        let down =
            is(word, &["poorer", "weaker", "lesser", "poorest", "weakest", "worse", "worst", "duller", "vaguer"]);
        if none { None } else { self.judged_of_all(at, at, at + 1, !down) }
    }

    /// After "is the", a comparison that ends in what a response is, or in "of the two".
    fn judged_of_all(&self, at: usize, adjective: usize, end: usize, up: bool) -> Option<Found> {
        let definite = self.word_before(at) == "the";
        let kind = |i: usize| {
            is(self.word(i), &NOUNS) || among(self.word(i), GENRES) || self.context.prompt.contains(self.word(i))
        };
        let of_all = is(self.word(end), &["of", "from"])
            && is(self.word(end + 1), &["the", "all", "these"])
            && is(self.word(end + 2), &["two", "three", "four", "pair", "lot", "all", "them", "both", "five"]);
        let noun = kind(end) && !self.word(end).is_empty();
        if !definite || !(noun || of_all) || matches!(self.word(adjective), "" | "important" | "common") {
            return None;
        }
        let end = if of_all { end + 3 } else { end + 1 };
        let subject = self.holder_of(at)?;
        let linked =
            (subject.start..at).any(|i| is(self.word(i), &COPULAS) || is(self.word(i), &["it's", "makes", "make"]));
        let aspect = is(self.word(end), &ASPECT) && !is(self.word(end + 1), &WHOLE);
        let weighty = among(self.word(adjective), OVERALL)
            || is(
                self.word(adjective),
                &["lesser", "sounder", "weaker", "poorer", "better", "best", "stronger", "worse"],
            )
            || self.context.criteria.contains(&stem(self.word(adjective)));
        let found = self.ranked_over(subject, vec![], up, end)?;
        let force = if weighty { Force::Likely } else { Force::Weak };
        (linked && !aspect).then_some(Found { force: found.force.min(force), ..found })
    }

    /// "B, clearly.", "Response B, then.", "A, without question": little more than a response.
    pub(super) fn named_alone(&self, first: bool) -> Option<Found> {
        const CERTAIN: &str = "hands no without by then because since as for every even though any";
        const PLAINLY: &str = "clearly easily definitely certainly undoubtedly obviously comfortably narrowly";
        let ends = |at: usize| !matches!(self.tokens.get(at).map(|t| t.kind), Some(Kind::Word(_) | Kind::Item { .. }));
        let sure = |at: usize| among(self.word(at), CERTAIN) || among(self.word(at), PLAINLY) && ends(at + 1);
        let colon = (0..self.tokens.len().min(8)).find(|i| self.tokens[*i].kind == Kind::Colon).filter(|_| {
            let words: Vec<&str> = (0..4).map(|i| self.word(i)).collect();
            words.iter().any(|w| is(w, &["contest", "verdict", "choice", "decision", "winner", "conclusion", "answer"]))
        });
        let from = colon.map_or(0, |colon| colon + 1);
        let from = from + usize::from(is(self.word(from), &["so", "thus", "hence", "therefore", "to", "if"]));
        let (items, end) = self.group(from)?;
        let next = self.tokens.get(end).map(|t| t.kind);
        let certain = matches!(next, Some(Kind::Comma | Kind::Break)) && sure(end + 1)
            || matches!(next, Some(Kind::Word(word)) if is(word, &["then", "hands", "by", "easily"]));
        let short = self.tokens.len() <= end + 3;
        let alone = items.len() == 1
            && (colon.is_some() && next.is_none_or(|n| matches!(n, Kind::Break | Kind::Comma)) || certain);
        let certain_then = alone && (first || short || colon.is_some());
        certain_then.then(|| self.ranked_over(Subject::of(items, from), vec![], true, end))?
    }

    /// "A, then C, then B", "First is B, then C", "A before C before B", "I order B, D, A, C".
    pub(super) fn in_turn(&self) -> Vec<Found> {
        const BETWEEN: &str =
            "then next second third fourth and before over first is comes last followed by lastly finally than";
        let head = (0..self.tokens.len().min(5)).find(|i| matches!(self.tokens[*i].kind, Kind::Item { .. }));
        let Some(head) = head else { return vec![] };
        let opens = (0..head).all(|i| match self.tokens[i].kind {
            Kind::Word(word) => among(
                word,
                "first is on order i we rank the best my ranking so overall in for me ranked that makes top at",
            ),
            Kind::Colon | Kind::Comma => true,
            _ => false,
        });
        let mut order = vec![];
        let mut end = head;
        let mut words = 0;
        for i in head..self.tokens.len() {
            match self.tokens[i].kind {
                Kind::Item { of: true, .. } => return vec![],
                Kind::Item { item, .. } if !order.contains(&item) => {
                    order.push(item);
                    end = i + 1;
                }
                Kind::Comma => {}
                Kind::Word(word) if among(word, BETWEEN) => words += usize::from(!is(word, &["is", "and", "than"])),
                _ => break,
            }
        }
        let ordered =
            words + usize::from(is(self.word(0), &["first", "order", "rank", "ranked"])) > 0 || self.word(1) == "order";
        if !opens || !ordered || order.len() != self.items || self.items < 3 {
            return vec![];
        }
        let above = |at: usize| Says::Above { over: vec![order[at]], under: order[at + 1..].to_vec() };
        (0..order.len() - 1).map(|at| Found { says: above(at), force: Force::Likely, tokens: head..end }).collect()
    }

    /// "Better and more correct is the second response", "on the top I see B".
    pub(super) fn fronted(&self) -> Option<Found> {
        let from = usize::from(is(self.word(0), &["on", "at", "so", "clearly", "much", "the"]));
        let from = from + usize::from(self.word(from) == "the");
        let up = is(self.word(from), &["better", "best", "first", "top", "stronger"]);
        let down = is(self.word(from), &["worse", "worst", "weaker"]);
        let link = (from + 1..from + 7).find(|i| is(self.word(*i), &["is", "comes", "stands", "see", "was"]))?;
        let plain = (from..link).all(|i| matches!(self.tokens[i].kind, Kind::Word(word) if !is(word, &NEGATIONS)));
        let (items, end) = self.group(link + 1)?;
        let whole = (up || down)
            && plain
            && items.len() == 1
            && !is(self.word(from + 1), &["part", "of", "than", "thing"])
            && !(from..link).any(|i| is(self.word(i), &["for", "in", "at", "on", "when"]));
        whole.then(|| self.ranked_over(Subject::of(items, from), vec![], up, end))?
    }
}
