//! The candidate's side of casework.

use crate::casework_desk::{dana, done, number, refused, seat, text};
use crate::world::{Candidate, World, both};
use registrar::args;
use registrar::casework::{Action, NewCase, Order, act, open};
use registrar::clock::{DAY, HOUR};
use registrar_api::{Case, CaseAuthor, CaseKind, CaseState, Cases};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn cases_of(candidate: &Candidate) -> String {
    format!("/v1/enrolments/{}/cases", candidate.enrolment_id)
}

fn ask(kind: &str, text: &str) -> Value {
    json!({ "kind": kind, "text": text })
}

async fn opened(world: &World, candidate: &Candidate, kind: &str) -> Case {
    candidate.post(world, &cases_of(candidate), ask(kind, "Please look at this.")).await
}

both! {
    async fn a_case_has_a_number_a_deadline_and_a_decider(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let case = opened(&world, &ada, "help").await;
        assert_eq!((case.number, case.kind, case.state), (1, CaseKind::Help, CaseState::Open));
        assert_eq!(case.deadline_ms - case.opened_ms, 48 * HOUR);
        assert_eq!(case.decider, "operations");
        assert_eq!(case.notes[0].text, "Please look at this.");
        done(&world, Action::Assign { number: 1, to: "decider@academy.test".into() }).await;
        let cases: Cases = ada.get(&world, "/v1/cases").await;
        assert_eq!(cases.cases[0].decider, "Dana Decider, operations");
        let mail = crate::world::until("the mail to operations", async || {
            world.mail.to("operations@academy.test").into_iter().next()
        });
        assert_eq!(mail.await.subject, "Case 1 (help): A request for help");
    }

    async fn what_is_no_case_is_refused(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let path = cases_of(&ada);
        let long = "é".repeat(8_001);
        for body in [
            ask("identity", "x"),
            ask("mismatch", "x"),
            ask("of a newer app", "x"),
            ask("help", " \n"),
            ask("help", &long),
            ask("help", "a\u{0}b"),
            ask("appeal", ""),
        ] {
            assert_eq!(ada.refused(&world, &path, &body).await, "bad_request");
        }
        let case: Case = ada.post(&world, &path, ask("help", &"é".repeat(8_000))).await;
        assert_eq!(case.notes[0].text.chars().count(), 8_000);
        let somebody = world.person("somebody@candidate.test").await;
        assert_eq!(somebody.refused(&world, &path, ask("help", "x")).await, "not_found");
        assert_eq!(somebody.refused(&world, "/v1/me/cases", ask("name", "x")).await, "bad_request");
        let case: Case = somebody.post(&world, "/v1/me/cases", ask("help", "Where is my code?")).await;
        assert_eq!(case.kind, CaseKind::Help);
    }

    async fn an_appeal_needs_a_result_in_time_and_is_made_once(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        assert_eq!(ada.refused(&world, &cases_of(&ada), ask("appeal", "Unfair.")).await, "not_now");
        seat(&world, &ada, 1, "failed").await;
        let path = cases_of(&ada);
        let twice = tokio::join!(
            ada.call(&world, Method::POST, &path, Some(ask("appeal", "Unfair."))),
            ada.call(&world, Method::POST, &path, Some(ask("appeal", "Unfair, again."))),
        );
        let statuses = [twice.0.0, twice.1.0];
        assert!(statuses.contains(&StatusCode::OK) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        assert_eq!(ada.refused(&world, &path, ask("appeal", "And again.")).await, "not_now");
        seat(&world, &ada, 2, "failed").await;
        world.clock.shift(14 * DAY - HOUR);
        opened(&world, &ada, "appeal").await;
        let bob = world.enrolled("bob@candidate.test", "Bob").await;
        seat(&world, &bob, 1, "failed").await;
        world.clock.shift(14 * DAY + HOUR);
        assert_eq!(bob.refused(&world, &cases_of(&bob), ask("appeal", "Late.")).await, "not_now");
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM case_file WHERE kind = 'appeal'", &[]).await, 2);
    }

    async fn an_accommodation_unfixes_the_variant_until_it_is_decided(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let fixed = "SELECT variant_fixed AS n FROM enrolment WHERE id = $1";
        let case = opened(&world, &ada, "accommodation").await;
        assert_eq!(number(&world, fixed, args![&ada.enrolment_id]).await, 0);
        assert_eq!(ada.refused(&world, &cases_of(&ada), ask("accommodation", "More.")).await, "not_now");
        let granted = Action::SetVariant { enrolment: ada.enrolment_id.clone(), variant: "plus-50".into() };
        let order = Order { case: Some(case.number), ..Order::new(granted, "A letter of the doctor was shown.") };
        act(&world.registrar.core, &dana(), order).await.unwrap();
        assert_eq!(number(&world, fixed, args![&ada.enrolment_id]).await, 1);
        let case: Case = ada.get(&world, &format!("/v1/cases/{}", case.number)).await;
        assert!(case.notes.iter().any(|n| n.author == CaseAuthor::Operations && n.text.contains("135 minutes")));
        done(&world, Action::Decide { number: case.number, text: "Granted.".into() }).await;
        let case = opened(&world, &ada, "accommodation").await;
        done(&world, Action::Decide { number: case.number, text: "Not without a letter.".into() }).await;
        assert_eq!(number(&world, fixed, args![&ada.enrolment_id]).await, 1);
        assert_eq!(text(&world, "SELECT variant AS t FROM enrolment WHERE id = $1", args![&ada.enrolment_id]).await, "plus-50");
    }

    async fn ten_cases_wait_at_most(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let path = cases_of(&ada);
        let many = (0..14).map(|_| ada.call(&world, Method::POST, &path, Some(ask("help", "Again."))));
        let mut good = 0;
        for answer in futures(many).await {
            good += i32::from(answer.0 == StatusCode::OK);
            assert!(answer.0 == StatusCode::OK || answer.1["code"] == "not_now", "{answer:?}");
        }
        assert_eq!(good, 10);
        done(&world, Action::Decide { number: 3, text: "Answered.".into() }).await;
        opened(&world, &ada, "help").await;
    }

    async fn somebody_elses_number_is_like_none(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let eve = world.enrolled("eve@candidate.test", "Eve").await;
        let case = opened(&world, &ada, "help").await;
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        let hidden = NewCase::system(CaseKind::Held, "A result is held").about(&eve.enrolment_id).saying("Not for Eve.");
        let hidden = open(&mut tx, core, hidden).await.unwrap();
        tx.commit().await.unwrap();
        let none = eve.call(&world, Method::GET, "/v1/cases/999999", None).await;
        assert_eq!(none.0, StatusCode::NOT_FOUND);
        for number in [case.number.to_string(), hidden.to_string(), "-1".into(), "x".into(), "99999999999999999999".into()] {
            let path = format!("/v1/cases/{number}");
            assert_eq!(eve.call(&world, Method::GET, &path, None).await, none, "{number}");
            let notes = format!("{path}/notes");
            let reply = eve.call(&world, Method::POST, &notes, Some(json!({ "text": "Let me in." }))).await;
            assert_eq!(reply, none, "{number}");
        }
        let cases: Cases = eve.get(&world, "/v1/cases").await;
        assert!(cases.cases.is_empty());
    }

    async fn a_reply_reopens_what_was_asked(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let case = opened(&world, &ada, "help").await;
        let (path, notes) = (format!("/v1/cases/{}", case.number), format!("/v1/cases/{}/notes", case.number));
        done(&world, Action::Ask { number: case.number, text: "Which browser?".into() }).await;
        let asked: Case = ada.get(&world, &path).await;
        assert_eq!((asked.state, asked.decider.as_str()), (CaseState::Asked, "Dana Decider, operations"));
        world.clock.shift(100 * HOUR);
        let open: Case = ada.post(&world, &notes, json!({ "text": "Firefox." })).await;
        assert_eq!((open.state, open.notes.len()), (CaseState::Open, 3));
        assert!(open.deadline_ms > asked.deadline_ms + 99 * HOUR);
        done(&world, Action::Decide { number: case.number, text: "Use another one.".into() }).await;
        let closed: Case = ada.get(&world, &path).await;
        assert_eq!(closed.decision.as_deref(), Some("Use another one."));
        assert_eq!(ada.refused(&world, &notes, json!({ "text": "But…" })).await, "not_now");
        let again = Order::new(Action::Decide { number: case.number, text: "Twice.".into() }, "Decided a second time.");
        assert_eq!(refused(&world, again).await, "Case 1 is closed.");
    }

    async fn deadlines_are_told_of_once_each(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let case = opened(&world, &ada, "help").await;
        let core = &world.registrar.core;
        let sweep = async || registrar::casework::sweep(core).await.unwrap();
        let reminders = "SELECT COUNT(*) AS n FROM mail WHERE dedupe LIKE 'case:1:near:%' OR dedupe LIKE 'case:1:overdue:%'";
        for (hours, expected) in [(35, 0), (2, 1), (1, 1), (11, 2), (200, 2)] {
            world.clock.shift(hours * HOUR);
            sweep().await;
            sweep().await;
            assert_eq!(number(&world, reminders, &[]).await, expected, "{hours} hours later");
        }
        let case: Case = ada.get(&world, &format!("/v1/cases/{}", case.number)).await;
        let said: Vec<_> = case.notes.iter().filter(|n| n.author == CaseAuthor::System).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].text.starts_with("This is overdue") && said[0].text.contains("help@academy.test"));
        done(&world, Action::Ask { number: 1, text: "Still there?".into() }).await;
        ada.post::<Case>(&world, "/v1/cases/1/notes", json!({ "text": "Yes." })).await;
        sweep().await;
        assert_eq!(number(&world, reminders, &[]).await, 2);
        world.clock.shift(49 * HOUR);
        sweep().await;
        assert_eq!(number(&world, reminders, &[]).await, 3);
    }
}

/// All of them at once.
async fn futures<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = all.map(|f| (Box::pin(f), None)).collect();
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (future, answer) in all.iter_mut().filter(|(_, answer)| answer.is_none()) {
            match future.as_mut().poll(context) {
                std::task::Poll::Ready(value) => *answer = Some(value),
                std::task::Poll::Pending => waiting = true,
            }
        }
        if waiting { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    all.into_iter().filter_map(|(_, answer)| answer).collect()
}
