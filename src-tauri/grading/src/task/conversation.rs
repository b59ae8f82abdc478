//! Turns rated, and the turn at which a dialogue goes wrong.

use super::parts::{at, part, scaled, total, unit};
use super::reasons::Reasons;
use super::scores::{self, Rated, Sheet};
use super::{Judgement, scales};
use crate::written::Control;
use crate::{Evidence, Located, Part, ScalePairs, say};
use course::task::conversation::{Answer, Face, Key, Wrong};

/// The mean of the ratings, and the turn located, which is right or wrong; `where_weight` is the turn's share where both
/// are asked.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let rated = face.rated().map(|turn| turn.item.id.as_str());
    let sheet = Sheet {
        items: rated.map(|id| Rated { id, name: name(face, id) }).collect(),
        dimensions: &face.dimensions,
        key: &key.scores,
        reach: key.reach,
        given: &answer.scores,
    };
    let scored = scores::compare(&sheet);
    let located = key.wrong.as_ref().filter(|_| face.asks_where).map(|wrong| locate(face, wrong, answer));
    let where_weight = match (&located, scored.is_empty()) {
        (None, _) => 0.0,
        (Some(_), true) => 1.0,
        (Some(_), false) => unit(key.where_weight),
    };
    let mut parts = scaled(scores::parts(reasons, &sheet, &scored), 1.0 - where_weight);
    if let Some(located) = &located {
        parts.push(where_part(reasons, face, located, where_weight));
    }
    let headline = match (&located, scored.is_empty()) {
        (Some(located), true) => where_headline(face, located),
        (Some(located), false) => {
            format!("{}; {}", where_headline(face, located), lowered(&scores::headline(&scored)))
        }
        (None, _) => scores::headline(&scored),
    };
    let mut agreement = scores::pairs("conversation", &face.dimensions, &scored);
    agreement.extend(located.as_ref().and_then(|located| where_pair(face, located)));
    Judgement {
        score: total(&parts),
        headline,
        parts,
        agreement,
        evidence: Evidence::Conversation { scores: scored, located },
        control: Control::None,
    }
}

/// The sentence as a clause that follows another.
fn lowered(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The place of a turn in the dialogue, from 0.
fn place(face: &Face, id: &str) -> Option<usize> {
    face.turns.iter().position(|turn| turn.item.id == id)
}

fn locate(face: &Face, wrong: &Wrong, answer: &Answer) -> Located {
    // "Nowhere" stands in no turn, whatever turn was picked before.
    let yours = answer.wrong.clone().filter(|_| !answer.nowhere);
    let accepted = || wrong.turn.iter().chain(&wrong.accept);
    let right = yours == wrong.turn || yours.as_ref().is_some_and(|id| accepted().any(|accepted| accepted == id));
    let distance = |id: &String| {
        let (yours, keys) = (place(face, yours.as_deref()?)?, place(face, id)?);
        i32::try_from(yours as i64 - keys as i64).ok()
    };
    Located {
        off: accepted().filter_map(distance).min_by_key(|off| off.abs()),
        right,
        yours,
        key: wrong.turn.clone(),
        accept: wrong.accept.clone(),
        why: wrong.why.clone(),
    }
}

/// The turn that either side names, among all turns of this dialogue and "nowhere".
fn where_pair(face: &Face, located: &Located) -> Option<ScalePairs> {
    const NOWHERE: &str = "nowhere";
    let turns = face.turns.iter().map(|turn| turn.item.id.as_str()).chain([NOWHERE]);
    let [yours, keys] = [&located.yours, &located.key].map(|turn| turn.as_deref().unwrap_or(NOWHERE));
    scales::labels("conversation/where", turns, [(yours, keys)])
}

/// "turn 4", or the id of a turn that is not there.
fn name(face: &Face, id: &str) -> String {
    place(face, id).map_or_else(|| id.to_owned(), |index| say::nth("turn", index))
}

fn where_part(reasons: Reasons, face: &Face, located: &Located, weight: f64) -> Part {
    let turns = |off: i32| say::counted(off.unsigned_abs() as usize, "turn", "turns");
    let note = match (&located.yours, &located.key, located.off) {
        (None, None, _) => "You and the key both say that it goes wrong nowhere.".to_owned(),
        (Some(yours), Some(key), _) if yours == key => format!("You and the key both name {}.", name(face, yours)),
        (Some(yours), Some(key), _) if located.right => {
            format!("You name {}; the key names {}. Careful readers name either.", name(face, yours), name(face, key))
        }
        (Some(yours), None, _) if located.right => {
            format!("You name {}; the key names none. Careful readers do either.", name(face, yours))
        }
        (None, Some(key), _) => format!("You say that it goes wrong nowhere; the key names {}.", name(face, key)),
        (Some(yours), None, _) => format!("You name {}; by the key it goes wrong nowhere.", name(face, yours)),
        (Some(yours), Some(key), Some(off)) if off > 0 => {
            format!("You name {}; the key names {}. You are {} late.", name(face, yours), name(face, key), turns(off))
        }
        (Some(yours), Some(key), Some(off)) => {
            format!("You name {}; the key names {}. You are {} early.", name(face, yours), name(face, key), turns(off))
        }
        (Some(yours), Some(key), None) => format!("You name {}; the key names {}.", name(face, yours), name(face, key)),
    };
    let score = if located.right { 1.0 } else { 0.0 };
    let key = located.key.iter().filter(|_| !located.right).map(String::as_str);
    at(part("where", "Where it goes wrong", score, weight, note), reasons.pointers(key))
}

fn where_headline(face: &Face, located: &Located) -> String {
    let named = |turn: &Option<String>| turn.as_deref().map_or_else(|| "no turn".to_owned(), |id| name(face, id));
    match located.right {
        true if located.yours.is_none() => "It goes wrong nowhere, as you say".to_owned(),
        true => "The turn is located".to_owned(),
        false => format!("You name {}; the key names {}", named(&located.yours), named(&located.key)),
    }
}
