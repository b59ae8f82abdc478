//! Consents and the confirmed name.

use super::enrolment::EnrolmentRow;
use crate::args;
use crate::audit::{self, Act};
use crate::core::Core;
use crate::db::Outcome;
use crate::trouble::Trouble;
use registrar_api::ConsentTo;

/// ClassMarker's own tables hold this many.
const LONGEST_NAME: usize = 50;

/// Writes consents down. Each must be to the text as it is now.
pub async fn consent(core: &Core, enrolment: &EnrolmentRow, consents: &[ConsentTo]) -> Outcome<()> {
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    for given in consents {
        let text = core.settings.programme.consents.iter().find(|c| c.kind.word() == given.kind);
        if text.is_none_or(|text| text.version != given.version) {
            return Err(Trouble::bad(format!(
                "The text on “{}” has changed since you read it. Read it again, then agree.",
                given.kind
            )));
        }
        let sql = "INSERT INTO consent (enrolment_id, kind, version, given_ms) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (enrolment_id, kind, version) DO NOTHING";
        tx.run(sql, args![&enrolment.id, &given.kind, &given.version, now]).await?;
    }
    tx.commit().await
}

/// Writes the name down, as long as nothing rests on another one.
pub async fn confirm_name(core: &Core, enrolment: &EnrolmentRow, name: &str) -> Outcome<()> {
    let name = tidy(name)?;
    if enrolment.name.as_deref() == Some(name.as_str()) {
        return Ok(());
    }
    let now = core.now_ms();
    let mut tx = core.db.begin().await?;
    // Locked first: what is asked about seats and checks is then asked after whoever was quicker.
    let enrolment = EnrolmentRow::to_change(&mut tx, &enrolment.id).await?;
    let sql = "UPDATE enrolment SET name = $2, name_confirmed_ms = $3 WHERE id = $1
               AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.enrolment_id = $1 AND s.handed_out_ms IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.enrolment_id = $1 AND i.live = 1
                               AND i.state IN ('processing', 'verified'))";
    if tx.run(sql, args![&enrolment.id, &name, now]).await? == 0 {
        return Err(Trouble::not_now(
            "Your name has been compared with your document, or stands in an exam already. A person can correct it: \
             open a case of the kind “name”.",
            vec![],
        ));
    }
    let before = enrolment.name.as_deref().unwrap_or("nothing");
    let act = Act {
        actor: &format!("candidate:{}", enrolment.person_id),
        action: "name.confirm",
        subject: &format!("enrolment:{}", enrolment.id),
        reason: "confirmed by the candidate",
        change: format!("from {before} to {name}"),
    };
    audit::write(&mut tx, core, act).await?;
    tx.commit().await
}

/// A name without what cannot be seen: single spaces, no control characters. One word is enough, any script will do.
pub fn tidy(name: &str) -> Outcome<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if holds_hidden(&name) {
        return Err(Trouble::bad("The name holds characters that cannot be seen. Type it rather than paste it."));
    }
    match name.chars().count() {
        0 => Err(Trouble::bad("The name is empty. Write it as it should stand on the credential.")),
        n if n > LONGEST_NAME => Err(Trouble::bad(format!(
            "The name has {n} characters; the exam takes at most {LONGEST_NAME}. Shorten it as your document does."
        ))),
        _ if !name.chars().any(char::is_alphabetic) => Err(Trouble::bad("The name needs at least one letter.")),
        _ => Ok(name),
    }
}

/// Characters that show nothing, or turn what stands around them. Joiners belong to the spelling of some scripts, and are hidden
/// characters anywhere else.
fn holds_hidden(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let joins = |at: usize| {
        let beside = [at.checked_sub(1), at.checked_add(1)].map(|at| at.and_then(|at| letters.get(at)));
        beside.iter().all(|letter| letter.is_some_and(|c| matches!(c, '\u{0620}'..='\u{1FFF}')))
    };
    letters.iter().enumerate().any(|(at, c)| match c {
        '\u{200C}' | '\u{200D}' => !joins(at),
        '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' => true,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => true,
        c => c.is_control(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_world() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(tidy(name).ok().as_deref(), expected, "{name}");
        check("  Ada   Lovelace ", Some("Ada Lovelace"));
        check("Suharto", Some("Suharto"));
        check("佐藤花子", Some("佐藤花子"));
        check("محمد علي", Some("محمد علي"));
        check("O'Neil-Smith", Some("O'Neil-Smith"));
        check("", None);
        check("   ", None);
        check("123", None);
        check("Ada\u{202E}Lovelace", None);
        check("Ada\u{0007}", None);
        for hidden in ['\u{200B}', '\u{200C}', '\u{200D}', '\u{200F}', '\u{2060}', '\u{00AD}', '\u{FEFF}', '\u{E0041}']
        {
            check(&format!("Ada{hidden}Lovelace"), None);
            check(&format!("محمد{hidden}"), None);
        }
        check("علی\u{200C}رضا", Some("علی\u{200C}رضا"));
        check("क्\u{200D}षमा", Some("क्\u{200D}षमा"));
        check(&"a".repeat(51), None);
        check(&"ä".repeat(50), Some("ä".repeat(50).as_str()));
    }
}
