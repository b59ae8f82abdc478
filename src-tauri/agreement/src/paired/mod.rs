//! Strength from comparisons of two at a time.
//!
//! | you have | use |
//! | --- | --- |
//! | all comparisons, in whatever order they were made | [`bradley_terry`] on [`Comparisons`] |
//! | games that come in one after the other | [`elo_sequence`], [`elo_update`] |

mod comparisons;
mod elo;
mod fit;
mod graph;
mod minorise;
mod model;

pub use comparisons::{Comparisons, Meeting, Outcome};
pub use elo::{ELO_SCALE, elo_expected, elo_sequence, elo_update};
pub use model::{BradleyTerry, Model, Penalty, Ties, bradley_terry};
