//! What a profile is made of: plain data of first, unhinted answers, in the order in which they were given.

use super::looks::Series;

/// All that is known of a learner's answers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answers<'a> {
    pub pairs: Series<'a, PairJudged>,
    /// `before` counts tasks, and so do the looks: the scores of one task stand together.
    pub scored: Series<'a, Scored>,
    pub timed: Series<'a, Timed>,
    pub stated: Series<'a, Stated>,
    pub repeated: Series<'a, Repeated>,
    pub labelled: Series<'a, Labelled<'a>>,
}

/// Two responses compared. "First" is the one that the learner saw first, whatever its name in the key. "About the
/// same" is no choice and leans nowhere: such pairs are left out, and do not count in `before`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairJudged {
    /// From −3 (the first is much better) over 0 (about the same) to 3 (the second is much better).
    pub chose: i8,
    /// What the key says, in the same direction.
    pub key: i8,
    /// Words or characters, in one unit for both.
    pub length_first: u32,
    pub length_second: u32,
}

/// One score on a scale, beside the key's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Stands for the task.
    pub task: u32,
    /// Stands for what was scored, within the task.
    pub item: u32,
    /// Stands for the dimension, in all tasks that have it.
    pub dimension: u32,
    pub value: f64,
    pub key: f64,
    /// Ends of the scale.
    pub low: f64,
    pub high: f64,
}

/// How long an answer took, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    pub ms: u64,
    pub right: bool,
    /// Words that were to be read before answering, where that is known.
    pub words: Option<u32>,
}

/// How sure the learner said to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stated {
    /// The chance of being right that the stated word stands for, in [0, 1]. Which words stand for which chances is the
    /// caller's to say, and to show.
    pub confidence: f64,
    pub right: bool,
}

/// A task that came again a week later or more, its options in another order, without its key having been shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// The second answer says the same as the first.
    pub same: bool,
}

/// A label that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled<'a> {
    /// The label's name, as the learner reads it.
    pub label: &'a str,
    pub key: &'a str,
}

/// The tasks that scores belong to.
pub(super) fn tasks<'a>(scored: &Series<'a, Scored>) -> Vec<&'a [Scored]> {
    scored.latest.chunk_by(|a, b| a.task == b.task).collect()
}
