//! Complete answers of every kind: any one, one that the key accepts, and the same one listed in another order.

use crate::dice::Dice;
use crate::make::{ACTIONS, LINES, TEXT, VERDICTS, snapped, tiers};
use crate::samples;
use course::task::boxes::{Drawn, Rect};
use course::task::classification::Labelled;
use course::task::code_review::{GivenComplexity, MarkedLine};
use course::task::fact_check::{Judged, Passage, Verdict};
use course::task::scale::{Dimension, GivenScore, KeyScore, Label};
use course::task::spans::Mark;
use course::task::{Answer, Face, Item, KeyWork, Task, Work};
use course::task::{
    boxes, choice, classification, code_review, conversation, fact_check, justification, preference, prompt, ranking,
    rating, rubric, safety, spans,
};
use course::text::{Span, utf16_len};

fn ids(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item.id.clone()).collect()
}

fn label(dice: &mut Dice, labels: &[Label]) -> String {
    dice.pick(labels).id.clone()
}

fn scores(dice: &mut Dice, items: &[String], dimensions: &[Dimension]) -> Vec<GivenScore> {
    let mut given = vec![];
    for item in items {
        for d in dimensions {
            let value = dice.pick(&d.anchors).value;
            given.push(GivenScore { item: item.clone(), dimension: d.id.clone(), value });
        }
    }
    given
}

pub fn stretch(dice: &mut Dice) -> Span {
    let start = dice.below(utf16_len(TEXT) as usize) as u32;
    snapped(Span { start, end: start + 1 + dice.below(20) as u32 })
}

/// Any complete answer.
pub fn any(face: &Face, dice: &mut Dice) -> Answer {
    let why = "because B is better".to_owned();
    match &face.work {
        Work::Choice(f) => Answer::Choice(choice::Answer { picked: labels(dice, &ids(&f.options), f.multiple), why }),
        Work::Preference(_) => {
            let value = Some(dice.between(-3, 3) as i8);
            Answer::Preference(preference::Answer { value, both_bad: dice.chance(), why })
        }
        Work::Ranking(f) => {
            let tiers = tiers(dice, &ids(&f.responses));
            Answer::Ranking(ranking::Answer { tiers, all_bad: dice.chance(), why })
        }
        Work::Rating(f) => {
            Answer::Rating(rating::Answer { scores: scores(dice, &ids(&f.responses), &f.dimensions), why })
        }
        Work::Justification(_) => Answer::Justification(justification::Answer { why }),
        Work::Classification(f) => {
            let names: Vec<String> = f.labels.iter().map(|label| label.id.clone()).collect();
            let piece = |piece: &Item| Labelled { piece: piece.id.clone(), labels: labels(dice, &names, f.multiple) };
            Answer::Classification(classification::Answer { pieces: f.pieces.iter().map(piece).collect(), why })
        }
        Work::Spans(f) => Answer::Spans(marked(f, dice, why)),
        Work::Boxes(f) => Answer::Boxes(drawn(f, dice, why)),
        Work::FactCheck(f) => Answer::FactCheck(judged(f, dice, why)),
        Work::Safety(f) => Answer::Safety(safety::Answer {
            category: Some(label(dice, &f.categories)),
            severity: Some(dice.pick(&f.severities).value),
            action: Some(*dice.pick(&ACTIONS)),
            why,
        }),
        Work::CodeReview(f) => Answer::CodeReview(reviewed(f, dice, why)),
        Work::Conversation(f) => {
            let rated: Vec<String> = f.rated().map(|turn| turn.item.id.clone()).collect();
            let wrong = dice.chance().then(|| dice.pick(&f.turns).item.id.clone());
            let nowhere = wrong.is_none();
            let scores = scores(dice, &rated, &f.dimensions);
            Answer::Conversation(conversation::Answer { scores, wrong, nowhere, why })
        }
        Work::Rubric(f) => {
            let texts = ["It names the bath.", "It is good and clear.", "See above. 👩‍👧", "Names no lift"];
            let n = dice.between(f.count[0] as i16, f.count[1] as i16);
            let criteria = (0..n).map(|_| (*dice.pick(&texts)).to_owned()).collect();
            Answer::Rubric(rubric::Answer { criteria, why })
        }
        Work::Prompt(_) => Answer::Prompt(prompt::Answer { text: written(dice), why }),
    }
}

/// One label, or several where that is allowed.
fn labels(dice: &mut Dice, ids: &[String], multiple: bool) -> Vec<String> {
    if multiple { dice.any(ids) } else { vec![dice.pick(ids).clone()] }
}

fn marked(face: &spans::Face, dice: &mut Dice, why: String) -> spans::Answer {
    let mark = |dice: &mut Dice| Mark { span: stretch(dice), label: label(dice, &face.labels) };
    let marks: Vec<Mark> = (0..dice.below(7)).map(|_| mark(dice)).collect();
    spans::Answer { nothing: marks.is_empty(), marks, why }
}

fn drawn(face: &boxes::Face, dice: &mut Dice, why: String) -> boxes::Answer {
    let drawn = |dice: &mut Dice| {
        let (x, y) = (dice.share() * 80.0, dice.share() * 80.0);
        let at = Rect { x, y, width: 1.0 + dice.share() * 19.0, height: 1.0 + dice.share() * 19.0 };
        Drawn { at, label: label(dice, &face.labels) }
    };
    let boxes: Vec<Drawn> = (0..dice.below(7)).map(|_| drawn(dice)).collect();
    boxes::Answer { nothing: boxes.is_empty(), boxes, why }
}

fn judged(face: &fact_check::Face, dice: &mut Dice, why: String) -> fact_check::Answer {
    let cited = |dice: &mut Dice| Passage { source: dice.pick(&face.sources).item.id.clone(), span: stretch(dice) };
    let judged = |claim: &Item| {
        let cited = (0..=dice.below(3)).map(|_| cited(dice)).collect();
        Judged { claim: claim.id.clone(), verdict: Some(*dice.pick(&VERDICTS)), cited }
    };
    fact_check::Answer { claims: face.claims.iter().map(judged).collect(), why }
}

fn written(dice: &mut Dice) -> String {
    let pieces =
        ["Write ", "to parents ", "in plain words. ", "Leverage it? ", "\n- one", "“a b c” ", "three ", "120 "];
    let text: String = (0..=dice.below(12)).map(|_| *dice.pick(&pieces)).collect();
    text + "x"
}

fn reviewed(face: &code_review::Face, dice: &mut Dice, why: String) -> code_review::Answer {
    let names = ids(&face.solutions);
    let line = |dice: &mut Dice| MarkedLine {
        solution: dice.pick(&names).clone(),
        line: 1 + dice.below(LINES as usize) as u32,
    };
    let lines: Vec<MarkedLine> = (0..dice.below(5)).map(|_| line(dice)).collect();
    let complexity =
        |solution: &String| GivenComplexity { solution: solution.clone(), complexity: label(dice, &face.complexities) };
    let complexity = if face.complexities.is_empty() { vec![] } else { names.iter().map(complexity).collect() };
    code_review::Answer {
        tiers: tiers(dice, &names),
        scores: scores(dice, &names, &face.dimensions),
        no_fault: lines.is_empty(),
        lines,
        complexity,
        why,
    }
}

/// One of the values that a key accepts.
fn accepted_scores(dice: &mut Dice, key: &[KeyScore]) -> Vec<GivenScore> {
    let given = |k: &KeyScore| {
        let value = dice.between(k.accept[0], k.accept[1]);
        GivenScore { item: k.item.clone(), dimension: k.dimension.clone(), value }
    };
    key.iter().map(given).collect()
}

fn one_of(dice: &mut Dice, own: &str, accept: &[String]) -> String {
    if dice.chance() || accept.is_empty() { own.to_owned() } else { dice.pick(accept).clone() }
}

/// The key's own answer with accepted alternatives, and with what may be marked and need not.
pub fn accepted(task: &Task, dice: &mut Dice) -> Answer {
    let mut answer = samples::key_answer(&task.key, "");
    match (&mut answer, &task.key.work) {
        (Answer::Preference(a), KeyWork::Preference(k)) => {
            a.value = Some(dice.between(k.accept[0].into(), k.accept[1].into()) as i8);
        }
        (Answer::Rating(a), KeyWork::Rating(k)) => a.scores = accepted_scores(dice, &k.scores),
        (Answer::Classification(a), KeyWork::Classification(k)) => {
            for (given, piece) in a.pieces.iter_mut().zip(&k.pieces) {
                if !piece.accept.is_empty() && dice.chance() {
                    given.labels = dice.pick(&piece.accept).clone();
                }
            }
        }
        (Answer::Spans(a), KeyWork::Spans(k)) => accepted_marks(a, k, dice),
        (Answer::Boxes(a), KeyWork::Boxes(k)) => accepted_boxes(a, k, dice),
        (Answer::FactCheck(a), KeyWork::FactCheck(k)) => accepted_verdicts(a, k, dice),
        (Answer::Safety(a), KeyWork::Safety(k)) => {
            a.category = Some(one_of(dice, &k.category, &k.accept_categories));
            a.severity = Some(dice.between(k.accept_severity[0], k.accept_severity[1]));
            a.action = Some(if k.accept_actions.is_empty() { k.action } else { *dice.pick(&k.accept_actions) });
        }
        (Answer::CodeReview(a), KeyWork::CodeReview(k)) => accepted_review(a, k, dice),
        (Answer::Conversation(a), KeyWork::Conversation(k)) => {
            a.scores = accepted_scores(dice, &k.scores);
            if let Some(wrong) = &k.wrong
                && !wrong.accept.is_empty()
                && dice.chance()
            {
                (a.wrong, a.nowhere) = (Some(dice.pick(&wrong.accept).clone()), false);
            }
        }
        // These accept one answer, or were left at the key's own.
        (
            Answer::Choice(_)
            | Answer::Preference(_)
            | Answer::Ranking(_)
            | Answer::Rating(_)
            | Answer::Justification(_)
            | Answer::Classification(_)
            | Answer::Spans(_)
            | Answer::Boxes(_)
            | Answer::FactCheck(_)
            | Answer::Safety(_)
            | Answer::CodeReview(_)
            | Answer::Conversation(_)
            | Answer::Rubric(_)
            | Answer::Prompt(_),
            _,
        ) => {}
    }
    answer
}

fn accepted_marks(answer: &mut spans::Answer, key: &spans::Key, dice: &mut Dice) {
    let spans: Vec<_> = key.spans.iter().filter(|span| !span.optional || dice.chance()).collect();
    let mark = |span: &&spans::KeySpan| Mark { span: span.span, label: one_of(dice, &span.label, &span.accept) };
    answer.marks = spans.iter().map(mark).collect();
    answer.nothing = answer.marks.is_empty();
}

fn accepted_boxes(answer: &mut boxes::Answer, key: &boxes::Key, dice: &mut Dice) {
    let boxes: Vec<_> = key.boxes.iter().filter(|of_key| !of_key.optional || dice.chance()).collect();
    let drawn = |of_key: &&boxes::KeyBox| Drawn { at: of_key.at, label: one_of(dice, &of_key.label, &of_key.accept) };
    answer.boxes = boxes.iter().map(drawn).collect();
    answer.nothing = answer.boxes.is_empty();
}

fn accepted_verdicts(answer: &mut fact_check::Answer, key: &fact_check::Key, dice: &mut Dice) {
    for (judged, claim) in answer.claims.iter_mut().zip(&key.claims) {
        if !claim.accept.is_empty() && dice.chance() {
            judged.verdict = Some(*dice.pick(&claim.accept));
        }
        if !claim.passages.is_empty() {
            judged.cited = dice.any(&claim.passages);
        } else if judged.verdict != Some(Verdict::NotEnough) {
            judged.cited = vec![Passage { source: "s1".into(), span: stretch(dice) }];
        }
    }
}

fn accepted_review(answer: &mut code_review::Answer, key: &code_review::Key, dice: &mut Dice) {
    answer.scores = accepted_scores(dice, &key.scores);
    for defect in key.defects.iter().filter(|defect| defect.optional) {
        if dice.chance() {
            answer.lines.push(MarkedLine { solution: defect.solution.clone(), line: defect.lines[1] });
        }
    }
    answer.no_fault = answer.lines.is_empty();
    for (given, of_key) in answer.complexity.iter_mut().zip(&key.complexity) {
        given.complexity = one_of(dice, &of_key.complexity, &of_key.accept);
    }
}

/// The same answer with its lists in another order, where their order says nothing.
pub fn shuffled(mut answer: Answer, dice: &mut Dice) -> Answer {
    match &mut answer {
        Answer::Choice(a) => dice.shuffle(&mut a.picked),
        Answer::Ranking(a) => a.tiers.iter_mut().for_each(|tier| dice.shuffle(tier)),
        Answer::Rating(a) => dice.shuffle(&mut a.scores),
        Answer::Classification(a) => {
            dice.shuffle(&mut a.pieces);
            a.pieces.iter_mut().for_each(|piece| dice.shuffle(&mut piece.labels));
        }
        Answer::Spans(a) => dice.shuffle(&mut a.marks),
        Answer::Boxes(a) => dice.shuffle(&mut a.boxes),
        Answer::FactCheck(a) => {
            dice.shuffle(&mut a.claims);
            a.claims.iter_mut().for_each(|judged| dice.shuffle(&mut judged.cited));
        }
        Answer::CodeReview(a) => {
            a.tiers.iter_mut().for_each(|tier| dice.shuffle(tier));
            dice.shuffle(&mut a.scores);
            dice.shuffle(&mut a.lines);
            dice.shuffle(&mut a.complexity);
        }
        Answer::Conversation(a) => dice.shuffle(&mut a.scores),
        Answer::Preference(_)
        | Answer::Justification(_)
        | Answer::Safety(_)
        | Answer::Rubric(_)
        | Answer::Prompt(_) => {}
    }
    answer
}
