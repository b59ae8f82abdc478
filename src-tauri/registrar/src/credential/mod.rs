//! Credentials: issued in guarded steps, once, and only when everything is seen.

mod adopt;
mod facts;
mod hook;
mod issue;
mod ledger;
mod letter;
mod page;
mod rule;
mod search;
mod show;
mod sweep;
mod withdraw;

pub use hook::routes;
pub use issue::{due, step};
pub use page::public_page;
pub use show::{hearing, of_enrolment};
pub use sweep::sweep;
pub use withdraw::withdraw;
