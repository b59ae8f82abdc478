//! Seats: one attempt at the exam, held, handed out once, and ended.

use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::work::Done;
use registrar_api::Seat;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

/// The seats of an enrolment, newest first.
pub async fn of_enrolment(_core: &Core, _enrolment_id: &str) -> Outcome<Vec<Seat>> {
    Ok(vec![])
}

/// Work: puts the access code of a seat on ClassMarker's list.
pub async fn add_code(_core: &Core, _id: &str) -> Outcome<Done> {
    Ok(Done::Finished)
}

/// Work: takes the access code of a seat off the list.
pub async fn remove_code(_core: &Core, _id: &str) -> Outcome<Done> {
    Ok(Done::Finished)
}

/// A person takes a seat back; it does not count.
pub async fn void(_tx: &mut Tx, _core: &Core, _id: &str, _why: &str) -> Outcome<()> {
    Ok(())
}

/// Seats that have run out; called by the sweep.
pub async fn sweep(_core: &Core) -> Outcome<()> {
    Ok(())
}
