//! Seats whose exams are being sat, and what becomes of them, for the tests of results.

use crate::world::{Candidate, World, until};
use data_encoding::BASE64;
use hmac::Mac;
use registrar::args;
use registrar::core::Core;
use registrar::keys::{self, hmac_of};
use registrar::result;
use registrar::seat::SeatRow;
use registrar::work::{self, JobKind};
use registrar_api::{Case, Cases, ExamResult, Outcome};
use sandbox::Delivery;
use sandbox::classmarker::{Finish, Forged};
use secrecy::ExposeSecret;
use serde_json::Value;

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// A candidate's seat, handed out 40 minutes ago.
pub struct Sitting {
    pub candidate: Candidate,
    pub seat_id: String,
    pub token: String,
}

impl Sitting {
    pub async fn new(world: &World, email: &str) -> Self {
        let candidate = world.enrolled(email, "Ada Lovelace").await;
        let core = &world.registrar.core;
        let (seat_id, nonce) = (keys::new_id(), keys::new_id());
        let token = core.keys.seat_token(&nonce).expose_secret().to_owned();
        let issued = core.now_ms() - 40 * MINUTE;
        let sql = "INSERT INTO seat (id, enrolment_id, attempt, programme_version, variant, link_id, test_id, access_list_id,
                   minutes, pass_mark_tenths, camera, nonce, token_hash, state, access_code, handout_hash, handed_out_ms,
                   issued_ms, expires_ms, counts, outcome)
                   VALUES ($1, $2, 1, $3, 'standard', '1001', '2001', '3001', 90, 700, 'required', $4, $5, 'open',
                   'removed', 'handout', $6, $6, $7, 1, 'none')";
        let hash = core.keys.hash("seat token", &token);
        let version = core.programme_version;
        let args = args![&seat_id, &candidate.enrolment_id, version, nonce, hash, issued, issued + 105 * MINUTE];
        let mut tx = core.db.begin().await.unwrap();
        tx.run(sql, args).await.unwrap();
        tx.commit().await.unwrap();
        // As handing out does: the feed may be at rest.
        read_feed(world).await;
        Self { candidate, seat_id, token }
    }

    /// A result under this seat's own token, to be changed or handed in as it is.
    pub fn result(&self, finish: Finish) -> Forged {
        Forged { cm_user_id: self.token.clone(), access_code: self.token.clone(), finish, ..Forged::default() }
    }

    /// Hands in; answers with the result's id.
    pub fn hand_in(&self, world: &World, finish: Finish) -> String {
        world.classmarker.forge(self.result(finish))
    }

    pub async fn row(&self, world: &World) -> SeatRow {
        SeatRow::load(&world.registrar.core, &self.seat_id).await.unwrap().unwrap()
    }

    pub async fn shown(&self, world: &World) -> Option<ExamResult> {
        result::of_seat(&world.registrar.core, &self.seat_id).await.unwrap()
    }

    /// Waits until the seat's result is as it should be.
    pub async fn until(&self, world: &World, what: &str, good: impl Fn(&ExamResult) -> bool) -> ExamResult {
        until(what, async || self.shown(world).await.filter(|result| good(result))).await
    }

    pub async fn until_outcome(&self, world: &World, outcome: Outcome) -> ExamResult {
        self.until(world, outcome.word(), |result| result.outcome == outcome).await
    }

    /// Waits until the feed has shown what is current.
    pub async fn until_confirmed(&self, world: &World, outcome: Outcome) -> ExamResult {
        self.until(world, "a confirmation", |r| r.outcome == outcome && r.confirmed_ms.is_some()).await
    }

    /// The cases that the candidate sees, newest first.
    pub async fn seen(&self, world: &World) -> Vec<Case> {
        self.candidate.get::<Cases>(world, "/v1/cases").await.cases
    }

    /// Mails about the result that were written to the candidate, sent or not.
    pub async fn mails(&self, world: &World) -> i64 {
        let sql = "SELECT COUNT(*) AS n FROM mail WHERE recipient = $1 AND dedupe LIKE 'result:%'";
        count(world, sql, &self.candidate.email).await
    }
}

/// How many rows; the statement has one place.
pub async fn count(world: &World, sql: &'static str, arg: &str) -> i64 {
    world.registrar.core.db.row(sql, args![arg]).await.unwrap().unwrap().int("n").unwrap()
}

pub async fn cases(world: &World, kind: &str) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM case_file WHERE kind = $1", kind).await
}

pub async fn refused(world: &World, why: &str) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM refused_result WHERE why = $1", why).await
}

pub async fn revisions(world: &World, sitting: &Sitting) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM result_revision WHERE seat_id = $1", &sitting.seat_id).await
}

/// The feed is read soon, though it may rest because nobody waits for anything.
pub async fn read_feed(world: &World) {
    let core = &world.registrar.core;
    let mut tx = core.db.begin().await.unwrap();
    work::enqueue(&mut tx, JobKind::FeedPoll, "all", core.now_ms()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Cases of results that are held; a credential that waits opens a case of the same kind.
pub async fn held_results(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM case_file WHERE dedupe LIKE $1", "held:%").await
}

/// A webhook of our own making, rightly signed.
pub fn signed(core: &Core, body: impl Into<Vec<u8>>) -> Delivery {
    let body = body.into();
    let mut mac = hmac_of(core.settings.secrets.classmarker_webhook.expose_secret().as_bytes());
    mac.update(&body);
    let signature = BASE64.encode(&mac.finalize().into_bytes());
    Delivery { headers: vec![("X-Classmarker-Hmac-Sha256".into(), signature)], body }
}

/// Hands in and keeps the webhook back: what was to be sent.
pub fn kept_back(world: &World, act: impl FnOnce()) -> Delivery {
    world.classmarker.hooks.hold();
    act();
    world.classmarker.hooks.release().pop().unwrap()
}

/// Sends a webhook, which must be taken.
pub async fn send(world: &World, delivery: &Delivery) {
    assert_eq!(world.classmarker.hooks.send(delivery).await, Some(200));
}

/// The body of a webhook, changed and signed anew, as only ClassMarker could.
pub fn changed(world: &World, delivery: &Delivery, change: impl FnOnce(&mut Value)) -> Delivery {
    let mut body: Value = serde_json::from_slice(&delivery.body).unwrap();
    change(&mut body);
    signed(&world.registrar.core, body.to_string())
}

/// Told by webhook alone.
pub fn webhook_only() -> Finish {
    Finish { feed: false, ..Finish::default() }
}

/// Shown by the feed alone.
pub fn feed_only() -> Finish {
    Finish { webhook: false, ..Finish::default() }
}
