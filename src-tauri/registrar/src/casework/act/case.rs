//! Acts on a case: answering, asking, deciding, and saying who decides.

use super::{Actor, Concerned, Effect, LONGEST_TEXT};
use crate::args;
use crate::casework::{OPERATIONS, open};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::trouble::Trouble;
use registrar_api::{CaseAuthor, CaseKind};

type At<'a> = (&'a mut Tx, &'a Core);

/// A case that is not closed, and that nobody else changes meanwhile.
pub struct File {
    number: i64,
    kind: CaseKind,
    state: String,
    decider: String,
    enrolment_id: Option<String>,
    pub person_id: Option<String>,
    pub visible: bool,
}

pub async fn locked(tx: &mut Tx, number: i64) -> Outcome<File> {
    let sql = "UPDATE case_file SET state = state WHERE number = $1
               RETURNING kind, state, decider, enrolment_id, person_id, visible";
    let row = tx.row(sql, args![number]).await?.ok_or_else(|| Trouble::not_found("case"))?;
    let file = File {
        number,
        kind: CaseKind::from_word(&row.text("kind")?),
        state: row.text("state")?,
        decider: row.text("decider")?,
        enrolment_id: row.opt_text("enrolment_id")?,
        person_id: row.opt_text("person_id")?,
        visible: row.flag("visible")?,
    };
    match file.state.as_str() {
        "closed" => Err(Trouble::not_now(format!("Case {number} is closed."), vec![])),
        _ => Ok(file),
    }
}

pub async fn answer((tx, core): At<'_>, actor: &Actor, number: i64, text: &str) -> Outcome<Effect> {
    let (file, text) = (locked(tx, number).await?, text_of(text)?);
    write(tx, core, actor, &file, text).await?;
    let told = format!("There is an answer in your case {number}:\n\n{text}");
    let change = format!("from {} to {}, answered", file.state, file.state);
    effect(tx, &file, change, format!("Case {number} is answered, and stays {}.", file.state), told).await
}

pub async fn ask((tx, core): At<'_>, actor: &Actor, number: i64, text: &str) -> Outcome<Effect> {
    let (file, text) = (locked(tx, number).await?, text_of(text)?);
    if !file.visible || file.person_id.is_none() {
        return Err(Trouble::not_now("The candidate does not see this case: there is nobody to ask.", vec![]));
    }
    write(tx, core, actor, &file, text).await?;
    tx.run("UPDATE case_file SET state = 'asked' WHERE number = $1", args![number]).await?;
    let told = format!("There is a question to you in your case {number}:\n\n{text}");
    let change = format!("from {} to asked", file.state);
    effect(tx, &file, change, format!("Case {number} waits for the candidate."), told).await
}

pub async fn decide((tx, core): At<'_>, actor: &Actor, number: i64, text: &str) -> Outcome<Effect> {
    lock_its_enrolment(tx, number).await?;
    let (file, text) = (locked(tx, number).await?, text_of(text)?);
    settle(tx, &file).await?;
    write(tx, core, actor, &file, text).await?;
    let sql = "UPDATE case_file SET state = 'closed', decision = $2, closed_ms = $3 WHERE number = $1";
    tx.run(sql, args![number, text, core.now_ms()]).await?;
    let told = format!("Your case {number} is decided:\n\n{text}");
    effect(tx, &file, format!("from {} to closed", file.state), format!("Case {number} is decided."), told).await
}

/// Closes the case that was raised by what is over now, if it is still open. What was written in it has its answer.
pub async fn end(tx: &mut Tx, core: &Core, actor: &Actor, raised_by: &str, decision: &str) -> Outcome<()> {
    let sql = "UPDATE case_file SET state = 'closed', decision = $2, closed_ms = $3,
               decider = CASE WHEN decider = $4 THEN $5 ELSE decider END WHERE dedupe = $1 AND state <> 'closed'";
    let decider = actor.as_decider().unwrap_or_else(|| OPERATIONS.into());
    tx.run(sql, args![raised_by, decision, core.now_ms(), OPERATIONS, decider]).await?;
    Ok(())
}

pub async fn assign((tx, core): At<'_>, number: i64, to: &str) -> Outcome<Effect> {
    let file = locked(tx, number).await?;
    let mut administrators = core.settings.operations.administrators.iter();
    let to = to.trim().to_lowercase();
    let Some(administrator) = administrators.find(|a| a.email == to) else {
        return Err(Trouble::bad("to: the settings name no such administrator."));
    };
    let decider = format!("{}, {OPERATIONS}", administrator.name);
    tx.run("UPDATE case_file SET decider = $2 WHERE number = $1", args![number, &decider]).await?;
    let change = format!("from {} to {decider}", file.decider);
    effect(tx, &file, change, format!("{} decides case {number}.", administrator.name), String::new()).await
}

/// Enrolments are locked before cases, everywhere: no two acts wait for each other.
async fn lock_its_enrolment(tx: &mut Tx, number: i64) -> Outcome<()> {
    let sql = "UPDATE enrolment SET held = held WHERE id = (SELECT enrolment_id FROM case_file WHERE number = $1)";
    tx.run(sql, args![number]).await?;
    Ok(())
}

/// A decision leaves nothing hanging: an identity is decided first; an accommodation that was not granted leaves the variant.
async fn settle(tx: &mut Tx, file: &File) -> Outcome<()> {
    let Some(enrolment) = &file.enrolment_id else { return Ok(()) };
    match file.kind {
        CaseKind::Identity => {
            let sql = "SELECT id FROM identity WHERE enrolment_id = $1 AND live = 1 AND state = 'with_person'";
            if tx.row(sql, args![enrolment]).await?.is_some() {
                return Err(Trouble::not_now("Verify or refuse the identity first; then this case can close.", vec![]));
            }
        }
        CaseKind::Accommodation => {
            tx.run("UPDATE enrolment SET variant_fixed = 1 WHERE id = $1", args![enrolment]).await?;
        }
        _ => {}
    }
    Ok(())
}

/// A note, and the one who writes it becomes the decider if nobody is named.
async fn write(tx: &mut Tx, core: &Core, actor: &Actor, file: &File, text: &str) -> Outcome<()> {
    let by = actor.in_audit();
    open::note(tx, core, file.number, CaseAuthor::Operations, &by, file.visible, text).await?;
    let sql = "UPDATE case_file SET decider = $2 WHERE number = $1 AND decider = $3";
    if let Some(decider) = actor.as_decider() {
        tx.run(sql, args![file.number, decider, OPERATIONS]).await?;
    }
    Ok(())
}

fn text_of(text: &str) -> Outcome<&str> {
    let text = text.trim();
    match text.chars().count() {
        1..=LONGEST_TEXT => Ok(text),
        _ => Err(Trouble::bad(format!("text: 1 to {LONGEST_TEXT} characters."))),
    }
}

async fn effect(tx: &mut Tx, file: &File, change: String, said: String, told: String) -> Outcome<Effect> {
    let mut effect = Effect::silent(format!("case:{}", file.number), change, said);
    if let Some(person_id) = file.person_id.as_ref().filter(|_| file.visible) {
        let sql = "SELECT email FROM person WHERE id = $1 AND erased_ms IS NULL";
        let email = tx.row(sql, args![person_id]).await?.map_or(Ok(String::new()), |row| row.text("email"))?;
        effect.concerned = Some(Concerned { person_id: person_id.clone(), email });
        effect.told = told;
    }
    Ok(effect)
}
