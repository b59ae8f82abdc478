//! A provider that nobody finds, and one that does what it is asked and is silent until we have gone.

use crate::credential::Passed;
use crate::identity::{self, only_session, with};
use crate::world::front::Door;
use crate::world::{Candidate, World, both, until};
use registrar_api::{Seat, SeatState};
use reqwest::Method;
use sandbox::Misbehaviour::HangAfter;
use serde_json::{Value, json};
use std::net::SocketAddr;

/// The settings with another address for one provider.
fn through(text: &str, provider: &str, door: SocketAddr) -> String {
    let (before, rest) = text.split_once(&format!("[{provider}]\nbase_url = \"")).unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    format!("{before}[{provider}]\nbase_url = \"http://{door}\"{after}")
}

/// A registrar that finds one provider only through a door, which is shut.
async fn behind_door(world: World, provider: &str) -> (World, Door) {
    let door = Door::shut();
    (with(world, |text| through(&text, provider, door.address)).await, door)
}

/// A registrar that gives a provider half a second.
async fn impatient(world: World) -> World {
    with(world, |text| text.replace("lease_s = 3", "lease_s = 3\npatience_ms = 500")).await
}

/// The address of Stripe's page, or None if Stripe is not there.
async fn begin(world: &World, candidate: &Candidate) -> Option<String> {
    let body = Some(json!({ "route": "stripe" }));
    let (status, body) = candidate.call(world, Method::POST, &identity::path(candidate), body).await;
    assert!(status.is_success() || body["code"] == "provider_unreachable", "{status} {body}");
    body["url"].as_str().map(str::to_owned)
}

fn seat_path(candidate: &Candidate) -> String {
    format!("/v1/enrolments/{}/seat", candidate.enrolment_id)
}

fn handout() -> Value {
    json!({ "handout": "a".repeat(40) })
}

async fn until_ready(world: &World, candidate: &Candidate) {
    until("the seat", async || {
        let seat: Seat = candidate.get(world, &seat_path(candidate)).await;
        (seat.state == SeatState::Ready).then_some(())
    })
    .await;
}

fn calls_of(calls: &[String], what: &str) -> usize {
    calls.iter().filter(|call| call.starts_with(what)).count()
}

both! {
    async fn a_check_begins_once_stripe_is_found(world: World) {
        let (world, mut door) = behind_door(world, "stripe").await;
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        assert_eq!(begin(&world, &ada).await, None);
        assert!(world.stripe.calls().is_empty());
        door.open(world.stripe.served.address).await;
        until("a way on", async || begin(&world, &ada).await).await;
        only_session(&world);
    }

    async fn a_seat_is_ready_once_classmarker_is_found(world: World) {
        let (world, mut door) = behind_door(world, "classmarker").await;
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.verified(&ada).await;
        let seat: Seat = ada.post(&world, &seat_path(&ada), handout()).await;
        assert_eq!(seat.state, SeatState::Reserved);
        door.open(world.classmarker.served.address).await;
        until_ready(&world, &ada).await;
        assert_eq!(world.classmarker.codes("3001").len(), 1);
    }

    async fn a_credential_is_made_once_certifier_is_found(world: World) {
        let (world, mut door) = behind_door(world, "certifier").await;
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        passed.at(&world, "wanted").await;
        door.open(world.certifier.served.address).await;
        passed.is_whole(&world).await;
    }

    async fn certifier_goes_between_the_look_and_the_draft(world: World) {
        let (world, mut door) = behind_door(world, "certifier").await;
        door.open(world.certifier.served.address).await;
        // The connection ends with the answer, and there is no other to be had.
        world.certifier.mischief.plan("/search", HangAfter { ms: 600 }, 1);
        let passed = Passed::new(&world, "ada@example.org").await;
        passed.call(&world.registrar.core).await;
        until("the look", async || (!world.certifier.calls().is_empty()).then_some(())).await;
        door.close().await;
        until("a second try", async || {
            let sql = "SELECT tries FROM job WHERE kind = 'credential_step' AND tries > 1";
            world.registrar.core.db.row(sql, &[]).await.unwrap()
        })
        .await;
        passed.at(&world, "wanted").await;
        assert_eq!(calls_of(&world.certifier.calls(), "POST"), 1, "nothing but the look came through");
        door.open(world.certifier.served.address).await;
        passed.is_whole(&world).await;
    }

    async fn a_session_whose_answer_never_comes_is_not_made_again(world: World) {
        let world = impatient(world).await;
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.stripe.mischief.plan("POST /v1/identity/verification_sessions", HangAfter { ms: 2000 }, 1);
        // Nobody waits as long as the answer takes, unless the machine is so slow that the second try has been made meanwhile.
        until("a way on", async || begin(&world, &ada).await).await;
        assert!(world.stripe.mischief.is_over(), "one answer did not come");
        only_session(&world);
    }

    async fn a_code_whose_answer_never_comes_is_on_the_list_once(world: World) {
        let world = impatient(world).await;
        let ada = world.enrolled("ada@example.org", "Ada Lovelace").await;
        world.verified(&ada).await;
        world.classmarker.mischief.plan("POST /v1/accesslists", HangAfter { ms: 2000 }, 1);
        let _: Seat = ada.post(&world, &seat_path(&ada), handout()).await;
        until_ready(&world, &ada).await;
        assert_eq!(world.classmarker.codes("3001").len(), 1);
        assert_eq!(calls_of(&world.classmarker.calls(), "POST /v1/accesslists"), 2, "the same code, twice");
    }

    async fn a_draft_whose_answer_never_comes_is_found(world: World) {
        let world = impatient(world).await;
        let passed = Passed::new(&world, "ada@example.org").await;
        // The look before it begins the same way.
        world.certifier.mischief.plan_later("POST /v1/credentials", HangAfter { ms: 2000 }, 1, 1);
        passed.call(&world.registrar.core).await;
        passed.is_whole(&world).await;
        let created = world.certifier.calls().iter().filter(|call| call.as_str() == "POST /v1/credentials").count();
        assert_eq!(created, 1);
    }
}
