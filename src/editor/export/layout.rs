//! Timelines laid out anew, as a list or as a table. What would not fit keeps its layout.

use super::TimelineLayout;
use crate::lint::cell_date;
use crate::markdown::preview::{Node, Tag, nodes};
use crate::markdown::{bullet, read, write};
use crate::model::{Body, Column, Entry, EntryStyle, Id, Line, Opening, Part, PartKind, Postmortem, Table, Timeline};
use crate::time::forms;
use crate::time::zone;

/// Lays out every timeline of a document.
pub(super) fn lay_out(document: &mut Postmortem, layout: TimelineLayout) {
    let bullet = bullet(document);
    for part in &mut document.parts {
        let Body::Timeline(timeline) = &mut part.body else {
            continue;
        };
        let laid = match layout {
            TimelineLayout::AsWritten => None,
            TimelineLayout::List => list(timeline, bullet),
            TimelineLayout::Table => table(timeline),
        };
        if let Some(laid) = laid.filter(reads_back) {
            *timeline = laid;
        }
    }
}

/// Whether a timeline is read back in this layout with every time.
fn reads_back(timeline: &Timeline) -> bool {
    let mut document = Postmortem::default();
    let mut part = Part::new(Id(1), PartKind::Timeline);
    part.opening = Opening::Heading(2);
    part.body = Body::Timeline(timeline.clone());
    document.parts.push(part);
    let read = read(&write(&document));
    let Some(Body::Timeline(back)) = read.parts.first().map(|part| &part.body) else {
        return false;
    };
    read.parts.len() == 1
        && back.table.is_some() == timeline.table.is_some()
        && back.lines.len() == timeline.lines.len()
        && back.rows().zip(timeline.rows()).all(|(read, own)| {
            read.time == own.time.trim()
                && read.phase == own.phase
                && read.text.split_whitespace().eq(own.text.split_whitespace())
        })
}

/// As a table of time and text; `None` where it is one, or an entry does not fit into a cell.
fn table(timeline: &Timeline) -> Option<Timeline> {
    if timeline.table.is_some() || timeline.rows().next().is_none() {
        return None;
    }
    let mut laid = timeline.clone();
    for line in &mut laid.lines {
        let Line::Row(entry) = line else { continue };
        *entry = bare(entry)?;
        if !is_one_paragraph(&entry.text) {
            return None;
        }
        entry.text = entry.text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    }
    laid.table = Some(Table {
        header: vec!["Time".into(), "What happened".into()],
        columns: vec![Column::Time, Column::Text],
    });
    Some(laid)
}

/// Whether a text is one paragraph without a forced line break: all that a cell holds.
fn is_one_paragraph(text: &str) -> bool {
    fn plain(all: &[Node]) -> bool {
        all.iter().all(|node| match node {
            Node::Element(_, children) | Node::Link { children, .. } => plain(children),
            Node::Break | Node::CodeBlock { .. } | Node::Rule => false,
            Node::Text(_) | Node::Image { .. } | Node::Check(_) => true,
        })
    }
    match nodes(text).as_slice() {
        [] => true,
        [Node::Element(Tag::Paragraph, children)] => plain(children),
        _ => false,
    }
}

/// As a list; `None` where it is one, or something of it has no place there.
fn list(timeline: &Timeline, bullet: char) -> Option<Timeline> {
    let mut laid = timeline.clone();
    match timeline.table.as_ref() {
        Some(table) => {
            laid.table = None;
            let mut entries: Vec<Entry> = Vec::new();
            for line in &timeline.lines {
                if let Line::Row(entry) = line {
                    entries.push(marked(out_of(table, entry)?, bullet));
                }
            }
            let mut entries = entries.into_iter();
            for line in &mut laid.lines {
                if let Line::Row(slot) = line
                    && let Some(entry) = entries.next()
                {
                    *slot = entry;
                }
            }
            let time = table.columns.iter().position(|column| *column == Column::Time)?;
            introduce(&mut laid, table.header.get(time)?)?;
        }
        None => {
            let fenced = |line: &Line<Entry>| matches!(line, Line::Text { text, .. } if text.starts_with("```") || text.starts_with("~~~"));
            // The rows of a chat log stand in a fence.
            if timeline.lines.first().is_some_and(fenced) {
                return None;
            }
            let mut changed = false;
            for line in &mut laid.lines {
                let Line::Row(entry) = line else { continue };
                if !is_listed(&entry.style.lead) {
                    *entry = marked(bare(entry)?, bullet);
                    changed = true;
                }
            }
            if !changed {
                return None;
            }
        }
    }
    Some(laid)
}

/// The entry with the mark that the document's lists have.
fn marked(mut entry: Entry, bullet: char) -> Entry {
    if bullet != '-' {
        entry.style.lead = entry.style.lead.replacen('-', &bullet.to_string(), 1);
    }
    entry
}

/// Whether a lead begins with the mark of a list.
fn is_listed(lead: &str) -> bool {
    let lead = lead.trim_start();
    let digits = lead.trim_start_matches(|c: char| c.is_ascii_digit());
    lead.starts_with(['-', '*', '+']) && lead.get(1..).is_some_and(|rest| rest.starts_with(' '))
        || digits.len() < lead.len() && digits.starts_with(['.', ')'])
}

/// An entry of a table as one of a list: a date of its row goes to its time, other cells behind its text.
fn out_of(table: &Table, entry: &Entry) -> Option<Entry> {
    let mut out = entry.clone();
    out.style = EntryStyle::default();
    out.cells.clear();
    let date = cell_date(Some(table), entry);
    let others = table.columns.iter().zip(&table.header);
    let others = others.filter(|(column, _)| !matches!(column, Column::Time | Column::Text));
    let mut notes: Vec<String> = Vec::new();
    let mut dated = false;
    for ((_, name), cell) in others.zip(&entry.cells) {
        if cell.is_empty() {
            continue;
        }
        if !dated && date.is_some() && forms::parse(cell).is_ok_and(|written| written.date.is_some()) {
            let time = format!("{cell} {}", entry.time);
            let (before, after) = (forms::parse(&entry.time).ok()?, forms::parse(&time).ok()?);
            if before.clock != after.clock || after.date.is_none() {
                return None;
            }
            out.time = time;
            dated = true;
        } else if name.is_empty() {
            notes.push(cell.clone());
        } else {
            notes.push(format!("{name}: {cell}"));
        }
    }
    if date.is_some() && !dated {
        return None;
    }
    if !notes.is_empty() {
        // On a line of their own: with them the row was as wide as the table.
        let gap = if out.text.is_empty() { "" } else { "\n" };
        out.text = format!("{}{gap}({})", out.text, notes.join("; "));
    }
    Some(out)
}

/// A zone that the head of the times' column states goes before the list.
fn introduce(laid: &mut Timeline, head: &str) -> Option<()> {
    let zone = head
        .split_once(['(', '['])
        .and_then(|(_, rest)| rest.split_once([')', ']']))
        .map(|(name, _)| name.trim().to_owned())
        .filter(|name| zone::names_zone(name))
        .or_else(|| zone::stated(head).map(|(name, _)| name));
    let Some(zone) = zone else {
        // Other words than the name of a column would be lost.
        return (head.split_whitespace().count() <= 1).then_some(());
    };
    let words = format!("All times are in {zone}.");
    if zone::stated(&words).is_none_or(|(name, _)| name != zone) {
        return None;
    }
    match laid.lines.first_mut() {
        Some(Line::Text { text, .. }) => *text = format!("{words}\n\n{text}"),
        _ => laid.lines.insert(0, Line::Text { id: Id(0), text: words }),
    }
    Some(())
}

/// The entry in the layout of a list, words of its own layout moved into its text; `None` where that layout holds
/// more than words and marks.
fn bare(entry: &Entry) -> Option<Entry> {
    let lead = words(&entry.style.lead, true)?;
    let separator = words(&entry.style.separator, false)?;
    let mut out = entry.clone();
    out.style = EntryStyle::default();
    out.text = [lead.as_str(), separator.as_str(), entry.text.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Some(out)
}

/// The words of a piece of layout without its marks; `None` where it holds a link, a tag or the like.
fn words(piece: &str, lead: bool) -> Option<String> {
    let mut rest = piece.trim();
    if lead {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < rest.len() && digits.starts_with(['.', ')']) {
            rest = digits.get(1..).unwrap_or_default();
        }
    }
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_'
                    | '#'
                    | '-'
                    | '+'
                    | '|'
                    | ':'
                    | '.'
                    | ','
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '–'
                    | '—'
                    | '→'
                    | '>'
                    | '='
                    | ';'
                    | '•'
            )
    };
    if rest.contains("](") || rest.contains(['<', '`', '~', '\\', '!']) {
        return None;
    }
    Some(rest.trim_matches(marks).to_owned())
}
