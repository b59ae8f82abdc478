//! What comes by webhook: only what is ClassMarker's, only for its seat, once.

use crate::result_sitting::*;
use crate::world::{World, both};
use registrar_api::{CaseKind, Outcome, SeatState};
use sandbox::classmarker::{Category, Finish, Forged};
use serde_json::json;

both! {
    async fn a_result_reaches_its_seat_and_nothing_secret_is_kept(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let category = Category { name: "Safety".into(), points_scored: 3, points_available: 5 };
        ada.hand_in(&world, Finish { categories: vec![category], ..Finish::default() });
        let result = ada.until(&world, "everything", |r| r.confirmed_ms.is_some() && !r.categories.is_empty()).await;
        assert_eq!((result.outcome, result.percentage_tenths, result.why), (Outcome::Passed, Some(850), None));
        assert_eq!((result.categories[0].points_scored_tenths, revisions(&world, &ada).await), (30, 1));
        assert!(result.monitoring.unwrap().camera == Some(true) && result.appeal_until_ms.is_some());
        assert_eq!(ada.mails(&world).await, 1);
        for row in world.registrar.core.db.rows("SELECT body FROM result_revision", &[]).await.unwrap() {
            let body = row.text("body").unwrap();
            assert!(!body.contains(&ada.token) && !body.contains("Mallory") && !body.contains("2001:db8"), "{body}");
        }
    }

    async fn only_classmarker_is_believed(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let eve = Sitting::new(&world, "eve@example.org").await;
        let good = kept_back(&world, || drop(eve.hand_in(&world, Finish { percentage_tenths: 200, ..webhook_only() })));
        let text = String::from_utf8(good.body.clone()).unwrap();
        for (what, headers, body) in [
            ("no signature", vec![], good.body.clone()),
            ("another's signature", vec![("X-Classmarker-Hmac-Sha256".into(), "bm8=".into())], good.body.clone()),
            ("an edited cm_user_id", good.headers.clone(), text.replace(&eve.token, &ada.token).into_bytes()),
            ("an edited score", good.headers.clone(), text.replace("\"passed\":false", "\"passed\":true").into_bytes()),
            ("written anew", good.headers.clone(), text.replace("\\/", "/").into_bytes()),
        ] {
            let status = world.classmarker.hooks.send(&sandbox::Delivery { headers, body }).await;
            assert_eq!(status, Some(401), "{what}");
        }
        assert!(ada.shown(&world).await.is_none() && eve.shown(&world).await.is_none());
        // Doubled on its way, as it can be, it is still ClassMarker's.
        let mut doubled = good.clone();
        let first = doubled.headers[0].1.split(',').next().unwrap().to_owned();
        doubled.headers[0].1 = format!("{first}, {first}");
        send(&world, &doubled).await;
        assert_eq!(eve.shown(&world).await.unwrap().outcome, Outcome::Failed);
        assert_eq!(world.classmarker.hooks.send(&signed(&world.registrar.core, "no JSON")).await, Some(400));
    }

    async fn a_sample_and_words_that_are_new_store_nothing(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        send(&world, &kept_back(&world, || world.classmarker.send_verify())).await;
        let live = kept_back(&world, || drop(ada.hand_in(&world, webhook_only())));
        send(&world, &changed(&world, &live, |body| body["payload_status"] = json!("verify"))).await;
        send(&world, &changed(&world, &live, |body| body["payload_status"] = json!("rehearsed"))).await;
        assert!(ada.shown(&world).await.is_none());
        assert_eq!(cases(&world, "mismatch").await, 0);
    }

    async fn a_replay_changes_nothing(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        world.classmarker.hooks.double(3);
        let id = ada.hand_in(&world, Finish { requires_grading: true, ..webhook_only() });
        ada.until_outcome(&world, Outcome::Provisional).await;
        world.classmarker.regrade(&id, 400, false);
        ada.until_outcome(&world, Outcome::Failed).await;
        let before = ada.row(&world).await;
        for delivery in world.classmarker.hooks.sent() {
            send(&world, &delivery).await;
        }
        let after = ada.row(&world).await;
        assert_eq!((after.outcome, after.outcome_ms, after.current_digest), (before.outcome, before.outcome_ms, before.current_digest));
        assert_eq!((revisions(&world, &ada).await, ada.mails(&world).await), (2, 2));
    }

    async fn a_token_of_nobody_is_refused_once(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let nobodys = Forged { cm_user_id: "ada@example.org".into(), ..ada.result(Finish::default()) };
        world.classmarker.hooks.double(2);
        world.classmarker.forge(nobodys);
        world.classmarker.forge(Forged { cm_user_id: String::new(), ..ada.result(Finish::default()) });
        crate::world::until("two refusals", async || (refused(&world, "unknown_token").await == 2).then_some(())).await;
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        assert_eq!((refused(&world, "unknown_token").await, cases(&world, "mismatch").await), (2, 2));
        assert!(ada.shown(&world).await.is_none());
        // A rehearsal's link is none of ours: nobody is troubled with it.
        let rehearsal = Forged { link_id: 7777, cm_user_id: "me".into(), ..Forged::default() };
        send(&world, &kept_back(&world, || drop(world.classmarker.forge(rehearsal)))).await;
        assert_eq!(cases(&world, "mismatch").await, 2);
    }

    async fn passed_without_a_pass_mark_passes_nobody(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let low = Finish { percentage_tenths: 100, ..Finish::default() };
        let id = world.classmarker.forge(Forged { passmark_tenths: None, ..ada.result(low.clone()) });
        let result = ada.until_outcome(&world, Outcome::Held).await;
        assert!(result.why.unwrap().contains("no pass mark") && result.confirmed_ms.is_none());
        assert_eq!((refused(&world, "no_pass_mark").await, cases(&world, "mismatch").await), (1, 1));
        assert_eq!(revisions(&world, &ada).await, 0);
        // The person who looks has a case, and what it says to operations is not told.
        let seen = ada.seen(&world).await;
        assert_eq!((seen.len(), seen[0].kind, seen[0].decider.as_str()), (1, CaseKind::Mismatch, "operations"));
        assert!(seen[0].deadline_ms > seen[0].opened_ms && seen[0].notes.len() == 1);
        assert!(seen[0].notes[0].text.contains("no pass mark") && !format!("{seen:?}").contains(&id), "{seen:?}");
        let sql = "SELECT COUNT(*) AS n FROM case_note WHERE visible = 0 AND text LIKE 'Result ' || $1 || ' (link 1001%'";
        assert_eq!(count(&world, sql, &id).await, 1);
        // Set right at ClassMarker, and sent again.
        world.classmarker.forge(Forged { link_result_id: Some(id), ..ada.result(low) });
        let result = ada.until_outcome(&world, Outcome::Failed).await;
        assert_eq!((result.percentage_tenths, ada.mails(&world).await), (Some(100), 2));
    }

    async fn a_result_of_another_exam_is_never_attached(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        for wrong in [
            Forged { link_id: 1002, test_id: 2002, ..ada.result(webhook_only()) },
            Forged { test_id: 2003, ..ada.result(webhook_only()) },
            Forged { access_code: "someone-elses".into(), ..ada.result(webhook_only()) },
        ] {
            send(&world, &kept_back(&world, || drop(world.classmarker.forge(wrong)))).await;
        }
        assert_eq!((refused(&world, "other_exam").await, refused(&world, "other_access_code").await), (2, 1));
        assert_eq!((ada.row(&world).await.link_result_id, cases(&world, "mismatch").await), (None, 3));
        for (field, value, why) in [
            ("percentage_passmark", json!(50), "other_pass_mark"),
            ("percentage", json!("12.5"), "contradiction"),
            ("time_finished", json!(""), "unreadable"),
        ] {
            let good = kept_back(&world, || drop(ada.hand_in(&world, webhook_only())));
            let bad = changed(&world, &good, |body| {
                body["result"]["link_result_id"] = json!(1);
                body["result"][field] = value;
            });
            send(&world, &bad).await;
            assert_eq!(refused(&world, why).await, 1, "{field}");
        }
        assert_eq!(revisions(&world, &ada).await, 0);
        // One of the six made her wait for a person: that one she sees.
        let seen = ada.seen(&world).await;
        assert!(seen.len() == 1 && seen[0].notes[0].text.contains("pass mark"), "{seen:?}");
    }

    async fn a_report_that_is_refused_first_and_holds_later_is_seen(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let good = kept_back(&world, || drop(ada.hand_in(&world, webhook_only())));
        for (field, seen) in [("time_finished", 0), ("percentage", 1)] {
            send(&world, &changed(&world, &good, |body| body["result"][field] = json!(""))).await;
            assert_eq!(ada.seen(&world).await.len(), seen, "{field}");
        }
        assert_eq!((refused(&world, "unreadable").await, ada.shown(&world).await.unwrap().outcome), (2, Outcome::Held));
    }

    async fn an_edited_token_is_a_case_of_the_access_codes_seat(world: World) {
        let (ada, eve) = (Sitting::new(&world, "ada@example.org").await, Sitting::new(&world, "eve@example.org").await);
        for (number, token) in ["nobody".into(), String::new(), eve.token.clone()].into_iter().enumerate() {
            let code = if number == 0 { ada.token.to_uppercase() } else { ada.token.clone() };
            let edited = Forged { cm_user_id: token, access_code: code, ..ada.result(webhook_only()) };
            send(&world, &kept_back(&world, || drop(world.classmarker.forge(edited)))).await;
        }
        assert_eq!((refused(&world, "unknown_token").await, refused(&world, "other_access_code").await), (2, 1));
        let about = "SELECT COUNT(*) AS n FROM case_file WHERE kind = 'mismatch' AND enrolment_id = $1";
        assert_eq!(count(&world, about, &ada.candidate.enrolment_id).await, 3);
        let raised = "SELECT COUNT(*) AS n FROM refused_result WHERE seat_id = $1";
        assert_eq!(count(&world, raised, &ada.seat_id).await, 3);
        for sitting in [&ada, &eve] {
            assert!(sitting.shown(&world).await.is_none() && sitting.row(&world).await.link_result_id.is_none());
            assert!(sitting.seen(&world).await.is_empty());
        }
        // Also under a link that is none of ours.
        let foreign = Forged { cm_user_id: "nobody".into(), link_id: 7777, ..ada.result(webhook_only()) };
        send(&world, &kept_back(&world, || drop(world.classmarker.forge(foreign)))).await;
        assert_eq!(count(&world, about, &ada.candidate.enrolment_id).await, 4);
    }

    async fn two_seats_of_ones_own_are_a_case_of_ones_own(world: World) {
        let (ada, again) = (Sitting::new(&world, "ada@example.org").await, Sitting::new(&world, "eve@example.org").await);
        let core = &world.registrar.core;
        let sql = "UPDATE enrolment SET person_id = $2 WHERE id = $1";
        core.db.run(sql, registrar::args![&again.candidate.enrolment_id, &ada.candidate.person_id]).await.unwrap();
        let edited = Forged { cm_user_id: again.token.clone(), ..ada.result(webhook_only()) };
        send(&world, &kept_back(&world, || drop(world.classmarker.forge(edited)))).await;
        let seen = ada.seen(&world).await;
        assert!(seen.len() == 1 && seen[0].kind == CaseKind::Mismatch, "{seen:?}");
        assert!(!format!("{seen:?}").contains(&ada.seat_id) && ada.shown(&world).await.is_none());
    }

    async fn a_token_is_good_for_one_result(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let eve = Sitting::new(&world, "eve@example.org").await;
        let failed = Finish { percentage_tenths: 300, ..webhook_only() };
        let first = kept_back(&world, || drop(ada.hand_in(&world, failed)));
        send(&world, &first).await;
        // A better one under the same token, and the same one under another's.
        send(&world, &kept_back(&world, || drop(ada.hand_in(&world, webhook_only())))).await;
        send(&world, &changed(&world, &first, |body| {
            body["result"]["cm_user_id"] = json!(eve.token.clone());
            body["result"]["access_code_used"] = json!(eve.token.clone());
        })).await;
        assert_eq!((refused(&world, "second_result").await, cases(&world, "mismatch").await), (2, 2));
        assert_eq!(ada.shown(&world).await.unwrap().outcome, Outcome::Failed);
        assert!(eve.shown(&world).await.is_none());
        assert_eq!((ada.mails(&world).await, eve.mails(&world).await), (1, 0));
    }

    async fn a_group_result_and_one_of_a_void_seat_are_raised(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let core = &world.registrar.core;
        core.db.run("UPDATE seat SET state = $1", registrar::args![SeatState::Void.word()]).await.unwrap();
        let delivery = kept_back(&world, || drop(ada.hand_in(&world, webhook_only())));
        let group = changed(&world, &delivery, |body| {
            body["payload_type"] = json!("single_user_test_results_group");
            body["group"] = json!({ "group_id": 5, "group_name": "Staff" });
            body["result"]["user_id"] = json!(77);
        });
        for delivery in [&delivery, &group, &group, &delivery] {
            send(&world, delivery).await;
        }
        assert_eq!((refused(&world, "group_result").await, refused(&world, "void_seat").await), (1, 1));
        assert_eq!((cases(&world, "mismatch").await, ada.mails(&world).await), (2, 0));
        assert!(ada.shown(&world).await.is_none());
    }
}
