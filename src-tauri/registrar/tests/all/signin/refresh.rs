//! Refresh tokens: each good once, and what a second use means.

use super::{App, Tokens, all, assert_fault, count, ended, form_to, refresh};
use crate::world::{World, both};
use registrar::clock::{DAY, MINUTE, SECOND};
use reqwest::StatusCode;

const EMAIL: &str = "ada@example.org";

both! {
    async fn the_thief_comes_first(world: World) {
        let owner = App::tokens(&world, EMAIL).await;
        let thief = Tokens::of(refresh(&world, &owner.refresh).await);
        let thief = Tokens::of(refresh(&world, &thief.refresh).await);
        assert_fault(refresh(&world, &owner.refresh).await, 400, "invalid_grant");
        assert!(!thief.works(&world).await);
        assert_fault(refresh(&world, &thief.refresh).await, 400, "invalid_grant");
        assert_eq!(ended(&world).await, ["refresh_reused"]);
    }

    async fn the_owner_comes_first(world: World) {
        let stolen = App::tokens(&world, EMAIL).await;
        let owner = Tokens::of(refresh(&world, &stolen.refresh).await);
        world.clock.shift(61 * SECOND);
        assert_fault(refresh(&world, &stolen.refresh).await, 400, "invalid_grant");
        assert!(!owner.works(&world).await);
        assert_fault(refresh(&world, &owner.refresh).await, 400, "invalid_grant");
        assert_eq!(ended(&world).await, ["refresh_reused"]);
    }

    async fn a_thief_within_the_minute_is_found_out_by_the_owner(world: World) {
        let stolen = App::tokens(&world, EMAIL).await;
        let owner = Tokens::of(refresh(&world, &stolen.refresh).await);
        let thief = Tokens::of(refresh(&world, &stolen.refresh).await);
        assert_fault(refresh(&world, &owner.refresh).await, 400, "invalid_grant");
        assert!(!thief.works(&world).await);
        assert_fault(refresh(&world, &thief.refresh).await, 400, "invalid_grant");
    }

    async fn only_the_stolen_sign_in_ends(world: World) {
        let (stolen, other) = (App::tokens(&world, EMAIL).await, App::tokens(&world, EMAIL).await);
        Tokens::of(refresh(&world, &stolen.refresh).await);
        world.clock.shift(2 * MINUTE);
        refresh(&world, &stolen.refresh).await;
        assert!(other.works(&world).await);
        Tokens::of(refresh(&world, &other.refresh).await);
    }

    async fn a_lost_answer_can_be_had_again(world: World) {
        let first = App::tokens(&world, EMAIL).await;
        for _ in 0..3 {
            Tokens::of(refresh(&world, &first.refresh).await);
            world.clock.shift(15 * SECOND);
        }
        let arrived = Tokens::of(refresh(&world, &first.refresh).await);
        assert!(arrived.works(&world).await);
        let next = Tokens::of(refresh(&world, &arrived.refresh).await);
        assert!(next.works(&world).await);
        assert_eq!(ended(&world).await, Vec::<String>::new());
    }

    async fn of_refreshes_at_once_one_answer_leads_on(world: World) {
        let first = App::tokens(&world, EMAIL).await;
        let answers = all((0..5).map(|_| refresh(&world, &first.refresh))).await;
        let answers: Vec<Tokens> = answers.into_iter().map(Tokens::of).collect();
        let fresh = "SELECT token_hash FROM refresh_token WHERE used_ms IS NULL";
        assert_eq!(count(&world, fresh).await, 1);
        let core = &world.registrar.core;
        let row = core.db.row(fresh, &[]).await.unwrap().unwrap().text("token_hash").unwrap();
        let good = answers.iter().find(|t| core.keys.hash("refresh token", &t.refresh) == row).unwrap();
        Tokens::of(refresh(&world, &good.refresh).await);
        // Whoever comes with one of the others ends it for all.
        let other = answers.iter().find(|t| t.refresh != good.refresh).unwrap();
        assert_fault(refresh(&world, &other.refresh).await, 400, "invalid_grant");
        assert_eq!(ended(&world).await, ["refresh_reused"]);
    }

    async fn of_two_processes_one_leads_on(world: World) {
        let core = &world.registrar.core;
        let other = registrar::start(core.settings.clone(), world.clock.clone()).await.unwrap();
        let both = [world.url("/token"), format!("http://{}/token", other.address)];
        for _ in 0..3 {
            let first = App::tokens(&world, EMAIL).await;
            let form = [("grant_type", "refresh_token"), ("refresh_token", &first.refresh)];
            let sent = both.iter().map(|url| world.http.post(url).form(&form).send());
            for answer in all(sent).await {
                assert_eq!(answer.unwrap().status(), StatusCode::OK);
            }
        }
        let fresh = "SELECT token_hash FROM refresh_token WHERE used_ms IS NULL";
        assert_eq!(count(&world, fresh).await, 3);
        other.stop().await;
    }

    async fn replay_and_next_use_at_once_never_leave_two_good(world: World) {
        for _ in 0..6 {
            let first = App::tokens(&world, EMAIL).await;
            world.clock.shift(16 * MINUTE);
            let second = Tokens::of(refresh(&world, &first.refresh).await);
            let answers = all([&first, &second].map(|t| refresh(&world, &t.refresh)).into_iter()).await;
            let mut good = 0;
            for (status, body) in answers {
                if status == StatusCode::OK {
                    let (status, _) = refresh(&world, body["refresh_token"].as_str().unwrap()).await;
                    good += usize::from(status == StatusCode::OK);
                }
            }
            assert!(good <= 1);
        }
    }

    async fn it_lasts_as_long_as_it_is_used_every_half_year(world: World) {
        let mut tokens = App::tokens(&world, EMAIL).await;
        for _ in 0..4 {
            world.clock.shift(179 * DAY);
            tokens = Tokens::of(refresh(&world, &tokens.refresh).await);
            assert!(tokens.works(&world).await);
        }
        world.clock.shift(180 * DAY);
        assert_fault(refresh(&world, &tokens.refresh).await, 400, "invalid_grant");
        // It is over, not stolen.
        assert_eq!(ended(&world).await, Vec::<String>::new());
    }

    async fn a_token_from_months_ago_still_tells_of_a_thief(world: World) {
        let first = App::tokens(&world, EMAIL).await;
        let second = Tokens::of(refresh(&world, &first.refresh).await);
        world.clock.shift(100 * DAY);
        let third = Tokens::of(refresh(&world, &second.refresh).await);
        registrar::signin::sweep(&world.registrar.core).await.unwrap();
        assert_fault(refresh(&world, &first.refresh).await, 400, "invalid_grant");
        assert!(!third.works(&world).await);
    }

    async fn a_clock_that_is_set_back_ends_nothing(world: World) {
        let first = App::tokens(&world, EMAIL).await;
        world.clock.shift(-2 * DAY);
        let second = Tokens::of(refresh(&world, &first.refresh).await);
        world.clock.shift(2 * DAY);
        Tokens::of(refresh(&world, &second.refresh).await);
    }

    async fn the_client_of_a_refresh_is_looked_at(world: World) {
        let tokens = App::tokens(&world, EMAIL).await;
        let other = [("grant_type", "refresh_token"), ("client_id", "x"), ("refresh_token", &tokens.refresh)];
        assert_fault(form_to(&world, "/token", &other).await, 401, "invalid_client");
        assert_fault(refresh(&world, "").await, 400, "invalid_request");
        Tokens::of(refresh(&world, &tokens.refresh).await);
    }
}
