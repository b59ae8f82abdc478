use agreement::paired::{Comparisons, Meeting, Model, Outcome, Penalty, bradley_terry};
use agreement::{LEVEL, Undefined};

use crate::{fit, meetings, values, vector};

fn check(comparisons: &Comparisons, model: Model, reason: Undefined) {
    let fit = fit(comparisons, &model);
    assert_eq!(values(&fit), Err(reason), "{comparisons:?}");
    assert_eq!((fit.log_likelihood, fit.difference(0, 1, LEVEL).value), (Err(reason), Err(reason)));
}

fn order() -> Model {
    Model { order_effect: true, ..Model::default() }
}

#[test]
fn what_is_not_connected_both_ways() {
    let undefeated = vector("bt_undefeated");
    let rows = undefeated["input"]["wins"].as_array().unwrap();
    let row = |row: &serde_json::Value| row.as_array().unwrap().iter().map(|v| v.as_u64().unwrap()).collect::<Vec<_>>();
    let wins = Comparisons::of_wins(&rows.iter().map(row).collect::<Vec<_>>()).unwrap();
    check(&wins, Model::default(), Undefined::NotConnected);
    let penalty = Model { penalty: Penalty::Opponent(0.5), ..Model::default() };
    let penalised = fit(&wins, &penalty);
    assert!(penalised.difference(0, 1, LEVEL).value.unwrap() > 0.0, "{}", undefeated["rule"]);
    // Two groups that never met; one never compared; one that only ever lost.
    check(&meetings(&[[0, 1, 1, 1, 0], [2, 3, 1, 1, 0]], 4), Model::default(), Undefined::NotConnected);
    check(&meetings(&[[0, 1, 1, 1, 0]], 3), Model::default(), Undefined::NotConnected);
    check(&meetings(&[[0, 1, 1, 1, 0], [0, 2, 5, 0, 0]], 3), Model::default(), Undefined::NotConnected);
    check(&Comparisons::of_winners(&[(0, 1), (1, 0)], 1 << 31).unwrap(), Model::default(), Undefined::NotConnected);
    // A circle of single wins is connected, and a tie connects both ways.
    assert!(
        fit(&meetings(&[[0, 1, 1, 0, 0], [1, 2, 1, 0, 0], [2, 0, 1, 0, 0]], 3), &Model::default()).strengths.is_ok()
    );
    assert!(fit(&meetings(&[[0, 1, 1, 1, 0], [0, 2, 5, 0, 1]], 3), &Model::default()).strengths.is_ok());
}

#[test]
fn what_runs_off_to_infinity() {
    check(&meetings(&[[0, 1, 0, 0, 4]], 2), Model::default(), Undefined::Separation);
    // Two items have as many outcomes as the model has freedom, and one of them never came.
    check(&meetings(&[[0, 1, 3, 0, 2]], 2), Model::default(), Undefined::Separation);
    check(&meetings(&[[0, 1, 3, 0, 0], [1, 0, 2, 0, 0]], 2), order(), Undefined::Separation);
    check(&meetings(&[[0, 1, 0, 3, 0], [1, 0, 0, 2, 0]], 2), order(), Undefined::Separation);
}

#[test]
fn an_order_effect_that_cannot_be_told() {
    check(&meetings(&[[0, 1, 3, 2, 0]], 2), order(), Undefined::Collinear);
    // Each is named first against the next only: strengths that fall in equal steps say the same.
    check(&meetings(&[[0, 1, 3, 2, 0], [1, 2, 2, 2, 0]], 3), order(), Undefined::Collinear);
    let chain: Vec<[u64; 5]> = (0..1500).map(|i| [i, i + 1, 3, 2, 0]).collect();
    check(&meetings(&chain, 1501), order(), Undefined::Collinear);
    // Named the other way round once, it can be told.
    assert!(fit(&meetings(&[[0, 1, 3, 2, 0], [1, 0, 1, 1, 0]], 2), &order()).strengths.is_ok());
    let unknown = Comparisons::of_winners(&[(0, 1), (1, 0)], 2).unwrap();
    check(&unknown, order(), Undefined::TooFew { n: 0, needed: 1 });
}

#[test]
fn arguments_without_meaning() {
    let two = meetings(&[[0, 1, 1, 1, 0]], 2);
    for games in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let model = Model { penalty: Penalty::Opponent(games), ..Model::default() };
        assert!(matches!(values(&fit(&two, &model)), Err(Undefined::OutOfRange { what: "the penalty", .. })));
    }
    for level in [0.0, 1.0, f64::NAN] {
        assert!(bradley_terry(&two, &Model::default(), level).strengths.is_err());
        assert!(fit(&two, &Model::default()).difference(0, 1, level).value.is_err());
    }
    let alone = Comparisons::of_winners(&[], 1).unwrap();
    check_alone(&alone, Undefined::TooFew { n: 1, needed: 2 });
    check_alone(&Comparisons::of_wins::<Vec<u64>>(&[]).unwrap(), Undefined::TooFew { n: 0, needed: 2 });
    check_alone(&Comparisons::of_winners(&[], 3).unwrap(), Undefined::TooFew { n: 0, needed: 1 });
    let fit = fit(&two, &Model::default());
    assert!(matches!(fit.difference(0, 2, LEVEL).value, Err(Undefined::OutOfRange { what: "an item", .. })));
    assert_eq!(fit.difference(1, 1, LEVEL).value, Err(Undefined::Repeated { what: "the difference", at: 1 }));
}

fn check_alone(comparisons: &Comparisons, reason: Undefined) {
    assert_eq!(values(&fit(comparisons, &Model::default())), Err(reason));
}

#[test]
fn comparisons_that_cannot_be() {
    let itself = Err(Undefined::Repeated { what: "a comparison", at: 1 });
    assert_eq!(Comparisons::of_winners(&[(0, 1), (1, 1)], 2), itself);
    assert_eq!(Comparisons::of_outcomes(&[(0, 1, Outcome::Tie), (1, 1, Outcome::First)], 2), itself);
    let unknown = Undefined::OutOfRange { what: "an item of a comparison", value: 2.0, low: 0.0, high: 1.0 };
    assert_eq!(Comparisons::of_winners(&[(0, 2)], 2), Err(unknown));
    assert!(Comparisons::of_winners(&[(0, usize::MAX)], usize::MAX).is_err());
    assert!(Comparisons::of_winners(&[(0, 0)], 0).is_err());
    assert_eq!(Comparisons::of_wins(&[vec![0, 1], vec![1]]), Err(Undefined::Ragged { row: 1, found: 1, expected: 2 }));
    assert_eq!(Comparisons::of_wins(&[[0, 1], [1, 2]]), Err(Undefined::Repeated { what: "the table of wins", at: 1 }));
    assert!(Comparisons::of_wins(&[[0, u64::MAX], [u64::MAX, 0]]).is_err());
    let huge = Meeting { first: 0, second: 1, first_wins: u64::MAX, second_wins: 1, ties: 0 };
    assert!(Comparisons::of_meetings(&[huge], 2).is_err());
    let most = Meeting { first_wins: (1 << 53) - 2, ..huge };
    let fit = fit(&Comparisons::of_meetings(&[most], 2).unwrap(), &Model::default());
    assert!((fit.difference(0, 1, LEVEL).value.unwrap() - ((1u64 << 53) as f64).ln()).abs() < 1e-6);
}
