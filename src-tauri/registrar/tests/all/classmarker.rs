//! The client of ClassMarker, against the shapes that its documentation and its own client show.

use crate::world::{World, both, until};
use registrar::providers::{ProviderTrouble, flag, int};
use sandbox::Misbehaviour;
use sandbox::classmarker::{Event, Finish, Forged};
use secrecy::SecretString;
use serde_json::{Value, json};

const HOUR: i64 = 3_600_000;

fn codes(words: &[&str]) -> Vec<SecretString> {
    words.iter().map(|word| SecretString::from(*word)).collect()
}

/// The whole part of a number with decimals, in whatever clothes.
fn whole(value: &Value) -> Option<i64> {
    value.to_string().trim_matches('"').split('.').next()?.parse().ok()
}

fn ids(results: &[Value]) -> Vec<String> {
    results.iter().map(|r| r["link_result_id"].to_string().trim_matches('"').to_owned()).collect()
}

both! {
    async fn adding_and_removing_codes_is_harmless_when_done_twice(world: World) {
        let client = &world.registrar.core.classmarker;
        for _ in 0..2 {
            client.add_codes("3001", &codes(&["one", "two"])).await.unwrap();
            assert_eq!(world.classmarker.codes("3001"), ["one", "two"]);
        }
        for _ in 0..2 {
            client.remove_codes("3001", &codes(&["one", "never there"])).await.unwrap();
            assert_eq!(world.classmarker.codes("3001"), ["two"]);
        }
        let calls = world.classmarker.calls();
        let calls: Vec<&String> = calls.iter().filter(|call| call.contains("accesslists")).collect();
        assert_eq!(calls[0], "POST /v1/accesslists/3001.json");
        assert_eq!(calls[3], "DELETE /v1/accesslists/3001.json");
        let refused = client.add_codes("9999", &codes(&["one"])).await.unwrap_err();
        assert!(matches!(refused, ProviderTrouble::Refused { status: 200, .. }), "{refused:?}");
    }

    async fn the_catalogue_agrees_with_the_settings(world: World) {
        let links = world.registrar.core.classmarker.catalogue().await.unwrap();
        for variant in &world.registrar.core.settings.programme.variants {
            let link = links.iter().find(|link| link.link_id == variant.link_id).unwrap();
            assert_eq!(link.link_url_id.as_ref(), Some(&variant.link_url_id));
            assert_eq!(link.access_list_id.as_ref(), Some(&variant.access_list_id));
            assert_eq!(link.test_ids, std::slice::from_ref(&variant.test_id));
        }
    }

    async fn a_feed_is_read_page_by_page_oldest_first(world: World) {
        let client = &world.registrar.core.classmarker;
        let now = world.registrar.core.now_ms() / 1000;
        let forge = |link_id, test_id, finished_in_s| {
            world.classmarker.forge(Forged { link_id, test_id, finished_in_s, ..Forged::default() })
        };
        let (third, first, second) = (forge(1001, 2001, -10), forge(1001, 2001, -30), forge(1002, 2002, -20));
        let ancient = forge(1001, 2001, -92 * 86_400);
        let page = client.recent_link_results(now - 3600, 2).await.unwrap();
        assert_eq!(ids(&page.results), [first.clone(), second]);
        assert!(page.more && page.available == Some(3));
        let rest = client.recent_link_results(page.next_after_s.unwrap(), 2).await.unwrap();
        assert_eq!(ids(&rest.results), std::slice::from_ref(&third));
        assert!(!rest.more && rest.server_s.is_some());
        let one = client.recent_results_of("1001", "2001", now - 3600, 200).await.unwrap();
        assert_eq!(ids(&one.results), [first, third]);
        let all = client.recent_link_results(0, 200).await.unwrap();
        assert!(!ids(&all.results).contains(&ancient), "three months is as far as it looks back");
        assert!(all.after_used_s.unwrap() > 0);
        let none = client.recent_results_of("1003", "2003", now - 3600, 200).await.unwrap();
        assert!(none.results.is_empty() && !none.more);
    }

    async fn a_result_has_what_the_documentation_names(world: World) {
        world.registrar.core.classmarker.add_codes("3001", &codes(&["abc"])).await.unwrap();
        let start = format!("{}/online-test/start?quiz=sandboxstandard", world.classmarker.url());
        assert!(world.classmarker.open(&start).is_err());
        assert!(world.classmarker.open(&format!("{start}&cm_user_id=u&cm_access_list_item=wrong")).is_err());
        let whole = format!("{start}&cm_user_id=u&cm_access_list_item=abc&cm_fn=%E6%9D%8E&cm_e=a%40b.example");
        let attempt = world.classmarker.open(&whole).unwrap();
        assert!(world.classmarker.open(&whole).is_err(), "one use of a code, one attempt of a person");
        let events = vec![Event { event: "Left".into(), seconds_away: 7 }];
        let id = world.classmarker.finish(&attempt, Finish { events, ..Finish::default() });
        let page = world.registrar.core.classmarker.recent_link_results(0, 200).await.unwrap();
        let result = &page.results[0];
        assert_eq!(ids(&page.results), [id]);
        assert_eq!((&result["cm_user_id"], &result["access_code"]), (&"u".into(), &"abc".into()));
        assert_eq!((&result["first"], &result["passed"]), (&"李".into(), &true.into()));
        assert_eq!(result["monitor_events"]["camera_monitoring"], "enabled");
        let sent = until("the webhook", async || Some(world.classmarker.hooks.sent()).filter(|all| !all.is_empty())).await;
        let payload: Value = serde_json::from_slice(&sent[0].body).unwrap();
        assert_eq!(payload["payload_status"], "live");
        assert_eq!(payload["result"]["access_code_used"], "abc");
        assert!(payload["result"]["monitor_events"].is_null() && payload["result"]["access_code"].is_null());
        let raw = String::from_utf8(sent[0].body.clone()).unwrap();
        assert!(raw.is_ascii() && raw.contains("https:\\/\\/") && raw.contains("\\u674e"), "{raw}");
    }

    async fn a_script_can_drive_it(world: World) {
        world.registrar.core.classmarker.add_codes("3001", &codes(&["abc"])).await.unwrap();
        world.classmarker.hooks.hold();
        let post = async |path: &str, body: Value| -> Value {
            let url = format!("{}/_sandbox/{path}", world.classmarker.url());
            world.http.post(url).json(&body).send().await.unwrap().json().await.unwrap()
        };
        let query = "quiz=sandboxstandard&cm_user_id=u&cm_access_list_item=abc";
        let start = format!("{}/online-test/start/?{query}", world.classmarker.url());
        let attempt = post("open", json!({ "url": start })).await;
        assert!(post("open", json!({ "url": start })).await["refused"].is_string());
        let ended = json!({ "attempt": attempt["attempt"], "percentage_tenths": 600, "requires_grading": true });
        let id = post("finish", ended).await["link_result_id"].clone();
        post("regrade", json!({ "link_result_id": id, "percentage_tenths": 725 })).await;
        post("reopen", json!({ "link_result_id": id, "percentage_tenths": 800 })).await;
        post("forge", json!({ "cm_user_id": "m", "passmark_tenths": null, "finish": { "percentage_tenths": 10 } })).await;
        post("verify", json!({})).await;
        let sent = world.classmarker.hooks.release();
        let told = sent.iter().map(|delivery| {
            let body: Value = serde_json::from_slice(&delivery.body).unwrap();
            let number = |name: &str| int(&body["result"][name]).or_else(|| whole(&body["result"][name])).unwrap();
            let doubled = delivery.headers[0].1.contains(',');
            let status = body["payload_status"].as_str().unwrap().to_owned();
            (status, number("percentage"), number("percentage_passmark"), flag(&body["result"]["passed"]).unwrap(), doubled)
        });
        let live = |percentage, mark, passed, doubled| ("live".to_owned(), percentage, mark, passed, doubled);
        let expected = [
            live(60, 70, false, false),
            live(72, 70, true, true),
            live(80, 70, true, false),
            live(1, 0, true, true),
            ("verify".to_owned(), 85, 70, true, false),
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
        let page = world.registrar.core.classmarker.recent_link_results(0, 200).await.unwrap();
        assert_eq!(page.results.len(), 2, "a sample is no result");
    }

    async fn a_person_can_sit_the_exam_on_its_pages(world: World) {
        world.registrar.core.classmarker.add_codes("3003", &codes(&["abc"])).await.unwrap();
        world.classmarker.set_return_url("https://academy.test/back?x=1");
        let start = format!("{}/online-test/start", world.classmarker.url());
        let query = [("quiz", "sandboxnocamera"), ("cm_user_id", "u"), ("cm_access_list_item", "abc"), ("cm_fn", "<b>")];
        let page = world.http.get(&start).query(&query).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("Sandbox: nothing here is real.") && page.contains("&lt;b&gt;"), "{page}");
        let begun = world.http.post(&start).form(&query).send().await.unwrap();
        let attempt = format!("{}{}", world.classmarker.url(), begun.headers()["location"].to_str().unwrap());
        assert!(world.http.get(&attempt).send().await.unwrap().text().await.unwrap().contains("Finish with 85 %"));
        let ending = [("percentage_tenths", "850"), ("requires_grading", "false"), ("events", "3")];
        let ended = world.http.post(&attempt).form(&ending).send().await.unwrap();
        assert!(ended.headers()["location"].to_str().unwrap().starts_with("https://academy.test/back?x=1&cm_ts=85.0&"));
        assert_eq!(world.http.get(&start).query(&query).send().await.unwrap().status(), 403);
        let page = world.registrar.core.classmarker.recent_link_results(0, 200).await.unwrap();
        let events = &page.results[0]["monitor_events"];
        assert_eq!((int(&events["total_event_count"]), flag(&events["camera_monitoring"])), (Some(3), Some(false)));
    }

    async fn a_clock_that_is_off_is_refused(world: World) {
        world.classmarker.set_clock_offset_s(301 + 5);
        let refused = world.registrar.core.classmarker.catalogue().await.unwrap_err();
        assert!(matches!(&refused, ProviderTrouble::Refused { code, .. } if code == "timeStampOutOfRange"), "{refused}");
    }

    async fn the_hourly_limit_names_when_to_ask_again(world: World) {
        world.without_feed().await;
        // One was the feed's.
        world.classmarker.set_hourly_limit(Some(3));
        let client = &world.registrar.core.classmarker;
        client.catalogue().await.unwrap();
        client.remove_codes("3001", &codes(&["x"])).await.unwrap();
        let busy = client.recent_link_results(0, 200).await.unwrap_err();
        let ProviderTrouble::Busy { retry_after_ms: Some(wait), .. } = busy else { panic!("{busy:?}") };
        assert!((HOUR - 60_000..=HOUR).contains(&wait), "{wait}");
        client.add_codes("3001", &codes(&["free of it"])).await.unwrap();
    }

    async fn misbehaviour_has_its_names(world: World) {
        let client = &world.registrar.core.classmarker;
        let check = async |how, expected: &str| {
            world.classmarker.mischief.plan("GET /v1.json", how, 1);
            let trouble = client.catalogue().await.unwrap_err();
            assert!(format!("{trouble:?}").starts_with(expected), "{how:?}: {trouble:?}");
        };
        check(Misbehaviour::FailBefore, "Failed").await;
        check(Misbehaviour::FailAfter, "Failed").await;
        check(Misbehaviour::SilentAfter, "NoAnswer").await;
        check(Misbehaviour::Busy { retry_after_s: Some(7) }, "Busy { provider: ClassMarker, retry_after_ms: Some(7000)").await;
        check(Misbehaviour::Busy { retry_after_s: None }, "Busy { provider: ClassMarker, retry_after_ms: None").await;
        check(Misbehaviour::Nonsense, "Nonsense").await;
    }
}
