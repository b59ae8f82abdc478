//! What the readiness check asks of the registrar.

use crate::Exam;
use crate::client::Client;
use crate::kept::{KeptAccount, KeptRow, Run};
use crate::launch::LONGEST_MS;
use crate::readiness::{self, Display, Obstacle, Probe, Row, Verdict};
use crate::trouble::ExamError;
use registrar_api::{BytesReceived, FaultCode, Me, SeatState};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use vault::{Secret, VaultError};

/// Name, connection, handshake, and a new token if it needs one: four to six round trips.
const OPENING: Duration = Duration::from_secs(3);
/// In minutes, whatever a registrar says.
const LONGEST_EXAM: i64 = LONGEST_MS / 60_000;

/// The way to the registrar, with a token that is good now. What is asked over it renews no sign-in, so each question may be
/// given up at any moment.
struct Line {
    exam: Arc<Exam>,
    client: Client,
    token: Secret,
}

impl Line {
    fn obstacle(&self, error: ExamError) -> Obstacle {
        self.exam.obstacle(&error)
    }
}

impl Probe for Line {
    async fn ping(&self) -> Result<i64, Obstacle> {
        let me: Result<Me, ExamError> = self.client.get("/v1/me", &self.token).await;
        me.map(|me| me.now_ms).map_err(|e| self.obstacle(e))
    }

    async fn download(&self, bytes: usize, came: &(dyn Fn(usize) + Sync)) -> Result<(), Obstacle> {
        let path = format!("/v1/checks/bytes?count={bytes}");
        self.client.bytes(&path, &self.token, came).await.map_err(|e| self.obstacle(e))
    }

    async fn upload(&self, bytes: usize) -> Result<usize, Obstacle> {
        let sent = async {
            let mut body = vec![0; bytes];
            getrandom::fill(&mut body).map_err(std::io::Error::other)?;
            let received: BytesReceived = self.client.send("/v1/checks/bytes", &self.token, body).await?;
            Ok(usize::try_from(received.received).unwrap_or(0))
        };
        sent.await.map_err(|e: ExamError| self.obstacle(e))
    }
}

impl Exam {
    /// Looks at this computer, and at the connection if somebody is signed in; the run is kept with its date.
    pub async fn check_readiness(self: &Arc<Self>, displays: Option<Vec<Display>>) -> Result<(), ExamError> {
        let exam_minutes = self.kept(|kept| kept.account.as_ref().and_then(exam_minutes));
        let exam_minutes = exam_minutes.unwrap_or(readiness::LONGEST_EXAM);
        let given = readiness::Given { displays, folder: self.folder.clone(), exam_minutes };
        let rows = readiness::run(given, self.line()).await;
        let at_ms = self.now_ms();
        let run = Run { at_ms, rows: rows.iter().map(kept).collect() };
        self.update(|kept| kept.add_run(run)).await
    }

    /// Opens the way to the registrar, on a task of its own: the check may give up waiting, but an answer that brings new
    /// tokens must not be lost, since the old ones are good no more.
    async fn line(self: &Arc<Self>) -> Result<Line, Obstacle> {
        match self.kept(|kept| kept.account.as_ref().map(|a| a.ended.is_some())) {
            Some(false) if self.place.is_some() => {}
            Some(true) => return Err(sign_in_ended()),
            _ => return Err(other("The app uses no network until you sign in.", "Sign in, then check again.")),
        }
        let exam = self.clone();
        let opening = tokio::spawn(async move { exam.heard_once().await });
        match timeout(OPENING, opening).await {
            Ok(Ok(Ok(token))) => self.with(token),
            Ok(Ok(Err(e))) => Err(self.obstacle(&e)),
            Ok(Err(_)) => Err(Obstacle::Line("the try to reach it broke off".into())),
            Err(_) => self.after_waiting(),
        }
    }

    /// A token that the registrar has just taken. That nothing was heard of it shows in what follows.
    async fn heard_once(&self) -> Result<Secret, ExamError> {
        match self.get::<Me>("/v1/me").await {
            Ok(_) => self.token().await,
            Err(e @ ExamError::Unheard(_)) => self.session.lock().await.good().ok_or(e),
            Err(e) => Err(e),
        }
    }

    fn with(self: &Arc<Self>, token: Secret) -> Result<Line, Obstacle> {
        let client = self.client().map_err(|e| self.obstacle(&e))?;
        Ok(Line { exam: self.clone(), client, token })
    }

    /// The time for opening is over. If a token is there, only the line is slow.
    fn after_waiting(self: &Arc<Self>) -> Result<Line, Obstacle> {
        match self.session.try_lock().ok().and_then(|session| session.good()) {
            Some(token) => self.with(token),
            None if !self.vault.state().open => Err(other(
                "The place for your sign-in did not answer.",
                "Its own window may wait behind another one: answer it, then check again.",
            )),
            None => Err(Obstacle::Line(format!("no answer within {} s", OPENING.as_secs()))),
        }
    }

    fn obstacle(&self, error: &ExamError) -> Obstacle {
        match error {
            ExamError::Unheard(_) => Obstacle::Line(self.in_words(error)),
            ExamError::SignInFirst => sign_in_ended(),
            ExamError::Refused(fault) if fault.code == FaultCode::SignInAgain => sign_in_ended(),
            ExamError::Refused(fault) if fault.code == FaultCode::TooMany => {
                other("The registrar was asked too often.", "Wait some minutes, then check again.")
            }
            ExamError::Vault(VaultError::Closed(_)) => {
                other("The place for your sign-in is closed.", "Open it, then check again.")
            }
            _ => other(&self.in_words(error), "Check again later."),
        }
    }
}

fn other(why: &str, mend: &str) -> Obstacle {
    Obstacle::Other { why: why.to_owned(), mend: mend.to_owned() }
}

fn sign_in_ended() -> Obstacle {
    other("Your sign-in has ended.", "Sign in again, then check again.")
}

/// How long the exam of this candidate may take: that of the seat that waits for them, of their variant, or the longest.
fn exam_minutes(account: &KeptAccount) -> Option<u32> {
    let variants = account.programme.iter().flat_map(|p| &p.variants);
    let enrolment = account.enrolment.as_ref();
    let waits = |state| matches!(state, SeatState::Reserved | SeatState::Ready | SeatState::Open);
    let seat = enrolment.and_then(|e| e.seats.iter().find(|s| waits(s.state))).map(|s| s.minutes);
    let own = enrolment.and_then(|e| variants.clone().find(|v| v.id == e.variant)).map(|v| v.minutes);
    let minutes = seat.or(own).or(variants.map(|v| v.minutes).max())?;
    u32::try_from(minutes.clamp(1, LONGEST_EXAM)).ok()
}

fn kept(row: &Row) -> KeptRow {
    let verdict = match row.verdict {
        Verdict::Pass => "pass",
        Verdict::Attention => "attention",
        Verdict::Unknown => "unknown",
    };
    KeptRow { name: row.name.into(), verdict: verdict.into(), seen: row.seen.clone(), mend: row.mend.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Given, Kept, PATIENCE, Steady, Unheard};
    use registrar_api::Fault;

    #[test]
    fn what_is_not_the_line_is_told_from_it() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let steady = || Steady { since: String::new(), ms: 0 };
        let given =
            Given { now_ms: Box::new(|| 0), steady: Box::new(steady), tell: Box::new(|| {}), patience: PATIENCE };
        let exam = Exam::new(folder.path().to_owned(), None, given);
        let refused = |code| ExamError::Refused(Fault { code, message: "No.".into(), details: None });
        let check = |error: ExamError, expected: &str| {
            let other = match exam.obstacle(&error) {
                Obstacle::Line(_) => String::new(),
                Obstacle::Other { why, .. } => why,
            };
            assert_eq!(other, expected, "{error}");
        };
        check(ExamError::Unheard(Unheard::Away), "");
        check(ExamError::Unheard(Unheard::Certificate), "");
        check(ExamError::SignInFirst, "Your sign-in has ended.");
        check(refused(FaultCode::SignInAgain), "Your sign-in has ended.");
        check(refused(FaultCode::TooMany), "The registrar was asked too often.");
        check(refused(FaultCode::TryAgain), "No.");
        check(ExamError::Vault(VaultError::Closed(exam.vault().state())), "The place for your sign-in is closed.");
    }

    #[test]
    fn the_exam_takes_as_long_as_the_seat_or_the_variant_says() {
        let first = include_str!("../tests/kept/exam-1.json");
        let kept: Kept = serde_json::from_str(first).expect("the fixture is what was kept");
        let account = kept.account.expect("somebody is signed in");
        let check = |seats: &[(&str, i64)], change: fn(&mut KeptAccount), expected: Option<u32>| {
            let mut account = account.clone();
            let programme = account.programme.as_mut().expect("the fixture has a programme");
            for (variant, minutes) in programme.variants.iter_mut().zip([90, 200, 7000]) {
                variant.minutes = minutes;
            }
            let enrolment = account.enrolment.as_mut().expect("the fixture has an enrolment");
            enrolment.variant = programme.variants[1].id.clone();
            let seat = |(state, minutes): &(&str, i64)| {
                serde_json::from_value(serde_json::json!({
                    "id": "s", "state": state, "attempt": 1, "variant": "standard", "minutes": minutes,
                    "issued_ms": 0, "expires_ms": 0, "handed_out_ms": null, "result": null, "counts": true,
                }))
            };
            enrolment.seats = seats.iter().map(|s| seat(s).expect("this is a seat")).collect();
            change(&mut account);
            assert_eq!(exam_minutes(&account), expected, "{seats:?}");
        };
        check(&[("finished", 60), ("open", 135)], |_| {}, Some(135));
        check(&[("ready", 120)], |_| {}, Some(120));
        check(&[("finished", 60)], |_| {}, Some(200));
        check(&[], |_| {}, Some(200));
        check(&[], |a| a.enrolment = None, Some(1440));
        check(&[], |a| (a.enrolment, a.programme) = (None, None), None);
    }
}
