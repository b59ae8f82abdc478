//! What crosses to the page: requests, replies, errors. The only types with a TypeScript twin.
//!
//! Invariant: [`feedback::KeyView`] is reachable only from the replies of `practice_submit` and `record_open`.

pub mod badge;
pub mod dispute;
pub mod error;
pub mod evidence;
pub mod exam;
pub mod feedback;
pub mod home;
pub mod lesson;
pub mod module;
pub mod practice;
pub mod record;
pub mod session;
pub mod start;
pub mod work;

pub use error::{ErrorCode, WireError};
