//! What time brings about for credentials: renewal notices, and steps that do not get on.

use super::ledger::{Entry, entries};
use super::letter;
use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::{self, DAY};
use crate::core::Core;
use crate::db::Outcome;
use registrar_api::CaseKind;

/// Renewal notices, and credentials that have been on their way for too long; called by the sweep.
pub async fn sweep(core: &Core) -> Outcome<()> {
    remind(core).await?;
    stuck(core).await
}

/// How many notices should have gone by `today`, of those that go so many days before the expiry.
fn notices_due(expiry: &str, today_ms: i64, days_before: &[i64]) -> i64 {
    let due = days_before.iter().filter(|days| clock::date(today_ms + **days * DAY).as_str() >= expiry);
    i64::try_from(due.count()).unwrap_or(i64::MAX)
}

/// One letter, however many notices were missed.
async fn remind(core: &Core) -> Outcome<()> {
    let days = &core.settings.programme.credential.renewal_notice_days;
    let Some(first) = days.iter().max() else { return Ok(()) };
    let now = core.now_ms();
    let sql = entries!("WHERE c.step = 'done' AND c.expiry_date >= $1 AND c.expiry_date <= $2 AND c.notices < $3");
    let all = i64::try_from(days.len()).unwrap_or(i64::MAX);
    for row in core.db.rows(sql, args![clock::date(now), clock::date(now + first * DAY), all]).await? {
        let entry = Entry::of(&row)?;
        let due = notices_due(entry.expiry_date.as_deref().unwrap_or_default(), now, days);
        if due <= entry.notices {
            continue;
        }
        let mut tx = core.db.begin().await?;
        let sql = "UPDATE credential SET notices = $3 WHERE id = $1 AND notices = $2 AND step = 'done'";
        if tx.run(sql, args![&entry.id, entry.notices, due]).await? == 1 {
            letter::runs_out(&mut tx, core, &entry.subject(), due).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// A day is long for a few calls: then somebody should look.
pub const PERSON_AFTER: i64 = DAY;

/// Credentials that have been on their way for too long.
async fn stuck(core: &Core) -> Outcome<()> {
    let sql = entries!(
        "WHERE (c.step = 'withdrawing' AND c.updated_ms < $1)
         OR (c.step NOT IN ('done', 'withdrawing', 'withdrawn') AND c.created_ms < $1)"
    );
    for row in core.db.rows(sql, args![core.now_ms() - PERSON_AFTER]).await? {
        let entry = Entry::of(&row)?;
        let inner = "It is still tried. Look at Certifier, and at the other cases of this enrolment.";
        let case = match entry.is_awaited() {
            true => NewCase::system(CaseKind::Held, "A credential has not been issued within a day")
                .shown(&entry.person_id)
                .once(entry.trouble("stuck"))
                .saying("Certifier was asked for the credential more than a day ago. It is asked again, and a person looks.")
                .noting(format!("It stands at “{}”. {inner}", entry.step)),
            false => NewCase::system(CaseKind::Held, format!("A credential has been {} for more than a day", entry.step))
                .once(entry.trouble(&format!("stuck:{}", entry.step)))
                .saying(inner),
        };
        let mut tx = core.db.begin().await?;
        casework::open(&mut tx, core, case.about(&entry.enrolment_id)).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_counted_by_days() {
        let today = 1_795_392_000_000; // 2026-11-23
        let check = |expiry: &str, expected| assert_eq!(notices_due(expiry, today, &[60, 14]), expected, "{expiry}");
        check("2028-11-23", 0);
        check("2027-01-23", 0);
        check("2027-01-22", 1);
        check("2026-12-08", 1);
        check("2026-12-07", 2);
        check("2026-11-23", 2);
    }
}
