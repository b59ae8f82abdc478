//! `justification`, alone: the verdict is settled. What is asked for and its key are read as for any kind.

use super::Form;
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::justification::{AloneKey, Face};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    response: Vec<ItemRow>,
    /// The response judged best.
    given: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "response";

    fn read(self, r: &mut Reading, _: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        if !r.counted(self.response.len(), 2..=3, "response") {
            return None;
        }
        let responses = r.items(self.response.iter().map(ItemRow::pair), 'r');
        r.known(&self.given, &Names::of_items(Self::NOUN, &responses));
        let face = Face { responses, given: self.given.into_inner() };
        Some((Work::Justification(face), KeyWork::Justification(AloneKey {})))
    }
}
