//! Values given on anchored scales held against the key's: for responses, solutions and turns.

use super::parts::{at, mean, part, shares};
use super::reasons::Reasons;
use super::scales;
use crate::written::Control;
use crate::{Part, ScalePairs, Scored, say};
use course::task::scale::{Dimension, GivenScore, KeyScore};

/// What was asked, what the key says and what the learner gave.
pub(super) struct Sheet<'a> {
    /// What is rated, in the order of the task.
    pub items: Vec<Rated<'a>>,
    pub dimensions: &'a [Dimension],
    pub key: &'a [KeyScore],
    /// So many points outside the accepted range earn nothing.
    pub reach: u16,
    pub given: &'a [GivenScore],
}

/// One thing that is rated, with the name it has in sentences.
pub(super) struct Rated<'a> {
    pub id: &'a str,
    pub name: String,
}

/// Points of the scale outside the accepted range: below 0 too low, above 0 too high.
pub(super) fn off(value: i16, [low, high]: [i16; 2]) -> i32 {
    if value < low { i32::from(value) - i32::from(low) } else { (i32::from(value) - i32::from(high)).max(0) }
}

/// Inside the accepted range 1; outside it falls in proportion, to 0 at `reach` points.
pub(super) fn earned(off: i32, reach: u16) -> f64 {
    (1.0 - f64::from(off.unsigned_abs()) / f64::from(reach.max(1))).max(0.0)
}

/// Every value that the learner gave, held against the key's, items first. A value without one in the key says nothing.
pub(super) fn compare(sheet: &Sheet) -> Vec<Scored> {
    let cells = sheet.items.iter().flat_map(|item| sheet.dimensions.iter().map(move |d| (item.id, d.id.as_str())));
    let mut scored: Vec<Scored> = cells
        .filter_map(|(item, dimension)| {
            let key = sheet.key.iter().find(|k| k.item == item && k.dimension == dimension)?;
            let yours = sheet.given.iter().find(|g| g.item == item && g.dimension == dimension)?.value;
            let off = off(yours, key.accept);
            Some(Scored {
                item: item.to_owned(),
                dimension: dimension.to_owned(),
                yours,
                key: key.value,
                accept: key.accept,
                off,
                score: earned(off, sheet.reach),
                weight: key.weight,
                why: key.why.clone(),
            })
        })
        .collect();
    let weights = shares(&scored.iter().map(|s| s.weight).collect::<Vec<_>>());
    scored.iter_mut().zip(weights).for_each(|(scored, weight)| scored.weight = weight);
    scored
}

/// One line for each dimension.
pub(super) fn parts(reasons: Reasons, sheet: &Sheet, scored: &[Scored]) -> Vec<Part> {
    let of = |dimension: &Dimension| {
        let cells: Vec<&Scored> = scored.iter().filter(|s| s.dimension == dimension.id).collect();
        let score = mean(cells.iter().map(|s| (s.score, s.weight)));
        let weight = cells.iter().map(|s| s.weight).sum();
        let differing = cells.iter().filter(|s| s.off != 0).map(|s| s.item.as_str());
        let pointers = reasons.pointers(differing);
        let id = format!("score/{}", dimension.id);
        (!cells.is_empty()).then(|| at(part(id, &dimension.name, score, weight, note(sheet, &cells)), pointers))
    };
    sheet.dimensions.iter().filter_map(of).collect()
}

/// So many values outside the range are told in words; all of them are in the evidence.
const SHOWN: usize = 3;

fn note(sheet: &Sheet, cells: &[&Scored]) -> String {
    let name = |scored: &Scored| {
        let item = sheet.items.iter().find(|item| item.id == scored.item);
        say::capital(item.map_or("", |item| &item.name))
    };
    let differs = |scored: &&&Scored| {
        let (yours, [low, high]) = (scored.yours, scored.accept);
        match low == high {
            true => format!("{}: you give {yours}; the key gives {low}.", name(scored)),
            false => format!("{}: you give {yours}; the key accepts {low} to {high}.", name(scored)),
        }
    };
    let differing: Vec<&&Scored> = cells.iter().filter(|s| s.off != 0).collect();
    match (differing.len(), cells) {
        (0, [one]) if one.yours == one.key => format!("You and the key both give {}.", one.yours),
        (0, [one]) => format!("You give {}, the key {}. Careful readers give either.", one.yours, one.key),
        (0, all) => {
            let all = say::capital(&say::all(all.len(), "rating", "ratings"));
            format!("{all} lie in the range the key accepts.")
        }
        (n, _) => {
            let shown: Vec<String> = differing.iter().take(SHOWN).map(differs).collect();
            let more = match n.saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(" The key also differs on {}.", say::counted(more, "more rating", "more ratings")),
            };
            shown.join(" ") + &more
        }
    }
}

/// How the values stand as a whole, and which way they lean.
pub(super) fn headline(scored: &[Scored]) -> String {
    let all = scored.len();
    let outside: Vec<i32> = scored.iter().map(|s| s.off).filter(|off| *off != 0).collect();
    let n = outside.len();
    let named = say::of_all(n, all, "rating", "ratings");
    match n {
        0 if all == 0 => "The key has no ratings for this task".to_owned(),
        0 if scored.iter().all(|s| s.yours == s.key) && all == 1 => "Your rating is the key's rating".to_owned(),
        0 if scored.iter().all(|s| s.yours == s.key) => "Your ratings are the key's ratings".to_owned(),
        0 if all == 1 => "Your rating lies in the range the key accepts".to_owned(),
        0 => "All your ratings lie in the range the key accepts".to_owned(),
        _ if outside.iter().all(|off| *off > 0) => format!("{named} {} higher than the key accepts", say::is(n)),
        _ if outside.iter().all(|off| *off < 0) => format!("{named} {} lower than the key accepts", say::is(n)),
        _ => format!("{named} lie outside the range the key accepts, some above it and some below"),
    }
}

/// Both sides' values, one scale for each dimension.
pub(super) fn pairs(kind: &str, dimensions: &[Dimension], scored: &[Scored]) -> Vec<ScalePairs> {
    let of = |dimension: &Dimension| {
        let values = dimension.anchors.iter().map(|anchor| anchor.value);
        let cells = scored.iter().filter(|s| s.dimension == dimension.id);
        scales::values(format!("{kind}/{}", dimension.id), values, cells.map(|s| (s.yours, s.key)))
    };
    dimensions.iter().filter_map(of).collect()
}

/// The learner's order by mean value, if it tells the items apart: a text has to argue for it. Scales of different
/// length count the same.
pub(super) fn order_by_mean(sheet: &Sheet) -> Control {
    let share = |given: &GivenScore| {
        let (low, high) = sheet.dimensions.iter().find(|d| d.id == given.dimension)?.ends()?;
        let wide = f64::from(i32::from(high) - i32::from(low));
        (wide > 0.0).then(|| f64::from(i32::from(given.value) - i32::from(low)) / wide)
    };
    // In billionths, so that sums of the same shares in another order are the same.
    let sum = |id: &str| -> i64 {
        let of = sheet.given.iter().filter(|given| given.item == id);
        of.filter_map(share).map(|share| (share * 1e9).round() as i64).sum()
    };
    let mut sums: Vec<(i64, &str)> = sheet.items.iter().map(|item| (sum(item.id), item.id)).collect();
    sums.sort_by_key(|(sum, _)| std::cmp::Reverse(*sum));
    let tiers = sums.chunk_by(|a, b| a.0 == b.0).map(|tier| tier.iter().map(|(_, id)| (*id).to_owned()).collect());
    match tiers.collect::<Vec<Vec<String>>>() {
        tiers if tiers.len() > 1 => Control::Order(tiers),
        _ => Control::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_outside_the_range_earn_in_proportion() {
        let check = |value, accept, reach, expected: (i32, f64)| {
            let off = off(value, accept);
            assert_eq!((off, earned(off, reach)), expected, "{value} in {accept:?}");
        };
        check(3, [2, 4], 2, (0, 1.0));
        check(5, [2, 4], 2, (1, 0.5));
        check(0, [2, 4], 2, (-2, 0.0));
        check(0, [2, 4], 1, (-2, 0.0));
        check(0, [2, 4], 0, (-2, 0.0));
        check(i16::MAX, [i16::MIN, i16::MIN], u16::MAX, (65_535, 0.0));
    }
}
