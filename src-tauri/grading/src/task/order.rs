//! An order of responses or solutions held against the key's: the share of its pairs that are kept.

use super::parts::{at, part};
use super::reasons::Reasons;
use super::scales;
use crate::{OrderKept, Part, ScalePairs, Swapped, Verdict, Yours, say};
use course::task::Item;
use course::task::ranking::PairReason;
use std::cmp::Ordering;

/// The key's tiers, best first, and its reasons for pairs.
pub(super) struct OrderKey<'a> {
    pub order: &'a [Vec<String>],
    pub pairs: &'a [PairReason],
}

/// What the comparison came to.
pub(super) struct Ordered {
    /// In [0, 1].
    pub score: f64,
    /// The pairs, with the weight 1.
    pub part: Part,
    /// The first place, which does not count.
    pub top: Part,
    pub headline: String,
    pub kept: OrderKept,
    /// The learner's tiers without empty ones.
    pub tiers: Vec<Vec<String>>,
}

/// The share of the key's pairs kept, where a tie against an order counts half. Two things that are not told apart are
/// kept when the learner ties them too.
pub(super) fn judge(reasons: Reasons, key: OrderKey, tiers: &[Vec<String>]) -> Ordered {
    let tiers = &tidy(&key, tiers);
    let compared = compare(reasons, &key, tiers);
    let pairs = compared.pairs;
    let score = if pairs == 0 { 1.0 } else { compared.kept / pairs as f64 };
    let touched: Vec<&str> = key.order.iter().flatten().map(String::as_str).filter(|id| compared.touches(id)).collect();
    let top_right = tiers.first().is_some_and(|top| top.iter().all(|id| tier(key.order, id) == Some(0)));
    let (tau_b, tau_b_reason) = tau_b(&key, tiers);
    Ordered {
        score,
        part: at(part("order", "Your order", score, 1.0, note(&compared)), reasons.pointers(touched)),
        top: top_part(&key, tiers, top_right),
        headline: headline(&compared),
        kept: OrderKept {
            tau_b,
            tau_b_reason,
            kept: compared.kept,
            pairs: pairs as u32,
            top_right,
            swapped: compared.swapped,
        },
        tiers: tiers.clone(),
    }
}

/// How each two of the items stand by both sides: the first under the second, tied with it, or over it. The items come in
/// the order of the task, which is not the one that the learner saw.
pub(super) fn pairs(scale: &str, items: &[Item], key: &[Vec<String>], tiers: &[Vec<String>]) -> Option<ScalePairs> {
    const STANDS: [&str; 3] = ["under", "tied", "over"];
    let stands = |tiers: &[Vec<String>], first: &Item, second: &Item| {
        let order = tier(tiers, &second.id)?.cmp(&tier(tiers, &first.id)?);
        Some(STANDS[(order as i8 + 1) as usize])
    };
    let two = items.iter().enumerate().flat_map(|(i, first)| items[i + 1..].iter().map(move |second| (first, second)));
    let pairs = two.filter_map(|(first, second)| Some((stands(tiers, first, second)?, stands(key, first, second)?)));
    scales::values(scale, STANDS, pairs)
}

/// Tiers without empty ones, and each in the order in which the key names its members: how a tie is listed says nothing.
fn tidy(key: &OrderKey, tiers: &[Vec<String>]) -> Vec<Vec<String>> {
    let ids: Vec<&String> = key.order.iter().flatten().collect();
    let mut tiers: Vec<Vec<String>> = tiers.iter().filter(|tier| !tier.is_empty()).cloned().collect();
    for tier in &mut tiers {
        tier.sort_by_key(|id| ids.iter().position(|known| *known == id));
    }
    tiers
}

/// All pairs of responses, held against each other.
struct Compared {
    pairs: usize,
    kept: f64,
    /// In the key's order.
    swapped: Vec<Swapped>,
}

impl Compared {
    fn count(&self, yours: Yours) -> usize {
        self.swapped.iter().filter(|s| s.yours == yours).count()
    }

    fn touches(&self, id: &str) -> bool {
        self.swapped.iter().any(|s| s.over == id || s.under == id)
    }
}

fn compare(reasons: Reasons, key: &OrderKey, tiers: &[Vec<String>]) -> Compared {
    let ids: Vec<&String> = key.order.iter().flatten().collect();
    let mut compared = Compared { pairs: 0, kept: 0.0, swapped: vec![] };
    for (i, first) in ids.iter().enumerate() {
        for second in &ids[i + 1..] {
            compared.pairs += 1;
            let key_orders = tier(key.order, first) != tier(key.order, second);
            let yours = tier(tiers, first).cmp(&tier(tiers, second));
            let (kept, differs) = match (key_orders, yours) {
                (true, Ordering::Less) | (false, Ordering::Equal) => (1.0, None),
                (true, Ordering::Equal) => (0.5, Some((first, second, Yours::Tied))),
                (true, Ordering::Greater) => (0.0, Some((first, second, Yours::Reversed))),
                (false, Ordering::Less) => (0.5, Some((first, second, Yours::Ordered))),
                (false, Ordering::Greater) => (0.5, Some((second, first, Yours::Ordered))),
            };
            compared.kept += kept;
            compared.swapped.extend(differs.map(|(over, under, yours)| Swapped {
                over: over.to_string(),
                under: under.to_string(),
                yours,
                why: why(reasons, key, over, under),
            }));
        }
    }
    compared
}

/// Index of the tier that holds the response.
fn tier(tiers: &[Vec<String>], id: &str) -> Option<usize> {
    tiers.iter().position(|tier| tier.iter().any(|member| member == id))
}

/// The key's reason for the pair, named either way round; else its reasons about the two.
fn why(reasons: Reasons, key: &OrderKey, over: &str, under: &str) -> Vec<String> {
    let named = |a: &str, b: &str| key.pairs.iter().find(|p| p.over == a && p.under == b);
    match named(over, under).or_else(|| named(under, over)) {
        Some(pair) => vec![pair.why.clone()],
        None => reasons.about(over).into_iter().chain(reasons.about(under)).collect(),
    }
}

fn top_part(key: &OrderKey, tiers: &[Vec<String>], right: bool) -> Part {
    let of = |tiers: &[Vec<String>]| say::items(tiers.iter().take(1).flatten().map(String::as_str));
    let (yours, keys) = (of(tiers), of(key.order));
    Part {
        id: "top".to_owned(),
        label: "First place".to_owned(),
        score: None,
        weight: 0.0,
        verdict: if right { Verdict::Agrees } else { Verdict::Differs },
        note: match right {
            true if yours == keys => format!("You and the key both put {keys} first."),
            true => format!("The key puts {keys} first, and {yours} is among them."),
            false => format!("You put {yours} first; the key puts {keys} first."),
        },
        pointers: vec![],
    }
}

/// τ-b between the two orders, or why it has no value.
fn tau_b(key: &OrderKey, tiers: &[Vec<String>]) -> (Option<f64>, Option<String>) {
    let places = |tiers: &[Vec<String>]| -> Vec<f64> {
        let ids = key.order.iter().flatten();
        ids.map(|id| tier(tiers, id).map_or(f64::NAN, |place| place as f64)).collect()
    };
    match agreement::rank::kendall_tau_b(&places(key.order), &places(tiers)).value {
        Ok(tau) => (Some(tau), None),
        Err(_) if tiers.len() < 2 => (None, Some("You tie all of them, so there is no order to compare".into())),
        Err(_) if key.order.len() < 2 => {
            (None, Some("The key ties all of them, so there is no order to compare".into()))
        }
        Err(reason) => (None, Some(say::capital(&reason.to_string()))),
    }
}

fn headline(compared: &Compared) -> String {
    let [turned, tied, ordered] = [Yours::Reversed, Yours::Tied, Yours::Ordered].map(|y| compared.count(y));
    let all = compared.pairs;
    let of = |n| say::of_all(n, all, "pair", "pairs");
    match (turned, tied, ordered) {
        (0, 0, 0) => "Your order is the key's order".to_owned(),
        (n, 0, 0) if n == all && n > 1 => "Your order is the key's order turned round".to_owned(),
        (n, 0, 0) => format!("{} {} the other way round", of(n), say::is(n)),
        (0, n, 0) => format!("{} {} tied where the key has an order", of(n), say::is(n)),
        (0, 0, n) => format!("{} {} ordered where the key has a tie", of(n), say::is(n)),
        (a, b, c) => format!("{} differ from the key", of(a + b + c)),
    }
}

/// So many pairs are told in words; all of them are in the evidence.
const SHOWN: usize = 3;

fn note(compared: &Compared) -> String {
    let pair = |s: &Swapped| {
        let (over, under) = (say::item(&s.over), say::item(&s.under));
        match s.yours {
            Yours::Reversed => format!("You put {under} before {over}."),
            Yours::Tied => format!("You tie {over} and {under}; the key puts {over} first."),
            Yours::Ordered => format!("You put {over} before {under}; the key ties them."),
        }
    };
    match compared.swapped.as_slice() {
        [] if compared.pairs == 1 => "The pair is kept.".to_owned(),
        [] => format!("All {} are kept.", say::counted(compared.pairs, "pair", "pairs")),
        differing => {
            let shown: Vec<String> = differing.iter().take(SHOWN).map(pair).collect();
            let more = match differing.len().saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(" The key also differs on {}.", say::counted(more, "more pair", "more pairs")),
            };
            shown.join(" ") + &more
        }
    }
}
