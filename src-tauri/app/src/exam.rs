//! The exam chapter's commands.

use crate::App;
use crate::commands::Nothing;
use crate::wire::exam::*;
use crate::wire::{ErrorCode, WireError};

impl App {
    pub(crate) async fn exam_open(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn exam_ask(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn vault_look(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn vault_keep(&self, _request: VaultKeepRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn vault_unlock(&self, _request: VaultUnlockRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn sign_in(&self, _request: Nothing) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn sign_in_copy(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn sign_in_code(&self, _request: SignInCodeRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn sign_in_cancel(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn sign_out(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn enrol(&self, _request: EnrolCodeRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn enrolment_choose(&self, _request: EnrolmentRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn consent_give(&self, _request: ConsentsRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn name_confirm(&self, _request: ConfirmNameRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn identity_begin(&self, _request: IdentityRequest) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn case_open(&self, _request: CaseOpenRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn case_reply(&self, _request: CaseReplyRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn purchase_open(&self, _request: Nothing) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn rehearsal_open(&self, _request: Nothing) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn readiness_check(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn readiness_browser(&self, _request: Nothing) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn launch_start(&self, _request: Nothing) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn launch_copy(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn credential_open(&self, _request: Nothing) -> Result<Opened, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn badge_check(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn badge_ask_issuer(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn badge_pin(&self, _request: Nothing) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

    pub(crate) async fn badge_unpin(&self, _request: UnpinRequest) -> Result<ExamPage, WireError> {
        Err(WireError::new(ErrorCode::Refused, "not there yet"))
    }

}
