//! What a grade has to show, as the page sees it: letters in sentences, ids elsewhere.

use super::answer::{action, line, passage, rect, verdict};
use super::work::span;
use crate::letters::Shown;
use crate::wire::evidence::{
    ActionHeldView, BoxHeldView, BoxMetView, CheckHeldView, ClaimHeldView, ComplexityHeldView, CriterionHeldView,
    DefectView, EvidenceView, FindingView, IdealView, KeyBoxView, KeySpanView, LocatedView, MarkHeldView, NamedView,
    OrderView, PassageHeldView, PieceHeldView, PropertyView, RefusalFaultView, ScoredView, SeverityView, SideView,
    SpanMetView, SwappedView, YoursView,
};
use grading::rubric::{Finding, Property};
use grading::{
    ActionTaken, BoxHeld, BoxMet, CheckHeld, ClaimHeld, ComplexityNamed, CriterionExamined, DefectHeld, Evidence,
    IdealCovered, KeyBoxShown, KeySpanShown, Located, MarkHeld, Named, OrderKept, PassageCited, PieceLabelled,
    RefusalFault, Scored, SeverityGiven, Side, SpanMet, Swapped, Yours,
};

pub(crate) fn evidence_view(evidence: &Evidence, shown: &Shown) -> EvidenceView {
    match evidence {
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
        Evidence::Ranking(order) => EvidenceView::Ranking(order_view(order, shown)),
        Evidence::Justification {} => EvidenceView::Justification {},
        Evidence::Rating { scores } => EvidenceView::Rating { scores: all(scores, shown, scored) },
        Evidence::Classification { pieces } => EvidenceView::Classification { pieces: all(pieces, shown, piece) },
        Evidence::Spans { marks, missed, exact, overlap, why_nothing_else, labels: _, overlap_at: _ } => {
            EvidenceView::Spans {
                marks: all(marks, shown, mark),
                missed: all(missed, shown, key_span),
                exact: *exact,
                overlap: *overlap,
                why_nothing_else: shown.say(why_nothing_else),
            }
        }
        Evidence::Boxes { boxes, missed, iou_at, why_nothing_else } => EvidenceView::Boxes {
            boxes: all(boxes, shown, drawn),
            missed: all(missed, shown, key_box),
            iou_at: *iou_at,
            why_nothing_else: shown.say(why_nothing_else),
        },
        Evidence::FactCheck { claims } => EvidenceView::FactCheck { claims: all(claims, shown, claim) },
        Evidence::Safety { category, severity, action } => EvidenceView::Safety {
            category: named(category, shown),
            severity: severity_view(severity, shown),
            action: taken(action, shown),
        },
        Evidence::CodeReview { order, scores, defects, false_marks, complexity } => EvidenceView::CodeReview {
            order: order.as_ref().map(|order| order_view(order, shown)),
            scores: all(scores, shown, scored),
            defects: all(defects, shown, defect),
            false_marks: false_marks.iter().map(line).collect(),
            complexity: all(complexity, shown, complexity_view),
        },
        Evidence::Conversation { scores, located } => EvidenceView::Conversation {
            scores: all(scores, shown, scored),
            located: located.as_ref().map(|l| located_view(l, shown)),
        },
        Evidence::Rubric { criteria, ideal } => EvidenceView::Rubric {
            criteria: all(criteria, shown, criterion),
            ideal: all(ideal, shown, |i: &IdealCovered, shown| IdealView { point: shown.say(&i.point), by: i.by }),
        },
        Evidence::Prompt { checks } => EvidenceView::Prompt { checks: all(checks, shown, check) },
        Evidence::NotGraded {} => EvidenceView::NotGraded {},
    }
}

fn all<T, V>(list: &[T], shown: &Shown, view: impl Fn(&T, &Shown) -> V) -> Vec<V> {
    list.iter().map(|one| view(one, shown)).collect()
}

fn order_view(order: &OrderKept, shown: &Shown) -> OrderView {
    OrderView {
        tau_b: order.tau_b,
        tau_b_reason: order.tau_b_reason.clone(),
        kept: order.kept,
        pairs: order.pairs,
        top_right: order.top_right,
        swapped: all(&order.swapped, shown, swapped),
    }
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

fn scored(score: &Scored, shown: &Shown) -> ScoredView {
    ScoredView {
        item: score.item.clone(),
        dimension: score.dimension.clone(),
        yours: score.yours,
        key: score.key,
        accept: score.accept,
        off: score.off,
        score: score.score,
        weight: score.weight,
        why: shown.say(&score.why),
    }
}

fn piece(piece: &PieceLabelled, shown: &Shown) -> PieceHeldView {
    PieceHeldView {
        piece: piece.piece.clone(),
        yours: piece.yours.clone(),
        key: piece.key.clone(),
        accept: piece.accept.clone(),
        wrong: piece.wrong.clone(),
        missed: piece.missed.clone(),
        score: piece.score,
        why: shown.say(&piece.why),
    }
}

fn mark(mark: &MarkHeld, shown: &Shown) -> MarkHeldView {
    MarkHeldView {
        span: span(mark.span),
        label: mark.label.clone(),
        met: match mark.met {
            SpanMet::Exact => SpanMetView::Exact,
            SpanMet::Overlap => SpanMetView::Overlap,
            SpanMet::WrongLabel => SpanMetView::WrongLabel,
            SpanMet::Optional => SpanMetView::Optional,
            SpanMet::Extra => SpanMetView::Extra,
        },
        against: mark.against.as_ref().map(|k| key_span(k, shown)),
        share: mark.share,
    }
}

fn key_span(key: &KeySpanShown, shown: &Shown) -> KeySpanView {
    KeySpanView { span: span(key.span), label: key.label.clone(), accept: key.accept.clone(), why: shown.say(&key.why) }
}

fn drawn(held: &BoxHeld, shown: &Shown) -> BoxHeldView {
    BoxHeldView {
        at: rect(held.at),
        label: held.label.clone(),
        met: match held.met {
            BoxMet::Right => BoxMetView::Right,
            BoxMet::WrongLabel => BoxMetView::WrongLabel,
            BoxMet::Near => BoxMetView::Near,
            BoxMet::Optional => BoxMetView::Optional,
            BoxMet::Extra => BoxMetView::Extra,
        },
        against: held.against.as_ref().map(|k| key_box(k, shown)),
        iou: held.iou,
    }
}

fn key_box(key: &KeyBoxShown, shown: &Shown) -> KeyBoxView {
    KeyBoxView { at: rect(key.at), label: key.label.clone(), accept: key.accept.clone(), why: shown.say(&key.why) }
}

fn claim(held: &ClaimHeld, shown: &Shown) -> ClaimHeldView {
    ClaimHeldView {
        claim: held.claim.clone(),
        yours: verdict(held.yours),
        key: verdict(held.key),
        accept: held.accept.iter().copied().map(verdict).collect(),
        right: held.right,
        cited: held.cited.iter().map(passage).collect(),
        passages: held.passages.iter().map(passage).collect(),
        passage: held.passage.as_ref().map(passage_held),
        score: held.score,
        why: shown.say(&held.why),
    }
}

fn passage_held(held: &PassageCited) -> PassageHeldView {
    PassageHeldView { nearest: passage(&held.nearest), share: held.share, found_at: held.found_at, score: held.score }
}

fn named(named: &Named, shown: &Shown) -> NamedView {
    NamedView {
        yours: named.yours.clone(),
        key: named.key.clone(),
        accept: named.accept.clone(),
        right: named.right,
        why: shown.say(&named.why),
    }
}

fn severity_view(given: &SeverityGiven, shown: &Shown) -> SeverityView {
    SeverityView {
        yours: given.yours,
        key: given.key,
        accept: given.accept,
        off: given.off,
        score: given.score,
        why: shown.say(&given.why),
    }
}

fn taken(taken: &ActionTaken, shown: &Shown) -> ActionHeldView {
    ActionHeldView {
        yours: action(taken.yours),
        key: action(taken.key),
        accept: taken.accept.iter().copied().map(action).collect(),
        right: taken.right,
        fault: taken.fault.map(|fault| match fault {
            RefusalFault::OverRefusal => RefusalFaultView::OverRefusal,
            RefusalFault::UnderRefusal => RefusalFaultView::UnderRefusal,
        }),
        why: shown.say(&taken.why),
    }
}

fn defect(held: &DefectHeld, shown: &Shown) -> DefectView {
    DefectView {
        solution: held.solution.clone(),
        lines: held.lines,
        optional: held.optional,
        marked: held.marked.clone(),
        why: shown.say(&held.why),
    }
}

fn complexity_view(held: &ComplexityNamed, shown: &Shown) -> ComplexityHeldView {
    ComplexityHeldView { solution: held.solution.clone(), named: named(&held.named, shown) }
}

fn located_view(located: &Located, shown: &Shown) -> LocatedView {
    LocatedView {
        yours: located.yours.clone(),
        key: located.key.clone(),
        accept: located.accept.clone(),
        right: located.right,
        off: located.off,
        why: shown.say(&located.why),
    }
}

fn criterion(examined: &CriterionExamined, shown: &Shown) -> CriterionHeldView {
    CriterionHeldView { findings: all(&examined.findings, shown, |f, _| finding(f)), covers: examined.covers.clone() }
}

pub(super) fn finding(finding: &Finding) -> FindingView {
    FindingView {
        property: match finding.property {
            Property::Atomic => PropertyView::Atomic,
            Property::Specific => PropertyView::Specific,
            Property::SelfContained => PropertyView::SelfContained,
            Property::Objective => PropertyView::Objective,
            Property::Modality => PropertyView::Modality,
        },
        words: finding.property.words().to_owned(),
        at: finding.at.iter().copied().map(span).collect(),
        why: finding.why.clone(),
    }
}

fn check(held: &CheckHeld, shown: &Shown) -> CheckHeldView {
    CheckHeldView {
        name: shown.say(&held.name),
        passed: held.passed,
        weight: held.weight,
        found: held.found,
        least: held.least,
        most: held.most,
        at: held.at.iter().copied().map(span).collect(),
        missing: held.missing.clone(),
        why: shown.say(&held.why),
    }
}
