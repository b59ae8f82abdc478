//! Labelled boxes held against the key's.

use super::matching::{self, Held, Likeness};
use super::parts::{f1, part, total, unit};
use super::{Judgement, scales};
use crate::written::Control;
use crate::{BoxHeld, BoxMet, Evidence, KeyBoxShown, Part, ScalePairs, say};
use course::task::boxes::{Answer, Drawn, Face, Key, KeyBox};

/// F1 over boxes of the same thing, which have an overlap (intersection over union) of at least `iou_at`. Each pair earns
/// `1 − label_weight` for the place and `label_weight` for the right label. Boxes are paired with the key's one to one,
/// so that they earn most.
pub(super) fn judge(face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let label_weight = unit(key.label_weight);
    let mut drawn: Vec<&Drawn> = answer.boxes.iter().collect();
    // From top to bottom, then from left to right: in which order boxes were drawn says nothing.
    drawn.sort_by(|a, b| {
        let measure = |d: &Drawn| [d.at.y, d.at.x, d.at.height, d.at.width];
        let differ = measure(a).into_iter().zip(measure(b)).map(|(a, b)| a.total_cmp(&b)).find(|order| order.is_ne());
        differ.unwrap_or_else(|| a.label.cmp(&b.label))
    });
    let optional: Vec<bool> = key.boxes.iter().map(|of_key| of_key.optional).collect();
    let held = matching::pair(drawn.len(), &optional, |mark, place| {
        let (drawn, of_key) = (drawn[mark], &key.boxes[place]);
        let share = matching::iou(&drawn.at, &of_key.at);
        let label = if is_label(drawn, of_key) { label_weight } else { 0.0 };
        let credit = if reaches(share, key) { 1.0 - label_weight + label } else { 0.0 };
        Likeness { credit, share }
    });
    let boxes: Vec<BoxHeld> = drawn.iter().zip(&held).map(|(drawn, held)| box_held(key, drawn, *held)).collect();
    let missed: Vec<&KeyBox> = (key.boxes.iter().enumerate())
        .filter(|(place, of_key)| !of_key.optional && !met_at(key, &drawn, &held, *place))
        .map(|(_, of_key)| of_key)
        .collect();
    let count = |met: BoxMet| boxes.iter().filter(|b| b.met == met).count();
    let tally = Tally {
        drawn: boxes.len() - count(BoxMet::Optional),
        key: key.boxes.iter().filter(|of_key| !of_key.optional).count(),
        right: count(BoxMet::Right),
        mislabelled: count(BoxMet::WrongLabel),
        near: count(BoxMet::Near),
        extra: count(BoxMet::Extra),
        optional: count(BoxMet::Optional),
    };
    let parts = parts(face, key, &tally, label_weight, &missed);
    let agreement = pairs(face, &boxes).into_iter().collect();
    Judgement {
        score: total(&parts),
        headline: tally.headline(),
        parts,
        evidence: Evidence::Boxes {
            boxes,
            missed: missed.into_iter().map(shown).collect(),
            iou_at: unit(key.iou_at),
            why_nothing_else: key.why_nothing_else.clone(),
        },
        agreement,
        control: Control::None,
    }
}

/// Whether an overlap is enough for the same thing; it is not missed for a rounding error.
fn reaches(iou: f64, key: &Key) -> bool {
    iou > 0.0 && iou >= unit(key.iou_at) - 1e-9
}

fn is_label(drawn: &Drawn, of_key: &KeyBox) -> bool {
    drawn.label == of_key.label || of_key.accept.contains(&drawn.label)
}

fn box_held(key: &Key, drawn: &Drawn, held: Held) -> BoxHeld {
    let against = match held {
        Held::Key(place) | Held::Optional(place) => Some(&key.boxes[place]),
        Held::Nothing => None,
    };
    let iou = against.map_or(0.0, |of_key| matching::iou(&drawn.at, &of_key.at));
    let met = match (held, against) {
        (Held::Optional(_), _) => BoxMet::Optional,
        (Held::Key(_), Some(of_key)) => match (reaches(iou, key), is_label(drawn, of_key)) {
            (false, _) => BoxMet::Near,
            (true, true) => BoxMet::Right,
            (true, false) => BoxMet::WrongLabel,
        },
        (Held::Key(_), None) | (Held::Nothing, _) => BoxMet::Extra,
    };
    BoxHeld { at: drawn.at, label: drawn.label.clone(), met, against: against.map(shown), iou }
}

/// The labels of both sides for each of the key's boxes that was found, optional ones apart.
fn pairs(face: &Face, boxes: &[BoxHeld]) -> Option<ScalePairs> {
    let found = boxes.iter().filter(|held| matches!(held.met, BoxMet::Right | BoxMet::WrongLabel));
    let both = found.filter_map(|held| Some((held.label.as_str(), held.against.as_ref()?.label.as_str())));
    scales::labels("boxes/label", face.labels.iter().map(|label| label.id.as_str()), both)
}

/// Whether one of the key's was found: a box that only comes near it does not find it.
fn met_at(key: &Key, drawn: &[&Drawn], held: &[Held], place: usize) -> bool {
    let mark = held.iter().position(|held| *held == Held::Key(place));
    mark.is_some_and(|mark| reaches(matching::iou(&drawn[mark].at, &key.boxes[place].at), key))
}

fn shown(of_key: &KeyBox) -> KeyBoxShown {
    KeyBoxShown { at: of_key.at, label: of_key.label.clone(), accept: of_key.accept.clone(), why: of_key.why.clone() }
}

/// What counts, and how often each thing happened.
struct Tally {
    /// Boxes that count, and boxes of the key that do.
    drawn: usize,
    key: usize,
    right: usize,
    mislabelled: usize,
    near: usize,
    extra: usize,
    optional: usize,
}

impl Tally {
    fn headline(&self) -> String {
        if self.key == 0 {
            return match (self.drawn, self.optional) {
                (0, 0) => "There is nothing to draw, and you draw nothing".to_owned(),
                (0, _) => "What you draw may be drawn, and nothing has to be".to_owned(),
                (n, _) => format!("There is nothing to draw; you draw {}", say::counted(n, "box", "boxes")),
            };
        }
        let beside = self.beside();
        match (self.right == self.key, beside.is_empty()) {
            (true, true) => "Your boxes are the key's boxes".to_owned(),
            (_, true) => format!("You draw {}", say::out_of(self.right, self.key, "box", "boxes")),
            (_, false) => format!("You draw {}; {beside}", say::out_of(self.right, self.key, "box", "boxes")),
        }
    }

    /// Boxes that only come near one of the key's are not in the key either.
    fn beside(&self) -> String {
        say::beside(self.mislabelled, self.near + self.extra, "box", "boxes")
    }
}

fn parts(face: &Face, key: &Key, tally: &Tally, label_weight: f64, missed: &[&KeyBox]) -> Vec<Part> {
    let found = tally.right + tally.mislabelled;
    let [place, label] = [found, tally.right].map(|n| f1(n as f64, tally.drawn, tally.key));
    let labels = match (found, tally.mislabelled) {
        (0, _) if tally.key == 0 => "There is nothing to draw.".to_owned(),
        (0, _) => "No box has the place of one of the key's.".to_owned(),
        (_, 0) => "Every box in the right place has the key's label.".to_owned(),
        (_, n) => {
            let has = if n == 1 { "has" } else { "have" };
            say::capital(&format!("{} in the right place {has} another label.", say::counted(n, "box", "boxes")))
        }
    };
    vec![
        part("place", "Place of the boxes", place, 1.0 - label_weight, note(face, key, tally, missed)),
        part("label", "Labels of the boxes", label, label_weight, labels),
    ]
}

fn note(face: &Face, key: &Key, tally: &Tally, missed: &[&KeyBox]) -> String {
    let mut notes = vec![];
    if !missed.is_empty() {
        let names: Vec<String> = missed.iter().map(|of_key| say::label(&face.labels, &of_key.label)).collect();
        notes.push(format!("Not found: {}.", say::list(&names)));
    }
    if tally.near > 0 {
        let (boxes, verb) = (say::counted(tally.near, "box", "boxes"), if tally.near == 1 { "comes" } else { "come" });
        let enough = say::percent(unit(key.iou_at));
        notes.push(say::capital(&format!("{boxes} {verb} near, with an overlap below {enough}.")));
    }
    if tally.extra > 0 {
        let boxes = say::counted(tally.extra, "box", "boxes");
        notes.push(say::capital(&format!("{boxes} {} not in the key.", say::is(tally.extra))));
    }
    match notes.is_empty() {
        true if tally.key == 0 => "You draw nothing that the key does not have.".to_owned(),
        true => "Every box is in its place, and none is missing.".to_owned(),
        false => notes.join(" "),
    }
}
