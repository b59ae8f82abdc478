//! Shares of the score that sum to 1.

use crate::read::reading::Reading;
use toml::Spanned;

/// One share as it is written.
pub struct Share<'a> {
    pub name: &'static str,
    pub given: Option<&'a Spanned<f64>>,
    pub usual: f64,
}

/// The shares: the usual ones where none is written; all as written; or the one left out is what the others leave.
///
/// Each is above 0, and together they are 1. `table` is where too few of them are told.
pub fn read_shares<T, const N: usize>(r: &mut Reading, table: Option<&Spanned<T>>, shares: [Share; N]) -> [f64; N] {
    let usual = shares.each_ref().map(|s| s.usual);
    let written: Vec<&Spanned<f64>> = shares.iter().filter_map(|s| s.given).collect();
    let (Some(table), Some(first)) = (table, written.first()) else { return usual };
    let open: Vec<&str> = shares.iter().filter(|s| s.given.is_none()).map(|s| s.name).collect();
    for share in &written {
        if !(*share.get_ref() > 0.0 && *share.get_ref() <= 1.0) {
            r.fault(share, format!("{} is no share", share.get_ref()), "Write a number above 0; all together are 1.");
            return usual;
        }
    }
    let sum: f64 = written.iter().map(|s| s.get_ref()).sum();
    // Sums of decimal fractions miss round numbers by a rounding error.
    let round = |n: f64| (n * 1e9).round() / 1e9;
    let rest = round(1.0 - sum);
    match open.as_slice() {
        [] if rest != 0.0 => {
            r.fault(
                first,
                format!("the weights sum to {}", round(sum)),
                "Together they are 1; one of them may be left out.",
            );
        }
        [name] if rest <= 0.0 => {
            r.fault(first, format!("the weights leave {rest} for `{name}`"), "Together with it they are 1.");
        }
        [] | [_] => {}
        [..] => {
            let message = format!("weights without `{}`", open.join("`, `"));
            r.fault(table, message, "Write all of them, or leave one out, or leave out the whole table.");
        }
    }
    shares.map(|s| s.given.map_or(rest, |given| *given.get_ref()))
}
