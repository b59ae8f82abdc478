//! E-mail: a queue for what may take its time, and a way round it for one-time codes.

mod smtp;

pub use smtp::Mailer;

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::work::{self, Done, JobKind};

/// A mail in plain text.
pub struct Mail<'a> {
    /// The same mail is sent once.
    pub once: String,
    pub to: &'a str,
    /// Whose it is, so that it goes when the person is erased.
    pub person_id: Option<&'a str>,
    pub subject: String,
    pub body: String,
}

/// Writes it down to be sent. Never a one-time code: those go by [`Mailer::deliver`] and stand nowhere.
pub async fn queue(tx: &mut Tx, core: &Core, mail: Mail<'_>) -> Outcome<()> {
    let id = keys::new_id();
    let sql = "INSERT INTO mail (id, dedupe, recipient, person_id, subject, body, queued_ms, sent_ms)
               VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) ON CONFLICT (dedupe) DO NOTHING";
    let now = core.now_ms();
    let args = args![&id, mail.once, mail.to, mail.person_id, mail.subject, mail.body, now];
    if tx.run(sql, args).await? == 1 {
        work::enqueue(tx, JobKind::MailSend, &id, now).await?;
    }
    Ok(())
}

/// Work: sends one mail of the queue. If the process dies between sending and writing so, it is sent twice: better than never.
pub async fn send(core: &Core, id: &str) -> Outcome<Done> {
    let sql = "SELECT recipient, subject, body FROM mail WHERE id = $1 AND sent_ms IS NULL AND body IS NOT NULL";
    let Some(row) = core.db.row(sql, args![id]).await? else { return Ok(Done::Finished) };
    core.mailer.deliver(&row.text("recipient")?, &row.text("subject")?, row.text("body")?).await?;
    core.db.run("UPDATE mail SET sent_ms = $2, body = NULL WHERE id = $1", args![id, core.now_ms()]).await?;
    Ok(Done::Finished)
}
