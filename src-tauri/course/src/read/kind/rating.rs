//! `rating`: responses on anchored scales.

use super::Form;
use super::scale::{DimensionRow, ScoreRow, read_dimensions, read_reach, read_scores};
use crate::read::raw::ItemRow;
use crate::read::reading::{Names, Reading};
use crate::task::rating::{Face, Key};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    response: Vec<ItemRow>,
    #[serde(default)]
    dimension: Vec<DimensionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    score: Vec<ScoreRow>,
    reach: Option<Spanned<u16>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "response";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.response.len(), 1..=6, "response") {
            return None;
        }
        let responses = r.items(self.response.iter().map(ItemRow::pair), 'r');
        let dimensions = read_dimensions(r, &self.dimension, 1);
        let KeyRows { score, reach } = key.get_ref();
        let scores = read_scores(r, score, &Names::of_items(Self::NOUN, &responses), &dimensions, key);
        let reach = read_reach(r, reach.as_ref(), dimensions.iter().map(|d| d.anchors.as_slice()), key);
        Some((Work::Rating(Face { responses, dimensions }), KeyWork::Rating(Key { scores, reach })))
    }
}
