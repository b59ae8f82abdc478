use agreement::scale::{Form, Icc, icc};
use agreement::{LEVEL, Undefined};
use proptest::prelude::*;
use serde_json::Value;

use crate::{near, numbers, vector};

/// The rows of a vector one after the other, and their length.
fn table(input: &Value) -> (Vec<f64>, usize) {
    let rows: Vec<Vec<f64>> = input.as_array().unwrap().iter().map(numbers).collect();
    (rows.concat(), rows[0].len())
}

/// The form by its name in Shrout & Fleiss.
fn form<'a>(icc: &'a Icc, name: &str) -> &'a Form {
    let forms = if name.ends_with('k') { &icc.average } else { &icc.single };
    match &name[..1] {
        "1" => &forms.one_way,
        "2" => &forms.agreement,
        _ => &forms.consistency,
    }
}

const ALL: [&str; 6] = ["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"];

fn values(icc: &Icc) -> [Result<f64, Undefined>; 6] {
    ALL.map(|name| form(icc, name).icc.value)
}

#[test]
fn published_values() {
    let published = vector("icc_shrout_fleiss_1979");
    let (scores, raters) = table(&published["input"]["subjects_by_row"]);
    let icc = icc(&scores, raters, LEVEL);
    for name in ALL {
        let should = published["expected"][name].as_f64().unwrap();
        near(form(&icc, name).icc.value.unwrap(), should, published["tolerance"].as_f64().unwrap());
    }
    let published = vector("icc_shrout_fleiss_1979_ci");
    for (name, ends) in published["expected"].as_object().unwrap() {
        let interval = form(&icc, name).icc.interval.unwrap();
        for (is, should) in [interval.low, interval.high].into_iter().zip(numbers(ends)) {
            near(is, should, published["tolerance"].as_f64().unwrap());
        }
    }
    let published = vector("icc_shrout_fleiss_1979_anova");
    let anova = icc.anova.unwrap();
    let squares = [anova.between_subjects, anova.within_subjects, anova.between_raters, anova.residual];
    for (is, name) in squares.into_iter().zip(["BMS", "WMS", "JMS", "EMS"]) {
        near(is, published["expected"][name].as_f64().unwrap(), published["tolerance"].as_f64().unwrap());
    }
}

/// The same table to all digits: values and tests by pingouin 0.6.1, intervals by SciPy 1.12 from the formulas.
#[test]
fn values_intervals_and_tests_to_all_digits() {
    let (scores, raters) = table(&vector("icc_shrout_fleiss_1979")["input"]["subjects_by_row"]);
    let icc = icc(&scores, raters, LEVEL);
    let check = |name, value, low, high, f, df2, p| {
        let form = form(&icc, name);
        let (interval, test) = (form.icc.interval.unwrap(), form.test.unwrap());
        near(form.icc.value.unwrap(), value, 1e-12);
        near(interval.low, low, 1e-12);
        near(interval.high, high, 1e-12);
        near(test.statistic, f, 1e-10);
        assert_eq!((test.df, test.df2), (Some(5.0), Some(df2)));
        near(test.p, p, 1e-12);
    };
    let one_way = (1.794678492239468, 18.0, 0.1647688083446299);
    let two_way = (11.027247956403272, 15.0, 0.0001345665164843362);
    let (f, df, p) = one_way;
    check("1,1", 0.16574176840547544, -0.13293232487474824, 0.722560062328115, f, df, p);
    check("1,k", 0.44279713367926865, -0.8844421552380897, 0.912415420340773, f, df, p);
    let (f, df, p) = two_way;
    check("2,1", 0.2897637795275591, 0.01878651337471265, 0.7610843696489509, f, df, p);
    check("2,k", 0.6200505475989891, 0.07113681530250565, 0.9272320401677212, f, df, p);
    check("3,1", 0.7148407148407149, 0.3424647650339256, 0.9458582599553595, f, df, p);
    check("3,k", 0.9093155423770695, 0.675674713816305, 0.9858916781690624, f, df, p);
}

#[test]
fn without_variation_between_subjects() {
    let (scores, raters) = table(&vector("icc_no_between_variance")["input"]["subjects"]);
    let icc = icc(&scores, raters, LEVEL);
    let none = Err(Undefined::NoVariation);
    assert_eq!(values(&icc), [Ok(-0.5), Ok(0.0), none, none, Ok(0.0), none]);
    assert_eq!(icc.single.consistency.test, none.map(|_: f64| unreachable!()));
    assert_eq!(icc.single.one_way.icc.interval, None, "no spread of subjects to judge it by");
}

#[test]
fn what_only_rounding_varies_does_not_vary() {
    // Each rater stands a constant apart from the others, in steps that binary numbers do not hold.
    let scores: Vec<f64> =
        (0..30).flat_map(|subject| [0.1, 0.4, 0.7].map(|rater| f64::from(subject) * 0.1 + rater)).collect();
    let apart = icc(&scores, 3, LEVEL);
    assert_eq!(apart.anova.unwrap().residual, 0.0);
    assert_eq!(apart.single.consistency.icc.value, Ok(1.0));
    assert_eq!(apart.single.consistency.icc.interval, None, "certainty is not claimed");
    assert!(apart.single.consistency.test.is_err());
    let agreement = apart.single.agreement.icc;
    let interval = agreement.interval.unwrap();
    assert!(interval.low < agreement.value.unwrap() && agreement.value.unwrap() < interval.high);
    for subjects in [4, 30_000] {
        assert_eq!(values(&icc(&vec![0.1; 3 * subjects], 3, LEVEL)), [Err(Undefined::NoVariation); 6]);
    }
}

#[test]
fn a_negative_variance_has_no_ratio() {
    // Raters cross over exactly: neither subjects nor raters differ on average.
    let icc = icc(&[1.0, 2.0, 2.0, 1.0], 2, LEVEL);
    assert_eq!(icc.single.consistency.icc.value, Ok(-1.0));
    assert!(matches!(icc.average.agreement.icc.value, Err(Undefined::OutOfRange { .. })));
}

/// Numbers of McGraw and Wong's formulas by SciPy: degrees of freedom near 0, and a pole.
#[test]
fn limits_that_would_not_hold_the_value_are_not_given() {
    // Subjects contradict each other and raters do not differ.
    let crossed = icc(&[1.0, 4.0, 4.0, 1.0, 2.0, 3.0, 3.0, 1.5], 2, LEVEL);
    let (single, mean) = (&crossed.single.agreement.icc, &crossed.average.agreement.icc);
    assert!(single.value.unwrap() < -1.0, "below −1/(k − 1), but above −n/(n(k − 1) − k): {single:?}");
    assert!(matches!(mean.value, Err(Undefined::OutOfRange { .. })) && mean.interval.is_none(), "{mean:?}");
    assert!(crossed.single.consistency.icc.interval.is_some());
}

#[test]
fn a_missing_score_drops_its_subject() {
    let nan = f64::NAN;
    let whole = icc(&[1.0, 2.0, 3.0, 3.0, 4.0, 6.0], 2, LEVEL);
    let holes = icc(&[1.0, 2.0, nan, 9.0, 3.0, 3.0, 4.0, 6.0, nan, nan], 2, LEVEL);
    assert_eq!(values(&whole), values(&holes));
    let icc = &holes.single.agreement.icc;
    assert_eq!((icc.n, icc.dropped), (3, 2));
}

#[test]
fn reasons() {
    let check = |scores: &[f64], raters: usize, level: f64, reason: Undefined| {
        let icc = icc(scores, raters, level);
        assert_eq!(values(&icc), [Err(reason); 6]);
        assert_eq!(icc.anova, Err(reason));
    };
    check(&[], 3, LEVEL, Undefined::TooFew { n: 0, needed: 2 });
    check(&[1.0, 2.0], 2, LEVEL, Undefined::TooFew { n: 1, needed: 2 });
    check(&[1.0, 2.0, 3.0], 2, LEVEL, Undefined::Ragged { row: 1, found: 1, expected: 2 });
    check(&[1.0, 2.0], 1, LEVEL, Undefined::TooFewRaters { n: 1, needed: 2 });
    check(&[1.0, 2.0], 0, LEVEL, Undefined::TooFewRaters { n: 0, needed: 2 });
    check(&[1.0, 2.0, f64::INFINITY, 1.0], 2, LEVEL, Undefined::NotFinite { what: "score", at: 2 });
    check(&[1.0, 2.0, 3.0, 1.0], 2, 1.0, Undefined::OutOfRange { what: "the level", value: 1.0, low: 0.0, high: 1.0 });
    assert!(icc(&[1e300, -1e300, 1e300, 1e299, 5.0, 1.0], 2, LEVEL).anova.is_err(), "its squares fit no number");
}

fn tables() -> impl Strategy<Value = (Vec<f64>, usize)> {
    (2usize..9, 2usize..6).prop_flat_map(|(subjects, raters)| {
        (prop::collection::vec((0u8..10).prop_map(f64::from), subjects * raters), Just(raters))
    })
}

/// Cronbach's α by its own formula.
fn cronbach(scores: &[f64], raters: usize) -> f64 {
    let variance = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
    };
    let rows = || scores.chunks_exact(raters);
    let of_raters: f64 = (0..raters).map(|r| variance(&rows().map(|row| row[r]).collect::<Vec<_>>())).sum();
    let of_sums = variance(&rows().map(|row| row.iter().sum()).collect::<Vec<_>>());
    let k = raters as f64;
    k / (k - 1.0) * (1.0 - of_raters / of_sums)
}

fn same(a: &Icc, b: &Icc, tolerance: f64) -> bool {
    values(a).into_iter().zip(values(b)).all(|pair| match pair {
        (Ok(a), Ok(b)) => (a - b).abs() <= tolerance * a.abs().max(1.0),
        (a, b) => a.is_err() && b.is_err(),
    })
}

proptest! {
    #[test]
    fn average_consistency_is_cronbachs_alpha((scores, raters) in tables()) {
        if let Ok(value) = icc(&scores, raters, LEVEL).average.consistency.icc.value {
            let alpha = cronbach(&scores, raters);
            prop_assert!((value - alpha).abs() < 1e-9 * alpha.abs().max(1.0), "{} {}", value, alpha);
        }
    }

    /// Above there is 1; below a bound for single ratings only.
    #[test]
    fn bounds((scores, raters) in tables()) {
        let icc = icc(&scores, raters, LEVEL);
        let (n, k) = ((scores.len() / raters) as f64, raters as f64);
        let never = f64::NEG_INFINITY;
        let of_agreement = n * (k - 1.0) - k;
        let of_agreement = if of_agreement > 0.0 { -n / of_agreement } else { never };
        let least = [-1.0 / (k - 1.0), of_agreement, -1.0 / (k - 1.0), never, never, never];
        for (name, least) in ALL.into_iter().zip(least) {
            if let Ok(value) = form(&icc, name).icc.value {
                prop_assert!(value <= 1.0 && value >= least - 1e-9 * least.abs().min(1e9), "{} {}", name, value);
            }
        }
    }

    /// What one rating is worth says what a mean is worth, by Spearman and Brown.
    #[test]
    fn means_follow_from_single_ratings((scores, raters) in tables()) {
        let icc = icc(&scores, raters, LEVEL);
        let k = raters as f64;
        for (single, mean) in [("1,1", "1,k"), ("2,1", "2,k"), ("3,1", "3,k")] {
            if let (Ok(single), Ok(mean)) = (form(&icc, single).icc.value, form(&icc, mean).icc.value) {
                let should = k * single / (1.0 + (k - 1.0) * single);
                prop_assert!((mean - should).abs() <= 1e-6 * should.abs().max(1.0), "{} {}", mean, should);
            }
        }
    }

    /// Intervals hold their value; of one-way and consistency there is one wherever there is a test and a value, of
    /// agreement wherever it is not negative.
    #[test]
    fn intervals_are_there_and_hold_their_value((scores, raters) in tables()) {
        let icc = icc(&scores, raters, LEVEL);
        for name in ALL {
            let form = form(&icc, name);
            let Ok(value) = form.icc.value else { continue };
            if let Some(interval) = form.icc.interval {
                prop_assert!(interval.low <= value && value <= interval.high, "{} {:?}", name, form);
            } else if name != "2,k" && (name != "2,1" || value >= 0.0) {
                prop_assert!(form.test.is_err_and(|reason| reason == Undefined::NoVariation)
                    || icc.anova.unwrap().between_subjects == 0.0, "{} {:?}", name, form);
            }
        }
    }

    /// A negative estimate of a variance is the only reason for ICC(2,k) to be out of range.
    #[test]
    fn a_mean_has_no_agreement_where_its_variance_is_negative((scores, raters) in tables()) {
        let icc = icc(&scores, raters, LEVEL);
        let anova = icc.anova.unwrap();
        let variance = anova.between_subjects + (anova.between_raters - anova.residual) / anova.subjects as f64;
        match icc.average.agreement.icc.value {
            Ok(_) => prop_assert!(variance > 0.0),
            Err(Undefined::OutOfRange { value, .. }) => {
                prop_assert!(value < 0.0 && (value - variance).abs() < 1e-9);
                prop_assert!(!icc.single.agreement.icc.value.is_ok_and(|single| single >= 0.0), "{:?}", icc.single);
            }
            Err(_) => prop_assert!(variance.abs() < 1e-9),
        }
    }

    #[test]
    fn raters_and_subjects_have_no_order((scores, raters) in tables(), turn in 1usize..5) {
        let mut turned: Vec<Vec<f64>> = scores.chunks_exact(raters).map(<[f64]>::to_vec).collect();
        turned.iter_mut().for_each(|row| row.rotate_left(turn % raters));
        turned.reverse();
        prop_assert!(same(&icc(&scores, raters, LEVEL), &icc(&turned.concat(), raters, LEVEL), 1e-9));
    }

    #[test]
    fn another_unit_changes_nothing((scores, raters) in tables(), exponent in -150i32..150) {
        let scaled: Vec<f64> = scores.iter().map(|score| score * 2f64.powi(exponent)).collect();
        prop_assert!(same(&icc(&scores, raters, LEVEL), &icc(&scaled, raters, LEVEL), 0.0));
        let shifted: Vec<f64> = scores.iter().map(|score| 3.0 * score - 7.0).collect();
        prop_assert!(same(&icc(&scores, raters, LEVEL), &icc(&shifted, raters, LEVEL), 1e-9));
    }

    #[test]
    fn never_panics_and_never_gives_nan(
        scores in prop::collection::vec(any::<f64>(), 0..40),
        raters in 0usize..6,
        level in any::<f64>(),
    ) {
        let icc = icc(&scores, raters, level);
        for name in ALL {
            let form = form(&icc, name);
            if let Ok(value) = form.icc.value { prop_assert!(value.is_finite()); }
            if let Some(interval) = form.icc.interval { prop_assert!(interval.low < interval.high); }
            if let Ok(test) = form.test { prop_assert!((0.0..=1.0).contains(&test.p)); }
        }
    }
}
