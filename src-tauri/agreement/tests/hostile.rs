//! Input of every bad kind to every statistic that takes its shape: a value that is a number, or a reason, and what
//! reasons there must be.

#![allow(clippy::unwrap_used)]

use agreement::alpha::{Metric, krippendorff_alpha, krippendorff_alpha_of_values};
use agreement::boxes::*;
use agreement::categorical::{self, many};
use agreement::consensus::{EmOptions, Votes, dawid_skene};
use agreement::rank::{self, RankVariance, TiedTops};
use agreement::scale::{self, icc};
use agreement::span::{ANY_OVERLAP, ExactCounts, Span, Spans, coverage, pair_spans, semeval};
use agreement::{Code, LEVEL, Ratings, Statistic, Table, Undefined, Weights};

const WEIGHTS: [Weights; 3] = [Weights::Identity, Weights::Linear, Weights::Quadratic];

/// All coefficients of two raters.
fn of_table(table: &Table) -> Vec<Statistic> {
    let of = [
        categorical::percent_agreement,
        categorical::cohen_kappa,
        categorical::scott_pi,
        categorical::brennan_prediger,
        categorical::gwet_ac,
    ];
    let all = WEIGHTS.iter().flat_map(|weights| of.map(|of| of(table, weights, LEVEL)));
    all.chain([categorical::pabak(table, LEVEL)]).collect()
}

/// All coefficients of many raters.
fn of_ratings<C: Code>(ratings: &Ratings<C>) -> Vec<Statistic> {
    let of = [
        many::percent_agreement,
        many::fleiss_kappa,
        many::conger_kappa,
        many::gwet_ac,
        many::brennan_prediger,
        many::randolph_kappa,
    ];
    let metrics = [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];
    let values: Vec<f64> = (0..ratings.categories()).map(|category| category as f64).collect();
    let alphas = metrics.map(|metric| krippendorff_alpha(ratings, metric, Some(&values), LEVEL));
    WEIGHTS.iter().flat_map(|weights| of.map(|of| of(ratings, weights, LEVEL))).chain(alphas).collect()
}

/// All that compares the scores of two.
fn of_two(x: &[f64], y: &[f64]) -> Vec<Statistic> {
    let difference = scale::mean_difference(x, y, 0.95, LEVEL);
    vec![
        rank::kendall_tau_b(x, y),
        rank::kendall(x, y, LEVEL).tau_b,
        rank::spearman_rho(x, y, RankVariance::default(), LEVEL),
        scale::pearson(x, y, LEVEL),
        difference.bias,
        difference.upper_limit,
        rank::top_one_agreement(x, y, x.len(), TiedTops::default(), LEVEL),
    ]
}

/// All that compares the scores of many, one row an item.
fn of_scores(scores: &[f64], raters: usize) -> Vec<Statistic> {
    let found = icc(scores, raters, LEVEL);
    let forms = [found.single, found.average].map(|forms| [forms.one_way, forms.agreement, forms.consistency]);
    let metrics = [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];
    let alphas = metrics.map(|metric| krippendorff_alpha_of_values(scores, raters, metric, LEVEL));
    let forms = forms.into_iter().flatten().map(|form| form.icc);
    forms.chain(alphas).chain([rank::kendall_w(scores, raters).w]).collect()
}

/// Nothing is NaN or infinite, and what has no value has no limits.
fn sound(all: &[Statistic]) {
    for found in all {
        let numbers = [found.value.ok(), found.se, found.observed, found.expected];
        let limits = found.interval.map(|interval| [interval.low, interval.high]);
        assert!(
            numbers.into_iter().chain(limits.into_iter().flatten().map(Some)).flatten().all(f64::is_finite),
            "{found:?}"
        );
        assert!(found.value.is_ok() || found.interval.is_none() && found.se.is_none(), "{found:?}");
    }
}

fn none_has_a_value(all: &[Statistic]) {
    sound(all);
    let valued: Vec<&Statistic> = all.iter().filter(|found| found.value.is_ok()).collect();
    assert!(valued.is_empty(), "{valued:?}");
}

#[test]
fn empty_tables() {
    for q in 1..4 {
        none_has_a_value(&of_table(&Table::of_rows(&vec![vec![0; q]; q]).unwrap()));
    }
    let no_rows: [[u64; 0]; 0] = [];
    assert_eq!(Table::of_rows(&no_rows), Err(Undefined::TooFew { n: 0, needed: 1 }));
    none_has_a_value(&of_ratings(&Ratings::new(&[0u8; 0], 3, 2).unwrap()));
    none_has_a_value(&of_two(&[], &[]));
    none_has_a_value(&of_scores(&[], 3));
}

#[test]
fn one_rater() {
    none_has_a_value(&of_ratings(&Ratings::new(&[0u8, 1, 1, 0], 1, 2).unwrap()));
    none_has_a_value(&of_scores(&[1.0, 2.0, 3.0], 1));
    assert!(Ratings::new(&[0u8], 0, 2).is_err());
    none_has_a_value(&of_scores(&[1.0, 2.0], 0));
}

#[test]
fn one_item() {
    for codes in [[0u8, 0], [0, 1]] {
        sound(&of_table(&Table::of_codes(&codes[..1], &codes[1..], 2).unwrap()));
        sound(&of_ratings(&Ratings::new(&codes, 2, 2).unwrap()));
    }
    let two = of_two(&[1.0], &[2.0]);
    let known: Vec<bool> = two.iter().map(|found| found.value.is_ok()).collect();
    assert!(!known[..4].iter().any(|known| *known), "{two:?}");
    sound(&two);
    let scores = of_scores(&[1.0, 2.0, 4.0], 3);
    none_has_a_value(&scores[..6]);
    sound(&scores);
}

#[test]
fn one_category() {
    let table = Table::of_rows(&[[7]]).unwrap();
    let found = of_table(&table);
    sound(&found);
    for found in found.iter().filter(|found| found.method != "percent agreement") {
        assert_eq!(found.value, Err(Undefined::NoVariation), "{found:?}");
    }
    let ratings = of_ratings(&Ratings::new(&[0u8; 12], 3, 1).unwrap());
    sound(&ratings);
    assert!(ratings.iter().filter(|found| found.value.is_ok()).all(|found| found.value == Ok(1.0)));
    none_has_a_value(&of_two(&[2.0; 5], &[2.0; 5])[..4]);
    none_has_a_value(&of_scores(&[2.0; 12], 3));
}

#[test]
fn all_missing() {
    let none = u8::MISSING;
    let table = Table::of_codes(&[none; 4], &[none; 4], 3).unwrap();
    assert_eq!(table.dropped(), 4);
    none_has_a_value(&of_table(&table));
    none_has_a_value(&of_ratings(&Ratings::new(&[none; 12], 3, 3).unwrap()));
    none_has_a_value(&of_two(&[f64::NAN; 4], &[f64::NAN; 4])[..6]);
    none_has_a_value(&of_scores(&[f64::NAN; 12], 3));
    let votes = Votes::of_ratings(&Ratings::new(&[none; 12], 3, 3).unwrap()).unwrap();
    assert_eq!(dawid_skene(&votes, EmOptions::default()).unwrap_err(), Undefined::NothingPairable);
}

#[test]
fn nan_and_infinity() {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, -0.0, 1.0];
    for a in odd {
        for b in odd {
            sound(&of_two(&[a, 1.0, 2.0, 3.0, b], &[2.0, 1.0, 4.0, b, a]));
            sound(&of_scores(&[a, 1.0, 2.0, b, 3.0, 1.0, 5.0, a, 2.0], 3));
        }
        sound(&[categorical::cohen_kappa(&Table::of_rows(&[[3, 1], [1, 4]]).unwrap(), &Weights::Identity, a)]);
        let own = Weights::Own(vec![1.0, a, a, 1.0]);
        sound(&[categorical::cohen_kappa(&Table::of_rows(&[[3, 1], [1, 4]]).unwrap(), &own, LEVEL)]);
    }
}

#[test]
fn categories_outside_the_list() {
    let reason = |code| Undefined::UnknownCategory { code, categories: 3 };
    assert_eq!(Table::of_codes(&[0u8, 3], &[0, 1], 3), Err(reason(3)));
    assert_eq!(Ratings::new(&[0u16, 1, 2, 900], 2, 3), Err(reason(900)));
}

#[test]
fn unequal_lengths() {
    let reason = Undefined::Lengths { left: 3, right: 2 };
    assert_eq!(Table::of_codes(&[0u8, 1, 1], &[0, 1], 2), Err(reason));
    for found in of_two(&[1.0, 2.0, 3.0], &[1.0, 2.0]) {
        assert_eq!(found.value, Err(reason), "{found:?}");
    }
    assert!(matches!(Ratings::new(&[0u8; 5], 2, 1), Err(Undefined::Ragged { .. })));
    assert!(matches!(Table::of_rows(&[&[1, 2][..], &[3][..]]), Err(Undefined::Ragged { .. })));
    for found in of_scores(&[1.0; 7], 3) {
        assert!(matches!(found.value, Err(Undefined::Ragged { .. })), "{found:?}");
    }
}

#[test]
fn boxes_of_no_area_or_outside_the_picture() {
    let flat = BoundingBox { x1: 1.0, y1: 1.0, x2: 1.0, y2: 4.0 };
    let whole = BoundingBox { x1: 1.0, y1: 1.0, x2: 3.0, y2: 4.0 };
    let turned = BoundingBox { x1: 3.0, y1: 4.0, x2: 1.0, y2: 1.0 };
    for bad in [flat, turned] {
        assert_eq!(iou(&whole, &bad, Edges::Continuous), Err(Undefined::NoArea { at: 1 }));
        assert_eq!(Boxes::new(&[whole, bad], Edges::Continuous), Err(Undefined::NoArea { at: 1 }));
        let found = [Detection { image: 0, label: 0, score: 0.5, bounds: bad }];
        let key = [Truth { image: 0, label: 0, bounds: whole }];
        let coco = coco_precision(&key, &found, &COCO_THRESHOLDS, COCO_DETECTIONS, Edges::Continuous);
        assert_eq!(coco.unwrap_err(), Undefined::NoArea { at: 0 });
        assert!(voc_precision(&key, &found, 0.5, Points::All, Edges::Continuous).is_err());
    }
    assert_eq!(check_inside(&[whole, whole], 2.0, 9.0, Edges::Continuous), Err(Undefined::OutsidePicture { at: 0 }));
    assert!(check_inside(&[whole], 3.0, 4.0, Edges::Continuous).is_ok(), "the edge is inside");
    assert!(check_inside(&[whole], f64::NAN, 4.0, Edges::Continuous).is_err());
}

#[test]
fn overlapping_and_zero_length_spans() {
    let span = |start, end, label| Span { start, end, label };
    assert_eq!(Spans::new(&[span(0, 3, 0), span(5, 5, 0)]), Err(Undefined::EmptySpan { at: 1 }));
    assert_eq!(Spans::new(&[span(7, 3, 0)]), Err(Undefined::EmptySpan { at: 0 }));
    // All overlap each other, two are the same.
    let all = [span(0, 9, 0), span(1, 8, 1), span(1, 8, 1), span(0, 9, 1), span(2, u32::MAX, 0)];
    let (key, answer) = (Spans::new(&all).unwrap(), Spans::new(&all[1..]).unwrap());
    let exact = ExactCounts::of(&key, &answer);
    assert_eq!((exact.label(1).correct, exact.label(0).correct, exact.label(0).key), (3, 1, 2));
    assert_eq!(pair_spans(&key, &answer, Labels::Compared).pairs.len(), 4, "each at most once");
    assert_eq!(coverage(&key, &answer, Labels::Ignored).shared(), u64::from(u32::MAX));
    let counts = semeval(&key, &answer, ANY_OVERLAP).unwrap().strict;
    assert_eq!((counts.correct, counts.spurious), (4, 0));
    assert!(semeval(&key, &answer, f64::NAN).is_err());
}

#[test]
fn ten_thousand_raters() {
    const RATERS: usize = 10_000;
    let codes: Vec<u8> = (0..3 * RATERS).map(|at| ((at / RATERS) as u8 + u8::from(at % 7 == 0)) % 3).collect();
    let ratings = Ratings::new(&codes, RATERS, 3).unwrap();
    let all = of_ratings(&ratings);
    sound(&all);
    assert!(all.iter().all(|found| found.value.is_ok_and(|value| value > 0.2)), "{all:?}");
    let scores: Vec<f64> = codes.iter().map(|code| f64::from(*code)).collect();
    let of_scores = of_scores(&scores, RATERS);
    sound(&of_scores);
    assert!(of_scores.iter().all(|found| found.value.is_ok()), "{of_scores:?}");
    assert!(dawid_skene(&Votes::of_ratings(&ratings).unwrap(), EmOptions::default()).is_ok());
}

#[test]
fn ties_everywhere() {
    let level: Vec<f64> = (0..600).map(|at| f64::from(at % 2)).collect();
    let other: Vec<f64> = (0..600).map(|at| f64::from(u8::from(at % 3 == 0))).collect();
    let found = of_two(&level, &other);
    sound(&found);
    assert!(found.iter().all(|found| found.value.is_ok()), "{found:?}");
    assert!(found[0].value.unwrap().abs() < 1e-12, "halves and thirds are independent");
    let pairs: Vec<f64> = level.iter().zip(&other).flat_map(|(a, b)| [*a, *b]).collect();
    sound(&of_scores(&pairs, 2));
    let same = of_two(&level, &level);
    assert_eq!([&same[0], &same[2], &same[3]].map(|found| found.value), [Ok(1.0); 3]);
}

/// Counts below 0 have no type here; sums past all numbers have a reason.
#[test]
fn counts_past_all_numbers() {
    assert!(matches!(Table::of_rows(&[[u64::MAX, 1], [0, 0]]), Err(Undefined::OutOfRange { .. })));
    sound(&[many::fleiss_kappa_of_counts(&[u32::MAX; 6], 3, &Weights::Identity, LEVEL)]);
}
