//! The chart of a timeline: window, ticks, marks, steps back, and where the first fix would put marks.

use super::draft::Draft;
use super::figures::{count, tick};
use super::problems::ProblemRef;
use super::timeline::resolved_by_id;
use super::view::{ChartMark, ChartView};
use crate::lint::TimelineReading;
use crate::model::{Id, Timeline};
use crate::time::describe::span;
use crate::time::metrics::Metric;
use crate::time::resolve::Local;
use crate::time::written::ClockStyle;
use std::collections::HashMap;

const HOUR: i64 = 3_600;
/// Distances between ticks, in seconds, from which the smallest that gives few enough is taken.
const STEPS: [i64; 17] = [
    1,
    5,
    15,
    30,
    60,
    300,
    600,
    900,
    1_800,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR,
    48 * HOUR,
    168 * HOUR,
];
/// Spaces between ticks, at most.
const SPACES: i64 = 6;

/// The chart; `None` with fewer than two moments.
pub(crate) fn view(
    draft: &Draft,
    reading: &TimelineReading,
    timeline: &Timeline,
    style: ClockStyle,
    shown: &[ProblemRef<'_>],
) -> Option<ChartView> {
    let resolution = &reading.resolution;
    let moments: Vec<(Id, Local)> = resolved_by_id(reading)
        .filter_map(|(id, resolved)| Some((id, resolved.at?)))
        .collect();
    if moments.len() < 2 {
        return None;
    }
    let window = resolution.window();
    let lanes: HashMap<Id, usize> = moments.iter().enumerate().map(|(lane, (id, _))| (*id, lane)).collect();
    let ghosts = ghosts(&lanes, shown);
    let all = moments
        .iter()
        .map(|(_, at)| *at)
        .chain(window.into_iter().flat_map(|(start, end)| [start, end]))
        .chain(ghosts.iter().map(|(_, at, _)| *at));
    let axis = Axis::over(all)?;
    let times: HashMap<Id, &str> = timeline.rows().map(|entry| (entry.id, entry.time.as_str())).collect();
    let mut before: Option<Local> = None;
    let marks: Vec<ChartMark> = moments
        .iter()
        .enumerate()
        .map(|(lane, (id, at))| {
            let phase = draft.rendered.phase(reading.part, *id);
            let time = times.get(id).copied().unwrap_or_default();
            let back = before.filter(|before| at < before);
            let back = back.map(|before| format!("{} back", span(before.0 - at.0)));
            before = Some(*at);
            ChartMark {
                entry: *id,
                lane,
                at: axis.percent(*at),
                phase,
                label: match phase {
                    Some(phase) => format!("{time} {}", phase.label()),
                    None => time.to_owned(),
                },
                back,
            }
        })
        .collect();
    let number = draft
        .analysis
        .timelines
        .iter()
        .position(|other| other.part == reading.part)?;
    let metrics = draft.figures.get(number).map_or([].as_slice(), Vec::as_slice);
    Some(ChartView {
        label: sentence(&moments, &marks, window),
        ticks: axis.ticks(style, resolution.dated),
        window: window.map(|(start, end)| {
            let words = format!("Stated window, {}", span(end.0 - start.0));
            (axis.percent(start), axis.percent(end), words)
        }),
        marks,
        ghosts: ghosts
            .into_iter()
            .map(|(lane, at, mark)| (lane, axis.percent(at), mark))
            .collect(),
        metrics: metrics
            .iter()
            .map(|metric| {
                let value = metric.seconds.map_or_else(|| "–".to_owned(), span);
                (metric.name.to_owned(), value, metric.formula.clone())
            })
            .collect(),
        metrics_note: note(metrics),
    })
}

/// Where the first fix of each shown problem would put marks of this timeline.
fn ghosts(lanes: &HashMap<Id, usize>, shown: &[ProblemRef<'_>]) -> Vec<(usize, Local, String)> {
    let fixes = shown.iter().filter_map(|problem| problem.found.fixes.first());
    fixes
        .flat_map(|fix| &fix.touches)
        .filter_map(|touch| Some((*lanes.get(&touch.entry)?, touch.at?, touch.mark.clone())))
        .collect()
}

/// “7 entries over 15 h. The stated window is 4 h. The clock runs back once, by 11 h.”
fn sentence(moments: &[(Id, Local)], marks: &[ChartMark], window: Option<(Local, Local)>) -> String {
    let first = moments.iter().map(|(_, at)| at.0).min().unwrap_or_default();
    let last = moments.iter().map(|(_, at)| at.0).max().unwrap_or_default();
    let mut text = format!(
        "{} over {}.",
        count(moments.len(), "entry", "entries"),
        span(last - first)
    );
    if let Some((start, end)) = window {
        text.push_str(&format!(" The stated window is {}.", span(end.0 - start.0)));
    }
    let backs: Vec<&str> = marks.iter().filter_map(|mark| mark.back.as_deref()).collect();
    match backs.as_slice() {
        [] => text.push_str(" The clock runs forward."),
        [only] => {
            let by = only.trim_end_matches(" back");
            text.push_str(&format!(" The clock runs back once, by {by}."));
        }
        many => text.push_str(&format!(" The clock runs back {} times.", many.len())),
    }
    text
}

/// “TTM and TTR wait until the clock runs forward.”; empty where no value waits for the clock.
fn note(metrics: &[Metric]) -> String {
    let waiting = metrics.iter().filter(|metric| metric.waits.starts_with("Waits"));
    let names: Vec<&str> = waiting.map(|metric| metric.name).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("{only} waits until the clock runs forward."),
        [first @ .., last] => format!("{} and {last} wait until the clock runs forward.", first.join(", ")),
    }
}

/// The chart's width in time.
#[derive(Clone, Copy, Debug)]
struct Axis {
    from: i64,
    to: i64,
    step: i64,
}

impl Axis {
    /// An axis over some moments that begins and ends at round times.
    fn over(moments: impl Iterator<Item = Local> + Clone) -> Option<Axis> {
        let first = moments.clone().min()?.0;
        let last = moments.max()?.0;
        let length = (last - first).max(1);
        let week = 168 * HOUR;
        let step = STEPS
            .iter()
            .copied()
            .find(|step| length <= step * SPACES)
            .unwrap_or_else(|| week * (length / week / SPACES + 1));
        let unit = match step {
            step if step >= 24 * HOUR => 24 * HOUR,
            step => step.min(HOUR),
        };
        let from = first.div_euclid(unit) * unit;
        let to = (last + unit - 1).div_euclid(unit) * unit;
        Some(Axis {
            from,
            to: to.max(from + unit),
            step,
        })
    }

    fn percent(self, moment: Local) -> f32 {
        let share = (moment.0 - self.from) as f64 / (self.to - self.from) as f64;
        (share * 100.0) as f32
    }

    fn ticks(self, style: ClockStyle, dated: bool) -> Vec<(f32, String)> {
        let mut ticks = Vec::new();
        let mut at = self.from;
        while at <= self.to {
            let moment = Local(at);
            ticks.push((self.percent(moment), tick(moment, style, dated)));
            at += self.step;
        }
        ticks
    }
}

#[cfg(test)]
mod tests;
