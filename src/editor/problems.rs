//! Which findings are shown and when, and how each is shown.
//!
//! A message never appears in the midst of typing, and leaves as soon as the text is right.

use super::event::Field;
use super::place::{self, RowIndex};
use super::view::ProblemView;
use crate::lint::{Applicability, Diagnostic, Place, Severity};
use crate::model::Postmortem;
use crate::time::forms;
use std::collections::HashMap;
use tiny_sort::stable;

/// What may appear now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reveal {
    /// Nothing: somebody is typing.
    Nothing,
    /// Errors that no further key can make right: nobody has typed for a second.
    Certain,
    /// Everything but what points at the field that is being typed in.
    Settled,
}

/// What the person has seen of the findings, and what is shown.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    /// The field that is being typed in.
    pub(crate) typing: Option<Field>,
    seen: HashMap<(&'static str, Place), usize>,
    visible: Vec<usize>,
}

impl Attention {
    /// Brings what is shown up to date. Returns the numbers of the problems that are new.
    pub(crate) fn reveal(&mut self, found: &[Diagnostic], document: &Postmortem, reveal: Reveal) -> Vec<usize> {
        let certain = reveal == Reveal::Certain && self.is_certain(document);
        let mut before = std::mem::take(&mut self.seen);
        let mut shown = Vec::new();
        for (index, diagnostic) in found.iter().enumerate() {
            let known = before.get_mut(&key(diagnostic)).filter(|left| **left > 0);
            let fresh = known.is_none();
            if let Some(left) = known {
                *left -= 1;
            } else {
                let may = match reveal {
                    Reveal::Nothing => false,
                    Reveal::Certain => certain && diagnostic.rule.severity == Severity::Error,
                    Reveal::Settled => {
                        self.typing.is_none() || place::field(&diagnostic.place, document) != self.typing
                    }
                };
                if !may {
                    continue;
                }
            }
            *self.seen.entry(key(diagnostic)).or_default() += 1;
            shown.push((index, fresh));
        }
        // Errors first; within a severity in document order.
        stable::sort_by_key(&mut shown, |(index, _)| {
            std::cmp::Reverse(
                found
                    .get(*index)
                    .map_or(Severity::Hint, |diagnostic| diagnostic.rule.severity),
            )
        });
        self.visible = shown.iter().map(|(index, _)| *index).collect();
        let fresh = shown.iter().enumerate().filter(|(_, (_, fresh))| *fresh);
        fresh.map(|(number, _)| number).collect()
    }

    /// The findings that are shown, by their index among all; the position is the problem's number.
    pub(crate) fn visible(&self) -> &[usize] {
        &self.visible
    }

    /// Whether more keys could not make the time right that is being typed.
    fn is_certain(&self, document: &Postmortem) -> bool {
        let Some(Field::EntryTime(id)) = &self.typing else {
            return false;
        };
        let entry = document.entries().map(|(_, entry)| entry).find(|entry| entry.id == *id);
        entry.is_some_and(|entry| !may_become_time(&entry.time))
    }
}

/// What a finding is recognised by from key to key: its words may change with the text.
fn key(diagnostic: &Diagnostic) -> (&'static str, Place) {
    let place = match &diagnostic.place {
        Place::Prose(id, _) => Place::Prose(*id, 0..0),
        place => place.clone(),
    };
    (diagnostic.rule.name, place)
}

/// Whether a few more keys would make a time of this text, or another time.
fn may_become_time(text: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "0", "00", ":00", ":0", "m", "M", " AM", " PM", "0 AM", "0:00", " 10:00", "1",
    ];
    let text = text.trim_end();
    text.is_empty()
        || ENDINGS
            .iter()
            .any(|ending| forms::parse(&format!("{text}{ending}")).is_ok())
}

/// Number of safe first fixes among the shown findings.
pub(crate) fn safe_fixes(shown: &[ProblemRef<'_>]) -> usize {
    shown.iter().filter(|problem| is_safe(problem.found)).count()
}

/// Whether the first fix of a finding may be applied unseen.
pub(crate) fn is_safe(diagnostic: &Diagnostic) -> bool {
    diagnostic
        .fixes
        .first()
        .is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// A shown finding with its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProblemRef<'a> {
    pub(crate) number: usize,
    pub(crate) found: &'a Diagnostic,
}

/// The shown findings in the order of their numbers.
pub(crate) fn shown<'a>(attention: &Attention, found: &'a [Diagnostic]) -> Vec<ProblemRef<'a>> {
    attention
        .visible()
        .iter()
        .enumerate()
        .filter_map(|(number, index)| found.get(*index).map(|found| ProblemRef { number, found }))
        .collect()
}

/// A finding as the page shows it.
pub(crate) fn view(problem: ProblemRef<'_>, why: String, document: &Postmortem, rows: &RowIndex) -> ProblemView {
    let found = problem.found;
    ProblemView {
        number: problem.number,
        severity: found.rule.severity,
        message: found.message.clone(),
        help: found.help.clone(),
        id: found.rule.id,
        name: found.rule.name,
        place: place::words(&found.place, document, rows),
        field: place::field(&found.place, document),
        fixes: found
            .fixes
            .iter()
            .map(|fix| (fix.title.clone(), fix.proof.clone(), fix.agrees))
            .collect(),
        why,
    }
}

/// The passage of a rule's page that says why it matters: the text under such a heading, else
/// the page's first paragraph.
pub(crate) fn why(docs: &str) -> String {
    let mut paragraphs = docs.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    let behind = paragraphs
        .by_ref()
        .skip_while(|text| !(text.starts_with('#') && text.to_lowercase().contains("why")))
        .map(|text| text.split_once('\n').map_or("", |(_, rest)| rest.trim()))
        .next();
    let found = match behind {
        Some("") => paragraphs.next(),
        Some(text) => Some(text),
        None => docs
            .split("\n\n")
            .map(str::trim)
            .find(|text| !text.is_empty() && !text.starts_with('#')),
    };
    found
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// “1 problem in entry 7: 12:00 PM comes 11 h before the entry above it. 2 fixes.”
pub(crate) fn announcement(fresh: &[ProblemRef<'_>], document: &Postmortem) -> Option<String> {
    let first = fresh.first()?;
    let place = place::spoken(&first.found.place, document, &RowIndex::of(document));
    let fixes = match first.found.fixes.len() {
        0 => String::new(),
        1 => " 1 fix.".into(),
        n => format!(" {n} fixes."),
    };
    let message = &first.found.message;
    Some(match fresh.len() {
        1 => format!("1 problem in {place}: {message}{fixes}"),
        n => format!("{n} problems, the first in {place}: {message}{fixes}"),
    })
}

#[cfg(test)]
mod tests;
