//! The rubric workbench: the five properties of a criterion, and how much of the ideal response a rubric asks for.
//!
//! A criterion is read as a sentence: words with a guess at their part of speech, clauses, words that are quoted or
//! reported, thresholds (`reading/`). Each property has its own file that reads this sentence and points at words. What
//! it cannot see it leaves alone: a finding is advice, and a wrong one costs more than a missing one.
//!
//! What no program of this kind sees: whether a fact in a criterion is true, whether a fine word is meant ironically,
//! and what only somebody with the page before their eyes knows.

mod atomic;
mod coverage;
mod modality;
mod objective;
mod reading;
mod self_contained;
mod specific;
mod words;

use crate::say;
use course::task::justification::Point;
use course::task::rubric::Modality;
use course::text::Span;
use reading::Reading;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use words::Lexicon;

/// What a good criterion is; a finding names the one that it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    /// It asks for one thing.
    Atomic,
    /// It belongs to this prompt and could not be pasted on to another one.
    Specific,
    /// Whoever has only this criterion and the response can judge it.
    SelfContained,
    /// Two careful readers judge it alike.
    Objective,
    /// What it asks can be seen in this kind of output.
    Modality,
}

impl Property {
    pub const ALL: [Property; 5] =
        [Property::Atomic, Property::Specific, Property::SelfContained, Property::Objective, Property::Modality];

    /// The word used in files and in the record.
    pub fn name(self) -> &'static str {
        match self {
            Property::Atomic => "atomic",
            Property::Specific => "specific",
            Property::SelfContained => "self_contained",
            Property::Objective => "objective",
            Property::Modality => "modality",
        }
    }

    /// The words a learner reads.
    pub fn words(self) -> &'static str {
        match self {
            Property::Atomic => "one thing",
            Property::Specific => "of this task",
            Property::SelfContained => "stands alone",
            Property::Objective => "judged alike by all",
            Property::Modality => "fits the output",
        }
    }
}

/// A property that a criterion fails, the words that show it, and why, with the mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub property: Property,
    /// Stretches of the criterion, in UTF-16 code units.
    pub at: Vec<Span>,
    pub why: String,
}

/// One criterion, examined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// At most one for each property, in the order of [`Property::ALL`].
    pub findings: Vec<Finding>,
    /// The ideal points it asks for, by index.
    pub covers: Vec<usize>,
}

/// All criteria of a rubric, examined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbench {
    pub criteria: Vec<Examined>,
    /// For each ideal point the criterion that asks for it best, by index.
    pub covered: Vec<Option<usize>>,
}

/// Reads the criteria that somebody wrote for a prompt.
///
/// `prompt` is the plain text of what the model was asked, `ideal` what an ideal response shows. Both say which words
/// belong to this task. The time taken grows with the length of what is read; of a criterion that is far too long only
/// the first few hundred words are.
///
/// ```
/// use course::task::rubric::Modality;
/// use grading::rubric::{Property, examine};
///
/// let criteria = ["The reply names the third floor and is friendly".to_owned()];
/// let bench = examine(&criteria, Modality::Text, "A guest asks on which floor the Harbour Room is.", &[]);
/// let failed: Vec<Property> = bench.criteria[0].findings.iter().map(|finding| finding.property).collect();
/// assert_eq!(failed, [Property::Atomic, Property::Objective]);
/// ```
pub fn examine(criteria: &[String], modality: Modality, prompt: &str, ideal: &[Point]) -> Workbench {
    let page = specific::Page::new(prompt, ideal);
    let lexicon = Lexicon::new();
    let readings: Vec<Reading> = criteria.iter().map(|text| Reading::new(text, &lexicon)).collect();
    let coverage = coverage::of(&readings, &lexicon, prompt, ideal);
    let criteria: Vec<Examined> = readings
        .iter()
        .enumerate()
        .map(|(index, reading)| {
            let covers = coverage.of_criterion(index);
            let findings = findings(reading, modality, &page, !covers.is_empty());
            // What two readers judge differently, or nobody can see, checks no point.
            let checks =
                findings.iter().all(|finding| !matches!(finding.property, Property::Objective | Property::Modality));
            Examined { findings, covers: if checks { covers } else { vec![] } }
        })
        .collect();
    let covered = coverage.best(|criterion| !criteria[criterion].covers.is_empty());
    Workbench { criteria, covered }
}

fn findings(reading: &Reading, modality: Modality, page: &specific::Page, asks: bool) -> Vec<Finding> {
    // What asks for an ideal point, and says which, is of this task whatever its words.
    let unseen = self_contained::check(reading, page);
    let own = asks && unseen.is_none();
    let vague = objective::check(reading, page);
    let foreign = modality::check(reading, modality, page);
    let signs = specific::Signs {
        vague: vague.is_some(),
        unseen: unseen.is_some(),
        foreign: foreign.is_some(),
        pictured: modality == Modality::Picture,
    };
    let faults = [
        (Property::Atomic, atomic::check(reading)),
        (Property::Specific, if own { None } else { specific::check(reading, page, signs) }),
        (Property::SelfContained, unseen),
        (Property::Objective, vague),
        (Property::Modality, foreign),
    ];
    let found = faults.into_iter().filter_map(|(property, fault)| {
        let Fault { at, why } = fault?;
        Some(Finding { property, at: at.into_iter().map(|bytes| reading.span(bytes)).collect(), why })
    });
    found.collect()
}

/// What a check found: bytes of the criterion, and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    at: Vec<Range<usize>>,
    why: String,
}
