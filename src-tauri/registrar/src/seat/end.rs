//! How a seat ends: with a result, by its time, or by a person. However it ends, its access code goes.

use super::{SeatRow, give, silence};
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::mail::{self, Mail};
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use registrar_api::SeatState;

/// A result has come for a seat, also for one that has expired: it is finished, it counts, and its access code goes. A seat that
/// a person has taken back stays so. Again, with another time, when an attempt was re-opened.
pub async fn finished(tx: &mut Tx, core: &Core, id: &str, finished_ms: i64) -> Outcome<()> {
    let sql = "UPDATE seat SET state = 'finished', finished_ms = $2, counts = 1
               WHERE id = $1 AND state IN ('ready', 'open', 'expired', 'finished')";
    match tx.run(sql, args![id, finished_ms]).await? {
        0 => Ok(()),
        _ => {
            drop_code(tx, core, id).await?;
            silence::broken(tx, core, id).await
        }
    }
}

/// A person takes a seat back, in whatever state; it does not count.
pub async fn void(tx: &mut Tx, core: &Core, id: &str, why: &str) -> Outcome<()> {
    let sql = "UPDATE seat SET state = 'void', void_why = $2, counts = 0 WHERE id = $1 AND state <> 'void'";
    if tx.run(sql, args![id, why]).await? == 0 && SeatRow::load_in(tx, id).await?.is_none() {
        return Err(Trouble::not_found("seat"));
    }
    drop_code(tx, core, id).await
}

/// Calls for the removal of a code that is, or may be, on the list.
async fn drop_code(tx: &mut Tx, core: &Core, id: &str) -> Outcome<()> {
    let sql = "UPDATE seat SET access_code = 'removing' WHERE id = $1 AND access_code = 'present'";
    if tx.run(sql, args![id]).await? == 1 {
        work::enqueue(tx, JobKind::SeatCodeRemove, id, core.now_ms()).await?;
    }
    Ok(())
}

/// Seats that have run out.
pub async fn sweep(core: &Core) -> Outcome<()> {
    let sql = "SELECT * FROM seat WHERE state IN ('ready', 'open') AND expires_ms <= $1 ORDER BY expires_ms LIMIT 500";
    for row in core.db.rows(sql, args![core.now_ms()]).await? {
        let seat = SeatRow::of(&row)?;
        let enrolment = EnrolmentRow::load(core, &seat.enrolment_id).await?;
        expire(core, &seat, &enrolment).await?;
    }
    Ok(())
}

/// The same for the open seat of one enrolment, before anything is decided by it.
pub async fn expire_due(core: &Core, enrolment_id: &str) -> Outcome<()> {
    let seat = give::open_seat(core, enrolment_id).await?;
    let due = |seat: &SeatRow| seat.state != SeatState::Reserved && seat.expires_ms <= core.now_ms();
    if let Some(seat) = seat.filter(due) {
        let enrolment = EnrolmentRow::load(core, enrolment_id).await?;
        expire(core, &seat, &enrolment).await?;
    }
    Ok(())
}

/// A seat that could not be set up while the window was long enough.
pub async fn give_up(core: &Core, seat: &SeatRow, enrolment: &EnrolmentRow) -> Outcome<()> {
    let text = "ClassMarker could not be reached while there was time left to sit the exam. This is not your doing, and it \
                does not count as an attempt. Please open a case: a person can give you more time.";
    end(core, seat, enrolment, "Your exam could not be set up", text).await
}

/// Whether it counts was settled when its link was handed out.
async fn expire(core: &Core, seat: &SeatRow, enrolment: &EnrolmentRow) -> Outcome<()> {
    let text = match (seat.state, seat.counts) {
        (SeatState::Open, true) => {
            "The time of your exam is over, and no result has reached us yet. If you have handed in, there is nothing to \
             do: the result is still taken when it comes. If you could not sit the exam, open a case: a person decides \
             whether the attempt counts."
        }
        (SeatState::Open, false) => {
            "The time of your exam is over, and no result has reached us yet. If you have handed in, there is nothing to \
             do: the result is still taken when it comes. Without a result it does not count as an attempt."
        }
        _ => {
            "Your seat was ready, and its link was not fetched in time. It does not count as an attempt: ask for another \
             seat whenever you are ready to sit the exam."
        }
    };
    end(core, seat, enrolment, "Your seat for the exam has expired", text).await
}

/// Ends a seat if it still is as it was seen, and tells its candidate.
async fn end(core: &Core, seat: &SeatRow, enrolment: &EnrolmentRow, subject: &str, text: &str) -> Outcome<()> {
    let sql = "UPDATE seat SET state = 'expired' WHERE id = $1 AND state = $2 AND expires_ms = $3";
    let mut tx = core.db.begin().await?;
    if tx.run(sql, args![&seat.id, seat.state.word(), seat.expires_ms]).await? == 0 {
        return Ok(());
    }
    drop_code(&mut tx, core, &seat.id).await?;
    let mail = Mail {
        once: format!("seat:{}:expired", seat.id),
        to: &enrolment.email,
        person_id: Some(&enrolment.person_id),
        subject: subject.into(),
        body: format!("{text}\n"),
    };
    mail::queue(&mut tx, core, mail).await?;
    tx.commit().await
}
