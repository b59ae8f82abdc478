//! `classification`: pieces, and their labels from a taxonomy.

use super::Form;
use super::scale::{LabelRow, read_labels, weight};
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::classification::{Face, Key, KeyPiece, Partial};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    piece: Vec<ItemRow>,
    #[serde(default)]
    label: Vec<LabelRow>,
    #[serde(default)]
    multiple: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    piece: Vec<PieceRow>,
    partial: Option<Spanned<Partial>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PieceRow {
    about: Words,
    labels: Spanned<Vec<Words>>,
    #[serde(default)]
    accept: Vec<Spanned<Vec<Words>>>,
    weight: Option<Spanned<f64>>,
    why: Words,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "piece";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.piece.len(), 1..=20, "piece") {
            return None;
        }
        let face = Face {
            pieces: r.items(self.piece.iter().map(ItemRow::pair), 'p'),
            labels: read_labels(r, &self.label, "label"),
            multiple: self.multiple,
        };
        let KeyRows { piece, partial } = key.get_ref();
        if let Some(partial) = partial.as_ref().filter(|p| *p.get_ref() == Partial::Shared && !self.multiple) {
            let mend = "A piece has one label here, right or wrong. Leave `partial` out, or say `multiple = true`.";
            r.fault(partial, "`partial` is shared where a piece has one label", mend);
        }
        r.each_once(piece.iter().map(|row| &row.about), &Names::of_items(Self::NOUN, &face.pieces), "key.piece", key);
        let pieces = piece.iter().map(|row| read_piece(r, row, &face)).collect();
        let partial = partial.as_ref().map_or(Partial::Exact, |p| *p.get_ref());
        Some((Work::Classification(face), KeyWork::Classification(Key { pieces, partial })))
    }
}

fn read_piece(r: &mut Reading, row: &PieceRow, face: &Face) -> KeyPiece {
    let labels = read_set(r, &row.labels, face);
    let sorted = |set: &[String]| {
        let mut set = set.to_vec();
        set.sort_unstable();
        set
    };
    let mut told = vec![sorted(&labels)];
    let mut accept = Vec::new();
    for other in &row.accept {
        let set = read_set(r, other, face);
        if told.contains(&sorted(&set)) {
            r.fault(other, format!("`accept` holds [{}] a second time", set.join(", ")), "Name only other labels.");
        }
        told.push(sorted(&set));
        accept.push(set);
    }
    KeyPiece {
        piece: row.about.get_ref().clone(),
        labels,
        accept,
        weight: weight(r, row.weight.as_ref()),
        why: r.filled(&row.why, "why"),
    }
}

/// The labels that a piece has together: one, or several where the task allows it.
fn read_set(r: &mut Reading, set: &Spanned<Vec<Words>>, face: &Face) -> Vec<String> {
    let count = set.get_ref().len();
    if count == 0 || (count > 1 && !face.multiple) {
        r.fault(set, format!("{count} labels for a piece"), "One, unless `multiple = true`; never none.");
    }
    r.once(set.get_ref(), &Names::of_labels("label", &face.labels))
}
