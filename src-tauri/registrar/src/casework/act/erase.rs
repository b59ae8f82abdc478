//! Erasing a person: what identifies goes, here at once and at Stripe by itself; what must go by hand is named.

use super::Effect;
use crate::args;
use crate::casework::export::{cases, enrolments, seats, subjects};
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::identity;
use crate::signin::throttle;
use crate::trouble::Trouble;
use serde_json::Value;

/// The mails to a person, and those to operations about the person's cases.
macro_rules! mails {
    () => {
        concat!(
            "SELECT m.id FROM mail m WHERE m.person_id = $1
             OR m.recipient = (SELECT email FROM person WHERE id = $1) OR EXISTS (SELECT 1 FROM case_file c
             WHERE c.number IN (",
            cases!(),
            ") AND m.dedupe LIKE 'case:' || CAST(c.number AS TEXT) || ':%')"
        )
    };
}

/// What goes, in an order that the foreign keys allow; `$1` is the person.
const GOES: &[&str] = &[
    // Cases first: whoever writes in one holds its row, so what was written by then goes too, and nothing comes after.
    concat!("UPDATE case_file SET title = '[erased]', state = 'closed' WHERE number IN (", cases!(), ")"),
    concat!("UPDATE case_file SET decision = '[erased]' WHERE decision IS NOT NULL AND number IN (", cases!(), ")"),
    concat!("UPDATE case_note SET text = '[erased]' WHERE number IN (", cases!(), ")"),
    "DELETE FROM access_token WHERE family_id IN (SELECT id FROM token_family WHERE person_id = $1)",
    "DELETE FROM refresh_token WHERE family_id IN (SELECT id FROM token_family WHERE person_id = $1)",
    "DELETE FROM token_family WHERE person_id = $1",
    "DELETE FROM authorization_code WHERE person_id = $1",
    "DELETE FROM page_session WHERE person_id = $1",
    "DELETE FROM browser_check WHERE person_id = $1",
    concat!(
        "DELETE FROM audit_reason WHERE audit_id IN (SELECT id FROM audit WHERE actor = 'candidate:' || $1
         OR subject IN (",
        subjects!(),
        "))"
    ),
    concat!("DELETE FROM job WHERE kind = 'mail_send' AND subject IN (", mails!(), ")"),
    concat!("DELETE FROM mail WHERE id IN (", mails!(), ")"),
    concat!("DELETE FROM job WHERE kind = 'credential_due' AND subject IN (", seats!(), ")"),
    concat!("UPDATE refused_result SET body = '{}' WHERE seat_id IN (", seats!(), ")"),
    concat!("UPDATE seat SET void_why = NULL, outcome_why = NULL WHERE enrolment_id IN (", enrolments!(), ")"),
    concat!("UPDATE credential SET name = '[erased]' WHERE enrolment_id IN (", enrolments!(), ")"),
    // Closed, so that one of which the provider does not know yet is not created any more, or goes.
    concat!(
        "UPDATE identity SET version = version + 1, live = 0, name_compared = NULL WHERE enrolment_id IN (",
        enrolments!(),
        ")"
    ),
    // Held, so that nothing is issued in nobody's name.
    "UPDATE enrolment SET name = NULL, held = '[erased]' WHERE person_id = $1",
];

/// Erases a person in one transaction. Refused while an exam or a credential is on its way.
pub async fn person((tx, core): (&mut Tx, &Core), id: &str) -> Outcome<Effect> {
    // First, as whoever enters a code does: its run, then the person.
    tx.run("DELETE FROM sign_in WHERE email = (SELECT email FROM person WHERE id = $1)", args![id]).await?;
    let sql = "UPDATE person SET erased_ms = $2 WHERE id = $1 AND erased_ms IS NULL";
    if tx.run(sql, args![id, core.now_ms()]).await? == 0 {
        return Err(Trouble::not_now("This person has been erased already.", vec![]));
    }
    tx.run("UPDATE enrolment SET held = held WHERE person_id = $1", args![id]).await?;
    // A report of a result holds its seat: what it has written by now goes too, and after this nothing is written.
    let seats = concat!("UPDATE seat SET token_hash = token_hash WHERE enrolment_id IN (", enrolments!(), ")");
    tx.run(seats, args![id]).await?;
    nothing_on_its_way(tx, id).await?;
    let by_hand = by_hand(tx, id).await?;
    redact(tx, core, id).await?;
    strip_results(tx, id).await?;
    forget_throttle(tx, core, id).await?;
    for sql in GOES {
        tx.run(sql, args![id]).await?;
    }
    let closed = concat!("UPDATE case_file SET closed_ms = $2 WHERE closed_ms IS NULL AND number IN (", cases!(), ")");
    tx.run(closed, args![id, core.now_ms()]).await?;
    tx.run("UPDATE person SET email = $2 WHERE id = $1", args![id, format!("{id}@erased.invalid")]).await?;
    let change = "from a person to an id; seats and results stay as numbers";
    Ok(Effect::silent(format!("person:{id}"), change, by_hand))
}

async fn nothing_on_its_way(tx: &mut Tx, id: &str) -> Outcome<()> {
    let sql = concat!("SELECT id FROM seat WHERE state IN ('reserved', 'ready', 'open') AND id IN (", seats!(), ")");
    if let Some(row) = tx.row(sql, args![id]).await? {
        let message = format!("Seat {} is still open. Void it, or wait until it ends.", row.text("id")?);
        return Err(Trouble::not_now(message, vec![]));
    }
    let sql = concat!(
        "SELECT id FROM credential WHERE step NOT IN ('done', 'withdrawn') AND enrolment_id IN (",
        enrolments!(),
        ")"
    );
    if let Some(row) = tx.row(sql, args![id]).await? {
        let message = format!("Credential {} is on its way. Wait until it is there, or withdrawn.", row.text("id")?);
        return Err(Trouble::not_now(message, vec![]));
    }
    Ok(())
}

/// Stripe deletes what it holds when asked; the asking is work.
async fn redact(tx: &mut Tx, core: &Core, id: &str) -> Outcome<()> {
    for row in tx.rows(enrolments!(), args![id]).await? {
        identity::have_redacted(tx, core, &row.text("id")?).await?;
    }
    Ok(())
}

/// Of the current state of a result the numbers stay; of earlier ones nothing.
async fn strip_results(tx: &mut Tx, id: &str) -> Outcome<()> {
    let sql = concat!(
        "SELECT r.seat_id, r.digest, r.body, s.current_digest FROM result_revision r JOIN seat s ON s.id = r.seat_id
         WHERE r.seat_id IN (",
        seats!(),
        ")"
    );
    for row in tx.rows(sql, args![id]).await? {
        let digest = row.text("digest")?;
        let body = match row.opt_text("current_digest")?.as_ref() == Some(&digest) {
            true => serde_json::from_str(&row.text("body")?).map_or("{}".into(), |body| numbers_only(body).to_string()),
            false => "{}".to_owned(),
        };
        let sql = "UPDATE result_revision SET body = $3 WHERE seat_id = $1 AND digest = $2";
        tx.run(sql, args![row.text("seat_id")?, digest, body]).await?;
    }
    Ok(())
}

/// The same shape without any text that is not a number, and without what the monitor noted.
fn numbers_only(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| match name.as_str() {
                "monitor" => (name, Value::Null),
                _ => (name, numbers_only(value)),
            })
            .collect(),
        Value::Array(values) => values.into_iter().map(numbers_only).collect(),
        Value::String(text) if !text.chars().all(|c| c.is_ascii_digit() || ".-:".contains(c)) => {
            Value::String(String::new())
        }
        other => other,
    }
}

/// Codes are counted under a hash of the address that they went to.
async fn forget_throttle(tx: &mut Tx, core: &Core, id: &str) -> Outcome<()> {
    let row = tx.row("SELECT email FROM person WHERE id = $1", args![id]).await?;
    let email = row.ok_or_else(|| Trouble::not_found("person"))?.text("email")?;
    throttle::forget(tx, core, &throttle::codes_to(&email)).await
}

/// What no program can do.
async fn by_hand(tx: &mut Tx, id: &str) -> Outcome<String> {
    let list = |rows: Vec<Row>, column: &str| -> Outcome<String> {
        let ids: Vec<String> = rows.iter().map(|row| row.text(column)).collect::<Outcome<_>>()?;
        Ok(if ids.is_empty() { "nothing is held there".into() } else { ids.join(", ") })
    };
    let sql = concat!("SELECT link_result_id FROM seat WHERE link_result_id IS NOT NULL AND id IN (", seats!(), ")");
    let results = list(tx.rows(sql, args![id]).await?, "link_result_id")?;
    let sql = concat!(
        "SELECT provider_id FROM credential WHERE provider_id IS NOT NULL AND enrolment_id IN (",
        enrolments!(),
        ")"
    );
    let credentials = list(tx.rows(sql, args![id]).await?, "provider_id")?;
    let sql =
        concat!("SELECT id FROM identity WHERE provider_id IS NOT NULL AND enrolment_id IN (", enrolments!(), ")");
    let checks = list(tx.rows(sql, args![id]).await?, "id")?;
    Ok(format!(
        "Person {id} is erased here. Erasing at the providers:\n\
         - Stripe Identity: asked for by itself, for the checks {checks}.\n\
         - ClassMarker, by hand: delete the results {results}. What it still reports of them is not taken any more.\n\
         - Certifier, by hand: delete the recipient and the credentials {credentials}.\n\
         - Backups made before today still hold the person until they are overwritten.\n\
         No mail was sent: tell the person yourself, then delete that mail."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_numbers_stay_of_a_result() {
        let check = |body, expected: Value| assert_eq!(numbers_only(body), expected);
        check(json!({"percentage": "81.3", "last": "Nan"}), json!({"percentage": "81.3", "last": ""}));
        check(
            json!({"first": "Ada", "of": [{"email": "a@b.c", "n": 4}]}),
            json!({"first": "", "of": [{"email": "", "n": 4}]}),
        );
        check(json!({"monitor": {"events": ["left"]}, "points": 7.5}), json!({"monitor": null, "points": 7.5}));
    }
}
