//! The browser check: who may ask, who may report, and what becomes of it.

use crate::world::{Candidate, World, both};
use registrar::args;
use registrar_api::{BrowserCheck, BrowserCheckReport, CheckVerdict};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const HOUR: i64 = 3_600_000;
const FINE: &str = r#"{"finished":true,"camera":"works","pop_ups":"opened","clock_ahead_ms":120}"#;

/// The path of a check's page.
async fn prepared(world: &World, candidate: &Candidate) -> (BrowserCheck, String) {
    let check: BrowserCheck = candidate.post(world, "/v1/checks", json!({})).await;
    let path = check.url.strip_prefix("http://127.0.0.1:1").unwrap().to_owned();
    (check, path)
}

async fn reported(world: &World, candidate: &Candidate, id: &str) -> BrowserCheckReport {
    candidate.get(world, &format!("/v1/checks/{id}")).await
}

/// What a browser would send, with or without the cookie.
async fn report(world: &World, path: &str, cookie: Option<&str>, body: &str) -> (StatusCode, Value) {
    let mut request = world.http.post(world.url(path)).body(body.to_owned()).header("content-type", "application/json");
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    let response = request.send().await.unwrap();
    (response.status(), response.json().await.unwrap_or(Value::Null))
}

/// The cookie that the page sets.
async fn cookie(world: &World, path: &str) -> String {
    let response = world.http.get(world.url(path)).send().await.unwrap();
    let set = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["Path=/check", "HttpOnly", "SameSite=Lax"] {
        assert!(set.contains(part), "{set}");
    }
    set.split(';').next().unwrap().to_owned()
}

both! {
    async fn a_browser_reports_and_the_app_reads_it(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (check, path) = prepared(&world, &candidate).await;
        let report_before = reported(&world, &candidate, &check.id).await;
        assert_eq!(report_before, BrowserCheckReport { reported_ms: None, rows: vec![] });

        let cookie = cookie(&world, &path).await;
        let (status, answer) = report(&world, &path, Some(&cookie), FINE).await;
        assert_eq!(status, StatusCode::OK);
        assert!((answer["now_ms"].as_i64().unwrap() - world.registrar.core.now_ms()).abs() < 20_000);

        let report_after = reported(&world, &candidate, &check.id).await;
        assert!(report_after.reported_ms.is_some());
        let names: Vec<&str> = report_after.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["camera", "pop_ups", "cookies", "clock"]);
        assert!(report_after.rows.iter().all(|row| row.verdict == CheckVerdict::Pass), "{report_after:?}");
        assert_eq!(serde_json::to_value(&report_after.rows).unwrap(), answer["rows"]);
    }

    async fn a_later_report_takes_the_place_of_an_earlier_one(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (check, path) = prepared(&world, &candidate).await;
        let cookie = cookie(&world, &path).await;
        let blocked = r#"{"finished":true,"camera":"in_use","pop_ups":"blocked","clock_ahead_ms":null}"#;
        report(&world, &path, Some(&cookie), blocked).await;
        let verdicts = |rows: &[registrar_api::CheckRow]| rows.iter().map(|row| row.verdict).collect::<Vec<_>>();
        let first = reported(&world, &candidate, &check.id).await;
        let (attention, pass) = (CheckVerdict::Attention, CheckVerdict::Pass);
        assert_eq!(verdicts(&first.rows), [attention, attention, pass, CheckVerdict::Unchecked]);
        report(&world, &path, Some(&cookie), FINE).await;
        let second = reported(&world, &candidate, &check.id).await;
        assert_eq!(verdicts(&second.rows), [pass; 4]);
        assert!(second.reported_ms >= first.reported_ms);
    }

    async fn what_is_not_finished_is_answered_and_not_kept(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (check, path) = prepared(&world, &candidate).await;
        let (status, answer) = report(&world, &path, None, &FINE.replace("true", "false")).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(answer["rows"].as_array().unwrap().len(), 4);
        assert_eq!(reported(&world, &candidate, &check.id).await.reported_ms, None);
    }

    async fn cookies_count_only_if_this_checks_own_comes_back(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (_, path) = prepared(&world, &candidate).await;
        let (_, other) = prepared(&world, &candidate).await;
        let (own, foreign) = (cookie(&world, &path).await, cookie(&world, &other).await);
        assert_ne!(own, foreign);
        for (sent, expected) in [(Some(own.as_str()), "pass"), (Some(&foreign), "attention"), (None, "attention")] {
            let (_, answer) = report(&world, &path, sent, FINE).await;
            assert_eq!(answer["rows"][2]["verdict"], expected, "{sent:?}");
        }
    }

    async fn nobody_reads_anothers_check(world: World) {
        let (one, other) = (world.person("a@academy.test").await, world.person("b@academy.test").await);
        let (check, path) = prepared(&world, &one).await;
        report(&world, &path, None, FINE).await;
        let own = format!("/v1/checks/{}", check.id);
        let (status, theirs) = other.call(&world, Method::GET, &own, None).await;
        let (nowhere, none) = other.call(&world, Method::GET, "/v1/checks/none", None).await;
        assert_eq!((status, nowhere), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert_eq!(theirs, none, "what is another's and what is not there look the same");
        // The page's token is no id, and the id no token.
        let token = path.strip_prefix("/check/").unwrap();
        assert_eq!(one.call(&world, Method::GET, &format!("/v1/checks/{token}"), None).await.0, StatusCode::NOT_FOUND);
        assert_eq!(report(&world, &format!("/check/{}", check.id), None, FINE).await.0, StatusCode::NOT_FOUND);
    }

    async fn the_page_is_over_after_an_hour_and_the_report_stays(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (check, path) = prepared(&world, &candidate).await;
        assert!((check.expires_ms - world.registrar.core.now_ms() - HOUR).abs() < 20_000);
        report(&world, &path, None, FINE).await;
        let kept = reported(&world, &candidate, &check.id).await;
        world.clock.shift(HOUR + 1_000);
        let page = world.http.get(world.url(&path)).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::NOT_FOUND);
        assert!(page.text().await.unwrap().contains("its hour is over"));
        for body in [FINE.to_owned(), FINE.replace("true", "false")] {
            assert_eq!(report(&world, &path, None, &body).await.0, StatusCode::NOT_FOUND);
        }
        assert_eq!(reported(&world, &candidate, &check.id).await, kept);
    }

    async fn the_browser_cannot_say_what_we_do_not_know(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (check, path) = prepared(&world, &candidate).await;
        let long = FINE.replace("works", &"w".repeat(5_000));
        let markup = FINE.replace("works", "<script>alert(1)</script>");
        let more = FINE.replace('}', r#","seen":"all is well"}"#);
        for (body, expected) in [
            ("", StatusCode::BAD_REQUEST),
            ("[]", StatusCode::BAD_REQUEST),
            (markup.as_str(), StatusCode::BAD_REQUEST),
            (more.as_str(), StatusCode::BAD_REQUEST),
            (long.as_str(), StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            assert_eq!(report(&world, &path, None, body).await.0, expected, "{body:.80}");
        }
        assert_eq!(reported(&world, &candidate, &check.id).await.reported_ms, None);
        let unmoved = FINE.replace("120", &i64::MIN.to_string());
        assert_eq!(report(&world, &path, None, &unmoved).await.0, StatusCode::OK);
    }

    async fn the_database_alone_opens_no_page(world: World) {
        let candidate = world.person("a@academy.test").await;
        let (check, path) = prepared(&world, &candidate).await;
        let sql = "SELECT token_hash FROM browser_check WHERE id = $1";
        let row = world.registrar.core.db.row(sql, args![&check.id]).await.unwrap().unwrap();
        let hash = row.text("token_hash").unwrap();
        assert!(!path.contains(&hash));
        assert_eq!(report(&world, &format!("/check/{hash}"), None, FINE).await.0, StatusCode::NOT_FOUND);
    }

    async fn one_person_cannot_fill_the_table(world: World) {
        let candidate = world.person("a@academy.test").await;
        for _ in 0..20 {
            prepared(&world, &candidate).await;
        }
        let (status, body) = candidate.call(&world, Method::POST, "/v1/checks", None).await;
        assert_eq!((status, body["code"].as_str()), (StatusCode::TOO_MANY_REQUESTS, Some("too_many")));
        let wait = body["details"]["retry_after_s"].as_i64().unwrap();
        assert!((3_500..=3_601).contains(&wait), "{wait}");
        prepared(&world, &world.person("b@academy.test").await).await;
        world.clock.shift(wait * 1_000);
        prepared(&world, &candidate).await;
    }
}
