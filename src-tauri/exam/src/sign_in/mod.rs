//! Signing in: in the system's browser, with PKCE; the code comes back to a port of this computer, or is pasted.

mod listener;
mod pkce;

pub(crate) use pkce::random;

use crate::Exam;
use crate::kept::KeptAccount;
use crate::place::{Outward, Purpose};
use crate::session::{Session, exchange};
use crate::trouble::{ENTRY_REMAINS, ExamError};
use listener::{Answer, Listener};
use registrar_api::{CLIENT_ID, Me, RevokeRequest, TokenReply, TokenRequest};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::AbortHandle;
use url::form_urlencoded;
use vault::{Purpose as Kept, Secret};

/// How long a sign-in may take: the mail with the code may be slow.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// For telling the registrar that a sign-in is over.
const REVOKE: Duration = Duration::from_secs(5);
const NOT_TOLD: &str = "The registrar could not be told. Nothing on this computer can renew your sign-in any more, so it ends there by itself.";
const LONGEST_CODE: usize = 512;

/// A sign-in that waits for the browser.
pub(crate) struct Pending {
    verifier: Secret,
    state: String,
    redirect: String,
    address: Outward,
    waiting: AbortHandle,
    pub until_ms: i64,
    /// Why the last try did not go on.
    pub trouble: Option<String>,
}

impl Pending {
    fn request(&self, code: &str) -> TokenRequest {
        TokenRequest {
            grant_type: "authorization_code".into(),
            client_id: Some(CLIENT_ID.into()),
            code: Some(code.to_owned()),
            redirect_uri: Some(self.redirect.clone()),
            code_verifier: Some(self.verifier.reveal().to_owned()),
            refresh_token: None,
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.waiting.abort();
    }
}

impl Exam {
    /// Begins a sign-in; answers with the page to open. One that waited before is given up.
    pub async fn sign_in(self: &Arc<Self>) -> Result<Outward, ExamError> {
        let place = self.known_place()?;
        if self.notes.is_newer() {
            return Err(ExamError::said(
                "A newer version of this app has written the notes of your exam. Update the app, then sign in.",
            ));
        }
        let state = self.vault.look().await;
        if !state.open {
            return Err(vault::VaultError::Closed(state).into());
        }
        let proof = pkce::Proof::new()?;
        let listener = Listener::bind().await?;
        let redirect = listener.redirect();
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", CLIENT_ID)
            .append_pair("redirect_uri", &redirect)
            .append_pair("code_challenge", &proof.challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("state", &proof.state)
            .finish();
        let address = place.outward(Purpose::Registrar, place.at(&format!("/authorize?{query}")).as_str())?;
        let waiting = tokio::spawn(wait(self.clone(), listener, proof.state.clone())).abort_handle();
        let until_ms = self.now_ms() + i64::try_from(PATIENCE.as_millis()).unwrap_or(i64::MAX);
        let pkce::Proof { verifier, state, .. } = proof;
        let pending = Pending { verifier, state, redirect, address: address.clone(), waiting, until_ms, trouble: None };
        *self.pending.lock().await = Some(pending);
        Ok(address)
    }

    /// The page of the sign-in that waits, for the clipboard.
    pub async fn sign_in_address(&self) -> Option<Outward> {
        self.pending.lock().await.as_ref().map(|p| p.address.clone())
    }

    /// Goes on with a code that was carried over by hand.
    pub async fn sign_in_code(&self, code: &str) -> Result<(), ExamError> {
        let code: String = code.split_whitespace().collect();
        if code.is_empty() || code.len() > LONGEST_CODE {
            return Err(ExamError::said(
                "This is not the code. Copy the whole line that the page shows, and paste it here.",
            ));
        }
        self.complete(None, &code).await
    }

    pub async fn sign_in_cancel(&self) {
        *self.pending.lock().await = None;
    }

    /// Trades a code for tokens and reads who has signed in. The sign-in goes on waiting if it was not good.
    async fn complete(&self, state: Option<&str>, code: &str) -> Result<(), ExamError> {
        let (request, state) = {
            let pending = self.pending.lock().await;
            let waiting = pending.as_ref().filter(|p| state.is_none_or(|s| s == p.state));
            let waiting = waiting.ok_or_else(|| ExamError::said("No sign-in is waiting. Begin again."))?;
            (waiting.request(code), waiting.state.clone())
        };
        let done = match exchange(&self.client()?, request).await {
            Ok(Ok(reply)) => self.welcome(&reply, &state).await,
            Ok(Err(_)) => Err(ExamError::said(
                "This code is not good: each is good once, for a minute. Go back to the page in your browser for another one.",
            )),
            Err(e) => Err(e),
        };
        let mut pending = self.pending.lock().await;
        if pending.as_ref().is_some_and(|p| p.state == state) {
            match &done {
                // Dropping it ends the task that waits, which may be this one: the last thing to be done here.
                Ok(()) => *pending = None,
                Err(e) => {
                    let trouble = Some(self.in_words(e));
                    pending.iter_mut().for_each(|p| p.trouble.clone_from(&trouble));
                }
            }
        }
        done
    }

    /// A sign-in has succeeded. What belongs to another candidate goes; what is this one's stays.
    async fn welcome(&self, reply: &TokenReply, state: &str) -> Result<(), ExamError> {
        let me: Me = self.client()?.get("/v1/me", &Secret::new(reply.access_token.clone())).await?;
        if self.pending.lock().await.as_ref().is_none_or(|p| p.state != state) {
            return Err(ExamError::said("The sign-in was cancelled."));
        }
        let before = self.kept(|kept| kept.account.as_ref().map(|a| a.email.clone()));
        if let Some(other) = before.filter(|email| *email != me.email) {
            self.vault.forget(&other).await?;
        }
        self.begin_session(&me.email, reply).await?;
        *self.contact() = crate::Contact::default();
        let noted = self.update(|kept| match &mut kept.account {
            Some(account) if account.email == me.email => account.ended = None,
            _ => {
                kept.remember_silence();
                kept.account = Some(KeptAccount { email: me.email.clone(), ..KeptAccount::default() });
            }
        });
        match noted.await {
            // For this session it is good all the same; the next start asks for a sign-in again.
            Ok(()) | Err(ExamError::NotSaved(_)) => Ok(()),
            Err(e) => Err(e),
        }
    }

    /// Ends the sign-in: at the registrar, as far as it is reached, and on this computer in any case. Answers with what the
    /// candidate should know of what could not be done.
    pub async fn sign_out(&self) -> Result<Vec<&'static str>, ExamError> {
        *self.pending.lock().await = None;
        let mut session = self.session.lock().await;
        let mut notes = Vec::new();
        let email = self.kept(|kept| kept.account.as_ref().map(|a| a.email.clone()));
        let token = match &email {
            Some(email) => session.take_unsaved().or(self.vault.get(email, Kept::RefreshToken).await.ok().flatten()),
            None => None,
        };
        let told = match (token, self.client()) {
            (Some(token), Ok(client)) => {
                let request = RevokeRequest { token: token.reveal().to_owned() };
                matches!(tokio::time::timeout(REVOKE, client.revoke(&request)).await, Ok(Ok(())))
            }
            _ => email.is_none(),
        };
        if !told {
            notes.push(NOT_TOLD);
        }
        *session = Session::default();
        self.hang_up();
        let erased = self.vault.erase().await;
        *self.contact() = crate::Contact::default();
        let noted = self.update(|kept| {
            kept.remember_silence();
            kept.account = None;
        });
        if noted.await.is_err() {
            // Nothing of the candidate stays for want of room to say so.
            self.notes.remove()?;
        }
        self.notes.clear();
        match erased {
            Err(vault::VaultError::EntryRemains(_)) => notes.push(ENTRY_REMAINS),
            erased => erased?,
        }
        Ok(notes)
    }
}

async fn wait(exam: Arc<Exam>, listener: Listener, state: String) {
    let trouble = match tokio::time::timeout(PATIENCE, listener.answer(&state)).await {
        Ok(Ok(Answer::Code(code))) => {
            // Not in this task: it ends with the sign-in that it belongs to.
            tokio::spawn(async move {
                if exam.complete(Some(&state), &code).await.is_ok() {
                    exam.ask().await;
                }
                exam.tell();
            });
            return;
        }
        Ok(Ok(Answer::Refused(word))) if word == "access_denied" => {
            "The sign-in was cancelled in the browser.".to_owned()
        }
        Ok(Ok(Answer::Refused(_))) => "The registrar's page could not finish the sign-in. Begin again.".to_owned(),
        Ok(Err(_)) => "The browser could not reach the app. Paste the code instead.".to_owned(),
        Err(_) => {
            tokio::spawn(async move {
                let mut pending = exam.pending.lock().await;
                // Another one may have begun meanwhile.
                if pending.as_ref().is_some_and(|p| p.state == state) {
                    *pending = None;
                }
                drop(pending);
                exam.tell();
            });
            return;
        }
    };
    if let Some(pending) = exam.pending.lock().await.as_mut().filter(|p| p.state == state) {
        pending.trouble = Some(trouble);
    }
    exam.tell();
}
