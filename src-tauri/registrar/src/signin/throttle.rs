//! Limits that hold across processes: how often something may happen within a while.

use crate::args;
use crate::clock::DAY;
use crate::core::Core;
use crate::db::{Outcome, Tx};

/// Counts one more of `name`, and says whether it is still within the limit. A window begins with its first count and lasts
/// `window_ms`, at most a day. Not to be called with a transaction open: the count must stay even if that one does not.
pub async fn take(core: &Core, name: &str, limit: i64, window_ms: i64) -> Outcome<bool> {
    // A window that begins far in the future is a clock's that has been set back.
    let sql = "INSERT INTO throttle (name, window_ms, used) VALUES ($1, $2, 1) ON CONFLICT (name) DO UPDATE SET
               used = CASE WHEN throttle.window_ms <= $3 OR throttle.window_ms > $4 THEN 1 ELSE throttle.used + 1 END,
               window_ms = CASE WHEN throttle.window_ms <= $3 OR throttle.window_ms > $4 THEN $2
               ELSE throttle.window_ms END RETURNING used";
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    let row = tx.row(sql, args![stored(core, name), now, now - window_ms, now + window_ms]).await?;
    tx.commit().await?;
    row.map_or(Ok(false), |row| Ok(row.int("used")? <= limit))
}

/// Takes one count back, in the caller's transaction: what was counted beforehand turned out to be in order.
pub async fn give_back(tx: &mut Tx, core: &Core, name: &str) -> Outcome<()> {
    let sql = "UPDATE throttle SET used = used - 1 WHERE name = $1 AND used > 0";
    tx.run(sql, args![stored(core, name)]).await.map(drop)
}

/// Forgets a count, in the caller's transaction.
pub async fn forget(tx: &mut Tx, core: &Core, name: &str) -> Outcome<()> {
    tx.run("DELETE FROM throttle WHERE name = $1", args![stored(core, name)]).await.map(drop)
}

/// The name under which codes to an address are counted.
pub fn codes_to(email: &str) -> String {
    format!("codes to {email}")
}

/// Forgets windows that are over.
pub(super) async fn sweep(core: &Core) -> Outcome<()> {
    core.db.run("DELETE FROM throttle WHERE window_ms <= $1", args![core.now_ms() - DAY]).await.map(drop)
}

/// E-mail and network addresses do not stand in the table.
fn stored(core: &Core, name: &str) -> String {
    core.keys.hash("throttle", name)
}
