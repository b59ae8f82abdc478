//! How long an answer of the registrar takes, and how evenly.
//!
//! It speaks of the way to the registrar. The exam's own site stands elsewhere, but the first and weakest part of the
//! way, the candidate's own line, is the same.

use super::flow::Latency;
use super::network::Tries;
use super::subject::CONNECTION;
use super::{Row, words};
use std::time::Duration;

/// In milliseconds. The exam is pages and snapshots, not talk: it bears a way around the world (about 300). Beyond half
/// a second a fresh page, with its four round trips, takes two seconds before anything shows.
const SLOW: f64 = 500.0;
/// In milliseconds, the mean step from one try to the next. Up to 30 is what voice over the net is planned with.
const STEADY: f64 = 30.0;
/// In milliseconds. Lines do this when something else fills them, or when Wi-Fi is at its edge.
const UNSTEADY: f64 = 100.0;
/// One try may go missing; two of twelve are a line that stalls.
const MISSING: usize = 2;

const MEND: &str = "Use a cable, or sit closer to the Wi-Fi router. Pause downloads, backups and video calls.";

pub(super) fn judge(tries: &Tries) -> Row {
    let ms: Vec<f64> = tries.answered.iter().map(|t| t.took.as_secs_f64() * 1000.0).collect();
    let Some(median) = median(&ms) else {
        return silent(tries);
    };
    let jitter = jitter(&ms);
    let evenly = match jitter {
        None => "one try",
        Some(jitter) if jitter <= STEADY => "steady",
        Some(jitter) if jitter <= UNSTEADY => "fairly steady",
        Some(_) => "unsteady",
    };
    let slow = if median > SLOW { "slow, " } else { "" };
    let all = ms.len() + tries.unanswered;
    let counted = match tries.unanswered {
        0 => format!("{all} {}", if all == 1 { "try" } else { "tries" }),
        _ => format!("{} of {all} tries answered", ms.len()),
    };
    let details = jitter.map_or_else(|| counted.clone(), |j| format!("jitter {}, {counted}", figure(j)));
    let seen = format!("Connection: {}, {slow}{evenly} ({details})", figure(median));
    let good = median <= SLOW && jitter.unwrap_or_default() <= UNSTEADY && tries.unanswered < MISSING;
    if good { CONNECTION.pass(seen) } else { CONNECTION.attention(seen, MEND) }
}

/// None if no try was answered.
pub(super) fn latency(tries: &Tries) -> Option<Latency> {
    let mut took: Vec<Duration> = tries.answered.iter().map(|t| t.took).collect();
    took.sort();
    Some(Latency { shortest: *took.first()?, usual: took[took.len() / 2] })
}

fn silent(tries: &Tries) -> Row {
    let why = match &tries.reason {
        Some(reason) => format!("Connection: the registrar could not be reached ({}).", words::quoted(reason)),
        None => "Connection: the registrar did not answer.".into(),
    };
    let mend = "See whether a web page opens in your browser. If none does, mend the network. If one does, the trouble \
                is not at your side: check again later.";
    CONNECTION.attention(why, mend)
}

fn median(ms: &[f64]) -> Option<f64> {
    let mut sorted = ms.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (below, above) = (sorted.len().checked_sub(1)? / 2, sorted.len() / 2);
    Some((sorted[below] + sorted[above]) / 2.0)
}

/// The mean absolute difference of successive round trips: what RFC 3550 (6.4.1) smooths into its jitter, for round
/// trips instead of one way. None below two tries.
fn jitter(ms: &[f64]) -> Option<f64> {
    let steps: Vec<f64> = ms.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    (!steps.is_empty()).then(|| steps.iter().sum::<f64>() / steps.len() as f64)
}

fn figure(ms: f64) -> String {
    if ms < 1.0 { "under 1 ms".into() } else { format!("{ms:.0} ms") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass};
    use crate::readiness::network::Try;

    fn check(ms: &[u64], unanswered: usize, verdict: Verdict, seen: &str) {
        let answer = |&ms: &u64| Try { sent_ms: 0, took: Duration::from_millis(ms), registrar_ms: 0 };
        let row = judge(&Tries { answered: ms.iter().map(answer).collect(), unanswered, ..Tries::default() });
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen));
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    #[test]
    fn a_good_line_passes_with_its_figures() {
        let ms = [36, 40, 36, 40, 36, 40, 36, 40, 36, 40, 36, 40];
        check(&ms, 0, Pass, "Connection: 38 ms, steady (jitter 4 ms, 12 tries)");
        check(&[0, 0, 0], 0, Pass, "Connection: under 1 ms, steady (jitter under 1 ms, 3 tries)");
        check(&[280, 300, 290], 0, Pass, "Connection: 290 ms, steady (jitter 15 ms, 3 tries)");
        check(&[40, 90, 40], 0, Pass, "Connection: 40 ms, fairly steady (jitter 50 ms, 3 tries)");
        check(&[40, 40, 40], 1, Pass, "Connection: 40 ms, steady (jitter under 1 ms, 3 of 4 tries answered)");
    }

    #[test]
    fn slow_unsteady_and_stalling_lines_need_attention() {
        check(&[640, 650, 660], 0, Attention, "Connection: 650 ms, slow, steady (jitter 10 ms, 3 tries)");
        check(&[40, 400, 40], 0, Attention, "Connection: 40 ms, unsteady (jitter 360 ms, 3 tries)");
        check(&[40, 40], 2, Attention, "Connection: 40 ms, steady (jitter under 1 ms, 2 of 4 tries answered)");
        check(&[900], 2, Attention, "Connection: 900 ms, slow, one try (1 of 3 tries answered)");
        check(&[], 3, Attention, "Connection: the registrar did not answer.");
    }

    #[test]
    fn one_late_try_does_not_move_the_median() {
        check(
            &[40, 40, 40, 40, 700, 40, 40, 40, 40, 40, 40, 40],
            1,
            Attention,
            "Connection: 40 ms, unsteady (jitter 120 ms, 12 of 13 tries answered)",
        );
        check(
            &[40, 40, 40, 40, 340, 40, 40, 40, 40, 40, 40, 40],
            0,
            Pass,
            "Connection: 40 ms, fairly steady (jitter 55 ms, 12 tries)",
        );
    }

    #[test]
    fn the_reason_is_passed_on() {
        let tries = Tries {
            answered: vec![],
            unanswered: 12,
            reason: Some("no route to host.\nat 3".into()),
            ..Tries::default()
        };
        assert_eq!(judge(&tries).seen, "Connection: the registrar could not be reached (no route to host).");
    }
}
