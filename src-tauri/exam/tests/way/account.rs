//! Signing in and out, on one computer and on two, after long pauses, with a registrar that is gone.

use crate::world::{Computer, DAY, MARA, NILS, World, until};
use exam::{Account, ExamError, KeptAccount};
use registrar_api::FaultCode;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browser_brings_the_sign_in_back() {
    let world = World::start().await;
    let computer = world.computer().await;
    let page = computer.exam.sign_in().await.unwrap();
    assert!(matches!(computer.exam.account().await, Account::SigningIn { trouble: None, .. }));
    let told = computer.told();
    world.follow(&page, MARA).await;
    until("the news", async || (computer.told() > told).then_some(())).await;
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() });
    assert!(computer.exam.kept(|k| k.account.as_ref().unwrap().programme.is_some()), "it has asked at once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_can_be_pasted() {
    let world = World::start().await;
    let computer = world.computer().await;
    computer.sign_in_by_hand(&world, MARA).await.unwrap();
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_code_is_said_and_the_sign_in_goes_on() {
    let world = World::start().await;
    let computer = world.computer().await;
    let page = computer.exam.sign_in().await.unwrap();
    for wrong in ["", "   ", "abc", &"x".repeat(600), "<script>", "🙂"] {
        let refused = computer.exam.sign_in_code(wrong).await.unwrap_err();
        assert!(matches!(refused, ExamError::Said(_)), "{wrong}: {refused}");
    }
    assert!(matches!(computer.exam.account().await, Account::SigningIn { trouble: Some(_), .. }));
    world.follow(&page, MARA).await;
    let signed_in = Account::SignedIn { email: MARA.into() };
    until("a sign-in", async || (computer.exam.account().await == signed_in).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_sign_in_leaves_nothing_open() {
    let world = World::start().await;
    let computer = world.computer().await;
    let page = computer.exam.sign_in().await.unwrap();
    let port = redirect_port(page.reveal());
    computer.exam.sign_in_cancel().await;
    assert_eq!(computer.exam.account().await, Account::SignedOut);
    until("a closed port", async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err().then_some(()))
        .await;
    assert!(computer.exam.sign_in_code("abc").await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_account_after_the_other() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    computer.exam.sign_out().await.unwrap();
    assert_eq!(computer.exam.account().await, Account::SignedOut);
    assert!(computer.enrolment().is_none(), "nothing of the first is left");
    let notes = std::fs::read_to_string(computer.folder.path().join("exam.json")).unwrap();
    assert!(!notes.contains(MARA), "{notes}");

    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.sign_in(&world, NILS).await;
    assert!(computer.enrolment().is_none(), "the second has none");
}

/// A name that was confirmed while the registrar was being asked is not set back by the answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_done_while_asking_stays() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    for round in 0..12 {
        let exam = computer.exam.clone();
        let ask = tokio::spawn(async move { exam.ask().await });
        let name = format!("Mara Holt {round}");
        computer.exam.confirm_name(&name).await.unwrap();
        ask.await.unwrap();
        assert_eq!(computer.enrolment().unwrap().name.unwrap().name, name);
    }
}

/// Nothing of the candidate is left in a file that was set aside, or that could not be finished.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_out_clears_what_was_set_aside() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    for name in ["exam.json.damaged", ".exam-left"] {
        std::fs::write(computer.folder.path().join(name), MARA).unwrap();
    }
    computer.exam.sign_out().await.unwrap();
    let files = std::fs::read_dir(computer.folder.path()).unwrap().flatten();
    for file in files.filter(|f| f.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(MARA), "{:?}", file.file_name());
    }
}

/// Without a sign-out between them: whoever signs in takes over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_account_takes_over() {
    let world = World::start().await;
    let mut computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    computer.restart();
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    computer.exam.ask().await;
    assert!(matches!(computer.exam.account().await, Account::SignInAgain { .. }));
    assert!(computer.enrolment().is_some(), "what was read is still shown");
    computer.sign_in(&world, NILS).await;
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: NILS.into() });
    assert!(computer.enrolment().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_computers_do_not_disturb_each_other() {
    let world = World::start().await;
    let (one, two) = (world.signed_in(MARA).await, world.signed_in(MARA).await);
    one.exam.enrol(&world.code().await).await.unwrap();
    two.exam.ask().await;
    assert_eq!(two.enrolment().map(|e| e.id), one.enrolment().map(|e| e.id));
    one.exam.sign_out().await.unwrap();
    two.exam.confirm_name("Mara Holt").await.unwrap();
    assert!(two.enrolment().unwrap().name.is_some());
}

/// Access tokens are good for minutes; many asking at once refresh once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_has_ended_is_refreshed_once() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    for _ in 0..3 {
        world.clock.shift(2 * DAY);
        let asks = (0..8).map(|_| {
            let exam = computer.exam.clone();
            tokio::spawn(async move { exam.choose("nothing").await.map_err(|e| e.is(FaultCode::SignInAgain)) })
        });
        for ask in asks.collect::<Vec<_>>() {
            assert_eq!(ask.await.unwrap(), Err(false), "it is refused for its own reason");
        }
        computer.exam.ask().await;
        assert_eq!(computer.exam.contact_now().silent, None);
        assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() });
    }
}

/// Months later the sign-in has ended; the way is still shown, and signing in again goes on with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_months_offline() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    world.clock.shift(400 * DAY);
    computer.exam.ask().await;
    assert!(matches!(computer.exam.account().await, Account::SignInAgain { email, .. } if email == MARA));
    assert!(computer.enrolment().is_some());
    computer.sign_in(&world, MARA).await;
    assert_eq!(computer.enrolment().unwrap().title, "AI Evaluator Certification");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_registrar_gone() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    computer.exam.enrol(&world.code().await).await.unwrap();
    let before = computer.enrolment();
    let World { registrar, .. } = world;
    registrar.stop().await;
    computer.exam.ask().await;
    let silent = computer.exam.contact_now().silent.expect("nobody answers");
    assert!(silent.in_words.contains("cannot be reached"), "{}", silent.in_words);
    assert_eq!(computer.enrolment(), before, "the last picture stays");
    let notes = computer.exam.sign_out().await.unwrap();
    assert!(notes.iter().any(|n| n.contains("could not be told")), "{notes:?}");
    assert_eq!(computer.exam.account().await, Account::SignedOut, "signing out needs nobody");
}

/// A sign-in that has ended is none.
#[tokio::test]
async fn without_a_sign_in_no_issuer_is_asked() {
    let computer = Computer::at("http://127.0.0.1:9", registrar::clock::Clock::shifted(0));
    let kept = |ended: Option<&str>| KeptAccount { ended: ended.map(str::to_owned), ..KeptAccount::default() };
    for (account, asks) in [(None, false), (Some(kept(Some("It has ended."))), false), (Some(kept(None)), true)] {
        computer.exam.update(|kept| kept.account = account).await.unwrap();
        let refused = computer.exam.ask_issuer().await.unwrap_err();
        // There is no badge to ask about.
        assert_eq!(matches!(refused, ExamError::Said(_)), asks, "{refused}");
        assert_eq!(matches!(refused, ExamError::SignInFirst), !asks, "{refused}");
    }
}

/// A clock that is off by hours changes no sign-in, and is noticed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_clock_that_is_off() {
    let world = World::start().await;
    for hours in [-30, 7] {
        let computer = world.computer().await;
        computer.set_clock(hours);
        computer.sign_in(&world, MARA).await;
        let ahead = computer.exam.kept(|k| k.account.as_ref().unwrap().ahead_ms);
        assert!((ahead - hours * 3_600_000).abs() < 60_000, "{ahead}");
    }
}

fn redirect_port(authorize: &str) -> u16 {
    let url = url::Url::parse(authorize).unwrap();
    let redirect = url.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1.into_owned();
    url::Url::parse(&redirect).unwrap().port().unwrap()
}
