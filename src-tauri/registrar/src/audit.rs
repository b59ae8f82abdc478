//! Who did what to whom, and why: append-only, kept by the database itself.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;

/// An act of a person of operations, or of the system where it decides something.
pub struct Act<'a> {
    /// `web:someone@example.org`, `cli:someone`, `system`, `candidate:<id>`.
    pub actor: &'a str,
    /// A word, such as `seat.void`.
    pub action: &'a str,
    /// What it was done to, such as `enrolment:<id>`: ids only, no names and no addresses.
    pub subject: &'a str,
    pub reason: &'a str,
    /// What was there before and what is there now, in short.
    pub change: String,
}

/// Writes it down in the transaction of the act itself. The reason and the change stand apart, so that they can be erased with
/// the person; the digest of both stays.
pub async fn write(tx: &mut Tx, core: &Core, act: Act<'_>) -> Outcome<()> {
    let id = keys::new_id();
    let sql = "INSERT INTO audit (id, at_ms, actor, action, subject, reason_digest) VALUES ($1, $2, $3, $4, $5, $6)";
    let digest = digest(core, act.reason, &act.change);
    tx.run(sql, args![&id, core.now_ms(), act.actor, act.action, act.subject, digest]).await?;
    let sql = "INSERT INTO audit_reason (audit_id, reason, change) VALUES ($1, $2, $3)";
    tx.run(sql, args![&id, act.reason, act.change]).await?;
    Ok(())
}

/// By what a reason and a change are known again. Keyed: what has been erased cannot be guessed from it.
pub fn digest(core: &Core, reason: &str, change: &str) -> String {
    core.keys.hash("audit reason", &format!("{}:{reason}{change}", reason.len()))
}
