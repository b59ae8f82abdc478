//! The learner's record: what was answered, how it was graded and when, in one SQLite file.
//!
//! The room keeps plain data and knows neither course nor grading. It has no clock: [`Now`] comes in with each call.
//! Whatever a call has acknowledged is on disk.

mod error;
mod skeleton;

pub use error::{Cause, Error, OpenError};
pub use skeleton::*;
pub use uuid::Uuid;
