use crate::wire;

api_words! {
    /// Why a request was refused. A code exists only if a client acts on it.
    pub enum FaultCode {
        /// The request is not what this route takes; the message names the field.
        BadRequest = "bad_request",
        /// No access token, or one that is no longer good: refresh, then sign in again.
        SignInAgain = "sign_in_again",
        /// Signed in, but not allowed (a page of operations).
        NotAllowed = "not_allowed",
        /// No such thing, or not yours.
        NotFound = "not_found",
        /// The state of things forbids it now; `details.conditions` lists what is missing.
        NotNow = "not_now",
        /// The enrolment code is unknown, used or expired: one answer for the three.
        CodeNotGood = "code_not_good",
        /// Somebody else holds the exam link of this seat: it is handed out once.
        LinkHandedOut = "link_handed_out",
        /// Too many requests; `details.retry_after_s`.
        TooMany = "too_many",
        /// The body is larger than this route takes.
        TooLarge = "too_large",
        /// A provider (Stripe, ClassMarker, Certifier) does not answer; asked again by itself.
        ProviderUnreachable = "provider_unreachable",
        /// The registrar's own database or a part of it is not there for the moment.
        TryAgain = "try_again",
    }
}

wire! {
    /// Every answer that is not a success, on every route of the API.
    pub struct Fault {
        pub code: FaultCode,
        /// A sentence for people, naming the mend.
        pub message: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub details: Option<FaultDetails>,
    }

    pub struct FaultDetails {
        /// Seconds until asking again makes sense.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub retry_after_s: Option<i64>,
        /// For `not_now`: every condition, met or not.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub conditions: Vec<crate::Condition>,
    }
}
