//! Where the reading of the feed stands, for whichever process reads it next.
//!
//! The row `recent` holds the provider's time up to which everything has been seen. A reading that takes several pages is
//! called a pass; while one is under way, a row of its own says where it goes on.

use crate::args;
use crate::clock::{HOUR, SECOND};
use crate::core::Core;
use crate::db::Outcome;
use crate::trouble::Trouble;
use crate::work::JobKind;

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// What has finished lately.
    Recent,
    /// From the oldest result that may still change.
    Deep,
}

impl Pass {
    fn row(self) -> &'static str {
        match self {
            Self::Recent => "recent page",
            Self::Deep => "deep page",
        }
    }
}

/// The row `recent`.
#[derive(Debug, Clone, Copy)]
pub struct Feed {
    /// By the provider's clock.
    pub cursor_s: i64,
    pub heard_ms: Option<i64>,
    /// Not before this is the feed asked again, whoever wants it.
    pub next_ms: i64,
    /// When a deep pass was last begun.
    pub deep_ms: i64,
}

const ROW: &str = "SELECT cursor_s, heard_ms, next_ms, deep_ms FROM feed WHERE name = 'recent'";
const NEW_ROW: &str = "INSERT INTO feed (name, cursor_s, heard_ms, next_ms, failures, deep_ms)
                       VALUES ($1, $2, NULL, 0, 0, $3) ON CONFLICT (name) DO NOTHING";

/// The row, made if it is not there: nothing finished before there was a registrar.
pub async fn open(core: &Core) -> Outcome<Feed> {
    let now = core.now_ms();
    if core.db.row(ROW, &[]).await?.is_none() {
        core.db.run(NEW_ROW, args!["recent", (now - HOUR) / SECOND, now]).await?;
    }
    let row = core.db.row(ROW, &[]).await?.ok_or_else(|| Trouble::broken("the feed has no row"))?;
    Ok(Feed {
        cursor_s: row.int("cursor_s")?,
        heard_ms: row.opt_int("heard_ms")?,
        next_ms: row.int("next_ms")?,
        deep_ms: row.int("deep_ms")?,
    })
}

/// When the feed was last heard, and when it is asked again.
pub async fn feed_times(core: &Core) -> Outcome<(Option<i64>, i64)> {
    let feed = open(core).await?;
    let sql = "SELECT due_ms FROM job WHERE kind = $1 AND subject = 'all'";
    let due = core.db.row(sql, args![JobKind::FeedPoll.word()]).await?;
    let due = due.map_or(Ok(core.now_ms()), |row| row.int("due_ms"))?;
    Ok((feed.heard_ms, due.max(feed.next_ms.min(core.now_ms() + HOUR))))
}

/// Takes the turn to ask; false if somebody asked less than `every` ago. A clock that was set back does not stop it.
pub async fn take_turn(core: &Core, now: i64, every: i64) -> Outcome<bool> {
    let sql = "UPDATE feed SET next_ms = $2 WHERE name = 'recent' AND (next_ms <= $1 OR next_ms > $2)";
    Ok(core.db.run(sql, args![now, now + every]).await? == 1)
}

/// The feed has answered.
pub async fn heard(core: &Core) -> Outcome<()> {
    core.db.run("UPDATE feed SET heard_ms = $1, failures = 0 WHERE name = 'recent'", args![core.now_ms()]).await?;
    Ok(())
}

/// The feed has not answered; how often now, one after the other.
pub async fn failed(core: &Core) -> Outcome<i64> {
    let sql = "UPDATE feed SET failures = failures + 1 WHERE name = 'recent' RETURNING failures";
    let mut tx = core.db.begin().await?;
    let row = tx.row(sql, &[]).await?;
    tx.commit().await?;
    row.map_or(Ok(1), |row| row.int("failures"))
}

/// Where a pass that is under way goes on.
pub async fn position(core: &Core, pass: Pass) -> Outcome<Option<i64>> {
    let row = core.db.row("SELECT cursor_s FROM feed WHERE name = $1", args![pass.row()]).await?;
    row.map(|row| row.int("cursor_s")).transpose()
}

/// A page has been taken in: the pass goes on there.
pub async fn go_on(core: &Core, pass: Pass, at_s: i64) -> Outcome<()> {
    let sql = "INSERT INTO feed (name, cursor_s, heard_ms, next_ms, failures, deep_ms) VALUES ($1, $2, NULL, 0, 0, 0)
               ON CONFLICT (name) DO UPDATE SET cursor_s = excluded.cursor_s";
    core.db.run(sql, args![pass.row(), at_s]).await?;
    Ok(())
}

/// A deep pass begins.
pub async fn begin_deep(core: &Core, from_s: i64) -> Outcome<()> {
    go_on(core, Pass::Deep, from_s).await?;
    core.db.run("UPDATE feed SET deep_ms = $1 WHERE name = 'recent'", args![core.now_ms()]).await?;
    Ok(())
}

/// A pass has come to its end; everything up to `cursor_s` has been seen, if it says.
pub async fn end(core: &Core, pass: Pass, cursor_s: Option<i64>) -> Outcome<()> {
    let mut tx = core.db.begin().await?;
    tx.run("DELETE FROM feed WHERE name = $1", args![pass.row()]).await?;
    if let Some(cursor_s) = cursor_s {
        tx.run("UPDATE feed SET cursor_s = $1 WHERE name = 'recent'", args![cursor_s]).await?;
    }
    tx.commit().await
}
