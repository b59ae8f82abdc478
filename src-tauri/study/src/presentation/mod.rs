//! A task handed out: which version, in which order, with how many hints. Its id becomes the attempt's.

pub(crate) mod row;

use crate::draft::Draft;
use crate::record::Store;
use crate::sql::{Script, values};
use crate::{Error, Now, Record, Slot, slot};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPresentation {
    pub task: String,
    /// Hash of the task's content and key.
    pub task_version: String,
    pub module: String,
    pub kind: String,
    pub objective: String,
    /// From which the order shown follows.
    pub seed: i64,
    /// The sitting it is handed out in.
    pub session: Option<Uuid>,
    /// Where the best item stands then; none where no place is better than another.
    pub slot: Option<Slot>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presentation {
    /// A UUIDv7.
    pub id: Uuid,
    pub task: String,
    pub task_version: String,
    pub module: String,
    pub kind: String,
    pub objective: String,
    pub seed: i64,
    pub opened_ms: i64,
    /// Rungs of the hint ladder shown so far.
    pub hints: u32,
    pub spent_ms: u64,
    pub state: PresentationState,
    /// The sitting it was handed out in last.
    pub session: Option<Uuid>,
    /// Why it was skipped, where the learner said so: `too_hard`, `outside_field`, `unclear`, `broken` or `later`.
    pub skipped_for: Option<String>,
    pub slot: Option<Slot>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresentationState {
    Open,
    Submitted,
    /// Put aside by the learner, or overtaken by a newer version of the task. It can still be submitted.
    Skipped,
}

/// A presentation and the unfinished answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub presentation: Presentation,
    pub draft: Option<Draft>,
}

const GET: &str = include_str!("get.sql");
const GET_OPEN: &str = include_str!("get_open.sql");
const INSERT: &str = include_str!("insert.sql");
const SET_SESSION: &str = include_str!("set_session.sql");
const SKIP: &str = include_str!("skip.sql");
const SUBMITTED: &str = include_str!("submitted.sql");
const SET_HINTS: &str = include_str!("set_hints.sql");
pub(crate) const SET_SPENT: &str = include_str!("set_spent.sql");

impl Record {
    /// Hands out the open presentation of the task in this version, as it stands, but in the session of `new`; or a new
    /// one. An open one of another version is skipped; its draft stays.
    pub async fn present(&self, new: NewPresentation, now: Now) -> Result<Presentation, Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let open = store.open_presentation(&new.task).await.map_err(Error::writing)?;
        let mut script = Script::default();
        let presentation = hand_out(&mut script, new, open.map(|open| open.presentation), now);
        if !script.is_empty() {
            self.commit(&mut store, script).await?;
        }
        Ok(presentation)
    }

    /// The task's presentation that is neither submitted nor skipped. Without a draft of its own it has the latest one
    /// of the task.
    pub async fn open_presentation(&self, task: &str) -> Result<Option<Open>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.open_presentation(task).await.map_err(Error::reading)
    }

    pub async fn presentation(&self, id: Uuid) -> Result<Option<Open>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.presentation(id).await.map_err(Error::reading)
    }

    /// Notes that `rungs` rungs of the hint ladder have been shown, and says how many ever were: never fewer than before.
    pub async fn show_hints(&self, id: Uuid, rungs: u32) -> Result<u32, Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let presentation = store.unsubmitted(id).await?;
        if rungs <= presentation.hints {
            return Ok(presentation.hints);
        }
        let mut script = Script::default();
        script.add(SET_HINTS, values![rungs, id]);
        self.commit(&mut store, script).await?;
        Ok(rungs)
    }

    /// Puts the presentation aside. The draft stays: the task's next presentation starts from it. The reason is a word
    /// of [`Presentation::skipped_for`]; it can also be given, or changed, once the presentation is skipped.
    pub async fn skip(&self, id: Uuid, reason: Option<&str>, _now: Now) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let presentation = store.unsubmitted(id).await?;
        let said = reason.is_none() || reason == presentation.skipped_for.as_deref();
        if presentation.state == PresentationState::Skipped && said {
            return Ok(());
        }
        let mut script = Script::default();
        script.add(SKIP, values![reason, id]);
        self.commit(&mut store, script).await
    }
}

impl Store {
    async fn open_presentation(&mut self, task: &str) -> sqlx::Result<Option<Open>> {
        let mut script = Script::default();
        script.add(GET_OPEN, values![task]);
        script.rows(&mut self.connection).await?.first().map(row::open).transpose()
    }

    pub(crate) async fn presentation(&mut self, id: Uuid) -> sqlx::Result<Option<Open>> {
        let mut script = Script::default();
        script.add(GET, values![id]);
        script.rows(&mut self.connection).await?.first().map(row::open).transpose()
    }

    /// The presentation about to be changed.
    pub(crate) async fn unsubmitted(&mut self, id: Uuid) -> Result<Presentation, Error> {
        let open = self.presentation(id).await.map_err(Error::writing)?.ok_or(Error::NotFound)?;
        match open.presentation.state {
            PresentationState::Submitted => Err(Error::Closed),
            PresentationState::Open | PresentationState::Skipped => Ok(open.presentation),
        }
    }
}

/// The presentation to hand out for `new`, given the open one of its task; what it takes is added to the script.
pub(crate) fn hand_out(
    script: &mut Script,
    new: NewPresentation,
    open: Option<Presentation>,
    now: Now,
) -> Presentation {
    match open {
        Some(open) if open.task_version == new.task_version => {
            if open.session != new.session {
                script.add(SET_SESSION, values![new.session, open.id]);
            }
            return Presentation { session: new.session, ..open };
        }
        Some(other_version) => {
            script.add(SKIP, values![None::<&str>, other_version.id]);
        }
        None => {}
    }
    let id = now.mint();
    script.add(
        INSERT,
        values![
            id,
            &new.task,
            &new.task_version,
            &new.module,
            &new.kind,
            &new.objective,
            new.seed,
            now.utc_ms,
            new.session,
            new.slot.map(|slot| slot.at),
            new.slot.map(|slot| slot.of),
        ],
    );
    if let Some(slot) = new.slot {
        slot::count(script, &new.kind, slot);
    }
    Presentation {
        id,
        task: new.task,
        task_version: new.task_version,
        module: new.module,
        kind: new.kind,
        objective: new.objective,
        seed: new.seed,
        opened_ms: now.utc_ms,
        hints: 0,
        spent_ms: 0,
        state: PresentationState::Open,
        session: new.session,
        skipped_for: None,
        slot: new.slot,
    }
}

/// Marks the presentation as answered.
pub(crate) fn submitted(script: &mut Script, id: Uuid, spent_ms: i64) {
    script.add(SUBMITTED, values![spent_ms, id]);
}
