use crate::{StepKind, wire};

api_words! {
    pub enum CaseKind {
        Help = "help",
        Appeal = "appeal",
        /// A word on what the exam's monitor noted.
        Monitoring = "monitoring",
        Name = "name",
        Accommodation = "accommodation",
        /// An identity that a person decides.
        Identity = "identity",
        /// Raised by the system.
        Mismatch = "mismatch",
        Held = "held",
        ProviderUnreachable = "provider_unreachable",
        DeadlineNear = "deadline_near",
        ResultChanged = "result_changed",
    }

    pub enum CaseState {
        /// Waits for operations.
        Open = "open",
        /// Waits for the candidate.
        Asked = "asked",
        Closed = "closed",
    }

    /// What an appeal is against.
    pub enum AppealAbout {
        /// The latest result.
        Result = "result",
        /// A person's decision on the identity.
        Identity = "identity",
    }

    pub enum CaseAuthor {
        Candidate = "candidate",
        Operations = "operations",
        System = "system",
    }
}

impl CaseKind {
    /// The kinds that a candidate can open.
    pub const FROM_CANDIDATE: &'static [Self] =
        &[Self::Help, Self::Appeal, Self::Monitoring, Self::Name, Self::Accommodation];
}

wire! {
    /// Longest text: 8,000 characters.
    pub struct CaseRequest {
        pub kind: CaseKind,
        /// For an appeal: what it is against; the result unless it says.
        pub about: Option<AppealAbout>,
        /// For an appeal against a result: the attempt that it is about, so that no other one is appealed.
        pub attempt: Option<i64>,
        pub text: String,
    }

    pub struct CaseReply {
        pub text: String,
    }

    pub struct Case {
        pub number: i64,
        pub kind: CaseKind,
        pub state: CaseState,
        pub title: String,
        pub opened_ms: i64,
        /// By when a person will have decided.
        pub deadline_ms: i64,
        /// Who decides: a role, and the person's name where one is given.
        pub decider: String,
        pub decision: Option<String>,
        pub closed_ms: Option<i64>,
        pub notes: Vec<CaseNote>,
        /// The enrolment it is about.
        pub enrolment_id: Option<String>,
        /// The attempt it is about.
        pub attempt: Option<i64>,
        /// The step of the way that waits for it, or that it is about.
        pub step: Option<StepKind>,
    }

    pub struct CaseNote {
        pub author: CaseAuthor,
        pub text: String,
        pub at_ms: i64,
    }

    pub struct Cases {
        pub cases: Vec<Case>,
    }
}
