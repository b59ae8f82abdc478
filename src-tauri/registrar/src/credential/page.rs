//! The credential's public page.

use crate::config::Settings;
use crate::hosts;
use url::Url;
use uuid::Uuid;

/// The address of a credential's public page: on the configured host only, and only for a UUID. Anything else that a
/// provider may call a public id makes no link.
pub fn public_page(settings: &Settings, public_id: &str) -> Option<String> {
    let id = Uuid::try_parse(public_id).ok().filter(|id| id.to_string() == public_id.to_ascii_lowercase())?;
    let host = &settings.programme.credential.public_host;
    let read = Url::parse(&format!("https://{host}")).ok()?;
    // A setting that is more than a host (a user, a path, a question) is none.
    let plain = hosts::named(&read)? == *host;
    let scheme = if hosts::is_loopback(&read) && settings.server.sandbox { "http" } else { "https" };
    plain.then(|| format!("{scheme}://{host}/credentials/{id}"))
}
