//! The candidate's side against the real registrar, with stand-ins for its providers.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

mod account;
mod between;
mod keeping;
mod launch;
mod readiness;
mod registrar_faults;
mod sign_in;
mod silence;
mod spoiled;
mod whole;
mod world;
