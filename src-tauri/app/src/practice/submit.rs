//! An answer is graded, written down and shown.

use super::{Stored, id_of};
use crate::desk::OnDesk;
use crate::letters::Shown;
use crate::opened::refused;
use crate::session::{self, Sitting};
use crate::view::{self, Answered, answer_of, feedback};
use crate::wire::practice::{Practice, PracticeRequest, SubmitRequest, Submitted};
use crate::wire::{ErrorCode, WireError};
use crate::{App, confidence};
use course::task::{Answer, Face, Missing, Task};
use grading::{Grade, Letters, Prepared};
use study::{Attempt, NewAttempt, Presentation, PresentationState, Progress, Uuid};

/// What an answer is held against.
struct Met {
    presentation: Presentation,
    progress: Progress,
    prepared: Option<Prepared>,
    sitting: Option<Sitting>,
}

impl App {
    /// Grades and writes down an answer. Submitting the same presentation again returns the first grade.
    pub(crate) async fn practice_submit(&self, request: SubmitRequest) -> Result<Submitted, WireError> {
        let Met { presentation, progress, prepared, sitting } = self.met(id_of(&request.presentation)?).await?;
        if presentation.state == PresentationState::Submitted {
            return self.submitted_before(&presentation, &request.then).await;
        }
        if sitting.as_ref().is_some_and(|s| s.too_late(&self.host.steady(), self.now())) {
            let words =
                "The time of the drill was over before this answer came. It does not count, and is kept as a draft.";
            return Err(WireError::new(ErrorCode::TimeOver, words));
        }
        let task = self.task_of(&presentation)?;
        let answer = answer_of(request.answer, Some(&task.face));
        complete(&answer, &task.face)?;
        let shown = Shown::new(&task.face, presentation.seed);
        let letters = Letters::in_order(shown.ids().iter().copied());
        let prepared = prepared.unwrap_or_else(|| Prepared::new(task));
        let grade = grading::grade_prepared(&prepared, task, &answer, &letters);
        let said = request.confidence.map(|said| confidence::word(said).to_owned());
        let attempt = attempt(&presentation, task, &answer, &grade, said, request.spent_ms)?;
        let mut sitting = self.sitting_after(sitting, &request.then, &task.face.id).await?;
        let next = self.choose(&request.then, &progress, sitting.as_ref(), Some(&task.face.id))?;
        let new = match &next {
            Ok(pick) => Some(self.present(*pick, &progress, sitting.as_ref())?),
            Err(_) => None,
        };
        let submitted = self.record().await?.submit(attempt, new, self.now()).await.map_err(refused)?;
        self.changed();
        if submitted.repeated {
            // Another press of the same button was faster: its grade stands.
            return self.submitted_before(&presentation, &request.then).await;
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
            shelf: self.shelf(&task.face, &progress)?,
            lesson: self.lesson_for(&task.face),
            alike: self.alike(&progress, &task.face.id)?,
            dispute: None,
        });
        let next = match (next, submitted.next) {
            (Ok((_, outline)), Some(next)) => self.shown_next(&outline.id, next, &progress, sitting.as_ref()).await?,
            (Err(done), _) => self.all_done(done, &mut sitting).await?,
            (Ok(_), None) => Practice { task: None, done: None, session: None },
        };
        Ok(Submitted { feedback, next })
    }

    /// From the desk, or read anew where something else lies there.
    async fn met(&self, id: Uuid) -> Result<Met, WireError> {
        if let Some(OnDesk { presentation, progress, prepared, sitting }) = self.desk.take(id) {
            return Ok(Met { presentation, progress, prepared: Some(prepared), sitting });
        }
        let presentation = self.presented(id).await?.presentation;
        let sitting = match presentation.session {
            Some(session) => Some(self.sitting(session).await?),
            None => None,
        };
        Ok(Met { presentation, progress: self.progress().await?, prepared: None, sitting })
    }

    /// The session that goes on, with this task done.
    async fn sitting_after(
        &self,
        sitting: Option<Sitting>,
        then: &PracticeRequest,
        task: &str,
    ) -> Result<Option<Sitting>, WireError> {
        let Some(id) = &then.session else { return Ok(None) };
        let id = session::id_of(id)?;
        let mut sitting = match sitting {
            Some(sitting) if sitting.id() == id => sitting,
            _ => self.sitting(id).await?,
        };
        sitting.answered.insert(task.to_owned());
        Ok(Some(sitting))
    }

    /// The first grade of a presentation, for whoever submits it again.
    async fn submitted_before(
        &self,
        presentation: &Presentation,
        then: &PracticeRequest,
    ) -> Result<Submitted, WireError> {
        let feedback = self.feedback_of(presentation.id).await?;
        let progress = self.progress().await?;
        let mut sitting = self.sitting_of(then).await?;
        let next = self.next(then, &progress, &mut sitting, Some(&presentation.task)).await?;
        Ok(Submitted { feedback, next })
    }
}

fn attempt(
    presentation: &Presentation,
    task: &Task,
    answer: &Answer,
    grade: &Grade,
    confidence: Option<String>,
    spent_ms: u64,
) -> Result<NewAttempt, WireError> {
    let stored = Stored { face: &task.face, hints: &task.hints };
    Ok(NewAttempt {
        presentation: presentation.id,
        answer: serde_json::to_string(answer).map_err(view::unreadable)?,
        score: grade.score,
        passed: grade.passed,
        grade: serde_json::to_string(grade).map_err(view::unreadable)?,
        grader: grading::GRADER.to_owned(),
        confidence,
        spent_ms,
        snapshot_face: serde_json::to_string(&stored).map_err(view::unreadable)?,
        snapshot_key: serde_json::to_string(&task.key).map_err(view::unreadable)?,
    })
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
