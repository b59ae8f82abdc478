//! Seats: given once, handed out once, ended however it may be.

mod codes;
mod faults;
mod given;
mod link;

use crate::world::{Candidate, World, until};
use registrar::args;
use registrar_api::{Seat, SeatLink, SeatState};
use reqwest::Method;
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A handout of 40 characters that ends with a word.
fn handout(word: &str) -> Value {
    json!({ "handout": format!("{word:_>40}") })
}

fn path(candidate: &Candidate) -> String {
    format!("/v1/enrolments/{}/seat", candidate.enrolment_id)
}

fn link_path(candidate: &Candidate) -> String {
    format!("/v1/enrolments/{}/seat/link", candidate.enrolment_id)
}

impl World {
    /// Somebody for whom every condition is met.
    async fn ready_candidate(&self) -> Candidate {
        let candidate = self.enrolled("ada@example.org", "Ada Lovelace").await;
        self.verified(&candidate).await;
        candidate
    }

    /// Asks for a seat, and waits until it is ready: a worker may have been quicker than the request itself.
    async fn seat(&self, candidate: &Candidate, word: &str) -> Seat {
        let _: Seat = candidate.post(self, &path(candidate), handout(word)).await;
        self.until_state(candidate, SeatState::Ready).await
    }

    /// A seat whose link can be fetched with the handout `a`.
    async fn seated(&self) -> (Candidate, Seat) {
        let candidate = self.ready_candidate().await;
        let seat = self.seat(&candidate, "a").await;
        (candidate, seat)
    }

    /// A seat whose link has been handed out.
    async fn handed_out(&self) -> (Candidate, Seat, SeatLink) {
        let (candidate, seat) = self.seated().await;
        let link = candidate.post(self, &link_path(&candidate), handout("a")).await;
        (candidate, seat, link)
    }

    /// The newest seat as its candidate sees it.
    async fn seat_of(&self, candidate: &Candidate) -> Seat {
        candidate.get(self, &path(candidate)).await
    }

    async fn until_state(&self, candidate: &Candidate, state: SeatState) -> Seat {
        let reached = async || Some(self.seat_of(candidate).await).filter(|seat| seat.state == state);
        until(state.word(), reached).await
    }

    async fn until_codes(&self, count: usize) {
        until("the list of access codes", async || (self.classmarker.codes("3001").len() == count).then_some(())).await;
    }

    async fn change_enrolment(&self, candidate: &Candidate, sql: &'static str, value: i64) {
        self.registrar.core.db.run(sql, args![&candidate.enrolment_id, value]).await.unwrap();
    }

    /// Time passes, and the sweep sees it.
    async fn pass(&self, ms: i64) {
        self.clock.shift(ms);
        registrar::seat::sweep(&self.registrar.core).await.unwrap();
    }
}

/// A query of an address.
fn parameter(link: &SeatLink, name: &str) -> String {
    let url = reqwest::Url::parse(&link.url).unwrap();
    url.query_pairs().find(|(n, _)| n == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// The fault of a refused request, whole.
async fn fault(world: &World, candidate: &Candidate, path: &str, body: Value) -> (u16, Value) {
    let (status, body) = candidate.call(world, Method::POST, path, Some(body)).await;
    (status.as_u16(), body)
}
