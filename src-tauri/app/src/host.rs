//! What only the machine or a desktop can give.

use study::Now;

/// The world outside the use cases. Tests put their own in its place.
pub trait Host: Send + Sync {
    /// The present moment and where the learner's clock stands.
    fn now(&self) -> Now;
    /// A fresh random number, from which the order of a task's responses follows.
    fn seed(&self) -> i64;
    /// Called once, when the first screen has been painted with data.
    fn first_screen(&self) {}
}

/// The system's clock and randomness.
pub struct SystemHost;

impl Host for SystemHost {
    fn now(&self) -> Now {
        let now = jiff::Zoned::now();
        Now { utc_ms: now.timestamp().as_millisecond(), offset_min: now.offset().seconds() / 60 }
    }

    fn seed(&self) -> i64 {
        (uuid::Uuid::new_v4().as_u64_pair().0 >> 1) as i64
    }
}
