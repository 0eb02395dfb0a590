//! The second clock of a document: the same moments as another place's clocks show them.
//!
//! It is a fact of the document (“Second clock: UTC”), so it is kept and exported with it. The
//! times as typed stay what they are; what is exported has the second reading behind each time.

use super::draft::{Draft, Origin};
use super::edit::state_fact;
use super::port::Now;
use super::timeline::resolved_by_id;
use crate::lint::{Analysis, TimelineReading};
use crate::model::{Body, Command, Entry, FactKey, Id, Line, Part, Postmortem};
use crate::time::resolve::Resolved;
use crate::time::zone::Zones;
use crate::time::{forms, zoned};
use std::collections::HashMap;

/// The clock that is shown beside the times as typed.
pub(crate) struct SecondClock<'a> {
    zone: String,
    zones: &'a Zones,
}

impl<'a> SecondClock<'a> {
    /// The one that the document states.
    pub(crate) fn of(draft: &'a Draft) -> Option<SecondClock<'a>> {
        SecondClock::named(stated(&draft.document), &draft.zones)
    }

    /// The one of a zone, where one is named.
    pub(crate) fn named(zone: Option<&str>, zones: &'a Zones) -> Option<SecondClock<'a>> {
        let zone = zone?.trim();
        (!zone.is_empty()).then(|| SecondClock {
            zone: zone.to_owned(),
            zones,
        })
    }

    /// `09:05 UTC`; nothing where the entry's moment is not known, where its own clock shows the
    /// same, for a range, and where a second reading is typed already.
    pub(crate) fn words(&self, entry: &Entry, resolved: &Resolved) -> Option<String> {
        let written = forms::parse(&entry.time).ok()?;
        if written.also.is_some() || written.end.is_some() {
            return None;
        }
        let style = written.clock?.style;
        let utc = resolved.at?.0 - i64::from(resolved.offset?);
        let there = self.zones.offset_at(&self.zone, utc)?;
        (Some(there) != resolved.shown).then(|| zoned::clock_in(utc, there, style, &self.zone))
    }

    /// The document with the second reading behind every time: `10:05 (09:05 UTC)`. A time that
    /// would then read otherwise stays as it is.
    pub(crate) fn beside(&self, mut document: Postmortem, analysis: &Analysis) -> Postmortem {
        let dated = |reading: &&TimelineReading| reading.resolution.dated;
        let readings = analysis.timelines.iter().filter(dated);
        let resolved: HashMap<Id, &Resolved> = readings.flat_map(resolved_by_id).collect();
        for part in &mut document.parts {
            let Body::Timeline(timeline) = &mut part.body else {
                continue;
            };
            for line in &mut timeline.lines {
                let Line::Row(entry) = line else { continue };
                let words = resolved.get(&entry.id).and_then(|resolved| self.words(entry, resolved));
                if let Some(time) = words.and_then(|words| zoned::beside(&entry.time, &words)) {
                    entry.time = time;
                }
            }
        }
        document
    }
}

/// The zone that a document states for it.
pub(crate) fn stated(document: &Postmortem) -> Option<&str> {
    document.parts.iter().find_map(|part| match &part.body {
        Body::Facts(facts) => facts.0.get(&FactKey::Clock).map(String::as_str),
        _ => None,
    })
}

/// Shows UTC beside the times, or no second clock any more.
pub(crate) fn toggle(draft: &mut Draft, now: Now) {
    let only = |part: &&Part| match &part.body {
        Body::Facts(facts) => facts.0.keys().eq([&FactKey::Clock]),
        _ => false,
    };
    let (command, label) = if let Some(part) = draft.document.parts.iter().find(only) {
        // Facts that were all taken away leave no empty part behind.
        (Some(Command::RemovePart(part.id)), "Second clock hidden")
    } else if stated(&draft.document).is_some() {
        let command = state_fact(&mut draft.document, FactKey::Clock, String::new());
        (command, "Second clock hidden")
    } else {
        let command = state_fact(&mut draft.document, FactKey::Clock, "UTC".into());
        (command, "Second clock shown")
    };
    if let Some(command) = command {
        draft.perform(command, Origin::Command(label.into()), now);
    }
}
