//! What is forgotten when its time is over, by the rules that the candidate was shown.

use crate::args;
use crate::clock::{DAY, HOUR};
use crate::config::RetentionField;
use crate::core::Core;
use crate::db::Outcome;
use serde_json::Value;

/// Days for which a form that comes twice is known.
const FORM_DAYS: i64 = 30;

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
    let sql = "DELETE FROM provider_event WHERE provider = 'form' AND received_ms < $1";
    core.db.run(sql, args![now - FORM_DAYS * DAY]).await?;
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
    let sql = "UPDATE case_note SET text = $2 WHERE text <> $2 AND text NOT LIKE '[removed after %'
               AND number IN (SELECT number FROM case_file WHERE state = 'closed' AND closed_ms < $1)";
    tx.run(sql, args![before, &gone]).await?;
    let sql = "UPDATE case_file SET decision = $2 WHERE state = 'closed' AND closed_ms < $1
               AND decision IS NOT NULL AND decision NOT LIKE '[removed after %'";
    tx.run(sql, args![before, &gone]).await?;
    tx.commit().await
}

/// What the monitor noted goes when the appeal window and its own days are over; the rest of the result stays. The next hour
/// takes what is too much for this one.
async fn monitoring(core: &Core) -> Outcome<()> {
    let appeal = core.settings.programme.appeal_days * DAY;
    let sql = "SELECT r.seat_id, r.digest, r.body FROM result_revision r JOIN seat s ON s.id = r.seat_id
               WHERE s.outcome_ms < $1 AND r.body LIKE '%\"monitor\":{%'
               ORDER BY r.first_seen_ms LIMIT 500";
    let rows = core.db.rows(sql, args![before(core, RetentionField::Monitoring) - appeal]).await?;
    for row in &rows {
        let body = row.text("body")?;
        let without = without_monitor(&body);
        // Guarded by the body that was read: a room that wrote meanwhile is right.
        let sql = "UPDATE result_revision SET body = $4 WHERE seat_id = $1 AND digest = $2 AND body = $3";
        core.db.run(sql, args![row.text("seat_id")?, row.text("digest")?, body, without]).await?;
    }
    Ok(())
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
