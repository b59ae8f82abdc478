//! The programme: kept in every version that was ever shown, and told before anybody buys it.

use super::enrolment::EnrolmentRow;
use crate::args;
use crate::config::{AttemptsConfig, ProgrammeConfig, Settings};
use crate::core::Core;
use crate::db::{Ask, Db, Outcome};
use crate::hosts;
use crate::keys;
use crate::trouble::Trouble;
use registrar_api::{
    AttemptCountsWhen, AttemptRules, ConsentText, CredentialRules, IdentityRules, MonitoringRules, Price, Programme,
    RetentionRule, Variant,
};
use url::Url;

/// Writes the programme down if it is a new one; answers with its number.
pub async fn keep(db: &Db, programme: &ProgrammeConfig, now_ms: i64) -> Outcome<i64> {
    let body = serde_json::to_string(programme).map_err(|e| Trouble::broken(e.to_string()))?;
    let digest = keys::digest(body.as_bytes());
    loop {
        let known = "SELECT version FROM programme WHERE digest = $1";
        if let Some(row) = db.row(known, args![&digest]).await? {
            return row.int("version");
        }
        let sql = "INSERT INTO programme (version, digest, body, since_ms)
                   SELECT COALESCE(MAX(version), 0) + 1, $1, $2, $3 FROM programme";
        match db.run(sql, args![&digest, &body, now_ms]).await {
            Ok(_) => {}
            // Another process wrote at the same moment: look again.
            Err(trouble) if trouble.is_taken() => {}
            Err(trouble) => return Err(trouble),
        }
    }
}

/// A version that was kept.
pub async fn load(core: &Core, version: i64) -> Outcome<ProgrammeConfig> {
    within(&mut &core.db, core, version).await
}

/// The same, asked within a transaction.
pub async fn within(ask: &mut impl Ask, core: &Core, version: i64) -> Outcome<ProgrammeConfig> {
    if version == core.programme_version {
        return Ok(core.settings.programme.clone());
    }
    let row = ask.row("SELECT body FROM programme WHERE version = $1", args![version]).await?;
    let body = row.ok_or_else(|| Trouble::broken("a version of the programme is missing"))?.text("body")?;
    serde_json::from_str(&body).map_err(|e| Trouble::broken(format!("programme {version}: {e}")))
}

/// What holds for an enrolment: what was promised at its beginning, and for the rest what its next seat is given by, the programme
/// as it is now.
pub fn holding(settings: &Settings, promised: &ProgrammeConfig, enrolment: &EnrolmentRow) -> Programme {
    let promised = promised.clone();
    let programme = ProgrammeConfig {
        title: promised.title,
        price_amount: promised.price_amount,
        price_currency: promised.price_currency,
        appeal_days: promised.appeal_days,
        minimum_age: promised.minimum_age,
        attempts: AttemptsConfig { allowed: enrolment.attempts_allowed, ..promised.attempts },
        identity: promised.identity,
        ..settings.programme.clone()
    };
    shown(settings, &programme, enrolment.programme_version)
}

/// The programme as a candidate sees it: nothing that is a provider's number or link.
pub fn shown(settings: &Settings, programme: &ProgrammeConfig, version: i64) -> Programme {
    Programme {
        version,
        title: programme.title.clone(),
        sandbox: settings.server.sandbox,
        price: Price { amount: programme.price_amount, currency: programme.price_currency.clone() },
        purchase_url: format!("{}/buy", settings.server.public_url),
        attempts: AttemptRules {
            allowed: programme.attempts.allowed,
            waiting_days: programme.attempts.waiting_days,
            counts_when: programme.attempts.counts_when,
            counts_in_words: counts_in_words(programme.attempts.counts_when).into(),
            window_days: programme.attempts.window_days,
            grace_minutes: programme.attempts.grace_minutes,
        },
        pass_mark_tenths: programme.standard().pass_mark_tenths,
        variants: variants(programme),
        identity: IdentityRules {
            routes: programme.identity.routes.clone(),
            attempts: programme.identity.attempts,
            valid_days: programme.identity.valid_days,
            retention: programme.identity.retention,
            compares_name: programme.identity.compares_name,
        },
        monitoring: MonitoringRules {
            in_words: programme.monitoring.in_words.clone(),
            events_held_above: programme.monitoring.events_held_above,
            seconds_away_held_above: programme.monitoring.seconds_away_held_above,
        },
        minimum_age: programme.minimum_age,
        credential: CredentialRules {
            title: programme.credential.title.clone(),
            valid_months: programme.credential.valid_months,
            renewal_notice_days: programme.credential.renewal_notice_days.clone(),
            public_host: programme.credential.public_host.clone(),
        },
        retention: retention(programme),
        appeal_days: programme.appeal_days,
        answer_hours: programme.answer_hours,
        contact_email: programme.contact_email.clone(),
        consents: consents(programme),
        hosts: hosts_to_open(settings, programme),
        rehearsal_url: programme.rehearsal_url.as_ref().map(|_| format!("{}/rehearsal", settings.server.public_url)),
        rehearsal_host: programme.rehearsal_url.as_deref().and_then(named),
    }
}

fn counts_in_words(when: AttemptCountsWhen) -> &'static str {
    match when {
        AttemptCountsWhen::LinkHandedOut => {
            "An attempt is used up once its exam link has been handed out, whether the exam was finished or not."
        }
        _ => "An attempt is used up once a result has been received. A link that was never used costs nothing.",
    }
}

fn variants(programme: &ProgrammeConfig) -> Vec<Variant> {
    let variants = programme.variants.iter();
    variants
        .map(|v| Variant { id: v.id.clone(), title: v.title.clone(), minutes: v.minutes, camera: v.camera })
        .collect()
}

fn retention(programme: &ProgrammeConfig) -> Vec<RetentionRule> {
    let rules = programme.retention.iter();
    rules.map(|r| RetentionRule { field: r.field, what: r.what.clone(), days: r.days, why: r.why.clone() }).collect()
}

fn consents(programme: &ProgrammeConfig) -> Vec<ConsentText> {
    let consents = programme.consents.iter();
    consents
        .map(|c| ConsentText { kind: c.kind.word().into(), version: c.version.clone(), text: c.text.clone() })
        .collect()
}

fn named(address: &str) -> Option<String> {
    hosts::named(&Url::parse(address).ok()?)
}

/// The only hosts the app may open, with their ports where they have one.
fn hosts_to_open(settings: &Settings, programme: &ProgrammeConfig) -> Vec<String> {
    let own = [&settings.server.public_url, &settings.classmarker.start_url];
    let mut hosts: Vec<String> = own.into_iter().filter_map(|address| named(address)).collect();
    hosts.extend(settings.stripe.page_hosts.iter().cloned());
    hosts.push(programme.credential.public_host.clone());
    hosts.dedup();
    hosts
}
