//! The action items as CSV (RFC 4180), for spreadsheets and trackers. The columns are described in
//! `docs/exports.md`.

use crate::markdown::escape::csv;
use crate::markdown::preview;
use crate::model::{Body, Column, Item, Postmortem, Table};

const HEADER: &str = "Action,Done,Owner,Priority,Type,Due,Link,Part,Notes\r\n";

/// The action items of a document, one a line below the names of the columns.
pub fn csv_of_actions(document: &Postmortem) -> String {
    let mut out = String::from(HEADER);
    for part in &document.parts {
        let Body::Items(items) = &part.body else { continue };
        let part = preview::plain(&part.heading);
        for item in items.rows() {
            line(item, &part, items.table.as_ref(), &mut out);
        }
    }
    out
}

fn line(item: &Item, part: &str, table: Option<&Table>, out: &mut String) {
    let done = if item.done { "yes" } else { "no" };
    let notes = notes(item, table);
    let fields = [
        item.text.as_str(),
        done,
        &item.owner,
        &item.priority,
        &item.kind,
        &item.due,
        &item.link,
        part,
        &notes,
    ];
    for (at, field) in fields.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&csv(field));
    }
    out.push_str("\r\n");
}

/// `Status: open; Team: storage`: the cells of columns that no field holds.
fn notes(item: &Item, table: Option<&Table>) -> String {
    let Some(table) = table else { return String::new() };
    let others = table.columns.iter().zip(&table.header);
    let others = others.filter(|(column, _)| matches!(column, Column::Time | Column::Other));
    let cells = others.zip(&item.cells).filter(|(_, cell)| !cell.is_empty());
    let notes = cells.map(|((_, name), cell)| format!("{name}: {cell}"));
    notes.collect::<Vec<_>>().join("; ")
}
