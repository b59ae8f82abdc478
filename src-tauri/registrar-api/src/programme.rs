use crate::wire;

api_words! {
    /// What uses up one of the candidate's attempts.
    pub enum AttemptCountsWhen {
        /// A seat whose exam was started or finished, or whose link was handed out and never used.
        LinkHandedOut = "link_handed_out",
        /// Only a seat for which ClassMarker reports a result.
        ResultReceived = "result_received",
    }

    /// What the exam records while it runs.
    pub enum CameraRule {
        Required = "required",
        Off = "off",
    }

    /// What happens to the identity check's personal data.
    pub enum IdentityRetention {
        /// Redacted as soon as verified: checked at enrolment, not matched to the face at the exam.
        RedactAtOnce = "redact_at_once",
        /// Kept until the result and the appeal window are over, so that a person can match the two.
        UntilAppealEnds = "until_appeal_ends",
    }

    /// Where an identity may be checked.
    pub enum IdentityRoute {
        Stripe = "stripe",
        /// A person of operations decides.
        Person = "person",
    }

    /// What is kept for a time and then goes, each with its own sweep.
    pub enum RetentionField {
        /// Sign-ins, tokens and sessions after their end.
        SignIns = "sign_ins",
        /// Reports of the browser check.
        BrowserChecks = "browser_checks",
        /// Texts of closed cases.
        CaseTexts = "case_texts",
        /// What the exam's monitor noted, after the appeal window.
        Monitoring = "monitoring",
        /// The bodies of revisions of results, but for the current one.
        ResultBodies = "result_bodies",
        /// To whom a mail went, and about what.
        Mails = "mails",
        /// What a provider told by webhook, and which forms of operations were sent.
        ProviderEvents = "provider_events",
        /// The reason of an act of operations, and what it changed.
        AuditReasons = "audit_reasons",
    }
}

wire! {
    /// Everything about the programme that a candidate should know before buying. `GET /v1/programme`, no sign-in.
    pub struct Programme {
        /// Counts up with every change of the configuration.
        pub version: i64,
        pub title: String,
        /// True for a registrar wired to the sandbox: nothing here is real.
        pub sandbox: bool,
        pub price: Price,
        /// The registrar's page that leads to where the programme is bought. Opened in the browser.
        pub purchase_url: String,
        pub attempts: AttemptRules,
        pub pass_mark_tenths: i64,
        pub variants: Vec<Variant>,
        pub identity: IdentityRules,
        pub monitoring: MonitoringRules,
        pub minimum_age: i64,
        pub credential: CredentialRules,
        pub retention: Vec<RetentionRule>,
        /// Days after a result within which it can be appealed.
        pub appeal_days: i64,
        /// Hours within which a person answers a case, by kind.
        pub answer_hours: i64,
        /// Where a person can be asked when nothing else works.
        pub contact_email: String,
        /// Consents that must be given, each with its whole text.
        pub consents: Vec<ConsentText>,
        /// Hosts the app may open in the browser: the registrar's own, ClassMarker's, Stripe's, Certifier's.
        pub hosts: Vec<String>,
        /// An exam of one question under the real settings, where there is one.
        /// The registrar's page that leads there.
        pub rehearsal_url: Option<String>,
        /// Where that page leads, with its port if it has one.
        #[serde(default)]
        pub rehearsal_host: Option<String>,
    }

    pub struct Price {
        /// In the smallest unit: 24900 for $249.
        pub amount: i64,
        /// ISO 4217, such as `USD`.
        pub currency: String,
    }

    pub struct AttemptRules {
        pub allowed: i64,
        pub waiting_days: i64,
        pub counts_when: AttemptCountsWhen,
        /// In words, for the candidate.
        pub counts_in_words: String,
        /// Days from enrolment within which the exam must be sat.
        pub window_days: i64,
        /// Minutes a seat stays open beyond its own minutes.
        pub grace_minutes: i64,
    }

    /// One way of sitting the exam: standard, more time, breaks, no camera.
    pub struct Variant {
        pub id: String,
        pub title: String,
        pub minutes: i64,
        pub camera: CameraRule,
    }

    pub struct IdentityRules {
        pub routes: Vec<IdentityRoute>,
        pub attempts: i64,
        /// Days a verified identity is good for.
        pub valid_days: i64,
        pub retention: IdentityRetention,
        /// Whether the name on the document is compared with the confirmed name.
        pub compares_name: bool,
    }

    pub struct MonitoringRules {
        /// Who records, what, and for how long, in words.
        pub in_words: String,
        /// More events than this hold the result for a person to look at. Events never fail anyone by themselves.
        pub events_held_above: i64,
        /// More seconds away than this do the same.
        pub seconds_away_held_above: i64,
    }

    pub struct CredentialRules {
        pub title: String,
        /// Months a credential is good for; 0 for ever.
        pub valid_months: i64,
        /// Days before expiry at which the holder is written to.
        pub renewal_notice_days: Vec<i64>,
        /// The only host on which a credential's public page is opened.
        pub public_host: String,
    }

    pub struct RetentionRule {
        pub field: RetentionField,
        /// What is kept, in words.
        pub what: String,
        pub days: i64,
        pub why: String,
    }

    pub struct ConsentText {
        /// `terms`, `age`, `identity`, `monitoring`; a newer registrar may have more, and each is told apart by its word.
        pub kind: String,
        /// Changes when the text does: consent is given to a text, not to a title.
        pub version: String,
        pub text: String,
    }
}

api_words! {
    pub enum ConsentKind {
        Terms = "terms",
        Age = "age",
        Identity = "identity",
        Monitoring = "monitoring",
    }
}

#[cfg(test)]
mod tests {
    use super::ConsentText;

    /// Two new texts of the same version are two: each keeps its word, and is agreed to by it.
    #[test]
    fn a_text_of_a_newer_registrar_keeps_its_word() {
        for word in ["recording", "research"] {
            let body = format!(r#"{{"kind":"{word}","version":"1","text":"…"}}"#);
            let text: ConsentText = serde_json::from_str(&body).expect("a text");
            assert_eq!(text.kind, word);
        }
    }
}
