//! The submission of an answer: one transaction, one fsync.

use super::{Attempt, GET, NewAttempt, Snapshot, Submitted, row};
use crate::effective::{AttemptFact, Derived, Stamp};
use crate::presentation::{self, NewPresentation, Presentation, PresentationState};
use crate::record::Store;
use crate::sql::{Columns, Script, span, values};
use crate::{Error, Now, Record, draft, progress};
use uuid::Uuid;

const SNAPSHOT: &str = include_str!("snapshot.sql");
const INSERT: &str = include_str!("insert.sql");
const MEET: &str = include_str!("meet.sql");

/// What an attempt about to be written meets.
struct Met {
    presentation: Presentation,
    /// The open presentation of the task that comes next; not the one being submitted.
    next: Option<Presentation>,
    /// The derived rows that the attempt touches.
    derived: Derived,
    /// Another device has an amendment later in the log, which may bear on the attempt, or a first try, which then is none.
    ahead: bool,
    /// Other presentations of the task have drafts.
    other_drafts: bool,
}

impl Record {
    /// Writes the attempt, what follows from it and the presentation to hand out next, all or nothing; on disk when it
    /// returns. A presentation that was submitted before answers with its first grade.
    pub async fn submit(&self, new: NewAttempt, next: Option<NewPresentation>, now: Now) -> Result<Submitted, Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let stamp = store.log.next(now);
        let met = store.meet(new.presentation, next.as_ref(), stamp, now).await.map_err(Error::writing)?;
        let met = met.ok_or(Error::NotFound)?;
        if met.presentation.state == PresentationState::Submitted {
            drop(store);
            return self.repeat(new.presentation, next, now).await;
        }
        let seed = met.presentation.seed;
        let (attempt, snapshot) = attempt(met.presentation, new, stamp, now);
        let mut script = Script::default();
        write(&mut script, &attempt, &snapshot, stamp);
        draft::answered(&mut script, &attempt.task, attempt.id, met.other_drafts);
        progress::flag_ahead(&mut script, store.log.last(), attempt.at_ms);
        let next = next.map(|next| presentation::hand_out(&mut script, next, met.next, now));
        let fact = fact(&attempt, seed, stamp);
        if met.ahead {
            store.rederive(&mut script, &attempt.module, Some(fact), None).await.map_err(Error::writing)?;
            self.commit_once(&mut store, script, stamp).await?;
        } else {
            let mut after = met.derived.clone();
            after.add_latest(&fact);
            progress::change(&mut script, &met.derived, &after);
            self.commit_logged(&mut store, script, stamp).await?;
        }
        Ok(Submitted { attempt, repeated: false, next })
    }

    async fn repeat(&self, id: Uuid, next: Option<NewPresentation>, now: Now) -> Result<Submitted, Error> {
        let attempt = self.store().await.map_err(Error::writing)?.attempt(id).await.map_err(Error::writing)?;
        let next = match next {
            Some(next) => Some(self.present(next, now).await?),
            None => None,
        };
        Ok(Submitted { attempt: attempt.ok_or(Error::NotFound)?, repeated: true, next })
    }
}

impl Store {
    async fn meet(
        &mut self,
        id: Uuid,
        next: Option<&NewPresentation>,
        stamp: Stamp,
        now: Now,
    ) -> sqlx::Result<Option<Met>> {
        let mut script = Script::default();
        let next = next.map(|next| &next.task);
        let Stamp { order_ms, device, seq } = stamp;
        let day = now.local_day();
        script.add(MEET, values![order_ms, device, seq, order_ms, device, seq, next, day.as_str(), id]);
        let Some(row) = script.row(&mut self.connection).await? else { return Ok(None) };
        let columns = &mut Columns::of(&row);
        let presentation = presentation::row::presentation(columns)?;
        let (ahead, other_drafts) = (columns.next()?, columns.next()?);
        let derived = Derived::met(columns, &presentation, day)?;
        // Seldom there is one: it is not worth its columns in every row.
        let next = match columns.next()? {
            Some(id) => self.presentation(id).await?.map(|open| open.presentation),
            None => None,
        };
        Ok(Some(Met { presentation, next, derived, ahead, other_drafts }))
    }

    async fn attempt(&mut self, id: Uuid) -> sqlx::Result<Option<Attempt>> {
        let mut script = Script::default();
        script.add(GET, values![id]);
        let row = script.row(&mut self.connection).await?;
        row.map(|row| row::attempt(&mut Columns::of(&row))).transpose()
    }
}

fn attempt(shown: Presentation, new: NewAttempt, stamp: Stamp, now: Now) -> (Attempt, Snapshot) {
    let attempt = Attempt {
        id: shown.id,
        task: shown.task,
        task_version: shown.task_version,
        module: shown.module,
        objective: shown.objective,
        kind: shown.kind,
        answer: new.answer,
        score: new.score,
        passed: new.passed,
        grade: new.grade,
        grader: new.grader,
        confidence: new.confidence,
        hints: shown.hints,
        spent_ms: new.spent_ms.max(shown.spent_ms),
        at_ms: now.utc_ms,
        offset_min: now.offset_min,
        local_day: now.local_day(),
        device: stamp.device,
        seq: stamp.seq,
        flagged_future: false,
    };
    (attempt, Snapshot { face: new.snapshot_face, key: new.snapshot_key })
}

fn write(script: &mut Script, attempt: &Attempt, snapshot: &Snapshot, stamp: Stamp) {
    script.add(SNAPSHOT, values![&attempt.task, &attempt.task_version, &snapshot.face, &snapshot.key]);
    script.add(
        INSERT,
        values![
            attempt.id,
            &attempt.task,
            &attempt.task_version,
            &attempt.module,
            &attempt.objective,
            &attempt.kind,
            &attempt.answer,
            attempt.score,
            attempt.passed,
            &attempt.grade,
            &attempt.grader,
            attempt.confidence.as_ref(),
            attempt.hints,
            span(attempt.spent_ms),
            attempt.at_ms,
            attempt.offset_min,
            &attempt.local_day,
            stamp.device,
            stamp.seq,
            stamp.order_ms,
        ],
    );
    presentation::submitted(script, attempt.id, span(attempt.spent_ms));
}

fn fact(attempt: &Attempt, seed: i64, stamp: Stamp) -> AttemptFact {
    AttemptFact {
        id: attempt.id,
        stamp,
        module: attempt.module.clone(),
        task: attempt.task.clone(),
        task_version: attempt.task_version.clone(),
        kind: attempt.kind.clone(),
        objective: attempt.objective.clone(),
        seed,
        score: attempt.score,
        passed: attempt.passed,
        hints: i64::from(attempt.hints),
        confidence: attempt.confidence.clone(),
        spent_ms: span(attempt.spent_ms),
        at_ms: attempt.at_ms,
        local_day: attempt.local_day.clone(),
    }
}
