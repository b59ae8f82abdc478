//! What a person of operations decides about a result. The caller writes the audit.

use super::apply::lock;
use super::assess::assess;
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::seat::SeatRow;
use crate::trouble::Trouble;
use registrar_api::Outcome as ExamOutcome;

/// A person has looked at what the monitor noted and clears it, for this seat once and for all. A camera that was off where it
/// was asked for stays a hold: the attempt is taken back instead.
pub async fn clear_monitoring(tx: &mut Tx, core: &Core, seat_id: &str) -> Outcome<()> {
    lock(tx, seat_id).await?;
    let sql = "UPDATE seat SET cleared_ms = $2 WHERE id = $1 AND cleared_ms IS NULL";
    let news = tx.run(sql, args![seat_id, core.now_ms()]).await? == 1;
    assess(tx, core, seat_id, news).await
}

/// A person accepts a result that is held for another reason than its monitoring: the outcome becomes what the result says.
/// A later state of the result is judged anew. Refused if nothing is held, or if it stays held all the same.
pub async fn release(tx: &mut Tx, core: &Core, seat_id: &str) -> Outcome<()> {
    let seat = lock(tx, seat_id).await?;
    let (ExamOutcome::Held, Some(digest)) = (seat.outcome, &seat.current_digest) else {
        return Err(Trouble::not_now("No result is held that could be accepted as it is.", vec![]));
    };
    tx.run("UPDATE seat SET released_digest = $2 WHERE id = $1", args![seat_id, digest]).await?;
    assess(tx, core, seat_id, true).await?;
    let after = SeatRow::load_in(tx, seat_id).await?;
    match after.is_some_and(|seat| seat.outcome == ExamOutcome::Held) {
        true => Err(Trouble::not_now(
            "It is held for its monitoring. Clear what was noted; a camera that was off means another attempt.",
            vec![],
        )),
        false => Ok(()),
    }
}
