//! Work is done by one at a time.

use crate::world::{World, both};
use registrar_api::IdentityBegun;
use sandbox::Misbehaviour;
use serde_json::json;
use std::time::Duration;

both! {
    async fn a_clock_set_forward_has_nothing_done_twice(world: World) {
        let ada = world.enrolled("ada@academy.test", "Ada Lovelace").await;
        let create = "POST /v1/identity/verification_sessions";
        world.stripe.mischief.plan(create, Misbehaviour::Slow { ms: 1500 }, 1);
        let path = format!("/v1/enrolments/{}/identity", ada.enrolment_id);
        let asked = ada.post::<IdentityBegun>(&world, &path, json!({ "route": "stripe" }));
        let jump = async {
            tokio::time::sleep(Duration::from_millis(400)).await;
            // The lease on the work that is being done is over, by this clock.
            world.clock.shift(5 * 60_000);
            tokio::time::sleep(Duration::from_millis(600)).await;
        };
        let (begun, ()) = tokio::join!(asked, jump);
        assert!(begun.url.is_some());
        let calls = world.stripe.calls();
        let creations = calls.iter().filter(|call| call.what == create);
        assert_eq!(creations.count(), 1, "{calls:?}");
        // The others were left to work on.
        let again: IdentityBegun = ada.post(&world, &path, json!({ "route": "stripe" })).await;
        assert!(again.url.is_some());
    }
}
