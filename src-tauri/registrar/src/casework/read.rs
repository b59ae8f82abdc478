//! Cases as their readers see them.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row};
use crate::trouble::Trouble;
use registrar_api::{Case, CaseAuthor, CaseKind, CaseNote, CaseState, StepKind};
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
    let seats = seats(core, person_id).await?;
    files.iter().map(|row| case(row, &seats, notes.remove(&row.int("number")?).unwrap_or_default())).collect()
}

/// One of them. Somebody else's number is answered like one that does not exist.
pub async fn one(core: &Core, person_id: &str, number: i64) -> Outcome<Case> {
    let sql = "SELECT * FROM case_file WHERE number = $1 AND person_id = $2 AND visible = 1";
    let file = core.db.row(sql, args![number, person_id]).await?.ok_or_else(|| Trouble::not_found("case"))?;
    let sql = "SELECT * FROM case_note WHERE number = $1 AND visible = 1 ORDER BY at_ms, id";
    let notes = core.db.rows(sql, args![number]).await?;
    case(&file, &seats(core, person_id).await?, notes.iter().map(note).collect::<Outcome<_>>()?)
}

/// The attempts of a person, by the id of their seat.
async fn seats(core: &Core, person_id: &str) -> Outcome<BTreeMap<String, i64>> {
    let sql = "SELECT s.id, s.attempt FROM seat s JOIN enrolment e ON e.id = s.enrolment_id WHERE e.person_id = $1";
    core.db.rows(sql, args![person_id]).await?.iter().map(|row| Ok((row.text("id")?, row.int("attempt")?))).collect()
}

/// The step that a case is about, by what raised it, else by its kind; None for help, and for a hold of the whole enrolment.
fn step(raised_by: &str, kind: CaseKind, of_seat: bool) -> Option<StepKind> {
    match (raised_by, kind) {
        ("hold", _) => None,
        ("identity", _) => Some(StepKind::Identity),
        ("credential", _) => Some(StepKind::Credential),
        ("variant" | "access-code", _) | (_, CaseKind::Accommodation) => Some(StepKind::Seat),
        (_, CaseKind::Appeal) if !of_seat => Some(StepKind::Identity),
        (_, CaseKind::Identity) => Some(StepKind::Identity),
        (_, CaseKind::Name) => Some(StepKind::NameConfirmed),
        (_, CaseKind::Monitoring | CaseKind::Mismatch | CaseKind::ResultChanged) => Some(StepKind::Result),
        _ => of_seat.then_some(StepKind::Result),
    }
}

pub(super) fn case(row: &Row, seats: &BTreeMap<String, i64>, notes: Vec<CaseNote>) -> Outcome<Case> {
    let (kind, raised_by) = (CaseKind::from_word(&row.text("kind")?), row.opt_text("dedupe")?.unwrap_or_default());
    let attempt = raised_by.split(':').find_map(|part| seats.get(part)).copied();
    Ok(Case {
        number: row.int("number")?,
        enrolment_id: row.opt_text("enrolment_id")?,
        attempt,
        step: step(raised_by.split(':').next().unwrap_or_default(), kind, attempt.is_some()),
        kind,
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
