//! Two raters.

use agreement::categorical::{
    brennan_prediger, cohen_kappa, gwet_ac, kappa_margins, many, pabak, percent_agreement, scott_pi, zero_agreement,
};
use agreement::{LEVEL, Ratings, Statistic, Table, Undefined, Weights};
use proptest::prelude::*;

use super::{all_same, near, reason, same, sound, table, weights};

type Coefficient = fn(&Table, &Weights, f64) -> Statistic;

const ALL: [Coefficient; 5] = [percent_agreement, cohen_kappa, scott_pi, brennan_prediger, gwet_ac];

#[test]
fn an_undefined_value_has_its_reason() {
    let empty = table(&[&[0, 0], &[0, 0]]);
    let own = |entries: &[f64]| Weights::Own(entries.to_vec());
    let usual = table(&[&[4, 1], &[2, 5]]);
    let wild = Undefined::OutOfRange { what: "a weight", value: 1.5, low: 0.0, high: 1.0 };
    let turned =
        Undefined::OutOfRange { what: "a weight that differs from its mirror image", value: 0.5, low: 0.0, high: 0.0 };
    for coefficient in ALL {
        let check = |table: &Table, weights: &Weights, level: f64, expected: Undefined| {
            assert_eq!(reason(&coefficient(table, weights, level)), Some(expected));
        };
        check(&empty, &Weights::Linear, LEVEL, Undefined::TooFew { n: 0, needed: 1 });
        check(&usual, &own(&[1.0]), LEVEL, Undefined::Ragged { row: 0, found: 1, expected: 4 });
        check(&usual, &own(&[1.0, 1.5, 1.5, 1.0]), LEVEL, wild);
        check(&usual, &own(&[1.0, 0.0, 0.5, 1.0]), LEVEL, turned);
        for level in [0.0, 1.0, -3.0, 95.0] {
            let reason = Undefined::OutOfRange { what: "the level", value: level, low: 0.0, high: 1.0 };
            check(&usual, &Weights::Identity, level, reason);
        }
        assert!(coefficient(&usual, &Weights::Identity, f64::NAN).value.is_err());
        assert!(coefficient(&usual, &own(&[1.0, f64::NAN, f64::NAN, 1.0]), LEVEL).value.is_err());
    }
}

#[test]
fn chance_needs_two_categories() {
    let one = table(&[&[7]]);
    for coefficient in [cohen_kappa, scott_pi, brennan_prediger, gwet_ac] {
        assert_eq!(reason(&coefficient(&one, &Weights::Quadratic, LEVEL)), Some(Undefined::NoVariation));
    }
    // Weights that call everything agreement leave nothing to agree on.
    let (even, all) = (table(&[&[3, 0], &[0, 3]]), Weights::Own(vec![1.0; 4]));
    for coefficient in [cohen_kappa, scott_pi, brennan_prediger, gwet_ac] {
        assert_eq!(reason(&coefficient(&even, &all, LEVEL)), Some(Undefined::NoVariation));
    }
    assert_eq!(percent_agreement(&even, &all, LEVEL).value, Ok(1.0));
}

#[test]
fn what_is_missing_is_counted() {
    let table = Table::of_codes(&[0u8, 1, 255, 1], &[0, 255, 1, 0], 2).unwrap();
    for coefficient in ALL {
        let statistic = coefficient(&table, &Weights::Identity, LEVEL);
        assert_eq!((statistic.n, statistic.dropped, statistic.observed), (2, 2, Some(0.5)));
    }
}

#[test]
fn full_agreement_is_not_certainty() {
    let kappa = cohen_kappa(&table(&[&[5, 0], &[0, 5]]), &Weights::Identity, LEVEL);
    assert_eq!((kappa.value, kappa.se), (Ok(1.0), Some(0.0)));
    let interval = kappa.interval.unwrap();
    assert!(interval.method.contains("Wilson"), "{}", interval.method);
    // Wilson's lower limit of 10 out of 10 is .7225; chance agrees on half.
    near(interval.low, 2.0 * 0.722_467 - 1.0, 1e-6, "low");
    assert_eq!(interval.high, 1.0);

    let turned = cohen_kappa(&table(&[&[0, 5], &[5, 0]]), &Weights::Identity, LEVEL);
    assert_eq!((turned.value, turned.se), (Ok(-1.0), Some(0.0)));
    assert_eq!(turned.interval.unwrap().low, -1.0);
    near(turned.interval.unwrap().high, 1.0 - 2.0 * 0.722_467, 1e-6, "high");
}

#[test]
fn a_percentage_has_a_wilson_interval() {
    let plain = percent_agreement(&table(&[&[20, 7], &[4, 0]]), &Weights::Identity, LEVEL);
    // 20 of 31, as statsmodels has it.
    near(plain.interval.unwrap().low, 0.469_480, 1e-6, "low");
    near(plain.interval.unwrap().high, 0.788_833, 1e-6, "high");
    let weighted = percent_agreement(&table(&[&[9, 2, 0], &[1, 8, 2], &[0, 1, 7]]), &Weights::Linear, LEVEL);
    let (value, se) = (weighted.value.unwrap(), weighted.se.unwrap());
    near(value, 0.9, 1e-12, "value");
    near(weighted.interval.unwrap().high, value + 1.959_963_984_540_054 * se, 1e-12, "high");
}

#[test]
fn the_margins_limit_kappa() {
    let margins = kappa_margins(&table(&[&[40, 9], &[6, 45]]));
    // Rows 49 and 51, columns 46 and 54: at most 46 + 51 agree, and .5008 do by chance.
    near(margins.most.unwrap(), (0.97 - 0.5008) / (1.0 - 0.5008), 1e-12, "most");
    let wide = kappa_margins(&table(&[&[3, 0, 0], &[0, 3, 0], &[0, 0, 3]]));
    assert_eq!(wide.most, Ok(1.0));
    let reason = Undefined::OutOfRange { what: "the number of categories", value: 3.0, low: 2.0, high: 2.0 };
    assert_eq!((wide.prevalence, wide.bias), (Err(reason), Err(reason)));
    assert_eq!(kappa_margins(&table(&[&[0]])).most, Err(Undefined::TooFew { n: 0, needed: 1 }));
}

#[test]
fn a_constant_rater_cannot_be_tested() {
    let constant = table(&[&[6, 4], &[0, 0]]);
    assert_eq!(cohen_kappa(&constant, &Weights::Identity, LEVEL).value, Ok(0.0));
    // Whatever rounding leaves of a variance of 0, no z comes of it.
    for n in 1..60 {
        let (row, column) = (table(&[&[0, 0, 0], &[n, 3, 2 * n + 1], &[0, 0, 0]]), table(&[&[0, n], &[0, 7]]));
        for weights in [Weights::Identity, Weights::Linear, Weights::Quadratic] {
            assert_eq!(zero_agreement(&row, &weights), Err(Undefined::NoVariation), "{n} {weights:?}");
            assert_eq!(zero_agreement(&column, &weights), Err(Undefined::NoVariation), "{n} {weights:?}");
        }
    }
    assert_eq!(zero_agreement(&constant, &Weights::Identity), Err(Undefined::NoVariation));
}

/// Items that all say the same have a standard error of 0, and not the root of what rounding leaves.
#[test]
fn no_variance_is_no_standard_error() {
    for n in 1..120 {
        // All agree, or none does, or all are in one cell.
        for rows in [[[n, 0], [0, 3 * n + 1]], [[0, n], [n, 0]], [[0, 0], [n, 0]]] {
            let table = Table::of_rows(&rows).unwrap();
            let codes = listed(&rows.map(|row| row.to_vec()));
            let ratings = Ratings::new(&codes, 2, 2).unwrap();
            let of_many = [many::percent_agreement, many::fleiss_kappa, many::conger_kappa, many::gwet_ac];
            for weights in [Weights::Identity, Weights::Quadratic] {
                let all = ALL.map(|coefficient| coefficient(&table, &weights, LEVEL));
                let many = of_many.map(|coefficient| coefficient(&ratings, &weights, LEVEL));
                for found in all.iter().chain(many.iter().filter(|found| found.n > 1)) {
                    assert_eq!(found.se, Some(0.0), "{rows:?} {found:?}");
                }
            }
        }
    }
}

#[test]
fn counts_of_any_size() {
    let most = (1u64 << 52) - 1;
    let near_all = table(&[&[most, 1], &[0, most]]);
    for coefficient in ALL {
        let statistic = coefficient(&near_all, &Weights::Identity, LEVEL);
        sound(&statistic);
        near(statistic.value.unwrap(), 1.0, 1e-15, "value");
    }
    // One disagreement in 10¹⁵: chance leaves 2·10⁻¹⁵ to disagree on, and κ is still exact.
    let rare = table(&[&[999_999_999_999_999, 1], &[0, 1]]);
    near(cohen_kappa(&rare, &Weights::Identity, LEVEL).value.unwrap(), 2.0 / 3.0, 1e-12, "rare");
}

#[test]
fn a_long_list_of_categories() {
    let codes: Vec<u16> = (0..150).collect();
    let table = Table::of_codes(&codes, &codes, 200).unwrap();
    for coefficient in ALL {
        assert_eq!(coefficient(&table, &Weights::Linear, LEVEL).value, Ok(1.0));
    }
}

fn tables() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1usize..6).prop_flat_map(|q| prop::collection::vec(prop::collection::vec(0u64..9, q), q))
}

fn mirrored(rows: &[Vec<u64>]) -> Table {
    let columns = (0..rows.len()).map(|column| rows.iter().map(|row| row[column]).collect());
    Table::of_rows(&columns.collect::<Vec<Vec<u64>>>()).unwrap()
}

/// The categories in another order.
fn permuted(rows: &[Vec<u64>], order: &[usize]) -> Table {
    let permuted = order.iter().map(|row| order.iter().map(|column| rows[*row][*column]).collect());
    Table::of_rows(&permuted.collect::<Vec<Vec<u64>>>()).unwrap()
}

/// Both raters' codes of the items of a table, side by side.
fn listed(rows: &[Vec<u64>]) -> Vec<u8> {
    let cells =
        rows.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, count)| (i, j, count)));
    cells.flat_map(|(i, j, count)| (0..*count).flat_map(move |_| [i as u8, j as u8])).collect()
}

proptest! {
    #[test]
    fn sound_whatever_the_table(rows in tables(), weights in weights(), level in 0.01f64..0.999) {
        let table = Table::of_rows(&rows).unwrap();
        for coefficient in ALL {
            let statistic = coefficient(&table, &weights, level);
            sound(&statistic);
            if let Ok(value) = statistic.value { prop_assert!(value >= -1.0 - 1e-9 || weights != Weights::Identity); }
        }
    }

    #[test]
    fn the_raters_can_be_exchanged(rows in tables(), weights in weights()) {
        let (table, mirrored) = (Table::of_rows(&rows).unwrap(), mirrored(&rows));
        for coefficient in ALL {
            prop_assert!(all_same(&coefficient(&table, &weights, LEVEL), &coefficient(&mirrored, &weights, LEVEL)));
        }
        match (zero_agreement(&table, &weights), zero_agreement(&mirrored, &weights)) {
            (Ok(left), Ok(right)) => prop_assert!((left.z - right.z).abs() < 1e-9),
            (left, right) => prop_assert_eq!(left, right),
        }
    }

    #[test]
    fn names_do_not_matter_and_order_only_to_weights(
        (rows, order) in tables().prop_flat_map(|rows| {
            let order = Just((0..rows.len()).collect::<Vec<usize>>()).prop_shuffle();
            (Just(rows), order)
        })
    ) {
        let table = Table::of_rows(&rows).unwrap();
        let turned = permuted(&rows, &(0..rows.len()).rev().collect::<Vec<_>>());
        for coefficient in ALL {
            let plain = |table: &Table| coefficient(table, &Weights::Identity, LEVEL);
            prop_assert!(all_same(&plain(&table), &plain(&permuted(&rows, &order))));
            for weights in [Weights::Linear, Weights::Quadratic] {
                prop_assert!(all_same(&coefficient(&table, &weights, LEVEL), &coefficient(&turned, &weights, LEVEL)));
            }
        }
    }

    #[test]
    fn one_s_own_weights_do_as_the_usual_ones(rows in tables(), weights in weights()) {
        let table = Table::of_rows(&rows).unwrap();
        let own = Weights::Own(weights.matrix(rows.len()).unwrap());
        for coefficient in ALL {
            prop_assert!(all_same(&coefficient(&table, &weights, LEVEL), &coefficient(&table, &own, LEVEL)));
        }
    }

    #[test]
    fn with_oneself_it_is_one(counts in prop::collection::vec(0u64..9, 1..6), weights in weights()) {
        let mut rows = vec![vec![0; counts.len()]; counts.len()];
        counts.iter().enumerate().for_each(|(at, count)| rows[at][at] = *count);
        let table = Table::of_rows(&rows).unwrap();
        let used = counts.iter().filter(|count| **count > 0).count();
        for coefficient in [cohen_kappa, scott_pi] {
            let expected = match used {
                0 => Err(Undefined::TooFew { n: 0, needed: 1 }),
                1 => Err(Undefined::NoVariation),
                _ => Ok(1.0),
            };
            prop_assert_eq!(coefficient(&table, &weights, LEVEL).value, expected);
        }
        if used > 0 && counts.len() > 1 {
            prop_assert_eq!(gwet_ac(&table, &weights, LEVEL).value, Ok(1.0));
            prop_assert_eq!(brennan_prediger(&table, &weights, LEVEL).value, Ok(1.0));
        }
    }

    #[test]
    fn unused_categories_matter_to_none_of_cohen_and_scott_without_weights(rows in tables()) {
        let longer = rows.iter().map(|row| row.iter().copied().chain([0]).collect());
        let longer: Vec<Vec<u64>> = longer.chain([vec![0; rows.len() + 1]]).collect();
        let (table, longer) = (Table::of_rows(&rows).unwrap(), Table::of_rows(&longer).unwrap());
        for coefficient in [percent_agreement, cohen_kappa, scott_pi] {
            let plain = |table: &Table| coefficient(table, &Weights::Identity, LEVEL);
            prop_assert!(all_same(&plain(&table), &plain(&longer)));
        }
    }

    #[test]
    fn pabak_bias_and_prevalence_make_kappa(rows in prop::collection::vec(prop::collection::vec(0u64..9, 2), 2)) {
        let table = Table::of_rows(&rows).unwrap();
        let kappa = cohen_kappa(&table, &Weights::Identity, LEVEL);
        let margins = kappa_margins(&table);
        if let (Ok(kappa), Ok(prevalence), Ok(bias)) = (kappa.value, margins.prevalence, margins.bias) {
            let pabak = pabak(&table, LEVEL).value.unwrap();
            let (prevalence, bias) = (prevalence * prevalence, bias * bias);
            prop_assert!((kappa - (pabak - prevalence + bias) / (1.0 - prevalence + bias)).abs() < 1e-9);
            prop_assert!(kappa <= margins.most.unwrap() + 1e-12);
        }
    }

    #[test]
    fn two_raters_are_a_case_of_many(rows in tables(), weights in weights()) {
        let (table, codes) = (Table::of_rows(&rows).unwrap(), listed(&rows));
        let ratings = Ratings::new(&codes, 2, rows.len()).unwrap();
        prop_assert!(same(&percent_agreement(&table, &weights, LEVEL), &many::percent_agreement(&ratings, &weights, LEVEL)));
        prop_assert!(same(&cohen_kappa(&table, &weights, LEVEL), &many::conger_kappa(&ratings, &weights, LEVEL)));
        prop_assert!(same(&gwet_ac(&table, &weights, LEVEL), &many::gwet_ac(&ratings, &weights, LEVEL)));
        prop_assert!(same(&brennan_prediger(&table, &weights, LEVEL), &many::brennan_prediger(&ratings, &weights, LEVEL)));
        let (scott, fleiss) = (scott_pi(&table, &weights, LEVEL), many::fleiss_kappa(&ratings, &weights, LEVEL));
        prop_assert!(same(&scott, &fleiss));
        // The one divides by n, the other by n − 1.
        if let (Some(scott), Some(fleiss)) = (scott.se, fleiss.se) {
            let n = table.n() as f64;
            prop_assert!((scott - fleiss * ((n - 1.0) / n).sqrt()).abs() < 1e-9);
        }
    }
}
