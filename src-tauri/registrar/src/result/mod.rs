//! Results: ClassMarker's webhook, its feed as reconciliation, and what a set of revisions says.

use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::work::Done;
use registrar_api::ExamResult;
use utoipa_axum::router::OpenApiRouter;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new()
}

/// Work: reads the results' feed.
pub async fn poll(core: &Core) -> Outcome<Done> {
    Ok(Done::Again(core.now_ms() + 60_000))
}

/// The result of a seat as the candidate sees it; None before there is one.
pub async fn of_seat(_core: &Core, _seat_id: &str) -> Outcome<Option<ExamResult>> {
    Ok(None)
}

/// When the feed was last heard, and when it is asked again.
pub async fn feed_times(_core: &Core) -> Outcome<(Option<i64>, i64)> {
    Ok((None, 0))
}

/// A person has looked at what the monitor noted and clears it.
pub async fn clear_monitoring(_tx: &mut Tx, _core: &Core, _seat_id: &str) -> Outcome<()> {
    Ok(())
}

/// A person releases a held result; it counts as what it says.
pub async fn release(_tx: &mut Tx, _core: &Core, _seat_id: &str) -> Outcome<()> {
    Ok(())
}
