//! Reads `content/` and checks it: every fault with file, line and mend.

mod check;
mod fault;
mod form;
mod highlight;
mod justify;
mod kind;
mod lesson;
pub mod markdown;
mod picture;
mod raw;
mod reading;
mod run;
mod table;
mod task;

pub use fault::{Fault, Faults, Source};
pub use run::run_tests;
pub use table::table;

use crate::{Block, Domain, Module, ModuleOutline, Objective, Outline, Status, TaskOutline, Term};
use raw::{BlueprintFile, GlossaryFile, ModuleFile};
use run::Trial;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the course larger than this is not read at all.
const LARGEST_FILE: u64 = 256 * 1024;
const MODULES: usize = 24;
/// The mend where a file does not parse.
const MEND: &str = "See docs/AUTHORING.md for the form.";

/// The course as read from its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    pub outline: Outline,
    pub modules: Vec<Module>,
    /// What the files say of running code: [`run_tests`] holds it against running it.
    trials: Vec<Trial>,
}

/// Reads the course in `root` (the folder `content/`). No program is started: see [`run_tests`].
///
/// # Errors
/// All faults found, in order of file and line; never an empty list.
pub fn read(root: &Path) -> Result<Course, Vec<Fault>> {
    let mut faults = Faults::default();
    let course = read_all(root, &mut faults);
    if let Some(course) = &course {
        check::all(root, course, &mut faults);
    }
    faults.list.sort();
    faults.list.dedup();
    match course {
        Some(course) if faults.list.is_empty() => Ok(course),
        _ => Err(faults.list),
    }
}

/// The bytes of the pack of the course in `root`.
///
/// # Errors
/// As [`read`].
pub fn pack(root: &Path) -> Result<Vec<u8>, Vec<Fault>> {
    let course = read(root)?;
    crate::pack::build(&course.outline, &course.modules).map_err(|e| {
        vec![Fault { file: root.into(), line: 0, message: e, mend: "This is a fault of the reader.".into() }]
    })
}

fn read_all(root: &Path, faults: &mut Faults) -> Option<Course> {
    let blueprint: BlueprintFile = parse(&open(root, Path::new("blueprint.toml"), faults)?, faults)?;
    let glossary = glossary(root, faults).unwrap_or_default();
    let domains: Vec<Domain> = blueprint.domain.into_iter().map(|d| Domain { id: d.id, title: d.title }).collect();
    let blocks = blueprint.block.into_iter().map(|b| Block { no: b.no, title: b.title }).collect();
    let mut outlines: Vec<ModuleOutline> = Vec::new();
    let mut modules = Vec::new();
    for folder in entries(root, Path::new("modules"), faults) {
        let Some((outline, module)) = read_module(root, &folder, &domains, &glossary, faults) else { continue };
        if outlines.iter().any(|o| o.no == outline.no) {
            faults.add(&folder, 1, format!("module {} stands twice", outline.no), "Give each its own number.");
        }
        outlines.push(outline);
        modules.extend(module);
    }
    if outlines.len() != MODULES {
        let message = format!("{} modules", outlines.len());
        faults.add(Path::new("modules"), 1, message, format!("The course has {MODULES}; unwritten ones are `coming`."));
    }
    let trials = std::mem::take(&mut faults.trials);
    Some(Course {
        outline: Outline { blocks, domains, modules: outlines, disputes_to: blueprint.disputes_to },
        modules,
        trials,
    })
}

fn glossary(root: &Path, faults: &mut Faults) -> Option<Vec<Term>> {
    let source = open(root, Path::new("glossary.toml"), faults)?;
    let file: GlossaryFile = parse(&source, faults)?;
    let mut terms: Vec<Term> = Vec::new();
    for row in file.term {
        let line = source.line_of(row.id.span());
        let id = row.id.into_inner();
        if terms.iter().any(|t| t.id == id) {
            faults.add(&source.file, line, format!("the term “{id}” stands twice"), "Keep one.");
        }
        terms.push(Term { id, name: row.name, text: row.text });
    }
    Some(terms)
}

fn read_module(
    root: &Path,
    folder: &Path,
    domains: &[Domain],
    glossary: &[Term],
    faults: &mut Faults,
) -> Option<(ModuleOutline, Option<Module>)> {
    let name = name_of(folder);
    let no = name.split('-').next().unwrap_or_default().to_owned();
    let digits = no.as_bytes();
    if !(digits.len() == 3 && digits[0].is_ascii_digit() && digits[1] == b'.' && digits[2].is_ascii_digit()) {
        faults.add(folder, 1, "the folder's name has no number", "Call it <no>-<slug>, such as 1.2-comparing.");
        return None;
    }
    let source = open(root, &folder.join("module.toml"), faults)?;
    let file: ModuleFile = parse(&source, faults)?;
    if !domains.iter().any(|d| &d.id == file.domain.get_ref()) {
        let have: Vec<&str> = domains.iter().map(|d| d.id.as_str()).collect();
        let message = format!("unknown domain “{}”", file.domain.get_ref());
        faults.add(&source.file, source.line_of(file.domain.span()), message, format!("Use: {}.", have.join(", ")));
    }
    let mut objectives: Vec<Objective> = Vec::new();
    for row in file.objective {
        let line = source.line_of(row.id.span());
        let id = row.id.into_inner();
        if objectives.iter().any(|o| o.id == id) {
            faults.add(&source.file, line, format!("the objective “{id}” stands twice"), "Give each its own id.");
        }
        objectives.push(Objective { id, text: row.text });
    }
    let mut outline = ModuleOutline {
        no: no.clone(),
        title: file.title,
        domain: file.domain.into_inner(),
        hours: file.hours,
        status: file.status,
        objectives,
        lessons: vec![],
        tasks: vec![],
    };
    if outline.status == Status::Coming {
        return Some((outline, None));
    }
    let lessons = read_lessons(root, folder, glossary, &mut outline, faults);
    let tasks = read_tasks(root, folder, &mut outline, faults);
    Some((outline, Some(Module { no, lessons, tasks })))
}

fn read_lessons(
    root: &Path,
    folder: &Path,
    glossary: &[Term],
    outline: &mut ModuleOutline,
    faults: &mut Faults,
) -> Vec<crate::Lesson> {
    let mut lessons = Vec::new();
    for path in entries(root, &folder.join("lessons"), faults) {
        let Some(source) = open(root, &path, faults) else { continue };
        let Some((line, lesson)) = lesson::read_lesson(&source, stem_of(&path), glossary, faults) else { continue };
        for id in &line.serves {
            if !outline.objectives.iter().any(|o| &o.id == id) {
                let message = format!("the lesson serves “{id}”, which {} does not have", outline.no);
                faults.add(&path, 2, message, "Name an objective of module.toml.");
            }
        }
        outline.lessons.push(line);
        lessons.push(lesson);
    }
    lessons
}

fn read_tasks(root: &Path, folder: &Path, outline: &mut ModuleOutline, faults: &mut Faults) -> Vec<crate::task::Task> {
    let mut tasks = Vec::new();
    for path in entries(root, &folder.join("tasks"), faults) {
        let Some(source) = open(root, &path, faults) else { continue };
        let id = stem_of(&path);
        let Some(task) = task::read_task(&source, id, &outline.no, &root.join(folder), faults) else { continue };
        if !outline.objectives.iter().any(|o| o.id == task.face.objective) {
            let line = source.text.lines().position(|l| l.starts_with("objective")).unwrap_or(0) as u32 + 1;
            let message = format!("“{}” is not an objective of {}", task.face.objective, outline.no);
            faults.add(&path, line, message, "Name one of module.toml.");
        }
        outline.tasks.push(TaskOutline {
            id: id.to_owned(),
            version: task.version.clone(),
            kind: task.face.kind(),
            title: task.face.title.clone(),
            objective: task.face.objective.clone(),
            difficulty: task.face.difficulty,
            minutes: task.face.minutes,
        });
        tasks.push(task);
    }
    tasks
}

/// Reads a file below `root`, or notes why not.
fn open(root: &Path, file: &Path, faults: &mut Faults) -> Option<Source> {
    let full = root.join(file);
    let size = fs::metadata(&full).map_or(0, |m| m.len());
    if size > LARGEST_FILE {
        faults.add(file, 1, format!("{size} bytes"), "A file of the course stays below 256 KiB; split it.");
        return None;
    }
    match fs::read_to_string(&full) {
        Ok(text) => Some(Source { file: file.to_owned(), text }),
        Err(e) => {
            faults.add(file, 1, format!("cannot be read: {e}"), "Add the file, as UTF-8 text.");
            None
        }
    }
}

/// Files and folders in a folder, by name; hidden ones and editors' leftovers are passed over.
fn entries(root: &Path, folder: &Path, faults: &mut Faults) -> Vec<PathBuf> {
    let Ok(list) = fs::read_dir(root.join(folder)) else {
        faults.add(folder, 1, "the folder is missing", "Add it.");
        return vec![];
    };
    let mut names: Vec<_> = list.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|n| !n.starts_with('.') && !n.ends_with('~'));
    names.sort();
    names.into_iter().map(|n| folder.join(n)).collect()
}

/// Parses TOML, or notes the fault at its line.
fn parse<T: DeserializeOwned>(source: &Source, faults: &mut Faults) -> Option<T> {
    toml::from_str(&source.text).map_err(|e| note(&e, source, MEND, faults)).ok()
}

/// Notes what a parser found, at its line.
fn note(error: &toml::de::Error, source: &Source, mend: &str, faults: &mut Faults) {
    let line = error.span().map_or(1, |s| source.line_of(s));
    faults.add(&source.file, line, error.message().trim().to_owned(), mend);
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn stem_of(path: &Path) -> &str {
    path.file_stem().and_then(|s| s.to_str()).unwrap_or_default()
}
