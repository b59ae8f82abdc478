//! Answers given and graded: append-only.

pub(crate) mod row;
mod submit;

use crate::amendment::{self, Amendment};
use crate::dispute::{self, Dispute, Said};
use crate::presentation::{self, Presentation};
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Record};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq)]
pub struct NewAttempt {
    pub presentation: Uuid,
    /// JSON.
    pub answer: String,
    /// In [0, 1].
    pub score: f64,
    pub passed: bool,
    /// JSON.
    pub grade: String,
    /// Name and version of the grader.
    pub grader: String,
    /// `sure`, `fairly` or `guess`.
    pub confidence: Option<String>,
    pub spent_ms: u64,
    /// The task as it was shown and its key; kept once for each version of the task.
    pub snapshot_face: String,
    pub snapshot_key: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The presentation's id.
    pub id: Uuid,
    pub task: String,
    pub task_version: String,
    pub module: String,
    pub objective: String,
    pub kind: String,
    pub answer: String,
    pub score: f64,
    pub passed: bool,
    pub grade: String,
    pub grader: String,
    pub confidence: Option<String>,
    pub hints: u32,
    pub spent_ms: u64,
    pub at_ms: i64,
    pub offset_min: i32,
    /// The day the learner lived then, fixed at writing.
    pub local_day: String,
    pub device: Uuid,
    /// Counts what this device has logged, from 1.
    pub seq: i64,
    /// The clock stood well ahead of that at a later attempt: the time is not to be trusted.
    pub flagged_future: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Submitted {
    pub attempt: Attempt,
    /// The presentation had been submitted before; this is the first grade.
    pub repeated: bool,
    pub next: Option<Presentation>,
}

/// The task as it was when answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub face: String,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AttemptDetail {
    pub attempt: Attempt,
    pub presentation: Presentation,
    pub snapshot: Snapshot,
    /// The how-manyth attempt at this task, from 1.
    pub number: u32,
    /// What was later said of this attempt, oldest first.
    pub amendments: Vec<Amendment>,
    /// What has come of it where the learner disputed the key, even if that was taken back.
    pub dispute: Option<Dispute>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub module: Option<String>,
    pub kind: Option<String>,
    pub only: Option<Only>,
    /// Only attempts before this one.
    pub before: Option<Uuid>,
    pub limit: u32,
}

/// What a list of attempts may be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// With a dispute that is open: neither settled nor withdrawn.
    Disputed,
    /// Not passed.
    Wrong,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AttemptPage {
    /// Newest first.
    pub attempts: Vec<Attempt>,
    /// All that fit module, kind and `only`, whatever the page.
    pub total: u32,
    /// To ask on with as `before`; none at the end.
    pub more: Option<Uuid>,
}

const GET: &str = include_str!("get.sql");
const DETAIL: &str = include_str!("detail.sql");
const LIST: &str = include_str!("list.sql");
const LIST_OF_MODULE: &str = include_str!("list_of_module.sql");
const LIST_DISPUTED: &str = include_str!("list_disputed.sql");
const TOTAL: &str = include_str!("total.sql");
const TOTAL_OF_MODULE: &str = include_str!("total_of_module.sql");
const TOTAL_DISPUTED: &str = include_str!("total_disputed.sql");
const PLACE: &str = include_str!("place.sql");

impl Record {
    pub async fn attempt(&self, id: Uuid) -> Result<Option<AttemptDetail>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.detail(id).await.map_err(Error::reading)
    }

    /// A page of attempts. [`Error::NotFound`] when there is no attempt `before`.
    pub async fn attempts(&self, filter: Filter) -> Result<AttemptPage, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let before = match filter.before {
            Some(id) => store.place(id).await.map_err(Error::reading)?.ok_or(Error::NotFound)?,
            None => (i64::MAX, Uuid::max(), i64::MAX),
        };
        store.page(&filter, before).await.map_err(Error::reading)
    }
}

impl Store {
    async fn detail(&mut self, id: Uuid) -> sqlx::Result<Option<AttemptDetail>> {
        let mut script = Script::default();
        script.add(GET, values![id]).add(DETAIL, values![id, id, id]);
        script.add(amendment::LIST_OF_ATTEMPT, values![id]).add(dispute::SAID_OF_ATTEMPT, values![id]);
        let (mut attempt, mut presentation, mut snapshot) = (None, None, None);
        let (mut number, mut amendments, mut said) = (0, Vec::new(), Said::default());
        for row in script.rows(&mut self.connection).await? {
            let columns = &mut Columns::of(&row);
            match tag(&row)? {
                "attempt" => attempt = Some(row::attempt(columns)?),
                "presentation" => presentation = Some(presentation::row::presentation(columns)?),
                "snapshot" => snapshot = Some(Snapshot { face: columns.next()?, key: columns.next()? }),
                "number" => number = columns.count()?,
                "said" => said.take(&row)?,
                _ => amendments.push(amendment::row::amendment(&row)?),
            }
        }
        Ok(match (attempt, presentation, snapshot) {
            (Some(attempt), Some(presentation), Some(snapshot)) => {
                let dispute = said.dispute_of(&attempt);
                Some(AttemptDetail { attempt, presentation, snapshot, number, amendments, dispute })
            }
            _ => None,
        })
    }

    async fn place(&mut self, id: Uuid) -> sqlx::Result<Option<(i64, Uuid, i64)>> {
        let mut script = Script::default();
        script.add(PLACE, values![id]);
        let rows = script.rows(&mut self.connection).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let columns = &mut Columns::of(row);
        Ok(Some((columns.next()?, columns.next()?, columns.next()?)))
    }

    async fn page(&mut self, filter: &Filter, (ms, device, seq): (i64, Uuid, i64)) -> sqlx::Result<AttemptPage> {
        let (module, kind) = (filter.module.as_ref(), filter.kind.as_ref());
        let passed = (filter.only == Some(Only::Wrong)).then_some(false);
        let one_more = i64::from(filter.limit) + 1;
        let mut script = Script::default();
        match (filter.only, module) {
            (Some(Only::Disputed), _) => {
                let disputed = self.disputed().await?;
                script
                    .add(TOTAL_DISPUTED, values![&disputed, module, kind])
                    .add(LIST_DISPUTED, values![&disputed, module, ms, device, seq, kind, one_more])
            }
            (_, Some(module)) => script
                .add(TOTAL_OF_MODULE, values![module, kind, passed])
                .add(LIST_OF_MODULE, values![module, ms, device, seq, kind, passed, one_more]),
            (_, None) => {
                script.add(TOTAL, values![kind, passed]).add(LIST, values![ms, device, seq, kind, passed, one_more])
            }
        };
        let (mut attempts, mut total) = (Vec::new(), 0);
        for row in script.rows(&mut self.connection).await? {
            match tag(&row)? {
                "total" => total = Columns::of(&row).count()?,
                _ => attempts.push(row::attempt(&mut Columns::of(&row))?),
            }
        }
        let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
        let there_is_more = attempts.len() > limit;
        attempts.truncate(limit);
        let more = if there_is_more { attempts.last().map(|attempt| attempt.id) } else { None };
        Ok(AttemptPage { attempts, total, more })
    }
}
