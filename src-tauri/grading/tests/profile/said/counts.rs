use super::super::{diagnosed, of_scores};
use super::ratings::{careful, rated};
use super::{check, none_larger, seen};
use agreement::LEVEL;
use agreement::bias::smallest_swing;
use agreement::proportion::{Alternative, binomial_test, mcnemar_exact};
use grading::profile::{Answers, Diagnostic, Labelled, Lean, Repeated, Series, Stated, Timed, Verdict};

#[test]
fn consistency() {
    let of = |same: usize, n: usize| {
        let repeated: Vec<Repeated> = (0..n).map(|at| Repeated { same: at < same }).collect();
        diagnosed(&Answers { repeated: Series::all(&repeated), ..Answers::default() }, Diagnostic::Consistency)
    };
    let other = of(8, 20);
    check(
        &other,
        &none_larger(&other),
        "Perhaps you often answer the same task in another way: 8 of 20 tasks that came again got the same answer (22 \
         % to 61 %), where our level is 75 %. With so many things looked at so often, that can be chance. None larger \
         than 54 points seen in 20 repeated tasks. One of 32 points shows in four of five such sets of answers; a \
         smaller one is missed more often.",
    );
    let other = of(7, 20);
    check(
        &other,
        &seen(Lean::Inconsistent, &other),
        "You often answer the same task in another way: 7 of 20 tasks that came again got the same answer (18 % to 57 \
         %), where our level is 75 %. This rests on 20 repeated tasks.",
    );
    let same = of(19, 20);
    check(
        &same,
        &none_larger(&same),
        "No shortfall from the level asked for larger than 32 points seen in 20 repeated tasks: 19 of 20 tasks that \
         came again got the same answer (76 % to 99 %), where our level is 75 %. One of 32 points shows in four of \
         five such sets of answers; a smaller one is missed more often.",
    );
    check(&of(5, 19), &Verdict::NotEnough { n: 19, of: 20 }, "Not enough yet: 19 of 20 repeated tasks.");
}

#[test]
fn haste() {
    let of = |n: usize, hasty: usize, right: usize| {
        let times: Vec<Timed> = (0..n)
            .map(|at| {
                let fast = at < hasty;
                let ms = if fast { 4_000 } else { 40_000 + (at as u64 * 7919) % 30_000 };
                Timed { ms, right: if fast { at < right } else { at % 7 > 0 }, words: None }
            })
            .collect();
        diagnosed(&Answers { timed: Series::all(&times), ..Answers::default() }, Diagnostic::Haste)
    };
    let hasty = of(90, 15, 5);
    check(
        &hasty,
        &seen(Lean::Hasty, &hasty),
        "You are right less often when you hurry: 15 of 90 answers came much faster than the rest; of these 5 are \
         right, of the others 65 of 75. This rests on 15 hasty answers.",
    );
    let quick = of(90, 15, 13);
    check(
        &quick,
        &none_larger(&quick),
        "No loss from haste larger than 32 points seen in 15 hasty answers: 15 of 90 answers came much faster than \
         the rest; of these 13 are right, of the others 65 of 75. One of 32 points shows in four of five such sets of \
         answers; a smaller one is missed more often.",
    );
    check(
        &of(90, 3, 0),
        &Verdict::NotEnough { n: 3, of: 10 },
        "Not enough yet: 3 of 10 hasty answers. 3 of 90 timed answers came much faster than the rest.",
    );
    check(&of(9, 3, 0), &Verdict::NotEnough { n: 0, of: 10 }, "Not enough yet: 0 of 10 hasty answers.");
}

#[test]
fn calibration() {
    let of = |wrong: [usize; 3]| {
        let each = |(confidence, wrong): (f64, usize)| (0..30).map(move |at| Stated { confidence, right: at >= wrong });
        let stated: Vec<Stated> = [0.95, 0.75, 0.5].into_iter().zip(wrong).flat_map(each).collect();
        diagnosed(&Answers { stated: Series::all(&stated), ..Answers::default() }, Diagnostic::Calibration)
    };
    let over = of([9, 15, 18]);
    check(
        &over,
        &seen(Lean::OverConfident, &over),
        "You are surer than your answers deserve: you said 73 % on average and were right in 53 % (43 % to 63 %); \
         right were 12 of 30 at 50 %, 15 of 30 at 75 % and 21 of 30 at 95 %. This rests on 90 answers with a stated \
         confidence.",
    );
    let under = of([0, 0, 0]);
    check(
        &under,
        &seen(Lean::UnderConfident, &under),
        "You are less sure than your answers deserve: you said 73 % on average and were right in 100 % (96 % to 100 \
         %); right were 30 of 30 at 50 %, 30 of 30 at 75 % and 30 of 30 at 95 %. This rests on 90 answers with a \
         stated confidence.",
    );
    let uneven = of([12, 4, 1]);
    check(
        &uneven,
        &seen(Lean::UnevenlyConfident, &uneven),
        "You are too sure in some answers and not sure enough in others: you said 73 % on average and were right in \
         81 % (72 % to 88 %); right were 29 of 30 at 50 %, 26 of 30 at 75 % and 18 of 30 at 95 %. This rests on 90 \
         answers with a stated confidence.",
    );
    let right = of([2, 7, 15]);
    check(
        &right,
        &none_larger(&right),
        "No gap between confidence and results larger than 14 points seen in 90 answers with a stated confidence: you \
         said 73 % on average and were right in 73 % (63 % to 81 %); right were 15 of 30 at 50 %, 23 of 30 at 75 % \
         and 28 of 30 at 95 %. One of 14 points shows in four of five such sets of answers; a smaller one is missed \
         more often.",
    );
}

#[test]
fn confusion() {
    let of = |pairs: &[(&'static str, &'static str, usize)]| {
        let labelled: Vec<Labelled> =
            pairs.iter().flat_map(|(label, key, n)| std::iter::repeat_n(Labelled { label, key }, *n)).collect();
        diagnosed(&Answers { labelled: Series::all(&labelled), ..Answers::default() }, Diagnostic::Confusion)
    };
    let over = of(&[
        ("toxic", "toxic", 20),
        ("toxic", "rude", 16),
        ("rude", "rude", 10),
        ("fine", "fine", 20),
        ("rude", "fine", 2),
        ("fine", "rude", 2),
    ]);
    check(
        &over,
        &seen(Lean::Overused { label: "toxic".to_owned() }, &over),
        "You use “toxic” too often: you gave “toxic” 16 times where the key has another label, and never missed it \
         where the key has it; the commonest slip is “toxic” for “rude”, 16 times. This rests on 70 labels.",
    );
    let counted: Vec<(&str, f64)> = over.figures.iter().map(|figure| (figure.name.as_str(), figure.value)).collect();
    assert_eq!(
        counted,
        [
            ("toxic for rude", 16.0),
            ("fine for rude", 2.0),
            ("rude for fine", 2.0),
            ("fine, given", 22.0),
            ("fine, by the key", 22.0),
            ("rude, given", 12.0),
            ("rude, by the key", 28.0),
            ("toxic, given", 36.0),
            ("toxic, by the key", 20.0),
        ]
    );
    let even = of(&[("a", "a", 20), ("a", "b", 4), ("b", "a", 3), ("b", "b", 23)]);
    check(
        &even,
        &none_larger(&even),
        "No lean to or from a label larger than 24 points seen in 50 labels: you gave “a” 4 times where the key has \
         another label, and missed it 3 times where the key has it; the commonest slip is “a” for “b”, 4 times. One \
         of 24 points shows in four of five such sets of answers; a smaller one is missed more often.",
    );
    let exact = of(&[("a", "a", 20), ("b", "b", 20)]);
    check(
        &exact,
        &none_larger(&exact),
        "No lean to or from a label larger than 25 points seen in 30 labels: every label is the key's. One of 25 \
         points shows in four of five such sets of answers; a smaller one is missed more often.",
    );
}

/// A lean in one direction only has the doubled p of its side, and none has one on the other side; a lean among several
/// labels is one of as many tests.
#[test]
fn p_values_are_for_what_is_looked_for() {
    let repeated: Vec<Repeated> = (0..40).map(|at| Repeated { same: at < 24 }).collect();
    let answers = Answers { repeated: Series::all(&repeated), ..Answers::default() };
    let below = binomial_test(24, 40, 0.75, Alternative::Less, LEVEL).p.unwrap();
    assert_eq!(diagnosed(&answers, Diagnostic::Consistency).p, Some(2.0 * below));

    let wide = rated(60, |task, dimension, key| 3.0 + 1.6 * (careful(task, dimension, key) - 3.0));
    let wide = of_scores(&wide, Diagnostic::CentralTendency);
    assert!(wide.interval.unwrap()[1] < 0.0 && wide.p == Some(1.0), "{wide:?}");

    let count =
        [("a", "a", 20), ("b", "b", 18), ("c", "c", 18), ("a", "b", 9), ("b", "a", 1), ("c", "b", 2), ("b", "c", 2)];
    let labelled: Vec<Labelled> =
        count.iter().flat_map(|(label, key, n)| std::iter::repeat_n(Labelled { label, key }, *n)).collect();
    let answers = Answers { labelled: Series::all(&labelled), ..Answers::default() };
    let confused = diagnosed(&answers, Diagnostic::Confusion);
    assert_eq!(confused.n, 70);
    // Of "b" 3 are given and 11 missed, of "a" 9 given and 1 missed, which stands out more.
    let test = mcnemar_exact(9, 1, Alternative::TwoSided, 1.0 - 0.05 / 3.0);
    assert!((confused.p.unwrap() - 3.0 * test.p.unwrap()).abs() < 1e-12);
    let high = test.share.interval.unwrap().high;
    assert!((confused.interval.unwrap()[1] - 100.0 * 10.0 / 70.0 * (2.0 * high - 1.0)).abs() < 1e-9);
    let hidden = smallest_swing(70, 14, 1.0 - 0.05 / 3.0, 0.8).unwrap();
    assert!((confused.smallest.unwrap() - 100.0 * hidden).abs() < 1e-9);
}
