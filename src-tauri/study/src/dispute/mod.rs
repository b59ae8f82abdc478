//! Disputes: the learner says that a key is wrong. One for each attempt, however often it was said.

use crate::attempt::{Attempt, row};
use crate::effective::{AmendmentFact, Standing, disputes};
use crate::progress::row::amendment;
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Record};
use sqlx::sqlite::SqliteRow;
use std::collections::HashMap;
use uuid::Uuid;

/// The dispute of an attempt. It is open until it is settled or withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// The amendment that says what is disputed: the latest that was not taken back, else the latest. An `Undone` of it
    /// takes it back.
    pub amendment: Uuid,
    pub attempt: Attempt,
    /// JSON: the reason.
    pub body: String,
    pub at_ms: i64,
    /// What was last said to settle it, after it was last disputed.
    pub settled: Option<Settlement>,
    /// Each time it was said, it was taken back.
    pub withdrawn: bool,
}

/// How a dispute was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// JSON.
    pub body: String,
    pub at_ms: i64,
}

const SAID: &str = include_str!("said.sql");
pub(crate) const SAID_OF_ATTEMPT: &str = include_str!("said_of_attempt.sql");
const ATTEMPTS: &str = include_str!("attempts.sql");

impl Record {
    /// Every dispute of every module, settled and withdrawn ones too, newest first.
    pub async fn disputes(&self) -> Result<Vec<Dispute>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        store.disputes().await.map_err(Error::reading)
    }
}

impl Store {
    async fn disputes(&mut self) -> sqlx::Result<Vec<Dispute>> {
        let mut script = Script::default();
        script.add(SAID, values![]).add(ATTEMPTS, values![]);
        let (mut said, mut attempts) = (Said::default(), HashMap::new());
        for row in script.rows(&mut self.connection).await? {
            match tag(&row)? {
                "said" => said.take(&row)?,
                _ => {
                    let attempt = row::attempt(&mut Columns::of(&row))?;
                    attempts.insert(attempt.id, attempt);
                }
            }
        }
        let mut standing: Vec<_> = disputes(&said.facts).into_iter().collect();
        standing.sort_by_key(|(_, dispute)| std::cmp::Reverse(dispute.stamp));
        Ok(standing
            .into_iter()
            .filter_map(|(attempt, dispute)| said.dispute(dispute, attempts.remove(&attempt)?))
            .collect())
    }

    /// The attempts whose dispute is open, as a JSON array of hexadecimal ids.
    pub(crate) async fn disputed(&mut self) -> sqlx::Result<String> {
        let mut script = Script::default();
        script.add(SAID, values![]);
        let mut said = Said::default();
        for row in script.rows(&mut self.connection).await? {
            said.take(&row)?;
        }
        let open = disputes(&said.facts).into_iter().filter(|(_, dispute)| dispute.open());
        let ids: Vec<String> = open.map(|(attempt, _)| format!("\"{}\"", attempt.simple())).collect();
        Ok(format!("[{}]", ids.join(",")))
    }
}

/// What was said in disputes, with what takes it back.
#[derive(Default)]
pub(crate) struct Said {
    facts: Vec<AmendmentFact>,
    /// Body and time by the amendment's id.
    words: HashMap<Uuid, (String, i64)>,
}

impl Said {
    /// Takes in a row tagged `said`.
    pub(crate) fn take(&mut self, row: &SqliteRow) -> sqlx::Result<()> {
        let columns = &mut Columns::of(row);
        let fact = amendment(columns)?;
        self.words.insert(fact.id, (columns.next()?, columns.next()?));
        self.facts.push(fact);
        Ok(())
    }

    pub(crate) fn dispute_of(&mut self, attempt: &Attempt) -> Option<Dispute> {
        let dispute = disputes(&self.facts).remove(&attempt.id)?;
        self.dispute(dispute, attempt.clone())
    }

    fn dispute(&mut self, dispute: Standing, attempt: Attempt) -> Option<Dispute> {
        let (body, at_ms) = self.words.remove(&dispute.amendment)?;
        let settled = dispute.settled.and_then(|(_, id)| self.words.remove(&id));
        Some(Dispute {
            amendment: dispute.amendment,
            attempt,
            body,
            at_ms,
            settled: settled.map(|(body, at_ms)| Settlement { body, at_ms }),
            withdrawn: dispute.withdrawn,
        })
    }
}
