//! The states of a result that were reported, each kept once.

use super::apply::Source;
use super::record::ResultRecord;
use super::settle::{self, Revision};
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::seat::SeatRow;
use crate::trouble::Trouble;

const OF_SEAT: &str = "SELECT digest, finished_s, graded, feed_seen_s FROM result_revision WHERE seat_id = $1";
const ONE: &str = "SELECT body, feed_seen_s FROM result_revision WHERE seat_id = $1 AND digest = $2";

/// Keeps a state, or adds to it what this report knows beyond earlier ones. The caller holds the seat's row. True if anything
/// was learned: a new state, its first sighting in the feed, or something that only the other way of reporting tells. What was
/// forgotten when its time was over is not learned again.
pub async fn keep(tx: &mut Tx, core: &Core, seat_id: &str, record: &ResultRecord, source: Source) -> Outcome<bool> {
    let (digest, seen_s) = (record.digest(), source.seen_s());
    let finished_s = record.finished_s.ok_or_else(|| Trouble::broken("a result without an end was not refused"))?;
    let record = &if has_forgotten_monitor(tx, seat_id).await? { without_monitor(record) } else { record.clone() };
    let sql = "INSERT INTO result_revision (seat_id, digest, body, finished_s, graded, monitored, first_source,
               first_seen_ms, feed_seen_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               ON CONFLICT (seat_id, digest) DO NOTHING";
    let (body, graded, monitored) = (written(record)?, !record.requires_grading, record.monitor.is_some());
    let now = core.now_ms();
    let args = args![seat_id, &digest, body, finished_s, graded, monitored, source.word(), now, seen_s];
    if tx.run(sql, args).await? == 1 {
        return Ok(true);
    }
    let row = tx.row(ONE, args![seat_id, &digest]).await?;
    let row = row.ok_or_else(|| Trouble::broken("a revision is there and is not"))?;
    let seen_before = row.opt_int("feed_seen_s")?;
    let sql = "UPDATE result_revision SET feed_seen_s = $3 WHERE seat_id = $1 AND digest = $2";
    tx.run(sql, args![seat_id, &digest, seen_s.max(seen_before)]).await?;
    let shown_first = seen_before.is_none() && seen_s.is_some();
    let before = read(&row).ok();
    if before.is_none() && !is_current(tx, seat_id, &digest).await? {
        return Ok(shown_first);
    }
    let mut known = before.clone().unwrap_or_else(|| record.clone());
    known.learn(record, seen_s.is_some() && seen_s >= seen_before);
    if before.as_ref() == Some(&known) {
        return Ok(shown_first);
    }
    let sql = "UPDATE result_revision SET body = $3, monitored = $4 WHERE seat_id = $1 AND digest = $2";
    tx.run(sql, args![seat_id, &digest, written(&known)?, known.monitor.is_some()]).await?;
    Ok(true)
}

/// Whether the time of what the monitor noted on a seat is over.
pub async fn has_forgotten_monitor(tx: &mut Tx, seat_id: &str) -> Outcome<bool> {
    let sql = "SELECT id FROM seat WHERE id = $1 AND monitor_forgotten_ms IS NOT NULL";
    Ok(tx.row(sql, args![seat_id]).await?.is_some())
}

fn without_monitor(record: &ResultRecord) -> ResultRecord {
    ResultRecord { monitor: None, ..record.clone() }
}

/// Whether a state is the one that counts. The body of one that does not stays forgotten; a score that is what it once was is
/// known again.
async fn is_current(tx: &mut Tx, seat_id: &str, digest: &str) -> Outcome<bool> {
    let revisions = all(tx, seat_id).await?;
    Ok(settle::current(&revisions).is_some_and(|current| current.revision.digest == digest))
}

/// Every state of a seat's result.
pub async fn all(tx: &mut Tx, seat_id: &str) -> Outcome<Vec<Revision>> {
    let rows = tx.rows(OF_SEAT, args![seat_id]).await?;
    let revision = |row: &Row| -> Outcome<Revision> {
        Ok(Revision {
            digest: row.text("digest")?,
            finished_s: row.int("finished_s")?,
            graded: row.flag("graded")?,
            feed_seen_s: row.opt_int("feed_seen_s")?,
        })
    };
    rows.iter().map(revision).collect()
}

/// One state in full.
pub async fn record(tx: &mut Tx, seat_id: &str, digest: &str) -> Outcome<ResultRecord> {
    let row = tx.row(ONE, args![seat_id, digest]).await?;
    read(&row.ok_or_else(|| Trouble::broken("a revision is there and is not"))?)
}

/// One state in full, outside any transaction, and when the feed last showed it.
pub async fn shown(core: &Core, seat_id: &str, digest: &str) -> Outcome<Option<(ResultRecord, Option<i64>)>> {
    let Some(row) = core.db.row(ONE, args![seat_id, digest]).await? else { return Ok(None) };
    Ok(Some((read(&row)?, row.opt_int("feed_seen_s")?)))
}

/// Whether the feed shows once more what it has shown before, and nothing else was ever reported: then there is nothing to do.
/// Most of what a page holds is of this kind.
pub async fn is_old(core: &Core, seat: &SeatRow, record: &ResultRecord) -> Outcome<bool> {
    let bound = seat.link_result_id.as_ref() == Some(&record.link_result_id);
    let digest = record.digest();
    if !bound || seat.current_digest.as_ref() != Some(&digest) {
        return Ok(false);
    }
    let sql = "SELECT r.body, s.monitor_forgotten_ms FROM result_revision r JOIN seat s ON s.id = r.seat_id
               WHERE r.seat_id = $1 AND r.digest = $2 AND r.feed_seen_s IS NOT NULL AND NOT EXISTS
               (SELECT 1 FROM result_revision other WHERE other.seat_id = r.seat_id AND other.digest <> r.digest)";
    let Some(row) = core.db.row(sql, args![&seat.id, &digest]).await? else { return Ok(false) };
    let Ok(before) = read(&row) else { return Ok(false) };
    let mut after = before.clone();
    match row.opt_int("monitor_forgotten_ms")? {
        Some(_) => after.learn(&without_monitor(record), true),
        None => after.learn(record, true),
    }
    Ok(after == before)
}

/// Whether a state of this seat has been reported before.
pub async fn is_known(tx: &mut Tx, seat_id: &str, digest: &str) -> Outcome<bool> {
    Ok(tx.row(ONE, args![seat_id, digest]).await?.is_some())
}

fn read(row: &Row) -> Outcome<ResultRecord> {
    serde_json::from_str(&row.text("body")?).map_err(|e| Trouble::broken(format!("a revision's body: {e}")))
}

fn written(record: &ResultRecord) -> Outcome<String> {
    serde_json::to_string(record).map_err(|e| Trouble::broken(e.to_string()))
}
