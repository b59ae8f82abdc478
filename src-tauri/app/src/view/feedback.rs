//! Key, grade and reasons as the page sees them, once an answer is in.

use super::no_screen;
use super::task::{Shelf, answer_view, task_view};
use crate::letters::Shown;
use crate::wire::WireError;
use crate::wire::feedback::{
    AdjudicationView, CriterionView, EvidenceView, Feedback, GradeView, JustifyKeyView, KeyView, KeyWorkView, PartView,
    PlaceView, PointerView, ReasonView, SideView, SpanView, SwappedView, ToneView, VerdictView, YoursView,
};
use crate::wire::lesson::LessonLink;
use crate::wire::practice::Confidence;
use course::task::{Answer, Face, Key, KeyWork, Tone, Work};
use grading::{Evidence, Grade, Part, Place, Pointer, Side, Swapped, Verdict, Yours};
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
}

pub(crate) fn feedback(answered: Answered) -> Result<Feedback, WireError> {
    let Answered { attempt, face, key, grade, .. } = answered;
    let shown = Shown::new(face, answered.presentation.seed);
    Ok(Feedback {
        attempt: attempt.id.to_string(),
        at_ms: attempt.at_ms,
        task: task_view(face, answered.hints, answered.presentation, &answered.shelf, None)?,
        answer: answer_view(answered.answer)?,
        key: key_view(key, face, &shown)?,
        grade: grade_view(grade, key.pass_at, &shown).ok_or_else(|| no_screen(face.kind()))?,
        confidence: attempt.confidence.as_deref().and_then(confidence),
        hints_used: attempt.hints,
        spent_ms: attempt.spent_ms,
        attempt_number: answered.number,
        outdated: answered.outdated,
        lesson: answered.lesson,
    })
}

fn confidence(word: &str) -> Option<Confidence> {
    match word {
        "sure" => Some(Confidence::Sure),
        "fairly" => Some(Confidence::Fairly),
        "guess" => Some(Confidence::Guess),
        _ => None,
    }
}

fn key_view(key: &Key, face: &Face, shown: &Shown) -> Result<KeyView, WireError> {
    let mut reasons: Vec<_> = key.reasons.iter().collect();
    reasons.sort_by_key(|r| shown.letter(&r.about));
    Ok(KeyView {
        reasons: reasons
            .into_iter()
            .map(|r| ReasonView {
                about: r.about.clone(),
                letter: shown.name(&r.about),
                why: shown.say(&r.why),
                tone: match r.tone {
                    Tone::For => ToneView::For,
                    Tone::Against => ToneView::Against,
                },
                at: r.at.iter().map(|s| SpanView { start: s.start, end: s.end }).collect(),
            })
            .collect(),
        work: match (&key.work, &face.work) {
            (KeyWork::Choice(k), _) => KeyWorkView::Choice { correct: k.correct.clone() },
            (KeyWork::Preference(k), _) => {
                KeyWorkView::Preference { value: k.value, accept: k.accept, both_bad: k.both_bad }
            }
            (KeyWork::Ranking(k), _) => KeyWorkView::Ranking { order: k.order.clone(), all_bad: k.all_bad },
            (KeyWork::Justification(_), Work::Justification(f)) => {
                KeyWorkView::Justification { given: f.given.clone() }
            }
            (KeyWork::Justification(_), _) => KeyWorkView::Justification { given: String::new() },
            (
                KeyWork::Rating(_)
                | KeyWork::Classification(_)
                | KeyWork::Spans(_)
                | KeyWork::Boxes(_)
                | KeyWork::FactCheck(_)
                | KeyWork::Safety(_)
                | KeyWork::CodeReview(_)
                | KeyWork::Conversation(_)
                | KeyWork::Rubric(_)
                | KeyWork::Prompt(_),
                _,
            ) => return Err(no_screen(face.kind())),
        },
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
        }),
    })
}

fn grade_view(grade: &Grade, pass_at: f64, shown: &Shown) -> Option<GradeView> {
    Some(GradeView {
        score: grade.score,
        passed: grade.passed,
        pass_at,
        headline: shown.say(&grade.headline),
        parts: grade.parts.iter().map(|p| part(p, shown)).collect::<Option<_>>()?,
        evidence: evidence(&grade.evidence, shown)?,
    })
}

fn part(part: &Part, shown: &Shown) -> Option<PartView> {
    Some(PartView {
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
        pointers: part.pointers.iter().map(pointer).collect::<Option<_>>()?,
    })
}

fn pointer(pointer: &Pointer) -> Option<PointerView> {
    let place = match &pointer.place {
        Place::Answer => PlaceView::Answer {},
        Place::Prompt => PlaceView::Prompt {},
        Place::Rubric => PlaceView::Rubric {},
        Place::Item { id } => PlaceView::Item { id: id.clone() },
        Place::Material { index } => PlaceView::Material { index: *index },
        Place::Criterion { .. } | Place::OwnPrompt => return None,
    };
    Some(PointerView { place, start: pointer.span.start, end: pointer.span.end, quote: pointer.quote.clone() })
}

/// None of a kind that the page has no screen for.
fn evidence(evidence: &Evidence, shown: &Shown) -> Option<EvidenceView> {
    Some(match evidence {
        Evidence::Choice { right, wrong, missed } => {
            EvidenceView::Choice { right: *right, wrong: *wrong, missed: *missed }
        }
        Evidence::Preference { distance, side } => EvidenceView::Preference {
            distance: *distance,
            side: match side {
                Side::Same => SideView::Same,
                Side::Half => SideView::Half,
                Side::Opposite => SideView::Opposite,
            },
        },
        Evidence::Ranking(order) => EvidenceView::Ranking {
            tau_b: order.tau_b,
            tau_b_reason: order.tau_b_reason.clone(),
            kept: order.kept,
            pairs: order.pairs,
            top_right: order.top_right,
            swapped: order.swapped.iter().map(|s| swapped(s, shown)).collect(),
        },
        Evidence::Justification {} => EvidenceView::Justification {},
        Evidence::Rating { .. }
        | Evidence::Classification { .. }
        | Evidence::Spans { .. }
        | Evidence::Boxes { .. }
        | Evidence::FactCheck { .. }
        | Evidence::Safety { .. }
        | Evidence::CodeReview { .. }
        | Evidence::Conversation { .. }
        | Evidence::Rubric { .. }
        | Evidence::Prompt { .. }
        | Evidence::NotGraded {} => return None,
    })
}

fn swapped(pair: &Swapped, shown: &Shown) -> SwappedView {
    SwappedView {
        over: pair.over.clone(),
        under: pair.under.clone(),
        over_letter: shown.name(&pair.over),
        under_letter: shown.name(&pair.under),
        yours: match pair.yours {
            Yours::Reversed => YoursView::Reversed,
            Yours::Tied => YoursView::Tied,
            Yours::Ordered => YoursView::Ordered,
        },
        why: pair.why.iter().map(|w| shown.say(w)).collect(),
    }
}
