//! Looser ways to say which one is better: "A has the edge", "it is B", "and that decides it", "A answers it better".
//!
//! They are likely verdicts, not sure ones: they count where the text says nothing that is surer, or nothing else.

use super::super::lexicon::among;
use super::*;

impl<'a> Sentence<'_, 'a> {
    /// A likely verdict whose word stands at `at`.
    pub(super) fn leaning(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        match word {
            "better" | "best" | "stronger" | "superior" => {
                self.served(at).or_else(|| self.held_to_be(at)).or_else(|| self.better_quality(at))
            }
            "decides" | "settles" | "decisive" | "tips" => self.decided(at),
            "one" => self.the_one(at),
            "between" => self.no_difference(at),
            "job" => self.better_job(at),
            "ahead" | "top" | "front" | "lower" | "higher" | "leads" => {
                let shared = word == "top" && self.word_before(at) == "the";
                if shared { self.prize(at) } else { self.ahead(at) }
            }
            "goes" | "go" => self.goes_to(at),
            "second" | "2nd" | "third" | "3rd" | "fourth" => self.lower_place(at),
            _ if among(word, OVERALL) && is(self.word_before(at), &["more", "less"]) => {
                let found = self.comparative(at, self.word(at - 1) == "more")?;
                Some(Found { force: found.force.min(Force::Likely), ..found })
            }
            "first" => self.shared_first(at),
            "chosen" | "picked" | "selected" | "favoured" | "favored" | "recommended" | "preferred" => self.picked(at),
            _ if among(word, PRIZES) => self.prize(at),
            "decision" | "case" | "verdict" => self.easy_choice(at),
            _ if is(word, &["choice", "option", "bet", "call", "pick"]) => {
                self.sounder_choice(at).or_else(|| self.easy_choice(at))
            }
            _ => None,
        }
    }

    fn likely(&self, subject: Subject, others: Vec<usize>, up: bool, end: usize) -> Option<Found> {
        let found = self.found(subject, others, up, true, end)?;
        Some(Found { force: found.force.min(Force::Likely), ..found })
    }

    /// The responses before `at` with nothing between but words that `passes`.
    fn holder(&self, at: usize, passes: impl Fn(&str) -> bool) -> Option<Subject> {
        let mut denied = false;
        let mut hedged = false;
        for i in (at.saturating_sub(FAR)..at).rev() {
            match self.tokens[i].kind {
                Kind::Item { of: true, .. } => return None,
                Kind::Item { .. } => {
                    let group = self.group_ending(i)?;
                    return Some(Subject { denied, hedged, ..group });
                }
                Kind::Word(word) => {
                    denied |= is(word, &NEGATIONS);
                    hedged |= is(word, &HEDGES) && !is(word, &["should", "would"]);
                    let plain = is(word, &FILL)
                        || is(word, &["must", "to", "been"])
                        || is(word, &NEGATIONS)
                        || is(word, &HEDGES)
                        || is(word, &NOUNS);
                    if !plain && !passes(word) {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// "A has the edge", "B gets my vote", "B and C share first place".
    fn prize(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        let first = (at.saturating_sub(2)..at).any(|i| among(self.word(i), FIRST));
        let upper = word != "hand" || self.word_before(at) == "upper";
        let gets =
            (at.saturating_sub(6)..at).any(|i| among(self.word(i), GETS) || is(self.word(i), &["are", "is", "on"]));
        if among(word, PLACED) && !first || !upper || !gets || self.word(at + 1) == "of" {
            return None;
        }
        let subject = self.holder(at, |word| among(word, GETS) || among(word, BETWEEN))?;
        let (object, end) = self.object(at + 1);
        let others = if let Object::Items(items) = object { items } else { vec![] };
        let aspect = self.after(end, false) == After::OneAspect;
        (!aspect).then(|| self.likely(subject, others, true, end))?
    }

    /// "Nothing to choose between B and C", "no difference between B and C".
    fn no_difference(&self, at: usize) -> Option<Found> {
        let (items, end) = self.group(at + 1)?;
        let none = (at.saturating_sub(5)..at).any(|i| is(self.word(i), &["nothing", "no", "little", "hardly", "not"]));
        let choice =
            (at.saturating_sub(4)..at).any(|i| is(self.word(i), &["choose", "difference", "choice", "separates"]));
        let says = if items.len() == self.items { Says::Same } else { Says::Level(items) };
        (none && choice).then_some(Found { says, force: Force::Likely, tokens: at..end })
    }

    /// "A should be chosen", "is to be preferred".
    fn picked(&self, at: usize) -> Option<Found> {
        let passive = is(self.word_before(at), &["be", "clearly", "strongly"]);
        let subject = self.holder(at, |word| is(word, &["should", "must", "ought", "deserves", "much"]))?;
        let (object, end) = self.object(at + 1);
        let others = if let Object::Items(items) = object { items } else { vec![] };
        (passive && self.after(end, false) != After::OneAspect).then(|| self.likely(subject, others, true, end))?
    }

    /// "A over B", "A rather than B": all that a sentence says at its start.
    pub(super) fn set_over(&self) -> Option<Found> {
        let (items, end) = self.group(0)?;
        let from = match (self.word(end), self.word(end + 1)) {
            ("over", _) => end + 1,
            ("rather", "than") | ("instead", "of") => end + 2,
            _ => return None,
        };
        let (others, end) = self.group(from)?;
        let closes =
            !matches!(self.tokens.get(end).map(|t| t.kind), Some(Kind::Word(word)) if !among(word, AFTER_VERDICT));
        let subject = Subject::of(items, 0);
        closes.then(|| self.likely(subject, others, true, end))?
    }

    /// "Response B better, because …": a verb is left out.
    pub(super) fn unlinked(&self, at: usize) -> Option<Found> {
        let (items, end) = self.group(0)?;
        let closes = match self.tokens.get(at + 1).map(|t| t.kind) {
            None | Some(Kind::Comma | Kind::Break) => true,
            Some(Kind::Word(word)) => is(word, &["because", "since", "as"]),
            _ => false,
        };
        let alone = end == at && items.len() < self.items;
        (alone && closes).then(|| self.likely(Subject::of(items, 0), vec![], true, at + 1))?
    }

    /// "The choice is easy: B."
    fn easy_choice(&self, at: usize) -> Option<Found> {
        let easy = is(self.word(at + 1), &["is", "was"])
            && is(self.word(at + 2), &["easy", "clear", "simple", "obvious", "plain", "straightforward"]);
        let (items, end) = if easy && self.is_mark(at + 3) { self.group(at + 4)? } else { return None };
        self.likely(Subject::of(items, at), vec![], true, end)
    }

    /// "Better is …" and "for the family is better A": the response comes last.
    pub(super) fn inverted(&self, at: usize) -> Option<Found> {
        let linked = is(self.word_before(at), &["is", "was"]);
        let alone = !(0..at).any(|i| matches!(self.tokens[i].kind, Kind::Item { .. }));
        let next = matches!(self.tokens.get(at + 1).map(|t| t.kind), Some(Kind::Item { of: false, .. }));
        let (items, end) = if linked && alone && next { self.group(at + 1)? } else { return None };
        let subject = Subject::of(items, at);
        self.likely(subject, vec![], true, end)
    }

    /// "B and C tie for first", "come joint first".
    fn shared_first(&self, at: usize) -> Option<Found> {
        let shared =
            (at.saturating_sub(4)..at).any(|i| is(self.word(i), &["tie", "ties", "tied", "joint", "share", "equal"]));
        let closes = self.word(at + 1).is_empty() || is(self.word(at + 1), &["and", "but", "with", "while", "ahead"]);
        let subject =
            self.holder(at, |word| among(word, GETS) || among(word, BETWEEN) || is(word, &["joint", "equal"]))?;
        (shared && closes).then(|| self.likely(subject, vec![], true, at + 1))?
    }

    /// "A is ahead", "B comes out on top", "ranked lower".
    fn ahead(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        let up = word != "lower";
        let placed = match word {
            "ahead" | "leads" => true,
            "top" | "front" => is(self.word_before(at), &["on", "in"]),
            _ => (at.saturating_sub(3)..at).any(|i| is(self.word(i), &RANK)),
        };
        let end = match (self.word(at + 1), self.items_after(at + 2)) {
            ("of" | "than", Object::Rest) => return self.ahead_of_rest(at, up),
            ("of" | "than", _) => return None,
            _ => at + 1,
        };
        let subject =
            self.holder(at, |word| is(word, &RANK) || among(word, BETWEEN) || is(word, &["together", "level"]))?;
        let sole = up || self.items == 2;
        let aspect = self.after(end, false) == After::OneAspect;
        (placed && sole && !aspect).then(|| self.likely(subject, vec![], up, end))?
    }

    /// "Far ahead of the other one", with an aside before it.
    fn ahead_of_rest(&self, at: usize, up: bool) -> Option<Found> {
        let item = (0..at).rev().take(12).find(|i| matches!(self.tokens[*i].kind, Kind::Item { of: false, .. }))?;
        let linked = (item + 1..at).any(|i| is(self.word(i), &COPULAS) || is(self.word(i), &RANK));
        let subject = self.group_ending(item)?;
        linked.then(|| self.likely(subject, vec![], up, at + 2))?
    }

    /// "First place goes to A", "the nod goes to B".
    fn goes_to(&self, at: usize) -> Option<Found> {
        let prize = (at.saturating_sub(3)..at).any(|i| {
            let word = self.word(i);
            among(word, PRIZES)
                && (!among(word, PLACED) || (i.saturating_sub(2)..i).any(|i| among(self.word(i), FIRST)))
        });
        let to = (at + 1..at + 3).find(|i| self.word(*i) == "to")?;
        let (items, end) = self.group(to + 1)?;
        let subject = Subject::of(items, at);
        prize.then(|| self.likely(subject, vec![], true, end))?
    }

    /// Whoever is second is not first: "A comes second".
    fn lower_place(&self, at: usize) -> Option<Found> {
        let ranked = (at.saturating_sub(3)..at).any(|i| is(self.word(i), &RANK) || is(self.word(i), &["takes", "is"]));
        let noun = is(self.word(at + 1), &NOUNS) || among(self.word(at + 1), GENRES);
        let subject = self.holder(at, |word| is(word, &RANK) || among(word, BETWEEN) || word == "takes")?;
        let end = at + 1 + usize::from(is(self.word(at + 1), &["place", "best"]));
        let stands = self.after(end, false) == After::Stands;
        (ranked && stands && !noun).then(|| self.likely(subject, vec![], false, end))?
    }

    /// "A is the one to choose", "B is the good one"; "the one that solves it" says so only weakly.
    fn the_one(&self, at: usize) -> Option<Found> {
        const JUDGED: [&str; 7] = ["good", "right", "correct", "winning", "preferred", "valid", "only"];
        const CHOOSE: &str = "choose prefer pick go rank select take keep send use recommend trust";
        let before = self.word_before(at);
        let judged = is(before, &JUDGED[..6]);
        let the = before == "the" || at > 1 && self.word(at - 2) == "the";
        let chosen =
            self.word(at + 1) == "to" && among(self.word(at + 2), CHOOSE) || is(self.word(at + 1), &["i", "we"]);
        let does = is(self.word(at + 1), &["that", "which", "who"]) && (before == "the" || is(before, &JUDGED));
        let subject = self.holder(at, |word| is(word, &JUDGED))?;
        let linked = (at.saturating_sub(6)..at).any(|i| is(self.word(i), &COPULAS));
        if !the || !linked || !(judged || chosen || does) {
            return None;
        }
        let found = self.likely(subject, vec![], true, at + 1)?;
        Some(Found { force: if judged || chosen { found.force } else { Force::Weak }, ..found })
    }

    /// "The safer choice", "the right call".
    fn sounder_choice(&self, at: usize) -> Option<Found> {
        let before = self.word_before(at);
        let sound =
            before.ends_with("er") && before.len() > 4 && !is(before, &["other", "either", "another", "former"])
                || is(before, &["right", "correct", "obvious", "natural", "winning", "sensible", "sound"]);
        let subject = self.holder(at, |word| word == before)?;
        let linked = (at.saturating_sub(6)..at).any(|i| is(self.word(i), &COPULAS));
        (sound && linked && self.after(at + 1, true) != After::OneAspect)
            .then(|| self.likely(subject, vec![], true, at + 1))?
    }

    /// "Does a better job".
    fn better_job(&self, at: usize) -> Option<Found> {
        let better = is(self.word_before(at), &["better", "best", "stronger"]);
        let worse = is(self.word_before(at), &["worse", "poorer"]);
        let subject = self.holder(at, |word| is(word, &["better", "best", "stronger", "worse", "poorer", "doing"]))?;
        let whole = matches!(self.after(at + 1, false), After::Stands | After::Criterion) && self.word(at + 1) != "of"
            || self.after(at + 1, false) == After::Criterion;
        ((better || worse) && whole).then(|| self.likely(subject, vec![], better, at + 1))?
    }

    /// "A answers the question better", "B better meets the request".
    fn served(&self, at: usize) -> Option<Found> {
        if among(self.word(at + 1), SERVES) {
            let subject = self.holder(at, |_| false)?;
            return self.likely(subject, vec![], true, at + 2);
        }
        let verb = (at.saturating_sub(6)..at).rev().find(|i| among(self.word(*i), SERVES))?;
        let between =
            (verb + 1..at).all(|i| matches!(self.tokens[i].kind, Kind::Word(_)) && !is(self.word(i), &COPULAS));
        let subject = self.holder(verb, |_| false)?;
        let (object, end) = self.object(at + 1);
        let others = match object {
            Object::Items(items) => items,
            Object::Rest | Object::None => vec![],
            Object::Unknown => return None,
        };
        let stands = matches!(self.after(end, false), After::Stands | After::Criterion);
        (between && stands).then(|| self.likely(subject, others, true, end))?
    }

    /// "B is right about the rice and A is not, and that decides it": the only one of which good is said.
    fn decided(&self, at: usize) -> Option<Found> {
        const GOOD: &str = "right correct accurate true complete faithful safe works sound honest sticks keeps";
        const BAD: &str = "wrong false fails misses forgets lacks less worse without no unsafe incorrect";
        let that = (at.saturating_sub(3)..at).any(|i| is(self.word(i), &["that", "which", "this", "what"]));
        let start = (0..at).rev().find(|i| self.tokens[*i].kind == Kind::Break).map_or(0, |stop| stop + 1);
        let good = |i: &usize| {
            let says = (i + 1..at).take_while(|i| matches!(self.tokens[*i].kind, Kind::Word(_) | Kind::Quote));
            let says = says.map(|i| self.word(i)).take_while(|word| !is(word, &["and", "but", "while", "whereas"]));
            let (mut praised, mut blamed) = (false, false);
            for word in says {
                praised |= among(word, GOOD);
                blamed |= among(word, BAD) || is(word, &NEGATIONS);
            }
            matches!(self.tokens[*i].kind, Kind::Item { of: false, .. }) && praised && !blamed
        };
        let mut items = (start..at).filter(good);
        let subject = self.group_ending(items.next()?)?;
        (that && items.next().is_none()).then(|| self.likely(subject, vec![], true, at + 1))?
    }

    /// "I find A better", "consider B the stronger".
    fn held_to_be(&self, at: usize) -> Option<Found> {
        const HOLD: [&str; 10] =
            ["find", "found", "consider", "judge", "rate", "deem", "think", "call", "considered", "judged"];
        let item =
            (at.saturating_sub(4)..at).rev().find(|i| matches!(self.tokens[*i].kind, Kind::Item { of: false, .. }))?;
        let subject = self.group_ending(item)?;
        let before = subject.start.checked_sub(1)?;
        let verb =
            if is(self.word(before), &["that", "response", "the", "answer"]) { before.checked_sub(1)? } else { before };
        let mine = verb == 0 || is(self.word_before(verb), &I) || is(self.word_before(verb), &["would", "do", "also"]);
        let plain = (item + 1..at).all(|i| is(self.word(i), &FILL) || is(self.word(i), &["to", "be"]));
        let (_, next) = self.predicate(at);
        let stands = self.after(next, false) == After::Stands;
        (is(self.word(verb), &HOLD) && mine && plain && stands).then(|| self.likely(subject, vec![], true, next))?
    }

    /// "A has the better quality".
    fn better_quality(&self, at: usize) -> Option<Found> {
        let whole = is(self.word(at + 1), &["quality", "value", "result", "grasp"]);
        let subject = self.holder(at, |word| is(word, &["has", "have", "offers", "shows", "the", "a"]))?;
        (whole && self.after(at + 2, false) == After::Stands).then(|| self.likely(subject, vec![], true, at + 2))?
    }

    /// "B. Both reach 75": a first sentence that is nothing but a response, or gives its reason at once. "It is A",
    /// "A it is".
    pub(super) fn bare(&self, first: bool) -> Option<Found> {
        let (items, mut end) = self.group(0).or_else(|| {
            const OPENS: &str = "so overall therefore thus hence clearly definitely plainly obviously verdict winner";
            if among(self.word(0), OPENS)
                && let Some(group) = self.group(1 + usize::from(self.is_mark(1)))
            {
                return Some(group);
            }
            let from = (0..4).find(|i| is(self.word(*i), &["is", "it's"]))? + 1;
            let group = self.group(from)?;
            let is_it = (0..from).any(|i| is(self.word(i), &["it", "it's"]));
            let opens = is(self.word(0), &["it", "it's"]) || among(self.word(0), OPENS);
            (is_it && opens).then_some(group)
        })?;
        let opens_with_item = matches!(self.tokens.first().map(|t| t.kind), Some(Kind::Item { .. }));
        let it_is = self.word(end) == "it" && self.word(end + 1) == "is";
        end += if it_is { 2 } else { 0 };
        let closes = match self.tokens.get(end).map(|t| t.kind) {
            None => true,
            Some(Kind::Comma) => is(self.word(end + 1), &["because", "since", "as", "for"]),
            Some(Kind::Word(word)) => is(word, &["because", "since"]),
            _ => false,
        };
        let all = items.len() == self.items;
        if !closes || all && self.items == 2 || opens_with_item && !first && !it_is {
            return None;
        }
        if all {
            // "Thus B, C, A."
            let (best, rest) = items.split_first()?;
            let says = Says::Above { over: vec![*best], under: rest.to_vec() };
            return Some(Found { says, force: Force::Likely, tokens: 0..end.min(self.tokens.len()) });
        }
        let subject = Subject::of(items, 0);
        self.likely(subject, vec![], true, end)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon))
    }

    /// "… and so it is better": of the only response that the sentence names.
    pub(super) fn it_is_better(&self, at: usize) -> Option<Found> {
        let it = (at.saturating_sub(4)..at)
            .rev()
            .find(|i| is(self.word(*i), &["it", "and", "therefore", "thus", "hence"]))?;
        let so = (it..at).any(|i| is(self.word(i), &["so", "therefore", "thus", "hence"]));
        let plain = (it + 1..at).all(|i| is(self.word(i), &FILL));
        let linked = so || self.word(it) == "it" && (it + 1..at).any(|i| is(self.word(i), &COPULAS));
        let mut items = (0..it).filter_map(|i| match self.tokens[i].kind {
            Kind::Item { item, of: false } => Some((i, item)),
            _ => None,
        });
        let (start, item) = items.next()?;
        let sole = items.all(|(_, other)| other == item);
        let (_, next) = self.predicate(at);
        let stands = self.after(next, false) == After::Stands;
        let subject = Subject::of(vec![item], start);
        (plain && linked && sole && stands).then(|| self.likely(subject, vec![], true, next))?
    }
}
