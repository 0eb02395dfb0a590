//! Where in a template a part of a document belongs: by its words, by its kind, by kinds akin.

use super::units::Unit;
use crate::markdown::kinds;
use crate::markdown::templates::{Slot, Template};
use crate::model::{Body, Part, PartKind};

/// A place in a template.
pub(super) struct Place {
    /// The number of the template's part.
    pub(super) slot: usize,
    pub(super) role: Role,
}

/// What a unit is in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the template's part.
    Fill,
    /// It is a piece of what the template's part is about.
    Below,
    /// It is about this and another part of the template.
    Covers,
}

/// The place of a unit; `None` where the template knows nothing like it.
pub(super) fn place(unit: &Unit, template: &Template) -> Option<Place> {
    let head = unit.head()?;
    let slots = &template.slots;
    let fill = |slot: usize| Some(Place { slot, role: Role::Fill });
    let exact = slots
        .iter()
        .position(|slot| slot.kind == head.kind && same_words(slot, head));
    if let Some(slot) = exact {
        return fill(slot);
    }
    if is_loose(head.kind) {
        return None;
    }
    let of = |kind: PartKind| {
        let named = |slot: &Slot| slot.kind == kind && kinds::named(&slot.heading) == Some(kind);
        let first = || slots.iter().position(|slot| slot.kind == kind);
        slots.iter().position(named).or_else(first)
    };
    if let Some(slot) = of(head.kind) {
        return fill(slot);
    }
    let items = matches!(head.body, Body::Items(_));
    if let Some(slot) = twin(head.kind).filter(|_| items).and_then(of) {
        return fill(slot);
    }
    let below = whole(head.kind).and_then(of).map(|slot| (slot, Role::Below));
    let covers = || {
        let both = head.kind == PartKind::RootCauseAndResolution;
        let first = || of(PartKind::RootCause).or_else(|| of(PartKind::Resolution));
        both.then(first).flatten().map(|slot| (slot, Role::Covers))
    };
    let (slot, role) = below.or_else(covers)?;
    Some(Place { slot, role })
}

/// Kinds that hold all sorts of things: such parts are told by their words alone.
pub(super) fn is_loose(kind: PartKind) -> bool {
    matches!(kind, PartKind::Other | PartKind::Metadata)
}

/// The kind that stands for another one where a template has only that.
pub(super) fn twin(kind: PartKind) -> Option<PartKind> {
    match kind {
        PartKind::ActionItems => Some(PartKind::CorrectiveMeasures),
        PartKind::CorrectiveMeasures => Some(PartKind::ActionItems),
        _ => None,
    }
}

/// The kind of a part that is about this and more.
pub(super) fn whole(kind: PartKind) -> Option<PartKind> {
    match kind {
        PartKind::RootCause | PartKind::Resolution => Some(PartKind::RootCauseAndResolution),
        PartKind::WentWell | PartKind::WentWrong | PartKind::GotLucky => Some(PartKind::Lessons),
        _ => None,
    }
}

/// Whether a part of a document is what a template's part asks for.
pub(super) fn names(slot: &Slot, part: &Part) -> bool {
    slot.kind == part.kind && (!is_loose(slot.kind) || same_words(slot, part))
}

/// Whether a part has a template's heading, but for case, marks and a number before it.
pub(super) fn same_words(slot: &Slot, part: &Part) -> bool {
    kinds::heading_words(&slot.heading) == kinds::heading_words(&part.heading)
}
