//! The lesson reader.

use crate::App;
use crate::opened::refused;
use crate::progress::{minutes, not_here};
use crate::wire::WireError;
use crate::wire::lesson::{
    LessonLink, LessonPage, LessonReadRequest, LessonRequest, PlaceRequest, SectionLine, TermLine,
};
use crate::wire::start::Saved;
use course::{ModuleOutline, Outline};

impl App {
    pub(crate) async fn lesson_open(&self, request: LessonRequest) -> Result<LessonPage, WireError> {
        let outline = self.course()?.outline();
        let module = self.module_outline(&request.module)?;
        let at = module.lessons.iter().position(|l| l.id == request.lesson).ok_or_else(|| not_here("lesson"))?;
        let material = self.course()?.module(&module.no).map_err(crate::view::unreadable)?;
        let lesson = material.and_then(|m| m.lessons.get(at)).ok_or_else(|| not_here("lesson"))?;
        let record = self.record().await?;
        let seen = record.lesson(&module.no, &lesson.id).await.map_err(refused)?;
        record.lesson_opened(&module.no, &lesson.id, self.now()).await.map_err(refused)?;
        let progress = self.progress().await?;
        let answered = |id: &str| progress.tasks.iter().any(|p| p.task == id);
        Ok(LessonPage {
            module: module.no.clone(),
            module_title: module.title.clone(),
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            number: at as u32 + 1,
            of: module.lessons.len() as u32,
            minutes: minutes(module.lessons[at].words),
            html: lesson.body.html.clone(),
            sections: lesson.sections.iter().map(|s| SectionLine { title: s.title.clone(), at: s.at }).collect(),
            terms: lesson
                .terms
                .iter()
                .map(|t| TermLine { id: t.id.clone(), name: t.name.clone(), text: t.text.clone() })
                .collect(),
            place: seen.as_ref().map_or(0, |s| s.place),
            read: seen.is_some_and(|s| s.read_ms.is_some()),
            previous: neighbour(outline, module, at, false),
            next: neighbour(outline, module, at, true),
            tasks_left: module.tasks.iter().filter(|t| !answered(&t.id)).count() as u32,
        })
    }

    pub(crate) async fn lesson_place(&self, request: PlaceRequest) -> Result<Saved, WireError> {
        self.lesson_known(&request.module, &request.lesson)?;
        let now = self.now();
        let record = self.record().await?;
        record.lesson_place(&request.module, &request.lesson, request.place, now).await.map_err(refused)?;
        Ok(Saved { at_ms: now.utc_ms })
    }

    pub(crate) async fn lesson_read(&self, request: LessonReadRequest) -> Result<Saved, WireError> {
        self.lesson_known(&request.module, &request.lesson)?;
        let now = self.now();
        let record = self.record().await?;
        record.lesson_read(&request.module, &request.lesson, request.read, now).await.map_err(refused)?;
        self.changed();
        Ok(Saved { at_ms: now.utc_ms })
    }

    fn lesson_known(&self, module: &str, lesson: &str) -> Result<(), WireError> {
        let known = self.module_outline(module)?.lessons.iter().any(|l| l.id == lesson);
        if known { Ok(()) } else { Err(not_here("lesson")) }
    }
}

/// The lesson before or after, across modules.
fn neighbour(outline: &Outline, module: &ModuleOutline, at: usize, after: bool) -> Option<LessonLink> {
    let all: Vec<(&ModuleOutline, usize)> =
        outline.modules.iter().flat_map(|m| (0..m.lessons.len()).map(move |i| (m, i))).collect();
    let here = all.iter().position(|(m, i)| m.no == module.no && *i == at)?;
    let (m, i) = if after { *all.get(here + 1)? } else { *all.get(here.checked_sub(1)?)? };
    Some(link(m, i))
}

pub(crate) fn link(module: &ModuleOutline, at: usize) -> LessonLink {
    let lesson = &module.lessons[at];
    LessonLink { module: module.no.clone(), lesson: lesson.id.clone(), title: lesson.title.clone() }
}
