//! The registrar as a whole, on both databases, with stand-ins for the providers.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // A test that cannot go on fails.

mod world;

mod admin;
mod admin_cli;
mod admin_pages;
mod admin_person;
mod at_once;
mod candidate;
mod casework;
mod casework_desk;
mod casework_retention;
mod certifier;
mod check;
mod check_pages;
mod classmarker;
mod classmarker_budget;
mod credential;
mod credential_faults;
mod credential_hooks;
mod credential_time;
mod credential_withdraw;
mod identity;
mod identity_faults;
mod identity_hooks;
mod identity_time;
mod kills;
mod leaks;
mod openapi;
mod result_feed;
mod result_hook;
mod result_many;
mod result_order;
mod result_sitting;
mod result_way;
mod seat;
mod several;
mod signin;
mod stopping;
mod stripe_client;
mod tables;
mod work;
