use super::*;
use crate::readiness::Row;
use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
use crate::readiness::flow::FLOW;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const NOW: i64 = 1_900_000_000_000;

/// What the registrar of a test does with a question.
#[derive(Debug, Clone, Copy)]
enum Does {
    /// Answers after this many milliseconds.
    Takes(u64),
    Fails,
    Refuses,
    Hangs,
    /// Hangs at this question, and takes a new connection's time for the next.
    HangsAt(usize),
}
use Does::{Fails, Hangs, HangsAt, Refuses, Takes};

struct Fake {
    ping: Does,
    down: Does,
    up: Does,
    /// What its clock says beyond ours, by the number of the question.
    ahead: fn(usize) -> i64,
    /// Of so many bytes it says that so many were carried.
    carried: fn(usize) -> usize,
    asked: AtomicUsize,
    /// What was asked for and sent.
    portions: Mutex<Vec<usize>>,
}

fn fake(ping: Does, down: Does, up: Does) -> Fake {
    let (asked, portions) = (AtomicUsize::new(0), Mutex::default());
    Fake { ping, down, up, ahead: |_| 0, carried: |bytes| bytes, asked, portions }
}

async fn does<T>(what: Does, number: usize, answer: T) -> Result<T, Obstacle> {
    match what {
        Takes(ms) => sleep(Duration::from_millis(ms)).await,
        HangsAt(at) if at == number => std::future::pending().await,
        HangsAt(at) => sleep(Duration::from_millis(if number == at + 1 { 160 } else { 40 })).await,
        Fails => return Err(Obstacle::Line("connection refused".into())),
        Refuses => return Err(refused()),
        Hangs => std::future::pending().await,
    }
    Ok(answer)
}

fn refused() -> Obstacle {
    Obstacle::Other { why: "The registrar was asked too often.".into(), mend: "Wait, then check again.".into() }
}

impl Probe for Fake {
    async fn ping(&self) -> Result<i64, Obstacle> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        does(self.ping, number, NOW.saturating_add((self.ahead)(number))).await
    }

    async fn download(&self, bytes: usize, came: &(dyn Fn(usize) + Sync)) -> Result<(), Obstacle> {
        self.portions.lock().unwrap().push(bytes);
        does(self.down, 0, ()).await.map(|()| came((self.carried)(bytes)))
    }

    async fn upload(&self, bytes: usize) -> Result<usize, Obstacle> {
        self.portions.lock().unwrap().push(bytes);
        does(self.up, 0, (self.carried)(bytes)).await
    }
}

/// The rows, and that they came within their time.
async fn look(fake: &Fake) -> [Row; 3] {
    let begun = Instant::now();
    let rows = rows(Ok(fake), "linux", || NOW).await;
    // The clock of these tests stands still but for what is waited for.
    assert!(begun.elapsed() <= ALL_TRIES + FLOW + PATIENCE + FLOW, "{:?}", begun.elapsed());
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
        (Pass, "Speed: at least 83 Mbps down, at least 51 Mbps up"),
        (Pass, "Clock right to 0.1 s"),
    ];
    assert_eq!(said(&look(&fake).await), expected);
    assert_eq!(*fake.portions.lock().unwrap(), [1 << 20, 32 << 10, 128 << 10, 512 << 10, 1 << 20]);
    assert_eq!(fake.asked.load(Ordering::Relaxed), TRIES);
}

#[tokio::test(start_paused = true)]
async fn a_registrar_that_hangs_holds_nothing_up() {
    let expected = [
        (Attention, "Connection: the registrar did not answer."),
        (Unknown, "Speed: not tried. The registrar did not answer."),
        (Unknown, "Clock: not tried. The registrar did not answer."),
    ];
    assert_eq!(said(&look(&fake(Hangs, Hangs, Hangs)).await), expected);
}

#[tokio::test(start_paused = true)]
async fn a_registrar_that_fails_is_quoted() {
    let rows = look(&fake(Fails, Fails, Fails)).await;
    assert_eq!(said(&rows)[0], (Attention, "Connection: the registrar could not be reached (connection refused)."));
    let rows = look(&fake(Takes(20), Fails, Takes(100))).await;
    assert_eq!(said(&rows)[1], (Unknown, "Speed: down not measured, at least 104 Mbps up (connection refused)"));
}

#[tokio::test(start_paused = true)]
async fn bytes_that_hang_are_a_bound() {
    let needed = "(2 Mbps down and 1 Mbps up are needed)";
    let rows = look(&fake(Takes(20), Hangs, Takes(100))).await;
    let seen = format!("Speed: under 2 Mbps down, at least 104 Mbps up {needed}");
    assert_eq!(said(&rows)[1], (Attention, seen.as_str()));
    assert_eq!(said(&rows)[2].0, Pass);
    let rows = look(&fake(Takes(20), Takes(100), Takes(900))).await;
    let seen = format!("Speed: at least 83 Mbps down, about 0.2 Mbps up {needed}");
    assert_eq!(said(&rows)[1], (Attention, seen.as_str()));
}

/// A try that is given up closes the connection. The next one opens it again, which is no way of the line's to be slow.
#[tokio::test(start_paused = true)]
async fn a_new_connection_is_not_taken_for_the_line() {
    let rows = look(&fake(HangsAt(4), Takes(100), Takes(100))).await;
    let (verdict, seen) = said(&rows)[0];
    assert_eq!(verdict, Pass, "{seen}");
    assert!(seen.starts_with("Connection: 40 ms, steady (jitter under 1 ms, 11 of 12"), "{seen}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_line_gets_fewer_tries() {
    let rows = look(&fake(Takes(700), Takes(700), Takes(700))).await;
    assert_eq!(rows[0].seen, "Connection: 700 ms, slow, steady (jitter under 1 ms, 4 tries)");
}

/// What stands in the way is something else: nothing is said of the line.
#[tokio::test(start_paused = true)]
async fn what_is_not_the_line_is_said() {
    let seen =
        ["Connection", "Speed", "Clock"].map(|row| format!("{row}: not tried. The registrar was asked too often."));
    let mend = "Wait, then check again.";
    for rows in
        [look(&fake(Refuses, Takes(1), Takes(1))).await, rows(Err::<&Fake, _>(&refused()), "linux", || NOW).await]
    {
        assert_eq!(said(&rows), seen.each_ref().map(|seen| (Unknown, seen.as_str())));
        assert!(rows.iter().all(|row| row.mend == mend));
    }
    let silent = Obstacle::Line("no answer within 3 s".into());
    let rows = rows(Err::<&Fake, _>(&silent), "linux", || NOW).await;
    assert_eq!(said(&rows)[0], (Attention, "Connection: the registrar could not be reached (no answer within 3 s)."));
    assert_eq!(said(&rows)[1], (Unknown, "Speed: not tried. The registrar did not answer."));
    let rows = look(&fake(Takes(20), Refuses, Takes(100))).await;
    let seen = "Speed: down not measured, at least 104 Mbps up (The registrar was asked too often)";
    assert_eq!(said(&rows)[1], (Unknown, seen));
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
