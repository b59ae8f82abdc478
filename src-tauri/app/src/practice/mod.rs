//! The way of one answer: a task is handed out, drafts are kept, the answer is graded, written down and shown.

mod order;
mod submit;

use crate::choose::{self, Pick};
use crate::desk::OnDesk;
use crate::letters::Shown;
use crate::opened::refused;
use crate::progress::not_here;
use crate::session::{self, Sitting};
use crate::view::{self, Answered, Shelf, answer_of, feedback, live_view, task_view};
use crate::wire::feedback::Feedback;
use crate::wire::practice::{
    DraftRequest, DraftSaved, DraftView, FlagRequest, HintRequest, Hints, Practice, PracticeRequest, SkipReason,
    SkipRequest, TaskView,
};
use crate::wire::session::{Only, TaskSet};
use crate::wire::start::Saved;
use crate::wire::{ErrorCode, WireError};
use crate::{App, dispute, lesson};
use course::ModuleOutline;
use course::task::{Answer, Face, Task};
use grading::{Prepared, count_words};
use study::{Draft, Error, NewPresentation, Open, Presentation, Progress, SessionEnd, Uuid};

impl App {
    pub(crate) async fn practice_next(&self, request: PracticeRequest) -> Result<Practice, WireError> {
        let progress = self.progress().await?;
        let mut sitting = self.sitting_of(&request).await?;
        self.next(&request, &progress, &mut sitting, None).await
    }

    async fn sitting_of(&self, request: &PracticeRequest) -> Result<Option<Sitting>, WireError> {
        match &request.session {
            Some(id) => Ok(Some(self.sitting(session::id_of(id)?).await?)),
            None => Ok(None),
        }
    }

    pub(crate) async fn draft_save(&self, request: DraftRequest) -> Result<DraftSaved, WireError> {
        let id = id_of(&request.presentation)?;
        let presentation = self.on_desk(id).await?;
        let face = self.task_of(&presentation).ok().map(|task| &task.face);
        let answer = answer_of(request.answer, face);
        let json = serde_json::to_string(&answer).map_err(view::unreadable)?;
        let now = self.now();
        match self.record().await?.save_draft(id, &json, request.spent_ms, now).await {
            // The answer itself is in already: there is nothing left to keep.
            Ok(()) | Err(Error::Closed) => {}
            Err(e) => return Err(refused(e)),
        }
        if let Some(session) = self.desk.session(id)
            && let Some(clock) = self.keep_clock(&session).await
        {
            self.desk.keep_clock(id, clock);
        }
        let live = face.map(|face| live_view(&answer, face, &Shown::new(face, presentation.seed))).unwrap_or_default();
        Ok(DraftSaved { at_ms: now.utc_ms, words: count_words(answer.written()), live })
    }

    /// The presentation with that id; what submitting it will need lies ready from then on.
    async fn on_desk(&self, id: Uuid) -> Result<Presentation, WireError> {
        if let Some(presentation) = self.desk.presentation(id) {
            return Ok(presentation);
        }
        let Open { presentation, .. } = self.presented(id).await?;
        if let Ok(task) = self.task_of(&presentation) {
            let progress = self.progress().await?;
            let (presentation, prepared) = (presentation.clone(), Prepared::new(task));
            let sitting = match presentation.session {
                Some(id) => Some(self.sitting(id).await?),
                None => None,
            };
            self.desk.put(OnDesk { presentation, progress, prepared, sitting });
        }
        Ok(presentation)
    }

    pub(crate) async fn hint_show(&self, request: HintRequest) -> Result<Hints, WireError> {
        if self.quiet() {
            let words = "Your exam may be running: hints are off until it is over.";
            return Err(WireError::new(ErrorCode::ExamOpen, words));
        }
        let record = self.record().await?;
        let Open { presentation, .. } = self.presented(id_of(&request.presentation)?).await?;
        if self.in_drill(&presentation).await? {
            return Err(WireError::new(ErrorCode::Refused, "There are no hints in a drill."));
        }
        let task = self.task_of(&presentation)?;
        let rungs = request.rungs.clamp(1, task.hints.len() as u32);
        let rungs = record.show_hints(presentation.id, rungs).await.map_err(refused)?;
        let shown = Shown::new(&task.face, presentation.seed);
        Ok(Hints { hints: task.hints.iter().take(rungs as usize).map(|h| shown.say(h)).collect() })
    }

    pub(crate) async fn practice_skip(&self, request: SkipRequest) -> Result<Practice, WireError> {
        let Open { presentation, .. } = self.presented(id_of(&request.presentation)?).await?;
        let reason = request.reason.map(skip_word);
        match self.record().await?.skip(presentation.id, reason, self.now()).await {
            Ok(()) | Err(Error::Closed) => {}
            Err(e) => return Err(refused(e)),
        }
        let progress = self.progress().await?;
        let mut sitting = self.sitting_of(&request.then).await?;
        self.next(&request.then, &progress, &mut sitting, Some(&presentation.task)).await
    }

    pub(crate) async fn flag_set(&self, request: FlagRequest) -> Result<Saved, WireError> {
        let known = self.module_outline(&request.module)?.tasks.iter().any(|t| t.id == request.task);
        if !known {
            return Err(not_here("task"));
        }
        let now = self.now();
        let record = self.record().await?;
        record.set_flag(&request.module, &request.task, request.flagged, now).await.map_err(refused)?;
        self.desk.flag(&request.task, request.flagged);
        self.changed();
        Ok(Saved { at_ms: now.utc_ms })
    }

    async fn in_drill(&self, presentation: &Presentation) -> Result<bool, WireError> {
        let Some(id) = presentation.session else { return Ok(false) };
        let session = self.record().await?.session(id).await.map_err(refused)?;
        Ok(session.is_some_and(|s| s.form == study::SessionForm::Drill && s.ended.is_none()))
    }

    /// The feedback of an attempt, as it was then.
    pub(crate) async fn feedback_of(&self, attempt: Uuid) -> Result<Feedback, WireError> {
        let detail = self.record().await?.attempt(attempt).await.map_err(refused)?;
        let detail = detail.ok_or_else(|| not_here("attempt"))?;
        let stored: StoredOwned = serde_json::from_str(&detail.snapshot.face).map_err(view::unreadable)?;
        let key = serde_json::from_str(&detail.snapshot.key).map_err(view::unreadable)?;
        let answer: Answer = serde_json::from_str(&detail.attempt.answer).map_err(view::unreadable)?;
        let grade = serde_json::from_str(&detail.attempt.grade).map_err(view::unreadable)?;
        let current = self.course()?.task(&stored.face.id).map_err(view::unreadable)?;
        let progress = self.progress().await?;
        Ok(feedback(Answered {
            attempt: &detail.attempt,
            presentation: &detail.presentation,
            hints: &stored.hints,
            key: &key,
            answer,
            grade: &grade,
            number: detail.number,
            outdated: current.is_none_or(|t| t.version != detail.attempt.task_version),
            shelf: self.shelf(&stored.face, &progress)?,
            lesson: self.lesson_for(&stored.face),
            alike: self.alike(&progress, &stored.face.id)?,
            dispute: detail.dispute.as_ref().map(dispute::view_of).transpose()?,
            face: &stored.face,
        }))
    }

    async fn presented(&self, id: Uuid) -> Result<Open, WireError> {
        let found = self.record().await?.presentation(id).await.map_err(refused)?;
        found.ok_or_else(|| not_here("task handed out"))
    }

    /// The task of a presentation, if it is still what was shown.
    fn task_of(&self, presentation: &Presentation) -> Result<&Task, WireError> {
        let task = self.course()?.task(&presentation.task).map_err(view::unreadable)?;
        task.filter(|t| t.version == presentation.task_version).ok_or_else(|| {
            let message = "This task was revised while it was open, so it cannot be graded as it was. Your answer is kept. \
                           Open the task again to answer the new version.";
            WireError::new(ErrorCode::TaskChanged, message)
        })
    }

    /// The task asked for, or the sentence that says why there is none.
    fn choose<'a>(
        &'a self,
        request: &PracticeRequest,
        progress: &Progress,
        sitting: Option<&Sitting>,
        after: Option<&str>,
    ) -> Result<Choice<'a>, WireError> {
        let outline = self.course()?.outline();
        let named = |id: &str| outline.modules.iter().find_map(|m| Some((m, m.tasks.iter().find(|t| t.id == id)?)));
        if let Some(sitting) = sitting {
            let over = sitting.session.ended.is_some() || sitting.left_ms(&self.host.steady(), self.now()) == 0;
            // A task that the course no longer has is passed over.
            let mut next = if over { None } else { sitting.next(after) };
            while let Some(id) = next {
                match named(id) {
                    Some(pick) => return Ok(Ok(pick)),
                    None => next = sitting.next(Some(id)),
                }
            }
            return Ok(Err(if over { "The time is over." } else { "Every task of this session is done." }.to_owned()));
        }
        if let (Some(id), None) = (&request.task, after) {
            return named(id).map(Ok).ok_or_else(|| not_here("task"));
        }
        if request.set == TaskSet::default() {
            let module = choose::module_to_practise(outline, progress);
            return match module.and_then(|m| choose::next_task(m, progress, after).map(|task| (m, task))) {
                Some(pick) => Ok(Ok(pick)),
                None => Ok(Err(match module {
                    Some(module) => nothing_left(module),
                    None => "No tasks are written yet.".to_owned(),
                })),
            };
        }
        let tasks = choose::fitting(outline, &request.set, progress);
        let again = request.set.only == Only::Flagged;
        if let Some(pick) = choose::next_of(tasks, progress, after, again) {
            return Ok(Ok(pick));
        }
        Ok(Err(match &request.set {
            TaskSet { module: Some(no), domain: None, kind: None, difficulty: None, only: Only::All } => {
                nothing_left(self.module_outline(no)?)
            }
            _ => "Nothing is left of what you chose: all its tasks are passed or were just shown.".to_owned(),
        }))
    }

    /// The task asked for, handed out; `after` is the one the learner comes from.
    async fn next(
        &self,
        request: &PracticeRequest,
        progress: &Progress,
        sitting: &mut Option<Sitting>,
        after: Option<&str>,
    ) -> Result<Practice, WireError> {
        match self.choose(request, progress, sitting.as_ref(), after)? {
            Ok(pick) => self.hand_out(pick, progress, sitting.as_ref()).await,
            Err(done) => self.all_done(done, sitting).await,
        }
    }

    /// Nothing comes next; a session that has nothing left has ended by that.
    async fn all_done(&self, done: String, sitting: &mut Option<Sitting>) -> Result<Practice, WireError> {
        if let Some(open) = sitting.take() {
            let left = open.left_ms(&self.host.steady(), self.now());
            let how = if left == 0 { SessionEnd::Time } else { SessionEnd::Finished };
            *sitting = Some(if open.session.ended.is_some() { open } else { self.ended(open, how).await? });
        }
        let session = sitting.as_ref().map(|sitting| self.session_view(sitting)).transpose()?;
        Ok(Practice { task: None, done: Some(done), session })
    }

    /// What the record is to keep of a task handed out now.
    fn present(
        &self,
        (module, outline): Pick,
        progress: &Progress,
        sitting: Option<&Sitting>,
    ) -> Result<NewPresentation, WireError> {
        let task = self.course()?.task(&outline.id).map_err(view::unreadable)?.ok_or_else(|| not_here("task"))?;
        let (seed, slot) = order::seed(task, progress, self.host.seed());
        Ok(NewPresentation {
            task: outline.id.clone(),
            task_version: outline.version.clone(),
            module: module.no.clone(),
            kind: outline.kind.name().to_owned(),
            objective: outline.objective.clone(),
            seed,
            session: sitting.map(Sitting::id),
            slot,
        })
    }

    async fn hand_out(
        &self,
        pick: Pick<'_>,
        progress: &Progress,
        sitting: Option<&Sitting>,
    ) -> Result<Practice, WireError> {
        let new = self.present(pick, progress, sitting)?;
        let presentation = self.record().await?.present(new, self.now()).await.map_err(refused)?;
        if let Ok(task) = self.task_of(&presentation) {
            let (presentation, progress) = (presentation.clone(), progress.clone());
            let sitting = sitting.cloned();
            self.desk.put(OnDesk { presentation, progress, prepared: Prepared::new(task), sitting });
        }
        self.shown_next(&pick.1.id, presentation, progress, sitting).await
    }

    /// A presentation as the page sees it, with the draft kept for it.
    async fn shown_next(
        &self,
        task: &str,
        presentation: Presentation,
        progress: &Progress,
        sitting: Option<&Sitting>,
    ) -> Result<Practice, WireError> {
        // What was shown before is not shown again while an exam may be running.
        let presentation = match self.quiet() {
            true => Presentation { hints: 0, ..presentation },
            false => presentation,
        };
        let draft = match progress.drafts.iter().any(|d| d.task == task) {
            true => self.presented(presentation.id).await?.draft,
            false => None,
        };
        let task = self.course()?.task(task).map_err(view::unreadable)?.ok_or_else(|| not_here("task"))?;
        let draft = draft.map(|d| draft_view(&d, task, presentation.seed)).transpose()?;
        let view: TaskView =
            task_view(&task.face, &task.hints, &presentation, &self.shelf(&task.face, progress)?, draft);
        let session = sitting.map(|sitting| self.session_view(sitting)).transpose()?;
        Ok(Practice { task: Some(view), done: None, session })
    }

    fn shelf(&self, face: &Face, progress: &Progress) -> Result<Shelf<'_>, WireError> {
        let module = self.module_outline(&face.module)?;
        let number = choose::in_order(module).iter().position(|t| t.id == face.id).map_or(0, |i| i as u32 + 1);
        let flagged = progress.flags.contains(&face.id);
        Ok(Shelf { module, number, flagged, objective: module.objectives.iter().find(|o| o.id == face.objective) })
    }

    fn lesson_for(&self, face: &Face) -> Option<crate::wire::lesson::LessonLink> {
        let module = self.module_outline(&face.module).ok()?;
        let at = module.lessons.iter().position(|l| l.serves.contains(&face.objective))?;
        Some(lesson::link(module, at))
    }
}

type Choice<'a> = Result<Pick<'a>, String>;

fn nothing_left(module: &ModuleOutline) -> String {
    match module.tasks.len() {
        0 => format!("The tasks of {} are not written yet.", module.no),
        n => format!("Nothing is left to do in {}: all its {n} tasks are passed or were just shown.", module.no),
    }
}

/// A task's face as it is kept with its first answer; the hints are kept too, to show which were used.
#[derive(serde::Serialize)]
struct Stored<'a> {
    face: &'a Face,
    hints: &'a [String],
}

#[derive(serde::Deserialize)]
pub(crate) struct StoredOwned {
    pub face: Face,
    pub hints: Vec<String>,
}

fn draft_view(draft: &Draft, task: &Task, seed: i64) -> Result<DraftView, WireError> {
    let answer: Answer = serde_json::from_str(&draft.answer).map_err(view::unreadable)?;
    let words = count_words(answer.written());
    let live = live_view(&answer, &task.face, &Shown::new(&task.face, seed));
    let outdated = draft.task_version != task.version;
    Ok(DraftView { answer: view::answer_view(answer), saved_ms: draft.saved_ms, words, live, outdated })
}

fn id_of(text: &str) -> Result<Uuid, WireError> {
    Uuid::parse_str(text).map_err(|_| not_here("task handed out"))
}

pub(crate) fn attempt_id(text: &str) -> Result<Uuid, WireError> {
    Uuid::parse_str(text).map_err(|_| not_here("attempt"))
}

fn skip_word(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::TooHard => "too_hard",
        SkipReason::OutsideField => "outside_field",
        SkipReason::Unclear => "unclear",
        SkipReason::Broken => "broken",
        SkipReason::Later => "later",
    }
}

pub(crate) fn skip_reason_of(word: &str) -> Option<SkipReason> {
    use SkipReason::{Broken, Later, OutsideField, TooHard, Unclear};
    [TooHard, OutsideField, Unclear, Broken, Later].into_iter().find(|reason| skip_word(*reason) == word)
}
