//! Tables as text: a header with a column of times, cells parted by commas, semicolons, tabs or bars.

use super::{RawEntry, RawRow, stamp};
use crate::time::zone::fixed_offset;

/// Headers of a column of times.
const TIMES: [&str; 14] = [
    "time",
    "timestamp",
    "@timestamp",
    "datetime",
    "date/time",
    "date time",
    "date & time",
    "date and time",
    "when",
    "created",
    "created at",
    "start",
    "started",
    "occurred at",
];

/// Headers of the column that says what happened.
const TEXTS: [&str; 12] = [
    "message",
    "event",
    "description",
    "text",
    "summary",
    "title",
    "what",
    "what happened",
    "details",
    "action",
    "note",
    "content",
];

/// Reads a table whose header names a time, and whose cells of that column are times.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let mark = [',', ';', '\t', '|']
        .into_iter()
        .max_by_key(|mark| first.matches(*mark).count())
        .filter(|mark| first.contains(*mark))?;
    let mut records = records(text, mark).into_iter();
    let header = records.next()?.cells;
    let names: Vec<String> = header.iter().map(|cell| name(cell)).collect();
    let find = |known: &[&str]| {
        known
            .iter()
            .find_map(|known| names.iter().position(|name| name == known))
    };
    let date = find(&["date", "day"]);
    let time = find(&TIMES).or(date)?;
    let date = date.filter(|date| *date != time);
    let what = find(&TEXTS);
    let zone = header.get(time).and_then(|cell| zone(cell));
    let mut rows = Vec::new();
    let (mut read, mut strange) = (0_usize, 0_usize);
    for record in records {
        let cell = |at: usize| record.cells.get(at).map_or("", |cell| cell.trim());
        let clock = cell(time);
        let dated = stamp::alone(clock).is_some_and(|written| written.date.is_some());
        let mut stamp = match date.map(cell).filter(|date| !date.is_empty() && !dated) {
            Some(date) => format!("{date} {clock}"),
            None => clock.to_owned(),
        };
        let written = stamp::alone(&stamp).filter(|written| !written.is_empty());
        if let (Some(zone), Some(written)) = (zone, &written)
            && written.zone.is_none()
            && written.clock.is_some()
        {
            stamp = format!("{stamp} {zone}");
        }
        if written.is_none() || record.cells.len() > header.len() {
            strange += 1;
            rows.push(RawRow::Text(record.source.trim_end().to_owned()));
            continue;
        }
        read += 1;
        let others = (0..record.cells.len()).filter(|at| *at != time && Some(*at) != date && Some(*at) != what);
        let text = match what.map(cell).filter(|text| !text.is_empty()) {
            Some(text) => text.to_owned(),
            None => {
                let told = others.filter(|at| !cell(*at).is_empty());
                let told = told.map(|at| format!("{}: {}", header.get(at).map_or("", |name| name.trim()), cell(at)));
                told.collect::<Vec<_>>().join(", ")
            }
        };
        rows.push(RawRow::Entry(RawEntry::new(&stamp, &text, record.source)));
    }
    if read == 0 || strange * 4 > read {
        return None;
    }
    // The header says what the cells of the original lines are.
    rows.insert(0, RawRow::Text(first.trim().to_owned()));
    Some(rows)
}

fn name(cell: &str) -> String {
    let cell = cell.trim().to_lowercase().replace('_', " ");
    match cell.split_once(['(', '[']) {
        Some((name, _)) if !name.trim().is_empty() => name.trim().to_owned(),
        _ => cell,
    }
}

/// `Time (UTC)`: the zone of all times of a column.
fn zone(cell: &str) -> Option<&str> {
    let (_, rest) = cell.split_once(['(', '['])?;
    let (zone, _) = rest.split_once([')', ']'])?;
    fixed_offset(zone).map(|_| zone.trim())
}

struct Record<'a> {
    cells: Vec<String>,
    source: &'a str,
}

/// The records; a quoted cell may hold the mark, line ends, and doubled quotes.
fn records(text: &str, mark: char) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut begin) = (false, 0);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' if quoted && letters.peek().is_some_and(|(_, next)| *next == '"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                close(&mut records, &mut cells, text.get(begin..at).unwrap_or_default());
                begin = at + 1;
            }
            _ if letter == mark && !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    cells.push(cell);
    close(&mut records, &mut cells, text.get(begin..).unwrap_or_default());
    records
}

fn close<'a>(records: &mut Vec<Record<'a>>, cells: &mut Vec<String>, source: &'a str) {
    let cells = std::mem::take(cells);
    if !source.trim().is_empty() {
        records.push(Record { cells, source });
    }
}
