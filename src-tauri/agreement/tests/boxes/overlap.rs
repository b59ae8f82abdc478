//! Intersection over union, and what is no box.

use crate::{bounds, of, on_grid};
use agreement::Undefined;
use agreement::boxes::{BoundingBox, Boxes, Edges, check_inside, iou, iou_matrix, iou_pairs};
use proptest::prelude::*;
use serde_json::Value;

fn corners(value: &Value) -> BoundingBox {
    let [x1, y1, x2, y2]: [f64; 4] = serde_json::from_value(value.clone()).unwrap();
    bounds(x1, y1, x2, y2)
}

#[test]
fn published_vectors() {
    for (statistic, edges) in
        [("iou_xyxy_continuous", Edges::Continuous), ("iou_xyxy_pixel_inclusive", Edges::Inclusive)]
    {
        for vector in of(statistic, "vectors") {
            let found = iou(&corners(&vector["input"]["a"]), &corners(&vector["input"]["b"]), edges).unwrap();
            let should = vector["expected"].as_f64().unwrap();
            assert!((found - should).abs() <= vector["tolerance"].as_f64().unwrap(), "{}: {found}", vector["name"]);
        }
    }
}

#[test]
fn a_box_without_area_is_refused() {
    for case in of("iou", "edge_cases") {
        let found = iou(&corners(&case["input"]["a"]), &corners(&case["input"]["b"]), Edges::Continuous);
        assert_eq!(found, Err(Undefined::NoArea { at: 0 }), "{}", case["rule"]);
    }
}

const UNIT: BoundingBox = BoundingBox { x1: 0.0, y1: 0.0, x2: 1.0, y2: 1.0 };

/// What is wrong with a box, by every function, with its place.
fn check_fault(fault: BoundingBox, edges: Edges, reason: fn(usize) -> Undefined) {
    assert_eq!(Boxes::new(&[UNIT, UNIT, fault], edges), Err(reason(2)), "{fault:?}");
    assert_eq!((iou(&fault, &UNIT, edges), iou(&UNIT, &fault, edges)), (Err(reason(0)), Err(reason(1))));
    assert_eq!(iou_pairs(&[UNIT, UNIT], &[UNIT, fault], edges, &mut Vec::new()), Err(reason(1)));
    assert_eq!(iou_pairs(&[fault], &[UNIT], edges, &mut Vec::new()), Err(reason(0)));
    assert_eq!(check_inside(&[UNIT, fault], 9.0, 9.0, edges), Err(reason(1)));
}

#[test]
fn what_is_no_box() {
    let no_area = |at| Undefined::NoArea { at };
    let not_finite = |at| Undefined::NotFinite { what: "a corner of box", at };
    let too_large = |at| Undefined::NotFinite { what: "twice the area of box", at };
    for edges in [Edges::Continuous, Edges::Inclusive] {
        check_fault(bounds(3.0, 0.0, 1.0, 1.0), edges, no_area);
        check_fault(bounds(3.0, 3.0, 1.0, 1.0), edges, no_area);
        check_fault(bounds(0.5, 0.0, 0.25, 1.0), edges, no_area);
        for corner in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            check_fault(bounds(corner, 0.0, 1.0, 1.0), edges, not_finite);
            check_fault(bounds(0.0, 0.0, 1.0, corner), edges, not_finite);
        }
        check_fault(bounds(0.0, 0.0, 1e200, 1e200), edges, too_large);
        check_fault(bounds(-1e308, 0.0, 1e308, 1.0), edges, too_large);
        check_fault(bounds(1e300, 0.0, 1e300, 1.0), edges, no_area);
    }
    check_fault(bounds(1.0, 0.0, 1.0, 1.0), Edges::Continuous, no_area);
    check_fault(bounds(0.0, 0.0, 1e-200, 1e-200), Edges::Continuous, no_area);
    assert_eq!(no_area(3).to_string(), "box 3 has no area");
    assert_eq!(not_finite(3).to_string(), "a corner of box 3 is not a finite number");
}

/// Both ways, as a pair and in a matrix.
fn check(a: BoundingBox, b: BoundingBox, edges: Edges, value: f64) {
    assert_eq!((iou(&a, &b, edges), iou(&b, &a, edges)), (Ok(value), Ok(value)), "{a:?} {b:?}");
    let (mut pairs, mut matrix) = (vec![7.0; 9], vec![7.0; 9]);
    iou_pairs(&[a], &[b], edges, &mut pairs).unwrap();
    iou_matrix(&Boxes::new(&[a, b], edges).unwrap(), &Boxes::new(&[b], edges).unwrap(), &mut matrix);
    assert_eq!((pairs, matrix), (vec![value], vec![value, 1.0]));
}

#[test]
fn boxes_that_meet_and_that_do_not() {
    use Edges::{Continuous, Inclusive};
    check(UNIT, UNIT, Continuous, 1.0);
    check(UNIT, bounds(1.0, 0.0, 2.0, 1.0), Continuous, 0.0);
    check(UNIT, bounds(1.0, 0.0, 2.0, 1.0), Inclusive, 2.0 / 6.0);
    check(UNIT, bounds(5.0, 5.0, 6.0, 6.0), Continuous, 0.0);
    check(bounds(0.0, 0.0, 4.0, 4.0), bounds(1.0, 1.0, 3.0, 3.0), Continuous, 0.25);
    check(bounds(-4.0, -4.0, 0.0, 0.0), bounds(-2.0, -4.0, 2.0, 0.0), Continuous, 1.0 / 3.0);
    check(bounds(3.0, 3.0, 3.0, 3.0), bounds(3.0, 3.0, 4.0, 3.0), Inclusive, 0.5);
    check(bounds(0.0, 0.0, 1e153, 1e153), bounds(0.0, 0.0, 1e153, 1e153), Continuous, 1.0);
    check(bounds(0.0, 0.0, 1e-150, 1e-150), UNIT, Continuous, 1e-150 * 1e-150);
}

#[test]
fn lengths_and_labels() {
    let mut out = Vec::new();
    assert_eq!(iou_pairs(&[UNIT], &[], Edges::Continuous, &mut out), Err(Undefined::Lengths { left: 1, right: 0 }));
    let none = Boxes::new(&[], Edges::Continuous).unwrap();
    let one = Boxes::new(&[UNIT], Edges::Continuous).unwrap();
    for (a, b) in [(&none, &none), (&none, &one), (&one, &none)] {
        iou_matrix(a, b, &mut out);
        assert!(out.is_empty() && a.len() + b.len() < 2);
    }
    assert!(none.is_empty() && !one.is_empty());
    assert_eq!(one.with_labels(&[1, 2]), Err(Undefined::Lengths { left: 1, right: 2 }));
}

#[test]
fn inside_the_picture() {
    let outside = |at| Err(Undefined::OutsidePicture { at });
    let check = |x1, y1, x2, y2, edges, result| {
        assert_eq!(check_inside(&[UNIT, bounds(x1, y1, x2, y2)], 10.0, 20.0, edges), result);
    };
    check(0.0, 0.0, 10.0, 20.0, Edges::Continuous, Ok(()));
    check(0.0, 0.0, 10.0, 20.0, Edges::Inclusive, outside(1));
    check(0.0, 0.0, 9.0, 19.0, Edges::Inclusive, Ok(()));
    check(-0.5, 0.0, 9.0, 19.0, Edges::Continuous, outside(1));
    check(0.0, -0.5, 9.0, 19.0, Edges::Continuous, outside(1));
    check(0.0, 0.0, 10.5, 19.0, Edges::Continuous, outside(1));
    check(0.0, 0.0, 9.0, 20.5, Edges::Continuous, outside(1));
    assert_eq!(Undefined::OutsidePicture { at: 1 }.to_string(), "box 1 is not inside the picture");
    for size in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(check_inside(&[], size, 1.0, Edges::Continuous), Err(Undefined::OutOfRange { .. })));
        assert!(matches!(check_inside(&[], 1.0, size, Edges::Continuous), Err(Undefined::OutOfRange { .. })));
    }
}

/// The definition on a grid, cell by cell.
fn by_cells(a: &BoundingBox, b: &BoundingBox) -> f64 {
    let cells = (0..20).flat_map(|x| (0..20).map(move |y| (f64::from(x), f64::from(y))));
    let inside =
        |bounds: &BoundingBox, (x, y): (f64, f64)| x >= bounds.x1 && x < bounds.x2 && y >= bounds.y1 && y < bounds.y2;
    let (mut shared, mut either) = (0, 0);
    for cell in cells {
        shared += i32::from(inside(a, cell) && inside(b, cell));
        either += i32::from(inside(a, cell) || inside(b, cell));
    }
    f64::from(shared) / f64::from(either)
}

fn any_box() -> impl Strategy<Value = BoundingBox> {
    (-1e3f64..1e3, -1e3f64..1e3, 1e-3f64..1e3, 1e-3f64..1e3).prop_map(|(x, y, w, h)| BoundingBox::of_size(x, y, w, h))
}

proptest! {
    #[test]
    fn equals_its_definition(a in on_grid(), b in on_grid()) {
        prop_assert_eq!(iou(&a, &b, Edges::Continuous), Ok(by_cells(&a, &b)));
        let less_one = |c: &BoundingBox| bounds(c.x1, c.y1, c.x2 - 1.0, c.y2 - 1.0);
        prop_assert_eq!(iou(&less_one(&a), &less_one(&b), Edges::Inclusive), Ok(by_cells(&a, &b)));
    }

    #[test]
    fn symmetric_within_bounds_and_one_with_itself(a in any_box(), b in any_box()) {
        for edges in [Edges::Continuous, Edges::Inclusive] {
            let value = iou(&a, &b, edges).unwrap();
            prop_assert!((0.0..=1.0).contains(&value));
            prop_assert_eq!(iou(&b, &a, edges), Ok(value));
            prop_assert_eq!(iou(&a, &a, edges), Ok(1.0));
        }
    }

    #[test]
    fn the_same_wherever_and_however_large(a in any_box(), b in any_box(), x in -1e3f64..1e3, y in -1e3f64..1e3) {
        let value = iou(&a, &b, Edges::Continuous).unwrap();
        let moved = |c: &BoundingBox| bounds(c.x1 + x, c.y1 + y, c.x2 + x, c.y2 + y);
        let scaled = |c: &BoundingBox| bounds(c.x1 * 4.0, c.y1 * 0.5, c.x2 * 4.0, c.y2 * 0.5);
        // Sides of a thousandth lose up to 1e-9 of their length where coordinates are a thousand.
        if let Ok(elsewhere) = iou(&moved(&a), &moved(&b), Edges::Continuous) {
            prop_assert!((elsewhere - value).abs() < 1e-8, "{elsewhere}, not {value}");
        }
        prop_assert!((iou(&scaled(&a), &scaled(&b), Edges::Continuous).unwrap() - value).abs() < 1e-12);
    }

    #[test]
    fn matrix_and_pairs_are_the_single_values(
        a in prop::collection::vec(any_box(), 0..20),
        b in prop::collection::vec(any_box(), 0..20),
    ) {
        let sides = [&a, &b].map(|side| Boxes::new(side, Edges::Continuous).unwrap());
        let mut out = Vec::new();
        iou_matrix(&sides[0], &sides[1], &mut out);
        let single = a.iter().flat_map(|a| b.iter().map(|b| iou(a, b, Edges::Continuous).unwrap()));
        prop_assert_eq!(&out, &single.collect::<Vec<_>>());
        let n = a.len().min(b.len());
        iou_pairs(&a[..n], &b[..n], Edges::Continuous, &mut out).unwrap();
        let single = a.iter().zip(&b).map(|(a, b)| iou(a, b, Edges::Continuous).unwrap());
        prop_assert_eq!(&out, &single.collect::<Vec<_>>());
    }

    #[test]
    fn never_panics_and_never_nan(corners in prop::array::uniform8(any::<f64>())) {
        let [a1, a2, a3, a4, b1, b2, b3, b4] = corners;
        for edges in [Edges::Continuous, Edges::Inclusive] {
            if let Ok(value) = iou(&bounds(a1, a2, a3, a4), &bounds(b1, b2, b3, b4), edges) {
                prop_assert!((0.0..=1.0).contains(&value));
            }
        }
    }
}
