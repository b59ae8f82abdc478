//! Looking for what may have been created: twice, a wait apart, for a search may lag behind.

use super::ledger::{self, Entry};
use crate::clock::SECOND;
use crate::core::Core;
use crate::db::Outcome;
use crate::providers::CertifierCredential;

/// Searches that must find nothing before it is believed.
const SEARCHES: i64 = 2;

/// What is known by now.
pub enum Search {
    /// Too early to say; look at this time.
    Later(i64),
    Found(Vec<CertifierCredential>),
    /// It was not done.
    Nothing,
}

/// The wait before each search, in milliseconds.
pub fn wait(core: &Core) -> i64 {
    core.settings.certifier.search_after_s * SECOND
}

/// Searches, if it is time to.
pub async fn look(core: &Core, entry: &Entry) -> Outcome<Search> {
    let (now, wait) = (core.now_ms(), wait(core));
    // Found by a process that took it over (or the clock went back): the waiting begins now.
    let Some(since) = entry.unknown_ms.filter(|since| *since <= now) else {
        ledger::unknown(core, &entry.id, entry.step).await?;
        return Ok(Search::Later(now + wait));
    };
    let due = since + wait;
    if now < due {
        return Ok(Search::Later(due));
    }
    let found = core.certifier.find(&entry.own_id(), &entry.email).await?;
    if !found.is_empty() {
        return Ok(Search::Found(found));
    }
    if entry.searches + 1 >= SEARCHES {
        return Ok(Search::Nothing);
    }
    ledger::searched(core, entry, now).await?;
    Ok(Search::Later(now + wait))
}
