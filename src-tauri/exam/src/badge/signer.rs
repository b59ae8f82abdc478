//! Which key signed a badge, and who vouches for that key.

use super::jwk::{Key, KeyTrouble};
use super::jwt::{Algorithm, Asked, Token};
use super::published::{Listed, Standing};
use super::report::{Finding, fails, holds, not_checked};
use super::words::{moment, quoted};
use super::{Badge, Pin, Published, Signing, strict};

pub(super) struct Signer {
    pub key: Finding,
    pub signature: Finding,
    pub issuer: Finding,
    pub thumbprint: Option<String>,
    /// The key stands in the file, and the signature is its own.
    pub own_key_fits: bool,
}

/// Where a fitting key came from.
enum From<'a> {
    File,
    Issuer(&'a Listed),
    Pin(&'a Pin),
}

impl Signer {
    pub fn find(badge: &Badge, pins: &[Pin], published: Option<&Published>) -> Self {
        let Signing::Token(token) = &badge.signing else {
            return Self::none(not_checked("There is no signature of a kind that this version checks."));
        };
        let Asked::Known(algorithm) = token.algorithm() else {
            return Self::none(not_checked("Its algorithm is not one that this version checks."));
        };
        let Some(issuer) = badge.credential.issuer() else {
            return Self::none(not_checked("It names no issuer whose key this could be."));
        };
        let search = Search {
            token,
            algorithm,
            published: published.filter(|p| p.issuer == issuer),
            pins: pins
                .iter()
                .filter(|pin| pin.issuer == issuer)
                .filter_map(|pin| Some((pin, pinned_key(pin)?)))
                .collect(),
            host: badge.issuer_host(),
        };
        match token.own_key() {
            Some(Ok(key)) => search.with_own(&key),
            Some(Err(trouble)) => Self::none(fails(format!("The key in the file {trouble}."))),
            None => search.without_own(),
        }
    }

    /// No key was tried.
    fn none(key: Finding) -> Self {
        Self {
            key,
            signature: not_checked("Without a key, the signature could not be checked."),
            issuer: not_checked("Without a key, who signed it could not be checked."),
            thumbprint: None,
            own_key_fits: false,
        }
    }
}

/// The key of a pin, if it is still the one that was pinned.
fn pinned_key(pin: &Pin) -> Option<Key> {
    let key = Key::read(&strict::object(pin.jwk.as_bytes()).ok()?).ok()?;
    (key.thumbprint == pin.thumbprint).then_some(key)
}

fn on(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map_or_else(|_| "earlier".into(), |at| format!("on {}", moment(at)))
}

struct Search<'a> {
    token: &'a Token,
    algorithm: Algorithm,
    /// Of this issuer.
    published: Option<&'a Published>,
    /// Of this issuer.
    pins: Vec<(&'a Pin, Key)>,
    host: Option<String>,
}

impl<'a> Search<'a> {
    /// The key stands in the file. Only its being published or pinned says whose it is.
    fn with_own(&self, key: &Key) -> Signer {
        if !key.suits(self.algorithm) {
            return Signer::none(fails("The key in the file is not one for the algorithm that the file names."));
        }
        let mut named = self.named().filter(|listed| listed.proven).peekable();
        let same = |listed: &'a Listed| listed.key.as_ref().is_ok_and(|k| k.thumbprint == key.thumbprint);
        if named.peek().is_some() && !named.any(same) {
            return Signer::none(fails(
                "The key in the file is another than the one the issuer publishes by that name.",
            ));
        }
        if !self.fits(key) {
            return self.torn(key);
        }
        let listed = self.published.and_then(|p| p.of_thumbprint(&key.thumbprint));
        let pin = self.pins.iter().find(|(_, pinned)| pinned.thumbprint == key.thumbprint);
        match (listed, pin) {
            (Some(listed), _) if listed.proven => self.fitting(key, From::Issuer(listed)),
            (_, Some((pin, _))) => self.fitting(key, From::Pin(pin)),
            (Some(listed), None) => self.fitting(key, From::Issuer(listed)),
            (None, None) => self.fitting(key, From::File),
        }
    }

    /// The file names its key, or not even that: the keys at hand are tried.
    fn without_own(&self) -> Signer {
        let by_name: Vec<&Listed> = self.named().collect();
        let candidates: Vec<&Listed> = match (self.published, self.token.key_id()) {
            (Some(published), None) => published.keys.iter().collect(),
            _ => by_name.clone(),
        };
        let tries = |key: &Key| key.suits(self.algorithm) && self.fits(key);
        let sound = candidates.into_iter().filter_map(|listed| Some((listed, listed.key.as_ref().ok()?)));
        let fitting = sound.filter(|(_, key)| tries(key)).min_by_key(|(listed, _)| listed.rank());
        let pin = self.pins.iter().find(|(_, key)| tries(key));
        match (fitting, pin) {
            (Some((listed, key)), _) if listed.proven => return self.fitting(key, From::Issuer(listed)),
            (_, Some((pin, key))) => return self.fitting(key, From::Pin(pin)),
            (Some((listed, key)), None) => return self.fitting(key, From::Issuer(listed)),
            (None, None) => {}
        }
        // What others may have published by that name says nothing of the badge.
        match by_name.iter().find(|listed| listed.proven).map(|listed| &listed.key) {
            Some(Ok(key)) if key.suits(self.algorithm) => self.torn(key),
            Some(Ok(_)) => Signer::none(fails("The key it names is not one for the algorithm that the file names.")),
            Some(Err(KeyTrouble::Kind)) => Signer::none(not_checked("The key it names is of a kind not checked here.")),
            Some(Err(trouble)) => {
                Signer::none(fails(format!("The key that the issuer publishes by that name {trouble}.")))
            }
            None => Signer::none(not_checked(self.missing())),
        }
    }

    /// The issuer's keys of the name that the token gives.
    fn named(&self) -> impl Iterator<Item = &'a Listed> + use<'a> {
        let named =
            self.published.zip(self.token.key_id()).map(|(published, id)| published.named(id).collect::<Vec<_>>());
        named.unwrap_or_default().into_iter()
    }

    fn fits(&self, key: &Key) -> bool {
        key.signed(&self.token.signed, &self.token.signature)
    }

    /// The key is the right one, and the signature is not its own.
    fn torn(&self, key: &Key) -> Signer {
        Signer {
            key: holds(format!("The key is sound: {}.", key.thumbprint)),
            signature: fails(
                "The signature does not fit: the badge was changed after it was signed, or another key signed it.",
            ),
            issuer: not_checked("With a signature that does not fit, nobody has signed it."),
            thumbprint: None,
            own_key_fits: false,
        }
    }

    fn fitting(&self, key: &Key, from: From<'_>) -> Signer {
        let (origin, issuer) = match from {
            From::File => ("stands in the file itself", not_checked(self.nobody_vouches())),
            From::Issuer(listed) if listed.proven => ("is one that the issuer publishes", self.published_as(listed)),
            From::Issuer(listed) => ("was found at the issuer's host", self.published_as(listed)),
            From::Pin(pin) => ("is one that you pinned", holds(self.pinned(pin))),
        };
        Signer {
            key: holds(format!("The key {origin} and is sound: {}.", key.thumbprint)),
            signature: holds("The signature fits: nothing was changed since it was signed with this key."),
            issuer,
            thumbprint: Some(key.thumbprint.clone()),
            own_key_fits: self.token.own_key().is_some(),
        }
    }

    fn published_as(&self, listed: &Listed) -> Finding {
        let host = self.host.as_deref().unwrap_or("the issuer's address");
        match &listed.standing {
            Standing::Foreign(owner) => {
                fails(format!("The key belongs to someone else than the issuer: {} stands beside it.", quoted(owner)))
            }
            _ if !listed.proven => not_checked(format!(
                "The key was found at {host}, but nothing shows that it is this issuer's: others may publish at the same host. Ask \
                 the issuer."
            )),
            Standing::Good => {
                holds(format!("The issuer publishes this key as its own, at {host}, asked {}.", self.asked()))
            }
            Standing::Other => fails(format!("At {host} this key is published, but not for signing badges.")),
        }
    }

    /// When the issuer was asked.
    fn asked(&self) -> String {
        self.published.map_or_else(|| "earlier".into(), |p| on(p.asked_ms))
    }

    fn pinned(&self, pin: &Pin) -> String {
        let asked = self.published.map(|p| format!(" The issuer, asked {}, does not list it.", on(p.asked_ms)));
        format!("You pinned this key for this issuer {}.{}", on(pin.pinned_ms), asked.unwrap_or_default())
    }

    /// The key in the file fits, and that is all that is known of it.
    fn nobody_vouches(&self) -> String {
        let file = "The key stands only in the file. It proves that nothing was changed, not who signed.";
        match (self.published, &self.host) {
            (Some(_), Some(host)) => format!(
                "The issuer was asked at {host} {} and does not publish this key. It may have been retired, or someone else \
                 signed. Ask the issuer.",
                self.asked()
            ),
            (None, Some(host)) => format!("{file} Ask {host} for the issuer's keys, or pin this one if you know it."),
            (_, None) => format!("{file} The issuer names no address to ask. Pin this key if you know it."),
        }
    }

    /// No key at hand fits, and the file brings none.
    fn missing(&self) -> String {
        match (self.published, self.token.key_id(), &self.host) {
            (Some(_), Some(id), _) => {
                let (asked, name) = (self.asked(), quoted(id));
                format!("The issuer was asked {asked} and publishes no key named {name}. It may have been retired. Ask the issuer.")
            }
            (Some(_), None, _) => {
                "The file names no key, and none that the issuer publishes fits. The key may have been retired, or the badge was \
                 changed."
                    .into()
            }
            (None, _, Some(host)) => format!("The key does not stand in the file. Ask {host} for the issuer's keys."),
            (None, _, None) => "The key does not stand in the file, and the issuer names no address to ask.".into(),
        }
    }
}
