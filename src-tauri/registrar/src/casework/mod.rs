//! Someone to decide: cases from candidates and from the system, and what operations can do about them.

mod open;

pub use open::{NewCase, open};

use crate::core::Core;
use crate::db::Outcome;
use axum::Router;
use registrar_api::Case;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

pub fn pages() -> Router<Core> {
    Router::new()
}

/// The cases of a person that the person may see, newest first.
pub async fn of_person(_core: &Core, _person_id: &str) -> Outcome<Vec<Case>> {
    Ok(vec![])
}

/// Reminds of deadlines that are near; called by the sweep.
pub async fn sweep(_core: &Core) -> Outcome<()> {
    Ok(())
}
