//! Many candidates at once, and how the registrar stands it.

use crate::around::Around;
use crate::walk::{Candidate, Recorder, walk_with};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How candidates arrive.
#[derive(Debug, Clone, Copy)]
pub enum Arrival {
    /// So many at a time, each followed by the next: what the server can do at most.
    AtOnce(usize),
    /// So many a second, whether the ones before are done or not.
    EachSecond(f64),
}

/// What was measured.
#[derive(Debug, Clone)]
pub struct Figures {
    pub candidates: usize,
    pub failed: usize,
    pub seconds: f64,
    pub requests: usize,
    /// Of one request, in microseconds.
    pub p50_us: u64,
    pub p99_us: u64,
    /// The server's largest resident set, in KiB.
    pub memory_kib: u64,
}

impl Figures {
    pub fn per_second(&self) -> f64 {
        (self.candidates - self.failed) as f64 / self.seconds
    }
}

/// Walks the whole way with every candidate.
pub async fn candidates(
    around: Arc<Around>,
    url: &str,
    candidates: Vec<Candidate>,
    arrival: Arrival,
    server: u32,
) -> Figures {
    let one = |recorder: Recorder, candidate: Candidate| {
        let (around, url) = (around.clone(), url.to_owned());
        async move {
            let walked = walk_with(&around, &url, &candidate, recorder, |_: &str| ()).await;
            walked.map(drop).map_err(|why| format!("{}: {}", why.code, why.message))
        }
    };
    drive(candidates, arrival, server, one).await
}

/// Writes `transactions` times for each candidate to a bare handler.
pub async fn writes(url: &str, candidates: usize, transactions: usize, arrival: Arrival, server: u32) -> Figures {
    let client = crate::walk::Browser::default().client;
    let one = |recorder: Recorder, _: ()| {
        let (client, url) = (client.clone(), format!("{url}/write"));
        async move {
            for _ in 0..transactions {
                let begun = Instant::now();
                let answer = client.post(&url).send().await.map_err(|e| e.to_string())?;
                recorder.note(begun.elapsed());
                if !answer.status().is_success() {
                    return Err(answer.status().to_string());
                }
            }
            Ok(())
        }
    };
    drive(vec![(); candidates], arrival, server, one).await
}

async fn drive<T, F>(items: Vec<T>, arrival: Arrival, server: u32, one: impl Fn(Recorder, T) -> F) -> Figures
where
    F: Future<Output = Result<(), String>> + Send + 'static,
{
    let (recorder, failed) = (Recorder::default(), Arc::new(AtomicUsize::new(0)));
    let candidates = items.len();
    let limit = match arrival {
        Arrival::AtOnce(limit) => limit,
        Arrival::EachSecond(_) => Semaphore::MAX_PERMITS,
    };
    let (places, begun) = (Arc::new(Semaphore::new(limit)), Instant::now());
    let mut running = JoinSet::new();
    for (n, item) in items.into_iter().enumerate() {
        if let Arrival::EachSecond(rate) = arrival {
            let due = begun + Duration::from_secs_f64(n as f64 / rate);
            tokio::time::sleep_until(due.into()).await;
        }
        let place = places.clone().acquire_owned().await;
        let (work, failed) = (one(recorder.clone(), item), failed.clone());
        running.spawn(async move {
            if let Err(why) = work.await
                && failed.fetch_add(1, Ordering::SeqCst) == 0
            {
                report(&why);
            }
            drop(place);
        });
    }
    running.join_all().await;
    let seconds = begun.elapsed().as_secs_f64();
    let mut times = recorder.times();
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0);
    Figures {
        candidates,
        failed: failed.load(Ordering::SeqCst),
        seconds,
        requests: times.len(),
        p50_us: at(0.50),
        p99_us: at(0.99),
        memory_kib: memory(server),
    }
}

#[allow(clippy::print_stderr, reason = "the first failure is told at once; the others are counted")]
fn report(why: &str) {
    eprintln!("a candidate failed: {why}");
}

/// The largest resident set of a process so far, in KiB.
fn memory(process: u32) -> u64 {
    let status =
        std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}
