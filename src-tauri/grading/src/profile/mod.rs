//! Bias, drift and readiness in words: what can be said of a learner from the learner's own answers, and what cannot.
//!
//! [`profile`] looks for ten leans and answers for each in one of four ways: not enough yet; a lean that is larger than
//! chance makes it, all ten considered; none larger than a size, which is never "none"; or a reason why these answers
//! cannot tell. [`readiness`] holds counts of right answers against two named levels.
//!
//! The statistics are in `agreement`; here they get their minimum numbers, their looks (`looks.rs`), their correction
//! for being many (`diagnosis.rs`) and their words (`words.rs`). All of it is plain data in and plain data out.

mod answers;
mod confidence;
mod diagnosis;
mod drift;
mod haste;
mod labels;
mod looks;
mod pairs;
mod ratings;
mod readiness;
mod repeats;
mod say;
mod words;

pub use answers::{Answers, Labelled, PairJudged, Repeated, Scored, Stated, Timed};
pub use diagnosis::{Diagnosis, Diagnostic, Figure, Lean, Profile, Unit, Verdict};
pub use looks::{EVERY, LATEST, Series, WINDOW, is_look, last_look, next_look};
pub use readiness::{
    AHEAD, Compared, DomainCount, FAR, Levels, More, READ_OUT, READY, Readiness, Reading, Share, State, readiness,
};

use agreement::LEVEL;
use diagnosis::{Looked, Outcome, judge};

/// The share of cases in which the smallest lean that is named would show.
const POWER: f64 = 0.8;

/// What a profile takes for given.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// An adjusted p at or below this is a lean that is seen, at one look. It is small since there are many looks.
    pub level: f64,
    /// The share of repeated tasks that should get the same answer.
    pub consistent: f64,
    /// Whose level that is: "our level".
    pub named: String,
    /// Nobody reads and answers in fewer milliseconds a word than this, whatever the usual pace.
    pub fastest: f64,
}

/// The level of one look, for all ten leans together: Pocock's for twenty looks that share 5 % (S. J. Pocock, "Group
/// sequential methods in the design and analysis of clinical trials", Biometrika 64, 1977). By it, fewer than one
/// careful learner in twenty is told of any lean that is chance in a year of 400 answers of each sort;
/// `examples/profile_report.rs` measures how many.
pub const LOOK_LEVEL: f64 = 0.0075;

impl Default for Options {
    fn default() -> Self {
        Options { level: LOOK_LEVEL, consistent: 0.75, named: "our level".to_owned(), fastest: 60.0 }
    }
}

/// What can be said of ten leans, each up to its own last look.
///
/// ```
/// use grading::profile::{Answers, Diagnostic, Lean, Options, PairJudged, Series, Verdict, profile};
///
/// // Every second pair is the second response's by the key; this learner always took the first.
/// let judged = |at: usize| PairJudged {
///     chose: -1,
///     key: if at.is_multiple_of(2) { -2 } else { 2 },
///     length_first: 120,
///     length_second: 110,
/// };
/// let pairs: Vec<PairJudged> = (0..45).map(judged).collect();
/// let profile = profile(&Answers { pairs: Series::all(&pairs), ..Answers::default() }, &Options::default());
/// let position = &profile.findings[0];
/// assert_eq!((position.id, position.n, position.next_look), (Diagnostic::Position, 40, 60));
/// assert_eq!(position.verdict, Verdict::Seen { lean: Lean::First, size: 50.0 });
/// assert_eq!(profile.findings[1].words, "Not enough yet: 45 of 60 pairs.");
/// ```
pub fn profile(answers: &Answers, options: &Options) -> Profile {
    let pairs: Vec<PairJudged> = answers.pairs.latest.iter().filter(|pair| pair.chose != 0).copied().collect();
    let tasks = answers::tasks(&answers.scored);
    let those =
        |are: fn(&[Scored]) -> bool| -> Vec<&[Scored]> { tasks.iter().filter(|task| are(task)).copied().collect() };
    let (broad, with_errors) = (those(ratings::broad), those(ratings::has_errors));
    let pairs = Series { latest: &pairs[..], before: answers.pairs.before };
    let [tasks, broad, with_errors] =
        [&tasks, &broad, &with_errors].map(|tasks| Series { latest: &tasks[..], before: answers.scored.before });
    let outcomes = Diagnostic::ALL.map(|id| match id {
        Diagnostic::Position => look(id, pairs, pairs::position),
        Diagnostic::Length => look(id, pairs, pairs::length),
        Diagnostic::Severity => look(id, with_errors, ratings::severity),
        Diagnostic::CentralTendency => look(id, tasks, ratings::central_tendency),
        Diagnostic::Halo => look(id, broad, ratings::halo),
        Diagnostic::Drift => look(id, with_errors, drift::drift),
        Diagnostic::Consistency => look(id, answers.repeated, |repeats| repeats::consistency(repeats, options)),
        Diagnostic::Haste => look(id, answers.timed, |times| haste::haste(times, options)),
        Diagnostic::Calibration => look(id, answers.stated, confidence::calibration),
        Diagnostic::Confusion => look(id, answers.labelled, labels::confusion),
    });
    judge(outcomes.into(), options)
}

/// What the last look came to, if there was one.
fn look<T>(id: Diagnostic, series: Series<T>, of: impl Fn(&[T]) -> Outcome) -> Looked {
    // Of what is only counted as hasty, nothing is known before.
    let before = if id == Diagnostic::Haste { 0 } else { series.total() };
    let outcome = series.at_look(id.needed()).map_or_else(|| Outcome::not_enough(before), of);
    Looked { id, outcome, next_look: next_look(id.needed(), series.total()) }
}
