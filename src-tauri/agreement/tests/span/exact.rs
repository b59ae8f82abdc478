//! Exact matching, and spans from tags.

use crate::{in_bounds, of, of_texts, spans, swapped, tags, two_sides};
use agreement::Undefined;
use agreement::span::{Absent, Bio, ExactCounts, LabelNames, Span, Spans, exact_of_bio, of_bio};
use proptest::prelude::*;

#[test]
fn published_vectors() {
    for vector in of("span_f1_exact_micro", "vectors") {
        let (key, answer) = (tags(&vector["input"]["true"]), tags(&vector["input"]["pred"]));
        let (should, tolerance) = (vector["expected"].as_f64().unwrap(), vector["tolerance"].as_f64().unwrap());
        let mut names = LabelNames::default();
        let from_tags = exact_of_bio(&key, &answer, Bio::Conlleval, &mut names).unwrap();
        assert!((from_tags.micro_average().f1 - should).abs() <= tolerance, "{}", vector["name"]);

        let mut from_spans = ExactCounts::default();
        for (key, answer) in of_texts(&key, &mut names).iter().zip(&of_texts(&answer, &mut names)) {
            from_spans.add(key, answer);
        }
        assert_eq!(from_spans, from_tags);
    }
}

#[test]
fn nothing_marked_and_nothing_to_mark_is_right_and_says_so() {
    for case in of("span_f1", "edge_cases") {
        let (key, answer) = (tags(&case["input"]["true"]), tags(&case["input"]["pred"]));
        let counts = exact_of_bio(&key, &answer, Bio::Conlleval, &mut LabelNames::default()).unwrap();
        let scores = counts.micro_average();
        assert_eq!((scores.f1, scores.precision, scores.recall), (1.0, Ok(1.0), Ok(1.0)), "{}", case["rule"]);
        assert!(scores.nothing_to_mark);
        let mean = counts.macro_average(Absent::LeftOut);
        assert_eq!((mean.f1, mean.nothing_to_mark, mean.labels), (1.0, true, 0));
    }
}

/// `scores` are precision, recall and F₁ of the pooled counts.
fn check(key: &Spans, answer: &Spans, correct: f64, scores: (Result<f64, Undefined>, Result<f64, Undefined>, f64)) {
    let found = ExactCounts::of(key, answer).micro_average();
    assert_eq!((found.credit, (found.precision, found.recall, found.f1)), (correct, scores), "{key:?} {answer:?}");
    assert_eq!(found.nothing_to_mark, key.is_empty() && answer.is_empty());
}

#[test]
fn a_mark_is_right_only_as_a_whole() {
    let key = spans(&[(0, 4, 0), (9, 12, 1)]);
    let none = Spans::default();
    let too_few = Err(Undefined::TooFew { n: 0, needed: 1 });
    check(&key, &key, 2.0, (Ok(1.0), Ok(1.0), 1.0));
    check(&key, &spans(&[(0, 4, 1), (9, 11, 1), (8, 12, 1)]), 0.0, (Ok(0.0), Ok(0.0), 0.0));
    check(&key, &none, 0.0, (too_few, Ok(0.0), 0.0));
    check(&none, &key, 0.0, (Ok(0.0), too_few, 0.0));
    check(&key, &spans(&[(9, 12, 1)]), 1.0, (Ok(1.0), Ok(0.5), 2.0 / 3.0));
}

#[test]
fn equal_marks_are_matched_one_to_one() {
    let twice = spans(&[(0, 4, 0), (0, 4, 0)]);
    let once = spans(&[(0, 4, 0)]);
    check(&once, &twice, 1.0, (Ok(0.5), Ok(1.0), 2.0 / 3.0));
    check(&twice, &twice, 2.0, (Ok(1.0), Ok(1.0), 1.0));
    check(&spans(&[(0, 4, 0), (0, 4, 1)]), &spans(&[(0, 4, 1), (0, 4, 1)]), 1.0, (Ok(0.5), Ok(0.5), 0.5));
}

#[test]
fn labels_one_by_one_and_on_average() {
    let counts = ExactCounts::of(&spans(&[(0, 1, 0), (2, 3, 0), (4, 5, 7)]), &spans(&[(0, 1, 0), (6, 7, 3)]));
    let labels: Vec<(u16, u64, u64, u64)> = counts.labels().map(|c| (c.label, c.correct, c.key, c.answer)).collect();
    assert_eq!(labels, [(0, 1, 2, 1), (3, 0, 0, 1), (7, 0, 1, 0)]);
    let mean = counts.macro_average(Absent::LeftOut);
    assert_eq!((mean.labels, mean.f1), (3, 2.0 / 9.0));
    assert_eq!((mean.precision, mean.recall), (Ok(0.5), Ok(0.25)));
    let mean = counts.macro_average(Absent::Zero);
    assert_eq!((mean.precision, mean.recall), (Ok(1.0 / 3.0), Ok(0.5 / 3.0)));
    let only_key = ExactCounts::of(&spans(&[(0, 1, 0)]), &Spans::default()).macro_average(Absent::LeftOut);
    assert_eq!((only_key.precision, only_key.f1), (Err(Undefined::TooFew { n: 0, needed: 1 }), 0.0));
    assert!(counts.label(5).scores().nothing_to_mark);
}

/// `found` are start, end and name.
fn check_tags(tags: &[&str], rule: Bio, found: Result<&[(u32, u32, &str)], Undefined>) {
    let mut names = LabelNames::default();
    let spans = of_bio(tags, rule, &mut names);
    let named = spans.map(|spans| {
        let named = spans.in_text_order().iter().map(|s| (s.start, s.end, names.name(s.label).unwrap()));
        named.collect::<Vec<_>>()
    });
    assert_eq!(named, found.map(<[_]>::to_vec), "{tags:?} by {rule:?}");
}

#[test]
fn tags_as_the_usual_programs_read_them() {
    use Bio::{Conlleval, Strict};
    check_tags(&[], Conlleval, Ok(&[]));
    check_tags(&["O", "O"], Conlleval, Ok(&[]));
    check_tags(&["B-X", "I-X", "B-X", "I-X"], Conlleval, Ok(&[(0, 2, "X"), (2, 4, "X")]));
    check_tags(&["I-X", "I-X", "O", "I-X"], Conlleval, Ok(&[(0, 2, "X"), (3, 4, "X")]));
    check_tags(&["B-X", "I-Y", "I-X"], Conlleval, Ok(&[(0, 1, "X"), (1, 2, "Y"), (2, 3, "X")]));
    check_tags(&["B-X", "E-X", "I-X", "E-X", "E-X"], Conlleval, Ok(&[(0, 2, "X"), (2, 4, "X"), (4, 5, "X")]));
    check_tags(&["S-X", "S-X", "I-X", "E-Y"], Conlleval, Ok(&[(0, 1, "X"), (1, 2, "X"), (2, 3, "X"), (3, 4, "Y")]));
    check_tags(&["B", "I-", "I-_"], Conlleval, Ok(&[(0, 3, "_")]));
    check_tags(&["B-a-b", "I-a-b", "I-a"], Conlleval, Ok(&[(0, 2, "a-b"), (2, 3, "a")]));
    check_tags(&["B-é", "I-é"], Conlleval, Ok(&[(0, 2, "é")]));
    check_tags(&["I-X", "B-X", "I-X", "I-Y", "I-X", "O"], Strict, Ok(&[(1, 3, "X")]));
    check_tags(&["B-X", "O", "I-X", "B-Y"], Strict, Ok(&[(0, 1, "X"), (3, 4, "Y")]));
    for (tags, at) in
        [(["", "O"], 0), (["O", "X"], 1), (["O", "b-X"], 1), (["BX", "O"], 0), (["O", "O-X"], 1), (["é", "O"], 0)]
    {
        check_tags(&tags, Conlleval, Err(Undefined::UnknownTag { at }));
    }
    check_tags(&["B-X", "E-X"], Strict, Err(Undefined::UnknownTag { at: 1 }));
    assert_eq!(Undefined::UnknownTag { at: 1 }.to_string(), "tag 1 is not one of the scheme's");
}

#[test]
fn texts_that_do_not_belong_together() {
    let mut names = LabelNames::default();
    let mut lengths = |key: &[Vec<&str>], answer: &[Vec<&str>]| exact_of_bio(key, answer, Bio::Strict, &mut names);
    assert_eq!(lengths(&[vec!["O"]], &[]), Err(Undefined::Lengths { left: 1, right: 0 }));
    assert_eq!(lengths(&[vec!["O"]], &[vec!["O", "O"]]), Err(Undefined::Lengths { left: 1, right: 2 }));
    assert_eq!(lengths(&[], &[]), Ok(ExactCounts::default()));
}

#[test]
fn there_are_codes_for_65536_names() {
    let mut names = LabelNames::default();
    for number in (0..=u16::MAX).rev() {
        assert_eq!(names.code(&number.to_string()), Ok(u16::MAX - number));
    }
    assert_eq!((names.find("65535"), names.find("x"), names.name(3)), (Some(0), None, Some("65532")));
    let full = Undefined::OutOfRange { what: "the number of labels", value: 65537.0, low: 0.0, high: 65536.0 };
    assert_eq!(names.code("x"), Err(full));
}

/// The definition, mark by mark.
fn by_definition(key: &[Span], answer: &[Span]) -> usize {
    let mut left = key.to_vec();
    let mut met = |mark: &Span| left.iter().position(|span| span == mark).map(|at| left.swap_remove(at));
    answer.iter().filter(|mark| met(mark).is_some()).count()
}

proptest! {
    #[test]
    fn equals_its_definition([key, answer, other_key, other_answer] in two_sides()) {
        let counts = ExactCounts::of(&Spans::new(&key).unwrap(), &Spans::new(&answer).unwrap());
        let scores = counts.micro_average();
        prop_assert_eq!(scores.credit, by_definition(&key, &answer) as f64);
        prop_assert_eq!((scores.key, scores.answer), (key.len() as f64, answer.len() as f64));
        in_bounds(&scores)?;
        let reordered = ExactCounts::of(&Spans::new(&other_key).unwrap(), &Spans::new(&other_answer).unwrap());
        prop_assert_eq!(&counts, &reordered);
        let turned = ExactCounts::of(&Spans::new(&answer).unwrap(), &Spans::new(&key).unwrap());
        prop_assert_eq!(turned.micro_average(), swapped(scores));
    }

    #[test]
    fn with_itself_all_is_right(spans in crate::some_spans()) {
        let spans = Spans::new(&spans).unwrap();
        let counts = ExactCounts::of(&spans, &spans);
        prop_assert_eq!((counts.micro_average().f1, counts.macro_average(Absent::LeftOut).f1), (1.0, 1.0));
    }

    #[test]
    fn any_tags_at_all(tags in prop::collection::vec("[BIESOX]?(-[XY]|.)?", 0..12)) {
        for rule in [Bio::Conlleval, Bio::Strict] {
            let mut names = LabelNames::default();
            if let Ok(spans) = of_bio(&tags, rule, &mut names) {
                let spans = spans.in_text_order();
                prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "never overlapping");
                prop_assert!(spans.iter().all(|span| span.start < span.end && names.name(span.label).is_some()));
            }
        }
    }
}
