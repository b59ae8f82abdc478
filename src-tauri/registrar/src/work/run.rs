//! Taking work, doing it, and what becomes of it.

use super::{Done, JobKind};
use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::{HOUR, MINUTE, SECOND};
use crate::core::Core;
use crate::db::{Outcome, Row};
use crate::trouble::Trouble;
use crate::{credential, identity, mail, result, seat, sweep};
use registrar_api::CaseKind;
use std::sync::PoisonError;
use std::time::Duration;
use tokio::sync::watch;

/// Longer than the longest call to a provider.
const LEASE: i64 = 2 * MINUTE;
const LONGEST_WAIT: i64 = 15 * MINUTE;

/// A piece of work that this process holds.
struct Held {
    kind: JobKind,
    subject: String,
    generation: i64,
    tries: i64,
    first_ms: i64,
}

/// Does work until told to stop; then ends what it has begun.
pub async fn worker(core: Core, mut stop: watch::Receiver<bool>) {
    let pause = Duration::from_millis(core.settings.server.work_every_ms);
    while !*stop.borrow() {
        match work_once(&core).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(trouble) => tracing::error!(%trouble, "the work could not be looked through"),
        }
        tokio::select! {
            () = core.bell.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Does the piece of work that has waited longest; false if none is due.
async fn work_once(core: &Core) -> Outcome<bool> {
    let sql = "UPDATE job SET holder = $1, held_until_ms = $2, tries = tries + 1
               WHERE held_until_ms <= $3 AND (kind, subject) =
               (SELECT kind, subject FROM job WHERE due_ms <= $3 AND held_until_ms <= $3 ORDER BY due_ms LIMIT 1)
               RETURNING kind, subject, generation, tries, first_ms";
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    let taken = tx.row(sql, args![&core.process, now + lease(core), now]).await?;
    tx.commit().await?;
    match taken {
        Some(row) => finish(core, Held::of(&row)?).await.map(|()| true),
        None => Ok(false),
    }
}

/// Does one piece of work at once, for somebody who waits for it. If another process is at it, or it fails, it stays to be
/// done later; the trouble of a failure is the answer.
pub async fn run_now(core: &Core, kind: JobKind, subject: &str) -> Outcome<()> {
    let sql = "UPDATE job SET holder = $1, held_until_ms = $2, tries = tries + 1
               WHERE kind = $4 AND subject = $5 AND held_until_ms <= $3
               RETURNING kind, subject, generation, tries, first_ms";
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    let taken = tx.row(sql, args![&core.process, now + lease(core), now, kind.word(), subject]).await?;
    tx.commit().await?;
    match taken {
        Some(row) => finish(core, Held::of(&row)?).await,
        None => Ok(()),
    }
}

/// How long work may be held before another process takes it over, in milliseconds.
pub fn lease(core: &Core) -> i64 {
    core.settings.server.lease_s.map_or(LEASE, |s| s * SECOND)
}

impl Held {
    fn of(row: &Row) -> Outcome<Self> {
        Ok(Self {
            kind: JobKind::from_word(&row.text("kind")?),
            subject: row.text("subject")?,
            generation: row.int("generation")?,
            tries: row.int("tries")?,
            first_ms: row.int("first_ms")?,
        })
    }
}

/// This process is at a piece of work as long as this lives.
struct AtWork<'a> {
    core: &'a Core,
    work: (JobKind, String),
}

impl<'a> AtWork<'a> {
    /// None if the process is at it already.
    fn begin(core: &'a Core, held: &Held) -> Option<Self> {
        let work = (held.kind, held.subject.clone());
        let is_new = core.at_work.lock().unwrap_or_else(PoisonError::into_inner).insert(work.clone());
        is_new.then(|| Self { core, work })
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.core.at_work.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.work);
    }
}

async fn finish(core: &Core, held: Held) -> Outcome<()> {
    let Some(_at_work) = AtWork::begin(core, &held) else { return Ok(()) };
    let outcome = perform(core, held.kind, &held.subject).await;
    let (kind, subject) = (held.kind.word(), held.subject.as_str());
    let mut tx = core.db.begin().await?;
    match &outcome {
        Ok(Done::Finished) => {
            let sql = "DELETE FROM job WHERE kind = $1 AND subject = $2 AND holder = $3 AND generation = $4";
            if tx.run(sql, args![kind, subject, &core.process, held.generation]).await? == 0 {
                let again = "UPDATE job SET holder = NULL, held_until_ms = 0, tries = 0
                             WHERE kind = $1 AND subject = $2 AND holder = $3";
                tx.run(again, args![kind, subject, &core.process]).await?;
            }
        }
        Ok(Done::Again(at_ms)) => {
            // Called for again meanwhile: then its own, earlier time holds.
            let sql = "UPDATE job SET holder = NULL, held_until_ms = 0, tries = 0, trouble = NULL, first_ms = $5,
                       due_ms = CASE WHEN generation = $4 THEN $5 ELSE due_ms END
                       WHERE kind = $1 AND subject = $2 AND holder = $3";
            tx.run(sql, args![kind, subject, &core.process, held.generation, *at_ms]).await?;
        }
        Err(trouble) => {
            tracing::warn!(kind, subject, tries = held.tries, %trouble, "work is put off");
            let due = core.now_ms() + wait(core, trouble, held.tries);
            let sql = "UPDATE job SET holder = NULL, held_until_ms = 0, due_ms = $4, trouble = $5
                       WHERE kind = $1 AND subject = $2 AND holder = $3";
            tx.run(sql, args![kind, subject, &core.process, due, trouble.to_string()]).await?;
            if core.now_ms() - held.first_ms > core.settings.operations.silence_hours * HOUR {
                casework::open(&mut tx, core, unreachable(&held, trouble)).await?;
            }
        }
    }
    tx.commit().await?;
    outcome.map(drop)
}

fn unreachable(held: &Held, trouble: &Trouble) -> NewCase {
    let (kind, subject) = (held.kind, &held.subject);
    NewCase::system(CaseKind::ProviderUnreachable, format!("{kind} of {subject} does not get through"))
        .once(format!("work:{kind}:{subject}"))
        .saying(format!("Tried {} times since {}: {trouble}", held.tries, crate::clock::in_words(held.first_ms)))
}

/// Waits longer after each failure, at most a quarter of an hour, or as long as the provider asks; never in step with others.
fn wait(core: &Core, trouble: &Trouble, tries: i64) -> i64 {
    let asked = match trouble {
        Trouble::Provider(trouble) => trouble.retry_after_ms(),
        _ => None,
    };
    let doubled = core.settings.server.retry_ms << tries.clamp(0, 12);
    let jitter = i64::try_from(uuid::Uuid::new_v4().as_u128() % 25).unwrap_or(0);
    let usual = doubled.min(LONGEST_WAIT) * (100 - jitter) / 100;
    asked.map_or(usual, |asked| asked.max(usual))
}

async fn perform(core: &Core, kind: JobKind, subject: &str) -> Outcome<Done> {
    match kind {
        JobKind::IdentityRead => identity::read(core, subject).await,
        JobKind::IdentityRedact => identity::redact(core, subject).await,
        JobKind::SeatCodeAdd => seat::add_code(core, subject).await,
        JobKind::SeatCodeRemove => seat::remove_code(core, subject).await,
        JobKind::FeedPoll => result::poll(core).await,
        JobKind::CredentialDue => credential::due(core, subject).await,
        JobKind::CredentialStep => credential::step(core, subject).await,
        JobKind::MailSend => mail::send(core, subject).await,
        JobKind::Sweep => sweep::all(core).await,
        JobKind::Unknown => Err(Trouble::broken("work of a kind that this version does not know")),
    }
}
