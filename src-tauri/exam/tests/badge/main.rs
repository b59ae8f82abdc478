//! Badges signed by other people's code (tests/badges), and what this code says of them.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

mod fixture;
mod tampered;
mod verdicts;
