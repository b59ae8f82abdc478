//! A verification session, read leniently: unknown words and missing fields do no harm.

use secrecy::SecretString;
use serde_json::Value;

/// What we need of a session, and nothing else. Its `client_secret` is not even read.
pub struct Session {
    pub id: String,
    /// `requires_input`, `processing`, `verified`, `canceled`, or a word to come.
    pub status: String,
    /// The hosted page: single use, 48 hours. For the candidate only; never stored, never logged.
    pub url: Option<SecretString>,
    /// The code of `last_error`.
    pub last_error: Option<String>,
    /// The id of the report on the last completed check; each completed check has its own.
    pub last_report: Option<String>,
    /// Our own id, from the metadata; gone after redaction.
    pub identity: Option<String>,
    /// `processing`, `redacted`, or absent.
    pub redaction: Option<String>,
}

/// The name on a document. Not stored.
#[derive(Default)]
pub struct DocumentName {
    pub first: Option<String>,
    pub last: Option<String>,
}

impl Session {
    /// None without an id.
    pub fn of(value: &Value) -> Option<Self> {
        Some(Self {
            id: text(&value["id"])?,
            status: text(&value["status"]).unwrap_or_default(),
            url: text(&value["url"]).map(SecretString::from),
            last_error: text(&value["last_error"]["code"]),
            last_report: expandable(&value["last_verification_report"]),
            identity: text(&value["metadata"]["identity"]),
            redaction: text(&value["redaction"]["status"]),
        })
    }
}

impl DocumentName {
    pub fn of(session: &Value) -> Self {
        let outputs = &session["verified_outputs"];
        let name = |field: &str| text(&outputs[field]).filter(|name| name != "[redacted]");
        Self { first: name("first_name"), last: name("last_name") }
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// An id, or the whole object in its place.
fn expandable(value: &Value) -> Option<String> {
    text(value).or_else(|| text(&value["id"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn fixture(name: &str) -> Value {
        let text = match name {
            "created" => include_str!("../../../tests/fixtures/stripe/created.json"),
            "failed" => include_str!("../../../tests/fixtures/stripe/failed.json"),
            "verified" => include_str!("../../../tests/fixtures/stripe/verified.json"),
            _ => include_str!("../../../tests/fixtures/stripe/redacted.json"),
        };
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_new_session() {
        let session = Session::of(&fixture("created")).unwrap();
        assert_eq!((session.id.as_str(), session.status.as_str()), ("vs_1PgafTB7WZ01zgkWSnAWlEVm", "requires_input"));
        assert!(session.url.unwrap().expose_secret().starts_with("https://verify.stripe.com/"));
        assert_eq!((session.last_error, session.last_report, session.redaction), (None, None, None));
        assert_eq!(session.identity.as_deref(), Some("0199c3a0-0000-7000-8000-000000000001"));
    }

    #[test]
    fn a_failed_check() {
        let session = Session::of(&fixture("failed")).unwrap();
        assert_eq!(session.last_error.as_deref(), Some("document_expired"));
        assert_eq!(session.last_report.as_deref(), Some("vr_1PgafTB7WZ01zgkWexpanded"));
    }

    #[test]
    fn a_verified_session_and_its_name() {
        let value = fixture("verified");
        let session = Session::of(&value).unwrap();
        assert_eq!(session.status, "verified");
        assert!(session.url.is_none());
        let name = DocumentName::of(&value);
        assert_eq!((name.first.as_deref(), name.last.as_deref()), (Some("Jenny"), Some("Rosen")));
    }

    #[test]
    fn a_redacted_session_knows_us_no_more() {
        let value = fixture("redacted");
        let session = Session::of(&value).unwrap();
        assert_eq!((session.redaction.as_deref(), session.identity), (Some("redacted"), None));
        assert!(DocumentName::of(&value).first.is_none());
    }

    #[test]
    fn odd_answers_do_no_harm() {
        assert!(Session::of(&Value::Null).is_none());
        assert!(Session::of(&serde_json::json!({"id": 7})).is_none());
        let odd =
            serde_json::json!({"id": "vs_1", "status": "pondering", "last_error": "odd", "metadata": [], "url": null});
        let session = Session::of(&odd).unwrap();
        assert_eq!((session.status.as_str(), session.last_error), ("pondering", None));
    }
}
