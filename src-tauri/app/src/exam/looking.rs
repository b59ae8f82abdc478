//! Commands that look at this computer and at badge files.

use crate::App;
use crate::commands::Nothing;
use crate::wire::WireError;
use crate::wire::exam::{ExamPage, UnpinRequest};

type Reply = Result<ExamPage, WireError>;

impl App {
    pub(crate) async fn readiness_check(&self, _: Nothing) -> Reply {
        Ok(self.exam_page().await)
    }

    pub(crate) async fn badge_check(&self, _: Nothing) -> Reply {
        Ok(self.exam_page().await)
    }

    pub(crate) async fn badge_ask_issuer(&self, _: Nothing) -> Reply {
        Ok(self.exam_page().await)
    }

    pub(crate) async fn badge_pin(&self, _: Nothing) -> Reply {
        Ok(self.exam_page().await)
    }

    pub(crate) async fn badge_unpin(&self, request: UnpinRequest) -> Reply {
        let _ = request;
        Ok(self.exam_page().await)
    }
}
