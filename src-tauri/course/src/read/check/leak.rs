//! A hint leaks when it holds three running content words of the key, or an option's text.

use super::{Faults, Placed};
use crate::task::{Key, KeyWork, Work};
use std::path::Path;

const STOP: &str = "a an and are as at be been but by can could did do does for from had has have he her here hers him his how \
    i if in into is it its just me more most my no nor not of on one only or other our out over own same she should so some such \
    than that the their them then there these they this those to too under up very was we were what when where which while who \
    whom why will with would you your both each because about after again all any before between down during few further off once \
    through until also s t";

pub fn hints(root: &Path, placed: &Placed, faults: &mut Faults) {
    let key = key_texts(&placed.task.key);
    let keys: Vec<Vec<String>> = key.iter().map(|t| content_words(t)).collect();
    for hint in &placed.task.hints {
        let words = content_words(hint);
        let leaked = words.windows(3).find(|run| keys.iter().any(|k| k.windows(3).any(|other| other == *run)));
        let option = match &placed.task.face.work {
            Work::Choice(f) => f.options.iter().find(|o| hint.to_lowercase().contains(&o.text.plain.to_lowercase())),
            _ => None,
        };
        let message = match (leaked, option) {
            (Some(run), _) => format!("the hint gives the key's words away: “{}”", run.join(" … ")),
            (None, Some(o)) => format!("the hint holds the text of option {}", o.id),
            (None, None) => continue,
        };
        faults.add(
            &placed.file,
            line_of(root, &placed.file, hint),
            message,
            "Say it in other words, further from the answer.",
        );
    }
}

fn key_texts(key: &Key) -> Vec<String> {
    let mut texts: Vec<String> = key.reasons.iter().map(|r| r.why.clone()).collect();
    if let KeyWork::Ranking(k) = &key.work {
        texts.extend(k.pairs.iter().map(|p| p.why.clone()));
    }
    if let Some(j) = &key.justify {
        texts.push(j.reference.clone());
        texts.extend(j.criteria.iter().map(|c| c.why.clone()));
        texts.extend(j.points.iter().flat_map(|p| std::iter::once(&p.text).chain(&p.wordings)).cloned());
    }
    texts
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
    word.len() == 2 && word.starts_with(['r', 'o']) && word.ends_with(|c: char| c.is_ascii_digit())
}

fn line_of(root: &Path, file: &Path, hint: &str) -> u32 {
    let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
    let start: String = hint.chars().take(30).collect();
    text.lines().position(|l| l.contains(&start)).map_or(1, |i| i as u32 + 1)
}
