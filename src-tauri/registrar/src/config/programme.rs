//! The programme as operations writes it. A changed text is a new version; enrolments keep the version they began with for
//! what was promised (attempts, window), seats for what they were given (variant, pass mark).

use super::word::{word, words};
use registrar_api::{AttemptCountsWhen, CameraRule, ConsentKind, IdentityRetention, IdentityRoute, RetentionField};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeConfig {
    pub title: String,
    /// In the currency's smallest unit.
    pub price_amount: i64,
    pub price_currency: String,
    /// Where it is bought. The app opens `/buy` of the registrar, which leads there.
    pub purchase_url: String,
    pub contact_email: String,
    pub minimum_age: i64,
    pub appeal_days: i64,
    pub answer_hours: i64,
    /// The link of a rehearsal exam, if there is one.
    pub rehearsal_url: Option<String>,
    pub attempts: AttemptsConfig,
    pub identity: IdentityConfig,
    pub monitoring: MonitoringConfig,
    pub credential: CredentialConfig,
    /// The first one is the standard.
    pub variants: Vec<VariantConfig>,
    pub consents: Vec<ConsentConfig>,
    pub retention: Vec<RetentionConfig>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttemptsConfig {
    pub allowed: i64,
    pub waiting_days: i64,
    #[serde(deserialize_with = "word")]
    pub counts_when: AttemptCountsWhen,
    pub window_days: i64,
    pub grace_minutes: i64,
    /// No seat when the window leaves less than the seat's minutes plus this.
    pub margin_minutes: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityConfig {
    #[serde(deserialize_with = "words")]
    pub routes: Vec<IdentityRoute>,
    /// Completed checks before the route through a person is all that is left.
    pub attempts: i64,
    pub valid_days: i64,
    #[serde(deserialize_with = "word")]
    pub retention: IdentityRetention,
    pub compares_name: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitoringConfig {
    pub in_words: String,
    pub events_held_above: i64,
    pub seconds_away_held_above: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialConfig {
    pub title: String,
    /// Certifier's group.
    pub group_id: String,
    pub valid_months: i64,
    pub renewal_notice_days: Vec<i64>,
    /// `credsverse.com`, or the issuer's own.
    pub public_host: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantConfig {
    pub id: String,
    pub title: String,
    pub minutes: i64,
    #[serde(deserialize_with = "word")]
    pub camera: CameraRule,
    pub pass_mark_tenths: i64,
    /// ClassMarker's numbers, and the `quiz=` of the link.
    pub link_id: String,
    pub link_url_id: String,
    pub test_id: String,
    pub access_list_id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentConfig {
    #[serde(deserialize_with = "word")]
    pub kind: ConsentKind,
    pub version: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionConfig {
    #[serde(deserialize_with = "word")]
    pub field: RetentionField,
    pub what: String,
    pub days: i64,
    pub why: String,
}

impl ProgrammeConfig {
    /// The variant of that name; also of an enrolment whose variant the settings no longer have: None.
    pub fn variant(&self, id: &str) -> Option<&VariantConfig> {
        self.variants.iter().find(|v| v.id == id)
    }

    /// What everybody gets who has asked for nothing else.
    pub fn standard(&self) -> &VariantConfig {
        self.variants.first().expect("validated settings have at least one variant")
    }

    pub fn retention_days(&self, field: RetentionField) -> i64 {
        let rule = self.retention.iter().find(|r| r.field == field);
        rule.expect("validated settings have a rule for every field").days
    }
}
