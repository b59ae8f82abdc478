//! An enrolment as the database has it.

use crate::args;
use crate::config::ProgrammeConfig;
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::trouble::Trouble;

pub struct EnrolmentRow {
    pub id: String,
    pub person_id: String,
    pub email: String,
    pub programme_version: i64,
    pub variant: String,
    pub variant_fixed: bool,
    pub attempts_allowed: i64,
    pub window_opens_ms: i64,
    pub window_closes_ms: i64,
    pub may_sit_from_ms: Option<i64>,
    pub name: Option<String>,
    pub name_confirmed_ms: Option<i64>,
    pub held: Option<String>,
    pub held_ms: Option<i64>,
    pub created_ms: i64,
}

const COLUMNS: &str = "SELECT e.*, p.email FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.id = $1";

impl EnrolmentRow {
    fn of(row: &Row) -> Outcome<Self> {
        Ok(Self {
            id: row.text("id")?,
            person_id: row.text("person_id")?,
            email: row.text("email")?,
            programme_version: row.int("programme_version")?,
            variant: row.text("variant")?,
            variant_fixed: row.flag("variant_fixed")?,
            attempts_allowed: row.int("attempts_allowed")?,
            window_opens_ms: row.int("window_opens_ms")?,
            window_closes_ms: row.int("window_closes_ms")?,
            may_sit_from_ms: row.opt_int("may_sit_from_ms")?,
            name: row.opt_text("name")?,
            name_confirmed_ms: row.opt_int("name_confirmed_ms")?,
            held: row.opt_text("held")?,
            held_ms: row.opt_int("held_ms")?,
            created_ms: row.int("created_ms")?,
        })
    }

    /// The enrolment of that id.
    pub async fn load(core: &Core, id: &str) -> Outcome<Self> {
        let row = core.db.row(COLUMNS, args![id]).await?;
        Self::of(&row.ok_or_else(|| Trouble::not_found("enrolment"))?)
    }

    /// The same, if it is this person's.
    pub async fn of_person(core: &Core, id: &str, person_id: &str) -> Outcome<Self> {
        let enrolment = Self::load(core, id).await?;
        match enrolment.person_id == person_id {
            true => Ok(enrolment),
            false => Err(Trouble::not_found("enrolment")),
        }
    }

    /// The same within a transaction: nobody else changes it until that ends.
    pub async fn locked(tx: &mut Tx, id: &str) -> Outcome<Self> {
        tx.run("UPDATE enrolment SET held = held WHERE id = $1", args![id]).await?;
        let row = tx.row(COLUMNS, args![id]).await?;
        Self::of(&row.ok_or_else(|| Trouble::not_found("enrolment"))?)
    }

    /// The same, of somebody who is still there: for whoever changes something of it.
    pub async fn to_change(tx: &mut Tx, id: &str) -> Outcome<Self> {
        let enrolment = Self::locked(tx, id).await?;
        let sql = "SELECT id FROM person WHERE id = $1 AND erased_ms IS NULL";
        match tx.row(sql, args![&enrolment.person_id]).await? {
            Some(_) => Ok(enrolment),
            None => Err(Trouble::not_now("This person has been erased.", vec![])),
        }
    }

    /// The programme as it was promised at enrolment.
    pub async fn programme(&self, core: &Core) -> Outcome<ProgrammeConfig> {
        super::programme::load(core, self.programme_version).await
    }
}
