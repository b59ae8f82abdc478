//! Solutions of a small exercise, ranked or rated.

use super::{dimension, item, key_score, label, reason, strings, task};
use course::task::code_review::{Defect, Face, Key, KeyComplexity, TestRun, Weights};
use course::task::ranking::PairReason;
use course::task::{Item, KeyWork, Reason, Task, Tone, Work};

fn solutions() -> Vec<Item> {
    vec![
        item(
            "r1",
            "def largest(xs):\n    best = 0\n    for x in xs:\n        if x > best:\n            best = x\n    return best",
        ),
        item("r2", "def largest(xs):\n    return sorted(xs)[-1]"),
        item("r3", "def largest(xs):\n    for x in xs:\n        if all(x >= y for y in xs):\n            return x"),
    ]
}

fn reasons(solutions: &[Item]) -> Vec<Reason> {
    let why = "{r1} gives 0 for a list of negative numbers.";
    vec![reason(solutions, "r1", why, &["best = 0"], Tone::Against)]
}

fn face(dimensions: bool) -> Face {
    let test = |solution: &str, passed| TestRun {
        solution: solution.to_owned(),
        name: "three numbers".into(),
        code: "assert largest([1, 3, 2]) == 3".into(),
        passed,
        note: String::new(),
    };
    Face {
        solutions: solutions(),
        tests: vec![test("r1", true), test("r2", true), test("r3", true)],
        dimensions: if dimensions { vec![dimension("correct", "Correctness", 1..=3)] } else { vec![] },
        lines: true,
        complexities: [("n", "O(n)"), ("n-log-n", "O(n log n)"), ("n2", "O(n²)")]
            .map(|(id, name)| label(id, name))
            .into(),
    }
}

fn key(order: &[&str], scores: &[(&str, i16, [i16; 2])]) -> Key {
    let complexity = |solution: &str, complexity: &str, accept: &[&str]| KeyComplexity {
        solution: solution.to_owned(),
        complexity: complexity.to_owned(),
        accept: strings(accept),
        why: format!("Why {complexity}."),
    };
    let defect = |solution: &str, lines, optional| Defect {
        solution: solution.to_owned(),
        lines,
        optional,
        why: format!("What is wrong with {solution}."),
    };
    Key {
        order: order.iter().map(|id| vec![(*id).to_owned()]).collect(),
        pairs: match order {
            [over, .., under] => vec![PairReason {
                over: (*over).to_owned(),
                under: (*under).to_owned(),
                why: "Right before wrong.".into(),
            }],
            _ => vec![],
        },
        scores: scores.iter().map(|(item, value, accept)| key_score(item, "correct", *value, *accept)).collect(),
        reach: 2,
        defects: vec![defect("r1", [2, 2], false), defect("r3", [2, 3], false), defect("r2", [2, 2], true)],
        complexity: vec![complexity("r1", "n", &[]), complexity("r2", "n-log-n", &["n"]), complexity("r3", "n2", &[])],
        weights: Weights { judgement: 0.5, defects: 0.3, complexity: 0.2 },
    }
}

/// Best r2, then r3, r1; one fault in r1 and one in r3, and one in r2 that need not be marked.
pub fn code_ranked() -> Task {
    let face = face(false);
    let reasons = reasons(&face.solutions);
    let key = key(&["r2", "r3", "r1"], &[]);
    task("Write largest(xs).", Work::CodeReview(face), KeyWork::CodeReview(key), reasons, 0.7)
}

/// The same solutions, each rated for correctness.
pub fn code_rated() -> Task {
    let face = face(true);
    let reasons = reasons(&face.solutions);
    let key = key(&[], &[("r1", 1, [1, 1]), ("r2", 3, [2, 3]), ("r3", 3, [3, 3])]);
    task("Write largest(xs).", Work::CodeReview(face), KeyWork::CodeReview(key), reasons, 0.7)
}
