use super::*;
use crate::result::record::Monitor;
use proptest::prelude::*;

/// Issued at 1,000,000 s, open until 1,006,300 s, pass mark 70 %, camera required.
fn seat() -> SeatRow {
    SeatRow {
        id: "seat".into(),
        enrolment_id: "enrolment".into(),
        attempt: 1,
        programme_version: 1,
        variant: "standard".into(),
        link_id: "1001".into(),
        test_id: "2001".into(),
        access_list_id: "3001".into(),
        minutes: 90,
        pass_mark_tenths: 700,
        camera: CameraRule::Required,
        nonce: "nonce".into(),
        token_hash: "hash".into(),
        state: SeatState::Open,
        access_code: "present".into(),
        handout_hash: "handout".into(),
        handed_out_ms: Some(1_000_060_000),
        issued_ms: 1_000_000_000,
        expires_ms: 1_006_300_000,
        finished_ms: None,
        counts: true,
        void_why: None,
        link_result_id: None,
        outcome: Outcome::None,
        outcome_why: None,
        outcome_ms: None,
        current_digest: None,
        cleared_ms: None,
    }
}

fn record() -> ResultRecord {
    ResultRecord {
        link_result_id: "9".into(),
        link_id: "1001".into(),
        test_id: "2001".into(),
        percentage_tenths: Some(850),
        points_scored_tenths: Some(340),
        points_available_tenths: Some(400),
        pass_mark_tenths: Some(700),
        passed: Some(true),
        requires_grading: false,
        started_s: Some(1_000_100),
        finished_s: Some(1_004_000),
        categories: vec![],
        monitor: Some(monitor(true, 2, 10)),
    }
}

fn monitor(camera: bool, events_total: i64, seconds_away: i64) -> Monitor {
    Monitor { camera: Some(camera), browser: Some(true), events_total, seconds_away, events: vec![] }
}

fn rules() -> MonitoringConfig {
    MonitoringConfig { in_words: String::new(), events_held_above: 10, seconds_away_held_above: 120 }
}

const SEEN: Known = Known { feed_seen: true, contested: false, released: false, forgotten: false };

#[test]
fn only_the_seats_own_result_belongs_to_it() {
    let check = |change: &dyn Fn(&mut Received, &mut SeatRow), expected: Result<(), Refusal>| {
        let token = || Some("tok".to_owned().into());
        let mut received = Received { token: token(), access_code: token(), record: record() };
        let mut seat = seat();
        change(&mut received, &mut seat);
        assert_eq!(belongs(&received, &seat), expected);
    };
    check(&|_, _| {}, Ok(()));
    check(&|received, _| received.access_code = None, Ok(()));
    check(&|received, _| received.access_code = Some("TOK".to_owned().into()), Ok(()));
    check(&|received, _| received.access_code = Some("kot".to_owned().into()), Err(Refusal::OtherAccessCode));
    check(&|received, _| received.record.link_id = "1002".into(), Err(Refusal::OtherExam));
    check(&|received, _| received.record.test_id = String::new(), Err(Refusal::OtherExam));
    check(&|received, _| received.record.link_result_id = String::new(), Err(Refusal::Unreadable));
    check(&|received, _| received.record.finished_s = None, Err(Refusal::Unreadable));
    check(&|_, seat| seat.link_result_id = Some("9".into()), Ok(()));
    check(&|_, seat| seat.link_result_id = Some("8".into()), Err(Refusal::SecondResult));
    check(&|_, seat| seat.state = SeatState::Expired, Ok(()));
    check(&|_, seat| seat.state = SeatState::Void, Err(Refusal::VoidSeat));
}

#[test]
fn passed_is_believed_only_with_the_seats_own_pass_mark() {
    let check = |change: &dyn Fn(&mut ResultRecord), expected: Result<(), Refusal>| {
        let mut record = record();
        change(&mut record);
        assert_eq!(sound(&record, &seat()), expected, "{record:?}");
    };
    check(&|_| {}, Ok(()));
    check(&|r| r.pass_mark_tenths = None, Err(Refusal::NoPassMark));
    check(&|r| r.pass_mark_tenths = Some(0), Err(Refusal::NoPassMark));
    check(&|r| r.pass_mark_tenths = Some(500), Err(Refusal::OtherPassMark));
    check(&|r| r.percentage_tenths = Some(699), Err(Refusal::Contradiction));
    check(&|r| r.passed = Some(false), Err(Refusal::Contradiction));
    check(&|r| r.percentage_tenths = Some(700), Ok(()));
    check(&|r| r.percentage_tenths = None, Err(Refusal::Unreadable));
    check(&|r| r.percentage_tenths = Some(1001), Err(Refusal::Unreadable));
    check(&|r| r.passed = None, Err(Refusal::Unreadable));
    check(&|r| (r.passed, r.requires_grading) = (Some(false), true), Ok(()));
}

#[test]
fn what_follows_from_a_sound_result() {
    let check = |change: &dyn Fn(&mut ResultRecord, &mut SeatRow, &mut Known), expected: Outcome, why: &str| {
        let (mut record, mut seat, mut known) = (record(), seat(), SEEN);
        change(&mut record, &mut seat, &mut known);
        let verdict = judge(&record, &seat, &rules(), known);
        assert_eq!(verdict.outcome, expected, "{verdict:?}");
        let said = verdict.why.unwrap_or_default();
        assert!(said.contains(why) && said.is_empty() == why.is_empty(), "{said}");
    };
    check(&|_, _, _| {}, Outcome::Passed, "");
    check(&|r, _, _| (r.passed, r.percentage_tenths) = (Some(false), Some(300)), Outcome::Failed, "");
    check(&|r, _, _| r.requires_grading = true, Outcome::Provisional, "graded");
    check(&|_, _, k| k.contested = true, Outcome::Provisional, "two different scores");
    check(&|r, _, _| r.started_s = Some(999_000), Outcome::Held, "started 16 minutes before");
    check(&|r, _, _| r.started_s = Some(999_800), Outcome::Passed, "");
    check(&|r, _, _| r.finished_s = Some(1_006_300 + 4500), Outcome::Held, "75 minutes after");
    check(&|r, _, _| r.finished_s = Some(1_006_300 + 300), Outcome::Passed, "");
    check(&|r, _, _| r.finished_s = Some(i64::MAX), Outcome::Held, "after the seat");
    check(&|_, s, _| s.handed_out_ms = None, Outcome::Held, "not been handed out");
    check(&|r, _, k| (r.started_s, k.released) = (Some(1), true), Outcome::Passed, "");
    check(&|r, _, _| r.monitor = Some(monitor(false, 0, 0)), Outcome::Held, "camera was not on");
    check(&|r, _, _| r.monitor = None, Outcome::Held, "does not say");
    check(&|_, s, _| s.camera = CameraRule::Off, Outcome::Held, "goes without");
    check(&|r, s, _| (r.monitor, s.camera) = (None, CameraRule::Off), Outcome::Passed, "");
    check(&|r, _, _| r.monitor = Some(monitor(true, 11, 0)), Outcome::Held, "11 events");
    check(&|r, _, _| r.monitor = Some(monitor(true, 10, 121)), Outcome::Held, "121 seconds");
    check(&|r, s, _| (r.monitor, s.cleared_ms) = (Some(monitor(true, 99, 999)), Some(1)), Outcome::Passed, "");
    check(
        &|r, s, _| (r.monitor, s.cleared_ms) = (Some(monitor(false, 0, 0)), Some(1)),
        Outcome::Held,
        "camera was not on",
    );
    check(&|_, s, _| (s.camera, s.cleared_ms) = (CameraRule::Off, Some(1)), Outcome::Passed, "");
    // Before the feed has spoken nobody knows of the camera: a pass is shown, and not yet confirmed.
    check(&|r, _, k| (r.monitor, k.feed_seen) = (None, false), Outcome::Passed, "");
    // Once what the monitor noted is deleted, a pass stands as it stood, and a new one is looked at, whoever tells of it.
    let stood = |outcome: Outcome| {
        move |r: &mut ResultRecord, s: &mut SeatRow, k: &mut Known| {
            (r.monitor, s.outcome, k.forgotten) = (None, outcome, true);
        }
    };
    check(&stood(Outcome::Passed), Outcome::Passed, "");
    check(&stood(Outcome::Failed), Outcome::Held, "was deleted");
    let by_webhook = |r: &mut ResultRecord, s: &mut SeatRow, k: &mut Known| {
        stood(Outcome::Failed)(r, s, k);
        k.feed_seen = false;
    };
    check(&by_webhook, Outcome::Held, "was deleted");
    let released = |r: &mut ResultRecord, s: &mut SeatRow, k: &mut Known| {
        stood(Outcome::Held)(r, s, k);
        k.released = true;
    };
    check(&released, Outcome::Passed, "");
    // Accepting a late result does not clear the monitor.
    check(&|r, _, k| (r.monitor, k.released) = (Some(monitor(true, 11, 0)), true), Outcome::Held, "11 events");
}

proptest! {
    #[test]
    fn events_never_fail_anyone(
        camera in any::<Option<bool>>(), events in 0_i64..1000, away in 0_i64..100_000, feed_seen: bool, cleared: bool,
    ) {
        let (mut record, mut seat) = (record(), seat());
        record.monitor = Some(Monitor { camera, ..monitor(true, events, away) });
        seat.cleared_ms = cleared.then_some(1);
        let verdict = judge(&record, &seat, &rules(), Known { feed_seen, ..SEEN });
        prop_assert!(matches!(verdict.outcome, Outcome::Passed | Outcome::Held));
        prop_assert!(!cleared || camera != Some(true) || verdict.outcome == Outcome::Passed);
    }

    #[test]
    fn nothing_passes_below_the_mark(percentage in 0_i64..1000, mark in proptest::option::of(0_i64..=1000), passed: Option<bool>, released: bool) {
        let record = ResultRecord { percentage_tenths: Some(percentage), pass_mark_tenths: mark, passed, ..record() };
        if sound(&record, &seat()).is_ok() {
            let verdict = judge(&record, &seat(), &rules(), Known { released, ..SEEN });
            prop_assert_eq!(verdict.outcome == Outcome::Passed, percentage >= 700);
        }
    }
}
