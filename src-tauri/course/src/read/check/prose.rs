//! Where sentences of the course's own stand in each kind of task, and what of the key a hint may not say.

use crate::task::scale::{Anchor, Dimension, KeyScore, Label};
use crate::task::{Face, Item, Key, KeyWork, Task, Work};

/// What the kind's own part of the face tells the learner, beside `ask`: labels, dimensions, constraints.
pub fn instructions(face: &Face) -> Vec<&str> {
    match &face.work {
        Work::Choice(_) | Work::Preference(_) | Work::Ranking(_) | Work::Justification(_) | Work::Rubric(_) => vec![],
        Work::Rating(f) => dimensions(&f.dimensions).collect(),
        Work::Classification(f) => labels(&f.labels).collect(),
        Work::Spans(f) => labels(&f.labels).collect(),
        Work::Boxes(f) => labels(&f.labels).collect(),
        // Claims and sources sound like their authors, as responses do.
        Work::FactCheck(_) => vec![],
        Work::Safety(f) => labels(&f.categories).chain(anchors(&f.severities)).collect(),
        Work::CodeReview(f) => dimensions(&f.dimensions).chain(labels(&f.complexities)).collect(),
        Work::Conversation(f) => dimensions(&f.dimensions).collect(),
        Work::Prompt(f) => f.constraints.iter().map(String::as_str).collect(),
    }
}

fn labels(labels: &[Label]) -> impl Iterator<Item = &str> {
    labels.iter().map(|label| label.about.as_str())
}

fn anchors(anchors: &[Anchor]) -> impl Iterator<Item = &str> {
    anchors.iter().map(|anchor| anchor.about.as_str())
}

fn dimensions(dimensions: &[Dimension]) -> impl Iterator<Item = &str> {
    dimensions.iter().flat_map(|d| std::iter::once(d.about.as_str()).chain(anchors(&d.anchors)))
}

/// Why the key says what it says: the reasons, the kind's own whys, and those of a written justification's criteria.
pub fn whys(key: &Key) -> Vec<&str> {
    let mut whys: Vec<&str> = key.reasons.iter().map(|r| r.why.as_str()).collect();
    whys.extend(own_whys(&key.work));
    whys.extend(key.justify.iter().flat_map(|j| &j.criteria).map(|c| c.why.as_str()));
    whys
}

fn own_whys(key: &KeyWork) -> Vec<&str> {
    fn scores(scores: &[KeyScore]) -> impl Iterator<Item = &str> {
        scores.iter().map(|score| score.why.as_str())
    }
    match key {
        KeyWork::Choice(_) | KeyWork::Preference(_) | KeyWork::Justification(_) | KeyWork::Rubric(_) => vec![],
        KeyWork::Ranking(k) => k.pairs.iter().map(|p| p.why.as_str()).collect(),
        KeyWork::Rating(k) => scores(&k.scores).collect(),
        KeyWork::Classification(k) => k.pieces.iter().map(|p| p.why.as_str()).collect(),
        KeyWork::Spans(k) => k.spans.iter().map(|s| s.why.as_str()).chain([k.why_nothing_else.as_str()]).collect(),
        KeyWork::Boxes(k) => k.boxes.iter().map(|b| b.why.as_str()).chain([k.why_nothing_else.as_str()]).collect(),
        KeyWork::FactCheck(k) => k.claims.iter().map(|c| c.why.as_str()).collect(),
        KeyWork::Safety(k) => vec![&k.category_why, &k.severity_why, &k.action_why],
        KeyWork::CodeReview(k) => {
            let pairs = k.pairs.iter().map(|p| p.why.as_str());
            let defects = k.defects.iter().map(|d| d.why.as_str());
            let complexity = k.complexity.iter().map(|c| c.why.as_str());
            pairs.chain(scores(&k.scores)).chain(defects).chain(complexity).collect()
        }
        KeyWork::Conversation(k) => scores(&k.scores).chain(k.wrong.iter().map(|w| w.why.as_str())).collect(),
        KeyWork::Prompt(k) => k.checks.iter().map(|c| c.why.as_str()).collect(),
    }
}

/// Answers that a hint may not quote: references, key points with their wordings, the words that are to be found.
pub fn answers(task: &Task) -> Vec<&str> {
    let mut answers = own_answers(&task.face, &task.key.work);
    if let Some(j) = &task.key.justify {
        answers.push(&j.reference);
        answers.extend(j.points.iter().flat_map(|p| std::iter::once(&p.text).chain(&p.wordings)).map(String::as_str));
    }
    answers
}

fn own_answers<'a>(face: &'a Face, key: &'a KeyWork) -> Vec<&'a str> {
    let item = |id: &str| -> Option<&'a Item> { face.item(id) };
    match key {
        KeyWork::Choice(_)
        | KeyWork::Preference(_)
        | KeyWork::Ranking(_)
        | KeyWork::Rating(_)
        | KeyWork::Justification(_)
        | KeyWork::Classification(_)
        | KeyWork::Boxes(_)
        | KeyWork::Safety(_)
        | KeyWork::Conversation(_) => vec![],
        KeyWork::Spans(k) => {
            let text = face.pieces().next().map_or("", |text| text.text.plain.as_str());
            k.spans.iter().filter_map(|s| s.span.of(text)).collect()
        }
        KeyWork::FactCheck(k) => {
            let passages = k.claims.iter().flat_map(|c| &c.passages);
            passages.filter_map(|p| p.span.of(&item(&p.source)?.text.plain)).collect()
        }
        KeyWork::CodeReview(k) => {
            let lines = |[first, last]: [u32; 2]| (first.saturating_sub(1) as usize, last as usize);
            let faulty = k.defects.iter().filter_map(|d| Some((item(&d.solution)?, lines(d.lines))));
            faulty.flat_map(|(code, (from, to))| code.text.plain.lines().take(to).skip(from)).collect()
        }
        KeyWork::Rubric(k) => {
            let points = k.ideal.iter().flat_map(|p| std::iter::once(&p.text).chain(&p.wordings));
            points.chain(&k.reference).map(String::as_str).collect()
        }
        KeyWork::Prompt(k) => vec![&k.reference],
    }
}
