//! How a rater leans, against definitions and other libraries.

#![allow(clippy::unwrap_used)]

mod grouped;
mod shift;
mod smallest;
