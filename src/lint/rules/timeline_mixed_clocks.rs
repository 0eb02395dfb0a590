//! `timeline-mixed-clocks`: some entries say AM or PM, others do not.

use super::{finding, rule};
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Diagnostic, Place};
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
