//! `code_review`: solutions with their tests, ranked or rated, their faulty lines and complexities.

use super::Form;
use super::order::{PairRow, Tiers, read_order};
use super::runs::{TestRow, read_language, read_tests};
use super::scale::{DimensionRow, LABELS, LabelRow, ScoreRow, read_dimensions, read_labels, read_reach, read_scores};
use super::weights::{Share, read_shares};
use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::task::code_review::{Defect, Face, Key, KeyComplexity, Weights};
use crate::task::ranking::PairReason;
use crate::task::scale::KeyScore;
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    #[serde(default)]
    solution: Vec<ItemRow>,
    #[serde(default)]
    test: Vec<TestRow>,
    #[serde(default)]
    dimension: Vec<DimensionRow>,
    #[serde(default)]
    lines: bool,
    #[serde(default)]
    complexity: Vec<LabelRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    order: Option<Tiers>,
    #[serde(default)]
    pair: Vec<PairRow>,
    #[serde(default)]
    score: Vec<ScoreRow>,
    reach: Option<Spanned<u16>>,
    #[serde(default)]
    defect: Vec<DefectRow>,
    #[serde(default)]
    complexity: Vec<ComplexityRow>,
    weights: Option<Spanned<WeightsRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DefectRow {
    about: Words,
    lines: Spanned<[u32; 2]>,
    #[serde(default)]
    optional: bool,
    why: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComplexityRow {
    about: Words,
    is: Words,
    #[serde(default)]
    accept: Vec<Words>,
    why: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsRow {
    judgement: Option<Spanned<f64>>,
    defects: Option<Spanned<f64>>,
    complexity: Option<Spanned<f64>>,
}

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "solution";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        // One solution can be rated, but not ranked.
        let least = if self.dimension.is_empty() { 2 } else { 1 };
        if !r.counted(self.solution.len(), least..=4, "solution") {
            return None;
        }
        let solutions = r.items(self.solution.iter().map(ItemRow::pair), 'r');
        let language = read_language(r, &self.solution, &solutions);
        let face = Face {
            tests: read_tests(r, &self.test, &solutions, language),
            dimensions: read_dimensions(r, &self.dimension, 0),
            lines: self.lines,
            complexities: if self.complexity.is_empty() {
                vec![]
            } else {
                read_labels(r, &self.complexity, "complexity")
            },
            solutions,
        };
        let row = key.get_ref();
        let names = Names::of_items(Self::NOUN, &face.solutions);
        let Judgement { order, pairs, scores } = read_judgement(r, key, &face, &names)?;
        let key = Key {
            order,
            pairs,
            scores,
            reach: read_reach(r, row.reach.as_ref(), face.dimensions.iter().map(|d| d.anchors.as_slice()), key),
            defects: read_defects(r, &row.defect, &face, &names),
            complexity: read_complexities(r, key, &face, &names),
            weights: read_weights(r, row.weights.as_ref(), &face),
        };
        Some((Work::CodeReview(face), KeyWork::CodeReview(key)))
    }
}

/// How the solutions stand: an order with pairs where there are no dimensions, else scores.
#[derive(Default)]
struct Judgement {
    order: Vec<Vec<String>>,
    pairs: Vec<PairReason>,
    scores: Vec<KeyScore>,
}

fn read_judgement(r: &mut Reading, key: &Spanned<KeyRows>, face: &Face, names: &Names) -> Option<Judgement> {
    let row = key.get_ref();
    if !face.dimensions.is_empty() {
        if let Some(order) = &row.order {
            r.fault(order, "`order` where the solutions are rated", "Leave it out, or leave out [[dimension]].");
        }
        if let Some(pair) = row.pair.first() {
            r.fault(&pair.over, "[[key.pair]] where the solutions are rated", "Leave it out: the scores have whys.");
        }
        let scores = read_scores(r, &row.score, names, &face.dimensions, key);
        return Some(Judgement { scores, ..Judgement::default() });
    }
    if let Some(score) = row.score.first() {
        r.fault(&score.about, "[[key.score]] where the solutions are ranked", "Write [[dimension]], or leave it out.");
    }
    let Some(order) = &row.order else {
        let mend =
            "Write the tiers, best first: order = [[\"r2\"], [\"r1\", \"r3\"]]; or [[dimension]] and [[key.score]].";
        r.fault(key, "`order` is missing", mend);
        return None;
    };
    let (order, pairs) = read_order(r, order, &row.pair, names);
    Some(Judgement { order, pairs, scores: vec![] })
}

fn read_defects(r: &mut Reading, rows: &[DefectRow], face: &Face, names: &Names) -> Vec<Defect> {
    if let Some(row) = rows.first().filter(|_| !face.lines) {
        r.fault(&row.about, "[[key.defect]] where no lines are marked", "Say `lines = true`, or leave it out.");
    }
    let mut defects: Vec<Defect> = Vec::new();
    for row in rows {
        let [first, last] = *row.lines.get_ref();
        let solution = row.about.get_ref().clone();
        if r.known(&row.about, names)
            && let Some(item) = face.solutions.iter().find(|s| s.id == solution)
        {
            let count = item.text.plain.lines().count();
            if !(1 <= first && first <= last && last as usize <= count) {
                let mend = "Write the first and the last line; the first line of the code is 1.";
                r.fault(&row.lines, format!("lines {first} to {last} of {count} in {solution}"), mend);
            }
        }
        if defects.iter().any(|d| d.solution == solution && d.lines == [first, last]) {
            r.fault(&row.lines, "the same lines stand twice", "Put both into one `why`.");
        }
        let why = r.filled(&row.why, "why");
        defects.push(Defect { solution, lines: [first, last], optional: row.optional, why });
    }
    defects
}

fn read_complexities(r: &mut Reading, key: &Spanned<KeyRows>, face: &Face, names: &Names) -> Vec<KeyComplexity> {
    let rows = &key.get_ref().complexity;
    if face.complexities.is_empty() {
        if let Some(row) = rows.first() {
            let mend = format!("Write {} to {} entries [[complexity]] to choose from.", LABELS.start(), LABELS.end());
            r.fault(&row.about, "[[key.complexity]] where it is not asked", mend);
        }
        return vec![];
    }
    r.each_once(rows.iter().map(|row| &row.about), names, "key.complexity", key);
    let labels = Names::of_labels("complexity", &face.complexities);
    let mut complexity = |row: &ComplexityRow| {
        r.known(&row.is, &labels);
        KeyComplexity {
            solution: row.about.get_ref().clone(),
            complexity: row.is.get_ref().clone(),
            accept: r.others(&row.accept, &row.is, &labels),
            why: r.filled(&row.why, "why"),
        }
    };
    rows.iter().map(&mut complexity).collect()
}

/// Only what is asked has a share: the judgement always, the others where the face says so.
fn read_weights(r: &mut Reading, table: Option<&Spanned<WeightsRow>>, face: &Face) -> Weights {
    let row = table.map(Spanned::get_ref);
    let share = |name, given: fn(&WeightsRow) -> Option<&Spanned<f64>>, usual| Share {
        name,
        given: row.and_then(given),
        usual,
    };
    let judgement = |usual| share("judgement", |w| w.judgement.as_ref(), usual);
    let defects = |usual| share("defects", |w| w.defects.as_ref(), usual);
    let complexity = |usual| share("complexity", |w| w.complexity.as_ref(), usual);
    let asked = [(face.lines, defects(0.0)), (!face.complexities.is_empty(), complexity(0.0))];
    let stray = asked.into_iter().filter(|(asked, _)| !asked).find_map(|(_, share)| Some((share.name, share.given?)));
    if let Some((name, given)) = stray {
        r.fault(
            given,
            format!("a weight for `{name}`, which is not asked"),
            "Leave it out: only what is asked has one.",
        );
        return Weights { judgement: 1.0, defects: 0.0, complexity: 0.0 };
    }
    match (face.lines, !face.complexities.is_empty()) {
        (false, false) => {
            let [judgement] = read_shares(r, table, [judgement(1.0)]);
            Weights { judgement, defects: 0.0, complexity: 0.0 }
        }
        (true, false) => {
            let [judgement, defects] = read_shares(r, table, [judgement(0.6), defects(0.4)]);
            Weights { judgement, defects, complexity: 0.0 }
        }
        (false, true) => {
            let [judgement, complexity] = read_shares(r, table, [judgement(0.7), complexity(0.3)]);
            Weights { judgement, defects: 0.0, complexity }
        }
        (true, true) => {
            let [judgement, defects, complexity] =
                read_shares(r, table, [judgement(0.5), defects(0.3), complexity(0.2)]);
            Weights { judgement, defects, complexity }
        }
    }
}
