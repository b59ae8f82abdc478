//! The feed: what webhooks have lost, and what only it can tell.

use crate::result_sitting::*;
use crate::world::{World, both, until};
use registrar::args;
use registrar::result;
use registrar_api::Outcome;
use sandbox::Misbehaviour;
use sandbox::classmarker::{Event, Finish, Forged};
use std::time::Duration;

const FEED: &str = "recent_results";

async fn clear(world: &World, sitting: &Sitting) {
    let core = &world.registrar.core;
    let mut tx = core.db.begin().await.unwrap();
    result::clear_monitoring(&mut tx, core, &sitting.seat_id).await.unwrap();
    tx.commit().await.unwrap();
}

fn asked(world: &World) -> usize {
    world.classmarker.calls().iter().filter(|call| call.contains(FEED)).count()
}

both! {
    async fn a_lost_webhook_is_found(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        ada.hand_in(&world, feed_only());
        let result = ada.until_confirmed(&world, Outcome::Passed).await;
        assert!(result.monitoring.is_some());
        assert_eq!(ada.mails(&world).await, 1);
        let (heard, next) = result::feed_times(&world.registrar.core).await.unwrap();
        assert!(heard.is_some_and(|heard| heard <= world.clock.now_ms()) && next > world.clock.now_ms() - 5000);
    }

    async fn a_pass_is_not_confirmed_before_the_feed_has_shown_it(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        send(&world, &kept_back(&world, || drop(ada.hand_in(&world, webhook_only())))).await;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        let result = ada.shown(&world).await.unwrap();
        assert_eq!((result.outcome, result.confirmed_ms), (Outcome::Passed, None));
        assert!(result.monitoring.is_none());
        // For a whole day the list does not show it: a person looks, once.
        world.clock.shift(25 * HOUR);
        until("a case", async || (cases(&world, "held").await == 1).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert_eq!(cases(&world, "held").await, 1);
    }

    async fn a_camera_that_was_off_holds_a_pass_whatever_is_cleared(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, Finish { camera: false, ..Finish::default() });
        let held = ada.until_confirmed(&world, Outcome::Held).await;
        assert!(held.why.unwrap().contains("camera was not on"));
        clear(&world, &ada).await;
        clear(&world, &ada).await;
        let held = ada.shown(&world).await.unwrap();
        assert!(held.outcome == Outcome::Held && held.monitoring.unwrap().cleared_ms.is_some());
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        assert!(result::release(&mut tx, core, &ada.seat_id).await.is_err(), "no credential can follow from it");
        drop(tx);
        assert_eq!(cases(&world, "held").await, 1);
        // The feed may say otherwise later, and its last word counts.
        world.classmarker.forge(Forged { link_result_id: Some(id), ..ada.result(feed_only()) });
        read_feed(&world).await;
        ada.until_confirmed(&world, Outcome::Passed).await;
    }

    async fn events_hold_a_pass_and_never_fail_anyone(world: World) {
        let event = |what: &str| Event { event: what.into(), seconds_away: 7 };
        let events: Vec<Event> = (0..12).map(|_| event("<script>left</script>")).collect();
        let (ada, eve) = (Sitting::new(&world, "ada@example.org").await, Sitting::new(&world, "eve@example.org").await);
        ada.hand_in(&world, Finish { events: events.clone(), ..feed_only() });
        eve.hand_in(&world, Finish { events, percentage_tenths: 300, ..feed_only() });
        let held = ada.until_confirmed(&world, Outcome::Held).await;
        let noted = held.monitoring.unwrap();
        assert_eq!((noted.events_total, noted.seconds_away, noted.events.len()), (12, 84, 12));
        assert_eq!(noted.events[0].what, "<script>left</script>");
        eve.until_confirmed(&world, Outcome::Failed).await;
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        assert!(result::release(&mut tx, core, &ada.seat_id).await.is_err(), "the monitor is cleared, not passed over");
        drop(tx);
        clear(&world, &ada).await;
        assert_eq!(ada.shown(&world).await.unwrap().outcome, Outcome::Passed);
        assert_eq!((ada.mails(&world).await, held_results(&world).await), (2, 1));
    }

    async fn a_feed_on_a_bad_day_tells_in_the_end(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        for (how, times) in [
            (Misbehaviour::Down, 1),
            (Misbehaviour::FailBefore, 1),
            (Misbehaviour::SilentAfter, 1),
            (Misbehaviour::Nonsense, 1),
            (Misbehaviour::Slow { ms: 1500 }, 1),
        ] {
            world.classmarker.mischief.plan(FEED, how, times);
        }
        ada.hand_in(&world, feed_only());
        until("many failures", async || {
            world.clock.shift(MINUTE);
            tokio::time::sleep(Duration::from_millis(100)).await;
            ada.shown(&world).await.filter(|result| result.outcome == Outcome::Passed)
        })
        .await;
        assert_eq!(ada.mails(&world).await, 1);
    }

    async fn silence_is_kept_for_as_long_as_asked(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        until("a first call", async || (asked(&world) > 0).then_some(())).await;
        // From now on it refuses and says when it may be asked again: an hour after the first call.
        world.classmarker.set_hourly_limit(Some(1));
        world.clock.shift(2000);
        tokio::time::sleep(Duration::from_millis(500)).await;
        let before = asked(&world);
        ada.hand_in(&world, feed_only());
        world.classmarker.set_hourly_limit(None);
        world.clock.shift(20 * MINUTE);
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert_eq!(asked(&world), before, "silence was asked for");
        world.clock.shift(41 * MINUTE);
        ada.until_confirmed(&world, Outcome::Passed).await;
    }

    async fn busy_without_a_word_is_waited_out(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        world.classmarker.mischief.plan(FEED, Misbehaviour::Busy { retry_after_s: Some(600) }, 1);
        world.classmarker.mischief.plan(FEED, Misbehaviour::Busy { retry_after_s: None }, 1);
        ada.hand_in(&world, feed_only());
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert!(ada.shown(&world).await.is_none());
        for _ in 0..2 {
            world.clock.shift(11 * MINUTE);
            tokio::time::sleep(Duration::from_millis(1500)).await;
        }
        ada.until_confirmed(&world, Outcome::Passed).await;
    }

    async fn pages_that_end_within_a_second_lose_nothing(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        // 150 results of another link in each second: the edges of the pages cut seconds in two.
        for n in 0..450 {
            let elsewhere = Forged { link_id: 7777, finished_in_s: n / 150 - 3, ..Forged::default() };
            world.classmarker.forge(Forged { finish: feed_only(), ..elsewhere });
            if n == 250 {
                world.classmarker.forge(Forged { finished_in_s: -2, ..ada.result(feed_only()) });
            }
        }
        ada.until_confirmed(&world, Outcome::Passed).await;
    }

    async fn a_late_grade_is_found_in_the_deep(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, Finish { requires_grading: true, percentage_tenths: 600, ..feed_only() });
        ada.until_confirmed(&world, Outcome::Provisional).await;
        // Long after the overlap of the ordinary reading.
        world.clock.shift(9 * DAY);
        Sitting::new(&world, "eve@example.org").await.hand_in(&world, feed_only());
        until("the cursor", async || {
            let row = world.registrar.core.db.row("SELECT cursor_s FROM feed WHERE name = 'recent'", &[]).await.unwrap();
            (row.unwrap().int("cursor_s").unwrap() > world.clock.now_ms() / 1000 - 3600).then_some(())
        })
        .await;
        world.classmarker.regrade(&id, 800, false);
        world.clock.shift(HOUR + MINUTE);
        let result = ada.until_confirmed(&world, Outcome::Passed).await;
        assert_eq!(result.percentage_tenths, Some(800));
    }

    async fn three_months_are_announced_before_they_are_over(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        ada.hand_in(&world, Finish { requires_grading: true, ..feed_only() });
        ada.until_confirmed(&world, Outcome::Provisional).await;
        world.clock.shift(81 * DAY);
        // The grade, and the gap since the feed was last read.
        until("both alarms", async || (cases(&world, "deadline_near").await == 2).then_some(())).await;
        world.clock.shift(DAY);
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert_eq!(cases(&world, "deadline_near").await, 2);
        // Who waits for the grade sees the case of it; the feed is operations' own trouble.
        let seen = ada.seen(&world).await;
        assert!(seen.len() == 1 && seen[0].title == "Attempt 1 is not graded yet", "{seen:?}");
    }

    async fn a_silent_feed_becomes_one_case(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        until("a first call", async || (asked(&world) > 0).then_some(())).await;
        world.classmarker.mischief.plan(FEED, Misbehaviour::Down, 1000);
        ada.hand_in(&world, feed_only());
        until("a case", async || {
            world.clock.shift(HOUR);
            tokio::time::sleep(Duration::from_millis(150)).await;
            (cases(&world, "provider_unreachable").await > 0).then_some(())
        })
        .await;
        world.clock.shift(30 * HOUR);
        tokio::time::sleep(Duration::from_millis(1000)).await;
        assert_eq!(cases(&world, "provider_unreachable").await, 1);
        world.classmarker.mischief.clear();
        world.clock.shift(HOUR);
        ada.until_confirmed(&world, Outcome::Passed).await;
    }

    async fn the_feed_rests_when_nobody_waits(world: World) {
        let due = async || {
            let row = world.registrar.core.db.row("SELECT due_ms FROM job WHERE kind = $1", args!["feed_poll"]).await;
            row.unwrap().unwrap().int("due_ms").unwrap() - world.clock.now_ms()
        };
        until("rest", async || (due().await > 5 * HOUR).then_some(())).await;
        let before = asked(&world);
        // A webhook wakes it.
        let ada = Sitting::new(&world, "ada@example.org").await;
        ada.hand_in(&world, Finish::default());
        ada.until_confirmed(&world, Outcome::Passed).await;
        assert!(asked(&world) > before);
        until("rest again", async || (due().await > 5 * HOUR).then_some(())).await;
    }

    async fn clocks_that_jump_lose_nothing(world: World) {
        for (email, jump) in [("ada@example.org", 2 * DAY), ("eve@example.org", -3 * DAY), ("joe@example.org", 5 * DAY)] {
            world.clock.shift(jump);
            let sitting = Sitting::new(&world, email).await;
            sitting.hand_in(&world, feed_only());
            sitting.until_confirmed(&world, Outcome::Passed).await;
            assert_eq!(sitting.mails(&world).await, 1);
        }
    }
}
