//! Does the text argue for the response that the answer puts first?
//!
//! Only a plain statement that another response is best counts against the learner. Everything else that is not plain
//! agreement lowers the score and fails nothing.

use super::claims::{self, Claim, Force, Says};
use super::leans;
use super::reading::Reading;
use super::{Control, Fault, Noted, Subject};
use crate::{Part, Verdict, say};

/// What the reading of the verdict came to.
pub(super) struct Outcome {
    pub part: Part,
    pub fault: Option<Fault>,
    /// The sentence, from 0, that first says which response is best.
    pub first_in: Option<usize>,
    pub noted: Vec<Noted>,
    /// All statements about which is better.
    pub claims: Vec<Claim>,
}

/// None where there is no response to argue for. `weight` is the part's share of the checklist.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> Option<Outcome> {
    let control = Tiers::of(subject)?;
    let claims = claims::read(reading, &subject.page.claims);
    let weighed: Vec<(&Claim, Weight)> = claims.iter().map(|c| (c, control.weigh(c))).collect();
    let (verdict, score) = judge(&weighed, control.all_tied());
    let any = |weight: Weight| weighed.iter().any(|(_, w)| *w == weight);
    let shown: Vec<&Claim> =
        weighed.iter().filter(|(_, weight)| weight.shows(verdict)).map(|(claim, _)| *claim).take(3).collect();
    let says = |(_, weight): &&(&Claim, Weight)| match verdict {
        Verdict::Agrees => weight.shows(verdict),
        Verdict::Against | Verdict::Differs => *weight != Weight::Nothing,
        Verdict::Unclear => false,
    };
    let first_in = weighed.iter().filter(says).map(|(claim, _)| claim.sentence).min();
    let mut noted = noted(verdict, first_in, &weighed, control.all_tied());
    let against = verdict == Verdict::Against;
    let (verdict, score) = match against && !is_certain(reading, &claims, &shown) {
        true => (Verdict::Differs, UNCLEAR),
        false => (verdict, score),
    };
    let fault = (verdict == Verdict::Against).then(|| Fault { of: Noted::Verdict, clause: argues(subject, &shown) });
    if !against && any(Weight::Same) && leans::beside(reading, &claims) {
        noted.retain(|fault| *fault != Noted::Verdict);
    }
    if leans::leans(reading) {
        noted.retain(|fault| *fault != Noted::NoVerdict);
    }
    let part = Part {
        id: "verdict".to_owned(),
        label: "Verdict in your text".to_owned(),
        score: Some(score),
        weight,
        verdict,
        note: note(subject, verdict, &shown, any(Weight::Same)),
        pointers: shown.iter().map(|claim| reading.pointer(claim.at.clone())).collect(),
    };
    Some(Outcome { part, fault, first_in, noted, claims })
}

/// Whether what is read against the answer leaves no doubt: its responses are named by letter or place, and no later
/// sentence that was not understood may choose another.
fn is_certain(reading: &Reading, claims: &[Claim], against: &[&Claim]) -> bool {
    const NAMED: usize = 3;
    let described = |claim: &Claim| {
        let named = reading.mentions.iter().filter(|m| claim.at.contains(&reading.words[m.words.start].at.start));
        named.into_iter().any(|mention| mention.words.len() > NAMED)
    };
    let last = against.iter().map(|claim| claim.sentence).max().unwrap_or(0);
    let over: Vec<usize> = against.iter().flat_map(|claim| claim.over().iter().copied()).collect();
    !against.iter().any(|claim| described(claim)) && !leans::after(reading, claims, last, &over)
}

/// The faults of the verdict. An order among those that the answer ties is another verdict too, if nothing takes it back,
/// and so is a tie of all where the answer has an order; neither fails a task.
fn noted(verdict: Verdict, first_in: Option<usize>, weighed: &[(&Claim, Weight)], all_tied: bool) -> Vec<Noted> {
    let any = |is: &dyn Fn(Weight) -> bool| weighed.iter().any(|(_, weight)| is(*weight));
    let same = any(&|w| w == Weight::Same);
    let unties = !same && any(&|w| matches!(w, Weight::Unties(force) if force >= Force::Likely));
    let turned = any(&|w| w == Weight::OutOfOrder);
    let ties = same && !all_tied && !any(&|w| matches!(w, Weight::For(_) | Weight::Against(_)));
    let other = verdict == Verdict::Against || unties || ties || turned;
    let late = first_in.is_some_and(|sentence| sentence > 1).then_some(Noted::VerdictLate);
    let none = (first_in.is_none() && !other).then_some(Noted::NoVerdict);
    other.then_some(Noted::Verdict).into_iter().chain(late).chain(none).collect()
}

/// What the claims come to together, and the score.
///
/// Against is only what speaks plainly for another response, or likely so, and nowhere for the right one.
fn judge(weighed: &[(&Claim, Weight)], all_tied: bool) -> (Verdict, f64) {
    let any = |is: &dyn Fn(Weight) -> bool| weighed.iter().any(|(_, weight)| is(*weight));
    let same = any(&|w| w == Weight::Same);
    let unties = |least: Force| any(&|w| matches!(w, Weight::Unties(force) if force >= least));
    if all_tied {
        return match (same, unties(Force::Weak)) {
            (true, false) => (Verdict::Agrees, 1.0),
            (false, false) => (Verdict::Unclear, UNCLEAR),
            _ => (Verdict::Differs, UNCLEAR),
        };
    }
    let pro = |least: Force| any(&|w| matches!(w, Weight::For(force) if force >= least));
    let contra = |least: Force| any(&|w| matches!(w, Weight::Against(force) if force >= least));
    let turned = any(&|w| w == Weight::OutOfOrder) || unties(Force::Likely);
    let agrees = pro(Force::Sure) && !contra(Force::Sure)
        || pro(Force::Likely) && !contra(Force::Likely)
        || pro(Force::Weak) && !contra(Force::Weak);
    match () {
        () if agrees && !turned => (Verdict::Agrees, 1.0),
        () if agrees => (Verdict::Differs, OUT_OF_ORDER),
        () if contra(Force::Sure) && !pro(Force::Weak) => (Verdict::Against, 0.0),
        () if contra(Force::Likely) && !pro(Force::Weak) && !same => (Verdict::Against, 0.0),
        () if !pro(Force::Weak) && !contra(Force::Weak) && !same && !turned => (Verdict::Unclear, UNCLEAR),
        () => (Verdict::Differs, UNCLEAR),
    }
}

/// What a text without a plain verdict, or with two, keeps of the points.
const UNCLEAR: f64 = 0.5;
/// What is kept when the best is named and two lower ones are turned round.
const OUT_OF_ORDER: f64 = 0.75;

/// How a claim stands to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    For(Force),
    Against(Force),
    /// Two responses below the first place are the other way round.
    OutOfOrder,
    /// It orders two that the answer ties in the first place.
    Unties(Force),
    Same,
    Nothing,
}

impl Weight {
    fn shows(self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Agrees => matches!(self, Weight::For(_) | Weight::Same),
            Verdict::Against => matches!(self, Weight::Against(force) if force >= Force::Likely),
            Verdict::Differs => self != Weight::Nothing,
            Verdict::Unclear => false,
        }
    }
}

/// The place of each response, from 0, by its index in `Face::items`.
struct Tiers {
    places: Vec<usize>,
}

impl Tiers {
    fn of(subject: &Subject) -> Option<Tiers> {
        let given;
        let order = match subject.control {
            Control::None => return None,
            Control::Order(order) => order,
            Control::Given { best, others } => {
                given = vec![vec![best.clone()], others.clone()];
                &given
            }
        };
        let place = |id: &str| order.iter().position(|tier| tier.iter().any(|member| member == id));
        let items = subject.face.items().iter();
        Some(Tiers { places: items.map(|item| place(&item.id).unwrap_or(order.len())).collect() })
    }

    fn all_tied(&self) -> bool {
        self.places.iter().all(|place| *place == 0)
    }

    /// How many share the first place.
    fn tops(&self) -> usize {
        self.places.iter().filter(|place| **place == 0).count()
    }

    fn is_top(&self, item: &usize) -> bool {
        self.places.get(*item) == Some(&0)
    }

    fn weigh(&self, claim: &Claim) -> Weight {
        let (over, under) = match &claim.says {
            Says::Same => return Weight::Same,
            Says::Level(items) => {
                let first = items.iter().all(|item| self.is_top(item)) && items.len() > 1 && !self.all_tied();
                return if first { Weight::For(Force::Likely) } else { Weight::Nothing };
            }
            Says::Above { over, under } => (over, under),
        };
        if over.iter().any(|item| under.contains(item)) {
            return Weight::Nothing;
        }
        let (pro, contra, unties) =
            (Weight::For(claim.force), Weight::Against(claim.force), Weight::Unties(claim.force));
        if self.all_tied() {
            return unties;
        }
        let all_top = |items: &[usize]| !items.is_empty() && items.iter().all(|item| self.is_top(item));
        let none_top = |items: &[usize]| !items.iter().any(|item| self.is_top(item));
        match (over.as_slice(), under.as_slice()) {
            ([], under) if all_top(under) && self.tops() > under.len() => unties,
            ([], under) if all_top(under) => contra,
            ([], under) if none_top(under) && self.places.len() == 2 => pro,
            ([], _) => Weight::Nothing,
            (over, []) if all_top(over) => pro,
            (over, []) if none_top(over) => contra,
            (_, []) => Weight::Against(Force::Weak),
            (over, under) if all_top(over) && none_top(under) => pro,
            (over, under) if none_top(over) && under.iter().any(|item| self.is_top(item)) => contra,
            (over, under) if all_top(over) && all_top(under) => unties,
            (over, under) if all_top(over) && under.iter().any(|item| self.is_top(item)) => unties,
            (over, under) => match self.turned(over, under) && claim.force >= Force::Likely {
                true => Weight::OutOfOrder,
                false => Weight::Nothing,
            },
        }
    }

    fn turned(&self, over: &[usize], under: &[usize]) -> bool {
        let place = |item: &usize| self.places.get(*item).copied().unwrap_or(0);
        over.iter().map(place).min() > under.iter().map(place).max()
    }
}

/// "your text argues for {r1}"; what the claims put over the learner's first, as far as they name it.
fn argues(subject: &Subject, claims: &[&Claim]) -> String {
    let items = subject.face.items();
    let mut named: Vec<usize> = claims
        .iter()
        .filter_map(|claim| match &claim.says {
            Says::Above { over, .. } => Some(over.iter().copied()),
            Says::Same | Says::Level(_) => None,
        })
        .flatten()
        .collect();
    named.sort_unstable();
    named.dedup();
    let named: Vec<&str> = named.iter().filter_map(|item| items.get(*item)).map(|item| item.id.as_str()).collect();
    match named.is_empty() {
        true => "your text argues against your answer".to_owned(),
        false => format!("your text argues for {}", say::items(named)),
    }
}

/// "your answer prefers {r2}", "{r2} is the one judged best".
fn held(subject: &Subject) -> String {
    match subject.control {
        Control::None => String::new(),
        Control::Given { best, .. } => format!("{} is the one judged best", say::item(best)),
        Control::Order(order) if order.len() < 2 => "your answer sees no difference".to_owned(),
        Control::Order(order) => {
            let top = say::items(order.iter().take(1).flatten().map(String::as_str));
            format!("your answer puts {top} first")
        }
    }
}

fn note(subject: &Subject, verdict: Verdict, shown: &[&Claim], same: bool) -> String {
    let tied = matches!(subject.control, Control::Order(order) if order.len() < 2);
    match verdict {
        Verdict::Agrees => match subject.control {
            Control::Given { best, .. } => format!("Your text argues for {}.", say::item(best)),
            _ => "Your text agrees with your answer.".to_owned(),
        },
        Verdict::Against => format!("{}, but {}.", say::capital(&argues(subject, shown)), held(subject)),
        Verdict::Unclear if tied => {
            "No sentence says plainly that they are about the same, as your answer does.".to_owned()
        }
        Verdict::Unclear => "No sentence says plainly which response is best.".to_owned(),
        Verdict::Differs if same && !tied => {
            format!("Your text also calls responses about the same, but {}.", held(subject))
        }
        Verdict::Differs => format!("Your text does not speak for one side only, but {}.", held(subject)),
    }
}
