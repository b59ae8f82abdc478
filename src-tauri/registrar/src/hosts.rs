//! Hosts of addresses: what the app may open is decided by them.

use url::Url;

/// The host, with its port where the address names one that is not its scheme's own.
pub fn named(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or(host.to_owned(), |port| format!("{host}:{port}")))
}

/// Whether the address leads to this machine: for the sandbox alone.
pub fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(is_this_machine)
}

/// Whether a host is this machine by its name alone.
pub fn is_this_machine(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "[::1]" | "::1" | "localhost")
}
