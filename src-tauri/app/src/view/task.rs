//! A task's face as it is shown, and answers to and from the page.

use super::{kind, kind_name, no_screen};
use crate::letters::Shown;
use crate::wire::WireError;
use crate::wire::practice::{AnswerView, DraftView, ItemView, JustifyView, MaterialView, TaskView, WorkView};
use course::task::{Answer, Face, MaterialBody, Work, choice, justification, preference, ranking};
use course::{ModuleOutline, Objective};
use study::Presentation;

/// Where a task stands in its module.
pub(crate) struct Shelf<'a> {
    pub module: &'a ModuleOutline,
    /// From 1; 0 for a task that the course no longer has.
    pub number: u32,
    pub objective: Option<&'a Objective>,
}

/// The face as shown under this presentation. `hints` is the whole ladder; only the rungs shown are handed on.
pub(crate) fn task_view(
    face: &Face,
    hints: &[String],
    presentation: &Presentation,
    shelf: &Shelf,
    draft: Option<DraftView>,
) -> Result<TaskView, WireError> {
    let shown = Shown::new(face, presentation.seed);
    let items = shown.ids().iter().filter_map(|id| face.item(id));
    Ok(TaskView {
        presentation: presentation.id.to_string(),
        task: face.id.clone(),
        version: presentation.task_version.clone(),
        kind: kind(face.kind()).ok_or_else(|| no_screen(face.kind()))?,
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
        work: match &face.work {
            Work::Choice(f) => WorkView::Choice { multiple: f.multiple },
            Work::Preference(_) => WorkView::Preference {},
            Work::Ranking(_) => WorkView::Ranking {},
            Work::Justification(f) => {
                WorkView::Justification { given: f.given.clone(), given_letter: shown.name(&f.given) }
            }
            Work::Rating(_)
            | Work::Classification(_)
            | Work::Spans(_)
            | Work::Boxes(_)
            | Work::FactCheck(_)
            | Work::Safety(_)
            | Work::CodeReview(_)
            | Work::Conversation(_)
            | Work::Rubric(_)
            | Work::Prompt(_) => return Err(no_screen(face.kind())),
        },
        justify: face.justify.as_ref().map(|j| JustifyView { ask: shown.say(&j.ask), words: j.words }),
        draft,
        hints: hints.iter().take(presentation.hints as usize).map(|h| shown.say(h)).collect(),
        hints_total: hints.len() as u32,
        spent_ms: presentation.spent_ms,
    })
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

pub(crate) fn answer_of(view: AnswerView) -> Answer {
    match view {
        AnswerView::Choice { picked, why } => Answer::Choice(choice::Answer { picked, why }),
        AnswerView::Preference { value, both_bad, why } => {
            Answer::Preference(preference::Answer { value, both_bad, why })
        }
        AnswerView::Ranking { tiers, all_bad, why } => Answer::Ranking(ranking::Answer { tiers, all_bad, why }),
        AnswerView::Justification { why } => Answer::Justification(justification::Answer { why }),
    }
}

pub(crate) fn answer_view(answer: Answer) -> Result<AnswerView, WireError> {
    Ok(match answer {
        Answer::Choice(a) => AnswerView::Choice { picked: a.picked, why: a.why },
        Answer::Preference(a) => AnswerView::Preference { value: a.value, both_bad: a.both_bad, why: a.why },
        Answer::Ranking(a) => AnswerView::Ranking { tiers: a.tiers, all_bad: a.all_bad, why: a.why },
        Answer::Justification(a) => AnswerView::Justification { why: a.why },
        other @ (Answer::Rating(_)
        | Answer::Classification(_)
        | Answer::Spans(_)
        | Answer::Boxes(_)
        | Answer::FactCheck(_)
        | Answer::Safety(_)
        | Answer::CodeReview(_)
        | Answer::Conversation(_)
        | Answer::Rubric(_)
        | Answer::Prompt(_)) => return Err(no_screen(other.kind())),
    })
}
