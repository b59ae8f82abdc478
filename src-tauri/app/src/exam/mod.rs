//! The exam chapter's commands: each changes one thing and answers with the whole picture.

mod looking;
mod opening;
mod picture;

use crate::App;
use crate::commands::Nothing;
use crate::wire::exam::{
    CaseOpenRequest, CaseOpened, CaseReplyRequest, ConfirmNameRequest, ConsentsRequest, EnrolCodeRequest,
    EnrolmentRequest, ExamPage, Keeping, SignInCodeRequest, VaultKeepRequest, VaultUnlockRequest,
};
use crate::wire::{ErrorCode, WireError};
use ::exam::ExamError;
use ::exam::vault::{Choice, Secret, VaultError};
use registrar_api::CaseRequest;

/// Twelve characters of a person's choosing are the least that a passphrase file is worth making for.
const SHORTEST_PASSPHRASE: usize = 12;

type Reply = Result<ExamPage, WireError>;

impl App {
    pub(crate) async fn exam_open(&self, _: Nothing) -> Reply {
        Ok(self.exam_page().await)
    }

    /// What went wrong is part of the picture.
    pub(crate) async fn exam_ask(&self, _: Nothing) -> Reply {
        self.exam.ask().await;
        Ok(self.exam_page().await)
    }

    pub(crate) async fn vault_look(&self, _: Nothing) -> Reply {
        self.exam.vault().look().await;
        Ok(self.exam_page().await)
    }

    pub(crate) async fn vault_keep(&self, request: VaultKeepRequest) -> Reply {
        let choice = match (request.keeping, request.passphrase.map(Secret::new)) {
            (Keeping::Keychain, _) => Choice::Keychain,
            (Keeping::Session, _) => Choice::Session,
            (Keeping::Passphrase, Some(phrase)) if phrase.reveal().chars().count() >= SHORTEST_PASSPHRASE => {
                Choice::Passphrase(phrase)
            }
            (Keeping::Passphrase, _) => {
                let words = format!(
                    "A passphrase has at least {SHORTEST_PASSPHRASE} characters. Four plain words are a good one."
                );
                return Err(WireError::new(ErrorCode::Refused, words));
            }
            (Keeping::Undecided, _) => {
                return Err(WireError::new(ErrorCode::BadRequest, "Choose how your sign-in is kept."));
            }
        };
        let kept = self.exam.vault().keep(choice).await;
        if let Err(VaultError::Closed(_)) = &kept {
            let words = "It could not be opened in time. Answer the question that the system asks, then try again.";
            return Err(WireError::new(ErrorCode::Refused, words));
        }
        self.done(kept.map(drop).map_err(ExamError::from)).await
    }

    pub(crate) async fn vault_unlock(&self, request: VaultUnlockRequest) -> Reply {
        let unlocked = self.exam.vault().unlock(Secret::new(request.passphrase)).await;
        self.done(unlocked.map(drop).map_err(ExamError::from)).await
    }

    pub(crate) async fn sign_in_code(&self, request: SignInCodeRequest) -> Reply {
        let signed_in = self.exam.sign_in_code(&request.code).await;
        if signed_in.is_ok() {
            self.exam.ask().await;
        }
        self.done(signed_in).await
    }

    pub(crate) async fn sign_in_cancel(&self, _: Nothing) -> Reply {
        self.exam.sign_in_cancel().await;
        Ok(self.exam_page().await)
    }

    pub(crate) async fn sign_out(&self, _: Nothing) -> Reply {
        self.take_back_copied().await;
        let notes = self.exam.sign_out().await.map_err(|e| self.exam_refused(&e))?;
        let mut page = self.exam_page().await;
        page.vault.trouble = (!notes.is_empty()).then(|| notes.join(" "));
        Ok(page)
    }

    pub(crate) async fn enrol(&self, request: EnrolCodeRequest) -> Reply {
        self.done(self.exam.enrol(&request.code).await).await
    }

    pub(crate) async fn enrolment_choose(&self, request: EnrolmentRequest) -> Reply {
        self.done(self.exam.choose(&request.id).await).await
    }

    pub(crate) async fn consent_give(&self, request: ConsentsRequest) -> Reply {
        self.done(self.exam.consent(request.consents).await).await
    }

    pub(crate) async fn name_confirm(&self, request: ConfirmNameRequest) -> Reply {
        self.done(self.exam.confirm_name(&request.name).await).await
    }

    pub(crate) async fn case_open(&self, request: CaseOpenRequest) -> Result<CaseOpened, WireError> {
        let CaseOpenRequest { kind, about, attempt, text } = request;
        let opened = self.exam.open_case(CaseRequest { kind, about, attempt, text }).await;
        let number = opened.map_err(|e| self.exam_refused(&e))?;
        Ok(CaseOpened { number, page: self.exam_page().await })
    }

    pub(crate) async fn case_reply(&self, request: CaseReplyRequest) -> Reply {
        self.done(self.exam.reply_case(request.number, &request.text).await).await
    }

    async fn done(&self, done: Result<(), ExamError>) -> Reply {
        done.map_err(|e| self.exam_refused(&e))?;
        Ok(self.exam_page().await)
    }

    pub(crate) fn exam_refused(&self, error: &ExamError) -> WireError {
        let code = match error {
            ExamError::Unheard(_) => ErrorCode::Unheard,
            ExamError::SignInFirst | ExamError::Vault(VaultError::Closed(_)) => ErrorCode::SignInFirst,
            ExamError::NotSaved(_) | ExamError::Vault(VaultError::Io(_)) => ErrorCode::NotSaved,
            _ => ErrorCode::Refused,
        };
        WireError::new(code, self.exam.in_words(error))
    }
}
