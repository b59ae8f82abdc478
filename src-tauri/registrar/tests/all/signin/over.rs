//! What is over is ended, and then forgotten.

use super::{App, Browser, Tokens, address, assert_fault, code_sent, count, ended, form_to, refresh};
use crate::world::{World, both};
use registrar::clock::{DAY, HOUR, MINUTE};
use registrar::signin;

const DECIDER: &str = "decider@academy.test";

const TABLES: &[(&str, &str)] = &[
    ("sign_in", "SELECT email FROM sign_in"),
    ("authorization_code", "SELECT person_id FROM authorization_code"),
    ("access_token", "SELECT family_id FROM access_token"),
    ("page_session", "SELECT person_id FROM page_session"),
    ("throttle", "SELECT name FROM throttle"),
    ("refresh_token", "SELECT family_id FROM refresh_token"),
    ("token_family", "SELECT id FROM token_family"),
];

/// The tables in which something is left after a sweep.
async fn left(world: &World) -> Vec<&'static str> {
    signin::sweep(&world.registrar.core).await.unwrap();
    let mut left = vec![];
    for (name, sql) in TABLES {
        if count(world, sql).await > 0 {
            left.push(*name);
        }
    }
    left
}

/// Somebody with a session, a sign-in, one that has begun, and a code that was not fetched.
async fn busy(world: &World) -> Tokens {
    let mut browser = Browser::default();
    let handle = browser.give_address(world, "/admin/sign-in", DECIDER).await.handle();
    let code = code_sent(world, DECIDER, 1).await;
    browser.give_code(world, &handle, &code, "").await;
    let tokens = App::tokens(world, DECIDER).await;
    browser.sign_in(world, &App::new(), DECIDER).await.code();
    browser.give_address(world, &address(&App::new().parameters()), DECIDER).await;
    tokens
}

both! {
    async fn ending_all_ends_all(world: World) {
        let tokens = busy(&world).await;
        let other = App::tokens(&world, "ada@example.org").await;
        let core = &world.registrar.core;
        let person = signin::by_access_token(core, &tokens.access).await.unwrap().unwrap().person_id;
        let mut tx = core.db.begin().await.unwrap();
        signin::end_all(&mut tx, &person, "erased", core.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!tokens.works(&world).await && other.works(&world).await);
        assert_fault(refresh(&world, &tokens.refresh).await, 400, "invalid_grant");
        assert_eq!(ended(&world).await, ["erased"]);
        assert_eq!(count(&world, "SELECT token_hash FROM page_session").await, 0);
        assert_eq!(count(&world, "SELECT email FROM sign_in WHERE email = 'decider@academy.test'").await, 0);
        assert_eq!(count(&world, "SELECT code_hash FROM authorization_code WHERE used_ms IS NULL").await, 0);
    }

    async fn an_erased_person_is_signed_out(world: World) {
        let tokens = App::tokens(&world, "ada@example.org").await;
        let core = &world.registrar.core;
        let sql = "UPDATE person SET email = 'erased:' || id, erased_ms = 1";
        core.db.run(sql, &[]).await.unwrap();
        assert!(!tokens.works(&world).await);
        assert_fault(refresh(&world, &tokens.refresh).await, 400, "invalid_grant");
        // The address may begin anew, as somebody new.
        let again = App::tokens(&world, "ada@example.org").await;
        assert!(again.works(&world).await);
        assert_eq!(count(&world, "SELECT id FROM person").await, 2);
    }

    async fn what_is_over_is_forgotten_in_its_time(world: World) {
        let tokens = busy(&world).await;
        assert_eq!(left(&world).await.len(), TABLES.len());
        world.clock.shift(HOUR + 11 * MINUTE);
        assert_eq!(left(&world).await, ["authorization_code", "page_session", "throttle", "refresh_token", "token_family"]);
        world.clock.shift(DAY);
        assert_eq!(left(&world).await, ["refresh_token", "token_family"]);
        world.clock.shift(179 * DAY - 2 * HOUR);
        let next = Tokens::of(refresh(&world, &tokens.refresh).await);
        world.clock.shift(32 * DAY);
        // The first of the two is gone, the second still good.
        assert_eq!(left(&world).await, ["refresh_token", "token_family"]);
        assert_eq!(count(&world, "SELECT family_id FROM refresh_token").await, 1);
        Tokens::of(refresh(&world, &next.refresh).await);
        world.clock.shift(211 * DAY);
        assert_eq!(left(&world).await, Vec::<&str>::new());
    }

    async fn a_sign_in_that_was_ended_is_kept_for_a_month(world: World) {
        let tokens = App::tokens(&world, "ada@example.org").await;
        form_to(&world, "/revoke", &[("token", &tokens.access)]).await;
        world.clock.shift(29 * DAY);
        assert_eq!(left(&world).await, ["refresh_token", "token_family"]);
        world.clock.shift(DAY);
        assert_eq!(left(&world).await, Vec::<&str>::new());
    }
}
