//! The derived tables anew from the log.

use super::change::change;
use super::row::{Facts, moment};
use crate::effective::{AmendmentFact, AttemptFact, Derived, derive, from_the_future};
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Record};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many rows of the derived tables a rebuild had to change; 0 when they were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    pub changed: u32,
}

const OF_MODULE: &str = include_str!("of_module.sql");
const FACTS: &str = include_str!("facts.sql");
const MODULES: &str = include_str!("modules.sql");
const MOMENTS: &str = include_str!("moments.sql");
const FLAG: &str = include_str!("flag.sql");
const GET_RULES: &str = include_str!("rules.sql");
const SET_RULES: &str = include_str!("set_rules.sql");
const UNFLAG: &str = include_str!("unflag.sql");

/// The rules by which this program derives. Counted up whenever a rebuild of a sound record would change something, so
/// that every record is made anew once.
const RULES: i64 = 2;

impl Record {
    /// Makes the derived tables anew from the log, in one transaction.
    pub async fn rebuild(&self) -> Result<Rebuilt, Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let mut script = Script::default();
        let changed = store.derive_anew(&mut script).await.map_err(Error::writing)?;
        if changed > 0 {
            let last = store.log.last();
            self.commit_once(&mut store, script, last).await?;
        }
        Ok(Rebuilt { changed })
    }

    /// Makes the derived tables anew where they were made by other rules, as they are after a migration. Broken off, it
    /// is done at the next opening.
    pub(crate) async fn catch_up(&self) -> sqlx::Result<()> {
        let mut store = self.store().await?;
        if store.rules().await? == Some(RULES) {
            return Ok(());
        }
        let mut script = Script::default();
        store.derive_anew(&mut script).await?;
        script.add(SET_RULES, values![RULES]);
        script.commit_once(&mut store.connection).await
    }
}

impl Store {
    async fn rules(&mut self) -> sqlx::Result<Option<i64>> {
        let mut script = Script::default();
        script.add(GET_RULES, values![]);
        script.row(&mut self.connection).await?.map(|row| Columns::of(&row).next()).transpose()
    }

    /// Adds what brings all derived tables in line with the log. Returns how many rows that changes.
    async fn derive_anew(&mut self, script: &mut Script) -> sqlx::Result<u32> {
        let mut changed = 0;
        for module in self.modules().await? {
            changed += self.rederive(script, &module, None, None).await?;
        }
        Ok(changed + self.flag_anew(script).await? + self.count_slots_anew(script).await?)
    }

    async fn modules(&mut self) -> sqlx::Result<Vec<String>> {
        let mut script = Script::default();
        script.add(MODULES, values![]);
        script.rows(&mut self.connection).await?.iter().map(|row| Columns::of(row).next()).collect()
    }

    /// Adds what brings a module's derived rows in line with its log and the facts about to be written. Returns how
    /// many rows that changes.
    pub(crate) async fn rederive(
        &mut self,
        script: &mut Script,
        module: &str,
        attempt: Option<AttemptFact>,
        amendment: Option<AmendmentFact>,
    ) -> sqlx::Result<u32> {
        let mut read = Script::default();
        read.add(OF_MODULE, values![module, module, module, module, module])
            .add(FACTS, values![module, module, module]);
        let (mut before, mut facts) = (Derived::default(), Facts::default());
        for row in read.rows(&mut self.connection).await? {
            before.take(&row)?;
            facts.take(&row)?;
        }
        facts.attempts.extend(attempt);
        facts.amendments.extend(amendment);
        let after = derive(&facts.attempts, &facts.amendments, &facts.lessons);
        Ok(change(script, &before, &after))
    }

    async fn flag_anew(&mut self, script: &mut Script) -> sqlx::Result<u32> {
        let mut read = Script::default();
        read.add(MOMENTS, values![]);
        let (mut moments, mut before) = (Vec::new(), BTreeSet::<Uuid>::new());
        for row in read.rows(&mut self.connection).await? {
            match tag(&row)? {
                "moment" => moments.push(moment(&row)?),
                _ => {
                    before.insert(Columns::of(&row).next()?);
                }
            }
        }
        let after = from_the_future(moments);
        let mut changed = 0;
        for id in after.difference(&before) {
            script.add(FLAG, values![*id]);
            changed += 1;
        }
        for id in before.difference(&after) {
            script.add(UNFLAG, values![*id]);
            changed += 1;
        }
        Ok(changed)
    }
}
