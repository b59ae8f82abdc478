//! Having the provider delete what it holds. Our own record, "verified on that date", is in the database by then.

use super::row::{IdentityRow, Redaction, State};
use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::{self, DAY, HOUR};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::providers::{ProviderTrouble, Session};
use crate::trouble::Trouble;
use crate::work::{self, Done, JobKind};
use registrar_api::CaseKind;
use uuid::Uuid;

/// Stripe says four days at most.
const ALARM_AFTER: i64 = 5 * DAY;

/// Calls for the work in the transaction in which it is wanted.
pub async fn begin(tx: &mut Tx, core: &Core, id: &str) -> Outcome<()> {
    work::enqueue(tx, JobKind::IdentityRedact, id, core.now_ms()).await
}

/// Has everything deleted that the provider holds on an enrolment, whatever the retention says: for an erasure.
pub async fn have_redacted(tx: &mut Tx, core: &Core, enrolment_id: &str) -> Outcome<()> {
    let sql = "SELECT id FROM identity WHERE enrolment_id = $1 AND provider_id IS NOT NULL AND redaction = 'none'";
    for row in tx.rows(sql, args![enrolment_id]).await? {
        want(tx, core, &row.text("id")?).await?;
    }
    Ok(())
}

/// Notes that one is to be deleted.
pub async fn want(tx: &mut Tx, core: &Core, id: &str) -> Outcome<()> {
    let sql = "UPDATE identity SET redaction = 'wanted', redaction_wanted_ms = $2, version = version + 1
               WHERE id = $1 AND redaction = 'none' AND provider_id IS NOT NULL";
    if tx.run(sql, args![id, core.now_ms()]).await? == 1 {
        begin(tx, core, id).await?;
    }
    Ok(())
}

/// Work: has the provider delete what it holds, and asks until it has.
pub async fn redact(core: &Core, id: &str) -> Outcome<Done> {
    let Some(row) = IdentityRow::by_id(core, id).await? else { return Ok(Done::Finished) };
    let Some(provider_id) = &row.provider_id else { return Ok(Done::Finished) };
    let asked = match row.redaction {
        Redaction::Redacted => return Ok(Done::Finished),
        Redaction::Wanted => ask(core, provider_id).await,
        _ => core.stripe.retrieve(provider_id).await,
    };
    match asked {
        Ok(session) => take_over(core, row, &session).await,
        Err(trouble) => {
            let mut tx = core.db.begin().await?;
            let alarmed = alarm(&mut tx, core, &row).await?;
            tx.commit().await?;
            match trouble {
                // It does not delete in this state: a check is running, or the session was canceled. In the end a person does,
                // in Stripe's dashboard, and Stripe tells us by an event.
                ProviderTrouble::Refused { status: 400, .. } if alarmed => Ok(Done::Finished),
                ProviderTrouble::Refused { status: 400, .. } => Ok(Done::Again(core.now_ms() + HOUR)),
                trouble => Err(Trouble::Provider(trouble)),
            }
        }
    }
}

/// Asks for it, unless that has been done. Having looked first, a key of its own for each call: a stored failure would be
/// replayed under an old one.
async fn ask(core: &Core, provider_id: &str) -> Result<Session, ProviderTrouble> {
    let session = core.stripe.retrieve(provider_id).await?;
    match session.redaction {
        Some(_) => Ok(session),
        None => core.stripe.redact(provider_id, &Uuid::new_v4().to_string()).await,
    }
}

async fn take_over(core: &Core, row: IdentityRow, session: &Session) -> Outcome<Done> {
    let now = core.now_ms();
    let mut after = row.clone();
    match session.redaction.as_deref() {
        Some("redacted") => (after.redaction, after.redacted_ms) = (Redaction::Redacted, Some(now)),
        Some(_) => after.redaction = Redaction::Processing,
        None => {}
    }
    if row.state.is_open() && session.status == "canceled" {
        after.state = State::Canceled;
    }
    let mut tx = core.db.begin().await?;
    if !after.save(&mut tx).await? {
        return Ok(Done::Again(now));
    }
    alarm(&mut tx, core, &after).await?;
    tx.commit().await?;
    match after.redaction {
        Redaction::Wanted | Redaction::Processing => Ok(Done::Again(now + HOUR)),
        _ => Ok(Done::Finished),
    }
}

/// A person looks at it when it takes longer than it may; answers with whether it does.
async fn alarm(tx: &mut Tx, core: &Core, row: &IdentityRow) -> Outcome<bool> {
    let since = row.redaction_wanted_ms.filter(|_| row.redaction != Redaction::Redacted);
    let Some(since) = since.filter(|since| core.now_ms() - since > ALARM_AFTER) else { return Ok(false) };
    let session = row.provider_id.as_deref().unwrap_or_default();
    let case = NewCase::system(CaseKind::ProviderUnreachable, "Stripe has not deleted an identity check")
        .about(&row.enrolment_id)
        .once(format!("identity:{}:redaction", row.id))
        .saying(format!(
            "Asked for since {}; it should take four days at most. Session {session}: have it deleted in Stripe's dashboard.",
            clock::in_words(since)
        ));
    casework::open(tx, core, case).await?;
    Ok(true)
}
