//! `preference`: two responses, and how far one is better.

use super::{FLAG_WEIGHT, Form};
use crate::read::raw::ItemRow;
use crate::read::reading::Reading;
use crate::task::preference::{Face, Key};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

/// What the right side alone earns, where the key says nothing.
const SIDE_WEIGHT: f64 = 0.7;
/// What a neutral earns against a side: the right side earns no less, or who moves away from the key would gain.
const NEUTRAL: f64 = 0.5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    response: Vec<ItemRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    value: Spanned<i8>,
    accept: Option<Spanned<[i8; 2]>>,
    both_bad: Option<bool>,
    flag_weight: Option<Spanned<f64>>,
    side_weight: Option<Spanned<f64>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "response";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.response.len(), 2..=2, "response") {
            return None;
        }
        let responses = r.items(self.response.iter().map(ItemRow::pair), 'r');
        let KeyRows { value, accept, both_bad, flag_weight, side_weight } = key.get_ref();
        let v = *value.get_ref();
        if !(-3..=3).contains(&v) {
            r.fault(value, format!("`value` is {v}"), "It runs from -3 (r1 much better) to 3 (r2 much better).");
        }
        let key = Key {
            value: v,
            accept: r.around(accept.as_ref(), v, [-3, 3]),
            both_bad: *both_bad,
            flag_weight: r.inner_share(flag_weight.as_ref(), FLAG_WEIGHT),
            side_weight: read_side_weight(r, side_weight.as_ref()),
        };
        Some((Work::Preference(Face { responses }), KeyWork::Preference(key)))
    }
}

fn read_side_weight(r: &mut Reading, given: Option<&Spanned<f64>>) -> f64 {
    let Some(given) = given else { return SIDE_WEIGHT };
    let weight = *given.get_ref();
    if !(NEUTRAL..1.0).contains(&weight) {
        let mend = "Write a number from 0.5 and below 1: who sees no difference earns 0.5, and the right side no less.";
        r.fault(given, format!("`side_weight` is {weight}"), mend);
    }
    weight
}
