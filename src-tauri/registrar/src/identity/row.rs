//! A check as the database has it.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use crate::keys;
use crate::trouble::Trouble;
use registrar_api::{IdentityRoute, NameMatch, words};

words! {
    /// Where one check stands.
    pub enum State {
        /// Written down, and not yet known to the provider.
        Creating = "creating",
        RequiresInput = "requires_input",
        Processing = "processing",
        Verified = "verified",
        Canceled = "canceled",
        WithPerson = "with_person",
        Refused = "refused",
    }

    /// What has become of the personal data that the provider holds.
    pub enum Redaction {
        None = "none",
        Wanted = "wanted",
        Processing = "processing",
        Redacted = "redacted",
    }
}

impl State {
    /// Whether the provider may still change it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Creating | Self::RequiresInput | Self::Processing)
    }
}

#[derive(Clone)]
pub struct IdentityRow {
    pub id: String,
    pub enrolment_id: String,
    pub route: IdentityRoute,
    pub state: State,
    pub live: bool,
    pub provider_id: Option<String>,
    pub idempotency_key: String,
    pub checks: i64,
    pub last_error: Option<String>,
    pub last_report: Option<String>,
    pub name_match: NameMatch,
    pub name_compared: Option<String>,
    pub verified_ms: Option<i64>,
    pub valid_until_ms: Option<i64>,
    pub redaction: Redaction,
    pub redaction_wanted_ms: Option<i64>,
    pub redacted_ms: Option<i64>,
    pub read_ms: Option<i64>,
    pub updated_ms: i64,
    version: i64,
}

impl IdentityRow {
    pub fn of(row: &Row) -> Outcome<Self> {
        Ok(Self {
            id: row.text("id")?,
            enrolment_id: row.text("enrolment_id")?,
            route: IdentityRoute::from_word(&row.text("route")?),
            state: State::from_word(&row.text("state")?),
            live: row.flag("live")?,
            provider_id: row.opt_text("provider_id")?,
            idempotency_key: row.text("idempotency_key")?,
            checks: row.int("checks")?,
            last_error: row.opt_text("last_error")?,
            last_report: row.opt_text("last_report")?,
            name_match: NameMatch::from_word(&row.text("name_match")?),
            name_compared: row.opt_text("name_compared")?,
            verified_ms: row.opt_int("verified_ms")?,
            valid_until_ms: row.opt_int("valid_until_ms")?,
            redaction: Redaction::from_word(&row.text("redaction")?),
            redaction_wanted_ms: row.opt_int("redaction_wanted_ms")?,
            redacted_ms: row.opt_int("redacted_ms")?,
            read_ms: row.opt_int("read_ms")?,
            updated_ms: row.int("updated_ms")?,
            version: row.int("version")?,
        })
    }

    pub async fn by_id(core: &Core, id: &str) -> Outcome<Option<Self>> {
        core.db.row("SELECT * FROM identity WHERE id = $1", args![id]).await?.as_ref().map(Self::of).transpose()
    }

    /// One that waits for the candidate.
    #[cfg(test)]
    pub fn waiting() -> Self {
        Self {
            id: "identity-1".into(),
            enrolment_id: "enrolment-1".into(),
            route: IdentityRoute::Stripe,
            state: State::RequiresInput,
            live: true,
            provider_id: Some("vs_1".into()),
            idempotency_key: "key-1".into(),
            checks: 0,
            last_error: None,
            last_report: None,
            name_match: NameMatch::NotCompared,
            name_compared: None,
            verified_ms: None,
            valid_until_ms: None,
            redaction: Redaction::None,
            redaction_wanted_ms: None,
            redacted_ms: None,
            read_ms: None,
            updated_ms: 0,
            version: 0,
        }
    }

    /// Writes what has changed, if nobody else has changed it meanwhile; false if somebody has.
    pub async fn save(&self, tx: &mut Tx) -> Outcome<bool> {
        let sql = "UPDATE identity SET state = $3, provider_id = $4, checks = $5, last_error = $6, last_report = $7,
                   name_match = $8, name_compared = $9, verified_ms = $10, valid_until_ms = $11, redaction = $12,
                   redaction_wanted_ms = $13, redacted_ms = $14, read_ms = $15, updated_ms = $16, version = version + 1
                   WHERE id = $1 AND version = $2";
        let args = args![
            &self.id,
            self.version,
            self.state.word(),
            self.provider_id.as_deref(),
            self.checks,
            self.last_error.as_deref(),
            self.last_report.as_deref(),
            self.name_match.word(),
            self.name_compared.as_deref(),
            self.verified_ms,
            self.valid_until_ms,
            self.redaction.word(),
            self.redaction_wanted_ms,
            self.redacted_ms,
            self.read_ms,
            self.updated_ms,
        ];
        Ok(tx.run(sql, args).await? == 1)
    }
}

/// All checks of an enrolment, in short.
pub struct History {
    /// The check that counts.
    pub live: Option<IdentityRow>,
    /// Completed checks, over all rows.
    pub used: i64,
}

impl History {
    const ROWS: &'static str = "SELECT * FROM identity WHERE enrolment_id = $1";

    fn of(rows: &[Row]) -> Outcome<Self> {
        let rows: Vec<IdentityRow> = rows.iter().map(IdentityRow::of).collect::<Outcome<_>>()?;
        let used = rows.iter().map(|row| row.checks).sum();
        Ok(Self { live: rows.into_iter().find(|row| row.live), used })
    }

    pub async fn load(core: &Core, enrolment_id: &str) -> Outcome<Self> {
        Self::of(&core.db.rows(Self::ROWS, args![enrolment_id]).await?)
    }

    pub async fn within(tx: &mut Tx, enrolment_id: &str) -> Outcome<Self> {
        Self::of(&tx.rows(Self::ROWS, args![enrolment_id]).await?)
    }
}

/// Whether a person has refused the identity that counts.
pub async fn is_refused(tx: &mut Tx, enrolment_id: &str) -> Outcome<bool> {
    let sql = "SELECT id FROM identity WHERE enrolment_id = $1 AND live = 1 AND state = 'refused'";
    Ok(tx.row(sql, args![enrolment_id]).await?.is_some())
}

/// The candidate sets out again: it is asked after anew. False if it is no longer as it was seen.
pub async fn set_out(tx: &mut Tx, row: &IdentityRow, now: i64) -> Outcome<bool> {
    let sql = "UPDATE identity SET updated_ms = $3, version = version + 1 WHERE id = $1 AND version = $2 AND live = 1";
    Ok(tx.run(sql, args![&row.id, row.version, now]).await? == 1)
}

/// Closes the check that counts, if there is one.
pub async fn close(tx: &mut Tx, enrolment_id: &str) -> Outcome<()> {
    let sql = "UPDATE identity SET live = 0, version = version + 1 WHERE enrolment_id = $1 AND live = 1";
    tx.run(sql, args![enrolment_id]).await?;
    Ok(())
}

/// A new live check in place of the one that was seen, and of no other. None if what was seen is no longer so: another request
/// has opened one, or has changed it, or a person has just held the enrolment.
pub async fn replace(
    tx: &mut Tx,
    core: &Core,
    enrolment_id: &str,
    seen: Option<&IdentityRow>,
    (route, state): (IdentityRoute, State),
) -> Outcome<Option<IdentityRow>> {
    if let Some(seen) = seen {
        let sql = "UPDATE identity SET live = 0, version = version + 1 WHERE id = $1 AND version = $2 AND live = 1";
        if tx.run(sql, args![&seen.id, seen.version]).await? == 0 {
            return Ok(None);
        }
    }
    insert(tx, core, enrolment_id, route, state).await
}

/// A new live check that a person has decided, also while the enrolment is held.
pub async fn decided(tx: &mut Tx, core: &Core, enrolment_id: &str, state: State) -> Outcome<IdentityRow> {
    let sql =
        "INSERT INTO identity (id, enrolment_id, route, state, live, idempotency_key, checks, name_match, redaction,
               created_ms, updated_ms)
               VALUES ($1, $2, 'person', $3, 1, $1, 0, $4, 'none', $5, $5) ON CONFLICT DO NOTHING RETURNING *";
    let args = args![keys::new_id(), enrolment_id, state.word(), NameMatch::NotCompared.word(), core.now_ms()];
    let row = tx.row(sql, args).await?;
    let row = row.ok_or_else(|| Trouble::not_now("A check began at the same moment. Decide again.", vec![]))?;
    IdentityRow::of(&row)
}

async fn insert(
    tx: &mut Tx,
    core: &Core,
    enrolment_id: &str,
    route: IdentityRoute,
    state: State,
) -> Outcome<Option<IdentityRow>> {
    let sql =
        "INSERT INTO identity (id, enrolment_id, route, state, live, idempotency_key, checks, name_match, redaction,
               created_ms, updated_ms)
               SELECT $1, e.id, $3, $4, 1, $5, 0, $6, $7, $8, $8 FROM enrolment e WHERE e.id = $2 AND e.held IS NULL
               ON CONFLICT DO NOTHING RETURNING *";
    let key = uuid::Uuid::new_v4().to_string();
    let (compared, kept) = (NameMatch::NotCompared.word(), Redaction::None.word());
    let args = args![keys::new_id(), enrolment_id, route.word(), state.word(), key, compared, kept, core.now_ms()];
    tx.row(sql, args).await?.as_ref().map(IdentityRow::of).transpose()
}
