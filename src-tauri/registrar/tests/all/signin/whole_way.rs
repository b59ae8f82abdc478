//! The whole way through: page, e-mail, code, app, tokens.

use super::{App, Browser, REDIRECT, Shown, Tokens, address, assert_fault, code_sent, count, dump, form_to, refresh};
use crate::world::{World, both};
use reqwest::StatusCode;
use serde_json::Value;

const EMAIL: &str = "ada@example.org";

fn assert_plain(shown: &Shown) {
    assert!(!shown.body.contains("<script") && !shown.body.contains("style="), "{}", shown.body);
    assert!(shown.body.contains("Sandbox: nothing here is real."));
    assert_eq!(shown.header("cache-control"), "no-store");
}

both! {
    async fn a_candidate_signs_in_and_stays_so(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let shown = browser.get(&world, &app.address()).await;
        assert_plain(&shown);
        assert!(shown.body.contains("autocomplete=\"email\"") && shown.body.contains("<label for=\"email\">"));
        let shown = browser.post(&world, &shown.action(), &[("email", " Ada@Example.ORG ")]).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_plain(&shown);
        assert!(shown.body.contains("autocomplete=\"one-time-code\"") && shown.body.contains("inputmode=\"numeric\""));
        let code = code_sent(&world, EMAIL, 1).await;
        let spaced = format!(" {} {}", &code[..4], &code[4..]);
        let answer = browser.give_code(&world, &shown.handle(), &spaced, "app").await;
        assert!(answer.location().as_str().starts_with(&format!("{REDIRECT}?code=")));
        assert_eq!(answer.answer("state"), Some(app.state.clone()));
        assert_eq!(answer.answer("iss").as_deref(), Some("http://127.0.0.1:1"));
        let (status, reply) = app.exchange(&world, &answer.code()).await;
        assert_eq!((&reply["token_type"], &reply["expires_in"]), (&Value::from("Bearer"), &Value::from(600)));
        let tokens = Tokens::of((status, reply));
        let core = &world.registrar.core;
        let person = registrar::signin::by_access_token(core, &tokens.access).await.unwrap().unwrap();
        assert_eq!(person.email, EMAIL);
        world.clock.shift(11 * 60_000);
        assert!(!tokens.works(&world).await);
        let next = Tokens::of(refresh(&world, &tokens.refresh).await);
        assert!(next.works(&world).await);
        assert_ne!(next.refresh, tokens.refresh);
    }

    async fn a_code_can_be_pasted_instead(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let handle = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let code = code_sent(&world, EMAIL, 1).await;
        let shown = browser.give_code(&world, &handle, &code, "paste").await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_plain(&shown);
        assert!(shown.body.contains("60 seconds"));
        assert!(Tokens::of(app.exchange(&world, &shown.pasted()).await).works(&world).await);
    }

    async fn the_port_may_have_changed_meanwhile(world: World) {
        let app = App::new();
        let code = Browser::default().sign_in(&world, &app, EMAIL).await.code();
        Tokens::of(app.exchange_at(&world, &code, "http://127.0.0.1:4712/callback").await);
    }

    async fn a_person_is_made_once(world: World) {
        let (first, second) = (App::tokens(&world, EMAIL).await, App::tokens(&world, "ADA@example.org").await);
        assert!(first.works(&world).await && second.works(&world).await);
        assert_eq!(count(&world, "SELECT id FROM person").await, 1);
        assert_eq!(count(&world, "SELECT id FROM token_family").await, 2);
    }

    async fn two_tabs_of_one_browser_do_not_disturb_each_other(world: World) {
        let (mut browser, one, two) = (Browser::default(), App::new(), App::new());
        let first = browser.give_address(&world, &one.address(), EMAIL).await.handle();
        let first_code = code_sent(&world, EMAIL, 1).await;
        let second = browser.give_address(&world, &two.address(), EMAIL).await.handle();
        let second_code = code_sent(&world, EMAIL, 2).await;
        let answer = browser.give_code(&world, &first, &first_code, "app").await;
        assert_eq!(answer.answer("state"), Some(one.state.clone()));
        let answer = browser.give_code(&world, &second, &second_code, "app").await;
        assert_eq!(answer.answer("state"), Some(two.state.clone()));
    }

    async fn an_app_on_ipv6_is_answered_and_no_policy_is_in_its_way(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let mut parameters = app.parameters();
        parameters[2].1 = "http://[::1]:4711/callback".into();
        let shown = browser.give_address(&world, &address(&parameters), EMAIL).await;
        let policy = shown.header("content-security-policy").to_owned();
        assert!(policy.ends_with("form-action 'self' http://127.0.0.1:* http://[::1]:* http:"), "{policy}");
        let code = code_sent(&world, EMAIL, 1).await;
        let answer = browser.give_code(&world, &shown.handle(), &code, "app").await;
        assert!(answer.location().as_str().starts_with("http://[::1]:4711/callback?code="));
    }

    async fn signing_out_ends_it_with_either_token(world: World) {
        for which in ["access", "refresh"] {
            let tokens = App::tokens(&world, EMAIL).await;
            let token = if which == "access" { &tokens.access } else { &tokens.refresh };
            let (status, _) = form_to(&world, "/revoke", &[("token", token)]).await;
            assert_eq!(status, StatusCode::OK);
            assert!(!tokens.works(&world).await);
            assert_fault(refresh(&world, &tokens.refresh).await, 400, "invalid_grant");
        }
        let (status, _) = form_to(&world, "/revoke", &[("token", "unknown"), ("token_type_hint", "x")]).await;
        assert_eq!(status, StatusCode::OK);
        assert_fault(form_to(&world, "/revoke", &[("other", "x")]).await, 400, "invalid_request");
    }

    async fn the_metadata_names_what_there_is(world: World) {
        let url = world.url("/.well-known/oauth-authorization-server");
        let metadata: Value = world.http.get(url).send().await.unwrap().json().await.unwrap();
        assert_eq!(metadata["issuer"], "http://127.0.0.1:1");
        assert_eq!(metadata["token_endpoint"], "http://127.0.0.1:1/token");
        assert_eq!(metadata["code_challenge_methods_supported"], serde_json::json!(["S256"]));
        assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
    }

    async fn nothing_secret_stands_in_the_database(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let shown = browser.give_address(&world, &app.address(), EMAIL).await;
        let code = code_sent(&world, EMAIL, 1).await;
        let waiting = dump(&world.registrar.core).await;
        let authorization = browser.give_code(&world, &shown.handle(), &code, "app").await.code();
        let given = dump(&world.registrar.core).await;
        let tokens = Tokens::of(app.exchange(&world, &authorization).await);
        let next = Tokens::of(refresh(&world, &tokens.refresh).await);
        let all = format!("{waiting}{given}{}", dump(&world.registrar.core).await);
        assert!(all.contains(EMAIL) && all.contains("token_family.id"), "the dump is empty");
        let mut secrets = vec![code, shown.handle(), authorization, app.verifier.clone()];
        secrets.extend([tokens.access, tokens.refresh, next.access, next.refresh]);
        secrets.extend(browser.cookies.into_values());
        for secret in secrets {
            assert!(!all.contains(&secret), "{secret}");
        }
    }
}
