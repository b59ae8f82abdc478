//! The candidate's way: programme, enrolment, consents, name, conditions, and the timeline that tells of it all.

pub mod conditions;
mod enrol;
pub mod enrolment;
pub mod papers;
pub mod programme;
mod status;
mod timeline;

pub use enrol::normalise;

use crate::core::Core;
use crate::db::Outcome;
use crate::http::{JsonBody, Origin, SignedIn};
use axum::Json;
use axum::extract::{Path, State};
use enrolment::EnrolmentRow;
use registrar_api::{ConsentRequest, EnrolRequest, Enrolment, Fault, Me, NameRequest, Programme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
        .routes(routes!(programme_shown))
        .routes(routes!(me))
        .routes(routes!(enrol))
        .routes(routes!(enrolment_shown))
        .routes(routes!(consent))
        .routes(routes!(confirm_name))
}

/// What a candidate should know before buying.
#[utoipa::path(get, path = "/v1/programme", tag = "programme", responses(
    (status = 200, body = Programme), (status = 429, body = Fault)))]
async fn programme_shown(State(core): State<Core>) -> Json<Programme> {
    Json(programme::shown(&core.settings, &core.settings.programme, core.programme_version))
}

/// Who is signed in, and their enrolments.
#[utoipa::path(get, path = "/v1/me", tag = "candidate", security(("access_token" = [])), responses(
    (status = 200, body = Me), (status = 401, body = Fault), (status = 429, body = Fault), (status = 503, body = Fault)))]
async fn me(State(core): State<Core>, person: SignedIn) -> Outcome<Json<Me>> {
    status::me(&core, &person).await.map(Json)
}

/// Enrols with the one-time code of a purchase. The same code sent again by the same person answers with the same enrolment.
#[utoipa::path(post, path = "/v1/enrolments", tag = "candidate", security(("access_token" = [])),
    request_body = EnrolRequest, responses(
    (status = 200, body = Enrolment), (status = 400, body = Fault), (status = 401, body = Fault),
    (status = 404, body = Fault), (status = 409, body = Fault), (status = 413, body = Fault),
    (status = 429, body = Fault), (status = 503, body = Fault)))]
async fn enrol(
    State(core): State<Core>,
    person: SignedIn,
    origin: Origin,
    JsonBody(request): JsonBody<EnrolRequest>,
) -> Outcome<Json<Enrolment>> {
    let id = enrol::with_code(&core, &person, origin, &request.code).await?;
    status::of(&core, &EnrolmentRow::load(&core, &id).await?).await.map(Json)
}

/// Everything about one enrolment.
#[utoipa::path(get, path = "/v1/enrolments/{id}", tag = "candidate", security(("access_token" = [])),
    params(("id" = String, Path,)), responses(
    (status = 200, body = Enrolment), (status = 401, body = Fault), (status = 404, body = Fault),
    (status = 429, body = Fault), (status = 503, body = Fault)))]
async fn enrolment_shown(
    State(core): State<Core>,
    person: SignedIn,
    Path(id): Path<String>,
) -> Outcome<Json<Enrolment>> {
    let enrolment = EnrolmentRow::of_person(&core, &id, &person.person_id).await?;
    status::of(&core, &enrolment).await.map(Json)
}

/// Gives consents, each to a text that was read.
#[utoipa::path(post, path = "/v1/enrolments/{id}/consents", tag = "candidate", security(("access_token" = [])),
    params(("id" = String, Path,)), request_body = ConsentRequest, responses(
    (status = 200, body = Enrolment), (status = 400, body = Fault), (status = 401, body = Fault),
    (status = 404, body = Fault), (status = 413, body = Fault), (status = 429, body = Fault), (status = 503, body = Fault)))]
async fn consent(
    State(core): State<Core>,
    person: SignedIn,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ConsentRequest>,
) -> Outcome<Json<Enrolment>> {
    let enrolment = EnrolmentRow::of_person(&core, &id, &person.person_id).await?;
    papers::consent(&core, &enrolment, &request.consents).await?;
    status::of(&core, &enrolment).await.map(Json)
}

/// Confirms the name that will stand on the credential.
#[utoipa::path(post, path = "/v1/enrolments/{id}/name", tag = "candidate", security(("access_token" = [])),
    params(("id" = String, Path,)), request_body = NameRequest, responses(
    (status = 200, body = Enrolment), (status = 400, body = Fault), (status = 401, body = Fault),
    (status = 404, body = Fault), (status = 409, body = Fault), (status = 413, body = Fault),
    (status = 429, body = Fault), (status = 503, body = Fault)))]
async fn confirm_name(
    State(core): State<Core>,
    person: SignedIn,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<NameRequest>,
) -> Outcome<Json<Enrolment>> {
    let enrolment = EnrolmentRow::of_person(&core, &id, &person.person_id).await?;
    papers::confirm_name(&core, &enrolment, &request.name).await?;
    status::of(&core, &EnrolmentRow::load(&core, &id).await?).await.map(Json)
}
