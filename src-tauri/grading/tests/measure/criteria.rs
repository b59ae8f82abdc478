//! Marked criteria of rubrics, and what the workbench makes of them.

use super::Count;
use course::task::justification::Point;
use course::task::rubric::Modality;
use grading::rubric::{Property, Workbench, examine};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
pub struct Samples {
    pub author: String,
    pub tasks: Vec<Task>,
}

#[derive(Debug, Deserialize)]
pub struct Task {
    pub id: String,
    pub modality: Modality,
    pub prompt: String,
    pub ideal: Vec<String>,
    pub criteria: Vec<Criterion>,
}

#[derive(Debug, Deserialize)]
pub struct Criterion {
    pub text: String,
    pub non_native: bool,
    /// Property to the words that show the fault.
    pub faults: BTreeMap<String, Vec<String>>,
    pub covers: Vec<usize>,
}

impl Task {
    pub fn examine(&self) -> Workbench {
        let criteria: Vec<String> = self.criteria.iter().map(|criterion| criterion.text.clone()).collect();
        let ideal: Vec<Point> = self.ideal.iter().map(|text| Point { text: text.clone(), wordings: vec![] }).collect();
        examine(&criteria, self.modality, &self.prompt, &ideal)
    }
}

/// What came out over all tasks.
#[derive(Debug, Default)]
pub struct Measured {
    /// As `Property::ALL`.
    pub properties: [Count; 5],
    /// Of criteria without any marked fault: found at all, and how many there are.
    pub clean: (u32, u32),
    /// Over all pairs of a criterion and an ideal point.
    pub coverage: Count,
    /// Over all ideal points: asked for by some criterion.
    pub covered: Count,
    /// One line for each difference.
    pub differences: Vec<String>,
}

pub fn measure(samples: &Samples, only: impl Fn(&Criterion) -> bool) -> Measured {
    let mut measured = Measured::default();
    for task in &samples.tasks {
        let bench = task.examine();
        for (criterion, examined) in task.criteria.iter().zip(&bench.criteria).filter(|(criterion, _)| only(criterion))
        {
            for (count, property) in measured.properties.iter_mut().zip(Property::ALL) {
                let marked = criterion.faults.contains_key(property.name());
                let finding = examined.findings.iter().find(|finding| finding.property == property);
                count.add(marked, finding.is_some());
                if marked != finding.is_some() {
                    let at: Vec<&str> =
                        finding.iter().flat_map(|f| &f.at).filter_map(|span| span.of(&criterion.text)).collect();
                    let what = if marked { "missed" } else { "wrong " };
                    let words = criterion.faults.get(property.name());
                    measured.differences.push(format!(
                        "{} {what} {} | {} | {at:?} {words:?}",
                        property.name(),
                        task.id,
                        criterion.text
                    ));
                }
            }
            if criterion.faults.is_empty() {
                measured.clean.0 += u32::from(!examined.findings.is_empty());
                measured.clean.1 += 1;
            }
            for (point, ideal) in task.ideal.iter().enumerate() {
                let (marked, found) = (criterion.covers.contains(&point), examined.covers.contains(&point));
                measured.coverage.add(marked, found);
                if marked != found {
                    let what = if marked { "missed" } else { "wrong " };
                    measured.differences.push(format!("covers {what} {} | {} | {ideal}", task.id, criterion.text));
                }
            }
        }
        for (point, covered) in bench.covered.iter().enumerate() {
            let marked = task.criteria.iter().any(|criterion| criterion.covers.contains(&point));
            measured.covered.add(marked, covered.is_some());
        }
    }
    measured
}
