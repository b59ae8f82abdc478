//! What costs something is pointed at, and what is told for agreement is told of each thing once.

use crate::dice::Dice;
use crate::{answers, graded, make};
use course::task::{KeyWork, Kind, Work, code_review};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_part_of_spans_below_one_has_a_pointer(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = make::task(Kind::Spans, &mut dice);
        let graded = graded(&task, &answers::any(&task.face, &mut dice));
        for part in &graded.parts {
            let less = part.score.is_some_and(|score| score < 1.0);
            prop_assert!(!less || !part.pointers.is_empty(), "{:?}", part);
        }
    }

    #[test]
    fn a_line_without_a_fault_is_pointed_at(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = make::task(Kind::CodeReview, &mut dice);
        let graded = graded(&task, &answers::any(&task.face, &mut dice));
        if let Some(part) = graded.parts.iter().find(|part| part.id == "defects" && part.score.is_some_and(|s| s < 1.0)) {
            // The blank line has no words to point at.
            let blank = part.note.contains("line 4 of");
            prop_assert!(blank || !part.pointers.is_empty(), "{:?}", part);
        }
    }

    #[test]
    fn what_differs_in_a_request_is_pointed_at(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = make::task(Kind::Safety, &mut dice);
        let graded = graded(&task, &answers::any(&task.face, &mut dice));
        let KeyWork::Safety(key) = &task.key.work else { unreachable!() };
        for (part, at) in graded.parts.iter().zip([&key.category_at, &key.severity_at, &key.action_at]) {
            let expected = if part.score.is_some_and(|score| score < 1.0) { at.len() } else { 0 };
            prop_assert_eq!(part.pointers.len(), expected, "{:?}", part);
        }
    }

    #[test]
    fn every_two_things_and_every_yes_or_no_is_one_pair(seed in any::<u64>()) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let answer = answers::any(&task.face, &mut dice);
            let scales: Vec<(String, usize)> =
                graded(&task, &answer).agreement.into_iter().map(|scale| (scale.scale, scale.pairs.len())).collect();
            let of = |name: &str| scales.iter().find(|(scale, _)| scale == name).map(|(_, pairs)| *pairs);
            let two = |n: usize| (n > 1).then_some(n * n.saturating_sub(1) / 2);
            match &task.face.work {
                Work::Choice(f) if f.multiple => prop_assert_eq!(of("choice/option"), Some(f.options.len())),
                Work::Choice(_) => prop_assert_eq!(of("choice"), Some(1)),
                Work::Preference(_) => prop_assert_eq!(of("preference"), Some(1)),
                Work::Ranking(f) => prop_assert_eq!(of("ranking/pair"), two(f.responses.len())),
                Work::CodeReview(f) if f.dimensions.is_empty() => {
                    prop_assert_eq!(of("code_review/pair"), two(f.solutions.len()));
                }
                Work::Classification(f) if f.multiple => {
                    prop_assert_eq!(of("classification/has"), Some(f.pieces.len() * f.labels.len()));
                }
                Work::Classification(f) => prop_assert_eq!(of("classification/label"), Some(f.pieces.len())),
                Work::FactCheck(f) => prop_assert_eq!(of("fact_check/verdict"), Some(f.claims.len())),
                Work::Safety(_) => prop_assert_eq!(scales.len(), 3),
                Work::Conversation(f) => prop_assert_eq!(of("conversation/where"), f.asks_where.then_some(1)),
                Work::Justification(_) | Work::Rubric(_) | Work::Prompt(_) => prop_assert_eq!(scales.len(), 0),
                // A scale for each dimension, or labels of what was found.
                Work::Rating(f) => prop_assert_eq!(scales.len(), f.dimensions.len()),
                Work::Spans(_) | Work::Boxes(_) | Work::CodeReview(_) => {}
            }
            if let (Work::CodeReview(f), KeyWork::CodeReview(key)) = (&task.face.work, &task.key.work) {
                let pairs = f.lines.then(|| lines_judged(f, key)).filter(|pairs| *pairs > 0);
                prop_assert_eq!(of("code_review/line"), pairs, "{:?}", scales);
            }
        }
    }
}

/// Each line that no fault holds, and each fault that is not optional: none where something optional holds every line.
fn lines_judged(face: &code_review::Face, key: &code_review::Key) -> usize {
    let held = |solution: &str, line: u32| {
        key.defects.iter().any(|d| d.solution == solution && (d.lines[0]..=d.lines[1]).contains(&line))
    };
    let free = |solution: &course::task::Item| {
        let lines = (1u32..).zip(solution.text.plain.lines());
        lines.filter(|(line, _)| !held(&solution.id, *line)).count()
    };
    face.solutions.iter().map(free).sum::<usize>() + key.defects.iter().filter(|d| !d.optional).count()
}
