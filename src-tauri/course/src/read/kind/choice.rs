//! `choice`: options, and which are right.

use super::Form;
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::choice::{Face, Key, Partial};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    option: Vec<ItemRow>,
    #[serde(default)]
    multiple: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    correct: Spanned<Vec<Words>>,
    partial: Option<Partial>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "option";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.option.len(), 2..=8, "option") {
            return None;
        }
        let options = r.items(self.option.iter().map(ItemRow::pair), 'o');
        let KeyRows { correct, partial } = key.get_ref();
        let ids = correct.get_ref();
        if ids.is_empty() || (!self.multiple && ids.len() > 1) {
            r.fault(correct, format!("{} right options", ids.len()), "One, unless `multiple = true`; never none.");
        }
        let right = r.once(ids, &Names::of_items(Self::NOUN, &options));
        let key = Key { correct: right, partial: partial.unwrap_or(Partial::Exact) };
        Some((Work::Choice(Face { multiple: self.multiple, options }), KeyWork::Choice(key)))
    }
}
