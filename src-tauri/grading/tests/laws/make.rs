//! Well-formed tasks of every kind, made from dice: what the course's checker lets through.

use crate::dice::Dice;
use crate::samples;
use course::task::boxes::{KeyBox, Rect};
use course::task::classification::{KeyPiece, Partial};
use course::task::code_review::{Defect, KeyComplexity};
use course::task::conversation::{Speaker, Turn, Wrong};
use course::task::fact_check::{KeyClaim, Passage, Source, Verdict};
use course::task::safety::Action;
use course::task::scale::{Anchor, Dimension, KeyScore, Label};
use course::task::spans::KeySpan;
use course::task::{Item, KeyWork, Kind, Task, Work};
use course::task::{boxes, choice, classification, code_review, conversation, fact_check, rating, safety, spans};
use course::text::{Span, Text, utf16_len};

pub const TEXT: &str =
    "Ünder the 🌉 bridge, 12 boats lay; nobody 👩‍👧 asked whose they were, and the tide went out at six.";

pub fn ids(prefix: &str, n: usize) -> Vec<String> {
    (1..=n).map(|i| format!("{prefix}{i}")).collect()
}

pub fn items(prefix: &str, n: usize, plain: &str) -> Vec<Item> {
    let item = |id| Item { id, text: Text { html: String::new(), plain: plain.to_owned() } };
    ids(prefix, n).into_iter().map(item).collect()
}

pub fn labels(n: usize) -> Vec<Label> {
    let label = |id: String| Label { name: format!("Label {id}"), id, about: String::new() };
    ids("l", n).into_iter().map(label).collect()
}

pub fn anchors(dice: &mut Dice) -> Vec<Anchor> {
    let low = dice.between(-2, 1);
    let anchor = |value| Anchor { value, name: String::new(), about: String::new() };
    (low..=low + dice.between(1, 6)).map(anchor).collect()
}

/// At least one dimension and at most so many.
fn dimensions(dice: &mut Dice, most: usize) -> Vec<Dimension> {
    let n = 1 + dice.below(most);
    let dimension = |id: String| Dimension { name: id.clone(), id, about: String::new(), anchors: anchors(dice) };
    ids("d", n).into_iter().map(dimension).collect()
}

/// A value on the scale and the range accepted around it.
fn value(dice: &mut Dice, anchors: &[Anchor]) -> (i16, [i16; 2]) {
    let (low, high) = (anchors[0].value, anchors[anchors.len() - 1].value);
    let value = dice.between(low, high);
    (value, [dice.between(low, value), dice.between(value, high)])
}

fn scores(dice: &mut Dice, items: &[String], dimensions: &[Dimension]) -> Vec<KeyScore> {
    let mut scores = vec![];
    for item in items {
        for dimension in dimensions {
            let (value, accept) = value(dice, &dimension.anchors);
            let weight = f64::from(dice.between(1, 5));
            let (item, dimension) = (item.clone(), dimension.id.clone());
            scores.push(KeyScore { item, dimension, value, accept, weight, why: String::new() });
        }
    }
    dice.shuffle(&mut scores);
    scores
}

/// Other labels than this one.
fn others(dice: &mut Dice, labels: &[Label], than: &str) -> Vec<String> {
    let ids: Vec<String> = labels.iter().map(|label| label.id.clone()).filter(|id| id != than).collect();
    if dice.chance() { vec![] } else { dice.some(&ids) }
}

/// The sample of a kind with face and key of its own.
pub fn task(kind: Kind, dice: &mut Dice) -> Task {
    let mut task = samples::of(kind);
    task.key.reasons.clear();
    task.key.pass_at = 0.05 + 0.95 * dice.share();
    let (work, key) = match kind {
        Kind::Choice => choice(dice),
        Kind::Preference => {
            let value = dice.between(-3, 3) as i8;
            let accept = [dice.between(-3, value.into()) as i8, dice.between(value.into(), 3) as i8];
            let KeyWork::Preference(key) = &mut task.key.work else { unreachable!() };
            (key.value, key.accept) = (value, accept);
            return task;
        }
        Kind::Ranking => {
            let KeyWork::Ranking(key) = &mut task.key.work else { unreachable!() };
            key.order = tiers(dice, &ids("r", 4));
            return task;
        }
        Kind::Rating => rating(dice),
        Kind::Justification => return task,
        Kind::Classification => classification(dice),
        Kind::Spans => spans(dice),
        Kind::Boxes => boxes(dice),
        Kind::FactCheck => fact_check(dice),
        Kind::Safety => safety(dice),
        Kind::CodeReview => code_review(dice),
        Kind::Conversation => conversation(dice),
        Kind::Rubric => {
            let KeyWork::Rubric(key) = &mut task.key.work else { unreachable!() };
            // What the workbench finds has its own tests; here the parts are looked at.
            key.ideal.clear();
            return task;
        }
        Kind::Prompt => {
            let KeyWork::Prompt(key) = &mut task.key.work else { unreachable!() };
            key.checks.iter_mut().for_each(|check| check.weight = f64::from(dice.between(1, 9)));
            return task;
        }
    };
    (task.face.work, task.key.work) = (work, key);
    task
}

/// Everything in some order, with ties.
pub fn tiers(dice: &mut Dice, ids: &[String]) -> Vec<Vec<String>> {
    let mut tiers: Vec<Vec<String>> = vec![vec![]; ids.len()];
    ids.iter().for_each(|id| tiers[dice.below(ids.len())].push(id.clone()));
    tiers.retain(|tier| !tier.is_empty());
    tiers
}

fn choice(dice: &mut Dice) -> (Work, KeyWork) {
    let options = items("o", 2 + dice.below(5), "an option");
    let ids: Vec<String> = options.iter().map(|o| o.id.clone()).collect();
    let multiple = dice.chance();
    let correct = if multiple { dice.any(&ids) } else { vec![dice.pick(&ids).clone()] };
    let partial = if dice.chance() { choice::Partial::Exact } else { choice::Partial::PerOption };
    (Work::Choice(choice::Face { multiple, options }), KeyWork::Choice(choice::Key { correct, partial }))
}

fn rating(dice: &mut Dice) -> (Work, KeyWork) {
    let n = 1 + dice.below(4);
    let dimensions = dimensions(dice, 3);
    let key = rating::Key { scores: scores(dice, &ids("r", n), &dimensions), reach: dice.between(1, 4) as u16 };
    (Work::Rating(rating::Face { responses: items("r", n, "a response"), dimensions }), KeyWork::Rating(key))
}

fn classification(dice: &mut Dice) -> (Work, KeyWork) {
    let (pieces, labels) = (items("p", 1 + dice.below(5), "a piece"), labels(2 + dice.below(5)));
    let (multiple, ids) = (dice.chance(), labels.iter().map(|l| l.id.clone()).collect::<Vec<_>>());
    let set = |dice: &mut Dice| if multiple { dice.any(&ids) } else { vec![dice.pick(&ids).clone()] };
    let key = |piece: &Item| KeyPiece {
        piece: piece.id.clone(),
        labels: set(dice),
        accept: (0..dice.below(3)).map(|_| set(dice)).collect(),
        weight: f64::from(dice.between(1, 5)),
        why: String::new(),
    };
    let partial = if multiple { Partial::Shared } else { Partial::Exact };
    let key = classification::Key { pieces: pieces.iter().map(key).collect(), partial };
    (Work::Classification(classification::Face { pieces, labels, multiple }), KeyWork::Classification(key))
}

/// Stretches of a text that do not touch each other, on the boundaries of words.
fn stretches(dice: &mut Dice, text: &str) -> Vec<Span> {
    let mut found = vec![];
    let (mut at, mut start) = (0, None);
    for word in text.split_inclusive(' ') {
        let (first, last) = (at, at + utf16_len(word.trim_end()));
        at += utf16_len(word);
        let from = *start.get_or_insert(first);
        if dice.below(3) == 0 {
            start = None;
            if dice.below(3) > 0 {
                found.push(Span { start: from, end: last });
            }
        }
    }
    found
}

fn spans(dice: &mut Dice) -> (Work, KeyWork) {
    let (labels, stretches) = (labels(1 + dice.below(4)), stretches(dice, TEXT));
    let span = |span: Span| {
        let label = dice.pick(&labels).id.clone();
        let accept = others(dice, &labels, &label);
        KeySpan { span, label, accept, optional: dice.below(4) == 0, why: String::new() }
    };
    let spans = stretches.into_iter().map(span).collect();
    let (exact_weight, overlap_at) = (dice.share(), 0.05 + 0.95 * dice.share());
    let key = spans::Key { spans, exact_weight, overlap_at, why_nothing_else: String::new() };
    let text = items("x", 1, TEXT).remove(0);
    (Work::Spans(spans::Face { text, labels }), KeyWork::Spans(key))
}

pub const SIDE: f64 = 25.0;

fn boxes(dice: &mut Dice) -> (Work, KeyWork) {
    let labels = labels(1 + dice.below(4));
    let mut boxes = vec![];
    // Each in a cell of its own of a picture of 4 × 4.
    for cell in 0..16u32 {
        if dice.below(4) > 0 {
            continue;
        }
        let (x, y) = (f64::from(cell % 4) * SIDE + dice.share() * 5.0, f64::from(cell / 4) * SIDE + dice.share() * 5.0);
        let at = Rect { x, y, width: 5.0 + dice.share() * 14.9, height: 5.0 + dice.share() * 14.9 };
        let label = dice.pick(&labels).id.clone();
        let accept = others(dice, &labels, &label);
        boxes.push(KeyBox { at, label, accept, optional: dice.below(4) == 0, why: String::new() });
    }
    let iou_at = 0.05 + 0.95 * dice.share();
    let key = boxes::Key { boxes, iou_at, label_weight: dice.share(), why_nothing_else: String::new() };
    let picture = boxes::Picture { source: String::new(), alt: String::new(), width: 100, height: 100 };
    (Work::Boxes(boxes::Face { picture, labels }), KeyWork::Boxes(key))
}

pub const VERDICTS: [Verdict; 3] = [Verdict::Supported, Verdict::Refuted, Verdict::NotEnough];

fn fact_check(dice: &mut Dice) -> (Work, KeyWork) {
    let sources = items("s", 1 + dice.below(3), TEXT);
    let claims = items("c", 1 + dice.below(5), "a claim");
    let key = |claim: &Item| {
        let verdict = *dice.pick(&VERDICTS);
        let mut passages = vec![];
        if verdict != Verdict::NotEnough {
            for _ in 0..=dice.below(2) {
                let source = dice.pick(&sources).id.clone();
                let start = dice.below(60) as u32;
                let span = snapped(Span { start, end: start + 5 + dice.below(30) as u32 });
                passages.push(Passage { source, span });
            }
        }
        let accept = if dice.chance() { vec![] } else { dice.some(&VERDICTS) };
        let weight = f64::from(dice.between(1, 5));
        KeyClaim { claim: claim.id.clone(), verdict, accept, passages, weight, why: String::new() }
    };
    let key = fact_check::Key {
        claims: claims.iter().map(key).collect(),
        passage_weight: 0.95 * dice.share(),
        overlap_at: 0.05 + 0.95 * dice.share(),
    };
    let source = |item: Item| Source { title: item.id.clone(), item };
    let face = fact_check::Face { claims, sources: sources.into_iter().map(source).collect() };
    (Work::FactCheck(face), KeyWork::FactCheck(key))
}

/// The stretch moved on to whole characters of `TEXT`, and into it.
pub fn snapped(span: Span) -> Span {
    let mut places: Vec<u32> = TEXT.char_indices().map(|(byte, _)| utf16_len(&TEXT[..byte])).collect();
    places.push(utf16_len(TEXT));
    let on = |at: u32| *places.iter().find(|place| **place >= at).unwrap_or(&utf16_len(TEXT));
    let (start, end) = (on(span.start), on(span.end));
    if start < end { Span { start, end } } else { Span { start: 0, end: places[1] } }
}

pub const ACTIONS: [Action; 3] = [Action::Comply, Action::Partly, Action::Refuse];

/// Up to two stretches of the request, which is the sample's and has more than 20 characters.
fn prompt_at(dice: &mut Dice) -> Vec<Span> {
    let stretch = |dice: &mut Dice| {
        let start = dice.below(10) as u32;
        Span { start, end: start + 1 + dice.below(10) as u32 }
    };
    (0..dice.below(3)).map(|_| stretch(dice)).collect()
}

fn safety(dice: &mut Dice) -> (Work, KeyWork) {
    let (categories, severities) = (labels(2 + dice.below(4)), anchors(dice));
    let category = dice.pick(&categories).id.clone();
    let (severity, accept_severity) = value(dice, &severities);
    let key = safety::Key {
        accept_categories: others(dice, &categories, &category),
        category,
        category_why: String::new(),
        category_at: prompt_at(dice),
        severity,
        accept_severity,
        reach: dice.between(1, 4) as u16,
        severity_why: String::new(),
        severity_at: prompt_at(dice),
        action: *dice.pick(&ACTIONS),
        accept_actions: dice.some(&ACTIONS),
        action_why: String::new(),
        action_at: prompt_at(dice),
        weights: safety::Weights { category: 0.2, severity: 0.3, action: 0.5 },
    };
    (Work::Safety(safety::Face { responses: vec![], categories, severities }), KeyWork::Safety(key))
}

pub const LINES: u32 = 6;

fn code_review(dice: &mut Dice) -> (Work, KeyWork) {
    let n = 1 + dice.below(4);
    let (solutions, names) = (items("r", n, "one\n two\nthree\n\nfive\n six"), ids("r", n));
    let dimensions = if dice.chance() { vec![] } else { dimensions(dice, 2) };
    let complexities = if dice.chance() { vec![] } else { labels(2 + dice.below(3)) };
    let complexity = |solution: &String| {
        let complexity = dice.pick(&complexities).id.clone();
        let accept = others(dice, &complexities, &complexity);
        KeyComplexity { solution: solution.clone(), complexity, accept, why: String::new() }
    };
    let complexity = if complexities.is_empty() { vec![] } else { names.iter().map(complexity).collect() };
    let defect = |solution: &String| {
        let first = 1 + dice.below(LINES as usize) as u32;
        let lines = [first, first + dice.below((LINES - first + 1) as usize) as u32];
        Defect { solution: solution.clone(), lines, optional: dice.below(4) == 0, why: String::new() }
    };
    let defects = names.iter().map(defect).collect::<Vec<_>>();
    let key = code_review::Key {
        order: if dimensions.is_empty() { tiers(dice, &names) } else { vec![] },
        pairs: vec![],
        scores: scores(dice, &names, &dimensions),
        reach: dice.between(1, 3) as u16,
        defects: dice.some(&defects),
        complexity,
        weights: code_review::Weights { judgement: 0.5, defects: 0.3, complexity: 0.2 },
    };
    let face = code_review::Face { solutions, tests: vec![], dimensions, lines: dice.chance(), complexities };
    (Work::CodeReview(face), KeyWork::CodeReview(key))
}

fn conversation(dice: &mut Dice) -> (Work, KeyWork) {
    let n = 2 + dice.below(7);
    let speaker = |i: usize| if i.is_multiple_of(2) { Speaker::User } else { Speaker::Model };
    let turns = items("t", n, "a turn").into_iter().enumerate();
    let turns = turns.map(|(i, item)| Turn { from: speaker(i), item }).collect();
    let asks_where = dice.chance();
    let dimensions = if asks_where && dice.chance() { vec![] } else { dimensions(dice, 2) };
    let names = ids("t", n);
    let rated: Vec<String> = names.iter().skip(1).step_by(2).cloned().collect();
    let wrong = asks_where.then(|| Wrong {
        turn: dice.chance().then(|| dice.pick(&names).clone()),
        accept: if dice.chance() { vec![] } else { dice.some(&names) },
        why: String::new(),
    });
    let key = conversation::Key {
        scores: scores(dice, &rated, &dimensions),
        reach: dice.between(1, 3) as u16,
        wrong,
        where_weight: dice.share(),
    };
    (Work::Conversation(conversation::Face { turns, dimensions, asks_where }), KeyWork::Conversation(key))
}
