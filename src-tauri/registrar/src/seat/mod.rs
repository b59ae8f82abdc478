//! Seats: one attempt at the exam, held, handed out once, and ended.

mod code;
mod end;
mod give;
mod link;
mod row;
mod silence;

pub use code::{add_code, remove_code};
pub use end::{finished, void};
pub use row::{SeatRow, by_token};

use crate::candidate::enrolment::EnrolmentRow;
use crate::core::Core;
use crate::db::Outcome;
use crate::http::{JsonBody, SignedIn};
use crate::result;
use crate::trouble::Trouble;
use axum::Json;
use axum::extract::{Path, State};
use registrar_api::{Fault, Outcome as ExamOutcome, Seat, SeatLink, SeatRequest, SeatState};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(ask, current)).routes(routes!(fetch_link))
}

/// Seats that have run out, and seats of which nothing has been heard since; called by the sweep.
pub async fn sweep(core: &Core) -> Outcome<()> {
    end::sweep(core).await?;
    silence::sweep(core).await
}

/// The seats of an enrolment, newest first, as their candidate sees them.
pub async fn all_shown(core: &Core, newest_first: Vec<SeatRow>) -> Outcome<Vec<Seat>> {
    let mut seats = Vec::new();
    for seat in newest_first {
        seats.push(shown(core, seat).await?);
    }
    keep_one_appeal(&mut seats);
    Ok(seats)
}

/// An appeal is against the newest result that stands, as [`crate::casework`] takes it: of the others none is told as open.
fn keep_one_appeal(newest_first: &mut [Seat]) {
    let decided = [ExamOutcome::Passed, ExamOutcome::Failed, ExamOutcome::Held];
    let stands = |seat: &Seat| {
        seat.state != SeatState::Void && seat.result.as_ref().is_some_and(|result| decided.contains(&result.outcome))
    };
    let newest = newest_first.iter().position(stands);
    for (at, seat) in newest_first.iter_mut().enumerate() {
        if let Some(result) = seat.result.as_mut().filter(|_| newest != Some(at)) {
            result.appeal_until_ms = None;
        }
    }
}

/// A seat as its candidate sees it.
async fn shown(core: &Core, mut seat: SeatRow) -> Outcome<Seat> {
    let result = result::of_seat(core, &seat.id).await?;
    if result.is_some() && seat.is_live() {
        // It came since the seat was read, and has ended it.
        seat = SeatRow::load(core, &seat.id).await?.unwrap_or(seat);
    }
    Ok(Seat {
        result,
        id: seat.id,
        state: seat.state,
        attempt: seat.attempt,
        variant: seat.variant,
        minutes: seat.minutes,
        issued_ms: seat.issued_ms,
        expires_ms: seat.expires_ms,
        handed_out_ms: seat.handed_out_ms,
        counts: seat.counts,
    })
}

/// Asks for a seat. Asking again answers with the same seat for as long as it is open.
#[utoipa::path(post, path = "/v1/enrolments/{id}/seat", tag = "seat", security(("access_token" = [])),
    params(("id" = String, Path, description = "The enrolment.")), request_body = SeatRequest, responses(
    (status = 200, description = "The seat. While it is `reserved`, its link cannot be fetched yet: look again.", body = Seat),
    (status = 400, description = "The handout is not as it should be.", body = Fault),
    (status = 401, description = "Sign in again.", body = Fault),
    (status = 404, description = "No such enrolment, or not yours.", body = Fault),
    (status = 409, description = "Something is missing; the conditions say what.", body = Fault),
))]
async fn ask(
    State(core): State<Core>,
    who: SignedIn,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SeatRequest>,
) -> Result<Json<Seat>, Trouble> {
    let handout = link::Handout::read(&core, &request)?;
    EnrolmentRow::of_person(&core, &id, &who.person_id).await?;
    let seat = give::seat(&core, &id, &handout).await?;
    Ok(Json(shown(&core, seat).await?))
}

/// The newest seat, whatever has become of it.
#[utoipa::path(get, path = "/v1/enrolments/{id}/seat", tag = "seat", security(("access_token" = [])),
    params(("id" = String, Path, description = "The enrolment.")), responses(
    (status = 200, description = "The seat.", body = Seat),
    (status = 401, description = "Sign in again.", body = Fault),
    (status = 404, description = "No such enrolment, not yours, or no seat yet.", body = Fault),
))]
async fn current(State(core): State<Core>, who: SignedIn, Path(id): Path<String>) -> Result<Json<Seat>, Trouble> {
    EnrolmentRow::of_person(&core, &id, &who.person_id).await?;
    let newest = SeatRow::all(&core, &id).await?.into_iter().next();
    let seat = newest.ok_or_else(|| Trouble::not_found("seat"))?;
    let mut seat = shown(&core, seat).await?;
    keep_one_appeal(std::slice::from_mut(&mut seat));
    Ok(Json(seat))
}

/// Fetches the exam's link of the open seat: for the handout that the seat was asked for with, and no other.
#[utoipa::path(post, path = "/v1/enrolments/{id}/seat/link", tag = "seat", security(("access_token" = [])),
    params(("id" = String, Path, description = "The enrolment.")), request_body = SeatRequest, responses(
    (status = 200, description = "The link, the same each time until it expires. It is a secret of the candidate's.", body = SeatLink),
    (status = 400, description = "The handout is not as it should be.", body = Fault),
    (status = 401, description = "Sign in again.", body = Fault),
    (status = 404, description = "No such enrolment, not yours, or no open seat.", body = Fault),
    (status = 409, description = "Not yet, no longer, or not with this handout.", body = Fault),
))]
async fn fetch_link(
    State(core): State<Core>,
    who: SignedIn,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SeatRequest>,
) -> Result<Json<SeatLink>, Trouble> {
    let handout = link::Handout::read(&core, &request)?;
    let enrolment = EnrolmentRow::of_person(&core, &id, &who.person_id).await?;
    Ok(Json(link::fetch(&core, &enrolment, &handout).await?))
}
