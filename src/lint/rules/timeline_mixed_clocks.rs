//! `timeline-mixed-clocks`: some entries say AM or PM, others do not.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Applicability, Diagnostic, Fix, Place, Touch};
use crate::model::Command;
use crate::time::forms;
use crate::time::written::{ClockStyle, Written};

rule!("PM110", "timeline-mixed-clocks", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.timelines.iter().filter_map(judge).collect()
}

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    // A range whose end says the half of the day says it for both.
    let whole = |written: &Written| {
        let end = written.end.as_ref().and_then(|end| end.clock);
        end.is_none_or(|end| end.style != ClockStyle::Twelve)
    };
    let clocks = || {
        let rows = timeline.all_written();
        rows.filter_map(|(row, _, written)| Some((row, written.clock.filter(|_| whole(written))?)))
    };
    if !clocks().any(|(_, clock)| clock.style == ClockStyle::Twelve) {
        return None;
    }
    // An hour from 13 on is plain either way; a smaller one could be morning or evening.
    let plain = |hour: u32| hour == 0 || hour > 12;
    let mut bare = clocks().filter(|(_, clock)| clock.style == ClockStyle::TwentyFour);
    let (row, clock) = bare.find(|(_, clock)| !plain(clock.hour)).or_else(|| {
        let mut bare = clocks().filter(|(_, clock)| clock.style == ClockStyle::TwentyFour);
        bare.next()
    })?;
    let time = timeline.time(row);
    let message = if plain(clock.hour) {
        format!("{time} is on a 24-hour clock, other entries say AM or PM.")
    } else {
        format!("{time} does not say AM or PM as other entries do.")
    };
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = "Write all times in one manner.".into();
    if !plain(clock.hour) {
        found.help = "Say whether it is AM or PM.".into();
        found.fixes.extend(say_half(timeline, row));
    }
    Some(found)
}

/// AM or PM behind a time, as it was understood.
fn say_half(timeline: &Clocked<'_>, row: usize) -> Option<Fix> {
    let entry = timeline.entries.get(row)?;
    let at = timeline.resolution.entries.get(row)?.at?;
    let half = if at.0.rem_euclid(86_400) < 43_200 { "AM" } else { "PM" };
    let time = format!("{} {half}", entry.time.trim());
    // Only where that is how such a time is written: not behind a zone or a date.
    let read = forms::parse(&time).ok()?.clock?;
    if i64::from(read.hour) != at.0.rem_euclid(86_400) / 3_600 || read.style != ClockStyle::Twelve {
        return None;
    }
    Some(Fix {
        title: format!("Write {time}"),
        proof: "So it is understood here.".into(),
        agrees: true,
        applicability: Applicability::NeedsReview,
        touches: vec![Touch {
            entry: entry.id,
            mark: format!("{half}?"),
            at: Some(at),
        }],
        commands: vec![Command::SetTime { id: entry.id, time }],
    })
}
