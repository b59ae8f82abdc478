//! How much the line carries.

use super::subject::THROUGHPUT;
use super::{Row, words};

/// Bits per second. What the Duolingo English Test asks for with two cameras and a screen recorded throughout; the
/// exam's pages and snapshots need less. (Advice elsewhere, 10 down and 5 up, is for live video.)
pub(super) const DOWN: f64 = 2e6;
/// Bits per second, as above.
pub(super) const UP: f64 = 1e6;

/// Bits per second. Below it a figure would read as zero.
const SHOWN: f64 = 1e5;

const MEND: &str = "Use a cable, or sit closer to the Wi-Fi router. Pause downloads, backups and video calls.";

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Direction {
    pub down: Flow,
    pub up: Flow,
}

/// What came of carrying bytes one way.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Flow {
    Carried {
        /// Bits per second that were seen to pass.
        at_least: f64,
        /// A line that carries just what is needed would have been faster.
        limited: bool,
    },
    Failed(String),
}

impl Flow {
    fn is_enough(&self, needed: f64) -> bool {
        matches!(self, Self::Carried { at_least, .. } if *at_least >= needed)
    }

    fn is_low(&self, needed: f64) -> bool {
        matches!(self, Self::Carried { limited: true, .. }) && !self.is_enough(needed)
    }

    fn in_words(&self, way: &str, needed: f64) -> String {
        match self {
            Self::Carried { at_least, .. } if self.is_low(needed) && *at_least < SHOWN => {
                format!("under {} {way}", figure(needed))
            }
            Self::Carried { at_least, .. } if self.is_low(needed) => format!("about {} {way}", figure(*at_least)),
            Self::Carried { at_least, .. } if *at_least >= SHOWN => format!("at least {} {way}", figure(*at_least)),
            Self::Carried { .. } | Self::Failed(_) => format!("{way} not measured"),
        }
    }
}

pub(super) fn judge(ways: &Direction) -> Row {
    let (down, up) = (&ways.down, &ways.up);
    let seen = format!("Speed: {}, {}", down.in_words("down", DOWN), up.in_words("up", UP));
    let needed = format!("{} down and {} up are needed", figure(DOWN), figure(UP));
    if down.is_low(DOWN) || up.is_low(UP) {
        return THROUGHPUT.attention(format!("{seen} ({needed})"), MEND);
    }
    match (down, up) {
        (Flow::Failed(reason), _) | (_, Flow::Failed(reason)) => {
            THROUGHPUT.unknown(format!("{seen} ({})", words::quoted(reason)), "Check again later.")
        }
        _ if down.is_enough(DOWN) && up.is_enough(UP) => THROUGHPUT.pass(seen),
        _ => THROUGHPUT
            .unknown(format!("{seen} ({needed}). Answers take too long for more to show in a short check."), MEND),
    }
}

fn figure(bits_per_second: f64) -> String {
    match bits_per_second / 1e6 {
        mega if mega >= 1000.0 => "1000 Mbps".into(),
        mega if mega >= 10.0 => format!("{:.0} Mbps", mega.floor()),
        // Rounded down to a tenth: a line just below what is needed must not read as if it were enough.
        mega => format!("{} Mbps", (mega * 10.0).floor() / 10.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};

    fn check(down: Flow, up: Flow, verdict: Verdict, seen: &str) {
        let row = judge(&Direction { down, up });
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    fn ok(at_least: f64) -> Flow {
        Flow::Carried { at_least, limited: false }
    }

    fn low(at_least: f64) -> Flow {
        Flow::Carried { at_least, limited: true }
    }

    const NEEDED: &str = "(2 Mbps down and 1 Mbps up are needed)";

    #[test]
    fn two_down_and_one_up_are_enough() {
        check(ok(48.3e6), ok(11.9e6), Pass, "Speed: at least 48 Mbps down, at least 11 Mbps up");
        check(ok(2e6), low(1e6), Pass, "Speed: at least 2 Mbps down, at least 1 Mbps up");
        check(ok(9e12), ok(5.25e6), Pass, "Speed: at least 1000 Mbps down, at least 5.2 Mbps up");
    }

    #[test]
    fn what_is_slower_than_the_line_that_is_needed_needs_attention() {
        let seen = |ways: &str| format!("Speed: {ways} {NEEDED}");
        check(low(1.99e6), ok(4e6), Attention, &seen("about 1.9 Mbps down, at least 4 Mbps up"));
        check(ok(20e6), low(0.99e6), Attention, &seen("at least 20 Mbps down, about 0.9 Mbps up"));
        check(ok(20e6), low(0.0), Attention, &seen("at least 20 Mbps down, under 1 Mbps up"));
        check(low(0.0), Flow::Failed("gone".into()), Attention, &seen("under 2 Mbps down, up not measured"));
    }

    #[test]
    fn less_that_may_be_the_way_and_not_the_line_is_unknown() {
        let seen =
            |ways: &str| format!("Speed: {ways} {NEEDED}. Answers take too long for more to show in a short check.");
        check(ok(1.5e6), ok(4e6), Unknown, &seen("at least 1.5 Mbps down, at least 4 Mbps up"));
        check(ok(20e6), ok(0.0), Unknown, &seen("at least 20 Mbps down, up not measured"));
    }

    #[test]
    fn what_was_not_measured_is_unknown_with_its_reason() {
        let failed = || Flow::Failed("Too many requests.".into());
        let seen = "Speed: at least 20 Mbps down, up not measured (Too many requests)";
        check(ok(20e6), failed(), Unknown, seen);
        check(failed(), failed(), Unknown, "Speed: down not measured, up not measured (Too many requests)");
    }
}
