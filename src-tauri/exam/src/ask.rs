//! Asking the registrar how things stand.

use crate::clock::Measured;
use crate::kept::{BrowserCheckOpen, KeptAccount, KeptLaunch, KeptOpen, KeptRow, Run};
use crate::trouble::ExamError;
use crate::{Contact, Exam, Silent};
use registrar_api::{BrowserCheckReport, Cases, CheckRow, CheckVerdict, Enrolment, FaultCode, Me, Programme};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use vault::VaultError;

/// How soon the registrar is asked again after it was not heard.
const AGAIN_MS: i64 = 20_000;
/// A picture that differs only in its time is not written anew before this has passed.
const WRITE_AFTER_MS: i64 = 10 * 60_000;

/// What one asking brought.
struct News {
    me: Me,
    programme: Programme,
    enrolment: Option<Enrolment>,
    cases: Cases,
    measured: Option<Measured>,
    heard_ms: i64,
    /// The browser's check that was asked about, and what came of it.
    report: Option<(BrowserCheckOpen, BrowserCheckReport)>,
    /// How many acts of the candidate had been answered when it began.
    acts: u64,
}

impl Exam {
    /// Asks for everything. What went wrong stands in [`Exam::contact_now`] and [`Exam::account`] afterwards.
    pub async fn ask(&self) {
        let _one = self.asking.lock().await;
        // Once more if the candidate did something meanwhile: what was read may be from before it.
        for _ in 0..2 {
            if self.kept(|kept| kept.account.as_ref().is_none_or(|a| a.ended.is_some())) {
                return;
            }
            self.contact().asking = true;
            let answered = self.news().await;
            self.contact().asking = false;
            match answered {
                Ok(news) => {
                    *self.contact() = Contact { heard_ms: Some(news.heard_ms), ..Contact::default() };
                    if self.take_in(news).await {
                        return;
                    }
                }
                Err(e) => return self.note_silence(&e),
            }
        }
    }

    /// Asks while nobody waits for it, and tells when it is done.
    pub(crate) fn ask_soon(self: &Arc<Self>) {
        let exam = self.clone();
        tokio::spawn(async move {
            exam.ask().await;
            exam.tell();
        });
    }

    fn note_silence(&self, error: &ExamError) {
        let (now, in_words) = (self.now_ms(), self.in_words(error));
        let mut contact = self.contact();
        match error {
            ExamError::Unheard(_) | ExamError::Refused(_) => {
                let since_ms = contact.silent.as_ref().map_or(now, |s| s.since_ms);
                contact.silent = Some(Silent { in_words, since_ms, asks_again_ms: now.saturating_add(AGAIN_MS) });
            }
            // That it is closed, and why, its state says.
            ExamError::Vault(VaultError::Closed(_)) => {}
            ExamError::Vault(_) if self.vault.state().fault.is_some() => {}
            ExamError::Vault(_) => contact.vault = Some(in_words),
            _ => {}
        }
    }

    async fn news(&self) -> Result<News, ExamError> {
        let acts = self.acts.load(Ordering::Relaxed);
        let (me, measured) = self.me().await?;
        let heard_ms = self.now_ms();
        let programme = self.get("/v1/programme").await?;
        let (chosen, check) = self.kept(|kept| {
            let account = kept.account.as_ref();
            (account.and_then(|a| a.chosen.clone()), account.and_then(|a| a.browser_check.clone()))
        });
        let id = chosen.filter(|id| me.enrolments.iter().any(|e| e.id == *id));
        let id = id.or_else(|| me.enrolments.iter().max_by_key(|e| e.enrolled_ms).map(|e| e.id.clone()));
        let enrolment = match &id {
            Some(id) => Some(self.get(&format!("/v1/enrolments/{id}")).await?),
            None => None,
        };
        let cases = self.get("/v1/cases").await?;
        let report = match check {
            Some(check) => Some((check.clone(), self.report(&check).await?)),
            None => None,
        };
        Ok(News { me, programme, enrolment, cases, measured, heard_ms, report, acts })
    }

    async fn report(&self, check: &BrowserCheckOpen) -> Result<BrowserCheckReport, ExamError> {
        match self.get(&format!("/v1/checks/{}", check.id)).await {
            // It has been swept away.
            Err(e) if e.is(FaultCode::NotFound) => Ok(BrowserCheckReport { reported_ms: None, rows: Vec::new() }),
            answered => answered,
        }
    }

    /// Takes over what was read. False if the candidate did something meanwhile: what that brought stays.
    async fn take_in(&self, news: News) -> bool {
        let News { me, programme, enrolment, cases, measured, heard_ms, report, acts } = news;
        let mut taken = true;
        let noted = self.update(|kept| {
            if let Some(measured) = measured {
                kept.measured(&me.email, measured);
            }
            let Some(account) = kept.account.as_mut().filter(|a| a.email == me.email) else { return };
            account.programme = Some(programme);
            let open =
                |(check, _): &(BrowserCheckOpen, _)| account.browser_check.as_ref().is_some_and(|c| c.id == check.id);
            if let Some((check, report)) = report.filter(open) {
                if let Some(at) = report.reported_ms.filter(|at| check.reported_ms < Some(*at)) {
                    let at_ms = at.saturating_add(account.ahead_ms);
                    kept.browser = Some(Run { at_ms, rows: report.rows.iter().map(row).collect() });
                }
                let reported_ms = report.reported_ms.max(check.reported_ms);
                // Until then its page may be tried again, and what it says last counts.
                account.browser_check =
                    (me.now_ms <= check.expires_ms).then_some(BrowserCheckOpen { reported_ms, ..check });
            }
            taken = self.acts.load(Ordering::Relaxed) == acts;
            if taken {
                account.enrolments = me.enrolments;
                if account.open.as_ref().map(|o| o.expires_ms) != me.exam_open_until_ms {
                    account.open = me.exam_open_until_ms.map(|expires_ms| KeptOpen { heard_ms, expires_ms });
                }
                account.chosen = enrolment.as_ref().map(|e| e.id.clone());
                account.cases = cases.cases;
                account.see(enrolment, heard_ms);
                kept.end_silence();
            }
        });
        // What was heard is shown, written or not: the next asking brings it again.
        let _ = noted.await;
        taken
    }
}

impl KeptAccount {
    /// Takes over how an enrolment stands. What differs only in its time is the same picture, for a while.
    pub(crate) fn see(&mut self, enrolment: Option<Enrolment>, heard_ms: i64) {
        let same = match (&self.enrolment, &enrolment) {
            (Some(old), Some(new)) => *old == Enrolment { now_ms: old.now_ms, ..new.clone() },
            (old, new) => old.is_none() && new.is_none(),
        };
        let now_ms = enrolment.as_ref().map(|e| e.now_ms);
        if !same || self.heard_ms.is_none_or(|at| heard_ms.saturating_sub(at).saturating_abs() > WRITE_AFTER_MS) {
            self.enrolment = enrolment;
            self.heard_ms = Some(heard_ms);
        }
        let over =
            |launch: &KeptLaunch| self.has_ended(&launch.seat) || now_ms.is_some_and(|now| launch.expires_ms < now);
        if self.launch.as_ref().is_some_and(over) {
            self.launch = None;
        }
    }
}

fn row(row: &CheckRow) -> KeptRow {
    let verdict = match row.verdict {
        CheckVerdict::Pass => "pass",
        CheckVerdict::Attention => "attention",
        CheckVerdict::Unchecked | CheckVerdict::Unknown => "unknown",
    };
    KeptRow { name: row.name.clone(), verdict: verdict.into(), seen: row.seen.clone(), mend: row.mend.clone() }
}
