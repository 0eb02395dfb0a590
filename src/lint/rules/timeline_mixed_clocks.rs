//! `timeline-mixed-clocks`: some entries say AM or PM, others do not.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
use crate::time::written::ClockStyle;

rule!("PM110", "timeline-mixed-clocks", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.timelines.iter().filter_map(judge).collect()
}

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    let clocks = || {
        timeline
            .all_written()
            .filter_map(|(row, _, written)| Some((row, written.clock?)))
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
    let message = format!(
        "{} is on a 24-hour clock, other entries say AM or PM.",
        timeline.time(row)
    );
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(row)?), message);
    found.help = if plain(clock.hour) {
        "Write all times in one manner.".into()
    } else {
        "Say whether it is AM or PM.".into()
    };
    Some(found)
}
