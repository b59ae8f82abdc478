//! The account: credentials, attributes, groups, and the letters that went out.

use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;
use std::time::{SystemTime, UNIX_EPOCH};

/// A credential with all that is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct StoredCredential {
    pub id: String,
    pub public_id: String,
    pub group_id: String,
    /// draft, issued, expired
    pub status: String,
    pub recipient_id: String,
    pub name: String,
    pub email: String,
    pub issue_date: String,
    pub expiry_date: Option<String>,
    pub custom_attributes: Map<String, Value>,
    pub created_ms: i64,
    pub updated_ms: i64,
}

/// A letter from Certifier to a holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentLetter {
    pub credential_id: String,
    pub to: String,
}

pub(super) struct Store {
    pub credentials: Vec<StoredCredential>,
    pub sent: Vec<SentLetter>,
    pub calls: Vec<String>,
    pub attributes: Vec<String>,
    /// Groups that exist; any name with this beginning does.
    pub groups: String,
    pub search_delay_ms: i64,
    pub per_minute: Option<usize>,
    /// The times of the last minute's calls.
    recent: VecDeque<i64>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            credentials: vec![],
            sent: vec![],
            calls: vec![],
            attributes: vec!["custom.registrar".into(), "custom.mentor".into()],
            groups: "group-".into(),
            search_delay_ms: 0,
            per_minute: None,
            recent: VecDeque::new(),
        }
    }
}

impl Store {
    /// Counts a call; Err is the number of seconds to wait.
    pub fn admit(&mut self) -> Result<(), i64> {
        let now = now_ms();
        self.recent.retain(|at| *at > now - 60_000);
        match (self.per_minute, self.recent.front()) {
            (Some(most), Some(oldest)) if self.recent.len() >= most => Err((oldest + 60_000 - now) / 1000 + 1),
            _ => {
                self.recent.push_back(now);
                Ok(())
            }
        }
    }

    pub fn get(&mut self, id: &str) -> Option<&mut StoredCredential> {
        self.credentials.iter_mut().find(|credential| credential.id == id)
    }

    pub fn delete(&mut self, id: &str) -> Option<StoredCredential> {
        let at = self.credentials.iter().position(|credential| credential.id == id)?;
        Some(self.credentials.remove(at))
    }

    pub fn duplicate(&mut self, id: &str) -> Option<String> {
        let mut copy = self.get(id)?.clone();
        copy.id = ulid();
        copy.public_id = uuid::Uuid::new_v4().to_string();
        let id = copy.id.clone();
        self.credentials.push(copy);
        Some(id)
    }
}

impl StoredCredential {
    /// As the API shows it.
    pub fn shown(&self) -> Value {
        let mut attributes = json!({ "recipient.name": self.name, "credential.issue_date": self.issue_date });
        if let Some(all) = attributes.as_object_mut() {
            all.extend(self.custom_attributes.clone());
        }
        json!({
            "id": self.id,
            "publicId": self.public_id,
            "groupId": self.group_id,
            "status": self.status,
            "recipient": { "id": self.recipient_id, "name": self.name, "email": self.email },
            "issueDate": self.issue_date,
            "expiryDate": self.expiry_date,
            "attributes": attributes,
            "customAttributes": self.custom_attributes,
            "createdAt": timestamp(self.created_ms),
            "updatedAt": timestamp(self.updated_ms),
        })
    }
}

pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// `2022-01-01T00:00:00.000Z`.
pub(super) fn timestamp(ms: i64) -> String {
    let moment = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

pub(super) fn today() -> String {
    timestamp(now_ms())[..10].to_owned()
}

/// 26 letters and digits in the manner of a ULID: the time, then chance.
pub(super) fn ulid() -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let time = u128::from(now_ms().unsigned_abs()) << 80;
    let value = time | (uuid::Uuid::new_v4().as_u128() >> 48);
    (0..26).rev().map(|place| char::from(LETTERS[usize::try_from(value >> (place * 5) & 31).unwrap_or(0)])).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_have_their_form() {
        let id = super::ulid();
        assert_eq!(id.len(), 26);
        assert!(id.starts_with('0'), "{id}");
        assert_eq!(super::timestamp(1_640_995_200_000), "2022-01-01T00:00:00.000Z");
    }
}
