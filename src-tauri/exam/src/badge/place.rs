//! Where an issuer's keys may be asked for: only at the issuer's own address.

use url::Url;

const LONGEST: usize = 2048;

/// The addresses to ask, the best first. Empty: the issuer names itself in a way that leads to no address.
pub(super) fn places(issuer: &str, key_id: Option<&str>) -> Vec<Url> {
    if issuer.starts_with("did:web:") {
        return did_web(issuer).into_iter().collect();
    }
    let Some(home) = address(issuer) else { return Vec::new() };
    // The key's own address, where it lies at the issuer's; else the set that the good practices of Open Badges name.
    let own = key_id.and_then(address).filter(|url| url.origin() == home.origin());
    own.into_iter().chain(home.join("/.well-known/jwks.json")).collect()
}

/// The host, and the port if it is an unusual one, as a person reads it before anything is asked.
pub(super) fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// An https address without a name and a password in it, and without its fragment.
fn address(text: &str) -> Option<Url> {
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
    let letters = |text: &str, more: &[u8]| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
    };
    if !letters(&host, b".-:") || !path.iter().all(|part| letters(part, b".-_~") && !part.starts_with('.')) {
        return None;
    }
    let path = if path.is_empty() { ".well-known".to_owned() } else { path.join("/") };
    address(&format!("https://{host}/{path}/did.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(issuer: &str, key_id: Option<&str>, expected: &[&str]) {
        let found: Vec<String> = places(issuer, key_id).into_iter().map(String::from).collect();
        assert_eq!(found, expected, "{issuer} {key_id:?}");
    }

    #[test]
    fn keys_are_asked_for_at_the_issuers_own_address() {
        let set = "https://example.edu/.well-known/jwks.json";
        check("https://example.edu/issuers/1?a=b#me", None, &[set]);
        check("https://example.edu", Some("https://example.edu/keys/1#k"), &["https://example.edu/keys/1", set]);
        check("https://example.edu", Some("https://example.edu:444/keys/1"), &[set]);
        check("https://example.edu", Some("https://evil.example/keys/1"), &[set]);
        check("https://example.edu", Some("http://example.edu/keys/1"), &[set]);
        check("https://example.edu", Some("key-1"), &[set]);
        check("https://example.edu:8443/a", None, &["https://example.edu:8443/.well-known/jwks.json"]);
        check("did:web:example.edu", Some("https://evil.example/k"), &["https://example.edu/.well-known/did.json"]);
        check("did:web:example.edu%3A8443:a:b-c", None, &["https://example.edu:8443/a/b-c/did.json"]);
        check("https://müller.example/", None, &["https://xn--mller-kva.example/.well-known/jwks.json"]);
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
