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

/// Refuses a result of a link, with the seat that its token names.
pub async fn result(
    tx: &mut Tx,
    core: &Core,
    record: &ResultRecord,
    seat: Option<&SeatRow>,
    refusal: Refusal,
) -> Outcome<()> {
    let body = serde_json::to_string(record).map_err(|e| Trouble::broken(e.to_string()))?;
    let named = match record.link_result_id.as_str() {
        "" => record.digest(),
        id => id.to_owned(),
    };
    let about = format!("Result {named} (link {}, test {})", record.link_id, record.test_id);
    write(tx, core, Refused { refusal, seat, key: record.digest(), named, about, body }).await
}

/// Refuses the result of a group's exam, which no seat of ours can have.
pub async fn group(tx: &mut Tx, core: &Core, group_id: &str, record: &ResultRecord) -> Outcome<()> {
    let body = serde_json::to_string(record).map_err(|e| Trouble::broken(e.to_string()))?;
    let about = format!("A result of test {} in group {group_id}", record.test_id);
    let named = format!("{group_id}:{}", record.test_id);
    let key = format!("{group_id}:{}", record.digest());
    write(tx, core, Refused { refusal: Refusal::GroupResult, seat: None, key, named, about, body }).await
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

async fn write(tx: &mut Tx, core: &Core, refused: Refused<'_>) -> Outcome<()> {
    let Refused { refusal, seat, key, named, about, body } = refused;
    let seat_id = seat.map(|seat| seat.id.as_str());
    let digest = keys::digest(format!("{}:{}:{key}", refusal.word(), seat_id.unwrap_or_default()).as_bytes());
    let sql = "INSERT INTO refused_result (digest, seat_id, why, body, seen_ms) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (digest) DO NOTHING";
    if tx.run(sql, args![digest, seat_id, refusal.word(), body, core.now_ms()]).await? == 0 {
        return Ok(());
    }
    let mut case = NewCase::system(CaseKind::Mismatch, format!("A result was refused ({})", refusal.word()))
        .once(format!("refused:{}:{named}", refusal.word()))
        .saying(format!("{about} was not taken: {refusal}."));
    if let Some(seat) = seat {
        case = case.about(&seat.enrolment_id);
    }
    casework::open(tx, core, case).await.map(drop)
}

/// The exam of a seat is over, but what is reported of it cannot be believed: the candidate hears so instead of nothing.
pub async fn hold(tx: &mut Tx, core: &Core, seat: &SeatRow, record: &ResultRecord, refusal: Refusal) -> Outcome<()> {
    let why = format!("ClassMarker's report cannot be accepted as it is: {refusal}. A person looks at it.");
    let sql = "UPDATE seat SET outcome = $2, outcome_why = $3, outcome_ms = $4 WHERE id = $1 AND outcome = 'none'";
    if tx.run(sql, args![&seat.id, ExamOutcome::Held.word(), &why, core.now_ms()]).await? == 0 {
        return Ok(());
    }
    seat::finished(tx, core, &seat.id, record.finished_s.unwrap_or_default().saturating_mul(SECOND)).await?;
    let holder = tell::holder(tx, &seat.enrolment_id).await?;
    tell::candidate(tx, core, &holder, seat, &Verdict { outcome: ExamOutcome::Held, why: Some(why) }, None).await
}
