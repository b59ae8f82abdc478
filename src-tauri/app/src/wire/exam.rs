//! The exam chapter: one picture of where the candidate stands, and what they can do.
//!
//! Nothing here holds a secret, nor an address that the candidate is sent to: those go from the core to the browser.

use registrar_api::{AppealAbout, Case, CaseKind, ConsentTo, Enrolment, EnrolmentSummary, IdentityRoute, Programme};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::badge::BadgeReport;

/// Everything the exam screens show. Made from memory and disk: asking for it never uses the network.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExamPage {
    /// True in a build that talks to stand-ins: nothing is real, and every exam screen says so.
    pub sandbox: bool,
    /// The registrar's host; none in a build that knows no registrar.
    pub registrar: Option<String>,
    pub vault: VaultView,
    pub account: Account,
    pub contact: Contact,
    /// What holds for the enrolment that is looked at; without one, the programme as it is offered. As the registrar last said
    /// it; its addresses are hosts here, and so is the credential's.
    pub programme: Option<Programme>,
    /// The programme as it is offered now, to whoever buys it.
    pub offered: Option<Programme>,
    pub enrolments: Vec<EnrolmentSummary>,
    /// The one that is looked at, as the registrar last said it.
    pub enrolment: Option<Enrolment>,
    /// All cases of the candidate, those of the enrolment among them, newest first.
    pub cases: Vec<Case>,
    /// When the exam can be sat.
    pub window: Option<ExamWindow>,
    /// While the exam may be running.
    pub silence: Option<Silence>,
    /// Newest first, at most ten.
    pub readiness: Vec<ReadinessRun>,
    /// What the candidate's own browser told last, whenever that was.
    pub browser: Option<BrowserReport>,
    /// A check in the browser that has not reported yet.
    pub browser_check_open: bool,
    pub launch: Launch,
    /// Issuers' keys that the learner trusts by their own decision.
    pub pins: Vec<PinnedKey>,
    /// The last badge file that was looked at in this session.
    pub badge: Option<BadgeReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Account {
    SignedOut,
    /// The registrar's page is open in the browser; the app waits for it to come back.
    SigningIn {
        until_ms: i64,
        /// Why it does not go on, such as a code that was not good.
        trouble: Option<String>,
    },
    SignedIn {
        email: String,
    },
    /// Signed in, but the vault is closed: unlock it, or look for the keychain again.
    Locked {
        email: String,
    },
    /// The sign-in has ended. What was read before is still shown.
    SignInAgain {
        email: String,
        why: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VaultView {
    /// None before anyone had to look.
    pub keychain: Option<KeychainState>,
    pub keeping: Keeping,
    pub open: bool,
    /// Why it is closed, where it is more than locked.
    pub fault: Option<VaultFault>,
    /// What is there, in words.
    pub in_words: String,
    /// What to do; empty if nothing.
    pub todo: String,
    /// After a sign-out: what could not be done, in words.
    pub trouble: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeychainState {
    Available,
    Locked,
    Missing,
    Unresponsive,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// There is no keychain to use: the candidate chooses.
    Undecided,
    Keychain,
    Passphrase,
    Session,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultFault {
    /// The keychain does not hold the key any more: the next sign-in begins anew.
    KeyLost,
    /// The next sign-in, or the next choice of how it is kept, replaces the file.
    Damaged,
    /// Of a newer version of the app: left as it is.
    Newer,
    /// The disk does not give the file: left as it is.
    Unread,
}

/// When the registrar was last heard, and what keeps it from being heard now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contact {
    pub heard_ms: Option<i64>,
    /// Being asked at this moment.
    pub asking: bool,
    pub silent: Option<Silent>,
    /// Whether nothing has been heard since the app's start: what is shown is from before it.
    pub from_before: bool,
    /// This computer's clock less the registrar's, in milliseconds: what the registrar dates is held against its own time.
    pub ahead_ms: i64,
    /// How far this computer's clock is ahead of the registrar's, in seconds; none if within two minutes or unknown.
    pub clock_off_s: Option<i64>,
}

/// Why the last asking brought no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Silent {
    /// What happened and what to do, in whole sentences.
    pub in_words: String,
    pub since_ms: i64,
    pub asks_again_ms: i64,
}

/// When the exam can be sat: in the learner's zone and in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExamWindow {
    pub opens: Moment,
    pub closes: Moment,
    /// The learner's zone, such as `Europe/Berlin`.
    pub zone: String,
    /// When the clocks change between now and the end of the window, in words.
    pub clocks_change: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Moment {
    pub at_ms: i64,
    /// Such as `14 March 2027, 09:00 (UTC+1)`.
    pub local: String,
    /// Such as `14 March 2027, 08:00 UTC`.
    pub utc: String,
}

/// The app keeps quiet: no hints, no tutor, no notices, nothing that could take the focus from the exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Silence {
    pub since_ms: i64,
    /// When it ends at the latest; earlier when the result is in. By this computer's clock.
    pub until_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Launch {
    /// Nothing can be started now; the enrolment's conditions say why.
    NotNow,
    /// Every condition is met.
    Ready { host: String },
    /// The exam's link has been given to the browser.
    Open {
        host: String,
        /// None if this computer has not noted it: killed at the wrong moment, or opened on another computer.
        opened_ms: Option<i64>,
        ends_ms: i64,
        /// The link can still be copied for another browser: once.
        can_copy: bool,
    },
}

/// One run of the readiness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReadinessRun {
    pub at_ms: i64,
    pub rows: Vec<ReadinessRow>,
}

/// What the registrar's page found in the candidate's own browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BrowserReport {
    pub at_ms: i64,
    pub rows: Vec<ReadinessRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReadinessRow {
    /// Such as `displays`; unique in its run.
    pub name: String,
    pub verdict: ReadinessVerdict,
    /// What was seen, as a short sentence.
    pub seen: String,
    /// How to mend it on this system; empty if there is nothing to mend.
    pub mend: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadinessVerdict {
    Pass,
    Attention,
    Unknown,
}

/// Where something was opened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Opened {
    pub host: String,
    pub page: ExamPage,
}

/// A case of the candidate's is open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseOpened {
    pub number: i64,
    pub page: ExamPage,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VaultKeepRequest {
    /// Not `undecided`.
    pub keeping: Keeping,
    /// For `passphrase`.
    pub passphrase: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VaultUnlockRequest {
    pub passphrase: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignInCodeRequest {
    /// What the registrar's page shows to be copied.
    pub code: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EnrolCodeRequest {
    pub code: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EnrolmentRequest {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConsentsRequest {
    pub consents: Vec<ConsentTo>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfirmNameRequest {
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IdentityRequest {
    pub route: IdentityRoute,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseOpenRequest {
    pub kind: CaseKind,
    pub about: Option<AppealAbout>,
    /// For an appeal against a result: of which attempt.
    pub attempt: Option<i64>,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseReplyRequest {
    pub number: i64,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PinnedKey {
    /// The issuer's identifier, exactly as badges name it; not to be shown.
    pub issuer: String,
    /// The same as one short plain line.
    pub issuer_shown: String,
    /// The thumbprint of the key (RFC 7638), SHA-256 in base64url.
    pub thumbprint: String,
    pub pinned_ms: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnpinRequest {
    pub issuer: String,
    pub thumbprint: String,
}
