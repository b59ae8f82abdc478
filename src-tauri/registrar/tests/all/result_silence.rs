//! Seats of which nothing is heard: the person who was promised looks, with a case that the candidate sees.

use crate::result_sitting::*;
use crate::world::{World, both, until};
use registrar::args;
use registrar::core::Core;
use registrar_api::{Case, CaseAuthor, CaseKind, CaseState, Enrolment, Outcome, StepKind};
use sandbox::classmarker::Finish;
use serde_json::json;

/// Twice, and by two processes: the same seat is looked at once.
async fn sweep(world: &World) {
    let other = Core::open(world.registrar.core.settings.clone(), world.clock.clone()).await.unwrap();
    let (one, two) = tokio::join!(registrar::seat::sweep(&world.registrar.core), registrar::seat::sweep(&other));
    one.unwrap();
    two.unwrap();
    registrar::seat::sweep(&other).await.unwrap();
}

/// What the timeline says of the result, and from when it promises a person.
async fn promised(world: &World, ada: &Sitting) -> (String, i64) {
    let enrolment: Enrolment =
        ada.candidate.get(world, &format!("/v1/enrolments/{}", ada.candidate.enrolment_id)).await;
    let step = enrolment.timeline.into_iter().find(|step| step.kind == StepKind::Result).unwrap();
    (step.in_words, step.person_from_ms.unwrap())
}

/// A seat that has been silent for long enough, and its case.
async fn silent(world: &World) -> (Sitting, Case) {
    let ada = Sitting::new(world, "ada@example.org").await;
    let (_, from) = promised(world, &ada).await;
    world.clock.shift(from - world.clock.now_ms() + MINUTE);
    sweep(world).await;
    let case = ada.seen(world).await.remove(0);
    (ada, case)
}

both! {
    async fn a_person_looks_when_the_timeline_says_so(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let (words, from) = promised(&world, &ada).await;
        assert_eq!(from, ada.row(&world).await.expires_ms + 24 * HOUR);
        assert!(words.contains("If nothing has come by"), "{words}");
        world.clock.shift(from - world.clock.now_ms() - 10 * MINUTE);
        sweep(&world).await;
        assert!(ada.seen(&world).await.is_empty());
        world.clock.shift(11 * MINUTE);
        sweep(&world).await;
        let seen = ada.seen(&world).await;
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].kind, seen[0].state, seen[0].decider.as_str()), (CaseKind::Held, CaseState::Open, "operations"));
        assert!(seen[0].deadline_ms > world.clock.now_ms());
        let told = serde_json::to_string(&seen).unwrap();
        for inner in [ada.seat_id.as_str(), "1001", "2001"] {
            assert!(!told.contains(inner), "{inner} in {told}");
        }
        let (words, still) = promised(&world, &ada).await;
        assert!(words.contains("a person looks: your cases say") && still == from, "{words}");
        // For operations the case says where to look.
        let sql = "SELECT COUNT(*) AS n FROM case_note WHERE visible = 0 AND text LIKE 'Seat ' || $1 || ', link 1001, test 2001.%'";
        assert_eq!(count(&world, sql, &ada.seat_id).await, 1);
    }

    async fn what_comes_after_all_ends_the_case(world: World) {
        let (ada, case) = silent(&world).await;
        ada.hand_in(&world, Finish { percentage_tenths: 300, ..webhook_only() });
        ada.until(&world, "a result", |_| true).await;
        let after: Case = ada.candidate.get(&world, &format!("/v1/cases/{}", case.number)).await;
        assert_eq!((after.state, after.notes.len()), (CaseState::Closed, 2));
        assert!(after.decision.unwrap().contains("has reached us"));
        sweep(&world).await;
        assert!(ada.seen(&world).await.iter().all(|other| other.number == case.number || !other.title.contains("has come")));
    }

    async fn a_candidate_who_has_written_still_gets_an_answer(world: World) {
        let (ada, case) = silent(&world).await;
        let path = format!("/v1/cases/{}", case.number);
        let _: Case = ada.candidate.post(&world, &format!("{path}/notes"), json!({ "text": "The page stayed white." })).await;
        ada.hand_in(&world, Finish { percentage_tenths: 300, ..webhook_only() });
        ada.until(&world, "a result", |_| true).await;
        let after: Case = ada.candidate.get(&world, &path).await;
        assert_eq!((after.state, after.decision), (CaseState::Open, None));
        let last = after.notes.last().unwrap();
        assert!(last.author == CaseAuthor::System && last.text.contains("has reached us"));
    }

    async fn nobody_looks_for_what_nobody_waits_for(world: World) {
        let core = &world.registrar.core;
        let (ada, eve) = (Sitting::new(&world, "ada@example.org").await, Sitting::new(&world, "eve@example.org").await);
        let (bob, carl) = (Sitting::new(&world, "bob@example.org").await, Sitting::new(&world, "carl@example.org").await);
        let sql = "UPDATE seat SET state = 'ready', handed_out_ms = NULL WHERE id = $1";
        core.db.run(sql, args![&ada.seat_id]).await.unwrap();
        core.db.run("UPDATE seat SET state = 'void' WHERE id = $1", args![&eve.seat_id]).await.unwrap();
        bob.hand_in(&world, Finish { percentage_tenths: 300, ..Finish::default() });
        bob.until_confirmed(&world, Outcome::Failed).await;
        core.db.run("UPDATE person SET erased_ms = 1 WHERE id = $1", args![&carl.candidate.person_id]).await.unwrap();
        world.clock.shift(3 * DAY);
        sweep(&world).await;
        let state = async || (ada.row(&world).await.state.word() == "expired").then_some(());
        until("the end of a seat that was not fetched", state).await;
        sweep(&world).await;
        assert_eq!(cases(&world, "held").await, 0);
    }
}
