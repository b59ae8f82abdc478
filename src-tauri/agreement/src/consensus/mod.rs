//! Truth and raters from labels alone: what an item most probably is, and how each rater errs, where nobody holds a key.
//!
//! ```
//! use agreement::{Ratings, consensus::{EmOptions, Label, Votes, dawid_skene}};
//!
//! // Four raters on five items. On the last they are split; the two who are mostly right have it.
//! let codes = [0u8, 0, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 0];
//! let votes = Votes::of_ratings(&Ratings::new(&codes, 4, 2).unwrap()).unwrap();
//! assert_eq!(votes.majority()[4], Label::Tied(vec![0, 1]));
//! assert_eq!(dawid_skene(&votes, EmOptions::default()).unwrap().label(4), Ok(Label::One(1)));
//! ```

mod dawid_skene;
mod em;
mod votes;

pub use dawid_skene::{DawidSkene, EmOptions, dawid_skene};
pub use votes::{Label, MOST_CELLS, Vote, Votes};
