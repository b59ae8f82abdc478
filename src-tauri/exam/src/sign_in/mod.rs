//! Signing in: in the system's browser, with PKCE; the code comes back to a port of this computer, or is pasted.

mod listener;
mod pkce;
mod waiting;

pub(crate) use pkce::random;
pub(crate) use waiting::Pending;

use crate::Exam;
use crate::client::Client;
use crate::kept::KeptAccount;
use crate::place::{Outward, Purpose};
use crate::session::{Session, exchange};
use crate::trouble::{ENTRY_REMAINS, ExamError};
use listener::Listener;
use registrar_api::{CLIENT_ID, Me, RevokeRequest, TokenReply};
use std::sync::Arc;
use std::time::Duration;
use url::form_urlencoded;
use vault::{Fault, Keychain, Purpose as Kept, Secret, State, VaultError};

/// For telling the registrar that a sign-in is over.
const REVOKE: Duration = Duration::from_secs(5);
const NOT_TOLD: &str = "The registrar could not be told. Nothing on this computer can renew your sign-in any more, so it ends there by itself.";
const LONGEST_CODE: usize = 512;

impl Exam {
    /// Begins a sign-in; answers with the page to open. One that waited before is given up.
    pub async fn sign_in(self: &Arc<Self>) -> Result<Outward, ExamError> {
        let place = self.known_place()?;
        if let Some(why) = self.notes.refuses() {
            return Err(ExamError::said(why));
        }
        can_keep(self.vault.look().await)?;
        let proof = pkce::Proof::new()?;
        let listener = Listener::bind().await?;
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", CLIENT_ID)
            .append_pair("redirect_uri", &listener.redirect())
            .append_pair("code_challenge", &proof.challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("state", &proof.state)
            .finish();
        let address = place.outward(Purpose::Registrar, place.at(&format!("/authorize?{query}")).as_str())?;
        let pending = Pending::begin(self, listener, proof, address.clone());
        *self.pending.lock().await = Some(pending);
        Ok(address)
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
        // One that is being written down is waited for: then it has succeeded, and is shown.
        let _session = self.session.lock().await;
        *self.pending.lock().await = None;
    }

    /// Trades a code for tokens and reads who has signed in. The sign-in goes on waiting if it was not good.
    async fn complete(&self, state: Option<&str>, code: &str) -> Result<(), ExamError> {
        // One at a time: a code that is shown twice ends what it gave.
        let _one = self.completing.lock().await;
        let (request, state, another) = {
            let pending = self.pending().await;
            let waiting = pending.as_ref().filter(|p| state.is_none_or(|s| s == p.state));
            let waiting = waiting.ok_or_else(|| ExamError::said("No sign-in is waiting. Begin again."))?;
            (waiting.request(code), waiting.state.clone(), waiting.another_code())
        };
        let client = self.client()?;
        let done = match exchange(&client, request).await {
            Ok(Ok(reply)) => {
                let welcomed = self.welcome(&reply, &state).await;
                if welcomed.is_err() {
                    give_back(client, vec![Secret::new(reply.refresh_token.clone())]);
                }
                welcomed
            }
            Ok(Err(_)) => {
                let words = "This code is not good: each is good once, for a minute.";
                Err(ExamError::said(format!("{words} {another}")))
            }
            Err(e) => Err(e),
        };
        let mut pending = self.pending().await;
        if pending.as_ref().is_some_and(|p| p.state == state) {
            match &done {
                // Dropping it ends the task that waits.
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
        let client = self.client()?;
        let me: Me = client.get("/v1/me", &Secret::new(reply.access_token.clone())).await?;
        // From here on nobody cancels or signs out in between: what is begun is begun whole.
        let mut session = self.session.lock().await;
        if self.pending().await.as_ref().is_none_or(|p| p.state != state) {
            return Err(ExamError::said("The sign-in was cancelled."));
        }
        let over = self.begin_session(&mut session, &me.email, reply).await?;
        give_back(client, over);
        *self.contact() = crate::Contact::default();
        let mut same = false;
        let now = self.noted_now_ms();
        let noted = self.update(|kept| match &mut kept.account {
            Some(account) if account.email == me.email => {
                same = true;
                account.ended = None;
            }
            _ => {
                kept.remember_silence(now);
                kept.account = Some(KeptAccount { email: me.email.clone(), ..KeptAccount::default() });
            }
        });
        let noted = noted.await;
        if !same {
            self.clear_notes().await;
        }
        match noted {
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
            (Some(token), Ok(client)) => tell_over(&client, &token).await,
            _ => email.is_none(),
        };
        if !told {
            notes.push(NOT_TOLD);
        }
        *session = Session::default();
        self.hang_up();
        let erased = self.vault.erase().await;
        *self.contact() = crate::Contact::default();
        let now = self.noted_now_ms();
        let noted = self.update(|kept| {
            kept.remember_silence(now);
            kept.account = None;
        });
        if noted.await.is_err() {
            // Nothing of the candidate stays for want of room to say so.
            self.notes.remove()?;
        }
        self.clear_notes().await;
        match erased {
            Err(VaultError::EntryRemains(_)) => notes.push(ENTRY_REMAINS),
            erased => erased?,
        }
        Ok(notes)
    }

    async fn clear_notes(&self) {
        let _one = self.writing.lock().await;
        self.notes.clear();
    }
}

/// Whether the tokens of a sign-in could be kept, if one were made now. A file that opens nothing any more is replaced by
/// them; nothing else is.
fn can_keep(state: State) -> Result<(), ExamError> {
    let refused = match state.fault {
        _ if state.open => return Ok(()),
        Some(Fault::KeyLost | Fault::Damaged) if state.keychain == Some(Keychain::Available) => return Ok(()),
        Some(Fault::Newer) => VaultError::Newer,
        Some(Fault::Io(kind)) => VaultError::Io(kind.into()),
        Some(Fault::KeyLost | Fault::Damaged) | None => VaultError::Closed(state),
    };
    Err(refused.into())
}

/// Whether the registrar has heard that a sign-in is over.
async fn tell_over(client: &Client, token: &Secret) -> bool {
    let request = RevokeRequest { token: token.reveal().to_owned() };
    matches!(tokio::time::timeout(REVOKE, client.revoke(&request)).await, Ok(Ok(())))
}

/// Tells the registrar, while nobody waits for it, of tokens that are kept no more. If it is not reached, they end by
/// themselves: nobody holds them.
fn give_back(client: Client, tokens: Vec<Secret>) {
    tokio::spawn(async move {
        for token in tokens {
            tell_over(&client, &token).await;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use vault::Keeping;

    #[test]
    fn only_what_opens_nothing_is_signed_in_over() {
        let check = |keeping, keychain, fault, goes_on: bool| {
            let state = State { keychain: Some(keychain), keeping, open: false, fault };
            assert_eq!(can_keep(state).is_ok(), goes_on, "{state:?}");
            assert!(can_keep(State { open: true, ..state }).is_ok());
        };
        let io = Fault::Io(std::io::ErrorKind::PermissionDenied);
        check(Keeping::Keychain, Keychain::Available, Some(Fault::KeyLost), true);
        check(Keeping::Undecided, Keychain::Available, Some(Fault::Damaged), true);
        check(Keeping::Undecided, Keychain::Available, Some(Fault::Newer), false);
        check(Keeping::Undecided, Keychain::Available, Some(io), false);
        check(Keeping::Passphrase, Keychain::Available, None, false);
        for keychain in [Keychain::Locked, Keychain::Missing, Keychain::Unresponsive] {
            for fault in [None, Some(Fault::Damaged), Some(Fault::Newer), Some(io)] {
                check(Keeping::Undecided, keychain, fault, false);
            }
            check(Keeping::Keychain, keychain, None, false);
        }
    }
}
