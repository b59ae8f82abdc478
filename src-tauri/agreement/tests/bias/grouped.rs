use agreement::bias::{Score, halo, spread_ratio};
use agreement::regression::sd_ratio;
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;

/// Pseudo-random scores on a five-step scale: `items` in each of the tasks, each on `dimensions`.
fn scores(tasks: usize, items: usize, dimensions: usize, salt: u64) -> Vec<Score> {
    let draw = |at: u64| {
        let mixed = (at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xd134_2543_de82_ef95);
        (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40
    };
    let draw = |at| draw(at) % 5;
    let mut scores = Vec::new();
    for group in 0..tasks {
        for item in 0..items {
            for dimension in 0..dimensions {
                let at = ((group * items + item) * dimensions + dimension) as u64;
                let (value, key) = (draw(2 * at) as f64 + 1.0, draw(2 * at + 1) as f64 + 1.0);
                scores.push(Score { group, item, dimension, value, key });
            }
        }
    }
    scores
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    let (of_a, of_b) = (mean(a), mean(b));
    a.iter().zip(b).map(|(x, y)| (x - of_a) * (y - of_b)).sum()
}

type Side = fn(&Score) -> f64;

/// As the formula has it: the logarithm of the ratio.
fn log_spread(scores: &[Score], dimensions: usize) -> f64 {
    let square = |side: Side| -> f64 {
        (0..dimensions)
            .map(|d| {
                let values: Vec<f64> = scores.iter().filter(|s| s.dimension == d).map(side).collect();
                product(&values, &values)
            })
            .sum()
    };
    0.5 * (square(|s| s.value) / square(|s| s.key)).ln()
}

fn correlation(scores: &[Score], dimensions: usize, side: Side) -> f64 {
    let (mut products, mut spreads) = (0.0, 0.0);
    for a in 0..dimensions {
        for b in a + 1..dimensions {
            let of = |d: usize| -> Vec<f64> {
                let has = |s: &&Score, d| s.dimension == d;
                let both = |s: &&Score| {
                    let same = |o: &&Score| o.group == s.group && o.item == s.item;
                    scores.iter().filter(same).any(|o| o.dimension == a)
                        && scores.iter().filter(same).any(|o| o.dimension == b)
                };
                scores.iter().filter(|s| has(s, d)).filter(both).map(side).collect()
            };
            let (x, y) = (of(a), of(b));
            products += product(&x, &y);
            spreads += (product(&x, &x) * product(&y, &y)).sqrt();
        }
    }
    products / spreads
}

fn jackknife(scores: &[Score], tasks: usize, of: impl Fn(&[Score]) -> f64) -> f64 {
    let without = |task: usize| of(&scores.iter().copied().filter(|s| s.group != task).collect::<Vec<_>>());
    let values: Vec<f64> = (0..tasks).map(without).collect();
    let middle = mean(&values);
    let square: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    (square * (tasks - 1) as f64 / tasks as f64).sqrt()
}

#[test]
fn as_their_formulas_have_it() {
    for (tasks, items, dimensions, salt) in [(7, 1, 2, 1), (12, 3, 3, 2), (20, 2, 4, 3), (30, 1, 3, 4)] {
        let all = scores(tasks, items, dimensions, salt);
        // Some are missing.
        let some: Vec<Score> =
            all.into_iter().enumerate().filter(|(at, _)| at % 7 != 3).map(|(_, score)| score).collect();
        let spread = spread_ratio(&some, LEVEL).estimate;
        let log = log_spread(&some, dimensions);
        let se = jackknife(&some, tasks, |scores| log_spread(scores, dimensions));
        assert!((spread.value.unwrap() - log.exp()).abs() < 1e-9 && (spread.se.unwrap() - log.exp() * se).abs() < 1e-9);
        assert_eq!(spread.n, tasks);

        let above = |scores: &[Score]| {
            correlation(scores, dimensions, |s| s.value) - correlation(scores, dimensions, |s| s.key)
        };
        let of_halo = halo(&some, LEVEL).estimate;
        let se = jackknife(&some, tasks, above);
        assert!((of_halo.value.unwrap() - above(&some)).abs() < 1e-9 && (of_halo.se.unwrap() - se).abs() < 1e-9);
        assert_eq!(of_halo.n, tasks);
        assert!((of_halo.observed.unwrap() - of_halo.expected.unwrap() - of_halo.value.unwrap()).abs() < 1e-12);
    }
}

/// With one item a task on one dimension the value is that of the exact method, and the error is near it.
#[test]
fn one_score_a_task_is_pitman_and_morgans_case() {
    let all = scores(200, 1, 1, 9);
    let (values, keys): (Vec<f64>, Vec<f64>) = all.iter().map(|s| (s.value, s.key)).unzip();
    let (ours, exact) = (spread_ratio(&all, LEVEL), sd_ratio(&values, &keys, LEVEL));
    assert!((ours.estimate.value.unwrap() - exact.estimate.value.unwrap()).abs() < 1e-9);
    let width = |tested: &agreement::regression::Tested| tested.estimate.interval.map(|i| i.high - i.low).unwrap();
    // Scores that are even over five steps spread less uncertainly than normal ones.
    assert!((0.5..1.2).contains(&(width(&ours) / width(&exact))), "{} {}", width(&ours), width(&exact));
}

#[test]
fn reasons() {
    let reason = |scores: &[Score]| (spread_ratio(scores, LEVEL).p.unwrap_err(), halo(scores, LEVEL).p.unwrap_err());
    let few = |n| Undefined::TooFew { n, needed: 3 };
    assert_eq!(reason(&[]), (few(0), few(0)));
    assert_eq!(reason(&scores(2, 4, 3, 1)), (few(2), few(2)));
    let mut same = scores(10, 1, 3, 1);
    same.iter_mut().for_each(|score| score.value = 3.1);
    assert_eq!(reason(&same), (Undefined::NoVariation, Undefined::NoVariation));
    same.iter_mut().for_each(|score| score.value = score.key);
    assert_eq!(reason(&same), (Undefined::NoVariation, Undefined::NoVariation));
    assert_eq!((spread_ratio(&same, LEVEL).estimate.value, halo(&same, LEVEL).estimate.value), (Ok(1.0), Ok(0.0)));
    assert_eq!(halo(&scores(10, 3, 1, 1), LEVEL).p, Err(Undefined::NothingPairable));
    let mut odd = scores(10, 1, 3, 1);
    odd[4].key = f64::NAN;
    assert_eq!(reason(&odd).0, Undefined::NotFinite { what: "key", at: 4 });
    odd[4].key = 1e200;
    assert!(matches!(reason(&odd), (Undefined::OutOfRange { .. }, Undefined::OutOfRange { .. })));
    assert!(matches!(halo(&scores(3, 1, 101, 1), LEVEL).p, Err(Undefined::OutOfRange { .. })));
    for level in [0.0, 1.0, f64::NAN] {
        assert!(halo(&scores(9, 1, 3, 1), level).p.is_err() && spread_ratio(&scores(9, 1, 3, 1), level).p.is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn laws(tasks in 3usize..12, items in 1usize..4, dimensions in 2usize..5, salt in any::<u64>()) {
        let all = scores(tasks, items, dimensions, salt);
        let mut other = all.clone();
        // Order, names of tasks and dimensions, where a scale begins and how long its steps are: none of it matters.
        for score in &mut other {
            score.group = tasks * 3 - score.group;
            score.dimension = (score.dimension + 1) % dimensions;
            score.value = 10.0 * score.value - 3.0;
            score.key = 10.0 * score.key + 100.0;
        }
        other.reverse();
        let near = |a: Result<f64, Undefined>, b: Result<f64, Undefined>| match (a, b) {
            (Ok(a), Ok(b)) => (a - b).abs() < 1e-7,
            (a, b) => a.is_err() && b.is_err(),
        };
        let (a, b) = (spread_ratio(&all, LEVEL), spread_ratio(&other, LEVEL));
        prop_assert!(near(a.estimate.value, b.estimate.value) && near(a.p, b.p));
        let (a, b) = (halo(&all, LEVEL), halo(&other, LEVEL));
        prop_assert!(near(a.estimate.value, b.estimate.value) && near(a.p, b.p));
        prop_assert!(a.estimate.value.map_or(true, |value| (-2.0..=2.0).contains(&value)));
    }

    #[test]
    fn any_scores_at_all(
        scores in prop::collection::vec((0usize..4, 0usize..3, 0usize..4, any::<f64>(), any::<f64>()), 0..20),
    ) {
        let scores: Vec<Score> = scores
            .into_iter()
            .map(|(group, item, dimension, value, key)| Score { group, item, dimension, value, key })
            .collect();
        for tested in [halo(&scores, LEVEL), spread_ratio(&scores, LEVEL)] {
            prop_assert!(tested.estimate.value.map_or(true, f64::is_finite));
            prop_assert!(tested.p.map_or(true, |p| (0.0..=1.0).contains(&p)));
        }
    }
}
