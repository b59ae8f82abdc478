//! Use cases and the one list of commands.

pub mod commands;
mod typescript;
pub mod wire;

pub struct App {}
use crate::wire::*;
macro_rules! stub { ($($n:ident($q:ty)->$r:ty;)*) => { impl App { $(pub async fn $n(&self, _q: $q) -> Result<$r, WireError> { Err(WireError::new(ErrorCode::Internal, "")) })* } } }
stub!{
    start(start::StartRequest) -> start::Start;
    changes_since(start::ChangesRequest) -> start::Changes;
    settings_save(start::Settings) -> start::Settings;
    home(commands::Nothing) -> home::Home;
    module_open(module::ModuleRequest) -> module::ModulePage;
    lesson_open(lesson::LessonRequest) -> lesson::LessonPage;
    lesson_place(lesson::PlaceRequest) -> start::Saved;
    lesson_read(lesson::LessonReadRequest) -> start::Saved;
    practice_next(practice::PracticeRequest) -> practice::Practice;
    draft_save(practice::DraftRequest) -> practice::DraftSaved;
    hint_show(practice::HintRequest) -> practice::Hints;
    practice_submit(practice::SubmitRequest) -> practice::Submitted;
    practice_skip(practice::SkipRequest) -> practice::Practice;
    record_list(record::RecordRequest) -> record::RecordPage;
    record_open(record::AttemptRequest) -> feedback::Feedback;
}
