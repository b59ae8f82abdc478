//! What was forgotten is not learned again: the feed shows the same results for three months.

use crate::casework_desk::{done, text};
use crate::identity::with;
use crate::result_sitting::*;
use crate::world::{World, both, until};
use registrar::args;
use registrar::casework::Action;
use registrar::result;
use registrar_api::Outcome;
use sandbox::classmarker::{Category, Event, Finish, Forged};
use std::time::Duration;

/// What the monitor noted goes after ten days and the appeal's fourteen, earlier states after five: within the feed's reach.
async fn soon(world: World) -> World {
    with(world, |text| {
        let field = |name: &str| text.find(&format!("field = \"{name}\"")).unwrap();
        let (monitoring, bodies) = (field("monitoring"), field("result_bodies"));
        let end = bodies + text[bodies..].find("why").unwrap();
        let monitoring_part = text[monitoring..bodies].replace("days = 180", "days = 10");
        let bodies_part = text[bodies..end].replace("days = 365", "days = 5");
        format!("{}{monitoring_part}{bodies_part}{}", &text[..monitoring], &text[end..])
    })
    .await
}

/// Somebody whose essay is never graded and finished before all others, so that each deep pass shows all of them again.
async fn ungraded(world: &World) -> Sitting {
    let eve = Sitting::new(world, "eve@example.org").await;
    let waiting = Finish { requires_grading: true, ..feed_only() };
    world.classmarker.forge(Forged { finished_in_s: -600, ..eve.result(waiting) });
    eve.until_confirmed(world, Outcome::Provisional).await;
    eve
}

fn noted() -> Finish {
    let event = Event { event: "left the page".into(), seconds_away: 7 };
    let category = Category { name: "Safety".into(), points_scored: 3, points_available: 4 };
    Finish { events: vec![event; 2], categories: vec![category], ..Finish::default() }
}

/// Waits until a deep pass that begins from now on has come to its end.
async fn deep_pass(world: &World) {
    world.clock.shift(HOUR + MINUTE);
    let now = world.clock.now_ms();
    until("a deep pass", async || {
        let sql = "SELECT deep_ms FROM feed f WHERE name = 'recent' AND deep_ms >= $1
                   AND NOT EXISTS (SELECT 1 FROM feed WHERE name = 'deep page')";
        world.clock.shift(1000);
        world.registrar.core.db.row(sql, args![now]).await.unwrap()
    })
    .await;
}

/// Shifts by so many days, until the hourly sweep has been through, and then until a deep pass has.
async fn days_later(world: &World, days: i64) {
    world.clock.shift(days * DAY);
    let now = world.clock.now_ms();
    until("the sweep", async || {
        world.clock.shift(10_000);
        let sql = "SELECT value FROM counter WHERE name = 'retention' AND value >= $1";
        world.registrar.core.db.row(sql, args![now]).await.unwrap()
    })
    .await;
    deep_pass(world).await;
}

async fn body(world: &World, sitting: &Sitting) -> String {
    let sql =
        "SELECT r.body AS t FROM result_revision r JOIN seat s ON s.id = r.seat_id AND s.current_digest = r.digest
               WHERE s.id = $1";
    text(world, sql, args![&sitting.seat_id]).await
}

async fn kept(world: &World, part: &str) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM result_revision WHERE body LIKE '%' || $1 || '%'";
    count(world, sql, part).await
}

/// The whole of what is held of a seat's results.
async fn bodies(world: &World, sitting: &Sitting) -> Vec<String> {
    let sql = "SELECT digest || ' ' || body AS t FROM result_revision WHERE seat_id = $1
               UNION ALL SELECT why || ' ' || body AS t FROM refused_result WHERE seat_id = $1 ORDER BY t";
    let rows = world.registrar.core.db.rows(sql, args![&sitting.seat_id]).await.unwrap();
    rows.iter().map(|row| row.text("t").unwrap()).collect()
}

/// Results that were held for a person; a credential that waits for something else is no matter here.
async fn results_held(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM case_file WHERE dedupe LIKE $1", "held:%").await
}

both! {
    async fn a_forgotten_monitor_is_not_learned_again(world: World) {
        let world = soon(world).await;
        ungraded(&world).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, noted());
        assert!(ada.until_confirmed(&world, Outcome::Passed).await.monitoring.is_some());
        days_later(&world, 22).await;
        assert!(body(&world, &ada).await.contains("left the page"), "ten days and the appeal's fourteen");
        days_later(&world, 3).await;
        deep_pass(&world).await;
        assert_eq!(kept(&world, "left the page").await, 0);
        let result = ada.shown(&world).await.unwrap();
        assert!(result.monitoring.is_none() && result.outcome == Outcome::Passed, "a pass that stood stands");
        assert_eq!((results_held(&world).await, ada.mails(&world).await), (0, 1));
        // Another score is news; what is told with it of the monitor is not.
        world.classmarker.regrade(&id, 900, false);
        deep_pass(&world).await;
        ada.until(&world, "the new score", |r| r.percentage_tenths == Some(900)).await;
        deep_pass(&world).await;
        deep_pass(&world).await;
        let result = ada.until_confirmed(&world, Outcome::Passed).await;
        assert!(result.monitoring.is_none() && result.categories.len() == 1);
        assert_eq!((kept(&world, "left the page").await, results_held(&world).await), (0, 0));
    }

    async fn a_pass_that_comes_after_its_monitor_was_forgotten_is_looked_at(world: World) {
        let world = soon(world).await;
        ungraded(&world).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, Finish { percentage_tenths: 400, ..noted() });
        ada.until_confirmed(&world, Outcome::Failed).await;
        days_later(&world, 25).await;
        assert_eq!(kept(&world, "left the page").await, 0);
        world.classmarker.regrade(&id, 800, false);
        deep_pass(&world).await;
        let held = ada.until_confirmed(&world, Outcome::Held).await;
        assert!(held.why.unwrap().contains("was deleted"));
        assert_eq!(cases(&world, "held").await, 1);
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        result::release(&mut tx, core, &ada.seat_id).await.unwrap();
        tx.commit().await.unwrap();
        deep_pass(&world).await;
        let passed = ada.until_confirmed(&world, Outcome::Passed).await;
        assert!(passed.monitoring.is_none() && kept(&world, "left the page").await == 0);
    }

    async fn what_is_held_keeps_its_monitor_until_somebody_has_looked(world: World) {
        let world = soon(world).await;
        ungraded(&world).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        ada.hand_in(&world, Finish { camera: false, ..noted() });
        ada.until_confirmed(&world, Outcome::Held).await;
        days_later(&world, 30).await;
        assert!(body(&world, &ada).await.contains("left the page"));
        assert_eq!(ada.shown(&world).await.unwrap().outcome, Outcome::Held, "time lifts no hold");
    }

    async fn an_earlier_state_stays_forgotten_unless_it_counts_again(world: World) {
        let world = soon(world).await;
        ungraded(&world).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        let mut id = String::new();
        let first = kept_back(&world, || id = ada.hand_in(&world, noted()));
        send(&world, &first).await;
        ada.until_confirmed(&world, Outcome::Passed).await;
        world.classmarker.regrade(&id, 900, false);
        ada.until(&world, "the new score", |r| r.percentage_tenths == Some(900) && r.confirmed_ms.is_some()).await;
        days_later(&world, 6).await;
        let empty = "SELECT COUNT(*) AS n FROM result_revision WHERE seat_id = $1 AND body = '{}'";
        assert_eq!(count(&world, empty, &ada.seat_id).await, 1);
        // What was told once is told again, late: nothing of it is.
        send(&world, &first).await;
        deep_pass(&world).await;
        assert_eq!(count(&world, empty, &ada.seat_id).await, 1);
        assert_eq!(ada.shown(&world).await.unwrap().percentage_tenths, Some(900));
        // The score is what it was at first: that state counts, and can be shown.
        world.classmarker.regrade(&id, 850, false);
        deep_pass(&world).await;
        let back = ada.until(&world, "the first score", |r| r.percentage_tenths == Some(850)).await;
        assert!(back.outcome == Outcome::Passed && back.monitoring.is_some(), "its time is not over");
    }

    async fn of_the_erased_nothing_is_taken_any_more(world: World) {
        ungraded(&world).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, noted());
        ada.until_confirmed(&world, Outcome::Passed).await;
        let core = &world.registrar.core;
        core.db.run("UPDATE credential SET step = 'done'", &[]).await.unwrap();
        core.db.run("DELETE FROM job WHERE kind LIKE 'credential%'", &[]).await.unwrap();
        done(&world, Action::Erase { person: ada.candidate.email.clone() }).await;
        let before = bodies(&world, &ada).await;
        assert_eq!((kept(&world, "left the page").await, kept(&world, "Safety").await), (0, 0));
        let (mails, open) = (ada.mails(&world).await, cases(&world, "mismatch").await);
        deep_pass(&world).await;
        // The same again, another score, another result under the same token, and all of it by webhook too.
        world.classmarker.regrade(&id, 400, false);
        ada.hand_in(&world, noted());
        for delivery in world.classmarker.hooks.sent() {
            send(&world, &delivery).await;
        }
        deep_pass(&world).await;
        deep_pass(&world).await;
        assert_eq!(bodies(&world, &ada).await, before);
        assert_eq!((kept(&world, "left the page").await, kept(&world, "Safety").await), (0, 0));
        assert_eq!((ada.mails(&world).await, cases(&world, "mismatch").await), (mails, open));
    }

    async fn a_report_at_the_moment_of_an_erasure_leaves_nothing(world: World) {
        for round in 0..4 {
            let ada = Sitting::new(&world, &format!("ada{round}@example.org")).await;
            let mut id = String::new();
            let failed = Finish { percentage_tenths: 400, ..noted() };
            let first = kept_back(&world, || id = ada.hand_in(&world, Finish { feed: false, ..failed }));
            send(&world, &first).await;
            let again = kept_back(&world, || world.classmarker.regrade(&id, 300, false));
            let report = async {
                tokio::time::sleep(Duration::from_millis(3 * round)).await;
                send(&world, &again).await;
            };
            let erase = done(&world, Action::Erase { person: ada.candidate.email.clone() });
            tokio::join!(report, erase);
            assert!(bodies(&world, &ada).await.iter().all(|body| !body.contains("Safety")));
        }
    }

    async fn nobody_waits_for_the_results_of_the_erased(world: World) {
        let ada = ungraded(&world).await;
        let unconfirmed = Sitting::new(&world, "joe@example.org").await;
        send(&world, &kept_back(&world, || drop(unconfirmed.hand_in(&world, webhook_only())))).await;
        for email in [&ada.candidate.email, &unconfirmed.candidate.email] {
            done(&world, Action::Erase { person: email.clone() }).await;
        }
        let due = async || {
            let row = world.registrar.core.db.row("SELECT due_ms FROM job WHERE kind = $1", args!["feed_poll"]).await;
            row.unwrap().unwrap().int("due_ms").unwrap() - world.clock.now_ms()
        };
        world.clock.shift(3 * DAY);
        until("rest", async || (due().await > 5 * HOUR).then_some(())).await;
        let held = cases(&world, "held").await;
        world.clock.shift(81 * DAY);
        until("the feed's own alarm", async || (cases(&world, "deadline_near").await >= 1).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(1000)).await;
        assert_eq!((cases(&world, "deadline_near").await, cases(&world, "held").await), (1, held));
    }
}
