//! A task's file becomes a task, or faults.

use super::fault::{Faults, Source};
use super::markdown::{Place, Rendered, render};
use super::raw::{AdjudicationRow, ItemRow, JustifyRow, MaterialRow, ReasonRow, TaskFile, Words};
use super::{key, picture};
use crate::task::{
    Adjudication, AgreedPart, Face, Item, Key, KeyWork, Kind, Material, MaterialBody, Prompt, Reason, Task, Work,
    choice, justification, preference, ranking,
};
use crate::text::{Span, Text};
use std::path::Path;

pub const TAGS: [&str; 6] = ["general", "code", "stem", "medical", "legal", "language"];

/// A file under examination; gathers faults with its lines.
pub struct Reading<'a> {
    pub source: &'a Source,
    pub faults: &'a mut Faults,
}

impl Reading<'_> {
    pub fn fault<T>(&mut self, at: &toml::Spanned<T>, message: impl Into<String>, mend: impl Into<String>) {
        let line = self.source.line_of(at.span());
        self.faults.add(&self.source.file, line, message, mend);
    }

    /// The words of a field that must not be empty.
    pub fn filled(&mut self, words: &Words, field: &str) -> String {
        let text = words.get_ref().trim();
        if text.is_empty() {
            self.fault(words, format!("`{field}` is empty"), "Write it, or leave the whole entry out.");
        }
        text.to_owned()
    }

    fn render(&mut self, words: &Words) -> Text {
        let Rendered { text, faults, .. } = render(words.get_ref().trim(), Place::Material);
        if text.plain.trim().is_empty() {
            self.fault(words, "the text is empty", "Write it.");
        }
        let first = self.source.line_of(words.span());
        for (line, message, mend) in faults {
            self.faults.add(&self.source.file, first + line - 1, message, mend);
        }
        text
    }
}

/// Reads a task. `folder` is the module's folder, in which its pictures lie.
pub fn read_task(source: &Source, id: &str, module: &str, folder: &Path, faults: &mut Faults) -> Option<Task> {
    let file: TaskFile = super::parse(source, faults)?;
    let before = faults.list.len();
    let mut reading = Reading { source, faults };
    let r = &mut reading;
    let Some(kind) = Kind::from_name(file.kind.get_ref()) else {
        let known = Kind::ALL.map(Kind::name).join(", ");
        r.fault(&file.kind, format!("unknown kind “{}”", file.kind.get_ref()), format!("Use one of: {known}."));
        return None;
    };
    let face = face(r, &file, kind, id, module, folder)?;
    let hints = hints(r, &file);
    let key = task_key(r, &file, kind, &face)?;
    (reading.faults.list.len() == before).then(|| {
        let mut task = Task { version: String::new(), face, hints, key };
        task.version = crate::pack::hash_of(&task);
        task
    })
}

fn face(r: &mut Reading, file: &TaskFile, kind: Kind, id: &str, module: &str, folder: &Path) -> Option<Face> {
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
    let title = r.filled(&file.title, "title");
    let ask = r.filled(&file.ask, "ask");
    let prompt = Prompt { from: file.prompt.from.trim().to_owned(), text: r.render(&file.prompt.text) };
    let rubric = file.rubric.as_ref().map(|x| r.render(&x.text));
    let material = file.material.iter().filter_map(|m| read_material(r, m, folder)).collect();
    let work = work(r, file, kind)?;
    let justify = file.justify.as_ref().map(|j| {
        let [low, high] = *j.words.get_ref();
        if low >= high || high > 2000 {
            r.fault(&j.words, "`words` is not a floor and a ceiling", "Write two numbers, such as [60, 200].");
        }
        justification::Ask { ask: r.filled(&j.ask, "justify.ask"), words: [low, high] }
    });
    Some(Face {
        id: id.to_owned(),
        module: module.to_owned(),
        title,
        objective: file.objective.get_ref().clone(),
        difficulty: *file.difficulty.get_ref(),
        minutes: *file.minutes.get_ref(),
        tags: file.tags.iter().map(|t| t.get_ref().clone()).collect(),
        ask,
        prompt,
        rubric,
        material,
        work,
        justify,
    })
}

fn work(r: &mut Reading, file: &TaskFile, kind: Kind) -> Option<Work> {
    let (rows, name, letter, counts) = match kind {
        Kind::Choice => (&file.option, "option", 'o', 2..=8),
        Kind::Preference => (&file.response, "response", 'r', 2..=2),
        Kind::Ranking => (&file.response, "response", 'r', 3..=6),
        Kind::Justification => (&file.response, "response", 'r', 2..=3),
    };
    let other = if kind == Kind::Choice { &file.response } else { &file.option };
    if let Some(row) = other.first() {
        r.fault(&row.id, format!("a {} task has no such entries", kind.name()), format!("Write them as [[{name}]]."));
    }
    if !counts.contains(&rows.len()) {
        let (low, high) = (counts.start(), counts.end());
        let message = format!("{} entries [[{name}]] in a {} task", rows.len(), kind.name());
        r.fault(&file.kind, message, format!("Write {low} to {high} of them."));
        return None;
    }
    let items = items(r, rows, letter);
    misplaced(r, file, kind);
    Some(match kind {
        Kind::Choice => {
            let multiple = file.multiple.as_ref().is_some_and(|m| *m.get_ref());
            Work::Choice(choice::Face { multiple, options: items })
        }
        Kind::Preference => Work::Preference(preference::Face { responses: items }),
        Kind::Ranking => Work::Ranking(ranking::Face { responses: items }),
        Kind::Justification => {
            let Some(given) = &file.given else {
                r.fault(&file.kind, "`given` is missing", "Name the response judged best: given = \"r2\".");
                return None;
            };
            known(r, given, &items);
            Work::Justification(justification::Face { responses: items, given: given.get_ref().clone() })
        }
    })
}

/// Fields that belong to another kind.
fn misplaced(r: &mut Reading, file: &TaskFile, kind: Kind) {
    if let Some(m) = file.multiple.as_ref().filter(|_| kind != Kind::Choice) {
        r.fault(m, "`multiple` belongs to choice", "Leave it out.");
    }
    if let Some(g) = file.given.as_ref().filter(|_| kind != Kind::Justification) {
        r.fault(g, "`given` belongs to justification", "Leave it out.");
    }
    if kind == Kind::Justification && file.justify.is_none() {
        r.fault(&file.kind, "`[justify]` is missing", "Say what to write and how long: [justify] ask, words.");
    }
}

fn items(r: &mut Reading, rows: &[ItemRow], letter: char) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let wanted = format!("{letter}{}", i + 1);
        if items.iter().any(|x| &x.id == row.id.get_ref()) {
            r.fault(&row.id, format!("the id “{}” stands twice", row.id.get_ref()), "Give each its own id.");
        } else if row.id.get_ref() != &wanted {
            let mend = format!("Ids are neutral and run in the order of the file: this one is “{wanted}”.");
            r.fault(&row.id, format!("the id “{}” is out of order", row.id.get_ref()), mend);
        }
        items.push(Item { id: row.id.get_ref().clone(), text: r.render(&row.text) });
    }
    items
}

/// Notes a fault when `id` names no item.
pub fn known(r: &mut Reading, id: &Words, items: &[Item]) -> bool {
    let found = items.iter().any(|i| &i.id == id.get_ref());
    if !found {
        let have: Vec<&str> = items.iter().map(|i| i.id.as_str()).collect();
        let message = format!("“{}” is not a response or option of this task", id.get_ref());
        r.fault(id, message, format!("There are: {}.", have.join(", ")));
    }
    found
}

fn read_material(r: &mut Reading, row: &MaterialRow, folder: &Path) -> Option<Material> {
    let title = r.filled(&row.title, "title");
    let body = match (&row.text, &row.picture) {
        (Some(text), None) => MaterialBody::Text(r.render(text)),
        (None, Some(path)) => {
            let alt = row.alt.as_ref().map(|a| r.filled(a, "alt")).unwrap_or_default();
            if alt.is_empty() {
                r.fault(path, "the picture has no text alternative", "Say in `alt` what it shows.");
            }
            match picture::data_url(folder, path.get_ref()) {
                Ok(source) => MaterialBody::Picture { source, alt },
                Err((message, mend)) => {
                    r.fault(path, message, mend);
                    return None;
                }
            }
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
    file.hints.get_ref().iter().map(|h| r.filled(h, "hints")).collect()
}

fn task_key(r: &mut Reading, file: &TaskFile, kind: Kind, face: &Face) -> Option<Key> {
    let row = file.key.get_ref();
    let pass_at = *row.pass_at.get_ref();
    if !(pass_at > 0.0 && pass_at <= 1.0) {
        r.fault(&row.pass_at, "`pass_at` is not above 0 and at most 1", "It is a share of the full score.");
    }
    let reasons: Vec<Reason> = row.reason.iter().map(|x| reason(r, x, face)).collect();
    for item in face.items() {
        if !reasons.iter().any(|x| x.about == item.id) {
            let mend = format!("Write [[key.reason]] about = \"{}\" with the words it points at.", item.id);
            r.fault(&file.key, format!("no reason about {}", item.id), mend);
        }
    }
    let work = match kind {
        Kind::Choice => KeyWork::Choice(key::choice(r, &file.key, face)?),
        Kind::Preference => KeyWork::Preference(key::preference(r, &file.key)?),
        Kind::Ranking => KeyWork::Ranking(key::ranking(r, &file.key, face)?),
        Kind::Justification => KeyWork::Justification(justification::AloneKey {}),
    };
    key::misplaced(r, row, kind);
    let justify = match (&face.justify, &row.justify) {
        (Some(ask), Some(j)) => Some(justify_key(r, j, kind, ask)),
        (None, None) => None,
        (Some(_), None) => {
            r.fault(&file.key, "`[key.justify]` is missing", "Write reference, criteria and points.");
            None
        }
        (None, Some(j)) => {
            r.fault(j, "a key for a justification that is not asked for", "Add [justify], or leave this out.");
            None
        }
    };
    let adjudication = row.adjudication.as_ref().map(adjudication);
    Some(Key { pass_at, reasons, work, justify, adjudication })
}

fn reason(r: &mut Reading, row: &ReasonRow, face: &Face) -> Reason {
    let mut at = Vec::new();
    if known(r, &row.about, face.items()) {
        let item = face.item(row.about.get_ref());
        let plain = item.map_or("", |i| i.text.plain.as_str());
        at = row.at.iter().filter_map(|words| quoted(r, words, plain, row.about.get_ref())).collect();
    }
    if row.at.is_empty() && face.kind() != Kind::Choice {
        r.fault(&row.about, "the reason points at no words", "Quote the words it speaks of in `at`.");
    }
    at.sort_unstable();
    Reason { about: row.about.get_ref().clone(), why: r.filled(&row.why, "why"), tone: row.tone, at }
}

/// The place of quoted words in a response.
fn quoted(r: &mut Reading, words: &Words, plain: &str, id: &str) -> Option<Span> {
    let quote = words.get_ref();
    let mut found = plain.match_indices(quote.as_str());
    match (found.next(), found.next()) {
        (Some((at, _)), None) if !quote.is_empty() && !quote.contains('\n') => {
            Some(Span::of_bytes(plain, at..at + quote.len()))
        }
        (Some(_), Some(_)) => {
            r.fault(words, format!("“{quote}” stands more than once in {id}"), "Quote a longer stretch.");
            None
        }
        _ => {
            let mend = "Quote the words exactly as a reader sees them, within one paragraph.";
            r.fault(words, format!("“{quote}” does not stand in {id}"), mend);
            None
        }
    }
}

fn justify_key(
    r: &mut Reading,
    row: &toml::Spanned<JustifyRow>,
    kind: Kind,
    ask: &justification::Ask,
) -> justification::Key {
    let j = row.get_ref();
    let weight = match (&j.weight, kind) {
        (None, Kind::Justification) => 1.0,
        (Some(w), Kind::Justification) => {
            r.fault(w, "`weight` in a justification that stands alone", "Leave it out: it is the whole grade.");
            1.0
        }
        (Some(w), _) if *w.get_ref() > 0.0 && *w.get_ref() < 1.0 => *w.get_ref(),
        (Some(w), _) => {
            r.fault(w, "`weight` is not between 0 and 1", "It is the share of the whole grade.");
            0.5
        }
        (None, _) => {
            r.fault(row, "`weight` is missing", "State the share of the whole grade, such as 0.4.");
            0.5
        }
    };
    let reference = r.filled(&j.reference, "reference");
    let words = reference.split_whitespace().count() as u32;
    if !(ask.words[0]..=ask.words[1]).contains(&words) {
        let mend = format!("Keep to what the task asks: {} to {} words.", ask.words[0], ask.words[1]);
        r.fault(&j.reference, format!("the reference has {words} words"), mend);
    }
    if j.criterion.is_empty() || !(2..=5).contains(&j.point.len()) {
        r.fault(row, "criteria or points are missing", "Write at least one criterion and two to five points.");
    }
    let all =
        |r: &mut Reading, list: &[Words], field: &str| list.iter().map(|w| r.filled(w, field)).collect::<Vec<_>>();
    let mut criteria = Vec::new();
    for c in &j.criterion {
        let words = all(r, &c.words, "words");
        criteria.push(justification::Criterion {
            name: r.filled(&c.name, "name"),
            words,
            why: r.filled(&c.why, "why"),
        });
    }
    let mut points = Vec::new();
    for p in &j.point {
        if p.wordings.len() < 3 {
            r.fault(&p.text, "a point with fewer than three wordings", "Add other ways to say it.");
        }
        points
            .push(justification::Point { text: r.filled(&p.text, "text"), wordings: all(r, &p.wordings, "wordings") });
    }
    justification::Key { weight, reference, criteria, points }
}

fn adjudication(row: &AdjudicationRow) -> Adjudication {
    let agreed = row.agreed.iter().map(|(part, n)| AgreedPart { part: part.clone(), agreed: *n }).collect();
    Adjudication { method: row.method.clone(), readers: row.readers.clone(), n: row.n, agreed }
}
