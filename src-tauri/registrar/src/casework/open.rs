//! Opening a case.

use crate::args;
use crate::clock::{self, HOUR};
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::mail::{self, Mail};
use registrar_api::{CaseAuthor, CaseKind, CaseState};

/// A case about to be opened.
pub struct NewCase {
    pub kind: CaseKind,
    pub title: String,
    pub enrolment_id: Option<String>,
    pub person_id: Option<String>,
    pub dedupe: Option<String>,
    pub author: CaseAuthor,
    /// Whether the candidate sees it.
    pub visible: bool,
    pub text: String,
    /// For operations alone, also in a case that the candidate sees.
    pub inner: Option<String>,
}

impl NewCase {
    /// A case that the system raises; the candidate does not see it unless [`NewCase::shown`].
    pub fn system(kind: CaseKind, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            enrolment_id: None,
            person_id: None,
            dedupe: None,
            author: CaseAuthor::System,
            visible: false,
            text: String::new(),
            inner: None,
        }
    }

    /// A case of a candidate's own.
    pub fn candidate(kind: CaseKind, title: impl Into<String>, person_id: &str, text: &str) -> Self {
        Self {
            person_id: Some(person_id.to_owned()),
            author: CaseAuthor::Candidate,
            visible: true,
            ..Self::system(kind, title)
        }
        .saying(text)
    }

    pub fn about(mut self, enrolment_id: &str) -> Self {
        self.enrolment_id = Some(enrolment_id.to_owned());
        self
    }

    pub fn shown(mut self, person_id: &str) -> Self {
        self.person_id = Some(person_id.to_owned());
        self.visible = true;
        self
    }

    /// The same trouble raises one case.
    pub fn once(mut self, dedupe: impl Into<String>) -> Self {
        self.dedupe = Some(dedupe.into());
        self
    }

    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// What only operations are to read: ids, a provider's words, what to look at.
    pub fn noting(mut self, inner: impl Into<String>) -> Self {
        self.inner = Some(inner.into());
        self
    }
}

/// What came of opening a case.
pub struct Opened {
    pub number: i64,
    /// False if it was there already, for the same `dedupe`: nothing was added to it.
    pub fresh: bool,
}

/// Opens it in the caller's transaction and writes to operations. Answers with its number, also of the case that was there
/// already for the same `dedupe`.
pub async fn open(tx: &mut Tx, core: &Core, case: NewCase) -> Outcome<i64> {
    Ok(open_once(tx, core, case).await?.number)
}

/// The same, telling whether it is a new one.
pub async fn open_once(tx: &mut Tx, core: &Core, case: NewCase) -> Outcome<Opened> {
    if let Some(number) = known(tx, case.dedupe.as_deref()).await? {
        return Ok(Opened { number, fresh: false });
    }
    let number = tx.count("case").await?;
    let now = core.now_ms();
    let deadline = now + core.settings.programme.answer_hours * HOUR;
    let sql = "INSERT INTO case_file (number, kind, state, title, enrolment_id, person_id, dedupe, visible, decider,
               deadline_ms, reminded, decision, opened_ms, closed_ms)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, NULL, $11, NULL) ON CONFLICT (dedupe) DO NOTHING";
    let opened = tx
        .run(
            sql,
            args![
                number,
                case.kind.word(),
                CaseState::Open.word(),
                &case.title,
                case.enrolment_id,
                case.person_id.as_deref(),
                case.dedupe.as_deref(),
                case.visible,
                super::OPERATIONS,
                deadline,
                now
            ],
        )
        .await?;
    if opened == 0 {
        // Another process was first, between our look and our writing.
        let number = known(tx, case.dedupe.as_deref()).await?.unwrap_or(number);
        return Ok(Opened { number, fresh: false });
    }
    note(tx, core, number, case.author, "", case.visible, &case.text).await?;
    if let Some(inner) = &case.inner {
        note(tx, core, number, CaseAuthor::System, "", false, inner).await?;
    }
    mail::queue(
        tx,
        core,
        Mail {
            once: format!("case:{number}:operations"),
            to: &core.settings.operations.email,
            person_id: None,
            subject: format!("Case {number} ({}): {}", case.kind, case.title),
            body: format!(
                "A case waits for a decision until {}.\n\n{}/admin/cases/{number}\n",
                clock::in_words(deadline),
                core.settings.server.public_url
            ),
        },
    )
    .await?;
    Ok(Opened { number, fresh: true })
}

/// The case that this trouble has raised already.
async fn known(tx: &mut Tx, dedupe: Option<&str>) -> Outcome<Option<i64>> {
    let Some(dedupe) = dedupe else { return Ok(None) };
    let row = tx.row("SELECT number FROM case_file WHERE dedupe = $1", args![dedupe]).await?;
    row.map(|row| row.int("number")).transpose()
}

/// What a case of the system was about has come right by itself: the case says so, and is closed unless somebody has written
/// in it and waits for an answer.
pub async fn settled(tx: &mut Tx, core: &Core, dedupe: &str, text: &str) -> Outcome<()> {
    let sql = "UPDATE case_file SET state = state WHERE dedupe = $1 AND state <> 'closed' RETURNING number, visible";
    let Some(file) = tx.row(sql, args![dedupe]).await? else { return Ok(()) };
    let number = file.int("number")?;
    let sql = "UPDATE case_file SET state = 'closed', decision = $2, closed_ms = $3 WHERE number = $1 AND NOT EXISTS
               (SELECT 1 FROM case_note n WHERE n.number = case_file.number AND n.author <> 'system')";
    tx.run(sql, args![number, text, core.now_ms()]).await?;
    note(tx, core, number, CaseAuthor::System, "", file.flag("visible")?, text).await
}

/// Adds a note to a case.
pub async fn note(
    tx: &mut Tx,
    core: &Core,
    number: i64,
    author: CaseAuthor,
    actor: &str,
    visible: bool,
    text: &str,
) -> Outcome<()> {
    let sql =
        "INSERT INTO case_note (id, number, author, actor, visible, text, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let args = args![keys::new_id(), number, author.word(), actor, visible, text, core.now_ms()];
    tx.run(sql, args).await?;
    Ok(())
}
