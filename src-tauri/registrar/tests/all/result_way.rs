//! From the seat's link to a confirmed result, as candidate, browser and ClassMarker go it.

use crate::result_sitting::*;
use crate::world::{World, both, until};
use registrar_api::{Outcome, Seat, SeatLink, SeatState};
use sandbox::classmarker::Finish;
use serde_json::json;

both! {
    async fn a_candidate_sits_the_exam_and_sees_the_result(world: World) {
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.verified(&ada).await;
        let path = format!("/v1/enrolments/{}/seat", ada.enrolment_id);
        let handout = json!({ "handout": "h".repeat(40) });
        let _: Seat = ada.post(&world, &path, &handout).await;
        let seat = async || ada.get::<Seat>(&world, &path).await;
        until("the seat", async || (seat().await.state == SeatState::Ready).then_some(())).await;
        let link: SeatLink = ada.post(&world, &format!("{path}/link"), &handout).await;
        let attempt = world.classmarker.open(&link.url).unwrap();
        world.clock.shift(30 * MINUTE);
        // Nothing comes by webhook: handing out the link has woken the feed.
        world.classmarker.finish(&attempt, feed_only());
        let done = until("a result", async || Some(seat().await).filter(|seat| seat.result.is_some())).await;
        assert_eq!((done.state, done.counts), (SeatState::Finished, true));
        let result = done.result.unwrap();
        assert_eq!((result.outcome, result.percentage_tenths), (Outcome::Passed, Some(850)));
        assert!(result.confirmed_ms.is_some());
        until("the code's removal", async || world.classmarker.codes("3001").is_empty().then_some(())).await;
        let mail = until("a mail", async || world.mail.to("ada@example.org").into_iter().next()).await;
        assert!(mail.body.contains("Score: 85.0 %. Pass mark: 70.0 %."), "{}", mail.body);
    }

    async fn one_result_under_two_tokens_is_one_seats(world: World) {
        let (ada, eve) = (Sitting::new(&world, "ada@example.org").await, Sitting::new(&world, "eve@example.org").await);
        let hers = kept_back(&world, || drop(ada.hand_in(&world, webhook_only())));
        let stolen = changed(&world, &hers, |body| {
            body["result"]["cm_user_id"] = json!(eve.token.clone());
            body["result"]["access_code_used"] = json!(eve.token.clone());
        });
        let hooks = &world.classmarker.hooks;
        let sending = [&hers, &stolen, &hers, &stolen, &stolen, &hers].map(|delivery| {
            let (hooks, delivery) = (hooks.clone(), delivery.clone());
            tokio::spawn(async move { hooks.send(&delivery).await })
        });
        for sent in sending {
            assert_eq!(sent.await.unwrap(), Some(200));
        }
        let bound = [ada.shown(&world).await.is_some(), eve.shown(&world).await.is_some()];
        assert!(bound[0] != bound[1], "{bound:?}");
        assert_eq!((refused(&world, "second_result").await, cases(&world, "mismatch").await), (1, 1));
        assert_eq!(ada.mails(&world).await + eve.mails(&world).await, 1);
    }

    async fn an_expired_seat_takes_its_late_report(world: World) {
        let ada = Sitting::new(&world, "ada@example.org").await;
        let delivery = kept_back(&world, || drop(ada.hand_in(&world, Finish { percentage_tenths: 300, ..webhook_only() })));
        world.clock.shift(2 * DAY);
        registrar::seat::sweep(&world.registrar.core).await.unwrap();
        assert_eq!(ada.row(&world).await.state, SeatState::Expired);
        send(&world, &delivery).await;
        let row = ada.row(&world).await;
        assert_eq!((row.state, row.outcome), (SeatState::Finished, Outcome::Failed));
    }
}
