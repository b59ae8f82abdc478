//! A seat as the database has it.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Row, Tx};
use registrar_api::{CameraRule, Outcome as ExamOutcome, SeatState};

/// Every column of a seat.
#[derive(Debug, Clone)]
pub struct SeatRow {
    pub id: String,
    pub enrolment_id: String,
    pub attempt: i64,
    pub programme_version: i64,
    pub variant: String,
    pub link_id: String,
    pub test_id: String,
    pub access_list_id: String,
    pub minutes: i64,
    pub pass_mark_tenths: i64,
    pub camera: CameraRule,
    pub nonce: String,
    pub token_hash: String,
    pub state: SeatState,
    /// `absent`, `present`, `removing` or `removed`.
    pub access_code: String,
    pub handout_hash: String,
    pub handed_out_ms: Option<i64>,
    pub issued_ms: i64,
    pub expires_ms: i64,
    pub finished_ms: Option<i64>,
    pub counts: bool,
    pub void_why: Option<String>,
    pub link_result_id: Option<String>,
    pub outcome: ExamOutcome,
    pub outcome_why: Option<String>,
    pub outcome_ms: Option<i64>,
    pub current_digest: Option<String>,
    pub cleared_ms: Option<i64>,
}

const BY_ID: &str = "SELECT * FROM seat WHERE id = $1";
const BY_TOKEN: &str = "SELECT * FROM seat WHERE token_hash = $1";
const OF_ENROLMENT: &str = "SELECT * FROM seat WHERE enrolment_id = $1 ORDER BY attempt DESC";

impl SeatRow {
    pub(super) fn of(row: &Row) -> Outcome<Self> {
        Ok(Self {
            id: row.text("id")?,
            enrolment_id: row.text("enrolment_id")?,
            attempt: row.int("attempt")?,
            programme_version: row.int("programme_version")?,
            variant: row.text("variant")?,
            link_id: row.text("link_id")?,
            test_id: row.text("test_id")?,
            access_list_id: row.text("access_list_id")?,
            minutes: row.int("minutes")?,
            pass_mark_tenths: row.int("pass_mark_tenths")?,
            camera: CameraRule::from_word(&row.text("camera")?),
            nonce: row.text("nonce")?,
            token_hash: row.text("token_hash")?,
            state: SeatState::from_word(&row.text("state")?),
            access_code: row.text("access_code")?,
            handout_hash: row.text("handout_hash")?,
            handed_out_ms: row.opt_int("handed_out_ms")?,
            issued_ms: row.int("issued_ms")?,
            expires_ms: row.int("expires_ms")?,
            finished_ms: row.opt_int("finished_ms")?,
            counts: row.flag("counts")?,
            void_why: row.opt_text("void_why")?,
            link_result_id: row.opt_text("link_result_id")?,
            outcome: ExamOutcome::from_word(&row.text("outcome")?),
            outcome_why: row.opt_text("outcome_why")?,
            outcome_ms: row.opt_int("outcome_ms")?,
            current_digest: row.opt_text("current_digest")?,
            cleared_ms: row.opt_int("cleared_ms")?,
        })
    }

    /// The seat of that id.
    pub async fn load(core: &Core, id: &str) -> Outcome<Option<Self>> {
        core.db.row(BY_ID, args![id]).await?.as_ref().map(Self::of).transpose()
    }

    /// The same, inside a transaction.
    pub async fn load_in(tx: &mut Tx, id: &str) -> Outcome<Option<Self>> {
        tx.row(BY_ID, args![id]).await?.as_ref().map(Self::of).transpose()
    }

    /// The seats of an enrolment, newest first.
    pub async fn all(core: &Core, enrolment_id: &str) -> Outcome<Vec<Self>> {
        core.db.rows(OF_ENROLMENT, args![enrolment_id]).await?.iter().map(Self::of).collect()
    }

    /// Whether it is the enrolment's seat of the moment: held, to be fetched, or being sat.
    pub fn is_live(&self) -> bool {
        matches!(self.state, SeatState::Reserved | SeatState::Ready | SeatState::Open)
    }
}

/// The seat that a token (as `cm_user_id` or access code) belongs to.
pub async fn by_token(core: &Core, token: &str) -> Outcome<Option<SeatRow>> {
    let hash = core.keys.hash("seat token", token);
    core.db.row(BY_TOKEN, args![hash]).await?.as_ref().map(SeatRow::of).transpose()
}
