//! Codes, tables, matrices and weights.

#![allow(clippy::unwrap_used)]

use agreement::{Code, Ratings, Table, Undefined, Weights};
use proptest::prelude::*;

#[test]
fn codes_that_are_none() {
    assert_eq!((u8::MISSING, u16::MISSING, u32::MISSING), (255, 65_535, u32::MAX));
    assert_eq!((254u8.category(), 255u8.category()), (Some(254), None));
    assert_eq!((u8::of(254), u8::of(255), u16::of(255)), (Some(254), None, Some(255)));
}

fn check(first: &[u8], second: &[u8], categories: usize, expected: Undefined) {
    assert_eq!(Table::of_codes(first, second, categories), Err(expected));
}

#[test]
fn tables_that_cannot_be() {
    check(&[0], &[0, 1], 2, Undefined::Lengths { left: 1, right: 2 });
    check(&[0], &[0], 0, Undefined::TooFew { n: 0, needed: 1 });
    check(&[0, 2], &[0, 1], 2, Undefined::UnknownCategory { code: 2, categories: 2 });
    check(&[255, 1], &[7, 1], 2, Undefined::UnknownCategory { code: 7, categories: 2 });
    let what = "the number of categories";
    let many = |value: f64| Undefined::OutOfRange { what, value, low: 1.0, high: 4096.0 };
    check(&[0], &[0], usize::MAX, many(usize::MAX as f64));
    assert_eq!(Table::of_rows::<[u64; 0]>(&[]), Err(Undefined::TooFew { n: 0, needed: 1 }));
    assert_eq!(Table::of_rows(&[vec![1, 2], vec![3]]), Err(Undefined::Ragged { row: 1, found: 1, expected: 2 }));
    let all = Undefined::OutOfRange { what: "the total", value: u64::MAX as f64, low: 0.0, high: (1u64 << 53) as f64 };
    assert_eq!(Table::of_rows(&[[u64::MAX, 1], [0, 0]]), Err(all));
    assert_eq!(Table::of_codes::<u8>(&[], &[], 3).unwrap().n(), 0);
}

#[test]
fn ratings_that_cannot_be() {
    let check = |codes: &[u8], raters: usize, categories: usize, expected: Undefined| {
        assert_eq!(Ratings::new(codes, raters, categories), Err(expected));
    };
    check(&[0], 0, 2, Undefined::TooFewRaters { n: 0, needed: 1 });
    check(&[0], 1, 0, Undefined::TooFew { n: 0, needed: 1 });
    check(&[0, 1, 0], 2, 2, Undefined::Ragged { row: 1, found: 1, expected: 2 });
    check(&[0, 1, 255, 9], 2, 2, Undefined::UnknownCategory { code: 9, categories: 2 });
    assert!(matches!(Ratings::new(&[0u8, 1], 2, usize::MAX), Err(Undefined::OutOfRange { .. })));
    assert!(matches!(Ratings::<u8>::new(&[], usize::MAX, 2), Err(Undefined::OutOfRange { .. })));
    assert_eq!(Ratings::<u8>::new(&[], 4, 2).unwrap().items().len(), 0);
    // Far into the codes, and at the end.
    let mut codes = vec![1u16; 10_000];
    codes[9_999] = 300;
    assert_eq!(Ratings::new(&codes, 2, 300), Err(Undefined::UnknownCategory { code: 300, categories: 300 }));
    assert!(Ratings::new(&codes, 2, 301).is_ok());
}

#[test]
fn weights_by_name() {
    let check = |weights: Weights, categories: usize, expected: &[f64]| {
        assert_eq!(weights.matrix(categories).unwrap(), expected);
    };
    check(Weights::Identity, 2, &[1.0, 0.0, 0.0, 1.0]);
    check(Weights::Linear, 3, &[1.0, 0.5, 0.0, 0.5, 1.0, 0.5, 0.0, 0.5, 1.0]);
    check(Weights::Quadratic, 3, &[1.0, 0.75, 0.0, 0.75, 1.0, 0.75, 0.0, 0.75, 1.0]);
    check(Weights::Own(vec![1.0, 0.1, 0.1, 1.0]), 2, &[1.0, 0.1, 0.1, 1.0]);
    for weights in [Weights::Identity, Weights::Linear, Weights::Quadratic] {
        check(weights.clone(), 1, &[1.0]);
        assert_eq!(weights.matrix(0), Err(Undefined::TooFew { n: 0, needed: 1 }));
        assert!(matches!(weights.matrix(usize::MAX), Err(Undefined::OutOfRange { .. })));
    }
    let diagonal = Undefined::OutOfRange { what: "a weight", value: 0.9, low: 1.0, high: 1.0 };
    assert_eq!(Weights::Own(vec![1.0, 0.0, 0.0, 0.9]).matrix(2), Err(diagonal));
    assert!(matches!(Weights::Own(vec![]).matrix(usize::MAX), Err(Undefined::OutOfRange { .. })));
}

fn by_definition(first: &[u8], second: &[u8], categories: usize) -> Table {
    let pairs = || first.iter().zip(second).map(|(a, b)| (usize::from(*a), usize::from(*b)));
    let count = |i: usize, j: usize| pairs().filter(|pair| *pair == (i, j)).count() as u64;
    let row = |i: usize| (0..categories).map(|j| count(i, j)).collect::<Vec<u64>>();
    Table::of_rows(&(0..categories).map(row).collect::<Vec<_>>()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_table_counts_every_pair(
        (categories, pairs) in (1u8..7).prop_flat_map(|categories| {
            let code = move || prop_oneof![9 => 0..categories, 1 => Just(255)];
            (Just(categories), prop::collection::vec((code(), code()), 0..400))
        })
    ) {
        let (first, second): (Vec<u8>, Vec<u8>) = pairs.into_iter().unzip();
        let table = Table::of_codes(&first, &second, categories.into()).unwrap();
        let expected = by_definition(&first, &second, categories.into());
        prop_assert_eq!(table.counts(), expected.counts());
        prop_assert_eq!(table.n() as usize + table.dropped(), first.len());
        let wide = |codes: &[u8]| codes.iter().map(|c| c.category().map_or(u16::MISSING, |c| c as u16)).collect::<Vec<_>>();
        prop_assert_eq!(Table::of_codes(&wide(&first), &wide(&second), categories.into()), Ok(table));
    }

    #[test]
    fn an_unknown_code_is_found(codes in prop::collection::vec(any::<u8>(), 0..40), categories in 1usize..300) {
        let unknown = codes.iter().find(|code| **code != 255 && usize::from(**code) >= categories);
        match (Ratings::new(&codes, 1, categories), unknown) {
            (Ok(ratings), None) => prop_assert_eq!(ratings.items().len(), codes.len()),
            (Err(Undefined::UnknownCategory { code, .. }), Some(unknown)) => prop_assert_eq!(code, *unknown as usize),
            (ratings, unknown) => prop_assert!(false, "{:?} {:?}", ratings, unknown),
        }
    }
}
