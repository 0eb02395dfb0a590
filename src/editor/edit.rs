//! Typing into fields, and what leaving a field settles.

use super::draft::{Draft, Origin};
use super::event::Field;
use super::port::Now;
use super::reshape;
use super::template;
use crate::markdown::preview;
use crate::model::{Body, Command, FactKey, Id, Line, Opening, Part, PartKind, Postmortem, Title};

/// A field's text changed. `false` where that changes nothing in the document.
pub(crate) fn typed(draft: &mut Draft, field: &Field, text: &str, now: Now) -> bool {
    let Some(before) = text_of(draft, field) else {
        return false;
    };
    let text = match field {
        Field::Prose(_) | Field::Text(_) => text.to_owned(),
        Field::Fact(_) => one_line(text).trim().to_owned(),
        _ => one_line(text),
    };
    if before == text {
        return false;
    }
    if let Field::Heading(id) = field {
        note_kind(draft, *id);
    }
    let Some(command) = command(draft, field, &text) else {
        return false;
    };
    let origin = Origin::Typing {
        field: field.clone(),
        before,
        after: text,
    };
    draft.edited = Some(field.clone());
    draft.perform(command, origin, now)
}

/// A field lost the focus: what was typed becomes final. `true` where that changed the document.
pub(crate) fn left(draft: &mut Draft, field: &Field, now: Now) -> bool {
    if draft.edited.take_if(|edited| edited == field).is_none() {
        // A field that was only visited keeps its text as it is.
        draft.history.close();
        return false;
    }
    let changed = match field {
        Field::Prose(id) => reshape::settle_part(draft, *id, now),
        Field::Text(id) => settle_text(draft, *id, now),
        Field::Heading(id) => settle_heading(draft, *id, now),
        Field::Title | Field::Fact(_) | Field::EntryTime(_) | Field::ItemField(..) | Field::Quick(_) => {
            settle_line(draft, field, now)
        }
    };
    draft.history.close();
    changed
}

/// The text that a field shows.
pub(crate) fn text_of(draft: &Draft, field: &Field) -> Option<String> {
    let document = &draft.document;
    match field {
        Field::Title => Some(document.title.text.clone()),
        Field::Fact(key) => Some(
            draft
                .analysis
                .stated
                .fact(*key)
                .map(super::facts::in_one_line)
                .unwrap_or_default(),
        ),
        Field::Heading(id) => document.part(*id).map(|part| preview::plain(&part.heading)),
        Field::Prose(id) => match &document.part(*id)?.body {
            Body::Prose(text) => Some(text.clone()),
            _ => None,
        },
        Field::EntryTime(id) => {
            let entry = document
                .entries()
                .map(|(_, entry)| entry)
                .find(|entry| entry.id == *id)?;
            Some(entry.time.clone())
        }
        Field::Text(id) => row_text(document, *id).map(str::to_owned),
        Field::ItemField(id, field) => {
            let item = document.items().map(|(_, item)| item).find(|item| item.id == *id)?;
            Some(super::rows::item_field(item, *field).to_owned())
        }
        Field::Quick(_) => None,
    }
}

fn command(draft: &mut Draft, field: &Field, text: &str) -> Option<Command> {
    let text = text.to_owned();
    match field {
        Field::Title => Some(Command::SetTitle(Title {
            text,
            opening: draft.document.title.opening,
        })),
        Field::Fact(key) => state_fact(&mut draft.document, *key, text),
        Field::Heading(id) => {
            let part = draft.document.part(*id)?;
            Some(Command::SetHeading {
                id: *id,
                heading: inline_source(&text),
                kind: part.kind,
                opening: opened(part),
            })
        }
        Field::Prose(id) => Some(Command::SetProse { id: *id, text }),
        Field::EntryTime(id) => Some(Command::SetTime { id: *id, time: text }),
        Field::Text(id) => Some(Command::SetText { id: *id, text }),
        Field::ItemField(id, field) => Some(Command::SetItemField {
            id: *id,
            field: *field,
            text,
        }),
        Field::Quick(_) => None,
    }
}

/// States a fact in the document's facts; a document without any gets a part for them.
pub(super) fn state_fact(document: &mut Postmortem, key: FactKey, text: String) -> Option<Command> {
    let part = document.parts.iter().find(|part| match &part.body {
        Body::Facts(facts) => facts.0.contains_key(&key),
        _ => false,
    });
    if part.is_none() && text.is_empty() {
        return None;
    }
    let part = part.or_else(|| document.parts.iter().find(|part| matches!(part.body, Body::Facts(_))));
    match part {
        Some(part) => Some(Command::SetFact {
            part: part.id,
            key,
            text,
        }),
        None => {
            let part = template::facts_part(document);
            let id = part.id;
            // Front matter stays first.
            let front = |part: &&Part| part.opening == Opening::Bare && part.kind == PartKind::Metadata;
            let at = document.parts.iter().take_while(front).count();
            Some(Command::All(vec![
                Command::InsertPart { at, part },
                Command::SetFact { part: id, key, text },
            ]))
        }
    }
}

/// Markdown that reads as these very words: marks that would vanish are escaped.
pub(crate) fn inline_source(words: &str) -> String {
    if preview::plain(words) == words {
        return words.to_owned();
    }
    let mut source = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '!' | '#'
        ) {
            source.push('\\');
        }
        source.push(letter);
    }
    source
}

/// A part without an opening gets a heading once it has words for one.
fn opened(part: &Part) -> Opening {
    match part.opening {
        Opening::Bare => Opening::Heading(2),
        ref opening => opening.clone(),
    }
}

/// Remembers, before a heading is typed in, whether the part's kind follows from its words.
fn note_kind(draft: &mut Draft, id: Id) {
    if draft.kind_follows.is_some_and(|(noted, _)| noted == id) {
        return;
    }
    if let Some(part) = draft.document.part(id) {
        let follows = reshape::kind_of(&part.heading) == part.kind;
        draft.kind_follows = Some((id, follows));
    }
}

/// A heading never stays empty; the part's kind follows its words where it did before.
fn settle_heading(draft: &mut Draft, id: Id, now: Now) -> bool {
    let follows = draft.kind_follows.take() == Some((id, true));
    let Some(part) = draft.document.part(id) else {
        return false;
    };
    if part.opening == Opening::Bare {
        return false;
    }
    let heading = match part.heading.trim() {
        "" => part.kind.label().to_owned(),
        heading => heading.to_owned(),
    };
    let kind = match reshape::kind_of(&heading) {
        kind if follows && kind != PartKind::Other && reshape::holds(&part.body, kind) => kind,
        _ => part.kind,
    };
    if heading == part.heading && kind == part.kind {
        return false;
    }
    let opening = part.opening.clone();
    let mut commands = vec![Command::SetHeading {
        id,
        heading,
        kind,
        opening,
    }];
    if reshape::is_empty(&part.body) {
        let body = Body::empty(kind);
        commands.push(Command::SetBody { id, body });
    }
    draft.perform(Command::All(commands), Origin::Leaving(Field::Heading(id)), now)
}

/// Small fields are kept without white space at their ends.
fn settle_line(draft: &mut Draft, field: &Field, now: Now) -> bool {
    let Some(text) = text_of(draft, field) else {
        return false;
    };
    if matches!(field, Field::Fact(_)) {
        return drop_empty_facts(draft, field, now);
    }
    if text.trim() == text {
        return false;
    }
    let trimmed = text.trim().to_owned();
    match command(draft, field, &trimmed) {
        Some(command) => draft.perform(command, Origin::Leaving(field.clone()), now),
        None => false,
    }
}

/// Facts that were all taken away leave no empty part behind.
fn drop_empty_facts(draft: &mut Draft, field: &Field, now: Now) -> bool {
    let empty = draft.document.parts.iter().find(|part| match &part.body {
        Body::Facts(facts) => facts.0.is_empty(),
        _ => false,
    });
    match empty.map(|part| part.id) {
        Some(id) => draft.perform(Command::RemovePart(id), Origin::Leaving(field.clone()), now),
        None => false,
    }
}

/// A row's text loses blank ends; a passage between rows that became empty goes.
fn settle_text(draft: &mut Draft, id: Id, now: Now) -> bool {
    let Some(text) = row_text(&draft.document, id) else {
        return false;
    };
    let trimmed = text.trim();
    let command = if trimmed.is_empty() && is_passage(&draft.document, id) {
        super::rows::without(&draft.document, id)
    } else if trimmed != text {
        Some(Command::SetText {
            id,
            text: trimmed.to_owned(),
        })
    } else {
        None
    };
    match command {
        Some(command) => draft.perform(command, Origin::Leaving(Field::Text(id)), now),
        None => false,
    }
}

fn is_passage(document: &Postmortem, id: Id) -> bool {
    document.entries().all(|(_, entry)| entry.id != id) && document.items().all(|(_, item)| item.id != id)
}

/// The text of an entry, an item or a passage between rows.
fn row_text(document: &Postmortem, id: Id) -> Option<&str> {
    document.parts.iter().find_map(|part| match &part.body {
        Body::Timeline(rows) => rows.lines.iter().find_map(|line| match line {
            Line::Row(entry) if entry.id == id => Some(entry.text.as_str()),
            Line::Text { id: own, text } if *own == id => Some(text.as_str()),
            _ => None,
        }),
        Body::Items(rows) => rows.lines.iter().find_map(|line| match line {
            Line::Row(item) if item.id == id => Some(item.text.as_str()),
            Line::Text { id: own, text } if *own == id => Some(text.as_str()),
            _ => None,
        }),
        Body::Prose(_) | Body::Facts(_) => None,
    })
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")
}
