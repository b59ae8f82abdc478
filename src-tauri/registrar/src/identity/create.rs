//! Creating a session once, however often the answer is lost.

use super::page::DONE;
use super::row::IdentityRow;
use crate::args;
use crate::core::Core;
use crate::db::Outcome;
use crate::providers::{NewSession, Session};
use uuid::Uuid;

/// The session of a check that is being created: the one that Stripe has already, or a new one. None for a check that was
/// closed before it had one.
///
/// It looks first, since an earlier answer may have been lost, and Stripe may have forgotten the key after a day. A failure is
/// stored with its key and replayed for ever: the next try has a fresh one, kept in the row before it is used.
pub async fn session(core: &Core, row: &IdentityRow) -> Outcome<Option<Session>> {
    let there = core.stripe.list(&row.enrolment_id).await?;
    let ours = there.into_iter().filter(|session| session.identity.as_ref() == Some(&row.id));
    if let Some(session) = ours.min_by_key(|session| session.status != "requires_input") {
        return Ok(Some(session));
    }
    if !row.live {
        return Ok(None);
    }
    let new = NewSession {
        enrolment_id: &row.enrolment_id,
        identity_id: &row.id,
        return_url: format!("{}{DONE}", core.settings.server.public_url),
        idempotency_key: &row.idempotency_key,
    };
    let created = core.stripe.create(&new).await;
    if created.as_ref().is_err_and(|trouble| trouble.spends_key()) {
        let sql = "UPDATE identity SET idempotency_key = $3 WHERE id = $1 AND idempotency_key = $2";
        core.db.run(sql, args![&row.id, &row.idempotency_key, Uuid::new_v4().to_string()]).await?;
    }
    Ok(Some(created?))
}
