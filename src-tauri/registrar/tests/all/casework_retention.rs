//! What is forgotten when its time is over, and nothing before.

use crate::casework_desk::{done, insert, number, seat, text};
use crate::world::{World, both, until};
use registrar::args;
use registrar::casework::Action;
use registrar::clock::{DAY, HOUR, SECOND};
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
}
