//! The access code of a seat: on ClassMarker's list from the moment it is ready until it has ended, and at no other time.
//!
//! That a code may be there is written down before it is added, so an unknown outcome is taken off as well; and nothing is
//! taken off while its adding is still going on, so a late answer leaves nothing behind.

use super::{SeatRow, end};
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::casework::{self, NewCase};
use crate::clock::{MINUTE, SECOND};
use crate::core::Core;
use crate::db::Outcome;
use crate::providers::{MOST_CODES, ProviderTrouble, budget};
use crate::trouble::Trouble;
use crate::work::{self, Done, JobKind};
use registrar_api::{CaseKind, SeatState};
use secrecy::SecretString;

/// How long a seat waits for its link to be fetched.
const READY_FOR: i64 = 30 * MINUTE;
/// When another process is taking codes off the same list, or a code is still being added.
const A_MOMENT: i64 = 2 * SECOND;

/// Work: puts the access code of a seat on ClassMarker's list; then its link can be fetched.
pub async fn add_code(core: &Core, id: &str) -> Outcome<Done> {
    let Some(seat) = SeatRow::load(core, id).await? else { return Ok(Done::Finished) };
    if seat.state != SeatState::Reserved {
        return Ok(Done::Finished);
    }
    let enrolment = EnrolmentRow::load(core, &seat.enrolment_id).await?;
    // The last moment at which somebody who begins then can still end within the window.
    let last_start = enrolment.window_closes_ms - seat.minutes * MINUTE;
    if last_start <= core.now_ms() {
        end::give_up(core, &seat, &enrolment).await?;
        return Ok(Done::Finished);
    }
    let sql = "UPDATE seat SET access_code = 'present' WHERE id = $1 AND state = 'reserved'";
    if core.db.run(sql, args![id]).await? == 0 {
        return Ok(Done::Finished);
    }
    let token = core.keys.seat_token(&seat.nonce);
    if let Err(trouble) = core.classmarker.add_codes(&seat.access_list_id, &[token]).await {
        return Err(refused(core, &seat, trouble).await?);
    }
    let sql = "UPDATE seat SET state = 'ready', expires_ms = $2 WHERE id = $1 AND state = 'reserved'";
    let mut tx = core.db.begin().await?;
    if tx.run(sql, args![id, last_start.min(core.now_ms() + READY_FOR)]).await? == 1 {
        casework::settled(&mut tx, core, &refusal(&seat), "ClassMarker has taken the access code.").await?;
    }
    tx.commit().await?;
    Ok(Done::Finished)
}

/// Work: takes the access code of a seat off the list, and with it all others of that list that are to go: one call.
pub async fn remove_code(core: &Core, id: &str) -> Outcome<Done> {
    let Some(seat) = SeatRow::load(core, id).await? else { return Ok(Done::Finished) };
    if seat.access_code != "removing" {
        return Ok(Done::Finished);
    }
    // Adding that has failed and waits for its next try will not be tried again: the seat is over.
    let mut tx = core.db.begin().await?;
    work::cancel(&mut tx, JobKind::SeatCodeAdd, id).await?;
    tx.commit().await?;
    let (turn, now) = (format!("codes:{}", seat.access_list_id), core.now_ms());
    let until = now + work::lease(core);
    if !take_turn(core, &turn, now, until).await? {
        return Ok(Done::Again(core.now_ms() + A_MOMENT));
    }
    let outcome = remove_due(core, &seat).await;
    let sql = "DELETE FROM lease WHERE name = $1 AND holder = $2 AND until_ms = $3";
    core.db.run(sql, args![turn, &core.process, until]).await?;
    outcome
}

/// One process at a time for each list: the others would spend calls on what it does already.
async fn take_turn(core: &Core, name: &str, now: i64, until: i64) -> Outcome<bool> {
    let sql = "INSERT INTO lease (name, holder, until_ms) VALUES ($1, $2, $3)
               ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms
               WHERE lease.until_ms <= $4";
    Ok(core.db.run(sql, args![name, &core.process, until, now]).await? == 1)
}

async fn remove_due(core: &Core, seat: &SeatRow) -> Outcome<Done> {
    let sql = "SELECT id, nonce FROM seat WHERE access_list_id = $1 AND access_code = 'removing'
               AND NOT EXISTS (SELECT 1 FROM job WHERE kind = $2 AND subject = seat.id)
               ORDER BY CASE WHEN id = $3 THEN 0 ELSE 1 END, expires_ms LIMIT $4";
    let most = i64::try_from(MOST_CODES).unwrap_or(i64::MAX);
    let args = args![&seat.access_list_id, JobKind::SeatCodeAdd.word(), &seat.id, most];
    let (mut ids, mut tokens) = (Vec::new(), Vec::<SecretString>::new());
    for row in core.db.rows(sql, args).await? {
        ids.push(row.text("id")?);
        tokens.push(core.keys.seat_token(&row.text("nonce")?));
    }
    let again = Ok(Done::Again(core.now_ms() + A_MOMENT));
    if tokens.is_empty() {
        return again;
    }
    if let Err(until) = budget::take_for_removal(core, core.now_ms()).await? {
        return Ok(Done::Again(until));
    }
    if let Err(trouble) = core.classmarker.remove_codes(&seat.access_list_id, &tokens).await {
        return Err(refused(core, seat, trouble).await?);
    }
    let mut tx = core.db.begin().await?;
    for id in &ids {
        let sql = "UPDATE seat SET access_code = 'removed' WHERE id = $1 AND access_code = 'removing'";
        tx.run(sql, args![id]).await?;
    }
    tx.commit().await?;
    if ids.contains(&seat.id) { Ok(Done::Finished) } else { again }
}

/// Keeps the silence that was asked for; a refusal that asking again will not change goes to a person at once.
async fn refused(core: &Core, seat: &SeatRow, trouble: ProviderTrouble) -> Outcome<Trouble> {
    budget::heed(core, &trouble).await?;
    if trouble.is_final() {
        let mut case = NewCase::system(CaseKind::ProviderUnreachable, "ClassMarker refuses a change of an access list")
            .about(&seat.enrolment_id)
            .once(refusal(seat))
            .saying("ClassMarker does not take the access code of the seat. It is tried again, and a person looks.")
            .noting(format!("List {}, seat {}: {trouble}.", seat.access_list_id, seat.id));
        if seat.state == SeatState::Reserved {
            // Somebody waits for this seat.
            case = case.shown(&EnrolmentRow::load(core, &seat.enrolment_id).await?.person_id);
        }
        let mut tx = core.db.begin().await?;
        casework::open(&mut tx, core, case).await?;
        tx.commit().await?;
    }
    Ok(trouble.into())
}

/// One case for the adding of a code, and one for its removal.
fn refusal(seat: &SeatRow) -> String {
    let change = if seat.state == SeatState::Reserved { "add" } else { "remove" };
    format!("access-code:{}:{change}", seat.id)
}
