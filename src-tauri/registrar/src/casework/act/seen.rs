//! What an administrator saw when deciding: a decision about what has changed since is refused.

use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::db::{Ask, Outcome, Tx};
use crate::keys;
use crate::trouble::Trouble;

/// A mark of an enrolment as it stands now: its holds, results and identity. Another one means that something else is to be
/// decided.
pub async fn mark(ask: &mut impl Ask, enrolment_id: &str) -> Outcome<String> {
    let mut stands = Vec::new();
    for sql in [
        "SELECT COALESCE(held, '') || ':' || variant || ':' || COALESCE(name, '') AS line FROM enrolment WHERE id = $1",
        "SELECT id || ':' || state || ':' || outcome || ':' || COALESCE(current_digest, '') AS line FROM seat
         WHERE enrolment_id = $1 ORDER BY attempt",
        "SELECT id || ':' || state || ':' || name_match AS line FROM identity WHERE enrolment_id = $1 AND live = 1",
    ] {
        for row in ask.rows(sql, args![enrolment_id]).await? {
            stands.push(row.text("line")?);
        }
    }
    Ok(format!("{enrolment_id}/{}", keys::digest(stands.join("\n").as_bytes())))
}

/// Refuses if the enrolment no longer stands as it was seen; else it stands so until the transaction ends.
pub async fn check(tx: &mut Tx, seen: &str) -> Outcome<()> {
    let (id, _) = seen.split_once('/').ok_or_else(|| Trouble::bad("This form is not whole. Reload the page."))?;
    EnrolmentRow::to_change(tx, id).await?;
    tx.run("UPDATE seat SET outcome = outcome WHERE enrolment_id = $1", args![id]).await?;
    tx.run("UPDATE identity SET version = version WHERE enrolment_id = $1 AND live = 1", args![id]).await?;
    match mark(tx, id).await? == seen {
        true => Ok(()),
        false => Err(Trouble::not_now(
            "Something of this enrolment has changed since you opened the page: a result, the identity, the name or a hold. \
             Look at it again, then decide.",
            vec![],
        )),
    }
}
