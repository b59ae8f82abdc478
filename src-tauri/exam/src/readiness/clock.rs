//! This computer's clock against the registrar's.

use super::network::Try;
use super::subject::CLOCK;
use super::{Row, words};

/// In milliseconds. Certificates and sign-in bear minutes; but a window opens to the minute, and a clock that is a
/// minute off is one that nobody sets.
const FAR: u128 = 60_000;
/// In milliseconds. What a clock may be moved while the tries last, as time services do when they set it gently.
const SETTLING: u128 = 1_000;
/// In milliseconds since 1970: what a registrar can say. The beginning of 2024 and of 2100.
const SENSIBLE: std::ops::Range<i64> = 1_704_067_200_000..4_102_444_800_000;

/// How far this computer's clock is from the registrar's by one try.
struct Offset {
    /// In milliseconds: above zero if this computer's clock is behind.
    behind: i128,
    /// In milliseconds: half the round trip, since the answer may have been made at any time of it.
    give_or_take: u128,
}

fn offset(answered: &Try) -> Offset {
    let half = answered.took.as_millis().div_ceil(2);
    // Wide enough for whatever a broken clock or a broken answer says. A round trip is shorter than its time limit.
    let middle = i128::from(answered.sent_ms) + i128::try_from(half).unwrap_or(i128::from(i64::MAX));
    Offset { behind: i128::from(answered.registrar_ms) - middle, give_or_take: half }
}

pub(super) fn judge(answered: &[Try], os: &str) -> Row {
    // The shortest way leaves the least room for error.
    let Some(best) = answered.iter().min_by_key(|t| t.took) else {
        return CLOCK.unknown("Clock: not compared, the registrar did not answer.", "Check again later.");
    };
    if answered.iter().any(|t| !SENSIBLE.contains(&t.registrar_ms)) {
        return CLOCK.unknown("Clock: the time that the registrar gave makes no sense.", "Check again later.");
    }
    let best = offset(best);
    let moved = answered.iter().map(offset).any(|other| {
        let apart = other.behind.abs_diff(best.behind);
        apart > other.give_or_take + best.give_or_take + SETTLING
    });
    if moved {
        return CLOCK.unknown("Clock: it was moved while we compared it with the registrar's.", "Check again.");
    }
    let off = best.behind.unsigned_abs();
    if off <= FAR {
        // Rounded up: it is not further off than this.
        let bound = tenths(off + best.give_or_take);
        return CLOCK.pass(format!("Clock right to {}", words::span(bound)));
    }
    let side = if best.behind > 0 { "behind" } else { "ahead of" };
    let within = words::span(tenths(best.give_or_take));
    let seen = format!("The clock is {} {side} the registrar's, give or take {within}.", words::span(off));
    CLOCK.attention(seen, mend(os))
}

/// Milliseconds rounded up to tenths of a second, of which there is always one: nobody's clock is right to nothing.
fn tenths(ms: u128) -> u128 {
    ms.div_ceil(100).max(1) * 100
}

fn mend(os: &str) -> &'static str {
    match os {
        "macos" => "In System Settings, General, Date & Time, let the time be set automatically.",
        "windows" => "In Settings, Time & language, Date & time, choose Sync now.",
        "linux" => "Turn on automatic date and time in the system's settings, or run: sudo timedatectl set-ntp true",
        _ => "Let the system set its time automatically.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
    use std::time::Duration;

    const NOW: i64 = 1_900_000_000_000;

    /// Tries as pairs: how far we are behind and how long it took, in milliseconds.
    fn check(tries: &[(i64, u64)], verdict: Verdict, seen: &str) {
        let answer = |&(behind, took): &(i64, u64)| Try {
            sent_ms: NOW,
            took: Duration::from_millis(took),
            registrar_ms: NOW.saturating_add(behind).saturating_add(took as i64 / 2),
        };
        let tries: Vec<Try> = tries.iter().map(answer).collect();
        let row = judge(&tries, "linux");
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    #[test]
    fn within_a_minute_it_passes_with_its_uncertainty() {
        check(&[(0, 40)], Pass, "Clock right to 0.1 s");
        check(&[(180, 40)], Pass, "Clock right to 0.2 s");
        check(&[(-180, 44)], Pass, "Clock right to 0.3 s");
        check(&[(0, 0)], Pass, "Clock right to 0.1 s");
        check(&[(60_000, 0)], Pass, "Clock right to 1 min");
    }

    #[test]
    fn the_try_with_the_shortest_way_counts() {
        // The late one would have said that we are 400 ms behind.
        check(&[(400, 900), (10, 30), (200, 500)], Pass, "Clock right to 0.1 s");
    }

    #[test]
    fn further_off_needs_attention() {
        let seen = "The clock is 3 min 20 s behind the registrar's, give or take 0.1 s.";
        check(&[(200_000, 40), (200_010, 60)], Attention, seen);
        let seen = "The clock is 5 h ahead of the registrar's, give or take 0.5 s.";
        check(&[(-18_000_000, 1000)], Attention, seen);
    }

    #[test]
    fn a_clock_that_moves_meanwhile_is_unknown() {
        let seen = "Clock: it was moved while we compared it with the registrar's.";
        check(&[(0, 40), (0, 40), (3 * 3_600_000, 41)], Unknown, seen);
        check(&[(0, 40), (1_500, 40)], Unknown, seen);
        check(&[(0, 40), (900, 40)], Pass, "Clock right to 0.1 s");
    }

    #[test]
    fn nonsense_is_unknown() {
        let seen = "Clock: the time that the registrar gave makes no sense.";
        check(&[(0, 40), (-NOW, 40)], Unknown, seen);
        check(&[(i64::MAX, 40)], Unknown, seen);
        check(&[(i64::MIN, 40)], Unknown, seen);
        check(&[], Unknown, "Clock: not compared, the registrar did not answer.");
    }

    #[test]
    fn our_own_clock_may_say_anything() {
        for sent_ms in [i64::MIN, 0, i64::MAX] {
            let row = judge(&[Try { sent_ms, took: Duration::from_millis(40), registrar_ms: NOW }], "linux");
            assert_eq!(row.verdict, Attention, "{}", row.seen);
        }
    }
}
