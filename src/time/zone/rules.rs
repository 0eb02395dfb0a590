//! The rules of zones: which offset a place's clock shows at a local time.
//!
//! The database lies outside: natively in chrono-tz, in the browser in its own `Intl`.

use super::{fixed_offset, iana};

/// The offsets that a local time can have, in seconds from UTC, east positive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offsets {
    /// The clock shows this time once.
    One(i32),
    /// The clock was put forward over this time: nobody's clock showed it.
    Skipped {
        /// The offset before the change.
        before: i32,
        /// The offset after it.
        after: i32,
    },
    /// The clock was put back: it showed this time twice.
    Repeated {
        /// The offset the first time.
        first: i32,
        /// The offset the second time.
        second: i32,
    },
}

impl Offsets {
    /// The one offset, where there is one.
    pub fn one(self) -> Option<i32> {
        match self {
            Offsets::One(offset) => Some(offset),
            Offsets::Skipped { .. } | Offsets::Repeated { .. } => None,
        }
    }
}

/// A database of zones.
pub trait Rules {
    /// The offset from UTC of a zone at an instant, both in seconds; `None` for a zone that it does
    /// not know.
    fn offset_at(&self, iana: &str, instant: i64) -> Option<i32>;

    /// The offsets that a local time can have, given as seconds since 1970-01-01T00:00 on the
    /// zone's own clock. A local time is tried with the offsets of the day before and after, as
    /// no zone changes its clock twice within two days.
    fn offsets(&self, iana: &str, local: i64) -> Option<Offsets> {
        const DAY: i64 = 86_400;
        let before = self.offset_at(iana, local - DAY)?;
        let after = self.offset_at(iana, local + DAY)?;
        let holds = |offset: i32| self.offset_at(iana, local - i64::from(offset)) == Some(offset);
        Some(match (holds(before), holds(after)) {
            (true, true) if before == after => Offsets::One(before),
            (true, true) => Offsets::Repeated {
                first: before,
                second: after,
            },
            (true, false) => Offsets::One(before),
            (false, true) => Offsets::One(after),
            (false, false) => Offsets::Skipped { before, after },
        })
    }
}

/// The offsets that a local time can have in a zone as written. A standard or summer abbreviation
/// means its own offset all year round.
pub fn offsets(rules: &dyn Rules, name: &str, local: i64) -> Option<Offsets> {
    match fixed_offset(name) {
        Some(offset) => Some(Offsets::One(offset)),
        None => rules.offsets(iana(name)?, local),
    }
}

/// The zones that chrono-tz holds.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct Database;

#[cfg(not(target_arch = "wasm32"))]
impl Rules for Database {
    fn offset_at(&self, iana: &str, instant: i64) -> Option<i32> {
        use chrono::{Offset, TimeZone};
        let zone: chrono_tz::Tz = iana.parse().ok()?;
        let utc = chrono::DateTime::from_timestamp(instant, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}
