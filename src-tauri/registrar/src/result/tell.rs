//! What the candidate is written when an outcome changes.

use super::record::ResultRecord;
use super::verdict::Verdict;
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::mail::{self, Mail};
use crate::seat::SeatRow;
use crate::trouble::Trouble;
use registrar_api::Outcome as ExamOutcome;

/// Whose seat it is.
pub struct Holder {
    pub person_id: String,
    email: String,
}

/// The person of an enrolment, read in this transaction.
pub async fn holder(tx: &mut Tx, enrolment_id: &str) -> Outcome<Holder> {
    let sql = "SELECT p.id, p.email FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.id = $1";
    let row = tx.row(sql, args![enrolment_id]).await?;
    let row = row.ok_or_else(|| Trouble::broken("a seat's enrolment has no person"))?;
    Ok(Holder { person_id: row.text("id")?, email: row.text("email")? })
}

/// Writes to the candidate, once for each outcome of each state of the result. The caller has seen the outcome change while
/// holding the seat's row.
pub async fn candidate(
    tx: &mut Tx,
    core: &Core,
    holder: &Holder,
    seat: &SeatRow,
    verdict: &Verdict,
    record: Option<&ResultRecord>,
) -> Outcome<()> {
    let state = record.map(ResultRecord::digest).unwrap_or_default();
    let title = &core.settings.programme.title;
    let mail = Mail {
        once: format!("result:{}:{}:{state}", seat.id, verdict.outcome),
        to: &holder.email,
        person_id: Some(&holder.person_id),
        subject: format!("{title}: {}", in_short(verdict.outcome)),
        body: in_full(core, seat, verdict, record),
    };
    mail::queue(tx, core, mail).await
}

fn in_short(outcome: ExamOutcome) -> &'static str {
    match outcome {
        ExamOutcome::Passed => "you have passed",
        ExamOutcome::Failed => "you have not passed this time",
        ExamOutcome::Provisional => "a first score is there",
        _ => "a person looks at your result",
    }
}

fn in_full(core: &Core, seat: &SeatRow, verdict: &Verdict, record: Option<&ResultRecord>) -> String {
    let mut body = format!("Attempt {} of “{}”: ", seat.attempt, core.settings.programme.title);
    body += in_short(verdict.outcome);
    body += ".\n\n";
    let score =
        record.filter(|record| record.tells_its_score(verdict.outcome)).and_then(|record| record.percentage_tenths);
    if let (Some(score), true) = (score, verdict.outcome != ExamOutcome::Held) {
        body += &format!("Score: {} %. Pass mark: {} %.\n", in_percent(score), in_percent(seat.pass_mark_tenths));
    }
    if let Some(why) = &verdict.why {
        body += why;
        body += "\n";
    }
    body += &format!(
        "\nThe app shows everything about it, and there you can ask, answer or appeal. If it does not work: {}\n",
        core.settings.programme.contact_email
    );
    body
}

fn in_percent(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
