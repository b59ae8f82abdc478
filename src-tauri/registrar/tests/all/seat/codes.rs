//! The access code: there while it may be used, and at no other time.

use super::*;
use crate::world::both;
use registrar_api::AttemptCountsWhen;

impl World {
    async fn finish_seat(&self, id: &str) {
        let core = &self.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        registrar::seat::finished(&mut tx, core, id, core.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn removals(&self) -> usize {
        self.classmarker.calls().iter().filter(|call| call.starts_with("DELETE")).count()
    }
}

both! {
    async fn the_code_is_there_from_ready_to_result(world: World) {
        assert!(world.classmarker.codes("3001").is_empty());
        let (candidate, seat, link) = world.handed_out().await;
        assert_eq!(world.classmarker.codes("3001"), [parameter(&link, "cm_access_list_item")]);
        world.classmarker.open(&link.url).unwrap();
        world.pass(90 * MINUTE).await;
        assert_eq!(world.classmarker.codes("3001").len(), 1, "never at a presumed start");
        world.finish_seat(&seat.id).await;
        world.until_codes(0).await;
        let seat = world.seat_of(&candidate).await;
        assert_eq!((seat.state, seat.counts), (SeatState::Finished, true));
        world.finish_seat(&seat.id).await;
        assert_eq!(world.removals(), 1);
    }

    async fn an_unused_seat_expires_and_costs_nothing(world: World) {
        let (candidate, seat) = world.seated().await;
        world.pass(29 * MINUTE).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Ready);
        world.pass(MINUTE).await;
        let expired = world.seat_of(&candidate).await;
        assert_eq!((expired.state, expired.counts), (SeatState::Expired, false));
        world.until_codes(0).await;
        world.pass(MINUTE).await;
        let mails = until("the mail", async || Some(world.mail.to("ada@example.org")).filter(|m| !m.is_empty())).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].body.contains("does not count"), "{}", mails[0].body);
        assert_ne!(world.seat(&candidate, "b").await.id, seat.id);
    }

    async fn an_expired_link_opens_nothing_and_a_late_result_still_finishes(world: World) {
        let (candidate, seat, link) = world.handed_out().await;
        world.pass(105 * MINUTE).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Expired);
        world.until_codes(0).await;
        assert!(world.classmarker.open(&link.url).is_err());
        assert_eq!(candidate.refused(&world, &link_path(&candidate), handout("a")).await, "not_found");
        world.finish_seat(&seat.id).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Finished);
    }

    async fn a_clock_that_jumps_ends_no_seat_twice(world: World) {
        let (candidate, _, _) = world.handed_out().await;
        world.pass(-3 * DAY).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Open);
        world.pass(6 * DAY).await;
        world.until_codes(0).await;
        until("the mail", async || (!world.mail.to("ada@example.org").is_empty()).then_some(())).await;
        world.pass(-3 * DAY).await;
        world.pass(3 * DAY).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Expired);
        assert_eq!((world.mail.to("ada@example.org").len(), world.removals()), (1, 1));
    }

    async fn a_seat_taken_back_stays_so(world: World) {
        let (candidate, seat, _) = world.handed_out().await;
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        registrar::seat::void(&mut tx, core, &seat.id, "the camera failed").await.unwrap();
        assert!(registrar::seat::void(&mut tx, core, "no such seat", "").await.is_err());
        tx.commit().await.unwrap();
        world.until_codes(0).await;
        world.finish_seat(&seat.id).await;
        let seat = world.seat_of(&candidate).await;
        assert_eq!((seat.state, seat.counts), (SeatState::Void, false));
    }

    async fn what_counts_is_what_was_promised_at_enrolment(world: World) {
        let core = &world.registrar.core;
        let mut programme = core.settings.programme.clone();
        programme.attempts.counts_when = AttemptCountsWhen::ResultReceived;
        let version = registrar::candidate::programme::keep(&core.db, &programme, core.now_ms()).await.unwrap();
        let candidate = world.ready_candidate().await;
        world.change_enrolment(&candidate, "UPDATE enrolment SET programme_version = $2 WHERE id = $1", version).await;
        let seat = world.seat(&candidate, "a").await;
        let _: SeatLink = candidate.post(&world, &link_path(&candidate), handout("a")).await;
        assert!(!world.seat_of(&candidate).await.counts);
        world.pass(106 * MINUTE).await;
        let expired = world.seat_of(&candidate).await;
        assert_eq!((expired.state, expired.counts), (SeatState::Expired, false));
        world.finish_seat(&seat.id).await;
        assert!(world.seat_of(&candidate).await.counts);
    }

    async fn codes_of_one_list_go_together(world: World) {
        let core = &world.registrar.core;
        let mut ids = Vec::new();
        for n in 0..20 {
            let candidate = world.enrolled(&format!("c{n}@example.org"), "A Candidate").await;
            world.verified(&candidate).await;
            ids.push(world.seat(&candidate, "a").await.id);
        }
        world.until_codes(20).await;
        let mut tx = core.db.begin().await.unwrap();
        for id in &ids {
            registrar::seat::void(&mut tx, core, id, "all at once").await.unwrap();
        }
        tx.commit().await.unwrap();
        world.until_codes(0).await;
        let done = "SELECT id FROM seat WHERE access_code = 'removed'";
        until("all marked", async || (core.db.rows(done, &[]).await.unwrap().len() == 20).then_some(())).await;
        // A second one for a code whose adding was just ending.
        assert!(world.removals() <= 2, "{}", world.removals());
    }

    async fn without_calls_left_a_code_waits_for_its_turn(world: World) {
        let (candidate, seat, _) = world.handed_out().await;
        let core = &world.registrar.core;
        while registrar::providers::budget::take_for_removal(core, core.now_ms()).await.unwrap().is_ok() {}
        world.finish_seat(&seat.id).await;
        let due = "SELECT due_ms FROM job WHERE kind = 'seat_code_remove' AND due_ms > $1";
        let later = core.now_ms() + 50 * MINUTE;
        until("the wait", async || core.db.row(due, args![later]).await.unwrap()).await;
        assert_eq!((world.classmarker.codes("3001").len(), world.removals()), (1, 0));
        world.clock.shift(62 * MINUTE);
        world.until_codes(0).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Finished);
    }
}
