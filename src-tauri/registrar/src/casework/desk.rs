//! What operations see: everything, in the order in which it waits.

use super::facts::{self, Fact};
use super::read;
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row};
use crate::trouble::Trouble;
use registrar_api::{Case, CaseAuthor, CaseKind, CaseState};
use serde::Serialize;
use std::collections::BTreeMap;

/// A case in the queue.
#[derive(Debug, Serialize)]
pub struct Waiting {
    pub number: i64,
    pub kind: CaseKind,
    pub state: CaseState,
    pub title: String,
    pub decider: String,
    pub deadline_ms: i64,
    pub overdue: bool,
}

/// A case with all its notes, also those that the candidate does not see.
#[derive(Debug, Serialize)]
pub struct Whole {
    pub case: Case,
    pub visible: bool,
    pub email: Option<String>,
    pub enrolment_id: Option<String>,
    pub notes: Vec<InnerNote>,
}

#[derive(Debug, Serialize)]
pub struct InnerNote {
    pub author: CaseAuthor,
    pub actor: String,
    pub visible: bool,
    pub text: String,
    pub at_ms: i64,
}

/// A person, as far as one page shows.
#[derive(Debug, Serialize)]
pub struct Person {
    pub id: String,
    pub email: String,
    pub erased_ms: Option<i64>,
    /// Ids, each with the name of the credential to be.
    pub enrolments: Vec<(String, Option<String>)>,
    pub cases: Vec<Waiting>,
}

/// A line of the audit. Reason and change are gone when the person is erased.
#[derive(Debug, Serialize)]
pub struct Line {
    pub at_ms: i64,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub reason: Option<String>,
    pub change: Option<String>,
}

/// The cases that wait: for operations first, each by its deadline, so that the overdue ones come first.
pub async fn queue(core: &Core) -> Outcome<Vec<Waiting>> {
    let sql = "SELECT * FROM case_file WHERE state <> 'closed'
               ORDER BY CASE WHEN state = 'asked' THEN 1 ELSE 0 END, deadline_ms, number";
    core.db.rows(sql, &[]).await?.iter().map(|row| waiting(core, row)).collect()
}

fn waiting(core: &Core, row: &Row) -> Outcome<Waiting> {
    let state = CaseState::from_word(&row.text("state")?);
    let deadline_ms = row.int("deadline_ms")?;
    Ok(Waiting {
        number: row.int("number")?,
        kind: CaseKind::from_word(&row.text("kind")?),
        state,
        title: row.text("title")?,
        decider: row.text("decider")?,
        deadline_ms,
        overdue: state == CaseState::Open && deadline_ms <= core.now_ms(),
    })
}

pub async fn case(core: &Core, number: i64) -> Outcome<Whole> {
    let sql = "SELECT c.*, p.email FROM case_file c LEFT JOIN enrolment e ON e.id = c.enrolment_id
               LEFT JOIN person p ON p.id = COALESCE(c.person_id, e.person_id) WHERE c.number = $1";
    let file = core.db.row(sql, args![number]).await?.ok_or_else(|| Trouble::not_found("case"))?;
    let sql = "SELECT author, actor, visible, text, at_ms FROM case_note WHERE number = $1 ORDER BY at_ms, id";
    let notes = core.db.rows(sql, args![number]).await?;
    let inner = |row: &Row| -> Outcome<InnerNote> {
        Ok(InnerNote {
            author: CaseAuthor::from_word(&row.text("author")?),
            actor: row.text("actor")?,
            visible: row.flag("visible")?,
            text: row.text("text")?,
            at_ms: row.int("at_ms")?,
        })
    };
    Ok(Whole {
        case: read::case(&file, &BTreeMap::new(), vec![])?,
        visible: file.flag("visible")?,
        email: file.opt_text("email")?,
        enrolment_id: file.opt_text("enrolment_id")?,
        notes: notes.iter().map(inner).collect::<Outcome<_>>()?,
    })
}

/// The person of that e-mail address or id.
pub async fn person(core: &Core, key: &str) -> Outcome<Person> {
    let sql = "SELECT id, email, erased_ms FROM person WHERE id = $1 OR email = $2";
    let row = core.db.row(sql, args![key.trim(), key.trim().to_lowercase()]).await?;
    let row = row.ok_or_else(|| Trouble::not_found("person"))?;
    let id = row.text("id")?;
    let sql = "SELECT id, name FROM enrolment WHERE person_id = $1 ORDER BY created_ms DESC";
    let enrolments = core.db.rows(sql, args![&id]).await?;
    let sql = "SELECT * FROM case_file WHERE person_id = $1 ORDER BY number DESC";
    let cases = core.db.rows(sql, args![&id]).await?;
    Ok(Person {
        email: row.text("email")?,
        erased_ms: row.opt_int("erased_ms")?,
        enrolments: enrolments.iter().map(|r| Ok((r.text("id")?, r.opt_text("name")?))).collect::<Outcome<_>>()?,
        cases: cases.iter().map(|row| waiting(core, row)).collect::<Outcome<_>>()?,
        id,
    })
}

/// The latest lines of the audit, of one subject if one is named.
pub async fn audit(core: &Core, subject: &str) -> Outcome<Vec<Line>> {
    let sql = "SELECT a.at_ms, a.actor, a.action, a.subject, r.reason, r.change FROM audit a
               LEFT JOIN audit_reason r ON r.audit_id = a.id WHERE $1 = '' OR a.subject = $1
               ORDER BY a.at_ms DESC, a.id DESC LIMIT 200";
    let line = |row: &Row| {
        Ok(Line {
            at_ms: row.int("at_ms")?,
            actor: row.text("actor")?,
            action: row.text("action")?,
            subject: row.text("subject")?,
            reason: row.opt_text("reason")?,
            change: row.opt_text("change")?,
        })
    };
    core.db.rows(sql, args![subject]).await?.iter().map(line).collect()
}

/// What is shown of an enrolment, table by table; `$1` is the enrolment. No code, no hash, no nonce.
const TABLES: &[(&str, &str)] = &[
    (
        "Enrolment",
        "SELECT name, name_confirmed_ms, variant, variant_fixed, attempts_allowed, window_opens_ms, window_closes_ms,
         may_sit_from_ms, held, held_ms, programme_version FROM enrolment WHERE id = $1",
    ),
    ("Consents", "SELECT kind, version, given_ms FROM consent WHERE enrolment_id = $1 ORDER BY given_ms, kind"),
    (
        "Identity",
        "SELECT live, route, state, checks, last_error, name_match, name_compared, verified_ms, valid_until_ms,
         redaction, provider_id FROM identity WHERE enrolment_id = $1 ORDER BY created_ms DESC",
    ),
    (
        "Seats",
        "SELECT id, attempt, variant, state, counts, outcome, outcome_why, outcome_ms, cleared_ms, issued_ms,
         handed_out_ms, expires_ms, finished_ms, access_code, link_result_id, void_why FROM seat
         WHERE enrolment_id = $1 ORDER BY attempt DESC",
    ),
    (
        "Results",
        "SELECT r.seat_id, r.graded, r.monitored, r.first_source, r.first_seen_ms, r.body FROM result_revision r
         JOIN seat s ON s.id = r.seat_id WHERE s.enrolment_id = $1 ORDER BY r.first_seen_ms DESC",
    ),
    (
        "Refused results",
        "SELECT r.seat_id, r.why, r.seen_ms FROM refused_result r JOIN seat s ON s.id = r.seat_id
         WHERE s.enrolment_id = $1 ORDER BY r.seen_ms DESC",
    ),
    (
        "Credential",
        "SELECT step, name, issue_date, expiry_date, provider_id, public_id, searches, created_ms, updated_ms
         FROM credential WHERE enrolment_id = $1 ORDER BY created_ms DESC",
    ),
    (
        "Work under way",
        "SELECT kind, subject, due_ms, tries, trouble FROM job WHERE subject IN
         (SELECT id FROM seat WHERE enrolment_id = $1 UNION SELECT id FROM identity WHERE enrolment_id = $1
         UNION SELECT id FROM credential WHERE enrolment_id = $1) ORDER BY due_ms",
    ),
    (
        "Cases",
        "SELECT number, kind, state, title, deadline_ms, decider FROM case_file WHERE enrolment_id = $1
         ORDER BY number DESC",
    ),
];

/// Everything about an enrolment.
pub async fn enrolment(core: &Core, id: &str) -> Outcome<Vec<(&'static str, Vec<Fact>)>> {
    let mut tables = Vec::new();
    for (name, sql) in TABLES {
        tables.push((*name, facts::read(&core.db, sql, args![id]).await?));
    }
    Ok(tables)
}
