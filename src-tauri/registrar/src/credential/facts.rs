//! The rule's facts, as the database has them.

use super::ledger::Entry;
use super::rule::{Before, Facts, Identity, Monitor, Record};
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::candidate::programme;
use crate::config::ProgrammeConfig;
use crate::core::Core;
use crate::db::{Ask, Outcome, Row, Tx};
use crate::trouble::Trouble;
use registrar_api::{CameraRule, NameMatch, SeatState};
use serde::Deserialize;
use serde_json::Value;

/// What is known about a seat and its holder.
pub struct Known {
    pub facts: Facts,
    pub enrolment_id: String,
    pub person_id: String,
    /// The programme that the seat was given under.
    pub programme: ProgrammeConfig,
    /// The number that the seat's next credential has.
    pub round: i64,
}

/// Everything the rule looks at; None if there is no such seat. The credential `but` does not count as one that is
/// there.
pub async fn load(ask: &mut impl Ask, core: &Core, seat_id: &str, but: &str) -> Outcome<Option<Known>> {
    let sql = "SELECT s.enrolment_id, s.programme_version, s.state, s.outcome, s.camera, s.cleared_ms, s.issued_ms,
               e.person_id, e.name, e.name_confirmed_ms, e.held, p.erased_ms,
               r.body, r.graded, r.monitored, r.feed_seen_s
               FROM seat s JOIN enrolment e ON e.id = s.enrolment_id JOIN person p ON p.id = e.person_id
               LEFT JOIN result_revision r ON r.seat_id = s.id AND r.digest = s.current_digest WHERE s.id = $1";
    let Some(row) = ask.row(sql, args![seat_id]).await? else { return Ok(None) };
    let programme = programme::within(ask, core, row.int("programme_version")?).await?;
    let enrolment_id = row.text("enrolment_id")?;
    let confirmed = row.opt_int("name_confirmed_ms")?.is_some();
    let name = row.opt_text("name")?.filter(|name| confirmed && !name.trim().is_empty());
    let (before, round) = before(ask, &enrolment_id, seat_id, but).await?;
    let facts = Facts {
        outcome: registrar_api::Outcome::from_word(&row.text("outcome")?),
        void: row.text("state")? == SeatState::Void.word(),
        erased: row.opt_int("erased_ms")?.is_some(),
        held: row.opt_text("held")?,
        name,
        record: record(&row)?,
        camera: CameraRule::from_word(&row.text("camera")?),
        events_held_above: programme.monitoring.events_held_above,
        seconds_away_held_above: programme.monitoring.seconds_away_held_above,
        cleared: row.opt_int("cleared_ms")?.is_some(),
        identity: identity(ask, &enrolment_id, row.int("issued_ms")?).await?,
        before,
    };
    Ok(Some(Known { facts, enrolment_id, person_id: row.text("person_id")?, programme, round }))
}

/// The same about a credential that is on its way, with everything locked that a person may change: what is found holds until
/// the transaction ends.
pub async fn locked(tx: &mut Tx, core: &Core, entry: &Entry) -> Outcome<Known> {
    EnrolmentRow::locked(tx, &entry.enrolment_id).await?;
    tx.run("UPDATE seat SET outcome = outcome WHERE id = $1", args![&entry.seat_id]).await?;
    load(tx, core, &entry.seat_id, &entry.id).await?.ok_or_else(|| Trouble::broken("the seat of a credential is gone"))
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    monitor: Option<Noted>,
}

#[derive(Deserialize)]
struct Noted {
    #[serde(default)]
    camera: bool,
    #[serde(default)]
    events_total: i64,
    #[serde(default)]
    seconds_away: i64,
    #[serde(default)]
    events: Vec<Value>,
}

fn record(row: &Row) -> Outcome<Option<Record>> {
    let Some(body) = row.opt_text("body")? else { return Ok(None) };
    let body: Body = serde_json::from_str(&body).map_err(|e| Trouble::broken(format!("the body of a result: {e}")))?;
    let monitored = row.flag("monitored")?;
    let monitor = body.monitor.map(|noted| Monitor {
        camera: monitored && noted.camera,
        // A total that says less than the list is not believed.
        events: noted.events_total.max(i64::try_from(noted.events.len()).unwrap_or(i64::MAX)),
        seconds_away: noted.seconds_away,
    });
    Ok(Some(Record { graded: row.flag("graded")?, confirmed: row.opt_int("feed_seen_s")?.is_some(), monitor }))
}

/// A seat is given to a verified identity only. What counts here is that it had not run out then, and that nobody has
/// refused it since; that it runs out later, or that another check is begun, does not matter.
async fn identity(ask: &mut impl Ask, enrolment_id: &str, sat_ms: i64) -> Outcome<Identity> {
    let sql = "SELECT state, live, name_match, valid_until_ms FROM identity WHERE enrolment_id = $1
               ORDER BY live DESC, created_ms DESC";
    let mut good = None;
    for row in ask.rows(sql, args![enrolment_id]).await? {
        let state = row.text("state")?;
        if state == "refused" && row.flag("live")? {
            return Ok(Identity::Refused);
        }
        let covers = row.opt_int("valid_until_ms")?.is_none_or(|until| until > sat_ms);
        if state == "verified" && covers && good.is_none() {
            good = Some(NameMatch::from_word(&row.text("name_match")?));
        }
    }
    Ok(good.map_or(Identity::Missing, Identity::Verified))
}

async fn before(ask: &mut impl Ask, enrolment_id: &str, seat_id: &str, but: &str) -> Outcome<(Before, i64)> {
    let sql = "SELECT seat_id, round, step, again FROM credential WHERE enrolment_id = $1 AND id <> $2 ORDER BY round";
    let (mut before, mut round, mut live) = (Before::None, 1, false);
    for row in ask.rows(sql, args![enrolment_id, but]).await? {
        live |= row.text("step")? != "withdrawn";
        if row.text("seat_id")? == seat_id {
            before = if row.flag("again")? { Before::Again } else { Before::Withdrawn };
            round = row.int("round")? + 1;
        }
    }
    Ok((if live { Before::Live } else { before }, round))
}
