//! Identity: Stripe's check, or a person's decision.
//!
//! A row is one check. The newest is *live*; a new one closes it. Stripe's sessions are created, read and redacted as work, and
//! what Stripe reports by webhook is only a reason to read. Of a document we keep "matches" and the date.

mod begin;
mod create;
mod decide;
mod hook;
mod names;
mod page;
mod read;
mod redact;
mod row;
mod status;
mod sweep;
mod words;

pub use decide::decide;
pub use names::names_match;
pub use read::read;
pub use redact::{have_redacted, redact};
pub use row::is_refused;
pub use status::{hearing, is_valid, status};
pub use sweep::sweep;
pub use words::words;

use crate::core::Core;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Core> {
    OpenApiRouter::new().routes(routes!(begin::begin, status::show)).routes(routes!(hook::stripe))
}
