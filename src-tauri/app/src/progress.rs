//! Home and module: what there is and how far the learner has come.

use crate::choose::{self, Place};
use crate::opened::refused;
use crate::view;
use crate::wire::home::{DayCount, DraftLine, Home, HomeBlock, Resume, ResumeTo};
use crate::wire::module::{
    LessonLine, LessonState, ModuleLine, ModulePage, ModuleRequest, ModuleStatus, ObjectiveLine, TaskLine, TaskState,
};
use crate::wire::{ErrorCode, WireError};
use crate::{App, commands::Nothing};
use course::{ModuleOutline, Outline, Status};
use study::{LastPlace, Progress};

/// Words a careful learner reads in a minute.
const READING: u32 = 180;

pub(crate) fn minutes(words: u32) -> u32 {
    words.div_ceil(READING).max(1)
}

impl App {
    pub(crate) async fn progress(&self) -> Result<Progress, WireError> {
        let today = self.now().local_day();
        self.record().await?.progress(&today).await.map_err(refused)
    }

    pub(crate) fn module_outline(&self, no: &str) -> Result<&ModuleOutline, WireError> {
        let outline = self.course()?.outline();
        outline.modules.iter().find(|m| m.no == no).ok_or_else(|| not_here("module"))
    }

    pub(crate) async fn home(&self, _: Nothing) -> Result<Home, WireError> {
        let outline = self.course()?.outline();
        let progress = self.progress().await?;
        let blocks = outline.blocks.iter().map(|block| HomeBlock {
            no: block.no,
            title: block.title.clone(),
            modules: outline.modules.iter().filter(|m| m.block() == block.no).map(|m| line(m, &progress)).collect(),
        });
        let day = &progress.today;
        Ok(Home {
            resume: resume(outline, &progress).ok_or_else(|| not_here("written module"))?,
            blocks: blocks.collect(),
            drafts: drafts(outline, &progress),
            today: DayCount {
                attempts: day.attempts,
                passed: day.passed,
                lessons: day.lessons,
                minutes: (day.spent_ms / 60_000) as u32,
            },
            attempts: progress.attempts,
        })
    }

    pub(crate) async fn module_open(&self, request: ModuleRequest) -> Result<ModulePage, WireError> {
        let outline = self.course()?.outline();
        let module = self.module_outline(&request.module)?;
        let progress = self.progress().await?;
        let domain = outline.domains.iter().find(|d| d.id == module.domain);
        let lessons = module.lessons.iter().map(|l| LessonLine {
            id: l.id.clone(),
            title: l.title.clone(),
            minutes: minutes(l.words),
            state: lesson_state(module, &l.id, &progress),
        });
        let tasks: Vec<TaskLine> =
            choose::in_order(module).into_iter().map(|t| task_line(t, module, &progress)).collect();
        let objectives = module.objectives.iter().map(|o| {
            let mine = tasks.iter().filter(|t| t.objective == o.id);
            let passed = mine.clone().filter(|t| t.state == TaskState::Passed).count() as u32;
            ObjectiveLine { id: o.id.clone(), text: o.text.clone(), tasks: mine.count() as u32, tasks_passed: passed }
        });
        Ok(ModulePage {
            line: line(module, &progress),
            domain: domain.map(|d| d.title.clone()).unwrap_or_default(),
            objectives: objectives.collect(),
            lessons: lessons.collect(),
            tasks,
        })
    }
}

pub(crate) fn not_here(what: &str) -> WireError {
    WireError::new(ErrorCode::NotFound, format!("There is no such {what} in this course."))
}

fn line(module: &ModuleOutline, progress: &Progress) -> ModuleLine {
    let passed = |id: &str| progress.tasks.iter().any(|p| p.task == id && p.passes > 0);
    let answered = |id: &str| progress.tasks.iter().any(|p| p.task == id);
    ModuleLine {
        no: module.no.clone(),
        title: module.title.clone(),
        hours: module.hours,
        status: match module.status {
            Status::Coming => ModuleStatus::Coming,
            Status::Started => ModuleStatus::Started,
            Status::Complete => ModuleStatus::Complete,
        },
        lessons: module.lessons.len() as u32,
        lessons_read: count(&module.lessons, |l| lesson_state(module, &l.id, progress) == LessonState::Read),
        tasks: module.tasks.len() as u32,
        tasks_answered: count(&module.tasks, |t| answered(&t.id)),
        tasks_passed: count(&module.tasks, |t| passed(&t.id)),
    }
}

fn count<T>(list: &[T], which: impl Fn(&T) -> bool) -> u32 {
    list.iter().filter(|x| which(x)).count() as u32
}

fn lesson_state(module: &ModuleOutline, lesson: &str, progress: &Progress) -> LessonState {
    match progress.lessons.iter().find(|l| l.module == module.no && l.lesson == lesson) {
        None => LessonState::New,
        Some(l) if l.read_ms.is_some() => LessonState::Read,
        Some(_) => LessonState::Opened,
    }
}

fn task_line(task: &course::TaskOutline, module: &ModuleOutline, progress: &Progress) -> TaskLine {
    let done = progress.tasks.iter().find(|p| p.task == task.id && p.module == module.no);
    let state = match done {
        _ if progress.drafts.iter().any(|d| d.task == task.id) => TaskState::Draft,
        None => TaskState::New,
        Some(p) if p.passes > 0 => TaskState::Passed,
        Some(_) => TaskState::NotPassed,
    };
    TaskLine {
        id: task.id.clone(),
        title: task.title.clone(),
        kind: view::kind(task.kind),
        kind_name: view::kind_name(task.kind).to_owned(),
        difficulty: task.difficulty,
        minutes: task.minutes,
        objective: task.objective.clone(),
        attempts: done.map_or(0, |p| p.attempts),
        best: done.map(|p| p.best),
        state,
    }
}

fn drafts(outline: &Outline, progress: &Progress) -> Vec<DraftLine> {
    let title = |id: &str| outline.modules.iter().flat_map(|m| &m.tasks).find(|t| t.id == id).map(|t| t.title.clone());
    let known = progress.drafts.iter().filter_map(|d| Some((d, title(&d.task)?)));
    known
        .map(|(d, title)| DraftLine { task: d.task.clone(), title, module: d.module.clone(), saved_ms: d.saved_ms })
        .collect()
}

fn resume(outline: &Outline, progress: &Progress) -> Option<Resume> {
    let place = choose::resume(outline, progress)?;
    let last = progress.last.as_ref();
    let unread = |m: &ModuleOutline| count(&m.lessons, |l| lesson_state(m, &l.id, progress) != LessonState::Read);
    let open = |m: &ModuleOutline| count(&m.tasks, |t| !progress.tasks.iter().any(|p| p.task == t.id && p.passes > 0));
    let (to, module, title, detail, same) = match place {
        Place::Lesson { module, lesson } => {
            let line = &module.lessons[lesson];
            let to = ResumeTo::Lesson { module: module.no.clone(), lesson: line.id.clone() };
            let then = match (unread(module) - 1, open(module)) {
                (_, 0) => String::new(),
                (0, tasks) => format!(", then {}", tasks_of(tasks)),
                (_, tasks) => format!(", {} in this module", tasks_of(tasks)),
            };
            let of = module.lessons.len();
            let detail = format!("Lesson {} of {of}, about {} minutes{then}.", lesson + 1, minutes(line.words));
            let same = matches!(last.map(|l| &l.place), Some(LastPlace::Lesson(id)) if id == &line.id);
            (to, module, line.title.clone(), detail, same)
        }
        Place::Task { module, task } => {
            let outline = module.tasks.iter().find(|t| t.id == task)?;
            let to = ResumeTo::Task { task: task.to_owned() };
            let detail = format!("{}, with your unfinished answer.", view::kind_name(outline.kind));
            (to, module, outline.title.clone(), detail, true)
        }
        Place::Practice { module } => {
            let to = ResumeTo::Practice { module: module.no.clone() };
            let next = choose::next_task(module, progress, None);
            let title = next.map_or_else(|| "Practise again".to_owned(), |t| t.title.clone());
            let detail = match (open(module), next) {
                (tasks, Some(t)) => format!(
                    "{}, about {} minutes. {} to go.",
                    view::kind_name(t.kind),
                    t.minutes,
                    capital(&tasks_of(tasks))
                ),
                (_, None) => "All tasks passed.".to_owned(),
            };
            (to, module, title, detail, last.is_some_and(|l| l.module == module.no))
        }
    };
    let at_ms = choose::newest_draft(progress).map(|d| d.saved_ms).or(last.map(|l| l.at_ms));
    Some(Resume {
        to,
        module: module.no.clone(),
        module_title: module.title.clone(),
        title,
        at_ms: at_ms.filter(|_| same),
        detail,
    })
}

fn tasks_of(n: u32) -> String {
    if n == 1 { "one task".into() } else { format!("{n} tasks") }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
