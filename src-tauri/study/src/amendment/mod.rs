//! What is later said of attempts. Nothing is ever changed: what an attempt means now follows from it and all
//! amendments.

pub(crate) mod row;

use crate::effective::AmendmentFact;
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Now, Record};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmendmentKind {
    /// The learner disputes the key.
    Disputed,
    /// The dispute is over.
    Settled,
    /// The attempt does not count; or the amendment named is taken back.
    Undone,
    /// No attempt made so far at the task, or in the module, counts.
    Reset,
    /// The learner corrects how the attempt is rated for the review schedule.
    RatingCorrected,
}

/// What an amendment speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// For all kinds but `Reset`.
    Attempt(Uuid),
    /// For `Undone`.
    Amendment(Uuid),
    /// For `Reset`.
    Task { module: String, task: String },
    /// For `Reset`. Lessons stay as they are.
    Module { module: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAmendment {
    pub kind: AmendmentKind,
    pub target: Target,
    /// JSON: the reason, the new rating. `{}` when there is nothing to say.
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub id: Uuid,
    pub kind: AmendmentKind,
    pub target: Target,
    pub body: String,
    pub at_ms: i64,
}

const INSERT: &str = include_str!("insert.sql");
const LIST: &str = include_str!("list.sql");
pub(crate) const LIST_OF_ATTEMPT: &str = include_str!("list_of_attempt.sql");
const MODULE_OF: &str = include_str!("module_of.sql");

impl AmendmentKind {
    fn word(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Settled => "settled",
            Self::Undone => "undone",
            Self::Reset => "reset",
            Self::RatingCorrected => "rating_corrected",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Disputed, Self::Settled, Self::Undone, Self::Reset, Self::RatingCorrected]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

impl NewAmendment {
    fn fits(&self) -> bool {
        match self.target {
            Target::Attempt(_) => self.kind != AmendmentKind::Reset,
            Target::Amendment(_) => self.kind == AmendmentKind::Undone,
            Target::Task { .. } | Target::Module { .. } => self.kind == AmendmentKind::Reset,
        }
    }
}

impl Record {
    /// Appends the amendment and derives its module's tables anew, in one transaction. Returns the amendment's id.
    pub async fn amend(&self, new: NewAmendment, now: Now) -> Result<Uuid, Error> {
        if !new.fits() {
            return Err(Error::Invalid { detail: format!("{:?} cannot speak of {:?}", new.kind, new.target) });
        }
        let mut store = self.store().await.map_err(Error::writing)?;
        let module = store.module_of(&new.target).await?;
        let stamp = store.log.next(now);
        let id = now.mint();
        let (task, attempt, amendment) = match &new.target {
            Target::Attempt(attempt) => (None, Some(*attempt), None),
            Target::Amendment(amendment) => (None, None, Some(*amendment)),
            Target::Task { task, .. } => (Some(task), None, None),
            Target::Module { .. } => (None, None, None),
        };
        let mut script = Script::default();
        script.add(
            INSERT,
            values![
                id,
                new.kind.word(),
                &module,
                task,
                attempt,
                amendment,
                &new.body,
                now.utc_ms,
                now.offset_min,
                stamp.device,
                stamp.seq,
                stamp.order_ms,
            ],
        );
        let fact = AmendmentFact { id, stamp, kind: new.kind, target: new.target.clone() };
        store.rederive(&mut script, &module, None, Some(fact)).await.map_err(Error::writing)?;
        self.commit_once(&mut store, script, stamp).await?;
        Ok(id)
    }

    /// What was said of a module's attempts, oldest first.
    pub async fn amendments(&self, module: &str) -> Result<Vec<Amendment>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let mut script = Script::default();
        script.add(LIST, values![module]);
        let rows = script.rows(&mut store.connection).await.map_err(Error::reading)?;
        rows.iter().map(row::amendment).collect::<sqlx::Result<_>>().map_err(Error::reading)
    }
}

impl Store {
    async fn module_of(&mut self, target: &Target) -> Result<String, Error> {
        let (id, table) = match target {
            Target::Attempt(id) => (*id, "attempt"),
            Target::Amendment(id) => (*id, "amendment"),
            Target::Task { module, .. } | Target::Module { module } => return Ok(module.clone()),
        };
        let mut script = Script::default();
        script.add(MODULE_OF, values![id, id]);
        let rows = script.rows(&mut self.connection).await.map_err(Error::writing)?;
        let row = rows.iter().find(|row| tag(row).is_ok_and(|tag| tag == table)).ok_or(Error::NotFound)?;
        Columns::of(row).next().map_err(Error::writing)
    }
}
