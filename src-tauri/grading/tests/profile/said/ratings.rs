use super::super::{of_scores, score};
use super::{check, none_larger, seen};
use agreement::bias::{recent_shift, smallest_effect};
use agreement::regression::linear;
use grading::profile::{Diagnostic, Lean, Scored, Verdict};

/// Tasks with three dimensions whose keys are all over the scale.
pub fn rated(n: usize, value: impl Fn(usize, usize, f64) -> f64) -> Vec<Scored> {
    let key = |task: usize, dimension: usize| 1.0 + ((task * (dimension + 2) + task / 5 + dimension) % 5) as f64;
    (0..n)
        .flat_map(|task| (0..3).map(move |dimension| (task, dimension, key(task, dimension))))
        .map(|(task, dimension, key)| score(task, dimension, value(task, dimension, key).clamp(1.0, 5.0), key))
        .collect()
}

/// Off by one here and there, as often up as down.
pub fn careful(task: usize, dimension: usize, key: f64) -> f64 {
    key + [0.0, 1.0, 0.0, -1.0, 0.0][(task + task / 3 + 2 * dimension) % 5]
}

#[test]
fn severity() {
    let severe =
        of_scores(&rated(40, |task, dimension, key| careful(task, dimension, key) - 0.5), Diagnostic::Severity);
    check(
        &severe,
        &seen(Lean::Severe, &severe),
        "You rate more severely than the key: on average 0.51 steps below the key (0.34 to 0.68), where that is not at \
         an end of its scale. This rests on 20 rated tasks.",
    );
    let lenient = of_scores(&rated(40, |_, _, key| key + 1.0), Diagnostic::Severity);
    check(
        &lenient,
        &seen(Lean::Lenient, &lenient),
        "You rate more leniently than the key: on average 1.00 steps above the key, where that is not at an end of its \
         scale. This rests on 20 rated tasks.",
    );
    let fair = of_scores(&rated(40, careful), Diagnostic::Severity);
    check(
        &fair,
        &none_larger(&fair),
        "No severity or leniency larger than 0.3 steps seen in 20 rated tasks: on average 0.03 steps below the key \
         (from 0.21 below to 0.14 above), where that is not at an end of its scale. One of 0.3 steps shows in four of \
         five such sets of answers; a smaller one is missed more often.",
    );
    let exact = of_scores(&rated(40, |_, _, key| key), Diagnostic::Severity);
    let reason = "every task is rated, on the whole, just as the key has it".to_owned();
    check(
        &exact,
        &Verdict::Undefined { reason },
        "Cannot be told from 20 rated tasks: every task is rated, on the whole, just as the key has it.",
    );
}

#[test]
fn the_middle_and_the_halo() {
    let middle = rated(60, |task, dimension, key| 3.0 + ((careful(task, dimension, key) - 3.0) * 0.5).round());
    let central = of_scores(&middle, Diagnostic::CentralTendency);
    check(
        &central,
        &seen(Lean::Middle, &central),
        "You keep to the middle of the scales: your ratings spread 0.73 times as widely as the key's (0.67 to 0.79). \
         This rests on 50 rated tasks.",
    );
    let wide = of_scores(&rated(60, careful), Diagnostic::CentralTendency);
    check(
        &wide,
        &none_larger(&wide),
        "No narrowing to the middle of the scales larger than 8 % seen in 50 rated tasks: your ratings spread 0.98 \
         times as widely as the key's (0.93 to 1.04). One of 8 % shows in four of five such sets of answers; a \
         smaller one is missed more often.",
    );

    let first = |task: usize| 1.0 + ((task * 2 + task / 5) % 5) as f64;
    let coloured = rated(40, |task, dimension, _| first(task) + ((task + dimension) % 2) as f64);
    let halo = of_scores(&coloured, Diagnostic::Halo);
    check(
        &halo,
        &seen(Lean::Halo, &halo),
        "You let one impression colour all dimensions: the dimensions go together with a correlation of 0.85 in your \
         ratings and of 0.06 in the key, 0.79 more (0.55 to 1.03). This rests on 40 rated tasks.",
    );
    let apart = of_scores(&rated(40, careful), Diagnostic::Halo);
    check(
        &apart,
        &none_larger(&apart),
        "No halo larger than 0.13 seen in 40 rated tasks: the dimensions go together with a correlation of 0.03 in \
         your ratings and of 0.06 in the key, 0.03 less (from 0.12 less to 0.06 more). One of 0.13 shows in four of \
         five such sets of answers; a smaller one is missed more often.",
    );
    // Two dimensions are too few.
    let narrow: Vec<Scored> = rated(40, careful).into_iter().filter(|score| score.dimension < 2).collect();
    let narrow = of_scores(&narrow, Diagnostic::Halo);
    check(&narrow, &Verdict::NotEnough { n: 0, of: 20 }, "Not enough yet: 0 of 20 rated tasks.");
}

#[test]
fn drift() {
    let of_late =
        |task: usize, dimension: usize, key: f64| careful(task, dimension, key) - if task < 60 { 0.0 } else { 1.0 };
    let drift = of_scores(&rated(100, of_late), Diagnostic::Drift);
    check(
        &drift,
        &seen(Lean::SevereOfLate, &drift),
        "You have become more severe of late: beside the key, your latest ratings are 0.52 steps lower than those \
         before (0.36 to 0.68); from the first task to the last your ratings have gone 1.15 steps down, if they went \
         evenly (0.73 to 1.57). This rests on 80 rated tasks.",
    );
    let names: Vec<&str> = drift.figures.iter().map(|figure| figure.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "change from the first task to the last",
            "smallest change from the first task to the last that shows",
            "change of late",
            "smallest change of late that shows",
            "mean error of late",
            "mean error before",
        ]
    );
    // What shows of late is smaller than what shows from end to end; the verdict has to name the larger.
    assert!(drift.figures[3].value < drift.figures[1].value);
    assert_eq!(drift.smallest, Some(drift.figures[1].value));
    let with_time = |task: usize, dimension: usize, key: f64| {
        careful(task, dimension, key) + if (task + dimension) % 4 < task / 25 { 1.0 } else { 0.0 }
    };
    let drift = of_scores(&rated(100, with_time), Diagnostic::Drift);
    check(
        &drift,
        &seen(Lean::LenientWithTime, &drift),
        "You have become more lenient with time: beside the key, from the first task to the last your ratings have \
         gone 0.78 steps up, if they went evenly (0.35 to 1.20); your latest ratings are 0.29 steps higher than \
         those before (0.11 to 0.47). This rests on 80 rated tasks.",
    );
    let steady = of_scores(&rated(100, careful), Diagnostic::Drift);
    check(
        &steady,
        &none_larger(&steady),
        "No drift larger than 0.6 steps seen in 80 rated tasks: beside the key, from the first task to the last your \
         ratings have gone 0.04 steps up, if they went evenly (from 0.34 down to 0.43 up); your latest ratings are \
         0.01 steps higher than those before (from 0.15 lower to 0.17 higher). One of 0.6 steps shows in four of \
         five such sets of answers; a smaller one is missed more often.",
    );
    // What has no error, and what is always off by the same, cannot have drifted by chance.
    for off in [0.0, 1.0] {
        let reason = "every task is rated equally far from the key".to_owned();
        let alike = of_scores(&rated(100, |_, _, key| key + off), Diagnostic::Drift);
        check(
            &alike,
            &Verdict::Undefined { reason },
            "Cannot be told from 80 rated tasks: every task is rated equally far from the key.",
        );
    }
}

/// Twice the smaller p of both tests, each with an interval of 97.5 %.
#[test]
fn both_shapes_of_a_drift_count() {
    let scored = rated(100, |task, dimension, key| careful(task, dimension, key) - if task < 70 { 0.0 } else { 0.4 });
    let drift = of_scores(&scored, Diagnostic::Drift);
    let tasks = scored.chunk_by(|a, b| a.task == b.task);
    let error = |task: &[Scored]| {
        let errors = task.iter().filter(|of| of.low < of.key && of.key < of.high).map(|of| of.value - of.key);
        let errors: Vec<f64> = errors.collect();
        (!errors.is_empty()).then(|| errors.iter().sum::<f64>() / errors.len() as f64)
    };
    let errors: Vec<f64> = tasks.filter_map(error).take(drift.n).collect();
    let time: Vec<f64> = (0..errors.len()).map(|at| at as f64 / (errors.len() - 1) as f64).collect();
    let with_time = linear(&errors, &[&time], 0.975).unwrap().coefficients.swap_remove(1);
    let of_late = recent_shift(&errors, 0.05, 0.975);
    let [p, other] = [&with_time, &of_late].map(|tested| tested.p.unwrap());
    assert!((drift.p.unwrap() - (2.0 * p.min(other)).min(1.0)).abs() < 1e-12, "{p} and {other}");
    let told = if p < other { &with_time } else { &of_late };
    assert_eq!(drift.estimate, told.estimate.value.ok());
    assert_eq!(drift.interval.unwrap(), told.estimate.interval.map(|ends| [ends.low, ends.high]).unwrap());
    let smallest = [with_time, of_late]
        .map(|tested| smallest_effect(tested.estimate.se.unwrap(), Some(78.0), 0.975, 0.8).unwrap());
    assert_eq!(drift.n, 80);
    assert!((drift.smallest.unwrap() - smallest[0].max(smallest[1])).abs() < 1e-12);
}
