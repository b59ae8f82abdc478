//! A candidate who walks the whole way, from the sign-in page to the credential, as the app and a browser would.
//!
//! Patient: a registrar that is away, or says to try again, is asked again, with the same values. So the walk ends well if
//! the registrar loses nothing, however often it dies on the way.

mod browser;
mod call;
mod stony;

pub use browser::Browser;
pub use call::{Api, Recorder, Refusal, pass_sign_in, pass_sign_in_by_hand};
pub use stony::stony_walk;

use crate::around::Around;
use crate::classmarker::Finish;
use registrar_api::{
    ConsentRequest, ConsentTo, CredentialState, EnrolRequest, Enrolment, IdentityBegin, IdentityBegun, IdentityRoute,
    IdentityState, NameRequest, Outcome, Programme, Seat, SeatLink, SeatRequest, SeatState,
};
use std::time::{Duration, Instant};

/// Who walks, and with what.
pub struct Candidate {
    pub email: String,
    pub name: String,
    pub code: String,
    /// What the exam will say, in tenths of a percent.
    pub percentage_tenths: i64,
}

/// The steps, told as they happen.
pub trait Tell: Send {
    fn tell(&mut self, words: &str);
}

impl<F: FnMut(&str) + Send> Tell for F {
    fn tell(&mut self, words: &str) {
        self(words);
    }
}

/// How long one step may take, a registrar's death included.
const STEP: Duration = Duration::from_secs(90);

/// The whole way. Answers with the enrolment as it is at the end.
pub async fn walk(
    around: &Around,
    registrar: &str,
    candidate: &Candidate,
    tell: impl Tell,
) -> Result<Enrolment, Refusal> {
    walk_with(around, registrar, candidate, Recorder::default(), tell).await
}

/// The same, with the time of each request noted.
pub async fn walk_with(
    around: &Around,
    registrar: &str,
    candidate: &Candidate,
    recorder: Recorder,
    mut tell: impl Tell,
) -> Result<Enrolment, Refusal> {
    let mut api = Api::new(registrar, recorder);
    let base = enter(around, &mut api, candidate, &mut tell).await?;

    let (first, last) = candidate.names();
    let outcome = crate::stripe::Outcome::verified(first, last);
    prove_identity(around, &mut api, &base, &outcome).await?;
    verified(&mut api, &base).await?;
    tell.tell("proved their identity");

    let link = take_seat(&mut api, &base).await?;
    tell.tell(&format!("has a seat; the link leads to {}", link.host));
    let finish = Finish { percentage_tenths: candidate.percentage_tenths, ..Finish::default() };
    sit(around, &link, finish)?;
    tell.tell("sat the exam and submitted it");

    let end = wait(&mut api, &base, "a result", |e| {
        let result = e.seats.first().and_then(|seat| seat.result.as_ref());
        result.is_some_and(|r| matches!(r.outcome, Outcome::Passed | Outcome::Failed))
    })
    .await?;
    let result = end.seats.first().and_then(|seat| seat.result.as_ref()).map(|r| r.outcome);
    tell.tell(&format!("the result: {}", result.unwrap_or(Outcome::None)));
    if result != Some(Outcome::Passed) {
        return Ok(end);
    }
    let end = wait(&mut api, &base, "the credential", |e| e.credential.state == CredentialState::Issued).await?;
    tell.tell(&format!("the credential: {}", end.credential.url.as_deref().unwrap_or("no address")));
    Ok(end)
}

/// Waits until the enrolment is as wanted.
pub async fn wait(
    api: &mut Api,
    base: &str,
    what: &str,
    wanted: impl Fn(&Enrolment) -> bool,
) -> Result<Enrolment, Refusal> {
    let begun = Instant::now();
    loop {
        let enrolment: Enrolment = api.get(base).await?;
        if wanted(&enrolment) {
            return Ok(enrolment);
        }
        if begun.elapsed() > STEP {
            let steps: Vec<String> = enrolment.timeline.iter().map(|s| format!("{}: {}", s.kind, s.in_words)).collect();
            return Err(Refusal::other(format!("waited in vain for {what}; {}", steps.join(" | "))));
        }
        // Whoever has waited for long asks less often: many who wait are not to be the load itself.
        tokio::time::sleep((begun.elapsed() / 10).max(Duration::from_millis(50))).await;
    }
}

/// Signs in, enrols, agrees and confirms the name; answers with the enrolment's path.
async fn enter(around: &Around, api: &mut Api, candidate: &Candidate, tell: &mut impl Tell) -> Result<String, Refusal> {
    tell.tell(&format!("{} signs in", candidate.email));
    api.sign_in(&around.mail, &candidate.email).await?;
    let programme: Programme = api.get("/v1/programme").await?;
    let enrolment: Enrolment = api.post("/v1/enrolments", &EnrolRequest { code: candidate.code.clone() }).await?;
    let base = format!("/v1/enrolments/{}", enrolment.id);
    tell.tell(&format!("enrolled for “{}”", enrolment.title));

    let consents = programme.consents.into_iter().map(|c| ConsentTo { kind: c.kind, version: c.version }).collect();
    let _: Enrolment = api.post(&format!("{base}/consents"), &ConsentRequest { consents }).await?;
    let _: Enrolment = api.post(&format!("{base}/name"), &NameRequest { name: candidate.name.clone() }).await?;
    tell.tell("agreed to every text and confirmed the name");
    Ok(base)
}

/// Goes through Stripe's page with an outcome.
async fn prove_identity(
    around: &Around,
    api: &mut Api,
    base: &str,
    outcome: &crate::stripe::Outcome,
) -> Result<(), Refusal> {
    let request = IdentityBegin { route: IdentityRoute::Stripe };
    let begun: IdentityBegun = api.post(&format!("{base}/identity"), &request).await?;
    let url = begun.url.ok_or_else(|| Refusal::other("no address of Stripe's page"))?;
    api.secret("address of the identity page", &url);
    let back = around.stripe.browse(&url, outcome).await;
    back.map(drop).map_err(|status| Refusal::other(format!("Stripe's page: {status}")))
}

async fn verified(api: &mut Api, base: &str) -> Result<(), Refusal> {
    wait(api, base, "a verified identity", |e| e.identity.state == IdentityState::Verified).await.map(drop)
}

async fn take_seat(api: &mut Api, base: &str) -> Result<SeatLink, Refusal> {
    let request = SeatRequest { handout: uuid::Uuid::new_v4().simple().to_string() };
    let _: Seat = api.post(&format!("{base}/seat"), &request).await?;
    let ready = |e: &Enrolment| e.seats.first().is_some_and(|s| matches!(s.state, SeatState::Ready | SeatState::Open));
    wait(api, base, "a seat that is ready", ready).await?;
    let link: SeatLink = api.post(&format!("{base}/seat/link"), &request).await?;
    if let Some((_, rest)) = link.url.split_once("cm_user_id=") {
        api.secret("seat's token", rest.split('&').next().unwrap_or(rest));
    }
    api.secret("exam's address", &link.url);
    api.secret("handout", &request.handout);
    Ok(link)
}

/// Opens the link, sits, and submits; answers with ClassMarker's number of the result.
fn sit(around: &Around, link: &SeatLink, finish: Finish) -> Result<String, Refusal> {
    let attempt = around.classmarker.open(&link.url).map_err(Refusal::other)?;
    Ok(around.classmarker.finish(&attempt, finish))
}

impl Candidate {
    /// As a document has them.
    fn names(&self) -> (&str, &str) {
        self.name.rsplit_once(' ').unwrap_or((&self.name, ""))
    }
}
