//! Sittings: free practice for some minutes, or a timed drill. One at a time.

mod work;

pub use work::{SessionSkip, SessionTry, SessionWork};

use crate::record::Store;
use crate::sql::{Columns, Script, span, values};
use crate::{Error, Now, Record};
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionForm {
    Practice,
    Drill,
}

/// How a session came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionEnd {
    /// Its plan was worked through, or the learner said that it is done.
    Finished,
    /// Its time was up.
    Time,
    /// The learner went away, or began another one.
    Left,
}

/// How much of a session's time had gone by at a moment of a clock that nobody sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionClock {
    /// Which start of the computer `boot_ms` counts from.
    pub boot: String,
    pub boot_ms: i64,
    pub elapsed_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    pub form: SessionForm,
    /// JSON: what the learner asked for.
    pub asked: String,
    /// JSON: an array of the ids of tasks, in their order.
    pub plan: String,
    pub seed: i64,
    /// 0 where there is no limit.
    pub limit_ms: u64,
    pub clock: SessionClock,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// A UUIDv7.
    pub id: Uuid,
    pub form: SessionForm,
    pub asked: String,
    pub plan: String,
    pub seed: i64,
    pub limit_ms: u64,
    pub started_ms: i64,
    pub offset_min: i32,
    /// The day the learner lived when it began.
    pub local_day: String,
    pub clock: SessionClock,
    /// None while it is open.
    pub ended: Option<SessionEnded>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionEnded {
    pub how: SessionEnd,
    pub at_ms: i64,
}

const BEGIN: &str = include_str!("begin.sql");
const END: &str = include_str!("end.sql");
const END_OPEN: &str = include_str!("end_open.sql");
const KEEP_CLOCK: &str = include_str!("keep_clock.sql");
const GET: &str = include_str!("get.sql");
const GET_OPEN: &str = include_str!("get_open.sql");
const LIST: &str = include_str!("list.sql");

impl SessionForm {
    fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Drill => "drill",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Practice, Self::Drill].into_iter().find(|form| form.word() == word)
    }
}

impl SessionEnd {
    fn word(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Time => "time",
            Self::Left => "left",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Finished, Self::Time, Self::Left].into_iter().find(|end| end.word() == word)
    }
}

impl Record {
    /// Begins a session. One that is open ends as [`SessionEnd::Left`], in the same transaction.
    pub async fn begin_session(&self, new: NewSession, now: Now) -> Result<Session, Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let (id, local_day) = (now.mint(), now.local_day());
        let mut script = Script::default();
        script.add(END_OPEN, values![now.utc_ms]).add(
            BEGIN,
            values![
                id,
                new.form.word(),
                &new.asked,
                &new.plan,
                new.seed,
                span(new.limit_ms),
                now.utc_ms,
                now.offset_min,
                &local_day,
                &new.clock.boot,
                new.clock.boot_ms,
                span(new.clock.elapsed_ms),
            ],
        );
        self.commit(&mut store, script).await?;
        Ok(Session {
            id,
            form: new.form,
            asked: new.asked,
            plan: new.plan,
            seed: new.seed,
            limit_ms: new.limit_ms,
            started_ms: now.utc_ms,
            offset_min: now.offset_min,
            local_day,
            clock: new.clock,
            ended: None,
        })
    }

    /// The session that has not ended.
    pub async fn open_session(&self) -> Result<Option<Session>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let mut script = Script::default();
        script.add(GET_OPEN, values![]);
        let row = script.row(&mut store.connection).await.map_err(Error::reading)?;
        row.as_ref().map(session).transpose().map_err(Error::reading)
    }

    pub async fn session(&self, id: Uuid) -> Result<Option<Session>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.session(id).await.map_err(Error::reading)
    }

    /// The sessions that have ended, the latest first.
    pub async fn sessions(&self, limit: u32) -> Result<Vec<Session>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let mut script = Script::default();
        script.add(LIST, values![limit]);
        let rows = script.rows(&mut store.connection).await.map_err(Error::reading)?;
        rows.iter().map(session).collect::<sqlx::Result<_>>().map_err(Error::reading)
    }

    /// Keeps where the session's clock stands; the time that has gone by never becomes less. [`Error::Closed`] once the
    /// session has ended.
    pub async fn keep_session_clock(&self, id: Uuid, clock: SessionClock) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let session = store.session(id).await.map_err(Error::writing)?.ok_or(Error::NotFound)?;
        if session.ended.is_some() {
            return Err(Error::Closed);
        }
        let mut script = Script::default();
        script.add(KEEP_CLOCK, values![&clock.boot, clock.boot_ms, span(clock.elapsed_ms), id]);
        self.commit(&mut store, script).await
    }

    /// Ends the session and returns it. Of a session that has ended the first end stands.
    pub async fn end_session(&self, id: Uuid, how: SessionEnd, now: Now) -> Result<Session, Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let session = store.session(id).await.map_err(Error::writing)?.ok_or(Error::NotFound)?;
        if session.ended.is_some() {
            return Ok(session);
        }
        let mut script = Script::default();
        script.add(END, values![how.word(), now.utc_ms, id]);
        self.commit(&mut store, script).await?;
        Ok(Session { ended: Some(SessionEnded { how, at_ms: now.utc_ms }), ..session })
    }
}

impl Store {
    async fn session(&mut self, id: Uuid) -> sqlx::Result<Option<Session>> {
        let mut script = Script::default();
        script.add(GET, values![id]);
        script.row(&mut self.connection).await?.as_ref().map(session).transpose()
    }
}

fn session(row: &SqliteRow) -> sqlx::Result<Session> {
    let columns = &mut Columns::of(row);
    Ok(Session {
        id: columns.next()?,
        form: columns.word(SessionForm::from_word)?,
        asked: columns.next()?,
        plan: columns.next()?,
        seed: columns.next()?,
        limit_ms: columns.span()?,
        started_ms: columns.next()?,
        offset_min: columns.next()?,
        local_day: columns.next()?,
        clock: SessionClock { boot: columns.next()?, boot_ms: columns.next()?, elapsed_ms: columns.span()? },
        ended: match columns.at_null()? {
            true => None,
            false => Some(SessionEnded { how: columns.word(SessionEnd::from_word)?, at_ms: columns.next()? }),
        },
    })
}
