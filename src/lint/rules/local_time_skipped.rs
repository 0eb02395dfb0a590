//! `local-time-skipped`: a time that the clocks of the place never showed.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Applicability, Diagnostic, Fix, Place, Touch};
use crate::model::Command;
use crate::time::describe::{date, span};
use crate::time::zone::Offsets;
use crate::time::zoned;

rule!("PM210", "local-time-skipped", Warning);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let timelines = subject.timelines.iter().filter(|timeline| timeline.resolution.dated);
    let entries = timelines.flat_map(|timeline| (0..timeline.entries.len()).filter_map(|row| judge(timeline, row)));
    entries.chain(window(subject)).collect()
}

/// A stated start or end that the clocks never showed.
fn window(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let clocks = subject.window_offsets().into_iter();
    clocks
        .filter_map(|clock| {
            let Offsets::Skipped { before, after } = clock.offsets else {
                return None;
            };
            let message = format!(
                "The stated {} was skipped on {}: {} clocks went forward by {}.",
                clock.key.label().to_lowercase(),
                date(clock.at),
                clock.zone,
                span(i64::from(after) - i64::from(before))
            );
            let mut found = finding(&RULE, Place::Fact(clock.key), message);
            found.help = "Write what the clocks showed.".into();
            Some(found)
        })
        .collect()
}

fn judge(timeline: &Clocked<'_>, row: usize) -> Option<Diagnostic> {
    let entry = timeline.resolution.entries.get(row)?;
    let Some(Offsets::Skipped { before, after }) = entry.offsets else {
        return None;
    };
    let (id, by) = (timeline.id(row)?, i64::from(after) - i64::from(before));
    let message = format!(
        "{} was skipped on {}: {} clocks went forward by {}.",
        timeline.time(row),
        date(entry.own()?),
        timeline.zone(row)?,
        span(by)
    );
    let mut found = finding(&RULE, Place::EntryTime(id), message);
    match u32::try_from(by / 60)
        .ok()
        .and_then(|minutes| zoned::later(timeline.time(row), minutes))
    {
        Some(time) => found.fixes.push(Fix {
            title: format!("Write {time}"),
            proof: "The clocks showed that at this very moment.".into(),
            agrees: true,
            applicability: Applicability::NeedsReview,
            commands: vec![Command::SetTime { id, time }],
            touches: vec![Touch {
                entry: id,
                mark: "skipped".into(),
                at: entry.at,
            }],
        }),
        None => found.help = "Write what the clocks showed.".into(),
    }
    Some(found)
}
