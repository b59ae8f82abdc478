//! Right and wrong picks.

use super::parts::{at, part};
use super::reasons::Reasons;
use super::{Judgement, scales};
use crate::written::Control;
use crate::{Evidence, ScalePairs, Verdict, say};
use course::task::choice::{Answer, Face, Key, Partial};

/// Exact: all or nothing. Per option: (right picks − wrong picks) / right options, not below 0.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    // In the order of the task: in which order options were picked says nothing.
    let picked = face.options.iter().map(|option| &option.id).filter(|id| answer.picked.contains(id));
    let wrong: Vec<&String> = picked.filter(|id| !key.correct.contains(id)).collect();
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
    let note = note(&ids(&wrong), &ids(&missed), key.correct.len());
    let mut pick = at(
        part("pick", "Your choice", score, 1.0, note),
        reasons.pointers(wrong.iter().chain(&missed).map(|id| id.as_str())),
    );
    if right > 0 && !all_right {
        pick.verdict = Verdict::Differs;
    }
    Judgement {
        score,
        headline: headline(key, right, &ids(&wrong), &ids(&missed)),
        parts: vec![pick],
        evidence: Evidence::Choice { right: right as u32, wrong: wrong.len() as u32, missed: missed.len() as u32 },
        agreement: pairs(face, key, answer).into_iter().collect(),
        control: Control::None,
    }
}

/// Both sides' picks; where several may be picked, for each option whether either side picks it.
fn pairs(face: &Face, key: &Key, answer: &Answer) -> Option<ScalePairs> {
    let options = face.options.iter().map(|option| option.id.as_str());
    if face.multiple {
        let has = |picked: &[String], id: &str| picked.iter().any(|picked| picked == id);
        let picks = options.map(|id| (has(&answer.picked, id), has(&key.correct, id)));
        return scales::either("choice/option", ["not_picked", "picked"], picks);
    }
    let ([yours], [keys]) = (answer.picked.as_slice(), key.correct.as_slice()) else { return None };
    scales::labels("choice", options, [(yours.as_str(), keys.as_str())])
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
