//! Items as lines, with their fields where a reader sees them.

use super::escape::{below_item, cell, list_words};
use super::timeline::{below, closed_cell, header, numbered};
use super::{kept, tidy};
use crate::markdown::lines::{self, closed, one_line};
use crate::markdown::marker::Marker;
use crate::markdown::read::{Outline, body, label, marker, says_done, tells_done, written_fields};
use crate::model::{Body, Column, Id, Item, Items, Line, PartKind, Table};

/// Writes an item list's body in a part of this kind.
pub(super) fn write(rows: &Items, outline: &Outline, kind: PartKind) -> String {
    let kind = if kind.holds_items() {
        kind
    } else {
        PartKind::ActionItems
    };
    if let Some(table) = rows.table.as_ref().filter(|table| sound(table)) {
        let text = render(rows, Some(table), false);
        // A list has no place for cells of other columns: their words stay in the table, however it is read.
        let kept = || {
            rows.rows()
                .any(|item| item.cells.iter().any(|cell| !cell.trim().is_empty()))
        };
        if reads_as(rows, &text, true, outline, kind) || kept() {
            return text;
        }
    }
    let text = render(rows, None, false);
    if reads_as(rows, &text, false, outline, kind) {
        return text;
    }
    render(rows, None, true)
}

fn sound(table: &Table) -> bool {
    table.columns.len() == table.header.len()
        && table.columns.iter().filter(|column| **column == Column::Text).count() == 1
}

fn reads_as(rows: &Items, text: &str, table: bool, outline: &Outline, kind: PartKind) -> bool {
    if rows.lines.is_empty() {
        return true;
    }
    let Some(Body::Items(read)) = body(text, outline, kind) else {
        return false;
    };
    read.rows().count() == rows.rows().count()
        && (table || read.lines.len() == rows.lines.len())
        && read.rows().zip(rows.rows()).all(|(read, own)| {
            let line = |text: &str| one_line(text).into_owned();
            (table && cell(&read.text) == cell(&own.text) || kept(&read.text, &escaped_text(&own.text)))
                && read.done == own.done
                && line(&read.owner) == line(&own.owner)
                && line(&read.priority) == line(&own.priority)
                && line(&read.kind) == line(&own.kind)
                && line(&read.due) == line(&own.due)
                && line(&read.link) == line(&own.link)
        })
}

fn render(rows: &Items, table: Option<&Table>, safe: bool) -> String {
    let mut out = String::new();
    let mut above: Option<&Line<Item>> = None;
    let mut number = None;
    for line in &rows.lines {
        let piece = match line {
            Line::Text { text, .. } => {
                number = None;
                closed(tidy(text)).into_owned()
            }
            Line::Row(item) => {
                let item = on_one_line(item);
                match table {
                    Some(table) => table_row(&item, table),
                    None => self::item(&item, safe, &mut number),
                }
            }
        };
        if piece.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(match (above, line) {
                (Some(Line::Row(_)), Line::Row(item)) if table.is_some() || !item.style.loose => "\n",
                _ => "\n\n",
            });
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

/// The item with every field on one line.
fn on_one_line(item: &Item) -> Item {
    let line = |text: &str| one_line(text).into_owned();
    Item {
        id: Id(0),
        owner: line(&item.owner),
        priority: line(&item.priority),
        kind: line(&item.kind),
        due: line(&item.due),
        link: line(&item.link),
        ..item.clone()
    }
}

fn table_row(item: &Item, table: &Table) -> String {
    let mut cells = item.cells.iter();
    let mut out = String::from("|");
    let has = |column: Column| table.columns.contains(&column);
    for column in &table.columns {
        let mut text = match column {
            Column::Text => cell(&item.text),
            Column::Owner => cell(&item.owner),
            Column::Priority => cell(&item.priority),
            Column::Type => cell(&item.kind),
            Column::Due => cell(&item.due),
            Column::Link => cell(&item.link),
            Column::Done => if item.done { "[x]" } else { "[ ]" }.to_owned(),
            Column::Time | Column::Other => cells.next().map(|text| cell(text)).unwrap_or_default(),
        };
        if *column == Column::Text {
            let fields = written_fields(item, |key| {
                !has(match key {
                    "owner" => Column::Owner,
                    "priority" => Column::Priority,
                    "type" => Column::Type,
                    "due" => Column::Due,
                    _ => Column::Link,
                })
            });
            text.push_str(&fields.replace('|', "\\|"));
            if !has(Column::Done) && item.done != says_done(item) {
                if item.done { Marker::Done } else { Marker::Open }.write(&mut text);
            }
        }
        closed_cell(text.trim(), &mut out);
    }
    out
}

/// An item's text as it stands in a list: what would begin another item is escaped.
fn escaped_text(text: &str) -> String {
    let text = tidy(text.trim());
    let (first, rest) = text
        .split_once('\n')
        .map_or((&*text, None), |(first, rest)| (first, Some(rest)));
    let mut out = list_words("- ", first).into_owned();
    let Some(rest) = rest else { return out };
    // What is opaque is seen in the place where it will stand: behind a marker no comment begins.
    let placed = format!("- {out}\n{rest}");
    for (line, source) in lines::split_body(&placed).iter().skip(1).zip(rest.split('\n')) {
        out.push('\n');
        if line.opaque {
            out.push_str(source);
        } else {
            out.push_str(&below_item(source));
        }
    }
    out
}

fn item(item: &Item, safe: bool, number: &mut Option<u64>) -> String {
    let own = &item.style.lead;
    let listed = marker(&format!("{own}x")).is_some_and(|found| found.length == own.len()) && own.ends_with(' ');
    let lead = if safe || !(listed || own.is_empty()) { "- " } else { own };
    let text = escaped_text(&item.text);
    let (first, rest) = text
        .split_once('\n')
        .map_or((&*text, None), |(first, rest)| (first, Some(rest)));
    let fields = written_fields(item, |_| true);
    let boxed = item.style.checkbox || item.done != tells_done(&item.text) || (first.is_empty() && fields.is_empty());
    // As `- TODO:` the item would open a part; a checkbox says that it is none.
    let opens = safe && label(&format!("- {first}")).is_some_and(|label| label.rest.is_empty());
    let boxed = boxed || opens;
    let lead = if boxed && lead.is_empty() { "- " } else { lead };
    let lead = numbered(lead, number);
    let mut line = lead.clone();
    if boxed {
        line.push_str(if item.done { "[x] " } else { "[ ] " });
    }
    let hard = fields.is_empty() && first.ends_with("  ") && rest.is_some();
    line.push_str(first.trim_end());
    line.push_str(if first.is_empty() { fields.trim_start() } else { &fields });
    line.truncate(line.trim_end().len());
    if hard {
        line.push_str("  ");
    }
    let content = marker(&lead).map_or(0, |marker| marker.content);
    below(line, rest, content, false)
}
