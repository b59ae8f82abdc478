//! From an answer to a grade: each kind of task has its own file, this one sends it there and adds up.

mod choice;
mod justification;
mod preference;
mod ranking;

use crate::written::{self, Checklist, Control, Page, Subject};
use crate::{Evidence, Grade, Letters, Part, Place, Pointer, RatingPair, Verdict};
use course::task::{Answer, KeyWork, Task, Work};

/// What the judgement alone came to, before a written justification is weighed in.
struct Judgement {
    /// In [0, 1].
    score: f64,
    headline: String,
    /// Weights as if there were no justification; those with a score sum to 1.
    parts: Vec<Part>,
    evidence: Evidence,
    rating: Option<RatingPair>,
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
/// weight w. The task is passed when the score reaches `pass_at` and neither of the checks that may fail it does.
///
/// Precondition: `answer.missing(&task.face)` is empty and face, key and answer are of one kind; otherwise the grade is
/// 0 and says so.
pub fn grade_prepared(prepared: &Prepared, task: &Task, answer: &Answer, letters: &Letters) -> Grade {
    debug_assert!(answer.missing(&task.face).is_empty(), "only a complete answer is graded");
    let reasons = Reasons { task };
    let judgement = match (&task.face.work, &task.key.work, answer) {
        (Work::Choice(_), KeyWork::Choice(key), Answer::Choice(a)) => choice::judge(reasons, key, a),
        (Work::Preference(_), KeyWork::Preference(key), Answer::Preference(a)) => preference::judge(reasons, key, a),
        (Work::Ranking(_), KeyWork::Ranking(key), Answer::Ranking(a)) => ranking::judge(reasons, key, a),
        (Work::Justification(face), KeyWork::Justification(_), Answer::Justification(_)) => {
            let checklist = check(prepared, task, answer.written(), letters, &justification::control(face));
            return justification::grade(task, checklist);
        }
        (Work::Choice(_) | Work::Preference(_) | Work::Ranking(_) | Work::Justification(_), _, _) => {
            return another_kind();
        }
        // Kinds whose graders are not there yet.
        (
            Work::Rating(_)
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
        ) => return another_kind(),
    };
    let checklist = check(prepared, task, answer.written(), letters, &judgement.control);
    combine(task, judgement, checklist)
}

/// The checklist over the written part, where the task asks for one and the key has what to hold it against.
fn check(prepared: &Prepared, task: &Task, text: &str, letters: &Letters, control: &Control) -> Option<Checklist> {
    let (ask, key, page) = (task.face.justify.as_ref()?, task.key.justify.as_ref()?, prepared.page.as_ref()?);
    Some(written::check(text, &Subject { face: &task.face, ask, key, control, letters, page }))
}

fn combine(task: &Task, judgement: Judgement, checklist: Option<Checklist>) -> Grade {
    let Judgement { mut score, mut headline, mut parts, evidence, rating, .. } = judgement;
    let mut failed = false;
    if let (Some(checklist), Some(key)) = (checklist, &task.key.justify) {
        let weight = key.weight.clamp(0.0, 1.0);
        score = (1.0 - weight) * score + weight * checklist.score;
        parts.iter_mut().for_each(|part| part.weight *= 1.0 - weight);
        parts.extend(checklist.parts.into_iter().map(|part| Part { weight: part.weight * weight, ..part }));
        if let Some(fault) = checklist.fault {
            headline = format!("{headline}, but {}", fault.clause());
            failed = true;
        }
    }
    let score = score.clamp(0.0, 1.0);
    Grade { score, passed: passes(score, task.key.pass_at) && !failed, headline, parts, evidence, rating }
}

/// Sums of weighted parts miss round numbers by a rounding error; a pass mark is not missed for that.
fn passes(score: f64, pass_at: f64) -> bool {
    score >= pass_at - 1e-9
}

fn another_kind() -> Grade {
    Grade {
        score: 0.0,
        passed: false,
        headline: "This answer belongs to another kind of task".to_owned(),
        parts: vec![],
        evidence: Evidence::Justification {},
        rating: None,
    }
}

/// Everything, nothing, or something between.
fn verdict(score: f64) -> Verdict {
    if score >= 1.0 {
        Verdict::Agrees
    } else if score > 0.0 {
        Verdict::Differs
    } else {
        Verdict::Against
    }
}

/// The flag "all bad" or "both bad" as a part, and the score it takes part in: nothing changes where it is not graded.
fn weigh_flag(score: f64, parts: &mut Vec<Part>, flag: Flag) -> f64 {
    let Some(key) = flag.key else { return score };
    let weight = flag.weight.clamp(0.0, 1.0);
    let right = key == flag.answer;
    let note = match (flag.answer, key) {
        (true, true) => format!("You say that {}, and so does the key.", flag.says),
        (false, false) => format!("Neither you nor the key says that {}.", flag.says),
        (true, false) => format!("You say that {}; the key does not.", flag.says),
        (false, true) => format!("The key says that {}; you do not.", flag.says),
    };
    parts.iter_mut().for_each(|part| part.weight *= 1.0 - weight);
    let of_flag = if right { 1.0 } else { 0.0 };
    parts.push(Part {
        id: "flag".to_owned(),
        label: flag.label.to_owned(),
        score: Some(of_flag),
        weight,
        verdict: verdict(of_flag),
        note,
        pointers: vec![],
    });
    (1.0 - weight) * score + weight * of_flag
}

/// A flag beside the judgement; `key` is none where it is not graded.
struct Flag {
    label: &'static str,
    /// What the flag says, as a clause.
    says: &'static str,
    answer: bool,
    key: Option<bool>,
    weight: f64,
}

/// The key's reasons, and the words they are drawn at.
#[derive(Clone, Copy)]
struct Reasons<'a> {
    task: &'a Task,
}

impl Reasons<'_> {
    fn about(&self, id: &str) -> Vec<String> {
        self.task.key.reasons.iter().filter(|r| r.about == id).map(|r| r.why.clone()).collect()
    }

    /// The words that the reasons about these items speak of, each once.
    fn pointers<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<Pointer> {
        let mut pointers: Vec<Pointer> = vec![];
        for id in ids {
            let Some(item) = self.task.face.item(id) else { continue };
            for span in self.task.key.reasons.iter().filter(|r| r.about == id).flat_map(|r| &r.at) {
                let Some(quote) = span.of(&item.text.plain) else { continue };
                let place = Place::Item { id: id.to_owned() };
                let pointer = Pointer { place, span: *span, quote: quote.to_owned() };
                if !pointers.contains(&pointer) {
                    pointers.push(pointer);
                }
            }
        }
        pointers
    }
}
