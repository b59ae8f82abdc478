//! Cases as their readers see them.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row};
use crate::trouble::Trouble;
use registrar_api::{Case, CaseAuthor, CaseKind, CaseNote, CaseState};
use std::collections::BTreeMap;

/// The cases of a person that the person may see, newest first.
pub async fn of_person(core: &Core, person_id: &str) -> Outcome<Vec<Case>> {
    let sql = "SELECT * FROM case_file WHERE person_id = $1 AND visible = 1 ORDER BY number DESC";
    let files = core.db.rows(sql, args![person_id]).await?;
    let sql = "SELECT n.* FROM case_note n JOIN case_file c ON c.number = n.number
               WHERE c.person_id = $1 AND c.visible = 1 AND n.visible = 1 ORDER BY n.at_ms, n.id";
    let mut notes: BTreeMap<i64, Vec<CaseNote>> = BTreeMap::new();
    for row in core.db.rows(sql, args![person_id]).await? {
        notes.entry(row.int("number")?).or_default().push(note(&row)?);
    }
    files.iter().map(|row| case(row, notes.remove(&row.int("number")?).unwrap_or_default())).collect()
}

/// One of them. Somebody else's number is answered like one that does not exist.
pub async fn one(core: &Core, person_id: &str, number: i64) -> Outcome<Case> {
    let sql = "SELECT * FROM case_file WHERE number = $1 AND person_id = $2 AND visible = 1";
    let file = core.db.row(sql, args![number, person_id]).await?.ok_or_else(|| Trouble::not_found("case"))?;
    let sql = "SELECT * FROM case_note WHERE number = $1 AND visible = 1 ORDER BY at_ms, id";
    let notes = core.db.rows(sql, args![number]).await?;
    case(&file, notes.iter().map(note).collect::<Outcome<_>>()?)
}

pub(super) fn case(row: &Row, notes: Vec<CaseNote>) -> Outcome<Case> {
    Ok(Case {
        number: row.int("number")?,
        kind: CaseKind::from_word(&row.text("kind")?),
        state: CaseState::from_word(&row.text("state")?),
        title: row.text("title")?,
        opened_ms: row.int("opened_ms")?,
        deadline_ms: row.int("deadline_ms")?,
        decider: row.text("decider")?,
        decision: row.opt_text("decision")?,
        closed_ms: row.opt_int("closed_ms")?,
        notes,
    })
}

pub(super) fn note(row: &Row) -> Outcome<CaseNote> {
    Ok(CaseNote {
        author: CaseAuthor::from_word(&row.text("author")?),
        text: row.text("text")?,
        at_ms: row.int("at_ms")?,
    })
}
