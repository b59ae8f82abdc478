//! The two cookies of our pages. Each holds a random token and nothing else.

use crate::clock::{HOUR, SECOND};
use crate::core::Core;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// A cookie's name and how it is kept.
pub struct Cookie {
    name: &'static str,
    same_site: &'static str,
    pub keeps_ms: i64,
}

/// Binds a run through the sign-in pages to the browser that began it. Lax: the app opens the first page from outside.
pub const BROWSER: Cookie = Cookie { name: "sign-in", same_site: "Lax", keeps_ms: 2 * HOUR };

/// A session on the pages of operations.
pub const SESSION: Cookie = Cookie { name: "operations", same_site: "Strict", keeps_ms: 8 * HOUR };

impl Cookie {
    /// The token of a request, if it has one.
    pub fn read(&self, core: &Core, headers: &HeaderMap) -> Option<String> {
        let name = self.full_name(core);
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(key, _)| *key == name)?;
        is_token(value).then(|| value.to_owned())
    }

    /// Has the browser keep `token`.
    pub fn set(&self, core: &Core, response: &mut Response, token: &str) {
        self.write(core, response, token, self.keeps_ms / SECOND);
    }

    /// Has the browser forget it.
    pub fn clear(&self, core: &Core, response: &mut Response) {
        self.write(core, response, "", 0);
    }

    fn write(&self, core: &Core, response: &mut Response, value: &str, seconds: i64) {
        let secure = if is_https(core) { "; Secure" } else { "" };
        let (name, same_site) = (self.full_name(core), self.same_site);
        let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}");
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }

    /// `__Host-`: no other host can set it. A browser takes that only over https, which only the sandbox goes without.
    fn full_name(&self, core: &Core) -> String {
        let prefix = if is_https(core) { "__Host-" } else { "" };
        format!("{prefix}{}", self.name)
    }
}

fn is_https(core: &Core) -> bool {
    core.settings.server.public_url.starts_with("https://")
}

/// Whether it has the form of [`crate::keys::random_token`].
pub fn is_token(value: &str) -> bool {
    value.len() == 43 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
