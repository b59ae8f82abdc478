//! Credentials: issued in guarded steps, once, and only when everything is seen.

use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::work::Done;
use registrar_api::Credential;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

/// The credential of an enrolment.
pub async fn of_enrolment(_core: &Core, _enrolment_id: &str) -> Outcome<Credential> {
    Ok(Credential {
        state: registrar_api::CredentialState::None,
        why: None,
        name: None,
        issued_on: None,
        expires_on: None,
        url: None,
    })
}

/// Work: whether a seat's result calls for a credential, and if so begins it.
pub async fn due(_core: &Core, _seat_id: &str) -> Outcome<Done> {
    Ok(Done::Finished)
}

/// Work: the next step of one credential.
pub async fn step(_core: &Core, _id: &str) -> Outcome<Done> {
    Ok(Done::Finished)
}

/// A person withdraws a credential; with `again`, a new one follows (after a corrected name).
pub async fn withdraw(_tx: &mut Tx, _core: &Core, _enrolment_id: &str, _again: bool) -> Outcome<()> {
    Ok(())
}

/// Renewal notices; called by the sweep.
pub async fn sweep(_core: &Core) -> Outcome<()> {
    Ok(())
}
