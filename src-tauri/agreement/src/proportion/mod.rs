//! Shares and their limits: how far a share of so few items can be trusted, whether it differs from a level or from
//! another share, and when a run of right and wrong answers has shown enough.

mod exact;
mod fisher;
mod forecast;
mod holm;
mod score;
mod share;
mod sprt;
mod waiting;

pub use exact::{Alternative, BinomialTest, binomial_test, mcnemar_exact};
pub use fisher::{MOST_OF_TWO, fisher_exact};
pub use forecast::Forecast;
pub use holm::holm;
pub(crate) use score::score_limits;
pub use share::{MOST_ITEMS, clopper_pearson, newcombe, wilson};
pub use sprt::{Decision, Lines, Sprt, State};
pub use waiting::{JEFFREYS, Waiting, waiting};
