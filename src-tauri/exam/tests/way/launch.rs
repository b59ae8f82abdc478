//! The exam's link: once, on one computer, whatever happens in between.

use crate::world::{Computer, MARA, World};
use exam::vault::Purpose;
use exam::{ExamError, Launch, Outward};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_is_the_same_when_it_is_opened_again() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    let link = computer.exam.start_exam().await.unwrap();
    assert_eq!(computer.exam.start_exam().await.unwrap(), link);
    let attempts = computer.asked_until("one seat", |e| e.seats.len() == 1).await.attempts_used;
    assert_eq!(attempts, 1, "it has counted once");
}

/// A request can be on its way when its process is killed, and arrive after those of the next one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_arrives_late_takes_the_seat_for_this_computer() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    let handout = async || computer.exam.vault().get(MARA, Purpose::Handout).await.unwrap();
    assert!(handout().await.is_none());
    computer.exam.start_exam().await.unwrap_err();
    let first = handout().await.expect("it was written down before it was used");
    computer.exam.start_exam().await.unwrap_err();
    assert!(handout().await.is_some_and(|second| second == first));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_is_copied_once() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    assert!(copy(&computer, Clipboard::Takes).await.is_err(), "there is none yet");
    let link = computer.exam.start_exam().await.unwrap();
    assert_eq!(copy(&computer, Clipboard::Refuses).await.unwrap(), None);
    assert!(matches!(computer.exam.launch(), Launch::Open { can_copy: true, .. }), "once more");
    assert_eq!(copy(&computer, Clipboard::Takes).await.unwrap().as_ref(), Some(&link));
    assert!(copy(&computer, Clipboard::Takes).await.is_err());
    assert!(matches!(computer.exam.launch(), Launch::Open { can_copy: false, .. }));
    assert_eq!(computer.exam.start_exam().await.unwrap(), link, "it can still be opened from here");
    assert!(matches!(computer.exam.launch(), Launch::Open { can_copy: false, .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_copies_at_once_one_is_made() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    let link = computer.exam.start_exam().await.unwrap();
    let (one, two) = tokio::join!(copy(&computer, Clipboard::Takes), copy(&computer, Clipboard::Takes));
    let copies: Vec<Outward> = [one, two].into_iter().filter_map(|copied| copied.ok().flatten()).collect();
    assert_eq!(copies, [link]);
}

/// What could not be noted would be offered again after the next start.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_copied_that_cannot_be_noted() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    computer.exam.start_exam().await.unwrap();
    let full = computer.full_disk();
    let refused = copy(&computer, Clipboard::Takes).await.unwrap_err();
    assert!(matches!(refused, ExamError::NotSaved(_)), "{refused}");
    assert!(matches!(computer.exam.launch(), Launch::Open { can_copy: true, .. }));
    drop(full);
    assert!(copy(&computer, Clipboard::Takes).await.unwrap().is_some());
}

#[derive(Clone, Copy, PartialEq)]
pub enum Clipboard {
    Takes,
    Refuses,
}

/// What the clipboard has taken.
pub async fn copy(computer: &Computer, clipboard: Clipboard) -> Result<Option<Outward>, ExamError> {
    let mut taken = None;
    let put = |link| {
        taken = Some(link).filter(|_| clipboard == Clipboard::Takes);
        let done = taken.as_ref().map(drop).ok_or("refused");
        async move { done }
    };
    let done = computer.exam.copy_link(put).await?;
    assert_eq!(done.is_ok(), taken.is_some());
    Ok(taken)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_computer_is_told_and_keeps_quiet() {
    let world = World::start().await;
    let one = world.ready(MARA).await;
    let two = world.signed_in(MARA).await;
    let link = one.exam.start_exam().await.unwrap();
    let refused = two.exam.start_exam().await.unwrap_err();
    assert!(refused.is(registrar_api::FaultCode::LinkHandedOut), "{refused}");
    two.exam.ask().await;
    assert!(two.exam.silence().is_some(), "the exam runs on the other one");
    assert_eq!(one.exam.start_exam().await.unwrap(), link);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_started_before_everything_is_met() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    assert!(computer.exam.start_exam().await.is_err(), "not enrolled");
    computer.exam.enrol(&world.code().await).await.unwrap();
    assert_eq!(computer.exam.launch(), Launch::NotNow);
    let refused = computer.exam.start_exam().await.unwrap_err();
    assert!(refused.is(registrar_api::FaultCode::NotNow), "{refused}");
    assert_eq!(computer.exam.silence(), None);
}

/// Killed after the link was handed out and before that was noted: the page still offers to open it again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seat_that_is_open_and_not_noted_is_opened_again() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    let link = computer.exam.start_exam().await.unwrap();
    computer.exam.update(|kept| kept.account.as_mut().unwrap().launch = None).await.unwrap();
    computer.exam.ask().await;
    assert!(matches!(computer.exam.launch(), Launch::Open { opened_ms: None, can_copy: false, .. }));
    assert!(computer.exam.silence().is_some());
    assert_eq!(computer.exam.start_exam().await.unwrap(), link);
    assert!(matches!(computer.exam.launch(), Launch::Open { opened_ms: Some(_), .. }));
}

/// An asking that began before the start does not undo what the start noted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_picture_does_not_end_the_silence() {
    let world = World::start().await;
    let computer = world.ready(MARA).await;
    let asks = (0..4).map(|_| {
        let exam = computer.exam.clone();
        tokio::spawn(async move {
            for _ in 0..8 {
                exam.ask().await;
            }
        })
    });
    let asks: Vec<_> = asks.collect();
    computer.exam.start_exam().await.unwrap();
    assert!(matches!(computer.exam.launch(), Launch::Open { opened_ms: Some(_), .. }));
    for ask in asks {
        ask.await.unwrap();
        assert!(matches!(computer.exam.launch(), Launch::Open { opened_ms: Some(_), .. }));
    }
}
