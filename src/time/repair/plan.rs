//! From a chain to changes, and from changes to the rows that they leave.

use super::super::calendar::DAY;
use super::super::resolve::{Input, InputRow, Placing, Resolution};
use super::super::written::Written;
use super::candidate::{Item, Kind, outside};
use super::chain::Link;
use super::{Beside, CHANGE, Change, SORT};
use tiny_sort::stable;

/// Changes, the order of rows that they lead to, and what they weigh.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Plan {
    pub(super) changes: Vec<Change>,
    /// Entries in their new order.
    pub(super) order: Vec<usize>,
    pub(super) weight: i64,
}

/// More moves than this are a new order, not slips.
const MOST_MOVES: usize = 50;

/// The changes that a chain stands for: its links' own, and a move for every row left out.
/// `None` where too many rows would move.
pub(super) fn of(input: &Input, items: &[Item], links: &[Link], placing: &Placing) -> Option<Plan> {
    let mut changes = Vec::new();
    let mut weight = 0;
    let mut linked = vec![false; items.len()];
    for link in links {
        let Some(item) = items.get(link.item) else { continue };
        if let Some(mark) = linked.get_mut(link.item) {
            *mark = true;
        }
        let Some(candidate) = item.candidates.get(link.candidate) else {
            continue;
        };
        weight += candidate.weight;
        match candidate.kind {
            Kind::Keep => {}
            Kind::Flip => changes.push(Change::Flip { row: item.row }),
            Kind::Day(date) => changes.push(Change::Day { row: item.row, date }),
        }
    }
    let loose = items.iter().zip(linked).filter(|(_, linked)| !linked);
    let mut moved: Vec<(i64, &Item)> = loose
        .map(|(item, _)| (where_it_fits(item, links, placing), item))
        .collect();
    if moved.len() > MOST_MOVES {
        return None;
    }
    stable::sort_by_key(&mut moved, |(at, _)| *at);
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for (at, item) in moved {
        weight += CHANGE + 1;
        let next = links.partition_point(|link| link.at <= at);
        let upper = next.checked_sub(1).and_then(|index| links.get(index));
        let lower = links.get(next).and_then(|link| items.get(link.item));
        let upper_item = upper.and_then(|link| items.get(link.item));
        let same_day = upper.is_some_and(|link| link.at.div_euclid(DAY) == at.div_euclid(DAY));
        match (upper_item, lower) {
            // A date sub-heading between the two parts the days.
            (Some(upper), Some(lower)) if upper.headings < lower.headings && same_day => below.push((item, upper)),
            (_, Some(lower)) => above.push((item, lower)),
            (Some(upper), None) => below.push((item, upper)),
            (None, None) => {}
        }
    }
    let to_above = above
        .into_iter()
        .map(|(item, lower)| (item.row, Beside::Above(lower.row)));
    let to_below = below
        .into_iter()
        .rev()
        .map(|(item, upper)| (item.row, Beside::Below(upper.row)));
    changes.extend(to_above.chain(to_below).map(|(row, to)| Change::Move { row, to }));
    let mut plan = with_changes(input, changes);
    plan.weight = weight;
    Some(plan)
}

/// The moment at which a row left out of the chain is put back.
fn where_it_fits(item: &Item, links: &[Link], placing: &Placing) -> i64 {
    let free = item.candidates.iter().any(|candidate| candidate.is_free());
    let days: &[i64] = if free { &[0, -DAY, DAY] } else { &[0] };
    let (first, last) = (links.first().map(|link| link.at), links.last().map(|link| link.at));
    let inside = |at: &i64| !outside(placing, *at);
    let among = |at: &i64| first.is_some_and(|first| first <= *at) && last.is_some_and(|last| *at <= last);
    let moments = || days.iter().map(|day| item.at + day);
    moments()
        .find(|at| inside(at) && among(at))
        .or_else(|| moments().find(inside))
        .unwrap_or(item.at)
}

/// These changes and no others.
pub(super) fn with_changes(input: &Input, changes: Vec<Change>) -> Plan {
    let entries = input
        .rows
        .iter()
        .filter(|row| matches!(row, InputRow::Entry(_)))
        .count();
    let mut order: Vec<usize> = (0..entries).collect();
    for change in &changes {
        match change {
            Change::Flip { .. } | Change::Day { .. } => {}
            Change::Move { row, to } => shift(&mut order, *row, *to, |entry| Some(*entry)),
            Change::Sort { order: new } => order.clone_from(new),
        }
    }
    let weight = changes.iter().map(weight).sum();
    Plan { changes, order, weight }
}

fn weight(change: &Change) -> i64 {
    match change {
        Change::Flip { .. } | Change::Day { .. } => CHANGE,
        Change::Move { .. } => CHANGE + 1,
        Change::Sort { order } if is_newest_first(order) => CHANGE + CHANGE / 2,
        Change::Sort { .. } => SORT,
    }
}

/// Whether the rows stood newest first, by and large: then a new order is the likely mending.
fn is_newest_first(order: &[usize]) -> bool {
    let falling = order.windows(2).filter(|pair| matches!(pair, [a, b] if a > b)).count();
    order.len() > 2 && falling * 2 > order.len() - 1
}

fn shift<T>(rows: &mut Vec<T>, row: usize, to: Beside, number: impl Fn(&T) -> Option<usize>) {
    let find = |rows: &[T], wanted| rows.iter().position(|row| number(row) == Some(wanted));
    let Some(from) = find(rows, row) else { return };
    let taken = rows.remove(from);
    let at = match to {
        Beside::Above(other) => find(rows, other),
        Beside::Below(other) => find(rows, other).map(|at| at + 1),
    };
    rows.insert(at.unwrap_or(from).min(rows.len()), taken);
}

/// New orders of all rows: by time, and the other way round.
pub(super) fn sorted(input: &Input, resolution: &Resolution) -> Vec<Plan> {
    // Under date sub-headings a row cannot simply change places.
    if input.rows.iter().any(|row| matches!(row, InputRow::Date(_))) {
        return Vec::new();
    }
    // A row whose time cannot be read stays behind the row above it.
    let mut keys = Vec::with_capacity(resolution.entries.len());
    let mut above = i64::MIN;
    for (row, entry) in resolution.entries.iter().enumerate() {
        above = entry.at.map_or(above, |at| at.0);
        keys.push((above, row));
    }
    stable::sort(&mut keys);
    let by_time: Vec<usize> = keys.into_iter().map(|(_, row)| row).collect();
    let reversed: Vec<usize> = (0..resolution.entries.len()).rev().collect();
    let mut orders = vec![by_time];
    if resolution.falls().len() * 2 > resolution.entries.len() && !orders.contains(&reversed) {
        orders.push(reversed);
    }
    let plans = orders
        .into_iter()
        .map(|order| with_changes(input, vec![Change::Sort { order }]));
    plans.collect()
}

impl Plan {
    /// The timeline after the changes. `None` where one of them has nothing to hold on to.
    pub(super) fn apply(&self, input: &Input) -> Option<Input> {
        let mut number = 0;
        let mut rows: Vec<(Option<usize>, InputRow)> = Vec::with_capacity(input.rows.len());
        for row in &input.rows {
            let entry = matches!(row, InputRow::Entry(_)).then_some(number);
            number += usize::from(entry.is_some());
            rows.push((entry, row.clone()));
        }
        // Rows stand at the place of their number until the moves, which come last.
        let places: Vec<usize> = (0..rows.len())
            .filter(|at| rows.get(*at).is_some_and(|row| row.0.is_some()))
            .collect();
        for change in &self.changes {
            match change {
                Change::Flip { row } => flip(entry_at(&mut rows, &places, *row)?)?,
                Change::Day { row, date } => redate(entry_at(&mut rows, &places, *row)?, *date)?,
                Change::Move { row, to } => shift(&mut rows, *row, *to, |row| row.0),
                Change::Sort { order } => {
                    let taken: Option<Vec<_>> = order.iter().map(|row| rows.get(*row).cloned()).collect();
                    rows = taken?;
                }
            }
        }
        Some(Input {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            window: input.window.clone(),
            zone: input.zone.clone(),
            zones: input.zones.clone(),
        })
    }
}

/// The time of an entry by its number, while rows stand as they were.
fn entry_at<'a>(rows: &'a mut [(Option<usize>, InputRow)], places: &[usize], row: usize) -> Option<&'a mut Written> {
    match rows.get_mut(*places.get(row)?)? {
        (_, InputRow::Entry(Ok(written))) => Some(written),
        _ => None,
    }
}

/// Reads both ends of a time as the other half of the day.
fn flip(written: &mut Written) -> Option<()> {
    let clock = written.clock.as_mut()?;
    clock.hour = (clock.hour + 12) % 24;
    if let Some(clock) = written.end.as_mut().and_then(|end| end.clock.as_mut()) {
        clock.hour = (clock.hour + 12) % 24;
    }
    Some(())
}

fn redate(written: &mut Written, (year, month, day): (i32, u32, u32)) -> Option<()> {
    let date = written.date.as_mut()?;
    date.year = date.year.map(|_| year);
    date.month_day = Some((month, day));
    date.weekday = None;
    Some(())
}
