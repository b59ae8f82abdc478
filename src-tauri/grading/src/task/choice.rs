//! Right and wrong picks.

use super::{Judgement, Reasons, verdict};
use crate::written::Control;
use crate::{Evidence, Part, say};
use course::task::choice::{Answer, Key, Partial};

/// Exact: all or nothing. Per option: (right picks − wrong picks) / right options, not below 0.
pub(super) fn judge(reasons: Reasons, key: &Key, answer: &Answer) -> Judgement {
    let is_right = |id: &&String| key.correct.contains(id);
    let wrong: Vec<&String> = answer.picked.iter().filter(|id| !is_right(id)).collect();
    let missed: Vec<&String> = key.correct.iter().filter(|id| !answer.picked.contains(id)).collect();
    let right = key.correct.len() - missed.len();
    let all_right = wrong.is_empty() && missed.is_empty();
    let score = match key.partial {
        Partial::Exact => f64::from(u8::from(all_right)),
        // A key without a right option is refused when the course is read.
        Partial::PerOption if key.correct.is_empty() => f64::from(u8::from(all_right)),
        Partial::PerOption => ((right as f64 - wrong.len() as f64) / key.correct.len() as f64).max(0.0),
    };
    let ids = |of: &[&String]| say::items(of.iter().map(|id| id.as_str()));
    let part = Part {
        id: "pick".to_owned(),
        label: "Your choice".to_owned(),
        score: Some(score),
        weight: 1.0,
        verdict: if right > 0 && !all_right { crate::Verdict::Differs } else { verdict(score) },
        note: note(&ids(&wrong), &ids(&missed), key.correct.len()),
        pointers: reasons.pointers(wrong.iter().chain(&missed).map(|id| id.as_str())),
    };
    Judgement {
        score,
        headline: headline(key, right, &ids(&wrong), &ids(&missed)),
        parts: vec![part],
        evidence: Evidence::Choice { right: right as u32, wrong: wrong.len() as u32, missed: missed.len() as u32 },
        rating: None,
        control: Control::None,
    }
}

fn note(wrong: &str, missed: &str, options: usize) -> String {
    match (wrong.is_empty(), missed.is_empty()) {
        (true, true) if options == 1 => "You picked the right option.".to_owned(),
        (true, true) => "You picked the right options and no other.".to_owned(),
        (false, true) => format!("Right to leave out: {wrong}."),
        (true, false) => format!("Also right: {missed}."),
        (false, false) => format!("You picked {wrong}. Right to pick: {missed}."),
    }
}

fn headline(key: &Key, right: usize, wrong: &str, missed: &str) -> String {
    let options = key.correct.len();
    match (wrong.is_empty(), missed.is_empty()) {
        (true, true) => "Your choice is the key's choice".to_owned(),
        _ if options == 1 && right == 0 => format!("You chose {wrong}; the key has {missed}"),
        (false, true) => format!("You picked {wrong} as well; the key does not"),
        (true, false) => format!("You picked {} of {} right options", say::number(right), say::number(options)),
        (false, false) if right == 0 => format!("You picked no right option, but {wrong}"),
        (false, false) => {
            format!("You picked {} of {} right options, and {wrong}", say::number(right), say::number(options))
        }
    }
}
