//! The timeline: every step with what happened, or what it waits for, whom, since when and until when.

use crate::clock::{HOUR, in_words};
use crate::work::Hearing;
use registrar_api::{
    ConditionKind, CredentialState, Enrolment, ExamResult, IdentityState, NameMatch, Outcome, Seat, SeatState, Step,
    StepKind, StepState,
};

/// What the timeline knows besides the enrolment.
pub struct Wait {
    pub consented: bool,
    /// When ClassMarker's list of results was last read.
    pub heard_ms: Option<i64>,
    pub asks_again_ms: i64,
    /// Hours without news after which a person looks.
    pub silence_hours: i64,
    pub identity: Hearing,
    pub credential: Hearing,
}

/// All steps, in order.
pub fn of(wait: &Wait, enrolment: &Enrolment) -> Vec<Step> {
    let mut steps = every(wait, enrolment);
    // Where no exam can follow, nothing that only leads to one is the candidate's to do.
    if steps.iter().any(|step| step.kind == StepKind::Seat && step.state == StepState::Trouble) {
        for step in steps.iter_mut().filter(|step| step.state == StepState::Yours) {
            step.state = StepState::Later;
        }
    }
    steps
}

fn every(wait: &Wait, enrolment: &Enrolment) -> Vec<Step> {
    vec![
        step(StepKind::Enrolled, StepState::Done, enrolled(enrolment)).at(Some(enrolment.enrolled_ms)).0,
        consented(wait, enrolment).0,
        named(enrolment).0,
        identity(wait, enrolment).0,
        seat(enrolment).0,
        exam(enrolment).0,
        result(wait, enrolment).0,
        credential(wait, enrolment).0,
    ]
}

struct Built(Step);

fn step(kind: StepKind, state: StepState, in_words: impl Into<String>) -> Built {
    Built(Step {
        kind,
        state,
        in_words: in_words.into(),
        at_ms: None,
        heard_ms: None,
        asks_again_ms: None,
        person_from_ms: None,
    })
}

impl Built {
    fn at(mut self, ms: Option<i64>) -> Self {
        self.0.at_ms = ms;
        self
    }

    fn waiting(mut self, heard_ms: Option<i64>, asks_again_ms: Option<i64>, person_from_ms: Option<i64>) -> Self {
        (self.0.heard_ms, self.0.asks_again_ms, self.0.person_from_ms) = (heard_ms, asks_again_ms, person_from_ms);
        self
    }

    fn hearing(self, of: &Hearing) -> Self {
        self.waiting(of.heard_ms, of.asks_again_ms, of.person_from_ms)
    }
}

fn enrolled(enrolment: &Enrolment) -> String {
    format!("You are enrolled. The exam can be sat until {}.", in_words(enrolment.window_closes_ms))
}

fn consented(wait: &Wait, enrolment: &Enrolment) -> Built {
    match wait.consented {
        true => step(StepKind::Consented, StepState::Done, "You have agreed to every text.").at(enrolment
            .consents
            .iter()
            .map(|c| c.given_ms)
            .max()),
        false => step(StepKind::Consented, StepState::Yours, "Read what is recorded and kept, and agree to it."),
    }
}

fn named(enrolment: &Enrolment) -> Built {
    match &enrolment.name {
        Some(name) => {
            step(StepKind::NameConfirmed, StepState::Done, format!("Your credential will say “{}”.", name.name))
                .at(Some(name.confirmed_ms))
        }
        None => {
            step(StepKind::NameConfirmed, StepState::Yours, "Confirm your name as it should stand on the credential.")
        }
    }
}

fn identity(wait: &Wait, enrolment: &Enrolment) -> Built {
    let identity = &enrolment.identity;
    let kind = StepKind::Identity;
    let ready = enrolment.name.is_some() && enrolment.held.is_none();
    match identity.state {
        IdentityState::Verified if identity.name == NameMatch::Differs => step(
            kind,
            StepState::Waiting,
            "You are verified, but your document bears another name than the one you confirmed. A person looks at it.",
        )
        .at(identity.verified_ms),
        IdentityState::Verified => step(kind, StepState::Done, "Your identity is verified.").at(identity.verified_ms),
        IdentityState::Processing => {
            let words = "Stripe is checking your document. Most checks take less than a minute.";
            step(kind, StepState::Waiting, told(words, &wait.identity, enrolment.now_ms)).hearing(&wait.identity)
        }
        IdentityState::WithPerson => {
            let words = "A person of operations is deciding on your identity; your case says by when.";
            step(kind, StepState::Waiting, told(words, &wait.identity, enrolment.now_ms))
        }
        IdentityState::Refused => step(
            kind,
            StepState::Trouble,
            "A person has decided that your identity could not be confirmed, and has written to you why. You can appeal.",
        ),
        IdentityState::Expired if has_passed(enrolment) => {
            step(kind, StepState::Done, "Your identity was verified for the exam that you passed.")
                .at(identity.verified_ms)
        }
        IdentityState::Expired => {
            step(kind, StepState::Yours, "Your identity check is too old for another exam. Do it again.")
        }
        _ => match (&identity.last_error, ready) {
            (Some(error), _) => step(kind, StepState::Yours, format!("{} {}", error.what, error.next_step)),
            (None, true) => step(kind, StepState::Yours, "Prove your identity with a document and your camera."),
            (None, false) => step(kind, StepState::Later, "Confirm your name first."),
        },
    }
}

fn seat(enrolment: &Enrolment) -> Built {
    let kind = StepKind::Seat;
    let Some(seat) = enrolment.seats.first().filter(|seat| seat.state != SeatState::Void) else {
        return seat_to_come(enrolment, kind);
    };
    match seat.state {
        SeatState::Reserved => {
            step(kind, StepState::Waiting, "A seat is held for you while ClassMarker is told your access code.")
                .at(Some(seat.issued_ms))
                .waiting(None, Some(enrolment.now_ms + 5_000), None)
        }
        SeatState::Ready => {
            step(kind, StepState::Yours, format!("Your seat is ready until {}.", in_words(seat.expires_ms)))
                .at(Some(seat.issued_ms))
        }
        SeatState::Expired if can_sit(enrolment) => {
            step(kind, StepState::Yours, "Your last seat has run out. You can ask for another one.")
        }
        // Its link was never fetched: there is no result to wait for.
        SeatState::Expired if seat.handed_out_ms.is_none() => seat_to_come(enrolment, kind),
        SeatState::Finished if failed(seat) => seat_to_come(enrolment, kind),
        _ => step(kind, StepState::Done, format!("Attempt {}.", seat.attempt)).at(Some(seat.issued_ms)),
    }
}

/// Every condition but the ones that a seat itself brings about.
fn can_sit(enrolment: &Enrolment) -> bool {
    enrolment.conditions.iter().all(|condition| condition.met)
}

fn failed(seat: &Seat) -> bool {
    seat.result.as_ref().is_some_and(|result| result.outcome == Outcome::Failed)
}

fn seat_to_come(enrolment: &Enrolment, kind: StepKind) -> Built {
    if let Some(built) = no_more(enrolment, kind) {
        return built;
    }
    let Some(missing) = enrolment.conditions.iter().find(|condition| !condition.met) else {
        return step(kind, StepState::Yours, "Everything is ready: you can begin when you are.");
    };
    let mine = [ConditionKind::Consented, ConditionKind::NameConfirmed, ConditionKind::IdentityValid];
    let state = match mine.contains(&missing.kind) {
        true => StepState::Later,
        false => StepState::Waiting,
    };
    step(kind, state, missing.in_words.clone()).waiting(None, missing.met_at_ms, None)
}

/// Where no time and no act of the candidate's in this enrolment brings another seat: what has ended, and what can be done.
fn no_more(enrolment: &Enrolment, kind: StepKind) -> Option<Built> {
    let unmet = |kind| enrolment.conditions.iter().find(|condition| condition.kind == kind && !condition.met);
    if unmet(ConditionKind::NotHeld).is_some() {
        return None;
    }
    if let Some(passed) = unmet(ConditionKind::NotPassed) {
        return has_passed(enrolment).then(|| step(kind, StepState::Done, passed.in_words.clone()));
    }
    let further = "To sit it again, enrol anew with another code; or ask a person.";
    if let Some(used) = unmet(ConditionKind::AttemptsLeft) {
        let words = format!("No attempt is left: {} {further}", used.in_words);
        return Some(step(kind, StepState::Trouble, words));
    }
    let window = unmet(ConditionKind::WindowOpen).filter(|window| window.met_at_ms.is_none())?;
    let words = match enrolment.now_ms >= enrolment.window_closes_ms {
        true => format!("{} {further}", window.in_words),
        false => format!("{} A person can give you more time: ask for help.", window.in_words),
    };
    Some(step(kind, StepState::Trouble, words))
}

fn has_passed(enrolment: &Enrolment) -> bool {
    let passed = |seat: &Seat| seat.result.as_ref().is_some_and(|result| result.outcome == Outcome::Passed);
    enrolment.seats.iter().any(|seat| seat.state != SeatState::Void && passed(seat))
}

fn exam(enrolment: &Enrolment) -> Built {
    let kind = StepKind::Exam;
    match enrolment.seats.first() {
        Some(seat) if seat.state == SeatState::Open => step(
            kind,
            StepState::Yours,
            format!("The exam is open in your browser until {} at the latest.", in_words(seat.expires_ms)),
        )
        .at(seat.handed_out_ms),
        Some(seat) if seat.state == SeatState::Finished => {
            let finished = seat.result.as_ref().and_then(|result| result.finished_ms);
            step(kind, StepState::Done, "The exam was submitted.").at(finished)
        }
        Some(seat) if seat.state == SeatState::Expired && seat.handed_out_ms.is_some() => {
            step(kind, StepState::Done, "The time of the seat is over.").at(Some(seat.expires_ms))
        }
        _ => step(kind, StepState::Later, "A seat comes first."),
    }
}

fn result(wait: &Wait, enrolment: &Enrolment) -> Built {
    let kind = StepKind::Result;
    let Some(seat) = enrolment.seats.first().filter(|seat| seat.handed_out_ms.is_some()) else {
        return step(kind, StepState::Later, "The exam comes first.");
    };
    if seat.state == SeatState::Void {
        return step(kind, StepState::Later, "Your last attempt was taken back and does not count.");
    }
    let Some(result) = &seat.result else { return no_news(wait, seat, enrolment.now_ms) };
    let (state, words) = match result.outcome {
        Outcome::Passed => (StepState::Done, "You have passed.".to_owned()),
        Outcome::Failed => (StepState::Done, "You have not passed this time.".to_owned()),
        Outcome::Provisional => {
            (StepState::Waiting, why(result, "Your essays are being graded; the score may still change."))
        }
        _ => (StepState::Waiting, why(result, "A person looks at your result.")),
    };
    step(kind, state, words).at(result.finished_ms)
}

fn why(result: &ExamResult, otherwise: &str) -> String {
    result.why.clone().unwrap_or_else(|| otherwise.to_owned())
}

/// A wait without news says so, says when it asks again, and when a person looks.
fn no_news(wait: &Wait, seat: &Seat, now_ms: i64) -> Built {
    let since = seat.handed_out_ms.unwrap_or(seat.issued_ms);
    let person = seat.expires_ms + wait.silence_hours * HOUR;
    let (since, again, looks) = (in_words(since), in_words(wait.asks_again_ms), looks(person, now_ms));
    let words = format!("Nothing has reached us since {since}; we ask again at {again}. {looks}");
    let state = if seat.state == SeatState::Open { StepState::Later } else { StepState::Waiting };
    step(StepKind::Result, state, words).waiting(wait.heard_ms, Some(wait.asks_again_ms), Some(person))
}

fn looks(person_ms: i64, now_ms: i64) -> String {
    let by = in_words(person_ms);
    match person_ms <= now_ms {
        true => format!("Since {by} a person looks: your cases say who, until when, and what was decided."),
        false => format!("If nothing has come by {by}, a person looks."),
    }
}

/// What somebody else is at, since when, and, where it can fall silent, from when a person looks.
fn told(words: &str, of: &Hearing, now_ms: i64) -> String {
    let since = of.since_ms.map(|ms| format!(" It has been so since {}.", in_words(ms)));
    let looks = of.person_from_ms.map(|ms| format!(" {}", looks(ms, now_ms)));
    format!("{words}{}{}", since.unwrap_or_default(), looks.unwrap_or_default())
}

fn credential(wait: &Wait, enrolment: &Enrolment) -> Built {
    let kind = StepKind::Credential;
    let credential = &enrolment.credential;
    let why = |otherwise: &str| credential.why.clone().unwrap_or_else(|| otherwise.to_owned());
    match credential.state {
        CredentialState::Issued => step(kind, StepState::Done, "Your credential has been issued."),
        CredentialState::Expired => step(kind, StepState::Done, "Your credential has expired."),
        CredentialState::BeingIssued => {
            let words = told(&why("Your credential is being issued."), &wait.credential, enrolment.now_ms);
            step(kind, StepState::Waiting, words).hearing(&wait.credential)
        }
        CredentialState::Waiting => step(kind, StepState::Waiting, why("Something is still missing.")).waiting(
            None,
            wait.credential.asks_again_ms,
            None,
        ),
        CredentialState::Withdrawn => step(kind, StepState::Trouble, why("Your credential was withdrawn.")),
        _ => step(kind, StepState::Later, "A passed exam comes first."),
    }
}
