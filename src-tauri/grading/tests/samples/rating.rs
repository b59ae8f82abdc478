//! Two replies to be rated on two dimensions.

use super::{dimension, key_score, reason, replies, task};
use course::task::{KeyWork, Task, Tone, Work, rating};

/// r1 is vague and polite, r2 complete and dry. Four scores; reach 2.
pub fn rating() -> Task {
    let responses = replies();
    let reasons = vec![
        reason(&responses, "r1", "{r1} passes over the lift.", &["on the third floor"], Tone::Against),
        reason(&responses, "r2", "{r2} answers both questions.", &["there is no lift"], Tone::For),
    ];
    let key = rating::Key {
        scores: vec![
            key_score("r1", "complete", 2, [1, 2]),
            key_score("r1", "tone", 4, [4, 4]),
            key_score("r2", "complete", 5, [5, 5]),
            key_score("r2", "tone", 3, [2, 4]),
        ],
        reach: 2,
    };
    let dimensions = vec![dimension("complete", "Completeness", 1..=5), dimension("tone", "Tone", 1..=5)];
    let work = Work::Rating(rating::Face { responses, dimensions });
    task("Does your Harbour Room have a bath, and is there a lift?", work, KeyWork::Rating(key), reasons, 0.7)
}
