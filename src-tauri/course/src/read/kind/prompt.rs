//! `prompt`: constraints, and the checks that a program makes of what the learner writes.

use super::Form;
use super::scale::weight;
use crate::read::raw::Words;
use crate::read::reading::Reading;
use crate::task::prompt::{Check, Face, Key, Rule};
use crate::task::{KeyWork, Work};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceRows {
    constraints: Spanned<Vec<Words>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRows {
    #[serde(default)]
    check: Vec<CheckRow>,
    reference: Words,
}

/// A check with exactly one of the rules; `least` belongs to `says`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckRow {
    name: Words,
    words: Option<Spanned<[u32; 2]>>,
    sentences: Option<Spanned<[u32; 2]>>,
    says: Option<Spanned<Vec<Vec<Words>>>>,
    least: Option<Spanned<u32>>,
    avoids: Option<Spanned<Vec<Words>>>,
    figures: Option<Spanned<Vec<u32>>>,
    entries: Option<Spanned<[u32; 2]>>,
    example: Option<Spanned<u32>>,
    question: Option<Spanned<bool>>,
    weight: Option<Spanned<f64>>,
    why: Words,
}

const RULES: &str = "words, sentences, says, avoids, figures, entries, example, question";

impl Form for FaceRows {
    type Key = KeyRows;
    const NOUN: &'static str = "part with an id";

    fn read(self, r: &mut Reading, key: &Spanned<KeyRows>) -> Option<(Work, KeyWork)> {
        let constraints = r.all_filled(self.constraints.get_ref(), "constraints");
        if !(1..=10).contains(&constraints.len()) {
            let message = format!("{} constraints", constraints.len());
            r.fault(&self.constraints, message, "Write one to ten: what the prompt must do.");
        }
        let KeyRows { check, reference } = key.get_ref();
        if !r.counted(check.len(), 1..=12, "key.check") {
            return None;
        }
        let mut checks: Vec<Check> = Vec::new();
        for row in check {
            let Some(found) = read_check(r, row) else { continue };
            if checks.iter().any(|c| c.name == found.name) {
                r.fault(&row.name, format!("the check “{}” stands twice", found.name), "Give each its own name.");
            }
            checks.push(found);
        }
        let key = Key { checks, reference: r.filled(reference, "reference") };
        Some((Work::Prompt(Face { constraints }), KeyWork::Prompt(key)))
    }
}

fn read_check(r: &mut Reading, row: &CheckRow) -> Option<Check> {
    let rules: Vec<Option<Rule>> = [
        row.words.as_ref().map(|at| between(r, at).map(|[least, most]| Rule::Words { least, most })),
        row.sentences.as_ref().map(|at| between(r, at).map(|[least, most]| Rule::Sentences { least, most })),
        row.says.as_ref().map(|at| says(r, at, row.least.as_ref())),
        row.avoids.as_ref().map(|at| avoids(r, at)),
        row.figures.as_ref().map(|at| figures(r, at)),
        row.entries.as_ref().map(|at| between(r, at).map(|[least, most]| Rule::Entries { least, most })),
        row.example.as_ref().map(|at| example(r, at)),
        row.question.as_ref().map(|at| question(r, at)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(least) = row.least.as_ref().filter(|_| row.says.is_none()) {
        r.fault(least, "`least` without `says`", "Leave it out; the other rules hold their own numbers.");
    }
    let name = r.filled(&row.name, "name");
    let why = r.filled(&row.why, "why");
    let weight = weight(r, row.weight.as_ref());
    match <[Option<Rule>; 1]>::try_from(rules) {
        Ok([rule]) => Some(Check { name, rule: rule?, weight, why }),
        Err(rules) => {
            r.fault(&row.name, format!("{} rules in one check", rules.len()), format!("Write one of: {RULES}."));
            None
        }
    }
}

/// Least and most.
fn between(r: &mut Reading, at: &Spanned<[u32; 2]>) -> Option<[u32; 2]> {
    let [least, most] = *at.get_ref();
    if least > most || most == 0 {
        r.fault(at, format!("[{least}, {most}] is no range"), "Write the least and the most, such as [40, 120].");
        return None;
    }
    Some([least, most])
}

/// Each thing with its wordings. All of them are to be said where `least` is left out.
fn says(r: &mut Reading, at: &Spanned<Vec<Vec<Words>>>, least: Option<&Spanned<u32>>) -> Option<Rule> {
    let rows = at.get_ref();
    if rows.is_empty() || rows.iter().any(Vec::is_empty) {
        let mend =
            "Write one list for each thing, with all its wordings: says = [[\"teacher\", \"teachers\"], [\"Year 6\"]].";
        r.fault(at, "`says` names nothing", mend);
        return None;
    }
    let things: Vec<Vec<String>> = rows.iter().map(|row| r.all_filled(row, "says")).collect();
    let all = u32::try_from(things.len()).unwrap_or(u32::MAX);
    let least = match least {
        Some(given) if !(1..=all).contains(given.get_ref()) => {
            let message = format!("`least` is {} of {all}", given.get_ref());
            r.fault(given, message, "Say how many of these things are said at least, or leave it out for all.");
            return None;
        }
        Some(given) => *given.get_ref(),
        None => all,
    };
    Some(Rule::Says { things, least })
}

fn avoids(r: &mut Reading, at: &Spanned<Vec<Words>>) -> Option<Rule> {
    if at.get_ref().is_empty() {
        r.fault(at, "`avoids` names nothing", "Write what may not be said: avoids = [\"please\"].");
        return None;
    }
    Some(Rule::Avoids { wordings: r.all_filled(at.get_ref(), "avoids") })
}

fn figures(r: &mut Reading, at: &Spanned<Vec<u32>>) -> Option<Rule> {
    let figures = at.get_ref();
    let twice = (1..figures.len()).any(|i| figures[..i].contains(&figures[i]));
    if figures.is_empty() || twice {
        r.fault(at, "`figures` holds nothing, or one of them twice", "Write each once: figures = [3, 150].");
        return None;
    }
    Some(Rule::Figures { figures: figures.clone() })
}

fn example(r: &mut Reading, at: &Spanned<u32>) -> Option<Rule> {
    let least_words = *at.get_ref();
    if least_words == 0 {
        r.fault(at, "an example without words", "Say how many words an example has at least, such as 8.");
        return None;
    }
    Some(Rule::Example { least_words })
}

fn question(r: &mut Reading, at: &Spanned<bool>) -> Option<Rule> {
    if !at.get_ref() {
        r.fault(at, "`question` is not true", "Leave it out; `question = true` asks for a question.");
        return None;
    }
    Some(Rule::Question {})
}
