//! Between looks the last verdict stands, and it takes no more than the latest answers.

use super::raters::{Habit, Random, Simulated};
use grading::profile::{
    Answers, Diagnosis, Diagnostic, EVERY, LATEST, Options, Scored, Series, WINDOW, is_look, last_look, next_look,
    profile,
};

fn told(answers: &Answers) -> Vec<Diagnosis> {
    profile(answers, &Options::default()).findings
}

/// The latest answers of each sort, as a record would give them.
fn latest<'a>(all: &Simulated, answers: &Answers<'a>) -> Answers<'a> {
    fn of<T>(series: Series<'_, T>, keep: usize) -> Series<'_, T> {
        let before = series.latest.len().saturating_sub(keep);
        Series { latest: &series.latest[before..], before }
    }
    let dimensions = all.scored.iter().filter(|score| score.task == 0).count();
    let scored: Series<Scored> = of(answers.scored, LATEST * dimensions);
    Answers {
        pairs: of(answers.pairs, LATEST),
        scored: Series { before: scored.before / dimensions, ..scored },
        timed: of(answers.timed, LATEST),
        stated: of(answers.stated, LATEST),
        repeated: of(answers.repeated, LATEST),
        labelled: of(answers.labelled, LATEST),
    }
}

#[test]
fn between_looks_the_last_verdict_stands() {
    let simulated = Simulated::new(Habit::Position(0.6), 80, &mut Random::new(8));
    // The scores of some tasks have no room for errors, so the looks of severity and drift come a little later.
    let with_fixed_looks = |found: &Diagnosis| !matches!(found.id, Diagnostic::Severity | Diagnostic::Drift);
    let of = |n| told(&simulated.up_to(n)).into_iter().filter(with_fixed_looks).collect::<Vec<_>>();
    let (at_look, later, next) = (of(60), of(69), of(70));
    assert_eq!(at_look, later);
    for (at_look, next) in at_look.iter().zip(&next) {
        // Those whose minimum is 30 or 10 or 50 have a look at 70.
        let moved = is_look(at_look.needed, 70);
        assert_eq!(at_look.next_look == next.next_look, !moved, "{:?}", at_look.id);
        assert!(moved || at_look == next, "{:?}", at_look.id);
    }
}

#[test]
fn the_latest_answers_suffice() {
    let simulated = Simulated::new(Habit::Severe(0.3), 2 * WINDOW, &mut Random::new(9));
    for n in [30, WINDOW, 435, 436, 800] {
        let all = simulated.up_to(n);
        let of = |answers: &Answers| -> Vec<Diagnosis> {
            // Which tasks have room for errors is not known of those that are no longer looked at.
            told(answers)
                .into_iter()
                .filter(|found| !matches!(found.id, Diagnostic::Severity | Diagnostic::Drift))
                .collect()
        };
        assert_eq!(of(&all), of(&latest(&simulated, &all)), "{n}");
    }
}

#[test]
fn a_look_every_so_often() {
    for needed in [10, 40, 60] {
        let looks: Vec<usize> = (0..200).filter(|n| is_look(needed, *n)).collect();
        assert_eq!(looks[0], needed);
        assert!(looks.windows(2).all(|pair| pair[1] - pair[0] == EVERY));
        for n in 0..200 {
            assert_eq!(last_look(needed, n), looks.iter().copied().rfind(|look| *look <= n));
            assert!(next_look(needed, n) > n && is_look(needed, next_look(needed, n)));
        }
    }
}
