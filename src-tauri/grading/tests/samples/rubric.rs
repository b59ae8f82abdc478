//! Criteria to be written for a prompt.

use super::{point, strings, task};
use course::task::rubric::{Face, Key, Modality, Weights};
use course::task::{KeyWork, Task, Work};

/// Two to four criteria; two ideal points.
pub fn rubric() -> Task {
    let key = Key {
        ideal: vec![
            point(
                "It says that the room has a bath",
                &["states that the Harbour Room has a bath", "mentions the bath", "a bath is named"],
            ),
            point(
                "It says that there is no lift",
                &["states that the house has no lift", "mentions the missing lift", "no lift is named"],
            ),
        ],
        reference: strings(&[
            "The reply states that the Harbour Room has a bath.",
            "The reply states that the house has no lift.",
        ]),
        weights: Weights { properties: 0.6, coverage: 0.4 },
    };
    let face = Face { modality: Modality::Text, count: [2, 4] };
    let prompt = "A guest asks whether the Harbour Room has a bath, and whether the house has a lift.";
    task(prompt, Work::Rubric(face), KeyWork::Rubric(key), vec![], 0.6)
}
