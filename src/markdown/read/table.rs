//! Tables whose rows are entries or items.

use super::marks::marker;
use super::row;
use crate::markdown::kinds::words;
use crate::markdown::lines::{Line, one_line};
use crate::markdown::marker::{self as comment, Marker};
use crate::markdown::preview;
use crate::model::{Column, Entry, EntryStyle, Id, Item, ItemStyle, Phase, Table};
use crate::time::forms;

/// A table that was understood, and how many lines it takes.
pub(in crate::markdown) struct Found<T> {
    pub(in crate::markdown) table: Table,
    pub(in crate::markdown) rows: Vec<T>,
    pub(in crate::markdown) taken: usize,
}

/// The cells of a table's row, unescaped.
pub(in crate::markdown) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut out = Vec::new();
    let mut cell = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('|') {
        let (before, after) = (
            rest.get(..at).unwrap_or_default(),
            rest.get(at + 1..).unwrap_or_default(),
        );
        if let Some(kept) = before.strip_suffix('\\') {
            cell.push_str(kept);
            cell.push('|');
        } else {
            cell.push_str(before);
            out.push(one_line(&std::mem::take(&mut cell)).into_owned());
        }
        rest = after;
    }
    cell.push_str(rest);
    if !cell.trim().is_empty() {
        out.push(one_line(&cell).into_owned());
    }
    out
}

fn delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line
            .bytes()
            .all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Header cells and the lines of the rows, where a table begins at the first of these lines.
fn grid<'a, 'b>(ahead: &'b [Line<'a>]) -> Option<(Vec<String>, &'b [Line<'a>])> {
    let (first, rest) = ahead.split_first()?;
    let second = rest.first()?;
    // A table that begins behind a list marker is the text of that row.
    let opens = first.text.contains('|') && marker(first.text).is_none();
    if !opens || first.opaque || second.opaque || !delimiter(second.text) {
        return None;
    }
    let header = cells(first.text);
    let rows = rest.get(1..)?;
    let length = rows
        .iter()
        .take_while(|line| !line.opaque && line.text.trim_start().starts_with('|'))
        .count();
    let rows = rows.get(..length)?;
    // Without a row nothing would hold the header's words.
    rows.iter().any(holds_cells).then_some((header, rows))
}

/// A pipe alone on its line ends the row above it and is none.
fn holds_cells(line: &Line<'_>) -> bool {
    line.text.trim() != "|"
}

/// The cells of each row.
fn filled(lines: &[Line<'_>], columns: usize) -> Vec<Vec<String>> {
    lines
        .iter()
        .filter(|line| holds_cells(line))
        .map(|line| fitted(cells(line.text), columns))
        .collect()
}

/// Whether a table that begins at the first of these lines tells by its header and rows that it is a timeline.
pub(in crate::markdown) fn tells_a_timeline(ahead: &[Line<'_>]) -> bool {
    let Some((header, lines)) = grid(ahead) else {
        return false;
    };
    let names: Vec<String> = header.iter().map(|cell| words(&preview::plain(cell))).collect();
    let has = |signs: &[&str]| {
        names
            .iter()
            .any(|name| name.split(' ').any(|word| signs.contains(&word)))
    };
    let events = [
        "event",
        "events",
        "happened",
        "action",
        "activity",
        "update",
        "événement",
        "evento",
    ];
    let clock = |cell: &String| row::timed(cell).is_some_and(|split| split.written.clock.is_some());
    let grid = filled(lines, header.len());
    has(&["time", "timestamp", "when", "heure", "hora"])
        && has(&events)
        && grid.len() > 1
        && grid.iter().all(|row| row.iter().any(clock))
}

/// Whether a table that begins at the first of these lines tells by its header that it lists action items.
pub(in crate::markdown) fn tells_items(ahead: &[Line<'_>]) -> bool {
    let Some((header, _)) = grid(ahead) else { return false };
    let names: Vec<String> = header.iter().map(|cell| words(&preview::plain(cell))).collect();
    let named = names.iter().any(|name| {
        matches!(
            name.as_str(),
            "action" | "action item" | "action items" | "task" | "follow up"
        )
    });
    let kept = names.iter().map(|name| column(name));
    named
        && kept
            .filter(|column| matches!(column, Column::Owner | Column::Due | Column::Priority | Column::Type))
            .count()
            > 0
}

/// A table of entries. Where one was read before, only a table with the same header goes on with it.
pub(in crate::markdown) fn timeline(ahead: &[Line<'_>], known: Option<&Table>) -> Option<Found<Entry>> {
    let (header, lines) = grid(ahead)?;
    let grid = filled(lines, header.len());
    let names: Vec<String> = header.iter().map(|cell| words(&preview::plain(cell))).collect();
    let has = |name: &str, signs: &[&str]| name.split(' ').any(|word| signs.contains(&word));
    let time = names
        .iter()
        .position(|name| {
            has(
                name,
                &["time", "timestamp", "datetime", "clock", "hour", "heure", "hora", "utc"],
            )
        })
        .or_else(|| names.iter().position(|name| has(name, &["date", "when", "day"])))
        .or_else(|| reads_as_times(&grid))?;
    let text = names
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != time)
        .find(|(_, name)| {
            has(
                name,
                &[
                    "event",
                    "events",
                    "description",
                    "what",
                    "details",
                    "action",
                    "activity",
                    "note",
                    "notes",
                    "message",
                    "happened",
                    "update",
                ],
            )
        })
        .map(|(at, _)| at)
        .or_else(|| (0..header.len()).rev().find(|at| *at != time))?;
    let columns: Vec<Column> = (0..header.len())
        .map(|at| match at {
            at if at == time => Column::Time,
            at if at == text => Column::Text,
            _ => Column::Other,
        })
        .collect();
    let table = Table { header, columns };
    if known.is_some_and(|known| *known != table) {
        return None;
    }
    let rows = grid.into_iter().map(|row| entry(row, &table)).collect();
    Some(Found {
        table,
        rows,
        taken: lines.len() + 2,
    })
}

/// A row that goes on with a table behind a picture or a blank line: as many cells, and a time in its place.
pub(in crate::markdown) fn further(line: &Line<'_>, table: &Table) -> Option<Entry> {
    if line.opaque || !line.text.starts_with('|') {
        return None;
    }
    let row = cells(line.text);
    if row.len() != table.header.len() {
        return None;
    }
    let entry = entry(row, table);
    forms::parse(&entry.time)
        .is_ok_and(|written| written.clock.is_some())
        .then_some(entry)
}

fn entry(mut row: Vec<String>, table: &Table) -> Entry {
    let mut entry = Entry::new(Id(0), "", "");
    entry.style = EntryStyle::default();
    let mut done = None;
    if let Some(text) = table.columns.iter().position(|column| *column == Column::Text) {
        if let Some(cell) = row.get_mut(text)
            && let Some((before, evidence)) = comment::take_evidence(cell)
        {
            entry.evidence = evidence;
            *cell = before.to_owned();
        }
        take_mark(&mut row, text, &mut entry.phase, &mut done);
    }
    for (at, column) in table.columns.iter().enumerate() {
        let cell = row.get_mut(at).map(std::mem::take).unwrap_or_default();
        match column {
            Column::Time => entry.time = without_marks(&cell),
            Column::Text => entry.text = cell,
            _ => entry.cells.push(cell),
        }
    }
    entry
}

/// A first column of times without a name that says so.
fn reads_as_times(grid: &[Vec<String>]) -> Option<usize> {
    let times = grid
        .iter()
        .filter(|row| {
            row.first()
                .is_some_and(|cell| row::timed(cell).is_some_and(|split| split.written.clock.is_some()))
        })
        .count();
    (times * 2 > grid.len()).then_some(0)
}

/// Cells beyond the header's last column go with that one, so that no word moves.
fn fitted(mut row: Vec<String>, columns: usize) -> Vec<String> {
    if row.len() > columns {
        let rest = row.split_off(columns);
        if let Some(last) = row.last_mut() {
            for cell in rest.iter().filter(|cell| !cell.is_empty()) {
                if !last.is_empty() {
                    last.push_str(" | ");
                }
                last.push_str(cell);
            }
        }
    }
    row
}

/// `**10:00**` as a time is `10:00`.
fn without_marks(cell: &str) -> String {
    let inner = cell.trim_matches(|c| matches!(c, '*' | '_' | '`' | ' '));
    if inner.len() < cell.len() && forms::parse(inner).is_ok() {
        inner.to_owned()
    } else {
        cell.to_owned()
    }
}

fn take_mark(row: &mut [String], text: usize, phase: &mut Option<Phase>, done: &mut Option<bool>) {
    let Some(cell) = row.get_mut(text) else { return };
    let Some((before, mark)) = comment::take(cell) else {
        return;
    };
    match mark {
        Marker::Phase(chosen) => *phase = Some(chosen),
        Marker::Done => *done = Some(true),
        Marker::Open => *done = Some(false),
        Marker::Kind(_) | Marker::Entry(_) => return,
    }
    *cell = before.to_owned();
}

/// A table of items. Where one was read before, only a table with the same header goes on with it.
pub(in crate::markdown) fn items(ahead: &[Line<'_>], known: Option<&Table>) -> Option<Found<Item>> {
    let (header, lines) = grid(ahead)?;
    let grid = filled(lines, header.len());
    let mut columns: Vec<Column> = header
        .iter()
        .map(|cell| column(&words(&preview::plain(cell))))
        .collect();
    for at in 0..columns.len() {
        let column = columns.get(at).copied().unwrap_or(Column::Other);
        let earlier = columns.iter().take(at).any(|other| *other == column);
        let boxes = grid.iter().all(|row| {
            row.get(at)
                .is_none_or(|cell| matches!(cell.as_str(), "" | "[ ]" | "[x]"))
        });
        if let Some(slot) = columns.get_mut(at)
            && (earlier || (column == Column::Done && (!boxes || grid.is_empty())))
        {
            *slot = Column::Other;
        }
    }
    if !columns.contains(&Column::Text) {
        let widest = columns.iter().position(|column| *column == Column::Other)?;
        if let Some(slot) = columns.get_mut(widest) {
            *slot = Column::Text;
        }
    }
    let table = Table { header, columns };
    if known.is_some_and(|known| *known != table) {
        return None;
    }
    let text = table.columns.iter().position(|column| *column == Column::Text)?;
    let rows = grid
        .into_iter()
        .map(|mut row| {
            let mut item = Item::new(Id(0), "");
            item.style = ItemStyle::default();
            let (mut phase, mut done) = (None, None);
            take_mark(&mut row, text, &mut phase, &mut done);
            if let Some(cell) = row.get_mut(text) {
                let rest = super::fields::take(cell, &mut item);
                *cell = rest;
            }
            for (at, column) in table.columns.iter().enumerate() {
                let cell = row.get_mut(at).map(std::mem::take).unwrap_or_default();
                let place = match column {
                    Column::Text => &mut item.text,
                    Column::Owner => &mut item.owner,
                    Column::Priority => &mut item.priority,
                    Column::Type => &mut item.kind,
                    Column::Due => &mut item.due,
                    Column::Link => &mut item.link,
                    Column::Done => {
                        item.done = cell == "[x]";
                        continue;
                    }
                    Column::Time | Column::Other => {
                        item.cells.push(cell);
                        continue;
                    }
                };
                if place.is_empty() || *column == Column::Text {
                    *place = cell;
                } else if !cell.is_empty() {
                    place.push(' ');
                    place.push_str(&cell);
                }
            }
            if !table.columns.contains(&Column::Done) {
                item.done = done.unwrap_or_else(|| says_done(&item));
            }
            item
        })
        .collect();
    Some(Found {
        table,
        rows,
        taken: lines.len() + 2,
    })
}

/// Whether the words of a table’s item or one of its cells say that it is done.
pub(in crate::markdown) fn says_done(item: &Item) -> bool {
    let done = |cell: &String| {
        matches!(
            words(cell).as_str(),
            "done" | "closed" | "complete" | "completed" | "resolved" | "fixed" | "x" | "fait" | "terminé" | "hecho"
        ) || matches!(cell.as_str(), "✅" | "☑" | "✓" | "✔")
    };
    tells_done(&item.text)
        || item
            .cells
            .iter()
            .chain([&item.link])
            .any(|cell| done(cell) || tells_done(cell))
}

/// `DONE: patch nginx`, `✅ Patch nginx`, `Patch nginx **DONE**`: the word in capitals, or a tick, at either end.
pub(in crate::markdown) fn tells_done(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let bare = line.trim_matches(|c: char| c.is_ascii_punctuation() || c == ' ');
    let whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    line.trim_start().starts_with(['✅', '☑', '✔'])
        || bare.strip_prefix("DONE").is_some_and(whole)
        || bare
            .strip_suffix("DONE")
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn column(name: &str) -> Column {
    let has = |signs: &[&str]| name.split(' ').any(|word| signs.contains(&word));
    if has(&[
        "owner",
        "owners",
        "assignee",
        "assigned",
        "who",
        "responsible",
        "dri",
        "lead",
        "responsable",
        "encargado",
        "dueño",
        "pilote",
    ]) {
        Column::Owner
    } else if has(&[
        "priority",
        "prio",
        "pri",
        "severity",
        "urgency",
        "prioridad",
        "priorité",
    ]) {
        Column::Priority
    } else if has(&["type", "category", "kind", "tipo"]) {
        Column::Type
    } else if has(&[
        "due",
        "deadline",
        "date",
        "eta",
        "when",
        "target",
        "échéance",
        "délai",
        "fecha",
        "plazo",
    ]) {
        Column::Due
    } else if has(&["done", "status", "state", "completed", "statut", "estado"]) {
        Column::Done
    } else if has(&[
        "action",
        "actions",
        "task",
        "tasks",
        "item",
        "items",
        "todo",
        "what",
        "description",
        "recommendation",
        "improvement",
        "acción",
        "tarea",
        "tâche",
    ]) {
        Column::Text
    } else if has(&[
        "issue",
        "ticket",
        "reference",
        "references",
        "link",
        "links",
        "pr",
        "jira",
        "bug",
        "tracking",
        "url",
    ]) {
        Column::Link
    } else {
        Column::Other
    }
}
