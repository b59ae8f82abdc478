//! From the sign-in to the credential.

use crate::world::{MARA, World};
use exam::{Launch, Purpose};
use registrar_api::{AttemptCountsWhen, CaseKind, CaseRequest, CredentialState, Outcome, SeatState};
use sandbox::classmarker::Finish;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_sign_in_to_credential() {
    let world = World::start().await;
    let mut computer = world.ready(MARA).await;
    assert_eq!(computer.exam.launch(), Launch::Ready);
    assert_eq!(computer.exam.silence(), None);

    let link = computer.exam.start_exam().await.unwrap();
    let silence = computer.exam.silence().expect("the exam may be running");
    assert!(silence.until_ms - silence.since_ms >= 90 * 60_000, "{silence:?}");
    assert!(matches!(computer.exam.launch(), Launch::Open { can_copy: true, .. }));

    computer.restart();
    assert_eq!(computer.exam.silence(), Some(silence), "a crash does not end the silence");

    let attempt = world.around.classmarker.open(link.reveal()).unwrap();
    let finish = Finish { percentage_tenths: 840, ..Finish::default() };
    world.around.classmarker.finish(&attempt, finish);

    // The vault of this test was in memory, so the crash has ended the sign-in.
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.sign_in(&world, MARA).await;
    let end = computer.asked_until("a result", |e| {
        e.seats.first().and_then(|s| s.result.as_ref()).is_some_and(|r| r.outcome == Outcome::Passed)
    });
    assert_eq!(end.await.seats.first().unwrap().state, SeatState::Finished);
    assert_eq!(computer.exam.silence(), None, "the result ends the silence");
    assert_eq!(computer.exam.launch(), Launch::NotNow);
    let end = computer.asked_until("the credential", |e| e.credential.state == CredentialState::Issued).await;
    let shown = computer.exam.credential().unwrap();
    assert_eq!(Some(shown.reveal()), end.credential.url.as_deref());
    assert!(computer.exam.place().unwrap().outward(Purpose::Credential, "https://evil.example/").is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_is_opened_and_answered_without_and_with_an_enrolment() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    let ask = |text: &str| CaseRequest { kind: CaseKind::Help, about: None, attempt: None, text: text.to_owned() };
    let first = computer.exam.open_case(ask("I have bought it and no code came.")).await.unwrap();
    computer.exam.enrol(&world.code().await).await.unwrap();
    let second = computer.exam.open_case(ask("Which documents are taken?")).await.unwrap();
    computer.exam.reply_case(first, "The code has come now.").await.unwrap();
    let cases = computer.exam.kept(|kept| kept.account.as_ref().unwrap().cases.clone());
    let numbers: Vec<i64> = cases.iter().map(|c| c.number).collect();
    assert!(numbers.contains(&first) && numbers.contains(&second), "{numbers:?}");
    let of = cases.iter().find(|c| c.number == first).unwrap();
    assert!(of.notes.iter().any(|n| n.text == "The code has come now."));
}

/// The configuration changes after somebody has enrolled: what was promised to them is what they are shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_promised_is_kept_beside_what_is_offered() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    let core = &world.registrar.core;
    let mut promised = core.settings.programme.clone();
    promised.attempts.counts_when = AttemptCountsWhen::ResultReceived;
    let version = registrar::candidate::programme::keep(&core.db, &promised, core.now_ms()).await.unwrap();
    let sql = "UPDATE enrolment SET programme_version = $1 WHERE person_id IS NOT NULL";
    core.db.run(sql, registrar::args![version]).await.unwrap();
    let mine = computer.asked_until("the promise", |e| e.programme_version == version).await.programme.unwrap();
    assert_eq!(mine.attempts.counts_when, AttemptCountsWhen::ResultReceived);
    let offered = computer.exam.kept(|kept| kept.account.as_ref().unwrap().programme.clone()).unwrap();
    assert_eq!(offered.attempts.counts_when, AttemptCountsWhen::LinkHandedOut);
}
