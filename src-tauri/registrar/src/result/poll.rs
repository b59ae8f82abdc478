//! Reading the results' feed: the reconciliation of what webhooks may have lost, and the only witness of the camera.

use super::apply::{Source, apply};
use super::feed::{self, Feed, Pass};
use super::record::Received;
use super::watch::{self, Watch};
use crate::casework::{self, NewCase};
use crate::clock::{self, HOUR, MINUTE, SECOND};
use crate::core::Core;
use crate::db::Outcome;
use crate::providers::{FeedPage, ProviderTrouble, budget};
use crate::trouble::Trouble;
use crate::work::Done;
use registrar_api::CaseKind;

/// A result may show up in the feed a little later than its finish says.
const OVERLAP_S: i64 = 15 * 60;
/// The cursor of a feed in which nothing happens stays at most so far behind the provider's clock.
const IDLE_S: i64 = 60 * 60;
const DEEP_EVERY: i64 = HOUR;
/// How long the feed rests when nobody waits for anything.
const REST: i64 = 6 * HOUR;
/// Calls of one turn, each for at most [`PAGE`] results.
const CALLS: usize = 5;
const PAGE: usize = 200;
const LONGEST_WAIT: i64 = 15 * MINUTE;

/// How far a turn came.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Ended,
    /// There is more to read than one turn may.
    More,
    /// The hour's calls are used up until then.
    Wait(i64),
}

/// Work: reads the results' feed.
pub async fn poll(core: &Core) -> Outcome<Done> {
    let now = core.now_ms();
    let every = core.settings.classmarker.poll_every_s * SECOND;
    let feed = feed::open(core).await?;
    if !feed::take_turn(core, now, every).await? {
        return Ok(Done::Again(feed.next_ms.max(now + SECOND / 2).min(now + every)));
    }
    watch::alarms(core, feed.cursor_s, now).await?;
    let before = Watch::of(core, now).await?;
    match turn(core, &feed, before, now).await {
        Ok(Turn::Wait(until)) => Ok(Done::Again(until.max(now + every))),
        Ok(Turn::More) => Ok(Done::Again(now + every)),
        Ok(Turn::Ended) => {
            let rests = !before.waiting && !Watch::of(core, now).await?.waiting;
            Ok(Done::Again(now + if rests { REST.max(every) } else { every }))
        }
        Err(Trouble::Provider(trouble)) => Ok(Done::Again(now + put_off(core, &trouble, now, every).await?)),
        Err(trouble) => Err(trouble),
    }
}

async fn turn(core: &Core, feed: &Feed, watch: Watch, now: i64) -> Outcome<Turn> {
    let reach_s = (now - watch::LOOKBACK) / SECOND;
    let mut calls = CALLS;
    let from_s = (feed.cursor_s - OVERLAP_S).max(reach_s);
    let recent = read(core, Pass::Recent, from_s, feed, &mut calls).await?;
    if recent != Turn::Ended {
        return Ok(recent);
    }
    let since = now - feed.deep_ms;
    match (feed::position(core, Pass::Deep).await?, watch.oldest_s) {
        (Some(at_s), _) => read(core, Pass::Deep, at_s, feed, &mut calls).await,
        // A deep pass of the future is one before the clock was set back.
        (None, Some(oldest_s)) if !(0..DEEP_EVERY).contains(&since) => {
            let from_s = oldest_s.max(reach_s);
            feed::begin_deep(core, from_s).await?;
            read(core, Pass::Deep, from_s, feed, &mut calls).await
        }
        _ => Ok(Turn::Ended),
    }
}

/// Reads pages from where the pass stands; each is taken in before its place is written down.
async fn read(core: &Core, pass: Pass, from_s: i64, feed: &Feed, calls: &mut usize) -> Outcome<Turn> {
    let mut at_s = feed::position(core, pass).await?.unwrap_or(from_s);
    while *calls > 0 {
        if let Err(until) = budget::take(core, core.now_ms()).await? {
            return Ok(Turn::Wait(until));
        }
        *calls -= 1;
        let page = match core.classmarker.recent_link_results(at_s, PAGE).await {
            Ok(page) => page,
            Err(trouble) => {
                budget::heed(core, &trouble).await?;
                return Err(trouble.into());
            }
        };
        feed::heard(core).await?;
        let seen_s = page.server_s.unwrap_or(core.now_ms() / SECOND);
        let received: Vec<Received> = page.results.iter().map(Received::of_feed).collect();
        for received in &received {
            apply(core, received, Source::Feed { seen_s }).await?;
        }
        let last_s = page.next_after_s.or_else(|| received.iter().filter_map(|r| r.record.finished_s).max());
        match goes_on(&page, at_s, last_s) {
            Some(next_s) => {
                feed::go_on(core, pass, next_s).await?;
                at_s = next_s;
            }
            None => {
                let cursor_s = (pass == Pass::Recent).then(|| seen_to(feed.cursor_s, last_s, seen_s));
                feed::end(core, pass, cursor_s).await?;
                return Ok(Turn::Ended);
            }
        }
    }
    Ok(Turn::More)
}

/// Where the next page begins: a second early, as a second may be cut at a page's edge, and always further than this one.
fn goes_on(page: &FeedPage, at_s: i64, last_s: Option<i64>) -> Option<i64> {
    page.more.then(|| last_s.map_or(at_s + 1, |last_s| (last_s - 1).max(at_s + 1)))
}

/// Up to where everything has been seen: the last finish, or not long ago if nothing happens; never the future.
fn seen_to(cursor_s: i64, last_s: Option<i64>, server_s: i64) -> i64 {
    cursor_s.max(last_s.unwrap_or(0)).max(server_s - IDLE_S).min(server_s)
}

/// The feed does not answer as it should: asks again later, and has a person look if it stays silent. Answers with the wait.
async fn put_off(core: &Core, trouble: &ProviderTrouble, now: i64, every: i64) -> Outcome<i64> {
    let failures = feed::failed(core).await?;
    tracing::warn!(%trouble, failures, "the feed of results does not answer");
    let feed = feed::open(core).await?;
    // Never heard: since the row was made, which is when its first deep pass was put off.
    let since = feed.heard_ms.unwrap_or(feed.deep_ms);
    if failures >= 3 && now - since > core.settings.operations.silence_hours * HOUR {
        let case = NewCase::system(CaseKind::ProviderUnreachable, "ClassMarker's results cannot be read")
            .once(format!("feed:silent:{since}"))
            .saying(format!("Nothing has reached us since {}. {trouble}.", clock::in_words(since)));
        let mut tx = core.db.begin().await?;
        casework::open(&mut tx, core, case).await?;
        tx.commit().await?;
    }
    let longer = (every << failures.clamp(1, 6) >> 1).min(LONGEST_WAIT.max(every));
    Ok(longer.max(trouble.retry_after_ms().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_overlap_by_a_second_and_always_go_on() {
        let check = |more: bool, at_s: i64, last_s: Option<i64>, expected: Option<i64>| {
            let page = FeedPage { more, ..FeedPage::default() };
            assert_eq!(goes_on(&page, at_s, last_s), expected, "{at_s} {last_s:?}");
        };
        check(false, 100, Some(200), None);
        check(true, 100, Some(200), Some(199));
        // A whole page within one second: seen again once, then left behind.
        check(true, 199, Some(200), Some(200));
        check(true, 200, Some(200), Some(201));
        check(true, 100, None, Some(101));
    }

    #[test]
    fn the_cursor_follows_the_results_and_the_clock() {
        assert_eq!(seen_to(1000, Some(2000), 2500), 2000);
        assert_eq!(seen_to(1000, None, 1500), 1000);
        assert_eq!(seen_to(1000, None, 100_000), 100_000 - IDLE_S);
        // A finish in the future, and a clock of the provider's that was ahead.
        assert_eq!(seen_to(1000, Some(9_000_000), 2500), 2500);
        assert_eq!(seen_to(9_000_000, None, 2500), 2500);
    }
}
