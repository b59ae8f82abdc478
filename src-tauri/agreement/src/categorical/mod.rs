//! Agreement on categories, corrected for the agreement that chance would give.
//!
//! The functions of this module compare two raters on a [`Table`](crate::Table); those of [`many`] compare any number
//! of raters on [`Ratings`](crate::Ratings), of which some may be missing. Krippendorff's alpha, for both, is in
//! [`alpha`](crate::alpha).
//!
//! All but plain agreement have the form (p_o − p_e) / (1 − p_e) and differ in what they take for chance:
//!
//! | coefficient | two raters by chance agree if each draws from | on all alike |
//! | --- | --- | --- |
//! | [`cohen_kappa`], [`many::conger_kappa`] | the own use of the categories | undefined |
//! | [`scott_pi`], [`many::fleiss_kappa`] | the shared use of the categories | undefined |
//! | [`brennan_prediger`], [`pabak`], [`many::randolph_kappa`] | all categories alike | 1 |
//! | [`gwet_ac`], [`many::gwet_ac`] | all categories alike, on the items that are hard to judge | 1 |
//!
//! The length of the list of categories is part of the question for the last two rows and for all weights: a category
//! that nobody used counts.
//!
//! Source of the forms and of their standard errors, where a function names no other: K. L. Gwet, "Handbook of
//! Inter-Rater Reliability", 4th edition (2014).
//!
//! ```
//! use agreement::{LEVEL, Ratings, Table, Weights, categorical::{cohen_kappa, gwet_ac, many}};
//!
//! // Nearly everything is of the first category: κ takes the agreement for chance, AC1 does not.
//! let table = Table::of_rows(&[[90, 4], [5, 1]]).unwrap();
//! assert!(cohen_kappa(&table, &Weights::Identity, LEVEL).value.unwrap() < 0.2);
//! assert!(gwet_ac(&table, &Weights::Identity, LEVEL).value.unwrap() > 0.85);
//! // Three raters, of whom one left the second item out.
//! let ratings = Ratings::new(&[0, 0, 0, 1, 1, u8::MAX], 3, 2).unwrap();
//! assert_eq!(many::fleiss_kappa(&ratings, &Weights::Identity, LEVEL).value, Ok(1.0));
//! ```

mod conger;
mod distance;
mod interval;
mod items;
pub mod many;
mod margins;
mod ratio;
mod two;

pub(crate) use distance::{Distance, square};
pub(crate) use interval::{Estimate, Shape, spread};
pub(crate) use items::Items;
pub use margins::{KappaMargins, ZeroAgreement, kappa_margins, zero_agreement};
pub use two::{brennan_prediger, cohen_kappa, gwet_ac, pabak, percent_agreement, scott_pi};
