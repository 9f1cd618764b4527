//! Months and days as forms ask for them, and what the clock says in Asia/Tokyo.
//!
//! It reads no clock: the moment is an argument everywhere. Japan has kept UTC+9 without summer time since 1952,
//! so the offset is a constant and needs no time-zone database.

use std::fmt;
use std::ops::RangeInclusive;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;
const TOKYO_OFFSET: i64 = 9 * 60 * MINUTE;

/// A calendar month of the years 1000 to 9999. Later months compare greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(u16, u8);

impl Month {
    /// The month of a year; `None` outside the years 1000 to 9999 and the months 1 to 12.
    #[must_use]
    pub fn new(year: u16, month: u8) -> Option<Self> {
        ((1000..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self(year, month))
    }

    /// Reads exactly `YYYY-MM` in ASCII digits: the raw value of a month field, and its exported form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        Self::new(digits(year, 4)?, u8::try_from(digits(month, 2)?).ok()?)
    }

    /// The year, 1000 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.1
    }

    /// How many days it has, in the proleptic Gregorian calendar.
    #[must_use]
    pub fn days(self) -> u8 {
        let is_leap_year = self.0.is_multiple_of(4) && (!self.0.is_multiple_of(100) || self.0.is_multiple_of(400));
        match self.1 {
            2 if is_leap_year => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// January of the year this many years earlier, or of 1000: the first month that a form may offer.
    #[must_use]
    pub fn first_of_year_before(self, years: u8) -> Self {
        Self(self.0.saturating_sub(u16::from(years)).max(1000), 1)
    }

    /// December of the year this many years later, or of 9999: the last month a form may offer.
    #[must_use]
    pub fn last_of_year_after(self, years: u8) -> Self {
        Self((self.0 + u16::from(years)).min(9999), 12)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.0, self.1)
    }
}

/// A day of a calendar month. Later days compare greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(Month, u8);

impl Date {
    /// The day of a month; `None` when the month has no such day.
    #[must_use]
    pub fn new(month: Month, day: u8) -> Option<Self> {
        (1..=month.days()).contains(&day).then_some(Self(month, day))
    }

    /// Reads exactly `YYYY-MM-DD` in ASCII digits: the raw value of a date field, and its exported form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.rsplit_once('-')?;
        Self::new(Month::parse(month)?, u8::try_from(digits(day, 2)?).ok()?)
    }

    /// The month that it is in.
    #[must_use]
    pub fn month(self) -> Month {
        self.0
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.1
    }

    /// The day of the week, 0 for Sunday to 6 for Saturday.
    #[must_use]
    pub fn weekday(self) -> usize {
        let (year, month) = (usize::from(self.0.year()), usize::from(self.0.month()));
        // A year is counted from March, so that its leap day is its last: Zeller's congruence.
        let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
        let days = usize::from(self.1) + 13 * (month + 1) / 5 + year + year / 4 + year / 400 - year / 100;
        (days + 6) % 7
    }
}

/// The year as Japan counts it: the first of Reiwa (令和) began on 1 May 2019 (Cabinet Order 143 of 2019). `None` for
/// years before 2020, which are not entirely in this era.
#[must_use]
pub fn year_of_reiwa(year: u16) -> Option<u16> {
    year.checked_sub(2018).filter(|count| *count > 1)
}

/// A month without a day means its first day.
impl From<Month> for Date {
    fn from(month: Month) -> Self {
        Self(month, 1)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{:02}", self.0, self.1)
    }
}

/// Reads exactly `length` ASCII digits.
fn digits(text: &str, length: usize) -> Option<u16> {
    let well_formed = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed { text.parse().ok() } else { None }
}

/// Year and month of a text `YYYY-MM`, as the lists offer them; each may be empty.
#[must_use]
pub fn month_parts(text: &str) -> Option<(&str, &str)> {
    let (year, month) = text.split_once('-')?;
    (is_part(year, 4, 1000..=9999) && is_part(month, 2, 1..=12)).then_some((year, month))
}

/// Year, month and day of a text `YYYY-MM-DD`; each may be empty, and the month may lack the day.
#[must_use]
pub fn date_parts(text: &str) -> Option<(&str, &str, &str)> {
    let (month, day) = text.rsplit_once('-')?;
    let (year, month) = month_parts(month)?;
    is_part(day, 2, 1..=31).then_some((year, month, day))
}

fn is_part(text: &str, length: usize, range: RangeInclusive<u16>) -> bool {
    text.is_empty() || digits(text, length).is_some_and(|number| range.contains(&number))
}

/// A second on the clock in Asia/Tokyo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    date: Date,
    second_of_day: i64,
    unix_seconds: i64,
}

impl Moment {
    /// The moment this many seconds after 1970-01-01T00:00:00Z; `None` outside the years 1000 to 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let local = seconds.checked_add(TOKYO_OFFSET)?;
        let date = civil_from_days(local.div_euclid(DAY))?;
        Some(Self { date, second_of_day: local.rem_euclid(DAY), unix_seconds: seconds })
    }

    /// The same time some days later.
    #[must_use]
    pub fn days_later(self, days: i64) -> Option<Self> {
        Self::from_unix_seconds(self.unix_seconds.checked_add(days.checked_mul(DAY)?)?)
    }

    /// The day as `YYYY-MM-DD`, for the names of files.
    #[must_use]
    pub fn day_stamp(self) -> String {
        self.date.to_string()
    }

    /// Day, hour and minute as `YYYY-MM-DD_HHMM`, for the names of files.
    #[must_use]
    pub fn minute_stamp(self) -> String {
        let minutes = self.second_of_day / 60;
        format!("{}_{:02}{:02}", self.date, minutes / 60, minutes % 60)
    }

    /// "Today" of every rule about days.
    #[must_use]
    pub fn today(self) -> Date {
        self.date
    }

    /// "This month" of every rule about months.
    #[must_use]
    pub fn month(self) -> Month {
        self.date.month()
    }
}

impl fmt::Display for Moment {
    /// ISO 8601 with the offset: `2026-11-23T12:00:00+09:00`, as `completed_at` is exported.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, second) = (self.second_of_day / MINUTE, self.second_of_day % MINUTE);
        let (hour, minute) = (minutes / 60, minutes % 60);
        write!(formatter, "{}T{hour:02}:{minute:02}:{second:02}+09:00", self.date)
    }
}

/// The date of a day counted from 1970-01-01, in the proleptic Gregorian calendar. A year begins in March, so that the
/// leap day is its last day. Source: `civil_from_days` in Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms".
fn civil_from_days(day: i64) -> Option<Date> {
    let from_march_year_0 = day + 719_468;
    let (era, day_of_era) = (from_march_year_0.div_euclid(146_097), from_march_year_0.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let month = Month::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?)?;
    Date::new(month, u8::try_from(day_of_month).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn month_text_is_read_only_in_its_exact_form() {
        assert_eq!(Month::parse("2026-12").unwrap().to_string(), "2026-12");
        for wrong in ["2026-13", "2026-00", "2026-1", "26-12", "2026-", "-12", "-", "", "2026-12 ", "\u{ff12}026-12"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn day_that_the_month_does_not_have_is_none() {
        let text = |text| Date::parse(text).map(|date| date.to_string());
        for right in ["2026-12-31", "2028-02-29", "2000-02-29", "2026-04-30"] {
            assert_eq!(text(right).as_deref(), Some(right));
        }
        for wrong in ["2026-02-29", "2100-02-29", "2026-04-31", "2026-12-00", "2026-12-1", "2026--01", "2026-12", ""] {
            assert_eq!(text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn month_of_a_later_year_is_later_although_its_number_is_smaller() {
        assert!(Month::parse("2027-01") > Month::parse("2026-12"));
    }

    #[test]
    fn moment_in_tokyo_is_nine_hours_ahead_of_utc() {
        let moment = |seconds| Moment::from_unix_seconds(seconds).unwrap().to_string();
        assert_eq!(moment(0), "1970-01-01T09:00:00+09:00");
        assert_eq!(moment(951_825_599), "2000-02-29T20:59:59+09:00");
        // 2026-12-31T15:00:00Z is already the new year in Tokyo.
        assert_eq!(moment(1_798_729_200), "2027-01-01T00:00:00+09:00");
        assert_eq!(moment(1_798_729_199), "2026-12-31T23:59:59+09:00");
    }

    #[test]
    fn week_after_the_end_of_february_is_in_march() {
        let moment = Moment::from_unix_seconds(951_825_599).unwrap().days_later(7).unwrap();
        assert_eq!(moment.today().to_string(), "2000-03-07");
    }

    #[test]
    fn weekday_is_that_of_the_calendar_on_both_sides_of_a_leap_day() {
        let weekday = |date| Date::parse(date).unwrap().weekday();
        // Monday, Tuesday, Wednesday; Thursday, Saturday, and a Thursday because 1900 was not a leap year.
        assert_eq!(["2000-02-28", "2000-02-29", "2000-03-01"].map(weekday), [1, 2, 3]);
        assert_eq!(["2027-01-14", "2028-01-01", "1900-03-01"].map(weekday), [4, 6, 4]);
        assert_eq!(["2026-11-22", "9999-12-31"].map(weekday), [0, 5]);
    }

    #[test]
    fn year_is_counted_by_reiwa_once_it_is_wholly_in_it() {
        assert_eq!([1999, 2019, 2020, 2027].map(year_of_reiwa), [None, None, Some(2), Some(9)]);
    }

    #[test]
    fn moment_outside_four_digit_years_is_none() {
        assert_eq!(Moment::from_unix_seconds(i64::MAX), None);
        assert_eq!(Moment::from_unix_seconds(-40_000_000_000), None);
    }
}
