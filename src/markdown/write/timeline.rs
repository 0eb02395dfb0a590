//! Entries as lines: each in its author's layout, and in the safe one where that can't carry it.

use super::escape::{cell, entry_words};
use super::{kept, sealed, tidy};
use crate::markdown::lines::one_line;
use crate::markdown::lines::{closed, fence, indent, split_body};
use crate::markdown::marker::{Marker, write_evidence};
use crate::markdown::read::{Outline, body, marker, timed_or_labelled};
use crate::model::{Body, Column, Entry, EntryStyle, Id, Line, PartKind, Table, Timeline};
use std::borrow::Cow;

/// Writes a timeline's body.
pub(super) fn write(rows: &Timeline, outline: &Outline) -> String {
    if let Some(table) = rows.table.as_ref().filter(|table| sound(table)) {
        let text = render(rows, Some(table), Styles::Own, outline);
        // A list has no place for cells of other columns: their words stay in the table, however it is read.
        let kept = || {
            rows.rows()
                .any(|entry| entry.cells.iter().any(|cell| !cell.trim().is_empty()))
        };
        if same_times(rows, &text, outline) || kept() {
            return text;
        }
    }
    let text = render(rows, None, Styles::Own, outline);
    if reads_as(rows, &text, outline) {
        return text;
    }
    let mended = render(rows, None, Styles::Mended, outline);
    if same_times(rows, &mended, outline) {
        return mended;
    }
    render(rows, None, Styles::Safe, outline)
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
fn read_back(text: &str, outline: &Outline) -> Option<Timeline> {
    match body(text, outline, PartKind::Timeline) {
        Some(Body::Timeline(rows)) => Some(rows),
        _ => None,
    }
}

fn reads_as(rows: &Timeline, text: &str, outline: &Outline) -> bool {
    let lines = rows
        .lines
        .iter()
        .filter(|line| !matches!(line, Line::Text { text, .. } if text.trim().is_empty()));
    if rows.lines.is_empty() {
        return true;
    }
    read_back(text, outline).is_some_and(|read| {
        read.lines.len() == lines.clone().count()
            && read.lines.iter().zip(lines).all(|(read, own)| match (read, own) {
                (Line::Row(read), Line::Row(own)) => same(read, own),
                (Line::Text { text: read, .. }, Line::Text { text: own, .. }) => *read == *tidy(own),
                _ => false,
            })
    })
}

fn same(read: &Entry, own: &Entry) -> bool {
    read.time == *one_line(&own.time) && kept(&read.text, &tidy(own.text.trim())) && same_comments(read, own)
}

fn same_comments(read: &Entry, own: &Entry) -> bool {
    read.phase == own.phase && read.evidence == own.evidence.trim()
}

fn same_times(rows: &Timeline, text: &str, outline: &Outline) -> bool {
    read_back(text, outline).is_some_and(|read| {
        read.rows().count() == rows.rows().count()
            && read
                .rows()
                .zip(rows.rows())
                .all(|(read, own)| read.time == *one_line(&own.time) && same_comments(read, own))
    })
}

fn render(rows: &Timeline, table: Option<&Table>, styles: Styles, outline: &Outline) -> String {
    let mut out = String::new();
    let mut above: Option<&Line<Entry>> = None;
    let mut number: Option<u64> = None;
    let mut chat = is_chat(rows);
    for (at, line) in rows.lines.iter().enumerate() {
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
                None => {
                    let follows = matches!(above, Some(Line::Row(_)));
                    self::entry(entry, styles, &mut number, outline, follows)
                }
            },
        };
        if piece.is_empty() {
            continue;
        }
        let piece = match (above, line) {
            (Some(Line::Row(_)), Line::Text { .. })
                if styles != Styles::Own && (piece.starts_with("  ") || marker(&piece).is_some()) =>
            {
                indented(&piece)
            }
            _ => piece,
        };
        if !out.is_empty() {
            let within = chat && is_fence(line) != above.is_some_and(is_fence);
            out.push_str(if within {
                "\n"
            } else {
                gap(above, line, table.is_some())
            });
            chat &= !(at > 1 && is_fence(line));
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

/// An indented passage below a row of the safe layout is read with that row, all of it, and a list goes on with
/// its rows: the lines that belong there are indented at once.
fn indented(text: &str) -> String {
    let nested = text.starts_with("  ");
    let mut content = 2;
    let mut joined = nested;
    let mut out = String::with_capacity(text.len() + 8);
    for line in split_body(text) {
        if !out.is_empty() {
            out.push('\n');
        }
        if !line.opaque && !line.blank() {
            match marker(line.text).filter(|_| !nested) {
                Some(found) => content = found.content,
                None if joined && indent(line.text) < content => {
                    out.extend(std::iter::repeat_n(' ', content));
                }
                None => {}
            }
        }
        joined = nested || !line.blank();
        out.push_str(line.text);
    }
    out
}

/// A chat log keeps its fence around it: marks at both ends and rows between.
fn is_chat(rows: &Timeline) -> bool {
    let close = rows
        .lines
        .iter()
        .skip(1)
        .position(|line| matches!(line, Line::Text { .. }));
    rows.lines.first().is_some_and(is_fence)
        && close.is_some_and(|at| at > 0 && rows.lines.get(at + 1).is_some_and(is_fence))
}

fn is_fence(line: &Line<Entry>) -> bool {
    matches!(line, Line::Text { text, .. } if !text.contains('\n') && fence(text.trim()).is_some())
}

fn gap(above: Option<&Line<Entry>>, line: &Line<Entry>, table: bool) -> &'static str {
    let headed = |entry: &Entry| entry.style.lead.starts_with('#');
    match (above, line) {
        (Some(Line::Row(above)), Line::Row(entry))
            if table || !(entry.style.loose || headed(above) || headed(entry)) =>
        {
            "\n"
        }
        _ => "\n\n",
    }
}

/// A cell with the pipe behind it; one space alone where it is empty.
pub(super) fn closed_cell(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push(' ');
        out.push_str(text);
    }
    out.push_str(" |");
}

pub(super) fn header(table: &Table) -> String {
    let mut out = String::from("|");
    for name in &table.header {
        closed_cell(&cell(name), &mut out);
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
        if *column == Column::Text {
            write_evidence(&entry.evidence, &mut text);
        }
        closed_cell(text.trim(), &mut out);
    }
    out
}

/// An entry in one of its layouts.
fn entry(entry: &Entry, styles: Styles, number: &mut Option<u64>, outline: &Outline, follows: bool) -> String {
    let own = styles != Styles::Safe && carries(&entry.style);
    if own {
        let text = styled(entry, &entry.style, number);
        if styles == Styles::Own {
            return text;
        }
        // An entry without a time is one below another entry only.
        let above = Entry::new(Id(0), "10:00", "x");
        let before = if follows {
            format!("{}\n", safe(&above))
        } else {
            String::new()
        };
        let lines = follows
            .then_some(above)
            .into_iter()
            .chain([entry.clone()])
            .map(Line::Row)
            .collect();
        let alone = Timeline { table: None, lines };
        if reads_as(&alone, &format!("{before}{text}"), outline) {
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
    let text = tidy(entry.text.trim());
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
        line.push_str(&entry_words(&lead, first));
    } else {
        line.push_str(first);
    }
    finish(line, entry, rest, content, style.separator.ends_with("\n\n"))
}

/// The own layout on a list marker of two columns, where it holds words and is read as this time: so they keep
/// their place before it. `Detected (10:05): text` becomes `- Detected (10:05): text`.
fn listed(entry: &Entry) -> Option<String> {
    if !carries(&entry.style) || words_around(&entry.style).is_empty() {
        return None;
    }
    let time = one_line(&entry.time);
    let from = marker(&entry.style.lead).map_or(0, |marker| marker.length);
    let lead = entry
        .style
        .lead
        .get(from..)?
        .trim_start()
        .trim_start_matches('#')
        .trim_start();
    let text = tidy(entry.text.trim());
    let (first, rest) = text
        .split_once('\n')
        .map_or((&*text, None), |(first, rest)| (first, Some(rest)));
    let apart = entry.style.separator.ends_with('\n') && !first.is_empty();
    let separator = entry.style.separator.trim_end_matches('\n');
    let line = format!("- {lead}{time}{separator}{}{first}", if apart { " " } else { "" });
    let understood = |line: &str, first: &str| {
        timed_or_labelled(line.trim_end())
            .is_some_and(|split| split.time == time && split.text.trim() == first.trim() && !split.date_alone())
    };
    if understood(&line, first) {
        return Some(finish(line, entry, rest, 2, false));
    }
    // A date without a clock is no time right before words: they stay below it.
    let line = format!("- {lead}{time}{separator}");
    (apart && understood(&line, "")).then(|| finish(line, entry, Some(&text), 2, false))
}

/// The layout that carries anything: `- **10:05:** text`.
fn safe(entry: &Entry) -> String {
    if let Some(line) = listed(entry) {
        return line;
    }
    let time = one_line(&entry.time).replace(":**", ":\\*\\*");
    let around = words_around(&entry.style);
    let text = tidy(entry.text.trim());
    let text = if around.is_empty() {
        text
    } else {
        Cow::Owned(format!("{around} {text}").trim_end().to_owned())
    };
    let (first, rest) = text
        .split_once('\n')
        .map_or((&*text, None), |(first, rest)| (first, Some(rest)));
    let line = if time.is_empty() && !(first.starts_with("**") && first.contains(":**")) {
        format!("- {}", entry_words("- ", first))
    } else {
        format!("- **{time}:** {first}")
    };
    let understood = !time.is_empty()
        && timed_or_labelled(line.trim_end()).is_some_and(|split| {
            split.time == time && split.text.trim() == first.trim() && !split.date_alone() && !split.labelled
        });
    if understood {
        return finish(line, entry, rest, 2, false);
    }
    let mut line = line.trim_end().to_owned();
    Marker::Entry(entry.phase).write(&mut line);
    write_evidence(&entry.evidence, &mut line);
    below(line, rest, 2, false)
}

/// The words that a layout holds beside the time: they move into the text where the layout is given up.
fn words_around(style: &EntryStyle) -> String {
    let from = marker(&style.lead).map_or(0, |marker| marker.length);
    let lead = style.lead.get(from..).unwrap_or_default();
    let mut out = String::new();
    // A number before a time is that of a list.
    let lead = if lead.contains(char::is_alphabetic) { lead } else { "" };
    for piece in [lead, &style.separator] {
        if piece.contains(char::is_alphanumeric) {
            let piece = one_line(piece);
            let piece = piece.trim_matches(|c: char| matches!(c, '*' | '_' | ' ' | '#' | '-' | '|' | '>' | '`'));
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(piece);
        }
    }
    out
}

fn finish(mut line: String, entry: &Entry, rest: Option<&str>, content: usize, apart: bool) -> String {
    if let Some(phase) = entry.phase {
        line.truncate(line.trim_end().len());
        Marker::Phase(phase).write(&mut line);
    } else if rest.is_none() || line.trim_end().len() + 2 != line.len() {
        line.truncate(line.trim_end().len());
    }
    write_evidence(&entry.evidence, &mut line);
    below(line, rest, content, apart)
}

/// The lines below a row's first, indented so that they belong to it.
pub(super) fn below(mut line: String, rest: Option<&str>, content: usize, apart: bool) -> String {
    let Some(rest) = rest else {
        return sealed(line, content);
    };
    if apart {
        line.push('\n');
    }
    for next in closed(Cow::Borrowed(rest)).split('\n') {
        line.push('\n');
        if !next.is_empty() {
            line.extend(std::iter::repeat_n(' ', content));
            line.push_str(next);
        }
    }
    sealed(line, content)
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
