//! The record from outside: what it keeps, and what it does when the world around it fails.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod amendments;
mod answers;
mod broken_off;
mod child;
mod crash;
mod damage;
mod disk;
mod disputes;
mod drafts;
mod first_tries;
mod flags;
mod fsync;
mod lessons;
mod merged;
mod opening;
mod rebuild;
mod schema;
mod sessions;
mod slots;
mod world;
