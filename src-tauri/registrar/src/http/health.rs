//! For whoever looks after the process.

use crate::core::Core;
use crate::trouble::Trouble;
use axum::extract::State;
use registrar_api::{Fault, FaultCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(alive)).routes(routes!(ready))
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, description = "It is alive.", body = String)))]
async fn alive() -> &'static str {
    "alive"
}

/// The database answers too: requests can be sent here.
#[utoipa::path(get, path = "/readyz", tag = "health", responses(
    (status = 200, description = "It is ready.", body = String),
    (status = 503, description = "The database does not answer.", body = Fault),
))]
async fn ready(State(core): State<Core>) -> Result<&'static str, Trouble> {
    match core.db.answers().await {
        true => Ok("ready"),
        false => Err(Trouble::refused(FaultCode::TryAgain, "The database does not answer.")),
    }
}
