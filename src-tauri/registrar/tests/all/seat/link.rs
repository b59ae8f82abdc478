//! The exam's link, handed out once.

use super::*;
use crate::world::both;
use registrar::seat::by_token;
use sandbox::classmarker::Finish;

both! {
    async fn the_link_is_handed_out_once(world: World) {
        let (candidate, _, link) = world.handed_out().await;
        let seat = world.seat_of(&candidate).await;
        assert_eq!((seat.state, seat.counts), (SeatState::Open, true));
        assert_eq!(seat.expires_ms, seat.handed_out_ms.unwrap() + 105 * MINUTE);
        world.clock.shift(5 * MINUTE);
        let again: SeatLink = candidate.post(&world, &link_path(&candidate), handout("a")).await;
        assert_eq!(again, link, "the answer may have been lost");
        assert_eq!(candidate.refused(&world, &link_path(&candidate), handout("b")).await, "link_handed_out");
        let _: Seat = candidate.post(&world, &path(&candidate), handout("b")).await;
        assert_eq!(candidate.refused(&world, &link_path(&candidate), handout("b")).await, "link_handed_out");
        world.clock.shift(101 * MINUTE);
        assert_eq!(candidate.refused(&world, &link_path(&candidate), handout("a")).await, "not_found");
    }

    async fn of_many_who_fetch_at_once_one_opens_the_seat(world: World) {
        let (candidate, _) = world.seated().await;
        let url = world.url(&link_path(&candidate));
        let racing = (0..8).map(|n| {
            let word = if n % 2 == 0 { "a" } else { "b" };
            let request = world.http.post(&url).bearer_auth(&candidate.access_token).json(&handout(word));
            tokio::spawn(async move { (word, request.send().await.unwrap()) })
        });
        let mut links = Vec::new();
        for answer in racing.collect::<Vec<_>>() {
            let (word, response) = answer.await.unwrap();
            assert_eq!(response.status().is_success(), word == "a");
            if word == "a" {
                links.push(response.json::<SeatLink>().await.unwrap());
            }
        }
        assert!(links.len() == 4 && links.iter().all(|link| *link == links[0]));
    }

    async fn the_link_carries_the_token_twice_and_the_candidates_name(world: World) {
        let (_, seat, link) = world.handed_out().await;
        let token = parameter(&link, "cm_user_id");
        assert_eq!(parameter(&link, "cm_access_list_item"), token);
        assert_eq!(parameter(&link, "quiz"), "sandboxstandard");
        assert_eq!((parameter(&link, "cm_fn"), parameter(&link, "cm_ln")), ("Ada".into(), "Lovelace".into()));
        assert_eq!(parameter(&link, "cm_e"), "ada@example.org");
        assert_eq!(format!("http://{}", link.host), world.classmarker.url());
        let row = by_token(&world.registrar.core, &token).await.unwrap().unwrap();
        assert_eq!((row.id, row.link_id.as_str(), row.pass_mark_tenths), (seat.id, "1001", 700));
        assert!(world.classmarker.open(&link.url).is_ok());
        assert!(world.classmarker.open(&link.url).is_err(), "one use");
    }

    async fn an_edited_link_leads_to_no_seat(world: World) {
        let (candidate, _, link) = world.handed_out().await;
        let token = parameter(&link, "cm_user_id");
        let other_code = link.url.replace(&format!("item={token}"), "item=guessed");
        assert!(world.classmarker.open(&other_code).is_err());
        let other_exam = link.url.replace("sandboxstandard", "sandboxplus50");
        assert!(world.classmarker.open(&other_exam).is_err(), "the code is on one list only");
        let other_id = link.url.replace(&format!("cm_user_id={token}"), "cm_user_id=somebody");
        let attempt = world.classmarker.open(&other_id).unwrap();
        world.classmarker.finish(&attempt, Finish::default());
        assert!(by_token(&world.registrar.core, "somebody").await.unwrap().is_none());
        assert!(by_token(&world.registrar.core, &token.to_uppercase()).await.unwrap().is_none());
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Open);
    }

    async fn a_hold_keeps_the_link_back(world: World) {
        let (candidate, _) = world.seated().await;
        let hold = "UPDATE enrolment SET held = 'looked at', held_ms = $2 WHERE id = $1";
        world.change_enrolment(&candidate, hold, world.registrar.core.now_ms()).await;
        assert_eq!(candidate.refused(&world, &link_path(&candidate), handout("a")).await, "not_now");
        assert_eq!(world.seat_of(&candidate).await.state, SeatState::Ready);
    }

    async fn the_token_stands_in_no_dump(world: World) {
        let (_, _, link) = world.handed_out().await;
        let token = parameter(&link, "cm_user_id");
        let mut dump = String::new();
        if world.registrar.core.db.is_postgres() {
            let tables = "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'";
            for table in world.registrar.core.db.rows(tables, &[]).await.unwrap() {
                let table = table.text("name").unwrap();
                let sql: &'static str = format!("SELECT t::text AS line FROM {table} t").leak();
                for row in world.registrar.core.db.rows(sql, &[]).await.unwrap() {
                    dump.push_str(&row.text("line").unwrap());
                }
            }
        } else {
            for file in std::fs::read_dir(world.folder.path()).unwrap() {
                dump.push_str(&String::from_utf8_lossy(&std::fs::read(file.unwrap().path()).unwrap()));
            }
        }
        assert!(dump.contains("sandbox") && dump.contains("3001"), "the dump is one");
        assert!(!dump.contains(&token), "the token is in the database");
        assert!(!dump.contains(&format!("{:_>40}", "a")), "the handout is in the database");
    }
}
