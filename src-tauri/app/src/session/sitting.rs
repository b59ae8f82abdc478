//! A session that is under way, with what was done in it.

use super::clock;
use crate::wire::session::{SessionEnd, SessionForm, SessionView, TaskSet};
use crate::{App, view};
use course::Outline;
use exam::Steady;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use study::{Now, Session, Uuid};

/// An answer that was on its way when the time ended is still taken.
const GRACE_MS: u64 = 3000;

/// What the learner asked for; kept with the session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub set: TaskSet,
    pub minutes: u32,
    /// Of a drill, in percent: the pace chosen, and the learner's extra time.
    pub pace: u32,
    pub extra: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct Sitting {
    pub session: Session,
    pub asked: Asked,
    /// Ids of tasks, in their order.
    pub plan: Vec<String>,
    pub answered: HashSet<String>,
    pub skipped: HashSet<String>,
}

impl Sitting {
    pub(crate) fn id(&self) -> Uuid {
        self.session.id
    }

    pub(crate) fn drill(&self) -> bool {
        self.session.form == study::SessionForm::Drill
    }

    pub(crate) fn left_ms(&self, steady: &Steady, now: Now) -> u64 {
        self.session.limit_ms.saturating_sub(clock::elapsed_ms(&self.session, steady, now))
    }

    /// Whether an answer comes too late to be taken: only in a drill.
    pub(crate) fn too_late(&self, steady: &Steady, now: Now) -> bool {
        let gone = clock::elapsed_ms(&self.session, steady, now);
        self.drill() && (self.session.ended.is_some() || gone > self.session.limit_ms + GRACE_MS)
    }

    /// The next task of the plan that was neither answered nor put aside here; after `after` first, then from the start.
    pub(crate) fn next(&self, after: Option<&str>) -> Option<&str> {
        let at = after.and_then(|id| self.plan.iter().position(|task| task == id)).map_or(0, |at| at + 1);
        let (before, behind) = self.plan.split_at(at.min(self.plan.len()));
        let open = |task: &&String| {
            !self.answered.contains(*task) && !self.skipped.contains(*task) && after != Some(task.as_str())
        };
        behind.iter().chain(before).find(open).map(String::as_str)
    }

    pub(crate) fn view(&self, outline: &Outline, steady: &Steady, now: Now) -> SessionView {
        SessionView {
            id: self.session.id.to_string(),
            form: form(self.session.form),
            about: about(&self.asked, outline),
            answered: self.answered.len() as u32,
            of: self.plan.len() as u32,
            limit_ms: self.session.limit_ms,
            left_ms: if self.session.ended.is_some() { 0 } else { self.left_ms(steady, now) },
            ended: self.session.ended.map(|ended| end(ended.how)),
        }
    }
}

impl App {
    pub(crate) fn session_view(&self, sitting: &Sitting) -> Result<SessionView, crate::wire::WireError> {
        Ok(sitting.view(self.course()?.outline(), &self.host.steady(), self.now()))
    }
}

pub(crate) fn form(form: study::SessionForm) -> SessionForm {
    match form {
        study::SessionForm::Practice => SessionForm::Practice,
        study::SessionForm::Drill => SessionForm::Drill,
    }
}

pub(crate) fn end(end: study::SessionEnd) -> SessionEnd {
    match end {
        study::SessionEnd::Finished => SessionEnd::Finished,
        study::SessionEnd::Time => SessionEnd::Time,
        study::SessionEnd::Left => SessionEnd::Left,
    }
}

/// What was chosen, in words: "Rubric speed drills, rating, hard".
pub(crate) fn about(asked: &Asked, outline: &Outline) -> String {
    use crate::wire::session::Only;
    let set = &asked.set;
    let module = set.module.as_ref().map(|no| {
        let title = outline.modules.iter().find(|m| m.no == *no).map(|m| m.title.clone());
        title.unwrap_or_else(|| no.clone())
    });
    let domain = set.domain.as_ref().map(|id| {
        let title = outline.domains.iter().find(|d| d.id == *id).map(|d| d.title.clone());
        title.unwrap_or_else(|| id.clone())
    });
    let kind = set.kind.map(|kind| view::kind_name(view::kind_of(kind)).to_lowercase());
    let difficulty = set.difficulty.map(|d| ["easy", "middling", "hard"][usize::from(d.clamp(1, 3)) - 1].to_owned());
    let only = match set.only {
        Only::All => None,
        Only::New => Some("new tasks".to_owned()),
        Only::Wrong => Some("what went wrong".to_owned()),
        Only::Flagged => Some("flagged tasks".to_owned()),
    };
    let parts: Vec<String> = [module, domain, kind, difficulty, only].into_iter().flatten().collect();
    if parts.is_empty() { "All tasks".to_owned() } else { capital(&parts.join(", ")) }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
