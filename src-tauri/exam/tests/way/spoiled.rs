//! A registrar that is sound but for one answer. Each path that the app asks at goes wrong in each way in turn: it is told in
//! words that fit, nothing of what was known is lost, and what was begun goes on when the answers are sound again.

use crate::between::{Between, Fault};
use crate::launch::{Clipboard, copy};
use crate::world::{Computer, MARA, World};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use exam::vault::Purpose;
use exam::{Account, ExamError, Launch, Outward, Silence, Unheard};
use registrar_api::{CaseKind, CaseRequest, ConditionKind, IdentityRoute, IdentityState, SeatState};
use serde_json::Value;
use std::time::Duration;

const FAULTS: [(Fault, Unheard, &str); 8] = [
    (Fault::Instead(|| sent_to(StatusCode::FOUND)), Unheard::Elsewhere, "another address"),
    (Fault::Instead(|| sent_to(StatusCode::TEMPORARY_REDIRECT)), Unheard::Elsewhere, "another address"),
    (Fault::Instead(|| vec![b' '; 5 * 1024 * 1024].into_response()), Unheard::Nonsense, "does not speak"),
    (
        Fault::Instead(|| "<html>Sign in to the hotel's network</html>".into_response()),
        Unheard::Nonsense,
        "does not speak",
    ),
    (Fault::Instead(|| r#"{"id":"1","seats":["#.into_response()), Unheard::Nonsense, "does not speak"),
    (Fault::Instead(|| (StatusCode::BAD_GATEWAY, "<html>proxy</html>").into_response()), Unheard::Down, "not working"),
    (
        Fault::Instead(|| (StatusCode::FORBIDDEN, "<html>no</html>").into_response()),
        Unheard::Nonsense,
        "does not speak",
    ),
    (Fault::Changed(of_other_types), Unheard::Nonsense, "does not speak"),
];

fn sent_to(status: StatusCode) -> Response {
    (status, [(header::LOCATION, "https://portal.example/")]).into_response()
}

/// Every number and every list is a word.
fn of_other_types(answer: Value) -> Value {
    match answer {
        Value::Number(_) | Value::Array(_) => Value::String("several".into()),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, of_other_types(value))).collect(),
        other => other,
    }
}

/// Everything of the way that could be lost.
#[derive(Debug, PartialEq)]
struct Picture {
    enrolments: usize,
    name: Option<String>,
    consents: usize,
    identity: Option<IdentityState>,
    met: Vec<ConditionKind>,
    seats: Vec<(String, SeatState)>,
    cases: Vec<i64>,
    launch: Option<exam::KeptLaunch>,
    /// The number of the one that is open.
    browser_check: Option<String>,
    silence: Option<Silence>,
}

impl Picture {
    async fn of(computer: &Computer, what: &str) -> Picture {
        assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() }, "{what}");
        let account = computer.exam.kept(|kept| kept.account.clone()).unwrap();
        let enrolment = account.enrolment.as_ref();
        let conditions = enrolment.iter().flat_map(|e| &e.conditions);
        let seats = enrolment.iter().flat_map(|e| &e.seats);
        Picture {
            enrolments: account.enrolments.len(),
            name: enrolment.and_then(|e| e.name.as_ref()).map(|name| name.name.clone()),
            consents: enrolment.map_or(0, |e| e.consents.len()),
            identity: enrolment.map(|e| e.identity.state),
            met: conditions.filter(|c| c.met).map(|c| c.kind).collect(),
            seats: seats.map(|seat| (seat.id.clone(), seat.state)).collect(),
            cases: account.cases.iter().map(|case| case.number).collect(),
            launch: account.launch,
            browser_check: account.browser_check.map(|check| check.id),
            silence: computer.exam.silence(),
        }
    }
}

/// A candidate who is ready to sit, has a case, and whose every word passes by somebody.
async fn ready_with_somebody_between() -> (World, Between, Computer) {
    let world = World::start().await;
    let between = Between::start(&world).await;
    let computer = world.computer_at(&between.url()).await;
    computer.sign_in(&world, MARA).await;
    world.prepare(&computer).await;
    computer.exam.open_case(help("Which documents are taken?")).await.unwrap();
    computer.exam.ask().await;
    (world, between, computer)
}

fn help(text: &str) -> CaseRequest {
    CaseRequest { kind: CaseKind::Help, about: None, attempt: None, text: text.to_owned() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoiled_answer_to_an_asking_changes_no_picture() {
    let (_world, between, computer) = ready_with_somebody_between().await;
    computer.exam.browser_check().await.unwrap();
    computer.exam.start_exam().await.unwrap();
    computer.exam.ask().await;
    let before = Picture::of(&computer, "at first").await;
    assert!(before.silence.is_some() && before.browser_check.is_some() && !before.cases.is_empty());
    let asked =
        ["GET /v1/me", "GET /v1/programme", "GET /v1/enrolments/*", "GET /v1/cases", "GET /v1/checks/*", "GET *"];
    for path in asked {
        for (n, (fault, _, words)) in FAULTS.into_iter().enumerate() {
            let what = format!("{path}, fault {n}");
            between.spoil(&[(path, fault)]);
            computer.exam.ask().await;
            let silent = computer.exam.contact_now().silent.unwrap_or_else(|| panic!("{what}: it is not told"));
            assert!(silent.in_words.contains(words), "{what}: {}", silent.in_words);
            assert_eq!(Picture::of(&computer, &what).await, before, "{what}");
        }
        between.mend();
        computer.exam.ask().await;
        assert_eq!(computer.exam.contact_now().silent, None, "{path}");
        assert_eq!(Picture::of(&computer, path).await, before, "{path}");
    }
}

/// What the candidate does, by the request that it makes.
async fn act(computer: &Computer, request: &str) -> Result<(), ExamError> {
    let exam = &computer.exam;
    match request {
        "POST */consents" => exam.consent(computer.consents()).await,
        "POST */name" => exam.confirm_name("Mara Holt").await,
        "POST */identity" => exam.begin_identity(IdentityRoute::Stripe).await.map(drop),
        "POST */cases" => exam.open_case(help("May I bring a pencil?")).await.map(drop),
        "POST */notes" => {
            let number = exam.kept(|kept| kept.account.as_ref().unwrap().cases[0].number);
            exam.reply_case(number, "It is a passport.").await
        }
        "POST /v1/checks" => exam.browser_check().await.map(drop),
        "POST */seat" | "POST */seat/link" => exam.start_exam().await.map(drop),
        other => panic!("nobody does {other}"),
    }
}

fn is_told(computer: &Computer, request: &str, done: Result<(), ExamError>, (n, unheard): (usize, Unheard)) {
    let what = format!("{request}, fault {n}");
    let error = done.expect_err(&what);
    assert!(matches!(error, ExamError::Unheard(is) if is == unheard), "{what}: {error}");
    let words = FAULTS[n].2;
    assert!(computer.exam.in_words(&error).contains(words), "{what}: {}", computer.exam.in_words(&error));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoiled_answer_to_an_act_is_told_and_changes_no_picture() {
    let (_world, between, computer) = ready_with_somebody_between().await;
    let acts = [
        "POST */consents",
        "POST */name",
        "POST */cases",
        "POST */notes",
        "POST /v1/checks",
        "POST */seat",
        "POST */seat/link",
    ];
    let before = Picture::of(&computer, "at first").await;
    for request in acts {
        for (n, (fault, unheard, _)) in FAULTS.into_iter().enumerate() {
            between.spoil(&[(request, fault)]);
            is_told(&computer, request, act(&computer, request).await, (n, unheard));
            assert_eq!(Picture::of(&computer, request).await, before, "{request}, fault {n}");
        }
    }
    between.mend();
    goes_on_with_one_seat(&computer).await;
}

/// Whatever became of the answers before: an asking finds the seat, and the start takes no second one.
async fn goes_on_with_one_seat(computer: &Computer) -> Outward {
    computer.exam.ask().await;
    assert!(matches!(computer.exam.launch(), Launch::Open { opened_ms: None, .. }), "its link is handed out");
    assert!(computer.exam.silence().is_some(), "its time runs");
    let link = computer.exam.start_exam().await.unwrap();
    assert!(matches!(computer.exam.launch(), Launch::Open { opened_ms: Some(_), can_copy: true, .. }));
    let enrolment = computer.asked_until("one seat", |e| e.seats.len() == 1).await;
    assert_eq!(enrolment.attempts_used, 1, "no second attempt");
    link
}

/// It was done, and the answer was lost: the next asking shows it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_enrolment_whose_answer_was_lost_is_found() {
    let world = World::start().await;
    let between = Between::start(&world).await;
    let computer = world.computer_at(&between.url()).await;
    computer.sign_in(&world, MARA).await;
    let code = world.code().await;
    for (n, (fault, unheard, _)) in FAULTS.into_iter().enumerate() {
        between.spoil(&[("POST /v1/enrolments", fault)]);
        is_told(&computer, "enrol", computer.exam.enrol(&code).await, (n, unheard));
        assert_eq!(Picture::of(&computer, "lost").await.enrolments, 0, "fault {n}");
    }
    computer.exam.ask().await;
    assert_eq!(Picture::of(&computer, "found").await.enrolments, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoiled_copy_of_the_link_can_be_made_again() {
    let (_world, between, computer) = ready_with_somebody_between().await;
    let link = computer.exam.start_exam().await.unwrap();
    computer.exam.ask().await;
    let before = Picture::of(&computer, "at first").await;
    for (n, (fault, unheard, _)) in FAULTS.into_iter().enumerate() {
        between.spoil(&[("POST */seat/link", fault)]);
        let copied = copy(&computer, Clipboard::Takes).await.map(drop);
        is_told(&computer, "copy_link", copied, (n, unheard));
        assert_eq!(Picture::of(&computer, "copy_link").await, before, "fault {n}");
    }
    between.mend();
    assert_eq!(copy(&computer, Clipboard::Takes).await.unwrap(), Some(link));
}

/// At two places at once, so that nobody waits twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_never_comes_is_slow_wherever_it_was_asked_for() {
    let (_world, between, mut computer) = ready_with_somebody_between().await;
    let (vault, mut secrets) = (computer.exam.vault(), Vec::new());
    for purpose in [Purpose::RefreshToken, Purpose::Handout] {
        secrets.extend(vault.get(MARA, purpose).await.unwrap().map(|secret| (purpose, secret)));
    }
    computer.patience = Duration::from_secs(3);
    computer.restart();
    computer.exam.vault().keep(exam::vault::Choice::Session).await.unwrap();
    for (purpose, secret) in &secrets {
        computer.exam.vault().put(MARA, *purpose, secret).await.unwrap();
    }
    let before = Picture::of(&computer, "at first").await;
    between.spoil(&[("GET /v1/cases", Fault::Never), ("POST */seat/link", Fault::Never)]);
    let (started, ()) = tokio::join!(computer.exam.start_exam(), computer.exam.ask());
    let error = started.unwrap_err();
    assert!(matches!(error, ExamError::Unheard(Unheard::Slow)), "{error}");
    let silent = computer.exam.contact_now().silent.expect("it is told").in_words;
    for words in [silent, computer.exam.in_words(&error)] {
        assert!(words.contains("did not answer in time") && words.contains("may have arrived"), "{words}");
    }
    assert_eq!(Picture::of(&computer, "slow").await, before);
}

/// Addresses of a reply, and what is said of them.
const ELSEWHERE: [(Fault, &str); 3] = [
    (Fault::Changed(|answer| with_address(answer, "https://evil.example/start")), "evil.example"),
    (Fault::Changed(|answer| with_address(answer, "https://127.0.0.1@evil.example/start")), "evil.example"),
    (Fault::Changed(|answer| with_address(answer, "javascript:alert(1)")), "javascript"),
];

fn with_address(mut answer: Value, address: &str) -> Value {
    *answer.get_mut("url").unwrap() = address.into();
    answer
}

/// The reply names each of the other addresses in turn; after that it is sound again.
async fn names_the_host(
    between: &Between,
    computer: &Computer,
    request: &'static str,
    act: impl AsyncFn() -> Result<(), ExamError>,
) {
    let before = Picture::of(computer, request).await;
    for (fault, host) in ELSEWHERE {
        between.spoil(&[(request, fault)]);
        let error = act().await.expect_err(request);
        assert!(matches!(&error, ExamError::NotListed(listed) if listed.host == host), "{request}: {error}");
        let words = computer.exam.in_words(&error);
        assert!(words.starts_with(host) && words.contains("Nothing was opened"), "{request}: {words}");
        assert_eq!(Picture::of(computer, request).await, before, "{request}");
    }
    between.mend();
}

/// No browser is sent to a host that is not on the list; with the right address it goes on where it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_host_is_named_and_not_opened() {
    let (_world, between, computer) = ready_with_somebody_between().await;
    for request in ["POST /v1/checks", "POST */seat/link"] {
        names_the_host(&between, &computer, request, async || act(&computer, request).await).await;
    }
    computer.exam.browser_check().await.unwrap();
    let link = goes_on_with_one_seat(&computer).await;
    let copied = async || copy(&computer, Clipboard::Takes).await.map(drop);
    names_the_host(&between, &computer, "POST */seat/link", copied).await;
    assert_eq!(copy(&computer, Clipboard::Takes).await.unwrap(), Some(link));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_identity_check_goes_on_after_a_spoiled_answer_and_is_not_opened_elsewhere() {
    let world = World::start().await;
    let between = Between::start(&world).await;
    let computer = world.computer_at(&between.url()).await;
    computer.sign_in(&world, MARA).await;
    world.prepare_to_identity(&computer).await;
    computer.exam.ask().await;
    let before = Picture::of(&computer, "at first").await;
    for (n, (fault, unheard, _)) in FAULTS.into_iter().enumerate() {
        between.spoil(&[("POST */identity", fault)]);
        is_told(&computer, "identity", act(&computer, "POST */identity").await, (n, unheard));
        assert_eq!(Picture::of(&computer, "identity").await, before, "fault {n}");
    }
    let request = "POST */identity";
    names_the_host(&between, &computer, request, async || act(&computer, request).await).await;
    world.prove_identity(&computer).await;
    assert_eq!(computer.enrolment().unwrap().identity.attempts_used, 1, "the same check went on");
}
