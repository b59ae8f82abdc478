//! Agreement between orders of the same items.
//!
//! | question | function |
//! | --- | --- |
//! | how many pairs of items do two orders put the same way round | [`kendall_tau_b`], [`kendall`] |
//! | do the ranks in two orders rise and fall together | [`spearman_rho`] |
//! | how far do many raters rank alike | [`kendall_w`] |
//! | what do two lists have in common from the top down | [`rbo`], [`average_overlap`] |
//! | how well do scores put relevant items first | [`ndcg`], [`mean_ndcg`] |
//! | how often is the first place the same | [`top_one_agreement`] |
//!
//! ```
//! use agreement::{LEVEL, rank::{TiedTops, kendall_tau_b, rbo, top_one_agreement}};
//!
//! // Scores of the same five answers, by the key and by a learner, who swaps the best two.
//! let (key, learner) = ([5.0, 4.0, 3.0, 2.0, 1.0], [4.0, 5.0, 3.0, 2.0, 1.0]);
//! assert_eq!(kendall_tau_b(&key, &learner).value, Ok(0.8), "one pair of ten is the other way round");
//! assert_eq!(top_one_agreement(&key, &learner, 5, TiedTops::Shared, LEVEL).value, Ok(0.0));
//! // The same as lists, where the top counts most.
//! assert!(rbo(&["a", "b", "c", "d", "e"], &["b", "a", "c", "d", "e"], 0.5).extrapolated.value.unwrap() < 0.6);
//! ```

mod concordance;
mod ndcg;
mod order;
mod overlap;
mod ranked;
mod spearman;
mod tau;
mod top;

pub use concordance::{Concordance, kendall_w};
pub use ndcg::{Discount, Gain, Ideal, Ndcg, TiedScores, mean_ndcg, ndcg};
pub use overlap::{Rbo, average_overlap, rbo};
pub use spearman::{RankVariance, spearman_rho};
pub use tau::{Kendall, Pairs, kendall, kendall_tau_b};
pub use top::{TiedTops, top_one_agreement};
