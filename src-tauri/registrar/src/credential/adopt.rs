//! Taking over what is at Certifier already, though the ledger knows nothing of it: a restored backup is older than
//! what has been issued since.

use super::issue::{Next, ON, not_done, raise};
use super::ledger::{Entry, Step};
use crate::args;
use crate::audit::{self, Act};
use crate::core::Core;
use crate::db::Outcome;
use crate::providers::CertifierCredential;
use crate::work::Done;
use std::ops::ControlFlow;

/// What comes of the holder's credentials at Certifier that no entry of the ledger accounts for; None if there are none, and
/// one may be asked for.
pub async fn what_is_there(core: &Core, entry: &Entry) -> Outcome<Option<ControlFlow<Done>>> {
    let unaccounted = match core.certifier.of_recipient(&entry.email).await {
        Ok(found) => unaccounted(core, entry, found).await?,
        Err(trouble) => return not_done(core, entry, trouble).await.map(Some),
    };
    match unaccounted.as_slice() {
        [] => Ok(None),
        [one] if is_ours(entry, one) => adopt(core, entry, one).await.map(Some),
        several => ask_a_person(core, entry, several).await.map(Some),
    }
}

async fn unaccounted(core: &Core, entry: &Entry, found: Vec<CertifierCredential>) -> Outcome<Vec<CertifierCredential>> {
    let mut left = Vec::new();
    for credential in found {
        let number = credential.own_id.rsplit('/').next().unwrap_or_default();
        let sql = "SELECT id FROM credential WHERE (id = $1 OR provider_id = $2) AND id <> $3";
        if core.db.row(sql, args![number, &credential.id, &entry.id]).await?.is_none() {
            left.push(credential);
        }
    }
    Ok(left)
}

/// Of this enrolment, and in the name that is to stand on it.
fn is_ours(entry: &Entry, credential: &CertifierCredential) -> bool {
    let name = credential.recipient.as_ref().and_then(|recipient| recipient.name.as_deref());
    credential.own_id.split('/').next() == Some(&entry.enrolment_id) && name == Some(&entry.name)
}

/// An issued one is at its end: its holder was written to when it was issued. A draft goes on from there.
async fn adopt(core: &Core, entry: &Entry, credential: &CertifierCredential) -> Next {
    let step = if credential.is_issued() { Step::Done } else { Step::Drafted };
    let sql = "UPDATE credential SET step = $2, provider_id = $3, public_id = $4, issue_date = $5, expiry_date = $6,
               name = $7, unknown_ms = NULL, searches = 0, updated_ms = $8 WHERE id = $1 AND step = 'wanted'";
    let issue_date = credential.issue_date.as_ref().unwrap_or(&entry.issue_date);
    let (public_id, expiry) = (credential.public_id.as_deref(), credential.expiry_date.as_deref());
    let (id, now) = (&credential.id, core.now_ms());
    let args = args![&entry.id, step.word(), id, public_id, issue_date, expiry, &entry.name, now];
    let mut tx = core.db.begin().await?;
    if tx.run(sql, args).await? == 1 {
        let act = Act {
            actor: "system",
            action: "credential.adopted",
            subject: &format!("enrolment:{}", entry.enrolment_id),
            reason: "Certifier holds a credential of this enrolment that the ledger did not know",
            change: format!("{} is in the ledger now; no other is asked for", credential.id),
        };
        audit::write(&mut tx, core, act).await?;
    }
    tx.commit().await?;
    ON
}

/// Of an enrolment that is lost, in another name, or more than one: which of them is to stand, a person says.
async fn ask_a_person(core: &Core, entry: &Entry, several: &[CertifierCredential]) -> Next {
    let ids: Vec<&str> = several.iter().map(|credential| credential.id.as_str()).collect();
    let text = format!(
        "Certifier holds for this address what no entry here accounts for: {}. It is taken over only if it is one, of this \
         enrolment ({}) and in the name to be issued. Correct the name here, or delete there what is not to stand. It is \
         looked at again each hour.",
        ids.join(", "),
        entry.enrolment_id
    );
    raise(core, entry, "unaccounted", "Certifier holds a credential that is not in the ledger", text).await
}
