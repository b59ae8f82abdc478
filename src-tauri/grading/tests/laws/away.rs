//! An answer that moves away from the key never gains.

use crate::dice::Dice;
use crate::make::{self, SIDE, TEXT};
use crate::{graded, samples};
use course::task::boxes::Rect;
use course::task::scale::Anchor;
use course::task::{Answer, KeyWork, Kind, Task, Work};
use course::text::{Span, utf16_len};
use proptest::prelude::*;

/// Scores of these answers, none above the one before it.
pub fn never_rises(task: &Task, answers: impl IntoIterator<Item = Answer>) -> Result<(), TestCaseError> {
    let mut before = f64::INFINITY;
    for answer in answers {
        prop_assert_eq!(answer.missing(&task.face), [], "{:?}", answer);
        let score = graded(task, &answer).score;
        prop_assert!(score <= before + 1e-9, "{} after {}: {:?}", score, before, answer);
        before = score;
    }
    Ok(())
}

/// The values of a scale from the key's on, upwards or downwards.
fn steps(anchors: &[Anchor], from: i16, up: bool) -> Vec<i16> {
    let beyond = |value: &i16| if up { *value >= from } else { *value <= from };
    let mut values: Vec<i16> = anchors.iter().map(|anchor| anchor.value).filter(beyond).collect();
    if !up {
        values.reverse();
    }
    values
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_rating_that_moves_away(seed in any::<u64>()) {
        for kind in [Kind::Rating, Kind::Conversation, Kind::CodeReview] {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let (dimensions, scores) = match (&task.face.work, &task.key.work) {
                (Work::Rating(f), KeyWork::Rating(k)) => (&f.dimensions, &k.scores),
                (Work::Conversation(f), KeyWork::Conversation(k)) => (&f.dimensions, &k.scores),
                (Work::CodeReview(f), KeyWork::CodeReview(k)) => (&f.dimensions, &k.scores),
                (_, _) => unreachable!(),
            };
            if scores.is_empty() {
                continue;
            }
            let moved = dice.below(scores.len());
            let dimension = dimensions.iter().find(|d| d.id == scores[moved].dimension).unwrap();
            let with = |value| {
                let mut answer = samples::key_answer(&task.key, "");
                match &mut answer {
                    Answer::Rating(a) => a.scores[moved].value = value,
                    Answer::Conversation(a) => a.scores[moved].value = value,
                    Answer::CodeReview(a) => a.scores[moved].value = value,
                    other => unreachable!("{other:?}"),
                }
                answer
            };
            let values = steps(&dimension.anchors, scores[moved].value, dice.chance());
            never_rises(&task, values.into_iter().map(with))?;
        }
    }

    #[test]
    fn a_severity_that_moves_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = make::task(Kind::Safety, &mut dice);
        let (Work::Safety(face), KeyWork::Safety(key)) = (&task.face.work, &task.key.work) else { unreachable!() };
        let values = steps(&face.severities, key.severity, dice.chance());
        never_rises(&task, values.into_iter().map(|value| {
            let Answer::Safety(answer) = samples::key_answer(&task.key, "") else { unreachable!() };
            Answer::Safety(course::task::safety::Answer { severity: Some(value), ..answer })
        }))?;
    }

    #[test]
    fn a_box_that_moves_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let mut task = make::task(Kind::Boxes, &mut dice);
        let KeyWork::Boxes(key) = &mut task.key.work else { unreachable!() };
        key.boxes.iter_mut().for_each(|of_key| of_key.optional = false);
        let Answer::Boxes(own) = samples::key_answer(&task.key, "") else { unreachable!() };
        if own.boxes.is_empty() {
            return Ok(());
        }
        // It shrinks, or it moves within its cell of the picture.
        let (moved, shrinks) = (dice.below(own.boxes.len()), dice.chance());
        let with = |step: u32| {
            let (mut own, by) = (own.clone(), f64::from(step) / 16.0);
            let at = &mut own.boxes[moved].at;
            *at = match shrinks {
                true => Rect { width: at.width * (1.0 - by), ..*at },
                false => Rect { x: at.x + by * (SIDE - at.x % SIDE - at.width), ..*at },
            };
            Answer::Boxes(own)
        };
        never_rises(&task, (0..16).map(with))?;
    }

    #[test]
    fn a_mark_that_moves_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let mut task = make::task(Kind::Spans, &mut dice);
        let KeyWork::Spans(key) = &mut task.key.work else { unreachable!() };
        // One stretch, so that what it leaves is not what another one has.
        key.spans.truncate(1);
        key.spans.iter_mut().for_each(|span| span.optional = false);
        let Answer::Spans(own) = samples::key_answer(&task.key, "") else { unreachable!() };
        if own.marks.is_empty() {
            return Ok(());
        }
        let end = utf16_len(TEXT);
        let grows = dice.chance();
        let with = |step: u32| {
            let mut own = own.clone();
            let span = &mut own.marks[0].span;
            *span = match grows {
                true => Span { start: span.start, end: (span.end + step).min(end) },
                false => Span { start: span.start + step, end: (span.end + step).min(end) },
            };
            let fits = span.start < span.end && span.of(TEXT).is_some();
            fits.then_some(Answer::Spans(own))
        };
        never_rises(&task, (0..30).filter_map(with))?;
    }

    #[test]
    fn a_citation_that_moves_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let mut task = make::task(Kind::FactCheck, &mut dice);
        let KeyWork::FactCheck(key) = &mut task.key.work else { unreachable!() };
        key.claims.iter_mut().for_each(|claim| claim.passages.truncate(1));
        let Answer::FactCheck(own) = samples::key_answer(&task.key, "") else { unreachable!() };
        let Some(moved) = own.claims.iter().position(|judged| !judged.cited.is_empty()) else { return Ok(()) };
        let with = |step: u32| {
            let mut own = own.clone();
            let span = &mut own.claims[moved].cited[0].span;
            *span = Span { start: span.start + step, end: (span.end + step).min(utf16_len(TEXT)) };
            let fits = span.start < span.end && span.of(TEXT).is_some();
            fits.then_some(Answer::FactCheck(own))
        };
        never_rises(&task, (0..30).filter_map(with))?;
    }

    #[test]
    fn a_line_more_that_has_no_fault(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = make::task(Kind::CodeReview, &mut dice);
        let Answer::CodeReview(own) = samples::key_answer(&task.key, "") else { unreachable!() };
        let with = |more: u32| {
            let mut own = own.clone();
            for line in 1..=more.min(make::LINES) {
                own.lines.push(course::task::code_review::MarkedLine { solution: "r1".into(), line });
            }
            own.no_fault = own.lines.is_empty();
            Answer::CodeReview(own)
        };
        never_rises(&task, (0..=make::LINES).map(with))?;
    }
}
