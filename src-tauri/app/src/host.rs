//! What only the machine or a desktop can give.

use ::exam::Steady;
use ::exam::readiness::Display;
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;
use study::Now;

/// For [`Host::open`]. What the system itself says is left out: it can quote the whole command, and with it the address.
pub const NO_BROWSER: &str =
    "This system opened no browser. Look in its settings which one is the default, then try again.";

/// The world outside the use cases. Tests put their own in its place.
pub trait Host: Send + Sync {
    /// The present moment and where the learner's clock stands.
    fn now(&self) -> Now;
    /// The clock that nobody sets.
    fn steady(&self) -> Steady {
        of_the_computer().unwrap_or_else(of_the_app)
    }
    /// A fresh random number, from which the order of a task's responses follows.
    fn seed(&self) -> i64;
    /// The zone in whose time the learner reads moments that lie ahead.
    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
    /// Called once, when the first screen has been painted with data.
    fn first_screen(&self) {}
    /// Opens an address, already held against the list of hosts, in the system's browser. Errors: why, for the learner, without the
    /// address: the page never learns one.
    fn open(&self, _address: &str) -> Result<(), String> {
        Err("Nothing here can open a browser.".to_owned())
    }
    /// Puts a text on the clipboard.
    fn copy(&self, _text: &str) -> Result<(), String> {
        Err("There is no clipboard here.".to_owned())
    }
    /// Takes what [`Host::copy`] put there off the clipboard again, if it is still there. Blocks.
    fn forget_copied(&self) {}
    /// Lets the learner pick a file to read; none if they changed their mind. Blocks: call it where blocking is allowed.
    fn pick_open(&self, _title: &str, _endings: &[&str]) -> Option<PathBuf> {
        None
    }
    /// Lets the learner pick where a file is written, `name` offered; none if they changed their mind. Blocks as above.
    fn pick_save(&self, _title: &str, _name: &str) -> Option<PathBuf> {
        None
    }
    /// The displays; none if the system does not say.
    fn displays(&self) -> Option<Vec<Display>> {
        None
    }
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

/// As Linux tells it, time asleep included.
fn of_the_computer() -> Option<Steady> {
    let since = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let up = std::fs::read_to_string("/proc/uptime").ok()?;
    let seconds: f64 = up.split_whitespace().next()?.parse().ok()?;
    Some(Steady { since: since.trim().to_owned(), ms: (seconds * 1000.0) as i64 })
}

/// It may stand still while the computer sleeps. That looks like a clock that was set, so the registrar is asked.
fn of_the_app() -> Steady {
    static START: LazyLock<(Instant, String)> = LazyLock::new(|| (Instant::now(), uuid::Uuid::new_v4().to_string()));
    let (start, name) = &*START;
    Steady { since: name.clone(), ms: i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steady_clock_goes_forward_from_one_start() {
        assert_eq!(of_the_computer().is_some(), cfg!(target_os = "linux"), "Linux tells");
        let both: [fn() -> Option<Steady>; 2] = [of_the_computer, || Some(of_the_app())];
        for clock in both {
            let (Some(before), Some(after)) = (clock(), clock()) else { continue };
            assert!(!before.since.is_empty() && before.since == after.since && before.ms <= after.ms, "{before:?}");
        }
    }
}
