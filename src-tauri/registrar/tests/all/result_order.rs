//! States of one result, in whatever order they come: grades, new scores, re-opened attempts.

use crate::result_sitting::*;
use crate::world::{World, both};
use registrar::args;
use registrar_api::{CaseKind, Outcome};
use sandbox::classmarker::Finish;

both! {
    async fn a_grade_at_an_equal_finish_is_news_in_either_order(world: World) {
        for (email, late_first) in [("ada@example.org", false), ("eve@example.org", true)] {
            let sitting = Sitting::new(&world, email).await;
            let mut id = String::new();
            let ungraded = Finish { requires_grading: true, percentage_tenths: 600, ..webhook_only() };
            let first = kept_back(&world, || id = sitting.hand_in(&world, ungraded));
            let second = kept_back(&world, || world.classmarker.regrade(&id, 800, false));
            let order = if late_first { [&second, &first] } else { [&first, &second] };
            for delivery in order {
                send(&world, delivery).await;
            }
            let result = sitting.shown(&world).await.unwrap();
            assert_eq!((result.outcome, result.percentage_tenths), (Outcome::Passed, Some(800)), "{email}");
            assert_eq!(revisions(&world, &sitting).await, 2);
            assert_eq!(sitting.mails(&world).await, if late_first { 1 } else { 2 });
        }
    }

    async fn an_older_finish_is_kept_and_never_current(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let mut id = String::new();
        let first = kept_back(&world, || id = ada.hand_in(&world, Finish { percentage_tenths: 300, ..webhook_only() }));
        let second = kept_back(&world, || world.classmarker.reopen_and_finish(&id, webhook_only()));
        send(&world, &second).await;
        send(&world, &first).await;
        let result = ada.shown(&world).await.unwrap();
        assert_eq!((result.outcome, result.percentage_tenths), (Outcome::Passed, Some(850)));
        assert_eq!((revisions(&world, &ada).await, ada.mails(&world).await), (2, 1));
    }

    async fn the_feed_decides_between_two_scores_of_one_age(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let mut id = String::new();
        let first = kept_back(&world, || id = ada.hand_in(&world, webhook_only()));
        let second = kept_back(&world, || world.classmarker.regrade(&id, 400, false));
        send(&world, &second).await;
        send(&world, &first).await;
        let result = ada.shown(&world).await.unwrap();
        assert_eq!((result.outcome, result.confirmed_ms), (Outcome::Provisional, None));
        assert!(result.why.unwrap().contains("two different scores"));
        let shown = Finish { percentage_tenths: 400, webhook: false, ..Finish::default() };
        let again = sandbox::classmarker::Forged { link_result_id: Some(id), ..ada.result(shown) };
        world.classmarker.forge(again);
        ada.until_confirmed(&world, Outcome::Failed).await;
    }

    async fn a_change_after_the_credential_goes_to_a_person(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, Finish::default());
        ada.until_confirmed(&world, Outcome::Passed).await;
        let db = &world.registrar.core.db;
        let sql = "INSERT INTO credential (id, enrolment_id, seat_id, round, group_id, step, provider_id, name, issue_date,
                   searches, notices, again, created_ms, updated_ms)
                   VALUES ('c', $1, $2, 1, 'g', 'done', 'p', 'Ada', '2026-11-23', 0, 0, 0, 1, 1)";
        db.run(sql, args![&ada.candidate.enrolment_id, &ada.seat_id]).await.unwrap();
        world.classmarker.regrade(&id, 400, false);
        ada.until_confirmed(&world, Outcome::Failed).await;
        let row = db.row("SELECT step FROM credential WHERE seat_id = $1", args![&ada.seat_id]).await.unwrap().unwrap();
        assert_eq!(row.text("step").unwrap(), "done");
        for delivery in world.classmarker.hooks.sent() {
            send(&world, &delivery).await;
        }
        assert_eq!((cases(&world, "result_changed").await, ada.mails(&world).await), (1, 2));
        let seen = ada.seen(&world).await;
        assert!(seen.iter().any(|case| case.kind == CaseKind::ResultChanged), "{seen:?}");
    }

    async fn a_late_finish_is_held_until_a_person_accepts_that_state(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        world.clock.shift(3 * HOUR);
        let id = ada.hand_in(&world, Finish::default());
        let why = ada.until_confirmed(&world, Outcome::Held).await.why.unwrap();
        assert!(why.contains("finished 115 minutes after") || why.contains("finished 114 minutes after"), "{why}");
        assert_eq!((cases(&world, "held").await, ada.mails(&world).await), (1, 1));
        let core = &world.registrar.core;
        let mut tx = core.db.begin().await.unwrap();
        registrar::result::release(&mut tx, core, &ada.seat_id).await.unwrap();
        tx.commit().await.unwrap();
        ada.until_confirmed(&world, Outcome::Passed).await;
        let mut tx = core.db.begin().await.unwrap();
        assert!(registrar::result::release(&mut tx, core, &ada.seat_id).await.is_err(), "nothing is held");
        drop(tx);
        // Another state was not accepted by anybody.
        world.classmarker.regrade(&id, 900, false);
        ada.until(&world, "the new state", |r| r.outcome == Outcome::Held && r.percentage_tenths == Some(900)).await;
    }
}
