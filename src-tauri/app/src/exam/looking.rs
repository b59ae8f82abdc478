//! Commands that look at this computer and at badge files.

use crate::App;
use crate::commands::Nothing;
use crate::wire::badge::{BadgeCheck, BadgeOutcome, BadgeReport, BadgeSays, BadgeVerdict};
use crate::wire::exam::{ExamPage, UnpinRequest};
use crate::wire::{ErrorCode, WireError};
use ::exam::badge::{Outcome, Report, Says, Verdict};
use std::io::Read;
use std::path::Path;

/// A little more than the largest file that is read as a badge, which then says so.
const LARGEST: u64 = 2 * 1024 * 1024 + 1;

type Reply = Result<ExamPage, WireError>;

impl App {
    pub(crate) async fn readiness_check(&self, _: Nothing) -> Reply {
        let host = self.host.clone();
        // A host that cannot say is as good as one that does not know.
        let displays = tokio::task::spawn_blocking(move || host.displays()).await.ok().flatten();
        self.done(self.exam.check_readiness(displays).await).await
    }

    /// Lets the learner pick a file. Nothing changes if they change their mind.
    pub(crate) async fn badge_check(&self, _: Nothing) -> Reply {
        let host = self.host.clone();
        let endings = &["jwt", "jws", "json", "png", "svg", "txt"];
        let picked = tokio::task::spawn_blocking(move || {
            host.pick_open("Choose a badge file", endings).map(|path| (name_of(&path), bytes_of(&path)))
        });
        let (name, bytes) = match picked.await {
            Ok(Some((name, bytes))) => (name, bytes),
            Ok(None) => return Ok(self.exam_page().await),
            Err(e) => return Err(WireError::new(ErrorCode::Internal, e.to_string())),
        };
        let bytes = bytes.map_err(|e| {
            WireError::new(ErrorCode::Refused, format!("“{name}” could not be read ({e}). Choose another file."))
        })?;
        self.done(self.exam.look_at_badge(&name, &bytes)).await
    }

    pub(crate) async fn badge_ask_issuer(&self, _: Nothing) -> Reply {
        self.done(self.exam.ask_issuer().await).await
    }

    pub(crate) async fn badge_pin(&self, _: Nothing) -> Reply {
        self.done(self.exam.pin_key().await).await
    }

    pub(crate) async fn badge_unpin(&self, request: UnpinRequest) -> Reply {
        self.done(self.exam.unpin_key(&request.issuer, &request.thumbprint).await).await
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn report_view(report: Report) -> BadgeReport {
    let Says { name, issuer, issuer_name, recipient, valid_from, valid_until } = report.says;
    let checks = report.checks.into_iter().map(|check| BadgeCheck {
        name: check.name.word().to_owned(),
        outcome: match check.outcome {
            Outcome::Holds => BadgeOutcome::Holds,
            Outcome::Fails => BadgeOutcome::Fails,
            Outcome::NotChecked => BadgeOutcome::NotChecked,
        },
        in_words: check.in_words,
    });
    BadgeReport {
        file_name: report.file_name,
        verdict: match report.verdict {
            Verdict::Verified => BadgeVerdict::Verified,
            Verdict::NotProven => BadgeVerdict::NotProven,
            Verdict::Refused => BadgeVerdict::Refused,
        },
        in_words: report.in_words,
        says: Some(BadgeSays { name, issuer, issuer_name, recipient, valid_from, valid_until }),
        checks: checks.collect(),
        thumbprint: report.thumbprint,
        issuer_host: report.issuer_host,
        can_pin: report.can_pin,
    }
}
