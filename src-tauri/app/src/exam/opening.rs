//! Commands that send the learner to a page in their browser, or put its address on the clipboard. The page of the app
//! learns the host, never the address.

use crate::commands::Nothing;
use crate::wire::exam::{ExamPage, IdentityRequest, Opened};
use crate::wire::{ErrorCode, WireError};
use crate::{App, Host};
use ::exam::{ExamError, Outward};
use std::sync::atomic::Ordering;

type Reply = Result<Opened, WireError>;

impl App {
    pub(crate) async fn sign_in(&self, _: Nothing) -> Reply {
        self.sent(self.exam.sign_in().await).await
    }

    /// The address of the sign-in page, for the clipboard. Begins a sign-in if none waits.
    pub(crate) async fn sign_in_copy(&self, _: Nothing) -> Result<ExamPage, WireError> {
        let address = match self.exam.sign_in_address().await {
            Some(address) => address,
            None => self.exam.sign_in().await.map_err(|e| self.exam_refused(&e))?,
        };
        self.copied(address).await
    }

    /// Answers with an empty host where a person decides and nothing is opened.
    pub(crate) async fn identity_begin(&self, request: IdentityRequest) -> Reply {
        match self.exam.begin_identity(request.route).await {
            Ok(None) => Ok(Opened { host: String::new(), page: self.exam_page().await }),
            Ok(Some(outward)) => self.sent(Ok(outward)).await,
            Err(e) => Err(self.exam_refused(&e)),
        }
    }

    pub(crate) async fn purchase_open(&self, _: Nothing) -> Reply {
        self.sent(self.exam.purchase()).await
    }

    pub(crate) async fn rehearsal_open(&self, _: Nothing) -> Reply {
        self.sent(self.exam.rehearsal()).await
    }

    pub(crate) async fn readiness_browser(&self, _: Nothing) -> Reply {
        self.sent(self.exam.browser_check().await).await
    }

    pub(crate) async fn launch_start(&self, _: Nothing) -> Reply {
        self.sent(self.exam.start_exam().await).await
    }

    pub(crate) async fn launch_copy(&self, _: Nothing) -> Result<ExamPage, WireError> {
        let copied = self.exam.copy_link(|link| self.by_host(link, |host, address| host.copy(address))).await;
        copied.map_err(|e| self.exam_refused(&e))??;
        self.link_copied.store(true, Ordering::Relaxed);
        Ok(self.exam_page().await)
    }

    pub(crate) async fn credential_open(&self, _: Nothing) -> Reply {
        self.sent(self.exam.credential()).await
    }

    /// Opens a page in the browser.
    async fn sent(&self, outward: Result<Outward, ExamError>) -> Reply {
        let outward = outward.map_err(|e| self.exam_refused(&e))?;
        let host = outward.host();
        self.by_host(outward, |host, address| host.open(address)).await?;
        Ok(Opened { host, page: self.exam_page().await })
    }

    async fn copied(&self, outward: Outward) -> Result<ExamPage, WireError> {
        self.by_host(outward, |host, address| host.copy(address)).await?;
        Ok(self.exam_page().await)
    }

    /// The exam's link does not stay on the clipboard when the exam is over.
    pub(super) fn take_back_link(&self) {
        let open = || matches!(self.exam.launch(), ::exam::Launch::Open { .. });
        if self.link_copied.load(Ordering::Relaxed) && !open() {
            self.link_copied.store(false, Ordering::Relaxed);
            let host = self.host.clone();
            tokio::task::spawn_blocking(move || host.forget_copied());
        }
    }

    /// Nothing of the chapter's stays on the clipboard when this returns.
    pub(super) async fn take_back_copied(&self) {
        self.link_copied.store(false, Ordering::Relaxed);
        let host = self.host.clone();
        // A host that fails here has nothing more to say.
        let _ = tokio::task::spawn_blocking(move || host.forget_copied()).await;
    }

    /// Desktops take their time: not on a thread that others wait for.
    async fn by_host(&self, outward: Outward, act: fn(&dyn Host, &str) -> Result<(), String>) -> Result<(), WireError> {
        let host = self.host.clone();
        let acted = tokio::task::spawn_blocking(move || act(host.as_ref(), outward.reveal())).await;
        match acted {
            Ok(acted) => acted.map_err(|why| WireError::new(ErrorCode::Refused, why)),
            Err(e) => Err(WireError::new(ErrorCode::Internal, e.to_string())),
        }
    }
}
