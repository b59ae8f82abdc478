//! What is said, word by word, of answers that are plain to see.

use super::{diagnosed, of_pairs, of_scores, pair, score};
use grading::profile::{
    Answers, Diagnosis, Diagnostic, Labelled, Lean, PairJudged, Repeated, Scored, Series, Stated, Timed, Unit, Verdict,
};

#[track_caller]
fn check(diagnosis: &Diagnosis, verdict: &Verdict, words: &str) {
    assert_eq!(diagnosis.words, words);
    assert_eq!(&diagnosis.verdict, verdict);
}

fn seen(lean: Lean, diagnosis: &Diagnosis) -> Verdict {
    Verdict::Seen { lean, size: diagnosis.estimate.unwrap().abs() }
}

fn none_larger(diagnosis: &Diagnosis) -> Verdict {
    let Verdict::NoneLargerThan { size } = diagnosis.verdict else { panic!("{diagnosis:?}") };
    assert!(size >= diagnosis.smallest.unwrap() && diagnosis.interval.is_none_or(|[_, high]| high <= size));
    Verdict::NoneLargerThan { size }
}

/// Keys of all strengths, as often for either side.
const KEYS: [i8; 10] = [-3, -2, -1, -1, 0, 0, 1, 1, 2, 3];

/// Chooses as the key has it, but the first where the key is weaker than `slips` for the second, now and then.
fn leaning(n: usize, often: usize) -> Vec<PairJudged> {
    let chose = |at: usize| match KEYS[at % 10] {
        -3 | -2 => -2,
        -1 if at.is_multiple_of(7) => 1,
        -1 => -1,
        0 | 1 if !at.is_multiple_of(often) => -1,
        2 if at.is_multiple_of(9) => -1,
        _ => 2,
    };
    (0..n).map(|at| pair(chose(at), KEYS[at % 10], (100 + (at % 4) as u32, 100))).collect()
}

#[test]
fn position() {
    let leans = of_pairs(&leaning(100, 3), Diagnostic::Position);
    check(
        &leans,
        &seen(Lean::First, &leans),
        "You lean to the first response: where the key calls both about the same you would choose the first response \
         in 78 of 100 pairs (66 to 88). This rests on 100 pairs.",
    );
    assert_eq!((leans.n, leans.needed, leans.next_look, leans.unit), (100, 40, 120, Unit::Points));
    assert!(leans.adjusted_p.unwrap() <= 0.0075 && leans.p.unwrap() < leans.adjusted_p.unwrap());

    // Mirrored, it is the other position.
    let mirrored: Vec<PairJudged> =
        leaning(100, 3).iter().map(|p| pair(-p.chose, -p.key, (p.length_second, p.length_first))).collect();
    let other = of_pairs(&mirrored, Diagnostic::Position);
    assert_eq!(other.verdict, seen(Lean::Second, &other));
    assert!((other.estimate.unwrap() + leans.estimate.unwrap()).abs() < 1e-6);

    let even = of_pairs(&leaning(100, 2), Diagnostic::Position);
    check(
        &even,
        &none_larger(&even),
        "Perhaps you lean to the first response: where the key calls both about the same you would choose the first \
         response in 66 of 100 pairs (53 to 78). With so many things looked at so often, that can be chance. None \
         larger than 29 points seen in 100 pairs. One of 20 points shows in four of five such sets of answers; a \
         smaller one is missed more often.",
    );
}

#[test]
fn where_choices_follow_the_key_they_are_counted() {
    let exact: Vec<PairJudged> =
        (0..40).map(|at| if at % 2 == 0 { -2 } else { 1 }).map(|key| pair(key, key, (90, 80))).collect();
    let exact = of_pairs(&exact, Diagnostic::Position);
    check(
        &exact,
        &none_larger(&exact),
        "No lean to the first or the second response larger than 19 points seen in 40 pairs: in all 40 pairs your \
         choice was the key's. One of 19 points shows in four of five such sets of answers; a smaller one is missed \
         more often.",
    );
    // Somebody who always chooses the first has no logit either, but a lean.
    let always: Vec<PairJudged> = (0..40).map(|at| pair(-1, if at % 2 == 0 { -2 } else { 1 }, (90, 80))).collect();
    let always = of_pairs(&always, Diagnostic::Position);
    check(
        &always,
        &seen(Lean::First, &always),
        "You lean to the first response: in 20 of 40 pairs your choice was not the key's, and 20 of these times it \
         was the first response. This rests on 40 pairs.",
    );
    assert_eq!(always.estimate, Some(50.0));
    // Also where the key has no preference at all.
    let neutral: Vec<PairJudged> = (0..40).map(|_| pair(3, 0, (90, 80))).collect();
    let neutral = of_pairs(&neutral, Diagnostic::Position);
    assert_eq!((neutral.verdict.clone(), neutral.estimate), (seen(Lean::Second, &neutral), Some(-50.0)));
}

#[test]
fn length() {
    // Twice as long the one time, half as long the other.
    let pairs: Vec<PairJudged> = leaning(120, 2)
        .iter()
        .enumerate()
        .map(|(at, p)| {
            let long_first = at * 7 % 3 == 0 || p.key == -3;
            let lengths = if long_first { (200, 100) } else { (100, 200) };
            // Where the key is weak the longer one is chosen, mostly.
            let chose = if p.key.abs() < 2 && at % 5 > 0 { if long_first { -1 } else { 1 } } else { p.chose };
            pair(chose, p.key, lengths)
        })
        .collect();
    let longer = of_pairs(&pairs, Diagnostic::Length);
    check(
        &longer,
        &seen(Lean::Longer, &longer),
        "You lean to the longer response: where the key calls both about the same you would choose a response twice \
         as long as the other in 93 of 100 pairs (85 to 98). This rests on 120 pairs.",
    );
    let alike: Vec<PairJudged> = leaning(100, 2).iter().map(|p| pair(p.chose, p.key, (70, 70))).collect();
    let alike = of_pairs(&alike, Diagnostic::Length);
    let reason = "the lengths of the responses are always alike, or always go with the key".to_owned();
    let words = format!("Cannot be told from 100 pairs: {reason}.");
    check(&alike, &Verdict::Undefined { reason }, &words);
}

/// Tasks with three dimensions whose keys are all over the scale.
fn rated(n: usize, value: impl Fn(usize, usize, f64) -> f64) -> Vec<Scored> {
    let key = |task: usize, dimension: usize| 1.0 + ((task * (dimension + 2) + task / 5 + dimension) % 5) as f64;
    (0..n)
        .flat_map(|task| (0..3).map(move |dimension| (task, dimension, key(task, dimension))))
        .map(|(task, dimension, key)| score(task, dimension, value(task, dimension, key).clamp(1.0, 5.0), key))
        .collect()
}

/// Off by one here and there, as often up as down.
fn careful(task: usize, dimension: usize, key: f64) -> f64 {
    key + [0.0, 1.0, 0.0, -1.0, 0.0][(task + task / 3 + 2 * dimension) % 5]
}

#[test]
fn severity() {
    let severe =
        of_scores(&rated(40, |task, dimension, key| careful(task, dimension, key) - 0.5), Diagnostic::Severity);
    check(
        &severe,
        &seen(Lean::Severe, &severe),
        "You rate more severely than the key: on average 0.51 steps below the key (0.34 to 0.68). This rests on 20 \
         rated tasks.",
    );
    let lenient = of_scores(&rated(40, |_, _, key| key + 1.0), Diagnostic::Severity);
    check(
        &lenient,
        &seen(Lean::Lenient, &lenient),
        "You rate more leniently than the key: on average 1.00 steps above the key. This rests on 20 rated tasks.",
    );
    let fair = of_scores(&rated(40, careful), Diagnostic::Severity);
    check(
        &fair,
        &none_larger(&fair),
        "No severity or leniency larger than 0.3 steps seen in 20 rated tasks: on average 0.03 steps below the key \
         (from 0.21 below to 0.14 above). One of 0.3 steps shows in four of five such sets of answers; a smaller one \
         is missed more often.",
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
         before (0.38 to 0.66). This rests on 80 rated tasks.",
    );
    let steady = of_scores(&rated(100, careful), Diagnostic::Drift);
    check(
        &steady,
        &none_larger(&steady),
        "No drift larger than 0.2 steps seen in 80 rated tasks: beside the key, your latest ratings are 0.01 steps \
         higher than those before (from 0.13 lower to 0.14 higher). One of 0.2 steps shows in four of five such sets \
         of answers; a smaller one is missed more often.",
    );
}

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
