//! Bias, drift and readiness in words: what is said of whom.
#![allow(clippy::unwrap_used)]

mod readiness;
