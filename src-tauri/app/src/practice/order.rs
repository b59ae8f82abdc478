//! In which order the items of a task are shown: by chance, but so that no place is the better one too often.
//!
//! A learner who leans to a place shows it only where the best item stands in each place about equally often. Strict
//! turns would tell the next place to whoever counts, so the coin is biased instead: the place used least comes up with
//! two chances in three (B. Efron, "Forcing a sequential experiment to be balanced", Biometrika 58, 1971).

use crate::dice::drawn;
use crate::letters::Shown;
use course::task::{KeyWork, Task};
use study::{Progress, Slot};

/// Seeds tried for an order that fits; with four items one in four fits, so this many never fail in practice.
const TRIES: u64 = 256;

/// A seed for the next showing of the task, and where it puts the best item. `dice` is a fresh random number; the same
/// dice and progress give the same seed.
pub(super) fn seed(task: &Task, progress: &Progress, dice: i64) -> (i64, Option<Slot>) {
    let best = best(task);
    let of = task.face.items().len() as u32;
    let last = progress.tasks.iter().find(|t| t.task == task.face.id && t.module == task.face.module);
    let shown_last = last.map(|t| Shown::new(&task.face, t.last_seed).ids().to_vec());
    let wanted = best.and_then(|_| wanted(&counts(task, of, progress), dice));
    let slot_of = |seed: i64| {
        let at = Shown::new(&task.face, seed).ids().iter().position(|id| Some(*id) == best)?;
        Some(Slot { at: at as u32, of })
    };
    let fresh = |seed: i64| shown_last.as_ref().is_none_or(|last| Shown::new(&task.face, seed).ids() != last);
    let seeds = (0..TRIES).map(|n| (drawn(dice as u64 ^ drawn(n)) >> 1) as i64);
    let fits = |seed: &i64| wanted.is_none_or(|at| slot_of(*seed).is_some_and(|slot| slot.at == at));
    let mut candidates = seeds.clone().filter(|seed| fresh(*seed));
    // Shown again, two items stand the other way round: that comes before the balance of places.
    let seed = candidates.clone().find(fits).or_else(|| candidates.next()).unwrap_or(dice);
    (seed, slot_of(seed))
}

/// The item that stands for the right answer; none where several do, or none does.
fn best(task: &Task) -> Option<&str> {
    match &task.key.work {
        KeyWork::Choice(key) => only(&key.correct),
        KeyWork::Preference(key) if key.value < 0 => Some("r1"),
        KeyWork::Preference(key) if key.value > 0 => Some("r2"),
        KeyWork::Ranking(key) => key.order.first().and_then(|tier| only(tier)),
        KeyWork::CodeReview(key) => key.order.first().and_then(|tier| only(tier)),
        KeyWork::Preference(_)
        | KeyWork::Rating(_)
        | KeyWork::Justification(_)
        | KeyWork::Classification(_)
        | KeyWork::Spans(_)
        | KeyWork::Boxes(_)
        | KeyWork::FactCheck(_)
        | KeyWork::Safety(_)
        | KeyWork::Conversation(_)
        | KeyWork::Rubric(_)
        | KeyWork::Prompt(_) => None,
    }
}

fn only(ids: &[String]) -> Option<&str> {
    match ids {
        [id] => Some(id),
        _ => None,
    }
}

/// How often the best item stood in each place, over the tasks of this kind with as many items.
fn counts(task: &Task, of: u32, progress: &Progress) -> Vec<u32> {
    let kind = task.face.kind().name();
    let mut counts = vec![0; of as usize];
    for count in progress.slots.iter().filter(|c| c.kind == kind && c.slot.of == of) {
        if let Some(times) = counts.get_mut(count.slot.at as usize) {
            *times = count.times;
        }
    }
    counts
}

/// A place: with two chances in three one of those used least, else any of the others. None where there is no place.
fn wanted(counts: &[u32], dice: i64) -> Option<u32> {
    let least = *counts.iter().min()?;
    let places = |least_used: bool| -> Vec<u32> {
        (0..).zip(counts).filter(|(_, n)| (**n == least) == least_used).map(|(at, _)| at).collect()
    };
    let (few, others) = (places(true), places(false));
    let roll = drawn(dice as u64);
    let from = if others.is_empty() || roll % 3 < 2 { few } else { others };
    from.get((roll / 3) as usize % from.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_up_about_equally_often_and_not_in_turns() {
        for places in [2_usize, 3, 4] {
            let mut counts = vec![0_u32; places];
            let (mut uneven, mut foreseen) = (0, 0);
            for dice in 0..3000 {
                let least = *counts.iter().min().unwrap();
                let at = wanted(&counts, dice).unwrap() as usize;
                if counts.iter().any(|n| *n != least) {
                    uneven += 1;
                    foreseen += u32::from(counts[at] == least);
                }
                counts[at] += 1;
            }
            let (low, high) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
            assert!(high - low <= 12, "{counts:?}");
            let share = f64::from(foreseen) / f64::from(uneven);
            assert!((0.62..0.72).contains(&share), "whoever counts the places is wrong one time in three: {share}");
        }
        assert_eq!(wanted(&[], 7), None);
        assert_eq!(wanted(&[5], 7), Some(0));
    }
}
