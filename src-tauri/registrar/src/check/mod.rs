//! The check in the candidate's own browser: camera, cookies, pop-ups, clock; the rehearsal; bytes to time the line.

mod api;
mod bytes;
mod page;
mod report;
mod returns;
mod system;

use crate::core::Core;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    api::routes().merge(bytes::routes())
}

pub fn pages() -> Router<Core> {
    page::pages().merge(returns::pages())
}
