//! The time of a call, given by the caller: this room has no clock.

use uuid::{NoContext, Timestamp, Uuid};

/// The moment of a call and where the learner's clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 in UTC.
    pub utc_ms: i64,
    /// Local time minus UTC, in minutes.
    pub offset_min: i32,
}

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

impl Now {
    /// The civil date the learner lives at this moment, `YYYY-MM-DD`, within the years 0 to 9999.
    pub fn local_day(self) -> String {
        let local_ms = self.utc_ms.saturating_add(i64::from(self.offset_min) * MINUTE_MS);
        let (year, month, day) = civil(local_ms.div_euclid(DAY_MS));
        match year {
            ..0 => "0000-01-01".to_owned(),
            0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
            10_000.. => "9999-12-31".to_owned(),
        }
    }

    /// A new UUIDv7 of this moment.
    pub(crate) fn mint(self) -> Uuid {
        let ms = u64::try_from(self.utc_ms).unwrap_or(0);
        let nanos = u32::try_from(ms % 1000 * 1_000_000).unwrap_or(0);
        Uuid::new_v7(Timestamp::from_unix(NoContext, ms / 1000, nanos))
    }
}

/// Year, month and day of the proleptic Gregorian calendar, from days since 1970-01-01.
///
/// Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`: years begin in March, so that the
/// leap day is the last of its year, and repeat every 400 years (146 097 days).
fn civil(days: i64) -> (i64, i64, i64) {
    let since = days + 719_468;
    let era = since.div_euclid(146_097);
    let day_of_era = since.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(utc_ms: i64, offset_min: i32) -> String {
        Now { utc_ms, offset_min }.local_day()
    }

    #[test]
    fn known_days() {
        assert_eq!(day(0, 0), "1970-01-01");
        assert_eq!(day(-1, 0), "1969-12-31");
        assert_eq!(day(951_782_400_000, 0), "2000-02-29");
        assert_eq!(day(1_709_164_800_000, 0), "2024-02-29");
        assert_eq!(day(4_107_542_400_000, 0), "2100-03-01", "2100 is no leap year");
        assert_eq!(day(1_798_761_600_000, 0), "2027-01-01");
    }

    #[test]
    fn the_offset_decides_the_day() {
        let late = 1_798_761_600_000 - 1;
        assert_eq!(day(late, 0), "2026-12-31");
        assert_eq!(day(late, 60), "2027-01-01", "in Berlin the year has turned");
        assert_eq!(day(late + 1, -300), "2026-12-31", "in New York it has not");
    }

    #[test]
    fn a_clock_gone_mad_still_has_a_day() {
        assert_eq!(day(i64::MAX, i32::MAX), "9999-12-31");
        assert_eq!(day(i64::MIN, i32::MIN), "0000-01-01");
    }

    proptest! {
        #[test]
        fn the_next_day_follows(days in -700_000i64..2_900_000) {
            let (y, m, d) = civil(days);
            let next = civil(days + 1);
            let leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
            let length = match m { 2 => 28 + i64::from(leap), 4 | 6 | 9 | 11 => 30, _ => 31 };
            let expected = match (m, d) {
                (12, 31) => (y + 1, 1, 1),
                _ if d == length => (y, m + 1, 1),
                _ => (y, m, d + 1),
            };
            prop_assert_eq!(next, expected);
        }
    }
}
