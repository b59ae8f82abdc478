//! Marked spans.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::Answer;
use super::input::{Input, list, whole, word};
use super::name::Name;
use super::value::short_whole;
use agreement::Undefined;
use agreement::span::*;
use serde_json::Value;

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if name.has_any(&["semeval2013", "semeval", "nervaluate"]) {
        return four_measures(name, input).map(Some);
    }
    let spans = name.has_any(&["span", "spans", "seqeval", "conll", "conlleval"]);
    if !spans {
        return Ok(None);
    }
    if name.has_any(&["coverage", "jaccard", "token", "partial", "type", "strict", "exact"])
        && !name.only(&[
            "span",
            "spans",
            "exact",
            "strict",
            "f1",
            "precision",
            "recall",
            "micro",
            "macro",
            "conll",
            "seqeval",
        ])
    {
        return covered(name, input);
    }
    exact(name, input)
}

/// Both sides: one list of spans a text.
struct Sides {
    key: Vec<Spans>,
    answer: Vec<Spans>,
}

const KEY: [&str; 7] = ["true", "key", "gold", "y_true", "reference", "gt", "true_spans"];
const ANSWER: [&str; 7] = ["pred", "answer", "predicted", "y_pred", "system", "test", "pred_spans"];

impl Sides {
    fn of(name: &Name, input: &Input<'_>) -> Result<Result<Sides, Undefined>, Stop> {
        let rule = match input.text(&["mode", "scheme"]) {
            Some("strict") => Bio::Strict,
            _ if name.has("iob2") => Bio::Strict,
            _ => Bio::Conlleval,
        };
        let (key, answer) = (list(input.need(&KEY)?)?, list(input.need(&ANSWER)?)?);
        let mut names = LabelNames::default();
        let mut side = |texts: &[Value]| texts.iter().map(|text| spans(text, rule, &mut names)).collect();
        let (key, answer): (Vec<Result<Spans, Undefined>>, Vec<_>) = match (side(key), side(answer)) {
            (Ok(key), Ok(answer)) => (key, answer),
            (Err(reason), _) | (_, Err(reason)) => return Err(reason),
        };
        if key.len() != answer.len() {
            return Ok(Err(Undefined::Lengths { left: key.len(), right: answer.len() }));
        }
        let all = |side: Vec<Result<Spans, Undefined>>| side.into_iter().collect::<Result<Vec<Spans>, _>>();
        Ok(all(key).and_then(|key| all(answer).map(|answer| Sides { key, answer })))
    }
}

/// Of one text: its tags, or spans as [start, end, label] or with these keys.
fn spans(text: &Value, rule: Bio, names: &mut LabelNames) -> Result<Result<Spans, Undefined>, Stop> {
    let parts = list(text)?;
    if parts.iter().all(Value::is_string) {
        let tags: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
        return Ok(of_bio(&tags, rule, names));
    }
    let no = || Unsupported("a text is a list of tags, or of spans as [start, end, label]".to_owned());
    let mut all = Vec::new();
    for part in parts {
        let get = |at: usize, key: &str| part.get(at).or_else(|| part.get(key)).ok_or_else(no);
        let (start, end) = (short_whole(get(0, "start")?)?, short_whole(get(1, "end")?)?);
        let label = get(2, "label").map_or_else(|_| "_".to_owned(), word);
        match names.code(&label) {
            Ok(label) => all.push(Span { start, end, label }),
            Err(reason) => return Ok(Err(reason)),
        }
    }
    Ok(Spans::new(&all))
}

fn scores(name: &Name, scores: &Scores) -> Answer {
    let f1 = ("f1|value|f1_score|f", Answer::Number(scores.f1));
    let precision = ("precision|p", Answer::of(scores.precision));
    let recall = ("recall|r", Answer::of(scores.recall));
    let answer = match () {
        () if name.has("precision") => Answer::words([precision, recall, f1]),
        () if name.has("recall") => Answer::words([recall, precision, f1]),
        () => Answer::words([f1, precision, recall]),
    };
    answer.with([
        ("correct|tp", Answer::Number(scores.credit)),
        ("key|true|n_true", Answer::Number(scores.key)),
        ("answer|pred|n_pred", Answer::Number(scores.answer)),
        ("nothing_to_mark", Answer::Flag(scores.nothing_to_mark)),
    ])
}

fn exact(name: &Name, input: &Input<'_>) -> Found {
    let sides = match Sides::of(name, input)? {
        Ok(sides) => sides,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    let mut counts = ExactCounts::default();
    sides.key.iter().zip(&sides.answer).for_each(|(key, answer)| counts.add(key, answer));
    if !name.has("macro") {
        return Ok(Some(scores(name, &counts.micro_average())));
    }
    let absent = if name.has("zero") { Absent::Zero } else { Absent::LeftOut };
    let average = counts.macro_average(absent);
    let f1 = ("f1|value|f1_score", Answer::Number(average.f1));
    let precision = ("precision", Answer::of(average.precision));
    let recall = ("recall", Answer::of(average.recall));
    let labels = ("labels", Answer::count(average.labels));
    Ok(Some(match () {
        () if name.has("precision") => Answer::words([precision, recall, f1, labels]),
        () if name.has("recall") => Answer::words([recall, precision, f1, labels]),
        () => Answer::words([f1, precision, recall, labels]),
    }))
}

/// How much of the texts both sides have marked.
fn covered(name: &Name, input: &Input<'_>) -> Found {
    if !name.has_any(&["coverage", "jaccard"]) {
        return four_measures(name, input).map(Some);
    }
    let sides = match Sides::of(name, input)? {
        Ok(sides) => sides,
        Err(reason) => return Ok(Some(Answer::none(reason))),
    };
    let ([key], [answer]) = (&sides.key[..], &sides.answer[..]) else {
        return Err(Unsupported("what spans cover is compared in one text".to_owned()));
    };
    let coverage = coverage(key, answer, if name.has("unlabelled") { Labels::Ignored } else { Labels::Compared });
    if name.has("jaccard") {
        return Ok(Some(Answer::statistic(&coverage.jaccard(), "jaccard|iou")));
    }
    Ok(Some(scores(name, &coverage.scores())))
}

const MEASURES: [(&str, Measure); 4] = [
    ("ent_type|type", Measure::Type),
    ("partial", Measure::Partial),
    ("exact", Measure::Exact),
    ("strict", Measure::Strict),
];

/// Counts or scores by the four measures of SemEval 2013, or by the one that the name means.
fn four_measures(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let all = match input.get(&["counts"]) {
        Some(counts) => given_counts(counts)?,
        None => {
            let sides = match Sides::of(name, input)? {
                Ok(sides) => sides,
                Err(reason) => return Ok(Answer::none(reason)),
            };
            let overlap = input.optional(&["least_overlap", "min_overlap"])?.unwrap_or(ANY_OVERLAP);
            let texts = sides.key.iter().zip(&sides.answer).map(|(key, answer)| semeval(key, answer, overlap));
            match texts.sum::<Result<SemEval, Undefined>>() {
                Ok(all) => all,
                Err(reason) => return Ok(Answer::none(reason)),
            }
        }
    };
    let part = |measure: Measure| {
        let counts = all.counts(measure);
        let scores = scores(name, &counts.scores(measure));
        let counts = [
            ("correct|c|cor", Answer::Count(counts.correct)),
            ("incorrect|i|inc", Answer::Count(counts.incorrect)),
            ("partial|p|par", Answer::Count(counts.partial)),
            ("missed|m|mis|missing", Answer::Count(counts.missed)),
            ("spurious|s|spu", Answer::Count(counts.spurious)),
        ];
        if name.has("counts") { Answer::words(counts) } else { scores.with(counts) }
    };
    if let Some((_, measure)) = MEASURES.iter().find(|(words, _)| words.split('|').any(|word| name.has(word))) {
        return Ok(part(*measure));
    }
    Ok(Answer::words(MEASURES.map(|(words, measure)| (words, part(measure)))))
}

fn given_counts(counts: &Value) -> Result<SemEval, Stop> {
    let of = |words: &str| -> Result<Counts, Stop> {
        let Some(given) = words.split('|').find_map(|word| counts.get(word)) else { return Ok(Counts::default()) };
        let count = |keys: [&str; 2]| match keys.iter().find_map(|key| given.get(*key)) {
            Some(count) => whole(count).map_err(|stop| stop.at(|| format!("“{}”", keys[1]))),
            None => Ok(0),
        };
        Ok(Counts {
            correct: count(["c", "correct"])?,
            incorrect: count(["i", "incorrect"])?,
            partial: count(["p", "partial"])?,
            missed: count(["m", "missed"])?,
            spurious: count(["s", "spurious"])?,
        })
    };
    Ok(SemEval { by_type: of("type|ent_type")?, partial: of("partial")?, exact: of("exact")?, strict: of("strict")? })
}
