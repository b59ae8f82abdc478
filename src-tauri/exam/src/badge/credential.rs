//! What a badge says: a verifiable credential of the W3C, in the words of Open Badges 3.0.

use super::BadgeError;
use super::words::shown;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// What the badge says; text of the badge, not ours, each one bounded line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Says {
    pub name: String,
    pub issuer: String,
    pub issuer_name: Option<String>,
    pub recipient: Option<String>,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Credential {
    body: Map<String, Value>,
}

/// A date of the credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Date {
    Absent,
    At(Timestamp),
    /// Something stands there that is no date, or two that differ.
    Unreadable,
}

impl Credential {
    /// A JSON object that stands by itself.
    pub fn plain(body: Map<String, Value>) -> Result<Self, BadgeError> {
        let credential = Self { body };
        if credential.has_type("Assertion")
            || credential.has_type("BadgeClass")
            || credential.body.contains_key("badge")
        {
            return Err(BadgeError::Older);
        }
        let badge = credential.is_badge() || credential.has_type("VerifiableCredential");
        if badge || credential.body.contains_key("credentialSubject") {
            Ok(credential)
        } else {
            Err(BadgeError::NoBadge)
        }
    }

    /// The payload of a signed token: the credential itself, or, in the manner of version 1.1, under `vc`, where what the
    /// token's claims say already may be left out.
    pub fn signed(payload: &Map<String, Value>) -> Result<Self, BadgeError> {
        let mut credential = match payload.get("vc") {
            None => Self::plain(payload.clone())?,
            Some(Value::Object(_)) if payload.contains_key("credentialSubject") => return Err(BadgeError::TwoBadges),
            Some(Value::Object(inside)) => {
                let mut credential = Self::plain(inside.clone())?;
                credential.take_over(payload);
                credential
            }
            Some(_) => return Err(BadgeError::NoBadge),
        };
        // The standard: `exp` sets the end, where the badge names none.
        if credential.date(UNTIL) == Date::Absent {
            credential.set_date("validUntil", payload.get("exp"));
        }
        Ok(credential)
    }

    fn take_over(&mut self, claims: &Map<String, Value>) {
        let set = |map: &mut Map<String, Value>, name: &str, claim: &str| {
            if let (false, Some(value)) = (map.contains_key(name), claims.get(claim)) {
                map.insert(name.to_owned(), value.clone());
            }
        };
        set(&mut self.body, "id", "jti");
        set(&mut self.body, "issuer", "iss");
        if let Some(Value::Object(issuer)) = self.body.get_mut("issuer") {
            set(issuer, "id", "iss");
        }
        if let Some(Value::Object(subject)) = self.body.get_mut("credentialSubject") {
            set(subject, "id", "sub");
        }
        if self.date(FROM) == Date::Absent {
            self.set_date("validFrom", claims.get("nbf"));
        }
    }

    fn set_date(&mut self, name: &str, claim: Option<&Value>) {
        if let Some(at) = claim.and_then(numeric_date) {
            self.body.insert(name.to_owned(), at.to_string().into());
        }
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.body.get(name)
    }

    pub fn id(&self) -> Option<&str> {
        self.body.get("id").and_then(Value::as_str)
    }

    pub fn issuer(&self) -> Option<&str> {
        id_of(self.body.get("issuer")?)
    }

    pub fn subject(&self) -> Option<&Map<String, Value>> {
        self.body.get("credentialSubject")?.as_object()
    }

    pub fn subject_id(&self) -> Option<&str> {
        self.subject()?.get("id")?.as_str()
    }

    pub fn achievement(&self) -> Option<&Map<String, Value>> {
        self.subject()?.get("achievement")?.as_object()
    }

    pub fn has_type(&self, name: &str) -> bool {
        typed(&self.body, name)
    }

    pub fn is_badge(&self) -> bool {
        self.has_type("OpenBadgeCredential") || self.has_type("AchievementCredential")
    }

    /// Since when it is good: `validFrom`, or `issuanceDate` in the manner of version 1.1.
    pub fn from(&self) -> Date {
        self.date(FROM)
    }

    /// Until when it is good: `validUntil`, or `expirationDate`.
    pub fn until(&self) -> Date {
        self.date(UNTIL)
    }

    fn date(&self, names: [&str; 2]) -> Date {
        let mut found = Date::Absent;
        for value in names.iter().filter_map(|name| self.body.get(*name)) {
            let at = value.as_str().and_then(|text| text.trim().parse().ok()).map_or(Date::Unreadable, Date::At);
            found = if found == Date::Absent || found == at { at } else { Date::Unreadable };
        }
        found
    }

    pub fn says(&self) -> Says {
        let text = |value: Option<&Value>| value.and_then(plain_text).map(|t| shown(t, 200)).filter(|t| !t.is_empty());
        let date = |names: [&str; 2]| text(names.iter().find_map(|name| self.body.get(*name))).map(|t| shown(&t, 40));
        let name = text(self.achievement().and_then(|a| a.get("name"))).or_else(|| text(self.body.get("name")));
        Says {
            name: name.unwrap_or_else(|| "A badge without a name".into()),
            issuer: self.issuer().map(|t| shown(t, 200)).unwrap_or_else(|| "Nobody is named".into()),
            issuer_name: text(self.body.get("issuer").and_then(|issuer| issuer.get("name"))),
            recipient: self.recipient(),
            valid_from: date(FROM),
            valid_until: date(UNTIL),
        }
    }

    /// The first name or address that is written openly; else the identifier.
    fn recipient(&self) -> Option<String> {
        let identities = self.subject()?.get("identifier").map_or(&[][..], list);
        let open = |kind: Option<&str>| {
            identities.iter().find_map(|identity| {
                let open = identity.get("hashed") != Some(&Value::Bool(true));
                let fits = kind.is_none_or(|kind| identity.get("identityType").is_some_and(|t| t == kind));
                identity.get("identityHash").and_then(Value::as_str).filter(|_| open && fits)
            })
        };
        let named = open(Some("name")).or_else(|| open(Some("emailAddress"))).or_else(|| open(None));
        named.or(self.subject_id()).map(|text| shown(text, 200)).filter(|text| !text.is_empty())
    }
}

const FROM: [&str; 2] = ["validFrom", "issuanceDate"];
const UNTIL: [&str; 2] = ["validUntil", "expirationDate"];

/// A list, or the one thing that stands in its place.
pub(super) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// The object says that it is a `name`.
pub(super) fn typed(object: &Map<String, Value>, name: &str) -> bool {
    object.get("type").is_some_and(|types| list(types).iter().any(|one| one == name))
}

/// The identifier of something that is named, or written out.
pub(super) fn id_of(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

/// Text, with or without its language.
fn plain_text(value: &Value) -> Option<&str> {
    let value = list(value).first()?;
    value.as_str().or_else(|| value.get("@value")?.as_str())
}

/// Seconds since 1970 (RFC 7519); fractions are allowed.
pub(super) fn numeric_date(value: &Value) -> Option<Timestamp> {
    // A cast of what is out of range ends at the last number, which no calendar holds.
    Timestamp::from_millisecond((value.as_f64()? * 1000.0).floor() as i64).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn says(body: Value) -> Says {
        Credential { body: body.as_object().unwrap().clone() }.says()
    }

    #[test]
    fn a_badge_says_what_its_text_says_and_no_more() {
        let body = json!({
            "issuer": {"id": "https://example.edu", "name": [{"@value": "Université", "@language": "fr"}]},
            "credentialSubject": {
                "id": "did:example:1",
                "identifier": [
                    {"hashed": true, "identityHash": "sha256$c7", "identityType": "name"},
                    {"hashed": false, "identityHash": "ada@example.edu", "identityType": "emailAddress"},
                ],
                "achievement": {"name": "Evaluator\u{202e}\n".repeat(1000)},
            },
            "issuanceDate": "2026-01-01T00:00:00Z",
        });
        let says = says(body);
        assert_eq!(says.name.chars().count(), 200);
        assert!(says.name.ends_with('…'));
        assert!(!says.name.contains('\u{202e}'));
        assert_eq!(says.issuer_name.as_deref(), Some("Université"));
        assert_eq!(says.recipient.as_deref(), Some("ada@example.edu"));
        assert_eq!(says.valid_from.as_deref(), Some("2026-01-01T00:00:00Z"));
        assert_eq!(says.valid_until, None);
    }

    #[test]
    fn nothing_is_made_up_for_an_empty_one() {
        let says = says(json!({"issuer": 7, "credentialSubject": [], "validUntil": {}}));
        assert_eq!((says.name.as_str(), says.issuer.as_str()), ("A badge without a name", "Nobody is named"));
        assert_eq!((says.issuer_name, says.recipient, says.valid_until), (None, None, None));
    }

    #[test]
    fn dates_have_two_names_and_one_meaning() {
        let check = |body: Value, expected: Date| {
            assert_eq!(Credential { body: body.as_object().unwrap().clone() }.from(), expected, "{body}");
        };
        let at = Date::At("2026-01-01T00:00:00Z".parse().unwrap());
        check(json!({}), Date::Absent);
        check(json!({"validFrom": "2026-01-01T00:00:00Z"}), at);
        check(json!({"issuanceDate": "2026-01-01T02:00:00+02:00"}), at);
        check(json!({"validFrom": "2026-01-01T00:00:00Z", "issuanceDate": "2026-01-01T02:00:00+02:00"}), at);
        check(json!({"validFrom": "2026-01-01T00:00:00Z", "issuanceDate": "2026-01-02T00:00:00Z"}), Date::Unreadable);
        check(json!({"validFrom": "2026-01-01T00:00:00"}), Date::Unreadable);
        check(json!({"validFrom": 1767225600}), Date::Unreadable);
        check(json!({"validFrom": null}), Date::Unreadable);
    }

    #[test]
    fn numbers_out_of_any_calendar_are_no_dates() {
        assert_eq!(numeric_date(&json!(1767225600)), "2026-01-01T00:00:00Z".parse().ok());
        for value in [json!(1e300), json!(-1e300), json!("1767225600"), json!(null)] {
            assert_eq!(numeric_date(&value), None, "{value}");
        }
    }

    #[test]
    fn a_payload_is_a_badge_or_holds_one_but_not_both() {
        let read = |payload: Value| Credential::signed(payload.as_object().unwrap());
        let inside = json!({"type": ["VerifiableCredential", "OpenBadgeCredential"], "credentialSubject": {}});
        let wrapped =
            json!({"vc": inside, "iss": "did:web:a", "sub": "did:b", "jti": "urn:c", "nbf": 1767225600, "exp": 1.5});
        let badge = read(wrapped).unwrap();
        assert_eq!((badge.issuer(), badge.subject_id(), badge.id()), (Some("did:web:a"), Some("did:b"), Some("urn:c")));
        assert_eq!(badge.from(), Date::At("2026-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!(badge.until(), Date::At("1970-01-01T00:00:01.5Z".parse().unwrap()));
        assert_eq!(read(json!({"vc": inside, "credentialSubject": {}})).err(), Some(BadgeError::TwoBadges));
        assert_eq!(read(json!({"vc": "text"})).err(), Some(BadgeError::NoBadge));
        assert_eq!(read(json!({"sub": "1", "name": "an ID token"})).err(), Some(BadgeError::NoBadge));
        assert_eq!(read(json!({"type": "Assertion", "badge": "https://b"})).err(), Some(BadgeError::Older));
    }
}
