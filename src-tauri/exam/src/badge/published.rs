//! The keys that an issuer publishes: a set of keys, one key, or a document that says whose they are.

use super::credential::list;
use super::jwk::{Key, KeyTrouble};
use super::jwt::Token;
use super::{place, strict};
use serde_json::{Map, Value};
use url::Url;

/// No issuer needs more in one document.
const MOST_KEYS: usize = 64;

/// Keys that were read at an issuer's host, in this session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub(super) issuer: String,
    pub(super) asked_ms: i64,
    pub(super) keys: Vec<Listed>,
    /// The addresses that the issuer's own document gives for its keys.
    named: Vec<String>,
    /// The one of them that is a set.
    set: Option<Url>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// What a token may call it.
    names: Vec<String>,
    /// It stands alone and nameless at this address: whatever a token calls it there, it means this one.
    alone: Option<Url>,
    pub key: Result<Key, KeyTrouble>,
    pub standing: Standing,
    /// It stands at an address that is the issuer's own, or that the issuer's own document gives. Others may publish at the
    /// same host: what stands elsewhere there says nothing of the issuer.
    pub proven: bool,
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
    /// Nothing yet of what this issuer publishes; it is asked at this time.
    pub fn of(issuer: &str, asked_ms: i64) -> Self {
        Self { issuer: issuer.to_owned(), asked_ms, keys: Vec::new(), named: Vec::new(), set: None }
    }

    /// Adds what stands at `address`, at the issuer's host: a JWK, a JWK set, a verification method, or a document that says
    /// whose keys are where. The issuer's own document comes before what it names.
    pub fn read(&mut self, address: &str, bytes: &[u8]) -> Result<(), NoKeys> {
        let document = strict::object(bytes).map_err(|_| NoKeys::NotJson)?;
        let place = place::address(address).ok_or(NoKeys::Empty)?;
        let own = place::is_own(&self.issuer, &place);
        let reading = Reading { issuer: &self.issuer, address };
        let mut keys: Vec<Listed> = if let Some(Value::Array(set)) = document.get("keys") {
            set.iter().filter_map(Value::as_object).map(|jwk| reading.key(jwk, None)).collect()
        } else if document.contains_key("kty") {
            vec![reading.key(&document, None).at(address, &place)]
        } else if document.contains_key("publicKeyJwk") {
            let listed = reading.method(&document, address, Standing::Good).ok_or(NoKeys::Empty)?;
            vec![listed.at(address, &place)]
        } else {
            reading.controller(&document)?
        };
        let (named, set) = if own { reading.elsewhere(&document, &place) } else { (Vec::new(), None) };
        if keys.is_empty() && named.is_empty() {
            return Err(NoKeys::Empty);
        }
        keys.truncate(MOST_KEYS);
        for listed in &mut keys {
            let given = |name: &String| place::same(name, address) || listed.means(name);
            listed.proven = own || self.named.iter().filter(|name| lies_at(name, &place)).any(given);
        }
        self.keys.extend(keys);
        self.named.extend(named);
        self.set = self.set.take().or(set);
        Ok(())
    }

    /// The set that the issuer's own document names, if that was not taken yet.
    pub(super) fn take_set(&mut self) -> Option<Url> {
        self.set.take()
    }

    /// The key that a token means is among them: nobody else needs to be asked.
    pub(super) fn knows(&self, token: &Token) -> bool {
        match (token.own_key(), token.key_id()) {
            (Some(Ok(key)), _) => self.of_thumbprint(&key.thumbprint).is_some(),
            (_, Some(id)) => self.named(id).next().is_some(),
            (_, None) => !self.keys.is_empty(),
        }
    }

    /// The keys that a token may mean by this name.
    pub(super) fn named<'a>(&'a self, key_id: &str) -> impl Iterator<Item = &'a Listed> {
        self.keys.iter().filter(move |listed| listed.means(key_id))
    }

    /// A key may be listed more than once, for several purposes or at several places.
    pub(super) fn of_thumbprint(&self, thumbprint: &str) -> Option<&Listed> {
        let fits = |listed: &&Listed| listed.key.as_ref().is_ok_and(|key| key.thumbprint == thumbprint);
        self.keys.iter().filter(fits).min_by_key(|listed| listed.rank())
    }
}

fn lies_at(name: &str, place: &Url) -> bool {
    place::address(name).is_some_and(|address| address == *place)
}

impl Listed {
    fn at(mut self, address: &str, place: &Url) -> Self {
        self.alone = self.names.is_empty().then(|| place.clone());
        self.names.push(address.to_owned());
        self
    }

    fn means(&self, name: &str) -> bool {
        self.names.iter().any(|own| place::same(own, name)) || self.alone.as_ref().is_some_and(|at| lies_at(name, at))
    }

    /// What counts before what, where the same key is listed more than once.
    pub fn rank(&self) -> u8 {
        2 * u8::from(!self.proven) + u8::from(self.standing != Standing::Good)
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
        Listed { names, alone: None, key: Key::read(jwk), standing, proven: false }
    }

    /// A document that names keys and what each is for (DID, controlled identifiers).
    fn controller(&self, document: &Map<String, Value>) -> Result<Vec<Listed>, NoKeys> {
        if document.get("id").is_none_or(|id| id != self.issuer) {
            return Err(if document.contains_key("id") { NoKeys::SomeoneElse } else { NoKeys::Empty });
        }
        let array = |name: &str| document.get(name).map_or(&[][..], list);
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

    /// Where else at its host the issuer's document says that its keys for badges are, and which of these is a set.
    fn elsewhere(&self, document: &Map<String, Value>, place: &Url) -> (Vec<String>, Option<Url>) {
        if document.get("id").is_none_or(|id| id != self.issuer) {
            return (Vec::new(), None);
        }
        let at_host =
            |name: &&str| place::address(name).is_some_and(|url| url != *place && url.origin() == place.origin());
        let attests = document.get("assertionMethod").map_or(&[][..], list).iter().filter_map(Value::as_str);
        let set = document.get("jwks_uri").and_then(Value::as_str).filter(at_host);
        let named = attests.filter(at_host).take(MOST_KEYS).chain(set).map(str::to_owned).collect();
        (named, set.and_then(place::address))
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
    const ADDRESS: &str = "https://example.edu/.well-known/did.json";

    fn jwk() -> Value {
        json!({"kty": "EC", "crv": "P-256", "x": "B".repeat(42) + "A", "y": "C".repeat(42) + "A"})
    }

    fn with(mut object: Value, name: &str, value: Value) -> Value {
        object[name] = value;
        object
    }

    #[track_caller]
    fn check(document: Value, name: &str, expected: Result<&[Standing], NoKeys>) {
        let mut published = Published::of(ISSUER, 0);
        let read = published.read(ADDRESS, document.to_string().as_bytes());
        let found = read.map(|()| published.named(name).map(|listed| listed.standing.clone()).collect::<Vec<_>>());
        assert_eq!(found, expected.map(<[_]>::to_vec), "{document}");
        assert!(published.keys.iter().all(|listed| listed.proven), "{document}");
    }

    #[test]
    fn a_set_of_keys_and_one_key_are_the_issuers() {
        let named = with(jwk(), "kid", json!("k1"));
        check(json!({"keys": [named]}), "k1", Ok(&[Standing::Good]));
        check(json!({"keys": [named]}), &format!("{ADDRESS}#k1"), Ok(&[Standing::Good]));
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
        let mut published = Published::of(ISSUER, 0);
        published.read(ADDRESS, document.as_bytes()).unwrap();
        assert_eq!(published.keys.len(), MOST_KEYS);
    }

    const ALICE: &str = "https://example.edu/alice";
    const SET: &str = "https://example.edu/.well-known/jwks.json";
    const KEY: &str = "https://example.edu/keys/1";

    /// Documents and where they stand; of each key that is called `name` afterwards, whether it is proven to be Alice's.
    #[track_caller]
    fn proven(documents: &[(&str, Value)], name: &str, expected: &[bool]) {
        let mut published = Published::of(ALICE, 0);
        for (address, document) in documents {
            published.read(address, document.to_string().as_bytes()).unwrap();
        }
        let found: Vec<bool> = published.named(name).map(|listed| listed.proven).collect();
        assert_eq!(found, expected, "{documents:?}");
    }

    #[test]
    fn what_stands_elsewhere_at_the_host_is_not_shown_to_be_the_issuers() {
        let set = json!({"keys": [with(jwk(), "kid", json!("k1"))]});
        let method = json!({"id": "#k1", "controller": ALICE, "publicKeyJwk": jwk()});
        let document = json!({"id": ALICE, "assertionMethod": [method], "jwks_uri": SET});
        let mallory = "https://example.edu/mallory/k.json";
        for (at, expected) in
            [(mallory, false), (SET, false), ("https://example.edu/alice/k.json", true), (ALICE, true)]
        {
            proven(&[(at, jwk())], at, &[expected]);
            proven(&[(at, set.clone())], "k1", &[expected]);
            proven(&[(at, method.clone())], "k1", &[expected]);
            proven(&[(at, document.clone())], "k1", &[expected]);
        }
        // A document that only calls itself the issuer's names nothing either.
        proven(&[(mallory, document), (SET, set)], "k1", &[false, false]);
    }

    #[test]
    fn the_issuers_own_document_gives_addresses() {
        let set = json!({"keys": [with(jwk(), "kid", json!("k1")), with(jwk(), "kid", json!("k2"))]});
        let own = |name: &str, value: Value| (ALICE, with(json!({"id": ALICE}), name, value));
        let listed = own("assertionMethod", json!(["https://EXAMPLE.edu:443/keys/1"]));
        proven(&[listed.clone(), (KEY, jwk())], KEY, &[true]);
        proven(&[listed, (SET, set.clone())], "k1", &[false]);
        proven(&[own("assertionMethod", json!(KEY)), (KEY, jwk())], KEY, &[true]);
        proven(&[own("jwks_uri", json!(SET)), (SET, set.clone())], "k1", &[true]);
        let one = own("assertionMethod", json!([format!("{SET}#k1")]));
        proven(&[one.clone(), (SET, set.clone())], "k1", &[true]);
        proven(&[one, (SET, set.clone())], "k2", &[false]);
        // For another purpose, or said by somebody else.
        let mut published = Published::of(ALICE, 0);
        let read = |published: &mut Published, value: Value| published.read(ALICE, value.to_string().as_bytes());
        assert_eq!(read(&mut published, json!({"id": ALICE, "authentication": [KEY]})), Err(NoKeys::Empty));
        let other = json!({"id": "https://example.edu/mallory", "jwks_uri": SET});
        assert_eq!(read(&mut published, other), Err(NoKeys::SomeoneElse));
        assert_eq!(read(&mut published, json!({"id": ALICE, "jwks_uri": "https://b.example/k"})), Err(NoKeys::Empty));
        assert_eq!(published.take_set(), None);
    }

    #[test]
    fn a_key_that_stands_alone_is_meant_by_every_name_of_its_address() {
        for name in [KEY, "https://example.edu/keys/1#key", "https://EXAMPLE.edu:443/keys/1"] {
            proven(&[(KEY, jwk())], name, &[false]);
        }
        proven(&[(KEY, jwk())], "https://example.edu/keys/2", &[]);
        proven(&[(KEY, with(jwk(), "kid", json!("a")))], "https://example.edu/keys/1#b", &[]);
        proven(&[(KEY, with(jwk(), "kid", json!("a")))], "https://EXAMPLE.edu/keys/1#a", &[false]);
    }

    #[test]
    fn what_is_proven_counts_before_what_is_not_and_what_is_good_before_the_rest() {
        let thumbprint = Key::read(jwk().as_object().unwrap()).unwrap().thumbprint;
        let mut published = Published::of(ALICE, 0);
        let mut counts = |address: &str, document: Value| {
            published.read(address, document.to_string().as_bytes()).unwrap();
            published.of_thumbprint(&thumbprint).map(|l| (l.proven, l.standing.clone())).unwrap()
        };
        let foreign = with(jwk(), "iss", json!("b"));
        assert_eq!(counts(SET, foreign.clone()), (false, Standing::Foreign("b".into())));
        assert_eq!(counts(SET, jwk()), (false, Standing::Good));
        assert_eq!(counts(ALICE, foreign), (true, Standing::Foreign("b".into())));
        assert_eq!(counts(ALICE, jwk()), (true, Standing::Good));
    }
}
