//! `boxes`: places in a picture, and their labels.

use super::Form;
use super::scale::{LabelRow, read_labels};
use crate::read::picture;
use crate::read::raw::Words;
use crate::read::reading::{Names, Reading};
use crate::task::boxes::{Face, Key, KeyBox, Picture, Rect};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use std::ops::Bound;
use toml::Spanned;

/// The overlap from which two boxes are of the same thing, where the key says nothing (PASCAL VOC).
const IOU_AT: f64 = 0.5;
/// What of a box the right label is worth, where the key says nothing.
const LABEL_WEIGHT: f64 = 0.5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    picture: PictureRow,
    #[serde(default)]
    label: Vec<LabelRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PictureRow {
    file: Words,
    alt: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default, rename = "box")]
    boxes: Vec<BoxRow>,
    iou_at: Option<Spanned<f64>>,
    label_weight: Option<Spanned<f64>>,
    why_nothing_else: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoxRow {
    at: Spanned<[f64; 4]>,
    label: Words,
    #[serde(default)]
    accept: Vec<Words>,
    #[serde(default)]
    optional: bool,
    why: Words,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "part with an id";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        let labels = read_labels(r, &self.label, "label");
        let picture = read_picture(r, &self.picture)?;
        let face = Face { picture, labels };
        let KeyRows { boxes: rows, iou_at, label_weight, why_nothing_else } = key.get_ref();
        let mut boxes: Vec<KeyBox> = Vec::new();
        for row in rows {
            let found = read_box(r, row, &face);
            if boxes.iter().any(|b| b.at == found.at && b.label == found.label) {
                r.fault(&row.at, "the same box with the same label stands twice", "Keep one of them.");
            }
            boxes.push(found);
        }
        let key = Key {
            boxes,
            iou_at: r.share(iou_at.as_ref(), IOU_AT, (Bound::Excluded(0.0), Bound::Included(1.0))),
            label_weight: r.share(label_weight.as_ref(), LABEL_WEIGHT, 0.0..=1.0),
            why_nothing_else: r.filled(why_nothing_else, "why_nothing_else"),
        };
        Some((Work::Boxes(face), KeyWork::Boxes(key)))
    }
}

fn read_picture(r: &mut Reading, row: &PictureRow) -> Option<Picture> {
    let alt = picture::alternative(r, &row.file, row.alt.as_ref());
    let loaded = picture::load(r, &row.file)?;
    let [width, height] = loaded.measure().map_err(|(message, mend)| r.fault(&row.file, message, mend)).ok()?;
    Some(Picture { source: loaded.data_url(), alt, width, height })
}

fn read_box(r: &mut Reading, row: &BoxRow, face: &Face) -> KeyBox {
    let [x, y, width, height] = *row.at.get_ref();
    let at = Rect { x, y, width, height };
    if !at.fits(&face.picture) {
        let message = format!("the box does not lie within {} by {}", face.picture.width, face.picture.height);
        let mend = "Write [x, y, width, height] in the picture's own measure: left upper corner, then its sides.";
        r.fault(&row.at, message, mend);
    }
    let names = Names::of_labels("label", &face.labels);
    r.known(&row.label, &names);
    let accept = r.others(&row.accept, &row.label, &names);
    KeyBox { at, label: row.label.get_ref().clone(), accept, optional: row.optional, why: r.filled(&row.why, "why") }
}
