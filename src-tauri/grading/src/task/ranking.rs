//! Pairs kept.

use super::{Flag, Judgement, Reasons, verdict, weigh_flag};
use crate::written::Control;
use crate::{Evidence, Part, Swapped, Verdict, Yours, say};
use course::task::ranking::{Answer, Key};
use std::cmp::Ordering;

/// The share of the key's pairs kept, where a tie against an order counts half. Then the flag, where it is graded.
pub(super) fn judge(reasons: Reasons, key: &Key, answer: &Answer) -> Judgement {
    let compared = compare(reasons, key, answer);
    let pairs = compared.pairs;
    let order = if pairs == 0 { 1.0 } else { compared.kept / pairs as f64 };
    let touched: Vec<&str> = key.order.iter().flatten().map(String::as_str).filter(|id| compared.touches(id)).collect();
    let order_part = Part {
        id: "order".to_owned(),
        label: "Your order".to_owned(),
        score: Some(order),
        weight: 1.0,
        verdict: verdict(order),
        note: note(&compared),
        pointers: reasons.pointers(touched),
    };
    let top_right = answer.tiers.first().is_some_and(|top| top.iter().all(|id| tier(&key.order, id) == Some(0)));
    let mut parts = vec![order_part];
    let flag = Flag {
        label: "None acceptable",
        says: "none of the responses is acceptable",
        answer: answer.all_bad,
        key: key.all_bad,
        weight: key.flag_weight,
    };
    let score = weigh_flag(order, &mut parts, flag);
    let mut headline = headline(&compared);
    if parts.iter().any(|part| part.id == "flag" && part.verdict != Verdict::Agrees) {
        headline.push_str("; the flag differs");
    }
    parts.insert(1, top_part(key, answer, top_right));
    let (tau_b, tau_b_reason) = tau_b(key, answer);
    Judgement {
        score,
        headline,
        parts,
        evidence: Evidence::Ranking {
            tau_b,
            tau_b_reason,
            kept: compared.kept,
            pairs: pairs as u32,
            top_right,
            swapped: compared.swapped,
        },
        rating: None,
        control: Control::Order(answer.tiers.clone()),
    }
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

fn compare(reasons: Reasons, key: &Key, answer: &Answer) -> Compared {
    let ids: Vec<&String> = key.order.iter().flatten().collect();
    let mut compared = Compared { pairs: 0, kept: 0.0, swapped: vec![] };
    for (i, first) in ids.iter().enumerate() {
        for second in &ids[i + 1..] {
            compared.pairs += 1;
            let key_orders = tier(&key.order, first) != tier(&key.order, second);
            let yours = tier(&answer.tiers, first).cmp(&tier(&answer.tiers, second));
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
fn why(reasons: Reasons, key: &Key, over: &str, under: &str) -> Vec<String> {
    let named = |a: &str, b: &str| key.pairs.iter().find(|p| p.over == a && p.under == b);
    match named(over, under).or_else(|| named(under, over)) {
        Some(pair) => vec![pair.why.clone()],
        None => reasons.about(over).into_iter().chain(reasons.about(under)).collect(),
    }
}

fn top_part(key: &Key, answer: &Answer, right: bool) -> Part {
    let of = |tiers: &[Vec<String>]| say::items(tiers.iter().take(1).flatten().map(String::as_str));
    let (yours, keys) = (of(&answer.tiers), of(&key.order));
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
fn tau_b(key: &Key, answer: &Answer) -> (Option<f64>, Option<String>) {
    let places = |tiers: &[Vec<String>]| -> Vec<f64> {
        let ids = key.order.iter().flatten();
        ids.map(|id| tier(tiers, id).map_or(f64::NAN, |place| place as f64)).collect()
    };
    match agreement::rank::kendall_tau_b(&places(&key.order), &places(&answer.tiers)).value {
        Ok(tau) => (Some(tau), None),
        Err(_) if answer.tiers.len() < 2 => (None, Some("You tie all of them, so there is no order to compare".into())),
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
    let is = |n| if n == 1 { "is" } else { "are" };
    match (turned, tied, ordered) {
        (0, 0, 0) => "Your order is the key's order".to_owned(),
        (n, 0, 0) if n == all && n > 1 => "Your order is the key's order turned round".to_owned(),
        (n, 0, 0) => format!("{} {} the other way round", of(n), is(n)),
        (0, n, 0) => format!("{} {} tied where the key has an order", of(n), is(n)),
        (0, 0, n) => format!("{} {} ordered where the key has a tie", of(n), is(n)),
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
