//! The one list of commands. Dispatch, the loopback routes, the permission list and the TypeScript types come from it.

use crate::wire::{ErrorCode, WireError};
use crate::{App, typescript};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

use crate::wire::dispute::{DisputePage, DisputeRequest, DisputeView, Exported};
use crate::wire::exam::{
    CaseOpenRequest, CaseOpened, CaseReplyRequest, ConfirmNameRequest, ConsentsRequest, EnrolCodeRequest,
    EnrolmentRequest, ExamPage, IdentityRequest, Opened, SignInCodeRequest, UnpinRequest, VaultKeepRequest,
    VaultUnlockRequest,
};
use crate::wire::feedback::Feedback;
use crate::wire::home::Home;
use crate::wire::lesson::{LessonPage, LessonReadRequest, LessonRequest, PlaceRequest};
use crate::wire::module::{ModulePage, ModuleRequest};
use crate::wire::practice::{
    DraftRequest, DraftSaved, FlagRequest, HintRequest, Hints, Practice, PracticeRequest, SkipRequest, SubmitRequest,
    Submitted,
};
use crate::wire::record::{AttemptRequest, RecordPage, RecordRequest};
use crate::wire::session::{PracticePage, SessionBegun, SessionId, SessionRequest, SessionSummary, TaskSet};
use crate::wire::start::{Changes, ChangesRequest, Saved, Settings, Start, StartRequest};

/// The request of a command that needs none.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

macro_rules! commands {
    ($($name:ident($request:ty) -> $reply:ty;)*) => {
        /// The names, in the order of the table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Runs the command `name` with the JSON object `args`.
        pub async fn dispatch(app: &App, name: &str, args: Value) -> Result<Value, WireError> {
            if changes_the_exam(name) {
                app.alone().await?;
            }
            match name {
                $(stringify!($name) => {
                    let request: $request = request(name, args)?;
                    reply(app.$name(request).await?)
                })*
                _ => Err(WireError::new(ErrorCode::BadRequest, format!("There is no command “{name}”."))),
            }
        }

        /// The types of all requests and replies and the table itself, as one TypeScript module.
        pub fn typescript() -> String {
            let mut types = typescript::Types::default();
            let mut table = Vec::new();
            types.add::<WireError>();
            $(
                types.add::<$request>();
                types.add::<$reply>();
                table.push((stringify!($name), types.name::<$request>(), types.name::<$reply>()));
            )*
            types.module(&table)
        }

        /// For each command, the names of all types its reply can hold.
        pub fn reply_types() -> Vec<(&'static str, Vec<String>)> {
            vec![$((stringify!($name), {
                let mut types = typescript::Types::default();
                types.add::<$reply>();
                types.names()
            })),*]
        }
    };
}

commands! {
    start(StartRequest) -> Start;
    changes_since(ChangesRequest) -> Changes;
    settings_save(Settings) -> Settings;
    home(Nothing) -> Home;
    module_open(ModuleRequest) -> ModulePage;
    lesson_open(LessonRequest) -> LessonPage;
    lesson_place(PlaceRequest) -> Saved;
    lesson_read(LessonReadRequest) -> Saved;
    practice_next(PracticeRequest) -> Practice;
    draft_save(DraftRequest) -> DraftSaved;
    hint_show(HintRequest) -> Hints;
    practice_submit(SubmitRequest) -> Submitted;
    practice_skip(SkipRequest) -> Practice;
    flag_set(FlagRequest) -> Saved;
    practice_page(TaskSet) -> PracticePage;
    session_begin(SessionRequest) -> SessionBegun;
    session_open(SessionId) -> SessionSummary;
    session_end(SessionId) -> SessionSummary;
    dispute_make(DisputeRequest) -> DisputeView;
    dispute_withdraw(AttemptRequest) -> Option<DisputeView>;
    disputes(Nothing) -> DisputePage;
    disputes_export(Nothing) -> Exported;
    record_list(RecordRequest) -> RecordPage;
    record_open(AttemptRequest) -> Feedback;
    exam_open(Nothing) -> ExamPage;
    exam_ask(Nothing) -> ExamPage;
    vault_look(Nothing) -> ExamPage;
    vault_keep(VaultKeepRequest) -> ExamPage;
    vault_unlock(VaultUnlockRequest) -> ExamPage;
    sign_in(Nothing) -> Opened;
    sign_in_copy(Nothing) -> ExamPage;
    sign_in_code(SignInCodeRequest) -> ExamPage;
    sign_in_cancel(Nothing) -> ExamPage;
    sign_out(Nothing) -> ExamPage;
    enrol(EnrolCodeRequest) -> ExamPage;
    enrolment_choose(EnrolmentRequest) -> ExamPage;
    consent_give(ConsentsRequest) -> ExamPage;
    name_confirm(ConfirmNameRequest) -> ExamPage;
    identity_begin(IdentityRequest) -> Opened;
    case_open(CaseOpenRequest) -> CaseOpened;
    case_reply(CaseReplyRequest) -> ExamPage;
    purchase_open(Nothing) -> Opened;
    rehearsal_open(Nothing) -> Opened;
    readiness_check(Nothing) -> ExamPage;
    readiness_browser(Nothing) -> Opened;
    launch_start(Nothing) -> Opened;
    launch_copy(Nothing) -> ExamPage;
    credential_open(Nothing) -> Opened;
    badge_check(Nothing) -> ExamPage;
    badge_ask_issuer(Nothing) -> ExamPage;
    badge_pin(Nothing) -> ExamPage;
    badge_unpin(UnpinRequest) -> ExamPage;
}

/// Whether it may change what the exam chapter keeps on disk or at the registrar: all of the chapter but the look at it.
fn changes_the_exam(name: &str) -> bool {
    NAMES.iter().skip_while(|n| **n != "exam_open").skip(1).any(|n| *n == name)
}

fn request<T: DeserializeOwned>(name: &str, args: Value) -> Result<T, WireError> {
    serde_json::from_value(args).map_err(|e| {
        WireError::new(ErrorCode::BadRequest, format!("The app asked for “{name}” in a form it does not have: {e}."))
    })
}

fn reply<T: Serialize>(value: T) -> Result<Value, WireError> {
    serde_json::to_value(value)
        .map_err(|e| WireError::new(ErrorCode::Internal, format!("The reply could not be written: {e}.")))
}

/// The permission of the window that allows the commands of the table, as TOML for Tauri.
pub fn permissions() -> String {
    let mut out = String::from("# Generated from the table of commands in src-tauri/app by `cargo xtask types`.\n\n");
    out.push_str("[[permission]]\nidentifier = \"commands\"\n");
    out.push_str("description = \"The commands of the table, and no others.\"\ncommands.allow = [\n");
    for name in NAMES {
        out.push_str(&format!("    \"{name}\",\n"));
    }
    out.push_str("]\n");
    out
}
