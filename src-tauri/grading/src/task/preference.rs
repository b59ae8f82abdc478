//! Side and strength on the seven-point scale.

use super::parts::{Flag, at, part, unit, weigh_flag};
use super::reasons::Reasons;
use super::{Judgement, scales};
use crate::written::Control;
use crate::{Evidence, Side, Verdict, say};
use course::task::preference::{Answer, Key};

/// Inside the accepted range 1; on the right side `1 − (1 − side_weight) · distance / 2`; a neutral against a side,
/// or a side against a neutral, one half; the wrong side 0. Then the flag, where the key grades it.
pub(super) fn judge(reasons: Reasons, key: &Key, answer: &Answer) -> Judgement {
    // A complete answer has a value; without one the scale's middle says the least.
    let value = answer.value.unwrap_or(0);
    let (distance, side) = compare(key, value);
    let alone = match side {
        Side::Same => 1.0 - (1.0 - unit(key.side_weight)) * (f64::from(distance) / 2.0).min(1.0),
        Side::Half => 0.5,
        Side::Opposite => 0.0,
    };
    let pointers = if distance > 0 { reasons.pointers(["r1", "r2"]) } else { vec![] };
    let side_part = part("side", "Side and strength", alone, 1.0, note(key, value, distance, side));
    let mut parts = vec![at(side_part, pointers)];
    let flag = Flag {
        label: "Both bad",
        says: "neither response is acceptable",
        answer: answer.both_bad,
        key: key.both_bad,
        weight: key.flag_weight,
    };
    let score = weigh_flag(alone, &mut parts, flag);
    let mut headline = headline(key, value, distance);
    if parts.iter().any(|part| part.id == "flag" && part.verdict != Verdict::Agrees) {
        headline.push_str("; the flag differs");
    }
    Judgement {
        score,
        headline,
        parts,
        evidence: Evidence::Preference { distance, side },
        agreement: scales::values("preference", -3..=3, [(value, key.value)]).into_iter().collect(),
        control: control(value),
    }
}

/// Steps from the nearest accepted value, and the side against the key's. Inside the range the side is the same.
fn compare(key: &Key, value: i8) -> (u32, Side) {
    let [low, high] = key.accept;
    let distance = if value < low { low.abs_diff(value) } else { value.abs_diff(high.min(value)) };
    let side = match value.signum() * key.value.signum() {
        _ if distance == 0 => Side::Same,
        1 => Side::Same,
        -1 => Side::Opposite,
        _ => Side::Half,
    };
    (distance.into(), side)
}

/// The text has to argue for the side the learner chose.
fn control(value: i8) -> Control {
    let tier = |id: &str| vec![id.to_owned()];
    match value {
        ..0 => Control::Order(vec![tier("r1"), tier("r2")]),
        0 => Control::Order(vec![vec!["r1".to_owned(), "r2".to_owned()]]),
        1.. => Control::Order(vec![tier("r2"), tier("r1")]),
    }
}

fn favoured(value: i8) -> &'static str {
    if value < 0 { "r1" } else { "r2" }
}

fn headline(key: &Key, value: i8, distance: u32) -> String {
    let yours = say::item(favoured(value));
    let keys = say::item(favoured(key.value));
    match (value.signum() * key.value.signum(), value.signum(), key.value.signum()) {
        _ if value == key.value => "Your side and strength are the key's".to_owned(),
        _ if distance == 0 => "Your answer lies in the range the key accepts".to_owned(),
        (1, ..) if value.abs() > key.value.abs() => format!("You lean further to {yours} than the key"),
        (1, ..) => format!("You lean less to {yours} than the key"),
        (-1, ..) => format!("You prefer {yours}; the key prefers {keys}"),
        (_, 0, _) => format!("You see no difference; the key prefers {keys}"),
        _ => format!("You prefer {yours}; the key sees no difference"),
    }
}

fn note(key: &Key, value: i8, distance: u32, side: Side) -> String {
    let steps = say::counted(distance as usize, "step", "steps");
    let [low, high] = key.accept;
    match side {
        Side::Same if value == key.value => format!("You and the key both say: {}.", spoken(value)),
        Side::Same if distance == 0 => {
            format!("You say: {}. The key says: {}. Careful readers give either.", spoken(value), spoken(key.value))
        }
        Side::Same => {
            let accepted = if low == high { "the key" } else { "the range the key accepts" };
            format!("The side is the key's. You are {steps} away from {accepted}.")
        }
        Side::Half => format!("You say: {}. The key says: {}. This counts half.", spoken(value), spoken(key.value)),
        Side::Opposite => format!("You say: {}. The key says: {}.", spoken(value), spoken(key.value)),
    }
}

/// A point of the scale in words.
fn spoken(value: i8) -> String {
    let strength = match value.abs() {
        0 => return "about the same".to_owned(),
        1 => "slightly better",
        2 => "better",
        _ => "much better",
    };
    format!("{} is {strength}", say::item(favoured(value)))
}
