use super::*;
use crate::readiness::Row;
use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const NOW: i64 = 1_900_000_000_000;

/// What the registrar of a test does with a question.
#[derive(Debug, Clone, Copy)]
enum Does {
    /// Answers after this many milliseconds.
    Takes(u64),
    Fails,
    Hangs,
}
use Does::{Fails, Hangs, Takes};

struct Fake {
    ping: Does,
    down: Does,
    up: Does,
    /// What its clock says beyond ours, by the number of the question.
    ahead: fn(usize) -> i64,
    /// Of so many bytes it says that so many were carried.
    carried: fn(usize) -> usize,
    asked: AtomicUsize,
    portions: Mutex<Vec<usize>>,
}

fn fake(ping: Does, down: Does, up: Does) -> Fake {
    let (asked, portions) = (AtomicUsize::new(0), Mutex::default());
    Fake { ping, down, up, ahead: |_| 0, carried: |bytes| bytes, asked, portions }
}

async fn does<T>(what: Does, answer: T) -> Result<T, String> {
    match what {
        Takes(ms) => {
            sleep(Duration::from_millis(ms)).await;
            Ok(answer)
        }
        Fails => Err("connection refused".into()),
        Hangs => std::future::pending().await,
    }
}

impl Probe for Fake {
    async fn ping(&self) -> Result<i64, String> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        does(self.ping, NOW.saturating_add((self.ahead)(number))).await
    }

    async fn download(&self, bytes: usize) -> Result<usize, String> {
        self.portions.lock().unwrap().push(bytes);
        does(self.down, (self.carried)(bytes)).await
    }

    async fn upload(&self, bytes: usize) -> Result<usize, String> {
        does(self.up, (self.carried)(bytes)).await
    }
}

/// The rows, and that they came within their time.
async fn look(fake: &Fake) -> [Row; 3] {
    let begun = Instant::now();
    warm_up(Some(fake)).await;
    let rows = rows(Some(fake), "linux", || NOW).await;
    // The clock of these tests stands still but for what is waited for.
    assert!(begun.elapsed() <= WARM_UP + ALL_TRIES + FLOW + FLOW, "{:?}", begun.elapsed());
    rows
}

fn said(rows: &[Row; 3]) -> [(Verdict, &str); 3] {
    rows.each_ref().map(|row| (row.verdict, row.seen.as_str()))
}

#[tokio::test(start_paused = true)]
async fn a_good_line_passes() {
    let fake = fake(Takes(38), Takes(100), Takes(200));
    let expected = [
        (Pass, "Connection: 38 ms, steady (jitter under 1 ms, 12 tries)"),
        (Pass, "Speed: at least 83 Mbps down, at least 41 Mbps up"),
        (Pass, "Clock right to 0.1 s"),
    ];
    assert_eq!(said(&look(&fake).await), expected);
    assert_eq!(*fake.portions.lock().unwrap(), PORTIONS);
    assert_eq!(fake.asked.load(Ordering::Relaxed), TRIES + 1);
}

#[tokio::test(start_paused = true)]
async fn a_registrar_that_hangs_holds_nothing_up() {
    let expected = [
        (Attention, "Connection: the registrar did not answer."),
        (Unknown, "Speed: not tried, the registrar did not answer."),
        (Unknown, "Clock: not tried, the registrar did not answer."),
    ];
    assert_eq!(said(&look(&fake(Hangs, Hangs, Hangs)).await), expected);
}

#[tokio::test(start_paused = true)]
async fn a_registrar_that_fails_is_quoted() {
    let rows = look(&fake(Fails, Fails, Fails)).await;
    assert_eq!(said(&rows)[0], (Attention, "Connection: the registrar could not be reached (connection refused)."));
    let rows = look(&fake(Takes(20), Fails, Takes(100))).await;
    assert_eq!(said(&rows)[1], (Unknown, "Speed: down not measured, at least 83 Mbps up (connection refused)"));
}

#[tokio::test(start_paused = true)]
async fn bytes_that_hang_are_a_bound() {
    let rows = look(&fake(Takes(20), Hangs, Takes(1000))).await;
    let needed = "(2 Mbps down and 1 Mbps up are needed)";
    let seen = format!("Speed: under 0.5 Mbps down, at least 1 Mbps up {needed}");
    assert_eq!(said(&rows)[1], (Attention, seen.as_str()));
    assert_eq!(said(&rows)[2].0, Pass);
}

#[tokio::test(start_paused = true)]
async fn a_slow_line_gets_fewer_tries_and_smaller_portions() {
    let fake = fake(Takes(700), Takes(700), Takes(700));
    let rows = look(&fake).await;
    assert_eq!(rows[0].seen, "Connection: 700 ms, slow, steady (jitter under 1 ms, 4 tries)");
    assert_eq!(*fake.portions.lock().unwrap(), PORTIONS[..1]);
}

#[tokio::test(start_paused = true)]
async fn nonsense_is_called_so() {
    for ahead in [|_| i64::MAX, |_| i64::MIN, |_| -NOW] {
        let rows = look(&Fake { ahead, ..fake(Takes(20), Takes(20), Takes(20)) }).await;
        assert_eq!(said(&rows)[2], (Unknown, "Clock: the time that the registrar gave makes no sense."));
    }
    for carried in [|_| 0, |bytes| bytes + 1, |_| usize::MAX] {
        let rows = look(&Fake { carried, ..fake(Takes(20), Takes(20), Takes(20)) }).await;
        let seen = "Speed: down not measured, up not measured (the answer made no sense)";
        assert_eq!(said(&rows)[1], (Unknown, seen));
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_jumps_by_hours_is_not_believed() {
    let jumps: fn(usize) -> i64 = |number| if number > 6 { 5 * 3_600_000 } else { 0 };
    let rows = look(&Fake { ahead: jumps, ..fake(Takes(20), Takes(20), Takes(20)) }).await;
    assert_eq!(said(&rows)[2], (Unknown, "Clock: it was moved while we compared it with the registrar's."));
    let steadily: fn(usize) -> i64 = |_| 5 * 3_600_000;
    let rows = look(&Fake { ahead: steadily, ..fake(Takes(20), Takes(20), Takes(20)) }).await;
    assert_eq!(said(&rows)[2], (Attention, "The clock is 4 h 59 min behind the registrar's, give or take 0.1 s."));
}

#[tokio::test(start_paused = true)]
async fn without_a_probe_no_network_is_used() {
    for row in rows(None::<&Fake>, "linux", || NOW).await {
        assert_eq!(row.verdict, Unknown);
        assert!(row.seen.ends_with(": not tried. The app uses no network until you sign in."), "{}", row.seen);
    }
}
