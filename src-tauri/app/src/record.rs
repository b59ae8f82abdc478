//! My record: every attempt, listed and opened again.

use crate::App;
use crate::figure::{counted, undisputed};
use crate::opened::refused;
use crate::practice::attempt_id;
use crate::view;
use crate::wire::WireError;
use crate::wire::feedback::Feedback;
use crate::wire::record::{AttemptLine, AttemptRequest, RecordOnly, RecordPage, RecordRequest};
use course::task::Kind;
use study::{Attempt, Filter};

/// Attempts on a page.
const PAGE: u32 = 50;

impl App {
    pub(crate) async fn record_list(&self, request: RecordRequest) -> Result<RecordPage, WireError> {
        let before = request.before.as_deref().map(attempt_id).transpose()?;
        let kind = request.kind.map(|k| view::kind_of(k).name().to_owned());
        let only = match request.only {
            RecordOnly::All => None,
            RecordOnly::Wrong => Some(study::Only::Wrong),
            RecordOnly::Disputed => Some(study::Only::Disputed),
        };
        let first = before.is_none();
        let record = self.record().await?;
        let filter = Filter { module: request.module, kind, only, before, limit: PAGE };
        let page = record.attempts(filter).await.map_err(refused)?;
        let tries = if first { record.first_tries().await.map_err(refused)? } else { vec![] };
        let attempts = page.attempts.iter().map(|a| self.attempt_line(a)).collect::<Result<_, _>>()?;
        Ok(RecordPage {
            attempts,
            more: page.more.map(|id| id.to_string()),
            total: page.total,
            counted: first.then(|| counted(&tries)),
            undisputed: undisputed(&tries),
        })
    }

    pub(crate) async fn record_open(&self, request: AttemptRequest) -> Result<Feedback, WireError> {
        self.feedback_of(attempt_id(&request.attempt)?).await
    }

    fn attempt_line(&self, attempt: &Attempt) -> Result<AttemptLine, WireError> {
        let outline = self.course()?.outline();
        let known = outline.modules.iter().flat_map(|m| &m.tasks).find(|t| t.id == attempt.task);
        let kind = Kind::from_name(&attempt.kind)
            .ok_or_else(|| view::unreadable(format!("unknown kind “{}”", attempt.kind)))?;
        Ok(AttemptLine {
            id: attempt.id.to_string(),
            task: attempt.task.clone(),
            title: known.map_or_else(|| attempt.task.clone(), |t| t.title.clone()),
            module: attempt.module.clone(),
            kind: view::kind(kind),
            kind_name: view::kind_name(kind).to_owned(),
            at_ms: attempt.at_ms,
            local_day: attempt.local_day.clone(),
            score: attempt.score,
            passed: attempt.passed,
            hints_used: attempt.hints,
            spent_ms: attempt.spent_ms,
        })
    }
}
