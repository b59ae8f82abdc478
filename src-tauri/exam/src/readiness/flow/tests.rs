use super::*;
use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
use crate::readiness::throughput::{self, Direction};
use tokio::time::sleep;

/// A line with a way and a rate: a sender doubles what it sends with each round, up to what the line carries.
struct Model {
    round_trip: Duration,
    bits_per_second: f64,
    /// What the next round may send, in bytes, for each direction.
    windows: [Mutex<f64>; 2],
}

impl Model {
    fn new(round_trip_ms: u64, megabits: f64) -> Self {
        let windows = [Mutex::new(FIRST_WINDOW), Mutex::new(FIRST_WINDOW)];
        Self { round_trip: Duration::from_millis(round_trip_ms), bits_per_second: megabits * 1e6, windows }
    }

    /// Sends so many bytes packet by packet. A round that takes longer than word of it is followed at once by the next.
    async fn send(&self, way: usize, bytes: usize, came: &(dyn Fn(usize) + Sync)) {
        let mut left = bytes;
        while left > 0 {
            let begun = Instant::now();
            let round = (*self.windows[way].lock().unwrap() as usize).min(left);
            let mut sent = 0;
            while sent < round {
                let packet = (round - sent).min(16 << 10);
                sleep(Duration::from_secs_f64(packet as f64 * 8.0 / self.bits_per_second)).await;
                came(packet);
                sent += packet;
            }
            left -= round;
            *self.windows[way].lock().unwrap() *= 2.0;
            if left > 0 {
                sleep(self.round_trip.saturating_sub(begun.elapsed())).await;
            }
        }
    }
}

impl Probe for Model {
    async fn ping(&self) -> Result<i64, Obstacle> {
        sleep(self.round_trip).await;
        Ok(0)
    }

    async fn download(&self, bytes: usize, came: &(dyn Fn(usize) + Sync)) -> Result<(), Obstacle> {
        sleep(self.round_trip).await;
        self.send(0, bytes, came).await;
        Ok(())
    }

    async fn upload(&self, bytes: usize) -> Result<usize, Obstacle> {
        self.send(1, bytes, &|_| {}).await;
        sleep(self.round_trip).await;
        Ok(bytes)
    }
}

/// A line of this round trip, in milliseconds, and this rate, in megabits per second.
async fn check(round_trip_ms: u64, megabits: f64, verdict: Verdict) {
    let model = Model::new(round_trip_ms, megabits);
    let latency = Latency { shortest: model.round_trip, usual: model.round_trip };
    let begun = Instant::now();
    let (down, _) = down(&model, latency, throughput::DOWN).await;
    let up = up(&model, latency, throughput::UP).await;
    assert!(begun.elapsed() <= 2 * FLOW, "{:?}", begun.elapsed());
    let row = throughput::judge(&Direction { down: down.clone(), up: up.clone() });
    assert_eq!(row.verdict, verdict, "{round_trip_ms} ms, {megabits} Mbps: {}", row.seen);
    for flow in [down, up] {
        let Flow::Carried { at_least, .. } = flow else { panic!("{flow:?}") };
        assert!(at_least <= megabits * 1.02e6, "{round_trip_ms} ms, {megabits} Mbps: more than there is: {at_least}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_line_is_judged_by_what_it_carries_and_not_by_its_length() {
    for round_trip_ms in [1, 20, 50, 100, 130, 200, 250, 300, 320] {
        for megabits in [5.0, 20.0, 100.0, 1000.0] {
            check(round_trip_ms, megabits, Pass).await;
        }
    }
    for round_trip_ms in [1, 20, 50, 100] {
        check(round_trip_ms, 2.2, Pass).await;
        for megabits in [0.05, 0.3, 0.6, 1.0, 1.5, 1.8] {
            check(round_trip_ms, megabits, Attention).await;
        }
    }
    for round_trip_ms in [200, 300, 400] {
        check(round_trip_ms, 0.2, Attention).await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_long_way_does_not_let_show_is_unknown() {
    for round_trip_ms in [450, 500, 600, 800, 900] {
        check(round_trip_ms, 1000.0, Unknown).await;
    }
    check(400, 1.6, Unknown).await;
}

/// So many milliseconds that a line of one megabit per second may take.
#[test]
fn waiting_is_granted_twice() {
    let check = |bytes: usize, round_trip_ms: u64, expected_ms: u128| {
        let took = longest(bytes, Duration::from_millis(round_trip_ms), 1e6);
        assert_eq!(took.as_millis(), expected_ms, "{bytes} bytes, {round_trip_ms} ms");
    };
    check(0, 100, 200);
    check(125_000, 0, 1_000);
    check(125_000, 100, 1_200);
    // 14,600 bytes take 117 ms and 29,200 take 234: after them 183 and 66 ms are waited for word.
    check(125_000, 300, 1_000 + 2 * (300 + 183 + 66) + 1);
}

#[test]
fn the_busiest_stretch_is_found() {
    let check = |parts: &[(u64, usize)], expected: f64| {
        let parts: Vec<(Duration, usize)> = parts.iter().map(|&(ms, n)| (Duration::from_millis(ms), n)).collect();
        assert_eq!(busiest(&parts, STRETCH), expected);
    };
    check(&[], 0.0);
    check(&[(100, 1_000_000)], 0.0);
    check(&[(500, 62_500)], 1e6);
    check(&[(500, 62_500), (1000, 125_000), (1500, 62_500)], 2e6);
    check(&[(300, 10), (600, 125_000), (900, 125_000)], 250_000.0 * 8.0 / 0.6);
}
