//! Sign-in of administrators in the browser.

use super::{App, Browser, Shown, code_sent, count, dump};
use crate::world::{World, both};
use axum::extract::FromRequestParts;
use axum::http::{Request, header};
use registrar::clock::{HOUR, MINUTE};
use registrar::signin::browser::Administrator;
use reqwest::StatusCode;

const DECIDER: &str = "decider@academy.test";

async fn sign_in(world: &World, browser: &mut Browser, first: &str) -> Shown {
    let before = world.mail.to(DECIDER).len();
    let handle = browser.give_address(world, first, DECIDER).await.handle();
    let code = code_sent(world, DECIDER, before + 1).await;
    browser.give_code(world, &handle, &code, "").await
}

/// Who a page of operations would take this browser for, or where it would send it.
async fn who(world: &World, browser: &Browser, path: &str) -> Result<Administrator, String> {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::get(path).header("cookie", cookies.join("; ")).body(()).unwrap();
    let (mut parts, ()) = request.into_parts();
    let who = Administrator::from_request_parts(&mut parts, &world.registrar.core).await;
    who.map_err(|response| response.headers()[header::LOCATION].to_str().unwrap().to_owned())
}

fn location(shown: &Shown) -> &str {
    assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.body);
    shown.header("location")
}

both! {
    async fn an_administrator_signs_in_and_out(world: World) {
        let mut browser = Browser::default();
        assert_eq!(who(&world, &browser, "/admin").await.unwrap_err(), "/admin/sign-in");
        let shown = sign_in(&world, &mut browser, "/admin/sign-in").await;
        assert_eq!(location(&shown), "/admin");
        let cookie = shown.header("set-cookie");
        assert!(cookie.ends_with("; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict"), "{cookie}");
        let administrator = who(&world, &browser, "/admin").await.unwrap();
        assert_eq!((administrator.email.as_str(), administrator.name.as_str()), (DECIDER, "Dana Decider"));
        assert!(administrator.check_form_key(&administrator.form_key).is_ok());
        assert!(administrator.check_form_key("").is_err());
        let all = dump(&world.registrar.core).await;
        assert!(!all.contains(&browser.cookies["operations"]) && !all.contains(&administrator.form_key));

        let forged = browser.post(&world, "/admin/sign-out", &[("form_key", "made-up")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let old = Browser { cookies: browser.cookies.clone() };
        let shown = browser.post(&world, "/admin/sign-out", &[("form_key", &administrator.form_key)]).await;
        assert_eq!(location(&shown), "/admin/sign-in");
        assert_eq!(browser.cookies["operations"], "");
        assert!(who(&world, &old, "/admin").await.is_err());
    }

    async fn the_page_that_was_wanted_is_gone_to(world: World) {
        let mut browser = Browser::default();
        let sign_in_page = who(&world, &browser, "/admin/cases/12").await.unwrap_err();
        assert_eq!(sign_in_page, "/admin/sign-in?to=/admin/cases/12");
        let shown = sign_in(&world, &mut browser, &sign_in_page).await;
        assert_eq!(location(&shown), "/admin/cases/12");
        for hostile in ["https://evil.example", "//evil.example", "/admin//evil.example", "/v1/me", "/admin%0d%0aX:y"] {
            let shown = sign_in(&world, &mut Browser::default(), &format!("/admin/sign-in?to={hostile}")).await;
            assert_eq!(location(&shown), "/admin", "{hostile}");
            world.clock.shift(16 * MINUTE);
        }
    }

    async fn others_get_no_code_and_no_session(world: World) {
        let mut browser = Browser::default();
        App::tokens(&world, "ada@example.org").await;
        let shown = browser.give_address(&world, "/admin/sign-in", "ada@example.org").await;
        let shown = browser.give_code(&world, &shown.handle(), "12345678", "").await;
        assert!(shown.alert().is_some());
        let shown = browser.post(&world, "/sign-in/again", &[("handle", &shown.handle())]).await;
        assert_eq!(shown.status, StatusCode::OK);
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        assert_eq!(world.mail.to("ada@example.org").len(), 1);
        assert_eq!(count(&world, "SELECT token_hash FROM page_session").await, 0);
    }

    async fn a_code_for_the_app_opens_no_page_of_operations(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        browser.sign_in(&world, &app, DECIDER).await.code();
        assert!(who(&world, &browser, "/admin").await.is_err());
        // Nor does the handle's cookie.
        let token = browser.cookies["sign-in"].clone();
        browser.cookies.insert("operations".into(), token);
        assert!(who(&world, &browser, "/admin").await.is_err());
    }

    async fn a_session_lasts_eight_hours(world: World) {
        let mut browser = Browser::default();
        sign_in(&world, &mut browser, "/admin/sign-in").await;
        world.clock.shift(8 * HOUR - MINUTE);
        assert!(who(&world, &browser, "/admin").await.is_ok());
        world.clock.shift(MINUTE);
        assert!(who(&world, &browser, "/admin").await.is_err());
    }

    async fn a_form_key_is_of_one_session(world: World) {
        let (mut one, mut two) = (Browser::default(), Browser::default());
        sign_in(&world, &mut one, "/admin/sign-in").await;
        sign_in(&world, &mut two, "/admin/sign-in").await;
        let (one, two) = (who(&world, &one, "/admin").await.unwrap(), who(&world, &two, "/admin").await.unwrap());
        assert!(one.check_form_key(&two.form_key).is_err());
    }

    async fn the_pages_of_operations_lead_nowhere_else(world: World) {
        let shown = Browser::default().get(&world, "/admin/sign-in").await;
        let policy = shown.header("content-security-policy");
        assert!(policy.contains("form-action 'self';"), "{policy}");
    }
}
