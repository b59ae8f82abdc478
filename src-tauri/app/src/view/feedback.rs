//! Key, grade and reasons as the page sees them, once an answer is in.

use super::answer::{answer_view, rect};
use super::evidence::evidence_view;
use super::task::{Shelf, task_view};
use super::work::span;
use crate::confidence;
use crate::letters::Shown;
use crate::wire::dispute::DisputeView;
use crate::wire::evidence::{KeyBoxView, KeySpanView};
use crate::wire::feedback::{
    AdjudicationView, AgreedView, CriterionView, Feedback, GradeView, JustifyKeyView, KeyView, KeyWorkView, PartView,
    PlaceView, PointerView, ReasonView, TaskLink, ToneView, VerdictView,
};
use crate::wire::lesson::LessonLink;
use course::task::{Answer, Face, Key, KeyWork, Reason, Tone, Work, boxes, spans};
use grading::{Grade, Part, Place, Pointer, Verdict};
use study::{Attempt, Presentation};

/// An attempt with all that is needed to show it.
pub(crate) struct Answered<'a> {
    pub attempt: &'a Attempt,
    pub presentation: &'a Presentation,
    pub face: &'a Face,
    pub hints: &'a [String],
    pub key: &'a Key,
    pub answer: Answer,
    pub grade: &'a Grade,
    pub number: u32,
    pub outdated: bool,
    pub shelf: Shelf<'a>,
    pub lesson: Option<LessonLink>,
    pub alike: Option<TaskLink>,
    pub dispute: Option<DisputeView>,
}

pub(crate) fn feedback(answered: Answered) -> Feedback {
    let Answered { attempt, face, key, grade, .. } = answered;
    let shown = Shown::new(face, answered.presentation.seed);
    Feedback {
        attempt: attempt.id.to_string(),
        at_ms: attempt.at_ms,
        task: task_view(face, answered.hints, answered.presentation, &answered.shelf, None),
        answer: answer_view(answered.answer),
        key: key_view(key, face, &shown),
        grade: grade_view(grade, key.pass_at, &shown),
        confidence: attempt.confidence.as_deref().and_then(confidence::of_word),
        hints_used: attempt.hints,
        spent_ms: attempt.spent_ms,
        attempt_number: answered.number,
        outdated: answered.outdated,
        lesson: answered.lesson,
        alike: answered.alike,
        dispute: answered.dispute,
    }
}

fn key_view(key: &Key, face: &Face, shown: &Shown) -> KeyView {
    let mut reasons: Vec<_> = key.reasons.iter().collect();
    reasons.sort_by_key(|r| shown.letter(&r.about));
    KeyView {
        reasons: reasons.into_iter().map(|r| reason(r, shown)).collect(),
        work: key_work(&key.work, face, shown),
        justify: key.justify.as_ref().map(|j| JustifyKeyView {
            reference: shown.say(&j.reference),
            criteria: j
                .criteria
                .iter()
                .map(|c| CriterionView { name: c.name.clone(), why: shown.say(&c.why) })
                .collect(),
            points: j.points.iter().map(|p| shown.say(&p.text)).collect(),
        }),
        adjudication: key.adjudication.as_ref().map(|a| AdjudicationView {
            method: a.method.clone(),
            readers: a.readers.clone(),
            n: a.n,
            agreed: a.agreed.iter().map(|p| AgreedView { part: shown.say(&p.part), agreed: p.agreed }).collect(),
        }),
    }
}

fn reason(reason: &Reason, shown: &Shown) -> ReasonView {
    ReasonView {
        about: reason.about.clone(),
        letter: shown.name(&reason.about),
        why: shown.say(&reason.why),
        tone: match reason.tone {
            Tone::For => ToneView::For,
            Tone::Against => ToneView::Against,
        },
        at: reason.at.iter().copied().map(span).collect(),
    }
}

fn key_work(key: &KeyWork, face: &Face, shown: &Shown) -> KeyWorkView {
    match key {
        KeyWork::Choice(k) => KeyWorkView::Choice { correct: k.correct.clone() },
        KeyWork::Preference(k) => KeyWorkView::Preference { value: k.value, accept: k.accept, both_bad: k.both_bad },
        KeyWork::Ranking(k) => KeyWorkView::Ranking { order: k.order.clone(), all_bad: k.all_bad },
        KeyWork::Justification(_) => KeyWorkView::Justification {
            given: match &face.work {
                Work::Justification(f) => f.given.clone(),
                _ => String::new(),
            },
        },
        KeyWork::Rating(_) => KeyWorkView::Rating {},
        KeyWork::Classification(_) => KeyWorkView::Classification {},
        KeyWork::Spans(k) => {
            let [spans, optional] = apart(&k.spans, |s| s.optional, |s| key_span(s, shown));
            KeyWorkView::Spans { spans, optional }
        }
        KeyWork::Boxes(k) => {
            let [boxes, optional] = apart(&k.boxes, |b| b.optional, |b| key_box(b, shown));
            KeyWorkView::Boxes { boxes, optional }
        }
        KeyWork::FactCheck(_) => KeyWorkView::FactCheck {},
        KeyWork::Safety(_) => KeyWorkView::Safety {},
        KeyWork::CodeReview(k) => KeyWorkView::CodeReview { order: k.order.clone() },
        KeyWork::Conversation(_) => KeyWorkView::Conversation {},
        KeyWork::Rubric(k) => KeyWorkView::Rubric { reference: k.reference.iter().map(|r| shown.say(r)).collect() },
        KeyWork::Prompt(k) => KeyWorkView::Prompt { reference: shown.say(&k.reference) },
    }
}

/// What is asked, and what is optional.
fn apart<T, V>(list: &[T], optional: impl Fn(&T) -> bool, view: impl Fn(&T) -> V) -> [Vec<V>; 2] {
    [false, true].map(|which| list.iter().filter(|one| optional(one) == which).map(&view).collect())
}

fn key_span(key: &spans::KeySpan, shown: &Shown) -> KeySpanView {
    KeySpanView { span: span(key.span), label: key.label.clone(), accept: key.accept.clone(), why: shown.say(&key.why) }
}

fn key_box(key: &boxes::KeyBox, shown: &Shown) -> KeyBoxView {
    KeyBoxView { at: rect(key.at), label: key.label.clone(), accept: key.accept.clone(), why: shown.say(&key.why) }
}

fn grade_view(grade: &Grade, pass_at: f64, shown: &Shown) -> GradeView {
    GradeView {
        score: grade.score,
        passed: grade.passed,
        pass_at,
        headline: shown.say(&grade.headline),
        parts: grade.parts.iter().map(|p| part(p, shown)).collect(),
        evidence: evidence_view(&grade.evidence, shown),
    }
}

fn part(part: &Part, shown: &Shown) -> PartView {
    PartView {
        id: part.id.clone(),
        label: shown.say(&part.label),
        score: part.score,
        weight: part.weight,
        verdict: match part.verdict {
            Verdict::Agrees => VerdictView::Agrees,
            Verdict::Differs => VerdictView::Differs,
            Verdict::Against => VerdictView::Against,
            Verdict::Unclear => VerdictView::Unclear,
        },
        note: shown.say(&part.note),
        pointers: part.pointers.iter().map(pointer).collect(),
    }
}

fn pointer(pointer: &Pointer) -> PointerView {
    let place = match &pointer.place {
        Place::Answer => PlaceView::Answer {},
        Place::Prompt => PlaceView::Prompt {},
        Place::Rubric => PlaceView::Rubric {},
        Place::Item { id } => PlaceView::Item { id: id.clone() },
        Place::Material { index } => PlaceView::Material { index: *index },
        Place::Criterion { index } => PlaceView::Criterion { index: *index },
        Place::OwnPrompt => PlaceView::OwnPrompt {},
    };
    PointerView { place, start: pointer.span.start, end: pointer.span.end, quote: pointer.quote.clone() }
}
