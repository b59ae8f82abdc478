use super::super::{of_pairs, pair};
use super::{check, none_larger, seen};
use grading::profile::{Diagnostic, Lean, PairJudged, Unit, Verdict};

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

/// "About the same" is no choice.
#[test]
fn neutral_choices_are_left_out() {
    let mut with_neutral = leaning(100, 3);
    with_neutral.splice(30..30, (0..25).map(|_| pair(0, 2, (300, 100))));
    for id in [Diagnostic::Position, Diagnostic::Length] {
        assert_eq!(of_pairs(&with_neutral, id), of_pairs(&leaning(100, 3), id));
    }
    assert_eq!(of_pairs(&[pair(0, 1, (1, 1)); 90], Diagnostic::Position).words, "Not enough yet: 0 of 40 pairs.");
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
