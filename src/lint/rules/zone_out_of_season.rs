//! `zone-out-of-season`: a winter zone on a summer date, or the other way round.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};
use crate::model::FactKey;
use crate::time::describe::date;
use crate::time::resolve::Local;

rule!("PM207", "zone-out-of-season", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    judge(subject).into_iter().collect()
}

fn judge(subject: &Subject<'_>) -> Option<Diagnostic> {
    let mut found = None;
    for timeline in subject.timelines.iter().filter(|timeline| timeline.resolution.dated) {
        let moments = timeline.moments().find_map(|(row, at)| {
            let zone = timeline.written(row)?.zone.as_ref()?;
            wrong(&zone.name, at).map(|other| {
                (
                    Place::EntryTime(timeline.id(row).unwrap_or(timeline.part.id)),
                    zone.name.as_str(),
                    other,
                    at,
                )
            })
        });
        let window = subject.stated.window.as_ref().and_then(|window| {
            let (name, _) = window.zone.as_ref()?;
            let at = timeline.resolution.start?;
            let key = if subject.stated.fact(FactKey::Zone).is_some() {
                FactKey::Zone
            } else {
                FactKey::Start
            };
            wrong(name, at).map(|other| (Place::Fact(key), name.as_str(), other, at))
        });
        found = found.or(window).or(moments);
    }
    let (place, name, other, at) = found?;
    let message = format!("On {} clocks there showed {other}, not {name}.", date(at));
    let mut found = finding(&RULE, place, message);
    found.help = format!("Write {other}, or the place’s own name, such as {}.", place_of(name));
    Some(found)
}

/// Winter name, summer name, an IANA name, and whose rules they follow.
const PAIRS: [(&str, &str, &str, Rules); 7] = [
    ("PST", "PDT", "America/Los_Angeles", Rules::America),
    ("MST", "MDT", "America/Denver", Rules::America),
    ("CST", "CDT", "America/Chicago", Rules::America),
    ("EST", "EDT", "America/New_York", Rules::America),
    ("CET", "CEST", "Europe/Paris", Rules::Europe),
    ("EET", "EEST", "Europe/Athens", Rules::Europe),
    ("WET", "WEST", "Europe/Lisbon", Rules::Europe),
];

#[derive(Clone, Copy)]
enum Rules {
    America,
    Europe,
}

/// The name that would be right on that day. `MST`, `CST`, `EET` and `EST` alone are also kept all
/// year somewhere (Arizona, Saskatchewan, Cairo, Jamaica): they are believed.
fn wrong(name: &str, at: Local) -> Option<&'static str> {
    let (winter, summer, _, rules) = PAIRS
        .iter()
        .find(|(winter, summer, ..)| *winter == name || *summer == name)?;
    let summer_now = is_summer(at, *rules)?;
    if name == *winter && summer_now && matches!(name, "PST" | "CET" | "WET") {
        return Some(summer);
    }
    (name == *summer && !summer_now).then_some(winter)
}

fn place_of(name: &str) -> &'static str {
    let pair = PAIRS
        .iter()
        .find(|(winter, summer, ..)| *winter == name || *summer == name);
    pair.map_or("Europe/Paris", |(_, _, place, _)| place)
}

/// Whether summer time holds: in North America from the second Sunday of March to the first of
/// November (since 2007), in Europe from the last of March to the last of October (since 1996).
/// The days of change themselves are left open.
fn is_summer(at: Local, rules: Rules) -> Option<bool> {
    use chrono::{DateTime, Datelike};
    let day = DateTime::from_timestamp(at.0, 0)?.date_naive();
    if day.year() < 2007 {
        return None;
    }
    let day_of_year = |month, of_month: u32| Some((month, of_month));
    let sunday_from = |month: u32, from: u32| {
        let first = day.with_day(1)?.with_month(month)?.with_day(from)?;
        let to_sunday = (7 - first.weekday().num_days_from_sunday()) % 7;
        day_of_year(month, from + to_sunday)
    };
    let (begin, end) = match rules {
        Rules::America => (sunday_from(3, 8)?, sunday_from(11, 1)?),
        Rules::Europe => (sunday_from(3, 25)?, sunday_from(10, 25)?),
    };
    let today = (day.month(), day.day());
    (today != begin && today != end).then_some(begin < today && today < end)
}
