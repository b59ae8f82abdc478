//! Enrolment codes: made here, shown once, kept as hashes.

use super::Effect;
use super::action::between;
use crate::args;
use crate::clock::{self, DAY};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::trouble::Trouble;

const LETTERS: usize = 16;

pub async fn make(
    (tx, core): (&mut Tx, &Core),
    count: i64,
    variant: Option<&str>,
    attempts: Option<i64>,
    days: i64,
) -> Outcome<Effect> {
    between("count", count, 1, 1_000)?;
    between("days", days, 1, 1_100)?;
    between("attempts", attempts.unwrap_or(1), 1, 20)?;
    if let Some(variant) = variant.filter(|v| core.settings.programme.variant(v).is_none()) {
        return Err(Trouble::bad(format!("variant: there is no “{variant}”.")));
    }
    let (batch, now) = (keys::new_id(), core.now_ms());
    let expires = now + days * DAY;
    let mut shown = String::new();
    for _ in 0..count {
        let code = keys::random_code(LETTERS);
        let sql = "INSERT INTO enrolment_code (code_hash, batch, variant, attempts, created_ms, expires_ms)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let hash = core.keys.hash("enrolment code", &code);
        tx.run(sql, args![hash, &batch, variant, attempts, now, expires]).await?;
        shown.push_str(&in_groups(&code));
        shown.push('\n');
    }
    let until = clock::in_words(expires);
    let like = variant.unwrap_or("the standard variant");
    let change = format!("from none to {count} codes, {like}, until {until}");
    Ok(Effect::silent(
        format!("codes:{batch}"),
        change,
        format!("Codes of batch {batch}, good until {until}:\n\n{shown}"),
    ))
}

/// `ABCD-EFGH-JKMN-PQRS`.
fn in_groups(code: &str) -> String {
    let mut grouped = String::new();
    for (place, letter) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push('-');
        }
        grouped.push(letter);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_read_in_groups_of_four() {
        assert_eq!(super::in_groups("ABCDEFGHJKMNPQRS"), "ABCD-EFGH-JKMN-PQRS");
        assert_eq!(super::in_groups("ABCDE"), "ABCD-E");
    }
}
