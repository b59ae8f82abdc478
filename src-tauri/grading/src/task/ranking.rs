//! Pairs kept.

use super::Judgement;
use super::order::{self, OrderKey};
use super::parts::{Flag, weigh_flag};
use super::reasons::Reasons;
use crate::written::Control;
use crate::{Evidence, Verdict};
use course::task::ranking::{Answer, Face, Key};

/// The share of the key's pairs kept. Then the flag, where it is graded.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let ordered = order::judge(reasons, OrderKey { order: &key.order, pairs: &key.pairs }, &answer.tiers);
    let mut parts = vec![ordered.part];
    let flag = Flag {
        label: "None acceptable",
        says: "none of the responses is acceptable",
        answer: answer.all_bad,
        key: key.all_bad,
        weight: key.flag_weight,
    };
    let score = weigh_flag(ordered.score, &mut parts, flag);
    let mut headline = ordered.headline;
    if parts.iter().any(|part| part.id == "flag" && part.verdict != Verdict::Agrees) {
        headline.push_str("; the flag differs");
    }
    parts.insert(1, ordered.top);
    Judgement {
        score,
        headline,
        parts,
        evidence: Evidence::Ranking(ordered.kept),
        agreement: order::pairs("ranking/pair", &face.responses, &key.order, &ordered.tiers).into_iter().collect(),
        control: Control::Order(ordered.tiers),
    }
}
