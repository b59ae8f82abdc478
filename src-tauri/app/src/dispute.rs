//! "I think the key is wrong": kept with the attempt, listed, exported, and settled by a new version of the task.

use crate::choose;
use crate::figure::{counted, undisputed};
use crate::opened::refused;
use crate::practice::{StoredOwned, attempt_id};
use crate::wire::dispute::{
    DisputeLine, DisputePage, DisputeRequest, DisputeState, DisputeView, Exported, RegradeView,
};
use crate::wire::record::AttemptRequest;
use crate::wire::{ErrorCode, WireError};
use crate::{App, commands::Nothing, letters::Shown, view};
use course::task::{Answer, Task};
use grading::{Letters, Prepared};
use serde::{Deserialize, Serialize};
use study::{AmendmentKind, Dispute, NewAmendment, Target};

/// More than this is not read by anybody.
const LONGEST: usize = 4000;

/// What an amendment that disputes holds.
#[derive(Serialize, Deserialize)]
struct Said {
    reason: String,
}

/// What an amendment that settles holds.
#[derive(Serialize, Deserialize)]
struct Settled {
    /// The version that settled it; none when the task was taken out of the course.
    version: Option<String>,
    regrade: Option<Regrade>,
}

#[derive(Serialize, Deserialize)]
struct Regrade {
    score: f64,
    passed: bool,
    headline: String,
}

/// One dispute in the file that is sent.
#[derive(Serialize)]
struct Sent<'a> {
    task: &'a str,
    version: &'a str,
    module: &'a str,
    kind: &'a str,
    disputed_at: String,
    reason: String,
    answer: serde_json::Value,
    score: f64,
    passed: bool,
    order_shown: Vec<String>,
}

#[derive(Serialize)]
struct Letter<'a> {
    about: &'static str,
    send_to: &'a str,
    app: &'static str,
    disputes: Vec<Sent<'a>>,
}

impl App {
    pub(crate) async fn dispute_make(&self, request: DisputeRequest) -> Result<DisputeView, WireError> {
        let reason = request.reason.trim();
        if reason.is_empty() {
            let words = "Say why you think the key is wrong: one sentence that names the words is enough.";
            return Err(WireError::new(ErrorCode::Incomplete, words));
        }
        let reason: String = reason.chars().take(LONGEST).collect();
        let attempt = attempt_id(&request.attempt)?;
        let body = serde_json::to_string(&Said { reason }).map_err(view::unreadable)?;
        let record = self.record().await?;
        let new = NewAmendment { kind: AmendmentKind::Disputed, target: Target::Attempt(attempt), body };
        record.amend(new, self.now()).await.map_err(refused)?;
        self.changed();
        let detail = record.attempt(attempt).await.map_err(refused)?;
        let made = detail.and_then(|d| d.dispute).map(|d| view_of(&d));
        made.transpose()?.ok_or_else(|| crate::progress::not_here("dispute"))
    }

    /// Takes a dispute back. The reason stays in the log.
    pub(crate) async fn dispute_withdraw(&self, request: AttemptRequest) -> Result<Option<DisputeView>, WireError> {
        let attempt = attempt_id(&request.attempt)?;
        let record = self.record().await?;
        let open = |d: &Dispute| d.settled.is_none() && !d.withdrawn;
        // Each time that it was said is taken back, or an earlier reason would stand again.
        for _ in 0..16 {
            let detail = record.attempt(attempt).await.map_err(refused)?;
            let detail = detail.ok_or_else(|| crate::progress::not_here("attempt"))?;
            let Some(dispute) = detail.dispute.filter(open) else { break };
            let target = Target::Amendment(dispute.amendment);
            let new = NewAmendment { kind: AmendmentKind::Undone, target, body: "{}".to_owned() };
            record.amend(new, self.now()).await.map_err(refused)?;
        }
        self.changed();
        let detail = record.attempt(attempt).await.map_err(refused)?;
        detail.and_then(|d| d.dispute).map(|d| view_of(&d)).transpose()
    }

    pub(crate) async fn disputes(&self, _: Nothing) -> Result<DisputePage, WireError> {
        self.settle_disputes().await?;
        let record = self.record().await?;
        let disputes = record.disputes().await.map_err(refused)?;
        let line = |d: &Dispute| {
            Ok(DisputeLine {
                attempt: d.attempt.id.to_string(),
                task: self.task_link(&d.attempt.task, &d.attempt.module)?,
                score: d.attempt.score,
                passed: d.attempt.passed,
                dispute: view_of(d)?,
            })
        };
        let tries = record.first_tries().await.map_err(refused)?;
        let counted = counted(&tries);
        Ok(DisputePage {
            disputes: disputes.iter().map(line).collect::<Result<_, WireError>>()?,
            address: self.course()?.outline().disputes_to.clone(),
            undisputed: undisputed(&tries).unwrap_or_else(|| counted.clone()),
            counted,
        })
    }

    /// Writes the open disputes to a file that the learner chooses.
    pub(crate) async fn disputes_export(&self, _: Nothing) -> Result<Exported, WireError> {
        let record = self.record().await?;
        let disputes = record.disputes().await.map_err(refused)?;
        let open: Vec<&Dispute> = disputes.iter().filter(|d| d.settled.is_none() && !d.withdrawn).collect();
        if open.is_empty() {
            return Err(WireError::new(ErrorCode::NotFound, "No dispute is open, so there is nothing to send."));
        }
        let mut sent = vec![];
        for dispute in &open {
            sent.push(self.as_sent(dispute).await?);
        }
        let letter = Letter {
            about: "Disputes of keys, as a learner made them. Nothing here says who the learner is.",
            send_to: &self.course()?.outline().disputes_to,
            app: concat!("Annotation Academy ", env!("CARGO_PKG_VERSION")),
            disputes: sent,
        };
        let text = serde_json::to_string_pretty(&letter).map_err(view::unreadable)?;
        let host = self.host.clone();
        let picked = tokio::task::spawn_blocking(move || host.pick_save("Save the disputes", "disputes.json"));
        let Some(path) = picked.await.map_err(view::unreadable)? else {
            return Ok(Exported { file: None, disputes: 0 });
        };
        // Written beside and renamed: whoever opens the file finds all of it.
        let partial = path.with_extension("part");
        let written = std::fs::write(&partial, text).and_then(|()| std::fs::rename(&partial, &path));
        if let Err(e) = written {
            let _ = std::fs::remove_file(&partial);
            let words = format!("The file could not be written ({e}). Choose another folder; your disputes are kept.");
            return Err(WireError::new(ErrorCode::NotSaved, words));
        }
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Exported { file, disputes: open.len() as u32 })
    }

    async fn as_sent<'a>(&self, dispute: &'a Dispute) -> Result<Sent<'a>, WireError> {
        let attempt = &dispute.attempt;
        let said: Said = serde_json::from_str(&dispute.body).map_err(view::unreadable)?;
        let detail = self.record().await?.attempt(attempt.id).await.map_err(refused)?;
        let detail = detail.ok_or_else(|| crate::progress::not_here("attempt"))?;
        let stored: StoredOwned = serde_json::from_str(&detail.snapshot.face).map_err(view::unreadable)?;
        let shown = Shown::new(&stored.face, detail.presentation.seed);
        let at = jiff::Timestamp::from_millisecond(dispute.at_ms).map_err(view::unreadable)?;
        Ok(Sent {
            task: &attempt.task,
            version: &attempt.task_version,
            module: &attempt.module,
            kind: &attempt.kind,
            disputed_at: at.to_string(),
            reason: said.reason,
            answer: serde_json::from_str(&attempt.answer).map_err(view::unreadable)?,
            score: attempt.score,
            passed: attempt.passed,
            order_shown: shown.ids().iter().map(|id| (*id).to_owned()).collect(),
        })
    }

    /// Settles every open dispute whose task has another version now: the same answer is graded under the new key, and
    /// both scores stand side by side from then on.
    pub(crate) async fn settle_disputes(&self) -> Result<(), WireError> {
        let record = self.record().await?;
        let disputes = record.disputes().await.map_err(refused)?;
        for dispute in disputes.iter().filter(|d| d.settled.is_none() && !d.withdrawn) {
            let attempt = &dispute.attempt;
            let task = self.course()?.task(&attempt.task).map_err(view::unreadable)?;
            let settled = match task {
                Some(task) if task.version == attempt.task_version => continue,
                Some(task) => {
                    Settled { version: Some(task.version.clone()), regrade: self.regrade(dispute, task).await? }
                }
                None => Settled { version: None, regrade: None },
            };
            let body = serde_json::to_string(&settled).map_err(view::unreadable)?;
            let new = NewAmendment { kind: AmendmentKind::Settled, target: Target::Attempt(attempt.id), body };
            record.amend(new, self.now()).await.map_err(refused)?;
            self.changed();
        }
        Ok(())
    }

    /// What the answer gets from the task as it is now; none where it does not fit it any more.
    async fn regrade(&self, dispute: &Dispute, task: &Task) -> Result<Option<Regrade>, WireError> {
        let Ok(answer) = serde_json::from_str::<Answer>(&dispute.attempt.answer) else { return Ok(None) };
        if !answer.missing(&task.face).is_empty() {
            return Ok(None);
        }
        let detail = self.record().await?.attempt(dispute.attempt.id).await.map_err(refused)?;
        let Some(detail) = detail else { return Ok(None) };
        let shown = Shown::new(&task.face, detail.presentation.seed);
        let letters = Letters::in_order(shown.ids().iter().copied());
        let grade = grading::grade_prepared(&Prepared::new(task), task, &answer, &letters);
        let headline = shown.say(&grade.headline);
        Ok(Some(Regrade { score: grade.score, passed: grade.passed, headline }))
    }

    /// Another task to try after this one.
    pub(crate) fn alike(
        &self,
        progress: &study::Progress,
        task: &str,
    ) -> Result<Option<crate::wire::feedback::TaskLink>, WireError> {
        let pick = choose::alike(self.course()?.outline(), progress, task);
        pick.map(|(module, task)| self.task_link(&task.id, &module.no)).transpose()
    }
}

pub(crate) fn view_of(dispute: &Dispute) -> Result<DisputeView, WireError> {
    let said: Said = serde_json::from_str(&dispute.body).map_err(view::unreadable)?;
    let state = match &dispute.settled {
        _ if dispute.withdrawn => DisputeState::Withdrawn {},
        None => DisputeState::Open {},
        Some(settlement) => {
            let settled: Settled = serde_json::from_str(&settlement.body).map_err(view::unreadable)?;
            DisputeState::Settled {
                at_ms: settlement.at_ms,
                words: words(&settled, dispute),
                regrade: settled.regrade.map(regrade_view),
            }
        }
    };
    Ok(DisputeView { reason: said.reason, at_ms: dispute.at_ms, version: dispute.attempt.task_version.clone(), state })
}

fn regrade_view(regrade: Regrade) -> RegradeView {
    RegradeView { score: regrade.score, passed: regrade.passed, headline: regrade.headline }
}

fn words(settled: &Settled, dispute: &Dispute) -> String {
    let before = percent(dispute.attempt.score);
    match (&settled.version, &settled.regrade) {
        (None, _) => "The task was taken out of the course. Your attempt stands as it was graded.".to_owned(),
        (Some(_), None) => {
            "The task was revised so much that your answer does not fit it any more. Your attempt stands as it was graded."
                .to_owned()
        }
        (Some(_), Some(new)) if (new.score - dispute.attempt.score).abs() < 0.005 => {
            format!("The task was revised. Your answer gets the same by the new key: {before}.")
        }
        (Some(_), Some(new)) => {
            format!("The task was revised. Your answer got {before}; by the new key it gets {}.", percent(new.score))
        }
    }
}

fn percent(score: f64) -> String {
    format!("{:.0} %", score * 100.0)
}
