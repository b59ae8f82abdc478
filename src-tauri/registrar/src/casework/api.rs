//! The candidate's side: asking, reading, answering.

use super::open::{self, NewCase, Opened, open_once};
use super::read;
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::clock::{self, DAY, HOUR};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::{JsonBody, SignedIn};
use crate::mail::{self, Mail};
use crate::trouble::Trouble;
use axum::Json;
use axum::extract::{Path, State};
use registrar_api::{
    AppealAbout, Case, CaseAuthor, CaseKind, CaseReply, CaseRequest, CaseState, Cases, Fault, FaultCode,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

const LONGEST_TEXT: usize = 8_000;
/// Cases of one person that wait at the same time.
const MOST_OPEN: i64 = 10;
/// A candidate's notes to one case.
const MOST_NOTES: i64 = 50;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
        .routes(routes!(open_about_enrolment))
        .routes(routes!(open_for_help))
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(reply))
}

/// Opens a case about an enrolment: help, an appeal, a word on what the monitor noted, a name, an accommodation.
#[utoipa::path(post, path = "/v1/enrolments/{id}/cases", tag = "cases", security(("access_token" = [])),
    params(("id" = String, Path)), request_body = CaseRequest, responses(
        (status = 200, description = "The case, with its number, deadline and decider.", body = Case),
        (status = 400, description = "Empty, too long, or not a kind that candidates open.", body = Fault),
        (status = 404, description = "No such enrolment, or not yours.", body = Fault),
        (status = 409, description = "Not now; the message says why.", body = Fault),
))]
async fn open_about_enrolment(
    State(core): State<Core>,
    me: SignedIn,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<CaseRequest>,
) -> Outcome<Json<Case>> {
    let enrolment = EnrolmentRow::of_person(&core, &id, &me.person_id).await?;
    if !CaseKind::FROM_CANDIDATE.contains(&request.kind) {
        return Err(Trouble::bad("kind: help, appeal, monitoring, name or accommodation."));
    }
    if request.about == Some(AppealAbout::Unknown) {
        return Err(Trouble::bad("about: result or identity."));
    }
    let text = text_of(&request.text)?;
    let about = request.about.unwrap_or(AppealAbout::Result);
    let mut case = NewCase::candidate(request.kind, title(request.kind), &me.person_id, text).about(&enrolment.id);
    let mut tx = core.db.begin().await?;
    begin_case(&mut tx, &me).await?;
    match request.kind {
        CaseKind::Appeal if about == AppealAbout::Identity => {
            let identity = refused_identity(&mut tx, &core, &enrolment).await?;
            case.title = "An appeal against the decision on an identity".into();
            case = case.once(format!("appeal:{identity}"));
        }
        CaseKind::Appeal => {
            let seat = appealable(&mut tx, &core, &enrolment, request.attempt).await?;
            case = case.once(format!("appeal:{seat}"));
        }
        CaseKind::Accommodation => unfix_variant(&mut tx, &enrolment.id).await?,
        _ => {}
    }
    let Opened { number, fresh } = open_once(&mut tx, &core, case).await?;
    if !fresh {
        let message = format!("This has been appealed already: case {number}. What you have to add belongs there.");
        return Err(Trouble::not_now(message, vec![]));
    }
    tx.commit().await?;
    Ok(Json(read::one(&core, &me.person_id, number).await?))
}

/// Asks for help without being enrolled.
#[utoipa::path(post, path = "/v1/me/cases", tag = "cases", security(("access_token" = [])),
    request_body = CaseRequest, responses(
        (status = 200, description = "The case, with its number, deadline and decider.", body = Case),
        (status = 400, description = "Empty, too long, or of another kind than help.", body = Fault),
        (status = 409, description = "Too many open cases.", body = Fault),
))]
async fn open_for_help(
    State(core): State<Core>,
    me: SignedIn,
    JsonBody(request): JsonBody<CaseRequest>,
) -> Outcome<Json<Case>> {
    if request.kind != CaseKind::Help {
        return Err(Trouble::bad("kind: without an enrolment there is only help."));
    }
    let case = NewCase::candidate(request.kind, title(request.kind), &me.person_id, text_of(&request.text)?);
    let mut tx = core.db.begin().await?;
    begin_case(&mut tx, &me).await?;
    let number = open::open(&mut tx, &core, case).await?;
    tx.commit().await?;
    Ok(Json(read::one(&core, &me.person_id, number).await?))
}

/// Your cases, newest first.
#[utoipa::path(get, path = "/v1/cases", tag = "cases", security(("access_token" = [])),
    responses((status = 200, description = "Your cases, newest first.", body = Cases)))]
async fn list(State(core): State<Core>, me: SignedIn) -> Outcome<Json<Cases>> {
    Ok(Json(Cases { cases: read::of_person(&core, &me.person_id).await? }))
}

/// One of your cases.
#[utoipa::path(get, path = "/v1/cases/{number}", tag = "cases", security(("access_token" = [])),
    params(("number" = i64, Path)), responses(
        (status = 200, description = "The case.", body = Case),
        (status = 404, description = "No such case, or not yours.", body = Fault),
))]
async fn show(State(core): State<Core>, me: SignedIn, Path(number): Path<String>) -> Outcome<Json<Case>> {
    Ok(Json(read::one(&core, &me.person_id, number_of(&number)?).await?))
}

/// Adds to a case. One that waits for you waits for operations again, with a whole new deadline.
#[utoipa::path(post, path = "/v1/cases/{number}/notes", tag = "cases", security(("access_token" = [])),
    params(("number" = i64, Path)), request_body = CaseReply, responses(
        (status = 200, description = "The case.", body = Case),
        (status = 400, description = "Empty, or too long.", body = Fault),
        (status = 404, description = "No such case, or not yours.", body = Fault),
        (status = 409, description = "It is closed.", body = Fault),
))]
async fn reply(
    State(core): State<Core>,
    me: SignedIn,
    Path(number): Path<String>,
    JsonBody(reply): JsonBody<CaseReply>,
) -> Outcome<Json<Case>> {
    let number = number_of(&number)?;
    let text = text_of(&reply.text)?;
    let mut tx = core.db.begin().await?;
    let sql = "UPDATE case_file SET state = state WHERE number = $1 AND person_id = $2 AND visible = 1 RETURNING state";
    let file = tx.row(sql, args![number, &me.person_id]).await?.ok_or_else(|| Trouble::not_found("case"))?;
    let state = CaseState::from_word(&file.text("state")?);
    if state == CaseState::Closed {
        return Err(Trouble::not_now("This case is closed. Open a new one, and name this one's number in it.", vec![]));
    }
    let sql = "SELECT COUNT(*) AS notes FROM case_note WHERE number = $1 AND author = 'candidate'";
    if tx.row(sql, args![number]).await?.map_or(Ok(0), |row| row.int("notes"))? >= MOST_NOTES {
        return Err(Trouble::not_now("You have written a great deal here already. A person reads it now.", vec![]));
    }
    if state == CaseState::Asked {
        let sql = "UPDATE case_file SET state = 'open', reminded = 0, deadline_ms = $2 WHERE number = $1";
        let deadline = core.now_ms() + core.settings.programme.answer_hours * HOUR;
        tx.run(sql, args![number, deadline]).await?;
    }
    open::note(&mut tx, &core, number, CaseAuthor::Candidate, "", true, text).await?;
    tell_operations(&mut tx, &core, number).await?;
    tx.commit().await?;
    Ok(Json(read::one(&core, &me.person_id, number).await?))
}

async fn tell_operations(tx: &mut Tx, core: &Core, number: i64) -> Outcome<()> {
    let mail = Mail {
        once: format!("case:{number}:reply:{}", crate::keys::new_id()),
        to: &core.settings.operations.email,
        person_id: None,
        subject: format!("Case {number}: the candidate has written"),
        body: format!("{}/admin/cases/{number}\n", core.settings.server.public_url),
    };
    mail::queue(tx, core, mail).await
}

fn title(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Appeal => "An appeal against a result",
        CaseKind::Monitoring => "A word on what the exam's monitor noted",
        CaseKind::Name => "A name to be corrected",
        CaseKind::Accommodation => "An accommodation for the exam",
        _ => "A request for help",
    }
}

/// A number that is none is answered like one that is not yours.
fn number_of(number: &str) -> Outcome<i64> {
    number.parse().map_err(|_| Trouble::not_found("case"))
}

fn text_of(text: &str) -> Outcome<&str> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Trouble::bad("text: write what it is about.")),
        1..=LONGEST_TEXT if !text.contains('\0') => Ok(text),
        1..=LONGEST_TEXT => Err(Trouble::bad("text: it holds a character that no text has.")),
        count => Err(Trouble::bad(format!("text: {count} characters; {LONGEST_TEXT} are the most."))),
    }
}

/// One person's cases are opened one after the other, so that they can be counted.
async fn begin_case(tx: &mut Tx, me: &SignedIn) -> Outcome<()> {
    let sql = "UPDATE person SET erased_ms = erased_ms WHERE id = $1 AND erased_ms IS NULL";
    if tx.run(sql, args![&me.person_id]).await? == 0 {
        return Err(Trouble::refused(FaultCode::SignInAgain, "Sign in again: this access is over."));
    }
    let sql = "SELECT COUNT(*) AS waiting FROM case_file WHERE person_id = $1 AND visible = 1 AND state <> 'closed'
               AND kind IN ('help', 'appeal', 'monitoring', 'name', 'accommodation')";
    let waiting = tx.row(sql, args![&me.person_id]).await?.map_or(Ok(0), |row| row.int("waiting"))?;
    if waiting >= MOST_OPEN {
        let message = format!("{waiting} of your cases are still open. Please add to one of them; a person reads it.");
        return Err(Trouble::not_now(message, vec![]));
    }
    Ok(())
}

/// The seat whose result can be appealed now: the latest one with an outcome. An appeal that names another attempt is not
/// taken for one against this.
async fn appealable(tx: &mut Tx, core: &Core, enrolment: &EnrolmentRow, named: Option<i64>) -> Outcome<String> {
    let sql = "SELECT id, attempt, outcome_ms FROM seat WHERE enrolment_id = $1 AND outcome_ms IS NOT NULL AND state <> 'void'
               AND outcome IN ('passed', 'failed', 'held') ORDER BY attempt DESC LIMIT 1";
    let row = tx.row(sql, args![&enrolment.id]).await?;
    let nothing = "There is no result to appeal yet. For anything else, ask for help.";
    let row = row.ok_or_else(|| Trouble::not_now(nothing, vec![]))?;
    let latest = row.int("attempt")?;
    if let Some(named) = named.filter(|named| *named != latest) {
        let message = format!(
            "Only the latest result can be appealed, that of attempt {latest}; this is about attempt {named}. Look at the \
             result again. For anything else, ask for help."
        );
        return Err(Trouble::not_now(message, vec![]));
    }
    in_time(core, enrolment, row.int("outcome_ms")?, "A result").await?;
    row.text("id")
}

/// The decision on an identity that can be appealed now: the refusal that counts.
async fn refused_identity(tx: &mut Tx, core: &Core, enrolment: &EnrolmentRow) -> Outcome<String> {
    let sql = "SELECT id, created_ms FROM identity WHERE enrolment_id = $1 AND live = 1 AND state = 'refused'";
    let row = tx.row(sql, args![&enrolment.id]).await?;
    let nothing = "Nobody has refused your identity. For anything else, ask for help.";
    let row = row.ok_or_else(|| Trouble::not_now(nothing, vec![]))?;
    in_time(core, enrolment, row.int("created_ms")?, "A decision on an identity").await?;
    row.text("id")
}

async fn in_time(core: &Core, enrolment: &EnrolmentRow, decided_ms: i64, what: &str) -> Outcome<()> {
    let days = enrolment.programme(core).await?.appeal_days;
    let until = decided_ms + days * DAY;
    match core.now_ms() > until {
        false => Ok(()),
        true => {
            let (days, until) = (clock::days(days), clock::in_words(until));
            Err(Trouble::not_now(format!("{what} can be appealed for {days}; that was until {until}."), vec![]))
        }
    }
}

/// Until the accommodation is decided, no seat is given in the variant of before.
async fn unfix_variant(tx: &mut Tx, enrolment_id: &str) -> Outcome<()> {
    let sql = "SELECT number FROM case_file WHERE enrolment_id = $1 AND kind = 'accommodation' AND state <> 'closed'";
    if let Some(row) = tx.row(sql, args![enrolment_id]).await? {
        let number = row.int("number")?;
        let message =
            format!("Case {number} about an accommodation is still open. What you have to add belongs there.");
        return Err(Trouble::not_now(message, vec![]));
    }
    tx.run("UPDATE enrolment SET variant_fixed = 0 WHERE id = $1", args![enrolment_id]).await?;
    Ok(())
}
