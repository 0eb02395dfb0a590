//! The pieces of a document that move as one: a part with what stands below it and belongs to it.

use super::place::{self, whole};
use crate::markdown::kinds;
use crate::markdown::templates::{Template, built_in};
use crate::model::{Body, Opening, Part, PartKind};

/// A part, and the parts that go where it goes.
pub(super) struct Unit {
    pub(super) parts: Vec<Part>,
    /// It stood below no other part.
    pub(super) top: bool,
}

/// The parts before the first opening, which stay where they are, and the units behind them.
pub(super) fn units(parts: Vec<Part>, template: &Template) -> (Vec<Part>, Vec<Unit>) {
    let leaves = leaving(&parts, template);
    let mut front = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    // The headings above, each with its unit and kind.
    let mut above: Vec<(u8, usize, PartKind)> = Vec::new();
    let mut last = None;
    for (part, leaves) in parts.into_iter().zip(leaves) {
        let level = match part.opening {
            Opening::Bare => {
                match last.and_then(|unit: usize| units.get_mut(unit)) {
                    Some(unit) => unit.parts.push(part),
                    None => front.push(part),
                }
                continue;
            }
            Opening::Heading(level) => {
                while above.last().is_some_and(|(outer, ..)| *outer >= level) {
                    above.pop();
                }
                Some(level)
            }
            Opening::Label { .. } => None,
        };
        let kind = part.kind;
        let parent = above.last().copied();
        let stays = parent.filter(|(_, _, kind)| !leaves || *kind == PartKind::Timeline);
        let unit = match stays {
            Some((_, unit, _)) => unit,
            None => {
                units.push(Unit {
                    parts: Vec::new(),
                    top: parent.is_none(),
                });
                units.len() - 1
            }
        };
        if let Some(unit) = units.get_mut(unit) {
            unit.parts.push(part);
        }
        if let Some(level) = level {
            above.push((level, unit, kind));
        }
        last = Some(unit);
    }
    (front, units)
}

/// For each part, whether it may leave what it stands below: the template has a place for it, and no
/// other part of the document is about the same, but for those that go with it.
fn leaving(parts: &[Part], template: &Template) -> Vec<bool> {
    let inner = inner(parts);
    let own: Vec<&Part> = parts
        .iter()
        .zip(&inner)
        .filter(|(part, inner)| !**inner && part.opening != Opening::Bare)
        .map(|(part, _)| part)
        .collect();
    let alone = |part: &Part| {
        let same = |other: &&&Part| match place::is_loose(part.kind) {
            true => {
                other.kind == part.kind && kinds::heading_words(&other.heading) == kinds::heading_words(&part.heading)
            }
            false => other.kind == part.kind || (whole(part.kind) == Some(other.kind) && has_text(other)),
        };
        own.iter().filter(same).count() == 1
    };
    let known = |part: &Part| template.slots.iter().any(|slot| place::names(slot, part));
    let parts = parts.iter().zip(inner);
    parts
        .map(|(part, inner)| !inner && known(part) && alone(part))
        .collect()
}

/// For each part, whether a heading above it is about the same.
fn inner(parts: &[Part]) -> Vec<bool> {
    let mut above: Vec<(u8, PartKind)> = Vec::new();
    let inner = parts.iter().map(|part| {
        if let Opening::Heading(level) = part.opening {
            while above.last().is_some_and(|(outer, _)| *outer >= level) {
                above.pop();
            }
        }
        let inner = !place::is_loose(part.kind) && above.iter().any(|(_, kind)| *kind == part.kind);
        if let Opening::Heading(level) = part.opening {
            above.push((level, part.kind));
        }
        inner
    });
    inner.collect()
}

/// Whether a part tells of its cause and its end in one text: then a sentence on one of the two
/// elsewhere is no part of its own.
fn has_text(part: &Part) -> bool {
    part.kind == PartKind::RootCauseAndResolution && !is_empty(&part.body)
}

impl Unit {
    /// The part that the others go with.
    pub(super) fn head(&self) -> Option<&Part> {
        self.parts.first()
    }

    /// Whether it is a usual heading over nothing: what a template left behind that nobody wrote in.
    pub(super) fn is_bare_name(&self, template: &Template) -> bool {
        matches!(self.parts.as_slice(), [part] if is_bare_name(part, template))
    }

    /// Takes away what is such a heading below it, but for those that the template has.
    pub(super) fn prune(&mut self, template: &Template) {
        let mut at = self.parts.len();
        while at > 1 {
            at -= 1;
            let Some(part) = self.parts.get(at) else { continue };
            let heads = self
                .parts
                .get(at + 1)
                .is_some_and(|next| match (&part.opening, &next.opening) {
                    (Opening::Heading(own), Opening::Heading(below)) => below > own,
                    (Opening::Heading(_), _) | (_, Opening::Bare) => true,
                    (_, _) => false,
                });
            let known = template.slots.iter().any(|slot| place::names(slot, part));
            if !heads && !known && is_bare_name(part, template) {
                self.parts.remove(at);
            }
        }
    }

    /// Gives it another heading and kind. What follows from its kind goes with it.
    pub(super) fn rename(&mut self, heading: &str, kind: PartKind) {
        let Some((head, below)) = self.parts.split_first_mut() else {
            return;
        };
        let before = std::mem::replace(&mut head.kind, kind);
        heading.clone_into(&mut head.heading);
        if before == kind {
            return;
        }
        for part in below.iter_mut().filter(|part| part.kind == before) {
            if kind == PartKind::ActionItems || kinds::suggested(&part.heading).is_none() {
                part.kind = kind;
            }
        }
    }

    /// Opens it as a template does; by a heading where a label could not carry what it holds.
    pub(super) fn open(&mut self, opening: &Opening, level: u8) {
        match (opening, self.parts.as_mut_slice()) {
            (Opening::Label { .. }, [part]) if matches!(part.body, Body::Prose(_)) => part.opening = opening.clone(),
            _ => self.level(level),
        }
    }

    /// Opens it by a heading of a level; headings below it keep their distance.
    pub(super) fn level(&mut self, level: u8) {
        let Some((head, below)) = self.parts.split_first_mut() else {
            return;
        };
        let before = std::mem::replace(&mut head.opening, Opening::Heading(level));
        let Opening::Heading(before) = before else {
            return;
        };
        for part in below {
            if let Opening::Heading(own) = &mut part.opening {
                *own = (*own + level).saturating_sub(before).max(level + 1).min(6);
            }
        }
    }
}

fn is_bare_name(part: &Part, template: &Template) -> bool {
    part.opening != Opening::Bare
        && is_empty(&part.body)
        && (is_name(part) || is_of(part, template) || is_built_in(part))
}

fn is_empty(body: &Body) -> bool {
    match body {
        Body::Prose(text) => text.trim().is_empty(),
        Body::Facts(facts) => facts.0.is_empty(),
        // The words of a table's header are words.
        Body::Timeline(rows) => rows.lines.is_empty() && rows.table.is_none(),
        Body::Items(rows) => rows.lines.is_empty() && rows.table.is_none(),
    }
}

/// Whether a part's heading says what the part is about and nothing more.
pub(super) fn is_name(part: &Part) -> bool {
    let marks = |letter: char| " *_:’'?-–&/,.#".contains(letter);
    let plain = part
        .heading
        .chars()
        .all(|letter| letter.is_alphanumeric() || marks(letter));
    let named = || kinds::names(&part.heading) == Some(part.kind) || part.heading == part.kind.label();
    is_built_in(part) || (plain && named())
}

fn is_of(part: &Part, template: &Template) -> bool {
    template
        .slots
        .iter()
        .any(|slot| slot.kind == part.kind && slot.heading == part.heading)
}

fn is_built_in(part: &Part) -> bool {
    built_in().iter().any(|template| is_of(part, template))
}
