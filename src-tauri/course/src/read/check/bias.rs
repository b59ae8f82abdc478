//! The best answer must not be guessable from its looks: the longest, the first, the one with most bullet points.

use super::{Faults, Placed};
use crate::task::scale::KeyScore;
use crate::task::{Item, KeyWork, Task, Work};
use std::path::Path;

/// "No more often than chance": one-sided exact test at this level over the pool.
const LEVEL: f64 = 0.05;

/// For each look, the number of tasks it is right in, and the chance it had in each.
pub fn pool(placed: &[Placed], faults: &mut Faults) {
    type Look = fn(&[Item]) -> Option<usize>;
    let looks: [(&str, Look); 3] =
        [("longest", longest), ("first in the file", first), ("one with most bullets", bullets)];
    for (name, look) in looks {
        let mut hits = 0;
        let mut chances = Vec::new();
        for p in placed {
            let items = p.task.face.items();
            let (Some(best), Some(guess)) = (best(p.task), look(items)) else { continue };
            chances.push(1.0 / items.len() as f64);
            hits += u32::from(items[guess].id == best);
        }
        let p = tail(&chances, hits as usize);
        if p < LEVEL {
            let message =
                format!("the {name} is best in {hits} of {} tasks (chance gives that with p = {p:.4})", chances.len());
            faults.add(Path::new("modules"), 1, message, "Rewrite some responses, or move the best ones.");
        }
    }
}

/// The one best item, where the key names one.
fn best(task: &Task) -> Option<&str> {
    match &task.key.work {
        KeyWork::Choice(k) => only(&k.correct),
        KeyWork::Preference(k) if k.value == 0 => None,
        KeyWork::Preference(k) => Some(if k.value < 0 { "r1" } else { "r2" }),
        KeyWork::Ranking(k) => k.order.first().and_then(|tier| only(tier)),
        KeyWork::Justification(_) => {
            let Work::Justification(f) = &task.face.work else { return None };
            Some(&f.given)
        }
        KeyWork::Rating(k) => highest(&k.scores, task),
        KeyWork::CodeReview(k) if k.order.is_empty() => highest(&k.scores, task),
        KeyWork::CodeReview(k) => k.order.first().and_then(|tier| only(tier)),
        // Nothing here is shuffled and better than something else.
        KeyWork::Classification(_)
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
        [one] => Some(one),
        _ => None,
    }
}

/// The one item whose scores have the highest sum.
fn highest<'a>(scores: &[KeyScore], task: &'a Task) -> Option<&'a str> {
    let items = task.face.items();
    let sum = |item: &Item| scores.iter().filter(|s| s.item == item.id).map(|s| i32::from(s.value)).sum::<i32>();
    let sums: Vec<i32> = items.iter().map(sum).collect();
    one_lead(&sums).map(|i| items[i].id.as_str())
}

fn longest(items: &[Item]) -> Option<usize> {
    most(items, |i| i.text.plain.split_whitespace().count())
}

fn first(items: &[Item]) -> Option<usize> {
    (!items.is_empty()).then_some(0)
}

fn bullets(items: &[Item]) -> Option<usize> {
    most(items, |i| i.text.html.matches("<li>").count()).filter(|i| items[*i].text.html.contains("<li>"))
}

/// The one item with most of something; none when two share the lead.
fn most(items: &[Item], count: impl Fn(&Item) -> usize) -> Option<usize> {
    one_lead(&items.iter().map(count).collect::<Vec<_>>())
}

/// The place of the one highest number; none when two share the lead, or when one alone stands there.
fn one_lead<N: Ord>(numbers: &[N]) -> Option<usize> {
    let top = numbers.iter().max().filter(|_| numbers.len() > 1)?;
    let mut leaders = numbers.iter().enumerate().filter(|(_, n)| *n == top);
    match (leaders.next(), leaders.next()) {
        (Some((i, _)), None) => Some(i),
        _ => None,
    }
}

/// P(X ≥ hits) for a sum of independent trials with these chances (Poisson binomial, exact).
fn tail(chances: &[f64], hits: usize) -> f64 {
    let mut mass = vec![1.0];
    for p in chances {
        let mut next = vec![0.0; mass.len() + 1];
        for (k, m) in mass.iter().enumerate() {
            next[k] += m * (1.0 - p);
            next[k + 1] += m * p;
        }
        mass = next;
    }
    mass.iter().skip(hits).sum()
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn the_tail_is_the_binomial_where_chances_are_equal() {
        assert!((tail(&[0.5; 10], 9) - 11.0 / 1024.0).abs() < 1e-12);
        assert!((tail(&[0.25, 0.5], 1) - (1.0 - 0.75 * 0.5)).abs() < 1e-12);
        assert!((tail(&[], 0) - 1.0).abs() < 1e-12);
    }
}
