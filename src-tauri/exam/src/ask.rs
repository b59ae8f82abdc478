//! Asking the registrar how things stand.

use crate::kept::{BrowserCheckOpen, KeptAccount, KeptRow, Run};
use crate::sign_in::is_unheard;
use crate::trouble::ExamError;
use crate::{Contact, Exam, Silent};
use registrar_api::{BrowserCheckReport, Cases, CheckRow, CheckVerdict, Enrolment, Me, Programme, SeatState};

/// How soon the registrar is asked again after it was not heard.
const AGAIN_MS: i64 = 20_000;
/// A picture that differs only in its time is not written anew before this has passed.
const WRITE_AFTER_MS: i64 = 10 * 60_000;

/// Two measurements of the clocks that differ by less than this say the same.
const CLOCK_WANDERS_MS: i64 = 1_500;

/// What one asking brought.
struct News {
    me: Me,
    programme: Programme,
    enrolment: Option<Enrolment>,
    cases: Cases,
    ahead_ms: i64,
    heard_ms: i64,
    report: Option<BrowserCheckReport>,
}

impl Exam {
    /// Asks for everything. What went wrong stands in [`Exam::contact_now`] and [`Exam::account`] afterwards.
    pub async fn ask(&self) {
        let _one = self.asking.lock().await;
        if self.kept(|kept| kept.account.as_ref().is_none_or(|a| a.ended.is_some())) {
            return;
        }
        self.contact().asking = true;
        let answered = self.news().await;
        self.contact().asking = false;
        match answered {
            Ok(news) => {
                *self.contact() = Contact { heard_ms: Some(news.heard_ms), ..Contact::default() };
                // What was heard is shown, written or not: the next asking brings it again.
                let _ = self.take_in(news).await;
            }
            Err(e) => self.note_silence(&e),
        }
    }

    fn note_silence(&self, error: &ExamError) {
        let silent = is_unheard(error).is_some() || matches!(error, ExamError::Refused(_));
        let now = self.now_ms();
        let mut contact = self.contact();
        if silent {
            let since_ms = contact.silent.as_ref().map_or(now, |s| s.since_ms);
            let in_words = self.in_words(error);
            contact.silent = Some(Silent { in_words, since_ms, asks_again_ms: now + AGAIN_MS });
        }
    }

    async fn news(&self) -> Result<News, ExamError> {
        // So that no time of a refresh is in what is measured.
        self.token().await?;
        let before = self.now_ms();
        let me: Me = self.get("/v1/me").await?;
        let heard_ms = self.now_ms();
        let ahead_ms = before + (heard_ms - before) / 2 - me.now_ms;
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
            Some(check) => self.report(&check).await?,
            None => None,
        };
        Ok(News { me, programme, enrolment, cases, ahead_ms, heard_ms, report })
    }

    async fn report(&self, check: &BrowserCheckOpen) -> Result<Option<BrowserCheckReport>, ExamError> {
        match self.get(&format!("/v1/checks/{}", check.id)).await {
            Ok(report) => Ok(Some(report)),
            // It has been swept away.
            Err(e) if e.is(registrar_api::FaultCode::NotFound) => {
                Ok(Some(BrowserCheckReport { reported_ms: None, rows: Vec::new() }))
            }
            Err(e) => Err(e),
        }
    }

    async fn take_in(&self, news: News) -> Result<(), ExamError> {
        let News { me, programme, enrolment, cases, ahead_ms, heard_ms, report } = news;
        self.update(|kept| {
            let Some(account) = kept.account.as_mut().filter(|a| a.email == me.email) else { return };
            let reported = report.as_ref().and_then(|r| r.reported_ms.map(|at| (at, &r.rows)));
            let over = account.browser_check.as_ref().is_some_and(|c| c.expires_ms < me.now_ms);
            if reported.is_some() || over {
                account.browser_check = None;
            }
            account.enrolments = me.enrolments;
            account.chosen = enrolment.as_ref().map(|e| e.id.clone());
            account.programme = Some(programme);
            account.cases = cases.cases;
            if (account.ahead_ms - ahead_ms).abs() > CLOCK_WANDERS_MS {
                account.ahead_ms = ahead_ms;
            }
            account.see(enrolment, heard_ms);
            if let Some((at, rows)) = reported {
                kept.browser = Some(Run { at_ms: at.saturating_add(ahead_ms), rows: rows.iter().map(row).collect() });
            }
        })
        .await
    }
}

impl KeptAccount {
    /// Takes over how an enrolment stands. What differs only in its time is the same picture, for a while.
    pub(crate) fn see(&mut self, enrolment: Option<Enrolment>, heard_ms: i64) {
        let same = match (&self.enrolment, &enrolment) {
            (Some(old), Some(new)) => *old == Enrolment { now_ms: old.now_ms, ..new.clone() },
            (old, new) => old.is_none() && new.is_none(),
        };
        if !same || self.heard_ms.is_none_or(|at| (heard_ms - at).abs() > WRITE_AFTER_MS) {
            self.enrolment = enrolment;
            self.heard_ms = Some(heard_ms);
        }
        let over = |launch: &crate::KeptLaunch| {
            let seats = self.enrolment.as_ref().filter(|e| e.id == launch.enrolment).map(|e| &e.seats);
            seats.is_some_and(|s| s.iter().any(|seat| seat.id == launch.seat && seat.state != SeatState::Open))
        };
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
