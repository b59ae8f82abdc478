//! The work of each kind, as the page shows it before an answer is in.

use crate::letters::Shown;
use crate::wire::feedback::SpanView;
use crate::wire::work::{
    AnchorView, DimensionView, LabelView, ModalityView, PictureView, PieceView, ReadableView, SourceView, SpeakerView,
    TestView, TurnView, WorkView,
};
use course::task::rubric::Modality;
use course::task::scale::{Anchor, Dimension, Label};
use course::task::{Item, Work, code_review, conversation};
use course::text::Span;
use course::units;

pub(crate) fn work_view(work: &Work, shown: &Shown) -> WorkView {
    match work {
        Work::Choice(f) => WorkView::Choice { multiple: f.multiple },
        Work::Preference(_) => WorkView::Preference {},
        Work::Ranking(_) => WorkView::Ranking {},
        Work::Justification(f) => {
            WorkView::Justification { given: f.given.clone(), given_letter: shown.name(&f.given) }
        }
        Work::Rating(f) => WorkView::Rating { dimensions: dimensions(&f.dimensions) },
        Work::Classification(f) => WorkView::Classification {
            pieces: f.pieces.iter().map(piece).collect(),
            labels: labels(&f.labels),
            multiple: f.multiple,
        },
        Work::Spans(f) => WorkView::Spans { text: readable(&f.text), labels: labels(&f.labels) },
        Work::Boxes(f) => WorkView::Boxes {
            picture: PictureView {
                source: f.picture.source.clone(),
                alt: f.picture.alt.clone(),
                width: f.picture.width,
                height: f.picture.height,
            },
            labels: labels(&f.labels),
        },
        Work::FactCheck(f) => WorkView::FactCheck {
            claims: f.claims.iter().map(piece).collect(),
            sources: f.sources.iter().map(|s| SourceView { title: s.title.clone(), text: readable(&s.item) }).collect(),
        },
        Work::Safety(f) => WorkView::Safety { categories: labels(&f.categories), severities: anchors(&f.severities) },
        Work::CodeReview(f) => WorkView::CodeReview {
            tests: f.tests.iter().map(test).collect(),
            dimensions: dimensions(&f.dimensions),
            lines: f.lines,
            complexities: labels(&f.complexities),
        },
        Work::Conversation(f) => WorkView::Conversation {
            turns: f.turns.iter().map(turn).collect(),
            dimensions: dimensions(&f.dimensions),
            asks_where: f.asks_where,
        },
        Work::Rubric(f) => WorkView::Rubric { modality: modality(f.modality), fewest: f.count[0], most: f.count[1] },
        Work::Prompt(f) => WorkView::Prompt { constraints: f.constraints.iter().map(|c| shown.say(c)).collect() },
    }
}

pub(super) fn span(span: Span) -> SpanView {
    SpanView { start: span.start, end: span.end }
}

fn dimensions(list: &[Dimension]) -> Vec<DimensionView> {
    let view = |d: &Dimension| DimensionView {
        id: d.id.clone(),
        name: d.name.clone(),
        about: d.about.clone(),
        anchors: anchors(&d.anchors),
    };
    list.iter().map(view).collect()
}

fn anchors(list: &[Anchor]) -> Vec<AnchorView> {
    list.iter().map(|a| AnchorView { value: a.value, name: a.name.clone(), about: a.about.clone() }).collect()
}

fn labels(list: &[Label]) -> Vec<LabelView> {
    list.iter().map(|l| LabelView { id: l.id.clone(), name: l.name.clone(), about: l.about.clone() }).collect()
}

fn piece(item: &Item) -> PieceView {
    PieceView { id: item.id.clone(), html: item.text.html.clone() }
}

/// Start and end of each in turn.
pub(super) fn flat(spans: Vec<Span>) -> Vec<u32> {
    spans.into_iter().flat_map(|span| [span.start, span.end]).collect()
}

fn readable(item: &Item) -> ReadableView {
    let plain = &item.text.plain;
    ReadableView {
        id: item.id.clone(),
        html: item.text.html.clone(),
        tokens: flat(units::tokens(plain)),
        sentences: flat(units::sentences(plain)),
        clusters: flat(units::clusters(plain)),
    }
}

fn test(run: &code_review::TestRun) -> TestView {
    TestView {
        solution: run.solution.clone(),
        name: run.name.clone(),
        passed: run.passed,
        note: run.note.clone(),
        code: run.code.clone(),
    }
}

fn turn(turn: &conversation::Turn) -> TurnView {
    TurnView {
        id: turn.item.id.clone(),
        from: match turn.from {
            conversation::Speaker::User => SpeakerView::User,
            conversation::Speaker::Model => SpeakerView::Model,
        },
        html: turn.item.text.html.clone(),
    }
}

fn modality(modality: Modality) -> ModalityView {
    match modality {
        Modality::Text => ModalityView::Text,
        Modality::Code => ModalityView::Code,
        Modality::Picture => ModalityView::Picture,
        Modality::Table => ModalityView::Table,
        Modality::Speech => ModalityView::Speech,
    }
}
