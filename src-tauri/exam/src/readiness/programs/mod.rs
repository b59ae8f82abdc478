//! Screen recorders and remote tools that are running, by name.
//!
//! Whether a browser, Zoom, Teams, Discord or Slack shares the screen cannot be known from names, and is not claimed.

mod known;
mod listing;

pub(super) use listing::gather;

use super::subject::PROGRAMS;
use super::{Row, words};
use known::{KNOWN, Known, Sign};
use listing::{Listing, Process, Sight};

/// Where GNOME's remote desktop waits for a caller: RDP's port and those it goes on to if that is taken, and VNC's.
const REMOTE_PORTS: [std::ops::RangeInclusive<u16>; 2] = [3389..=3398, 5900..=5909];

pub(super) fn judge(listing: &Listing) -> Row {
    let found: Vec<&Known> =
        KNOWN.iter().filter(|known| listing.processes.iter().any(|p| is(known, p, listing))).collect();
    match found.as_slice() {
        [] => none_found(listing.sight),
        [one] => PROGRAMS.attention(format!("{} is running. Close it before you start.", one.title), one.mend),
        several => {
            let titles: Vec<String> = several.iter().map(|k| k.title.to_string()).collect();
            let mends: Vec<String> = several.iter().map(|k| format!("{}: {}", k.title, k.mend)).collect();
            let seen = format!("{} are running. Close them before you start.", words::and(&titles));
            PROGRAMS.attention(seen, mends.join(" "))
        }
    }
}

fn none_found(sight: Sight) -> Row {
    let unknown = |why: &str| {
        let seen = format!("No screen recorder or remote tool seen, but {why}.");
        PROGRAMS.unknown(seen, "Look yourself: close screen recorders and remote tools, also those beside the clock.")
    };
    match sight {
        Sight::Whole => {
            PROGRAMS.pass(format!("None of {} known screen recorders and remote tools is running", KNOWN.len()))
        }
        Sight::OwnAlone => unknown("this system hides what other users run"),
        Sight::Container => unknown("the app runs in a container and sees only what runs there"),
        Sight::Wsl => unknown("from Linux inside Windows only Linux's programs are seen"),
        Sight::Nothing => {
            PROGRAMS.unknown("Running programs could not be listed.", "Close screen recorders and remote tools.")
        }
    }
}

fn is(known: &Known, process: &Process, listing: &Listing) -> bool {
    if !known.names.iter().any(|name| process.is_called(name)) {
        return false;
    }
    match known.sign {
        Sign::Name => true,
        Sign::Argument(any) => {
            // Filters are written as `[in]name@id=option:option[out],name`.
            let mut words = process.arguments.iter().flat_map(|a| a.split(['[', ']', ',', ';', ':', '=', '@']));
            words.any(|word| any.contains(&word))
        }
        Sign::Listens => listing.waiting.iter().any(|waiting| {
            Some(waiting.uid) == process.uid && REMOTE_PORTS.iter().any(|ports| ports.contains(&waiting.port))
        }),
    }
}

#[cfg(test)]
mod tests;
