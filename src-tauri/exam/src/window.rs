//! When the exam can be sat, in the learner's zone and in UTC.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// A moment, in words, twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub at_ms: i64,
    /// Such as `14 March 2027, 09:00 (UTC+1)`.
    pub local: String,
    /// Such as `14 March 2027, 08:00 UTC`.
    pub utc: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub opens: Moment,
    pub closes: Moment,
    /// The zone's name, such as `Europe/Berlin`; its offset where it has none.
    pub zone: String,
    /// When the clocks change from now to the end of the window, in words: the first change that is to come.
    pub clocks_change: Option<String>,
}

/// The window between two moments, as somebody in `zone` reads it now. Times are UTC milliseconds.
pub fn window(opens_ms: i64, closes_ms: i64, now_ms: i64, zone: &TimeZone) -> Window {
    let now = zoned(now_ms, zone);
    let name = zone.iana_name().map_or_else(|| offset(&now), str::to_owned);
    Window {
        opens: moment(opens_ms, zone),
        closes: moment(closes_ms, zone),
        zone: name,
        clocks_change: clocks_change(now_ms, closes_ms, zone),
    }
}

/// A moment in both zones.
pub fn moment(at_ms: i64, zone: &TimeZone) -> Moment {
    let (local, utc) = (zoned(at_ms, zone), zoned(at_ms, &TimeZone::UTC));
    let words = |at: &Zoned| at.strftime("%-d %B %Y, %H:%M").to_string();
    Moment { at_ms, local: format!("{} ({})", words(&local), offset(&local)), utc: format!("{} UTC", words(&utc)) }
}

fn zoned(at_ms: i64, zone: &TimeZone) -> Zoned {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or(if at_ms < 0 { Timestamp::MIN } else { Timestamp::MAX });
    at.to_zoned(zone.clone())
}

/// Such as `UTC+1`, `UTC−3:30`, `UTC`.
fn offset(at: &Zoned) -> String {
    let minutes = at.offset().seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

fn clocks_change(from_ms: i64, until_ms: i64, zone: &TimeZone) -> Option<String> {
    let from = zoned(from_ms, zone);
    let mut before = from.offset().seconds();
    for change in zone.following(from.timestamp()).take_while(|c| c.timestamp().as_millisecond() <= until_ms) {
        let after = change.offset().seconds();
        let moved = (after - before) / 60;
        if moved != 0 {
            let eve = change.timestamp().checked_sub(1.second()).unwrap_or(change.timestamp()).to_zoned(zone.clone());
            let day = eve.strftime("%-d %B %Y");
            let way = if moved > 0 { "forward" } else { "back" };
            let span = match (moved.abs() / 60, moved.abs() % 60) {
                (1, 0) => "an hour".to_owned(),
                (hours, 0) => format!("{hours} hours"),
                (0, minutes) => format!("{minutes} minutes"),
                (hours, minutes) => format!("{hours} h {minutes} min"),
            };
            return Some(format!("On {day} the clocks here go {way} by {span}. The times above allow for it."));
        }
        before = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().expect("the time of the test is good").as_millisecond()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("the zone of the test is known")
    }

    #[test]
    fn a_moment_is_told_twice() {
        let check = |at: &str, name: &str, local: &str, utc: &str| {
            let found = moment(ms(at), &zone(name));
            assert_eq!((found.local.as_str(), found.utc.as_str()), (local, utc), "{at} {name}");
        };
        check("2027-03-14T08:00:00Z", "Europe/Berlin", "14 March 2027, 09:00 (UTC+1)", "14 March 2027, 08:00 UTC");
        check("2027-03-28T01:30:00Z", "Europe/Berlin", "28 March 2027, 03:30 (UTC+2)", "28 March 2027, 01:30 UTC");
        check(
            "2027-01-01T02:00:00Z",
            "America/St_Johns",
            "31 December 2026, 22:30 (UTC−3:30)",
            "1 January 2027, 02:00 UTC",
        );
        check(
            "2027-01-01T12:00:00Z",
            "Pacific/Kiritimati",
            "2 January 2027, 02:00 (UTC+14)",
            "1 January 2027, 12:00 UTC",
        );
        check("2027-01-01T12:00:00Z", "UTC", "1 January 2027, 12:00 (UTC)", "1 January 2027, 12:00 UTC");
    }

    #[test]
    fn a_change_of_the_clocks_within_the_window_is_said() {
        let check = |opens: &str, closes: &str, now: &str, name: &str, expected: Option<&str>| {
            let found = window(ms(opens), ms(closes), ms(now), &zone(name)).clocks_change;
            assert_eq!(found.as_deref(), expected, "{opens} {closes} {now} {name}");
        };
        let (opens, closes) = ("2027-03-01T08:00:00Z", "2027-04-30T08:00:00Z");
        let spring = "On 28 March 2027 the clocks here go forward by an hour. The times above allow for it.";
        check(opens, closes, "2027-02-01T00:00:00Z", "Europe/Berlin", Some(spring));
        check(opens, closes, "2027-03-28T00:59:00Z", "Europe/Berlin", Some(spring));
        check(opens, closes, "2027-03-28T01:00:00Z", "Europe/Berlin", None);
        check(opens, closes, "2027-02-01T00:00:00Z", "Asia/Tokyo", None);
        let back = "On 4 April 2027 the clocks here go back by 30 minutes. The times above allow for it.";
        check(opens, closes, "2027-02-01T00:00:00Z", "Australia/Lord_Howe", Some(back));
        check(opens, "2027-03-20T00:00:00Z", "2027-02-01T00:00:00Z", "Europe/Berlin", None);
    }

    #[test]
    fn the_zone_has_a_name() {
        let named = |zone| window(0, 1, 0, &zone).zone;
        assert_eq!(named(zone("Asia/Kolkata")), "Asia/Kolkata");
        assert_eq!(named(TimeZone::fixed(jiff::tz::offset(-5))), "UTC−5");
    }

    #[test]
    fn times_out_of_all_bounds_are_no_panic() {
        for at in [i64::MIN, i64::MAX] {
            assert!(!moment(at, &zone("Europe/Berlin")).local.is_empty());
            assert!(!window(at, at, 0, &zone("Europe/Berlin")).zone.is_empty());
        }
    }
}
