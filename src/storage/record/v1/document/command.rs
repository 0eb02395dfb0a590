//! Record format 1: the edits of a document, as the steps of a tab hold them.

use super::rows::{Entry, Item};
use super::{Body, Document, Opening, Part, Title, fact, kind, names, phase};
use crate::model::{self, Id};
use serde::{Deserialize, Serialize};

/// An edit of a document.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::storage) struct Edit(Command);

impl Edit {
    pub(in crate::storage) fn of(command: &model::Command) -> Edit {
        Edit(command.into())
    }

    /// The edit, or what in it has no name here.
    pub(in crate::storage) fn into_model(self) -> Result<model::Command, String> {
        self.0.into_model()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Command {
    SetTitle(Title),
    InsertPart {
        at: usize,
        part: Part,
    },
    RemovePart(u32),
    MovePart {
        id: u32,
        to: usize,
    },
    SetHeading {
        id: u32,
        heading: String,
        kind: String,
        opening: Opening,
    },
    SetBody {
        id: u32,
        body: Body,
    },
    SetProse {
        id: u32,
        text: String,
    },
    SetFact {
        part: u32,
        key: String,
        text: String,
    },
    InsertRow {
        part: u32,
        at: usize,
        row: Row,
    },
    RemoveRow(u32),
    MoveRow {
        id: u32,
        to: usize,
    },
    SetTime {
        id: u32,
        time: String,
    },
    SetText {
        id: u32,
        text: String,
    },
    SetPhase {
        id: u32,
        phase: Option<String>,
    },
    SetDone {
        id: u32,
        done: bool,
    },
    SetItemField {
        id: u32,
        field: String,
        text: String,
    },
    All(Vec<Command>),
    Replace(Document),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Row {
    Entry(Entry),
    Item(Item),
    Text { id: u32, text: String },
}

impl From<&model::Command> for Command {
    fn from(command: &model::Command) -> Command {
        match command {
            model::Command::SetTitle(title) => Command::SetTitle(title.into()),
            model::Command::InsertPart { at, part } => Command::InsertPart {
                at: *at,
                part: part.into(),
            },
            model::Command::RemovePart(id) => Command::RemovePart(id.0),
            model::Command::MovePart { id, to } => Command::MovePart { id: id.0, to: *to },
            model::Command::SetHeading {
                id,
                heading,
                kind,
                opening,
            } => Command::SetHeading {
                id: id.0,
                heading: heading.clone(),
                kind: kind.name().into(),
                opening: opening.into(),
            },
            model::Command::SetBody { id, body } => Command::SetBody {
                id: id.0,
                body: body.into(),
            },
            model::Command::SetProse { id, text } => Command::SetProse {
                id: id.0,
                text: text.clone(),
            },
            model::Command::SetFact { part, key, text } => Command::SetFact {
                part: part.0,
                key: key.name().into(),
                text: text.clone(),
            },
            model::Command::InsertRow { part, at, row } => Command::InsertRow {
                part: part.0,
                at: *at,
                row: match row {
                    model::Row::Entry(entry) => Row::Entry(Entry::of(entry)),
                    model::Row::Item(item) => Row::Item(Item::of(item)),
                    model::Row::Text { id, text } => Row::Text {
                        id: id.0,
                        text: text.clone(),
                    },
                },
            },
            model::Command::RemoveRow(id) => Command::RemoveRow(id.0),
            model::Command::MoveRow { id, to } => Command::MoveRow { id: id.0, to: *to },
            model::Command::SetTime { id, time } => Command::SetTime {
                id: id.0,
                time: time.clone(),
            },
            model::Command::SetText { id, text } => Command::SetText {
                id: id.0,
                text: text.clone(),
            },
            model::Command::SetPhase { id, phase } => Command::SetPhase {
                id: id.0,
                phase: phase.map(|phase| phase.name().into()),
            },
            model::Command::SetDone { id, done } => Command::SetDone { id: id.0, done: *done },
            model::Command::SetItemField { id, field, text } => Command::SetItemField {
                id: id.0,
                field: names::item_field(*field).into(),
                text: text.clone(),
            },
            model::Command::All(commands) => Command::All(commands.iter().map(Command::from).collect()),
            model::Command::Replace(document) => Command::Replace(document.as_ref().into()),
        }
    }
}

impl Command {
    fn into_model(self) -> Result<model::Command, String> {
        Ok(match self {
            Command::SetTitle(title) => model::Command::SetTitle(title.into_model()),
            Command::InsertPart { at, part } => model::Command::InsertPart {
                at,
                part: part.into_model()?,
            },
            Command::RemovePart(id) => model::Command::RemovePart(Id(id)),
            Command::MovePart { id, to } => model::Command::MovePart { id: Id(id), to },
            Command::SetHeading {
                id,
                heading,
                kind: name,
                opening,
            } => model::Command::SetHeading {
                id: Id(id),
                heading,
                kind: kind(&name)?,
                opening: opening.into_model()?,
            },
            Command::SetBody { id, body } => model::Command::SetBody {
                id: Id(id),
                body: body.into_model()?,
            },
            Command::SetProse { id, text } => model::Command::SetProse { id: Id(id), text },
            Command::SetFact { part, key, text } => model::Command::SetFact {
                part: Id(part),
                key: fact(&key)?,
                text,
            },
            Command::InsertRow { part, at, row } => model::Command::InsertRow {
                part: Id(part),
                at,
                row: match row {
                    Row::Entry(entry) => model::Row::Entry(entry.into_model()?),
                    Row::Item(item) => model::Row::Item(item.into_model()),
                    Row::Text { id, text } => model::Row::Text { id: Id(id), text },
                },
            },
            Command::RemoveRow(id) => model::Command::RemoveRow(Id(id)),
            Command::MoveRow { id, to } => model::Command::MoveRow { id: Id(id), to },
            Command::SetTime { id, time } => model::Command::SetTime { id: Id(id), time },
            Command::SetText { id, text } => model::Command::SetText { id: Id(id), text },
            Command::SetPhase { id, phase: name } => model::Command::SetPhase {
                id: Id(id),
                phase: name.as_deref().map(phase).transpose()?,
            },
            Command::SetDone { id, done } => model::Command::SetDone { id: Id(id), done },
            Command::SetItemField { id, field, text } => model::Command::SetItemField {
                id: Id(id),
                field: names::item_field_from(&field).ok_or_else(|| format!("the field “{field}” of an item"))?,
                text,
            },
            Command::All(commands) => model::Command::All(
                commands
                    .into_iter()
                    .map(Command::into_model)
                    .collect::<Result<_, _>>()?,
            ),
            Command::Replace(document) => model::Command::Replace(Box::new(document.into_model()?)),
        })
    }
}
