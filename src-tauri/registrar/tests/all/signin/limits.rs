//! What is counted, and what nobody can find out by asking.

use super::{App, Browser, all, another, code_sent, count};
use crate::world::{World, both};
use registrar::clock::{HOUR, MINUTE};
use registrar::signin::throttle;
use reqwest::StatusCode;
use sandbox::MailServer;

const EMAIL: &str = "ada@example.org";

/// The page without its handle.
async fn answer_to(world: &World, first: &str, email: &str) -> (StatusCode, String) {
    let shown = Browser::default().give_address(world, first, email).await;
    (shown.status, shown.body.replace(&shown.handle(), "HANDLE"))
}

both! {
    async fn nobody_learns_whose_address_is_known(world: World) {
        App::tokens(&world, EMAIL).await;
        let app = App::new();
        let known = answer_to(&world, &app.address(), EMAIL).await;
        for other in ["stranger@example.org", "decider@academy.test"] {
            assert_eq!(answer_to(&world, &app.address(), other).await, known, "{other}");
        }
    }

    async fn nobody_learns_who_is_an_administrator(world: World) {
        App::tokens(&world, EMAIL).await;
        let administrator = answer_to(&world, "/admin/sign-in", "decider@academy.test").await;
        for other in ["stranger@example.org", EMAIL] {
            assert_eq!(answer_to(&world, "/admin/sign-in", other).await, administrator, "{other}");
        }
        code_sent(&world, "decider@academy.test", 1).await;
        assert_eq!(world.mail.to("stranger@example.org").len(), 0);
        assert_eq!(world.mail.to(EMAIL).len(), 1);
        // Nor by wrong codes.
        let mut pages = vec![];
        for email in ["decider@academy.test", "stranger@example.org"] {
            let mut browser = Browser::default();
            let handle = browser.give_address(&world, "/admin/sign-in", email).await.handle();
            for _ in 0..6 {
                let shown = browser.give_code(&world, &handle, "1234567", "").await;
                pages.push((email, shown.status, shown.body.replace(&handle, "HANDLE")));
            }
        }
        let (theirs, others) = pages.split_at(6);
        for (a, b) in theirs.iter().zip(others) {
            assert_eq!((&a.1, &a.2), (&b.1, &b.2));
        }
    }

    async fn an_address_gets_five_codes_in_a_quarter_of_an_hour(world: World) {
        let app = App::new();
        let first = answer_to(&world, &app.address(), EMAIL).await;
        for _ in 1..8 {
            assert_eq!(answer_to(&world, &app.address(), EMAIL).await, first);
        }
        code_sent(&world, EMAIL, 5).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(world.mail.to(EMAIL).len(), 5);
        // What was not sent cannot be guessed: there is nothing to guess.
        assert_eq!(count(&world, "SELECT email FROM sign_in WHERE code_hash = ''").await, 3);
        world.clock.shift(15 * MINUTE);
        answer_to(&world, &app.address(), EMAIL).await;
        code_sent(&world, EMAIL, 6).await;
    }

    async fn beyond_the_limit_the_last_code_stays_good(world: World) {
        let (mut browser, app) = (Browser::default(), App::new());
        let handle = browser.give_address(&world, &app.address(), EMAIL).await.handle();
        for number in 2..=5 {
            code_sent(&world, EMAIL, number - 1).await;
            browser.post(&world, "/sign-in/again", &[("handle", &handle)]).await;
        }
        let last = code_sent(&world, EMAIL, 5).await;
        let shown = browser.post(&world, "/sign-in/again", &[("handle", &handle)]).await;
        assert_eq!((shown.status, shown.alert()), (StatusCode::OK, None));
        browser.give_code(&world, &handle, &last, "app").await.code();
    }

    async fn a_mail_server_that_is_away_changes_no_answer(world: World) {
        let mut world = world;
        let app = App::new();
        let before = answer_to(&world, &app.address(), EMAIL).await;
        world.mail = MailServer::start(0).await.unwrap();
        assert_eq!(answer_to(&world, &app.address(), EMAIL).await, before);
    }

    async fn a_household_asks_for_thirty_codes_in_a_quarter_of_an_hour(world: World) {
        let app = App::new();
        for number in 0..30 {
            answer_to(&world, &app.address(), &format!("ada{number}@example.org")).await;
        }
        let shown = Browser::default().give_address(&world, &app.address(), EMAIL).await;
        assert_eq!((shown.status, shown.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "900"));
        assert!(shown.alert().is_some());
        assert_eq!(world.mail.to(EMAIL).len(), 0);
        world.clock.shift(15 * MINUTE);
        answer_to(&world, &app.address(), EMAIL).await;
    }

    async fn a_household_guesses_twenty_times_in_a_quarter_of_an_hour(world: World) {
        let app = App::new();
        for number in 0..5 {
            let mut browser = Browser::default();
            let email = format!("ada{number}@example.org");
            let handle = browser.give_address(&world, &app.address(), &email).await.handle();
            let code = code_sent(&world, &email, 1).await;
            if number == 4 {
                let shown = browser.give_code(&world, &handle, &code, "app").await;
                assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS);
                continue;
            }
            for _ in 0..5 {
                browser.give_code(&world, &handle, &another(&code), "app").await;
            }
        }
        assert_eq!(count(&world, "SELECT id FROM person").await, 0);
    }

    async fn right_codes_are_not_counted_against_a_household(world: World) {
        for number in 0..22 {
            let app = App::new();
            let shown = Browser::default().sign_in(&world, &app, &format!("ada{number}@example.org")).await;
            assert_eq!(shown.status, StatusCode::SEE_OTHER, "{number}");
        }
    }

    async fn a_throttle_holds_across_whoever_counts_at_once(world: World) {
        let core = &world.registrar.core;
        let taken = all((0..20).map(|_| throttle::take(core, "test", 7, MINUTE))).await;
        assert_eq!(taken.into_iter().filter(|taken| *taken.as_ref().unwrap()).count(), 7);
        assert!(throttle::take(core, "another", 1, MINUTE).await.unwrap());
        let mut tx = core.db.begin().await.unwrap();
        throttle::give_back(&mut tx, core, "another").await.unwrap();
        tx.commit().await.unwrap();
        assert!(throttle::take(core, "another", 1, MINUTE).await.unwrap());
        assert!(!throttle::take(core, "another", 1, MINUTE).await.unwrap());
        world.clock.shift(MINUTE);
        assert!(throttle::take(core, "another", 1, MINUTE).await.unwrap());
        // A clock that is set back does not lock anybody out for longer than the window.
        world.clock.shift(-HOUR);
        assert!(throttle::take(core, "another", 1, MINUTE).await.unwrap());
        assert_eq!(count(&world, "SELECT name FROM throttle WHERE name IN ('test', 'another')").await, 0);
    }
}
