//! A few of the simulated raters of `examples/profile_report.rs`, with bounds that a sound change keeps to.

use super::raters::{Habit, Random, Simulated};
use grading::profile::{Answers, Diagnostic, Options, Verdict, profile};

/// How many of the raters are told of what is looked for.
fn told(habit: Habit, id: Diagnostic, n: usize, raters: u64) -> usize {
    let is_told = |rater: u64| {
        let all = Simulated::new(habit, n, &mut Random::new(100 + rater));
        let answers = all.up_to(n);
        // Only the sort of answers that it rests on, for the time's sake.
        let none = Answers::default();
        let answers = match id {
            Diagnostic::Position | Diagnostic::Length => Answers { pairs: answers.pairs, ..none },
            Diagnostic::Consistency => Answers { repeated: answers.repeated, ..none },
            Diagnostic::Haste => Answers { timed: answers.timed, ..none },
            Diagnostic::Calibration => Answers { stated: answers.stated, ..none },
            Diagnostic::Confusion => Answers { labelled: answers.labelled, ..none },
            Diagnostic::Severity | Diagnostic::CentralTendency | Diagnostic::Halo | Diagnostic::Drift => {
                Answers { scored: answers.scored, ..none }
            }
        };
        let findings = profile(&answers, &Options::default()).findings;
        findings.iter().any(|one| one.id == id && matches!(one.verdict, Verdict::Seen { .. }))
    };
    (0..raters).filter(|rater| is_told(*rater)).count()
}

#[track_caller]
fn check(habit: Habit, id: Diagnostic, n: usize, at_least: usize) {
    let seen = told(habit, id, n, 12);
    assert!(seen >= at_least, "{habit:?}: {seen} of 12");
}

#[test]
fn large_leans_are_seen() {
    check(Habit::Position(1.0), Diagnostic::Position, 100, 10);
    check(Habit::Length(0.8), Diagnostic::Length, 120, 10);
    check(Habit::Severe(0.6), Diagnostic::Severity, 80, 10);
    check(Habit::Severe(-0.6), Diagnostic::Severity, 80, 10);
    check(Habit::Central(0.5), Diagnostic::CentralTendency, 70, 10);
    check(Habit::Halo(0.8), Diagnostic::Halo, 60, 10);
    check(Habit::Drift(1.0), Diagnostic::Drift, 140, 10);
    check(Habit::Creeping(1.2), Diagnostic::Drift, 140, 10);
    check(Habit::Lately(1.0), Diagnostic::Drift, 400, 10);
    check(Habit::Inconsistent(0.5), Diagnostic::Consistency, 60, 10);
    check(Habit::Careless(0.3), Diagnostic::Haste, 350, 9);
    check(Habit::OverConfident(0.25), Diagnostic::Calibration, 130, 10);
    check(Habit::Confusing(0.8), Diagnostic::Confusion, 230, 10);
}

/// The same drift shows the more clearly, the more tasks it goes through.
#[test]
fn a_drift_is_not_lost_among_many_tasks() {
    for habit in [Habit::Drift(0.4), Habit::Creeping(0.6)] {
        let seen = [60, 140, 400].map(|n| told(habit, Diagnostic::Drift, n, 40));
        assert!(seen.is_sorted() && seen[2] >= 36, "{habit:?}: {seen:?}");
    }
}

/// Of the tests of both shapes, one in twenty stands out by itself, and not more.
#[test]
fn no_drift_is_seldom_one() {
    let raters = 300;
    let stands_out = |rater: u64| {
        let all = Simulated::new(Habit::Careful, 100, &mut Random::new(5000 + rater));
        let answers = Answers { scored: all.up_to(100).scored, ..Answers::default() };
        profile(&answers, &Options::default()).findings[5].p.unwrap() <= 0.05
    };
    let stand_out = (0..raters).filter(|rater| stands_out(*rater)).count();
    assert!((3..=26).contains(&stand_out), "{stand_out} of {raters}");
}

#[test]
fn careful_raters_are_seldom_told_of_anything() {
    let options = Options::default();
    let mut told = vec![];
    for rater in 0..25 {
        let all = Simulated::new(Habit::Careful, 100, &mut Random::new(rater));
        for n in [60, 100] {
            let findings = profile(&all.up_to(n), &options).findings;
            told.extend(findings.into_iter().filter(|one| matches!(one.verdict, Verdict::Seen { .. })));
        }
    }
    assert!(told.len() <= 2, "{told:?}");
}

/// What is called the smallest lean that shows does so about four times in five.
#[test]
fn the_smallest_lean_shows_as_often_as_it_is_said_to() {
    let (raters, n) = (60, 60);
    let (mut alone, mut estimate, mut smallest) = (0, 0.0, 0.0);
    for rater in 0..raters {
        let all = Simulated::new(Habit::Severe(0.25), n, &mut Random::new(rater));
        let answers = Answers { scored: all.up_to(n).scored, ..Answers::default() };
        let findings = profile(&answers, &Options::default()).findings;
        let severity = &findings[2];
        alone += usize::from(severity.p.unwrap() <= 0.05);
        estimate -= severity.estimate.unwrap();
        smallest += severity.smallest.unwrap();
    }
    assert!((0.9..1.15).contains(&(estimate / smallest)), "{estimate} beside {smallest}");
    assert!((40..=57).contains(&alone), "{alone} of {raters}");
}
