//! Agreement between orders of the same items.

mod concordance;
mod order;
mod spearman;
mod tau;

pub use concordance::{Concordance, kendall_w};
pub use spearman::{RankVariance, spearman_rho};
pub use tau::{Kendall, Pairs, kendall, kendall_tau_b};
