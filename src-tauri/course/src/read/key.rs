//! The kind's own part of a key.

use super::raw::{KeyRow, Words};
use super::task::{Reading, known};
use crate::task::{Face, Kind, choice, preference, ranking};
use toml::Spanned;

const FLAG_WEIGHT: f64 = 0.2;
const SIDE_WEIGHT: f64 = 0.7;

pub fn choice(r: &mut Reading, row: &Spanned<KeyRow>, face: &Face) -> Option<choice::Key> {
    let key = row.get_ref();
    let Some(correct) = &key.correct else {
        r.fault(row, "`correct` is missing", "Name the right options: correct = [\"o1\"].");
        return None;
    };
    let ids = correct.get_ref();
    let multiple = matches!(&face.work, crate::task::Work::Choice(f) if f.multiple);
    if ids.is_empty() || (!multiple && ids.len() > 1) {
        r.fault(correct, format!("{} right options", ids.len()), "One, unless `multiple = true`; never none.");
    }
    once(r, ids, face);
    let partial = key.partial.unwrap_or(choice::Partial::Exact);
    Some(choice::Key { correct: ids.iter().map(|i| i.get_ref().clone()).collect(), partial })
}

pub fn preference(r: &mut Reading, row: &Spanned<KeyRow>) -> Option<preference::Key> {
    let key = row.get_ref();
    let Some(value) = &key.value else {
        r.fault(row, "`value` is missing", "A number from -3 (r1 much better) to 3 (r2 much better).");
        return None;
    };
    let v = *value.get_ref();
    if !(-3..=3).contains(&v) {
        r.fault(value, format!("`value` is {v}"), "It runs from -3 to 3.");
    }
    let accept = key.accept.as_ref().map_or([v, v], |a| *a.get_ref());
    if let Some(a) = &key.accept
        && !(accept[0] >= -3 && accept[1] <= 3 && accept[0] <= v && v <= accept[1])
    {
        r.fault(a, "`accept` does not hold `value`", "Write lowest and highest, between -3 and 3, around `value`.");
    }
    Some(preference::Key {
        value: v,
        accept,
        both_bad: key.both_bad,
        flag_weight: share(r, key.flag_weight.as_ref(), FLAG_WEIGHT),
        side_weight: share(r, key.side_weight.as_ref(), SIDE_WEIGHT),
    })
}

pub fn ranking(r: &mut Reading, row: &Spanned<KeyRow>, face: &Face) -> Option<ranking::Key> {
    let key = row.get_ref();
    let Some(order) = &key.order else {
        r.fault(row, "`order` is missing", "Write the tiers, best first: order = [[\"r2\"], [\"r1\", \"r3\"]].");
        return None;
    };
    let tiers = order.get_ref();
    let flat: Vec<&Words> = tiers.iter().flatten().collect();
    let before = r.faults.list.len();
    once(r, flat.iter().copied(), face);
    for item in face.items() {
        if !flat.iter().any(|id| id.get_ref() == &item.id) {
            r.fault(order, format!("{} is not in the order", item.id), "Each response stands in one tier.");
        }
    }
    if tiers.iter().any(Vec::is_empty) {
        r.fault(order, "an empty tier", "Leave it out.");
    }
    let mut pairs = Vec::new();
    for p in &key.pair {
        known(r, &p.over, face.items());
        known(r, &p.under, face.items());
        let rank = |id: &Words| tiers.iter().position(|t| t.iter().any(|x| x.get_ref() == id.get_ref()));
        if rank(&p.over) > rank(&p.under) || p.over.get_ref() == p.under.get_ref() {
            r.fault(&p.over, "the pair is not in the key's order", "`over` is the better one (or tied).");
        }
        let why = r.filled(&p.why, "why");
        pairs.push(ranking::PairReason { over: p.over.get_ref().clone(), under: p.under.get_ref().clone(), why });
    }
    if r.faults.list.len() > before {
        return None;
    }
    let tiers: Vec<Vec<String>> = tiers.iter().map(|t| t.iter().map(|i| i.get_ref().clone()).collect()).collect();
    for next in tiers.windows(2) {
        if !pairs.iter().any(|p| next[0].contains(&p.over) && next[1].contains(&p.under)) {
            let message = format!("no reason why {} stands over {}", next[0].join(", "), next[1].join(", "));
            r.fault(order, message, "Write [[key.pair]] over, under, why for each two neighbouring tiers.");
        }
    }
    let flag_weight = share(r, key.flag_weight.as_ref(), FLAG_WEIGHT);
    Some(ranking::Key { order: tiers, pairs, all_bad: key.all_bad, flag_weight })
}

/// Each id names an item and stands once.
fn once<'a>(r: &mut Reading, ids: impl IntoIterator<Item = &'a Words>, face: &Face) {
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        known(r, id, face.items());
        if seen.contains(&id.get_ref().as_str()) {
            r.fault(id, format!("“{}” stands twice", id.get_ref()), "Name each once.");
        }
        seen.push(id.get_ref());
    }
}

fn share(r: &mut Reading, given: Option<&Spanned<f64>>, usual: f64) -> f64 {
    let Some(given) = given else { return usual };
    let share = *given.get_ref();
    if !(share > 0.0 && share < 1.0) {
        r.fault(given, format!("{share} is no share"), "Write a number between 0 and 1.");
    }
    share
}

/// Fields of the key that belong to another kind.
pub fn misplaced(r: &mut Reading, key: &KeyRow, kind: Kind) {
    fn not_here<T>(r: &mut Reading, field: Option<&Spanned<T>>, name: &str, here: bool) {
        if let Some(field) = field.filter(|_| !here) {
            r.fault(field, format!("`key.{name}` belongs to another kind"), "Leave it out.");
        }
    }
    not_here(r, key.order.as_ref(), "order", kind == Kind::Ranking);
    not_here(r, key.value.as_ref(), "value", kind == Kind::Preference);
    not_here(r, key.accept.as_ref(), "accept", kind == Kind::Preference);
    not_here(r, key.side_weight.as_ref(), "side_weight", kind == Kind::Preference);
    not_here(r, key.correct.as_ref(), "correct", kind == Kind::Choice);
    if let Some(pair) = key.pair.first().filter(|_| kind != Kind::Ranking) {
        r.fault(&pair.over, "`key.pair` belongs to ranking", "Leave it out.");
    }
    let flag = match kind {
        Kind::Ranking => key.both_bad.map(|_| "both_bad"),
        Kind::Preference => key.all_bad.map(|_| "all_bad"),
        Kind::Choice | Kind::Justification => key.all_bad.map(|_| "all_bad").or(key.both_bad.map(|_| "both_bad")),
    };
    if let Some(name) = flag {
        r.fault(&key.pass_at, format!("`key.{name}` belongs to another kind"), "Leave it out.");
    }
}
