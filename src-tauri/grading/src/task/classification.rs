//! Labels of a taxonomy, each piece held against its nearest accepted set.

use super::parts::{at, part, shares, total};
use super::reasons::Reasons;
use super::{Judgement, scales};
use crate::written::Control;
use crate::{Evidence, PieceLabelled, ScalePairs, say};
use course::task::classification::{Answer, Face, Key, KeyPiece, Partial};
use course::task::scale::Label;

/// The mean over the pieces, by the key's weights. A piece is right or wrong, or earns the share of labels in common with the set of the key
/// that it comes nearest to.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let labelled: Vec<(usize, f64, PieceLabelled)> = (face.pieces.iter().enumerate())
        .filter_map(|(index, piece)| {
            let of_key = key.pieces.iter().find(|k| k.piece == piece.id)?;
            let given = answer.pieces.iter().find(|a| a.piece == piece.id)?;
            Some((index, of_key.weight, compare(&face.labels, of_key, &given.labels, key.partial)))
        })
        .collect();
    let weights = shares(&labelled.iter().map(|(_, weight, _)| *weight).collect::<Vec<_>>());
    let parts: Vec<_> = labelled
        .iter()
        .zip(weights)
        .map(|((index, _, held), weight)| {
            let label = match face.pieces.len() {
                1 => "Your label".to_owned(),
                _ => say::capital(&say::nth("piece", *index)),
            };
            let id = format!("piece/{}", held.piece);
            let pointers = if held.score < 1.0 { reasons.pointers([held.piece.as_str()]) } else { vec![] };
            at(part(id, label, held.score, weight, note(&face.labels, held)), pointers)
        })
        .collect();
    let pieces: Vec<PieceLabelled> = labelled.into_iter().map(|(_, _, held)| held).collect();
    Judgement {
        score: total(&parts),
        headline: headline(face, &pieces),
        parts,
        agreement: pairs(face, &pieces).into_iter().collect(),
        evidence: Evidence::Classification { pieces },
        control: Control::None,
    }
}

/// The label of each piece by both sides; where a piece may have several, for each piece and label whether it has it.
fn pairs(face: &Face, pieces: &[PieceLabelled]) -> Option<ScalePairs> {
    let names = || face.labels.iter().map(|label| label.id.as_str());
    if face.multiple {
        let has = |labels: &[String], id: &str| labels.iter().any(|label| label == id);
        let each = pieces.iter().flat_map(|p| names().map(move |id| (has(&p.yours, id), has(&p.key, id))));
        return scales::either("classification/has", ["no", "yes"], each);
    }
    let single = pieces.iter().filter_map(|p| match (&p.yours[..], &p.key[..]) {
        ([yours], [keys]) => Some((yours.as_str(), keys.as_str())),
        (_, _) => None,
    });
    scales::labels("classification/label", names(), single)
}

fn compare(labels: &[Label], key: &KeyPiece, given: &[String], partial: Partial) -> PieceLabelled {
    // In the order of the taxonomy: in which order labels were given says nothing.
    let yours: Vec<String> = labels.iter().map(|label| &label.id).filter(|id| given.contains(id)).cloned().collect();
    let mut nearest: (f64, &[String]) = (-1.0, &[]);
    for set in std::iter::once(&key.labels).chain(&key.accept) {
        let share = shared(&yours, set);
        if share > nearest.0 {
            nearest = (share, set);
        }
    }
    let (share, set) = nearest;
    let score = match partial {
        Partial::Shared => share.max(0.0),
        Partial::Exact => f64::from(u8::from(share >= 1.0)),
    };
    PieceLabelled {
        piece: key.piece.clone(),
        wrong: yours.iter().filter(|id| !set.contains(id)).cloned().collect(),
        missed: set.iter().filter(|id| !yours.contains(id)).cloned().collect(),
        yours,
        key: key.labels.clone(),
        accept: key.accept.clone(),
        score,
        why: key.why.clone(),
    }
}

/// |both| / |either| (Jaccard 1912); two empty sets are the same.
fn shared(yours: &[String], set: &[String]) -> f64 {
    let both = yours.iter().filter(|id| set.contains(id)).count();
    let more = set.iter().enumerate().filter(|(i, id)| !yours.contains(id) && !set[..*i].contains(id)).count();
    let either = yours.len() + more;
    if either == 0 { 1.0 } else { both as f64 / either as f64 }
}

/// Whether these are the labels of the key itself.
fn is_key(held: &PieceLabelled) -> bool {
    shared(&held.yours, &held.key) >= 1.0
}

fn note(labels: &[Label], held: &PieceLabelled) -> String {
    let names = |ids: &[String]| say::list(&ids.iter().map(|id| say::label(labels, id)).collect::<Vec<_>>());
    let (yours, keys) = (names(&held.yours), names(&held.key));
    match (held.wrong.as_slice(), held.missed.as_slice()) {
        ([], []) if is_key(held) => format!("You and the key both say {yours}."),
        ([], []) => format!("You say {yours}; the key says {keys}. Careful readers give either."),
        ([], missed) => format!("The key also has {}.", names(missed)),
        (wrong, []) => format!("The key does not have {}.", names(wrong)),
        (_, _) => format!("You say {yours}; the key says {keys}."),
    }
}

fn headline(face: &Face, pieces: &[PieceLabelled]) -> String {
    let names = |ids: &[String]| say::list(&ids.iter().map(|id| say::label(&face.labels, id)).collect::<Vec<_>>());
    let differing = pieces.iter().filter(|held| !held.wrong.is_empty() || !held.missed.is_empty()).count();
    match (pieces, differing) {
        ([], _) => "The key has no labels for this task".to_owned(),
        ([one], 0) if is_key(one) && one.key.len() == 1 => "Your label is the key's label".to_owned(),
        ([one], 0) if is_key(one) => "Your labels are the key's labels".to_owned(),
        ([_], 0) => "The key accepts what you say".to_owned(),
        ([one], _) => format!("You say {}; the key says {}", names(&one.yours), names(&one.key)),
        (all, 0) if all.iter().all(is_key) => "All your labels are the key's labels".to_owned(),
        (_, 0) => "The key accepts all your labels".to_owned(),
        (all, 1) if all.len() > 1 => {
            format!("One of {} differs from the key", say::counted(all.len(), "piece", "pieces"))
        }
        (all, n) => format!("{} differ from the key", say::of_all(n, all.len(), "piece", "pieces")),
    }
}
