//! What is said of each lean, and when.

use super::{Options, words};
use agreement::proportion::holm;
use serde::{Deserialize, Serialize};

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Diagnostic {
    /// A lean to the response that is seen first, or second.
    Position,
    /// A lean to the longer response, or the shorter one.
    Length,
    /// Ratings above or below the key's, where that is not at an end of its scale.
    Severity,
    /// Ratings closer together than the key's.
    CentralTendency,
    /// One dimension that colours the others.
    Halo,
    /// Ratings that have become higher or lower with time or of late, beside a key that is not at an end of its scale.
    Drift,
    /// Other answers to the same task.
    Consistency,
    /// Hasty answers that are wrong more often.
    Haste,
    /// Confidence that is not deserved, or deserved and not stated.
    Calibration,
    /// A label that is used too often or too seldom.
    Confusion,
}

impl Diagnostic {
    /// In the order of a profile.
    pub const ALL: [Diagnostic; 10] = [
        Diagnostic::Position,
        Diagnostic::Length,
        Diagnostic::Severity,
        Diagnostic::CentralTendency,
        Diagnostic::Halo,
        Diagnostic::Drift,
        Diagnostic::Consistency,
        Diagnostic::Haste,
        Diagnostic::Calibration,
        Diagnostic::Confusion,
    ];

    /// Below so many nothing is said: pairs, rated tasks, repeats, hasty answers, stated confidences or labels.
    pub fn needed(self) -> usize {
        match self {
            Diagnostic::Position | Diagnostic::Drift => 40,
            Diagnostic::Length => 60,
            Diagnostic::Severity | Diagnostic::Halo | Diagnostic::Consistency => 20,
            Diagnostic::CentralTendency | Diagnostic::Confusion => 30,
            Diagnostic::Haste => 10,
            Diagnostic::Calibration => 50,
        }
    }
}

/// What can be said of one lean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    pub id: Diagnostic,
    /// What the verdict rests on, up to the last look; before the first one, what there is.
    pub n: usize,
    /// Below so many nothing is said.
    pub needed: usize,
    /// The number of answers at which it is looked at again.
    pub next_look: usize,
    /// How far from no lean, in `unit`; 0 is none. Where several leans are looked for at once, such as each label's or
    /// both shapes of a drift, the one that is clearest.
    pub estimate: Option<f64>,
    /// At 95 %, in `unit`; of several leans looked for at once, all of them at 95 % together.
    pub interval: Option<[f64; 2]>,
    /// The chance of an estimate as far away if there were no lean; of a lean that has one direction only, doubled.
    pub p: Option<f64>,
    /// Corrected, after Holm, for all leans that are looked for. Held against [`Profile::level`].
    pub adjusted_p: Option<f64>,
    /// The lean that so many would show, looked at once and alone, in 80 % of all cases (5 %, two-sided). In `unit`.
    pub smallest: Option<f64>,
    pub unit: Unit,
    pub verdict: Verdict,
    /// What the verdict says, in plain sentences.
    pub words: String,
    /// What else belongs to it.
    pub figures: Vec<Figure>,
}

/// What a lean is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Of a hundred.
    Points,
    /// Of the scales that were rated on.
    Steps,
    /// Parts of a hundred of what the key has.
    Percent,
    /// Differences of two correlations.
    Correlation,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Verdict {
    NotEnough {
        n: usize,
        of: usize,
    },
    /// Larger than chance makes it, all things that are looked for considered.
    Seen {
        lean: Lean,
        /// In the diagnosis' unit, above 0.
        size: f64,
    },
    /// Neither is a larger lean likely, nor would it often have stayed unseen. In the diagnosis' unit.
    NoneLargerThan {
        size: f64,
    },
    /// The answers cannot tell, however many.
    Undefined {
        reason: String,
    },
}

/// Where somebody leans to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Lean {
    First,
    Second,
    Longer,
    Shorter,
    Severe,
    Lenient,
    Middle,
    Halo,
    SevereWithTime,
    LenientWithTime,
    SevereOfLate,
    LenientOfLate,
    Inconsistent,
    Hasty,
    OverConfident,
    UnderConfident,
    /// Too sure here and not sure enough there.
    UnevenlyConfident,
    Overused {
        label: String,
    },
    Underused {
        label: String,
    },
}

/// A figure beside a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub name: String,
    pub value: f64,
    pub interval: Option<[f64; 2]>,
    pub n: Option<usize>,
}

/// All that is looked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// One of each [`Diagnostic`], in their order.
    pub findings: Vec<Diagnosis>,
    /// An adjusted p at or below this is a lean that is seen.
    pub level: f64,
}

/// What the last look at one lean came to.
pub(super) struct Looked {
    pub(super) id: Diagnostic,
    pub(super) outcome: Outcome,
    pub(super) next_look: usize,
}

/// What the answers gave, before it is known what else was found.
pub(super) enum Outcome {
    /// So many are not enough; a sentence may say more.
    NotEnough {
        n: usize,
        also: String,
    },
    /// They cannot tell; the reason is a sentence.
    Undefined {
        n: usize,
        reason: String,
    },
    Found(Finding),
}

impl Outcome {
    pub(super) fn not_enough(n: usize) -> Outcome {
        Outcome::NotEnough { n, also: String::new() }
    }
}

pub(super) struct Finding {
    pub(super) n: usize,
    pub(super) unit: Unit,
    pub(super) estimate: f64,
    pub(super) interval: Option<[f64; 2]>,
    pub(super) p: f64,
    pub(super) smallest: Option<f64>,
    /// Where the estimate leans to, and how far in its unit; none if it points away from the one lean that is looked
    /// for.
    pub(super) lean: Option<(Lean, f64)>,
    /// The largest lean that is still likely.
    pub(super) likely: Option<f64>,
    /// What the estimate means, as a clause that can follow a colon.
    pub(super) clause: String,
    pub(super) figures: Vec<Figure>,
}

/// The end of an interval that is farthest from 0, where leans in both directions are looked for.
pub(super) fn farthest(interval: Option<[f64; 2]>) -> Option<f64> {
    interval.map(|[low, high]| high.max(-low))
}

/// The upper end, where only leans above 0 are looked for.
pub(super) fn upper(interval: Option<[f64; 2]>) -> Option<f64> {
    interval.map(|[_, high]| high)
}

/// A lean as large as its estimate.
pub(super) fn as_estimated(lean: Lean, estimate: f64) -> Option<(Lean, f64)> {
    (estimate != 0.0).then(|| (lean, estimate.abs()))
}

impl Finding {
    /// A larger lean is neither likely, nor would so many have missed it often.
    fn limit(&self) -> Option<f64> {
        [self.likely, self.smallest].into_iter().flatten().reduce(f64::max).filter(|size| *size > 0.0)
    }
}

/// The diagnoses of all looks, in the order of [`Diagnostic::ALL`].
///
/// All ten count in Holm's correction, also those without an answer yet: so no verdict changes because another lean has
/// begun to be looked at.
pub(super) fn judge(looked: Vec<Looked>, options: &Options) -> Profile {
    let p = looked.iter().map(|looked| match &looked.outcome {
        Outcome::Found(finding) if (0.0..=1.0).contains(&finding.p) => finding.p,
        Outcome::Found(_) | Outcome::NotEnough { .. } | Outcome::Undefined { .. } => 1.0,
    });
    let p: Vec<f64> = p.collect();
    let adjusted = holm(&p).unwrap_or_else(|_| vec![1.0; p.len()]);
    let findings = looked.into_iter().zip(adjusted).map(|(Looked { id, outcome, next_look }, adjusted)| {
        let blank = blank(id, next_look);
        match outcome {
            Outcome::NotEnough { n, also } => {
                let verdict = Verdict::NotEnough { n, of: blank.needed };
                Diagnosis { n, words: words::not_enough(id, n, &also), verdict, ..blank }
            }
            Outcome::Undefined { n, reason } => {
                let words = words::undefined(id, n, &reason);
                Diagnosis { n, words, verdict: Verdict::Undefined { reason }, ..blank }
            }
            Outcome::Found(finding) => found(finding, adjusted, options, blank),
        }
    });
    Profile { findings: findings.collect(), level: options.level }
}

fn blank(id: Diagnostic, next_look: usize) -> Diagnosis {
    Diagnosis {
        id,
        n: 0,
        needed: id.needed(),
        next_look,
        estimate: None,
        interval: None,
        p: None,
        adjusted_p: None,
        smallest: None,
        unit: Unit::Points,
        verdict: Verdict::NotEnough { n: 0, of: id.needed() },
        words: String::new(),
        figures: vec![],
    }
}

fn found(finding: Finding, adjusted: f64, options: &Options, blank: Diagnosis) -> Diagnosis {
    let seen = finding.lean.clone().filter(|_| adjusted <= options.level);
    let verdict = match (seen, finding.limit()) {
        (Some((lean, size)), _) => Verdict::Seen { lean, size },
        (None, Some(size)) => Verdict::NoneLargerThan { size },
        (None, None) => Verdict::Undefined { reason: "nothing to judge the error by".to_owned() },
    };
    let words = words::of(blank.id, &finding, &verdict);
    let Finding { n, unit, estimate, interval, p, smallest, figures, .. } = finding;
    Diagnosis {
        n,
        unit,
        estimate: Some(estimate),
        interval,
        p: Some(p),
        adjusted_p: Some(adjusted),
        smallest,
        verdict,
        words,
        figures,
        ..blank
    }
}
