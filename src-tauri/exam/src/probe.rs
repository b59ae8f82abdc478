//! What the readiness check asks of the registrar.

use crate::Exam;
use crate::kept::{KeptRow, Run};
use crate::readiness::{self, Display, Probe, Row, Verdict};
use crate::trouble::ExamError;
use registrar_api::{BytesReceived, Me};

impl Probe for Exam {
    async fn ping(&self) -> Result<i64, String> {
        let me: Result<Me, ExamError> = self.get("/v1/me").await;
        me.map(|me| me.now_ms).map_err(|e| self.in_words(&e))
    }

    async fn download(&self, bytes: usize) -> Result<usize, String> {
        let path = format!("/v1/checks/bytes?count={bytes}");
        let read = async { self.client()?.bytes(&path, &self.token().await?).await };
        read.await.map_err(|e| self.in_words(&e))
    }

    async fn upload(&self, bytes: usize) -> Result<usize, String> {
        let sent = async {
            let mut body = vec![0; bytes];
            getrandom::fill(&mut body).map_err(std::io::Error::other)?;
            let received: BytesReceived = self.client()?.send("/v1/checks/bytes", &self.token().await?, body).await?;
            Ok(usize::try_from(received.received).unwrap_or(0))
        };
        sent.await.map_err(|e: ExamError| self.in_words(&e))
    }
}

impl Exam {
    /// Looks at this computer, and at the connection if somebody is signed in; the run is kept with its date.
    pub async fn check_readiness(&self, displays: Option<Vec<Display>>) -> Result<(), ExamError> {
        let given = readiness::Given { displays, folder: self.folder.clone() };
        let signed_in = self.place.is_some() && self.kept(|k| k.account.as_ref().is_some_and(|a| a.ended.is_none()));
        let rows = readiness::run(given, signed_in.then_some(self)).await;
        let at_ms = self.now_ms();
        let run = Run { at_ms, rows: rows.iter().map(kept).collect() };
        self.update(|kept| kept.add_run(run)).await
    }
}

fn kept(row: &Row) -> KeptRow {
    let verdict = match row.verdict {
        Verdict::Pass => "pass",
        Verdict::Attention => "attention",
        Verdict::Unknown => "unknown",
    };
    KeptRow { name: row.name.into(), verdict: verdict.into(), seen: row.seen.clone(), mend: row.mend.clone() }
}
