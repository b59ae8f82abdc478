//! Where a native app waits for its answer: loopback, by IP literal, on whatever port it was given (RFC 8252, section 7.3).

use url::Url;

const LONGEST: usize = 300;

/// An address of the candidate's own computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loopback(Url);

impl Loopback {
    /// Takes only `http://127.0.0.1:PORT/…` and `http://[::1]:PORT/…`, written exactly as a browser would write it: whatever a
    /// parser would mend (other spellings of the address, backslashes, line breaks, dots in the path) is refused.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|url| url.as_str() == text && text.len() <= LONGEST)?;
        let loopback = matches!(url.host_str(), Some("127.0.0.1" | "[::1]"));
        let plain = url.username().is_empty() && url.password().is_none();
        let bare = url.query().is_none() && url.fragment().is_none();
        (url.scheme() == "http" && loopback && plain && bare && url.port().is_some_and(|p| p > 0)).then_some(Self(url))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it is the IPv6 loopback, which no source of a content security policy can name.
    pub fn is_v6(&self) -> bool {
        self.0.host_str() == Some("[::1]")
    }

    /// The address with an answer in its query.
    pub fn with(&self, answer: &[(&str, &str)]) -> String {
        let mut url = self.0.clone();
        url.query_pairs_mut().extend_pairs(answer);
        url.into()
    }

    /// The same but for the port.
    pub fn matches(&self, other: &Self) -> bool {
        let without_port = |url: &Url| {
            let mut url = url.clone();
            let _ = url.set_port(None);
            url
        };
        without_port(&self.0) == without_port(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn loopback_by_ip_literal_is_taken() {
        for text in ["http://127.0.0.1:1/callback", "http://127.0.0.1:65535/", "http://[::1]:4711/a/b"] {
            assert_eq!(Loopback::parse(text).as_ref().map(Loopback::as_str), Some(text));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "/callback",
            "//127.0.0.1:1/",
            "https://127.0.0.1:1/callback",
            "http://localhost:1/callback",
            "http://localhost.evil.example:1/",
            "http://127.0.0.1/callback",
            "http://127.0.0.1:80/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:1",
            "http://127.0.0.1:99999/callback",
            "http://127.0.0.1:01/callback",
            "http://127.0.0.2:1/callback",
            "http://127.1:1/callback",
            "http://2130706433:1/callback",
            "http://0x7f.0.0.1:1/callback",
            "http://0177.0.0.1:1/callback",
            "http://127.0.0.1.:1/callback",
            "http://①27.0.0.1:1/callback",
            "http://[::ffff:127.0.0.1]:1/callback",
            "http://[0:0:0:0:0:0:0:1]:1/callback",
            "http://0.0.0.0:1/callback",
            "http://evil.example:1/callback",
            "http://127.0.0.1.evil.example:1/callback",
            "http://evil.example:1/127.0.0.1",
            "http://127.0.0.1:1@evil.example:1/callback",
            "http://user@127.0.0.1:1/callback",
            "http://user:word@127.0.0.1:1/callback",
            "http://@127.0.0.1:1/callback",
            "http://127.0.0.1:1/callback#part",
            "http://127.0.0.1:1/callback#",
            "http://127.0.0.1:1/callback?",
            "http://127.0.0.1:1/callback?code=theirs",
            "http://127.0.0.1:1\\@evil.example/",
            "http:\\\\127.0.0.1:1/callback",
            "http:/127.0.0.1:1/callback",
            "http:127.0.0.1:1/callback",
            "HTTP://127.0.0.1:1/callback",
            " http://127.0.0.1:1/callback",
            "http://127.0.0.1:1/callback ",
            "http://127.0.0.1:1/call\tback",
            "http://127.0.0.1:1/call\r\nSet-Cookie: a=b",
            "http://127.0.0.1:1/a/../b",
            "http://127.0.0.1:1/é",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "urn:ietf:wg:oauth:2.0:oob",
            "com.example.app:/callback",
        ] {
            assert_eq!(Loopback::parse(text), None, "{text}");
        }
        assert_eq!(Loopback::parse(&format!("http://127.0.0.1:1/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn only_the_port_may_differ() {
        let check = |a: &str, b: &str, expected| {
            let (a, b) = (Loopback::parse(a).unwrap(), Loopback::parse(b).unwrap());
            assert_eq!(a.matches(&b), expected, "{a:?} {b:?}");
        };
        check("http://127.0.0.1:1/callback", "http://127.0.0.1:2/callback", true);
        check("http://127.0.0.1:1/callback", "http://127.0.0.1:1/other", false);
        check("http://127.0.0.1:1/callback", "http://[::1]:1/callback", false);
    }

    proptest! {
        #[test]
        fn whatever_is_taken_leads_to_loopback(text in "http://(127\\.0\\.0\\.1|\\[::1\\]|[a-z@:.\\\\]{1,12})(:[0-9]{1,5})?[/\\\\@?#a-z.]{0,12}") {
            if let Some(taken) = Loopback::parse(&text) {
                let url = Url::parse(&taken.with(&[("code", "a&b#c"), ("state", "=")])).unwrap();
                prop_assert!(matches!(url.host_str(), Some("127.0.0.1" | "[::1]")));
                let answer: Vec<_> = url.query_pairs().into_owned().collect();
                prop_assert_eq!(answer, [("code".into(), "a&b#c".into()), ("state".into(), "=".into())]);
            }
        }
    }
}
