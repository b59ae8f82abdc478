//! Answers that do not fit, and keys that no checker would let through: never a panic, never a score outside [0, 1].

use crate::dice::Dice;
use crate::{answers, graded, make, samples, sound};
use course::task::{Answer, Kind, Task, Work};
use proptest::prelude::*;
use serde_json::Value;

/// Values that break things where a number, a word or a list is expected.
fn junk(dice: &mut Dice, value: &Value) -> Value {
    match value {
        Value::Number(n) if n.is_f64() => {
            let odd = [0.0, -1.0, -0.0, 1e300, 1e-300, 2.5, f64::MAX, f64::MIN_POSITIVE];
            Value::from(*dice.pick(&odd))
        }
        // A number that fits in the smallest type that is read here.
        Value::Number(_) => Value::from(*dice.pick(&[0, 1, 2, 3, 7, 100, 127])),
        Value::String(_) => Value::from(*dice.pick(&["", "r1", "l1", "d1", "t1", "c1", "nobody", "👩‍👧", "{r1}"])),
        Value::Array(list) => {
            let mut list = list.clone();
            match (dice.below(4), list.first().cloned()) {
                (0, _) => list.clear(),
                (1, Some(first)) => list.push(first),
                (2, Some(_)) => drop(list.pop()),
                (_, _) => list.reverse(),
            }
            Value::from(list)
        }
        Value::Bool(b) => Value::from(!b),
        Value::Null | Value::Object(_) => value.clone(),
    }
}

/// Breaks some values of a tree. What then cannot be read is none.
fn broken<T: serde::Serialize + serde::de::DeserializeOwned>(of: &T, dice: &mut Dice) -> Option<T> {
    fn walk(value: &mut Value, dice: &mut Dice) {
        if dice.below(8) == 0 {
            *value = junk(dice, value);
        }
        match value {
            Value::Array(list) => list.iter_mut().for_each(|value| walk(value, dice)),
            Value::Object(fields) => {
                let open = fields.iter_mut().filter(|(name, _)| !matches!(name.as_str(), "kind" | "is" | "html"));
                open.for_each(|(_, value)| walk(value, dice));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut value = serde_json::to_value(of).unwrap();
    walk(&mut value, dice);
    serde_json::from_value(value).ok()
}

fn check(task: &Task, answer: &Answer) -> Result<(), TestCaseError> {
    let graded = graded(task, answer);
    prop_assert!((0.0..=1.0).contains(&graded.score), "{}", graded.score);
    if !answer.missing(&task.face).is_empty() {
        prop_assert_eq!((graded.score, graded.passed, graded.parts.len()), (0.0, false, 0));
        prop_assert!(graded.headline.contains("not complete") || graded.headline.contains("another kind"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_broken_answer_is_not_graded(seed in any::<u64>()) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let answer = answers::any(&task.face, &mut dice);
            if let Some(answer) = broken(&answer, &mut dice) {
                check(&task, &answer)?;
            }
            let other = Dice::new(seed).below(Kind::ALL.len());
            check(&task, &answers::any(&make::task(Kind::ALL[other], &mut dice).face, &mut dice))?;
        }
    }

    #[test]
    fn a_broken_key_or_face_breaks_nothing(seed in any::<u64>()) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let task = make::task(kind, &mut dice);
            let key = broken(&task.key, &mut dice).unwrap_or_else(|| task.key.clone());
            let face = broken(&task.face, &mut dice).unwrap_or_else(|| task.face.clone());
            let own = samples::key_answer(&key, "because");
            for task in [Task { key: key.clone(), ..task.clone() }, Task { key, face, ..task }] {
                check(&task, &own)?;
                if task.face.items().is_empty() || matches!(task.face.work, Work::Choice(_)) {
                    check(&task, &samples::key_answer(&task.key, ""))?;
                }
            }
        }
    }

    #[test]
    fn weights_that_are_no_numbers_break_nothing(seed in any::<u64>(), odd in prop::num::f64::ANY) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let mut task = make::task(kind, &mut dice);
            task.key.pass_at = odd;
            crate::hostile::weigh(&mut task, odd);
            sound(&task, &answers::any(&task.face, &mut dice))?;
        }
    }
}

/// Puts a number wherever the key has a share or a weight.
fn weigh(task: &mut Task, odd: f64) {
    use course::task::KeyWork;
    match &mut task.key.work {
        KeyWork::Choice(_) | KeyWork::Justification(_) => {}
        KeyWork::Classification(k) => k.pieces.iter_mut().for_each(|piece| piece.weight = odd),
        KeyWork::Preference(k) => (k.flag_weight, k.side_weight, k.both_bad) = (odd, odd, Some(true)),
        KeyWork::Ranking(k) => (k.flag_weight, k.all_bad) = (odd, Some(true)),
        KeyWork::Rating(k) => k.scores.iter_mut().for_each(|score| score.weight = odd),
        KeyWork::Spans(k) => (k.exact_weight, k.overlap_at) = (odd, odd),
        KeyWork::Boxes(k) => (k.iou_at, k.label_weight) = (odd, odd),
        KeyWork::FactCheck(k) => {
            (k.passage_weight, k.overlap_at) = (odd, odd);
            k.claims.iter_mut().for_each(|claim| claim.weight = odd);
        }
        KeyWork::Safety(k) => (k.weights.category, k.weights.severity, k.weights.action) = (odd, 1.0, odd),
        KeyWork::CodeReview(k) => {
            (k.weights.judgement, k.weights.defects, k.weights.complexity) = (odd, odd, 1.0);
            k.scores.iter_mut().for_each(|score| score.weight = odd);
        }
        KeyWork::Conversation(k) => k.where_weight = odd,
        KeyWork::Rubric(k) => (k.weights.properties, k.weights.coverage) = (odd, odd),
        KeyWork::Prompt(k) => k.checks.iter_mut().for_each(|check| check.weight = odd),
    }
}
