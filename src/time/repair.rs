//! The fewest changes under which a timeline runs forward inside its window.
//!
//! Each row has candidates: as written, the other half of the day, another day for a row with a
//! date of its own. A chain of candidates that never falls back is looked for (`chain`); rows
//! outside it are moved to where they fit (`plan`). Every plan is carried out and resolved again,
//! so what is offered is what the person will get (`reading`). Linear in rows, up to a constant.

mod candidate;
mod chain;
mod plan;

use super::calendar::DAY;
use super::resolve::{Input, Resolution, resolve, resolve_absolute};
use candidate::Kinds;
use plan::Plan;
use tiny_sort::stable;

/// One change to a timeline. Rows are numbered by [`InputRow::Entry`](super::resolve::InputRow),
/// from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The clock is read as the other half of the day.
    Flip {
        /// The row.
        row: usize,
    },
    /// The row's own date is another.
    Day {
        /// The row.
        row: usize,
        /// Year, month and day that it should state.
        date: (i32, u32, u32),
    },
    /// The row stands somewhere else.
    Move {
        /// The row.
        row: usize,
        /// Beside which other row.
        to: Beside,
    },
    /// All rows are put in order by time, rows that are level as they stand.
    Sort {
        /// The rows in their new order.
        order: Vec<usize>,
    },
}

/// Where a moved row comes to stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    /// Directly above this row.
    Above(usize),
    /// Directly below this row.
    Below(usize),
}

/// One way to mend a timeline, with what it leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The changes; moves come after the others, each to be carried out on what the one before left.
    pub changes: Vec<Change>,
    /// The rows in their new order.
    pub order: Vec<usize>,
    /// The timeline after them: entry `i` is row `order[i]`.
    pub after: Resolution,
    /// How well it fits what is stated.
    pub fit: Fit,
    score: i64,
}

/// How well a mended timeline fits what the document states, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fit {
    /// It spans exactly the stated duration.
    Duration,
    /// It runs exactly from the stated start to the stated end.
    Window,
    /// It runs inside the stated window.
    Inside,
    /// Nothing is stated that it could be held against.
    Forward,
    /// Entries stay outside the stated window.
    Outside,
}

/// What a change weighs, and what weighs like one.
const CHANGE: i64 = 100;
const OUTSIDE: i64 = 110;
/// A whole new order is one press, but a drastic one.
const SORT: i64 = 4 * CHANGE;
/// So many rows are searched for every kind of reading; more are searched once.
const SEARCHED: usize = 1_000;
/// Seconds that an end stated to the minute leaves open.
const MINUTE: i64 = 59;

/// The fewest changes under which a timeline runs forward inside its window: at most three
/// readings, best first. Empty where nothing is wrong, or nothing mends it.
pub fn repair(input: &Input, stated_minutes: Option<i64>) -> Vec<Reading> {
    let before = resolve(input);
    let trouble = Trouble::of(&before);
    if trouble == Trouble::default() {
        return Vec::new();
    }
    let (absolute, placing) = resolve_absolute(input);
    let mut plans: Vec<Plan> = Vec::new();
    // A long timeline gets one search, and one without any order none: it is put in order.
    let rows = absolute.entries.len();
    let runs = match rows {
        _ if rows > SEARCHED && trouble.falls * 4 > rows => 0,
        _ if rows > SEARCHED => 1,
        _ => Kinds::RUNS.len(),
    };
    for kinds in Kinds::RUNS.into_iter().take(runs) {
        let items = candidate::items(input, &absolute, &placing, kinds);
        if let Some(plan) = chain::best(&items, &placing).and_then(|links| plan::of(input, &items, &links, &placing))
            && !plan.changes.is_empty()
            && !plans.contains(&plan)
        {
            plans.push(plan);
        }
    }
    if trouble.falls > 0 {
        plans.extend(plan::sorted(input, &absolute));
    }
    let mut readings: Vec<Reading> = plans
        .into_iter()
        .filter_map(|plan| carry_out(input, plan, stated_minutes))
        .filter(|reading| {
            let after = Trouble::of(&reading.after);
            after.falls == 0 && (trouble.falls > 0 || after.outside < trouble.outside)
        })
        .collect();
    stable::sort_by_key(&mut readings, |reading| reading.score);
    // Two ways to the same rows at the same moments are one reading.
    let mut seen: Vec<(Vec<usize>, Resolution)> = Vec::new();
    readings.retain(|reading| {
        let new = !seen
            .iter()
            .any(|(order, after)| *order == reading.order && *after == reading.after);
        if new {
            seen.push((reading.order.clone(), reading.after.clone()));
        }
        new
    });
    // Where one reading fits what is stated, one that leaves entries outside is no other reading.
    if readings.first().is_some_and(|best| best.fit < Fit::Forward) {
        readings.retain(|reading| reading.fit != Fit::Outside);
    }
    // A reading that takes three changes more than the best is no real doubt.
    if let Some(best) = readings.first().map(|reading| reading.score) {
        readings.retain(|reading| reading.score < best + 3 * CHANGE);
    }
    readings.truncate(3);
    readings
}

/// Carries out only the changes of a reading that `keep` accepts.
pub(crate) fn partly(
    input: &Input,
    reading: &Reading,
    stated_minutes: Option<i64>,
    keep: impl Fn(&Change) -> bool,
) -> Option<Reading> {
    let changes: Vec<Change> = reading.changes.iter().filter(|change| keep(change)).cloned().collect();
    carry_out(input, plan::with_changes(input, changes), stated_minutes)
}

fn carry_out(input: &Input, plan: Plan, stated_minutes: Option<i64>) -> Option<Reading> {
    let after = resolve(&plan.apply(input)?);
    let trouble = Trouble::of(&after);
    let fit = fit(&after, trouble, stated_minutes);
    let agreement = match fit {
        Fit::Duration => -130,
        Fit::Window => -60,
        Fit::Inside | Fit::Forward | Fit::Outside => 0,
    };
    let outside = i64::try_from(trouble.outside).unwrap_or(i64::MAX / OUTSIDE);
    // Between equals the shorter story is the likelier one.
    let length = after.span().unwrap_or(0).clamp(0, 40 * DAY) / (4 * 3_600);
    let score = plan.weight + outside * OUTSIDE + agreement + length.min(40);
    Some(Reading {
        changes: plan.changes,
        order: plan.order,
        after,
        fit,
        score,
    })
}

fn fit(after: &Resolution, trouble: Trouble, stated_minutes: Option<i64>) -> Fit {
    if trouble.outside > 0 {
        return Fit::Outside;
    }
    let spans = stated_minutes.is_some_and(|minutes| after.span() == Some(minutes.saturating_mul(60)));
    let moments = || after.entries.iter().filter_map(|entry| entry.at);
    match after.window() {
        _ if spans => Fit::Duration,
        Some((start, end)) if moments().min() == Some(start) && moments().max() == Some(end) => Fit::Window,
        Some(_) => Fit::Inside,
        None => Fit::Forward,
    }
}

/// What is wrong with a timeline, counted.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Trouble {
    pub(crate) falls: usize,
    pub(crate) outside: usize,
}

impl Trouble {
    pub(crate) fn of(resolution: &Resolution) -> Trouble {
        let outside = resolution.entries.iter().filter_map(|entry| entry.at);
        Trouble {
            falls: resolution.falls().len(),
            outside: outside.filter(|at| is_outside(resolution, at.0)).count(),
        }
    }
}

/// Whether a moment lies outside what is stated of the window.
pub(crate) fn is_outside(resolution: &Resolution, at: i64) -> bool {
    let backwards = matches!((resolution.start, resolution.end), (Some(start), Some(end)) if end < start);
    !backwards
        && (resolution.start.is_some_and(|start| at < start.0) || resolution.end.is_some_and(|end| at > end.0 + MINUTE))
}

#[cfg(test)]
mod tests {
    use super::super::notation::input;
    use super::*;

    /// `flip 2, flip 3 (Duration)`: the best reading, rows counted from 0.
    fn told(window: &str, minutes: Option<i64>, times: &str) -> String {
        let readings = repair(&input(window, times), minutes);
        assert!(readings.len() <= 3);
        let Some(best) = readings.first() else {
            return "-".into();
        };
        let words = best.changes.iter().map(|change| match change {
            Change::Flip { row } => format!("flip {row}"),
            Change::Day {
                row,
                date: (year, month, day),
            } => format!("{row} on {year}-{month:02}-{day:02}"),
            Change::Move {
                row,
                to: Beside::Above(other),
            } => format!("{row} above {other}"),
            Change::Move {
                row,
                to: Beside::Below(other),
            } => format!("{row} below {other}"),
            Change::Sort { order } => format!("order {order:?}"),
        });
        format!("{} ({:?})", words.collect::<Vec<_>>().join(", "), best.fit)
    }

    #[test]
    fn the_best_reading() {
        let day = "2023-06-15 8:00 AM – 12:00 PM";
        let night = "2024-03-03 9:00 PM – 2024-03-04 5:00 AM";
        let cases = [
            (
                day,
                Some(240),
                "8:00 AM, 8:30 AM, 9:00 AM, 10:00 PM, 11:00 PM, 12:00 PM",
                "flip 3, flip 4 (Duration)",
            ),
            (
                day,
                None,
                "8:00 AM, 9:00 AM, 10:00 PM, 11:00 AM, 12:00 PM",
                "flip 2 (Window)",
            ),
            (
                day,
                None,
                "8:00 AM, 9:00 PM, 10:00 AM, 11:00 PM, 11:30 AM",
                "flip 1, flip 3 (Inside)",
            ),
            (
                day,
                None,
                "8:00 AM, 10:35 AM, 10:20 AM, 11:00 AM, 12:00 PM",
                "2 above 1 (Window)",
            ),
            (
                "08:00 – 12:00",
                None,
                "08:00, 10:35, 10:20, 11:00, 12:00",
                "2 above 1 (Window)",
            ),
            ("", None, "08:00, 10:35, 10:20, 11:00", "2 above 1 (Forward)"),
            (
                day,
                None,
                "8:00 AM, 11:50 AM, 9:00 AM, 10:00 AM, 11:00 AM, 12:00 PM",
                "1 above 5 (Window)",
            ),
            (
                day,
                None,
                "8:00 AM, 9:00 AM, 11:00 AM, 11:20 AM, 11:40 AM, 8:10 AM, 12:00 PM",
                "5 above 1 (Window)",
            ),
            (
                night,
                None,
                "9:00 PM, 11:00 PM, 12:30 PM, 1:00 AM, 5:00 AM",
                "flip 2 (Window)",
            ),
            (
                night,
                None,
                "9:00 PM, 11:30 AM, 12:30 PM, 1:00 AM, 5:00 AM",
                "flip 1, flip 2 (Window)",
            ),
            (
                night,
                None,
                "9:00 PM, 12:20 AM, 11:55 PM, 1:00 AM, 5:00 AM",
                "2 above 1 (Window)",
            ),
            (
                night,
                None,
                "2024-03-03 21:00, 2024-03-04 23:30, 2024-03-04 00:30, 2024-03-04 05:00",
                "1 on 2024-03-03 (Window)",
            ),
            (
                night,
                None,
                "2024-03-03 21:00, 2024-03-03 00:30, 2024-03-04 01:30, 2024-03-04 05:00",
                "1 on 2024-03-04 (Window)",
            ),
            (
                "",
                None,
                "2024-03-03 21:00, 2024-04-03 21:30, 2024-03-03 22:00",
                "1 on 2024-03-03 (Forward)",
            ),
            (
                "",
                None,
                "2024-03-03 21:00, 2023-03-03 21:30, 2024-03-03 22:00",
                "1 on 2024-03-03 (Forward)",
            ),
            ("", None, "15:00, 14:30, 14:00, 13:00", "order [3, 2, 1, 0] (Forward)"),
            (
                "",
                None,
                "15:00, 14:00, 14:30, 13:00, 12:00, 12:30, 11:00, 10:00",
                "order [7, 6, 4, 5, 3, 1, 2, 0] (Forward)",
            ),
            // Nothing is wrong, or nothing mends it.
            (day, None, "8:00 AM, 9:00 AM, 12:00 PM", "-"),
            (night, None, "9:00 PM, 12:00 AM, 5:00 AM", "-"),
            ("18:00 – 19:00", None, "17:30, 18:00, 19:00", "-"),
        ];
        for (window, minutes, times, expected) in cases {
            assert_eq!(told(window, minutes, times), expected, "{window} | {times}");
        }
    }
}
