//! The use cases over the real course and a real record.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

mod common;
#[path = "../../../grading/tests/samples/own.rs"]
mod own;

mod disputes;
mod exam_page;
mod exam_window;
mod keys;
mod live;
mod practice;
mod screens;
mod sessions;
mod table;
