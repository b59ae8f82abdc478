//! Stripe's page, which we only name.

use crate::config::Settings;
use crate::hosts;
use crate::providers::{Provider, ProviderTrouble, Session};
use secrecy::ExposeSecret;
use url::Url;

/// Where Stripe's page leads back to, below the public address.
pub(super) const DONE: &str = "/identity/done";

/// The address of the session's page, if it is one that may be opened.
pub(super) fn address(settings: &Settings, session: &Session) -> Result<Option<String>, ProviderTrouble> {
    let Some(url) = &session.url else { return Ok(None) };
    match may_be_opened(url.expose_secret(), &settings.stripe.page_hosts, settings.server.sandbox) {
        true => Ok(Some(url.expose_secret().to_owned())),
        false => {
            let what = "a page on a host that is not among [stripe] page_hosts".into();
            Err(ProviderTrouble::Nonsense { provider: Provider::Stripe, what })
        }
    }
}

fn may_be_opened(address: &str, known: &[String], sandbox: bool) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let Some(host) = hosts::named(&url) else { return false };
    let secure = url.scheme() == "https" || (sandbox && hosts::is_loopback(&url) && url.scheme() == "http");
    secure && url.username().is_empty() && url.password().is_none() && known.contains(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_hosts_are_opened() {
        let check = |address: &str, sandbox: bool, expected: bool| {
            let hosts = ["verify.stripe.com".to_owned(), "127.0.0.1:4001".to_owned()];
            assert_eq!(may_be_opened(address, &hosts, sandbox), expected, "{address}");
        };
        check("https://verify.stripe.com/start/live_x", false, true);
        check("https://verify.stripe.com:443/start", false, true);
        check("http://verify.stripe.com/start", true, false);
        check("https://verify.stripe.com:8443/start", false, false);
        check("https://verify.stripe.com.evil.test/start", false, false);
        check("https://evil.test/verify.stripe.com", false, false);
        check("https://verify.stripe.com@evil.test/", false, false);
        check("https://evil@verify.stripe.com/", false, false);
        check("http://127.0.0.1:4001/verify/x", true, true);
        check("http://127.0.0.1:4001/verify/x", false, false);
        check("http://127.0.0.1:4002/verify/x", true, false);
        check("javascript:alert(1)", true, false);
        check("", true, false);
    }
}
