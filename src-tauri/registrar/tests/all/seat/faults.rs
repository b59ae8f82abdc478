//! ClassMarker on a bad day.

use super::*;
use crate::identity::with;
use crate::world::both;
use registrar_api::{CaseState, Cases};
use sandbox::Misbehaviour::{self, *};
use std::time::Duration;

const BAD_DAYS: [Misbehaviour; 6] =
    [Down, FailBefore, FailAfter, SilentAfter, Nonsense, Busy { retry_after_s: Some(1) }];

/// What the database says of the access code.
async fn code(world: &World, seat: &str) -> String {
    let sql = "SELECT access_code FROM seat WHERE id = $1";
    world.registrar.core.db.row(sql, args![seat]).await.unwrap().unwrap().text("access_code").unwrap()
}

async fn until_code(world: &World, seat: &str, word: &str) {
    until(word, async || (code(world, seat).await == word).then_some(())).await;
}

async fn void(world: &World, seat: &str) {
    let mut tx = world.registrar.core.db.begin().await.unwrap();
    registrar::seat::void(&mut tx, &world.registrar.core, seat, "a test").await.unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn however_adding_fails_the_seat_is_ready_in_the_end(world: World) {
        for (n, how) in BAD_DAYS.into_iter().enumerate() {
            let candidate = world.enrolled(&format!("c{n}@example.org"), "Ada").await;
            world.verified(&candidate).await;
            world.classmarker.mischief.plan("POST /v1/accesslists", how, 2);
            let seat: Seat = candidate.post(&world, &path(&candidate), handout("a")).await;
            let ready = world.until_state(&candidate, SeatState::Ready).await;
            assert_eq!(ready.id, seat.id);
            assert_eq!(world.classmarker.codes("3001").len(), n + 1, "{how:?}");
            let link: SeatLink = candidate.post(&world, &link_path(&candidate), handout("a")).await;
            assert!(world.classmarker.open(&link.url).is_ok());
        }
    }

    async fn however_removing_fails_the_code_is_gone_in_the_end(world: World) {
        for how in BAD_DAYS {
            let candidate = world.enrolled(&format!("{how:?}@example.org"), "Ada").await;
            world.verified(&candidate).await;
            let seat = world.seat(&candidate, "a").await;
            world.classmarker.mischief.plan("DELETE /v1/accesslists", how, 1);
            void(&world, &seat.id).await;
            until_code(&world, &seat.id, "removed").await;
            assert!(world.classmarker.codes("3001").is_empty(), "{how:?}");
            // What a whole hour allows is not enough for all of these bad days.
            world.clock.shift(62 * MINUTE);
        }
    }

    async fn a_reserved_seats_clock_does_not_run(world: World) {
        let candidate = world.ready_candidate().await;
        world.classmarker.mischief.plan("POST /v1/accesslists", Down, u32::MAX);
        let seat: Seat = candidate.post(&world, &path(&candidate), handout("a")).await;
        assert_eq!(fault(&world, &candidate, &link_path(&candidate), handout("a")).await.0, 409);
        world.pass(DAY).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Reserved);
        world.classmarker.mischief.clear();
        let ready = world.seat(&candidate, "a").await;
        assert_eq!(ready.id, seat.id, "asking again asks the provider again");
        let left = ready.expires_ms - world.registrar.core.now_ms();
        assert!((29 * MINUTE..=30 * MINUTE).contains(&left));
    }

    async fn a_window_that_closes_meanwhile_costs_nothing(world: World) {
        let candidate = world.ready_candidate().await;
        world.classmarker.mischief.plan("POST /v1/accesslists", FailAfter, u32::MAX);
        let seat: Seat = candidate.post(&world, &path(&candidate), handout("a")).await;
        world.clock.shift(180 * DAY - 80 * MINUTE);
        let ended = world.until_state(&candidate, SeatState::Expired).await;
        assert!(!ended.counts);
        until_code(&world, &seat.id, "removed").await;
        assert!(world.classmarker.codes("3001").is_empty());
        until("the mail", async || world.mail.to("ada@example.org").into_iter().find(|m| m.body.contains("open a case"))).await;
    }

    async fn a_seat_voided_while_its_code_is_being_added_leaves_none(world: World) {
        let candidate = world.ready_candidate().await;
        world.classmarker.mischief.plan("POST /v1/accesslists", Slow { ms: 1000 }, 1);
        let path = path(&candidate);
        let asking = candidate.post::<Seat>(&world, &path, handout("a"));
        let voiding = async {
            let find = "SELECT id FROM seat WHERE access_code = 'present'";
            let row = until("the intent", async || world.registrar.core.db.row(find, &[]).await.unwrap()).await;
            let id = row.text("id").unwrap();
            void(&world, &id).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert_eq!(code(&world, &id).await, "removing", "nothing is taken off while adding goes on");
            id
        };
        let (_, id) = tokio::join!(asking, voiding);
        until_code(&world, &id, "removed").await;
        assert!(world.classmarker.codes("3001").is_empty());
        assert!(world.classmarker.calls().iter().any(|call| call.starts_with("POST")), "it had been added");
    }

    async fn a_seat_voided_after_an_unknown_outcome_leaves_no_code(world: World) {
        let candidate = world.ready_candidate().await;
        world.classmarker.mischief.plan("POST /v1/accesslists", SilentAfter, 1);
        world.classmarker.mischief.plan("POST /v1/accesslists", Down, u32::MAX);
        let seat: Seat = candidate.post(&world, &path(&candidate), handout("a")).await;
        world.until_codes(1).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Reserved);
        void(&world, &seat.id).await;
        until_code(&world, &seat.id, "removed").await;
        assert!(world.classmarker.codes("3001").is_empty());
    }

    async fn work_that_takes_longer_than_its_lease_is_done_twice_without_harm(world: World) {
        // The first process does what it is asked for, and looks for no other work: it does not prolong its own lease.
        let world = with(world, |text| text.replace("work_every_ms = 50", "work_every_ms = 60000")).await;
        let candidate = world.ready_candidate().await;
        world.classmarker.mischief.plan("POST /v1/accesslists", Slow { ms: 10_000 }, 1);
        let overtaken = async {
            until("the first", async || world.classmarker.mischief.is_over().then_some(())).await;
            let mut settings = world.registrar.core.settings.clone();
            settings.server.work_every_ms = 50;
            registrar::start(settings, world.clock.clone()).await.unwrap()
        };
        let (_, _other) = tokio::join!(world.seat(&candidate, "a"), overtaken);
        let adds = || world.classmarker.calls().iter().filter(|call| call.starts_with("POST")).count();
        until("both", async || (adds() == 2).then_some(())).await;
        assert_eq!(world.classmarker.codes("3001").len(), 1);
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Ready);
    }

    async fn a_refusal_goes_to_a_person(world: World) {
        world.classmarker.set_clock_offset_s(9 * 24 * 3600);
        let candidate = world.ready_candidate().await;
        let seat: Seat = candidate.post(&world, &path(&candidate), handout("a")).await;
        assert_eq!(seat.state, SeatState::Reserved);
        let sql = "SELECT t.text FROM case_file c JOIN case_note t ON t.number = c.number
                   WHERE c.kind = 'provider_unreachable' AND t.visible = 0";
        let row = until("the case", async || world.registrar.core.db.row(sql, &[]).await.unwrap()).await;
        assert!(row.text("text").unwrap().contains("timeStampOutOfRange"));
        // Whoever waits for the seat sees that a person looks, and when nobody needs to any more.
        let seen = async || candidate.get::<Cases>(&world, "/v1/cases").await.cases.remove(0);
        let case = seen().await;
        assert!(case.notes.len() == 1 && !case.notes[0].text.contains("timeStampOutOfRange"), "{case:?}");
        world.classmarker.set_clock_offset_s(0);
        until("its end", async || {
            world.clock.shift(60_000);
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            (seen().await.state == CaseState::Closed).then_some(())
        })
        .await;
    }
}
