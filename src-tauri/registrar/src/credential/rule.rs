//! When a credential may be issued. Pure: what is known goes in, a yes or the reason why not comes out.

use registrar_api::{CameraRule, NameMatch, Outcome};

/// Everything that the rule looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub outcome: Outcome,
    /// A person has taken the seat back.
    pub void: bool,
    /// The person has been erased.
    pub erased: bool,
    /// Why a person holds the enrolment.
    pub held: Option<String>,
    /// The confirmed name.
    pub name: Option<String>,
    /// The current revision of the result; None if there is none.
    pub record: Option<Record>,
    pub camera: CameraRule,
    /// Most events, and most seconds away, that nobody needs to look at.
    pub events_held_above: i64,
    pub seconds_away_held_above: i64,
    /// A person has looked at what the monitor noted.
    pub cleared: bool,
    pub identity: Identity,
    pub before: Before,
}

/// A revision of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    pub graded: bool,
    /// The provider's own list has shown it.
    pub confirmed: bool,
    /// What the monitor noted; None as long as the provider has not said.
    pub monitor: Option<Monitor>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Monitor {
    pub camera: bool,
    pub events: i64,
    pub seconds_away: i64,
}

/// The identity that was good when the seat was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    Missing,
    /// Verified then, and a person has refused it since.
    Refused,
    Verified(NameMatch),
}

/// What there is of credentials already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    None,
    /// One of this seat was withdrawn, for another one to follow.
    Again,
    /// One of this seat was withdrawn for good.
    Withdrawn,
    /// One of the enrolment is there or on its way.
    Live,
}

/// Why no credential is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    NotPassed,
    Void,
    Erased,
    Withdrawn,
    AlreadyThere,
    Held(String),
    ResultHeld,
    NotGraded,
    NotConfirmed,
    MonitorUnknown,
    CameraWasOff,
    ToBeLookedAt,
    IdentityMissing,
    IdentityRefused,
    NameDiffers,
    NameMissing,
}

impl Why {
    /// Whether it can pass: then it is worth looking again.
    pub fn may_pass(&self) -> bool {
        !matches!(self, Self::Void | Self::Erased | Self::Withdrawn | Self::AlreadyThere | Self::NotPassed)
    }

    /// Whether it passes only if a person looks at it, and nobody may have been told yet.
    pub fn needs_person(&self) -> bool {
        matches!(self, Self::CameraWasOff | Self::ToBeLookedAt | Self::IdentityMissing | Self::NameDiffers)
    }

    /// For the candidate: what it waits for, and who is at it.
    pub fn in_words(&self) -> String {
        match self {
            Self::NotPassed => "There is no passed exam to issue it for.".into(),
            Self::Void => "The attempt was taken back by a person; it does not count.".into(),
            Self::Erased => "The data of this enrolment have been erased.".into(),
            Self::Withdrawn => "It was withdrawn by a person.".into(),
            Self::AlreadyThere => "There is a credential for this enrolment already.".into(),
            Self::Held(reason) => format!("A person holds this enrolment: {reason}"),
            Self::ResultHeld => "A person looks at the result; your seat says why.".into(),
            Self::NotGraded => "The grading is not finished; the score may still change.".into(),
            Self::NotConfirmed => {
                "The result has reached us, and ClassMarker's own list of results has not confirmed it yet. \
                 The list is asked again by itself."
                    .into()
            }
            Self::MonitorUnknown => {
                "ClassMarker has not told yet what its monitor noted. Its list of results is asked again by itself."
                    .into()
            }
            Self::CameraWasOff => {
                "The exam asks for the camera, and ClassMarker's record says that it was off. A person looks at it."
                    .into()
            }
            Self::ToBeLookedAt => {
                "A person looks at what the monitor noted. Nothing of it fails you by itself; you see it in your \
                 result and may answer."
                    .into()
            }
            Self::IdentityMissing => "No verified identity covers the time of the exam. A person looks at it.".into(),
            Self::IdentityRefused => "The identity was looked at again and refused by a person.".into(),
            Self::NameDiffers => "The name on the document is not the name you confirmed. A person looks at it.".into(),
            Self::NameMissing => "Confirm the name that is to stand on it.".into(),
        }
    }
}

/// Whether a credential may be issued for a seat; if not, the first reason. An appeal does not stand in the
/// way of a pass.
pub fn may_issue(facts: &Facts) -> Result<(), Why> {
    let refused_if = |no: bool, why: Why| if no { Err(why) } else { Ok(()) };
    refused_if(facts.erased, Why::Erased)?;
    refused_if(facts.void, Why::Void)?;
    refused_if(facts.before == Before::Live, Why::AlreadyThere)?;
    refused_if(facts.before == Before::Withdrawn, Why::Withdrawn)?;
    refused_if(facts.outcome == Outcome::Provisional, Why::NotGraded)?;
    refused_if(facts.outcome == Outcome::Held, Why::ResultHeld)?;
    refused_if(facts.outcome != Outcome::Passed, Why::NotPassed)?;
    if let Some(reason) = &facts.held {
        return Err(Why::Held(reason.clone()));
    }
    let record = facts.record.ok_or(Why::NotConfirmed)?;
    refused_if(!record.graded, Why::NotGraded)?;
    refused_if(!record.confirmed, Why::NotConfirmed)?;
    monitored(facts, record.monitor)?;
    match facts.identity {
        Identity::Missing => return Err(Why::IdentityMissing),
        Identity::Refused => return Err(Why::IdentityRefused),
        Identity::Verified(name) => refused_if(name == NameMatch::Differs, Why::NameDiffers)?,
    }
    refused_if(facts.name.is_none(), Why::NameMissing)
}

/// The camera ran if the exam asks for it, and what was noted is little or has been looked at by a person. A camera that
/// did not run is nothing that looking can mend.
fn monitored(facts: &Facts, monitor: Option<Monitor>) -> Result<(), Why> {
    let camera_asked = facts.camera != CameraRule::Off;
    let Some(monitor) = monitor else {
        return if camera_asked { Err(Why::MonitorUnknown) } else { Ok(()) };
    };
    if camera_asked && !monitor.camera {
        return Err(Why::CameraWasOff);
    }
    let little = monitor.events <= facts.events_held_above && monitor.seconds_away <= facts.seconds_away_held_above;
    if little || facts.cleared { Ok(()) } else { Err(Why::ToBeLookedAt) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn good() -> Facts {
        Facts {
            outcome: Outcome::Passed,
            void: false,
            erased: false,
            held: None,
            name: Some("Ada".into()),
            record: Some(Record {
                graded: true,
                confirmed: true,
                monitor: Some(Monitor { camera: true, events: 10, seconds_away: 120 }),
            }),
            camera: CameraRule::Required,
            events_held_above: 10,
            seconds_away_held_above: 120,
            cleared: false,
            identity: Identity::Verified(NameMatch::Matches),
            before: Before::None,
        }
    }

    fn record(change: impl Fn(&mut Record)) -> Option<Record> {
        let mut record = good().record;
        record.iter_mut().for_each(change);
        record
    }

    fn noted(camera: bool, events: i64, seconds_away: i64) -> Option<Record> {
        record(|r| r.monitor = Some(Monitor { camera, events, seconds_away }))
    }

    #[test]
    fn a_good_pass_is_issued() {
        let check = |change: &dyn Fn(&mut Facts)| {
            let mut facts = good();
            change(&mut facts);
            assert_eq!(may_issue(&facts), Ok(()), "{facts:?}");
        };
        check(&|_| {});
        check(&|f| f.before = Before::Again);
        check(&|f| f.identity = Identity::Verified(NameMatch::NotCompared));
        check(&|f| (f.record, f.cleared) = (noted(true, 99, 999), true));
        check(&|f| (f.record, f.camera) = (noted(false, 1, 1), CameraRule::Off));
        check(&|f| (f.record, f.camera) = (record(|r| r.monitor = None), CameraRule::Off));
    }

    #[test]
    fn anything_amiss_is_a_reason() {
        let check = |why: Why, change: &dyn Fn(&mut Facts)| {
            let mut facts = good();
            change(&mut facts);
            assert_eq!(may_issue(&facts), Err(why.clone()), "{facts:?}");
            assert!(why.in_words().len() > 20, "{why:?}");
        };
        check(Why::NotPassed, &|f| f.outcome = Outcome::Failed);
        check(Why::NotPassed, &|f| f.outcome = Outcome::None);
        check(Why::NotPassed, &|f| f.outcome = Outcome::Unknown);
        check(Why::ResultHeld, &|f| f.outcome = Outcome::Held);
        check(Why::NotGraded, &|f| f.outcome = Outcome::Provisional);
        check(Why::NotGraded, &|f| f.record = record(|r| r.graded = false));
        check(Why::NotConfirmed, &|f| f.record = record(|r| r.confirmed = false));
        check(Why::NotConfirmed, &|f| f.record = None);
        check(Why::Void, &|f| f.void = true);
        check(Why::Erased, &|f| f.erased = true);
        check(Why::Held("a reason".into()), &|f| f.held = Some("a reason".into()));
        check(Why::AlreadyThere, &|f| f.before = Before::Live);
        check(Why::Withdrawn, &|f| f.before = Before::Withdrawn);
        check(Why::NameMissing, &|f| f.name = None);
        check(Why::IdentityMissing, &|f| f.identity = Identity::Missing);
        check(Why::IdentityRefused, &|f| f.identity = Identity::Refused);
        check(Why::NameDiffers, &|f| f.identity = Identity::Verified(NameMatch::Differs));
        check(Why::MonitorUnknown, &|f| f.record = record(|r| r.monitor = None));
        check(Why::CameraWasOff, &|f| f.record = noted(false, 0, 0));
        check(Why::CameraWasOff, &|f| (f.record, f.cleared) = (noted(false, 0, 0), true));
        check(Why::CameraWasOff, &|f| (f.record, f.camera) = (noted(false, 0, 0), CameraRule::Unknown));
        check(Why::ToBeLookedAt, &|f| f.record = noted(true, 11, 0));
        check(Why::ToBeLookedAt, &|f| f.record = noted(true, 0, 121));
        check(Why::ToBeLookedAt, &|f| (f.record, f.camera) = (noted(false, 11, 0), CameraRule::Off));
    }

    proptest! {
        /// Whatever was noted: a person's word, or few events, and never a pass by anything else.
        #[test]
        fn what_was_noted_is_little_or_looked_at(
            camera: bool,
            cleared: bool,
            events in 0..40i64,
            seconds_away in 0..400i64,
        ) {
            let facts = Facts { record: noted(camera, events, seconds_away), cleared, ..good() };
            let expected = camera && (cleared || (events <= 10 && seconds_away <= 120));
            prop_assert_eq!(may_issue(&facts).is_ok(), expected);
        }
    }
}
