//! The rules of zones: which offset a place's clock shows at a local time.
//!
//! The database lies outside: natively in chrono-tz, in the browser in its own `Intl`.

use super::{fixed_offset, iana};
use std::fmt;
use std::rc::Rc;

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
    /// The offset that is taken where nothing else is known: the first of two, and the one before
    /// a change for a time that it skipped.
    pub fn first(self) -> i32 {
        match self {
            Offsets::One(offset)
            | Offsets::Skipped { before: offset, .. }
            | Offsets::Repeated { first: offset, .. } => offset,
        }
    }

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

/// The zones that can be told: those with one offset, and those of a database where one is handed
/// in.
#[derive(Clone, Default)]
pub struct Zones(Option<Rc<dyn Rules>>);

impl Zones {
    /// The zones of a database.
    pub fn of(rules: Rc<dyn Rules>) -> Zones {
        Zones(Some(rules))
    }

    /// The offsets that a local time can have in a zone as written.
    pub fn offsets(&self, name: &str, local: i64) -> Option<Offsets> {
        match &self.0 {
            Some(rules) => offsets(rules.as_ref(), name, local),
            None => fixed_offset(name).map(Offsets::One),
        }
    }

    /// The offset of a zone as written at an instant, both in seconds.
    pub fn offset_at(&self, name: &str, instant: i64) -> Option<i32> {
        fixed_offset(name).or_else(|| self.0.as_ref()?.offset_at(iana(name)?, instant))
    }

    /// The offset of a zone that has kept it winter and summer: for times whose day is not known.
    pub(crate) fn steady_offset(&self, name: &str) -> Option<i32> {
        // January and July of 2000 and of 2024.
        const DAYS: [i64; 4] = [946_900_800, 962_625_600, 1_704_283_200, 1_720_008_000];
        if let Some(offset) = fixed_offset(name) {
            return Some(offset);
        }
        let [first, rest @ ..] = DAYS.map(|instant| self.offset_at(name, instant));
        first.filter(|_| rest.iter().all(|other| *other == first))
    }
}

impl fmt::Debug for Zones {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = if self.0.is_some() {
            "a database"
        } else {
            "fixed offsets"
        };
        formatter.debug_tuple("Zones").field(&known).finish()
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
