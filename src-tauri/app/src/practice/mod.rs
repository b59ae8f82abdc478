//! The way of one answer: a task is handed out, drafts are kept, the answer is graded, written down and shown.

use crate::choose;
use crate::desk::OnDesk;
use crate::letters::Shown;
use crate::opened::refused;
use crate::progress::not_here;
use crate::view::{self, Answered, Shelf, answer_of, feedback, live_view, task_view};
use crate::wire::feedback::Feedback;
use crate::wire::practice::{
    Confidence, DraftRequest, DraftSaved, DraftView, HintRequest, Hints, Practice, PracticeRequest, SkipRequest,
    SubmitRequest, Submitted, TaskView,
};
use crate::wire::{ErrorCode, WireError};
use crate::{App, lesson};
use course::task::{Answer, Face, Missing, Task};
use course::{ModuleOutline, TaskOutline};
use grading::{Letters, Prepared, count_words};
use study::{
    Attempt, Draft, Error, NewAttempt, NewPresentation, Open, Presentation, PresentationState, Progress, Uuid,
};

impl App {
    pub(crate) async fn practice_next(&self, request: PracticeRequest) -> Result<Practice, WireError> {
        let progress = self.progress().await?;
        self.next(&request, &progress, None).await
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
        let live = face.map(|face| live_view(&answer, face)).unwrap_or_default();
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
            self.desk.put(OnDesk { presentation, progress, prepared });
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
        let task = self.task_of(&presentation)?;
        let rungs = request.rungs.clamp(1, task.hints.len() as u32);
        let rungs = record.show_hints(presentation.id, rungs).await.map_err(refused)?;
        let shown = Shown::new(&task.face, presentation.seed);
        Ok(Hints { hints: task.hints.iter().take(rungs as usize).map(|h| shown.say(h)).collect() })
    }

    pub(crate) async fn practice_skip(&self, request: SkipRequest) -> Result<Practice, WireError> {
        let Open { presentation, .. } = self.presented(id_of(&request.presentation)?).await?;
        match self.record().await?.skip(presentation.id, self.now()).await {
            Ok(()) | Err(Error::Closed) => {}
            Err(e) => return Err(refused(e)),
        }
        let progress = self.progress().await?;
        self.next(&request.then, &progress, Some(&presentation.task)).await
    }

    /// Grades and writes down an answer. Submitting the same presentation again returns the first grade.
    pub(crate) async fn practice_submit(&self, request: SubmitRequest) -> Result<Submitted, WireError> {
        let id = id_of(&request.presentation)?;
        let (presentation, progress, prepared) = match self.desk.take(id) {
            Some(desk) => (desk.presentation, desk.progress, Some(desk.prepared)),
            None => (self.presented(id).await?.presentation, self.progress().await?, None),
        };
        if presentation.state == PresentationState::Submitted {
            return self.submitted_before(&presentation, &request.then, &progress).await;
        }
        let task = self.task_of(&presentation)?;
        let answer = answer_of(request.answer, Some(&task.face));
        complete(&answer, &task.face)?;
        let shown = Shown::new(&task.face, presentation.seed);
        let letters = Letters::in_order(shown.ids().iter().copied());
        let prepared = prepared.unwrap_or_else(|| Prepared::new(task));
        let grade = grading::grade_prepared(&prepared, task, &answer, &letters);
        let attempt = NewAttempt {
            presentation: presentation.id,
            answer: serde_json::to_string(&answer).map_err(view::unreadable)?,
            score: grade.score,
            passed: grade.passed,
            grade: serde_json::to_string(&grade).map_err(view::unreadable)?,
            grader: grading::GRADER.to_owned(),
            confidence: request.confidence.map(|c| confidence(c).to_owned()),
            spent_ms: request.spent_ms,
            snapshot_face: serde_json::to_string(&Stored { face: &task.face, hints: &task.hints })
                .map_err(view::unreadable)?,
            snapshot_key: serde_json::to_string(&task.key).map_err(view::unreadable)?,
        };
        let next = self.choose(&request.then, &progress, Some(&task.face.id))?;
        let new = next.as_ref().ok().map(|(module, task)| self.present(module, task));
        let submitted = self.record().await?.submit(attempt, new, self.now()).await.map_err(refused)?;
        self.changed();
        if submitted.repeated {
            // Another press of the same button was faster: its grade stands.
            return self.submitted_before(&presentation, &request.then, &progress).await;
        }
        let number = progress.tasks.iter().find(|p| p.task == task.face.id).map_or(0, |p| p.attempts) + 1;
        let Attempt { spent_ms, hints, .. } = submitted.attempt;
        let presentation = Presentation { state: PresentationState::Submitted, spent_ms, hints, ..presentation };
        let feedback = feedback(Answered {
            attempt: &submitted.attempt,
            presentation: &presentation,
            face: &task.face,
            hints: &task.hints,
            key: &task.key,
            answer,
            grade: &grade,
            number,
            outdated: false,
            shelf: self.shelf(&task.face)?,
            lesson: self.lesson_for(&task.face),
        });
        let next = match (next, submitted.next) {
            (Ok((_, outline)), Some(next)) => self.shown_next(&outline.id, next, &progress).await?,
            (Err(done), _) => Practice { task: None, done: Some(done) },
            (Ok(_), None) => Practice { task: None, done: None },
        };
        Ok(Submitted { feedback, next })
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
        Ok(feedback(Answered {
            attempt: &detail.attempt,
            presentation: &detail.presentation,
            hints: &stored.hints,
            key: &key,
            answer,
            grade: &grade,
            number: detail.number,
            outdated: current.is_none_or(|t| t.version != detail.attempt.task_version),
            shelf: self.shelf(&stored.face)?,
            lesson: self.lesson_for(&stored.face),
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
        after: Option<&str>,
    ) -> Result<Choice<'a>, WireError> {
        let outline = self.course()?.outline();
        if let (Some(id), None) = (&request.task, after) {
            let found = outline.modules.iter().find_map(|m| Some((m, m.tasks.iter().find(|t| &t.id == id)?)));
            return found.map(Ok).ok_or_else(|| not_here("task"));
        }
        let module = match &request.module {
            Some(no) => self.module_outline(no)?,
            None => match choose::module_to_practise(outline, progress) {
                Some(module) => module,
                None => return Ok(Err("No tasks are written yet.".to_owned())),
            },
        };
        let next = choose::next_task(module, progress, after);
        Ok(next.map(|task| (module, task)).ok_or_else(|| match module.tasks.len() {
            0 => format!("The tasks of {} are not written yet.", module.no),
            n => format!("Nothing is left to do in {}: all its {n} tasks are passed or were just shown.", module.no),
        }))
    }

    /// The task asked for, handed out; `after` is the one the learner comes from.
    async fn next(
        &self,
        request: &PracticeRequest,
        progress: &Progress,
        after: Option<&str>,
    ) -> Result<Practice, WireError> {
        match self.choose(request, progress, after)? {
            Ok((module, task)) => self.hand_out(module, task, progress).await,
            Err(done) => Ok(Practice { task: None, done: Some(done) }),
        }
    }

    /// The first grade of a presentation, for whoever submits it again.
    async fn submitted_before(
        &self,
        presentation: &Presentation,
        then: &PracticeRequest,
        progress: &Progress,
    ) -> Result<Submitted, WireError> {
        let feedback = self.feedback_of(presentation.id).await?;
        Ok(Submitted { feedback, next: self.next(then, progress, Some(&presentation.task)).await? })
    }

    fn present(&self, module: &ModuleOutline, task: &TaskOutline) -> NewPresentation {
        NewPresentation {
            task: task.id.clone(),
            task_version: task.version.clone(),
            module: module.no.clone(),
            kind: task.kind.name().to_owned(),
            objective: task.objective.clone(),
            seed: self.host.seed(),
        }
    }

    async fn hand_out(
        &self,
        module: &ModuleOutline,
        task: &TaskOutline,
        progress: &Progress,
    ) -> Result<Practice, WireError> {
        let new = self.present(module, task);
        let presentation = self.record().await?.present(new, self.now()).await.map_err(refused)?;
        if let Ok(task) = self.task_of(&presentation) {
            let (presentation, progress) = (presentation.clone(), progress.clone());
            self.desk.put(OnDesk { presentation, progress, prepared: Prepared::new(task) });
        }
        self.shown_next(&task.id, presentation, progress).await
    }

    /// A presentation as the page sees it, with the draft kept for it.
    async fn shown_next(
        &self,
        task: &str,
        presentation: Presentation,
        progress: &Progress,
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
        let draft = draft.map(|d| draft_view(&d, task)).transpose()?;
        let view: TaskView = task_view(&task.face, &task.hints, &presentation, &self.shelf(&task.face)?, draft);
        Ok(Practice { task: Some(view), done: None })
    }

    fn shelf(&self, face: &Face) -> Result<Shelf<'_>, WireError> {
        let module = self.module_outline(&face.module)?;
        let number = choose::in_order(module).iter().position(|t| t.id == face.id).map_or(0, |i| i as u32 + 1);
        Ok(Shelf { module, number, objective: module.objectives.iter().find(|o| o.id == face.objective) })
    }

    fn lesson_for(&self, face: &Face) -> Option<crate::wire::lesson::LessonLink> {
        let module = self.module_outline(&face.module).ok()?;
        let at = module.lessons.iter().position(|l| l.serves.contains(&face.objective))?;
        Some(lesson::link(module, at))
    }
}

type Choice<'a> = Result<(&'a ModuleOutline, &'a TaskOutline), String>;

/// A task's face as it is kept with its first answer; the hints are kept too, to show which were used.
#[derive(serde::Serialize)]
struct Stored<'a> {
    face: &'a Face,
    hints: &'a [String],
}

#[derive(serde::Deserialize)]
struct StoredOwned {
    face: Face,
    hints: Vec<String>,
}

fn draft_view(draft: &Draft, task: &Task) -> Result<DraftView, WireError> {
    let answer: Answer = serde_json::from_str(&draft.answer).map_err(view::unreadable)?;
    let words = count_words(answer.written());
    let live = live_view(&answer, &task.face);
    let outdated = draft.task_version != task.version;
    Ok(DraftView { answer: view::answer_view(answer), saved_ms: draft.saved_ms, words, live, outdated })
}

fn id_of(text: &str) -> Result<Uuid, WireError> {
    Uuid::parse_str(text).map_err(|_| not_here("task handed out"))
}

fn confidence(word: Confidence) -> &'static str {
    match word {
        Confidence::Sure => "sure",
        Confidence::Fairly => "fairly",
        Confidence::Guess => "guess",
    }
}

fn complete(answer: &Answer, face: &Face) -> Result<(), WireError> {
    let missing: Vec<String> = answer
        .missing(face)
        .into_iter()
        .map(|m| match m {
            Missing::OtherKind => "The answer belongs to another kind of task.",
            Missing::Pick => "Pick an option.",
            Missing::Value => "Choose a point on the scale.",
            Missing::Order => "Give each response a place.",
            Missing::Scores => "Give each one a value on every scale.",
            Missing::Labels => "Label each piece.",
            Missing::Marks => "Mark the words, or say that there is nothing to mark.",
            Missing::Boxes => "Draw the boxes, or say that there is nothing to draw.",
            Missing::Verdicts => "Judge each claim, and cite the passage that it rests on.",
            Missing::Category => "Name the category.",
            Missing::Severity => "Say how severe it is.",
            Missing::Action => "Choose the right action.",
            Missing::Lines => "Mark the faulty lines, or say that there are none.",
            Missing::Complexity => "Name the complexity of each solution.",
            Missing::Turn => "Say where it goes wrong, or that it goes wrong nowhere.",
            Missing::Criteria => "Write as many criteria as are asked, none of them empty.",
            Missing::Text => "Write the prompt.",
            Missing::Why => "Write your reasons.",
        })
        .map(str::to_owned)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!("The answer is not complete yet. {}", missing.join(" "));
    Err(WireError { details: Some(missing), ..WireError::new(ErrorCode::Incomplete, message) })
}
