//! The check in the candidate's own browser: camera, cookies, pop-ups, clock; and the rehearsal.

mod api;
mod page;
mod report;
mod returns;
mod system;

use crate::core::Core;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    api::routes()
}

pub fn pages() -> Router<Core> {
    page::pages().merge(returns::pages())
}
