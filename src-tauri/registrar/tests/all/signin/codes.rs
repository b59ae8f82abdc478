//! The one-time code: wrong, late, twice, in another browser, and sent again.

use super::{App, Browser, all, another, code_sent, count};
use crate::world::{Backend, World, both};
use registrar::clock::{MINUTE, SECOND};
use reqwest::StatusCode;

const EMAIL: &str = "ada@example.org";

both! {
    async fn five_wrong_codes_are_enough(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let handle = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let code = code_sent(&world, EMAIL, 1).await;
        for tries in 1..=5 {
            let shown = browser.give_code(&world, &handle, &another(&code), "app").await;
            assert_eq!(shown.status, StatusCode::BAD_REQUEST);
            assert_eq!(shown.alert().unwrap().contains("This code is over"), tries == 5, "{:?}", shown.alert());
            assert_eq!(shown.handle(), handle);
        }
        let shown = browser.give_code(&world, &handle, &code, "app").await;
        assert!(shown.alert().unwrap().contains("This code is over"));
        // A new one for the same run helps.
        browser.post(&world, "/sign-in/again", &[("handle", &handle)]).await;
        let fresh = code_sent(&world, EMAIL, 2).await;
        browser.give_code(&world, &handle, &fresh, "app").await.code();
    }

    async fn tries_at_once_count_one_by_one(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let handle = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let code = code_sent(&world, EMAIL, 1).await;
        let wrong = another(&code);
        let mut others: Vec<Browser> = (0..8).map(|_| Browser { cookies: browser.cookies.clone() }).collect();
        let tries = others.iter_mut().map(|other| other.give_code(&world, &handle, &wrong, "app"));
        all(tries).await;
        let row = world.registrar.core.db.row("SELECT tries FROM sign_in", &[]).await.unwrap().unwrap();
        assert_eq!(row.int("tries").unwrap(), 5);
        assert!(browser.give_code(&world, &handle, &code, "app").await.alert().is_some());
    }

    async fn a_right_code_leads_on_once(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let handle = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let code = code_sent(&world, EMAIL, 1).await;
        let mut tabs: Vec<Browser> = (0..4).map(|_| Browser { cookies: browser.cookies.clone() }).collect();
        let shown = all(tabs.iter_mut().map(|tab| tab.give_code(&world, &handle, &code, "app"))).await;
        assert_eq!(shown.iter().filter(|s| s.status == StatusCode::SEE_OTHER).count(), 1);
        assert_eq!(count(&world, "SELECT code_hash FROM authorization_code").await, 1);
        let shown = browser.post(&world, "/sign-in/again", &[("handle", &handle)]).await;
        assert_eq!(shown.status, StatusCode::BAD_REQUEST);
        assert_eq!(world.mail.to(EMAIL).len(), 1);
    }

    async fn a_code_is_good_for_ten_minutes(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let early = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let early_code = code_sent(&world, EMAIL, 1).await;
        world.clock.shift(5 * MINUTE);
        let late = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let late_code = code_sent(&world, EMAIL, 2).await;
        world.clock.shift(5 * MINUTE);
        let shown = browser.give_code(&world, &early, &early_code, "app").await;
        assert!(shown.alert().unwrap().contains("This code is over"));
        world.clock.shift(4 * MINUTE + 30 * SECOND);
        browser.give_code(&world, &late, &late_code, "app").await.code();
    }

    async fn a_new_code_ends_only_the_old_one_of_its_run(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let one = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let old = code_sent(&world, EMAIL, 1).await;
        let two = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        let other = code_sent(&world, EMAIL, 2).await;
        let shown = browser.post(&world, "/sign-in/again", &[("handle", &one)]).await;
        assert_eq!((shown.status, shown.handle()), (StatusCode::OK, one.clone()));
        let new = code_sent(&world, EMAIL, 3).await;
        if old != new {
            assert!(browser.give_code(&world, &one, &old, "app").await.alert().is_some());
        }
        browser.give_code(&world, &one, &new, "app").await.code();
        browser.give_code(&world, &two, &other, "app").await.code();
    }

    async fn a_run_asks_for_new_codes_within_an_hour(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let handle = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        code_sent(&world, EMAIL, 1).await;
        world.clock.shift(59 * MINUTE);
        assert_eq!(browser.post(&world, "/sign-in/again", &[("handle", &handle)]).await.status, StatusCode::OK);
        code_sent(&world, EMAIL, 2).await;
        world.clock.shift(2 * MINUTE);
        let shown = browser.post(&world, "/sign-in/again", &[("handle", &handle)]).await;
        assert_eq!(shown.status, StatusCode::BAD_REQUEST);
    }

    async fn a_handle_opens_nothing_in_another_browser(world: World) {
        let (mut victim, mut thief, app) = (Browser::default(), Browser::default(), App::new());
        let handle = victim.give_address(&world, &app.address(), EMAIL).await.handle();
        let code = code_sent(&world, EMAIL, 1).await;
        let shown = thief.give_code(&world, &handle, &code, "app").await;
        assert!(shown.alert().unwrap().contains("cookie"));
        thief.get(&world, &App::new().address()).await;
        let shown = thief.give_code(&world, &handle, &code, "paste").await;
        assert!(shown.alert().unwrap().contains("another browser"));
        let shown = thief.post(&world, "/sign-in/again", &[("handle", &handle)]).await;
        assert!(shown.alert().unwrap().contains("another browser"));
        victim.give_code(&world, &handle, &code, "app").await.code();
    }

    async fn an_address_without_the_cookie_is_not_taken(world: World) {
        let mut elsewhere = Browser::default();
        let shown = elsewhere.post(&world, &App::new().address(), &[("email", EMAIL)]).await;
        assert!(shown.alert().unwrap().contains("cookie"));
        assert_eq!(count(&world, "SELECT email FROM sign_in").await, 0);
    }

    async fn the_cookie_is_kept_from_scripts_and_other_sites(world: World) {
        let mut browser = Browser::default();
        let shown = browser.get(&world, &App::new().address()).await;
        let cookie = shown.header("set-cookie").to_owned();
        assert!(cookie.starts_with("sign-in=") && cookie.ends_with("HttpOnly; SameSite=Lax"), "{cookie}");
        assert!(cookie.contains("Path=/;"));
        // One that somebody else has made up is replaced.
        browser.cookies.insert("sign-in".into(), "made-up".into());
        let shown = browser.get(&world, &App::new().address()).await;
        assert!(!shown.header("set-cookie").contains("made-up"));
    }

    async fn an_address_that_cannot_be_is_asked_for_again(world: World) {
        let mut browser = Browser::default();
        for email in ["", "ada", "ada@example.org, bob@example.org", "Ada <ada@example.org>", "ada@localhost"] {
            let shown = browser.give_address(&world, &App::new().address(), email).await;
            assert_eq!(shown.status, StatusCode::BAD_REQUEST, "{email}");
            assert!(shown.alert().is_some());
        }
        assert_eq!(count(&world, "SELECT email FROM sign_in").await, 0);
    }
}

#[tokio::test]
async fn over_https_no_other_host_can_set_the_cookie() {
    let https =
        |text: String| text.replace("public_url = \"http://127.0.0.1:1\"", "public_url = \"https://exams.test\"");
    let world = World::start_with(Backend::Sqlite, https).await;
    let shown = Browser::default().get(&world, &App::new().address()).await;
    let cookie = shown.header("set-cookie");
    assert!(cookie.starts_with("__Host-sign-in=") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    assert!(cookie.contains("; Path=/;") && !cookie.contains("Domain"), "{cookie}");
}
