use agreement::Undefined;
use agreement::paired::{elo_expected, elo_sequence, elo_update};
use proptest::prelude::*;
use serde_json::Value;

use crate::{near, vector};

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

#[test]
fn published_value() {
    let published = vector("elo_wikipedia_new");
    let input = &published["input"];
    let number = |name: &str| input[name].as_f64().unwrap();
    let new = elo_update(number("rating"), &numbers(&input["opponents"]), &numbers(&input["scores"]), number("K"));
    near(new.value.unwrap(), published["expected"]["new"].as_f64().unwrap(), published["tolerance"].as_f64().unwrap());
    assert_eq!(new.n, 5);
}

fn expected(rating: f64, opponent: f64) -> f64 {
    elo_expected(rating, opponent).unwrap()
}

#[test]
fn expected_scores() {
    assert_eq!(elo_expected(1500.0, 1500.0), Ok(0.5));
    near(expected(1900.0, 1500.0), 10.0 / 11.0, 1e-15);
    assert_eq!((expected(f64::MAX, f64::MIN), expected(f64::MIN, f64::MAX)), (1.0, 0.0));
    assert_eq!(elo_expected(f64::NAN, 1.0), Err(Undefined::NotFinite { what: "the rating", at: 0 }));
    assert_eq!(elo_expected(1.0, f64::INFINITY), Err(Undefined::NotFinite { what: "opponent's rating", at: 0 }));
}

#[test]
fn an_update_or_its_reason() {
    let check = |rating: f64, opponents: &[f64], scores: &[f64], k: f64, value| {
        assert_eq!(elo_update(rating, opponents, scores, k).value, value);
    };
    check(1500.0, &[], &[], 20.0, Ok(1500.0));
    check(1500.0, &[1500.0], &[1.0], 20.0, Ok(1510.0));
    check(1500.0, &[1500.0], &[], 20.0, Err(Undefined::Lengths { left: 1, right: 0 }));
    check(f64::NAN, &[], &[], 20.0, Err(Undefined::NotFinite { what: "the rating", at: 0 }));
    check(
        1.0,
        &[1.0, f64::INFINITY],
        &[1.0, 1.0],
        20.0,
        Err(Undefined::NotFinite { what: "opponent's rating", at: 1 }),
    );
    check(1.0, &[1.0], &[1.0], f64::INFINITY, Err(Undefined::NotFinite { what: "K", at: 0 }));
    let score = Undefined::OutOfRange { what: "a score", value: 2.0, low: 0.0, high: 1.0 };
    check(1.0, &[1.0], &[2.0], 20.0, Err(score));
    check(f64::MAX, &[f64::MAX], &[1.0], f64::MAX, Err(Undefined::NotFinite { what: "new rating", at: 0 }));
    let start = [1500.0, 1500.0];
    assert_eq!(elo_sequence(&start, &[(0, 1, 2.0)], 20.0), Err(score));
    assert_eq!(
        elo_sequence(&start, &[(0, 1, 1.0), (1, 1, 1.0)], 20.0),
        Err(Undefined::Repeated { what: "a game", at: 1 })
    );
    assert!(elo_sequence(&start, &[(0, 2, 1.0)], 20.0).is_err());
    assert!(elo_sequence(&[], &[(0, 1, 1.0)], 20.0).is_err());
    assert!(elo_sequence(&[f64::NAN], &[], 20.0).is_err() && elo_sequence(&start, &[], f64::NAN).is_err());
}

#[test]
fn one_game_at_a_time() {
    let ratings = elo_sequence(&[1500.0, 1600.0, 1400.0], &[(0, 1, 1.0), (2, 1, 0.5)], 32.0).unwrap();
    let gained = 32.0 * (1.0 - expected(1500.0, 1600.0));
    let then = 32.0 * (0.5 - expected(1400.0, 1600.0 - gained));
    for (rating, should) in ratings.iter().zip([1500.0 + gained, 1600.0 - gained - then, 1400.0 + then]) {
        near(rating.value.unwrap(), should, 1e-12);
    }
    assert_eq!(ratings.iter().map(|rating| rating.n).collect::<Vec<_>>(), [1, 2, 1]);
}

proptest! {
    #[test]
    fn what_one_gains_the_other_loses(games in prop::collection::vec((0usize..5, 0usize..5, 0.0f64..=1.0), 0..40), k in 1.0f64..60.0) {
        let games: Vec<_> = games.into_iter().filter(|game| game.0 != game.1).collect();
        let ratings = elo_sequence(&[1500.0; 5], &games, k).unwrap();
        let sum: f64 = ratings.iter().map(|rating| rating.value.unwrap()).sum();
        prop_assert!((sum - 7500.0).abs() < 1e-6);
        prop_assert_eq!(ratings.iter().map(|rating| rating.n).sum::<usize>(), 2 * games.len());
    }

    #[test]
    fn expected_scores_add_up_to_one(a in 0.0f64..4000.0, b in 0.0f64..4000.0) {
        prop_assert!((expected(a, b) + expected(b, a) - 1.0).abs() < 1e-12);
    }
}
