//! What is forgotten when its time is over, by the rules that the candidate was shown.

use crate::args;
use crate::clock::{DAY, HOUR};
use crate::core::Core;
use crate::db::Outcome;
use registrar_api::RetentionField;
use serde_json::Value;

/// Forgets, once an hour at most; called by the sweep.
pub async fn sweep(core: &Core) -> Outcome<()> {
    let now = core.now_ms();
    let row = core.db.row("SELECT value FROM counter WHERE name = 'retention'", &[]).await?;
    // A time that has not come yet is a clock's mistake.
    if row.map(|row| row.int("value")).transpose()?.is_some_and(|last| (now - HOUR..=now).contains(&last)) {
        return Ok(());
    }
    browser_checks(core).await?;
    case_texts(core).await?;
    monitoring(core).await?;
    result_bodies(core).await?;
    mails(core).await?;
    let sql = "DELETE FROM provider_event WHERE received_ms < $1";
    core.db.run(sql, args![before(core, RetentionField::ProviderEvents)]).await?;
    let sql = "DELETE FROM audit_reason WHERE audit_id IN (SELECT id FROM audit WHERE at_ms < $1)";
    core.db.run(sql, args![before(core, RetentionField::AuditReasons)]).await?;
    let sql = "INSERT INTO counter (name, value) VALUES ('retention', $1)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    core.db.run(sql, args![now]).await?;
    Ok(())
}

/// The moment before which a field's time is over.
fn before(core: &Core, field: RetentionField) -> i64 {
    core.now_ms() - core.settings.programme.retention_days(field) * DAY
}

async fn browser_checks(core: &Core) -> Outcome<()> {
    let sql = "DELETE FROM browser_check WHERE COALESCE(reported_ms, expires_ms) < $1";
    core.db.run(sql, args![before(core, RetentionField::BrowserChecks)]).await?;
    Ok(())
}

async fn case_texts(core: &Core) -> Outcome<()> {
    let before = before(core, RetentionField::CaseTexts);
    let days = core.settings.programme.retention_days(RetentionField::CaseTexts);
    let gone = format!("[removed after {days} days]");
    let mut tx = core.db.begin().await?;
    // Cases before their notes, as whoever erases a person does: nobody waits in a circle.
    let sql = "UPDATE case_file SET decision = $2 WHERE state = 'closed' AND closed_ms < $1
               AND decision IS NOT NULL AND decision NOT LIKE '[removed after %'";
    tx.run(sql, args![before, &gone]).await?;
    let sql = "UPDATE case_note SET text = $2 WHERE text <> $2 AND text NOT LIKE '[removed after %'
               AND number IN (SELECT number FROM case_file WHERE state = 'closed' AND closed_ms < $1)";
    tx.run(sql, args![before, &gone]).await?;
    tx.commit().await
}

/// What the monitor noted goes when the appeal window and its own days are over; the rest of the result stays. A result that is
/// not final keeps it: somebody still has to look. The next hour takes what is too much for this one.
async fn monitoring(core: &Core) -> Outcome<()> {
    let before = before(core, RetentionField::Monitoring) - core.settings.programme.appeal_days * DAY;
    let sql = "SELECT id FROM seat WHERE monitor_forgotten_ms IS NULL AND outcome_ms < $1
               AND (state = 'void' OR outcome IN ('passed', 'failed')) ORDER BY outcome_ms LIMIT 500";
    for row in core.db.rows(sql, args![before]).await? {
        monitor_of(core, &row.text("id")?, before).await?;
    }
    Ok(())
}

/// Forgets it for one seat, and for good. Reports of its result wait for the seat's row.
async fn monitor_of(core: &Core, seat_id: &str, before: i64) -> Outcome<()> {
    let mut tx = core.db.begin().await?;
    let sql =
        "UPDATE seat SET monitor_forgotten_ms = $3 WHERE id = $1 AND monitor_forgotten_ms IS NULL AND outcome_ms < $2
               AND (state = 'void' OR outcome IN ('passed', 'failed'))";
    if tx.run(sql, args![seat_id, before, core.now_ms()]).await? == 0 {
        return Ok(());
    }
    for row in tx.rows("SELECT digest, body FROM result_revision WHERE seat_id = $1", args![seat_id]).await? {
        let sql = "UPDATE result_revision SET body = $3 WHERE seat_id = $1 AND digest = $2";
        tx.run(sql, args![seat_id, row.text("digest")?, without_monitor(&row.text("body")?)]).await?;
    }
    tx.commit().await
}

fn without_monitor(body: &str) -> String {
    // What cannot be read cannot be kept in part.
    serde_json::from_str(body).map_or("{}".into(), |body| forget_monitor(body).to_string())
}

fn forget_monitor(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| match name.as_str() {
                "monitor" => (name, Value::Null),
                _ => (name, forget_monitor(value)),
            })
            .collect(),
        Value::Array(values) => values.into_iter().map(forget_monitor).collect(),
        other => other,
    }
}

async fn result_bodies(core: &Core) -> Outcome<()> {
    let sql = "UPDATE result_revision SET body = '{}' WHERE first_seen_ms < $1 AND body <> '{}'
               AND EXISTS (SELECT 1 FROM seat s WHERE s.id = result_revision.seat_id AND s.current_digest IS NOT NULL
               AND s.current_digest <> result_revision.digest)";
    core.db.run(sql, args![before(core, RetentionField::ResultBodies)]).await?;
    let sql = "UPDATE refused_result SET body = '{}' WHERE seen_ms < $1 AND body <> '{}'";
    core.db.run(sql, args![before(core, RetentionField::ResultBodies)]).await?;
    Ok(())
}

/// Of a mail only that there was one stays, so that it is not sent again. One that could not be sent by then never is.
async fn mails(core: &Core) -> Outcome<()> {
    let sql = "UPDATE mail SET recipient = '', person_id = NULL, subject = '', body = NULL
               WHERE COALESCE(sent_ms, queued_ms) < $1 AND recipient <> ''";
    core.db.run(sql, args![before(core, RetentionField::Mails)]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::without_monitor;

    #[test]
    fn only_the_monitor_goes() {
        let check = |body, expected| assert_eq!(without_monitor(body), expected);
        check(r#"{"monitor":{"events":[1]},"points":7}"#, r#"{"monitor":null,"points":7}"#);
        check(r#"{"a":[{"monitor":{}}]}"#, r#"{"a":[{"monitor":null}]}"#);
        check(r#"{"points":7}"#, r#"{"points":7}"#);
        check("not json", "{}");
    }
}
