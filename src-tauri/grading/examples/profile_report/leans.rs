//! Power and false alarms of each diagnostic.

use super::raters::{Habit, Random, Simulated};
use super::share::{Share, on_all_cores};
use grading::profile::{Diagnosis, Diagnostic, EVERY, LOOK_LEVEL, Options, Verdict, profile};
use serde::Serialize;

/// Raters who do nothing wrong, and what they are told in a year.
#[derive(Debug, Clone, Serialize)]
pub struct Year {
    pub habit: String,
    /// Answers of each sort, in the end.
    pub answers: usize,
    pub looks: usize,
    pub level: f64,
    /// Told of any lean at any look.
    pub any: Share,
    pub each: Vec<(Diagnostic, Share)>,
}

/// What raters with one habit are told at one look.
#[derive(Debug, Clone, Serialize)]
pub struct Power {
    pub habit: String,
    pub looked_for: Diagnostic,
    pub answers: usize,
    /// Told of the lean, all ten considered, at the level of one look among many.
    pub seen: Share,
    /// The lean stands out by itself: p at most 5 %.
    pub alone: Share,
    /// Told of a lean that the habit truly brings with it.
    pub also: Vec<(Diagnostic, Share)>,
    /// Told of any other lean, which is not there.
    pub wrongly: Share,
    /// The mean estimate, in the diagnosis' unit, and the mean of the smallest lean that was said to show.
    pub estimate: f64,
    pub smallest: f64,
    /// Raters of whom there were enough answers.
    pub raters: usize,
}

/// Habits of two sizes each, and what should find them.
pub const HABITS: [(Diagnostic, [Habit; 2]); 13] = [
    (Diagnostic::Position, [Habit::Position(0.4), Habit::Position(0.8)]),
    (Diagnostic::Length, [Habit::Length(0.3), Habit::Length(0.6)]),
    (Diagnostic::Severity, [Habit::Severe(0.2), Habit::Severe(0.4)]),
    (Diagnostic::Severity, [Habit::Severe(-0.2), Habit::Severe(-0.4)]),
    (Diagnostic::CentralTendency, [Habit::Central(0.25), Habit::Central(0.45)]),
    (Diagnostic::Halo, [Habit::Halo(0.5), Habit::Halo(0.8)]),
    (Diagnostic::Drift, [Habit::Drift(0.4), Habit::Drift(0.8)]),
    (Diagnostic::Drift, [Habit::Creeping(0.4), Habit::Creeping(0.8)]),
    (Diagnostic::Drift, [Habit::Lately(0.4), Habit::Lately(0.8)]),
    (Diagnostic::Consistency, [Habit::Inconsistent(0.25), Habit::Inconsistent(0.4)]),
    (Diagnostic::Haste, [Habit::Careless(0.15), Habit::Careless(0.3)]),
    (Diagnostic::Calibration, [Habit::OverConfident(0.1), Habit::OverConfident(0.2)]),
    (Diagnostic::Confusion, [Habit::Confusing(0.25), Habit::Confusing(0.5)]),
];

/// What raters are told who answer up to `answers` of each sort, looked at whenever a look comes.
pub fn year(habit: Habit, answers: usize, raters: usize, seed: u64) -> Year {
    let options = Options::default();
    let told = on_all_cores(raters, |rater| {
        let simulated = Simulated::new(habit, answers, &mut Random::new(seed + rater));
        let mut told = [false; Diagnostic::ALL.len()];
        // The looks of each diagnostic are as far apart, wherever they begin.
        for n in (EVERY..=answers).step_by(EVERY) {
            for (told, finding) in told.iter_mut().zip(profile(&simulated.up_to(n), &options).findings) {
                *told |= matches!(finding.verdict, Verdict::Seen { .. });
            }
        }
        told
    });
    let share = |which: &dyn Fn(&[bool; 10]) -> bool| Share::of(told.iter().filter(|told| which(told)).count(), raters);
    Year {
        habit: format!("{habit:?}"),
        answers,
        looks: answers / EVERY,
        level: LOOK_LEVEL,
        any: share(&|told| told.contains(&true)),
        each: Diagnostic::ALL.iter().enumerate().map(|(at, id)| (*id, share(&|told| told[at]))).collect(),
    }
}

/// What one rater is told of what is looked for, and of what else.
struct Told {
    /// Estimate and smallest lean, where there were answers enough.
    figures: Option<(f64, f64)>,
    alone: bool,
    seen: bool,
    others: Vec<Diagnostic>,
}

/// What raters with a habit are told at one look after so many answers.
pub fn power(looked_for: Diagnostic, habit: Habit, answers: usize, raters: usize, seed: u64) -> Power {
    let options = Options::default();
    let told = on_all_cores(raters, |rater| {
        let simulated = Simulated::new(habit, answers, &mut Random::new(seed + rater));
        let seen = |finding: &Diagnosis| matches!(finding.verdict, Verdict::Seen { .. });
        let findings = profile(&simulated.up_to(answers), &options).findings;
        let (its_own, others): (Vec<Diagnosis>, Vec<Diagnosis>) =
            findings.into_iter().partition(|finding| finding.id == looked_for);
        Told {
            figures: its_own.iter().find_map(|finding| finding.estimate.zip(finding.smallest)),
            alone: its_own.iter().any(|finding| finding.p.is_some_and(|p| p <= 0.05)),
            seen: its_own.iter().any(seen),
            others: others.iter().filter(|finding| seen(finding)).map(|finding| finding.id).collect(),
        }
    });
    let figures: Vec<(f64, f64)> = told.iter().filter_map(|told| told.figures).collect();
    let mean = |part: fn(&(f64, f64)) -> f64| figures.iter().map(part).sum::<f64>() / (figures.len() as f64).max(1.0);
    let share = |which: &dyn Fn(&Told) -> bool| Share::of(told.iter().filter(|told| which(told)).count(), raters);
    let brings = habit.brings();
    Power {
        habit: format!("{habit:?}"),
        looked_for,
        answers,
        seen: share(&|told| told.seen),
        alone: share(&|told| told.alone),
        also: brings.iter().map(|id| (*id, share(&|told| told.others.contains(id)))).collect(),
        wrongly: share(&|told| told.others.iter().any(|id| !brings.contains(id))),
        estimate: mean(|figures| figures.0),
        smallest: mean(|figures| figures.1),
        raters: figures.len(),
    }
}
