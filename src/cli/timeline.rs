//! The timeline of raw material: chat, alerts and log lines as Markdown or JSON.

use super::source::Source;
use super::{Stop, Streams};
use crate::markdown;
use crate::markdown::raw::{self, Context, Raw, RawEntry};
use crate::model::{Body, Command, Opening, Part, PartKind, Postmortem, Timeline};
use serde::Serialize;
use std::ffi::OsStr;
use std::io;

/// Prints the timeline of a file, and beside it what was seen and assumed.
pub(super) fn timeline(file: &OsStr, json: bool, streams: &mut Streams<'_>) -> Result<(), Stop> {
    let source = Source::read(file, streams.input).map_err(Stop::Said)?;
    let Some(raw) = raw::read(&source.text, &Context::default()) else {
        let known: Vec<&str> = raw::formats().collect();
        return Err(Stop::Said(format!(
            "{} is of no format that is known: {}. For a Markdown timeline use import or convert.",
            source.name,
            known.join(", ")
        )));
    };
    if json {
        serde_json::to_writer_pretty(&mut *streams.out, &answer(&raw)).map_err(io::Error::from)?;
        writeln!(streams.out)?;
    } else {
        write!(streams.out, "{}", markdown::write(&markdown::settle(document(&raw))))?;
    }
    let count = raw.entries().count();
    let entries = if count == 1 { "entry" } else { "entries" };
    writeln!(streams.err, "{}: {}, {count} {entries}", source.name, raw.format)?;
    for sentence in raw.assumed.iter().cloned().chain(raw.folding()).chain(raw.keeping()) {
        writeln!(streams.err, "  {sentence}")?;
    }
    Ok(())
}

/// A document of nothing but the timeline.
fn document(raw: &Raw) -> Postmortem {
    let mut document = Postmortem::default();
    let part = document.fresh_id();
    document.parts.push(Part {
        id: part,
        kind: PartKind::Timeline,
        heading: PartKind::Timeline.label().into(),
        opening: Opening::Heading(2),
        body: Body::Timeline(Timeline::default()),
    });
    for (at, row) in raw.rows.iter().enumerate() {
        let row = row.row(document.fresh_id());
        // The part is there and holds a timeline.
        let _ = document.apply(Command::InsertRow { part, at, row });
    }
    document
}

#[derive(Serialize)]
struct Answer<'a> {
    format: &'a str,
    assumed: &'a [String],
    folded: usize,
    entries: Vec<EntryAnswer<'a>>,
    left: Vec<&'a str>,
}

#[derive(Serialize)]
struct EntryAnswer<'a> {
    time: &'a str,
    text: &'a str,
    original: &'a str,
}

fn answer(raw: &Raw) -> Answer<'_> {
    Answer {
        format: raw.format,
        assumed: &raw.assumed,
        folded: raw.folded,
        entries: raw.entries().map(entry).collect(),
        left: raw.left().collect(),
    }
}

fn entry(entry: &RawEntry) -> EntryAnswer<'_> {
    EntryAnswer {
        time: &entry.time,
        text: &entry.text,
        original: &entry.original,
    }
}
