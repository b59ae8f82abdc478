//! Options to be picked.

use super::{item, reason, strings, task};
use course::task::{KeyWork, Task, Tone, Work, choice};

/// Four options, o1 and o3 right.
pub fn choice(partial: choice::Partial) -> Task {
    let options = vec![
        item("o1", "Quote the words that decided."),
        item("o2", "Start with a long description of both."),
        item("o3", "Put the verdict into the first sentence."),
        item("o4", "Praise the response that lost."),
    ];
    let reasons = vec![
        reason(&options, "o1", "A quotation can be checked.", &["Quote the words"], Tone::For),
        reason(&options, "o2", "The reader looks for the verdict.", &["long description"], Tone::Against),
        reason(&options, "o3", "Then every later sentence has a side.", &[], Tone::For),
        reason(&options, "o4", "That is politeness.", &[], Tone::Against),
    ];
    let key = choice::Key { correct: strings(&["o1", "o3"]), partial };
    let work = Work::Choice(choice::Face { multiple: true, options });
    task("What belongs into a justification?", work, KeyWork::Choice(key), reasons, 1.0)
}
