use crate::{secret_wire, wire};

api_words! {
    pub enum IdentityState {
        /// Nothing begun.
        None = "none",
        /// A check is open and waits for the candidate.
        RequiresInput = "requires_input",
        /// Submitted; most checks take less than a minute.
        Processing = "processing",
        Verified = "verified",
        /// Verified once, and too long ago.
        Expired = "expired",
        Canceled = "canceled",
        /// A person of operations looks at it.
        WithPerson = "with_person",
        Refused = "refused",
    }

    pub enum NameMatch {
        Matches = "matches",
        Differs = "differs",
        NotCompared = "not_compared",
    }
}

wire! {
    pub struct IdentityStatus {
        pub state: IdentityState,
        pub route: Option<crate::IdentityRoute>,
        pub attempts_used: i64,
        pub attempts_allowed: i64,
        /// Why the last check did not pass, and what to do.
        pub last_error: Option<IdentityError>,
        pub verified_ms: Option<i64>,
        pub valid_until_ms: Option<i64>,
        pub name: NameMatch,
        /// True once the provider has deleted what it held.
        pub redacted: bool,
    }

    pub struct IdentityError {
        /// The provider's word, such as `document_expired`.
        pub code: String,
        pub what: String,
        pub next_step: String,
        /// False when trying again the same way cannot help.
        pub can_retry: bool,
    }

    pub struct IdentityBegin {
        pub route: crate::IdentityRoute,
    }

}

secret_wire! {
    /// Where to go on. The address is good once and for a short time: open it now, store it nowhere.
    pub struct IdentityBegun {
        pub status: IdentityStatus,
        /// Absent for the route through a person.
        pub url: Option<String>,
        /// The case that a person decides, on the route without Stripe.
        pub case_number: Option<i64>,
    }
}
