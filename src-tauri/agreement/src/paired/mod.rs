//! Strength from comparisons of two at a time.
//!
//! | you have | use |
//! | --- | --- |
//! | all comparisons, in whatever order they were made | [`bradley_terry`] on [`Comparisons`] |
//! | games that come in one after the other | [`elo_sequence`], [`elo_update`] |
//!
//! ```
//! use agreement::{LEVEL, paired::{Comparisons, Model, bradley_terry, elo_sequence}};
//!
//! // Three answers compared two at a time: which won, which lost.
//! let winners = [(0, 1), (0, 1), (1, 0), (1, 2), (1, 2), (2, 1), (0, 2), (0, 2), (2, 0)];
//! let fit = bradley_terry(&Comparisons::of_winners(&winners, 3).unwrap(), &Model::default(), LEVEL);
//! let strength = |item: usize| fit.strengths.as_ref().unwrap()[item].value.unwrap();
//! assert!(strength(0) > strength(1) && strength(1) > strength(2));
//! // The same as games in this order.
//! let ratings = elo_sequence(&[1500.0; 3], &winners.map(|(winner, loser)| (winner, loser, 1.0)), 32.0).unwrap();
//! assert!(ratings[0].value.unwrap() > 1500.0 && ratings[2].value.unwrap() < 1500.0);
//! ```

mod comparisons;
mod elo;
mod fit;
mod graph;
mod minorise;
mod model;

pub use comparisons::{Comparisons, Meeting, Outcome};
pub use elo::{ELO_SCALE, elo_expected, elo_sequence, elo_update};
pub use model::{BradleyTerry, Model, Penalty, Ties, bradley_terry};
