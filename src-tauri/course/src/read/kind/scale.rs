//! Labels, anchored scales, and what a key says of a place on one: shared by several kinds.

use crate::read::raw::Words;
use crate::read::reading::{Names, Reading};
use crate::task::scale::{Anchor, Dimension, KeyScore, Label};
use serde::Deserialize;
use std::ops::RangeInclusive;
use toml::Spanned;

/// A taxonomy that a learner can hold in the head.
pub const LABELS: RangeInclusive<usize> = 2..=12;
const ANCHORS: RangeInclusive<usize> = 2..=11;
/// More dimensions than this are judged by habit, not one by one.
const MOST_DIMENSIONS: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelRow {
    pub id: Words,
    pub name: Words,
    pub about: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorRow {
    pub value: Spanned<i16>,
    pub name: Words,
    pub about: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionRow {
    pub id: Words,
    pub name: Words,
    pub about: Words,
    pub anchors: Spanned<Vec<AnchorRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRow {
    pub about: Words,
    pub dimension: Words,
    pub value: Spanned<i16>,
    pub accept: Option<Spanned<[i16; 2]>>,
    pub weight: Option<Spanned<f64>>,
    pub why: Words,
}

/// A taxonomy; `table` is what its entries are called in the file.
pub fn read_labels(r: &mut Reading, rows: &[LabelRow], table: &str) -> Vec<Label> {
    r.counted(rows.len(), LABELS, table);
    named(r, rows.iter().map(|row| (&row.id, &row.name)));
    let label = |row: &LabelRow| Label {
        id: row.id.get_ref().clone(),
        name: r.filled(&row.name, "name"),
        about: r.filled(&row.about, "about"),
    };
    rows.iter().map(label).collect()
}

/// Ids in kebab-case and names; both stand once.
fn named<'w>(r: &mut Reading, rows: impl Iterator<Item = (&'w Words, &'w Words)>) {
    let (mut ids, mut names): (Vec<&str>, Vec<&str>) = (vec![], vec![]);
    for (id, name) in rows {
        let (word, title) = (id.get_ref().as_str(), name.get_ref().trim());
        if !is_kebab(word) {
            let mend = "Use small letters and digits, with single hyphens between: “off-topic”.";
            r.fault(id, format!("the id “{word}” is not in kebab-case"), mend);
        }
        if ids.contains(&word) {
            r.fault(id, format!("the id “{word}” stands twice"), "Give each its own id.");
        } else if names.contains(&title) {
            r.fault(name, format!("the name “{title}” stands twice"), "Give each its own name.");
        }
        ids.push(word);
        names.push(title);
    }
}

fn is_kebab(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// Dimensions with their anchors; at least `least` of them.
pub fn read_dimensions(r: &mut Reading, rows: &[DimensionRow], least: usize) -> Vec<Dimension> {
    r.counted(rows.len(), least..=MOST_DIMENSIONS, "dimension");
    named(r, rows.iter().map(|row| (&row.id, &row.name)));
    let mut dimensions = Vec::new();
    for row in rows {
        let count = row.anchors.get_ref().len();
        if !ANCHORS.contains(&count) {
            r.fault(&row.anchors, format!("a scale with {count} of 2 to 11 anchors"), "Write them all, lowest first.");
        }
        dimensions.push(Dimension {
            id: row.id.get_ref().clone(),
            name: r.filled(&row.name, "name"),
            about: r.filled(&row.about, "about"),
            anchors: read_anchors(r, row.anchors.get_ref()),
        });
    }
    dimensions
}

/// The points of a scale. They rise by one, so that a distance in values is a distance in steps.
pub fn read_anchors(r: &mut Reading, rows: &[AnchorRow]) -> Vec<Anchor> {
    for pair in rows.windows(2) {
        let (before, value) = (*pair[0].value.get_ref(), *pair[1].value.get_ref());
        if before.checked_add(1) != Some(value) {
            let mend = "Lowest first, each one higher than the last, such as 1, 2, 3.";
            r.fault(&pair[1].value, format!("the value {value} follows {before}"), mend);
        }
    }
    let anchor = |row: &AnchorRow| Anchor {
        value: *row.value.get_ref(),
        name: r.filled(&row.name, "name"),
        about: r.filled(&row.about, "about"),
    };
    rows.iter().map(anchor).collect()
}

/// Exactly one score for each item and dimension, on its scale. `key` is where a missing one is told.
pub fn read_scores<K>(
    r: &mut Reading,
    rows: &[ScoreRow],
    items: &Names,
    dimensions: &[Dimension],
    key: &Spanned<K>,
) -> Vec<KeyScore> {
    let before = r.faults.list.len();
    let names = Names::of("dimension", dimensions.iter().map(|d| d.id.as_str()));
    for (i, row) in rows.iter().enumerate() {
        let pair = |row: &ScoreRow| (row.about.get_ref().clone(), row.dimension.get_ref().clone());
        let known = r.known(&row.about, items) & r.known(&row.dimension, &names);
        if known && rows[..i].iter().any(|other| pair(other) == pair(row)) {
            let message = format!("a second score of {} on {}", row.about.get_ref(), row.dimension.get_ref());
            r.fault(&row.about, message, "Keep one; put a range into its `accept`.");
        }
    }
    // Otherwise what seems missing is most likely the one that is named wrongly.
    let all_named = r.faults.list.len() == before;
    let scores: Vec<KeyScore> = rows.iter().map(|row| read_score(r, row, dimensions)).collect();
    for item in items.iter().filter(|_| all_named) {
        for dimension in dimensions {
            if !scores.iter().any(|s| s.item == item && s.dimension == dimension.id) {
                let mend = format!("Write [[key.score]] about = \"{item}\", dimension = \"{}\".", dimension.id);
                r.fault(key, format!("no score of {item} on {}", dimension.id), mend);
            }
        }
    }
    scores
}

fn read_score(r: &mut Reading, row: &ScoreRow, dimensions: &[Dimension]) -> KeyScore {
    let value = *row.value.get_ref();
    let mut accept = row.accept.as_ref().map_or([value, value], |given| *given.get_ref());
    if let Some(dimension) = dimensions.iter().find(|d| &d.id == row.dimension.get_ref())
        && on_scale(r, &row.value, &dimension.anchors)
    {
        accept = r.around(row.accept.as_ref(), value, ends(&dimension.anchors));
    }
    KeyScore {
        item: row.about.get_ref().clone(),
        dimension: row.dimension.get_ref().clone(),
        value,
        accept,
        weight: weight(r, row.weight.as_ref()),
        why: r.filled(&row.why, "why"),
    }
}

/// Notes a fault when no anchor has the value.
pub fn on_scale(r: &mut Reading, value: &Spanned<i16>, anchors: &[Anchor]) -> bool {
    let found = anchors.iter().any(|anchor| anchor.value == *value.get_ref());
    if !found {
        let [low, high] = ends(anchors);
        r.fault(value, format!("{} is not on the scale", value.get_ref()), format!("It runs from {low} to {high}."));
    }
    found
}

/// Lowest and highest value; zeros without anchors, which is noted elsewhere.
pub fn ends(anchors: &[Anchor]) -> [i16; 2] {
    let value = |anchor: Option<&Anchor>| anchor.map_or(0, |a| a.value);
    [value(anchors.first()), value(anchors.last())]
}

/// A share beside others of its kind: above 0, and 1 where nothing is said.
pub fn weight(r: &mut Reading, given: Option<&Spanned<f64>>) -> f64 {
    r.share(given, 1.0, (std::ops::Bound::Excluded(0.0), std::ops::Bound::Included(100.0)))
}

/// So many steps outside the accepted range earn nothing: half the scale's width, at least 1, where nothing is said.
///
/// One figure serves all scales of a task, so scales of several widths have no usual one.
pub fn read_reach<'a, K>(
    r: &mut Reading,
    given: Option<&Spanned<u16>>,
    scales: impl IntoIterator<Item = &'a [Anchor]>,
    key: &Spanned<K>,
) -> u16 {
    let width = |anchors: &[Anchor]| {
        let [low, high] = ends(anchors);
        high.abs_diff(low)
    };
    let widths: Vec<u16> = scales.into_iter().map(width).collect();
    let (least, most) = (widths.iter().min().copied().unwrap_or(0), widths.iter().max().copied().unwrap_or(0));
    match given {
        Some(reach) if !(1..=most.max(1)).contains(reach.get_ref()) => {
            let mend = format!("Write how many steps off earn nothing, from 1 to {}.", most.max(1));
            r.fault(reach, format!("`reach` is {}", reach.get_ref()), mend);
            1
        }
        Some(reach) => *reach.get_ref(),
        None => {
            if least != most {
                let mend = "Write how many steps off earn nothing on each of them: reach = 2.";
                r.fault(key, "`reach` is missing, and the scales have several widths", mend);
            }
            (least / 2).max(1)
        }
    }
}
