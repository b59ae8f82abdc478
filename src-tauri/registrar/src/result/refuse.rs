//! Results that are not taken: kept for a person, and raised once.

use super::record::ResultRecord;
use super::tell;
use super::verdict::{Refusal, Verdict};
use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::SECOND;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::seat::{self, SeatRow};
use crate::trouble::Trouble;
use registrar_api::{CaseKind, Outcome as ExamOutcome};

/// Refuses a result of a link, with the seat that it names. The candidate sees nothing of it.
pub async fn result(
    tx: &mut Tx,
    core: &Core,
    record: &ResultRecord,
    seat: Option<&SeatRow>,
    refusal: Refusal,
) -> Outcome<()> {
    write(tx, core, Refused::of_link(record, seat, refusal)?, None).await
}

/// Refuses a result with which somebody came to one seat's access code under another token. It is a case of that seat's
/// enrolment and no result of it. Its candidate sees the case only if both seats, and so the result, are the same person's.
pub async fn of_access_code(
    tx: &mut Tx,
    core: &Core,
    record: &ResultRecord,
    seat: &SeatRow,
    named: Option<&SeatRow>,
) -> Outcome<()> {
    let refusal = if named.is_some() { Refusal::OtherAccessCode } else { Refusal::UnknownToken };
    let holder = tell::holder(tx, &seat.enrolment_id).await?;
    let own = match named {
        Some(named) => tell::holder(tx, &named.enrolment_id).await?.person_id == holder.person_id,
        None => false,
    };
    let mut refused = Refused::of_link(record, Some(seat), refusal)?;
    refused.about += &format!(" came with the access code of attempt {}, seat {}, and", seat.attempt, seat.id);
    let told = Told {
        person_id: &holder.person_id,
        title: "A result came under another seat's token".into(),
        text: "A result came with the access code of one of your seats and the token of another. It counts for neither until \
               a person has looked.",
    };
    write(tx, core, refused, own.then_some(told)).await
}

/// Refuses the result of a group's exam, which no seat of ours can have.
pub async fn group(tx: &mut Tx, core: &Core, group_id: &str, record: &ResultRecord) -> Outcome<()> {
    let body = serde_json::to_string(record).map_err(|e| Trouble::broken(e.to_string()))?;
    let about = format!("A result of test {} in group {group_id}", record.test_id);
    let named = format!("{group_id}:{}", record.test_id);
    let key = format!("{group_id}:{}", record.digest());
    write(tx, core, Refused { refusal: Refusal::GroupResult, seat: None, key, named, about, body }, None).await
}

struct Refused<'a> {
    refusal: Refusal,
    seat: Option<&'a SeatRow>,
    /// The same state of the same result.
    key: String,
    /// The result, in whatever state: one case for each.
    named: String,
    about: String,
    body: String,
}

impl<'a> Refused<'a> {
    fn of_link(record: &ResultRecord, seat: Option<&'a SeatRow>, refusal: Refusal) -> Outcome<Self> {
        let body = serde_json::to_string(record).map_err(|e| Trouble::broken(e.to_string()))?;
        let named = match record.link_result_id.as_str() {
            "" => record.digest(),
            id => id.to_owned(),
        };
        let about = format!("Result {named} (link {}, test {})", record.link_id, record.test_id);
        Ok(Self { refusal, seat, key: record.digest(), named, about, body })
    }
}

/// What the candidate sees of a refusal.
struct Told<'a> {
    person_id: &'a str,
    title: String,
    text: &'a str,
}

async fn write(tx: &mut Tx, core: &Core, refused: Refused<'_>, told: Option<Told<'_>>) -> Outcome<()> {
    let Refused { refusal, seat, key, named, about, body } = refused;
    let seat_id = seat.map(|seat| seat.id.as_str());
    let digest = keys::digest(format!("{}:{}:{key}", refusal.word(), seat_id.unwrap_or_default()).as_bytes());
    let sql = "INSERT INTO refused_result (digest, seat_id, why, body, seen_ms) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (digest) DO NOTHING";
    if tx.run(sql, args![digest, seat_id, refusal.word(), body, core.now_ms()]).await? == 0 {
        return Ok(());
    }
    let once = format!("refused:{}:{named}", refusal.word());
    let inner = format!("{about} was not taken: {refusal}.");
    let mut case = match told {
        None => NewCase::system(CaseKind::Mismatch, format!("A result was refused ({})", refusal.word()))
            .once(once)
            .saying(inner),
        // A case of its own: there may be one that nobody is shown.
        Some(Told { person_id, title, text }) => NewCase::system(CaseKind::Mismatch, title)
            .once(format!("{once}:shown"))
            .shown(person_id)
            .saying(text)
            .noting(inner),
    };
    if let Some(seat) = seat {
        case = case.about(&seat.enrolment_id);
    }
    casework::open(tx, core, case).await.map(drop)
}

/// The result is the seat's, but what it says cannot be believed. A candidate who waits for it hears so instead of nothing,
/// and sees the case.
pub async fn hold(tx: &mut Tx, core: &Core, seat: &SeatRow, record: &ResultRecord, refusal: Refusal) -> Outcome<()> {
    let why = format!("ClassMarker's report cannot be accepted as it is: {refusal}. A person looks at it.");
    let sql = "UPDATE seat SET outcome = $2, outcome_why = $3, outcome_ms = $4 WHERE id = $1 AND outcome = 'none'";
    if tx.run(sql, args![&seat.id, ExamOutcome::Held.word(), &why, core.now_ms()]).await? == 0 {
        return result(tx, core, record, Some(seat), refusal).await;
    }
    seat::finished(tx, core, &seat.id, record.finished_s.unwrap_or_default().saturating_mul(SECOND)).await?;
    let holder = tell::holder(tx, &seat.enrolment_id).await?;
    let title = format!("The result of attempt {} cannot be accepted as it is", seat.attempt);
    let told = Told { person_id: &holder.person_id, title, text: &why };
    write(tx, core, Refused::of_link(record, Some(seat), refusal)?, Some(told)).await?;
    tell::candidate(tx, core, &holder, seat, &Verdict { outcome: ExamOutcome::Held, why: Some(why) }, None).await
}
