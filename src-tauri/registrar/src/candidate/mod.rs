//! The candidate's way: programme, enrolment, consents, name, conditions, and the timeline that tells of it all.

pub mod conditions;
pub mod enrolment;
pub mod programme;

use crate::core::Core;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

pub fn pages() -> Router<Core> {
    Router::new()
}
