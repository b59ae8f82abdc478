//! Who asks, from where, and how often.

use crate::core::Core;
use crate::signin;
use crate::trouble::Trouble;
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use registrar_api::FaultCode;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;

/// Somebody with a good access token.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub person_id: String,
    pub email: String,
    pub family_id: String,
}

impl FromRequestParts<Core> for SignedIn {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, core: &Core) -> Result<Self, Trouble> {
        let header = parts.headers.get("authorization").and_then(|h| h.to_str().ok());
        let token = header.and_then(|h| h.strip_prefix("Bearer ")).unwrap_or_default();
        let person = signin::by_access_token(core, token).await?;
        person.ok_or_else(|| Trouble::refused(FaultCode::SignInAgain, "Sign in again: this access is over."))
    }
}

/// Where a request comes from, as far as our own proxies can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin(pub IpAddr);

impl Origin {
    /// `believed` entries of `X-Forwarded-For`, from the right, are our proxies' own writing.
    fn of(forwarded: &str, peer: IpAddr, believed: usize) -> IpAddr {
        let entries: Vec<&str> = forwarded.split(',').map(str::trim).collect();
        let entry = believed.checked_sub(1).and_then(|back| entries.iter().rev().nth(back));
        entry.and_then(|e| e.parse().ok()).unwrap_or(peer)
    }

    /// The part of it that one household shares: an IPv6 address by its first 64 bits.
    pub fn household(self) -> IpAddr {
        match self.0 {
            IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
            v4 => v4,
        }
    }
}

impl FromRequestParts<Core> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, core: &Core) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let all = parts.headers.get_all("x-forwarded-for");
        let forwarded = all.iter().filter_map(|h| h.to_str().ok()).collect::<Vec<_>>().join(",");
        Ok(Self(Self::of(&forwarded, peer, core.settings.server.proxies)))
    }
}

/// The first line of defence, in this process alone. What must hold across processes is counted in the database.
pub struct Limiter {
    clock: DefaultClock,
    by_address: DefaultKeyedRateLimiter<IpAddr>,
}

impl Limiter {
    pub fn new(per_minute: u32) -> Self {
        let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(per_minute).allow_burst(per_minute);
        Self { clock: DefaultClock::default(), by_address: DefaultKeyedRateLimiter::keyed(quota) }
    }

    /// Seconds to wait, if it is too much.
    fn check(&self, address: IpAddr) -> Result<(), i64> {
        if self.by_address.len() > 100_000 {
            self.by_address.retain_recent();
        }
        self.by_address.check_key(&address).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now()).as_secs();
            i64::try_from(wait).unwrap_or(60) + 1
        })
    }
}

/// The providers' webhooks and health are not counted: they are signed, or harmless.
pub fn is_counted(path: &str) -> bool {
    !path.starts_with("/v1/hooks/") && path != "/healthz" && path != "/readyz"
}

/// Requests from one address within a minute.
pub async fn limit_rate(State(core): State<Core>, request: Request, next: Next) -> Response {
    if !is_counted(request.uri().path()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(origin) = Origin::from_request_parts(&mut parts, &core).await;
    match core.limiter.check(origin.household()) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(wait) => Trouble::too_many(wait).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxies_are_believed() {
        let peer: IpAddr = "10.0.0.1".parse().expect("an address written here");
        let check = |forwarded: &str, believed, expected: &str| {
            assert_eq!(Origin::of(forwarded, peer, believed).to_string(), expected, "{forwarded} {believed}");
        };
        check("", 0, "10.0.0.1");
        check("1.2.3.4", 0, "10.0.0.1");
        check("6.6.6.6, 1.2.3.4", 1, "1.2.3.4");
        check("6.6.6.6, 1.2.3.4, 10.0.0.9", 2, "1.2.3.4");
        check("nonsense", 1, "10.0.0.1");
    }

    #[test]
    fn a_household_shares_64_bits() {
        let origin = Origin("2001:db8:1:2:3:4:5:6".parse().expect("an address written here"));
        assert_eq!(origin.household().to_string(), "2001:db8:1:2::");
    }
}
