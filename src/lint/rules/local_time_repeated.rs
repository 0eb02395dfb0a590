//! `local-time-repeated`: a time that the clocks of the place showed twice.

use super::{finding, rule};
use crate::lint::mend::list;
use crate::lint::subject::{Clocked, Subject};
use crate::lint::{Applicability, Diagnostic, Fix, Place, Touch};
use crate::model::Command;
use crate::time::describe::{date, span};
use crate::time::resolve::Local;
use crate::time::zone::Offsets;
use crate::time::zoned;

rule!("PM211", "local-time-repeated", Hint);

pub(in crate::lint) fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let timelines = subject.timelines.iter().filter(|timeline| timeline.resolution.dated);
    timelines.filter_map(judge).chain(window(subject)).collect()
}

/// A stated start or end that the clocks showed twice.
fn window(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let clocks = subject.window_offsets().into_iter();
    clocks
        .filter_map(|clock| {
            let Offsets::Repeated { first, second } = clock.offsets else {
                return None;
            };
            let message = format!(
                "The stated {} came twice on {}: {} clocks went back by {}.",
                clock.key.label().to_lowercase(),
                date(clock.at),
                clock.zone,
                span(i64::from(first) - i64::from(second))
            );
            let mut found = finding(&RULE, Place::Fact(clock.key), message);
            found.help = "Write the offset behind it.".into();
            Some(found)
        })
        .collect()
}

/// An entry whose time came twice: its row, the offset that it is taken with, and the other one.
struct Twice {
    row: usize,
    taken: i32,
    other: i32,
    back: i64,
    day: Local,
}

fn judge(timeline: &Clocked<'_>) -> Option<Diagnostic> {
    let entries = timeline.resolution.entries.iter().enumerate();
    let twice: Vec<Twice> = entries
        .filter_map(|(row, entry)| {
            let Some(Offsets::Repeated { first, second }) = entry.offsets else {
                return None;
            };
            let taken = entry.shown?;
            Some(Twice {
                row,
                taken,
                other: if taken == first { second } else { first },
                back: i64::from(first) - i64::from(second),
                day: entry.own()?,
            })
        })
        .collect();
    let one = twice.first()?;
    let message = format!(
        "{} came twice on {}: {} clocks went back by {}.",
        timeline.time(one.row),
        date(one.day),
        timeline.zone(one.row)?,
        span(one.back)
    );
    let mut found = finding(&RULE, Place::EntryTime(timeline.id(one.row)?), message);
    found.help = format!(
        "{} is taken as the {} of the two. Write the offset behind it.",
        timeline.time(one.row),
        if one.taken > one.other { "first" } else { "second" }
    );
    for also in twice.iter().skip(1) {
        let id = timeline.id(also.row)?;
        found.related.push((Place::EntryTime(id), "came twice too".into()));
    }
    found.fixes.extend(fix(
        timeline,
        &twice,
        |twice| twice.taken,
        "This is how it is read now.",
    ));
    if let [only] = twice.as_slice() {
        let moved = span(only.back);
        let proof = format!(
            "The entry is then {moved} {}.",
            if only.taken > only.other { "later" } else { "earlier" }
        );
        found.fixes.extend(fix(timeline, &twice, |twice| twice.other, &proof));
    }
    Some(found)
}

fn fix(timeline: &Clocked<'_>, twice: &[Twice], offset: impl Fn(&Twice) -> i32, proof: &str) -> Option<Fix> {
    let (mut times, mut commands, mut touches) = (Vec::new(), Vec::new(), Vec::new());
    for one in twice {
        let (id, offset) = (timeline.id(one.row)?, offset(one));
        let time = zoned::with_offset(timeline.time(one.row), offset)?;
        let at = timeline.resolution.entries.get(one.row)?.at?;
        times.push(time.clone());
        commands.push(Command::SetTime { id, time });
        touches.push(Touch {
            entry: id,
            mark: zoned::offset_name(offset),
            at: Some(Local(at.0 + i64::from(one.taken) - i64::from(offset))),
        });
    }
    Some(Fix {
        title: format!("Write {}", list(&times)),
        proof: proof.to_owned(),
        agrees: true,
        applicability: Applicability::NeedsReview,
        commands,
        touches,
    })
}
