//! Truth and raters from labels alone: what an item most probably is, and how each rater errs, where nobody holds a key.

mod dawid_skene;
mod em;
mod votes;

pub use dawid_skene::{DawidSkene, EmOptions, dawid_skene};
pub use votes::{Label, MOST_CELLS, Vote, Votes};
