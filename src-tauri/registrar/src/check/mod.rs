//! The check in the candidate's own browser: camera, cookies, pop-ups, clock; and the rehearsal.

use crate::core::Core;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

pub fn pages() -> Router<Core> {
    Router::new()
}
