//! Checks over the whole course: what no single file can show.

mod bias;
mod leak;
mod letters;
mod prose;
mod readability;
mod repeats;

use super::Course;
use super::fault::Faults;
use crate::task::Task;
use crate::{ModuleOutline, Status};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a complete module holds at least.
const TASKS: usize = 34;

/// A task with the file it came from.
pub struct Placed<'a> {
    pub file: PathBuf,
    pub task: &'a Task,
}

pub fn all(root: &Path, course: &Course, faults: &mut Faults) {
    let folders = folders(root);
    let folder = |no: &str| folders.get(no).cloned().unwrap_or_default();
    let placed: Vec<Placed> = course
        .modules
        .iter()
        .flat_map(|m| m.tasks.iter().map(|task| Placed { file: task_file(&folder(&m.no), &task.face.id), task }))
        .collect();
    unique_ids(course, &placed, faults);
    for task in &placed {
        leak::hints(root, task, faults);
        letters::known(root, task, faults);
        readability::task(task, faults);
    }
    for module in &course.modules {
        for lesson in &module.lessons {
            readability::lesson(&folder(&module.no).join("lessons").join(format!("{}.md", lesson.id)), lesson, faults);
        }
    }
    bias::pool(&placed, faults);
    repeats::between(&placed, faults);
    for module in &course.outline.modules {
        complete(module, &folder(&module.no).join("module.toml"), faults);
    }
}

fn folders(root: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root.join("modules")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let no = name.split('-').next().unwrap_or_default().to_owned();
        found.insert(no, Path::new("modules").join(name));
    }
    found
}

fn task_file(folder: &Path, id: &str) -> PathBuf {
    folder.join("tasks").join(format!("{id}.toml"))
}

/// The line on which a text of a task's file begins; the first where it cannot be found.
fn line_of(root: &Path, file: &Path, text: &str) -> u32 {
    let whole = std::fs::read_to_string(root.join(file)).unwrap_or_default();
    let start: String = text.chars().take(30).collect();
    whole.lines().position(|l| l.contains(&start)).map_or(1, |i| i as u32 + 1)
}

fn unique_ids(course: &Course, placed: &[Placed], faults: &mut Faults) {
    let mut tasks: BTreeMap<&str, &Path> = BTreeMap::new();
    for p in placed {
        if let Some(first) = tasks.insert(&p.task.face.id, &p.file) {
            let message = format!("the task id “{}” is also in {}", p.task.face.id, first.display());
            faults.add(&p.file, 1, message, "Give one of the files another name.");
        }
    }
    let mut objectives: BTreeMap<&str, &str> = BTreeMap::new();
    for m in &course.outline.modules {
        for o in &m.objectives {
            if let Some(first) = objectives.insert(&o.id, &m.no) {
                let message = format!("the objective “{}” of {} is also in {first}", o.id, m.no);
                faults.add(Path::new("modules"), 1, message, "Give one of them another id.");
            }
        }
    }
}

fn complete(module: &ModuleOutline, file: &Path, faults: &mut Faults) {
    if module.status != Status::Complete {
        return;
    }
    let hard = module.tasks.iter().filter(|t| t.difficulty == 3).count();
    if module.tasks.len() < TASKS || hard * 3 < module.tasks.len() {
        let message = format!("complete with {} tasks, {hard} of them hard", module.tasks.len());
        faults.add(file, 1, message, format!("Write at least {TASKS}, a third of them hard, or say `started`."));
    }
    if !(3..=6).contains(&module.lessons.len()) {
        let message = format!("complete with {} lessons", module.lessons.len());
        faults.add(file, 1, message, "A module has three to six.");
    }
}
