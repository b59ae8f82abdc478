//! Work that must be done, and is done once: a row for each kind and subject, taken by lease.
//!
//! A room writes the row in the same transaction as the fact that calls for it. Whoever holds the lease does the work; a process
//! that dies leaves a lease that runs out. Each kind of work is written so that doing it again is harmless.

mod run;

pub use run::{lease, run_now, worker};

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use registrar_api::words;

words! {
    /// The kinds of work; `subject` is what follows.
    pub enum JobKind {
        /// An identity's id: read the provider's session and take over its state.
        IdentityRead = "identity_read",
        /// An identity's id: have the provider delete what it holds.
        IdentityRedact = "identity_redact",
        /// A seat's id: put its access code on the list.
        SeatCodeAdd = "seat_code_add",
        /// A seat's id: take its access code off the list.
        SeatCodeRemove = "seat_code_remove",
        /// `all`: read the results' feed. One process at a time.
        FeedPoll = "feed_poll",
        /// A seat's id: see whether a credential is due, and begin it.
        CredentialDue = "credential_due",
        /// A credential's id: the next step of issuing or withdrawing it.
        CredentialStep = "credential_step",
        /// A mail's id: send it.
        MailSend = "mail_send",
        /// `all`: what has expired, is near its deadline, or is to be forgotten.
        Sweep = "sweep",
    }
}

/// How a piece of work ended, if not in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Finished,
    /// Not yet: look again at this time.
    Again(i64),
}

/// Calls for work at `due_ms`. If it is called for already, the earlier time holds, and if it is being done now, it is done again.
pub async fn enqueue(tx: &mut Tx, kind: JobKind, subject: &str, due_ms: i64) -> Outcome<()> {
    let sql = "INSERT INTO job (kind, subject, due_ms, generation, tries, first_ms, holder, held_until_ms, trouble)
               VALUES ($1, $2, $3, 1, 0, $3, NULL, 0, NULL)
               ON CONFLICT (kind, subject) DO UPDATE SET generation = job.generation + 1,
               due_ms = CASE WHEN job.due_ms < excluded.due_ms THEN job.due_ms ELSE excluded.due_ms END";
    tx.run(sql, args![kind.word(), subject, due_ms]).await?;
    Ok(())
}

/// When this work is done next, or, while it is being done, was due; None if nobody has called for it.
pub async fn due(core: &Core, kind: JobKind, subject: &str) -> Outcome<Option<i64>> {
    let sql = "SELECT due_ms FROM job WHERE kind = $1 AND subject = $2";
    core.db.row(sql, args![kind.word(), subject]).await?.map(|row| row.int("due_ms")).transpose()
}

/// A wait for somebody else: since when, when something was last heard, when it is asked about again, and from when a person looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hearing {
    pub since_ms: Option<i64>,
    pub heard_ms: Option<i64>,
    pub asks_again_ms: Option<i64>,
    pub person_from_ms: Option<i64>,
}

/// Takes back a call for work that has not begun.
pub async fn cancel(tx: &mut Tx, kind: JobKind, subject: &str) -> Outcome<()> {
    tx.run("DELETE FROM job WHERE kind = $1 AND subject = $2 AND holder IS NULL", args![kind.word(), subject]).await?;
    Ok(())
}
