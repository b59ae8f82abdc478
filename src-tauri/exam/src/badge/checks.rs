//! The checks that need no key. Each says what it saw, in one or two sentences.

use super::credential::{Credential, Date, list, numeric_date, typed};
use super::jwt::Asked;
use super::report::{Finding, fails, holds, not_checked};
use super::words::{listed, moment, quoted};
use super::{Badge, Signing};
use jiff::Timestamp;
use serde_json::{Map, Value};

const CREDENTIALS: [&str; 2] = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"];
const BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/";
/// Below that address.
const VOCABULARIES: [&str; 5] =
    ["context.json", "context-3.0.1.json", "context-3.0.2.json", "context-3.0.3.json", "extensions.json"];

pub(super) fn proof(badge: &Badge) -> Finding {
    match &badge.signing {
        Signing::Token(_) if badge.credential.get("proof").is_some() => {
            holds("It is a signed token (VC-JWT). The further proof inside it was not looked at.")
        }
        Signing::Token(_) => holds("It is a signed token (VC-JWT)."),
        Signing::Embedded(kinds) => not_checked(format!(
            "It carries a proof of a kind that this version does not check: {}. Ask the issuer for a .jwt file, or let the \
             issuer's page check it.",
            listed(kinds.iter().map(String::as_str))
        )),
        Signing::Unsigned => {
            fails("It is not signed, so anyone could have written it. Ask the issuer for the signed file.")
        }
    }
}

pub(super) fn header(badge: &Badge) -> Finding {
    let Signing::Token(token) = &badge.signing else { return no_token() };
    match token.header_fault() {
        None => holds("The token's header holds only what the standard allows."),
        Some(fault) => fails(fault),
    }
}

pub(super) fn algorithm(badge: &Badge) -> Finding {
    let Signing::Token(token) = &badge.signing else { return no_token() };
    match token.algorithm() {
        Asked::Known(algorithm) => holds(format!("It is signed by {}.", algorithm.word())),
        Asked::Other(word) => {
            not_checked(format!("It is signed by {}; this version checks RS256 and ES256.", quoted(word)))
        }
        Asked::Worthless("none") => fails("It says of itself that nobody signed it."),
        Asked::Worthless(word) => fails(format!(
            "It is signed by {}, with a secret that everybody who checks it would have to know. That proves nothing.",
            quoted(word)
        )),
    }
}

fn no_token() -> Finding {
    not_checked("It is not a signed token.")
}

pub(super) fn structure(credential: &Credential) -> Finding {
    if !credential.is_badge() || !credential.has_type("VerifiableCredential") {
        return fails("It does not say that it is an Open Badge: its type is another.");
    }
    if credential.from() == Date::Unreadable || credential.until() == Date::Unreadable {
        return fails("A date in it cannot be read, or is given twice and differently.");
    }
    let missing = missing(credential);
    match missing.is_empty() {
        true => holds("It has the parts that an Open Badge 3.0 must have."),
        false => fails(format!("An Open Badge must have parts that are missing here: {}.", missing.join(", "))),
    }
}

fn missing(credential: &Credential) -> Vec<&'static str> {
    let none = Map::new();
    let subject = credential.subject().unwrap_or(&none);
    let achievement = credential.achievement().unwrap_or(&none);
    let text =
        |map: &Map<String, Value>, name: &str| map.get(name).and_then(Value::as_str).is_some_and(|t| !t.is_empty());
    let someone =
        text(subject, "id") || subject.get("identifier").is_some_and(|who| list(who).iter().any(Value::is_object));
    let parts = [
        ("its identifier", credential.id().is_some_and(|id| !id.is_empty())),
        ("the issuer", credential.issuer().is_some_and(|id| !id.is_empty())),
        ("since when it is good", credential.from() != Date::Absent),
        ("the recipient", typed(subject, "AchievementSubject") && someone),
        ("the achievement", text(achievement, "id") && typed(achievement, "Achievement")),
        ("the achievement's name", text(achievement, "name")),
        ("its description", text(achievement, "description")),
        ("its criteria", achievement.get("criteria").is_some_and(Value::is_object)),
    ];
    parts.into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect()
}

/// The vocabularies that give the words of a badge their meaning. Those of the standard are known here; none is loaded.
pub(super) fn contexts(credential: &Credential) -> Finding {
    let Some(Value::Array(contexts)) = credential.get("@context") else {
        return fails("It does not name the vocabularies that give its words their meaning.");
    };
    let ours = |context: &Value| context.as_str().is_some_and(|name| name.starts_with(BADGES));
    if !contexts.first().is_some_and(|first| CREDENTIALS.iter().any(|known| first == known))
        || !contexts.iter().any(ours)
    {
        return fails("It does not name the vocabularies of the W3C's credentials and of Open Badges 3.0.");
    }
    let known = |name: &str| name.strip_prefix(BADGES).is_some_and(|file| VOCABULARIES.contains(&file));
    let others = contexts.iter().skip(1).map(|c| c.as_str().unwrap_or("one of its own")).filter(|name| !known(name));
    let others: Vec<&str> = others.collect();
    match others.is_empty() {
        true => holds("It names the vocabularies of the standard, and no others."),
        false => not_checked(format!(
            "Beside those of the standard it names vocabularies that this version does not know: {}.",
            listed(others)
        )),
    }
}

/// The token repeats five things of the badge. What differs was put together from two.
pub(super) fn claims(badge: &Badge) -> Finding {
    let Signing::Token(token) = &badge.signing else { return no_token() };
    let credential = &badge.credential;
    let text = |own: Option<&str>, claim: &Value| claim.as_str().is_some_and(|claim| own == Some(claim));
    let date = |own: Date, claim: &Value| match (own, numeric_date(claim)) {
        (Date::At(own), Some(claim)) => own.as_second() == claim.as_second(),
        _ => false,
    };
    let there = |own: Option<&str>| own.is_some();
    type Same<'a> = Box<dyn Fn(&Value) -> bool + 'a>;
    let pairs: [(&str, bool, Same<'_>); 5] = [
        ("iss", true, Box::new(|claim| text(credential.issuer(), claim))),
        ("jti", there(credential.id()), Box::new(|claim| text(credential.id(), claim))),
        ("sub", there(credential.subject_id()), Box::new(|claim| text(credential.subject_id(), claim))),
        ("nbf", true, Box::new(|claim| date(credential.from(), claim))),
        ("exp", credential.until() != Date::Absent, Box::new(|claim| date(credential.until(), claim))),
    ];
    let differing: Vec<&str> = pairs
        .iter()
        .filter(|(name, _, same)| token.payload.get(*name).is_some_and(|c| !same(c)))
        .map(|p| p.0)
        .collect();
    let absent: Vec<&str> =
        pairs.iter().filter(|(name, asked, _)| *asked && !token.payload.contains_key(*name)).map(|p| p.0).collect();
    if !differing.is_empty() {
        return fails(format!("The token says another thing than the badge in it: {}.", listed(differing)));
    }
    match absent.is_empty() {
        true => holds("What the token says of issuer, recipient, identifier and dates is what the badge says."),
        false => not_checked(format!(
            "The token does not repeat what the standard asks it to, so this could not be compared: {}.",
            listed(absent)
        )),
    }
}

pub(super) fn time(credential: &Credential, now_ms: i64) -> Finding {
    let (Date::At(from), Ok(now)) = (credential.from(), Timestamp::from_millisecond(now_ms)) else {
        return not_checked("It does not say since when it is good.");
    };
    if now < from {
        return fails(format!("By this computer's clock it is not good yet: only from {} on.", moment(from)));
    }
    match credential.until() {
        Date::At(until) if now > until => fails(format!("It was good until {}, and that is over.", moment(until))),
        Date::At(until) => holds(format!("Its dates hold: from {} until {}.", moment(from), moment(until))),
        Date::Absent => holds(format!("Its dates hold: since {}, and it names no end.", moment(from))),
        Date::Unreadable => not_checked("Until when it is good cannot be read."),
    }
}

pub(super) fn revocation(credential: &Credential) -> Finding {
    not_checked(match kinds(credential, "credentialStatus") {
        None => "Whether it was revoked cannot be checked: it names no list where that would stand.".to_owned(),
        Some(kinds) => format!(
            "Whether it was revoked was not checked: it names a list where that would stand ({kinds}), and this version does not \
             fetch such lists. Ask the issuer."
        ),
    })
}

pub(super) fn recipient(credential: &Credential) -> Finding {
    let identities = credential.subject().and_then(|subject| subject.get("identifier")).map_or(&[][..], list);
    let hidden = identities.iter().any(|identity| identity.get("hashed") == Some(&Value::Bool(true)));
    not_checked(match hidden {
        true => "Who it was given to is written as a hash and was not compared with you.",
        false => "Who it was given to was not compared with you.",
    })
}

pub(super) fn schema(credential: &Credential) -> Finding {
    match kinds(credential, "credentialSchema") {
        None => holds("It names no schema that it would have to fit."),
        Some(kinds) => not_checked(format!("It names a schema ({kinds}) that this version does not compare it with.")),
    }
}

pub(super) fn refresh(credential: &Credential) -> Finding {
    match kinds(credential, "refreshService") {
        None => holds("It names no place where a newer one would be."),
        Some(kinds) => {
            not_checked(format!("A newer one may be where it names ({kinds}); this version does not ask there."))
        }
    }
}

pub(super) fn endorsements(credential: &Credential) -> Finding {
    let carried = |map: &Map<String, Value>| {
        let there = |name: &str| map.get(name).is_some_and(|value| list(value).iter().any(|one| !one.is_null()));
        there("endorsement") || there("endorsementJwt")
    };
    let parts = [credential.get("issuer").and_then(Value::as_object), credential.achievement()];
    let inside = ["endorsement", "endorsementJwt"].iter().any(|name| credential.get(name).is_some());
    match inside || parts.into_iter().flatten().any(carried) {
        false => holds("It carries no endorsements by others."),
        true => not_checked("It carries endorsements by others, which this version does not check."),
    }
}

/// The types of what stands under this name.
fn kinds(credential: &Credential, name: &str) -> Option<String> {
    let entries = list(credential.get(name)?);
    let kind = |entry: &Value| list(entry.get("type")?).first()?.as_str().map(str::to_owned);
    let kinds: Vec<String> = entries.iter().map(|e| kind(e).unwrap_or_else(|| "of no type".into())).collect();
    (!kinds.is_empty()).then(|| listed(kinds.iter().map(String::as_str)))
}
