//! What can be said of an answer while it is written. It is made of the face and the answer: no key is at hand here.

use super::evidence::finding;
use super::work::span;
use crate::letters::Shown;
use crate::wire::practice::{LiveCheckView, LiveState, LiveView};
use course::task::{Answer, Face, Work};
use grading::rubric::examine;
use grading::{Letters, count_words, written};

pub(crate) fn live_view(answer: &Answer, face: &Face, shown: &Shown) -> LiveView {
    let criteria = match (answer, &face.work) {
        (Answer::Rubric(a), Work::Rubric(f)) => {
            let bench = examine(&a.criteria, f.modality, &face.prompt.text.plain, &[]);
            bench.criteria.iter().map(|examined| examined.findings.iter().map(finding).collect()).collect()
        }
        _ => vec![],
    };
    let text_words = match answer {
        Answer::Prompt(a) => count_words(&a.text),
        _ => 0,
    };
    LiveView { checks: live_checks(answer.written(), face, shown), criteria, text_words }
}

/// The checklist beside the reasons in writing; empty where none are asked.
pub(super) fn live_checks(text: &str, face: &Face, shown: &Shown) -> Vec<LiveCheckView> {
    let Some(ask) = &face.justify else { return vec![] };
    let letters = Letters::in_order(shown.ids().iter().copied());
    let view = |check: written::LiveCheck| LiveCheckView {
        id: check.id.to_owned(),
        label: check.label.to_owned(),
        state: match check.state {
            written::LiveState::Found => LiveState::Found,
            written::LiveState::Open => LiveState::Open,
            written::LiveState::Wrong => LiveState::Wrong,
        },
        note: shown.say(&check.note),
        at: check.at.into_iter().map(span).collect(),
    };
    written::live(text, face, ask, &letters).into_iter().map(view).collect()
}
