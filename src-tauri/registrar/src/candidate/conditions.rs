//! What must hold before a seat is given.

use super::enrolment::EnrolmentRow;
use crate::args;
use crate::clock::{DAY, MINUTE, days, in_words};
use crate::config::{ProgrammeConfig, VariantConfig};
use crate::core::Core;
use crate::db::Outcome;
use crate::identity;
use crate::seat::SeatRow;
use registrar_api::{
    Condition, ConditionKind, ConsentKind, IdentityState, IdentityStatus, NameMatch, Outcome as ExamOutcome, SeatState,
};

/// Everything the conditions look at.
pub struct Facts<'a> {
    pub now_ms: i64,
    pub enrolment: &'a EnrolmentRow,
    /// As it was promised at enrolment.
    pub promised: &'a ProgrammeConfig,
    /// As it is now; None if the settings no longer have it.
    pub variant: Option<&'a VariantConfig>,
    pub missing_consents: &'a [ConsentKind],
    pub identity: &'a IdentityStatus,
    pub seats: SeatFacts,
}

/// What the seats so far amount to.
#[derive(Debug, Clone, Default)]
pub struct SeatFacts {
    pub counted: i64,
    pub live: bool,
    pub passed: bool,
    /// A result that is provisional or held.
    pub undecided: bool,
    /// When the last counted one ended.
    pub last_ended_ms: Option<i64>,
}

/// What of an enrolment is read once, to be shown and looked at alike: read twice, a picture could say that the identity
/// is proved and that it was never checked.
pub struct Seen {
    pub missing_consents: Vec<ConsentKind>,
    pub identity: IdentityStatus,
    /// Newest first.
    pub seats: Vec<SeatRow>,
}

impl Seen {
    pub async fn read(core: &Core, enrolment_id: &str) -> Outcome<Self> {
        Ok(Self {
            missing_consents: missing_consents(core, enrolment_id).await?,
            identity: identity::status(core, enrolment_id).await?,
            seats: SeatRow::all(core, enrolment_id).await?,
        })
    }

    /// Every condition, met or not, in the order in which a candidate meets them.
    pub fn conditions(&self, core: &Core, enrolment: &EnrolmentRow, promised: &ProgrammeConfig) -> Vec<Condition> {
        let facts = Facts {
            now_ms: core.now_ms(),
            enrolment,
            promised,
            variant: core.settings.programme.variant(&enrolment.variant),
            missing_consents: &self.missing_consents,
            identity: &self.identity,
            seats: SeatFacts::of(&self.seats),
        };
        facts.conditions()
    }
}

/// Every condition, met or not, in the order in which a candidate meets them.
pub async fn of(core: &Core, enrolment: &EnrolmentRow) -> Outcome<Vec<Condition>> {
    let promised = enrolment.programme(core).await?;
    Ok(Seen::read(core, &enrolment.id).await?.conditions(core, enrolment, &promised))
}

/// The consents that the present texts still need.
async fn missing_consents(core: &Core, enrolment_id: &str) -> Outcome<Vec<ConsentKind>> {
    let given = core.db.rows("SELECT kind, version FROM consent WHERE enrolment_id = $1", args![enrolment_id]).await?;
    let given: Vec<(String, String)> =
        given.iter().map(|row| Ok((row.text("kind")?, row.text("version")?))).collect::<Outcome<_>>()?;
    let texts = core.settings.programme.consents.iter();
    let missing =
        texts.filter(|text| !given.iter().any(|(kind, version)| kind == text.kind.word() && *version == text.version));
    Ok(missing.map(|text| text.kind).collect())
}

impl SeatFacts {
    fn of(seats: &[SeatRow]) -> Self {
        let mut facts = Self { live: seats.iter().any(SeatRow::is_live), ..Self::default() };
        for seat in seats.iter().filter(|seat| seat.state != SeatState::Void) {
            facts.passed |= seat.outcome == ExamOutcome::Passed;
            facts.undecided |= matches!(seat.outcome, ExamOutcome::Provisional | ExamOutcome::Held);
            if seat.counts {
                facts.counted += 1;
                facts.last_ended_ms = facts.last_ended_ms.max(Some(seat.finished_ms.unwrap_or(seat.expires_ms)));
            }
        }
        facts
    }
}

fn condition(kind: ConditionKind, met: bool, words: impl Into<String>) -> Condition {
    Condition { kind, met, in_words: words.into(), met_at_ms: None }
}

impl Facts<'_> {
    /// Every condition, from the facts alone.
    pub fn conditions(&self) -> Vec<Condition> {
        let enrolled = format!("Enrolled since {}.", in_words(self.enrolment.created_ms));
        vec![
            condition(ConditionKind::Enrolled, true, enrolled),
            self.not_held(),
            self.consented(),
            self.name_confirmed(),
            self.identity_valid(),
            self.attempts_left(),
            self.not_passed(),
            self.waiting_over(),
            self.window_open(),
            self.variant_fixed(),
            self.no_open_seat(),
        ]
    }

    fn not_held(&self) -> Condition {
        let words = match &self.enrolment.held {
            None => "Nothing is held.".into(),
            Some(why) => format!("A person holds your enrolment: {why}"),
        };
        condition(ConditionKind::NotHeld, self.enrolment.held.is_none(), words)
    }

    fn consented(&self) -> Condition {
        let missing: Vec<&str> = self.missing_consents.iter().map(|kind| kind.word()).collect();
        let words = match missing.is_empty() {
            true => "You have agreed to every text.".into(),
            false => format!("Read and agree to: {}.", missing.join(", ")),
        };
        condition(ConditionKind::Consented, missing.is_empty(), words)
    }

    fn name_confirmed(&self) -> Condition {
        let words = match &self.enrolment.name {
            Some(name) => format!("Your credential will say “{name}”."),
            None => "Confirm your name as it should stand on the credential.".into(),
        };
        condition(ConditionKind::NameConfirmed, self.enrolment.name.is_some(), words)
    }

    fn identity_valid(&self) -> Condition {
        let identity = self.identity;
        let words = match identity.state {
            IdentityState::Verified if identity.name == NameMatch::Differs => {
                "The name on your document is not the one you confirmed. A person looks at it.".into()
            }
            IdentityState::Verified => match identity.valid_until_ms {
                Some(until) => format!("Your identity is verified until {}.", in_words(until)),
                None => "Your identity is verified.".into(),
            },
            IdentityState::Processing => "Your document is being checked; most checks take less than a minute.".into(),
            IdentityState::WithPerson => "A person is deciding on your identity.".into(),
            IdentityState::Expired => "Your identity check is too old. Do it again.".into(),
            IdentityState::Refused => "A person could not confirm your identity. You can appeal.".into(),
            _ => "Prove your identity.".into(),
        };
        let met = identity.state == IdentityState::Verified && identity.name != NameMatch::Differs;
        condition(ConditionKind::IdentityValid, met, words)
    }

    fn attempts_left(&self) -> Condition {
        let (used, allowed) = (self.seats.counted, self.enrolment.attempts_allowed);
        let words = format!("{used} of {allowed} attempts used.");
        condition(ConditionKind::AttemptsLeft, used < allowed, words)
    }

    fn not_passed(&self) -> Condition {
        let words = match (self.seats.passed, self.seats.undecided) {
            (true, _) => "You have passed. There is nothing more to sit.",
            (false, true) => "Your last exam is still being decided. A new one can follow when it is.",
            (false, false) => "No result stands in the way.",
        };
        condition(ConditionKind::NotPassed, !self.seats.passed && !self.seats.undecided, words)
    }

    fn waiting_over(&self) -> Condition {
        let lifted = self.enrolment.may_sit_from_ms.is_some_and(|from| from <= self.now_ms);
        let waiting = self.promised.attempts.waiting_days * DAY;
        let until =
            self.seats.last_ended_ms.map(|ended| ended + waiting).filter(|until| *until > self.now_ms && !lifted);
        match until {
            None => condition(ConditionKind::WaitingOver, true, "There is no waiting period now."),
            Some(until) => Condition {
                met_at_ms: Some(until),
                ..condition(
                    ConditionKind::WaitingOver,
                    false,
                    format!(
                        "Wait {} between attempts: until {}.",
                        days(self.promised.attempts.waiting_days),
                        in_words(until)
                    ),
                )
            },
        }
    }

    fn window_open(&self) -> Condition {
        let (opens, closes) = (self.enrolment.window_opens_ms, self.enrolment.window_closes_ms);
        let needed = self.variant.map_or(0, |v| v.minutes) + self.promised.attempts.margin_minutes;
        let (met, words) = if self.now_ms < opens {
            (false, format!("The exam can be sat from {}.", in_words(opens)))
        } else if self.now_ms >= closes {
            (false, format!("The exam could be sat until {}. A person can extend this.", in_words(closes)))
        } else if closes - self.now_ms < needed * MINUTE {
            (false, format!("The window closes at {}: too soon for {needed} minutes.", in_words(closes)))
        } else {
            (true, format!("The exam can be sat until {}.", in_words(closes)))
        };
        let met_at_ms = (self.now_ms < opens).then_some(opens);
        Condition { met_at_ms, ..condition(ConditionKind::WindowOpen, met, words) }
    }

    fn variant_fixed(&self) -> Condition {
        let (met, words) = match (self.variant, self.enrolment.variant_fixed) {
            (Some(variant), true) => {
                (true, format!("You sit the exam as “{}”: {} minutes.", variant.title, variant.minutes))
            }
            _ => (false, "A person is deciding how you sit the exam.".into()),
        };
        condition(ConditionKind::VariantFixed, met, words)
    }

    fn no_open_seat(&self) -> Condition {
        let words = match self.seats.live {
            true => "A seat is open: go on with it.",
            false => "No other seat is open.",
        };
        condition(ConditionKind::NoOpenSeat, !self.seats.live, words)
    }
}
