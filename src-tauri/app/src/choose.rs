//! Which task next, and where "Continue" leads.

use course::task::Kind;
use course::{ModuleOutline, Outline, Status, TaskOutline};
use std::collections::HashMap;
use study::{DraftLine, LastPlace, Progress, TaskProgress};

/// The tasks of a module in the order they are practised: easy before hard, kinds taking turns.
pub(crate) fn in_order(module: &ModuleOutline) -> Vec<&TaskOutline> {
    let mut turns: HashMap<(u8, Kind), u32> = HashMap::new();
    let mut tasks: Vec<(u8, u32, Kind, &TaskOutline)> = Vec::new();
    for task in &module.tasks {
        let turn = turns.entry((task.difficulty, task.kind)).or_default();
        tasks.push((task.difficulty, *turn, task.kind, task));
        *turn += 1;
    }
    tasks.sort_by_key(|(difficulty, turn, kind, _)| (*difficulty, *turn, *kind));
    tasks.into_iter().map(|(.., task)| task).collect()
}

/// The next task of the module: an unfinished one, else one not answered yet, else the one not passed for longest.
///
/// `after` is the task the learner comes from: it is not handed out again, and the search goes on from there.
pub(crate) fn next_task<'a>(
    module: &'a ModuleOutline,
    progress: &Progress,
    after: Option<&str>,
) -> Option<&'a TaskOutline> {
    let mut tasks = in_order(module);
    if let Some(at) = after.and_then(|id| tasks.iter().position(|t| t.id == id)) {
        tasks.rotate_left(at);
        tasks.remove(0);
    }
    let state = |t: &TaskOutline| progress.tasks.iter().find(|p| p.task == t.id && p.module == module.no);
    let draft = |t: &TaskOutline| progress.drafts.iter().any(|d| d.task == t.id);
    if after.is_none()
        && let Some(task) = tasks.iter().find(|t| draft(t))
    {
        return Some(task);
    }
    if let Some(task) = tasks.iter().find(|t| state(t).is_none()) {
        return Some(task);
    }
    let open: Vec<(&TaskProgress, &TaskOutline)> =
        tasks.into_iter().filter_map(|t| state(t).map(|p| (p, t))).filter(|(p, _)| p.passes == 0).collect();
    open.into_iter().min_by_key(|(p, _)| p.last_ms).map(|(_, t)| t)
}

/// The module that practice is about when none was named: the one last worked in, else the first with open tasks.
pub(crate) fn module_to_practise<'a>(outline: &'a Outline, progress: &Progress) -> Option<&'a ModuleOutline> {
    let written = || outline.modules.iter().filter(|m| m.status != Status::Coming && !m.tasks.is_empty());
    let last = progress.last.as_ref().and_then(|l| written().find(|m| m.no == l.module));
    let open = |m: &&ModuleOutline| next_task(m, progress, None).is_some();
    last.filter(open).or_else(|| written().find(open)).or(last).or_else(|| written().next())
}

/// A place to go on from.
#[derive(Debug, PartialEq)]
pub(crate) enum Place<'a> {
    Lesson { module: &'a ModuleOutline, lesson: usize },
    Task { module: &'a ModuleOutline, task: &'a str },
    Practice { module: &'a ModuleOutline },
}

/// Where the learner goes on: an unfinished answer, the lesson last open, else what comes after it.
pub(crate) fn resume<'a>(outline: &'a Outline, progress: &Progress) -> Option<Place<'a>> {
    let written: Vec<&ModuleOutline> =
        outline.modules.iter().filter(|m| m.status != Status::Coming && !m.lessons.is_empty()).collect();
    let read = |m: &ModuleOutline, lesson: &str| {
        progress.lessons.iter().any(|l| l.module == m.no && l.lesson == lesson && l.read_ms.is_some())
    };
    if let Some(draft) = newest_draft(progress) {
        for module in &written {
            if let Some(task) = module.tasks.iter().find(|t| t.id == draft.task) {
                return Some(Place::Task { module, task: &task.id });
            }
        }
    }
    let last = progress.last.as_ref();
    let here = last.and_then(|l| written.iter().position(|m| m.no == l.module)).unwrap_or(0);
    let module = written.get(here)?;
    if let Some(LastPlace::Lesson(id)) = last.map(|l| &l.place)
        && let Some(lesson) = module.lessons.iter().position(|l| &l.id == id && !read(module, id))
    {
        return Some(Place::Lesson { module, lesson });
    }
    // From where the learner was onwards, then from the beginning.
    for module in written[here..].iter().chain(&written[..here]) {
        if let Some(lesson) = module.lessons.iter().position(|l| !read(module, &l.id)) {
            return Some(Place::Lesson { module, lesson });
        }
        if next_task(module, progress, None).is_some() {
            return Some(Place::Practice { module });
        }
    }
    written.get(here).map(|module| Place::Practice { module })
}

/// The unfinished answer, if it is the last thing the learner did.
pub(crate) fn newest_draft(progress: &Progress) -> Option<&DraftLine> {
    let last = progress.last.as_ref().map_or(i64::MIN, |l| l.at_ms);
    progress.drafts.first().filter(|d| d.saved_ms >= last)
}
