//! How much the line carries.

use super::subject::THROUGHPUT;
use super::{Row, words};
use std::time::Duration;

/// Bits per second. What the Duolingo English Test asks for with two cameras and a screen recorded throughout; the
/// exam's pages and snapshots need less. (Advice elsewhere, 10 down and 5 up, is for live video.)
const DOWN: f64 = 2e6;
/// Bits per second, as above.
const UP: f64 = 1e6;

const MEND: &str = "Use a cable, or sit closer to the Wi-Fi router. Pause downloads, backups and video calls.";

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Direction {
    pub down: Flow,
    pub up: Flow,
}

/// What came of carrying bytes one way.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Flow {
    /// Bits per second, the time for asking included: the line carries at least this.
    Measured(f64),
    /// Not even these bytes were carried in this time.
    Slower {
        bytes: usize,
        within: Duration,
    },
    Failed(String),
}

impl Flow {
    /// Bits per second: at least, and less than.
    fn bounds(&self) -> (f64, f64) {
        match self {
            Self::Measured(rate) => (*rate, f64::INFINITY),
            Self::Slower { bytes, within } => (0.0, *bytes as f64 * 8.0 / within.as_secs_f64().max(1e-6)),
            Self::Failed(_) => (0.0, f64::INFINITY),
        }
    }

    fn in_words(&self, way: &str) -> String {
        match self {
            Self::Measured(rate) => format!("at least {} {way}", figure(*rate)),
            Self::Slower { .. } => format!("under {} {way}", figure(self.bounds().1)),
            Self::Failed(_) => format!("{way} not measured"),
        }
    }

    fn is_low(&self, needed: f64) -> bool {
        match self {
            Self::Measured(rate) => *rate < needed,
            Self::Slower { .. } => true,
            Self::Failed(_) => false,
        }
    }
}

pub(super) fn judge(ways: &Direction) -> Row {
    let mut seen = format!("Speed: {}, {}", ways.down.in_words("down"), ways.up.in_words("up"));
    if ways.down.is_low(DOWN) || ways.up.is_low(UP) {
        seen.push_str(&format!(" ({} down and {} up are needed)", figure(DOWN), figure(UP)));
        return THROUGHPUT.attention(seen, MEND);
    }
    match (&ways.down, &ways.up) {
        (Flow::Failed(reason), _) | (_, Flow::Failed(reason)) => {
            THROUGHPUT.unknown(format!("{seen} ({})", words::quoted(reason)), "Check again later.")
        }
        _ => THROUGHPUT.pass(seen),
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

    #[test]
    fn two_down_and_one_up_are_enough() {
        let ok = Flow::Measured;
        check(ok(48.3e6), ok(11.9e6), Pass, "Speed: at least 48 Mbps down, at least 11 Mbps up");
        check(ok(2e6), ok(1e6), Pass, "Speed: at least 2 Mbps down, at least 1 Mbps up");
        check(ok(9e12), ok(5.25e6), Pass, "Speed: at least 1000 Mbps down, at least 5.2 Mbps up");
        let seen = "Speed: at least 1.9 Mbps down, at least 4 Mbps up (2 Mbps down and 1 Mbps up are needed)";
        check(ok(1.99e6), ok(4e6), Attention, seen);
        let seen = "Speed: at least 20 Mbps down, at least 0.9 Mbps up (2 Mbps down and 1 Mbps up are needed)";
        check(ok(20e6), ok(0.99e6), Attention, seen);
    }

    #[test]
    fn bytes_that_did_not_arrive_bound_the_rate() {
        let slower = Flow::Slower { bytes: 128 << 10, within: Duration::from_millis(1750) };
        let seen = "Speed: at least 20 Mbps down, under 0.5 Mbps up (2 Mbps down and 1 Mbps up are needed)";
        check(Flow::Measured(20e6), slower.clone(), Attention, seen);
        let seen = "Speed: under 0.5 Mbps down, up not measured (2 Mbps down and 1 Mbps up are needed)";
        check(slower, Flow::Failed("gone".into()), Attention, seen);
    }

    #[test]
    fn what_was_not_measured_is_unknown_with_its_reason() {
        let failed = || Flow::Failed("Too many requests.".into());
        check(
            Flow::Measured(20e6),
            failed(),
            Unknown,
            "Speed: at least 20 Mbps down, up not measured (Too many requests)",
        );
        check(failed(), failed(), Unknown, "Speed: down not measured, up not measured (Too many requests)");
    }
}
