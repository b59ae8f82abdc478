//! Where the identity of an enrolment stands.

use super::names::names_match;
use super::row::{History, IdentityRow, Redaction, State};
use super::words::words_after;
use crate::candidate::enrolment::EnrolmentRow;
use crate::clock::HOUR;
use crate::config::IdentityConfig;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::SignedIn;
use crate::trouble::Trouble;
use crate::work::{self, Hearing, JobKind};
use axum::Json;
use axum::extract::{Path, State as Shared};
use registrar_api::{Fault, IdentityState, IdentityStatus, NameMatch};

/// Where the identity of an enrolment stands.
#[utoipa::path(get, path = "/v1/enrolments/{id}/identity", tag = "identity", security(("access_token" = [])),
    params(("id" = String, Path, description = "The enrolment")), responses(
    (status = 200, description = "Where it stands.", body = IdentityStatus),
    (status = "4XX", description = "Refused; the message names the mend.", body = Fault),
))]
pub async fn show(
    Shared(core): Shared<Core>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<IdentityStatus>, Trouble> {
    let enrolment = EnrolmentRow::of_person(&core, &id, &who.person_id).await?;
    of_enrolment(&core, &enrolment).await.map(Json)
}

/// Where the identity of an enrolment stands.
pub async fn status(core: &Core, enrolment_id: &str) -> Outcome<IdentityStatus> {
    of_enrolment(core, &EnrolmentRow::load(core, enrolment_id).await?).await
}

/// What a check that others are at waits for.
pub async fn hearing(core: &Core, enrolment_id: &str) -> Outcome<Hearing> {
    let Some(row) = History::load(core, enrolment_id).await?.live else { return Ok(Hearing::default()) };
    let since_ms = Some(row.updated_ms);
    Ok(match row.state {
        State::Processing => Hearing {
            since_ms,
            heard_ms: row.read_ms,
            asks_again_ms: work::due(core, JobKind::IdentityRead, &row.id).await?,
            person_from_ms: Some(row.updated_ms + core.settings.operations.silence_hours * HOUR),
        },
        State::WithPerson => Hearing { since_ms, ..Hearing::default() },
        _ => Hearing::default(),
    })
}

/// Whether this is enough for a seat: verified, not expired, and the name does not differ, or a person has settled it.
pub fn is_valid(status: &IdentityStatus) -> bool {
    status.state == IdentityState::Verified && status.name != NameMatch::Differs
}

pub(super) async fn of_enrolment(core: &Core, enrolment: &EnrolmentRow) -> Outcome<IdentityStatus> {
    let rules = enrolment.programme(core).await?.identity;
    let history = History::load(core, &enrolment.id).await?;
    Ok(shown(&history, &rules, enrolment.name.as_deref(), core.now_ms()))
}

pub(super) fn shown(history: &History, rules: &IdentityConfig, name: Option<&str>, now: i64) -> IdentityStatus {
    let (live, used) = (history.live.as_ref(), history.used);
    IdentityStatus {
        state: live.map_or(IdentityState::None, |row| state_of(row, now)),
        route: live.map(|row| row.route),
        attempts_used: used,
        attempts_allowed: rules.attempts,
        last_error: live
            .filter(|row| row.state != State::Processing)
            .and_then(|row| row.last_error.as_deref())
            .map(|code| words_after(code, rules, used)),
        verified_ms: live.and_then(|row| row.verified_ms),
        valid_until_ms: live.and_then(|row| row.valid_until_ms),
        name: live.map_or(NameMatch::NotCompared, |row| name_of(row, name)),
        redacted: live.is_some_and(|row| row.redaction == Redaction::Redacted),
    }
}

fn state_of(row: &IdentityRow, now: i64) -> IdentityState {
    match row.state {
        State::Verified if row.valid_until_ms.is_none_or(|until| until <= now) => IdentityState::Expired,
        State::Verified => IdentityState::Verified,
        State::Creating | State::RequiresInput => IdentityState::RequiresInput,
        State::Processing => IdentityState::Processing,
        State::Canceled => IdentityState::Canceled,
        State::WithPerson => IdentityState::WithPerson,
        State::Refused => IdentityState::Refused,
        State::Unknown => IdentityState::Unknown,
    }
}

/// How the name stands now: one that was changed after it was compared has not been compared.
pub(super) fn name_of(row: &IdentityRow, name: Option<&str>) -> NameMatch {
    let still = match (row.name_compared.as_deref(), name) {
        (Some(compared), Some(name)) => names_match(name, Some(compared), None),
        (Some(_), None) => false,
        (None, _) => true,
    };
    match row.name_match {
        NameMatch::Matches if !still => NameMatch::Differs,
        found => found,
    }
}
