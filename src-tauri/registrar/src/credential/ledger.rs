//! The ledger of one credential: where it stands, and the only ways on from there. Each arrow is one transaction that names
//! the step it expects, before and after every call to Certifier.

use super::letter::Subject;
use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::providers::CertifierCredential;
use registrar_api::words;

words! {
    /// Where a credential stands.
    pub enum Step {
        /// Decided; nothing has been asked of Certifier.
        Wanted = "wanted",
        /// A draft is being asked for: there may be one.
        Creating = "creating",
        Drafted = "drafted",
        /// To be issued: it may be.
        Issuing = "issuing",
        Issued = "issued",
        /// Certifier is being asked to write to the holder: it may have.
        Sending = "sending",
        Done = "done",
        /// To be deleted at Certifier: it may be.
        Withdrawing = "withdrawing",
        Withdrawn = "withdrawn",
    }
}

/// A credential as the database has it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: String,
    pub enrolment_id: String,
    pub seat_id: String,
    pub group_id: String,
    pub step: Step,
    pub provider_id: Option<String>,
    pub public_id: Option<String>,
    pub name: String,
    pub issue_date: String,
    pub expiry_date: Option<String>,
    pub unknown_ms: Option<i64>,
    pub searches: i64,
    pub notices: i64,
    pub again: bool,
    pub person_id: String,
    pub email: String,
    pub erased: bool,
}

/// The statement that gives entries, with their holders.
macro_rules! entries {
    ($which:literal) => {
        concat!(
            "SELECT c.*, p.id AS person_id, p.email, p.erased_ms FROM credential c
             JOIN enrolment e ON e.id = c.enrolment_id JOIN person p ON p.id = e.person_id ",
            $which
        )
    };
}
pub(super) use entries;

impl Entry {
    pub fn of(row: &Row) -> Outcome<Self> {
        Ok(Self {
            id: row.text("id")?,
            enrolment_id: row.text("enrolment_id")?,
            seat_id: row.text("seat_id")?,
            group_id: row.text("group_id")?,
            step: Step::from_word(&row.text("step")?),
            provider_id: row.opt_text("provider_id")?,
            public_id: row.opt_text("public_id")?,
            name: row.text("name")?,
            issue_date: row.text("issue_date")?,
            expiry_date: row.opt_text("expiry_date")?,
            unknown_ms: row.opt_int("unknown_ms")?,
            searches: row.int("searches")?,
            notices: row.int("notices")?,
            again: row.flag("again")?,
            person_id: row.text("person_id")?,
            email: row.text("email")?,
            erased: row.opt_int("erased_ms")?.is_some(),
        })
    }

    /// The credential of that id, as it stands now.
    pub async fn load(core: &Core, id: &str) -> Outcome<Option<Self>> {
        core.db.row(entries!("WHERE c.id = $1"), args![id]).await?.as_ref().map(Self::of).transpose()
    }

    /// Our own number of it at Certifier. It begins with the enrolment, which is known even when this entry is lost.
    pub fn own_id(&self) -> String {
        format!("{}/{}", self.enrolment_id, self.id)
    }

    /// Whether its holder reads that it is being issued: what keeps it from that is then for the holder to see too.
    pub fn is_awaited(&self) -> bool {
        let awaited = match self.step {
            Step::Wanted | Step::Creating | Step::Drafted | Step::Issuing => true,
            Step::Withdrawing => self.again,
            _ => false,
        };
        awaited && !self.erased
    }

    /// The one case of this credential about such a trouble.
    pub fn trouble(&self, what: &str) -> String {
        format!("credential:{}:{what}", self.id)
    }

    /// The credential that letters are about.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            id: &self.id,
            person_id: &self.person_id,
            email: &self.email,
            name: &self.name,
            public_id: self.public_id.as_deref(),
            expiry_date: self.expiry_date.as_deref(),
            erased: self.erased,
        }
    }
}

/// From one step to another; false if it does not stand there any more.
pub async fn go(tx: &mut Tx, core: &Core, id: &str, from: Step, to: Step) -> Outcome<bool> {
    let sql = "UPDATE credential SET step = $3, updated_ms = $4 WHERE id = $1 AND step = $2";
    Ok(tx.run(sql, args![id, from.word(), to.word(), core.now_ms()]).await? == 1)
}

/// The same in a transaction of its own.
pub async fn move_on(core: &Core, id: &str, from: Step, to: Step) -> Outcome<bool> {
    let mut tx = core.db.begin().await?;
    let moved = go(&mut tx, core, id, from, to).await?;
    tx.commit().await?;
    Ok(moved)
}

/// The draft is there: its ids are written down; false if the credential does not wait for one any more.
pub async fn drafted(core: &Core, id: &str, made: &CertifierCredential) -> Outcome<bool> {
    let sql = "UPDATE credential SET step = $3, provider_id = $4, public_id = $5, unknown_ms = NULL, searches = 0,
               updated_ms = $6 WHERE id = $1 AND step = $2";
    let (from, to) = (Step::Creating.word(), Step::Drafted.word());
    let args = args![id, from, to, &made.id, made.public_id.as_deref(), core.now_ms()];
    Ok(core.db.run(sql, args).await? == 1)
}

/// Whether it was done is not known since now.
pub async fn unknown(core: &Core, id: &str, step: Step) -> Outcome<()> {
    let sql = "UPDATE credential SET unknown_ms = $3, searches = 0 WHERE id = $1 AND step = $2";
    core.db.run(sql, args![id, step.word(), core.now_ms()]).await?;
    Ok(())
}

/// One more search has found nothing; the next one is a wait away from this one.
pub async fn searched(core: &Core, entry: &Entry, now: i64) -> Outcome<()> {
    let sql = "UPDATE credential SET searches = searches + 1, unknown_ms = $4
               WHERE id = $1 AND step = $2 AND searches = $3";
    core.db.run(sql, args![&entry.id, entry.step.word(), entry.searches, now]).await?;
    Ok(())
}
