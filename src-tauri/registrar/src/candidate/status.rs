//! Everything about a candidate in one answer.

use super::conditions::Seen;
use super::enrolment::EnrolmentRow;
use super::{programme, timeline};
use crate::args;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::SignedIn;
use crate::{casework, credential, identity, result, seat};
use registrar_api::{ConfirmedName, ConsentGiven, Enrolment, EnrolmentSummary, IdentityState, Me};

/// Who is signed in, and their enrolments, newest first.
pub async fn me(core: &Core, person: &SignedIn) -> Outcome<Me> {
    let sql = "SELECT id, programme_version, created_ms FROM enrolment WHERE person_id = $1 ORDER BY created_ms DESC, id DESC";
    let mut enrolments = Vec::new();
    for row in core.db.rows(sql, args![&person.person_id]).await? {
        enrolments.push(EnrolmentSummary {
            id: row.text("id")?,
            title: programme::load(core, row.int("programme_version")?).await?.title,
            enrolled_ms: row.int("created_ms")?,
        });
    }
    let sql = "SELECT s.expires_ms FROM seat s JOIN enrolment e ON e.id = s.enrolment_id
               WHERE e.person_id = $1 AND s.state = 'open' ORDER BY s.expires_ms DESC LIMIT 1";
    let last_open = core.db.row(sql, args![&person.person_id]).await?;
    let exam_open_until_ms = last_open.map(|seat| seat.int("expires_ms")).transpose()?;
    Ok(Me { email: person.email.clone(), enrolments, exam_open_until_ms, now_ms: core.now_ms() })
}

/// One enrolment with all that hangs on it.
pub async fn of(core: &Core, enrolment: &EnrolmentRow) -> Outcome<Enrolment> {
    let promised = enrolment.programme(core).await?;
    let seen = Seen::read(core, &enrolment.id).await?;
    let conditions = seen.conditions(core, enrolment, &promised);
    let Seen { missing_consents, identity, seats } = seen;
    let seats = seat::all_shown(core, seats).await?;
    let (heard_ms, asks_again_ms) = result::feed_times(core).await?;
    let mut status = Enrolment {
        id: enrolment.id.clone(),
        programme: Some(programme::holding(&core.settings, &promised, enrolment)),
        title: promised.title,
        programme_version: enrolment.programme_version,
        now_ms: core.now_ms(),
        enrolled_ms: enrolment.created_ms,
        variant: enrolment.variant.clone(),
        window_opens_ms: enrolment.window_opens_ms,
        window_closes_ms: enrolment.window_closes_ms,
        attempts_used: i64::try_from(seats.iter().filter(|seat| seat.counts).count()).unwrap_or(i64::MAX),
        attempts_allowed: enrolment.attempts_allowed,
        held: enrolment.held.clone(),
        name: confirmed_name(enrolment, identity.state, seats.iter().any(|s| s.handed_out_ms.is_some())),
        consents: consents(core, &enrolment.id).await?,
        credential: credential::of_enrolment(core, &enrolment.id).await?,
        cases: casework::of_person(core, &enrolment.person_id).await?,
        timeline: vec![],
        conditions,
        identity,
        seats,
    };
    status.timeline = timeline::of(
        &timeline::Wait {
            consented: missing_consents.is_empty(),
            heard_ms,
            asks_again_ms,
            silence_hours: core.settings.operations.silence_hours,
            identity: identity::hearing(core, &enrolment.id).await?,
            credential: credential::hearing(core, &enrolment.id).await?,
        },
        &status,
    );
    Ok(status)
}

fn confirmed_name(enrolment: &EnrolmentRow, identity: IdentityState, handed_out: bool) -> Option<ConfirmedName> {
    let compared = matches!(identity, IdentityState::Processing | IdentityState::Verified | IdentityState::Expired);
    Some(ConfirmedName {
        name: enrolment.name.clone()?,
        confirmed_ms: enrolment.name_confirmed_ms?,
        can_change: !handed_out && !compared,
    })
}

async fn consents(core: &Core, enrolment_id: &str) -> Outcome<Vec<ConsentGiven>> {
    let sql = "SELECT kind, version, given_ms FROM consent WHERE enrolment_id = $1 ORDER BY given_ms, kind";
    let texts = &core.settings.programme.consents;
    let rows = core.db.rows(sql, args![enrolment_id]).await?;
    rows.iter()
        .map(|row| {
            let (kind, version) = (row.text("kind")?, row.text("version")?);
            let current = texts.iter().any(|text| text.kind.word() == kind && text.version == version);
            Ok(ConsentGiven { kind, version, given_ms: row.int("given_ms")?, current })
        })
        .collect()
}
