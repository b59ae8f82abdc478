//! A task's file becomes a task, or faults.

use super::fault::{Faults, Source};
use super::form::{self, Form};
use super::raw::{AdjudicationRow, AskRow, MaterialRow, ReasonRow, TaskFile, TaskKey};
use super::reading::{Names, Reading};
use super::{justify, kind, picture};
use crate::task::{
    Adjudication, AgreedPart, Face, Key, KeyWork, Kind, Material, MaterialBody, Prompt, Reason, Task, Work,
    justification,
};
use crate::text::Text;
use std::path::Path;
use toml::Spanned;

pub const TAGS: [&str; 6] = ["general", "code", "stem", "medical", "legal", "language"];

/// Reads a task. `folder` is the module's folder, in which its pictures lie.
pub fn read_task(source: &Source, id: &str, module: &str, folder: &Path, faults: &mut Faults) -> Option<Task> {
    let before = faults.list.len();
    let Form { kind, task, key, own } = form::take_apart(source, faults)?;
    let mut reading = Reading { source, faults, kind, folder, prompt: None };
    let r = &mut reading;
    r.prompt = task.as_ref().map(|file| r.render(&file.prompt.text));
    let works = kind::read(r, own);
    let (file, key, (work, key_work)) = (task?, key?, works?);
    let prompt = r.prompt.take()?;
    let face = face(r, &file, prompt, work, id, module);
    let hints = hints(r, &file);
    let key = task_key(r, &key, key_work, &face);
    (reading.faults.list.len() == before).then(|| {
        let mut task = Task { version: String::new(), face, hints, key };
        task.version = crate::pack::hash_of(&task);
        task
    })
}

fn face(r: &mut Reading, file: &TaskFile, prompt: Text, work: Work, id: &str, module: &str) -> Face {
    if !(1..=3).contains(file.difficulty.get_ref()) {
        r.fault(&file.difficulty, "`difficulty` is not 1, 2 or 3", "1 is easy, 2 middling, 3 hard.");
    }
    if !(1..=60).contains(file.minutes.get_ref()) {
        r.fault(&file.minutes, "`minutes` is not between 1 and 60", "State how long a careful reader takes.");
    }
    for tag in &file.tags {
        if !TAGS.contains(&tag.get_ref().as_str()) {
            r.fault(tag, format!("unknown tag “{}”", tag.get_ref()), format!("Use: {}.", TAGS.join(", ")));
        }
    }
    Face {
        id: id.to_owned(),
        module: module.to_owned(),
        title: r.filled(&file.title, "title"),
        objective: file.objective.get_ref().clone(),
        difficulty: *file.difficulty.get_ref(),
        minutes: *file.minutes.get_ref(),
        tags: file.tags.iter().map(|t| t.get_ref().clone()).collect(),
        ask: r.filled(&file.ask, "ask"),
        prompt: Prompt { from: file.prompt.from.trim().to_owned(), text: prompt },
        rubric: file.rubric.as_ref().map(|x| r.render(&x.text)),
        material: file.material.iter().filter_map(|m| read_material(r, m)).collect(),
        work,
        justify: ask(r, file.justify.as_ref()),
    }
}

fn ask(r: &mut Reading, row: Option<&AskRow>) -> Option<justification::Ask> {
    let Some(row) = row else {
        if *r.kind.get_ref() == Kind::Justification {
            r.fault_of_task("`[justify]` is missing", "Say what to write and how long: [justify] ask, words.");
        }
        return None;
    };
    let [low, high] = *row.words.get_ref();
    if low >= high || high > 2000 {
        r.fault(&row.words, "`words` is not a floor and a ceiling", "Write two numbers, such as [60, 200].");
    }
    Some(justification::Ask { ask: r.filled(&row.ask, "justify.ask"), words: [low, high] })
}

fn read_material(r: &mut Reading, row: &MaterialRow) -> Option<Material> {
    let title = r.filled(&row.title, "title");
    let body = match (&row.text, &row.picture) {
        (Some(text), None) => MaterialBody::Text(r.render(text)),
        (None, Some(path)) => {
            let alt = picture::alternative(r, path, row.alt.as_ref());
            MaterialBody::Picture { source: picture::load(r, path)?.data_url(), alt }
        }
        _ => {
            r.fault(&row.title, "material needs either `text` or `picture`", "Write one of them.");
            return None;
        }
    };
    Some(Material { title, body })
}

fn hints(r: &mut Reading, file: &TaskFile) -> Vec<String> {
    if file.hints.get_ref().len() != 3 {
        let message = format!("{} hints", file.hints.get_ref().len());
        r.fault(&file.hints, message, "Write three: where to look, which idea applies, a neighbouring case worked.");
    }
    r.all_filled(file.hints.get_ref(), "hints")
}

fn task_key(r: &mut Reading, row: &Spanned<TaskKey>, work: KeyWork, face: &Face) -> Key {
    let key = row.get_ref();
    let pass_at = *key.pass_at.get_ref();
    if !(pass_at > 0.0 && pass_at <= 1.0) {
        r.fault(&key.pass_at, "`pass_at` is not above 0 and at most 1", "It is a share of the full score.");
    }
    let reasons: Vec<Reason> = key.reason.iter().map(|x| reason(r, x, face)).collect();
    for item in face.items() {
        if !reasons.iter().any(|x| x.about == item.id) && !kind::explains(&work, &item.id) {
            let mend = format!("Write [[key.reason]] about = \"{}\" with the words it points at.", item.id);
            r.fault(row, format!("no reason about {}", item.id), mend);
        }
    }
    let justify = match (&face.justify, &key.justify) {
        (Some(ask), Some(j)) => Some(justify::key(r, j, ask)),
        (None, None) => None,
        (Some(_), None) => {
            r.fault(row, "`[key.justify]` is missing", "Write reference, criteria and points.");
            None
        }
        (None, Some(j)) => {
            r.fault(j, "a key for a justification that is not asked for", "Add [justify], or leave this out.");
            None
        }
    };
    let adjudication = key.adjudication.as_ref().map(adjudication);
    Key { pass_at, reasons, work, justify, adjudication }
}

fn reason(r: &mut Reading, row: &ReasonRow, face: &Face) -> Reason {
    let mut at = Vec::new();
    let names = Names::of_items(kind::noun(face.kind()), face.pieces());
    if r.known(&row.about, &names)
        && let Some(item) = face.item(row.about.get_ref())
    {
        at = row.at.iter().filter_map(|words| r.quoted(words, item)).collect();
    }
    if row.at.is_empty() && face.kind() != Kind::Choice {
        r.fault(&row.about, "the reason points at no words", "Quote the words it speaks of in `at`.");
    }
    at.sort_unstable();
    Reason { about: row.about.get_ref().clone(), why: r.filled(&row.why, "why"), tone: row.tone, at }
}

fn adjudication(row: &AdjudicationRow) -> Adjudication {
    let agreed = row.agreed.iter().map(|(part, n)| AgreedPart { part: part.clone(), agreed: *n }).collect();
    Adjudication { method: row.method.clone(), readers: row.readers.clone(), n: row.n, agreed }
}
