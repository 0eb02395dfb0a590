//! The edits of a document. Every change anyone makes, by hand or by a fix, is one of these.

use super::{Body, Entry, FactKey, Facts, Id, Item, Line, Opening, Part, PartKind, Phase, Postmortem, Rows, Title};
use std::collections::BTreeSet;
use std::fmt;

/// One edit of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Replaces the title's text.
    SetTitle(Title),
    /// Puts a part at an index of the list of parts.
    InsertPart { at: usize, part: Part },
    /// Takes a part away, with all that it holds.
    RemovePart(Id),
    /// Moves a part to an index of the list as it is without that part.
    MovePart { id: Id, to: usize },
    /// Replaces a part's heading, kind and opening.
    SetHeading {
        id: Id,
        heading: String,
        kind: PartKind,
        opening: Opening,
    },
    /// Replaces what a part holds.
    SetBody { id: Id, body: Body },
    /// Replaces the prose of a part.
    SetProse { id: Id, text: String },
    /// States a fact in the facts of a part; an empty text takes the fact away.
    SetFact { part: Id, key: FactKey, text: String },
    /// Puts a row at an index of a part's lines.
    InsertRow { part: Id, at: usize, row: Row },
    /// Takes a row or a passage between rows away.
    RemoveRow(Id),
    /// Moves a row to an index of its part's lines as they are without that row.
    MoveRow { id: Id, to: usize },
    /// Replaces an entry's time as typed.
    SetTime { id: Id, time: String },
    /// Replaces the text of an entry, an item, or a passage between rows.
    SetText { id: Id, text: String },
    /// Chooses an entry's phase; `None` follows the words again.
    SetPhase { id: Id, phase: Option<Phase> },
    /// Marks an item done or open.
    SetDone { id: Id, done: bool },
    /// Replaces one of an item's fields.
    SetItemField { id: Id, field: ItemField, text: String },
    /// Several edits as one, in order.
    All(Vec<Command>),
    /// Replaces the whole document (import over, a restored snapshot).
    Replace(Box<Postmortem>),
}

/// A row of any body, for commands that insert one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// A timeline entry.
    Entry(Entry),
    /// An action item.
    Item(Item),
    /// A passage between rows.
    Text { id: Id, text: String },
}

/// A field of an action item that holds a word or two.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ItemField {
    /// Who does it.
    Owner,
    /// Its priority.
    Priority,
    /// Its type.
    Kind,
    /// When it is due.
    Due,
    /// Its issue or ticket.
    Link,
}

/// Why a command could not be carried out. The document is then unchanged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommandError {
    /// No part or row has this id: it was removed meanwhile.
    Gone(Id),
    /// The part or row is of another shape than the command expects.
    WrongShape(Id),
    /// A part or row with this id is already there: what is inserted is not new.
    Taken(Id),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CommandError::Gone(id) => write!(f, "part or row {id} is no longer there"),
            CommandError::WrongShape(id) => {
                write!(f, "part or row {id} does not hold what the edit is for")
            }
            CommandError::Taken(id) => write!(f, "part or row {id} is already there"),
        }
    }
}

impl std::error::Error for CommandError {}

impl Postmortem {
    /// Carries out an edit and returns the one that undoes it.
    ///
    /// # Errors
    /// The document is unchanged when the part or row is gone, of another shape, or not new.
    pub fn apply(&mut self, command: Command) -> Result<Command, CommandError> {
        match command {
            Command::SetTitle(title) => Ok(Command::SetTitle(std::mem::replace(&mut self.title, title))),
            Command::InsertPart { at, part } => {
                let id = part.id;
                self.refuse_taken(&part)?;
                self.reserve_part(&part);
                self.parts.insert(at.min(self.parts.len()), part);
                Ok(Command::RemovePart(id))
            }
            Command::RemovePart(id) => {
                let at = self.part_index(id)?;
                let part = self.parts.remove(at);
                Ok(Command::InsertPart { at, part })
            }
            Command::MovePart { id, to } => {
                let at = self.part_index(id)?;
                let part = self.parts.remove(at);
                self.parts.insert(to.min(self.parts.len()), part);
                Ok(Command::MovePart { id, to: at })
            }
            Command::SetHeading {
                id,
                heading,
                kind,
                opening,
            } => {
                let part = self.part_mut(id)?;
                Ok(Command::SetHeading {
                    id,
                    heading: std::mem::replace(&mut part.heading, heading),
                    kind: std::mem::replace(&mut part.kind, kind),
                    opening: std::mem::replace(&mut part.opening, opening),
                })
            }
            Command::SetBody { id, body } => {
                self.reserve_body(&body);
                let part = self.part_mut(id)?;
                Ok(Command::SetBody {
                    id,
                    body: std::mem::replace(&mut part.body, body),
                })
            }
            Command::SetProse { id, text } => match &mut self.part_mut(id)?.body {
                Body::Prose(prose) => Ok(Command::SetProse {
                    id,
                    text: std::mem::replace(prose, text),
                }),
                _ => Err(CommandError::WrongShape(id)),
            },
            Command::SetFact { part: id, key, text } => match &mut self.part_mut(id)?.body {
                Body::Facts(Facts(facts)) => {
                    let before = if text.is_empty() {
                        facts.remove(&key)
                    } else {
                        facts.insert(key, text)
                    };
                    Ok(Command::SetFact {
                        part: id,
                        key,
                        text: before.unwrap_or_default(),
                    })
                }
                _ => Err(CommandError::WrongShape(id)),
            },
            Command::InsertRow { part: id, at, row } => self.insert_row(id, at, row),
            Command::RemoveRow(id) => self.remove_row(id),
            Command::MoveRow { id, to } => {
                for part in &mut self.parts {
                    let moved = match &mut part.body {
                        Body::Timeline(rows) => move_line(rows, id, to, |entry| entry.id),
                        Body::Items(rows) => move_line(rows, id, to, |item| item.id),
                        Body::Prose(_) | Body::Facts(_) => None,
                    };
                    if let Some(from) = moved {
                        return Ok(Command::MoveRow { id, to: from });
                    }
                }
                Err(CommandError::Gone(id))
            }
            Command::SetTime { id, time } => {
                let entry = self.entry_mut(id)?;
                Ok(Command::SetTime {
                    id,
                    time: std::mem::replace(&mut entry.time, time),
                })
            }
            Command::SetText { id, text } => {
                let place = self.text_mut(id)?;
                Ok(Command::SetText {
                    id,
                    text: std::mem::replace(place, text),
                })
            }
            Command::SetPhase { id, phase } => {
                let entry = self.entry_mut(id)?;
                Ok(Command::SetPhase {
                    id,
                    phase: std::mem::replace(&mut entry.phase, phase),
                })
            }
            Command::SetDone { id, done } => {
                let item = self.item_mut(id)?;
                Ok(Command::SetDone {
                    id,
                    done: std::mem::replace(&mut item.done, done),
                })
            }
            Command::SetItemField { id, field, text } => {
                let item = self.item_mut(id)?;
                let place = match field {
                    ItemField::Owner => &mut item.owner,
                    ItemField::Priority => &mut item.priority,
                    ItemField::Kind => &mut item.kind,
                    ItemField::Due => &mut item.due,
                    ItemField::Link => &mut item.link,
                };
                Ok(Command::SetItemField {
                    id,
                    field,
                    text: std::mem::replace(place, text),
                })
            }
            Command::All(commands) => {
                let mut undo = Vec::with_capacity(commands.len());
                for command in commands {
                    match self.apply(command) {
                        Ok(inverse) => undo.push(inverse),
                        Err(error) => {
                            // Earlier steps are taken back, newest first, so that nothing is half done.
                            for inverse in undo.into_iter().rev() {
                                self.apply(inverse)?;
                            }
                            return Err(error);
                        }
                    }
                }
                undo.reverse();
                Ok(Command::All(undo))
            }
            Command::Replace(document) => Ok(Command::Replace(Box::new(std::mem::replace(self, *document)))),
        }
    }

    fn insert_row(&mut self, id: Id, at: usize, row: Row) -> Result<Command, CommandError> {
        let row_id = match &row {
            Row::Entry(entry) => entry.id,
            Row::Item(item) => item.id,
            Row::Text { id, .. } => *id,
        };
        if self.parts.iter().flat_map(ids).any(|id| id == row_id) {
            return Err(CommandError::Taken(row_id));
        }
        match (&mut self.part_mut(id)?.body, row) {
            (Body::Timeline(rows), Row::Entry(entry)) => insert_line(rows, at, Line::Row(entry)),
            (Body::Timeline(rows), Row::Text { id, text }) => insert_line(rows, at, Line::Text { id, text }),
            (Body::Items(rows), Row::Item(item)) => insert_line(rows, at, Line::Row(item)),
            (Body::Items(rows), Row::Text { id, text }) => insert_line(rows, at, Line::Text { id, text }),
            _ => return Err(CommandError::WrongShape(id)),
        }
        self.reserve(row_id);
        Ok(Command::RemoveRow(row_id))
    }

    /// Refuses a part of which an id is in the document already: later edits could not tell the two apart.
    fn refuse_taken(&self, part: &Part) -> Result<(), CommandError> {
        let taken: BTreeSet<Id> = self.parts.iter().flat_map(ids).collect();
        match ids(part).find(|id| taken.contains(id)) {
            Some(id) => Err(CommandError::Taken(id)),
            None => Ok(()),
        }
    }

    fn remove_row(&mut self, id: Id) -> Result<Command, CommandError> {
        for part in &mut self.parts {
            let found = match &mut part.body {
                Body::Timeline(rows) => remove_line(rows, id, |entry| entry.id).map(|(at, line)| (at, line.into())),
                Body::Items(rows) => remove_line(rows, id, |item| item.id).map(|(at, line)| (at, line.into())),
                Body::Prose(_) | Body::Facts(_) => None,
            };
            if let Some((at, row)) = found {
                return Ok(Command::InsertRow { part: part.id, at, row });
            }
        }
        Err(CommandError::Gone(id))
    }

    fn part_index(&self, id: Id) -> Result<usize, CommandError> {
        self.parts
            .iter()
            .position(|part| part.id == id)
            .ok_or(CommandError::Gone(id))
    }

    fn part_mut(&mut self, id: Id) -> Result<&mut Part, CommandError> {
        self.parts
            .iter_mut()
            .find(|part| part.id == id)
            .ok_or(CommandError::Gone(id))
    }

    fn entry_mut(&mut self, id: Id) -> Result<&mut Entry, CommandError> {
        self.parts
            .iter_mut()
            .filter_map(|part| match &mut part.body {
                Body::Timeline(rows) => Some(rows),
                _ => None,
            })
            .flat_map(|rows| &mut rows.lines)
            .find_map(|line| match line {
                Line::Row(entry) if entry.id == id => Some(entry),
                _ => None,
            })
            .ok_or(CommandError::Gone(id))
    }

    fn item_mut(&mut self, id: Id) -> Result<&mut Item, CommandError> {
        self.parts
            .iter_mut()
            .filter_map(|part| match &mut part.body {
                Body::Items(rows) => Some(rows),
                _ => None,
            })
            .flat_map(|rows| &mut rows.lines)
            .find_map(|line| match line {
                Line::Row(item) if item.id == id => Some(item),
                _ => None,
            })
            .ok_or(CommandError::Gone(id))
    }

    fn text_mut(&mut self, id: Id) -> Result<&mut String, CommandError> {
        for part in &mut self.parts {
            match &mut part.body {
                Body::Timeline(rows) => {
                    for line in &mut rows.lines {
                        match line {
                            Line::Row(entry) if entry.id == id => return Ok(&mut entry.text),
                            Line::Text { id: own, text } if *own == id => return Ok(text),
                            _ => {}
                        }
                    }
                }
                Body::Items(rows) => {
                    for line in &mut rows.lines {
                        match line {
                            Line::Row(item) if item.id == id => return Ok(&mut item.text),
                            Line::Text { id: own, text } if *own == id => return Ok(text),
                            _ => {}
                        }
                    }
                }
                Body::Prose(_) | Body::Facts(_) => {}
            }
        }
        Err(CommandError::Gone(id))
    }

    fn reserve_part(&mut self, part: &Part) {
        self.reserve(part.id);
        self.reserve_body(&part.body);
    }

    fn reserve_body(&mut self, body: &Body) {
        let highest = match body {
            Body::Timeline(rows) => rows.lines.iter().map(|line| line_id(line, |entry| entry.id)).max(),
            Body::Items(rows) => rows.lines.iter().map(|line| line_id(line, |item| item.id)).max(),
            Body::Prose(_) | Body::Facts(_) => None,
        };
        if let Some(id) = highest {
            self.reserve(id);
        }
    }
}

impl From<Line<Entry>> for Row {
    fn from(line: Line<Entry>) -> Row {
        match line {
            Line::Row(entry) => Row::Entry(entry),
            Line::Text { id, text } => Row::Text { id, text },
        }
    }
}

impl From<Line<Item>> for Row {
    fn from(line: Line<Item>) -> Row {
        match line {
            Line::Row(item) => Row::Item(item),
            Line::Text { id, text } => Row::Text { id, text },
        }
    }
}

/// The ids of a part and of its rows.
fn ids(part: &Part) -> impl Iterator<Item = Id> + '_ {
    let entries = match &part.body {
        Body::Timeline(rows) => Some(rows.lines.iter().map(|line| line_id(line, |entry| entry.id))),
        _ => None,
    };
    let items = match &part.body {
        Body::Items(rows) => Some(rows.lines.iter().map(|line| line_id(line, |item| item.id))),
        _ => None,
    };
    std::iter::once(part.id)
        .chain(entries.into_iter().flatten())
        .chain(items.into_iter().flatten())
}

fn line_id<T>(line: &Line<T>, id_of: impl Fn(&T) -> Id) -> Id {
    match line {
        Line::Row(row) => id_of(row),
        Line::Text { id, .. } => *id,
    }
}

fn insert_line<T>(rows: &mut Rows<T>, at: usize, line: Line<T>) {
    rows.lines.insert(at.min(rows.lines.len()), line);
}

fn remove_line<T>(rows: &mut Rows<T>, id: Id, id_of: impl Fn(&T) -> Id) -> Option<(usize, Line<T>)> {
    let at = rows.lines.iter().position(|line| line_id(line, &id_of) == id)?;
    Some((at, rows.lines.remove(at)))
}

/// Moves the line with this id and returns where it stood.
fn move_line<T>(rows: &mut Rows<T>, id: Id, to: usize, id_of: impl Fn(&T) -> Id) -> Option<usize> {
    let (from, line) = remove_line(rows, id, id_of)?;
    rows.lines.insert(to.min(rows.lines.len()), line);
    Some(from)
}
