//! Settings that would do harm are refused at the start, with the name of the field and the mend.

use super::{RetentionField, Settings};
use crate::hosts::is_loopback;
use crate::trouble::Trouble;
use registrar_api::{ConsentKind, IdentityRoute};
use std::collections::BTreeSet;
use url::Url;

type Check = Result<(), Trouble>;

pub(super) fn all(settings: &Settings) -> Check {
    addresses(settings)?;
    operations(settings)?;
    variants(settings)?;
    programme(settings)
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
            if value.is_empty() || !value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
                return refuse(format!("variant {name}: {field} “{value}”: letters, digits, - _ . only"));
            }
        }
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
    if programme.identity.routes.is_empty() || programme.identity.routes.contains(&IdentityRoute::Unknown) {
        return refuse("identity.routes: \"stripe\", \"person\", or both");
    }
    for kind in ConsentKind::ALL {
        if programme.consents.iter().filter(|c| c.kind == *kind).count() != 1 {
            return refuse(format!("[[programme.consents]]: one of the kind “{kind}” is needed"));
        }
    }
    for field in RetentionField::ALL {
        if programme.retention.iter().filter(|r| r.field == *field).count() != 1 {
            return refuse(format!("[[programme.retention]]: one for {field:?} is needed"));
        }
    }
    programme.retention.iter().try_for_each(|r| between(&format!("retention {:?}", r.field), r.days, 1, 3650))
}
