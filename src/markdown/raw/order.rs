//! The order of raw material, and what has to be assumed to read its times.

use super::{Context, RawRow, stamp};
use crate::time::forms;
use crate::time::written::Written;
use crate::time::zone::fixed_offset;
use tiny_sort::stable;

/// A moment as far as it is written: year, day, seconds of the day on UTC's clock.
type Moment = (i32, i64);

/// Turns rows round where the newest stands first; of JSON, whose order is the program's that
/// wrote it, also sorts what is mixed. Says so where it did.
pub(super) fn oldest_first(rows: Vec<RawRow>, machine: bool) -> (Vec<RawRow>, Option<String>) {
    let Some(moments) = moments(&rows) else {
        return (rows, None);
    };
    let pairs = moments.iter().zip(moments.iter().skip(1));
    let (falls, rises) = pairs.fold((0, 0), |(falls, rises), (above, below)| {
        (falls + usize::from(below < above), rises + usize::from(below > above))
    });
    if falls == 0 {
        return (rows, None);
    }
    // Two entries in the wrong order are a fact to be told, not a newest-first list.
    let newest_first = rises == 0 || falls >= rises * 3;
    if newest_first {
        let said = "The newest entry stands first in it; the rows are turned round, oldest first.";
        return (turned(rows), Some(said.into()));
    }
    if machine {
        let said = "Its entries are not in the order of time; the rows are sorted, oldest first.";
        return (sorted(rows, &moments), Some(said.into()));
    }
    (rows, None)
}

/// The moments of all entries; `None` where one of them has no date.
fn moments(rows: &[RawRow]) -> Option<Vec<Moment>> {
    rows.iter()
        .filter_map(|row| match row {
            RawRow::Entry(entry) => Some(forms::parse(&entry.time).ok().as_ref().and_then(moment)),
            RawRow::Text(_) => None,
        })
        .collect()
}

fn moment(written: &Written) -> Option<Moment> {
    let (date, clock) = (written.date?, written.clock?);
    let (month, day) = date.month_day?;
    let offset = written
        .zone
        .as_ref()
        .and_then(|zone| fixed_offset(&zone.name))
        .unwrap_or(0);
    // Months count as 31 days: only the order matters.
    let day = i64::from(month) * 31 + i64::from(day);
    let seconds = i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second.unwrap_or(0));
    Some((date.year.unwrap_or(0), day * 86_400 + seconds - i64::from(offset)))
}

/// The rows from the last to the first. A text above them all stays there, and a date stays above
/// the rows that it heads.
fn turned(rows: Vec<RawRow>) -> Vec<RawRow> {
    let mut groups: Vec<Vec<RawRow>> = vec![Vec::new()];
    let mut begun = false;
    for row in rows {
        let heads = matches!(&row, RawRow::Text(text) if text.lines().any(stamp::date_alone));
        begun |= matches!(row, RawRow::Entry(_));
        if heads && begun {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(row);
        }
    }
    let only = groups.len() == 1;
    let mut out = Vec::new();
    for group in groups.into_iter().rev() {
        let heads = match group.first() {
            Some(RawRow::Text(text)) => only || text.lines().any(stamp::date_alone),
            _ => false,
        };
        let mut rest = group;
        if heads {
            let tail = rest.split_off(1);
            out.append(&mut rest);
            rest = tail;
        }
        out.extend(rest.into_iter().rev());
    }
    out
}

fn sorted(rows: Vec<RawRow>, moments: &[Moment]) -> Vec<RawRow> {
    let mut moments = moments.iter();
    let mut keyed: Vec<(Option<Moment>, RawRow)> = rows
        .into_iter()
        .map(|row| match row {
            RawRow::Entry(_) => (moments.next().copied(), row),
            // What belongs to no time stands first.
            RawRow::Text(_) => (None, row),
        })
        .collect();
    stable::sort_by_key(&mut keyed, |(moment, _)| *moment);
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// What has to be assumed about date and zone, a sentence each.
pub(super) fn assumed(rows: &[RawRow], context: &Context) -> Vec<String> {
    let written: Vec<Written> = rows
        .iter()
        .filter_map(|row| match row {
            RawRow::Entry(entry) => forms::parse(&entry.time).ok(),
            RawRow::Text(_) => None,
        })
        .collect();
    let heads: Vec<Written> = rows
        .iter()
        .filter_map(|row| match row {
            RawRow::Text(text) => text
                .lines()
                .filter(|line| stamp::date_alone(line))
                .find_map(stamp::alone),
            RawRow::Entry(_) => None,
        })
        .collect();
    vec![date(&written, &heads, context), zone(&written, context)]
}

fn date(written: &[Written], heads: &[Written], context: &Context) -> String {
    let dated = |written: &&Written| written.date.is_some_and(|date| date.month_day.is_some());
    let without = written.len() - written.iter().filter(dated).count();
    let year = |written: &Written| written.date.and_then(|date| date.year).is_some();
    let headed = !heads.is_empty();
    if headed && without == 0 && heads.iter().all(year) && !written.iter().all(year) {
        return "The year is that of the dates between the entries.".into();
    }
    let yearless = written
        .iter()
        .chain(heads)
        .filter_map(|written| written.date)
        .any(|date| date.month_day.is_some() && date.year.is_none());
    match (&context.date, without) {
        (_, 0) if !yearless => "Every entry has its date.".into(),
        (Some(date), 0) => format!("No year is written: the one nearest to {date} is taken."),
        (None, 0) => {
            "No year is written, and none is stated elsewhere. State the incident’s date with its year.".into()
        }
        (None, _) if yearless => {
            "Entries without a date have that of the date above them. No year is written: state the incident’s date."
                .into()
        }
        (_, n) if headed || n < written.len() => "Entries without a date have that of the date above them.".into(),
        (Some(date), _) => format!("No date is written: {date} is taken, the day of the incident."),
        (None, _) => "No date is written, and none is stated elsewhere. State the incident’s date.".into(),
    }
}

fn zone(written: &[Written], context: &Context) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in written.iter().filter_map(|written| written.zone.as_ref()) {
        if !names.contains(&name.name.as_str()) && names.len() < 4 {
            names.push(&name.name);
        }
    }
    let with = written.iter().filter(|written| written.zone.is_some()).count();
    let shown = |name: &str| if name == "Z" { "UTC".to_owned() } else { name.to_owned() };
    match (names.as_slice(), &context.zone) {
        ([one], _) if with == written.len() => format!("Every entry has its zone: {}.", shown(one)),
        ([_, ..], _) if with == written.len() => {
            let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
            format!("Every entry has its zone: {}.", names.join(", "))
        }
        (_, Some(zone)) => format!("No zone is written: {zone} is taken, the zone of the timeline."),
        (_, None) => "No zone is written, and none is stated elsewhere. State the zone of the timeline.".into(),
    }
}
