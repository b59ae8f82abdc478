//! A hint leaks when it holds three running content words of the key, an option's text, or the turn to be found.

use super::{Faults, Placed, line_of, prose};
use crate::task::{KeyWork, Task, Work};
use std::path::Path;

/// So many running content words of the key are a leak.
const RUN: usize = 3;

const STOP: &str = "a an and are as at be been but by can could did do does for from had has have he her here hers him his how \
    i if in into is it its just me more most my no nor not of on one only or other our out over own same she should so some such \
    than that the their them then there these they this those to too under up very was we were what when where which while who \
    whom why will with would you your both each because about after again all any before between down during few further off once \
    through until also s t";

pub fn hints(root: &Path, placed: &Placed, faults: &mut Faults) {
    let task = placed.task;
    let key: Vec<Vec<String>> =
        prose::whys(&task.key).into_iter().chain(prose::answers(task)).map(content_words).collect();
    // What stands on the page anyway is no secret, also where a why takes it up.
    let open: Vec<Vec<String>> = prose::instructions(&task.face).into_iter().map(content_words).collect();
    let holds = |texts: &[Vec<String>], run: &[String]| texts.iter().any(|t| t.windows(RUN).any(|other| other == run));
    for hint in &task.hints {
        let words = content_words(hint);
        let leaked = words.windows(RUN).find(|run| holds(&key, run) && !holds(&open, run));
        let message = match (leaked, named(task, hint)) {
            (Some(run), _) => format!("the hint gives the key's words away: “{}”", run.join(" … ")),
            (None, Some(message)) => message,
            (None, None) => continue,
        };
        let mend = "Say it in other words, further from the answer.";
        faults.add(&placed.file, line_of(root, &placed.file, hint), message, mend);
    }
}

/// An option's whole text, or the turn that is sought.
fn named(task: &Task, hint: &str) -> Option<String> {
    let hint = hint.to_lowercase();
    if let Work::Choice(f) = &task.face.work {
        let option = f.options.iter().find(|o| hint.contains(&o.text.plain.to_lowercase()))?;
        return Some(format!("the hint holds the text of option {}", option.id));
    }
    let KeyWork::Conversation(k) = &task.key.work else { return None };
    let number = k.wrong.as_ref()?.turn.as_ref()?.trim_start_matches('t');
    let mut after = hint.split("turn ").skip(1);
    let names_it = after.any(|rest| rest.split(|c: char| !c.is_ascii_digit()).next() == Some(number));
    names_it.then(|| format!("the hint names turn {number}, which is to be found"))
}

fn content_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !STOP.split_whitespace().any(|s| s == *w) && !is_id(w))
        .map(str::to_owned)
        .collect()
}

fn is_id(word: &str) -> bool {
    word.len() == 2
        && word.starts_with(['r', 'o', 'p', 'x', 'c', 's', 't'])
        && word.ends_with(|c: char| c.is_ascii_digit())
}
