//! The vault as a process of its own, beside a real keyring on a bus of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

mod bus;
mod child;
mod disk;
mod erasing;
mod keychain;
mod passphrase;
mod session;
mod world;
