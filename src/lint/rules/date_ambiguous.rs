//! `date-ambiguous`: a date whose day and month could change places.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Diagnostic, Place};
use crate::model::FactKey;
use crate::time::calendar::month_name;
use crate::time::written::{Date, Written};

rule!("PM209", "date-ambiguous", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    judge(subject).into_iter().collect()
}

fn judge(subject: &Subject<'_>) -> Option<Diagnostic> {
    let window = subject.stated.window.as_ref();
    let ends = window.into_iter().flat_map(|window| {
        let start = window
            .start
            .as_ref()
            .map(|(written, _)| (Place::Fact(FactKey::Start), written));
        let end = window
            .end
            .as_ref()
            .map(|(written, _)| (Place::Fact(FactKey::End), written));
        [start, end].into_iter().flatten()
    });
    let entries = subject.timelines.iter().flat_map(|timeline| {
        timeline
            .all_written()
            .map(|(_, entry, written)| (Place::EntryTime(entry.id), written))
    });
    let dates: Vec<(Place, Date)> = ends
        .chain(entries)
        .filter_map(|(place, written)| Some((place, date(written)?)))
        .collect();
    // Another date that can be read one way only shows the writer's manner.
    let (place, (year, month, day)) = dates.iter().find_map(|(place, date)| {
        let (month, day) = date
            .month_day
            .filter(|(month, day)| date.day_or_month && month != day)?;
        Some((place.clone(), (date.year, month, day)))
    })?;
    let clear =
        |date: &Date| !date.day_or_month && date.year == year && year.is_some() && date.month_day == Some((month, day));
    if dates.iter().any(|(_, date)| clear(date)) {
        return None;
    }
    let message = format!(
        "This date is read as {} {day}; it could also be {} {month}.",
        month_name(month),
        month_name(day)
    );
    let mut found = finding(&RULE, place, message);
    found.help = "Write the month as a word, or year-month-day.".into();
    Some(found)
}

fn date(written: &Written) -> Option<Date> {
    written.date
}
