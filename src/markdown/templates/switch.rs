//! A document in the layout of another template: its parts renamed, restyled and put in order by
//! what they are about. No word of a part's text is touched, and no text is split or joined.

mod place;
mod units;

use super::{Slot, Template};
use crate::markdown::kinds;
use crate::model::{Opening, Part, PartKind, Postmortem};
use place::{Place, Role, place};
use units::{Unit, is_name, units};

/// How often a document is laid out until that no longer changes it. Most are still at once.
const ROUNDS: usize = 6;

/// The same document in a template's layout.
///
/// - A part goes to the template's part of its kind and takes over its heading and style. A heading
///   that says more than what the part is about keeps its words.
/// - What the template has and the document has not is added, empty.
/// - Parts that the template does not know stay behind the part that they stood behind.
/// - Where the template has one part for two (“Root cause and resolution”), both go below it. Where
///   it has two for one, the one stays whole in the place of the first.
/// - Empty parts under a usual heading that the template does not have go.
///
/// Ids stay, and doing it twice changes nothing the second time.
#[must_use]
pub fn switch(document: &Postmortem, template: &Template) -> Postmortem {
    if template.slots.is_empty() {
        return document.clone();
    }
    let mut now = once(document, template);
    let mut seen: Vec<Postmortem> = Vec::new();
    for _ in 0..ROUNDS {
        let next = once(&now, template);
        seen.push(now);
        if let Some(at) = seen.iter().position(|own| *own == next) {
            // Headings whose names or levels contradict each other can go round in a ring: of a ring always the same
            // one is taken, so that twice is once.
            let ring = seen.split_off(at);
            return ring.into_iter().min_by_key(|own| format!("{own:?}")).unwrap_or(next);
        }
        now = next;
    }
    now
}

fn once(document: &Postmortem, template: &Template) -> Postmortem {
    let mut out = document.clone();
    let (front, units) = units(std::mem::take(&mut out.parts), template);
    let mut layout = Layout::of(template);
    layout.fill(units);
    out.parts = front;
    layout.write(&mut out);
    out
}

/// The template with the parts of the document in their places.
struct Layout<'a> {
    template: &'a Template,
    /// The level of the template's outermost headings.
    base: u8,
    /// Units in the place of each of the template's parts, and those below it.
    filled: Vec<(Vec<Unit>, Vec<Unit>)>,
    /// Whether another part stands for one that the template has.
    covered: Vec<bool>,
    /// Units that the template does not know, by the number of the group that they stand behind;
    /// those of the first come before all groups.
    others: Vec<Vec<Unit>>,
}

impl<'a> Layout<'a> {
    fn of(template: &'a Template) -> Layout<'a> {
        let levels = template.slots.iter().filter_map(|slot| match slot.opening {
            Opening::Heading(level) => Some(level),
            _ => None,
        });
        let slots = template.slots.len();
        Layout {
            template,
            base: levels.min().unwrap_or(2).clamp(1, 6),
            filled: (0..slots).map(|_| (Vec::new(), Vec::new())).collect(),
            covered: repeated(&template.slots),
            others: (0..=slots).map(|_| Vec::new()).collect(),
        }
    }

    /// The number of a part's group, from 1: an outermost heading with all below it.
    fn group(&self, slot: usize) -> usize {
        let heads = self.template.slots.iter().take(slot + 1).skip(1);
        1 + heads
            .filter(|slot| matches!(slot.opening, Opening::Heading(level) if level <= self.base))
            .count()
    }

    fn fill(&mut self, units: Vec<Unit>) {
        let mut group = 0;
        for mut unit in units {
            unit.prune(self.template);
            for part in unit.parts.iter().skip(1) {
                for (slot, covered) in self.template.slots.iter().zip(&mut self.covered) {
                    *covered |= place::names(slot, part);
                }
            }
            let Some(place) = place(&unit, self.template) else {
                if !unit.is_bare_name(self.template)
                    && let Some(others) = self.others.get_mut(group)
                {
                    others.push(unit);
                }
                continue;
            };
            if unit.top && !(unit.is_bare_name(self.template) && place.role != Role::Fill) {
                group = self.group(place.slot);
            }
            self.put(unit, &place);
        }
        for (units, _) in &mut self.filled {
            spare(units, self.template);
        }
    }

    fn put(&mut self, unit: Unit, place: &Place) {
        let bare = unit.is_bare_name(self.template);
        let Some((units, below)) = self.filled.get_mut(place.slot) else {
            return;
        };
        match place.role {
            Role::Fill => units.push(unit),
            _ if bare => {}
            Role::Below => below.push(unit),
            Role::Covers => {
                units.push(unit);
                for (slot, covered) in self.template.slots.iter().zip(&mut self.covered) {
                    *covered |= matches!(slot.kind, PartKind::RootCause | PartKind::Resolution);
                }
            }
        }
    }

    fn write(self, out: &mut Postmortem) {
        let base = self.base;
        let mut others = self.others.into_iter();
        let mut behind = |out: &mut Postmortem| {
            for mut unit in others.next().into_iter().flatten() {
                unit.level(base);
                out.parts.append(&mut unit.parts);
            }
        };
        behind(out);
        // The level of the heading that a label stands under.
        let mut above = base.saturating_sub(1);
        let slots = self.template.slots.iter().zip(self.filled).zip(self.covered);
        for (number, ((slot, (mut units, below)), covered)) in slots.enumerate() {
            if number > 0 && matches!(slot.opening, Opening::Heading(level) if level <= base) {
                behind(out);
            }
            let level = match slot.opening {
                Opening::Heading(level) => {
                    above = level;
                    level
                }
                _ => (above + 1).min(6),
            };
            if units.is_empty() && (!covered || !below.is_empty()) {
                let part = slot.part(out);
                out.parts.push(part);
            }
            rename(&mut units, slot);
            for mut unit in units {
                unit.open(&slot.opening, level);
                out.parts.append(&mut unit.parts);
            }
            for mut unit in below {
                unit.level((level + 1).min(6));
                out.parts.append(&mut unit.parts);
            }
        }
        behind(out);
    }
}

/// Which parts of a template are there a second time: nothing tells whose they are in a document, so
/// all such go to the first.
fn repeated(slots: &[Slot]) -> Vec<bool> {
    let mut seen = Vec::new();
    let again = slots.iter().map(|slot| {
        let own = (slot.kind, kinds::heading_words(&slot.heading));
        let again = seen.contains(&own);
        seen.push(own);
        again
    });
    again.collect()
}

/// Of several units in one place those go that are a usual heading over nothing.
fn spare(units: &mut Vec<Unit>, template: &Template) {
    if units.len() < 2 {
        return;
    }
    let bare = |unit: &Unit| unit.is_bare_name(template);
    if units.iter().all(bare) {
        units.truncate(1);
    } else {
        units.retain(|unit| !bare(unit));
    }
}

/// Gives one of the units in a place the template's heading: the one that has it already, else the
/// first whose own heading says nothing more.
fn rename(units: &mut [Unit], slot: &Slot) {
    let same = |part: &Part| place::same_words(slot, part) && part.kind == slot.kind;
    let named = |part: &Part| is_name(part) && part.kind == slot.kind;
    let twin = !units.iter().filter_map(Unit::head).any(|part| part.kind == slot.kind);
    let of = |wanted: &dyn Fn(&Part) -> bool| units.iter().position(|unit| unit.head().is_some_and(wanted));
    let found = of(&same)
        .or_else(|| of(&named))
        .or_else(|| of(&|part| twin && is_name(part) && place::twin(part.kind) == Some(slot.kind)));
    let Some(unit) = found.and_then(|at| units.get_mut(at)) else {
        return;
    };
    if unit.head().is_some_and(is_name) {
        unit.rename(&slot.heading, slot.kind);
    }
}
