//! The tokens of the present sign-in. The access token lives in memory, the refresh token in the vault.

use crate::Exam;
use crate::client::Client;
use crate::trouble::{ExamError, Unheard};
use registrar_api::{CLIENT_ID, FaultCode, TokenReply, TokenRequest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::Instant;
use vault::{Purpose, Secret, VaultError};

/// A token that ends this soon is renewed before it is used.
const MARGIN: Duration = Duration::from_secs(20);

#[derive(Default)]
pub(crate) struct Session {
    access: Option<(Secret, Instant)>,
    /// A refresh token that could not be put into the vault yet: the one in there has been used up.
    unsaved: Option<Secret>,
}

impl Session {
    pub(crate) fn good(&self) -> Option<Secret> {
        self.access.as_ref().filter(|(_, until)| Instant::now() + MARGIN < *until).map(|(token, _)| token.clone())
    }

    pub(crate) fn take_unsaved(&mut self) -> Option<Secret> {
        self.unsaved.take()
    }

    fn take_over(&mut self, reply: &TokenReply) {
        let seconds = u64::try_from(reply.expires_in).unwrap_or(0);
        let until = Instant::now() + Duration::from_secs(seconds.min(86_400));
        self.access = Some((Secret::new(reply.access_token.clone()), until));
    }
}

pub(crate) const NOT_HERE: &str =
    "This computer holds no sign-in any more: it was kept for one session only, or its file is gone.";
pub(crate) const KEY_GONE: &str =
    "The key to your sign-in is no longer in this computer's keychain, or its file is damaged.";
pub(crate) const ENDED: &str =
    "Your sign-in has ended: it was signed out elsewhere, not used for a long time, or an answer to it was lost.";

impl Exam {
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ExamError> {
        let client = self.client()?;
        let (token, email) = self.bearer().await?;
        match client.get(path, &token).await {
            Err(e) if e.is(FaultCode::SignInAgain) => {
                let token = self.renewed(&token, &email).await?;
                self.ended_if_refused(&email, client.get(path, &token).await).await
            }
            answered => answered,
        }
    }

    pub(crate) async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, ExamError> {
        let client = self.client()?;
        let (token, email) = self.bearer().await?;
        match client.post(path, &token, body).await {
            Err(e) if e.is(FaultCode::SignInAgain) => {
                let token = self.renewed(&token, &email).await?;
                self.ended_if_refused(&email, client.post(path, &token, body).await).await
            }
            answered => answered,
        }
    }

    /// A token that is good now. One refresh at a time: who comes second finds the new token.
    pub(crate) async fn token(&self) -> Result<Secret, ExamError> {
        self.bearer().await.map(|(token, _)| token)
    }

    /// The same, and whose it is.
    async fn bearer(&self) -> Result<(Secret, String), ExamError> {
        let mut session = self.session.lock().await;
        let email = self.account_kept()?.email;
        if let Some(unsaved) = session.unsaved.clone()
            && self.vault.put(&email, Purpose::RefreshToken, &unsaved).await.is_ok()
        {
            session.unsaved = None;
        }
        let token = match session.good() {
            Some(token) => token,
            None => self.refresh(&mut session).await?,
        };
        Ok((token, email))
    }

    /// A token in place of one that was refused, if the same candidate is still signed in.
    async fn renewed(&self, refused: &Secret, email: &str) -> Result<Secret, ExamError> {
        let mut session = self.session.lock().await;
        if self.account_kept()?.email != email {
            return Err(ExamError::SignInFirst);
        }
        match session.good().filter(|token| token != refused) {
            Some(token) => Ok(token),
            None => self.refresh(&mut session).await,
        }
    }

    async fn ended_if_refused<T>(&self, email: &str, answered: Result<T, ExamError>) -> Result<T, ExamError> {
        match answered {
            Err(e) if e.is(FaultCode::SignInAgain) => Err(self.end_sign_in(email, ENDED).await),
            answered => answered,
        }
    }

    async fn refresh(&self, session: &mut Session) -> Result<Secret, ExamError> {
        let client = self.client()?;
        let account = self.kept(|kept| kept.account.clone()).filter(|a| a.ended.is_none());
        let email = account.ok_or(ExamError::SignInFirst)?.email;
        let token = match session.unsaved.clone() {
            Some(token) => token,
            None => self.refresh_token(&email).await?,
        };
        let request = TokenRequest {
            grant_type: "refresh_token".into(),
            client_id: Some(CLIENT_ID.into()),
            code: None,
            redirect_uri: None,
            code_verifier: None,
            refresh_token: Some(token.reveal().to_owned()),
        };
        match exchange(&client, request).await? {
            Ok(reply) => {
                self.store(session, &email, &reply).await;
                session.good().ok_or_else(|| ExamError::said("The registrar gave a sign-in that has ended already."))
            }
            Err(fault) if fault.error == "invalid_grant" => {
                *session = Session::default();
                Err(self.end_sign_in(&email, ENDED).await)
            }
            // It does not like how it was asked, or who asks: the sign-in may be good all the same.
            Err(_) => Err(ExamError::Unheard(Unheard::Nonsense)),
        }
    }

    async fn refresh_token(&self, email: &str) -> Result<Secret, ExamError> {
        if !self.vault.state().open {
            self.vault.look().await;
        }
        match self.vault.get(email, Purpose::RefreshToken).await {
            Ok(Some(token)) => Ok(token),
            Ok(None) => Err(self.end_sign_in(email, NOT_HERE).await),
            Err(VaultError::KeyLost | VaultError::Damaged) => {
                // The file stays: the keychain that has its key may come back. The next sign-in begins a new one.
                Err(self.end_sign_in(email, KEY_GONE).await)
            }
            Err(e) => Err(e.into()),
        }
    }

    /// Takes new tokens over. A refresh token that cannot be written now stays in memory and is written with the next one.
    async fn store(&self, session: &mut Session, email: &str, reply: &TokenReply) {
        session.take_over(reply);
        let refresh = Secret::new(reply.refresh_token.clone());
        session.unsaved = match self.vault.put(email, Purpose::RefreshToken, &refresh).await {
            Ok(()) => None,
            Err(_) => Some(refresh),
        };
    }

    /// Begins a session with the tokens of a sign-in that has just been made. Nothing is begun if they cannot be kept.
    /// Answers with the refresh tokens, of whichever candidate, in whose place they are.
    pub(crate) async fn begin_session(
        &self,
        session: &mut Session,
        email: &str,
        reply: &TokenReply,
    ) -> Result<Vec<Secret>, ExamError> {
        let refresh = Secret::new(reply.refresh_token.clone());
        let mut over = self.vault.put_only(email, Purpose::RefreshToken, &refresh).await?;
        over.extend(session.take_unsaved());
        *session = Session::default();
        session.take_over(reply);
        Ok(over)
    }

    /// The sign-in is over, by itself. What was read stays, so that the candidate sees where they stood.
    async fn end_sign_in(&self, email: &str, why: &str) -> ExamError {
        let noted = self.update(|kept| {
            // Another one may have signed in meanwhile.
            if let Some(account) = kept.account.as_mut().filter(|a| a.email == email) {
                account.ended = Some(why.to_owned());
            }
        });
        // If it cannot be written, the next start finds out the same way.
        let _ = noted.await;
        ExamError::SignInFirst
    }
}

/// One exchange at `/token`; the inner error is OAuth's refusal.
pub(crate) async fn exchange(
    client: &Client,
    request: TokenRequest,
) -> Result<Result<TokenReply, registrar_api::TokenFault>, ExamError> {
    client.form("/token", &request).await
}
