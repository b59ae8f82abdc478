//! Carrying bytes one way, and what they say of the line.
//!
//! A connection begins gently: it sends a few packets, waits for word of them, then twice as many. Over a long way most of
//! the time goes into waiting, however much the line could carry. So what is judged is not the mean but the busiest stretch,
//! and a line is called too slow only if one that carries just what is needed would have been faster over the same way.

use super::network::PATIENCE;
use super::throughput::Flow;
use super::{Obstacle, Probe};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// For each direction.
pub(super) const FLOW: Duration = Duration::from_millis(1750);
/// What is asked for: more than a line that is just enough carries in this time.
const DOWN: usize = 1 << 20;
/// Each larger than the one before: the first is over soon on a slow line, the last is long enough for a fast one.
const UP: [usize; 4] = [32 << 10, 128 << 10, 512 << 10, 1 << 20];
/// In bytes, what is sent before the first word of the other side (ten segments, RFC 6928).
const FIRST_WINDOW: f64 = 14_600.0;
/// The least time over which a rate is taken: bytes that waited behind a lost packet arrive all at once.
const STRETCH: Duration = Duration::from_millis(500);

/// How long the way there and back is, by the tries before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Latency {
    pub shortest: Duration,
    pub usual: Duration,
}

/// Bits per second; a microsecond at least, since no clock measures less.
fn rate(bytes: usize, took: Duration) -> f64 {
    bytes as f64 * 8.0 / took.as_secs_f64().max(1e-6)
}

/// The longest that a line of this rate may take for so many bytes, from the question to the end of the answer. What goes
/// into waiting counts twice: a connection can begin more gently still.
fn longest(bytes: usize, latency: Duration, bits_per_second: f64) -> Duration {
    let latency = latency.as_secs_f64();
    let (mut waiting, mut left, mut window) = (latency, bytes as f64, FIRST_WINDOW);
    // Once a window takes as long as word of it, the line is full and nobody waits any more.
    while left > window && window * 8.0 / bits_per_second < latency {
        waiting += latency - window * 8.0 / bits_per_second;
        left -= window;
        window *= 2.0;
    }
    Duration::try_from_secs_f64(bytes as f64 * 8.0 / bits_per_second + 2.0 * waiting).unwrap_or(Duration::MAX)
}

/// The most bits per second over any stretch of at least so long. It begins with the end of a part, which does not count:
/// when that one began to come is not known.
fn busiest(parts: &[(Duration, usize)], stretch: Duration) -> f64 {
    let (mut begins, mut first, mut within, mut most) = (Duration::ZERO, 0, 0, 0.0_f64);
    for &(at, bytes) in parts {
        within += bytes;
        while parts[first].0 + stretch <= at {
            begins = parts[first].0;
            within -= parts[first].1;
            first += 1;
        }
        if begins + stretch <= at {
            most = most.max(rate(within, at - begins));
        }
    }
    most
}

/// Bytes that come, counted as they do: what came until the time was over counts as well. With it whether all came, so
/// that the connection is still open.
pub(super) async fn down<P: Probe>(probe: &P, latency: Latency, needed: f64) -> (Flow, bool) {
    let (begun, parts) = (Instant::now(), Mutex::new(Vec::new()));
    let came = |bytes: usize| parts.lock().unwrap_or_else(PoisonError::into_inner).push((begun.elapsed(), bytes));
    let outcome = timeout(FLOW, probe.download(DOWN, &came)).await;
    let took = begun.elapsed();
    let parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
    let all: usize = parts.iter().map(|(_, bytes)| bytes).sum();
    let whole = matches!(outcome, Ok(Ok(())));
    match outcome {
        Ok(Err(obstacle)) => (Flow::Failed(obstacle.why()), false),
        _ if all > DOWN || (whole && all == 0) => (Flow::Failed("the answer made no sense".into()), whole),
        _ => {
            let at_least = rate(all, took).max(busiest(&parts, STRETCH.max(latency.usual)));
            (Flow::Carried { at_least, limited: took > longest(all, latency.usual, needed) }, whole)
        }
    }
}

/// Bytes that are sent, portion by portion: only the answer tells that one has arrived.
pub(super) async fn up<P: Probe>(probe: &P, latency: Latency, needed: f64) -> Flow {
    let (begun, mut at_least, mut limited) = (Instant::now(), 0.0_f64, false);
    let mut failed = None;
    for bytes in UP {
        let left = FLOW.saturating_sub(begun.elapsed());
        if left <= latency.shortest || (at_least >= needed && bytes as f64 * 8.0 / at_least > left.as_secs_f64()) {
            break;
        }
        let sent = Instant::now();
        let outcome = timeout(left, probe.upload(bytes)).await;
        let took = sent.elapsed();
        match outcome {
            Ok(Ok(carried)) if carried == bytes => {
                // Without the way of the last packet and of the answer; not less than half, should the way vary.
                at_least = at_least.max(rate(bytes, took.saturating_sub(latency.shortest).max(took / 2)));
                limited |= took > longest(bytes, latency.usual, needed);
                continue;
            }
            Ok(Ok(_)) => failed = Some("the answer made no sense".into()),
            Ok(Err(obstacle)) => failed = Some(obstacle.why()),
            Err(_) => limited |= took > longest(bytes, latency.usual, needed),
        }
        break;
    }
    match failed {
        Some(why) if at_least == 0.0 => Flow::Failed(why),
        _ => Flow::Carried { at_least, limited },
    }
}

/// Opens the connection again after a question was given up, which closes it: the time for that is not the line's.
pub(super) async fn reopen<P: Probe>(probe: &P, within: Duration) -> Result<(), Obstacle> {
    match timeout(within.min(PATIENCE), probe.ping()).await {
        Ok(answered) => answered.map(drop),
        Err(_) => Err(Obstacle::Line("no answer in time".into())),
    }
}

#[cfg(test)]
mod tests;
