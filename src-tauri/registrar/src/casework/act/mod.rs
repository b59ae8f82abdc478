//! What operations do: each act one transaction with its audit, its effect, its word in the case, and its word to the candidate.

mod action;
mod case;
mod codes;
mod enrolment;
mod erase;
mod exam;
pub(super) mod seen;

pub use action::Action;

use super::{export, open};
use crate::args;
use crate::audit::{self, Act};
use crate::candidate::enrolment::EnrolmentRow;
use crate::core::Core;
use crate::db::{Ask, Outcome, Tx};
use crate::keys;
use crate::mail::{self, Mail};
use crate::signin::browser::Administrator;
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use registrar_api::CaseAuthor;

const SHORTEST_REASON: usize = 10;
const LONGEST_TEXT: usize = 8_000;

/// Who acts. There is no way to make one of a candidate.
#[derive(Debug, Clone)]
pub enum Actor {
    /// Somebody at the command line, by login name.
    Cli(String),
    /// An administrator of the settings, at the pages.
    Web { email: String, name: String },
}

impl Actor {
    /// As the audit has it.
    pub fn in_audit(&self) -> String {
        match self {
            Self::Cli(user) => format!("cli:{user}"),
            Self::Web { email, .. } => format!("web:{email}"),
        }
    }

    /// As candidates see the one who decides.
    fn as_decider(&self) -> Option<String> {
        match self {
            Self::Cli(_) => None,
            Self::Web { name, .. } => Some(format!("{name}, {}", super::OPERATIONS)),
        }
    }
}

impl From<&Administrator> for Actor {
    fn from(administrator: &Administrator) -> Self {
        Self::Web { email: administrator.email.clone(), name: administrator.name.clone() }
    }
}

/// An action with everything that goes with it.
#[derive(Debug, Clone)]
pub struct Order {
    pub action: Action,
    /// For the audit; at least ten characters.
    pub reason: String,
    /// The case it belongs to.
    pub case: Option<i64>,
    /// What the candidate is told besides what was done.
    pub tell: Option<String>,
    /// The same value acts once: a form carries one.
    pub once: Option<String>,
    /// The enrolment as it was seen; see [`seen::mark`].
    pub seen: Option<String>,
}

impl Order {
    pub fn new(action: Action, reason: impl Into<String>) -> Self {
        Self { action, reason: reason.into(), case: None, tell: None, once: None, seen: None }
    }

    fn check(&self) -> Outcome<()> {
        let length = self.reason.trim().chars().count();
        if !(SHORTEST_REASON..=LONGEST_TEXT).contains(&length) {
            return Err(Trouble::bad(format!("reason: at least {SHORTEST_REASON} characters; it stays in the audit.")));
        }
        let told = self.tell.as_deref().map(str::trim).unwrap_or_default();
        if told.is_empty() && self.action.needs_telling() {
            return Err(Trouble::bad("tell: the candidate must be told why."));
        }
        if told.chars().count() > LONGEST_TEXT {
            return Err(Trouble::bad(format!("tell: {LONGEST_TEXT} characters are the most.")));
        }
        if self.once.as_ref().is_some_and(|once| !(16..=64).contains(&once.len())) {
            return Err(Trouble::bad("This form is not whole. Reload the page."));
        }
        Ok(())
    }

    fn told(&self) -> &str {
        self.tell.as_deref().map(str::trim).unwrap_or_default()
    }
}

/// The person whom an act concerns.
struct Concerned {
    person_id: String,
    /// Empty if nothing is to be sent.
    email: String,
}

/// What an action did, in the words of each reader.
struct Effect {
    /// Ids only.
    subject: String,
    /// From what to what.
    change: String,
    /// For the one who acts: no names, no addresses.
    said: String,
    concerned: Option<Concerned>,
    /// For the candidate; empty if there is nothing to say.
    told: String,
    /// The case, by what raised it, that is decided by this.
    ends: Option<String>,
}

/// Does it, once, or says why not. The answer is what was done, in words.
pub async fn act(core: &Core, actor: &Actor, order: Order) -> Outcome<String> {
    order.check()?;
    let mut tx = core.db.begin().await?;
    if let Some(said) = done_before(&mut tx, core, &order).await? {
        return Ok(said);
    }
    if let Some(seen) = &order.seen {
        seen::check(&mut tx, seen).await?;
    }
    let effect = perform(&mut tx, core, actor, &order).await?;
    let (by, reason) = (actor.in_audit(), order.reason.trim());
    let change = effect.change.clone();
    let written = Act { actor: &by, action: order.action.word(), subject: &effect.subject, reason, change };
    audit::write(&mut tx, core, written).await?;
    if let Some(number) = order.case {
        note_in_case(&mut tx, core, actor, &order, &effect, number).await?;
    }
    if let Some(raised_by) = &effect.ends {
        case::end(&mut tx, core, actor, raised_by, &joined(&effect.told, order.told())).await?;
    }
    tell(&mut tx, core, &order, &effect).await?;
    remember(&mut tx, &order, &effect).await?;
    tx.commit().await?;
    core.bell.notify_one();
    Ok(effect.said)
}

/// What a form did that has come twice.
async fn done_before(tx: &mut Tx, core: &Core, order: &Order) -> Outcome<Option<String>> {
    let Some(once) = &order.once else { return Ok(None) };
    let sql = "INSERT INTO provider_event (provider, id, kind, subject, received_ms) VALUES ('form', $1, $2, '', $3)
               ON CONFLICT (provider, id) DO NOTHING";
    if tx.run(sql, args![once, order.action.word(), core.now_ms()]).await? == 1 {
        return Ok(None);
    }
    said_before(tx, once).await.map(|said| said.or(Some("This was done already, and only once.".into())))
}

/// What was said of a form, for the page that follows it.
pub(super) async fn said_before(ask: &mut impl Ask, once: &str) -> Outcome<Option<String>> {
    let row = ask.row("SELECT subject FROM provider_event WHERE provider = 'form' AND id = $1", args![once]).await?;
    row.map(|row| row.text("subject")).transpose()
}

async fn remember(tx: &mut Tx, order: &Order, effect: &Effect) -> Outcome<()> {
    let said = match order.action.shows_once() {
        true => "This was done already, and what it showed is shown once.",
        false => &effect.said,
    };
    let sql = "UPDATE provider_event SET subject = $2 WHERE provider = 'form' AND id = $1";
    tx.run(sql, args![order.once.as_deref(), said]).await?;
    Ok(())
}

async fn perform(tx: &mut Tx, core: &Core, actor: &Actor, order: &Order) -> Outcome<Effect> {
    let at = (&mut *tx, core);
    match &order.action {
        Action::Hold { enrolment } => enrolment::hold(at, enrolment, order.told()).await,
        Action::Release { enrolment } => enrolment::release(at, enrolment).await,
        Action::GrantAttempts { enrolment, more } => enrolment::grant(at, enrolment, *more).await,
        Action::ExtendWindow { enrolment, days } => enrolment::extend(at, enrolment, *days).await,
        Action::LiftWait { enrolment } => enrolment::lift_wait(at, enrolment).await,
        Action::SetVariant { enrolment, variant } => enrolment::set_variant(at, enrolment, variant).await,
        Action::CorrectName { enrolment, name } => enrolment::correct_name(at, enrolment, name).await,
        Action::VoidSeat { seat } => exam::void(at, seat, order.reason.trim()).await,
        Action::ClearMonitoring { seat } => exam::clear_monitoring(at, seat).await,
        Action::ReleaseResult { seat } => exam::release_result(at, seat).await,
        Action::VerifyIdentity { enrolment } => exam::decide_identity(at, enrolment, true).await,
        Action::RefuseIdentity { enrolment } => exam::decide_identity(at, enrolment, false).await,
        Action::ReissueCredential { enrolment } => exam::withdraw(at, enrolment, true).await,
        Action::WithdrawCredential { enrolment } => exam::withdraw(at, enrolment, false).await,
        Action::MakeCodes { count, variant, attempts, days } => {
            codes::make(at, *count, variant.as_deref(), *attempts, *days).await
        }
        Action::Answer { number, text } => case::answer(at, actor, *number, text).await,
        Action::Ask { number, text } => case::ask(at, actor, *number, text).await,
        Action::Decide { number, text } => case::decide(at, actor, *number, text).await,
        Action::Assign { number, to } => case::assign(at, *number, to).await,
        Action::Export { person } => {
            let id = person_id(tx, person).await?;
            let everything = export::of(core, &id).await?;
            let said = serde_json::to_string_pretty(&everything).map_err(|e| Trouble::broken(e.to_string()))?;
            Ok(Effect::silent(format!("person:{id}"), "everything held was given out", said))
        }
        Action::Erase { person } => {
            let id = person_id(tx, person).await?;
            erase::person((tx, core), &id).await
        }
    }
}

impl Effect {
    /// One that is no candidate's to hear of.
    fn silent(subject: String, change: impl Into<String>, said: impl Into<String>) -> Self {
        Self { subject, change: change.into(), said: said.into(), concerned: None, told: String::new(), ends: None }
    }

    /// One about an enrolment, told with the same words to both.
    fn about(enrolment: EnrolmentRow, change: String, said: impl Into<String>) -> Self {
        let concerned = Some(Concerned { person_id: enrolment.person_id, email: enrolment.email });
        let said = said.into();
        let subject = format!("enrolment:{}", enrolment.id);
        Self { subject, change, told: said.clone(), said, concerned, ends: None }
    }
}

/// An enrolment that nobody else changes meanwhile, of somebody who is still there.
async fn enrolment_of(tx: &mut Tx, id: &str) -> Outcome<EnrolmentRow> {
    EnrolmentRow::to_change(tx, id).await
}

async fn person_id(tx: &mut Tx, key: &str) -> Outcome<String> {
    let sql = "SELECT id FROM person WHERE id = $1 OR email = $2";
    let row = tx.row(sql, args![key.trim(), key.trim().to_lowercase()]).await?;
    row.ok_or_else(|| Trouble::not_found("person"))?.text("id")
}

/// What has been decided may be what a credential waits for.
async fn look_at_credential(tx: &mut Tx, core: &Core, enrolment_id: &str) -> Outcome<()> {
    let sql = "SELECT id FROM seat WHERE enrolment_id = $1 AND outcome = 'passed'";
    for row in tx.rows(sql, args![enrolment_id]).await? {
        work::enqueue(tx, JobKind::CredentialDue, &row.text("id")?, core.now_ms()).await?;
    }
    // A draft waits as well.
    let sql = "SELECT id FROM credential WHERE enrolment_id = $1 AND step = 'drafted'";
    for row in tx.rows(sql, args![enrolment_id]).await? {
        work::enqueue(tx, JobKind::CredentialStep, &row.text("id")?, core.now_ms()).await?;
    }
    Ok(())
}

/// Writes into the case what was done on its behalf; it must be about the same person.
async fn note_in_case(
    tx: &mut Tx,
    core: &Core,
    actor: &Actor,
    order: &Order,
    effect: &Effect,
    number: i64,
) -> Outcome<()> {
    let file = case::locked(tx, number).await?;
    let other = effect.concerned.as_ref().zip(file.person_id.as_ref()).is_some_and(|(c, p)| c.person_id != *p);
    if other {
        return Err(Trouble::bad(format!("case: {number} is about somebody else.")));
    }
    let visible = file.visible && !effect.told.is_empty();
    let text = match (visible, order.action.shows_once()) {
        (true, _) => joined(&effect.told, order.told()),
        (false, true) => format!("Done: {}.", order.action.word()),
        (false, false) => effect.said.clone(),
    };
    open::note(tx, core, number, CaseAuthor::Operations, &actor.in_audit(), visible, &text).await
}

async fn tell(tx: &mut Tx, core: &Core, order: &Order, effect: &Effect) -> Outcome<()> {
    let Some(Concerned { person_id, email }) = effect.concerned.as_ref() else { return Ok(()) };
    if effect.told.is_empty() || email.is_empty() {
        return Ok(());
    }
    let programme = &core.settings.programme;
    let mail = Mail {
        once: format!("act:{}", keys::new_id()),
        to: email,
        person_id: Some(person_id),
        subject: format!("{}: news of your enrolment", programme.title),
        body: format!(
            "{}\n\nYou can see all of it, and answer, in the app. A person can be reached at {}.\n",
            joined(&effect.told, order.told()),
            programme.contact_email
        ),
    };
    mail::queue(tx, core, mail).await
}

fn joined(first: &str, second: &str) -> String {
    match second.is_empty() || first.contains(second) {
        true => first.to_owned(),
        false => format!("{first}\n\n{second}"),
    }
}
