//! The keys that an issuer publishes: a set of keys, one key, or a document that says whose they are.

use super::jwk::{Key, KeyTrouble};
use super::strict;
use serde_json::{Map, Value};

/// No issuer needs more.
const MOST_KEYS: usize = 64;

/// Keys that were read at an issuer's own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub(super) issuer: String,
    pub(super) keys: Vec<Listed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// What a token may call it.
    names: Vec<String>,
    pub key: Result<Key, KeyTrouble>,
    pub standing: Standing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// The issuer's, for what it attests.
    Good,
    /// It says that it is someone else's.
    Foreign(String),
    /// The issuer's, for other purposes.
    Other,
}

/// Why a text holds no keys of this issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoKeys {
    #[error("it is not sound JSON")]
    NotJson,
    #[error("no key stands in it")]
    Empty,
    #[error("it speaks for someone else")]
    SomeoneElse,
}

impl Published {
    /// Reads what stands at `address`, one of `issuer`'s own: a JWK, a JWK set, a verification method, or a DID document.
    pub fn read(issuer: &str, address: &str, bytes: &[u8]) -> Result<Self, NoKeys> {
        let document = strict::object(bytes).map_err(|_| NoKeys::NotJson)?;
        let reading = Reading { issuer, address };
        let mut keys = if let Some(Value::Array(set)) = document.get("keys") {
            set.iter().filter_map(Value::as_object).map(|jwk| reading.key(jwk, None)).collect()
        } else if document.contains_key("kty") {
            let mut listed = reading.key(&document, None);
            listed.names.push(address.to_owned());
            vec![listed]
        } else if document.contains_key("publicKeyJwk") {
            let mut listed = reading.method(&document, address, Standing::Good).ok_or(NoKeys::Empty)?;
            listed.names.push(address.to_owned());
            vec![listed]
        } else {
            reading.controller(&document)?
        };
        keys.truncate(MOST_KEYS);
        if keys.is_empty() { Err(NoKeys::Empty) } else { Ok(Self { issuer: issuer.to_owned(), keys }) }
    }

    /// The keys that a token may mean by this name.
    pub(super) fn named<'a>(&'a self, key_id: &str) -> impl Iterator<Item = &'a Listed> {
        self.keys.iter().filter(move |listed| listed.names.iter().any(|name| name == key_id))
    }

    pub(super) fn of_thumbprint(&self, thumbprint: &str) -> Option<&Listed> {
        let fits = |listed: &&Listed| listed.key.as_ref().is_ok_and(|key| key.thumbprint == thumbprint);
        // A key may be listed twice, once for each purpose.
        let good = self.keys.iter().filter(fits).find(|listed| listed.standing == Standing::Good);
        good.or_else(|| self.keys.iter().find(fits))
    }
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    issuer: &'a str,
    address: &'a str,
}

impl Reading<'_> {
    /// `id`: what the document around the key calls it.
    fn key(&self, jwk: &Map<String, Value>, id: Option<String>) -> Listed {
        let mut names: Vec<String> = id.into_iter().collect();
        if let Some(kid) = jwk.get("kid").and_then(Value::as_str) {
            names.extend([kid.to_owned(), format!("{}#{kid}", self.address)]);
        }
        // The good practices of Open Badges: a key may name its owner.
        let standing = match jwk.get("iss") {
            None => Standing::Good,
            Some(owner) if owner == self.issuer => Standing::Good,
            Some(owner) => Standing::Foreign(owner.as_str().unwrap_or_default().to_owned()),
        };
        Listed { names, key: Key::read(jwk), standing }
    }

    /// A document that names keys and what each is for (DID, controlled identifiers).
    fn controller(&self, document: &Map<String, Value>) -> Result<Vec<Listed>, NoKeys> {
        if document.get("id").is_none_or(|id| id != self.issuer) {
            return Err(if document.contains_key("id") { NoKeys::SomeoneElse } else { NoKeys::Empty });
        }
        let array = |name: &str| document.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let attests = array("assertionMethod");
        let mut keys = Vec::new();
        for method in array("verificationMethod").iter().filter_map(Value::as_object) {
            let id = method.get("id").and_then(Value::as_str).map(|id| self.whole(id, self.issuer));
            let named = |one: &Value| one.as_str().is_some_and(|name| Some(self.whole(name, self.issuer)) == id);
            let standing = if attests.iter().any(named) { Standing::Good } else { Standing::Other };
            keys.extend(self.method(method, self.issuer, standing));
        }
        let embedded = attests.iter().filter_map(Value::as_object);
        keys.extend(embedded.filter_map(|method| self.method(method, self.issuer, Standing::Good)));
        Ok(keys)
    }

    fn method(&self, method: &Map<String, Value>, base: &str, standing: Standing) -> Option<Listed> {
        let jwk = method.get("publicKeyJwk")?.as_object()?;
        let id = method.get("id").and_then(Value::as_str);
        let mut listed = self.key(jwk, id.map(|id| self.whole(id, base)));
        if let Some((_, fragment)) = id.and_then(|id| id.split_once('#')) {
            listed.names.extend([fragment.to_owned(), format!("#{fragment}")]);
        }
        match method.get("controller") {
            Some(owner) if owner == self.issuer => {}
            owner => listed.standing = Standing::Foreign(owner.and_then(Value::as_str).unwrap_or_default().to_owned()),
        }
        if listed.standing == Standing::Good {
            listed.standing = standing;
        }
        Some(listed)
    }

    /// A name that is only a fragment belongs to its document.
    fn whole(&self, id: &str, base: &str) -> String {
        if id.starts_with('#') { format!("{base}{id}") } else { id.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ISSUER: &str = "did:web:example.edu";
    const ADDRESS: &str = "https://example.edu/keys";

    fn jwk() -> Value {
        json!({"kty": "EC", "crv": "P-256", "x": "B".repeat(42) + "A", "y": "C".repeat(42) + "A"})
    }

    fn with(mut object: Value, name: &str, value: Value) -> Value {
        object[name] = value;
        object
    }

    #[track_caller]
    fn check(document: Value, name: &str, expected: Result<&[Standing], NoKeys>) {
        let read = Published::read(ISSUER, ADDRESS, document.to_string().as_bytes());
        let found = read.map(|p| p.named(name).map(|listed| listed.standing.clone()).collect::<Vec<_>>());
        assert_eq!(found, expected.map(<[_]>::to_vec), "{document}");
    }

    #[test]
    fn a_set_of_keys_and_one_key_are_the_issuers() {
        let named = with(jwk(), "kid", json!("k1"));
        check(json!({"keys": [named]}), "k1", Ok(&[Standing::Good]));
        check(json!({"keys": [named]}), "https://example.edu/keys#k1", Ok(&[Standing::Good]));
        check(json!({"keys": [named, jwk()]}), "k2", Ok(&[]));
        check(jwk(), ADDRESS, Ok(&[Standing::Good]));
        check(with(jwk(), "iss", json!(ISSUER)), ADDRESS, Ok(&[Standing::Good]));
        check(with(jwk(), "iss", json!("b")), ADDRESS, Ok(&[Standing::Foreign("b".into())]));
        check(json!({"keys": []}), "k1", Err(NoKeys::Empty));
        check(json!({"keys": "k1"}), "k1", Err(NoKeys::Empty));
        check(json!({}), "k1", Err(NoKeys::Empty));
        check(json!([]), "k1", Err(NoKeys::NotJson));
    }

    #[test]
    fn a_document_says_whose_a_key_is_and_what_for() {
        let method = json!({"id": "#k1", "controller": ISSUER, "publicKeyJwk": jwk()});
        let document = |method: &Value, attests: Value| json!({"id": ISSUER, "verificationMethod": [method], "assertionMethod": attests});
        check(document(&method, json!(["#k1"])), "did:web:example.edu#k1", Ok(&[Standing::Good]));
        check(document(&method, json!(["did:web:example.edu#k1"])), "k1", Ok(&[Standing::Good]));
        check(document(&method, json!([])), "#k1", Ok(&[Standing::Other]));
        check(document(&json!({}), json!([method])), "#k1", Ok(&[Standing::Good]));
        let foreign = with(method.clone(), "controller", json!("did:web:b"));
        check(document(&foreign, json!(["#k1"])), "k1", Ok(&[Standing::Foreign("did:web:b".into())]));
        check(method.clone(), ADDRESS, Ok(&[Standing::Good]));
        check(foreign, ADDRESS, Ok(&[Standing::Foreign("did:web:b".into())]));
        check(with(document(&method, json!(["#k1"])), "id", json!("did:web:b")), "k1", Err(NoKeys::SomeoneElse));
        check(json!({"id": ISSUER}), "k1", Err(NoKeys::Empty));
    }

    #[test]
    fn no_issuer_lists_keys_without_end() {
        let document = json!({"keys": vec![jwk(); 500]}).to_string();
        assert_eq!(Published::read(ISSUER, ADDRESS, document.as_bytes()).unwrap().keys.len(), MOST_KEYS);
    }
}
