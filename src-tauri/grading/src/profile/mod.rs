//! Readiness in words.

mod readiness;
mod say;

pub use readiness::{
    AHEAD, Compared, DomainCount, FAR, Levels, More, READ_OUT, READY, Readiness, Reading, Share, State, readiness,
};
