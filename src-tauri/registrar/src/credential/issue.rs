//! Issuing, in guarded steps: wanted, creating, drafted, issuing, issued, sending, done.
//!
//! Certifier has no key that would make a call idempotent. So the step is written down before a call and after it; whoever
//! finds a credential in the middle of a call looks at Certifier before asking again.

use super::facts::{self, Known};
use super::ledger::{self, Entry, Step};
use super::rule::{Why, may_issue};
use super::{adopt, letter, search, withdraw};
use crate::args;
use crate::audit::{self, Act};
use crate::casework::{self, NewCase};
use crate::clock::{self, HOUR, MINUTE, SECOND};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::providers::{CertifierCredential, CertifierDraft, CertifierStatus, ProviderTrouble};
use crate::trouble::Trouble;
use crate::work::{self, Done, JobKind};
use registrar_api::CaseKind;
use search::Search;
use std::ops::ControlFlow::{self, Break, Continue};

/// The work goes on with the step that stands in the ledger now, or is done for this time.
pub type Next = Outcome<ControlFlow<Done>>;

pub const ON: Next = Ok(Continue(()));

/// What can keep a credential from being issued until a person has looked.
const TROUBLES: [&str; 4] = ["refused", "several", "deleted", "stuck"];

/// Work: whether a seat's result calls for a credential, and if so begins it. What keeps it from that can change without a
/// word to this room, so it looks again each hour.
pub async fn due(core: &Core, seat_id: &str) -> Outcome<Done> {
    let Some(known) = facts::load(&mut &core.db, core, seat_id, "").await? else { return Ok(Done::Finished) };
    let now = core.now_ms();
    if let Err(why) = may_issue(&known.facts) {
        if why.needs_person() {
            ask_a_person(core, seat_id, &known, &why).await?;
        }
        return Ok(if why.may_pass() { Done::Again(now + HOUR) } else { Done::Finished });
    }
    let (id, rules) = (keys::new_id(), &known.programme.credential);
    let expiry = (rules.valid_months > 0).then(|| clock::months_later(now, rules.valid_months));
    // Whoever is second finds the seat's round, or the enrolment's one live credential, taken.
    let sql = "INSERT INTO credential (id, enrolment_id, seat_id, round, group_id, step, name, issue_date, expiry_date,
               searches, notices, again, created_ms, updated_ms)
               VALUES ($1, $2, $3, $4, $5, 'wanted', $6, $7, $8, 0, 0, 0, $9, $9) ON CONFLICT DO NOTHING";
    let name = known.facts.name.unwrap_or_default();
    let args =
        args![&id, known.enrolment_id, seat_id, known.round, &rules.group_id, name, clock::date(now), expiry, now];
    let mut tx = core.db.begin().await?;
    // A regrade of this very moment comes before, and is seen, or after, and is raised.
    let still = "UPDATE seat SET outcome = outcome WHERE id = $1 AND outcome = 'passed'";
    if tx.run(still, args![seat_id]).await? == 0 {
        return Ok(Done::Again(now + MINUTE));
    }
    if tx.run(sql, args).await? == 1 {
        work::enqueue(&mut tx, JobKind::CredentialStep, &id, now).await?;
    }
    tx.commit().await?;
    core.bell.notify_one();
    Ok(Done::Finished)
}

/// The candidate is told that a person looks at it: so it be, with a case that the candidate can see.
async fn ask_a_person(core: &Core, seat_id: &str, known: &Known, why: &Why) -> Outcome<()> {
    let case = NewCase::system(CaseKind::Held, "A credential waits for a person")
        .about(&known.enrolment_id)
        .shown(&known.person_id)
        .once(format!("credential:{seat_id}:{why:?}"))
        .saying(why.in_words());
    let mut tx = core.db.begin().await?;
    casework::open(&mut tx, core, case).await?;
    tx.commit().await
}

/// Work: the next steps of one credential, as far as they go.
pub async fn step(core: &Core, id: &str) -> Outcome<Done> {
    while let Some(entry) = Entry::load(core, id).await? {
        let next = match entry.step {
            Step::Wanted => begin(core, entry).await?,
            Step::Creating => found_creating(core, &entry).await?,
            Step::Drafted => go_on(core, &entry).await?,
            Step::Issuing => found_issuing(core, &entry).await?,
            Step::Issued => match ledger::move_on(core, id, Step::Issued, Step::Sending).await? {
                true => send(core, &entry).await?,
                false => Continue(()),
            },
            Step::Sending => sent_or_not(core, &entry, "the process ended while it was asked to").await?,
            Step::Withdrawing => withdraw::step(core, &entry).await?,
            Step::Done | Step::Withdrawn => return Ok(Done::Finished),
            Step::Unknown => return Err(Trouble::broken("a credential at a step that this version does not know")),
        };
        if let Break(done) = next {
            return Ok(done);
        }
    }
    Ok(Done::Finished)
}

/// Looks at the rule once more, for a person may have held the enrolment meanwhile, takes over what Certifier has already, or
/// asks for the draft.
async fn begin(core: &Core, mut entry: Entry) -> Next {
    let mut tx = core.db.begin().await?;
    let Some(name) = still_due(&mut tx, core, &entry).await? else { return tx.commit().await.and(ON) };
    tx.commit().await?;
    entry.name = name;
    if let Some(next) = adopt::what_is_there(core, &entry).await? {
        return Ok(next);
    }
    // Once more, and nobody changes it before it is written down: Certifier may have taken its time.
    let mut tx = core.db.begin().await?;
    let Some(name) = still_due(&mut tx, core, &entry).await? else { return tx.commit().await.and(ON) };
    entry.name = name;
    let sql = "UPDATE credential SET step = 'creating', name = $2, unknown_ms = NULL, searches = 0, updated_ms = $3
               WHERE id = $1 AND step = 'wanted'";
    let begun = tx.run(sql, args![&entry.id, &entry.name, core.now_ms()]).await?;
    tx.commit().await?;
    if begun == 1 { create(core, &entry).await } else { ON }
}

/// The name to issue it for. If the rule says no by now, the entry goes: it was an intention only, for nothing has been asked
/// of Certifier.
async fn still_due(tx: &mut Tx, core: &Core, entry: &Entry) -> Outcome<Option<String>> {
    let known = facts::locked(tx, core, entry).await?;
    if may_issue(&known.facts).is_ok() {
        return Ok(Some(known.facts.name.unwrap_or_default()));
    }
    tx.run("DELETE FROM credential WHERE id = $1 AND step = 'wanted'", args![&entry.id]).await?;
    work::enqueue(tx, JobKind::CredentialDue, &entry.seat_id, core.now_ms()).await?;
    Ok(None)
}

async fn create(core: &Core, entry: &Entry) -> Next {
    let draft = CertifierDraft {
        own_id: &entry.own_id(),
        group_id: &entry.group_id,
        name: &entry.name,
        email: &entry.email,
        issue_date: &entry.issue_date,
        expiry_date: entry.expiry_date.as_deref(),
    };
    match core.certifier.create(&draft).await {
        Ok(made) => keep(core, entry, &made).await,
        Err(trouble) if trouble.may_have_happened() => {
            ledger::unknown(core, &entry.id, Step::Creating).await?;
            Ok(Break(Done::Again(core.now_ms() + search::wait(core))))
        }
        Err(trouble) => {
            ledger::move_on(core, &entry.id, Step::Creating, Step::Wanted).await?;
            not_done(core, entry, trouble).await
        }
    }
}

/// Writes down the draft. If the credential has gone another way meanwhile, nobody waits for this draft, and it goes.
async fn keep(core: &Core, entry: &Entry, made: &CertifierCredential) -> Next {
    if !ledger::drafted(core, &entry.id, made).await? {
        let stands = Entry::load(core, &entry.id).await?.and_then(|now| now.provider_id);
        if stands.as_deref() != Some(made.id.as_str()) {
            core.certifier.delete(&made.id).await?;
        }
    }
    ON
}

/// Whether there is a draft is not known: it is searched for before another one is asked for.
async fn found_creating(core: &Core, entry: &Entry) -> Next {
    match search::look(core, entry).await {
        Ok(Search::Later(at)) => Ok(Break(Done::Again(at))),
        Ok(Search::Nothing) => {
            ledger::move_on(core, &entry.id, Step::Creating, Step::Wanted).await?;
            ON
        }
        Ok(Search::Found(found)) => match found.as_slice() {
            [one] => keep(core, entry, one).await,
            several => {
                let text = format!(
                    "Certifier holds {} credentials with our number {}. Delete all but one there. \
                     It is looked at again each hour.",
                    several.len(),
                    entry.own_id()
                );
                raise(core, entry, "several", "Certifier holds a credential more than once", text).await
            }
        },
        Err(Trouble::Provider(trouble)) => not_done(core, entry, trouble).await,
        Err(trouble) => Err(trouble),
    }
}

/// Issues the draft, if it may be issued still: Certifier may have been away for long, and a person may have decided meanwhile.
/// A draft that is not to be issued goes; another one follows if it may be after all.
async fn go_on(core: &Core, entry: &Entry) -> Next {
    let mut tx = core.db.begin().await?;
    let known = facts::locked(&mut tx, core, entry).await?;
    match may_issue(&known.facts) {
        Ok(()) => {
            let moved = ledger::go(&mut tx, core, &entry.id, Step::Drafted, Step::Issuing).await?;
            tx.commit().await?;
            if moved { issue(core, entry).await } else { ON }
        }
        Err(why) if why.may_pass() => {
            tx.commit().await?;
            if why.needs_person() {
                ask_a_person(core, &entry.seat_id, &known, &why).await?;
            }
            Ok(Break(Done::Again(core.now_ms() + HOUR)))
        }
        Err(_) => {
            withdraw::begin(&mut tx, core, entry, true).await?;
            tx.commit().await?;
            ON
        }
    }
}

async fn issue(core: &Core, entry: &Entry) -> Next {
    match core.certifier.issue(provider_id(entry)?).await {
        Ok(credential) if credential.is_issued() => issued(core, entry, credential).await,
        // The reference's examples answer `draft` even here: looking tells.
        Ok(_) => Ok(Break(Done::Again(core.now_ms() + 5 * SECOND))),
        Err(refusal @ ProviderTrouble::Refused { .. }) => match core.certifier.get(provider_id(entry)?).await? {
            Some(credential) if credential.is_issued() => issued(core, entry, credential).await,
            _ => not_done(core, entry, refusal).await,
        },
        // If it was done all the same, the next look finds so.
        Err(trouble) => Err(trouble.into()),
    }
}

async fn found_issuing(core: &Core, entry: &Entry) -> Next {
    match core.certifier.get(provider_id(entry)?).await {
        Ok(Some(credential)) if credential.is_issued() => issued(core, entry, credential).await,
        Ok(Some(credential)) if credential.status == CertifierStatus::Draft => issue(core, entry).await,
        Ok(Some(_)) => Ok(Break(Done::Again(core.now_ms() + 10 * MINUTE))),
        Ok(None) => {
            let text = "Its draft is no longer at Certifier. Withdraw it, or reissue it.";
            raise(core, entry, "deleted", "A credential was deleted at Certifier", text.into()).await
        }
        Err(trouble) => not_done(core, entry, trouble).await,
    }
}

/// It is issued: the candidate is told by ourselves, in the same transaction.
async fn issued(core: &Core, entry: &Entry, credential: CertifierCredential) -> Next {
    let mut tx = core.db.begin().await?;
    if ledger::go(&mut tx, core, &entry.id, Step::Issuing, Step::Issued).await? {
        let public_id = credential.public_id.or_else(|| entry.public_id.clone());
        let sql = "UPDATE credential SET public_id = $2 WHERE id = $1";
        tx.run(sql, args![&entry.id, public_id.as_deref()]).await?;
        letter::issued(&mut tx, core, &Entry { public_id, ..entry.clone() }.subject()).await?;
        for what in TROUBLES {
            casework::settled(&mut tx, core, &entry.trouble(what), "The credential has been issued.").await?;
        }
    }
    tx.commit().await?;
    ON
}

async fn send(core: &Core, entry: &Entry) -> Next {
    match core.certifier.send(provider_id(entry)?).await {
        Ok(()) => {
            ledger::move_on(core, &entry.id, Step::Sending, Step::Done).await?;
            ON
        }
        Err(trouble) if trouble.may_have_happened() => sent_or_not(core, entry, &trouble.to_string()).await,
        Err(trouble) => {
            ledger::move_on(core, &entry.id, Step::Sending, Step::Issued).await?;
            not_done(core, entry, trouble).await
        }
    }
}

/// Whether Certifier wrote to the holder is not known, and nothing tells. It is not asked again: our own letter has gone,
/// and two from Certifier would be one too many. `unknown_ms` stays set, and the audit says so.
async fn sent_or_not(core: &Core, entry: &Entry, why: &str) -> Next {
    let mut tx = core.db.begin().await?;
    if ledger::go(&mut tx, core, &entry.id, Step::Sending, Step::Done).await? {
        let sql = "UPDATE credential SET unknown_ms = $2 WHERE id = $1";
        tx.run(sql, args![&entry.id, core.now_ms()]).await?;
        let act = Act {
            actor: "system",
            action: "credential.letter_unknown",
            subject: &format!("enrolment:{}", entry.enrolment_id),
            reason: why,
            change: "Certifier may have written to the holder, or not; it is not asked again".into(),
        };
        audit::write(&mut tx, core, act).await?;
    }
    tx.commit().await?;
    ON
}

/// It was not done. A refusal goes to a person, with the provider's words, and is tried again each hour, for it is at
/// Certifier that a person mends it; anything else is tried again by itself.
pub async fn not_done(core: &Core, entry: &Entry, trouble: ProviderTrouble) -> Next {
    let ProviderTrouble::Refused { status, .. } = &trouble else { return Err(trouble.into()) };
    let text = format!("{trouble}. Credential {} ({}). It is tried again each hour.", entry.id, entry.step);
    match status {
        // The account, not this credential: one case a day.
        401..=403 => {
            let once = format!("certifier:{status}:{}", clock::date(core.now_ms()));
            let case = NewCase::system(CaseKind::ProviderUnreachable, "Certifier refuses our account");
            open(core, case.once(once).saying(text)).await
        }
        _ => raise(core, entry, "refused", "Certifier refuses a credential", text).await,
    }
}

/// A case about one credential, once; then it is looked at again each hour. A holder who waits for it sees the case, without
/// what it says to operations.
pub async fn raise(core: &Core, entry: &Entry, what: &str, title: &str, text: String) -> Next {
    let mut case = NewCase::system(CaseKind::Mismatch, title).about(&entry.enrolment_id).once(entry.trouble(what));
    case = match entry.is_awaited() {
        true => case
            .shown(&entry.person_id)
            .saying("The credential cannot be issued by itself. A person looks at it; the result stands.")
            .noting(text),
        false => case.saying(text),
    };
    open(core, case).await
}

async fn open(core: &Core, case: NewCase) -> Next {
    let mut tx = core.db.begin().await?;
    casework::open(&mut tx, core, case).await?;
    tx.commit().await?;
    Ok(Break(Done::Again(core.now_ms() + HOUR)))
}

fn provider_id(entry: &Entry) -> Outcome<&str> {
    entry
        .provider_id
        .as_deref()
        .ok_or_else(|| Trouble::broken("a credential beyond its draft has no number at Certifier"))
}
