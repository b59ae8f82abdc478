//! Giving a seat.

use super::*;
use crate::world::both;
use registrar::clock::DAY;
use std::collections::BTreeSet;

both! {
    async fn a_seat_is_given_with_what_the_settings_say(world: World) {
        let (candidate, seat) = world.seated().await;
        assert_eq!((seat.attempt, seat.variant.as_str(), seat.minutes), (1, "standard", 90));
        assert!(!seat.counts && seat.handed_out_ms.is_none() && seat.result.is_none());
        let again: Seat = candidate.post(&world, &path(&candidate), handout("a")).await;
        let other: Seat = candidate.post(&world, &path(&candidate), handout("b")).await;
        assert_eq!((&again, &other), (&seat, &seat));
        assert_eq!(world.seat_of(&candidate).await, seat);
        assert_eq!(world.classmarker.codes("3001").len(), 1);
    }

    async fn ten_requests_at_once_end_in_one_seat(world: World) {
        let candidate = world.ready_candidate().await;
        let url = world.url(&path(&candidate));
        let racing = (0..10).map(|n| {
            let request = world.http.post(&url).bearer_auth(&candidate.access_token).json(&handout(&n.to_string()));
            tokio::spawn(async move {
                let response = request.send().await.unwrap();
                assert_eq!(response.status(), 200);
                response.json::<Seat>().await.unwrap().id
            })
        });
        let mut ids = BTreeSet::new();
        for asked in racing.collect::<Vec<_>>() {
            ids.insert(asked.await.unwrap());
        }
        assert_eq!(ids.len(), 1);
        world.until_state(&candidate, SeatState::Ready).await;
        assert_eq!(world.classmarker.codes("3001").len(), 1);
        let rows = world.registrar.core.db.rows("SELECT id FROM seat", &[]).await.unwrap();
        assert_eq!(rows.len(), 1);
    }

    async fn what_must_hold_is_looked_at_again_when_the_seat_is_written(world: World) {
        let candidate = world.ready_candidate().await;
        let check = async |set: &'static str, value: i64, undo: &'static str, undone: i64| {
            world.change_enrolment(&candidate, set, value).await;
            assert_eq!(candidate.refused(&world, &path(&candidate), handout("a")).await, "not_now", "{set}");
            world.change_enrolment(&candidate, undo, undone).await;
        };
        let now = world.registrar.core.now_ms();
        const CLOSES: &str = "UPDATE enrolment SET window_closes_ms = $2 WHERE id = $1";
        const OPENS: &str = "UPDATE enrolment SET window_opens_ms = $2 WHERE id = $1";
        const FIXED: &str = "UPDATE enrolment SET variant_fixed = $2 WHERE id = $1";
        const ALLOWED: &str = "UPDATE enrolment SET attempts_allowed = $2 WHERE id = $1";
        const HELD: &str = "UPDATE enrolment SET held = 'looked at', held_ms = $2 WHERE id = $1";
        const FREE: &str = "UPDATE enrolment SET held = NULL, held_ms = NULL WHERE id = $1 AND created_ms >= $2";
        check(FIXED, 0, FIXED, 1).await;
        check(HELD, now, FREE, 0).await;
        check(ALLOWED, 0, ALLOWED, 2).await;
        check(OPENS, now + DAY, OPENS, now).await;
        check(CLOSES, now + 99 * MINUTE, CLOSES, now + DAY).await;
        assert!(world.classmarker.calls().iter().all(|call| !call.contains("accesslists")));
        world.seat(&candidate, "a").await;
    }

    async fn the_window_must_hold_the_minutes_and_the_margin(world: World) {
        let candidate = world.ready_candidate().await;
        let now = world.registrar.core.now_ms();
        let sql = "UPDATE enrolment SET window_closes_ms = $2 WHERE id = $1";
        world.change_enrolment(&candidate, sql, now + 101 * MINUTE).await;
        let seat = world.seat(&candidate, "a").await;
        // Whoever fetches the link at the last moment still has all the minutes before the window closes.
        assert_eq!(seat.expires_ms, now + 11 * MINUTE);
        world.clock.shift(12 * MINUTE);
        assert_eq!(candidate.refused(&world, &link_path(&candidate), handout("a")).await, "not_found");
        assert_eq!(candidate.refused(&world, &path(&candidate), handout("a")).await, "not_now");
    }

    async fn somebody_elses_enrolment_is_not_there(world: World) {
        let (candidate, _, _) = world.handed_out().await;
        let thief = world.person("thief@example.org").await;
        for path in [path(&candidate), link_path(&candidate)] {
            assert_eq!(thief.refused(&world, &path, handout("a")).await, "not_found");
            let nobody = Candidate { access_token: "wrong".into(), ..world.person(&format!("{path}@x.example")).await };
            assert_eq!(nobody.refused(&world, &path, handout("a")).await, "sign_in_again");
        }
        let (status, body) = thief.call(&world, Method::GET, &path(&candidate), None).await;
        assert_eq!((status.as_u16(), body["code"].as_str()), (404, Some("not_found")));
    }

    async fn a_handout_is_long_and_plain(world: World) {
        let candidate = world.ready_candidate().await;
        for bad in ["", "short", &"x".repeat(65), &"ä".repeat(20), &format!("{}=", "x".repeat(40))] {
            let body = json!({ "handout": bad });
            assert_eq!(fault(&world, &candidate, &path(&candidate), body).await.0, 400, "{bad}");
        }
        let (status, _) = candidate.call(&world, Method::GET, &path(&candidate), None).await;
        assert_eq!(status, 404, "no seat yet");
    }

    async fn a_seat_follows_a_seat_and_attempts_run_out(world: World) {
        let (candidate, first, _) = world.handed_out().await;
        assert!(world.seat_of(&candidate).await.counts);
        world.pass(106 * MINUTE).await;
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Expired);
        world.pass(7 * DAY).await;
        let second = world.seat(&candidate, "b").await;
        assert!(second.attempt == 2 && second.id != first.id);
        let _: SeatLink = candidate.post(&world, &link_path(&candidate), handout("b")).await;
        world.pass(106 * MINUTE).await;
        assert_eq!(candidate.refused(&world, &path(&candidate), handout("c")).await, "not_now");
        let mut tx = world.registrar.core.db.begin().await.unwrap();
        registrar::seat::void(&mut tx, &world.registrar.core, &first.id, "the exam's page broke").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(candidate.refused(&world, &path(&candidate), handout("c")).await, "not_now", "the waiting period");
        world.pass(7 * DAY).await;
        let third = world.seat(&candidate, "c").await;
        assert_eq!(third.attempt, 3);
        let seats = {
            let core = &world.registrar.core;
            let rows = registrar::seat::SeatRow::all(core, &candidate.enrolment_id).await.unwrap();
            registrar::seat::all_shown(core, rows).await.unwrap()
        };
        let told: Vec<(i64, SeatState, bool)> = seats.iter().map(|s| (s.attempt, s.state, s.counts)).collect();
        use SeatState::{Expired, Ready, Void};
        assert_eq!(told, [(3, Ready, false), (2, Expired, true), (1, Void, false)]);
    }
}
