//! Which task next, and where "Continue" leads.

use crate::view;
use crate::wire::session::{Only, TaskSet};
use course::task::Kind;
use course::{ModuleOutline, Outline, Status, TaskOutline};
use std::collections::{HashMap, HashSet};
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

/// A task and the module it belongs to.
pub(crate) type Pick<'a> = (&'a ModuleOutline, &'a TaskOutline);

/// The tasks that fit the set, in the order they are practised: modules in turn where there are several, easy before
/// hard.
pub(crate) fn fitting<'a>(outline: &'a Outline, set: &TaskSet, progress: &Progress) -> Vec<Pick<'a>> {
    let done = done(progress);
    let flags: HashSet<&str> = progress.flags.iter().map(String::as_str).collect();
    let modules = outline.modules.iter().filter(|m| {
        let named = set.module.as_ref().is_none_or(|no| *no == m.no);
        named && set.domain.as_ref().is_none_or(|domain| *domain == m.domain)
    });
    let mut picks: Vec<(u8, usize, Pick)> = vec![];
    for module in modules {
        let tasks = in_order(module).into_iter().enumerate();
        picks.extend(tasks.map(|(place, task)| (task.difficulty, place, (module, task))));
    }
    picks.retain(|(_, _, (_, task))| {
        let before = done.get(task.id.as_str());
        let of_kind = set.kind.is_none_or(|kind| view::kind_of(kind) == task.kind);
        let of_difficulty = set.difficulty.is_none_or(|difficulty| difficulty == task.difficulty);
        let of_past = match set.only {
            Only::All => true,
            Only::New => before.is_none(),
            Only::Wrong => before.is_some_and(|p| !p.last_passed),
            Only::Flagged => flags.contains(task.id.as_str()),
        };
        of_kind && of_difficulty && of_past
    });
    if set.module.is_none() {
        // Stable: tasks of the same rank stay in the order of their modules.
        picks.sort_by_key(|(difficulty, place, _)| (*difficulty, *place));
    }
    picks.into_iter().map(|(_, _, pick)| pick).collect()
}

/// What was done before, by task.
fn done(progress: &Progress) -> HashMap<&str, &TaskProgress> {
    progress.tasks.iter().map(|p| (p.task.as_str(), p)).collect()
}

/// The next of these tasks: an unfinished one, else one not answered yet, else the one not passed for longest. Where
/// `again`, tasks that are passed come too, the one answered longest ago first.
///
/// `after` is the task the learner comes from: it is not handed out again, and the search goes on from there.
pub(crate) fn next_of<'a>(
    mut tasks: Vec<Pick<'a>>,
    progress: &Progress,
    after: Option<&str>,
    again: bool,
) -> Option<Pick<'a>> {
    if let Some(at) = after.and_then(|id| tasks.iter().position(|(_, t)| t.id == id)) {
        tasks.rotate_left(at);
        tasks.remove(0);
    }
    let done = done(progress);
    let drafts: HashSet<&str> = progress.drafts.iter().map(|d| d.task.as_str()).collect();
    if after.is_none()
        && let Some(pick) = tasks.iter().find(|(_, t)| drafts.contains(t.id.as_str()))
    {
        return Some(*pick);
    }
    let before = |(_, task): &Pick| done.get(task.id.as_str()).copied();
    if let Some(pick) = tasks.iter().find(|pick| before(pick).is_none()) {
        return Some(*pick);
    }
    let open = tasks.iter().filter(|pick| before(pick).is_some_and(|p| p.passes == 0));
    let longest_ago = |pick: &&Pick| before(pick).map_or(i64::MIN, |p| p.last_ms);
    let next = open.min_by_key(longest_ago);
    next.or_else(|| if again { tasks.iter().min_by_key(longest_ago) } else { None }).copied()
}

/// The next task of the module.
pub(crate) fn next_task<'a>(
    module: &'a ModuleOutline,
    progress: &Progress,
    after: Option<&str>,
) -> Option<&'a TaskOutline> {
    let tasks = in_order(module).into_iter().map(|task| (module, task)).collect();
    next_of(tasks, progress, after, false).map(|(_, task)| task)
}

/// Another task to try after this one: of the same objective if there is one, else of the same kind; one that was never
/// answered before one that was not passed.
pub(crate) fn alike<'a>(outline: &'a Outline, progress: &Progress, task: &str) -> Option<Pick<'a>> {
    let all = || outline.modules.iter().flat_map(|m| m.tasks.iter().map(move |t| (m, t)));
    let (_, own) = all().find(|(_, t)| t.id == task)?;
    let next = |fits: &dyn Fn(&TaskOutline) -> bool| {
        let others = all().filter(|(_, t)| t.id != task && fits(t)).collect();
        next_of(others, progress, Some(task), false)
    };
    next(&|t| t.objective == own.objective && t.kind == own.kind)
        .or_else(|| next(&|t| t.objective == own.objective))
        .or_else(|| next(&|t| t.kind == own.kind))
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
