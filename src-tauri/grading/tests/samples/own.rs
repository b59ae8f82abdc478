//! What the key itself would hand in.

use course::task::code_review::{GivenComplexity, MarkedLine};
use course::task::scale::{GivenScore, KeyScore};
use course::task::{
    Answer, Key, KeyWork, boxes, choice, classification, code_review, conversation, fact_check, justification,
    preference, prompt, ranking, rating, rubric, safety, spans,
};

/// The key's own judgement, with this text as its reasons.
pub fn key_answer(key: &Key, why: &str) -> Answer {
    let why = why.to_owned();
    match &key.work {
        KeyWork::Choice(k) => Answer::Choice(choice::Answer { picked: k.correct.clone(), why }),
        KeyWork::Preference(k) => {
            let both_bad = k.both_bad.unwrap_or_default();
            Answer::Preference(preference::Answer { value: Some(k.value), both_bad, why })
        }
        KeyWork::Ranking(k) => {
            let all_bad = k.all_bad.unwrap_or_default();
            Answer::Ranking(ranking::Answer { tiers: k.order.clone(), all_bad, why })
        }
        KeyWork::Rating(k) => Answer::Rating(rating::Answer { scores: scores(&k.scores), why }),
        KeyWork::Justification(_) => Answer::Justification(justification::Answer { why }),
        KeyWork::Classification(k) => {
            let piece = |piece: &classification::KeyPiece| classification::Labelled {
                piece: piece.piece.clone(),
                labels: piece.labels.clone(),
            };
            Answer::Classification(classification::Answer { pieces: k.pieces.iter().map(piece).collect(), why })
        }
        KeyWork::Spans(k) => {
            let counted = k.spans.iter().filter(|span| !span.optional);
            let mark = |span: &spans::KeySpan| spans::Mark { span: span.span, label: span.label.clone() };
            let marks: Vec<spans::Mark> = counted.map(mark).collect();
            Answer::Spans(spans::Answer { nothing: marks.is_empty(), marks, why })
        }
        KeyWork::Boxes(k) => {
            let counted = k.boxes.iter().filter(|of_key| !of_key.optional);
            let drawn = |of_key: &boxes::KeyBox| boxes::Drawn { at: of_key.at, label: of_key.label.clone() };
            let boxes: Vec<boxes::Drawn> = counted.map(drawn).collect();
            Answer::Boxes(boxes::Answer { nothing: boxes.is_empty(), boxes, why })
        }
        KeyWork::FactCheck(k) => {
            let judged = |claim: &fact_check::KeyClaim| fact_check::Judged {
                claim: claim.claim.clone(),
                verdict: Some(claim.verdict),
                cited: claim.passages.iter().take(1).cloned().collect(),
            };
            Answer::FactCheck(fact_check::Answer { claims: k.claims.iter().map(judged).collect(), why })
        }
        KeyWork::Safety(k) => Answer::Safety(safety::Answer {
            category: Some(k.category.clone()),
            severity: Some(k.severity),
            action: Some(k.action),
            why,
        }),
        KeyWork::CodeReview(k) => Answer::CodeReview(code_review(k, why)),
        KeyWork::Conversation(k) => {
            let wrong = k.wrong.as_ref().and_then(|wrong| wrong.turn.clone());
            let nowhere = wrong.is_none();
            Answer::Conversation(conversation::Answer { scores: scores(&k.scores), wrong, nowhere, why })
        }
        KeyWork::Rubric(k) => Answer::Rubric(rubric::Answer { criteria: k.reference.clone(), why }),
        KeyWork::Prompt(k) => Answer::Prompt(prompt::Answer { text: k.reference.clone(), why }),
    }
}

fn scores(key: &[KeyScore]) -> Vec<GivenScore> {
    let given = |k: &KeyScore| GivenScore { item: k.item.clone(), dimension: k.dimension.clone(), value: k.value };
    key.iter().map(given).collect()
}

fn code_review(key: &code_review::Key, why: String) -> code_review::Answer {
    let counted = key.defects.iter().filter(|defect| !defect.optional);
    let line = |defect: &code_review::Defect| MarkedLine { solution: defect.solution.clone(), line: defect.lines[0] };
    let lines: Vec<MarkedLine> = counted.map(line).collect();
    let complexity = |k: &code_review::KeyComplexity| GivenComplexity {
        solution: k.solution.clone(),
        complexity: k.complexity.clone(),
    };
    code_review::Answer {
        tiers: key.order.clone(),
        scores: scores(&key.scores),
        no_fault: lines.is_empty(),
        lines,
        complexity: key.complexity.iter().map(complexity).collect(),
        why,
    }
}
