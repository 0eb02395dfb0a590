//! `window-backwards`: the stated end comes before the stated start.

use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Applicability, Diagnostic, Fix, Place};
use crate::markdown::facts::{Fact, Source};
use crate::model::{Body, Command, FactKey, Postmortem};
use crate::time::describe::span;
use crate::time::repair::Trouble;
use crate::time::resolve::{Input, InputRow, resolve};
use crate::time::typed;
use crate::time::written::Written;
use chrono::{Datelike, NaiveDate};

rule!("PM201", "window-backwards", Error);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(window) = &subject.stated.window else {
        return Vec::new();
    };
    // The timeline may give an undated window its days.
    let rows = subject.timelines.first().map(|timeline| timeline.input.rows.clone());
    let input = Input {
        rows: rows.unwrap_or_default(),
        window: Some(window.clone()),
        zone: None,
        zones: subject.world.zones.clone(),
    };
    let resolution = resolve(&input);
    let (Some(start), Some(end)) = (resolution.start, resolution.end) else {
        return Vec::new();
    };
    if end >= start {
        return Vec::new();
    }
    let message = format!("The window ends {} before it starts.", span(start.0 - end.0));
    let mut found = finding(&RULE, Place::Fact(FactKey::End), message);
    found
        .related
        .push((Place::Fact(FactKey::Start), "the stated start".into()));
    found.fixes = fixes(subject, &input);
    found.fixes.extend(next_day(subject, &input));
    if found.fixes.is_empty() {
        found.help = "Correct the start or the end.".into();
    }
    vec![found]
}

/// Each end with the other half of the day, where the window then runs forward around the timeline.
fn fixes(subject: &Subject<'_>, input: &Input) -> Vec<Fix> {
    let mut fixes = Vec::new();
    for key in [FactKey::End, FactKey::Start] {
        let Some(fact) = subject.stated.fact(key) else { continue };
        let Some(text) = typed::flip(&fact.text) else { continue };
        let mut other = input.clone();
        let Some(window) = &mut other.window else { continue };
        let end = if key == FactKey::End {
            &mut window.end
        } else {
            &mut window.start
        };
        let Some((written, _)) = end else { continue };
        flip(written);
        let half = typed::other_half(written);
        let after = resolve(&other);
        let troubled = Trouble::of(&after);
        if after.window().is_none() || troubled.outside > 0 {
            continue;
        }
        let Some(commands) = restate(subject.document, fact, &text) else {
            continue;
        };
        let halves = if half == "AM" { "PM" } else { "AM" };
        fixes.push(Fix {
            title: if half.is_empty() {
                format!("Read {} as {text}", fact.text)
            } else {
                format!("Read {} as {halves}", fact.text)
            },
            proof: if other.rows.iter().any(|row| matches!(row, InputRow::Entry(Ok(_)))) {
                "The window then holds the whole timeline.".into()
            } else {
                "The window then runs forward.".into()
            },
            agrees: true,
            applicability: Applicability::NeedsReview,
            commands: vec![commands],
            touches: Vec::new(),
        });
    }
    fixes
}

/// The end a day later, where the window then runs forward around the timeline: the end of a night
/// is easily given the date of its evening.
fn next_day(subject: &Subject<'_>, input: &Input) -> Option<Fix> {
    let fact = subject.stated.fact(FactKey::End)?;
    let mut other = input.clone();
    let (written, _) = other.window.as_mut()?.end.as_mut()?;
    let date = written.date.as_mut()?;
    let (month, day) = date.month_day?;
    let next = NaiveDate::from_ymd_opt(date.year?, month, day)?.succ_opt()?;
    date.year = Some(next.year());
    date.month_day = Some((next.month(), next.day()));
    let after = resolve(&other);
    let (start, end) = after.window()?;
    if end.0 - start.0 > 24 * 3_600 || Trouble::of(&after).outside > 0 {
        return None;
    }
    let text = typed::redate(&fact.text, (next.year(), next.month(), next.day()))?;
    Some(Fix {
        title: format!("Read the end as {text}"),
        proof: format!("The window is then {} long.", span(end.0 - start.0)),
        agrees: true,
        applicability: Applicability::NeedsReview,
        commands: vec![restate(subject.document, fact, &text)?],
        touches: Vec::new(),
    })
}

fn flip(written: &mut Written) {
    if let Some(clock) = &mut written.clock {
        clock.hour = (clock.hour + 12) % 24;
    }
}

/// The edit that gives a fact another text, in its field or its sentence.
pub(super) fn restate(document: &Postmortem, fact: &Fact, text: &str) -> Option<Command> {
    match &fact.from {
        Source::Field(part) => Some(Command::SetFact {
            part: *part,
            key: fact.key,
            text: text.to_owned(),
        }),
        Source::Sentence(id, bytes) => {
            let Body::Prose(prose) = &document.part(*id)?.body else {
                return None;
            };
            // The sentence may hold the fact in other words than the fact's text.
            if prose.get(bytes.clone())? != fact.text {
                return None;
            }
            let mut prose = prose.clone();
            prose.replace_range(bytes.clone(), text);
            Some(Command::SetProse { id: *id, text: prose })
        }
        Source::Title => None,
    }
}
