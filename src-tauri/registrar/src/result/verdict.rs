//! What a reported result comes to: whose it is, whether it can be believed, and what the candidate is told.
//!
//! Three questions, in this order: does it belong to the seat, is what it says sound, and what follows. A result that does not
//! belong or is not sound is refused and raised; what follows from the others may be a hold, for a person to look at.

use super::record::{Received, ResultRecord};
use crate::clock::{MINUTE, SECOND};
use crate::config::MonitoringConfig;
use crate::keys;
use crate::seat::SeatRow;
use registrar_api::{CameraRule, Outcome, SeatState};
use secrecy::ExposeSecret;
use std::fmt;

/// The provider refuses calls from a clock that is further off.
const CLOCKS_APART: i64 = 5 * MINUTE;
/// So long after a seat's end a result may still finish without question.
const LATE: i64 = 10 * MINUTE;

/// Why a result is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Unreadable,
    GroupResult,
    UnknownToken,
    OtherExam,
    OtherAccessCode,
    SecondResult,
    VoidSeat,
    NoPassMark,
    OtherPassMark,
    Contradiction,
}

impl Refusal {
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::GroupResult => "group_result",
            Self::UnknownToken => "unknown_token",
            Self::OtherExam => "other_exam",
            Self::OtherAccessCode => "other_access_code",
            Self::SecondResult => "second_result",
            Self::VoidSeat => "void_seat",
            Self::NoPassMark => "no_pass_mark",
            Self::OtherPassMark => "other_pass_mark",
            Self::Contradiction => "contradiction",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "it lacks what every result has",
            Self::GroupResult => "it is the result of a group's exam, and every exam of ours is a link's",
            Self::UnknownToken => "its cm_user_id is not the token of any seat",
            Self::OtherExam => "its link or test is not the one of the seat's variant",
            Self::OtherAccessCode => "its access code is not the seat's",
            Self::SecondResult => {
                "the seat's token has already brought another result, or the result is another seat's"
            }
            Self::VoidSeat => "its seat was taken back",
            Self::NoPassMark => "no pass mark is set, so ClassMarker passes everyone",
            Self::OtherPassMark => "its pass mark is not the seat's",
            Self::Contradiction => "its percentage and “passed” contradict each other",
        })
    }
}

/// Whether a result is this seat's.
pub fn belongs(received: &Received, seat: &SeatRow) -> Result<(), Refusal> {
    let record = &received.record;
    if record.link_result_id.is_empty() || record.finished_s.is_none() {
        return Err(Refusal::Unreadable);
    }
    if record.link_id != seat.link_id || record.test_id != seat.test_id {
        return Err(Refusal::OtherExam);
    }
    // Not every setting of a link sends the code back; one that is sent must be the token.
    if let (Some(code), Some(token)) = (&received.access_code, &received.token)
        && !keys::same(&code.expose_secret().to_ascii_lowercase(), token.expose_secret())
    {
        return Err(Refusal::OtherAccessCode);
    }
    if seat.link_result_id.as_ref().is_some_and(|bound| *bound != record.link_result_id) {
        return Err(Refusal::SecondResult);
    }
    match seat.state {
        SeatState::Void => Err(Refusal::VoidSeat),
        _ => Ok(()),
    }
}

/// Whether what a result says of passing can be believed.
pub fn sound(record: &ResultRecord, seat: &SeatRow) -> Result<(), Refusal> {
    match record.pass_mark_tenths {
        None | Some(0) => return Err(Refusal::NoPassMark),
        Some(mark) if mark != seat.pass_mark_tenths => return Err(Refusal::OtherPassMark),
        Some(_) => {}
    }
    let Some(percentage) = record.percentage_tenths else { return Err(Refusal::Unreadable) };
    if percentage > 1000 || (!record.requires_grading && record.passed.is_none()) {
        return Err(Refusal::Unreadable);
    }
    let reached = percentage >= seat.pass_mark_tenths;
    match record.requires_grading || record.passed == Some(reached) {
        true => Ok(()),
        false => Err(Refusal::Contradiction),
    }
}

/// What is known of the current state beside what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// The provider's own list has shown it.
    pub feed_seen: bool,
    /// See [`super::settle::Current::contested`].
    pub contested: bool,
    /// A person has accepted it in spite of a hold.
    pub released: bool,
    /// What the monitor noted was deleted when its time was over.
    pub forgotten: bool,
}

/// What the seat's outcome is, and why, if it is not final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: Outcome,
    pub why: Option<String>,
}

impl Verdict {
    fn plain(outcome: Outcome) -> Self {
        Self { outcome, why: None }
    }

    fn because(outcome: Outcome, why: impl Into<String>) -> Self {
        Self { outcome, why: Some(why.into()) }
    }
}

/// What follows from a result that belongs to the seat and is sound. What the monitor noted can hold a pass until a person has
/// looked; it never fails anyone.
pub fn judge(record: &ResultRecord, seat: &SeatRow, rules: &MonitoringConfig, known: Known) -> Verdict {
    if known.contested {
        let why = "ClassMarker has reported two different scores. Its own list decides; we ask for it again.";
        return Verdict::because(Outcome::Provisional, why);
    }
    if record.requires_grading {
        let why = "ClassMarker reports that answers are still being graded. The score may change.";
        return Verdict::because(Outcome::Provisional, why);
    }
    if !known.released
        && let Some(why) = out_of_time(record, seat)
    {
        return Verdict::because(Outcome::Held, why);
    }
    if record.passed != Some(true) {
        return Verdict::plain(Outcome::Failed);
    }
    let why = match (known.forgotten, known.feed_seen) {
        (true, _) => anew(seat, known),
        (false, true) => camera_missing(record, seat).or_else(|| noted(record, seat, rules)),
        (false, false) => None,
    };
    if let Some(why) = why {
        return Verdict::because(Outcome::Held, why);
    }
    Verdict::plain(Outcome::Passed)
}

/// Begun before the seat was given, or ended long after its end.
fn out_of_time(record: &ResultRecord, seat: &SeatRow) -> Option<String> {
    if seat.handed_out_ms.is_none() {
        return Some("The result is of a seat whose link had not been handed out. A person looks at it.".into());
    }
    let early = record.started_s.map_or(0, |started_s| seat.issued_ms.saturating_sub(started_s.saturating_mul(SECOND)));
    if early > CLOCKS_APART {
        let early = in_minutes(early);
        return Some(format!("The exam was started {early} before the seat was given. A person looks at it."));
    }
    let late = record.finished_s?.saturating_mul(SECOND).saturating_sub(seat.expires_ms);
    (late > LATE).then(|| {
        let late = in_minutes(late);
        format!("The exam was finished {late} after the seat had ended. A person looks at it.")
    })
}

fn in_minutes(ms: i64) -> String {
    match ms / MINUTE {
        1 => "1 minute".into(),
        minutes => format!("{minutes} minutes"),
    }
}

/// An exam that asks for the camera was sat without it. Nothing that a person looks at can mend that: the attempt is taken
/// back, or the feed says otherwise.
fn camera_missing(record: &ResultRecord, seat: &SeatRow) -> Option<String> {
    let camera = record.monitor.as_ref().and_then(|monitor| monitor.camera);
    match (seat.camera, camera) {
        (CameraRule::Off, _) | (_, Some(true)) => None,
        (_, Some(false)) => Some("The camera was not on, as this exam asks for. A person looks at it.".into()),
        (_, None) => Some("ClassMarker does not say whether the camera was on. A person looks at it.".into()),
    }
}

/// A pass that stood when what the monitor noted was deleted stands. One that comes only now can no longer be looked into.
fn anew(seat: &SeatRow, known: Known) -> Option<String> {
    (seat.outcome != Outcome::Passed && !known.released)
        .then(|| "The score has changed after what the exam's monitor noted was deleted. A person looks at it.".into())
}

/// What the monitor noted that a person must look at before a pass stands.
fn noted(record: &ResultRecord, seat: &SeatRow, rules: &MonitoringConfig) -> Option<String> {
    let monitor = record.monitor.as_ref().filter(|_| seat.cleared_ms.is_none())?;
    if seat.camera == CameraRule::Off && monitor.camera == Some(true) {
        return Some("The camera was on, although this exam goes without. A person looks at it.".into());
    }
    let (events, most) = (monitor.events_noted(), rules.events_held_above);
    let (away, longest) = (monitor.seconds_away, rules.seconds_away_held_above);
    (events > most || away > longest).then(|| {
        format!(
            "The exam's monitor noted {events} events and {away} seconds away; above {most} events or {longest} seconds \
             a person looks before the result stands. You can say what happened."
        )
    })
}

#[cfg(test)]
mod tests;
