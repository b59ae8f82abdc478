//! What the readiness check asks of the registrar.

use crate::Exam;
use crate::client::Client;
use crate::kept::{KeptRow, Run};
use crate::readiness::{self, Display, Obstacle, Probe, Row, Verdict};
use crate::trouble::ExamError;
use registrar_api::{BytesReceived, FaultCode, Me};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use vault::{Secret, VaultError};

/// Name, connection, handshake, and a new token if it needs one: four to six round trips.
const OPENING: Duration = Duration::from_secs(3);

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
        let given = readiness::Given { displays, folder: self.folder.clone() };
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

fn kept(row: &Row) -> KeptRow {
    let verdict = match row.verdict {
        Verdict::Pass => "pass",
        Verdict::Attention => "attention",
        Verdict::Unknown => "unknown",
    };
    KeptRow { name: row.name.into(), verdict: verdict.into(), seen: row.seen.clone(), mend: row.mend.clone() }
}
