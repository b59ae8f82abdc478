//! Items and abilities against published values, SciPy, simulation and what must hold of the model.

#![allow(clippy::unwrap_used)]

use agreement::irt::*;
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use serde_json::Value;

fn vector(name: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("data/grading-vectors.json")).unwrap();
    file["vectors"].as_array().unwrap().iter().find(|vector| vector["name"] == name).unwrap().clone()
}

fn oracle() -> Value {
    serde_json::from_str(include_str!("data/irt.json")).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn items(of: &Value) -> Vec<Item> {
    numbers(&of["a"]).into_iter().zip(numbers(&of["b"])).map(|(a, b)| Item::new(a, b).unwrap()).collect()
}

/// 1 is right, 0 wrong, anything else missing.
fn answers(pattern: &str) -> Vec<Answer> {
    pattern.chars().map(|x| x.to_digit(2).map(|x| x == 1)).collect()
}

#[track_caller]
fn near(is: f64, should: f64, tolerance: f64) {
    assert!((is - should).abs() <= tolerance, "{is}, not {should}");
}

#[test]
fn published_information() {
    let vector = vector("irt_item_information_2pl");
    let items = items(&vector["input"]);
    let mut expected = numbers(&vector["expected"]).into_iter();
    for ability in numbers(&vector["input"]["thetas"]) {
        let each: Vec<f64> = items.iter().map(|item| item.information(ability).unwrap()).collect();
        near(test_information(&items, ability).unwrap(), each.iter().sum(), 1e-15);
        each.into_iter().for_each(|is| near(is, expected.next().unwrap(), number(&vector["tolerance"])));
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn published_scores() {
    let vector = vector("irt_eap_lsat6");
    let items = items(&vector["input"]);
    let scorer = Scorer::new(&items, Prior::default()).unwrap();
    for (pattern, expected) in vector["expected"].as_object().unwrap() {
        let found = eap(&items, &answers(pattern), Prior::default(), LEVEL);
        near(found.value.unwrap(), number(expected), 1e-7);
        assert_eq!(found, scorer.eap(&answers(pattern), LEVEL));
        assert_eq!((found.n, found.dropped), (5, 0));
    }
}

#[test]
fn published_parameters() {
    let vector = vector("irt_2pl_lsat6_mml");
    let mut all = Vec::new();
    for (pattern, people) in vector["input"]["patterns"].as_object().unwrap() {
        (0..people.as_u64().unwrap()).for_each(|_| all.extend(answers(pattern)));
    }
    let test = marginal_ml(&all, 5, MmlOptions::default()).unwrap();
    let tolerance = number(&vector["tolerance"]);
    assert_eq!((test.n, test.dropped, test.converged), (1000, 0, Ok(())));
    for (item, expected) in test.items.iter().zip(items(&vector["expected"])) {
        near(item.unwrap().discrimination(), expected.discrimination(), tolerance);
        near(item.unwrap().difficulty(), expected.difficulty(), tolerance);
    }
    near(test.log_likelihood, number(&vector["expected"]["loglik"]), tolerance);
}

#[test]
fn parameters_from_answers_some_of_which_are_missing() {
    let expected = &oracle()["mml"];
    let patterns: Vec<&str> = expected["patterns"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    let all: Vec<Answer> = patterns.iter().flat_map(|pattern| answers(pattern)).collect();
    let fine = MmlOptions { tolerance: 1e-8, ..MmlOptions::default() };
    let test = marginal_ml(&all, 6, fine).unwrap();
    assert_eq!(test.converged, Ok(()));
    near(test.log_likelihood, number(&expected["loglik"]), 1e-7);
    for (item, should) in test.items.iter().zip(items(expected)) {
        near(item.unwrap().discrimination(), should.discrimination(), 1e-6);
        near(item.unwrap().difficulty(), should.difficulty(), 1e-6);
    }
}

#[test]
fn scores_as_by_integration_and_root_finding() {
    let oracle = oracle();
    let items = items(&oracle);
    let prior = Prior { mean: 0.3, sd: 1.4, reach: 8.0, nodes: 161 };
    let scorer = Scorer::new(&items, prior).unwrap();
    for case in oracle["scores"].as_array().unwrap() {
        let answers = answers(case["answers"].as_str().unwrap());
        let found = eap(&items, &answers, prior, LEVEL);
        near(found.value.unwrap(), number(&case["eap"]), 1e-9);
        near(found.se.unwrap(), number(&case["se"]), 1e-9);
        near(scorer.eap(&answers, LEVEL).value.unwrap(), number(&case["eap"]), 1e-9);
        near(log_likelihood(&items, &answers, 0.5).unwrap(), number(&case["at_half"]), 1e-12);
        let likely = maximum_likelihood(&items, &answers, LEVEL);
        match case["ml"].as_f64() {
            Some(ml) => {
                near(likely.value.unwrap(), ml, 1e-10);
                near(likely.se.unwrap(), number(&case["ml_se"]), 1e-10);
            }
            None => assert_eq!(likely.value, Err(Undefined::Separation)),
        }
    }
}

/// The edge case "perfect_irt": the maximum is infinite, so it has a reason; the posterior mean has a value.
#[test]
fn nothing_but_right_answers() {
    let items = [-1.0, 0.0, 1.0, 0.5, 2.0].map(|b| Item::new(1.2, b).unwrap());
    for all in [true, false] {
        assert_eq!(maximum_likelihood(&items, &[Some(all); 5], LEVEL).value, Err(Undefined::Separation));
        let score = eap(&items, &[Some(all); 5], Prior::default(), LEVEL);
        assert!(score.value.unwrap().abs() < 2.5 && score.se.unwrap() < 1.0);
        assert_eq!(score.observed, Some(f64::from(u8::from(all))));
    }
    // An item that the able fail turns it round.
    let odd = [Item::new(1.0, 0.0).unwrap(), Item::new(-1.0, 0.0).unwrap()];
    near(maximum_likelihood(&odd, &[Some(true); 2], LEVEL).value.unwrap(), 0.0, 1e-12);
    assert_eq!(maximum_likelihood(&odd, &[Some(true), Some(false)], LEVEL).value, Err(Undefined::Separation));
}

#[test]
fn a_reason_where_there_is_no_score() {
    let items = [Item::new(1.0, 0.0).unwrap(), Item::new(0.0, 0.0).unwrap()];
    let outside = |what, value, low, high| Err(Undefined::OutOfRange { what, value, low, high });
    let score = |answers: &[Answer], prior| eap(&items, answers, prior, LEVEL);
    let plain = Prior::default();
    assert_eq!(score(&[None], plain).value, Err(Undefined::Lengths { left: 2, right: 1 }));
    let none = score(&[None, None], plain);
    assert_eq!((none.value, none.dropped), (Err(Undefined::TooFew { n: 0, needed: 1 }), 2));
    let given = [Some(true), None];
    assert_eq!(
        score(&given, Prior { nodes: 2, ..plain }).value,
        outside("the number of nodes", 2.0, 3.0, 100_000_000.0)
    );
    assert!(score(&given, Prior { nodes: usize::MAX, ..plain }).value.is_err());
    assert_eq!(
        score(&given, Prior { sd: 0.0, ..plain }).value,
        outside("the prior standard deviation", 0.0, 1e-5, 1e4)
    );
    assert!(score(&given, Prior { mean: f64::NAN, ..plain }).value.is_err());
    assert_eq!(eap(&items, &given, plain, 1.0).value, outside("the level", 1.0, 0.0, 1.0));
    // Nodes that are too far apart for so sharp a test, or end before it does.
    let sharp = [Item::new(50.0, 0.03).unwrap(), Item::new(50.0, 0.05).unwrap()];
    let coarse = eap(&sharp, &[Some(true), Some(false)], Prior { nodes: 11, ..plain }, LEVEL);
    assert!(matches!(coarse.value, Err(Undefined::OutOfRange { what: "the distance of the nodes", .. })));
    let far = [Item::new(3.0, 20.0).unwrap(); 9];
    assert_eq!(eap(&far, &[Some(true); 9], plain, LEVEL).value, outside("the ability", 8.0, -8.0, 8.0));

    let likely = |answers: &[Answer]| maximum_likelihood(&items, answers, LEVEL).value;
    assert_eq!(likely(&[Some(true)]), Err(Undefined::Lengths { left: 2, right: 1 }));
    assert_eq!(likely(&[None, None]), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert_eq!(likely(&[None, Some(true)]), Err(Undefined::NoVariation));

    assert_eq!(Item::new(101.0, 0.0), outside("the discrimination", 101.0, -100.0, 100.0).map(|_: f64| items[0]));
    assert!(Item::new(1.0, f64::NAN).is_err() && items[0].probability(f64::INFINITY).is_err());
    assert!(test_information(&items, f64::NAN).is_err() && log_likelihood(&items, &given, 1e9).is_err());
}

#[test]
fn a_reason_where_items_have_no_parameters() {
    let plain = MmlOptions { steps: 300, ..MmlOptions::default() };
    let few = Undefined::TooFew { n: 0, needed: 1 };
    assert_eq!(marginal_ml(&[], 3, plain), Err(few));
    assert_eq!(marginal_ml(&answers("01"), 0, plain), Err(few));
    assert_eq!(marginal_ml(&answers("01"), 2, MmlOptions { steps: 0, ..plain }), Err(few));
    assert_eq!(marginal_ml(&answers("11"), 2, plain), Err(few), "nobody differs");
    assert_eq!(marginal_ml(&answers("01011"), 2, plain), Err(Undefined::Ragged { row: 2, found: 1, expected: 2 }));
    assert!(marginal_ml(&answers("0110"), 2, MmlOptions { tolerance: f64::NAN, ..plain }).is_err());

    // Of four items one is always right, one never answered; one person answers nothing else.
    let rows = ["11-0", "01-1", "11-1", "01-0", "11-1", "-1--", "01-0"];
    let all: Vec<Answer> = rows.iter().flat_map(|row| answers(row)).collect();
    let test = marginal_ml(&all, 4, plain).unwrap();
    assert_eq!(test.items[1], Err(Undefined::Separation));
    assert_eq!(test.items[2], Err(few));
    assert_eq!((test.n, test.dropped), (6, 1));

    // Answers in perfect order: discrimination grows without end.
    let order: Vec<Answer> = ["000", "100", "110", "111"].repeat(20).iter().flat_map(|row| answers(row)).collect();
    let test = marginal_ml(&order, 3, plain).unwrap();
    assert!(test.items.contains(&Err(Undefined::Separation)), "{test:?}");
    assert!(test.log_likelihood.is_finite());

    let stopped = marginal_ml(&order, 3, MmlOptions { steps: 4, ..plain }).unwrap();
    assert_eq!((stopped.iterations, stopped.converged), (4, Err(Undefined::NotConverged { steps: 4 })));
}

/// So many people and items that the parameters they were drawn from come back.
#[test]
fn parameters_come_back() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(8);
    let truth: Vec<Item> =
        (0..8).map(|i| Item::new(0.8 + 0.15 * f64::from(i), f64::from(i % 5) - 2.0).unwrap()).collect();
    let mut all = Vec::new();
    for person in 0..500 {
        // The quantiles of a normal distribution, by the sum of twelve.
        let ability: f64 = (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0;
        for (at, item) in truth.iter().enumerate() {
            let right = random.random::<f64>() < item.probability(ability).unwrap();
            all.push(if (person + at) % 11 == 0 { None } else { Some(right) });
        }
    }
    let test = marginal_ml(&all, 8, MmlOptions::default()).unwrap();
    assert_eq!(test.converged, Ok(()));
    for (found, truth) in test.items.iter().zip(&truth) {
        near(found.unwrap().discrimination(), truth.discrimination(), 0.5);
        near(found.unwrap().difficulty(), truth.difficulty(), 0.6);
    }
}

fn tests() -> impl Strategy<Value = (Vec<Item>, Vec<Answer>)> {
    let item = (0.1f64..3.0, -3.0f64..3.0).prop_map(|(a, b)| Item::new(a, b).unwrap());
    let answer = prop_oneof![3 => Just(Some(true)), 3 => Just(Some(false)), 1 => Just(None)];
    prop::collection::vec((item, answer), 1..20).prop_map(|pairs| pairs.into_iter().unzip())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_more_right_answer_raises_the_score((items, answers) in tests(), at in any::<prop::sample::Index>()) {
        let at = at.index(items.len());
        let with = |answer| {
            let mut answers = answers.clone();
            answers[at] = answer;
            eap(&items, &answers, Prior::default(), LEVEL).value
        };
        prop_assert!(with(Some(true)).unwrap() > with(Some(false)).unwrap());
        if let Ok(without) = with(None) {
            prop_assert!(with(Some(true)).unwrap() > without && without > with(Some(false)).unwrap());
        }
    }

    #[test]
    fn answers_only_ever_narrow_the_prior((items, answers) in tests(), mean in -2.0f64..2.0, sd in 0.5f64..2.0) {
        let score = eap(&items, &answers, Prior { mean, sd, ..Prior::default() }, LEVEL);
        prop_assume!(score.n > 0);
        // Answers that contradict the prior by eight of its standard deviations lead beyond the nodes.
        prop_assume!(!matches!(score.value, Err(Undefined::OutOfRange { what: "the ability", .. })));
        prop_assert!(score.se.unwrap() <= sd + 1e-9);
        let interval = score.interval.unwrap();
        prop_assert!(interval.low < score.value.unwrap() && score.value.unwrap() < interval.high);
        prop_assert_eq!(score.n + score.dropped, items.len());
    }

    #[test]
    fn the_order_of_the_items_does_not_matter((mut items, mut answers) in tests(), by in 0usize..20) {
        let score = |items: &[Item], answers: &[Answer]| eap(items, answers, Prior::default(), LEVEL).value;
        let before = score(&items, &answers);
        let by = by % items.len();
        items.rotate_left(by);
        answers.rotate_left(by);
        match (before, score(&items, &answers)) {
            (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-9),
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn the_most_likely_ability_is(( items, answers) in tests()) {
        if let Ok(best) = maximum_likelihood(&items, &answers, LEVEL).value {
            let at = |ability| log_likelihood(&items, &answers, ability).unwrap();
            prop_assert!(at(best) + 1e-12 >= at(best + 0.01) && at(best) + 1e-12 >= at(best - 0.01));
        }
    }

    #[test]
    fn information_is_most_at_the_difficulty(a in -4.0f64..4.0, b in -3.0f64..3.0, ability in -9.0f64..9.0) {
        let item = Item::new(a, b).unwrap();
        let most = item.information(b).unwrap();
        prop_assert!((most - a * a / 4.0).abs() < 1e-12);
        prop_assert!((0.0..=most + 1e-15).contains(&item.information(ability).unwrap()));
        let (right, wrong) = (log_likelihood(&[item], &[Some(true)], ability), log_likelihood(&[item], &[Some(false)], ability));
        prop_assert!((right.unwrap().exp() + wrong.unwrap().exp() - 1.0).abs() < 1e-12);
        prop_assert!((right.unwrap().exp() - item.probability(ability).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn never_panics(a in prop::num::f64::ANY, b in prop::num::f64::ANY, ability in prop::num::f64::ANY, level in prop::num::f64::ANY, right in any::<bool>()) {
        let item = Item::new(a, b).or(Item::new(a.clamp(-100.0, 100.0), b.clamp(-1e6, 1e6)));
        if let Ok(item) = item {
            for value in [item.probability(ability), item.information(ability), log_likelihood(&[item], &[Some(right)], ability)] {
                prop_assert!(value.map_or(true, |value| !value.is_nan()));
            }
            let items = [item, Item::new(1.0, 0.0).unwrap()];
            for score in [
                maximum_likelihood(&items, &[Some(right), Some(!right)], level),
                eap(&items, &[Some(right), Some(right)], Prior { mean: ability, ..Prior::default() }, level),
                eap(&items, &[Some(right), Some(right)], Prior::default(), LEVEL),
            ] {
                prop_assert!(score.value.map_or(true, f64::is_finite), "{score:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn the_likelihood_never_falls(patterns in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, any::<bool>()), 4), 3..20)) {
        let all = patterns.concat();
        let at = |steps| marginal_ml(&all, 4, MmlOptions { steps, tolerance: 0.0, ..MmlOptions::default() });
        let path: Vec<f64> = [1, 4, 7, 10].into_iter().filter_map(|steps| at(steps).ok()).map(|test| test.log_likelihood).collect();
        for pair in path.windows(2) {
            prop_assert!(pair[1] >= pair[0] - 1e-9, "{path:?}");
        }
    }
}
