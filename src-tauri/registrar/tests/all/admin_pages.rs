//! The pages of operations.

use crate::casework_desk::{Answer, Desk, REASON, number};
use crate::world::{World, both};
use registrar::args;
use registrar_api::Case;
use reqwest::StatusCode;
use serde_json::json;

const HOSTILE: &str = "<script>alert('x')</script> \u{202e}gnp.exe \u{1f480} \"><img src=x onerror=alert(1)> &lt;b&gt;";

both! {
    async fn nobody_but_an_administrator_comes_in(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        for path in ["/admin", "/admin/cases/1", "/admin/people", "/admin/enrolments/x", "/admin/audit"] {
            for bearer in ["", ada.access_token.as_str()] {
                let answer = world.http.get(world.url(path)).bearer_auth(bearer).send().await.unwrap();
                assert!(!answer.status().is_success(), "{path}: {}", answer.status());
            }
        }
        let fields = format!("form_key=&once=0123456789abcdef&back=/admin&reason={REASON}&action=grant_attempts&enrolment={}&more=9", ada.enrolment_id);
        let request = world.http.post(world.url("/admin/act")).bearer_auth(&ada.access_token);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(fields.replace(' ', "+"));
        assert!(!request.send().await.unwrap().status().is_success());
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit", &[]).await, 0);
    }

    async fn a_form_needs_the_key_of_its_session(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let desk = Desk::open(&world).await;
        for key in ["", "wrong", "undefined"] {
            let fields = [
                ("form_key", key),
                ("once", "0123456789abcdef"),
                ("back", "/admin"),
                ("reason", REASON),
                ("action", "grant_attempts"),
                ("enrolment", &ada.enrolment_id),
                ("more", "1"),
            ];
            assert_eq!(desk.send(&world, &fields).await.status, StatusCode::FORBIDDEN);
        }
        let without = [("once", "0123456789abcdef"), ("back", "/admin"), ("reason", REASON), ("action", "lift_wait"), ("enrolment", &ada.enrolment_id)];
        assert_eq!(desk.send(&world, &without).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit", &[]).await, 0);
    }

    async fn a_decision_about_what_has_changed_since_is_refused(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let desk = Desk::open(&world).await;
        let page = format!("/admin/enrolments/{}", ada.enrolment_id);
        let seen = async || {
            let text = desk.get(&world, &page).await.text;
            text.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let verify = async |seen: &str| {
            let fields = [("enrolment", ada.enrolment_id.as_str()), ("tell", ""), ("seen", seen)];
            desk.form(&world, "verify_identity", &fields).await.status
        };
        let before = seen().await;
        world.verified(&ada).await;
        assert_eq!(verify(&before).await, StatusCode::CONFLICT);
        assert_eq!(verify("made up").await, StatusCode::BAD_REQUEST);
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit", &[]).await, 0);
        let now = seen().await;
        assert_ne!(now, before);
        assert_eq!(verify(&now).await, StatusCode::SEE_OTHER);
        assert_eq!(number(&world, "SELECT COUNT(*) AS n FROM audit", &[]).await, 1);
    }

    async fn a_form_sent_twice_acts_once_and_says_the_same(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let desk = Desk::open(&world).await;
        let back = format!("/admin/enrolments/{}", ada.enrolment_id);
        let fields = [
            ("form_key", desk.form_key.as_str()),
            ("once", "a-value-of-one-form-0001"),
            ("back", &back),
            ("reason", REASON),
            ("case", ""),
            ("tell", ""),
            ("action", "grant_attempts"),
            ("enrolment", &ada.enrolment_id),
            ("more", "1"),
        ];
        for _ in 0..2 {
            let answer = desk.send(&world, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(answer.location, format!("{back}?done=a-value-of-one-form-0001"));
            let page = desk.get(&world, &answer.location).await;
            assert!(page.text.contains("That makes 3 in all."));
        }
        let made_up = desk.get(&world, &format!("{back}?done=Your+account+is+blocked")).await;
        assert!(!made_up.text.contains("account is blocked"), "an address cannot put words on the page");
        let sql = "SELECT attempts_allowed AS n FROM enrolment WHERE id = $1";
        assert_eq!(number(&world, sql, args![&ada.enrolment_id]).await, 3);
    }

    async fn hostile_text_stays_text(world: World) {
        let ada = world.enrolled("ada@candidate.test", HOSTILE).await;
        let desk = Desk::open(&world).await;
        let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
        let case: Case = ada.post(&world, &path, json!({ "kind": "help", "text": HOSTILE })).await;
        let number = case.number.to_string();
        let answer = desk.form(&world, "decide", &[("number", &number), ("text", HOSTILE)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        for path in [
            "/admin".to_owned(),
            format!("/admin/cases/{number}"),
            "/admin/people?email=ada%40candidate.test".into(),
            format!("/admin/people?email={}", crate::casework_desk::encoded(HOSTILE)),
            format!("/admin/enrolments/{}", ada.enrolment_id),
            format!("/admin/audit?subject={}", crate::casework_desk::encoded(HOSTILE)),
            "/admin/audit".into(),
        ] {
            let page = desk.get(&world, &path).await;
            assert!(!page.text.contains("<script"), "{path}");
            assert!(!page.text.contains("<img"), "{path}");
            assert!(page.policy.starts_with("default-src 'none'") && !page.policy.contains("unsafe"), "{path}");
        }
        let page = desk.get(&world, &format!("/admin/cases/{number}")).await;
        assert!(page.text.contains("&lt;script&gt;") && page.text.contains('\u{1f480}'));
        assert!(page.text.contains("dir=\"auto\""));
    }

    async fn the_queue_tells_what_is_overdue_first(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
        let mut numbers = Vec::new();
        for hours in [0, 40, 20] {
            world.clock.shift(hours * 3_600_000);
            let case: Case = ada.post(&world, &path, json!({ "kind": "help", "text": "Hello?" })).await;
            numbers.push(case.number.to_string());
        }
        let desk = Desk::open(&world).await;
        let answer = desk.form(&world, "ask", &[("number", &numbers[1]), ("text", "What is it?")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let page = desk.get(&world, "/admin").await.text;
        let places = [0, 2, 1].map(|n| page.find(&format!("Case {}<", numbers[n])).unwrap());
        assert!(places.is_sorted(), "{page}");
        assert!(page.contains("<li class=\"overdue\">") && page.contains("overdue for 12 hours"));
        assert!(page.contains("waits for the candidate"));
    }

    async fn codes_and_exports_are_shown_and_not_led_through_an_address(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let desk = Desk::open(&world).await;
        let fields = [("count", "2"), ("variant", ""), ("attempts", ""), ("days", "30")];
        let Answer { status, location, text, .. } = desk.form(&world, "make_codes", &fields).await;
        assert_eq!((status, location.as_str()), (StatusCode::OK, ""));
        assert_eq!(text.matches('\n').count(), 4, "a heading, a line between, two codes: {text}");
        let export = desk.form(&world, "export", &[("person", &ada.person_id)]).await;
        let export: serde_json::Value = serde_json::from_str(&export.text).unwrap();
        assert_eq!(export["person"][0]["email"], "ada@candidate.test");
    }

    async fn a_refusal_is_a_page_that_says_why(world: World) {
        let ada = world.enrolled("ada@candidate.test", "Ada").await;
        let desk = Desk::open(&world).await;
        let enrolment = ("enrolment", ada.enrolment_id.as_str());
        for (action, fields, words) in [
            ("hold", vec![enrolment], "must be told why"),
            ("release", vec![enrolment], "It is not held."),
            ("grant_attempts", vec![enrolment, ("more", "many")], "not whole"),
            ("nonsense", vec![enrolment], "not whole"),
        ] {
            let answer = desk.form(&world, action, &fields).await;
            assert!(answer.status.is_client_error(), "{action}");
            assert!(answer.text.contains("class=\"error\"") && answer.text.contains(words), "{action}: {}", answer.text);
        }
    }
}
