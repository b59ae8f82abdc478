//! Attacks on the pages and on the authorization code.

use super::{App, Browser, REDIRECT, Tokens, address, all, assert_fault, code_sent, count, ended, form_to, refresh};
use crate::world::{World, both};
use registrar::clock::SECOND;
use reqwest::StatusCode;

const EMAIL: &str = "ada@example.org";

both! {
    async fn hostile_addresses_are_never_gone_to(world: World) {
        for hostile in [
            "",
            "https://evil.example/callback",
            "//evil.example",
            "http://localhost:4711/callback",
            "https://127.0.0.1:4711/callback",
            "http://127.0.0.1/callback",
            "http://127.0.0.1:4711@evil.example/callback",
            "http://evil.example#@127.0.0.1:4711/callback",
            "http://user@127.0.0.1:4711/callback",
            "http://127.0.0.1:4711/callback#here",
            "http://127.0.0.1:4711\\@evil.example/callback",
            "http://127.0.0.1.evil.example:4711/callback",
            "http://127.0.0.1:4711/callback\r\nLocation: https://evil.example",
            "http://2130706433:4711/callback",
            "http://[::ffff:127.0.0.1]:4711/callback",
            "javascript:alert(1)//127.0.0.1",
            "data:text/html,hello",
            "annotation-academy:/callback",
        ] {
            let mut parameters = App::new().parameters();
            parameters[2].1 = hostile.into();
            // Also with something else wrong, which the app would be told.
            for (field, value) in [(0, "code"), (0, "token"), (5, "")] {
                parameters[field].1 = value.into();
                let shown = Browser::default().get(&world, &address(&parameters)).await;
                assert_eq!(shown.status, StatusCode::BAD_REQUEST, "{hostile}");
                assert_eq!((shown.header("location"), shown.header("refresh")), ("", ""), "{hostile}");
                assert!(shown.alert().is_some() && !shown.body.contains("evil.example"), "{hostile}");
                let shown = Browser::default().post(&world, &address(&parameters), &[("email", EMAIL)]).await;
                assert_eq!(shown.status, StatusCode::BAD_REQUEST, "{hostile}");
            }
        }
        assert_eq!(world.mail.mails().len(), 0);
    }

    async fn a_parameter_that_comes_twice_is_no_request(world: World) {
        let good = App::new().address();
        for twice in ["redirect_uri=https%3A%2F%2Fevil.example%2F", "client_id=other", "state=12345678"] {
            let shown = Browser::default().get(&world, &format!("{good}&{twice}")).await;
            assert_eq!((shown.status, shown.header("location")), (StatusCode::BAD_REQUEST, ""));
        }
    }

    async fn another_client_is_shown_an_error(world: World) {
        let mut parameters = App::new().parameters();
        parameters[1].1 = "someone-elses-app".into();
        let shown = Browser::default().get(&world, &address(&parameters)).await;
        assert_eq!((shown.status, shown.header("location")), (StatusCode::BAD_REQUEST, ""));
    }

    async fn other_errors_are_told_to_the_app(world: World) {
        for (field, value, error) in [
            (0, "token", "unsupported_response_type"),
            (3, "short", "invalid_request"),
            (4, "plain", "invalid_request"),
            (5, "seven77", "invalid_request"),
        ] {
            let mut parameters = App::new().parameters();
            parameters[field].1 = value.into();
            let shown = Browser::default().get(&world, &address(&parameters)).await;
            assert_eq!(shown.answer("error").as_deref(), Some(error));
            assert_eq!(shown.answer("state"), Some(parameters[5].1.clone()));
            assert_eq!(shown.answer("iss").as_deref(), Some("http://127.0.0.1:1"));
            assert!(shown.location().as_str().starts_with(REDIRECT));
        }
    }

    async fn the_policy_of_the_pages_lets_a_form_lead_to_the_app_and_nowhere_else(world: World) {
        let mut browser = Browser::default();
        let first = browser.get(&world, &App::new().address()).await;
        let second = browser.post(&world, &first.action(), &[("email", EMAIL)]).await;
        let again = browser.give_code(&world, &second.handle(), "1", "app").await;
        for shown in [&first, &second, &again] {
            let policy = shown.header("content-security-policy");
            let directives: Vec<&str> = policy.split("; ").collect();
            assert_eq!(directives, [
                "default-src 'none'",
                "style-src 'self'",
                "img-src 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "form-action 'self' http://127.0.0.1:* http://[::1]:*",
            ]);
            assert_eq!(shown.header("x-frame-options"), "DENY");
            assert_eq!(shown.header("referrer-policy"), "no-referrer");
        }
    }

    async fn what_is_typed_is_text(world: World) {
        let mut parameters = App::new().parameters();
        parameters[5].1 = "\"><script>alert(1)</script>".into();
        let mut browser = Browser::default();
        let shown = browser.get(&world, &address(&parameters)).await;
        assert!(!shown.body.contains("<script>"));
        let shown = browser.post(&world, &shown.action(), &[("email", EMAIL)]).await;
        let code = code_sent(&world, EMAIL, 1).await;
        let shown = browser.give_code(&world, &shown.handle(), &code, "app").await;
        assert_eq!(shown.answer("state"), Some(parameters[5].1.clone()));
    }

    async fn a_stolen_code_is_no_use_without_the_verifier(world: World) {
        let (app, thief) = (App::new(), App::new());
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        assert_fault(thief.exchange(&world, &code).await, 400, "invalid_grant");
        let without = [
            ("grant_type", "authorization_code"),
            ("client_id", registrar_api::CLIENT_ID),
            ("code", &code),
            ("redirect_uri", REDIRECT),
        ];
        assert_fault(form_to(&world, "/token", &without).await, 400, "invalid_request");
        // The owner still comes in.
        assert!(Tokens::of(app.exchange(&world, &code).await).works(&world).await);
    }

    async fn a_code_is_bound_to_its_redirect_and_client(world: World) {
        let app = App::new();
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        for other in ["http://127.0.0.1:4711/other", "http://[::1]:4711/callback", "https://evil.example/callback"] {
            assert_fault(app.exchange_at(&world, &code, other).await, 400, "invalid_grant");
        }
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", "other"),
            ("code", &code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", &app.verifier),
        ];
        assert_fault(form_to(&world, "/token", &form).await, 401, "invalid_client");
        let without_client = [form[0], form[2], form[3], form[4]];
        assert_fault(form_to(&world, "/token", &without_client).await, 400, "invalid_request");
        Tokens::of(app.exchange(&world, &code).await);
    }

    async fn a_code_that_comes_twice_ends_what_it_gave(world: World) {
        let app = App::new();
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        let tokens = Tokens::of(app.exchange(&world, &code).await);
        let others = App::tokens(&world, EMAIL).await;
        // Even from somebody who has nothing but the code.
        assert_fault(App::new().exchange(&world, &code).await, 400, "invalid_grant");
        assert!(!tokens.works(&world).await);
        assert_fault(refresh(&world, &tokens.refresh).await, 400, "invalid_grant");
        assert_eq!(ended(&world).await, ["code_reused"]);
        assert!(others.works(&world).await);
    }

    async fn of_two_exchanges_at_once_one_wins_and_is_ended(world: World) {
        let app = App::new();
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        let answers = all((0..4).map(|_| app.exchange(&world, &code))).await;
        assert_eq!(answers.iter().filter(|(status, _)| status.is_success()).count(), 1);
        assert_eq!(count(&world, "SELECT id FROM token_family").await, 1);
        assert_eq!(ended(&world).await, ["code_reused"]);
    }

    async fn a_code_is_good_for_a_minute(world: World) {
        let app = App::new();
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        world.clock.shift(60 * SECOND);
        assert_fault(app.exchange(&world, &code).await, 400, "invalid_grant");
        assert_eq!(count(&world, "SELECT id FROM token_family").await, 0);
    }

    async fn tokens_of_one_kind_do_not_pass_for_another(world: World) {
        let app = App::new();
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        assert_fault(refresh(&world, &code).await, 400, "invalid_grant");
        let tokens = Tokens::of(app.exchange(&world, &code).await);
        assert_fault(refresh(&world, &tokens.access).await, 400, "invalid_grant");
        assert_fault(app.exchange(&world, &tokens.refresh).await, 400, "invalid_grant");
        let swapped = Tokens { access: tokens.refresh.clone(), refresh: tokens.access.clone() };
        assert!(!swapped.works(&world).await && tokens.works(&world).await);
    }

    async fn what_is_no_form_of_ours_is_refused_in_the_words_of_the_rfc(world: World) {
        let grant = [("grant_type", "password"), ("client_id", registrar_api::CLIENT_ID)];
        assert_fault(form_to(&world, "/token", &grant).await, 400, "unsupported_grant_type");
        assert_fault(form_to(&world, "/token", &[("code", "x")]).await, 400, "invalid_request");
        let twice = [("grant_type", "refresh_token"), ("refresh_token", "a"), ("refresh_token", "b")];
        assert_fault(form_to(&world, "/token", &twice).await, 400, "invalid_request");
        let other = world.http.post(world.url("/token")).json(&serde_json::json!({ "grant_type": "refresh_token" }));
        let response = other.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert_eq!(response.headers()["cache-control"], "no-store");
    }

    async fn oversized_bodies_are_not_read(world: World) {
        let large = "x".repeat(70 << 10);
        assert_fault(form_to(&world, "/token", &[("grant_type", &large)]).await, 413, "invalid_request");
        assert_fault(form_to(&world, "/revoke", &[("token", &large)]).await, 413, "invalid_request");
        let mut browser = Browser::default();
        let first = browser.get(&world, &App::new().address()).await.action();
        for path in [first.as_str(), "/sign-in/code", "/sign-in/again", "/admin/sign-in"] {
            let shown = browser.post(&world, path, &[("email", &large), ("handle", &large), ("code", "1")]).await;
            assert_eq!(shown.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        }
    }
}
