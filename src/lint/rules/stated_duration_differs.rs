//! `stated-duration-differs`: the stated duration is not the window's length.

use super::window_backwards::restate;
use super::{finding, rule};
use crate::lint::subject::Subject;
use crate::lint::{Applicability, Diagnostic, Fix, Place};
use crate::model::{FactKey, Phase};
use crate::time::describe::span;
use crate::time::resolve::{Input, resolve};

rule!("PM202", "stated-duration-differs", Warning);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    judge(subject).into_iter().collect()
}

fn judge(subject: &Subject<'_>) -> Option<Diagnostic> {
    let stated = subject.stated.duration?;
    let (what, length) = measured(subject, stated)?;
    if (length / 60).saturating_sub(stated).saturating_abs() <= leeway(stated) {
        return None;
    }
    let message = format!(
        "{what} is {} long, not the stated {}.",
        span(length),
        span(stated.saturating_mul(60))
    );
    let mut found = finding(&RULE, Place::Fact(FactKey::Duration), message);
    found.help = "Correct the duration, or the start or end.".into();
    let end = |key, words: &str| subject.stated.fact(key).map(|_| (Place::Fact(key), words.to_owned()));
    found.related.extend(end(FactKey::Start, "the stated start"));
    found.related.extend(end(FactKey::End, "the stated end"));
    let fact = subject.stated.fact(FactKey::Duration)?;
    found
        .fixes
        .extend(restate(subject.document, fact, &words(length)).map(|command| Fix {
            title: format!("State {}", words(length)),
            proof: format!("{what} is that long."),
            agrees: true,
            applicability: Applicability::NeedsReview,
            commands: vec![command],
            touches: Vec::new(),
        }));
    Some(found)
}

/// What the duration is held against: the window, else the timeline where no part of it is as
/// long as stated.
fn measured(subject: &Subject<'_>, stated: i64) -> Option<(&'static str, i64)> {
    if let Some(window) = &subject.stated.window {
        let rows = subject.timelines.first().map(|timeline| timeline.input.rows.clone());
        let resolution = resolve(&Input {
            rows: rows.unwrap_or_default(),
            window: Some(window.clone()),
            zone: None,
            zones: subject.world.zones.clone(),
        });
        let (start, end) = resolution.window()?;
        return Some(("The window", end.0 - start.0));
    }
    let [timeline] = subject.timelines.as_slice() else {
        return None;
    };
    if !timeline.resolution.falls().is_empty() {
        return None;
    }
    let phase = |row: usize| timeline.phases().get(row).copied().flatten();
    let (first, last) = (timeline.moments().next()?, timeline.moments().last()?);
    let begins = timeline.moments().filter(|(row, _)| {
        *row == first.0
            || matches!(
                phase(*row),
                Some(Phase::Started | Phase::Detected | Phase::Acknowledged)
            )
    });
    let ends = || {
        timeline
            .moments()
            .filter(|(row, _)| *row == last.0 || matches!(phase(*row), Some(Phase::Mitigated | Phase::Resolved)))
    };
    // Only a timeline that says how it ended is a measure, and not over nights and weekends that
    // may or may not have been counted.
    phase(last.0).filter(|phase| *phase == Phase::Resolved)?;
    if last.1.0 - first.1.0 > 24 * 3_600 {
        return None;
    }
    for (_, begin) in begins {
        if ends().any(|(_, end)| ((end.0 - begin.0) / 60).saturating_sub(stated).saturating_abs() <= leeway(stated)) {
            return None;
        }
    }
    Some(("The timeline", last.1.0 - first.1.0))
}

/// Minutes that a duration stated in round figures leaves open.
fn leeway(stated: i64) -> i64 {
    match stated {
        stated if stated % 1_440 == 0 => 720,
        stated if stated % 60 == 0 => 29,
        stated if stated % 30 == 0 => 14,
        stated if stated % 5 == 0 => 4,
        _ => 1,
    }
}

/// `4 hours`, `1 hour 30 minutes`, `45 minutes`.
fn words(seconds: i64) -> String {
    let count = |number: i64, unit: &str| match number {
        0 => None,
        1 => Some(format!("1 {unit}")),
        number => Some(format!("{number} {unit}s")),
    };
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let pieces: Vec<String> = [count(hours, "hour"), count(minutes, "minute")]
        .into_iter()
        .flatten()
        .collect();
    if pieces.is_empty() {
        "0 minutes".into()
    } else {
        pieces.join(" ")
    }
}
