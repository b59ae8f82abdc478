//! Results: ClassMarker's webhook, its feed as reconciliation, and what a set of revisions says.
//!
//! Whatever comes, by webhook or feed, goes the same way in one transaction (see [`apply`]): to its seat, into the table of
//! revisions, and then the outcome is made anew from all that is known. So nothing depends on the order of arrival.

mod apply;
mod assess;
mod feed;
mod hook;
mod lenient;
mod person;
mod poll;
mod record;
mod refuse;
mod revision;
mod settle;
mod shown;
mod signature;
mod tell;
mod verdict;
mod watch;

pub use feed::feed_times;
pub use hook::routes;
pub use person::{clear_monitoring, release};
pub use poll::poll;
pub use record::{Category, Event, Monitor, ResultRecord};
pub use shown::of_seat;
