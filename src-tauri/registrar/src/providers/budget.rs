//! Calls that ClassMarker counts: so many an hour for a key, whoever of our processes makes them. One row of the database
//! holds the times of those within the last hour, and until when the provider asked for silence.

use super::ProviderTrouble;
use crate::args;
use crate::clock::{DAY, HOUR, MINUTE};
use crate::core::Core;
use crate::db::Outcome;

const NAME: &str = "classmarker";
/// The provider counts when a call arrives, not when it was allowed; the longest call ends well within the extra minute.
const WINDOW: i64 = HOUR + MINUTE;
/// Removing access codes may use at most two calls in five (12 of 30), so that the feed always has its own.
const REMOVALS: (i64, i64) = (2, 5);

/// What a counted call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Feed,
    Removal,
}

/// What is known of the last hour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Ledger {
    calls: Vec<(i64, Use)>,
    silent_until_ms: i64,
}

/// Takes one call for the feed. `Err` says when there may be one again; then nothing was taken.
pub async fn take(core: &Core, now_ms: i64) -> Outcome<Result<(), i64>> {
    take_for(core, now_ms, Use::Feed).await
}

/// Takes one call for a removal of access codes, if the settings say that those are counted.
pub async fn take_for_removal(core: &Core, now_ms: i64) -> Outcome<Result<(), i64>> {
    match core.settings.classmarker.removal_counts {
        true => take_for(core, now_ms, Use::Removal).await,
        false => Ok(Ok(())),
    }
}

async fn take_for(core: &Core, now_ms: i64, purpose: Use) -> Outcome<Result<(), i64>> {
    let per_hour = core.settings.classmarker.calls_per_hour;
    change(core, |ledger| ledger.take(now_ms, per_hour, purpose)).await
}

/// Keeps silent for as long as a refusal asks for; other trouble changes nothing.
pub async fn heed(core: &Core, trouble: &ProviderTrouble) -> Outcome<()> {
    let ProviderTrouble::Busy { .. } = trouble else { return Ok(()) };
    let until = core.now_ms() + trouble.retry_after_ms().unwrap_or(MINUTE);
    change(core, |ledger| ledger.silent_until_ms = ledger.silent_until_ms.max(until)).await
}

/// Changes the row as it was read, or reads it again: of several processes at once each sees what the others took.
async fn change<T>(core: &Core, change: impl Fn(&mut Ledger) -> T) -> Outcome<T> {
    loop {
        let sql = "SELECT calls, silent_until_ms, version FROM call_budget WHERE name = $1";
        let Some(row) = core.db.row(sql, args![NAME]).await? else {
            let sql = "INSERT INTO call_budget (name, calls, silent_until_ms, version) VALUES ($1, '', 0, 0)
                       ON CONFLICT (name) DO NOTHING";
            core.db.run(sql, args![NAME]).await?;
            continue;
        };
        let before = Ledger::read(&row.text("calls")?, row.int("silent_until_ms")?);
        let mut ledger = before.clone();
        let answer = change(&mut ledger);
        if ledger == before {
            return Ok(answer);
        }
        let sql = "UPDATE call_budget SET calls = $2, silent_until_ms = $3, version = version + 1
                   WHERE name = $1 AND version = $4";
        let args = args![NAME, ledger.written(), ledger.silent_until_ms, row.int("version")?];
        if core.db.run(sql, args).await? == 1 {
            return Ok(answer);
        }
    }
}

impl Ledger {
    /// `1795442520000f 1795442521000r`: a time and what the call was for.
    fn read(calls: &str, silent_until_ms: i64) -> Self {
        let call = |word: &str| {
            let (at, letter) = word.split_at_checked(word.len().checked_sub(1)?)?;
            let purpose = match letter {
                "f" => Use::Feed,
                "r" => Use::Removal,
                _ => return None,
            };
            Some((at.parse().ok()?, purpose))
        };
        Self { calls: calls.split_whitespace().filter_map(call).collect(), silent_until_ms }
    }

    fn written(&self) -> String {
        let word = |(at, purpose): &(i64, Use)| format!("{at}{}", if *purpose == Use::Removal { "r" } else { "f" });
        self.calls.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Takes one call, or says when there may be one.
    fn take(&mut self, now: i64, per_hour: i64, purpose: Use) -> Result<(), i64> {
        // A clock that was set back makes old calls lie in the future: they count as made now.
        for (at, _) in &mut self.calls {
            *at = (*at).min(now);
        }
        self.calls.retain(|(at, _)| *at > now - WINDOW);
        self.silent_until_ms = self.silent_until_ms.min(now + DAY);
        if self.silent_until_ms > now {
            return Err(self.silent_until_ms);
        }
        let removals = (per_hour * REMOVALS.0 / REMOVALS.1).max(1);
        let full = self.full_until(per_hour, |_| true);
        let own = match purpose {
            Use::Removal => self.full_until(removals, |purpose| purpose == Use::Removal),
            Use::Feed => None,
        };
        // None is before any time.
        match full.max(own) {
            Some(until) => Err(until),
            None => {
                self.calls.push((now, purpose));
                Ok(())
            }
        }
    }

    /// When fewer than `most` of the chosen calls will lie within the hour, if it is not so now.
    fn full_until(&self, most: i64, chosen: impl Fn(Use) -> bool) -> Option<i64> {
        let mut times: Vec<i64> = self.calls.iter().filter(|(_, p)| chosen(*p)).map(|(at, _)| *at).collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        times.get(usize::try_from(most - 1).unwrap_or(0)).map(|at| at + WINDOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_ledger_is_read_as_it_was_written() {
        let ledger = Ledger { calls: vec![(5, Use::Feed), (1_795_442_521_000, Use::Removal)], silent_until_ms: 9 };
        assert_eq!(Ledger::read(&ledger.written(), 9), ledger);
        assert_eq!(Ledger::read("", 0), Ledger::default());
        assert_eq!(Ledger::read("x 12 é f", 0).calls, []);
    }

    #[test]
    fn removals_leave_the_feed_its_part() {
        let mut ledger = Ledger::default();
        let now = 10 * DAY;
        for _ in 0..12 {
            assert_eq!(ledger.take(now, 30, Use::Removal), Ok(()));
        }
        assert_eq!(ledger.take(now, 30, Use::Removal), Err(now + WINDOW));
        for _ in 0..18 {
            assert_eq!(ledger.take(now, 30, Use::Feed), Ok(()));
        }
        assert_eq!(ledger.take(now, 30, Use::Feed), Err(now + WINDOW));
        assert_eq!(ledger.take(now + WINDOW, 30, Use::Feed), Ok(()));
    }

    #[test]
    fn silence_is_kept_and_a_clock_set_back_does_not_keep_it_for_ever() {
        let now = 100 * DAY;
        let mut ledger = Ledger { calls: vec![], silent_until_ms: now + 5 };
        assert_eq!(ledger.take(now, 30, Use::Feed), Err(now + 5));
        assert_eq!(ledger.take(now + 5, 30, Use::Feed), Ok(()));
        let mut ledger = Ledger { calls: vec![(now, Use::Feed); 30], silent_until_ms: now };
        let back = now - 50 * DAY;
        assert_eq!(ledger.take(back, 30, Use::Feed), Err(back + DAY));
        assert_eq!(ledger.take(back + DAY, 30, Use::Feed), Ok(()));
    }

    proptest! {
        /// Whoever asks, whenever: no hour sees more than what is allowed, and a wait that is named is enough.
        #[test]
        fn no_hour_sees_more_than_allowed(
            steps in prop::collection::vec((0..10 * MINUTE, any::<bool>()), 1..200),
            per_hour in 1..=30_i64,
        ) {
            let (mut ledger, mut now, mut taken) = (Ledger::default(), DAY, Vec::new());
            for (step, removal) in steps {
                now += step;
                let purpose = if removal { Use::Removal } else { Use::Feed };
                match ledger.take(now, per_hour, purpose) {
                    Ok(()) => taken.push(now),
                    Err(until) => {
                        prop_assert!(until > now);
                        prop_assert_eq!(ledger.clone().take(until, per_hour, purpose), Ok(()));
                    }
                }
            }
            for at in &taken {
                let hour = taken.iter().filter(|t| (*at..*at + HOUR).contains(t)).count();
                prop_assert!(i64::try_from(hour).unwrap_or(i64::MAX) <= per_hour);
            }
        }
    }
}
