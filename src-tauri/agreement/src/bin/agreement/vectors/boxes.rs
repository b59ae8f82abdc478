//! Boxes in pictures, and assignments.

use super::Found;
use super::Stop::{self, Unsupported};
use super::answer::Answer;
use super::input::{Input, list, number, numbers, rows_of, word};
use super::name::Name;
use agreement::Undefined;
use agreement::assignment::{greatest_gain, least_cost};
use agreement::boxes::*;
use serde_json::{Value, json};

pub fn find(name: &Name, input: &Input<'_>) -> Found {
    if name.has_any(&["assignment", "hungarian", "linear_sum_assignment"]) {
        return assigned(name, input).map(Some);
    }
    if name.has_any(&["ap", "map", "ap50", "ap75", "ar"])
        || name.words.windows(2).any(|w| w == ["average", "precision"])
    {
        return precision(name, input).map(Some);
    }
    let known = ["iou", "xyxy", "xywh", "continuous", "pixel", "pixels", "inclusive", "box", "boxes", "bbox", "matrix"];
    if name.has("iou") && name.only(&known) {
        return overlap(name, input).map(Some);
    }
    Ok(None)
}

fn assigned(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let matrix = input.need(&["cost", "costs", "gain", "gains", "matrix", "profit", "weights"])?;
    let gain = name.has_any(&["max", "gain", "maximum", "greatest", "maximize"])
        || input.get(&["maximize", "maximise"]).is_some_and(|value| *value == Value::Bool(true))
        || input.get(&["cost", "costs"]).is_none() && input.get(&["gain", "gains", "profit"]).is_some();
    let forbidden = if gain { f64::NEG_INFINITY } else { f64::INFINITY };
    // A pair without a number is forbidden.
    let rows = rows_of(matrix, |value| if value.is_null() { Ok(forbidden) } else { number(value) })?;
    let columns = rows.first().map_or(0, Vec::len);
    if let Some(row) = rows.iter().position(|row| row.len() != columns) {
        return Ok(Answer::none(Undefined::Ragged { row, found: rows[row].len(), expected: columns }));
    }
    let found = if gain { greatest_gain(&rows.concat(), columns) } else { least_cost(&rows.concat(), columns) };
    let found = match found {
        Ok(found) => found,
        Err(reason) => return Ok(Answer::none(reason)),
    };
    let all =
        |of: fn(&(usize, usize)) -> usize| Answer::List(found.pairs.iter().map(|p| Answer::count(of(p))).collect());
    let pair = |(row, column): &(usize, usize)| Answer::List(vec![Answer::count(*row), Answer::count(*column)]);
    Ok(Answer::words([
        ("total|value|cost|gain|total_cost|sum", Answer::Number(found.total)),
        ("pairs|assignment", Answer::List(found.pairs.iter().map(pair).collect())),
        ("rows|row_ind", all(|pair| pair.0)),
        ("columns|cols|col_ind", all(|pair| pair.1)),
        ("n", Answer::count(found.n)),
        ("dropped|n_dropped", Answer::count(found.dropped)),
        ("method", Answer::Text(found.method.to_owned())),
    ]))
}

fn edges(name: &Name, input: &Input<'_>) -> Edges {
    let inclusive = |word: &str| word.contains("inclusive");
    let said = input.text(&["box_convention", "convention", "edges"]);
    let of_name = name.words.iter().any(|word| inclusive(word)) || name.has("pixel");
    if of_name || said.is_some_and(inclusive) { Edges::Inclusive } else { Edges::Continuous }
}

/// Four numbers: two corners, or a corner and the size. A size of inclusive pixels is taken as the published examples
/// take it: x + w is the last pixel.
fn bounds(numbers: &[f64], sized: bool) -> Result<BoundingBox, Stop> {
    let [x, y, third, fourth] = numbers[..] else {
        return Err(Unsupported(format!("a box has four numbers, not {}", numbers.len())));
    };
    Ok(match sized {
        false => BoundingBox { x1: x, y1: y, x2: third, y2: fourth },
        true => BoundingBox::of_size(x, y, third, fourth),
    })
}

fn overlap(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let edges = edges(name, input);
    let sized = name.has("xywh") || input.text(&["format"]) == Some("xywh");
    let (a, b) = (input.need(&["a", "first", "key", "gt"])?, input.need(&["b", "second", "answer", "dt"])?);
    let is_list = |value: &Value| value.as_array().is_some_and(|list| list.first().is_some_and(Value::is_array));
    let is_empty = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(|one| *one == json!([])));
    if is_empty(a) && is_empty(b) {
        return Ok(Answer::none(Undefined::TooFew { n: 0, needed: 1 }));
    }
    if is_list(a) || is_list(b) {
        let side = |value: &Value| {
            let boxes = list(value)?.iter().map(|one| bounds(&numbers(one)?, sized));
            boxes.collect::<Result<Vec<_>, Stop>>()
        };
        let (a, b) = (side(a)?, side(b)?);
        let both = Boxes::new(&a, edges).and_then(|a| Boxes::new(&b, edges).map(|b| (a, b)));
        let (a, b) = match both {
            Ok(both) => both,
            Err(reason) => return Ok(Answer::none(reason)),
        };
        let mut all = Vec::new();
        iou_matrix(&a, &b, &mut all);
        let rows = all.chunks(b.len().max(1)).map(|row| Answer::numbers(row.iter().copied()));
        return Ok(Answer::List(rows.collect()));
    }
    let overlap = iou(&bounds(&numbers(a)?, sized)?, &bounds(&numbers(b)?, sized)?, edges);
    Ok(Answer::words([("iou|value", Answer::of(overlap))]))
}

const KEY: [&str; 5] = ["gt_xywh", "gt", "key", "truth", "gt_xyxy"];
const FOUND: [&str; 5] = ["det_score_xywh", "det", "found", "detections", "det_score_xyxy"];

/// The two sides. Pictures are keys; inside them are boxes, or lists of boxes by label.
fn sides(input: &Input<'_>) -> Result<(Vec<Truth>, Vec<Detection>), Stop> {
    let corners = |keys: &[&str]| input.get(keys).is_none();
    let sized_key = corners(&["gt_xyxy"]) && input.text(&["format"]) != Some("xyxy");
    let sized_found = corners(&["det_score_xyxy"]) && input.text(&["format"]) != Some("xyxy");
    let mut names = Names::default();
    let mut key = Vec::new();
    for (image, label, one) in by_picture(input.need(&KEY)?, &mut names)? {
        key.push(Truth { image, label, bounds: bounds(&one, sized_key)? });
    }
    let mut found = Vec::new();
    for (image, label, one) in by_picture(input.need(&FOUND)?, &mut names)? {
        let (score, rest) = one.split_first().ok_or_else(|| Unsupported("a detection has five numbers".to_owned()))?;
        found.push(Detection { image, label, score: *score, bounds: bounds(rest, sized_found)? });
    }
    Ok((key, found))
}

/// Names of pictures and labels, numbered as they come.
#[derive(Default)]
struct Names {
    pictures: Vec<String>,
    labels: Vec<String>,
}

fn place(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

type Placed = Vec<(u32, u16, Vec<f64>)>;

fn by_picture(side: &Value, names: &mut Names) -> Result<Placed, Stop> {
    let no = || Unsupported("boxes are given by picture: {\"1\": [[x, y, w, h], …], …}".to_owned());
    let mut pictures: Vec<(String, &Value)> = match side {
        Value::Object(pictures) => pictures.iter().map(|(name, boxes)| (name.clone(), boxes)).collect(),
        Value::Array(pictures) => pictures.iter().enumerate().map(|(at, boxes)| (at.to_string(), boxes)).collect(),
        _ => return Err(no()),
    };
    // Picture 10 comes after picture 9; the order decides between detections of one score.
    pictures.sort_by(|(a, _), (b, _)| match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => a.cmp(b),
    });
    let mut all = Vec::new();
    for (picture, boxes) in pictures {
        let image = place(&mut names.pictures, &picture) as u32;
        let labelled: Vec<(String, &Value)> = match boxes {
            Value::Object(labels) => labels.iter().map(|(label, boxes)| (label.clone(), boxes)).collect(),
            other => vec![("_".to_owned(), other)],
        };
        for (label, boxes) in labelled {
            let label = u16::try_from(place(&mut names.labels, &label)).map_err(|_| no())?;
            for one in list(boxes)? {
                // A label may stand at the end, as a word.
                let parts = list(one)?;
                let (numbers, label) = match parts.split_last() {
                    Some((last, rest)) if last.is_string() => (rest, place(&mut names.labels, &word(last)) as u16),
                    _ => (parts, label),
                };
                all.push((image, label, numbers.iter().map(number).collect::<Result<_, _>>()?));
            }
        }
    }
    Ok(all)
}

/// Average precision of one label, or its mean over labels: as in VOC, or at the 101 recalls of COCO.
fn precision(name: &Name, input: &Input<'_>) -> Result<Answer, Stop> {
    let edges = edges(name, input);
    let (key, found) = sides(input)?;
    let of_name = match () {
        () if name.has("ap50") => Some(0.5),
        () if name.has("ap75") => Some(0.75),
        () => name.level,
    };
    let least = input.optional(&["iou", "iou_threshold", "least_iou", "threshold"])?.or(of_name);
    let coco = name.has_any(&["coco", "101pt", "101", "map", "ar", "ap50", "ap75"]) && !name.has("voc");
    if coco {
        let thresholds = least.map_or(COCO_THRESHOLDS.to_vec(), |least| vec![least]);
        let most = input.optional(&["max_detections", "max_dets"])?.map_or(COCO_DETECTIONS, |most| most as usize);
        let coco = match coco_precision(&key, &found, &thresholds, most, edges) {
            Ok(coco) => coco,
            Err(reason) => return Ok(Answer::none(reason)),
        };
        let at = |at: usize| Answer::of(coco.at_thresholds.get(at).copied().unwrap_or(coco.value));
        let value = ("ap|map|value", Answer::of(coco.value));
        let recall = ("ar|recall", Answer::of(coco.recall));
        let rest = [
            ("ap50|map50|ap_50", at(0)),
            ("ap75|map75|ap_75", at(5)),
            ("n|gt|positives", Answer::count(coco.n)),
            ("dropped|n_dropped", Answer::count(coco.dropped)),
            ("method", Answer::Text(coco.method.to_owned())),
        ];
        return Ok(
            if name.has("ar") { Answer::words([recall, value]) } else { Answer::words([value, recall]) }.with(rest)
        );
    }
    let least = least.unwrap_or(0.5);
    let points = |points| voc_precision(&key, &found, least, points, edges);
    let (all, eleven) = match points(Points::All).and_then(|all| points(Points::Eleven).map(|eleven| (all, eleven))) {
        Ok(both) => both,
        Err(reason) => return Ok(Answer::none(reason)),
    };
    let sum = |of: fn(&AveragePrecision) -> usize| Answer::count(all.labels.iter().map(of).sum());
    let of_all = ("ap_all_points|ap|value|all_points|map", Answer::of(all.value));
    let of_eleven = ("ap_11pt|ap_11_points|eleven|11pt", Answer::of(eleven.value));
    let is_eleven = name.has_any(&["11pt", "11", "eleven", "11point"]);
    Ok(if is_eleven { Answer::words([of_eleven, of_all]) } else { Answer::words([of_all, of_eleven]) }.with([
        ("tp|right", sum(|label| label.right)),
        ("fp|wrong", sum(|label| label.wrong)),
        ("n|gt|positives", Answer::count(all.n)),
        ("dropped|n_dropped", Answer::count(all.dropped)),
        ("method", Answer::Text(if is_eleven { eleven.method } else { all.method }.to_owned())),
    ]))
}
