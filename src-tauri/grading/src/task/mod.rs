//! From an answer to a grade: each kind of task has its own file, this one sends it there and adds up.

mod boxes;
mod choice;
mod classification;
mod code_review;
mod conversation;
mod fact_check;
mod justification;
mod matching;
mod order;
mod parts;
mod preference;
mod prompt;
mod ranking;
mod rating;
mod reasons;
mod rubric;
mod safety;
mod scales;
mod scores;
mod spans;

use crate::written::{self, Checklist, Control, Page, Subject};
use crate::{Evidence, Grade, Letters, Part, ScalePairs};
use course::task::{Answer, KeyWork, Missing, Task, Work};
use parts::unit;
use reasons::Reasons;

/// What the judgement alone came to, before a written justification is weighed in.
struct Judgement {
    /// In [0, 1].
    score: f64,
    headline: String,
    /// Weights as if there were no justification; those with a score sum to 1.
    parts: Vec<Part>,
    evidence: Evidence,
    agreement: Vec<ScalePairs>,
    /// What the verdict in the text is held against.
    control: Control,
}

/// A task with what its grading can make ready before the answer is in. Grading then takes a tenth of a millisecond.
#[derive(Debug)]
pub struct Prepared {
    /// Only where something is to be written.
    page: Option<Page>,
}

impl Prepared {
    pub fn new(task: &Task) -> Prepared {
        let page = task.face.justify.as_ref().and(task.key.justify.as_ref()).map(|key| Page::new(&task.face, key));
        Prepared { page }
    }
}

/// As [`grade_prepared`], for an answer that comes unexpected.
pub fn grade(task: &Task, answer: &Answer, letters: &Letters) -> Grade {
    grade_prepared(&Prepared::new(task), task, answer, letters)
}

/// Compares an answer with the key of its task. `prepared` was made of the same task, `letters` are those the learner saw.
///
/// The score is in [0, 1]: the judgement's, or `(1 − w) · judgement + w · justification` where one is attached with
/// weight w. The task is passed when the score reaches `pass_at` and no check that may fail it does
/// ([`written::MAY_FAIL`]).
///
/// An answer that is not complete (`answer.missing(&task.face)`) or of another kind than face and key is not graded: it
/// gets 0, no parts, and a headline that says so.
pub fn grade_prepared(prepared: &Prepared, task: &Task, answer: &Answer, letters: &Letters) -> Grade {
    match answer.missing(&task.face).as_slice() {
        [] => {}
        [Missing::OtherKind, ..] => return not_graded("This answer belongs to another kind of task"),
        [..] => return not_graded("This answer is not complete, or does not fit the task, so it is not graded"),
    }
    let written = |control: &Control| check(prepared, task, answer.written(), letters, control);
    if let (Work::Justification(face), KeyWork::Justification(_)) = (&task.face.work, &task.key.work) {
        return justification::grade(task, written(&justification::control(face)));
    }
    match judge(task, answer) {
        Some(judgement) => {
            let checklist = written(&judgement.control);
            combine(task, judgement, checklist)
        }
        None => not_graded("The key belongs to another kind of task"),
    }
}

/// None where face, key and answer are not of one kind, and for a justification alone, which has no judgement.
fn judge(task: &Task, answer: &Answer) -> Option<Judgement> {
    let reasons = Reasons { task };
    Some(match (&task.face.work, &task.key.work, answer) {
        (Work::Choice(face), KeyWork::Choice(key), Answer::Choice(a)) => choice::judge(reasons, face, key, a),
        (Work::Preference(_), KeyWork::Preference(key), Answer::Preference(a)) => preference::judge(reasons, key, a),
        (Work::Ranking(face), KeyWork::Ranking(key), Answer::Ranking(a)) => ranking::judge(reasons, face, key, a),
        (Work::Rating(face), KeyWork::Rating(key), Answer::Rating(a)) => rating::judge(reasons, face, key, a),
        (Work::Classification(face), KeyWork::Classification(key), Answer::Classification(a)) => {
            classification::judge(reasons, face, key, a)
        }
        (Work::Spans(face), KeyWork::Spans(key), Answer::Spans(a)) => spans::judge(reasons, face, key, a),
        (Work::Boxes(face), KeyWork::Boxes(key), Answer::Boxes(a)) => boxes::judge(face, key, a),
        (Work::FactCheck(face), KeyWork::FactCheck(key), Answer::FactCheck(a)) => {
            fact_check::judge(reasons, face, key, a)
        }
        (Work::Safety(face), KeyWork::Safety(key), Answer::Safety(a)) => safety::judge(reasons, face, key, a),
        (Work::CodeReview(face), KeyWork::CodeReview(key), Answer::CodeReview(a)) => {
            code_review::judge(reasons, face, key, a)
        }
        (Work::Conversation(face), KeyWork::Conversation(key), Answer::Conversation(a)) => {
            conversation::judge(reasons, face, key, a)
        }
        (Work::Rubric(face), KeyWork::Rubric(key), Answer::Rubric(a)) => rubric::judge(reasons, face, key, a),
        (Work::Prompt(_), KeyWork::Prompt(key), Answer::Prompt(a)) => prompt::judge(key, a),
        (
            Work::Choice(_)
            | Work::Preference(_)
            | Work::Ranking(_)
            | Work::Rating(_)
            | Work::Justification(_)
            | Work::Classification(_)
            | Work::Spans(_)
            | Work::Boxes(_)
            | Work::FactCheck(_)
            | Work::Safety(_)
            | Work::CodeReview(_)
            | Work::Conversation(_)
            | Work::Rubric(_)
            | Work::Prompt(_),
            _,
            _,
        ) => return None,
    })
}

/// The checklist over the written part, where the task asks for one and the key has what to hold it against.
fn check(prepared: &Prepared, task: &Task, text: &str, letters: &Letters, control: &Control) -> Option<Checklist> {
    let (ask, key, page) = (task.face.justify.as_ref()?, task.key.justify.as_ref()?, prepared.page.as_ref()?);
    Some(written::check(text, &Subject { face: &task.face, ask, key, control, letters, page }))
}

fn combine(task: &Task, judgement: Judgement, checklist: Option<Checklist>) -> Grade {
    let Judgement { mut score, mut headline, mut parts, evidence, agreement, .. } = judgement;
    let mut failed = false;
    if let (Some(checklist), Some(key)) = (checklist, &task.key.justify) {
        let weight = unit(key.weight);
        score = (1.0 - weight) * score + weight * checklist.score;
        parts.iter_mut().for_each(|part| part.weight *= 1.0 - weight);
        failed = checklist.fails();
        if let Some(fault) = checklist.faults.first() {
            headline = format!("{headline}, but {}", fault.clause);
        }
        parts.extend(checklist.parts.into_iter().map(|part| Part { weight: part.weight * weight, ..part }));
    }
    let score = unit(score);
    Grade { score, passed: passes(score, task.key.pass_at) && !failed, headline, parts, evidence, agreement }
}

/// Sums of weighted parts miss round numbers by a rounding error; a pass mark is not missed for that.
fn passes(score: f64, pass_at: f64) -> bool {
    score >= pass_at - 1e-9
}

fn not_graded(headline: &str) -> Grade {
    Grade {
        score: 0.0,
        passed: false,
        headline: headline.to_owned(),
        parts: vec![],
        evidence: Evidence::NotGraded {},
        agreement: vec![],
    }
}
