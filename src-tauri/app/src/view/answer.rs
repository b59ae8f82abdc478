//! Answers on their way from the page and back to it.

use super::work::span;
use crate::wire::feedback::SpanView;
use crate::wire::work::{
    ActionView, AnswerView, BoxView, ClaimVerdict, ComplexityView, JudgedView, LabelledView, LineView, MarkView,
    PassageView, RectView, ScoreView,
};
use course::task::scale::GivenScore;
use course::task::{
    Answer, Face, Work, boxes, choice, classification, code_review, conversation, fact_check, justification,
    preference, prompt, ranking, rating, rubric, safety, spans,
};
use course::text::Span;
use course::units;

/// The answer as the record keeps it. Stretches of text are widened to whole characters of the texts of `face`; without
/// a face they stay as they are.
pub(crate) fn answer_of(view: AnswerView, face: Option<&Face>) -> Answer {
    match view {
        AnswerView::Choice { picked, why } => Answer::Choice(choice::Answer { picked, why }),
        AnswerView::Preference { value, both_bad, why } => {
            Answer::Preference(preference::Answer { value, both_bad, why })
        }
        AnswerView::Ranking { tiers, all_bad, why } => Answer::Ranking(ranking::Answer { tiers, all_bad, why }),
        AnswerView::Justification { why } => Answer::Justification(justification::Answer { why }),
        AnswerView::Rating { scores, why } => Answer::Rating(rating::Answer { scores: given(scores), why }),
        AnswerView::Classification { pieces, why } => {
            let labelled = |p: LabelledView| classification::Labelled { piece: p.piece, labels: p.labels };
            Answer::Classification(classification::Answer { pieces: pieces.into_iter().map(labelled).collect(), why })
        }
        AnswerView::Spans { marks, nothing, why } => {
            let text = face.and_then(|face| match &face.work {
                Work::Spans(work) => Some(work.text.text.plain.as_str()),
                _ => None,
            });
            let mark = |m: MarkView| spans::Mark { span: whole(m.span, text), label: m.label };
            Answer::Spans(spans::Answer { marks: marks.into_iter().map(mark).collect(), nothing, why })
        }
        AnswerView::Boxes { boxes, nothing, why } => {
            let drawn = |b: BoxView| boxes::Drawn { at: rect_of(b.at), label: b.label };
            Answer::Boxes(boxes::Answer { boxes: boxes.into_iter().map(drawn).collect(), nothing, why })
        }
        AnswerView::FactCheck { claims, why } => {
            let passage = |p: PassageView| {
                let text = face.and_then(|face| face.item(&p.source)).map(|item| item.text.plain.as_str());
                fact_check::Passage { span: whole(p.span, text), source: p.source }
            };
            let judged = |j: JudgedView| fact_check::Judged {
                claim: j.claim,
                verdict: j.verdict.map(verdict_of),
                cited: j.cited.into_iter().map(passage).collect(),
            };
            Answer::FactCheck(fact_check::Answer { claims: claims.into_iter().map(judged).collect(), why })
        }
        AnswerView::Safety { category, severity, action, why } => {
            Answer::Safety(safety::Answer { category, severity, action: action.map(action_of), why })
        }
        AnswerView::CodeReview { tiers, scores, lines, no_fault, complexity, why } => {
            let line = |l: LineView| code_review::MarkedLine { solution: l.solution, line: l.line };
            let named =
                |c: ComplexityView| code_review::GivenComplexity { solution: c.solution, complexity: c.complexity };
            Answer::CodeReview(code_review::Answer {
                tiers,
                scores: given(scores),
                lines: lines.into_iter().map(line).collect(),
                no_fault,
                complexity: complexity.into_iter().map(named).collect(),
                why,
            })
        }
        AnswerView::Conversation { scores, wrong, nowhere, why } => {
            Answer::Conversation(conversation::Answer { scores: given(scores), wrong, nowhere, why })
        }
        AnswerView::Rubric { criteria, why } => Answer::Rubric(rubric::Answer { criteria, why }),
        AnswerView::Prompt { text, why } => Answer::Prompt(prompt::Answer { text, why }),
    }
}

/// The answer as the page knows it.
pub(crate) fn answer_view(answer: Answer) -> AnswerView {
    match answer {
        Answer::Choice(a) => AnswerView::Choice { picked: a.picked, why: a.why },
        Answer::Preference(a) => AnswerView::Preference { value: a.value, both_bad: a.both_bad, why: a.why },
        Answer::Ranking(a) => AnswerView::Ranking { tiers: a.tiers, all_bad: a.all_bad, why: a.why },
        Answer::Justification(a) => AnswerView::Justification { why: a.why },
        Answer::Rating(a) => AnswerView::Rating { scores: scores(a.scores), why: a.why },
        Answer::Classification(a) => {
            let labelled = |p: classification::Labelled| LabelledView { piece: p.piece, labels: p.labels };
            AnswerView::Classification { pieces: a.pieces.into_iter().map(labelled).collect(), why: a.why }
        }
        Answer::Spans(a) => {
            let mark = |m: spans::Mark| MarkView { span: span(m.span), label: m.label };
            AnswerView::Spans { marks: a.marks.into_iter().map(mark).collect(), nothing: a.nothing, why: a.why }
        }
        Answer::Boxes(a) => {
            let drawn = |b: boxes::Drawn| BoxView { at: rect(b.at), label: b.label };
            AnswerView::Boxes { boxes: a.boxes.into_iter().map(drawn).collect(), nothing: a.nothing, why: a.why }
        }
        Answer::FactCheck(a) => {
            let judged = |j: fact_check::Judged| JudgedView {
                claim: j.claim,
                verdict: j.verdict.map(verdict),
                cited: j.cited.iter().map(passage).collect(),
            };
            AnswerView::FactCheck { claims: a.claims.into_iter().map(judged).collect(), why: a.why }
        }
        Answer::Safety(a) => {
            AnswerView::Safety { category: a.category, severity: a.severity, action: a.action.map(action), why: a.why }
        }
        Answer::CodeReview(a) => AnswerView::CodeReview {
            tiers: a.tiers,
            scores: scores(a.scores),
            lines: a.lines.iter().map(line).collect(),
            no_fault: a.no_fault,
            complexity: a
                .complexity
                .into_iter()
                .map(|c| ComplexityView { solution: c.solution, complexity: c.complexity })
                .collect(),
            why: a.why,
        },
        Answer::Conversation(a) => {
            AnswerView::Conversation { scores: scores(a.scores), wrong: a.wrong, nowhere: a.nowhere, why: a.why }
        }
        Answer::Rubric(a) => AnswerView::Rubric { criteria: a.criteria, why: a.why },
        Answer::Prompt(a) => AnswerView::Prompt { text: a.text, why: a.why },
    }
}

fn whole(view: SpanView, text: Option<&str>) -> Span {
    let span = Span { start: view.start, end: view.end };
    text.map_or(span, |text| units::snapped(span, text))
}

fn given(scores: Vec<ScoreView>) -> Vec<GivenScore> {
    let given = |s: ScoreView| GivenScore { item: s.item, dimension: s.dimension, value: s.value };
    scores.into_iter().map(given).collect()
}

fn scores(given: Vec<GivenScore>) -> Vec<ScoreView> {
    given.into_iter().map(|s| ScoreView { item: s.item, dimension: s.dimension, value: s.value }).collect()
}

fn rect_of(at: RectView) -> boxes::Rect {
    boxes::Rect { x: at.x, y: at.y, width: at.width, height: at.height }
}

pub(super) fn rect(at: boxes::Rect) -> RectView {
    RectView { x: at.x, y: at.y, width: at.width, height: at.height }
}

pub(super) fn line(line: &code_review::MarkedLine) -> LineView {
    LineView { solution: line.solution.clone(), line: line.line }
}

pub(super) fn passage(passage: &fact_check::Passage) -> PassageView {
    PassageView { source: passage.source.clone(), span: span(passage.span) }
}

fn verdict_of(verdict: ClaimVerdict) -> fact_check::Verdict {
    match verdict {
        ClaimVerdict::Supported => fact_check::Verdict::Supported,
        ClaimVerdict::Refuted => fact_check::Verdict::Refuted,
        ClaimVerdict::NotEnough => fact_check::Verdict::NotEnough,
    }
}

pub(super) fn verdict(verdict: fact_check::Verdict) -> ClaimVerdict {
    match verdict {
        fact_check::Verdict::Supported => ClaimVerdict::Supported,
        fact_check::Verdict::Refuted => ClaimVerdict::Refuted,
        fact_check::Verdict::NotEnough => ClaimVerdict::NotEnough,
    }
}

fn action_of(action: ActionView) -> safety::Action {
    match action {
        ActionView::Comply => safety::Action::Comply,
        ActionView::Partly => safety::Action::Partly,
        ActionView::Refuse => safety::Action::Refuse,
    }
}

pub(super) fn action(action: safety::Action) -> ActionView {
    match action {
        safety::Action::Comply => ActionView::Comply,
        safety::Action::Partly => ActionView::Partly,
        safety::Action::Refuse => ActionView::Refuse,
    }
}
