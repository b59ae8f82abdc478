//! The language of solutions, and the visible tests that run them.

use crate::read::raw::{ItemRow, Words};
use crate::read::reading::{Names, Reading};
use crate::read::run::{Language, Trial};
use crate::task::Item;
use crate::task::code_review::TestRun;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The time limit of a test in seconds, where it states none.
const SECONDS: u8 = 10;

/// A visible test: its code, which solutions pass it, which fail, and what came out where that says more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestRow {
    name: Words,
    run: Words,
    #[serde(default)]
    passed: Vec<Words>,
    #[serde(default)]
    failed: Vec<Words>,
    #[serde(default)]
    notes: BTreeMap<Words, Words>,
    seconds: Option<Spanned<u8>>,
}

impl TestRow {
    fn note(&self, solution: &str) -> Option<&Words> {
        self.notes.iter().find(|(id, _)| id.get_ref() == solution).map(|(_, note)| note)
    }
}

/// The one language of all solutions. Lines are counted in the code, so nothing may stand beside it.
pub fn read_language(r: &mut Reading, rows: &[ItemRow], solutions: &[Item]) -> Option<Language> {
    let mut one: Option<(Language, &str)> = None;
    for (row, item) in rows.iter().zip(solutions) {
        let html = &item.text.html;
        if !(html.starts_with("<pre") && html.ends_with("</pre>") && html.matches("<pre").count() == 1) {
            let mend = format!("Write the code alone, {}.", Language::FENCES);
            r.fault(&row.text, format!("{} is not one block of code", item.id), mend);
            continue;
        }
        let first = row.text.get_ref().trim_start().lines().next().unwrap_or_default();
        let word = first.trim_start_matches('`').trim();
        let Some(language) = Language::of_fence(word) else {
            let mend = format!("The checker runs Python 3 and JavaScript: write the code {}.", Language::FENCES);
            r.fault(&row.text, format!("the code of {} does not run: its language is “{word}”", item.id), mend);
            continue;
        };
        match one {
            None => one = Some((language, &item.id)),
            Some((other, id)) if other != language => {
                let message = format!("{} is {}, and {id} is {}", item.id, language.name(), other.name());
                r.fault(&row.text, message, "Write all solutions of a task in one language.");
            }
            Some(_) => {}
        }
    }
    one.map(|(language, _)| language)
}

/// What running the visible tests gives, as the file states it; the statements wait in `r` to be held against it.
pub fn read_tests(r: &mut Reading, rows: &[TestRow], solutions: &[Item], language: Option<Language>) -> Vec<TestRun> {
    let names = Names::of_items("solution", solutions);
    let mut runs: Vec<TestRun> = Vec::new();
    for row in rows {
        let name = r.filled(&row.name, "name");
        if runs.iter().any(|run| run.name == name) {
            r.fault(&row.name, format!("the test “{name}” stands twice"), "Give each its own name.");
        }
        let code = r.filled(&row.run, "run");
        let seconds = row.seconds.as_ref().map_or(SECONDS, |given| {
            if !(1..=60).contains(given.get_ref()) {
                r.fault(given, format!("`seconds` is {}", given.get_ref()), "Write a limit from 1 to 60.");
            }
            *given.get_ref()
        });
        let told = r.once(row.passed.iter().chain(&row.failed), &names);
        for id in row.notes.keys() {
            r.known(id, &names);
        }
        for item in solutions {
            if !told.contains(&item.id) {
                let mend = "Each solution stands in `passed` or in `failed`.";
                r.fault(&row.name, format!("no result of “{name}” for {}", item.id), mend);
            }
            let run = TestRun {
                solution: item.id.clone(),
                name: name.clone(),
                code: code.clone(),
                passed: row.passed.iter().any(|id| id.get_ref() == &item.id),
                note: row.note(&item.id).map(|note| r.filled(note, "notes")).unwrap_or_default(),
            };
            if let Some(language) = language {
                r.faults.trials.push(trial(r, row, language, item, &run, seconds));
            }
            runs.push(run);
        }
    }
    runs
}

fn trial(r: &Reading, row: &TestRow, language: Language, item: &Item, run: &TestRun, seconds: u8) -> Trial {
    let stated = row.passed.iter().chain(&row.failed).find(|id| id.get_ref() == &item.id);
    let line = r.source.line_of(stated.unwrap_or(&row.name).span());
    Trial {
        file: r.source.file.clone(),
        line,
        test: run.name.clone(),
        solution: item.id.clone(),
        language,
        program: format!("{}\n\n{}\n", item.text.plain, run.code),
        seconds,
        passed: run.passed,
        note: run.note.clone(),
        note_line: row.note(&item.id).map_or(line, |note| r.source.line_of(note.span())),
    }
}
