//! Someone to decide: cases from candidates and from the system, and what operations can do about them.

pub mod act;
mod api;
pub mod cli;
mod deadlines;
mod desk;
mod export;
mod facts;
mod open;
mod pages;
mod read;

pub use act::{Action, Actor, Order, act};
pub use deadlines::sweep;
pub use open::{NewCase, open, settled};
pub use read::of_person;

use crate::core::Core;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

/// Who decides, as long as nobody is named.
const OPERATIONS: &str = "operations";

pub fn routes() -> OpenApiRouter<Core> {
    api::routes()
}

pub fn pages() -> Router<Core> {
    pages::routes()
}
