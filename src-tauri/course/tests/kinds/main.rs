//! Every kind of task is read from its file, and each fault in one is named with line and mend.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

#[path = "../common/mod.rs"]
mod common;
mod documented;
mod found;
mod hostile;
mod judged;
mod prose;
mod ran;
mod sound;
mod told;

use common::{small, write};
use course::read::{Fault, read};
use course::task::Kind;
use std::path::Path;
use tempfile::TempDir;

/// A sound task of each kind that has a sample of its own.
const SAMPLES: [(Kind, &str); 10] = [
    (Kind::Rating, include_str!("../small/kinds/rating.toml")),
    (Kind::Classification, include_str!("../small/kinds/classification.toml")),
    (Kind::Spans, include_str!("../small/kinds/spans.toml")),
    (Kind::Boxes, include_str!("../small/kinds/boxes.toml")),
    (Kind::FactCheck, include_str!("../small/kinds/fact_check.toml")),
    (Kind::Safety, include_str!("../small/kinds/safety.toml")),
    (Kind::CodeReview, include_str!("../small/kinds/code_review.toml")),
    (Kind::Conversation, include_str!("../small/kinds/conversation.toml")),
    (Kind::Rubric, include_str!("../small/kinds/rubric.toml")),
    (Kind::Prompt, include_str!("../small/kinds/prompt.toml")),
];

fn sample(kind: Kind) -> &'static str {
    SAMPLES.iter().find(|(k, _)| *k == kind).unwrap().1
}

/// The small course with these tasks more, named `t0`, `t1` and so on.
fn course_with<T: AsRef<str>>(tasks: impl IntoIterator<Item = T>) -> TempDir {
    let root = small();
    for (n, task) in tasks.into_iter().enumerate() {
        write(root.path(), &format!("modules/1.1-small/tasks/t{n}.toml"), task.as_ref());
    }
    write(root.path(), "modules/1.1-small/images/street.svg", include_str!("../small/kinds/street.svg"));
    root
}

/// What is found in one of these tasks.
fn found_in(faults: &[Fault], n: usize) -> Vec<String> {
    let file = format!("modules/1.1-small/tasks/t{n}.toml");
    let here = faults.iter().filter(|f| f.file == Path::new(&file));
    // Each is the sample, changed in one place: of course they share text.
    let here = here.filter(|f| !f.message.starts_with("shares text with"));
    here.inspect(|f| assert!(!f.mend.is_empty(), "{f}")).map(|f| format!("{}: {}", f.line, f.message)).collect()
}

/// Rows of what stands in the sample, what is written for it, and the faults that this makes, as `line: message`.
#[track_caller]
fn check(kind: Kind, rows: &[[&str; 3]]) {
    let spoilt: Vec<String> = rows
        .iter()
        .map(|[from, to, _]| {
            assert!(sample(kind).contains(from), "the sample does not hold {from:?}");
            sample(kind).replacen(from, to, 1)
        })
        .collect();
    let root = course_with(&spoilt);
    let faults = read(root.path()).expect_err("each of these tasks is faulty");
    let mut wrong = String::new();
    for (n, [from, to, expected]) in rows.iter().enumerate() {
        let found = found_in(&faults, n);
        if found.join(" | ") != *expected {
            wrong += &format!("{from:?} → {to:?}\n  expected {expected:?}\n  found    {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{}:\n{wrong}", kind.name());
}
