//! The key of a written justification.

use super::raw::JustifyRow;
use super::reading::Reading;
use crate::task::Kind;
use crate::task::justification::{Ask, Criterion, Key};
use toml::Spanned;

pub fn key(r: &mut Reading, row: &Spanned<JustifyRow>, ask: &Ask) -> Key {
    let j = row.get_ref();
    let weight = weight(r, row);
    let reference = r.filled(&j.reference, "reference");
    let words = reference.split_whitespace().count() as u32;
    if !(ask.words[0]..=ask.words[1]).contains(&words) {
        let mend = format!("Keep to what the task asks: {} to {} words.", ask.words[0], ask.words[1]);
        r.fault(&j.reference, format!("the reference has {words} words"), mend);
    }
    if j.criterion.is_empty() || !(2..=5).contains(&j.point.len()) {
        r.fault(row, "criteria or points are missing", "Write at least one criterion and two to five points.");
    }
    let mut criteria = Vec::new();
    for c in &j.criterion {
        let words = r.all_filled(&c.words, "words");
        criteria.push(Criterion { name: r.filled(&c.name, "name"), words, why: r.filled(&c.why, "why") });
    }
    Key { weight, reference, criteria, points: r.points(&j.point) }
}

fn weight(r: &mut Reading, row: &Spanned<JustifyRow>) -> f64 {
    let alone = *r.kind.get_ref() == Kind::Justification;
    match (&row.get_ref().weight, alone) {
        (None, true) => 1.0,
        (Some(w), true) => {
            r.fault(w, "`weight` in a justification that stands alone", "Leave it out: it is the whole grade.");
            1.0
        }
        (Some(w), false) if *w.get_ref() > 0.0 && *w.get_ref() < 1.0 => *w.get_ref(),
        (Some(w), false) => {
            r.fault(w, "`weight` is not between 0 and 1", "It is the share of the whole grade.");
            0.5
        }
        (None, false) => {
            r.fault(row, "`weight` is missing", "State the share of the whole grade, such as 0.4.");
            0.5
        }
    }
}
