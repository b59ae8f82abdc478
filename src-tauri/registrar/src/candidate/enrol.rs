//! Enrolment by a one-time code.

use crate::args;
use crate::casework::{self, NewCase};
use crate::clock::{self, DAY, MINUTE};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::http::{Origin, SignedIn};
use crate::keys;
use crate::mail::{self, Mail};
use crate::signin::throttle;
use crate::trouble::Trouble;
use registrar_api::{CaseKind, FaultCode};

/// A code as it is hashed: capital letters and digits, whatever was typed between them.
pub fn normalise(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Wrong codes within a quarter of an hour, of one person and of one household.
const WRONG_OF_PERSON: i64 = 10;
const WRONG_OF_HOUSEHOLD: i64 = 40;
const WINDOW: i64 = 15 * MINUTE;

/// Uses the code up; answers with the enrolment's id. Guessing is counted, in every process.
pub async fn with_code(core: &Core, person: &SignedIn, origin: Origin, code: &str) -> Outcome<String> {
    let of_person = format!("enrolment codes of {}", person.person_id);
    let of_household = format!("enrolment codes from {}", origin.household());
    for (name, limit) in [(&of_person, WRONG_OF_PERSON), (&of_household, WRONG_OF_HOUSEHOLD)] {
        if !throttle::take(core, name, limit, WINDOW).await? {
            return Err(Trouble::too_many(WINDOW / 1000));
        }
    }
    let enrolled = use_up(core, person, code).await;
    if enrolled.is_ok() {
        let mut tx = core.db.begin().await?;
        for name in [&of_person, &of_household] {
            throttle::give_back(&mut tx, core, name).await?;
        }
        tx.commit().await?;
    }
    enrolled
}

async fn use_up(core: &Core, person: &SignedIn, code: &str) -> Outcome<String> {
    let hash = core.keys.hash("enrolment code", &normalise(code));
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    let id = keys::new_id();
    let sql = "UPDATE enrolment_code SET used_ms = $2, enrolment_id = $3
               WHERE code_hash = $1 AND used_ms IS NULL AND expires_ms > $2 RETURNING variant, attempts";
    let Some(row) = tx.row(sql, args![&hash, now, &id]).await? else {
        return already_mine(&mut tx, person, &hash).await;
    };
    // Two codes of one person at once: the second sees the first one's enrolment, because both touch the person's row.
    let sql = "UPDATE person SET email = email WHERE id = $1 AND erased_ms IS NULL";
    if tx.run(sql, args![&person.person_id]).await? == 0 {
        return Err(Trouble::not_now("This person has been erased.", vec![]));
    }
    refuse_second(&mut tx, person, now).await?;
    let programme = &core.settings.programme;
    let variant = row.opt_text("variant")?.unwrap_or_else(|| programme.standard().id.clone());
    let known = programme.variant(&variant).is_some();
    let attempts = row.opt_int("attempts")?.unwrap_or(programme.attempts.allowed);
    let closes = now + programme.attempts.window_days * DAY;
    let sql = "INSERT INTO enrolment (id, person_id, programme_version, variant, variant_fixed, attempts_allowed,
               window_opens_ms, window_closes_ms, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7)";
    let args = args![&id, &person.person_id, core.programme_version, &variant, known, attempts, now, closes];
    tx.run(sql, args).await?;
    if !known {
        let case = NewCase::system(CaseKind::Mismatch, "A code promised a variant that is not offered")
            .about(&id)
            .shown(&person.person_id)
            .once(format!("variant:{id}"))
            .saying(format!(
                "The code promised “{variant}”, which is not offered now. A person decides how the exam is sat."
            ));
        casework::open(&mut tx, core, case).await?;
    }
    mail::queue(&mut tx, core, welcome(core, &id, person, closes)).await?;
    tx.commit().await?;
    Ok(id)
}

/// The answer to the first use may have been lost on its way: the same person's second try is not punished.
async fn already_mine(tx: &mut Tx, person: &SignedIn, hash: &str) -> Outcome<String> {
    let sql = "SELECT e.id FROM enrolment_code c JOIN enrolment e ON e.id = c.enrolment_id
               WHERE c.code_hash = $1 AND e.person_id = $2";
    match tx.row(sql, args![hash, &person.person_id]).await? {
        Some(row) => row.text("id"),
        None => Err(Trouble::refused(
            FaultCode::CodeNotGood,
            "This code is not known, or it has been used or has expired. Look at it again, or ask whoever sold it.",
        )),
    }
}

/// A second code would be wasted on somebody who can still sit with the first.
async fn refuse_second(tx: &mut Tx, person: &SignedIn, now: i64) -> Outcome<()> {
    let sql = "SELECT e.window_closes_ms FROM enrolment e WHERE e.person_id = $1 AND e.window_closes_ms > $2
               AND e.attempts_allowed > (SELECT COUNT(*) FROM seat s WHERE s.enrolment_id = e.id AND s.counts = 1)
               AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.enrolment_id = e.id AND s.outcome = 'passed')";
    match tx.row(sql, args![&person.person_id, now]).await? {
        None => Ok(()),
        Some(row) => Err(Trouble::not_now(
            format!(
                "You are enrolled already, until {}. The code has not been used: keep it for later.",
                clock::in_words(row.int("window_closes_ms")?)
            ),
            vec![],
        )),
    }
}

fn welcome<'a>(core: &Core, id: &str, person: &'a SignedIn, closes: i64) -> Mail<'a> {
    let programme = &core.settings.programme;
    Mail {
        once: format!("enrolled:{id}"),
        to: &person.email,
        person_id: Some(&person.person_id),
        subject: format!("You are enrolled: {}", programme.title),
        body: format!(
            "You are enrolled for “{}”. The exam can be sat until {}.\n\nEverything goes on in the app: open \
             Annotation Academy, and the Exam chapter shows the next step.\n\nQuestions: {}\n",
            programme.title,
            clock::in_words(closes),
            programme.contact_email
        ),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_typed_between_does_not_matter() {
        for typed in ["ABCD-EFGH-JKMN-PQRS", "abcd efgh jkmn pqrs", " ABCDEFGHJKMNPQRS\n"] {
            assert_eq!(super::normalise(typed), "ABCDEFGHJKMNPQRS");
        }
    }
}
