//! A prompt to be written to constraints.

use super::{strings, task};
use course::task::prompt::{Check, Face, Key, Rule};
use course::task::{KeyWork, Task, Work};

/// One check for each rule.
pub fn prompt() -> Task {
    let check = |name: &str, weight: f64, rule: Rule| Check {
        name: name.to_owned(),
        rule,
        weight,
        why: format!("Why {name}."),
    };
    let things = [&["parent", "parents"][..], &["plain words", "simple words"], &["kindly", "friendly"]];
    let key = Key {
        checks: vec![
            check("Length", 1.0, Rule::Words { least: 10, most: 60 }),
            check("Sentences", 1.0, Rule::Sentences { least: 2, most: 8 }),
            check("Audience", 2.0, Rule::Says { things: things.map(strings).into(), least: 2 }),
            check("No jargon", 1.0, Rule::Avoids { wordings: strings(&["state of the art", "leverage"]) }),
            check("Figures", 1.0, Rule::Figures { figures: vec![3, 120] }),
            check("Steps", 1.0, Rule::Entries { least: 2, most: 4 }),
            check("Example", 2.0, Rule::Example { least_words: 3 }),
            check("Question back", 1.0, Rule::Question {}),
        ],
        reference: "Write to parents, in plain words, and use at most 120 words.\n\n- Say what the three rules are.\n\
                    - Give one example, like “Bring a warm coat”.\n\nWhat else would you need to know?"
            .into(),
    };
    let face = Face { constraints: strings(&["Name the audience.", "Set a length."]) };
    task("The school needs a letter.", Work::Prompt(face), KeyWork::Prompt(key), vec![], 0.7)
}
