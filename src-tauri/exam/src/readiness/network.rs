//! What is asked of the registrar, and how long it may take: one question after the other.

use super::flow::{self, Latency};
use super::subject::{CLOCK, CONNECTION, Subject, THROUGHPUT};
use super::throughput::{self, Direction, Flow};
use super::{Obstacle, Probe, Row, clock, connection, words};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::{Instant, sleep, timeout};

/// Enough for a median that one late try does not move, and done within a second on a good line.
const TRIES: usize = 12;
/// A try without an answer for so long is counted as unanswered.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// Between tries, so that they are not all of one moment.
const PAUSE: Duration = Duration::from_millis(50);
/// For all tries together; a slow line gets fewer of them.
const ALL_TRIES: Duration = Duration::from_secs(3);
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
    /// What ended the tries, if it was not the line.
    pub barred: Option<Obstacle>,
    /// The last one was given up, and with it the connection.
    pub closed: bool,
}

/// This computer's clock, in milliseconds since 1970.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The rows of connection, throughput and clock. `now` is this computer's clock.
pub(super) async fn rows<P: Probe>(probe: Result<&P, &Obstacle>, os: &str, now: impl Fn() -> i64) -> [Row; 3] {
    let tries = match probe {
        Ok(probe) => tries(probe, now).await,
        Err(Obstacle::Line(reason)) => Tries { reason: Some(reason.clone()), ..Tries::default() },
        Err(other) => Tries { barred: Some(other.clone()), ..Tries::default() },
    };
    let (Ok(probe), Some(latency)) = (probe, connection::latency(&tries)) else {
        return match &tries.barred {
            Some(Obstacle::Other { why, mend }) => [CONNECTION, THROUGHPUT, CLOCK].map(|row| barred(row, why, mend)),
            _ => {
                let rest = |row| barred(row, "The registrar did not answer.", "Check again later.");
                [connection::judge(&tries), rest(THROUGHPUT), rest(CLOCK)]
            }
        };
    };
    let throughput = throughput::judge(&both_ways(probe, latency, tries.closed).await);
    [connection::judge(&tries), throughput, clock::judge(&tries.answered, os)]
}

fn barred(subject: Subject, why: &str, mend: &str) -> Row {
    subject.unknown(format!("{}: not tried. {}.", subject.title, words::quoted(why)), mend)
}

async fn both_ways<P: Probe>(probe: &P, latency: Latency, closed: bool) -> Direction {
    let failed = |obstacle: Obstacle| Flow::Failed(obstacle.why());
    if closed && let Err(obstacle) = flow::reopen(probe, PATIENCE).await {
        return Direction { down: failed(obstacle.clone()), up: failed(obstacle) };
    }
    let (down, whole) = flow::down(probe, latency, throughput::DOWN).await;
    if !whole && let Err(obstacle) = flow::reopen(probe, PATIENCE).await {
        return Direction { down, up: failed(obstacle) };
    }
    Direction { down, up: flow::up(probe, latency, throughput::UP).await }
}

async fn tries<P: Probe>(probe: &P, now: impl Fn() -> i64) -> Tries {
    let (begun, mut tries) = (Instant::now(), Tries::default());
    for number in 0..TRIES {
        if number > 0 {
            sleep(PAUSE).await;
        }
        let left = || ALL_TRIES.saturating_sub(begun.elapsed());
        // A new connection takes several times as long as an answer over one that is open.
        if tries.closed && flow::reopen(probe, left()).await.is_ok() {
            tries.closed = false;
        }
        let left = left();
        if left.is_zero() {
            break;
        }
        let (sent_ms, sent) = (now(), Instant::now());
        match timeout(PATIENCE.min(left), probe.ping()).await {
            Ok(Ok(_)) if tries.closed => tries.closed = false,
            Ok(Ok(registrar_ms)) => tries.answered.push(Try { sent_ms, took: sent.elapsed(), registrar_ms }),
            Ok(Err(Obstacle::Line(reason))) => {
                tries.unanswered += 1;
                tries.reason = Some(reason);
            }
            Ok(Err(other)) => {
                tries.barred = Some(other);
                break;
            }
            Err(_) => {
                tries.closed = true;
                if left < PATIENCE {
                    // Our time was over, not its.
                    break;
                }
                tries.unanswered += 1;
            }
        }
    }
    tries
}

#[cfg(test)]
mod tests;
