//! A lesson's file becomes a lesson, or faults.

use super::fault::{Faults, Source};
use super::markdown::{Place, Rendered, render};
use crate::{Lesson, LessonOutline, Section, Term};

const WORDS: std::ops::RangeInclusive<u32> = 600..=1500;

/// Reads a lesson: `# Title`, a line `> serves: …`, then the body.
pub fn read_lesson(
    source: &Source,
    id: &str,
    glossary: &[Term],
    faults: &mut Faults,
) -> Option<(LessonOutline, Lesson)> {
    let file = &source.file;
    let mut title = None;
    let mut serves: Option<Vec<String>> = None;
    // Lines before the body are blanked, so that the lines of later faults stay right.
    let mut body = String::with_capacity(source.text.len());
    for line in source.text.lines() {
        if let Some(t) = line.strip_prefix("# ").filter(|_| title.is_none()) {
            title = Some(t.trim().to_owned());
        } else if let Some(s) = line.strip_prefix("> serves:").filter(|_| serves.is_none()) {
            serves = Some(s.split(',').map(|x| x.trim().to_owned()).filter(|x| !x.is_empty()).collect());
        } else {
            body.push_str(line);
        }
        body.push('\n');
    }
    let rendered = render(&body, Place::Lesson);
    for (line, message, mend) in &rendered.faults {
        faults.add(file, *line, message, mend);
    }
    let Some(title) = title else {
        faults.add(file, 1, "no title", "Begin with a line `# Title of the lesson`.");
        return None;
    };
    let serves = serves.unwrap_or_default();
    if serves.is_empty() {
        faults.add(file, 2, "no objective", "Write a line `> serves: objective-id, …` below the title.");
    }
    let words = rendered.text.plain.split_whitespace().count() as u32;
    if !WORDS.contains(&words) {
        faults.add(file, 1, format!("{words} words"), "A lesson has 600 to 1,500; split it or say more.");
    }
    sections(source, &rendered, faults);
    let terms = terms(source, &rendered, glossary, faults);
    let sections = rendered.headings.iter().filter(|h| h.0 <= 2);
    let sections = sections.map(|(_, title, at)| Section { title: title.clone(), at: *at }).collect();
    let outline = LessonOutline { id: id.to_owned(), title: title.clone(), words, serves };
    Some((outline, Lesson { id: id.to_owned(), title, body: rendered.text, sections, terms }))
}

/// The sections that every lesson has.
fn sections(source: &Source, rendered: &Rendered, faults: &mut Faults) {
    let find = |start: &str| rendered.headings.iter().find(|h| h.1.to_lowercase().starts_with(start));
    for (start, mend) in [
        ("worked example", "Add a section `## Worked example` with the reasoning aloud."),
        ("common mistakes", "Add a section `## Common mistakes`."),
        ("summary", "End with a section `## Summary` of three points."),
    ] {
        if find(start).is_none() {
            faults.add(&source.file, 1, format!("no section “{start}”"), mend);
        }
    }
    if let Some((_, _, at)) = find("summary")
        && !rendered.lists.iter().any(|(from, items)| from >= at && *items == 3)
    {
        let line = source.text.lines().position(|l| l.to_lowercase().contains("# summary")).unwrap_or(0) as u32 + 1;
        faults.add(&source.file, line, "the summary is not a list of three", "Write three points, each with `- `.");
    }
}

fn terms(source: &Source, rendered: &Rendered, glossary: &[Term], faults: &mut Faults) -> Vec<Term> {
    let mut found = Vec::new();
    for id in &rendered.terms {
        match glossary.iter().find(|t| &t.id == id) {
            Some(term) => found.push(term.clone()),
            None => {
                let link = format!("(term:{id})");
                let line = source.text.lines().position(|l| l.contains(&link)).unwrap_or(0) as u32 + 1;
                let mend = "Add it to glossary.toml, or link to a term that is there.";
                faults.add(&source.file, line, format!("unknown term “{id}”"), mend);
            }
        }
    }
    found
}
