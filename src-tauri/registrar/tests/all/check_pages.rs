//! The pages that a browser comes to from elsewhere, the files they need, and the ways out.

use crate::world::{Backend, World};
use reqwest::{Response, StatusCode};
use serde_json::json;

async fn get(world: &World, path: &str) -> Response {
    world.http.get(world.url(path)).send().await.unwrap()
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).map(|h| h.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn a_return_page_believes_nothing_that_comes_with_it() {
    let world = World::start(Backend::Sqlite).await;
    let forged = "?cm_tp=100&cm_ts=99.0&cm_user_id=somebody&passed=true&cm_fn=%3Cscript%3E&status=verified";
    for path in ["/exam/done", "/identity/done", "/"] {
        let plain = get(&world, path).await.text().await.unwrap();
        let response = get(&world, &format!("{path}{forged}")).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
        assert_eq!(response.text().await.unwrap(), plain, "{path}");
        assert!(plain.contains("Sandbox: nothing here is real."));
    }
    assert!(get(&world, "/exam/done").await.text().await.unwrap().contains("we wait for the official result"));
    assert!(get(&world, "/identity/done").await.text().await.unwrap().contains("go back to the app"));
}

#[tokio::test]
async fn the_ways_out_lead_where_the_settings_say() {
    let world = World::start(Backend::Sqlite).await;
    let buy = get(&world, "/buy?to=https://evil.example").await;
    assert_eq!(buy.status(), StatusCode::SEE_OTHER);
    assert_eq!(header(&buy, "location"), "https://academy.test/certification");
    let there = get(&world, "/rehearsal").await;
    let url = format!("{}/online-test/start?quiz=sandboxrehearsal", world.classmarker.url());
    assert_eq!((there.status(), header(&there, "location")), (StatusCode::SEE_OTHER, url));
    let programme: registrar_api::Programme = get(&world, "/v1/programme").await.json().await.unwrap();
    assert_eq!(programme.rehearsal_host.as_deref(), world.classmarker.url().strip_prefix("http://"));

    let without = |text: String| text.replace("rehearsal_url = ", "# rehearsal_url = ");
    let world = World::start_with(Backend::Sqlite, without).await;
    let none = get(&world, "/rehearsal").await;
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    assert!(none.text().await.unwrap().contains("has no rehearsal"));
    let programme: registrar_api::Programme = get(&world, "/v1/programme").await.json().await.unwrap();
    assert_eq!((programme.rehearsal_url, programme.rehearsal_host), (None, None));
}

#[tokio::test]
async fn only_the_check_may_use_the_camera_and_run_a_script() {
    let world = World::start(Backend::Sqlite).await;
    let candidate = world.person("a@academy.test").await;
    let check: registrar_api::BrowserCheck = candidate.post(&world, "/v1/checks", json!({})).await;
    let response = get(&world, check.url.strip_prefix("http://127.0.0.1:1").unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(header(&response, "permissions-policy").starts_with("camera=(self), microphone=()"));
    let policy = header(&response, "content-security-policy");
    assert!(policy.contains("script-src 'self'; connect-src 'self'; style-src 'self'"), "{policy}");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(header(&response, "cache-control"), "no-store");
    let page = response.text().await.unwrap();
    assert!(page.contains("needs JavaScript, and so will the exam"), "without script the page says so");

    let other = get(&world, "/exam/done").await;
    assert!(header(&other, "permissions-policy").starts_with("camera=()"));
    assert!(!other.text().await.unwrap().contains("<script"));
}

#[tokio::test]
async fn files_are_kept_for_ever_under_their_digest_and_shortly_without() {
    let world = World::start(Backend::Sqlite).await;
    let page = get(&world, "/").await.text().await.unwrap();
    let at = page.find("/assets/page.css?").unwrap();
    let named = &page[at..at + page[at..].find('"').unwrap()];
    for (path, kind, keep) in [
        (named, "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/assets/page.css", "text/css; charset=utf-8", "public, max-age=60"),
        ("/assets/page.css?0123456789abcdef", "text/css; charset=utf-8", "public, max-age=60"),
        ("/assets/check.js", "text/javascript; charset=utf-8", "public, max-age=60"),
    ] {
        let response = get(&world, path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!((header(&response, "content-type"), header(&response, "cache-control")), (kind.into(), keep.into()));
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert!(response.text().await.unwrap().len() > 1_000);
    }
}
