//! Asking an issuer for its keys, at its own address: one short question, no redirect, no second name lookup.

use super::place::host;
use super::published::{NoKeys, Published};
use super::{Badge, Reach};
use std::net::SocketAddr;
use std::time::Duration;
use url::Url;

/// For everything together.
const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST_ANSWER: usize = 256 * 1024;

/// Why an issuer's keys could not be had, and what to do. The badge is as it was, and so are the pins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    #[error("This badge names no address where its issuer's keys could be asked for.")]
    NothingToAsk,
    #[error(
        "{0} is not known to the internet. Is this computer online? If it is, the badge names an address that is gone."
    )]
    NoSuchHost(String),
    #[error("{0} lies in a private network or on this computer. A badge may not make this app ask there.")]
    NotPublic(String),
    #[error("{0} could not be reached. Is this computer online? Nothing is lost: try again later.")]
    Unreachable(String),
    #[error("{0} did not answer within 10 seconds. Nothing is lost: try again later.")]
    TooSlow(String),
    #[error("{0} sends the question on to somewhere else, which is not followed. Ask the issuer where its keys are.")]
    Redirected(String),
    #[error(
        "{host} answered with an error ({status}) instead of keys. Ask the issuer where its keys are, or try again later."
    )]
    Refused { host: String, status: u16 },
    #[error("The answer of {0} is larger than 256 KiB; keys are smaller. Ask the issuer where its keys are.")]
    TooLarge(String),
    #[error("{host} answered, but with no keys of this issuer: {why}. Ask the issuer where its keys are.")]
    NoKeys { host: String, why: NoKeys },
}

/// Asks the issuer of `badge` for its keys. Show [`Badge::issuer_host`] and ask the learner before calling this.
pub async fn ask_issuer(badge: &Badge, reach: Reach) -> Result<Published, AskError> {
    ask_within(badge, reach, PATIENCE).await
}

async fn ask_within(badge: &Badge, reach: Reach, patience: Duration) -> Result<Published, AskError> {
    let host = badge.issuer_host().ok_or(AskError::NothingToAsk)?;
    tokio::time::timeout(patience, ask(badge, reach)).await.unwrap_or(Err(AskError::TooSlow(host)))
}

async fn ask(badge: &Badge, reach: Reach) -> Result<Published, AskError> {
    let issuer = badge.credential.issuer().ok_or(AskError::NothingToAsk)?;
    let mut last = AskError::NothingToAsk;
    for place in badge.places() {
        let name = host(&place).unwrap_or_default();
        match fetch(&place, &name, reach).await {
            Ok(answer) => match Published::read(issuer, place.as_str(), &answer) {
                Ok(published) => return Ok(published),
                Err(why) => last = AskError::NoKeys { host: name, why },
            },
            // The first place is the key's own, the second the common one: a refusal there is no refusal here.
            Err(e @ (AskError::Refused { .. } | AskError::Redirected(_) | AskError::TooLarge(_))) => last = e,
            Err(e) => return Err(e),
        }
    }
    Err(last)
}

async fn fetch(place: &Url, name: &str, reach: Reach) -> Result<Vec<u8>, AskError> {
    let mut place = place.clone();
    if reach == Reach::Loopback {
        place.set_scheme("http").map_err(|()| AskError::NothingToAsk)?;
    }
    let addresses = resolve(&place, name, reach).await?;
    let unreachable = |_| AskError::Unreachable(name.to_owned());
    let client = client(&place, &addresses, reach).map_err(unreachable)?;
    let accept = "application/jwk-set+json, application/did+json, application/json";
    let mut answer = client.get(place).header("accept", accept).send().await.map_err(unreachable)?;
    match answer.status().as_u16() {
        200..=299 => {}
        300..=399 => return Err(AskError::Redirected(name.to_owned())),
        status => return Err(AskError::Refused { host: name.to_owned(), status }),
    }
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(unreachable)? {
        if body.len() + piece.len() > LARGEST_ANSWER {
            return Err(AskError::TooLarge(name.to_owned()));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The addresses of the place's host. One that may not be asked spoils them all: it shows what the name is used for.
async fn resolve(place: &Url, name: &str, reach: Reach) -> Result<Vec<SocketAddr>, AskError> {
    let unknown = || AskError::NoSuchHost(name.to_owned());
    let port = place.port_or_known_default().ok_or_else(unknown)?;
    let addresses: Vec<SocketAddr> = match place.host().ok_or_else(unknown)? {
        url::Host::Ipv4(address) => vec![(address, port).into()],
        url::Host::Ipv6(address) => vec![(address, port).into()],
        url::Host::Domain(domain) => tokio::net::lookup_host((domain, port)).await.map_err(|_| unknown())?.collect(),
    };
    if addresses.is_empty() {
        return Err(unknown());
    }
    match addresses.iter().all(|address| reach.allows(address.ip())) {
        true => Ok(addresses),
        false => Err(AskError::NotPublic(name.to_owned())),
    }
}

/// Connects to the addresses that were looked at and to no others, whatever the name means a moment later.
fn client(place: &Url, addresses: &[SocketAddr], reach: Reach) -> reqwest::Result<reqwest::Client> {
    // The second time, and after others did it, it is there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .https_only(reach == Reach::Public)
        .redirect(reqwest::redirect::Policy::none())
        .resolve_to_addrs(place.host_str().unwrap_or_default(), addresses)
        .user_agent(concat!("annotation-academy/", env!("CARGO_PKG_VERSION")))
        .build()
}

#[cfg(test)]
mod tests;
