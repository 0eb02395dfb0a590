//! Milestones of one incident and the spans between them, each with where it was taken from.
//!
//! The names are of one incident (TTD, TTR); a mean over many is nobody's business here.

use super::resolve::{Local, Resolution};
use crate::model::Phase;

/// One span between two milestones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Metric {
    /// `TTD`.
    pub name: &'static str,
    /// `Time to detect`.
    pub title: &'static str,
    /// `detected − started`: what was taken away from what.
    pub formula: String,
    /// The span in seconds, where both ends are known and the clock can be trusted.
    pub seconds: Option<i64>,
    /// Where the span begins.
    pub from: Option<Origin>,
    /// The entry at which it ends, by row.
    pub to: Option<usize>,
    /// Why there is no value; empty where there is one.
    pub waits: &'static str,
}

/// Where a span begins.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// At an entry, by row.
    Entry(usize),
    /// At the stated start of the window.
    Window,
}

/// A milestone: the first entry of a phase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Milestone {
    /// The phase.
    pub phase: Phase,
    /// The entry, by row.
    pub row: usize,
    /// Its moment, where its time can be read.
    pub at: Option<Local>,
}

/// The first entry of each phase in row order; for the end of the incident the last one that says
/// so, since a fix that did not hold is followed by another.
pub fn milestones(phases: &[Option<Phase>], resolution: &Resolution) -> Vec<Milestone> {
    let rows = || phases.iter().enumerate();
    let found = Phase::ALL.into_iter().filter_map(|phase| {
        let row = match phase {
            Phase::Resolved => rows().rfind(|(_, other)| **other == Some(phase)),
            _ => rows().find(|(_, other)| **other == Some(phase)),
        };
        let (row, _) = row?;
        let at = resolution.entries.get(row).and_then(|entry| entry.at);
        Some(Milestone { phase, row, at })
    });
    found.collect()
}

struct Kind {
    name: &'static str,
    title: &'static str,
    from: From,
    /// Phases that end the span, and what the formula calls them; the first that is there counts.
    to: &'static [(Phase, &'static str)],
    missing: &'static str,
}

enum From {
    Started,
    Detected,
}

const KINDS: [Kind; 5] = [
    Kind {
        name: "TTD",
        title: "Time to detect",
        from: From::Started,
        to: &[(Phase::Detected, "detected")],
        missing: "No entry is marked as detected.",
    },
    Kind {
        name: "TTA",
        title: "Time to acknowledge",
        from: From::Detected,
        to: &[
            (Phase::Acknowledged, "acknowledged"),
            (Phase::Investigating, "first investigated"),
            (Phase::Misleading, "first investigated"),
        ],
        missing: "No entry is marked as acknowledged.",
    },
    Kind {
        name: "TTI",
        title: "Time to identify",
        from: From::Detected,
        to: &[(Phase::Identified, "identified")],
        missing: "No entry is marked as identified.",
    },
    Kind {
        name: "TTM",
        title: "Time to mitigate",
        from: From::Started,
        to: &[(Phase::Mitigated, "mitigated")],
        missing: "No entry is marked as mitigated.",
    },
    Kind {
        name: "TTR",
        title: "Time to resolve",
        from: From::Started,
        to: &[(Phase::Resolved, "resolved")],
        missing: "No entry is marked as resolved.",
    },
];

/// The spans of one incident. `doubtful` is the first row whose clock is in doubt: spans that end
/// there or below wait.
pub fn metrics(phases: &[Option<Phase>], resolution: &Resolution, doubtful: Option<usize>) -> Vec<Metric> {
    let milestones = milestones(phases, resolution);
    let find = |phase: Phase| milestones.iter().find(|milestone| milestone.phase == phase);
    let first = resolution.entries.iter().position(|entry| entry.at.is_some());
    let moment = |row: usize| resolution.entries.get(row).and_then(|entry| entry.at);
    let started = match (find(Phase::Started), resolution.start, first) {
        (Some(milestone), ..) => Some((Origin::Entry(milestone.row), milestone.at, "started")),
        (None, Some(start), _) => Some((Origin::Window, Some(start), "stated start")),
        (None, None, Some(row)) => Some((Origin::Entry(row), moment(row), "first entry")),
        (None, None, None) => None,
    };
    let detected = find(Phase::Detected).map(|milestone| (Origin::Entry(milestone.row), milestone.at, "detected"));
    KINDS
        .iter()
        .map(|kind| {
            let from = match kind.from {
                From::Started => started,
                From::Detected => detected.or(started),
            };
            let to = kind.to.iter().find_map(|(phase, word)| Some((find(*phase)?, *word)));
            metric(kind, from, to, doubtful)
        })
        .collect()
}

fn metric(
    kind: &Kind,
    from: Option<(Origin, Option<Local>, &'static str)>,
    to: Option<(&Milestone, &'static str)>,
    doubtful: Option<usize>,
) -> Metric {
    let usual = kind.to.first().map_or("", |(_, word)| word);
    let formula = format!(
        "{} − {}",
        to.map_or(usual, |(_, word)| word),
        from.map_or("started", |(_, _, word)| word)
    );
    let in_doubt = |row: usize| doubtful.is_some_and(|doubtful| row >= doubtful);
    let begins_in_doubt = matches!(from, Some((Origin::Entry(row), ..)) if in_doubt(row));
    let (seconds, waits) = match (from, to) {
        (_, None) => (None, kind.missing),
        (None, Some(_)) => (None, "No entry says when it started."),
        (Some(_), Some((end, _))) if in_doubt(end.row) || begins_in_doubt => {
            (None, "Waits until the clock runs forward.")
        }
        (Some((_, from, _)), Some((end, _))) => match (from, end.at) {
            (Some(from), Some(to)) if from <= to => (Some(to.0 - from.0), ""),
            (Some(_), Some(_)) => (None, "Its end comes before its beginning."),
            _ => (None, "The time of one of its entries cannot be read."),
        },
    };
    Metric {
        name: kind.name,
        title: kind.title,
        formula,
        seconds,
        from: from.map(|(origin, ..)| origin),
        to: to.map(|(milestone, _)| milestone.row),
        waits,
    }
}

#[cfg(test)]
mod tests {
    use super::super::notation::input;
    use super::super::resolve::resolve;
    use super::*;
    use Phase::{Detected, Identified, Misleading, Mitigated, Resolved, Started};

    fn told(window: &str, times: &str, phases: &[Option<Phase>], doubtful: Option<usize>) -> String {
        let resolution = resolve(&input(window, times));
        let words = metrics(phases, &resolution, doubtful).into_iter().map(|metric| {
            let value = metric.seconds.map_or("–".into(), |seconds| (seconds / 60).to_string());
            format!("{} {value} ({})", metric.name, metric.formula)
        });
        words.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn spans_with_their_formulas() {
        assert_eq!(
            told(
                "8:00 AM – 12:00 PM",
                "8:00 AM, 8:05 AM, 10:00 AM, 11:00 AM, 12:00 PM",
                &[
                    Some(Detected),
                    Some(Misleading),
                    Some(Identified),
                    Some(Mitigated),
                    Some(Resolved)
                ],
                None,
            ),
            "TTD 0 (detected − stated start); TTA 5 (first investigated − detected); TTI 120 (identified − detected); \
             TTM 180 (mitigated − stated start); TTR 240 (resolved − stated start)"
        );
        assert_eq!(
            told(
                "",
                "7:30 AM, 8:05 AM, ?, 9:00 AM",
                &[Some(Started), Some(Detected), Some(Mitigated), None],
                None
            ),
            "TTD 35 (detected − started); TTA – (acknowledged − detected); TTI – (identified − detected); \
             TTM – (mitigated − started); TTR – (resolved − started)"
        );
    }

    #[test]
    fn spans_wait_where_the_clock_is_in_doubt() {
        let told = told(
            "8:00 AM – 12:00 PM",
            "8:00 AM, 11:00 PM, 12:00 PM",
            &[Some(Detected), Some(Mitigated), Some(Resolved)],
            Some(1),
        );
        assert!(told.starts_with("TTD 0 "), "{told}");
        assert!(
            told.ends_with("TTM – (mitigated − stated start); TTR – (resolved − stated start)"),
            "{told}"
        );
    }

    #[test]
    fn the_last_resolution_ends_the_incident() {
        let resolution = resolve(&input("", "08:00, 09:00, 10:00"));
        let last = milestones(&[Some(Detected), Some(Resolved), Some(Resolved)], &resolution);
        assert_eq!(last.last().map(|milestone| milestone.row), Some(2));
    }
}
