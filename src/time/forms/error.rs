//! Why a text is not a time: where, and what was expected there.

use crate::time::calendar::MONTHS;
use std::fmt;
use std::ops::Range;

/// Why a text is not a time: where, and what was expected there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormError {
    /// The bytes of the text that are wrong; empty where something is missing.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: FormErrorKind,
}

/// One variant for each place where reading a time can stop. Texts are as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormErrorKind {
    /// Nothing is written.
    Empty,
    /// Nothing in the text is a time or a date.
    NotATime,
    /// A number alone: hour, day or nothing of the kind.
    BareNumber { number: String },
    /// An hour that no clock shows.
    Hour { found: String },
    /// `24:00`: the midnight that ends a day.
    HourTwentyFour,
    /// An hour over 12 where only AM or PM makes it a time and it can't be: `25 PM`.
    HourWithHalf { found: String },
    /// The minute is missing or has one digit.
    MinuteDigits { after: String },
    /// A minute over 59.
    Minute { found: String },
    /// The second is missing or has one digit.
    SecondDigits { after: String },
    /// A second over 60.
    Second { found: String },
    /// Something like AM or PM, but neither: `10:00 M`.
    Half { found: String },
    /// The month is missing in a numeric date.
    MonthMissing { after: String },
    /// A month under 1 or over 12.
    Month { found: String },
    /// The day is missing.
    DayMissing { after: String },
    /// A day that this month does not have.
    Day {
        found: String,
        month: u32,
        year: Option<i32>,
    },
    /// A year that is not written with two or four digits.
    Year { found: String },
    /// An offset that is not hours and minutes.
    Offset { found: String },
    /// A bracket is not closed.
    BracketOpen,
    /// Nothing that can be read as a time after a range's dash.
    RangeEnd { after: String },
    /// A range's end that ends another range.
    RangeTwice,
    /// The number after `T+` is missing.
    RelativeNumber { after: String },
    /// The unit after `T+12` is not one.
    RelativeUnit { after: String, found: String },
    /// Nothing follows `~` or `around`.
    ApproximateOf { after: String },
    /// Something that is no zone follows a clock.
    Zone { found: String, after: String },
    /// Something follows the time.
    Trailing { found: String },
}

/// The days of a month; February has 29 where the year is not known.
pub(super) fn days_in(month: u32, year: Option<i32>) -> u32 {
    let days = MONTHS.get(month.wrapping_sub(1) as usize).map_or(31, |m| m.1);
    let leap = year.is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
    if month == 2 && leap { 29 } else { days }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FormErrorKind as K;
        match &self.kind {
            K::Empty => f.write_str("expected a time, found nothing"),
            K::NotATime => f.write_str("expected a time such as 10:05, 10:05 AM or 2024-03-03 10:05"),
            K::BareNumber { number } => {
                write!(f, "expected AM, PM or a colon and minutes after “{number}”")
            }
            K::Hour { found } => write!(f, "expected an hour from 0 to 23, found “{found}”"),
            K::HourTwentyFour => f.write_str("expected an hour from 0 to 23; write 00:00 with the next day’s date"),
            K::HourWithHalf { found } => write!(f, "expected an hour from 1 to 12 before AM or PM, found “{found}”"),
            K::MinuteDigits { after } => write!(f, "expected two-digit minute after “{after}”"),
            K::Minute { found } => write!(f, "expected a minute from 00 to 59, found “{found}”"),
            K::SecondDigits { after } => write!(f, "expected two-digit second after “{after}”"),
            K::Second { found } => write!(f, "expected a second from 00 to 59, found “{found}”"),
            K::Half { found } => write!(f, "expected AM or PM, found “{found}”"),
            K::MonthMissing { after } => write!(f, "expected a month after “{after}”"),
            K::Month { found } => write!(f, "expected a month from 1 to 12, found “{found}”"),
            K::DayMissing { after } => write!(f, "expected a day after “{after}”"),
            K::Day { found, month, year } => {
                let name = MONTHS.get(month.wrapping_sub(1) as usize).map_or("the month", |m| m.0);
                let days = days_in(*month, *year);
                match year {
                    Some(year) if *month == 2 => {
                        write!(f, "expected a day from 1 to {days} in {name} {year}, found “{found}”")
                    }
                    _ => write!(f, "expected a day from 1 to {days} in {name}, found “{found}”"),
                }
            }
            K::Year { found } => write!(f, "expected a year of two or four digits, found “{found}”"),
            K::Offset { found } => write!(f, "expected an offset such as +01:00, found “{found}”"),
            K::BracketOpen => f.write_str("expected a closing bracket"),
            K::RangeEnd { after } => write!(f, "expected the range’s end after “{after}”"),
            K::RangeTwice => f.write_str("expected one start and one end, found a third time"),
            K::RelativeNumber { after } => write!(f, "expected a number such as 12m after “{after}”"),
            K::RelativeUnit { after, found } if found.is_empty() => {
                write!(f, "expected s, min, h or d after “{after}”")
            }
            K::RelativeUnit { after, found } => write!(f, "expected s, min, h or d after “{after}”, found “{found}”"),
            K::ApproximateOf { after } => write!(f, "expected a time after “{after}”"),
            K::Zone { found, after } => write!(
                f,
                "expected a zone such as UTC or +01:00 after “{after}”, found “{found}”"
            ),
            K::Trailing { found } => write!(f, "expected nothing more, found “{found}”"),
        }
    }
}

impl std::error::Error for FormError {}

impl FormErrorKind {
    /// The error at these bytes.
    pub(super) fn at<T>(self, span: Range<usize>) -> Result<T, FormError> {
        Err(FormError { span, kind: self })
    }
}
