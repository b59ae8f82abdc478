//! From the opening of the exam to the seat's end the app is silent, whatever becomes of clocks, notes and sign-ins.

use crate::world::{Computer, DAY, HOUR, MARA, World, until};
use exam::{Account, ExamError, KeptAccount, Launch};
use sandbox::classmarker::Finish;

const MINUTE: i64 = 60_000;
/// The latest moment that a registrar can name.
const FOR_EVER: i64 = 8_640_000_000_000_000;

/// The clock of this computer decides nothing: the silence ends when the registrar's does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_silence_ends_by_the_registrars_clock() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    computer.set_clock(-5);
    computer.exam.ask().await;
    computer.exam.start_exam().await.unwrap();
    world.clock.shift(100 * MINUTE);
    assert!(computer.exam.silence().is_some(), "90 minutes and 15 of grace");
    world.clock.shift(6 * MINUTE);
    assert_eq!(computer.exam.silence(), None);
    assert!(!matches!(computer.exam.launch(), Launch::Open { .. }));
    until("the end of the launch", async || {
        computer.exam.ask().await;
        computer.exam.kept(|k| k.account.as_ref().unwrap().launch.is_none()).then_some(())
    })
    .await;
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() });
}

/// Whatever this computer's clock is set to after the start, and though the app is started anew then.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn setting_the_clock_does_not_move_the_end() {
    let world = World::start().await;
    // By how many hours the clock is off before the start and after it.
    for (before, after) in [(0, 3), (0, -3), (-5, 0)] {
        let case = format!("{before} h, then {after} h");
        let mut computer = world.ready(&format!("mara{before}{after}@academy.test")).await;
        computer.set_clock(before);
        computer.exam.start_exam().await.unwrap();
        computer.set_clock(after);
        let running = computer.exam.clone();
        computer.restart();
        let both = [&running, &computer.exam];
        let shown = world.clock.now_ms() + after * HOUR + 105 * MINUTE;
        for exam in both {
            let silence = exam.silence().unwrap_or_else(|| panic!("silent: {case}"));
            assert!((silence.until_ms - shown).abs() < MINUTE, "shown by the clock as it is now: {case}");
            let Launch::Open { opened_ms: Some(opened_ms), ends_ms, .. } = exam.launch() else {
                panic!("open: {case}")
            };
            assert!((opened_ms + 105 * MINUTE - ends_ms).abs() < MINUTE, "{case}");
        }
        world.clock.shift(100 * MINUTE);
        assert!(both.iter().all(|exam| exam.silence().is_some()), "90 minutes and 15 of grace: {case}");
        world.clock.shift(6 * MINUTE);
        for exam in both {
            assert_eq!(exam.silence(), None, "{case}");
            assert!(!matches!(exam.launch(), Launch::Open { .. }), "{case}");
        }
    }
}

/// After the computer itself was started anew there is only its wall clock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn starting_the_computer_anew_does_not_end_the_silence() {
    let world = World::start().await;
    let mut computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    let silence = computer.exam.silence();
    computer.reboot();
    assert_eq!(computer.exam.silence(), silence);
    world.clock.shift(106 * MINUTE);
    assert_eq!(computer.exam.silence(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_set_is_measured_anew() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    let measured = || computer.exam.kept(|k| k.account.as_ref().unwrap().ahead_ms);
    computer.exam.mind_the_clock();
    for hours in [3, -2] {
        computer.set_clock(hours);
        assert!((computer.exam.ahead_ms() - hours * HOUR).abs() < MINUTE, "it is known before");
        computer.exam.mind_the_clock();
        until("a measurement", async || ((measured() - hours * HOUR).abs() < MINUTE).then_some(())).await;
        let Launch::Open { opened_ms: Some(opened_ms), .. } = computer.exam.launch() else { panic!("it is open") };
        assert!((opened_ms - world.clock.now_ms() - hours * HOUR).abs() < MINUTE, "what was noted goes along");
    }
}

/// A registrar that is away is not asked over and over, and without a sign-in it is not asked at all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_set_is_minded_once() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    let World { registrar, .. } = world;
    registrar.stop().await;
    let told = computer.told();
    for (hours, times) in [(3, 1), (5, 2)] {
        computer.set_clock(hours);
        computer.exam.mind_the_clock();
        until("an asking", async || (computer.told() == told + times).then_some(())).await;
        computer.exam.mind_the_clock();
    }
    computer.exam.sign_out().await.unwrap();
    computer.set_clock(9);
    computer.exam.mind_the_clock();
    assert_eq!(computer.told(), told + 2);
}

/// No registrar and no note silences the app for longer than an exam can take.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_silence_is_longer_than_an_exam() {
    let world = World::start().await;
    let mut computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    computer.asked_until("an open seat", |e| !e.seats.is_empty()).await;
    let longest = computer.exam.silence().unwrap().since_ms + DAY;
    let absurd: [fn(&mut KeptAccount); 2] = [
        |account| account.launch.as_mut().unwrap().expires_ms = FOR_EVER,
        |account| {
            account.launch = None;
            account.enrolment.as_mut().unwrap().seats[0].expires_ms = FOR_EVER;
        },
    ];
    let bounded = |computer: &Computer| {
        let until_ms = computer.exam.silence().unwrap().until_ms;
        assert!((until_ms - longest).abs() < MINUTE, "{until_ms}");
    };
    for make in absurd {
        computer.exam.update(|kept| make(kept.account.as_mut().unwrap())).await.unwrap();
        bounded(&computer);
        assert!(matches!(computer.exam.launch(), Launch::Open { ends_ms, .. } if ends_ms <= longest + MINUTE));
    }
    world.clock.shift(HOUR);
    bounded(&computer);
    computer.exam.sign_out().await.unwrap();
    bounded(&computer);
    computer.exam.update(|kept| kept.silence.as_mut().unwrap().until_ms = FOR_EVER).await.unwrap();
    computer.restart();
    bounded(&computer);
    world.clock.shift(DAY);
    assert_eq!(computer.exam.silence(), None);
}

/// What is said to begin in years silences nothing today.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_absurd_beginning_is_no_exam() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    computer.asked_until("an open seat", |e| !e.seats.is_empty()).await;
    let absurd = |kept: &mut exam::Kept| {
        let account = kept.account.as_mut().unwrap();
        (account.launch, account.open) = (None, None);
        let seat = &mut account.enrolment.as_mut().unwrap().seats[0];
        (seat.handed_out_ms, seat.expires_ms) = (Some(FOR_EVER), FOR_EVER);
    };
    computer.exam.update(absurd).await.unwrap();
    assert_eq!(computer.exam.silence(), None);
    computer.exam.sign_out().await.unwrap();
    assert_eq!(computer.exam.silence(), None);
}

/// An exam that is open stays open, whoever signs out or in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_does_not_end_the_silence() {
    let world = World::start().await;
    let mut computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    let silence = computer.exam.silence();
    computer.exam.sign_out().await.unwrap();
    assert_eq!(computer.exam.silence(), silence);
    computer.restart();
    assert_eq!(computer.exam.silence(), silence, "nor does a restart");
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.sign_in(&world, "nils@academy.test").await;
    assert_eq!(computer.exam.silence(), silence);
    world.clock.shift(106 * MINUTE);
    assert_eq!(computer.exam.silence(), None);
}

/// Whoever comes back after the exam is not kept waiting for its latest end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seat_that_is_known_to_be_over_ends_what_was_kept_for_it() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    let link = computer.exam.start_exam().await.unwrap();
    computer.exam.sign_out().await.unwrap();
    let attempt = world.around.classmarker.open(link.reveal()).unwrap();
    world.around.classmarker.finish(&attempt, Finish { percentage_tenths: 840, ..Finish::default() });
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.sign_in(&world, MARA).await;
    computer.asked_until("a result", |e| e.seats.iter().any(|s| s.result.is_some())).await;
    assert_eq!(computer.exam.silence(), None);
    assert_eq!(computer.exam.kept(|kept| kept.silence.clone()), None);
}

/// What is looked at decides which seats are known: while an exam is open it stays the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_an_exam_is_open_no_other_enrolment_is_looked_at() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    let before = computer.enrolment().unwrap().id;
    let code = world.code().await;
    for refused in [computer.exam.enrol(&code).await, computer.exam.choose("another").await] {
        let refused = refused.unwrap_err();
        assert!(matches!(&refused, ExamError::Said(words) if words.contains("An exam is open")), "{refused}");
    }
    assert_eq!(computer.enrolment().unwrap().id, before);
    world.clock.shift(106 * MINUTE);
    let refused = computer.exam.enrol(&code).await.unwrap_err();
    assert!(refused.is(registrar_api::FaultCode::NotNow), "after that the registrar decides: {refused}");
}

/// A second computer looks at an older enrolment while the exam of the newer one runs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exam_of_another_enrolment_is_heard_of() {
    let world = World::start().await;
    let two = world.signed_in(MARA).await;
    two.exam.enrol(&world.code().await).await.unwrap();
    let older = two.enrolment().unwrap().id;
    world.clock.shift(200 * DAY);
    let one = world.ready(MARA).await;
    two.sign_in(&world, MARA).await;
    two.exam.choose(&older).await.unwrap();
    assert_eq!((two.exam.silence(), one.exam.silence()), (None, None));
    one.exam.start_exam().await.unwrap();
    two.exam.ask().await;
    let (here, there) = (two.exam.silence().unwrap(), one.exam.silence().unwrap());
    assert!((here.until_ms - there.until_ms).abs() < MINUTE, "{here:?}");
    assert_eq!(two.enrolment().unwrap().id, older);
    world.clock.shift(106 * MINUTE);
    assert_eq!(two.exam.silence(), None);
}

/// The seat is taken and the browser opens, though nothing can be written down just then.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_full_disk_kept_from_being_noted_is_noted_later() {
    let world = World::start().await;
    let mut computer = world.ready(MARA).await;
    let full = computer.full_disk();
    computer.exam.start_exam().await.unwrap();
    computer.asked_until("an open seat", |e| !e.seats.is_empty()).await;
    let silence = computer.exam.silence();
    assert!(silence.is_some());
    drop(full);
    computer.exam.ask().await;
    computer.restart();
    assert_eq!(computer.exam.silence(), silence);
}
