//! Record format 1: timeline entries, action items, and the prose between them.

use super::names;
use crate::model::{self, EntryStyle, Id, ItemStyle};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    table: Option<Table>,
    lines: Vec<Line<T>>,
}

/// A default that asks nothing of `T`.
fn none() -> Option<Table> {
    None
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    header: Vec<String>,
    columns: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Line<T> {
    Row(T),
    Text { id: u32, text: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    id: u32,
    time: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phase: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    evidence: String,
    lead: String,
    separator: String,
    #[serde(default, skip_serializing_if = "is_false")]
    loose: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    id: u32,
    text: String,
    #[serde(default, skip_serializing_if = "is_false")]
    done: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    owner: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    priority: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    due: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    link: String,
    lead: String,
    #[serde(default, skip_serializing_if = "is_false")]
    checkbox: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    loose: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
}

// serde hands the field over by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}

impl<T> Rows<T> {
    pub(super) fn from_model<M>(rows: &model::Rows<M>, row: impl Fn(&M) -> T) -> Rows<T> {
        Rows {
            table: rows.table.as_ref().map(|table| Table {
                header: table.header.clone(),
                columns: table
                    .columns
                    .iter()
                    .map(|column| names::column(*column).into())
                    .collect(),
            }),
            lines: rows
                .lines
                .iter()
                .map(|line| match line {
                    model::Line::Row(own) => Line::Row(row(own)),
                    model::Line::Text { id, text } => Line::Text {
                        id: id.0,
                        text: text.clone(),
                    },
                })
                .collect(),
        }
    }

    pub(super) fn into_model<M>(self, row: impl Fn(T) -> Result<M, String>) -> Result<model::Rows<M>, String> {
        Ok(model::Rows {
            table: self.table.map(Table::into_model).transpose()?,
            lines: self
                .lines
                .into_iter()
                .map(|line| {
                    Ok(match line {
                        Line::Row(own) => model::Line::Row(row(own)?),
                        Line::Text { id, text } => model::Line::Text { id: Id(id), text },
                    })
                })
                .collect::<Result<_, String>>()?,
        })
    }
}

impl Table {
    fn into_model(self) -> Result<model::Table, String> {
        Ok(model::Table {
            header: self.header,
            columns: self
                .columns
                .iter()
                .map(|name| names::column_from(name).ok_or_else(|| format!("a table column for “{name}”")))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl Entry {
    pub(super) fn of(entry: &model::Entry) -> Entry {
        Entry {
            id: entry.id.0,
            time: entry.time.clone(),
            text: entry.text.clone(),
            phase: entry.phase.map(|phase| phase.name().into()),
            evidence: entry.evidence.clone(),
            lead: entry.style.lead.clone(),
            separator: entry.style.separator.clone(),
            loose: entry.style.loose,
            cells: entry.cells.clone(),
        }
    }

    pub(super) fn into_model(self) -> Result<model::Entry, String> {
        Ok(model::Entry {
            id: Id(self.id),
            time: self.time,
            text: self.text,
            phase: self.phase.as_deref().map(super::phase).transpose()?,
            evidence: self.evidence,
            style: EntryStyle {
                lead: self.lead,
                separator: self.separator,
                loose: self.loose,
            },
            cells: self.cells,
        })
    }
}

impl Item {
    pub(super) fn of(item: &model::Item) -> Item {
        Item {
            id: item.id.0,
            text: item.text.clone(),
            done: item.done,
            owner: item.owner.clone(),
            priority: item.priority.clone(),
            kind: item.kind.clone(),
            due: item.due.clone(),
            link: item.link.clone(),
            lead: item.style.lead.clone(),
            checkbox: item.style.checkbox,
            loose: item.style.loose,
            cells: item.cells.clone(),
        }
    }

    pub(super) fn into_model(self) -> model::Item {
        model::Item {
            id: Id(self.id),
            text: self.text,
            done: self.done,
            owner: self.owner,
            priority: self.priority,
            kind: self.kind,
            due: self.due,
            link: self.link,
            style: ItemStyle {
                lead: self.lead,
                checkbox: self.checkbox,
                loose: self.loose,
            },
            cells: self.cells,
        }
    }
}
