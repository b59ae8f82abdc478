//! What can be said of an answer while it is written. It is made of the face and the answer: no key is at hand here.

use super::evidence::finding;
use crate::wire::practice::LiveView;
use course::task::{Answer, Face, Work};
use grading::count_words;
use grading::rubric::examine;

pub(crate) fn live_view(answer: &Answer, face: &Face) -> LiveView {
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
    LiveView { checks: vec![], criteria, text_words }
}
