//! Where an issuer's keys may be asked for: only at the issuer's host; and which addresses there are the issuer's own.

use url::Url;

pub(super) const LONGEST: usize = 2048;
const SET: &str = "/.well-known/jwks.json";

/// The addresses to ask, one after the other, until the key is found. Empty: the issuer names itself in a way that leads to
/// no address. What is the issuer's own comes first, then the document at its identifier, which may name the others.
pub(super) fn places(issuer: &str, key_id: Option<&str>) -> Vec<Url> {
    if issuer.starts_with("did:web:") {
        return did_web(issuer).into_iter().collect();
    }
    let Some(home) = home(issuer) else { return Vec::new() };
    // The key's own address, where it lies at the issuer's host, and the set that the good practices of Open Badges name.
    let key = key_id.and_then(address).filter(|url| url.origin() == home.origin());
    let others: Vec<Url> = key.into_iter().chain(home.join(SET)).collect();
    let (own, shared): (Vec<Url>, Vec<Url>) = others.into_iter().partition(|url| is_own(issuer, url));
    let mut places = Vec::new();
    for place in own.into_iter().chain([home]).chain(shared) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// Nobody but the issuer says what stands at `place`: it is the address of its identifier, or lies beneath it. A host may
/// belong to many issuers, so the rest of it proves nothing. Of an issuer that is named by its host alone, all of it is.
pub(super) fn is_own(issuer: &str, place: &Url) -> bool {
    if issuer.starts_with("did:web:") {
        return did_web(issuer).is_some_and(|own| own == *place);
    }
    let Some(home) = home(issuer) else { return false };
    // Who is told apart from others by a query or a fragment shares the path with them.
    let alone = !issuer.contains(['?', '#']);
    home == *place || (alone && home.origin() == place.origin() && beneath(&home, place))
}

/// What lies between is plain: servers disagree on dots, slashes and semicolons that are written in other ways, and `~` is
/// where a host gives its people pages of their own.
fn beneath(home: &Url, place: &Url) -> bool {
    let path = home.path();
    let Some(rest) = place.path().strip_prefix(path.strip_suffix('/').unwrap_or(path)) else { return false };
    match rest.strip_prefix('/').unwrap_or_default() {
        // The same page; a query may ask it for someone else's.
        "" => matches!(rest, "" | "/") && place.query().is_none(),
        inside => inside.strip_suffix('/').unwrap_or(inside).split('/').all(|part| letters(part, b".-_")),
    }
}

fn letters(text: &str, more: &[u8]) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
}

/// The address of an issuer's identifier, if its path is written as it is asked for: with no `..`, backslash or the like.
fn home(issuer: &str) -> Option<Url> {
    let url = address(issuer)?;
    let (scheme, rest) = issuer.split_at_checked("https://".len())?;
    let path = rest.find(['/', '\\', '?', '#']).map_or("", |at| &rest[at..]);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let written = path == url.path() || (path.is_empty() && url.path() == "/");
    (written && scheme.eq_ignore_ascii_case("https://")).then_some(url)
}

/// Two names of a key mean the same, however their host is spelled. Names that are no addresses are compared as written.
pub(super) fn same(one: &str, other: &str) -> bool {
    let parsed = |text: &str| {
        let url = address(text)?;
        Some((url, text.split_once('#').map(|(_, fragment)| fragment.to_owned())))
    };
    one == other || parsed(one).zip(parsed(other)).is_some_and(|(one, other)| one == other)
}

/// The host, and the port if it is an unusual one, as a person reads it before anything is asked.
pub(super) fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// An https address without a name and a password in it, and without its fragment.
pub(super) fn address(text: &str) -> Option<Url> {
    if text.len() > LONGEST {
        return None;
    }
    let mut url = Url::parse(text).ok()?;
    url.set_fragment(None);
    let plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
    (plain && url.host_str().is_some_and(|host| !host.is_empty())).then_some(url)
}

/// `did:web:host%3Aport:a:b` is `https://host:port/a/b/did.json`, and without a path `/.well-known/did.json`.
fn did_web(did: &str) -> Option<Url> {
    let mut parts = did.strip_prefix("did:web:")?.split(':');
    let host = parts.next()?.replace("%3A", ":").replace("%3a", ":");
    let path: Vec<&str> = parts.collect();
    if !letters(&host, b".-:") || !path.iter().all(|part| letters(part, b".-_~") && !part.starts_with('.')) {
        return None;
    }
    let path = if path.is_empty() { ".well-known".to_owned() } else { path.join("/") };
    address(&format!("https://{host}/{path}/did.json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(issuer: &str, key_id: Option<&str>, expected: &[&str]) {
        let found: Vec<String> = places(issuer, key_id).into_iter().map(String::from).collect();
        assert_eq!(found, expected, "{issuer} {key_id:?}");
    }

    #[test]
    fn keys_are_asked_for_at_the_issuers_own_host() {
        let (root, set) = ("https://example.edu/", "https://example.edu/.well-known/jwks.json");
        check("https://example.edu", None, &[set, root]);
        check("https://example.edu", Some("https://example.edu/keys/1#k"), &["https://example.edu/keys/1", set, root]);
        for elsewhere in ["https://example.edu:444/k", "https://evil.example/k", "http://example.edu/k", "key-1"] {
            check("https://example.edu", Some(elsewhere), &[set, root]);
        }
        check("did:web:example.edu", Some("https://evil.example/k"), &["https://example.edu/.well-known/did.json"]);
        check("did:web:example.edu%3A8443:a:b-c", None, &["https://example.edu:8443/a/b-c/did.json"]);
        let host = "https://xn--mller-kva.example";
        check("https://müller.example/", None, &[&format!("{host}/.well-known/jwks.json"), &format!("{host}/")]);
    }

    /// What is the issuer's own comes before its document, and what is not after it: the document may name it.
    #[test]
    fn the_issuers_own_comes_first() {
        let (home, set) = ("https://example.edu/issuers/1", "https://example.edu/.well-known/jwks.json");
        check(home, None, &[home, set]);
        check(home, Some(home), &[home, set]);
        check(home, Some("https://example.edu/issuers/1/keys/2"), &["https://example.edu/issuers/1/keys/2", home, set]);
        check(home, Some("https://example.edu/keys/2"), &[home, "https://example.edu/keys/2", set]);
        check(home, Some(set), &[home, set]);
        check(
            "https://example.edu:8443/a?b#me",
            None,
            &["https://example.edu:8443/a?b", "https://example.edu:8443/.well-known/jwks.json"],
        );
    }

    #[track_caller]
    fn own(issuer: &str, expected: bool, places: &[&str]) {
        for place in places {
            assert_eq!(is_own(issuer, &Url::parse(place).unwrap()), expected, "{issuer}: {place}");
        }
    }

    #[test]
    fn beneath_its_identifier_everything_is_the_issuers_and_beside_it_nothing() {
        own(
            "https://e.edu/alice",
            true,
            &[
                "https://e.edu/alice",
                "https://e.edu/alice/",
                "https://E.EDU:443/alice/keys/1",
                "https://e.edu/alice/keys/",
                "https://e.edu/alice/keys?id=1",
                "https://e.edu/mallory/../alice/k",
            ],
        );
        own(
            "https://e.edu/alice",
            false,
            &[
                "https://e.edu/",
                "https://e.edu/mallory/k.json",
                "https://e.edu/alice-2/k",
                "https://e.edu/alice.json",
                "https://e.edu/Alice/k",
                "https://e.edu/alice?of=mallory",
                "https://e.edu/alice/?of=mallory",
                "https://e.edu/.well-known/jwks.json",
                "https://e.edu/alice/../mallory/k",
                "https://e.edu/alice/%2e%2e/mallory/k",
                "https://e.edu/alice/..%2fmallory/k",
                "https://e.edu/alice/%2e%2e%5Cmallory/k",
                "https://e.edu/alice/%252e%252e/mallory/k",
                "https://e.edu/alice/..;/mallory/k",
                "https://e.edu/alice//mallory",
                "https://e.edu/alice//",
                "https://e.edu//alice/k",
                "https://e.edu:444/alice/k",
                "http://e.edu/alice/k",
                "https://f.edu/alice/k",
            ],
        );
        own("https://e.edu/alice/", true, &["https://e.edu/alice/", "https://e.edu/alice/k", "https://e.edu/alice"]);
        own("https://e.edu//", false, &["https://e.edu/k", "https://e.edu/.well-known/jwks.json"]);
    }

    #[test]
    fn a_host_that_is_the_issuer_is_its_own_altogether() {
        for issuer in ["https://e.edu", "https://e.edu/", "HTTPS://E.edu:443"] {
            own(issuer, true, &["https://e.edu/", "https://e.edu/keys/1", "https://e.edu/.well-known/jwks.json"]);
            own(issuer, false, &["https://e.edu/~mallory/k", "https://e.edu/?of=mallory", "https://x.e.edu/k"]);
        }
        own("https://e.edu/~alice", true, &["https://e.edu/~alice/k"]);
    }

    #[test]
    fn who_shares_a_path_with_others_has_that_address_alone() {
        own("https://e.edu/issuer?id=1", true, &["https://e.edu/issuer?id=1"]);
        own("https://e.edu/issuer?id=1", false, &["https://e.edu/issuer?id=2", "https://e.edu/issuer/k"]);
        own("https://e.edu/?id=1", false, &["https://e.edu/", "https://e.edu/.well-known/jwks.json"]);
        own("https://e.edu/issuers#1", true, &["https://e.edu/issuers"]);
        own("https://e.edu/issuers#1", false, &["https://e.edu/issuers/2/k"]);
        own("did:web:e.edu:a", true, &["https://e.edu/a/did.json"]);
        own("did:web:e.edu:a", false, &["https://e.edu/a/keys.json", "https://e.edu/.well-known/did.json"]);
    }

    #[test]
    fn an_address_has_one_meaning_in_several_spellings() {
        let check = |one: &str, other: &str, expected: bool| assert_eq!(same(one, other), expected, "{one} {other}");
        check("https://e.edu/k#1", "https://E.EDU:443/a/../k#1", true);
        check("https://e.edu/k#1", "https://e.edu/k#2", false);
        check("https://e.edu/k#1", "https://e.edu/k", false);
        check("https://e.edu/k", "https://e.edu/K", false);
        check("key-1", "key-1", true);
        check("key-1", "KEY-1", false);
        check("did:web:E.edu#k", "did:web:e.edu#k", false);
    }

    /// A server's idea of an address: everything decoded, as often as it takes, and the dots resolved.
    fn decoded(path: &str) -> Vec<String> {
        let (mut path, mut before) = (path.to_lowercase(), String::new());
        while path != before {
            before.clone_from(&path);
            for (code, letter) in [("%25", "%"), ("%2e", "."), ("%2f", "/"), ("%5c", "/"), ("\\", "/"), (";", "")] {
                path = path.replace(code, letter);
            }
        }
        let mut parts: Vec<String> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part.to_owned()),
            }
        }
        parts
    }

    proptest! {
        #[test]
        fn no_spelling_leads_out_of_the_issuers_path(
            path in prop::collection::vec(
                prop::sample::select(vec!["alice", "mallory", "/", "/", "..", ".", "%2e", "%2F", "%5c", "%25", "\\", ";", "k"]),
                0..12,
            ),
            inside in any::<bool>(),
        ) {
            let path = format!("/{}{}", if inside { "alice/" } else { "" }, path.concat());
            let place = Url::parse(&format!("https://e.edu{path}")).unwrap();
            prop_assert!(
                !is_own("https://e.edu/alice", &place) || decoded(place.path()).first().is_some_and(|p| p == "alice"),
                "{place}"
            );
        }
    }

    #[test]
    fn what_leads_to_no_address_of_its_own_is_not_asked() {
        for issuer in [
            "http://example.edu",
            "https://user:password@example.edu",
            "https://",
            "did:key:zDnaerx",
            "did:web:",
            "did:web:example.edu:",
            "did:web:example.edu:..:x",
            "did:web:example.edu:.well-known",
            "did:web:example.edu%2Fx",
            "did:web:user@example.edu",
            "did:web:example.edu:a%2Fb",
            "did:web:example.edu/x",
            "did:web:example.edu#k",
            "https://example.edu/alice/../mallory",
            "https://example.edu/alice/%2e%2e/mallory",
            "https://example.edu\\mallory",
            "https://example.edu/al\nice",
            " https://example.edu/alice",
            "https:example.edu/alice",
            "file:///etc/passwd",
            "example.edu",
            "",
        ] {
            check(issuer, None, &[]);
        }
        check(&format!("https://example.edu/{}", "x".repeat(3000)), None, &[]);
    }

    #[test]
    fn the_host_is_shown_as_it_is_asked() {
        let shown = |text: &str| host(&Url::parse(text).unwrap());
        assert_eq!(shown("https://exаmple.edu/").as_deref(), Some("xn--exmple-4nf.edu"));
        assert_eq!(shown("https://example.edu:443/").as_deref(), Some("example.edu"));
        assert_eq!(shown("https://example.edu:8443/").as_deref(), Some("example.edu:8443"));
    }
}
