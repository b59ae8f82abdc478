//! A seat that was handed out and of which nothing is heard: after so many hours a person looks, as its candidate was told.

use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::{HOUR, in_words};
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use registrar_api::CaseKind;

/// Seats that have been silent for too long after their end, a case for each; called by the sweep.
pub async fn sweep(core: &Core) -> Outcome<()> {
    let sql = "SELECT s.id, s.enrolment_id, s.attempt, s.link_id, s.test_id, s.expires_ms, e.person_id FROM seat s
               JOIN enrolment e ON e.id = s.enrolment_id JOIN person p ON p.id = e.person_id
               WHERE s.state IN ('open', 'expired') AND s.outcome = 'none' AND s.handed_out_ms IS NOT NULL
               AND s.expires_ms <= $1 AND p.erased_ms IS NULL
               AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.dedupe = 'silent:' || s.id)
               ORDER BY s.expires_ms LIMIT 500";
    let silent_since = core.now_ms() - core.settings.operations.silence_hours * HOUR;
    for row in core.db.rows(sql, args![silent_since]).await? {
        look(core, &row).await?;
    }
    Ok(())
}

async fn look(core: &Core, row: &Row) -> Outcome<()> {
    let (id, attempt, ended) = (row.text("id")?, row.int("attempt")?, in_words(row.int("expires_ms")?));
    // A result of this very moment comes before, and is seen, or after, and settles the case.
    let still = "UPDATE seat SET outcome = outcome WHERE id = $1 AND outcome = 'none' AND state IN ('open', 'expired')";
    let mut tx = core.db.begin().await?;
    if tx.run(still, args![&id]).await? == 0 {
        return Ok(());
    }
    let (link, test) = (row.text("link_id")?, row.text("test_id")?);
    let case = NewCase::system(CaseKind::Held, format!("No result of attempt {attempt} has come"))
        .about(&row.text("enrolment_id")?)
        .shown(&row.text("person_id")?)
        .once(dedupe(&id))
        .saying(format!(
            "The time of attempt {attempt} was over at {ended}, and no result has reached us since. A person looks for it at \
             ClassMarker, and decides whether the attempt counts. You can help by writing here whether you could sit the \
             exam, and whether you handed in."
        ))
        .noting(format!("Seat {id}, link {link}, test {test}. If the exam could not be sat, take the seat back."));
    casework::open(&mut tx, core, case).await?;
    tx.commit().await
}

/// Something has been heard of a seat after all.
pub async fn broken(tx: &mut Tx, core: &Core, id: &str) -> Outcome<()> {
    casework::settled(tx, core, &dedupe(id), "ClassMarker's report has reached us. The app shows what it says.").await
}

fn dedupe(seat_id: &str) -> String {
    format!("silent:{seat_id}")
}
