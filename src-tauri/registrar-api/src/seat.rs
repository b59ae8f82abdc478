use crate::{secret_wire, wire};

api_words! {
    /// What must hold before a seat is given.
    pub enum ConditionKind {
        Enrolled = "enrolled",
        NotHeld = "not_held",
        Consented = "consented",
        NameConfirmed = "name_confirmed",
        IdentityValid = "identity_valid",
        AttemptsLeft = "attempts_left",
        NotPassed = "not_passed",
        WaitingOver = "waiting_over",
        WindowOpen = "window_open",
        VariantFixed = "variant_fixed",
        NoOpenSeat = "no_open_seat",
    }

    pub enum SeatState {
        /// Held for the candidate while its access code is being set up.
        Reserved = "reserved",
        /// The link can be fetched.
        Ready = "ready",
        /// The link has been handed out; the exam may be running.
        Open = "open",
        /// A result has arrived.
        Finished = "finished",
        Expired = "expired",
        /// Taken back by a person.
        Void = "void",
    }

    pub enum Outcome {
        None = "none",
        /// A score is there, and may still change (essays are being graded).
        Provisional = "provisional",
        Passed = "passed",
        Failed = "failed",
        /// A person looks at it; `why` says why.
        Held = "held",
    }
}

wire! {
    pub struct Condition {
        pub kind: ConditionKind,
        pub met: bool,
        /// What is there, and what to do if it is not enough.
        pub in_words: String,
        /// When it will be met by itself.
        pub met_at_ms: Option<i64>,
    }

    pub struct Seat {
        pub id: String,
        pub state: SeatState,
        pub attempt: i64,
        pub variant: String,
        pub minutes: i64,
        pub issued_ms: i64,
        /// The seat and the app's silence end here.
        pub expires_ms: i64,
        pub handed_out_ms: Option<i64>,
        pub result: Option<ExamResult>,
        /// Whether it uses up an attempt.
        pub counts: bool,
    }

    pub struct ExamResult {
        pub outcome: Outcome,
        /// The reason for a wait or a hold, in words.
        pub why: Option<String>,
        pub percentage_tenths: Option<i64>,
        pub points_scored_tenths: Option<i64>,
        pub points_available_tenths: Option<i64>,
        pub pass_mark_tenths: i64,
        pub finished_ms: Option<i64>,
        /// When the provider's own list was seen to say so.
        pub confirmed_ms: Option<i64>,
        /// By category, where the provider sends them.
        pub categories: Vec<CategoryResult>,
        pub monitoring: Option<Monitoring>,
        /// While an appeal against it is taken; none for all but the newest result that stands.
        pub appeal_until_ms: Option<i64>,
    }

    pub struct CategoryResult {
        pub name: String,
        pub points_scored_tenths: i64,
        pub points_available_tenths: i64,
    }

    /// What the exam's monitor noted. Nothing of this fails anyone by itself.
    pub struct Monitoring {
        /// Whether it ran; none while the provider has not said.
        pub camera: Option<bool>,
        pub browser: Option<bool>,
        pub events_total: i64,
        pub seconds_away: i64,
        pub events: Vec<MonitorEvent>,
        /// Set by a person who has looked at it.
        pub cleared_ms: Option<i64>,
    }

    pub struct MonitorEvent {
        pub at_ms: Option<i64>,
        /// The provider's word: text, never markup.
        pub what: String,
        pub seconds_away: i64,
    }
}

secret_wire! {
    /// `POST /v1/enrolments/{id}/seat`: asks for a seat. Asking again answers with the same open seat.
    pub struct SeatRequest {
        /// A random value (32 to 64 of `A-Z a-z 0-9 _ -`) that the app writes down before it asks. The link of a seat is handed
        /// out to one such value only; the same value may fetch it again, if the first answer was lost.
        pub handout: String,
    }

    pub struct SeatLink {
        /// For the system browser, once.
        pub url: String,
        pub host: String,
        pub expires_ms: i64,
    }
}
