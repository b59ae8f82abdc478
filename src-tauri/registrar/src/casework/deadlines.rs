//! Deadlines: a reminder when one is near, and a plain word when one has passed.

use super::open;
use crate::args;
use crate::clock::{self, HOUR};
use crate::core::Core;
use crate::db::{Outcome, Row};
use crate::mail::{self, Mail};
use registrar_api::CaseAuthor;

/// A deadline is near within a quarter of its time, and within so much at most.
const NEAR: i64 = 12 * HOUR;

/// What has been said of a deadline; `case_file.reminded` holds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Nothing = 0,
    Near = 1,
    Overdue = 2,
}

/// Reminds operations of deadlines that are near or over, once each; called by the sweep. A case that waits for the candidate
/// has none.
pub async fn sweep(core: &Core) -> Outcome<()> {
    let sql = "SELECT number, kind, title, person_id, visible, opened_ms, deadline_ms, reminded FROM case_file
               WHERE state = 'open' AND reminded < 2 AND deadline_ms <= $1 ORDER BY deadline_ms";
    for row in core.db.rows(sql, args![core.now_ms() + NEAR]).await? {
        remind(core, &row).await?;
    }
    Ok(())
}

/// What is to be said of a deadline by now.
fn due(opened_ms: i64, deadline_ms: i64, now_ms: i64) -> Said {
    let near = ((deadline_ms - opened_ms) / 4).clamp(0, NEAR);
    match deadline_ms - now_ms {
        left if left <= 0 => Said::Overdue,
        left if left <= near => Said::Near,
        _ => Said::Nothing,
    }
}

async fn remind(core: &Core, case: &Row) -> Outcome<()> {
    let (number, deadline) = (case.int("number")?, case.int("deadline_ms")?);
    let said = due(case.int("opened_ms")?, deadline, core.now_ms());
    if case.int("reminded")? >= said as i64 {
        return Ok(());
    }
    let mut tx = core.db.begin().await?;
    let sql = "UPDATE case_file SET reminded = $2
               WHERE number = $1 AND reminded < $2 AND state = 'open' AND deadline_ms = $3";
    if tx.run(sql, args![number, said as i64, deadline]).await? == 0 {
        return Ok(());
    }
    let when = clock::in_words(deadline);
    let (word, what) = match said {
        Said::Overdue => ("overdue", format!("Case {number} is overdue: it was to be decided by {when}")),
        _ => ("near", format!("Case {number} is to be decided by {when}")),
    };
    let mail = Mail {
        once: format!("case:{number}:{word}:{deadline}"),
        to: &core.settings.operations.email,
        person_id: None,
        subject: what,
        body: format!("{}\n\n{}/admin/cases/{number}\n", case.text("title")?, core.settings.server.public_url),
    };
    mail::queue(&mut tx, core, mail).await?;
    if said == Said::Overdue && case.flag("visible")? && case.opt_text("person_id")?.is_some() {
        let text = format!(
            "This is overdue: a person was to decide by {when}, and has not. That is our fault, not yours. Operations have \
             been reminded; you can also write to {}.",
            core.settings.programme.contact_email
        );
        open::note(&mut tx, core, number, CaseAuthor::System, "", true, &text).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_near_within_a_quarter_and_within_half_a_day() {
        let check = |hours: i64, left: i64, expected: i64| {
            let said = due(0, hours * HOUR, (hours - left) * HOUR) as i64;
            assert_eq!(said, expected, "{hours} hours, {left} left");
        };
        for (hours, left, expected) in [
            (48, 13, 0),
            (48, 12, 1),
            (48, 0, 2),
            (48, -5, 2),
            (8, 3, 0),
            (8, 2, 1),
            (720, 13, 0),
            (720, 12, 1),
            (1, 1, 0),
        ] {
            check(hours, left, expected);
        }
    }
}
