//! The credential as the candidate sees it.

use super::facts;
use super::ledger::{Entry, Step, entries};
use super::page::public_page;
use super::rule::{Why, may_issue};
use super::sweep::PERSON_AFTER;
use crate::args;
use crate::clock;
use crate::core::Core;
use crate::db::Outcome;
use crate::work::{self, Hearing, JobKind};
use registrar_api::{Credential, CredentialState};

/// The credential of an enrolment: the one that is there or on its way; else what one waits for.
pub async fn of_enrolment(core: &Core, enrolment_id: &str) -> Outcome<Credential> {
    let sql = entries!(
        "WHERE c.enrolment_id = $1
         ORDER BY CASE WHEN c.step = 'withdrawn' THEN 1 ELSE 0 END, c.created_ms DESC LIMIT 1"
    );
    let row = core.db.row(sql, args![enrolment_id]).await?;
    let last = row.as_ref().map(Entry::of).transpose()?;
    if let Some(entry) = last.as_ref().filter(|entry| entry.step != Step::Withdrawn) {
        return Ok(match kept_back(core, entry).await? {
            Some(why) => empty(CredentialState::Waiting, Some(why.in_words())),
            None => shown(core, entry),
        });
    }
    let waits = waiting(core, enrolment_id).await?;
    Ok(waits.unwrap_or_else(|| match last {
        Some(entry) => shown(core, &entry),
        None => empty(CredentialState::None, None),
    }))
}

/// Why one that Certifier has not issued yet is not issued now, if so.
async fn kept_back(core: &Core, entry: &Entry) -> Outcome<Option<Why>> {
    if !matches!(entry.step, Step::Wanted | Step::Drafted) {
        return Ok(None);
    }
    let known = facts::load(&mut &core.db, core, &entry.seat_id, &entry.id).await?;
    Ok(known.and_then(|known| may_issue(&known.facts).err()))
}

/// What a credential that is on its way waits for.
pub async fn hearing(core: &Core, enrolment_id: &str) -> Outcome<Hearing> {
    let sql = "SELECT id, step, created_ms, updated_ms FROM credential
               WHERE enrolment_id = $1 AND step <> 'withdrawn' ORDER BY created_ms DESC LIMIT 1";
    if let Some(row) = core.db.row(sql, args![enrolment_id]).await? {
        let (since, heard) = (row.int("created_ms")?, row.int("updated_ms")?);
        let withdrawing = Step::from_word(&row.text("step")?) == Step::Withdrawing;
        let stuck_since = if withdrawing { heard } else { since };
        return Ok(Hearing {
            since_ms: Some(since),
            heard_ms: Some(heard).filter(|heard| *heard > since),
            asks_again_ms: work::due(core, JobKind::CredentialStep, &row.text("id")?).await?,
            person_from_ms: Some(stuck_since + PERSON_AFTER),
        });
    }
    let sql = "SELECT s.id FROM seat s WHERE s.enrolment_id = $1 AND s.state <> 'void' AND s.outcome = 'passed'
               ORDER BY s.attempt DESC LIMIT 1";
    let Some(seat) = core.db.row(sql, args![enrolment_id]).await? else { return Ok(Hearing::default()) };
    let asks_again_ms = work::due(core, JobKind::CredentialDue, &seat.text("id")?).await?;
    Ok(Hearing { asks_again_ms, ..Hearing::default() })
}

/// What the newest result waits for; None if it calls for no credential.
async fn waiting(core: &Core, enrolment_id: &str) -> Outcome<Option<Credential>> {
    let sql = "SELECT id FROM seat WHERE enrolment_id = $1 AND outcome IN ('provisional', 'passed', 'held')
               AND state <> 'void' ORDER BY attempt DESC LIMIT 1";
    let Some(row) = core.db.row(sql, args![enrolment_id]).await? else { return Ok(None) };
    let seat_id = row.text("id")?;
    let Some(known) = facts::load(&mut &core.db, core, &seat_id, "").await? else { return Ok(None) };
    Ok(match may_issue(&known.facts) {
        Ok(()) => Some(empty(CredentialState::BeingIssued, None)),
        Err(Why::Withdrawn) => None,
        Err(why) => Some(empty(CredentialState::Waiting, Some(why.in_words()))),
    })
}

fn empty(state: CredentialState, why: Option<String>) -> Credential {
    Credential { state, why, name: None, issued_on: None, expires_on: None, url: None }
}

fn shown(core: &Core, entry: &Entry) -> Credential {
    let today = clock::date(core.now_ms());
    // Dates of this form are ordered as their texts are.
    let over = entry.expiry_date.as_ref().is_some_and(|date| *date < today);
    let (state, why) = match (entry.step, entry.again) {
        (Step::Issued | Step::Sending | Step::Done, _) if over => (CredentialState::Expired, None),
        (Step::Issued | Step::Sending | Step::Done, _) => (CredentialState::Issued, None),
        (Step::Withdrawing | Step::Withdrawn, false) => (CredentialState::Withdrawn, Some(Why::Withdrawn.in_words())),
        (Step::Withdrawing, true) => {
            (CredentialState::BeingIssued, Some("The former one is being withdrawn; this one follows.".into()))
        }
        _ => (CredentialState::BeingIssued, None),
    };
    let there = matches!(state, CredentialState::Issued | CredentialState::Expired);
    Credential {
        state,
        why,
        name: Some(entry.name.clone()),
        issued_on: there.then(|| entry.issue_date.clone()),
        expires_on: entry.expiry_date.clone().filter(|_| there),
        url: entry.public_id.as_deref().filter(|_| there).and_then(|id| public_page(&core.settings, id)),
    }
}
