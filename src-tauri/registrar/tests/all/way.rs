//! What the way says where it ends, while others are at it, and of what was promised.

use crate::casework_desk::{done, seat};
use crate::identity::begin;
use crate::world::{Candidate, World, both, until};
use registrar::args;
use registrar::candidate::programme;
use registrar::casework::Action;
use registrar::clock::{DAY, HOUR, in_words};
use registrar::work::{self, JobKind};
use registrar_api::{
    AttemptCountsWhen, Case, Enrolment, IdentityBegun, IdentityState, Programme, SeatState, Step, StepKind, StepState,
};
use serde_json::json;

async fn enrolment(world: &World, candidate: &Candidate) -> Enrolment {
    candidate.get(world, &format!("/v1/enrolments/{}", candidate.enrolment_id)).await
}

async fn step(world: &World, candidate: &Candidate, kind: StepKind) -> Step {
    enrolment(world, candidate).await.timeline.into_iter().find(|step| step.kind == kind).unwrap()
}

async fn ready(world: &World) -> Candidate {
    let ada = world.enrolled("ada@candidate.test", "Ada").await;
    world.verified(&ada).await;
    ada
}

/// The way has come to its end: what has ended, and what can be done; nothing waits, and nothing is asked of the candidate.
async fn ends(world: &World, candidate: &Candidate, words: &[&str]) {
    let timeline = enrolment(world, candidate).await.timeline;
    let seat = timeline.iter().find(|step| step.kind == StepKind::Seat).unwrap();
    assert_eq!(seat.state, StepState::Trouble, "{}", seat.in_words);
    for word in words {
        assert!(seat.in_words.contains(word), "{}", seat.in_words);
    }
    let open = timeline.iter().find(|step| matches!(step.state, StepState::Yours | StepState::Waiting));
    assert!(open.is_none(), "{open:?}");
}

async fn put_code(world: &World, code: &str) {
    let core = &world.registrar.core;
    let sql = "INSERT INTO enrolment_code (code_hash, batch, created_ms, expires_ms) VALUES ($1, 'test', $2, $3)";
    let (now, hash) = (core.now_ms(), core.keys.hash("enrolment code", code));
    core.db.run(sql, args![hash, now, now + 900 * DAY]).await.unwrap();
}

both! {
    async fn the_last_attempt_ends_the_way_and_another_code_begins_a_new_one(world: World) {
        let ada = ready(&world).await;
        seat(&world, &ada, 1, "failed").await;
        let between = step(&world, &ada, StepKind::Seat).await;
        assert!(between.state == StepState::Waiting && between.asks_again_ms.is_some(), "{between:?}");
        seat(&world, &ada, 2, "failed").await;
        ends(&world, &ada, &["2 of 2 attempts used", "another code", "ask a person"]).await;
        // Nor is a new proof of identity asked for, for an exam that cannot follow.
        world.clock.shift(366 * DAY);
        ends(&world, &ada, &["2 of 2 attempts used"]).await;
        put_code(&world, "ABCDEFGHJKMNPQRS").await;
        let new: Enrolment = ada.post(&world, "/v1/enrolments", json!({ "code": "ABCD-EFGH-JKMN-PQRS" })).await;
        assert!(new.id != ada.enrolment_id && new.attempts_used == 0);
        done(&world, Action::GrantAttempts { enrolment: ada.enrolment_id.clone(), more: 1 }).await;
        done(&world, Action::ExtendWindow { enrolment: ada.enrolment_id.clone(), days: 400 }).await;
        assert_eq!(step(&world, &ada, StepKind::Identity).await.state, StepState::Yours);
    }

    async fn a_window_that_has_closed_ends_the_way(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let closes = enrolment(&world, &ada).await.window_closes_ms;
        world.clock.shift(closes - world.clock.now_ms() - 95 * 60_000);
        ends(&world, &ada, &["too soon for 100 minutes", "A person can give you more time"]).await;
        world.clock.shift(2 * HOUR);
        ends(&world, &ada, &["could be sat until", "another code"]).await;
        let hold = "UPDATE enrolment SET held = 'a question' WHERE id = $1";
        world.registrar.core.db.run(hold, args![&ada.enrolment_id]).await.unwrap();
        assert_ne!(step(&world, &ada, StepKind::Seat).await.state, StepState::Trouble, "a person is at it");
    }

    async fn a_pass_asks_for_nothing_more(world: World) {
        let ada = ready(&world).await;
        let passed = seat(&world, &ada, 1, "passed").await;
        world.clock.shift(366 * DAY);
        assert_eq!(step(&world, &ada, StepKind::Identity).await.state, StepState::Done);
        done(&world, Action::VoidSeat { seat: passed }).await;
        assert_ne!(step(&world, &ada, StepKind::Identity).await.state, StepState::Done);
    }

    async fn only_the_newest_result_that_stands_is_appealed(world: World) {
        let ada = ready(&world).await;
        seat(&world, &ada, 1, "failed").await;
        let second = seat(&world, &ada, 2, "failed").await;
        let open = async || -> Vec<bool> {
            let result = |seat: registrar_api::Seat| seat.result.unwrap().appeal_until_ms.is_some();
            enrolment(&world, &ada).await.seats.into_iter().map(result).collect()
        };
        assert_eq!(open().await, [true, false]);
        let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
        let appeal = |attempt: i64| json!({ "kind": "appeal", "attempt": attempt, "text": "Question 7." });
        assert_eq!(ada.refused(&world, &path, appeal(1)).await, "not_now");
        done(&world, Action::VoidSeat { seat: second }).await;
        assert_eq!(open().await, [false, true]);
        assert_eq!(ada.refused(&world, &path, appeal(2)).await, "not_now");
        let newest: registrar_api::Seat = ada.get(&world, &format!("/v1/enrolments/{}/seat", ada.enrolment_id)).await;
        assert!(newest.state == SeatState::Void && newest.result.unwrap().appeal_until_ms.is_none());
        let case: Case = ada.post(&world, &path, appeal(1)).await;
        assert_eq!((case.attempt, case.step), (Some(1), Some(StepKind::Result)));
        assert_eq!(case.enrolment_id.as_deref(), Some(ada.enrolment_id.as_str()));
    }

    async fn a_check_that_others_are_at_says_since_when_and_who_looks(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        begin(&world, &ada).await;
        let core = &world.registrar.core;
        // Nobody reads the session meanwhile.
        until("the reading to rest", async || {
            let sql = "DELETE FROM job WHERE kind = 'identity_read' AND holder IS NULL AND due_ms > $1";
            (core.db.run(sql, args![core.now_ms()]).await.unwrap() == 1).then_some(())
        })
        .await;
        let (since, again) = (core.now_ms() - HOUR, core.now_ms() + HOUR);
        let sql = "UPDATE identity SET state = 'processing', updated_ms = $2, read_ms = $2 WHERE enrolment_id = $1 RETURNING id";
        let mut tx = core.db.begin().await.unwrap();
        let row = tx.row(sql, args![&ada.enrolment_id, since]).await.unwrap().unwrap();
        work::enqueue(&mut tx, JobKind::IdentityRead, &row.text("id").unwrap(), again).await.unwrap();
        tx.commit().await.unwrap();
        let waiting = step(&world, &ada, StepKind::Identity).await;
        assert_eq!((waiting.state, waiting.heard_ms), (StepState::Waiting, Some(since)), "{waiting:?}");
        assert_eq!(waiting.asks_again_ms, Some(again));
        let from = since + core.settings.operations.silence_hours * HOUR;
        assert_eq!(waiting.person_from_ms, Some(from));
        assert!(waiting.in_words.contains(&in_words(since)) && waiting.in_words.contains(&in_words(from)), "{waiting:?}");
    }

    async fn a_person_who_decides_is_named_by_a_case(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let path = format!("/v1/enrolments/{}/identity", ada.enrolment_id);
        let begun: IdentityBegun = ada.post(&world, &path, json!({ "route": "person" })).await;
        assert_eq!(begun.status.state, IdentityState::WithPerson);
        let waiting = step(&world, &ada, StepKind::Identity).await;
        assert!(waiting.state == StepState::Waiting && waiting.in_words.contains("since"), "{waiting:?}");
        let case = enrolment(&world, &ada).await.cases.remove(0);
        assert_eq!((Some(case.number), case.step), (begun.case_number, Some(StepKind::Identity)));
        assert_eq!(case.enrolment_id.as_deref(), Some(ada.enrolment_id.as_str()));
    }

    async fn what_was_promised_holds_after_a_change(world: World) {
        let (ada, core) = (ready(&world).await, &world.registrar.core);
        let mut before = core.settings.programme.clone();
        before.attempts.counts_when = AttemptCountsWhen::ResultReceived;
        before.attempts.waiting_days = 30;
        before.identity.attempts = 7;
        before.appeal_days = 60;
        before.monitoring.in_words = "As it was once.".into();
        let version = programme::keep(&core.db, &before, core.now_ms()).await.unwrap();
        let sql = "UPDATE enrolment SET programme_version = $2, attempts_allowed = 3 WHERE id = $1";
        core.db.run(sql, args![&ada.enrolment_id, version]).await.unwrap();
        let offered: Programme = ada.get(&world, "/v1/programme").await;
        let mine = enrolment(&world, &ada).await.programme.unwrap();
        assert_eq!((mine.version, mine.attempts.waiting_days, mine.attempts.allowed), (version, 30, 3));
        assert_eq!(mine.attempts.counts_when, AttemptCountsWhen::ResultReceived);
        assert_eq!((mine.identity.attempts, mine.appeal_days), (7, 60));
        assert_eq!((offered.attempts.waiting_days, offered.attempts.allowed), (7, 2));
        assert_eq!(offered.attempts.counts_when, AttemptCountsWhen::LinkHandedOut);
        // What the next seat is given by is as it is now.
        assert_eq!((&mine.monitoring, &mine.variants, &mine.consents), (&offered.monitoring, &offered.variants, &offered.consents));
    }
}
