//! The same law where nothing is measured: an answer that leaves the key in one more thing never gains.

use crate::away::never_rises;
use crate::dice::Dice;
use crate::{make, samples};
use course::task::classification::Labelled;
use course::task::{Answer, KeyWork, Kind, Task, Work, choice, classification, preference, ranking};
use proptest::prelude::*;

/// Every key that is read, and every way from its accepted range to either end of the scale.
#[test]
fn a_preference_that_moves_away() {
    let mut task = samples::preference();
    let with = |value: i8, both_bad: bool| {
        Answer::Preference(preference::Answer { value: Some(value), both_bad, why: String::new() })
    };
    let mut keys = 0;
    for value in -3..=3i8 {
        for accept in (-3..=value).flat_map(|low| (value..=3).map(move |high| [low, high])) {
            for (side_weight, both_bad) in [0.5, 0.7, 0.999].into_iter().zip([None, Some(true), Some(false)]) {
                let key = preference::Key { value, accept, both_bad, flag_weight: 0.2, side_weight };
                task.key.work = KeyWork::Preference(key);
                for flag in [true, false] {
                    never_rises(&task, (value..=3).map(|value| with(value, flag))).unwrap();
                    never_rises(&task, (-3..=value).rev().map(|value| with(value, flag))).unwrap();
                }
                keys += 1;
            }
        }
    }
    assert_eq!(keys, 3 * 84);
}

/// The key's tiers, melted into one step by step, and that one split the other way round.
fn melted(order: &[Vec<String>], dice: &mut Dice) -> Vec<Vec<Vec<String>>> {
    let mut steps = vec![order.to_vec()];
    let mut tiers = order.to_vec();
    while tiers.len() > 1 {
        let at = dice.below(tiers.len() - 1);
        let below = tiers.remove(at + 1);
        tiers[at].extend(below);
        steps.push(tiers.clone());
    }
    // The worst of the key rises to the top, then the next.
    let mut rest = tiers.remove(0);
    let mut top = vec![];
    while rest.len() > 1
        && let Some(worst) = rest.pop()
    {
        top.push(vec![worst]);
        steps.push(top.iter().cloned().chain([rest.clone()]).collect());
    }
    steps
}

/// From the key's order on, one more pair of neighbours is put the other way round each time.
fn swapped(order: &[Vec<String>], dice: &mut Dice) -> Vec<Vec<Vec<String>>> {
    let ids: Vec<&String> = order.iter().flatten().collect();
    let mut places: Vec<usize> = (0..ids.len()).collect();
    let listed = |places: &[usize]| places.iter().map(|place| vec![ids[*place].clone()]).collect::<Vec<_>>();
    let mut steps = vec![listed(&places)];
    loop {
        let open: Vec<usize> = (1..places.len()).filter(|at| places[at - 1] < places[*at]).collect();
        if open.is_empty() {
            return steps;
        }
        let at = *dice.pick(&open);
        places.swap(at - 1, at);
        steps.push(listed(&places));
    }
}

/// Picks that leave the key one by one: one more wrong or one right less, never none at all.
fn left(own: &[String], all: &[String], dice: &mut Dice) -> Vec<Vec<String>> {
    let mut steps = vec![own.to_vec()];
    let mut moves: Vec<&String> = all.iter().collect();
    dice.shuffle(&mut moves);
    let mut picked = own.to_vec();
    for id in moves {
        match picked.iter().position(|picked| picked == id) {
            Some(_) if picked.len() == 1 => continue,
            Some(at) => drop(picked.remove(at)),
            None => picked.push(id.clone()),
        }
        steps.push(picked.clone());
    }
    steps
}

/// A task in which several may be picked.
fn several(kind: Kind, dice: &mut Dice) -> Task {
    loop {
        let task = make::task(kind, dice);
        let multiple = match &task.face.work {
            Work::Choice(f) => f.multiple,
            Work::Classification(f) => f.multiple,
            other => unreachable!("{other:?}"),
        };
        if multiple {
            return task;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_order_that_moves_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = make::task(Kind::Ranking, &mut dice);
        let KeyWork::Ranking(key) = &task.key.work else { unreachable!() };
        for steps in [melted(&key.order, &mut dice), swapped(&key.order, &mut dice)] {
            let with = |tiers| Answer::Ranking(ranking::Answer { tiers, all_bad: false, why: String::new() });
            never_rises(&task, steps.into_iter().map(with))?;
        }
    }

    #[test]
    fn picks_that_move_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let task = several(Kind::Choice, &mut dice);
        let (Work::Choice(face), KeyWork::Choice(key)) = (&task.face.work, &task.key.work) else { unreachable!() };
        let all: Vec<String> = face.options.iter().map(|option| option.id.clone()).collect();
        let with = |picked| Answer::Choice(choice::Answer { picked, why: String::new() });
        never_rises(&task, left(&key.correct, &all, &mut dice).into_iter().map(with))?;
    }

    #[test]
    fn labels_that_move_away(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let mut task = several(Kind::Classification, &mut dice);
        // One set is right, so that what leaves it does not come nearer to another one.
        let KeyWork::Classification(key) = &mut task.key.work else { unreachable!() };
        key.pieces.iter_mut().for_each(|piece| piece.accept.clear());
        let Work::Classification(face) = &task.face.work else { unreachable!() };
        let all: Vec<String> = face.labels.iter().map(|label| label.id.clone()).collect();
        let Answer::Classification(own) = samples::key_answer(&task.key, "") else { unreachable!() };
        let moved = dice.below(own.pieces.len());
        let with = |labels: Vec<String>| {
            let mut pieces = own.pieces.clone();
            pieces[moved] = Labelled { labels, ..pieces[moved].clone() };
            Answer::Classification(classification::Answer { pieces, why: String::new() })
        };
        never_rises(&task, left(&own.pieces[moved].labels, &all, &mut dice).into_iter().map(with))?;
    }
}
