//! The registrar as a whole, on both databases, with stand-ins for the providers.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // A test that cannot go on fails.

mod world;

mod candidate;
mod certifier;
mod credential;
mod credential_faults;
mod credential_hooks;
mod credential_time;
mod credential_withdraw;
mod signin;
mod tables;
