//! Whether stated confidence is deserved: how near stated probabilities come to what happened, where they go astray,
//! and how far they would go astray by chance alone.
//!
//! ```
//! use agreement::{LEVEL, calibration::{Binning, brier, ece, ece_null}};
//!
//! // Ten predictions at 90 %, of which seven came true.
//! let (stated, came_true) = ([0.9; 10], [true, true, true, false, true, true, false, true, false, true]);
//! assert!((brier(&stated, &came_true, LEVEL).value.unwrap() - 0.25).abs() < 1e-12);
//! let error = ece(&stated, &came_true, 10, Binning::EqualWidth).value.unwrap();
//! let by_chance = ece_null(&stated, 10, Binning::EqualWidth, 10_000, 1).unwrap();
//! assert!((error - 0.2).abs() < 1e-12 && by_chance.p_value(error).unwrap() > 0.05, "too few to be sure");
//! ```

mod bins;
mod brier;
mod null;

pub use bins::{Bin, Binning, MOST_BINS, ece, reliability};
pub use brier::{brier, brier_skill};
pub use null::{EceNull, ece_null};

use crate::Undefined;

/// Whether these are stated probabilities, at least one of them.
fn check_stated(stated: &[f64]) -> Result<(), Undefined> {
    if stated.is_empty() {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    // Without a branch first, so that a million of them are checked in passing.
    if stated.iter().fold(true, |fine, p| fine & (0.0..=1.0).contains(p)) {
        return Ok(());
    }
    let reason = stated.iter().enumerate().find_map(|(at, p)| {
        if !p.is_finite() {
            return Some(Undefined::NotFinite { what: "stated probability", at });
        }
        let outside = Undefined::OutOfRange { what: "a stated probability", value: *p, low: 0.0, high: 1.0 };
        (!(0.0..=1.0).contains(p)).then_some(outside)
    });
    reason.map_or(Ok(()), Err)
}

/// Whether there is one outcome for each stated probability.
fn check_pairs(stated: &[f64], outcomes: &[bool]) -> Result<(), Undefined> {
    if stated.len() != outcomes.len() {
        return Err(Undefined::Lengths { left: stated.len(), right: outcomes.len() });
    }
    check_stated(stated)
}

/// The share of outcomes that came true.
fn share_true(outcomes: &[bool]) -> f64 {
    outcomes.iter().filter(|outcome| **outcome).count() as f64 / outcomes.len() as f64
}
