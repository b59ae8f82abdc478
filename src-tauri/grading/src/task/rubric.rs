//! Criteria written for a prompt: how they stand in the five properties, and what of the ideal response they ask for.

use super::Judgement;
use super::parts::{at, part, shares, total};
use super::reasons::Reasons;
use crate::rubric::{Examined, Finding, Property, Workbench, examine};
use crate::written::Control;
use crate::{CriterionExamined, Evidence, IdealCovered, Part, Place, Pointer, say};
use course::task::rubric::{Answer, Face, Key};
use course::text::{Span, utf16_len};

/// `properties · (share of criteria without a finding, over the five properties) + coverage · (share of the ideal points
/// that are asked for)`.
pub(super) fn judge(reasons: Reasons, face: &Face, key: &Key, answer: &Answer) -> Judgement {
    let prompt = &reasons.task.face.prompt.text.plain;
    let examined = examine(&answer.criteria, face.modality, prompt, &key.ideal);
    weigh(examined, key, answer)
}

fn weigh(examined: Workbench, key: &Key, answer: &Answer) -> Judgement {
    let criteria = criteria(&examined, answer, key);
    let ideal = ideal(examined, key, answer);
    let coverage = if ideal.is_empty() { 0.0 } else { key.weights.coverage };
    let weights = shares(&[key.weights.properties, coverage]);
    let mut parts: Vec<Part> = PROPERTIES
        .iter()
        .map(|seen| property_part(seen, answer, &criteria, weights[0] / PROPERTIES.len() as f64))
        .collect();
    parts.push(coverage_part(&ideal, answer, weights[1]));
    Judgement {
        score: total(&parts),
        headline: headline(&criteria, &ideal),
        parts,
        evidence: Evidence::Rubric { criteria, ideal },
        agreement: vec![],
        control: Control::None,
    }
}

/// What the workbench found of each criterion; one that it passed over has no findings.
fn criteria(examined: &Workbench, answer: &Answer, key: &Key) -> Vec<CriterionExamined> {
    let empty = Examined::default();
    let of = |index: usize| {
        let examined = examined.criteria.get(index).unwrap_or(&empty);
        CriterionExamined {
            findings: examined.findings.clone(),
            covers: examined
                .covers
                .iter()
                .filter(|point| **point < key.ideal.len())
                .map(|point| *point as u32)
                .collect(),
        }
    };
    (0..answer.criteria.len()).map(of).collect()
}

fn ideal(examined: Workbench, key: &Key, answer: &Answer) -> Vec<IdealCovered> {
    let by = examined.covered.into_iter().chain(std::iter::repeat(None));
    let of = |(point, by): (&course::task::justification::Point, Option<usize>)| IdealCovered {
        point: point.text.clone(),
        by: by.filter(|index| *index < answer.criteria.len()).map(|index| index as u32),
    };
    key.ideal.iter().zip(by).map(of).collect()
}

/// A property in words.
struct Seen {
    property: Property,
    id: &'static str,
    label: &'static str,
    /// Said when no criterion has a finding.
    held: &'static str,
}

const PROPERTIES: [Seen; 5] = [
    Seen { property: Property::Atomic, id: "atomic", label: "Atomic", held: "Every criterion asks for one thing." },
    Seen {
        property: Property::Specific,
        id: "specific",
        label: "Specific to this task",
        held: "Every criterion belongs to this task and no other.",
    },
    Seen {
        property: Property::SelfContained,
        id: "self_contained",
        label: "Self-contained",
        held: "Every criterion can be understood by itself.",
    },
    Seen {
        property: Property::Objective,
        id: "objective",
        label: "Objective",
        held: "Two readers would decide every criterion alike.",
    },
    Seen {
        property: Property::Modality,
        id: "modality",
        label: "Fits the kind of output",
        held: "Every criterion asks for what can be seen in this kind of output.",
    },
];

/// So many findings are told in words; all of them are in the evidence.
const SHOWN: usize = 3;

fn property_part(seen: &Seen, answer: &Answer, criteria: &[CriterionExamined], weight: f64) -> Part {
    let of = |criterion: &CriterionExamined| -> Vec<Finding> {
        criterion.findings.iter().filter(|finding| finding.property == seen.property).cloned().collect()
    };
    let found: Vec<(usize, Vec<Finding>)> =
        criteria.iter().map(of).enumerate().filter(|(_, findings)| !findings.is_empty()).collect();
    let score = (criteria.len() - found.len()) as f64 / criteria.len().max(1) as f64;
    let each = || found.iter().flat_map(|(index, findings)| findings.iter().map(move |finding| (*index, finding)));
    let note = match found.is_empty() {
        true => seen.held.to_owned(),
        false => {
            let told = each()
                .take(SHOWN)
                .map(|(index, finding)| format!("{}: {}", say::capital(&say::nth("criterion", index)), finding.why));
            told.collect::<Vec<_>>().join(" ")
        }
    };
    let pointers = each().flat_map(|(index, finding)| at_words(answer, index, finding));
    at(part(format!("property/{}", seen.id), seen.label, score, weight, note), pointers)
}

fn at_words<'a>(answer: &'a Answer, index: usize, finding: &'a Finding) -> impl Iterator<Item = Pointer> + 'a {
    finding.at.iter().filter_map(move |span| {
        let quote = span.of(answer.criteria.get(index)?).filter(|words| !words.is_empty())?;
        let place = Place::Criterion { index: index as u32 };
        Some(Pointer { place, span: *span, quote: quote.to_owned() })
    })
}

/// The whole of each criterion that asks for a point of the ideal response, in the order in which they were written.
fn asking(ideal: &[IdealCovered], answer: &Answer) -> Vec<Pointer> {
    let mut by: Vec<u32> = ideal.iter().filter_map(|point| point.by).collect();
    by.sort_unstable();
    by.dedup();
    let whole = |index: u32| {
        let text = answer.criteria.get(index as usize)?;
        let span = Span { start: 0, end: utf16_len(text) };
        Some(Pointer { place: Place::Criterion { index }, span, quote: text.clone() })
    };
    by.into_iter().filter_map(whole).collect()
}

fn coverage_part(ideal: &[IdealCovered], answer: &Answer, weight: f64) -> Part {
    let covered = ideal.iter().filter(|point| point.by.is_some()).count();
    let score = covered as f64 / ideal.len().max(1) as f64;
    let missing: Vec<&str> = ideal.iter().filter(|p| p.by.is_none()).map(|p| p.point.trim_end_matches('.')).collect();
    let note = match (ideal.len(), missing.is_empty()) {
        (0, _) => "The key names no ideal response.".to_owned(),
        (_, true) => "Your criteria ask for everything that the ideal response shows.".to_owned(),
        (_, false) => format!("Not asked for: {}.", missing.join("; ")),
    };
    at(part("coverage", "Coverage of the ideal response", score, weight, note), asking(ideal, answer))
}

fn headline(criteria: &[CriterionExamined], ideal: &[IdealCovered]) -> String {
    let all = criteria.len();
    let clean = criteria.iter().filter(|criterion| criterion.findings.is_empty()).count();
    let covered = ideal.iter().filter(|point| point.by.is_some()).count();
    let hold = if clean == 1 { "holds" } else { "hold" };
    let properties = match (clean, all) {
        (1, 1) => "Your criterion holds in all five properties".to_owned(),
        (0, 1) => "Your criterion does not hold in all five properties".to_owned(),
        (clean, all) => {
            say::capital(&format!("{} {hold} in all five properties", say::out_of(clean, all, "criterion", "criteria")))
        }
    };
    match ideal.len() {
        0 => properties,
        points => {
            let asked = say::out_of(covered, points, "ideal point", "ideal points");
            format!("{properties}; you ask for {asked}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use course::task::KeyWork;

    /// Findings of the first criterion, and for each ideal point the criterion that covers it.
    fn check(findings: &[(Property, u32, u32)], covered: [Option<usize>; 2], score: f64, headline: &str) -> Judgement {
        let KeyWork::Rubric(key) = samples::rubric().key.work else { unreachable!() };
        let criteria = vec!["It is clear and good.".to_owned(), "It names the bath.".to_owned()];
        let answer = Answer { criteria, why: String::new() };
        let finding = |(property, start, end): &(Property, u32, u32)| Finding {
            property: *property,
            at: vec![Span { start: *start, end: *end }],
            why: "Say what is good.".into(),
        };
        let first = Examined { findings: findings.iter().map(finding).collect(), covers: vec![0, 7] };
        let bench = Workbench { criteria: vec![first], covered: covered.to_vec() };
        let judgement = weigh(bench, &key, &answer);
        assert!((judgement.score - score).abs() < 1e-12, "{findings:?}: {}", judgement.score);
        assert_eq!(judgement.headline, headline);
        judgement
    }

    #[test]
    fn properties_and_coverage_are_weighed() {
        let both = [Some(0), Some(1)];
        check(&[], both, 1.0, "Both criteria hold in all five properties; you ask for both ideal points");
        let headline = "One of two criteria holds in all five properties; you ask for one of two ideal points";
        check(&[(Property::Atomic, 6, 20)], [None, Some(1)], 0.6 * 0.9 + 0.2, headline);
        let twice = [(Property::Objective, 6, 11), (Property::Objective, 16, 20), (Property::Atomic, 0, 2)];
        let headline = "One of two criteria holds in all five properties; you ask for none of two ideal points";
        // A criterion that is not there covers nothing.
        check(&twice, [None, Some(2)], 0.6 * 0.8, headline);
    }

    #[test]
    fn findings_point_at_words() {
        let found = [(Property::Objective, 6, 11), (Property::Objective, 16, 99)];
        let judgement = check(
            &found,
            [None, None],
            0.6 * 0.9,
            "One of two criteria holds in all five properties; you ask for none of two ideal points",
        );
        let objective = judgement.parts.iter().find(|part| part.id == "property/objective").unwrap();
        assert_eq!(objective.note, "Criterion 1: Say what is good. Criterion 1: Say what is good.");
        let quotes: Vec<(&Place, &str)> = objective.pointers.iter().map(|p| (&p.place, p.quote.as_str())).collect();
        assert_eq!(quotes, [(&Place::Criterion { index: 0 }, "clear")], "a span that does not fit is left out");
        let Evidence::Rubric { criteria, ideal } = judgement.evidence else { unreachable!() };
        assert_eq!((&criteria[0].covers[..], criteria[1].findings.len()), (&[0][..], 0));
        assert_eq!(ideal.iter().map(|point| point.by).collect::<Vec<_>>(), [None, None]);
    }
}
