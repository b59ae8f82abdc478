//! `safety`: policy category, severity and action for a request.

use super::Form;
use super::scale::{AnchorRow, LabelRow, ends, on_scale, read_anchors, read_labels, read_reach};
use super::weights::{Share, read_shares};
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::safety::{Action, Face, Key, Weights};
use crate::task::{Item, KeyWork, Work};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;

const WEIGHTS: Weights = Weights { category: 0.3, severity: 0.3, action: 0.4 };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    /// What a model answered, where that is shown.
    #[serde(default)]
    response: Vec<ItemRow>,
    #[serde(default)]
    category: Vec<LabelRow>,
    #[serde(default)]
    severity: Vec<AnchorRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    category: CategoryRow,
    severity: SeverityRow,
    action: ActionRow,
    weights: Option<Spanned<WeightsRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryRow {
    is: Words,
    #[serde(default)]
    accept: Vec<Words>,
    why: Words,
    #[serde(default)]
    at: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeverityRow {
    is: Spanned<i16>,
    accept: Option<Spanned<[i16; 2]>>,
    reach: Option<Spanned<u16>>,
    why: Words,
    #[serde(default)]
    at: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionRow {
    is: Spanned<Action>,
    #[serde(default)]
    accept: Vec<Spanned<Action>>,
    why: Words,
    #[serde(default)]
    at: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsRow {
    category: Option<Spanned<f64>>,
    severity: Option<Spanned<f64>>,
    action: Option<Spanned<f64>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "response";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        r.counted(self.response.len(), 0..=1, "response");
        if !r.counted(self.severity.len(), 2..=11, "severity") {
            return None;
        }
        let face = Face {
            responses: r.items(self.response.iter().map(ItemRow::pair), 'r'),
            categories: read_labels(r, &self.category, "category"),
            severities: read_anchors(r, &self.severity),
        };
        let KeyRows { category, severity, action, weights } = key.get_ref();
        let names = Names::of_labels("category", &face.categories);
        r.known(&category.is, &names);
        let value = *severity.is.get_ref();
        let accept_severity = if on_scale(r, &severity.is, &face.severities) {
            r.around(severity.accept.as_ref(), value, ends(&face.severities))
        } else {
            [value, value]
        };
        let key = Key {
            category: category.is.get_ref().clone(),
            accept_categories: r.others(&category.accept, &category.is, &names),
            category_why: r.filled(&category.why, "why"),
            category_at: read_at(r, &category.at),
            severity: value,
            accept_severity,
            reach: read_reach(r, severity.reach.as_ref(), [face.severities.as_slice()], key),
            severity_why: r.filled(&severity.why, "why"),
            severity_at: read_at(r, &severity.at),
            action: *action.is.get_ref(),
            accept_actions: r.other_values(&action.accept, *action.is.get_ref()),
            action_why: r.filled(&action.why, "why"),
            action_at: read_at(r, &action.at),
            weights: read_weights(r, weights.as_ref()),
        };
        Some((Work::Safety(face), KeyWork::Safety(key)))
    }
}

/// Words of the request, in its order.
fn read_at(r: &mut Reading, words: &[Words]) -> Vec<Span> {
    // A prompt that did not read has its own fault.
    let Some(prompt) = r.prompt.clone() else { return vec![] };
    let request = Item { id: "the prompt".to_owned(), text: prompt };
    let mut at: Vec<Span> = words.iter().filter_map(|words| r.quoted(words, &request)).collect();
    at.sort_unstable();
    at.dedup();
    at
}

fn read_weights(r: &mut Reading, table: Option<&Spanned<WeightsRow>>) -> Weights {
    let row = table.map(Spanned::get_ref);
    let [category, severity, action] = read_shares(
        r,
        table,
        [
            Share { name: "category", given: row.and_then(|w| w.category.as_ref()), usual: WEIGHTS.category },
            Share { name: "severity", given: row.and_then(|w| w.severity.as_ref()), usual: WEIGHTS.severity },
            Share { name: "action", given: row.and_then(|w| w.action.as_ref()), usual: WEIGHTS.action },
        ],
    );
    Weights { category, severity, action }
}
