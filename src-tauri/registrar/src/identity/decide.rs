//! A person's decision stands above any check.

use super::redact;
use super::row::{self, State};
use crate::args;
use crate::candidate::programme;
use crate::clock::DAY;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::trouble::Trouble;
use registrar_api::NameMatch;

/// A person of operations decides: verified, or refused. What was there before is closed, and stays in the history; a session
/// that is still open at Stripe's is closed with it.
pub async fn decide(tx: &mut Tx, core: &Core, enrolment_id: &str, verified: bool) -> Outcome<()> {
    let sql = "SELECT name, programme_version FROM enrolment WHERE id = $1";
    let enrolment = tx.row(sql, args![enrolment_id]).await?.ok_or_else(|| Trouble::not_found("enrolment"))?;
    let rules = programme::within(tx, core, enrolment.int("programme_version")?).await?.identity;
    let now = core.now_ms();
    row::close(tx, enrolment_id).await?;
    let state = if verified { State::Verified } else { State::Refused };
    let mut row = row::decided(tx, core, enrolment_id, state).await?;
    if verified {
        row.verified_ms = Some(now);
        row.valid_until_ms = Some(now + rules.valid_days * DAY);
        row.name_match = NameMatch::Matches;
        row.name_compared = enrolment.opt_text("name")?;
    }
    if !row.save(tx).await? {
        return Err(Trouble::broken("a check changed within the transaction that made it"));
    }
    let unfinished = "SELECT id FROM identity WHERE enrolment_id = $1 AND live = 0 AND redaction = 'none'
                      AND provider_id IS NOT NULL AND state = 'requires_input'";
    for row in tx.rows(unfinished, args![enrolment_id]).await? {
        redact::want(tx, core, &row.text("id")?).await?;
    }
    Ok(())
}
