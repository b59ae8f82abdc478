use crate::{Case, Condition, IdentityStatus, Programme, Seat, wire};

api_words! {
    /// The steps of the way, in order.
    pub enum StepKind {
        Enrolled = "enrolled",
        Consented = "consented",
        NameConfirmed = "name_confirmed",
        Identity = "identity",
        Seat = "seat",
        Exam = "exam",
        Result = "result",
        Credential = "credential",
    }

    pub enum StepState {
        Done = "done",
        /// The candidate can do it now.
        Yours = "yours",
        /// Somebody else is at it; `in_words` says who and since when.
        Waiting = "waiting",
        /// Something must come first.
        Later = "later",
        /// It went wrong; `in_words` says what to do.
        Trouble = "trouble",
    }

    pub enum CredentialState {
        None = "none",
        /// The result is there; something is still missing, named in `why`.
        Waiting = "waiting",
        BeingIssued = "being_issued",
        Issued = "issued",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

wire! {
    /// `GET /v1/me`.
    pub struct Me {
        pub email: String,
        pub enrolments: Vec<EnrolmentSummary>,
        /// When the last exam that is open ends, over all enrolments.
        pub exam_open_until_ms: Option<i64>,
        /// The registrar's clock, so that the app can see how far its own is off.
        pub now_ms: i64,
    }

    pub struct EnrolmentSummary {
        pub id: String,
        pub title: String,
        pub enrolled_ms: i64,
    }

    /// `POST /v1/enrolments`.
    pub struct EnrolRequest {
        /// The one-time code that came with the purchase. Spaces, hyphens and case do not matter.
        pub code: String,
    }

    /// All there is to know about one enrolment. `GET /v1/enrolments/{id}`.
    pub struct Enrolment {
        pub id: String,
        pub title: String,
        pub programme_version: i64,
        /// The programme as it holds for this enrolment: attempts, identity, appeal and price as they were promised when it
        /// began, the rest as its next seat is given by.
        pub programme: Option<Programme>,
        pub now_ms: i64,
        pub enrolled_ms: i64,
        pub variant: String,
        pub window_opens_ms: i64,
        pub window_closes_ms: i64,
        pub attempts_used: i64,
        pub attempts_allowed: i64,
        /// Set while a person holds the enrolment.
        pub held: Option<String>,
        pub name: Option<ConfirmedName>,
        pub consents: Vec<ConsentGiven>,
        pub identity: IdentityStatus,
        pub conditions: Vec<Condition>,
        /// Newest first.
        pub seats: Vec<Seat>,
        pub credential: Credential,
        pub timeline: Vec<Step>,
        /// Newest first; those the candidate may see.
        pub cases: Vec<Case>,
    }

    pub struct Step {
        pub kind: StepKind,
        pub state: StepState,
        /// What happened, or what it waits for, whom, since when and until when.
        pub in_words: String,
        pub at_ms: Option<i64>,
        /// For a wait: when something was last heard.
        pub heard_ms: Option<i64>,
        /// For a wait: when it will be asked again.
        pub asks_again_ms: Option<i64>,
        /// For a wait: when a person looks at it.
        pub person_from_ms: Option<i64>,
    }

    pub struct ConfirmedName {
        pub name: String,
        pub confirmed_ms: i64,
        /// False while a document is checked against it, and once it was or a seat has been handed out: then a person
        /// corrects it.
        pub can_change: bool,
    }

    pub struct NameRequest {
        /// As it should stand on the credential: 1 to 50 characters, any script, one word is enough.
        pub name: String,
    }

    pub struct ConsentRequest {
        pub consents: Vec<ConsentTo>,
    }

    pub struct ConsentTo {
        /// The text's own word.
        pub kind: String,
        pub version: String,
    }

    pub struct ConsentGiven {
        pub kind: String,
        pub version: String,
        pub given_ms: i64,
        /// False when the text has changed since.
        pub current: bool,
    }

    pub struct Credential {
        pub state: CredentialState,
        /// The reason for a wait.
        pub why: Option<String>,
        pub name: Option<String>,
        /// `YYYY-MM-DD`.
        pub issued_on: Option<String>,
        pub expires_on: Option<String>,
        /// The public page, on the configured host only.
        pub url: Option<String>,
    }
}
