//! How much of a session's time is gone, by a clock that nobody sets.

use exam::Steady;
use study::{Now, Session, SessionClock};

/// What has gone by of the session, in ms. While the computer has not been started anew this is its steady clock; across
/// a start it is the wall clock since the beginning, and never less than was known before.
pub(crate) fn elapsed_ms(session: &Session, steady: &Steady, now: Now) -> u64 {
    let kept = &session.clock;
    if kept.boot == steady.since {
        return kept.elapsed_ms + u64::try_from(steady.ms - kept.boot_ms).unwrap_or(0);
    }
    let by_the_wall = u64::try_from(now.utc_ms - session.started_ms).unwrap_or(0);
    kept.elapsed_ms.max(by_the_wall)
}

/// The clock as it is to be kept from now on.
pub(crate) fn clock(elapsed_ms: u64, steady: &Steady) -> SessionClock {
    SessionClock { boot: steady.since.clone(), boot_ms: steady.ms, elapsed_ms }
}

/// Whether the clock on disk should be brought up to date: after a start of the computer, and so often that a crash and a
/// clock set back together give nobody more than half a minute.
pub(crate) fn stale(session: &Session, steady: &Steady, elapsed_ms: u64) -> bool {
    session.clock.boot != steady.since || elapsed_ms.saturating_sub(session.clock.elapsed_ms) >= 30_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use study::{SessionForm, Uuid};

    const START: i64 = 1_795_435_200_000;

    fn session(elapsed_ms: u64) -> Session {
        Session {
            id: Uuid::nil(),
            form: SessionForm::Drill,
            asked: String::new(),
            plan: String::new(),
            seed: 0,
            limit_ms: 600_000,
            started_ms: START,
            offset_min: 0,
            local_day: String::new(),
            clock: SessionClock { boot: "a".into(), boot_ms: 5000, elapsed_ms },
            ended: None,
        }
    }

    fn check(elapsed_ms: u64, boot: &str, boot_ms: i64, wall_ms: i64, expected: u64) {
        let steady = Steady { since: boot.into(), ms: boot_ms };
        let now = Now { utc_ms: START + wall_ms, offset_min: 0 };
        assert_eq!(super::elapsed_ms(&session(elapsed_ms), &steady, now), expected, "{boot} {boot_ms} {wall_ms}");
    }

    #[test]
    fn time_goes_by_whatever_the_wall_clock_says() {
        check(0, "a", 65_000, 60_000, 60_000);
        // The wall clock was set back a day, or on a year.
        check(0, "a", 65_000, -86_400_000, 60_000);
        check(0, "a", 65_000, 31_536_000_000, 60_000);
        // The computer was started anew: the wall clock counts, and never takes back what was known.
        check(120_000, "b", 1000, 180_000, 180_000);
        check(120_000, "b", 1000, -5000, 120_000);
        // A steady clock that stands behind what was kept of it is no reason to go back.
        check(120_000, "a", 1000, 180_000, 120_000);
    }
}
