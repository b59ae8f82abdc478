//! Shares and their limits: how far a share of so few items can be trusted, whether it differs from a level or from
//! another share, and when a run of right and wrong answers has shown enough.
//!
//! ```
//! use agreement::{LEVEL, proportion::{Alternative, Sprt, State, binomial_test, wilson}};
//!
//! // 27 of 31 are right. Is that more than 75 %?
//! assert!(wilson(27, 31, LEVEL).interval.unwrap().low < 0.75);
//! assert!(binomial_test(27, 31, 0.75, Alternative::Greater, LEVEL).p.unwrap() > 0.05);
//! assert_eq!(Sprt::new(0.75, 0.87, 0.05, 0.05).unwrap().state(27, 31), Ok(State::Undecided));
//! ```

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
