//! Whatever the answers, there is a verdict, and none says more than can be known.

use grading::profile::*;
use proptest::collection::vec;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => (1..6i32).prop_map(f64::from), 1 => any::<f64>()]
}

fn a_score() -> impl Strategy<Value = Scored> {
    (0..70u32, 0..3u32, 0..4u32, number(), number(), number()).prop_map(|(task, item, dimension, value, key, low)| {
        Scored { task, item, dimension, value, key, low: low.min(1.0), high: 5.0 }
    })
}

fn check(found: &Diagnosis) -> Result<(), TestCaseError> {
    let lower = found.words.to_lowercase();
    prop_assert!(!found.words.is_empty() && !lower.contains("no bias") && !lower.contains("nan"), "{}", found.words);
    for value in [found.estimate, found.smallest].into_iter().flatten().chain(found.interval.into_iter().flatten()) {
        prop_assert!(value.is_finite(), "{:?}", found);
    }
    for p in [found.p, found.adjusted_p].into_iter().flatten() {
        prop_assert!((0.0..=1.0).contains(&p), "{:?}", found);
    }
    match &found.verdict {
        Verdict::NotEnough { n, of } => prop_assert!(n < of && *of == found.needed, "{:?}", found),
        Verdict::Seen { size, .. } => {
            prop_assert!(*size > 0.0 && found.adjusted_p <= found.p.map(|_| LOOK_LEVEL) && found.p <= found.adjusted_p);
        }
        Verdict::NoneLargerThan { size } => {
            let estimate = found.estimate.unwrap_or(0.0);
            prop_assert!(*size > 0.0 && found.smallest.is_none_or(|smallest| smallest <= *size), "{:?}", found);
            prop_assert!(
                found.interval.is_none_or(|[low, high]| low <= estimate + 1e-9 && estimate <= high + 1e-9),
                "{:?}",
                found
            );
        }
        Verdict::Undefined { reason } => prop_assert!(!reason.is_empty()),
    }
    let stored: Diagnosis = serde_json::from_str(&serde_json::to_string(found).unwrap()).unwrap();
    prop_assert_eq!(&stored, found);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_verdict_for_all_of_them(
        pairs in vec((-3i8..=3, -3i8..=3, any::<u32>(), 0..3u32), 0..90),
        mut scored in vec(a_score(), 0..250),
        timed in vec((0..100_000u64, any::<bool>(), prop::option::of(0..300u32)), 0..60),
        stated in vec((prop_oneof![5 => 0.0..=1.0f64, 1 => any::<f64>()], any::<bool>()), 0..70),
        repeated in vec(any::<bool>(), 0..50),
        labelled in vec((0..4usize, 0..4usize), 0..60),
        before in prop_oneof![Just(0usize), any::<usize>()],
        consistent in prop_oneof![Just(0.75), any::<f64>()],
    ) {
        scored.sort_by_key(|score| score.task);
        let pairs: Vec<PairJudged> = pairs
            .into_iter()
            .map(|(chose, key, length_first, length_second)| PairJudged { chose, key, length_first, length_second })
            .collect();
        let timed: Vec<Timed> = timed.into_iter().map(|(ms, right, words)| Timed { ms, right, words }).collect();
        let stated: Vec<Stated> = stated.into_iter().map(|(confidence, right)| Stated { confidence, right }).collect();
        let repeated: Vec<Repeated> = repeated.into_iter().map(|same| Repeated { same }).collect();
        const LABELS: [&str; 4] = ["", "a", "a label with “quotes”", "ß"];
        let labelled: Vec<Labelled> =
            labelled.into_iter().map(|(label, key)| Labelled { label: LABELS[label], key: LABELS[key] }).collect();
        let answers = Answers {
            pairs: Series { latest: &pairs, before },
            scored: Series { latest: &scored, before },
            timed: Series { latest: &timed, before },
            stated: Series { latest: &stated, before },
            repeated: Series { latest: &repeated, before },
            labelled: Series { latest: &labelled, before },
        };
        let options = Options { consistent, ..Options::default() };
        let found = profile(&answers, &options);
        prop_assert_eq!(found.findings.len(), Diagnostic::ALL.len());
        for one in &found.findings {
            check(one)?;
        }
        prop_assert_eq!(profile(&answers, &options), found, "the same answers, the same verdicts");
    }
}
