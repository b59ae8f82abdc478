//! A sign-in that waits for the browser or a pasted code, until its time is over.

use super::listener::{Answer, Listener};
use super::pkce::Proof;
use crate::Exam;
use crate::place::Outward;
use registrar_api::{CLIENT_ID, TokenRequest};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::MutexGuard;
use tokio::task::AbortHandle;
use tokio::time::Instant;
use vault::Secret;

/// How long a sign-in may take: the mail with the code may be slow.
pub(super) const PATIENCE: Duration = Duration::from_secs(15 * 60);

pub(crate) struct Pending {
    verifier: Secret,
    pub(super) state: String,
    redirect: String,
    address: Outward,
    waiting: AbortHandle,
    /// By a clock that nobody sets.
    until: Instant,
    /// The same for the candidate, by this computer's clock.
    pub until_ms: i64,
    /// The browser can still bring the sign-in back. Else only a code that is pasted goes on with it.
    listening: bool,
    /// Why the last try did not go on.
    pub trouble: Option<String>,
}

impl Pending {
    pub(super) fn begin(exam: &Arc<Exam>, listener: Listener, proof: Proof, address: Outward) -> Pending {
        let Proof { verifier, state, .. } = proof;
        let (redirect, until) = (listener.redirect(), Instant::now() + PATIENCE);
        let until_ms = exam.now_ms() + i64::try_from(PATIENCE.as_millis()).unwrap_or(i64::MAX);
        let waiting = tokio::spawn(wait(exam.clone(), listener, state.clone(), until)).abort_handle();
        Pending { verifier, state, redirect, address, waiting, until, until_ms, listening: true, trouble: None }
    }

    pub(super) fn request(&self, code: &str) -> TokenRequest {
        TokenRequest {
            grant_type: "authorization_code".into(),
            client_id: Some(CLIENT_ID.into()),
            code: Some(code.to_owned()),
            redirect_uri: Some(self.redirect.clone()),
            code_verifier: Some(self.verifier.reveal().to_owned()),
            refresh_token: None,
        }
    }

    /// What to do after a code that was not good.
    pub(super) fn another_code(&self) -> &'static str {
        if self.listening { "Go back to the page in your browser for another one." } else { BEGIN_AGAIN }
    }
}

/// Copying begins a new sign-in, since nobody listens for this one any more.
const BEGIN_AGAIN: &str = "Copy the address to begin again.";

impl Drop for Pending {
    fn drop(&mut self) {
        self.waiting.abort();
    }
}

impl Exam {
    /// The sign-in that waits. One whose time is over is none.
    pub(crate) async fn pending(&self) -> MutexGuard<'_, Option<Pending>> {
        let mut pending = self.pending.lock().await;
        pending.take_if(|p| p.until <= Instant::now());
        pending
    }

    /// The page of the sign-in that waits, for the clipboard; none if the browser could not bring it back any more.
    pub async fn sign_in_address(&self) -> Option<Outward> {
        self.pending().await.as_ref().filter(|p| p.listening).map(|p| p.address.clone())
    }
}

async fn wait(exam: Arc<Exam>, listener: Listener, state: String, until: Instant) {
    if let Ok(answer) = tokio::time::timeout_at(until, listener.answer(&state)).await {
        if let Some(pending) = exam.pending().await.as_mut().filter(|p| p.state == state) {
            pending.listening = false;
            pending.trouble = refusal(&answer);
        }
        match answer {
            Answer::Code(code) => {
                let (exam, state) = (exam.clone(), state.clone());
                // Not in this task: it ends with the sign-in that it belongs to.
                tokio::spawn(async move {
                    if exam.complete(Some(&state), code.reveal()).await.is_ok() {
                        exam.ask().await;
                    }
                    exam.tell();
                });
            }
            Answer::Refused(_) => exam.tell(),
        }
    }
    // A code may still be pasted.
    tokio::time::sleep_until(until).await;
    tokio::spawn(async move {
        // Another one may have begun meanwhile: that one stays.
        drop(exam.pending().await);
        exam.tell();
    });
}

fn refusal(answer: &Answer) -> Option<String> {
    let what = match answer {
        Answer::Code(_) => return None,
        Answer::Refused(word) if word == "access_denied" => "The sign-in was cancelled in the browser.",
        Answer::Refused(_) => "The registrar's page could not finish the sign-in.",
    };
    Some(format!("{what} {BEGIN_AGAIN}"))
}
