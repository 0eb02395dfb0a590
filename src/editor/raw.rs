//! Raw material that is pasted into a timeline: what was seen in it, before it goes in.
//!
//! The dialog's state and the one edit that takes the rows in; must not read formats itself.

use super::app::App;
use super::draft::Draft;
use super::effect::Effect;
use super::event::Event;
use super::port::{Now, Reason};
use super::view::RawView;
use super::{facts, rows, snapshots};
use crate::markdown::preview;
use crate::markdown::raw::{self, Context, Raw};
use crate::model::{Body, FactKey, Id, Part};
use crate::time::describe;

/// Entries shown in the dialog, at most.
const SHOWN: usize = 8;

/// Pasted text that waits for an answer.
#[derive(Debug)]
pub(crate) struct RawDialog {
    /// The part that it goes into, or the row that it goes behind.
    place: Id,
    text: String,
    raw: Raw,
}

/// Whether a pasted text is raw material: several lines of a format that is known.
pub fn is_raw(text: &str) -> bool {
    text.trim().contains('\n') && raw::read(text, &Context::default()).is_some()
}

impl RawDialog {
    /// The dialog as the page shows it.
    pub(crate) fn view(&self) -> RawView {
        let entries = self.raw.entries().take(SHOWN);
        let mut said = self.raw.assumed.clone();
        said.extend(self.raw.folding());
        said.extend(self.raw.keeping());
        RawView {
            format: self.raw.format.to_owned(),
            said,
            entries: entries
                .map(|entry| (entry.time.clone(), preview::plain(&entry.text)))
                .collect(),
            total: self.raw.entries().count(),
            left: self.raw.left().flat_map(str::lines).count(),
        }
    }
}

/// Takes in what happened to pasted text.
pub(crate) fn update(app: &mut App, event: Event, now: Now) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        app.raw = None;
        return Vec::new();
    };
    match event {
        Event::RawPasted { place, text } => {
            draft.catch_up(now);
            let read = timeline(draft, place).and_then(|_| raw::read(&text, &context(draft)));
            let Some(raw) = read else {
                draft.attention.typing = None;
                return added(app, |draft| rows::quick_add(draft, place, &text, now));
            };
            let said = format!("{} seen, {}.", raw.format, rows::entries(raw.entries().count()));
            app.raw = Some(RawDialog { place, text, raw });
            vec![Effect::Announce {
                text: said,
                assertive: false,
            }]
        }
        Event::RawConfirmed => {
            let Some(dialog) = app.raw.take() else {
                return Vec::new();
            };
            let before = snapshots::before(draft, Reason::Paste);
            let mut said = String::new();
            let mut effects = added(app, |draft| {
                let (sentence, effects) = rows::add_raw(draft, dialog.place, &dialog.raw, now);
                said = sentence;
                effects
            });
            if !said.is_empty() {
                app.say(said, Some(("Undo", Event::Undo)));
                effects.push(before);
            }
            effects
        }
        Event::RawAsLines => {
            let Some(dialog) = app.raw.take() else {
                return Vec::new();
            };
            let part = timeline(draft, dialog.place).map(|part| part.id);
            let before = snapshots::before(draft, Reason::Paste);
            match part {
                Some(part) => {
                    let mut effects = added(app, |draft| rows::quick_add(draft, part, &dialog.text, now));
                    effects.push(before);
                    effects
                }
                None => Vec::new(),
            }
        }
        _ => {
            app.raw = None;
            Vec::new()
        }
    }
}

/// Changes the open draft by rows that are added.
fn added(app: &mut App, add: impl FnOnce(&mut Draft) -> Vec<Effect>) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    draft.catch_up(app.now);
    draft.attention.typing = None;
    let effects = add(draft);
    draft.settle_attention();
    app.toast = None;
    effects
}

/// The timeline that a part or a row belongs to.
fn timeline(draft: &Draft, place: Id) -> Option<&Part> {
    let document = &draft.document;
    let part = document
        .part(place)
        .or_else(|| super::place::part_of_row(document, place))?;
    matches!(part.body, Body::Timeline(_)).then_some(part)
}

/// What the document states of the incident's day and zone.
fn context(draft: &Draft) -> Context {
    let stated = &draft.analysis.stated;
    let window = facts::window(&draft.analysis);
    let zone = stated.fact(FactKey::Zone).map(|fact| fact.text.clone());
    Context {
        date: window.start.filter(|_| window.dated).map(describe::date),
        zone: zone.or_else(|| Some(stated.window.as_ref()?.zone.as_ref()?.0.clone())),
    }
}
