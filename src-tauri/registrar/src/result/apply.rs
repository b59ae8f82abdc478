//! One report of a result, from webhook or feed: found its seat, bound to it, kept, and judged, in one transaction.

use super::assess::assess;
use super::record::Received;
use super::verdict::{self, Refusal};
use super::{refuse, revision};
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::seat::{self, SeatRow};
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use registrar_api::SeatState;
use secrecy::ExposeSecret;

/// Who told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Webhook,
    /// The provider's own list, and the provider's clock when it answered.
    Feed {
        seen_s: i64,
    },
}

impl Source {
    pub fn word(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::Feed { .. } => "feed",
        }
    }

    pub fn seen_s(self) -> Option<i64> {
        match self {
            Self::Webhook => None,
            Self::Feed { seen_s } => Some(seen_s),
        }
    }
}

/// Takes a report in. Doing so again, by whichever way, changes nothing.
pub async fn apply(core: &Core, received: &Received, source: Source) -> Outcome<()> {
    match once(core, received, source).await {
        // Another process bound this result at the same moment: now that can be seen.
        Err(trouble) if trouble.is_taken() => once(core, received, source).await,
        outcome => outcome,
    }
}

async fn once(core: &Core, received: &Received, source: Source) -> Outcome<()> {
    let record = &received.record;
    let seat = match &received.token {
        Some(token) => seat::by_token(core, token.expose_secret()).await?,
        None => None,
    };
    if let Some(sat) = sat(core, received, seat.as_ref()).await? {
        let mut tx = core.db.begin().await?;
        refuse::of_access_code(&mut tx, core, record, &sat, seat.as_ref()).await?;
        return tx.commit().await;
    }
    if seat.is_none() && !is_ours(core, &record.link_id).await? {
        tracing::debug!("a result of an exam that is not ours is left alone");
        return Ok(());
    }
    if let (Some(seat), Source::Feed { .. }) = (&seat, source)
        && verdict::belongs(received, seat).is_ok()
        && revision::is_old(core, seat, record).await?
    {
        return Ok(());
    }
    let mut tx = core.db.begin().await?;
    match seat {
        Some(seat) => take(&mut tx, core, &seat.id, received, source).await?,
        None => refuse::result(&mut tx, core, record, None, Refusal::UnknownToken).await?,
    }
    tx.commit().await
}

/// The seat whose access code was used, if the token is not that seat's: a token can be edited on its way, a code is good for
/// one use and was asked for at the door.
async fn sat(core: &Core, received: &Received, named: Option<&SeatRow>) -> Outcome<Option<SeatRow>> {
    let Some(code) = &received.access_code else { return Ok(None) };
    let code = code.expose_secret().to_ascii_lowercase();
    if named.is_some() && received.token.as_ref().is_some_and(|token| keys::same(&code, token.expose_secret())) {
        return Ok(None);
    }
    Ok(seat::by_token(core, &code).await?.filter(|sat| named.is_none_or(|named| named.id != sat.id)))
}

/// Whether a link is one of the programme's, now or when a seat was given. The key may see others, such as a rehearsal's.
async fn is_ours(core: &Core, link_id: &str) -> Outcome<bool> {
    if core.settings.programme.variants.iter().any(|variant| variant.link_id == link_id) {
        return Ok(true);
    }
    let sql = "SELECT id FROM seat WHERE link_id = $1 LIMIT 1";
    Ok(core.db.row(sql, args![link_id]).await?.is_some())
}

/// Takes the seat's row for this transaction, so that reports of one seat are taken in one after the other.
pub async fn lock(tx: &mut Tx, seat_id: &str) -> Outcome<SeatRow> {
    tx.run("UPDATE seat SET token_hash = token_hash WHERE id = $1", args![seat_id]).await?;
    SeatRow::load_in(tx, seat_id).await?.ok_or_else(|| Trouble::not_found("seat"))
}

async fn take(tx: &mut Tx, core: &Core, seat_id: &str, received: &Received, source: Source) -> Outcome<()> {
    let seat = lock(tx, seat_id).await?;
    let record = &received.record;
    if is_erased(tx, &seat.enrolment_id).await? {
        return Ok(());
    }
    if seat.state == SeatState::Void && revision::is_known(tx, seat_id, &record.digest()).await? {
        return Ok(());
    }
    let belongs = match verdict::belongs(received, &seat) {
        Ok(()) if !bind(tx, seat_id, &record.link_result_id).await? => Err(Refusal::SecondResult),
        belongs => belongs,
    };
    if let Err(refusal) = belongs {
        return refuse::result(tx, core, record, Some(&seat), refusal).await;
    }
    if let Err(refusal) = verdict::sound(record, &seat) {
        return refuse::hold(tx, core, &seat, record, refusal).await;
    }
    let news = revision::keep(tx, core, seat_id, record, source).await?;
    assess(tx, core, seat_id, news).await?;
    if news && source == Source::Webhook {
        // The feed may be at rest; it is to confirm what was told.
        work::enqueue(tx, JobKind::FeedPoll, "all", core.now_ms()).await?;
    }
    Ok(())
}

/// Whether its person has been erased: then nothing is written any more, whatever the provider still reports.
async fn is_erased(tx: &mut Tx, enrolment_id: &str) -> Outcome<bool> {
    let sql = "SELECT e.id FROM enrolment e JOIN person p ON p.id = e.person_id
               WHERE e.id = $1 AND p.erased_ms IS NOT NULL";
    Ok(tx.row(sql, args![enrolment_id]).await?.is_some())
}

/// Binds the seat to its first result; false if the seat has another one, or the result another seat.
async fn bind(tx: &mut Tx, seat_id: &str, link_result_id: &str) -> Outcome<bool> {
    let sql = "UPDATE seat SET link_result_id = $2 WHERE id = $1 AND (link_result_id IS NULL OR link_result_id = $2)
               AND NOT EXISTS (SELECT 1 FROM seat other WHERE other.link_result_id = $2 AND other.id <> $1)";
    Ok(tx.run(sql, args![seat_id, link_result_id]).await? == 1)
}
