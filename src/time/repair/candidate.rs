//! What each row could also mean.

use super::super::calendar::{DAY, HOUR, civil};
use super::super::resolve::{Input, InputRow, Placing, Resolution, seconds};
use super::super::written::{ClockStyle, Written};
use super::{CHANGE, MINUTE, OUTSIDE};
use std::collections::BTreeSet;

/// Which kinds of change one search may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    flips: bool,
    days: bool,
    moves: bool,
}

impl Kinds {
    /// All together, then each kind for itself: the other readings of the same trouble.
    pub(super) const RUNS: [Kinds; 4] = [
        Kinds {
            flips: true,
            days: true,
            moves: true,
        },
        Kinds {
            flips: true,
            days: false,
            moves: false,
        },
        Kinds {
            flips: false,
            days: true,
            moves: false,
        },
        Kinds {
            flips: false,
            days: false,
            moves: true,
        },
    ];
}

/// A row that has a moment, with what it could mean.
#[derive(Debug)]
pub(super) struct Item {
    /// Its number among the entries.
    pub(super) row: usize,
    /// The moment as it stands.
    pub(super) at: i64,
    /// How many date sub-headings stand above it.
    pub(super) headings: usize,
    /// The day of the last of them.
    pub(super) heading: Option<i64>,
    /// What leaving it out of the chain weighs.
    pub(super) skip: i64,
    pub(super) candidates: Vec<Candidate>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) value: Value,
    pub(super) weight: i64,
    pub(super) kind: Kind,
}

/// The moment of a candidate: its own, or whatever the row above makes of its clock.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    Moment(i64),
    Clock(i64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Keep,
    Flip,
    Day((i32, u32, u32)),
}

impl Candidate {
    /// Whether the day is given by the row above.
    pub(super) fn is_free(&self) -> bool {
        matches!(self.value, Value::Clock(_))
    }
}

/// A change that is never worth it, yet possible.
const NEVER: i64 = 100 * CHANGE;
/// Rows this near to trouble have candidates; the others stand as written.
const NEAR: usize = 12;

/// The rows with a moment and their candidates.
pub(super) fn items(input: &Input, resolution: &Resolution, placing: &Placing, kinds: Kinds) -> Vec<Item> {
    let mut items: Vec<(Item, &Written)> = Vec::new();
    let (mut row, mut headings, mut heading) = (0, 0, None);
    for input_row in &input.rows {
        match input_row {
            InputRow::Date(written) => {
                headings += 1;
                let above = items.last().map(|(item, _)| item.at.div_euclid(DAY));
                heading = placing.day(written, above).or(heading);
            }
            InputRow::Entry(read) => {
                let at = resolution.entries.get(row).and_then(|entry| entry.at);
                if let (Ok(written), Some(at)) = (read, at) {
                    let item = Item {
                        row,
                        at: at.0,
                        headings,
                        heading,
                        skip: skip_weight(placing, written, at.0, kinds),
                        candidates: Vec::new(),
                    };
                    items.push((item, written));
                }
                row += 1;
            }
        }
    }
    let troubled = near_trouble(items.iter().map(|(item, _)| item.at), placing);
    let moments: Vec<i64> = items.iter().map(|(item, _)| item.at).collect();
    let mut done = Vec::with_capacity(items.len());
    for (index, (mut item, written)) in items.into_iter().enumerate() {
        item.candidates.push(keep(&item, written, placing));
        if troubled.get(index) == Some(&true) {
            if kinds.flips {
                item.candidates.extend(flip(&item, written, placing));
            }
            if kinds.days && own_date(written) {
                let neighbours = [index.checked_sub(1), index.checked_add(1)];
                let neighbours = neighbours
                    .into_iter()
                    .flatten()
                    .filter_map(|near| moments.get(near).copied());
                item.candidates.extend(days(&item, written, placing, neighbours));
            }
        }
        done.push(item);
    }
    done
}

fn own_date(written: &Written) -> bool {
    written.relative.is_none() && written.date.is_some_and(|date| date.month_day.is_some())
}

/// The clock on the timeline's own zone, where the day is not stated with it.
fn free_clock(written: &Written, placing: &Placing, near: i64) -> Option<i64> {
    if written.relative.is_some() || written.date.is_some() {
        return None;
    }
    Some((seconds(written.clock.as_ref()?) + placing.shift(written, near)).rem_euclid(DAY))
}

fn keep(item: &Item, written: &Written, placing: &Placing) -> Candidate {
    Candidate {
        // The clock as it was resolved: one without AM or PM may stand for the other half.
        value: match free_clock(written, placing, item.at) {
            Some(_) => Value::Clock(item.at.rem_euclid(DAY)),
            None => Value::Moment(item.at),
        },
        weight: 0,
        kind: Kind::Keep,
    }
}

fn flip(item: &Item, written: &Written, placing: &Placing) -> Option<Candidate> {
    let clock = written.clock.filter(|_| written.relative.is_none())?;
    // Only a window shows that a 24-hour clock is off by twelve.
    if clock.style == ClockStyle::TwentyFour && (placing.start.is_none() || placing.end.is_none()) {
        return None;
    }
    let step = if clock.hour < 12 { 12 * HOUR } else { -12 * HOUR };
    Some(Candidate {
        value: match free_clock(written, placing, item.at) {
            Some(free) => Value::Clock((free + step).rem_euclid(DAY)),
            None => Value::Moment(item.at + step),
        },
        // On a 24-hour clock the halves of the day are not so easily mistaken.
        weight: match clock.style {
            ClockStyle::Twelve => CHANGE,
            ClockStyle::TwentyFour => CHANGE + 40,
        },
        kind: Kind::Flip,
    })
}

/// Another date for a row that states one: a neighbour's, the window's, or one a slip away.
fn days(item: &Item, written: &Written, placing: &Placing, near: impl Iterator<Item = i64>) -> Vec<Candidate> {
    let Some(own) = placing.day(written, Some(item.at.div_euclid(DAY))) else {
        return Vec::new();
    };
    let here = item.at.div_euclid(DAY);
    let likely = near
        .chain(placing.start)
        .chain(placing.end)
        .map(|at| at.div_euclid(DAY) - here);
    let mut steps: Vec<(i64, i64)> = likely.map(|step| (step, CHANGE)).collect();
    steps.extend([(1, CHANGE + 2), (-1, CHANGE + 2)]);
    if let Some((year, month, day)) = civil(own) {
        let other = |year, month| Some(super::super::calendar::day_number(year, month, day)? - own);
        let slips = [
            other(year, month + 1),
            other(year, month.saturating_sub(1)),
            other(year + 1, month),
            other(year - 1, month),
        ];
        steps.extend(slips.into_iter().flatten().map(|step| (step, CHANGE + 5)));
    }
    let mut seen = BTreeSet::from([0]);
    let mut found = Vec::new();
    for (step, weight) in steps {
        if seen.insert(step)
            && let Some(date) = civil(own + step)
        {
            found.push(Candidate {
                value: Value::Moment(item.at + step * DAY),
                weight,
                kind: Kind::Day(date),
            });
        }
    }
    found
}

/// What moving a row weighs: a change, and more where it would still lie outside the window.
fn skip_weight(placing: &Placing, written: &Written, at: i64, kinds: Kinds) -> i64 {
    if !kinds.moves {
        return NEVER;
    }
    let days: &[i64] = if free_clock(written, placing, at).is_some() {
        &[0, -DAY, DAY]
    } else {
        &[0]
    };
    let fits = days.iter().any(|day| !outside(placing, at + day));
    CHANGE + 1 + if fits { 0 } else { OUTSIDE }
}

/// Whether a moment lies outside the stated window.
pub(super) fn outside(placing: &Placing, at: i64) -> bool {
    placing.start.is_some_and(|start| at < start) || placing.end.is_some_and(|end| at > end + MINUTE)
}

/// Which rows stand near a fall, a jump of half a day, or a moment outside the window.
fn near_trouble(moments: impl Iterator<Item = i64>, placing: &Placing) -> Vec<bool> {
    let moments: Vec<i64> = moments.collect();
    let mut troubled = vec![false; moments.len()];
    let mut above = None;
    let mut reach = 0;
    for (index, at) in moments.iter().enumerate() {
        let step = above.map_or(0, |above| at - above);
        if !(0..11 * HOUR).contains(&step) || outside(placing, *at) {
            // Upwards to where the last trouble already reaches, so that this stays linear.
            let from = index.saturating_sub(NEAR).max(reach);
            reach = (index + NEAR + 1).min(moments.len());
            troubled
                .get_mut(from..reach)
                .into_iter()
                .flatten()
                .for_each(|mark| *mark = true);
        }
        above = Some(*at);
    }
    troubled
}
