//! A task's face as it is shown.

use super::live::live_checks;
use super::work::{flat, work_view};
use super::{kind, kind_name};
use crate::letters::Shown;
use crate::wire::practice::{DraftView, ItemView, JustifyView, MaterialView, QuotableView, TaskView};
use course::task::justification::Ask;
use course::task::{Face, Item, MaterialBody};
use course::{ModuleOutline, Objective, units};
use study::{Presentation, PresentationState};

/// Where a task stands in its module.
pub(crate) struct Shelf<'a> {
    pub module: &'a ModuleOutline,
    /// From 1; 0 for a task that the course no longer has.
    pub number: u32,
    pub flagged: bool,
    pub objective: Option<&'a Objective>,
}

/// The face as shown under this presentation. `hints` is the whole ladder; only the rungs shown are handed on.
pub(crate) fn task_view(
    face: &Face,
    hints: &[String],
    presentation: &Presentation,
    shelf: &Shelf,
    draft: Option<DraftView>,
) -> TaskView {
    let shown = Shown::new(face, presentation.seed);
    let items = shown.ids().iter().filter_map(|id| face.item(id));
    TaskView {
        presentation: presentation.id.to_string(),
        task: face.id.clone(),
        version: presentation.task_version.clone(),
        kind: kind(face.kind()),
        kind_name: kind_name(face.kind()).to_owned(),
        title: face.title.clone(),
        ask: shown.say(&face.ask),
        module: shelf.module.no.clone(),
        module_title: shelf.module.title.clone(),
        number: shelf.number,
        of: shelf.module.tasks.len() as u32,
        objective: shelf.objective.map(|o| o.text.clone()).unwrap_or_default(),
        difficulty: face.difficulty,
        minutes: face.minutes,
        prompt_from: face.prompt.from.clone(),
        prompt: face.prompt.text.html.clone(),
        rubric: face.rubric.as_ref().map(|r| r.html.clone()),
        material: face.material.iter().map(material).collect(),
        items: items
            .map(|i| ItemView { id: i.id.clone(), letter: shown.name(&i.id), html: i.text.html.clone() })
            .collect(),
        work: work_view(&face.work, &shown),
        justify: face.justify.as_ref().map(|ask| justify(ask, face, &shown, presentation.state)),
        draft,
        hints: hints.iter().take(presentation.hints as usize).map(|h| shown.say(h)).collect(),
        hints_total: hints.len() as u32,
        spent_ms: presentation.spent_ms,
        flagged: shelf.flagged,
    }
}

/// Once the answer is in there is nothing to look for and nothing to quote.
fn justify(ask: &Ask, face: &Face, shown: &Shown, state: PresentationState) -> JustifyView {
    let open = state != PresentationState::Submitted;
    let items = shown.ids().iter().filter(|_| open).filter_map(|id| face.item(id));
    JustifyView {
        ask: shown.say(&ask.ask),
        words: ask.words,
        checks: if open { live_checks("", face, shown) } else { vec![] },
        quotable: items.map(quotable).collect(),
    }
}

fn quotable(item: &Item) -> QuotableView {
    QuotableView { id: item.id.clone(), sentences: flat(units::sentences(&item.text.plain)) }
}

fn material(material: &course::task::Material) -> MaterialView {
    let title = material.title.clone();
    match &material.body {
        MaterialBody::Text(text) => MaterialView::Text { title, html: text.html.clone() },
        MaterialBody::Picture { source, alt } => {
            MaterialView::Picture { title, source: source.clone(), alt: alt.clone() }
        }
    }
}
