//! Rows of timelines and lists: added, removed and moved, with the words and the focus that follow.

use super::draft::{Draft, Origin};
use super::effect::{Effect, FocusTarget};
use super::event::Field;
use super::figures::count;
use super::place;
use super::port::Now;
use super::quick;
use crate::markdown::raw::Raw;
use crate::model::{
    Body, Column, Command, Entry, EntryStyle, Id, Item, ItemField, ItemStyle, Line, Part, Postmortem, Row, Rows,
};

/// Adds an empty row before or behind a row.
pub(crate) fn add(draft: &mut Draft, beside: Id, after: bool, now: Now) -> Vec<Effect> {
    let Some(part) = place::part_of_row(&draft.document, beside) else {
        return Vec::new();
    };
    let (part_id, ids) = (part.id, place::line_ids(part));
    let at = ids.iter().position(|id| *id == beside).unwrap_or(ids.len()) + usize::from(after);
    let Some((row, field)) = empty_row(&mut draft.document, part_id, Some(beside)) else {
        return Vec::new();
    };
    let noun = noun(&row);
    let command = Command::InsertRow { part: part_id, at, row };
    if !draft.perform(command, Origin::Command(format!("{} added", capital(noun))), now) {
        return Vec::new();
    }
    draft.attention.typing = Some(field.clone());
    vec![Effect::Focus(FocusTarget::Field(field))]
}

/// Adds rows at the end of a part, one for each line of a text.
pub(crate) fn quick_add(draft: &mut Draft, part: Id, text: &str, now: Now) -> Vec<Effect> {
    let mut commands = Vec::new();
    let Some(mut at) = draft.document.part(part).map(|part| place::line_ids(part).len()) else {
        return Vec::new();
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut words = "";
    for line in &lines {
        let Some((mut row, _)) = empty_row(&mut draft.document, part, None) else {
            return Vec::new();
        };
        match &mut row {
            Row::Entry(entry) => quick::entry(line).fill(entry),
            Row::Item(item) => quick::item(line).fill(item),
            Row::Text { .. } => {}
        }
        words = noun(&row);
        commands.push(Command::InsertRow { part, at, row });
        at += 1;
    }
    let (label, command) = match (commands.pop(), commands.len()) {
        (None, _) => return Vec::new(),
        (Some(only), 0) => (format!("{} added", capital(words)), only),
        (Some(last), n) => {
            commands.push(last);
            (format!("{} {} added", n + 1, plural(words)), Command::All(commands))
        }
    };
    if !draft.perform(command, Origin::Command(label.clone()), now) {
        return Vec::new();
    }
    let total = draft.document.part(part).map_or(0, |part| place::row_ids(part).len());
    let total = count(total, words, plural(words));
    vec![
        announce(format!("{label}. {total}.")),
        Effect::Focus(FocusTarget::Field(Field::Quick(part))),
    ]
}

/// Takes raw material into a timeline as one step: behind a row, or at the end of a part. A row
/// without any words gives way to it. Returns the sentence that says so, beside the effects.
pub(crate) fn add_raw(draft: &mut Draft, place: Id, raw: &Raw, now: Now) -> (String, Vec<Effect>) {
    let document = &mut draft.document;
    let beside = place::part_of_row(document, place).map(|part| part.id);
    let Some(part) = beside.or_else(|| document.part(place).map(|part| part.id)) else {
        return (String::new(), Vec::new());
    };
    let lines = document.part(part).map(place::line_ids).unwrap_or_default();
    let begin = match lines.iter().position(|id| *id == place) {
        Some(at) => at + 1,
        None => lines.len(),
    };
    let mut commands = Vec::with_capacity(raw.rows.len() + 1);
    let mut first = None;
    for (at, own) in (begin..).zip(&raw.rows) {
        let Some((Row::Entry(empty), _)) = empty_row(document, part, beside.map(|_| place)) else {
            return (String::new(), Vec::new());
        };
        let mut row = own.row(empty.id);
        if let Row::Entry(entry) = &mut row {
            first = first.or(Some(entry.id));
            entry.style = empty.style;
            entry.cells = empty.cells;
        }
        commands.push(Command::InsertRow { part, at, row });
    }
    let empty = document
        .entries()
        .any(|(_, entry)| entry.id == place && entry.time.trim().is_empty() && entry.text.trim().is_empty());
    if empty {
        commands.push(Command::RemoveRow(place));
    }
    let label = format!("{} added", entries(raw.entries().count()));
    let command = joined(document, part, Command::All(commands));
    if !draft.perform(command, Origin::Command(label.clone()), now) {
        return (String::new(), Vec::new());
    }
    let total = draft.document.part(part).map_or(0, |part| place::row_ids(part).len());
    let mut effects = vec![announce(format!("{label}. {}.", entries(total)))];
    effects.extend(first.map(|id| Effect::Focus(FocusTarget::Field(Field::EntryTime(id)))));
    (format!("{label}."), effects)
}

/// "1 entry", "12 entries".
pub(crate) fn entries(number: usize) -> String {
    count(number, "entry", "entries")
}

/// Removes a row. Returns the sentence that says so, beside the effects.
pub(crate) fn remove(draft: &mut Draft, id: Id, now: Now) -> (Option<String>, Vec<Effect>) {
    let Some(part) = place::part_of_row(&draft.document, id) else {
        return (None, Vec::new());
    };
    let part_id = part.id;
    let ids = place::row_ids(part);
    let number = ids.iter().position(|own| *own == id);
    let noun = if matches!(part.body, Body::Items(_)) {
        "item"
    } else {
        "entry"
    };
    let next = number.and_then(|number| ids.get(number + 1).or_else(|| ids.get(number.checked_sub(1)?)));
    let time_column = noun == "entry" && !matches!(draft.focus, Some(Field::Text(_)));
    let focus = match (next, &draft.focus) {
        (None, _) => Field::Quick(part_id),
        (Some(next), Some(Field::ItemField(_, column))) => Field::ItemField(*next, *column),
        (Some(next), _) if time_column => Field::EntryTime(*next),
        (Some(next), _) => Field::Text(*next),
    };
    let Some(command) = without(&draft.document, id) else {
        return (None, Vec::new());
    };
    let label = match number {
        Some(number) => format!("{} {} deleted", capital(noun), number + 1),
        None => "Passage deleted".into(),
    };
    if !draft.perform(command, Origin::Command(label.clone()), now) {
        return (None, Vec::new());
    }
    let left = ids.len() - usize::from(number.is_some());
    let left = count(left, noun, plural(noun));
    let effects = vec![
        Effect::Focus(FocusTarget::Field(focus)),
        announce(format!("{label}. {left}. Undo with Ctrl Z.")),
    ];
    (Some(format!("{label}.")), effects)
}

/// Moves a row by so many lines of its part.
pub(crate) fn move_by(draft: &mut Draft, id: Id, by: i32, now: Now) -> Vec<Effect> {
    let Some(part) = place::part_of_row(&draft.document, id) else {
        return Vec::new();
    };
    let (part_id, lines) = (part.id, place::line_ids(part));
    let Some(from) = lines.iter().position(|own| *own == id) else {
        return Vec::new();
    };
    let noun = if matches!(part.body, Body::Items(_)) {
        "Item"
    } else {
        "Entry"
    };
    let before = place::number_of_row(&draft.document, id);
    let to = from
        .saturating_add_signed(by as isize)
        .min(lines.len().saturating_sub(1));
    if to == from {
        let end = if by < 0 { "first" } else { "last" };
        return vec![announce(format!("{noun} is the {end}."))];
    }
    let command = joined(&draft.document, part_id, Command::MoveRow { id, to });
    if !draft.perform(command, Origin::Command(format!("{noun} moved")), now) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if let (Some((was, of)), Some((is, _))) = (before, place::number_of_row(&draft.document, id)) {
        let time = time_of(&draft.document, id);
        let time = if time.is_empty() { time } else { format!(", {time}") };
        effects.push(announce(format!("{noun} {was} of {of}{time}, moved to {is}.")));
    }
    effects.push(Effect::Focus(match &draft.focus {
        Some(field) if row_of(field) == Some(id) => FocusTarget::Field(field.clone()),
        _ => FocusTarget::Grip(id),
    }));
    effects
}

/// The edit that removes a line and joins the passages that then meet.
pub(crate) fn without(document: &Postmortem, id: Id) -> Option<Command> {
    let part = place::part_of_row(document, id)?;
    Some(joined(document, part.id, Command::RemoveRow(id)))
}

/// An edit of a part's lines with what it takes so that no two passages stand side by side.
fn joined(document: &Postmortem, part: Id, command: Command) -> Command {
    let Some(part) = document.part(part) else {
        return command;
    };
    let mut trial = Postmortem::default();
    trial.parts.push(part.clone());
    let mut commands = vec![command.clone()];
    if trial.apply(command).is_err() {
        return Command::All(commands);
    }
    while let Some((first, text, second)) = trial.parts.first().and_then(meeting_passages) {
        let join = Command::All(vec![Command::RemoveRow(second), Command::SetText { id: first, text }]);
        if trial.apply(join.clone()).is_err() {
            break;
        }
        commands.push(join);
    }
    match (commands.len(), commands.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            commands.push(last);
            Command::All(commands)
        }
        (_, None) => Command::All(Vec::new()),
    }
}

/// The first two passages that stand side by side: the first one's id, their joined text, the second's id.
fn meeting_passages(part: &Part) -> Option<(Id, String, Id)> {
    fn find<T>(rows: &Rows<T>) -> Option<(Id, String, Id)> {
        rows.lines.windows(2).find_map(|pair| match pair {
            [Line::Text { id, text }, Line::Text { id: next, text: more }] => {
                Some((*id, format!("{text}\n\n{more}"), *next))
            }
            _ => None,
        })
    }
    match &part.body {
        Body::Timeline(rows) => find(rows),
        Body::Items(rows) => find(rows),
        Body::Prose(_) | Body::Facts(_) => None,
    }
}

/// An empty row laid out like the one beside it, else like the last one of the part; and the
/// field to begin with.
fn empty_row(document: &mut Postmortem, part: Id, beside: Option<Id>) -> Option<(Row, Field)> {
    let id = document.fresh_id();
    match &document.part(part)?.body {
        Body::Timeline(rows) => {
            let like = rows
                .rows()
                .find(|entry| Some(entry.id) == beside)
                .or_else(|| rows.rows().last());
            let mut entry = Entry::new(id, "", "");
            entry.style = like.map_or_else(EntryStyle::default, |entry| entry.style.clone());
            entry.cells = vec![String::new(); other_columns(rows)];
            Some((Row::Entry(entry), Field::EntryTime(id)))
        }
        Body::Items(rows) => {
            let like = rows
                .rows()
                .find(|item| Some(item.id) == beside)
                .or_else(|| rows.rows().last());
            let mut item = Item::new(id, "");
            item.style = like.map_or_else(ItemStyle::default, |item| item.style.clone());
            item.cells = vec![String::new(); other_columns(rows)];
            Some((Row::Item(item), Field::Text(id)))
        }
        Body::Prose(_) | Body::Facts(_) => None,
    }
}

fn other_columns<T>(rows: &Rows<T>) -> usize {
    rows.table.as_ref().map_or(0, |table| {
        table.columns.iter().filter(|column| **column == Column::Other).count()
    })
}

/// One of an item's small fields.
pub(crate) fn item_field(item: &Item, field: ItemField) -> &str {
    match field {
        ItemField::Owner => &item.owner,
        ItemField::Priority => &item.priority,
        ItemField::Kind => &item.kind,
        ItemField::Due => &item.due,
        ItemField::Link => &item.link,
    }
}

/// The row that a field belongs to.
fn row_of(field: &Field) -> Option<Id> {
    match field {
        Field::EntryTime(id) | Field::Text(id) | Field::ItemField(id, _) => Some(*id),
        Field::Title | Field::Fact(_) | Field::Heading(_) | Field::Prose(_) | Field::Quick(_) => None,
    }
}

fn time_of(document: &Postmortem, id: Id) -> String {
    let entry = document.entries().map(|(_, entry)| entry).find(|entry| entry.id == id);
    entry.map(|entry| entry.time.clone()).unwrap_or_default()
}

fn noun(row: &Row) -> &'static str {
    match row {
        Row::Entry(_) => "entry",
        Row::Item(_) => "item",
        Row::Text { .. } => "passage",
    }
}

fn plural(noun: &str) -> &'static str {
    match noun {
        "entry" => "entries",
        "item" => "items",
        _ => "passages",
    }
}

fn capital(noun: &str) -> &'static str {
    match noun {
        "entry" => "Entry",
        "item" => "Item",
        _ => "Passage",
    }
}

fn announce(text: String) -> Effect {
    Effect::Announce { text, assertive: false }
}
