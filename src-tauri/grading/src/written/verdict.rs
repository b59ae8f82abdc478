//! Does the text argue for the response that the answer puts first?
//!
//! Only a plain statement that another response is best counts against the learner. Everything else that is not plain
//! agreement lowers the score and fails nothing.

use super::claims::{self, Claim, Says};
use super::reading::Reading;
use super::{Control, Fault, Subject};
use crate::{Part, Verdict, say};

/// What the reading of the verdict came to.
pub(super) struct Outcome {
    pub part: Part,
    pub fault: Option<Fault>,
    /// The sentence, from 0, that first says which response is best.
    pub first_in: Option<usize>,
}

/// None where there is no response to argue for. `weight` is the part's share of the checklist.
pub(super) fn check(reading: &Reading, subject: &Subject, weight: f64) -> Option<Outcome> {
    let control = Tiers::of(subject)?;
    let claims = claims::read(reading, subject.face);
    let weighed: Vec<(&Claim, Weight)> = claims.iter().map(|c| (c, control.weigh(c))).collect();
    let any = |weight: Weight| weighed.iter().any(|(_, w)| *w == weight);
    let (verdict, score) = if control.all_tied() {
        match (any(Weight::Same), any(Weight::Against) || any(Weight::PerhapsAgainst)) {
            (true, false) => (Verdict::Agrees, 1.0),
            (false, false) => (Verdict::Unclear, UNCLEAR),
            _ => (Verdict::Differs, UNCLEAR),
        }
    } else {
        match (any(Weight::For), any(Weight::PerhapsFor), any(Weight::Against), any(Weight::PerhapsAgainst)) {
            (true, _, false, _) | (_, true, false, false) => match any(Weight::OutOfOrder) {
                false => (Verdict::Agrees, 1.0),
                true => (Verdict::Differs, OUT_OF_ORDER),
            },
            (false, false, true, _) => (Verdict::Against, 0.0),
            (false, false, false, false) if !any(Weight::Same) && !any(Weight::OutOfOrder) => {
                (Verdict::Unclear, UNCLEAR)
            }
            _ => (Verdict::Differs, UNCLEAR),
        }
    };
    let shown: Vec<&Claim> =
        weighed.iter().filter(|(_, weight)| weight.shows(verdict)).map(|(claim, _)| *claim).take(3).collect();
    let first_in = match verdict {
        Verdict::Unclear => None,
        _ => weighed.iter().filter(|(_, w)| *w != Weight::Nothing).map(|(c, _)| c.sentence).min(),
    };
    let fault = (verdict == Verdict::Against).then(|| Fault(argues(subject, &shown)));
    let part = Part {
        id: "verdict".to_owned(),
        label: "Verdict in your text".to_owned(),
        score: Some(score),
        weight,
        verdict,
        note: note(subject, verdict, &shown, any(Weight::Same)),
        pointers: shown.iter().map(|claim| reading.pointer(claim.at.clone())).collect(),
    };
    Some(Outcome { part, fault, first_in })
}

/// What a text without a plain verdict, or with two, keeps of the points.
const UNCLEAR: f64 = 0.5;
/// What is kept when the best is named and two lower ones are turned round.
const OUT_OF_ORDER: f64 = 0.75;

/// How a claim stands to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    For,
    PerhapsFor,
    Against,
    PerhapsAgainst,
    /// Two responses below the first place are the other way round.
    OutOfOrder,
    Same,
    Nothing,
}

impl Weight {
    fn shows(self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Agrees => matches!(self, Weight::For | Weight::PerhapsFor | Weight::Same),
            Verdict::Against => self == Weight::Against,
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

    fn is_top(&self, item: &usize) -> bool {
        self.places.get(*item) == Some(&0)
    }

    fn weigh(&self, claim: &Claim) -> Weight {
        let Says::Above { over, under } = &claim.says else { return Weight::Same };
        if over.iter().any(|item| under.contains(item)) {
            return Weight::Nothing;
        }
        let (pro, contra) = match claim.sure {
            true => (Weight::For, Weight::Against),
            false => (Weight::PerhapsFor, Weight::PerhapsAgainst),
        };
        if self.all_tied() {
            return contra;
        }
        let all_top = |items: &[usize]| !items.is_empty() && items.iter().all(|item| self.is_top(item));
        let none_top = |items: &[usize]| !items.iter().any(|item| self.is_top(item));
        match (over.as_slice(), under.as_slice()) {
            ([], under) if all_top(under) => contra,
            ([], under) if none_top(under) && self.places.len() == 2 => pro,
            ([], _) => Weight::Nothing,
            (over, []) if all_top(over) => pro,
            (over, []) if none_top(over) => contra,
            (_, []) => Weight::PerhapsAgainst,
            (over, under) if all_top(over) && none_top(under) => pro,
            (over, under) if none_top(over) && all_top(under) => contra,
            (over, under) => match self.turned(over, under) && claim.sure {
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
            Says::Same => None,
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
