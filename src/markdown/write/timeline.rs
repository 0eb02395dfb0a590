//! Entries as lines: each in its author's layout, and in the safe one where that can't carry it.

use super::escape::{cell, list_words, one_line};
use super::{closed, tidy};
use crate::markdown::marker::Marker;
use crate::markdown::read::{marker, timed_or_labelled};
use crate::model::{Body, Column, Entry, EntryStyle, Id, Line, Table, Timeline};

/// Writes a timeline's body.
pub(super) fn write(rows: &Timeline) -> String {
    if let Some(table) = rows.table.as_ref().filter(|table| sound(table)) {
        let text = render(rows, Some(table), Styles::Own);
        if same_times(rows, &text) {
            return text;
        }
    }
    let text = render(rows, None, Styles::Own);
    if reads_as(rows, &text) {
        return text;
    }
    let mended = render(rows, None, Styles::Mended);
    if same_times(rows, &mended) {
        return mended;
    }
    render(rows, None, Styles::Safe)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Styles {
    /// As the document has them.
    Own,
    /// The safe one where a row does not read back by itself.
    Mended,
    /// The safe one for every row.
    Safe,
}

fn sound(table: &Table) -> bool {
    let count = |wanted: Column| table.columns.iter().filter(|column| **column == wanted).count();
    table.columns.len() == table.header.len() && count(Column::Time) == 1 && count(Column::Text) == 1
}

/// The timeline that a body is read as, if it is read as nothing else besides.
fn read_back(text: &str) -> Option<Timeline> {
    let read = crate::markdown::read(&format!("# t\n\n## Timeline\n\n{text}\n"));
    match <[_; 1]>::try_from(read.parts) {
        Ok([part]) => match part.body {
            Body::Timeline(rows) => Some(rows),
            _ => None,
        },
        Err(_) => None,
    }
}

fn reads_as(rows: &Timeline, text: &str) -> bool {
    let lines = rows
        .lines
        .iter()
        .filter(|line| !matches!(line, Line::Text { text, .. } if text.trim().is_empty()));
    if rows.lines.is_empty() {
        return true;
    }
    read_back(text).is_some_and(|read| {
        read.lines.len() == lines.clone().count()
            && read.lines.iter().zip(lines).all(|(read, own)| match (read, own) {
                (Line::Row(read), Line::Row(own)) => same(read, own),
                (Line::Text { text: read, .. }, Line::Text { text: own, .. }) => *read == *tidy(own),
                _ => false,
            })
    })
}

fn same(read: &Entry, own: &Entry) -> bool {
    read.time == *one_line(&own.time) && read.text == *closed(tidy(&own.text)) && read.phase == own.phase
}

fn same_times(rows: &Timeline, text: &str) -> bool {
    read_back(text).is_some_and(|read| {
        read.rows().count() == rows.rows().count()
            && read
                .rows()
                .zip(rows.rows())
                .all(|(read, own)| read.time == *one_line(&own.time) && read.phase == own.phase)
    })
}

fn render(rows: &Timeline, table: Option<&Table>, styles: Styles) -> String {
    let mut out = String::new();
    let mut above: Option<&Line<Entry>> = None;
    let mut number: Option<u64> = None;
    for line in &rows.lines {
        let piece = match line {
            Line::Text { text, .. } => {
                number = None;
                let text = tidy(text);
                if text.contains('\n') {
                    closed(text).into_owned()
                } else {
                    text.into_owned()
                }
            }
            Line::Row(entry) => match table {
                Some(table) => table_row(entry, table),
                None => self::entry(entry, styles, &mut number),
            },
        };
        if piece.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(gap(above, line, table.is_some()));
        }
        if let (Some(table), Line::Row(_)) = (table, line)
            && !matches!(above, Some(Line::Row(_)))
        {
            out.push_str(&header(table));
            out.push('\n');
        }
        out.push_str(&piece);
        above = Some(line);
    }
    out
}

fn gap(above: Option<&Line<Entry>>, line: &Line<Entry>, table: bool) -> &'static str {
    let fence = |text: &str| !text.contains('\n') && crate::markdown::lines::fence(text.trim()).is_some();
    match (above, line) {
        (Some(Line::Row(above)), Line::Row(entry)) => {
            let headed = |entry: &Entry| entry.style.lead.starts_with('#');
            if !table && (entry.style.loose || headed(above) || headed(entry)) {
                "\n\n"
            } else {
                "\n"
            }
        }
        // A chat log keeps its fence around it.
        (Some(Line::Text { text, .. }), Line::Row(_)) | (Some(Line::Row(_)), Line::Text { text, .. })
            if fence(text) =>
        {
            "\n"
        }
        _ => "\n\n",
    }
}

pub(super) fn header(table: &Table) -> String {
    let mut out = String::from("|");
    for name in &table.header {
        out.push(' ');
        out.push_str(&cell(name));
        out.push_str(" |");
    }
    out.push_str("\n|");
    for _ in &table.header {
        out.push_str(" --- |");
    }
    out
}

fn table_row(entry: &Entry, table: &Table) -> String {
    let mut cells = entry.cells.iter();
    let mut out = String::from("|");
    for column in &table.columns {
        let mut text = match column {
            Column::Time => cell(&entry.time),
            Column::Text => cell(&entry.text),
            _ => cells.next().map(|text| cell(text)).unwrap_or_default(),
        };
        if let (Column::Text, Some(phase)) = (column, entry.phase) {
            Marker::Phase(phase).write(&mut text);
        }
        out.push(' ');
        out.push_str(text.trim());
        out.push_str(" |");
    }
    out
}

/// An entry in one of its layouts.
fn entry(entry: &Entry, styles: Styles, number: &mut Option<u64>) -> String {
    let own = styles != Styles::Safe && carries(&entry.style);
    if own {
        let text = styled(entry, &entry.style, number);
        if styles == Styles::Own {
            return text;
        }
        let alone = Timeline {
            table: None,
            lines: vec![Line::Row(Entry {
                id: Id(0),
                ..entry.clone()
            })],
        };
        if reads_as(&alone, &text) {
            return text;
        }
    }
    *number = None;
    safe(entry)
}

/// Whether a layout is one line of marks and words that can stand around a time.
fn carries(style: &EntryStyle) -> bool {
    !style.lead.contains('\n') && style.separator.trim_end_matches('\n').find('\n').is_none()
}

fn styled(entry: &Entry, style: &EntryStyle, number: &mut Option<u64>) -> String {
    let lead = numbered(&style.lead, number);
    let time = one_line(&entry.time);
    let mut line = format!("{lead}{time}{}", style.separator);
    let content = if lead.starts_with('#') {
        0
    } else {
        marker(&lead).map_or(0, |marker| marker.content)
    };
    let text = closed(tidy(&entry.text));
    // A text below its time begins on a line of its own.
    let broken = line.ends_with('\n');
    let (first, rest) = if broken {
        line.truncate(line.trim_end_matches('\n').len());
        ("", (!text.is_empty()).then_some(&*text))
    } else {
        text.split_once('\n')
            .map_or((&*text, None), |(first, rest)| (first, Some(rest)))
    };
    if time.is_empty() {
        line.push_str(&list_words(&lead, first));
    } else {
        line.push_str(first);
    }
    finish(line, entry, rest, content, style.separator.ends_with("\n\n"))
}

/// The layout that carries anything: `- **10:05:** text`.
fn safe(entry: &Entry) -> String {
    let time = one_line(&entry.time).replace(":**", ":\\*\\*");
    let text = closed(tidy(&entry.text));
    let (first, rest) = text
        .split_once('\n')
        .map_or((&*text, None), |(first, rest)| (first, Some(rest)));
    let line = if time.is_empty() && !(first.starts_with("**") && first.contains(":**")) {
        format!("- {}", list_words("- ", first))
    } else {
        format!("- **{time}:** {first}")
    };
    let understood = !time.is_empty()
        && timed_or_labelled(line.trim_end()).is_some_and(|split| {
            split.time == time && split.text.trim() == first.trim() && split.written.clock.is_some() && !split.labelled
        });
    if understood {
        return finish(line, entry, rest, 2, false);
    }
    let mut line = line.trim_end().to_owned();
    Marker::Entry(entry.phase).write(&mut line);
    below(line, rest, 2, false)
}

fn finish(mut line: String, entry: &Entry, rest: Option<&str>, content: usize, apart: bool) -> String {
    if let Some(phase) = entry.phase {
        line.truncate(line.trim_end().len());
        Marker::Phase(phase).write(&mut line);
    } else if rest.is_none() || line.trim_end().len() + 2 != line.len() {
        line.truncate(line.trim_end().len());
    }
    below(line, rest, content, apart)
}

/// The lines below a row's first, indented so that they belong to it.
pub(super) fn below(mut line: String, rest: Option<&str>, content: usize, apart: bool) -> String {
    let Some(rest) = rest else { return line };
    if apart {
        line.push('\n');
    }
    for next in rest.split('\n') {
        line.push('\n');
        if !next.is_empty() {
            line.extend(std::iter::repeat_n(' ', content));
            line.push_str(next);
        }
    }
    line
}

/// A numbered lead with the number that follows the one above.
pub(super) fn numbered(lead: &str, number: &mut Option<u64>) -> String {
    let start = lead.len() - lead.trim_start().len();
    let rest = lead.get(start..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let own = rest.get(..digits).and_then(|text| text.parse::<u64>().ok());
    match own.filter(|_| rest.get(digits..).is_some_and(|tail| tail.starts_with(['.', ')']))) {
        Some(own) => {
            let next = number.map_or(own, |above| above + 1);
            *number = Some(next);
            format!(
                "{}{next}{}",
                lead.get(..start).unwrap_or_default(),
                rest.get(digits..).unwrap_or_default()
            )
        }
        None => {
            *number = None;
            lead.to_owned()
        }
    }
}
