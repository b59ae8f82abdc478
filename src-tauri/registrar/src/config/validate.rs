//! Settings that would do harm are refused at the start, with the name of the field and the mend.

use super::{DatabaseSettings, MailSecurity, Settings};
use crate::hosts::{self, is_loopback, is_this_machine};
use crate::trouble::Trouble;
use registrar_api::{ConsentKind, RetentionField};
use std::collections::BTreeSet;
use url::Url;

type Check = Result<(), Trouble>;

pub(super) fn all(settings: &Settings) -> Check {
    server(settings)?;
    addresses(settings)?;
    words(settings)?;
    operations(settings)?;
    variants(settings)?;
    programme(settings)?;
    promises(settings)
}

fn refuse(message: impl Into<String>) -> Check {
    Err(Trouble::config(message))
}

fn between(field: &str, value: i64, least: i64, most: i64) -> Check {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    refuse(format!("{field} is {value}; it must be between {least} and {most}"))
}

/// A word of somebody else's: a number, an id, a version.
fn id(field: &str, value: &str) -> Check {
    if !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
        return Ok(());
    }
    refuse(format!("{field} “{value}”: letters, digits, - _ . only"))
}

fn said(field: &str, value: &str) -> Check {
    if value.trim().is_empty() { refuse(format!("{field}: something must be said here")) } else { Ok(()) }
}

/// A host of pages that the app may open, and nothing more than a host.
fn host(settings: &Settings, field: &str, value: &str) -> Check {
    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c));
    let url = Url::parse(&format!("https://{value}")).ok();
    match url.filter(|url| plain && hosts::named(url).as_deref() == Some(value)) {
        None => refuse(format!("{field}: “{value}” is no host: small letters, without https:// and without a path")),
        Some(url) if is_loopback(&url) && !settings.server.sandbox => {
            refuse(format!("{field}: {value} is loopback; that is for [server] sandbox = true"))
        }
        Some(_) => Ok(()),
    }
}

fn server(settings: &Settings) -> Check {
    let (server, mail) = (&settings.server, &settings.mail);
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    between("[server] work_every_ms", number(server.work_every_ms), 1, 60_000)?;
    between("[server] retry_ms", server.retry_ms, 1, 15 * 60 * 1000)?;
    between("[server] requests_per_minute", server.requests_per_minute.into(), 1, 1_000_000)?;
    if let Some(lease_s) = server.lease_s {
        // Longer than the longest call to a provider, or two processes do the same work.
        between("[server] lease_s", lease_s, if server.sandbox { 1 } else { 60 }, 3600)?;
    }
    if let DatabaseSettings::Postgres { connections, .. } = settings.database {
        between("[database] connections", connections.into(), 2, 1000)?;
    }
    between("[mail] port", mail.port.into(), 1, 65_535)?;
    if mail.host.is_empty() || !mail.host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:".contains(c)) {
        return refuse(format!("[mail] host: “{}” is no host", mail.host));
    }
    if mail.security == MailSecurity::None && !is_this_machine(&mail.host) {
        return refuse(format!(
            "[mail] security: \"none\" is for a relay on this machine, and {} is another one: \"tls\" or \"start_tls\"",
            mail.host
        ));
    }
    Ok(())
}

/// https everywhere but on loopback, and loopback only in the sandbox.
fn address(settings: &Settings, field: &str, value: &str) -> Check {
    let Ok(url) = Url::parse(value) else { return refuse(format!("{field}: “{value}” is no address")) };
    match (url.scheme(), is_loopback(&url), settings.server.sandbox) {
        ("https", false, _) | ("http" | "https", true, true) => Ok(()),
        (_, true, false) => refuse(format!("{field}: {value} is loopback; that is for [server] sandbox = true")),
        _ => refuse(format!("{field}: {value} must begin with https://")),
    }
}

fn addresses(settings: &Settings) -> Check {
    let programme = &settings.programme;
    for (field, value) in [
        ("[server] public_url", &settings.server.public_url),
        ("[stripe] base_url", &settings.stripe.base_url),
        ("[classmarker] base_url", &settings.classmarker.base_url),
        ("[classmarker] start_url", &settings.classmarker.start_url),
        ("[certifier] base_url", &settings.certifier.base_url),
        ("[programme] purchase_url", &programme.purchase_url),
    ] {
        address(settings, field, value)?;
        if value.ends_with('/') {
            return refuse(format!("{field}: without the slash at the end"));
        }
    }
    if let Some(url) = &programme.rehearsal_url {
        address(settings, "[programme] rehearsal_url", url)?;
    }
    // What ClassMarker allows; a stand-in may allow more.
    let most = if settings.server.sandbox { 100_000 } else { 30 };
    between("[classmarker] calls_per_hour", settings.classmarker.calls_per_hour, 1, most)?;
    between(
        "[classmarker] poll_every_s",
        settings.classmarker.poll_every_s,
        if settings.server.sandbox { 1 } else { 300 },
        3600,
    )?;
    between("[certifier] search_after_s", settings.certifier.search_after_s, 0, 3600)
}

/// What providers and candidates are told word by word.
fn words(settings: &Settings) -> Check {
    let programme = &settings.programme;
    for (field, value) in [
        ("[stripe] version", &settings.stripe.version),
        ("[certifier] version", &settings.certifier.version),
        ("[certifier] attribute", &settings.certifier.attribute),
        ("[programme.credential] group_id", &programme.credential.group_id),
    ] {
        id(field, value)?;
    }
    if settings.stripe.page_hosts.is_empty() {
        return refuse("[stripe] page_hosts: at least one host, or no check can begin");
    }
    settings.stripe.page_hosts.iter().try_for_each(|page| host(settings, "[stripe] page_hosts", page))?;
    host(settings, "[programme.credential] public_host", &programme.credential.public_host)?;
    for (field, value) in [
        ("[programme] title", &programme.title),
        ("[programme.monitoring] in_words", &programme.monitoring.in_words),
        ("[programme.credential] title", &programme.credential.title),
    ] {
        said(field, value)?;
    }
    if programme.price_currency.len() != 3 || !programme.price_currency.chars().all(|c| c.is_ascii_uppercase()) {
        return refuse(format!("price_currency: “{}”: three capital letters, such as USD", programme.price_currency));
    }
    match programme.contact_email.contains('@') {
        true => Ok(()),
        false => refuse(format!("contact_email: “{}” is no e-mail address", programme.contact_email)),
    }
}

fn operations(settings: &Settings) -> Check {
    let operations = &settings.operations;
    if operations.administrators.is_empty() {
        return refuse("[operations] names no administrator: somebody must decide");
    }
    for email in operations.administrators.iter().map(|a| &a.email).chain([&operations.email]) {
        if !email.contains('@') || email != &email.to_lowercase() {
            return refuse(format!("[operations] “{email}”: an e-mail address in small letters"));
        }
    }
    operations.administrators.iter().try_for_each(|a| said("[operations] administrators: name", &a.name))?;
    between("[operations] silence_hours", operations.silence_hours, 1, 720)
}

fn variants(settings: &Settings) -> Check {
    let variants = &settings.programme.variants;
    if variants.is_empty() {
        return refuse("[[programme.variants]]: there must be at least one; the first is the standard");
    }
    let (mut ids, mut links, mut lists) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for variant in variants {
        let name = &variant.id;
        if variant.pass_mark_tenths <= 0 {
            return refuse(format!("variant {name}: without a pass mark ClassMarker passes everyone"));
        }
        between(&format!("variant {name}: pass_mark_tenths"), variant.pass_mark_tenths, 1, 1000)?;
        between(&format!("variant {name}: minutes"), variant.minutes, 1, 24 * 60)?;
        for (field, value) in [
            ("id", &variant.id),
            ("link_id", &variant.link_id),
            ("link_url_id", &variant.link_url_id),
            ("test_id", &variant.test_id),
            ("access_list_id", &variant.access_list_id),
        ] {
            id(&format!("variant {name}: {field}"), value)?;
        }
        said(&format!("variant {name}: title"), &variant.title)?;
        if !(ids.insert(&variant.id) && links.insert(&variant.link_id) && lists.insert(&variant.access_list_id)) {
            return refuse(format!("variant {name} shares its id, link or access list with another one"));
        }
    }
    Ok(())
}

fn programme(settings: &Settings) -> Check {
    let programme = &settings.programme;
    between("attempts.allowed", programme.attempts.allowed, 1, 20)?;
    between("attempts.waiting_days", programme.attempts.waiting_days, 0, 365)?;
    between("attempts.window_days", programme.attempts.window_days, 1, 1100)?;
    between("attempts.grace_minutes", programme.attempts.grace_minutes, 0, 240)?;
    between("attempts.margin_minutes", programme.attempts.margin_minutes, 0, 24 * 60)?;
    between("identity.attempts", programme.identity.attempts, 1, 10)?;
    between("identity.valid_days", programme.identity.valid_days, 1, 3650)?;
    between("minimum_age", programme.minimum_age, 13, 99)?;
    between("appeal_days", programme.appeal_days, 1, 365)?;
    between("answer_hours", programme.answer_hours, 1, 720)?;
    between("price_amount", programme.price_amount, 0, 100_000_000)?;
    between("credential.valid_months", programme.credential.valid_months, 0, 600)?;
    between("monitoring.events_held_above", programme.monitoring.events_held_above, 0, 10_000)?;
    between("monitoring.seconds_away_held_above", programme.monitoring.seconds_away_held_above, 0, 24 * 3600)?;
    for days in &programme.credential.renewal_notice_days {
        between("credential.renewal_notice_days", *days, 1, 3650)?;
    }
    match programme.identity.routes.is_empty() {
        true => refuse("identity.routes: \"stripe\", \"person\", or both"),
        false => Ok(()),
    }
}

/// What candidates agree to, and what they are promised in return.
fn promises(settings: &Settings) -> Check {
    let programme = &settings.programme;
    for kind in ConsentKind::ALL {
        if programme.consents.iter().filter(|c| c.kind == *kind).count() != 1 {
            return refuse(format!("[[programme.consents]]: one of the kind “{kind}” is needed"));
        }
    }
    for consent in &programme.consents {
        said(&format!("consent {}: version", consent.kind), &consent.version)?;
        said(&format!("consent {}: text", consent.kind), &consent.text)?;
    }
    for field in RetentionField::ALL {
        if programme.retention.iter().filter(|r| r.field == *field).count() != 1 {
            return refuse(format!("[[programme.retention]]: one for the field “{field}” is needed"));
        }
    }
    for rule in &programme.retention {
        // A provider repeats itself for days, and what was heard must be known for as long.
        let least = if rule.field == RetentionField::ProviderEvents { 7 } else { 1 };
        between(&format!("retention {}: days", rule.field), rule.days, least, 3650)?;
        said(&format!("retention {}: what", rule.field), &rule.what)?;
        said(&format!("retention {}: why", rule.field), &rule.why)?;
    }
    Ok(())
}
