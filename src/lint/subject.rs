//! What a rule looks at: the document, what it states, and its timelines as understood.

use super::dates::{cell_date, heading_date};
use super::{TimelineReading, World};
use crate::markdown::facts::Stated;
use crate::markdown::preview::plain;
use crate::model::{Body, Column, Entry, FactKey, Id, Line, Part, Phase, Postmortem, Timeline};
use crate::time::forms::{self, FormError};
use crate::time::phase;
use crate::time::repair::{Reading, is_outside, repair};
use crate::time::resolve::{Input, InputRow, Local, Resolution, resolve, zone_name};
use crate::time::written::Written;
use crate::time::zone::{self, Offsets, Zones};
use std::cell::OnceCell;

/// What the rules are given.
pub(crate) struct Subject<'a> {
    /// The document.
    pub(crate) document: &'a Postmortem,
    /// What it states outside its timelines.
    pub(crate) stated: &'a Stated,
    /// Its timelines, in document order.
    pub(crate) timelines: Vec<Clocked<'a>>,
    /// The present, and what is known of zones.
    pub(crate) world: World,
}

/// A stated start or end on the clocks of its place.
pub(crate) struct WindowClock {
    /// Which of the two.
    pub(crate) key: FactKey,
    /// What the clocks showed.
    pub(crate) at: Local,
    /// The zone as written.
    pub(crate) zone: String,
    /// The offsets that this local time can have there.
    pub(crate) offsets: Offsets,
}

/// A timeline part as understood.
pub(crate) struct Clocked<'a> {
    /// The part it is the body of.
    pub(crate) part: &'a Part,
    /// Its entries, in row order.
    pub(crate) entries: Vec<&'a Entry>,
    /// What was resolved.
    pub(crate) input: Input,
    /// The moments.
    pub(crate) resolution: Resolution,
    /// For each entry, its index among the rows of `input`.
    rows: Vec<usize>,
    minutes: Option<i64>,
    readings: OnceCell<Vec<Reading>>,
    phases: OnceCell<Vec<Option<Phase>>>,
}

impl<'a> Subject<'a> {
    /// Understands a document.
    pub(crate) fn of(document: &'a Postmortem, stated: &'a Stated, world: &World) -> Subject<'a> {
        let zone = stated_zone(document, stated);
        let parts = document.parts.iter();
        let mut timelines: Vec<Clocked<'a>> = parts
            .filter_map(|part| Clocked::of(part, stated, zone.as_deref(), &world.zones))
            .collect();
        if timelines.iter().any(Clocked::touches_window) {
            for timeline in timelines.iter_mut().filter(|timeline| !timeline.touches_window()) {
                timeline.leave_window();
            }
        }
        Subject {
            document,
            stated,
            timelines,
            world: world.clone(),
        }
    }

    /// The stated start and end as the clocks of their place showed them, with the offsets that those can have.
    /// None that an entry shows too: it is said there.
    pub(crate) fn window_offsets(&self) -> Vec<WindowClock> {
        let Some(window) = &self.stated.window else {
            return Vec::new();
        };
        let own = window.zone.as_ref().map(|(name, _)| name.clone());
        let Some(zone) = own.or_else(|| stated_zone(self.document, self.stated)) else {
            return Vec::new();
        };
        // Placed without zones, each moment is what the clocks showed.
        let rows = self.timelines.first().map(|timeline| timeline.input.rows.clone());
        let placed = resolve(&Input {
            rows: rows.unwrap_or_default(),
            window: Some(window.clone()),
            zone: None,
            zones: Zones::default(),
        });
        if !placed.dated {
            return Vec::new();
        }
        let shown = |at: Local| {
            let entries = self.timelines.iter().flat_map(|timeline| &timeline.resolution.entries);
            entries.into_iter().any(|entry| entry.own() == Some(at))
        };
        let clocks = [(FactKey::Start, placed.start), (FactKey::End, placed.end)];
        clocks
            .into_iter()
            .filter_map(|(key, at)| {
                let at = at.filter(|at| !shown(*at))?;
                Some(WindowClock {
                    key,
                    at,
                    offsets: self.world.zones.offsets(&zone, at.0)?,
                    zone: zone.clone(),
                })
            })
            .collect()
    }

    /// What is told of the timelines to the other rooms.
    pub(crate) fn into_readings(self) -> Vec<TimelineReading> {
        let readings = self.timelines.into_iter().map(|timeline| TimelineReading {
            part: timeline.part.id,
            entries: timeline.entries.iter().map(|entry| entry.id).collect(),
            resolution: timeline.resolution,
        });
        readings.collect()
    }
}

impl<'a> Clocked<'a> {
    fn of(part: &'a Part, stated: &Stated, zone: Option<&str>, zones: &Zones) -> Option<Clocked<'a>> {
        let Body::Timeline(timeline) = &part.body else {
            return None;
        };
        let mut input = Input {
            rows: Vec::with_capacity(timeline.lines.len()),
            window: stated.window.clone(),
            zone: own_zone(part, timeline).or_else(|| zone.map(str::to_owned)),
            zones: zones.clone(),
        };
        let (mut entries, mut rows) = (Vec::new(), Vec::new());
        let mut day = None;
        for line in &timeline.lines {
            match line {
                Line::Row(entry) => {
                    entries.push(entry);
                    // A date in a column holds for the rows below it, until another stands there.
                    let cell = cell_date(timeline.table.as_ref(), entry);
                    let date = cell.as_ref().and_then(|written| written.date);
                    if let Some(cell) = cell.filter(|_| date != day) {
                        day = date;
                        input.rows.push(InputRow::Date(cell));
                    }
                    rows.push(input.rows.len());
                    input.rows.push(InputRow::Entry(forms::parse(&entry.time)));
                }
                Line::Text { text, .. } => input.rows.extend(heading_date(text).map(InputRow::Date)),
            }
        }
        Some(Clocked {
            part,
            entries,
            resolution: resolve(&input),
            input,
            rows,
            minutes: stated.duration,
            readings: OnceCell::new(),
            phases: OnceCell::new(),
        })
    }

    /// Whether any entry lies in the stated window.
    fn touches_window(&self) -> bool {
        self.moments().any(|(_, at)| !is_outside(&self.resolution, at.0))
    }

    /// Resolves the timeline again with the window's day alone. Where a document tells of two
    /// incidents, the window that was read is that of the timeline which has entries in it.
    fn leave_window(&mut self) {
        if let Some(window) = &mut self.input.window {
            window.end = None;
            if let Some((start, _)) = &mut window.start {
                start.clock = None;
            }
        }
        self.minutes = None;
        self.resolution = resolve(&self.input);
    }

    /// What an entry's time says, or where reading it stopped.
    pub(crate) fn read(&self, row: usize) -> Option<&Result<Written, FormError>> {
        match self.input.rows.get(*self.rows.get(row)?)? {
            InputRow::Entry(read) => Some(read),
            InputRow::Date(_) => None,
        }
    }

    /// What an entry's time says.
    pub(crate) fn written(&self, row: usize) -> Option<&Written> {
        self.read(row)?.as_ref().ok()
    }

    /// Every entry with what its time says, where it can be read.
    pub(crate) fn all_written(&self) -> impl Iterator<Item = (usize, &'a Entry, &Written)> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(row, entry)| Some((row, *entry, self.written(row)?)))
    }

    /// The zone of an entry as written: its own, else the timeline's.
    pub(crate) fn zone(&self, row: usize) -> Option<&str> {
        let own = self.written(row).and_then(zone_name);
        own.or(self.resolution.zone.as_deref())
    }

    /// The id of an entry.
    pub(crate) fn id(&self, row: usize) -> Option<Id> {
        self.entries.get(row).map(|entry| entry.id)
    }

    /// The time of an entry as typed, for a message.
    pub(crate) fn time(&self, row: usize) -> &'a str {
        self.entries.get(row).map_or("", |entry| entry.time.trim())
    }

    /// The entries that have a moment: row and moment.
    pub(crate) fn moments(&self) -> impl Iterator<Item = (usize, Local)> {
        let entries = self.resolution.entries.iter().enumerate();
        entries.filter_map(|(row, entry)| Some((row, entry.at?)))
    }

    /// What would mend it, best first.
    pub(crate) fn readings(&self) -> &[Reading] {
        self.readings.get_or_init(|| repair(&self.input, self.minutes))
    }

    /// The phase of every entry: chosen, else what its words suggest.
    pub(crate) fn phases(&self) -> &[Option<Phase>] {
        self.phases
            .get_or_init(|| self.entries.iter().map(|entry| phase_of(entry)).collect())
    }
}

/// The zone that the document states for all its times: in a field, or in a passage of prose.
fn stated_zone(document: &Postmortem, stated: &Stated) -> Option<String> {
    let field = stated.fact(FactKey::Zone).map(|fact| fact.text.clone());
    field.or_else(|| {
        document.parts.iter().find_map(|part| match &part.body {
            Body::Prose(text) => zone::stated(text).map(|(name, _)| name),
            _ => None,
        })
    })
}

/// The zone that a timeline states for all its times: in its heading, above its times' column, or
/// in a passage between the entries.
fn own_zone(part: &Part, timeline: &Timeline) -> Option<String> {
    let column = timeline.table.as_ref().and_then(|table| {
        let time = table.columns.iter().position(|column| *column == Column::Time)?;
        table.header.get(time)
    });
    let heads = [Some(&part.heading), column].into_iter().flatten();
    let texts = || {
        timeline.lines.iter().filter_map(|line| match line {
            Line::Text { text, .. } => Some(text),
            Line::Row(_) => None,
        })
    };
    heads.clone().find_map(|head| bracketed(head)).or_else(|| {
        heads
            .chain(texts())
            .find_map(|text| zone::stated(text).map(|(name, _)| name))
    })
}

/// `Timeline (UTC)`, `Time [WAT]`: a zone alone in brackets.
fn bracketed(head: &str) -> Option<String> {
    let (_, rest) = head.split_once(['(', '['])?;
    let (name, _) = rest.split_once([')', ']'])?;
    zone::names_zone(name).then(|| name.trim().to_owned())
}

/// The phase of an entry: chosen, else what its words suggest.
pub(crate) fn phase_of(entry: &Entry) -> Option<Phase> {
    let told = || phase::infer(&plain(&entry.text));
    // `- Detected (10:05): users called`: the label before the time tells it too.
    let labelled = || phase::infer(&entry.style.lead);
    entry.phase.or_else(told).or_else(labelled)
}
