//! What is asked of the registrar, and how long it may take: one question after the other.

use super::subject::{CLOCK, CONNECTION, Subject, THROUGHPUT};
use super::{Probe, Row, clock, connection, throughput};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use throughput::{Direction, Flow};
use tokio::time::{Instant, sleep, timeout};

/// Name, connection and handshake: three to five round trips.
const WARM_UP: Duration = Duration::from_secs(3);
/// Enough for a median that one late try does not move, and done within a second on a good line.
const TRIES: usize = 12;
/// A try without an answer for so long is counted as unanswered.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between tries, so that they are not all of one moment.
const PAUSE: Duration = Duration::from_millis(50);
/// For all tries together; a slow line gets fewer of them.
const ALL_TRIES: Duration = Duration::from_secs(3);
/// For each direction of the throughput.
const FLOW: Duration = Duration::from_millis(1750);
/// Each larger than the one before: the first is over soon on a slow line, the last is long enough for a fast one.
const PORTIONS: [usize; 3] = [128 << 10, 512 << 10, 1 << 20];

/// One question that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Try {
    /// By this computer's clock, in milliseconds since 1970.
    pub sent_ms: i64,
    /// There and back.
    pub took: Duration,
    /// By the registrar's clock, somewhere on the way.
    pub registrar_ms: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tries {
    pub answered: Vec<Try>,
    pub unanswered: usize,
    /// Why the last one was not answered, if there was a reason but silence.
    pub reason: Option<String>,
}

/// This computer's clock, in milliseconds since 1970.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Opens the connection. What comes of it shows in what follows.
pub(super) async fn warm_up<P: Probe>(probe: Option<&P>) {
    if let Some(probe) = probe {
        let _ = timeout(WARM_UP, probe.ping()).await;
    }
}

/// The rows of connection, throughput and clock. `now` is this computer's clock.
pub(super) async fn rows<P: Probe>(probe: Option<&P>, os: &str, now: impl Fn() -> i64) -> [Row; 3] {
    let Some(probe) = probe else {
        let silent = |subject: Subject| {
            let seen = format!("{}: not tried. The app uses no network until you sign in.", subject.title);
            subject.unknown(seen, "Sign in, then check again.")
        };
        return [CONNECTION, THROUGHPUT, CLOCK].map(silent);
    };
    let tries = tries(probe, now).await;
    if tries.answered.is_empty() {
        let rest = |subject: Subject| {
            subject
                .unknown(format!("{}: not tried, the registrar did not answer.", subject.title), "Check again later.")
        };
        return [connection::judge(&tries), rest(THROUGHPUT), rest(CLOCK)];
    }
    let down = flow(|bytes| probe.download(bytes)).await;
    let up = flow(|bytes| probe.upload(bytes)).await;
    let throughput = throughput::judge(&Direction { down, up });
    [connection::judge(&tries), throughput, clock::judge(&tries.answered, os)]
}

async fn tries<P: Probe>(probe: &P, now: impl Fn() -> i64) -> Tries {
    let (begun, mut tries) = (Instant::now(), Tries::default());
    for number in 0..TRIES {
        if number > 0 {
            sleep(PAUSE).await;
        }
        let left = ALL_TRIES.saturating_sub(begun.elapsed());
        if left.is_zero() {
            break;
        }
        let (sent_ms, sent) = (now(), Instant::now());
        match timeout(PATIENCE.min(left), probe.ping()).await {
            Ok(Ok(registrar_ms)) => tries.answered.push(Try { sent_ms, took: sent.elapsed(), registrar_ms }),
            Ok(Err(reason)) => {
                tries.unanswered += 1;
                tries.reason = Some(reason);
            }
            Err(_) if left >= PATIENCE => tries.unanswered += 1,
            // Our time was over, not its.
            Err(_) => break,
        }
    }
    tries
}

/// Carries larger and larger portions as long as the next one fits in.
async fn flow<F: Future<Output = Result<usize, String>>>(carry: impl Fn(usize) -> F) -> Flow {
    let (begun, mut best) = (Instant::now(), None::<f64>);
    for bytes in PORTIONS {
        let left = FLOW.saturating_sub(begun.elapsed());
        if best.is_some_and(|rate| bytes as f64 * 8.0 / rate > left.as_secs_f64()) {
            break;
        }
        let sent = Instant::now();
        let outcome = match timeout(left, carry(bytes)).await {
            Ok(Ok(carried)) if (1..=bytes).contains(&carried) => {
                // A microsecond at least: no clock measures less.
                let seconds = sent.elapsed().as_secs_f64().max(1e-6);
                best = Some((carried as f64 * 8.0 / seconds).max(best.unwrap_or_default()));
                continue;
            }
            Ok(Ok(_)) => Flow::Failed("the answer made no sense".into()),
            Ok(Err(reason)) => Flow::Failed(reason),
            Err(_) => Flow::Slower { bytes, within: left },
        };
        return best.map_or(outcome, Flow::Measured);
    }
    best.map_or(Flow::Failed("there was no time".into()), Flow::Measured)
}

#[cfg(test)]
mod tests;
