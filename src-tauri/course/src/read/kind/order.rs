//! Tiers, best first, and why each stands over the next: shared by the kinds that rank.

use crate::read::raw::Words;
use crate::read::reading::{Names, Reading};
use crate::task::ranking::PairReason;
use serde::Deserialize;
use toml::Spanned;

pub type Tiers = Spanned<Vec<Vec<Words>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairRow {
    pub over: Words,
    pub under: Words,
    pub why: Words,
}

/// Each item stands in one tier, and each two neighbouring tiers have a pair that says why.
pub fn read_order(
    r: &mut Reading,
    order: &Tiers,
    pairs: &[PairRow],
    items: &Names,
) -> (Vec<Vec<String>>, Vec<PairReason>) {
    let before = r.faults.list.len();
    let rows = order.get_ref();
    let placed = r.once(rows.iter().flatten(), items);
    for item in items.iter().filter(|item| !placed.iter().any(|id| id == item)) {
        r.fault(order, format!("{item} is not in the order"), "Each stands in one tier.");
    }
    if rows.iter().any(Vec::is_empty) {
        r.fault(order, "an empty tier", "Leave it out.");
    }
    let tiers: Vec<Vec<String>> = rows.iter().map(|t| t.iter().map(|i| i.get_ref().clone()).collect()).collect();
    let pairs: Vec<PairReason> = pairs.iter().map(|p| pair(r, p, &tiers, items)).collect();
    // With an order or pairs that are wrong, a missing pair would be told a second time.
    if r.faults.list.len() == before {
        for next in tiers.windows(2) {
            if !pairs.iter().any(|p| next[0].contains(&p.over) && next[1].contains(&p.under)) {
                let message = format!("no reason why {} stands over {}", next[0].join(", "), next[1].join(", "));
                r.fault(order, message, "Write [[key.pair]] over, under, why for each two neighbouring tiers.");
            }
        }
    }
    (tiers, pairs)
}

fn pair(r: &mut Reading, row: &PairRow, tiers: &[Vec<String>], items: &Names) -> PairReason {
    r.known(&row.over, items);
    r.known(&row.under, items);
    let (over, under) = (row.over.get_ref().clone(), row.under.get_ref().clone());
    let rank = |id: &String| tiers.iter().position(|tier| tier.contains(id));
    if rank(&over).zip(rank(&under)).is_some_and(|(a, b)| a > b || over == under) {
        r.fault(&row.over, "the pair is not in the key's order", "`over` is the better one (or tied).");
    }
    PairReason { over, under, why: r.filled(&row.why, "why") }
}
