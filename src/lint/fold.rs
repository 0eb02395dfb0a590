//! One cause, one finding: what a fix of another finding would make go away is not said twice.

use super::subject::Subject;
use super::{Diagnostic, Place, Settings, registry};
use crate::markdown::facts::{Source, gather};
use crate::model::{Body, Command, Id, Line};
use std::collections::HashMap;
use tiny_sort::stable;

/// Rules whose findings explain others, where they have a fix.
const CAUSES: [&str; 3] = ["PM101", "PM102", "PM201"];

/// Leaves out what another finding explains or the person chose to keep, and puts the rest in
/// document order.
pub(super) fn fold(subject: &Subject<'_>, settings: &Settings, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut found = explained(subject, settings, found);
    found.retain(|diagnostic| {
        let kept = |(rule, message): &(String, String)| *rule == diagnostic.rule.name && *message == diagnostic.message;
        !settings.kept.iter().any(kept)
    });
    let order = Order::of(subject);
    let place = |diagnostic: &Diagnostic| (order.of_place(&diagnostic.place), diagnostic.rule.id);
    let mut placed: Vec<_> = found.into_iter().map(|found| (place(&found), found)).collect();
    stable::sort_by_key(&mut placed, |(place, _)| *place);
    placed.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// Carries out the first fix of every cause on a copy and leaves out what is then no longer found.
fn explained(subject: &Subject<'_>, settings: &Settings, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let cause = |diagnostic: &Diagnostic| CAUSES.contains(&diagnostic.rule.id) && !diagnostic.fixes.is_empty();
    let causes = found.iter().filter(|diagnostic| cause(diagnostic)).count();
    if causes == 0 || causes == found.len() {
        return found;
    }
    let mut mended = subject.document.clone();
    for fix in found
        .iter()
        .filter(|diagnostic| cause(diagnostic))
        .filter_map(|diagnostic| diagnostic.fixes.first())
    {
        // Two fixes for the same rows: the first is enough to see what it explains.
        let _ = mended.apply(Command::All(fix.commands.clone()));
    }
    // What is stated is gathered again only where a fix changes it: that reads the whole text.
    let restated = found
        .iter()
        .filter(|diagnostic| cause(diagnostic))
        .any(|diagnostic| diagnostic.rule.id.starts_with("PM2"));
    let stated = if restated {
        gather(&mended)
    } else {
        subject.stated.clone()
    };
    let after = registry::run(&Subject::of(&mended, &stated, &subject.world), settings);
    let remains = |diagnostic: &Diagnostic| {
        after
            .iter()
            .any(|other| other.rule.id == diagnostic.rule.id && other.place == diagnostic.place)
    };
    found
        .into_iter()
        .filter(|diagnostic| cause(diagnostic) || remains(diagnostic))
        .collect()
}

/// Where everything stands in the document.
struct Order<'a> {
    subject: &'a Subject<'a>,
    places: HashMap<Id, usize>,
}

impl<'a> Order<'a> {
    fn of(subject: &'a Subject<'a>) -> Order<'a> {
        let mut places = HashMap::new();
        for part in &subject.document.parts {
            places.insert(part.id, places.len());
            match &part.body {
                Body::Timeline(rows) => {
                    for line in &rows.lines {
                        let (Line::Row(crate::model::Entry { id, .. }) | Line::Text { id, .. }) = line;
                        places.insert(*id, places.len());
                    }
                }
                Body::Items(rows) => {
                    for line in &rows.lines {
                        let (Line::Row(crate::model::Item { id, .. }) | Line::Text { id, .. }) = line;
                        places.insert(*id, places.len());
                    }
                }
                Body::Prose(_) | Body::Facts(_) => {}
            }
        }
        Order { subject, places }
    }

    /// What stands first, then how far into it.
    fn of_place(&self, place: &Place) -> (usize, usize) {
        let at = |id: &Id| self.places.get(id).map_or(usize::MAX, |place| place + 1);
        match place {
            Place::Document | Place::Title => (0, 0),
            Place::Part(id) | Place::EntryTime(id) | Place::Item(id) => (at(id), 0),
            Place::EntryText(id) => (at(id), 1),
            Place::Prose(id, bytes) => (at(id), bytes.start),
            Place::Fact(key) => match self.subject.stated.fact(*key).map(|fact| &fact.from) {
                Some(Source::Field(id)) => (at(id), 0),
                Some(Source::Sentence(id, bytes)) => (at(id), bytes.start),
                Some(Source::Title) | None => (0, 0),
            },
        }
    }
}
