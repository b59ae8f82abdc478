//! `rubric`: criteria for a prompt.

use super::Form;
use super::weights::{Share, read_shares};
use crate::read::raw::{PointRow, Words};
use crate::read::reading::Reading;
use crate::task::rubric::{Face, Key, Modality, Weights};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

const WEIGHTS: Weights = Weights { properties: 0.5, coverage: 0.5 };
/// A rubric longer than this is not read by those who judge with it.
const MOST_CRITERIA: u32 = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    modality: Modality,
    count: Spanned<[u32; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    ideal: Vec<PointRow>,
    reference: Spanned<Vec<Words>>,
    weights: Option<Spanned<WeightsRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsRow {
    properties: Option<Spanned<f64>>,
    coverage: Option<Spanned<f64>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "part with an id";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        let [fewest, most] = *self.count.get_ref();
        let KeyRows { ideal, reference, weights } = key.get_ref();
        let written = reference.get_ref().len();
        if !(1 <= fewest && fewest <= most && most <= MOST_CRITERIA) {
            let mend = format!("Write fewest and most criteria, between 1 and {MOST_CRITERIA}, such as [4, 8].");
            r.fault(&self.count, format!("`count` is [{fewest}, {most}]"), mend);
        } else if !(fewest as usize..=most as usize).contains(&written) {
            let mend = format!("Keep to what the task asks: {fewest} to {most}.");
            r.fault(reference, format!("the reference has {written} criteria"), mend);
        }
        r.counted(ideal.len(), 2..=10, "key.ideal");
        let key = Key {
            ideal: r.points(ideal),
            reference: r.all_filled(reference.get_ref(), "reference"),
            weights: read_weights(r, weights.as_ref()),
        };
        let face = Face { modality: self.modality, count: [fewest, most] };
        Some((Work::Rubric(face), KeyWork::Rubric(key)))
    }
}

fn read_weights(r: &mut Reading, table: Option<&Spanned<WeightsRow>>) -> Weights {
    let row = table.map(Spanned::get_ref);
    let [properties, coverage] = read_shares(
        r,
        table,
        [
            Share { name: "properties", given: row.and_then(|w| w.properties.as_ref()), usual: WEIGHTS.properties },
            Share { name: "coverage", given: row.and_then(|w| w.coverage.as_ref()), usual: WEIGHTS.coverage },
        ],
    );
    Weights { properties, coverage }
}
