use grading::profile::{DomainCount, Levels, READ_OUT, READY, Reading, Share, State, readiness};
use proptest::prelude::*;

fn levels() -> Levels {
    Levels { ready: 0.87, not_ready: 0.75, alpha: 0.05, beta: 0.05, named: "our level".to_owned() }
}

fn count(right: u32, n: u32, ceiling: Option<(u32, u32)>) -> DomainCount {
    DomainCount { id: "safety".to_owned(), right, n, ceiling: ceiling.map(|(of, n)| Share { of, n }) }
}

fn read(right: u32, n: u32, ceiling: Option<(u32, u32)>) -> Reading {
    readiness(&[count(right, n, ceiling)], &levels()).domains.remove(0)
}

fn check(right: u32, n: u32, state: State, words: &str) {
    let reading = read(right, n, None);
    assert_eq!(reading.state, state, "{right} of {n}");
    assert_eq!(reading.words, words, "{right} of {n}");
    assert_eq!(reading.more.is_some(), matches!(state, State::Undecided | State::ReadyIfItLasts { .. }));
}

#[test]
fn what_is_said() {
    let of = READ_OUT;
    check(0, 0, State::NotEnough { n: 0, of }, "Not enough yet: 0 of 10 tasks.");
    check(9, 9, State::NotEnough { n: 9, of }, "Not enough yet: 9 of 10 tasks.");
    check(
        27,
        30,
        State::Undecided,
        "Undecided: 27 of 30 right (74 % to 97 %), on this course's tasks. That cannot yet tell somebody who gets 87 \
         % right (our level) from somebody who gets 75 % right. If you go on like this a decision typically takes \
         twelve more tasks; in 4 of 100 such cases it would still be open after 100 more.",
    );
    check(
        29,
        29,
        State::ReadyIfItLasts { n: 29, of: READY },
        "Undecided: 29 of 29 right (88 % to 100 %), on this course's tasks. That speaks for 87 % right (our level) \
         and against 75 %, but nobody is called ready before 30 tasks. If you go on like this a decision typically \
         takes one more task; after 100 more it is all but certain.",
    );
    check(
        30,
        30,
        State::Ready,
        "Ready, on this course's tasks: 30 of 30 right (89 % to 100 %). As many right answers are 85 times as likely \
         from somebody who gets 87 % right (our level) as from somebody who gets 75 % right.",
    );
    check(
        15,
        30,
        State::NotReady,
        "Not ready yet, on this course's tasks: 15 of 30 right (33 % to 67 %). As few right answers are more than \
         1000 times as likely from somebody who gets 75 % right as from somebody who gets 87 % right (our level).",
    );
}

/// Careful readers who agree in 78 of 100 may agree in 85 % at most: that is compared, with the same odds between.
#[test]
fn nobody_is_asked_for_more_than_careful_readers_agree_on() {
    let capped = read(27, 30, Some((78, 100)));
    let high = capped.ceiling.unwrap();
    assert!((high - 0.85).abs() < 1e-4 && capped.compared.capped && capped.compared.ready == high);
    let odds = |p: f64| p / (1.0 - p);
    let apart = odds(capped.compared.ready) / odds(capped.compared.not_ready);
    assert!((apart - odds(0.87) / odds(0.75)).abs() < 1e-9);
    assert_eq!(
        capped.words,
        "Undecided: 27 of 30 right (74 % to 97 %), on this course's tasks. That cannot yet tell somebody who gets \
         85 % right from somebody who gets 72 % right. If you go on like this a decision typically takes two more \
         tasks; in 1 of 100 such cases it would still be open after 100 more. Our level is 87 %, but careful readers \
         themselves agree with the key in 85 % of these tasks at most, so nobody is asked for more: 85 % is compared \
         with 72 %."
    );
    // A ceiling that few readings leave wide, or none, changes nothing.
    for ceiling in [Some((7, 9)), Some((95, 100)), Some((0, 0)), Some((5, 2)), None] {
        let open = read(27, 30, ceiling);
        assert!(!open.compared.capped && open.state == State::Undecided, "{ceiling:?}");
    }
}

#[test]
fn on_the_whole() {
    let parts = [count(30, 30, Some((60, 80))), count(15, 30, Some((60, 80))), count(5, 6, None), count(0, 0, None)];
    let all = readiness(&parts, &levels());
    let states: Vec<&State> = all.domains.iter().map(|domain| &domain.state).collect();
    let missing = |n| State::NotEnough { n, of: READ_OUT };
    assert_eq!(states, [&State::Ready, &State::NotReady, &missing(6), &missing(0)]);
    let limit = all.domains[0].ceiling.unwrap();
    assert_eq!((all.overall.right, all.overall.n, all.overall.id.as_deref()), (50, 66, None));
    // Where no careful reading sets a limit, 1 is one.
    assert!((all.overall.ceiling.unwrap() - (60.0 * limit + 6.0) / 66.0).abs() < 1e-12);
    assert!(
        all.overall.words.ends_with("By itself, one domain of four reads “not ready yet”."),
        "{}",
        all.overall.words
    );
    let unknown = readiness(&[count(20, 30, None)], &levels());
    let says = "How often careful readers agree with these keys is not known.";
    assert!(unknown.overall.words.contains(says) && !unknown.domains[0].words.contains(says));
    let empty = readiness(&[], &levels());
    assert_eq!((empty.domains.len(), empty.overall.state), (0, missing(0)));
}

#[test]
fn levels_that_make_no_test_are_a_reason() {
    for (ready, not_ready, alpha, beta) in [
        (0.7, 0.8, 0.05, 0.05),
        (1.0, 0.8, 0.05, 0.05),
        (f64::NAN, 0.8, 0.05, 0.05),
        (0.9, 0.8, 0.6, 0.5),
        (0.9, 0.8, 0.0, 0.1),
    ] {
        let levels = Levels { ready, not_ready, alpha, beta, named: String::new() };
        let read = readiness(&[count(27, 30, Some((70, 100)))], &levels).overall;
        assert!(matches!(read.state, State::Undefined { .. }), "{read:?}");
        assert!(read.words.starts_with("Cannot be told: "), "{}", read.words);
    }
    assert!(matches!(read(12, 11, None).state, State::Undefined { .. }));
    assert!(matches!(read(1, 0, None).state, State::Undefined { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn laws(right in 0u32..90, wrong in 0u32..90, agreed in 0u32..60, split in 0u32..60) {
        let n = right + wrong;
        let ceiling = (agreed + split > 0).then_some((agreed, agreed + split));
        let reading = read(right, n, ceiling);
        prop_assert!(n >= READY || reading.state != State::Ready, "{:?}", reading);
        prop_assert_eq!(n < READ_OUT, matches!(reading.state, State::NotEnough { .. }));
        prop_assert_eq!(n < READ_OUT, reading.interval.is_none());
        prop_assert!(reading.compared.ready <= 0.87 && reading.compared.not_ready < reading.compared.ready);
        if let Some(more) = reading.more {
            prop_assert!((0.0..=1.0).contains(&more.open_after));
        }
        // One answer more that is right never makes anybody less ready.
        if reading.state == State::Ready {
            prop_assert_eq!(read(right + 1, n + 1, ceiling).state, State::Ready);
        }
        let stored: Reading = serde_json::from_str(&serde_json::to_string(&reading).unwrap()).unwrap();
        prop_assert_eq!(stored, reading);
    }

    #[test]
    fn any_numbers_at_all(right in any::<u32>(), n in any::<u32>(), ready in any::<f64>(), alpha in any::<f64>()) {
        let levels = Levels { ready, not_ready: 0.5, alpha, beta: 0.1, named: "…".to_owned() };
        let parts = [count(right, n, Some((n, right))), count(n, right, Some((right, n)))];
        prop_assert!(!readiness(&parts, &levels).overall.words.is_empty());
    }
}
