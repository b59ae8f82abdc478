//! Ratings on anchored scales, each held against its accepted range.

use super::Judgement;
use super::parts::total;
use super::reasons::Reasons;
use super::scores::{self, Rated, Sheet};
use crate::{Evidence, say};
use course::task::rating::{Answer, Face, Key};

/// The weighted mean of the ratings: each earns 1 inside its accepted range, and less with the distance outside.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let sheet = Sheet {
        items: face.responses.iter().map(|r| Rated { id: &r.id, name: say::item(&r.id) }).collect(),
        dimensions: &face.dimensions,
        key: &key.scores,
        reach: key.reach,
        given: &answer.scores,
    };
    let scored = scores::compare(&sheet);
    let parts = scores::parts(reasons, &sheet, &scored);
    Judgement {
        score: total(&parts),
        headline: scores::headline(&scored),
        parts,
        agreement: scores::pairs("rating", &face.dimensions, &scored),
        evidence: Evidence::Rating { scores: scored },
        control: scores::order_by_mean(&sheet),
    }
}
