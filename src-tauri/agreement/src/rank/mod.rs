//! Agreement between orders of the same items.

mod tau;

pub use tau::kendall_tau_b;
