//! Asking an issuer for its keys, at its own address: one short question, no redirect, no second name lookup.

use super::place::host;
use super::published::{NoKeys, Published};
use super::{Badge, Reach, Signing};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;
use url::Url;

/// For everything together.
const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST_ANSWER: usize = 256 * 1024;
/// The key's address, the issuer's own document, the set it names, the common one.
const MOST_QUESTIONS: usize = 4;

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

impl AskError {
    /// It says nothing of the host's other addresses.
    fn is_of_one_place(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Redirected(_) | Self::TooLarge(_) | Self::NoKeys { .. })
    }
}

/// Asks the issuer of `badge` for its keys. Show [`Badge::issuer_host`] and ask the learner before calling this.
/// `now_ms`: the time that is told with what was found.
pub async fn ask_issuer(badge: &Badge, reach: Reach, now_ms: i64) -> Result<Published, AskError> {
    ask_within(badge, reach, now_ms, PATIENCE).await
}

async fn ask_within(badge: &Badge, reach: Reach, now_ms: i64, patience: Duration) -> Result<Published, AskError> {
    let host = badge.issuer_host().ok_or(AskError::NothingToAsk)?;
    tokio::time::timeout(patience, ask(badge, reach, now_ms)).await.unwrap_or(Err(AskError::TooSlow(host)))
}

async fn ask(badge: &Badge, reach: Reach, now_ms: i64) -> Result<Published, AskError> {
    let (Signing::Token(token), Some(issuer)) = (&badge.signing, badge.credential.issuer()) else {
        return Err(AskError::NothingToAsk);
    };
    let mut published = Published::of(issuer, now_ms);
    let mut places = VecDeque::from(badge.places());
    let (mut asked, mut first) = (Vec::new(), None);
    while let Some(place) = places.pop_front().filter(|_| asked.len() < MOST_QUESTIONS) {
        let name = host(&place).unwrap_or_default();
        let read = |answer: Vec<u8>| {
            let why = |why| AskError::NoKeys { host: name.clone(), why };
            published.read(place.as_str(), &answer).map_err(why)
        };
        match fetch(&place, &name, reach).await.and_then(read) {
            Ok(()) if published.knows(token) => return Ok(published),
            Ok(()) => {}
            Err(e) if e.is_of_one_place() => first = first.or(Some(e)),
            Err(e) if published.keys.is_empty() => return Err(e),
            Err(_) => break,
        }
        asked.push(place);
        if let Some(set) = published.take_set().filter(|set| !asked.contains(set)) {
            places.retain(|place| *place != set);
            places.push_front(set);
        }
    }
    let none = || AskError::NoKeys { host: badge.issuer_host().unwrap_or_default(), why: NoKeys::Empty };
    if published.keys.is_empty() { Err(first.unwrap_or_else(none)) } else { Ok(published) }
}

async fn fetch(place: &Url, name: &str, reach: Reach) -> Result<Vec<u8>, AskError> {
    let mut place = place.clone();
    if reach == Reach::Loopback {
        place.set_scheme("http").map_err(|()| AskError::NothingToAsk)?;
    }
    let addresses = resolve(&place, name, reach).await?;
    let unreachable = |_| AskError::Unreachable(name.to_owned());
    let client = client(&place, &addresses, reach).map_err(unreachable)?;
    let accept = "application/jwk-set+json, application/did+json, application/ld+json, application/json";
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
pub(crate) mod tests;
