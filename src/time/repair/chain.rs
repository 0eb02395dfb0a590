//! The lightest chain of candidates that never falls back.

use super::super::calendar::DAY;
use super::super::resolve::Placing;
use super::OUTSIDE;
use super::candidate::{Item, Value, outside};
use tiny_sort::stable;

/// A link of the chain: which item, and which of its candidates at which moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) item: usize,
    pub(super) candidate: usize,
    pub(super) at: i64,
}

struct State {
    link: Link,
    weight: i64,
    above: Option<usize>,
}

/// So many rows on end may be left out of the chain between two of its links.
const GAP: usize = 8;
/// So many moments are kept for one candidate: the lightest ways to reach it.
const KEPT: usize = 2;

/// The chain of least weight, in row order; `None` without rows.
pub(super) fn best(items: &[Item], placing: &Placing) -> Option<Vec<Link>> {
    // What it weighs to leave out all rows before an index.
    let mut left_out = vec![0];
    for item in items {
        left_out.push(left_out.last().copied().unwrap_or(0) + item.skip);
    }
    let skipped = |from: usize, to: usize| {
        let at = |index: usize| left_out.get(index).copied().unwrap_or(0);
        at(to) - at(from)
    };
    let mut states: Vec<State> = Vec::new();
    let mut ranges: Vec<(usize, usize)> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let begin = states.len();
        for (number, candidate) in item.candidates.iter().enumerate() {
            let mut ways: Vec<State> = Vec::new();
            let mut offer = |at: i64, weight: i64, above: Option<usize>| {
                let weight = weight + candidate.weight + if outside(placing, at) { OUTSIDE } else { 0 };
                let link = Link {
                    item: index,
                    candidate: number,
                    at,
                };
                keep_lightest(&mut ways, State { link, weight, above });
            };
            offer(first(candidate.value, item, placing), skipped(0, index), None);
            for before in index.saturating_sub(GAP + 1)..index {
                let between = skipped(before + 1, index);
                let (from, to) = ranges.get(before).copied().unwrap_or((0, 0));
                for number in from..to {
                    let (Some(state), Some(upper)) = (states.get(number), items.get(before)) else {
                        continue;
                    };
                    let at = below(candidate.value, item, upper, state.link.at, placing);
                    if at >= state.link.at {
                        offer(at, state.weight + between + leap(at - state.link.at), Some(number));
                    }
                }
            }
            states.extend(ways);
        }
        ranges.push((begin, states.len()));
    }
    let whole = |state: &State| state.weight + skipped(state.link.item + 1, items.len());
    let end = (0..states.len()).min_by_key(|number| states.get(*number).map(|state| (whole(state), state.link.at)))?;
    let mut links = Vec::new();
    let mut here = Some(end);
    while let Some(state) = here.and_then(|number| states.get(number)) {
        links.push(state.link);
        here = state.above;
    }
    links.reverse();
    Some(links)
}

fn first(value: Value, item: &Item, placing: &Placing) -> i64 {
    match (value, item.heading) {
        (Value::Moment(at), _) => at,
        (Value::Clock(clock), Some(heading)) => heading * DAY + clock,
        (Value::Clock(clock), None) => placing.first(clock).0,
    }
}

fn below(value: Value, item: &Item, upper: &Item, above: i64, placing: &Placing) -> i64 {
    match (value, item.heading) {
        (Value::Moment(at), _) => at,
        // A date sub-heading between the two gives the day.
        (Value::Clock(clock), Some(heading)) if item.headings > upper.headings => heading * DAY + clock,
        (Value::Clock(clock), heading) => placing.below(above, clock, heading).0,
    }
}

/// Between equals the chain without long leaps is the likelier story.
fn leap(gap: i64) -> i64 {
    match gap {
        gap if gap >= 7 * DAY => 3,
        gap if gap >= DAY / 2 => 1,
        _ => 0,
    }
}

fn keep_lightest(ways: &mut Vec<State>, new: State) {
    if let Some(same) = ways.iter_mut().find(|way| way.link.at == new.link.at) {
        if new.weight < same.weight {
            *same = new;
        }
        return;
    }
    ways.push(new);
    if ways.len() > KEPT {
        stable::sort_by_key(ways, |way| (way.weight, way.link.at));
        ways.truncate(KEPT);
    }
}
