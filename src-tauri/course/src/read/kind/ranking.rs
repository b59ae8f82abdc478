//! `ranking`: responses, and their order.

use super::order::{PairRow, Tiers, read_order};
use super::{FLAG_WEIGHT, Form};
use crate::read::raw::ItemRow;
use crate::read::reading::{Names, Reading};
use crate::task::ranking::{Face, Key};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    response: Vec<ItemRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    order: Tiers,
    #[serde(default)]
    pair: Vec<PairRow>,
    all_bad: Option<bool>,
    flag_weight: Option<Spanned<f64>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "response";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.response.len(), 3..=6, "response") {
            return None;
        }
        let responses = r.items(self.response.iter().map(ItemRow::pair), 'r');
        let KeyRows { order, pair, all_bad, flag_weight } = key.get_ref();
        let flag_weight = r.inner_share(flag_weight.as_ref(), FLAG_WEIGHT);
        let (order, pairs) = read_order(r, order, pair, &Names::of_items(Self::NOUN, &responses));
        let key = Key { order, pairs, all_bad: *all_bad, flag_weight };
        Some((Work::Ranking(Face { responses }), KeyWork::Ranking(key)))
    }
}
