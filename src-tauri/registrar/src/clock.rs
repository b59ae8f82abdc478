//! The time, as an argument of everything: a test sets it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

#[derive(Clone, Default)]
pub struct Clock(Kind);

#[derive(Clone, Default)]
enum Kind {
    #[default]
    System,
    /// The system's time and an offset that a test moves.
    Shifted(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that can be moved by [`Clock::shift`].
    pub fn shifted(by_ms: i64) -> Self {
        Self(Kind::Shifted(Arc::new(AtomicI64::new(by_ms))))
    }

    /// Moves a shifted clock; the system's clock stays.
    pub fn shift(&self, by_ms: i64) {
        if let Kind::Shifted(offset) = &self.0 {
            offset.fetch_add(by_ms, Ordering::SeqCst);
        }
    }

    /// UTC milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let system = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        match &self.0 {
            Kind::System => system,
            Kind::Shifted(offset) => system + offset.load(Ordering::SeqCst),
        }
    }
}

/// `2026-11-23`, in UTC.
pub fn date(ms: i64) -> String {
    moment(ms).strftime("%Y-%m-%d").to_string()
}

/// `14:02 UTC on 23 November 2026`.
pub fn in_words(ms: i64) -> String {
    moment(ms).strftime("%H:%M UTC on %-d %B %Y").to_string()
}

/// `1 day`, `7 days`.
pub fn days(count: i64) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

/// The same day some months later (`YYYY-MM-DD`); the last day of the month where there is no such day.
pub fn months_later(ms: i64, months: i64) -> String {
    let span = jiff::Span::new().months(months);
    let day = moment(ms).date();
    day.checked_add(span).unwrap_or(jiff::civil::Date::MAX).to_string()
}

fn moment(ms: i64) -> jiff::civil::DateTime {
    let moment = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    jiff::tz::Offset::UTC.to_datetime(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_words() {
        let ms = 1_795_442_520_000;
        assert_eq!(date(ms), "2026-11-23");
        assert_eq!(in_words(ms), "14:02 UTC on 23 November 2026");
        assert_eq!([days(0), days(1), days(7)], ["0 days", "1 day", "7 days"]);
        assert_eq!(months_later(ms, 24), "2028-11-23");
        assert_eq!(months_later(1_706_659_200_000, 1), "2024-02-29");
    }
}
