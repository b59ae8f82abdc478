//! The steps of the way that the candidate takes in the app: enrolment, consents, name, identity, cases, the browser check.

use crate::Exam;
use crate::kept::{BrowserCheckOpen, KeptAccount};
use crate::place::{Outward, Purpose};
use crate::trouble::ExamError;
use registrar_api::{
    BrowserCheck, Case, CaseReply, CaseRequest, ConsentRequest, ConsentTo, EnrolRequest, Enrolment, EnrolmentSummary,
    IdentityBegin, IdentityBegun, IdentityRoute, NameRequest, Programme,
};
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl Exam {
    pub async fn enrol(self: &Arc<Self>, code: &str) -> Result<(), ExamError> {
        if self.silence().is_some() {
            return Err(ExamError::said("An exam is open. Enrol with this code when it is over."));
        }
        let email = self.account_kept()?.email;
        let request = EnrolRequest { code: code.trim().to_owned() };
        let enrolment: Enrolment = self.post("/v1/enrolments", &request).await?;
        let now = self.now_ms();
        self.change(&email, |account| {
            let summary = EnrolmentSummary {
                id: enrolment.id.clone(),
                title: enrolment.title.clone(),
                enrolled_ms: enrolment.enrolled_ms,
            };
            if !account.enrolments.iter().any(|e| e.id == summary.id) {
                account.enrolments.push(summary);
            }
            account.chosen = Some(enrolment.id.clone());
            account.see(Some(enrolment), now);
        })
        .await?;
        self.ask_soon();
        Ok(())
    }

    /// Looks at another enrolment of the same candidate.
    pub async fn choose(&self, id: &str) -> Result<(), ExamError> {
        if self.silence().is_some() {
            return Err(ExamError::said("An exam is open. Look at the other enrolment when it is over."));
        }
        let account = self.account_kept()?;
        if !account.enrolments.iter().any(|e| e.id == id) {
            return Err(ExamError::said("There is no such enrolment. Look again in a moment."));
        }
        self.change(&account.email, |account| {
            account.chosen = Some(id.to_owned());
            account.enrolment = account.enrolment.take().filter(|e| e.id == id);
        })
        .await?;
        self.ask().await;
        Ok(())
    }

    pub async fn consent(&self, consents: Vec<ConsentTo>) -> Result<(), ExamError> {
        self.act("consents", &ConsentRequest { consents }).await
    }

    pub async fn confirm_name(&self, name: &str) -> Result<(), ExamError> {
        self.act("name", &NameRequest { name: name.to_owned() }).await
    }

    async fn act(&self, what: &str, body: &impl serde::Serialize) -> Result<(), ExamError> {
        let (id, email) = (self.enrolment_id()?, self.account_kept()?.email);
        let enrolment: Enrolment = self.post(&format!("/v1/enrolments/{id}/{what}"), body).await?;
        let now = self.now_ms();
        self.change(&email, |account| {
            // Another enrolment may be looked at by now.
            if account.chosen.as_ref() == Some(&enrolment.id) {
                account.see(Some(enrolment), now);
            }
        })
        .await
    }

    /// Begins an identity check. The page that it goes on with is opened at once and kept nowhere; a person's decision has none.
    pub async fn begin_identity(self: &Arc<Self>, route: IdentityRoute) -> Result<Option<Outward>, ExamError> {
        let id = self.enrolment_id()?;
        let begun: IdentityBegun =
            self.post(&format!("/v1/enrolments/{id}/identity"), &IdentityBegin { route }).await?;
        let outward = match &begun.url {
            Some(url) => Some(self.outward(Purpose::Identity, url)?),
            None => None,
        };
        // The address is good for a short time: nothing is waited for before it is opened.
        self.ask_soon();
        Ok(outward)
    }

    /// Opens a case: of the enrolment that is looked at, or of the account where there is none. Answers with its number.
    pub async fn open_case(self: &Arc<Self>, request: CaseRequest) -> Result<i64, ExamError> {
        let path = match self.enrolment_id() {
            Ok(id) => format!("/v1/enrolments/{id}/cases"),
            Err(_) => "/v1/me/cases".to_owned(),
        };
        self.case(&path, &request).await
    }

    pub async fn reply_case(self: &Arc<Self>, number: i64, text: &str) -> Result<(), ExamError> {
        let reply = CaseReply { text: text.to_owned() };
        self.case(&format!("/v1/cases/{number}/notes"), &reply).await.map(drop)
    }

    /// Sends something that is answered with a case, which takes its place among the others.
    async fn case(self: &Arc<Self>, path: &str, body: &impl serde::Serialize) -> Result<i64, ExamError> {
        let email = self.account_kept()?.email;
        let case: Case = self.post(path, body).await?;
        let number = case.number;
        self.change(&email, |account| {
            account.cases.retain(|c| c.number != number);
            account.cases.insert(0, case);
            account.cases.sort_by_key(|c| std::cmp::Reverse(c.number));
        })
        .await?;
        self.ask_soon();
        Ok(number)
    }

    /// The registrar's page that tries camera, cookies and windows in the candidate's own browser.
    pub async fn browser_check(&self) -> Result<Outward, ExamError> {
        let check: BrowserCheck = self.post("/v1/checks", &serde_json::json!({})).await?;
        let (outward, email) = (self.outward(Purpose::Registrar, &check.url)?, self.account_kept()?.email);
        let open = BrowserCheckOpen { id: check.id, expires_ms: check.expires_ms, reported_ms: None };
        self.change(&email, |account| account.browser_check = Some(open)).await?;
        Ok(outward)
    }

    /// The registrar's page that leads to where the programme is bought.
    pub fn purchase(&self) -> Result<Outward, ExamError> {
        let url = self.programme()?.purchase_url;
        self.outward(Purpose::Registrar, &url)
    }

    /// An exam of one question under the real settings.
    pub fn rehearsal(&self) -> Result<Outward, ExamError> {
        let url = self.programme()?.rehearsal_url;
        let url = url.ok_or_else(|| ExamError::said("There is no rehearsal for this programme."))?;
        self.outward(Purpose::Exam, &url)
    }

    /// The public page of the credential.
    pub fn credential(&self) -> Result<Outward, ExamError> {
        let url = self.account_kept()?.enrolment.and_then(|e| e.credential.url);
        let url = url.ok_or_else(|| ExamError::said("There is no credential yet."))?;
        self.outward(Purpose::Credential, &url)
    }

    fn programme(&self) -> Result<Programme, ExamError> {
        self.account_kept()?
            .programme
            .ok_or_else(|| ExamError::said("The programme is not known yet. Look again in a moment."))
    }

    /// Changes what is kept of this candidate, if they are still signed in, after something that they did. What cannot be
    /// written is still shown: the registrar has it.
    pub(crate) async fn change(&self, email: &str, change: impl FnOnce(&mut KeptAccount)) -> Result<(), ExamError> {
        let noted = self.update(|kept| {
            if let Some(account) = kept.account.as_mut().filter(|a| a.email == email) {
                self.acts.fetch_add(1, Ordering::Relaxed);
                change(account);
            }
        });
        match noted.await {
            Ok(()) | Err(ExamError::NotSaved(_)) => Ok(()),
            Err(e) => Err(e),
        }
    }

    pub(crate) fn account_kept(&self) -> Result<KeptAccount, ExamError> {
        self.kept(|kept| kept.account.clone()).ok_or(ExamError::SignInFirst)
    }

    pub(crate) fn enrolment_id(&self) -> Result<String, ExamError> {
        let chosen = self.account_kept()?.chosen;
        chosen.ok_or_else(|| ExamError::said("Enrol first, with the code that came with your purchase."))
    }
}
