//! What is forgotten when its time is over, and nothing before.

use crate::casework_desk::{done, insert, number, seat, text};
use crate::identity::with;
use crate::world::{World, both, until};
use registrar::args;
use registrar::casework::Action;
use registrar::clock::{DAY, HOUR, MINUTE, SECOND};
use registrar::db::Arg;
use registrar::keys;
use registrar_api::Case;
use serde_json::json;

/// Moves the clock, and waits until the hourly sweep has been through after that.
async fn days_later(world: &World, days: i64) {
    world.clock.shift(days * DAY);
    let now = world.registrar.core.now_ms();
    until("the sweep", async || {
        // A sweep that was under way when the clock moved comes again a minute after it ended.
        world.clock.shift(10 * SECOND);
        let sql = "SELECT value AS n FROM counter WHERE name = 'retention' AND value >= $1 AND value <= $2";
        let row = world.registrar.core.db.row(sql, args![now, now + HOUR]).await.unwrap();
        row.map(|row| row.int("n").unwrap())
    })
    .await;
}

both! {
    async fn texts_of_closed_cases_go_and_open_ones_stay(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
        for _ in 0..2 {
            let _: Case = ada.post(&world, &path, json!({ "kind": "help", "text": "My secret." })).await;
        }
        done(&world, Action::Decide { number: 1, text: "My answer.".into() }).await;
        days_later(&world, 364).await;
        let closed: Case = ada.get(&world, "/v1/cases/1").await;
        assert_eq!(closed.notes[0].text, "My secret.");
        days_later(&world, 2).await;
        let closed: Case = ada.get(&world, "/v1/cases/1").await;
        assert!(closed.notes.iter().all(|n| n.text == "[removed after 365 days]"), "{closed:?}");
        assert_eq!(closed.decision.as_deref(), Some("[removed after 365 days]"));
        let open: Case = ada.get(&world, "/v1/cases/2").await;
        assert_eq!(open.notes[0].text, "My secret.");
    }

    async fn results_lose_their_monitor_and_their_past(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let seat = seat(&world, &ada, 1, "failed").await;
        for digest in ["now", "before"] {
            let body = r#"{"monitor":{"events":["left the page"]},"percentage":"50.0"}"#;
            let row = vec![
                ("seat_id", Arg::from(&seat)),
                ("digest", Arg::from(digest)),
                ("body", Arg::from(body)),
                ("first_source", Arg::from("feed")),
                ("first_seen_ms", Arg::from(world.registrar.core.now_ms())),
            ];
            insert(&world, "result_revision", row).await;
        }
        let body = "SELECT body AS t FROM result_revision WHERE seat_id = $1 AND digest = $2";
        days_later(&world, 193).await;
        assert!(text(&world, body, args![&seat, "now"]).await.contains("left the page"), "180 days and the appeal's 14");
        days_later(&world, 2).await;
        let without = r#"{"monitor":null,"percentage":"50.0"}"#;
        assert_eq!(text(&world, body, args![&seat, "now"]).await, without);
        assert_eq!(text(&world, body, args![&seat, "before"]).await, without);
        days_later(&world, 172).await;
        assert_eq!(text(&world, body, args![&seat, "now"]).await, without);
        assert_eq!(text(&world, body, args![&seat, "before"]).await, "{}");
    }

    async fn browser_checks_go(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let core = &world.registrar.core;
        let sql = "INSERT INTO browser_check (id, person_id, token_hash, expires_ms, reported_ms, report)
                   VALUES ($1, $2, $1, $3, $3, '{}')";
        core.db.run(sql, args![keys::new_id(), &ada.person_id, core.now_ms()]).await.unwrap();
        let left = "SELECT COUNT(*) AS n FROM browser_check";
        days_later(&world, 89).await;
        assert_eq!(number(&world, left, &[]).await, 1);
        days_later(&world, 2).await;
        assert_eq!(number(&world, left, &[]).await, 0);
    }

    async fn mails_messages_and_reasons_go_each_in_its_time(world: World) {
        let ada = world.enrolled("adamark@candidate.test", "adamark name").await;
        let name = |name: &str| Action::CorrectName { enrolment: ada.enrolment_id.clone(), name: name.into() };
        done(&world, name("adamark corrected")).await;
        let core = &world.registrar.core;
        for provider in ["stripe", "certifier", "form"] {
            let sql = "INSERT INTO provider_event (provider, id, kind, subject, received_ms) VALUES ($1, 'e', 'k', 's', $2)";
            core.db.run(sql, args![provider, core.now_ms()]).await.unwrap();
        }
        let sent = "SELECT id FROM mail WHERE sent_ms IS NOT NULL";
        until("the mail", async || core.db.row(sent, &[]).await.unwrap()).await;
        let named = "SELECT COUNT(*) AS n FROM mail WHERE recipient LIKE 'adamark%' AND subject <> ''";
        let events = "SELECT COUNT(*) AS n FROM provider_event";
        let changes = "SELECT COUNT(*) AS n FROM audit_reason WHERE change LIKE '%adamark corrected%'";
        let left = async || [number(&world, named, &[]).await, number(&world, events, &[]).await, number(&world, changes, &[]).await];
        days_later(&world, 29).await;
        assert_eq!(left().await, [1, 3, 1]);
        days_later(&world, 2).await;
        assert_eq!(left().await, [1, 0, 1]);
        days_later(&world, 60).await;
        assert_eq!(left().await, [0, 0, 1]);
        let emptied = "SELECT recipient || subject || COALESCE(person_id, '') || COALESCE(body, '') AS t FROM mail
                       WHERE dedupe LIKE 'act:%'";
        assert_eq!(text(&world, emptied, &[]).await, "", "that there was one stays, so that it is not sent again");
        days_later(&world, 637).await;
        assert_eq!(left().await, [0, 0, 1]);
        days_later(&world, 3).await;
        assert_eq!(left().await, [0, 0, 0]);
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit WHERE action = 'name.correct'", &[]).await, 1);
    }

    async fn a_mail_that_could_not_be_sent_goes_too(world: World) {
        let nowhere = |text: String| text.replace("[mail]\nhost = \"127.0.0.1\"", "[mail]\nhost = \"::1\"");
        let world = with(world, nowhere).await;
        let ada = world.enrolled("adamark@candidate.test", "Ada").await;
        done(&world, Action::GrantAttempts { enrolment: ada.enrolment_id.clone(), more: 1 }).await;
        days_later(&world, 91).await;
        let named = "SELECT COUNT(*) AS n FROM mail WHERE recipient LIKE 'adamark%' OR body LIKE '%attempts%'";
        until("its end", async || (number(&world, named, &[]).await == 0).then_some(())).await;
        let work = "SELECT COUNT(*) AS n FROM job j JOIN mail m ON m.id = j.subject WHERE m.dedupe LIKE 'act:%'";
        until("the end of its work", async || {
            world.clock.shift(20 * MINUTE);
            (number(&world, work, &[]).await == 0).then_some(())
        })
        .await;
    }

    async fn everything_that_goes_is_told_beforehand(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let programme: registrar_api::Programme = ada.get(&world, "/v1/programme").await;
        for field in registrar_api::RetentionField::ALL {
            let rule = programme.retention.iter().find(|rule| rule.field == *field).unwrap();
            assert!(rule.days > 0 && !rule.what.is_empty() && !rule.why.is_empty(), "{rule:?}");
        }
    }
}
