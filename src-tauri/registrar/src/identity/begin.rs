//! Beginning a check, or going on with it.

use super::page;
use super::row::{self, History, IdentityRow, State};
use super::status::{is_valid, of_enrolment, shown};
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::casework::{self, NewCase};
use crate::clock::SECOND;
use crate::config::ProgrammeConfig;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::{JsonBody, SignedIn};
use crate::providers::{Provider, ProviderTrouble};
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use axum::Json;
use axum::extract::{Path, State as Shared};
use registrar_api::{
    CaseKind, Condition, ConditionKind, ConsentKind, Fault, IdentityBegin, IdentityBegun, IdentityRoute,
};
use std::time::{Duration, Instant};

/// How long a request waits for work that another process is just doing.
const WAIT: Duration = Duration::from_secs(10);

/// Begins a check, or goes on with the open one: its page has a fresh address each time.
#[utoipa::path(post, path = "/v1/enrolments/{id}/identity", tag = "identity", security(("access_token" = [])),
    params(("id" = String, Path, description = "The enrolment")), request_body = IdentityBegin, responses(
    (status = 200, description = "Where to go on.", body = IdentityBegun),
    (status = 409, description = "Not yet; the message and the conditions say what is missing.", body = Fault),
    (status = 502, description = "Stripe does not answer; it is asked again by itself.", body = Fault),
))]
pub async fn begin(
    Shared(core): Shared<Core>,
    who: SignedIn,
    Path(id): Path<String>,
    JsonBody(body): JsonBody<IdentityBegin>,
) -> Result<Json<IdentityBegun>, Trouble> {
    let enrolment = EnrolmentRow::of_person(&core, &id, &who.person_id).await?;
    let programme = enrolment.programme(&core).await?;
    if body.route == IdentityRoute::Unknown || !programme.identity.routes.contains(&body.route) {
        return Err(Trouble::bad("route: this programme does not have that way of checking an identity."));
    }
    may_begin(&core, &enrolment).await?;
    let begun = match body.route {
        IdentityRoute::Person => by_person(&core, &enrolment, &programme).await?,
        _ => by_stripe(&core, &enrolment, &programme).await?,
    };
    Ok(Json(begun))
}

/// What must hold before anybody is asked for a document.
async fn may_begin(core: &Core, enrolment: &EnrolmentRow) -> Outcome<()> {
    let condition = |kind, met, in_words: &str| Condition { kind, met, in_words: in_words.into(), met_at_ms: None };
    let consented = consented(core, &enrolment.id).await?;
    let conditions = vec![
        condition(
            ConditionKind::NotHeld,
            enrolment.held.is_none(),
            "Nobody holds your enrolment. If it is held, your cases say why.",
        ),
        condition(ConditionKind::Consented, consented, "You have agreed to the identity check as it is described now."),
        condition(
            ConditionKind::NameConfirmed,
            enrolment.name.is_some() && enrolment.name_confirmed_ms.is_some(),
            "You have confirmed your name as it should stand on the credential.",
        ),
    ];
    match conditions.iter().find(|condition| !condition.met) {
        None => Ok(()),
        Some(missing) => Err(Trouble::not_now(format!("Not yet: {}", missing.in_words), conditions)),
    }
}

/// Whether the text as it stands now has been agreed to.
async fn consented(core: &Core, enrolment_id: &str) -> Outcome<bool> {
    let text = core.settings.programme.consents.iter().find(|text| text.kind == ConsentKind::Identity);
    let version = text.map(|text| text.version.as_str()).unwrap_or_default();
    let sql = "SELECT given_ms FROM consent WHERE enrolment_id = $1 AND kind = $2 AND version = $3";
    let given = core.db.row(sql, args![enrolment_id, ConsentKind::Identity.word(), version]).await?;
    Ok(given.is_some())
}

/// The same check is gone on with while it is open; a closed one is replaced.
async fn by_stripe(core: &Core, enrolment: &EnrolmentRow, programme: &ProgrammeConfig) -> Outcome<IdentityBegun> {
    // Again, if another request was quicker, or what we know of the open one is old: it may be closed, or have used the last check.
    for _ in 0..3 {
        let Some(check) = open_check(core, enrolment, programme).await? else { continue };
        let check = at_stripe(core, check).await?;
        let Some(provider_id) = &check.provider_id else { continue };
        let session = core.stripe.retrieve(provider_id).await?;
        let known = session.status == check.state.word() && session.last_report == check.last_report;
        if known && check.live {
            let url = page::address(&core.settings, &session)?;
            return Ok(IdentityBegun { status: of_enrolment(core, enrolment).await?, url, case_number: None });
        }
        read_now(core, &check.id).await?;
        if ["processing", "verified"].contains(&session.status.as_str()) {
            break;
        }
    }
    Ok(IdentityBegun { status: of_enrolment(core, enrolment).await?, url: None, case_number: None })
}

/// The open check of the enrolment, or a new one, with the work that goes on with it. None if another request was quicker.
async fn open_check(
    core: &Core,
    enrolment: &EnrolmentRow,
    programme: &ProgrammeConfig,
) -> Outcome<Option<IdentityRow>> {
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    if EnrolmentRow::locked(&mut tx, &enrolment.id).await?.held.is_some() {
        return Err(at_the_same_moment());
    }
    let history = History::within(&mut tx, &enrolment.id).await?;
    may_go_on(&history, enrolment, programme, now)?;
    let open = history.live.clone().filter(|row| row.route == IdentityRoute::Stripe && row.state.is_open());
    let processing = open.as_ref().is_some_and(|row| row.state == State::Processing);
    if !processing && history.used >= programme.identity.attempts {
        return Err(used_up(programme));
    }
    let check = match open {
        Some(row) => {
            // A check that runs has its own time.
            if row.state == State::RequiresInput && !row::set_out(&mut tx, &row, now).await? {
                return Ok(None);
            }
            row
        }
        None => {
            let stripe = (IdentityRoute::Stripe, State::Creating);
            let new = row::replace(&mut tx, core, &enrolment.id, history.live.as_ref(), stripe).await?;
            let Some(new) = new else { return Ok(None) };
            new
        }
    };
    let due = if check.state == State::Creating { now } else { now + 15 * SECOND };
    work::enqueue(&mut tx, JobKind::IdentityRead, &check.id, due).await?;
    tx.commit().await?;
    Ok(Some(check))
}

/// The check once Stripe knows of it.
async fn at_stripe(core: &Core, check: IdentityRow) -> Outcome<IdentityRow> {
    if check.provider_id.is_some() {
        return Ok(check);
    }
    let check = after_work(core, &check.id).await?;
    match check.state {
        State::Creating => Err(ProviderTrouble::NoAnswer(Provider::Stripe).into()),
        _ => Ok(check),
    }
}

async fn read_now(core: &Core, id: &str) -> Outcome<()> {
    let mut tx = core.db.begin().await?;
    work::enqueue(&mut tx, JobKind::IdentityRead, id, core.now_ms()).await?;
    tx.commit().await?;
    after_work(core, id).await.map(drop)
}

/// The check after its work has been done once: here, or by whoever was quicker. If it failed it is not done once more: Stripe
/// may have asked for a pause.
async fn after_work(core: &Core, id: &str) -> Outcome<IdentityRow> {
    work::run_now(core, JobKind::IdentityRead, id).await?;
    let sql = "SELECT holder FROM job WHERE kind = $1 AND subject = $2 AND holder IS NOT NULL";
    let begun = Instant::now();
    loop {
        // In this order: what was done before the work was put down is seen after it.
        let held = core.db.row(sql, args![JobKind::IdentityRead.word(), id]).await?.is_some();
        let check = IdentityRow::by_id(core, id).await?.ok_or_else(|| Trouble::not_found("check"))?;
        if !held || begun.elapsed() > WAIT {
            return Ok(check);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A check that was decided, by Stripe or by a person, is not begun again.
fn may_go_on(history: &History, enrolment: &EnrolmentRow, programme: &ProgrammeConfig, now: i64) -> Outcome<()> {
    let status = shown(history, &programme.identity, enrolment.name.as_deref(), now);
    if is_valid(&status) {
        return Err(Trouble::not_now("Your identity is verified already; there is nothing to do.", vec![]));
    }
    if history.live.as_ref().is_some_and(|row| row.state == State::Refused) {
        let message = "A person has decided about your identity. If you think it is wrong, open an appeal against it.";
        return Err(Trouble::not_now(message, vec![]));
    }
    Ok(())
}

fn used_up(programme: &ProgrammeConfig) -> Trouble {
    let further = match programme.identity.routes.contains(&IdentityRoute::Person) {
        true => "A person of operations can check your identity instead: choose that way.".to_owned(),
        false => format!("Write to {}.", programme.contact_email),
    };
    Trouble::not_now(format!("All {} checks are used. {further}", programme.identity.attempts), vec![])
}

fn at_the_same_moment() -> Trouble {
    Trouble::not_now("The same was asked for, or your enrolment was held, at the same moment. Try again.", vec![])
}

/// The route without Stripe: a case that an administrator decides. Asking again answers with the same case.
async fn by_person(core: &Core, enrolment: &EnrolmentRow, programme: &ProgrammeConfig) -> Outcome<IdentityBegun> {
    let mut tx = core.db.begin().await?;
    if EnrolmentRow::locked(&mut tx, &enrolment.id).await?.held.is_some() {
        return Err(at_the_same_moment());
    }
    let history = History::within(&mut tx, &enrolment.id).await?;
    may_go_on(&history, enrolment, programme, core.now_ms())?;
    let (id, number) = match &history.live {
        Some(row) if row.state == State::Processing => {
            let message = "A check is running; most take less than a minute. Wait for how it goes.";
            return Err(Trouble::not_now(message, vec![]));
        }
        Some(row) if row.state == State::WithPerson => (row.id.clone(), case(&mut tx, core, row, enrolment, "").await?),
        before => {
            let error = before.as_ref().and_then(|row| row.last_error.as_deref()).unwrap_or("none");
            let so_far = format!("Checks by Stripe so far: {}; last error: {error}.", history.used);
            let person = (IdentityRoute::Person, State::WithPerson);
            let new = row::replace(&mut tx, core, &enrolment.id, before.as_ref(), person).await?;
            let row = new.ok_or_else(at_the_same_moment)?;
            let number = case(&mut tx, core, &row, enrolment, &so_far).await?;
            (row.id, number)
        }
    };
    tx.commit().await?;
    tracing::info!(identity = id, case = number, "a person decides an identity");
    Ok(IdentityBegun { status: of_enrolment(core, enrolment).await?, url: None, case_number: Some(number) })
}

async fn case(tx: &mut Tx, core: &Core, row: &IdentityRow, enrolment: &EnrolmentRow, so_far: &str) -> Outcome<i64> {
    let case = NewCase::system(CaseKind::Identity, "An identity is to be checked by a person")
        .about(&enrolment.id)
        .shown(&enrolment.person_id)
        .once(format!("identity:{}:person", row.id))
        .saying(format!("Asked for by the candidate. {so_far}"));
    casework::open(tx, core, case).await
}
