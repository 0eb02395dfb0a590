//! The chart of a timeline: each entry in a lane of its own, joined by steps. A clock that runs
//! forward steps right; one that does not breaks left.
//!
//! Lines, marks and words at percent positions only, so that it stretches without a script.

use super::icons::{mark_href, phase_class};
use crate::editor::view::{ChartMark, ChartView};
use crate::model::Id;
use leptos::prelude::*;

/// Where the first lane lies, in pixels.
const FIRST: f32 = 38.0;
/// Where the axis lies.
const TOP: f32 = 20.0;

/// Measures of one drawing.
struct Frame {
    lane: f32,
    bottom: f32,
    tight: bool,
}

impl Frame {
    fn of(chart: &ChartView) -> Frame {
        let lanes = chart.marks.iter().map(|mark| mark.lane + 1).max().unwrap_or(1) as f32;
        let tight = lanes > 12.0;
        // Past a screenful the lanes thin out rather than make the chart higher.
        let lane = if tight { (480.0 / lanes).clamp(1.0, 8.0) } else { 18.0 };
        Frame {
            lane,
            bottom: FIRST + lane * (lanes - 1.0) + 14.0,
            tight,
        }
    }

    fn y(&self, lane: usize) -> f32 {
        FIRST + self.lane * lane as f32
    }
}

/// Draws a chart; a click on a mark picks its entry.
pub(crate) fn draw(chart: &ChartView, pick: fn(Id)) -> AnyView {
    let frame = Frame::of(chart);
    let bottom = frame.bottom;
    let (mut back, mut front) = (Vec::new(), Vec::new());
    let inside = |at: f32| {
        chart
            .window
            .as_ref()
            .is_some_and(|(from, to, _)| (*from..=*to).contains(&at))
    };
    for (from, to) in chart.marks.iter().zip(chart.marks.iter().skip(1)) {
        back.push(step(&frame, from, to));
    }
    for (lane, at, words) in &chart.ghosts {
        let phase = chart
            .marks
            .iter()
            .find(|mark| mark.lane == *lane)
            .and_then(|mark| mark.phase);
        front.push(mark_at("#m-ghost", phase_class(phase), *at, frame.y(*lane)));
        front.push(words_at(
            words.clone(),
            *at,
            frame.y(*lane) + 4.0,
            9.0,
            if inside(*at) { "halo in" } else { "halo" },
        ));
    }
    for mark in &chart.marks {
        let id = mark.entry;
        let y = frame.y(mark.lane);
        front.push(
            view! { <g class="pick" on:click=move |_| pick(id)>{mark_at(mark_href(mark.phase), phase_class(mark.phase), mark.at, y)}</g> }
                .into_any(),
        );
        if !frame.tight || mark.back.is_some() {
            front.push(label(mark, y, inside(mark.at)));
        }
    }
    let ticks: Vec<AnyView> = chart.ticks.iter().map(|(at, words)| tick(*at, words, bottom)).collect();
    let window = chart.window.as_ref().map(|(from, to, words)| {
        let anchor = if *from > 60.0 { "end" } else { "start" };
        let at = if *from > 60.0 { *to } else { *from };
        (
            view! { <rect class="win" x=percent(*from) width=percent((to - from).max(0.0)) y=TOP height=bottom - TOP></rect> },
            view! {
                {upright(*from, TOP, bottom + 4.0, "edge")}
                {upright(*to, TOP, bottom + 4.0, "edge")}
                <text class="wl" x=percent(at) y=bottom + 16.0 text-anchor=anchor>{words.clone()}</text>
            },
        )
    });
    let height = bottom + if window.is_some() { 18.0 } else { 4.0 };
    let (ground, edges) = window.unzip();
    view! {
        <svg class="chart" height=height role="img" aria-label=chart.label.clone()>
            {ground}{ticks}
            <line class="axis" x2="100%" y1=TOP y2=TOP></line>
            {edges}{back}{front}
        </svg>
    }
    .into_any()
}

fn percent(at: f32) -> String {
    format!("{:.2}%", at.clamp(0.0, 100.0))
}

fn upright(at: f32, from: f32, to: f32, class: &'static str) -> AnyView {
    view! { <line class=class x1=percent(at) x2=percent(at) y1=from y2=to></line> }.into_any()
}

fn tick(at: f32, words: &str, bottom: f32) -> AnyView {
    let anchor = match at {
        at if at < 4.0 => "start",
        at if at > 96.0 => "end",
        _ => "middle",
    };
    view! {
        {upright(at, TOP, bottom, "grid")}
        <text x=percent(at) y="12" text-anchor=anchor>{words.to_owned()}</text>
    }
    .into_any()
}

fn mark_at(href: &'static str, class: &'static str, at: f32, y: f32) -> AnyView {
    view! { <use_ href=href class=class x=percent(at) y=y></use_> }.into_any()
}

fn words_at(words: String, at: f32, y: f32, dx: f32, class: &'static str) -> AnyView {
    let anchor = if dx < 0.0 { "end" } else { "start" };
    view! { <text class=class x=percent(at) y=y dx=dx text-anchor=anchor>{words}</text> }.into_any()
}

/// From one mark down to the next one's lane, and along it.
fn step(frame: &Frame, from: &ChartMark, to: &ChartMark) -> AnyView {
    let (above, below) = (frame.y(from.lane), frame.y(to.lane));
    let class = if to.back.is_some() { "st back" } else { "st" };
    let arrow = to.back.clone().map(|words| {
        let middle = (from.at + to.at) / 2.0;
        view! {
            {mark_at("#m-arrow", "bad", to.at, below)}
            <text class="bad halo" x=percent(middle) y=below + 4.0 text-anchor="middle">{words}</text>
        }
    });
    view! {
        {upright(from.at, above, below, class)}
        <line class=class x1=percent(from.at) x2=percent(to.at) y1=below y2=below></line>
        {arrow}
    }
    .into_any()
}

/// The words beside a mark: on its right, or on its left where the right has no room or is taken
/// by the arrow. A narrow chart shows the time alone.
fn label(mark: &ChartMark, y: f32, inside: bool) -> AnyView {
    let left = mark.at > 80.0 || (mark.back.is_some() && mark.at > 20.0);
    let class = match (mark.back.is_some(), inside) {
        (true, true) => "halo bad in",
        (true, false) => "halo bad",
        (false, true) => "halo in",
        (false, false) => "halo",
    };
    let name = mark.phase.map_or("", |phase| phase.label());
    let time = mark.label.strip_suffix(name).unwrap_or(&mark.label).trim().to_owned();
    let named = !name.is_empty() && mark.label.ends_with(name);
    let at = percent(mark.at);
    if left {
        let name = named.then(|| view! { <tspan class="nm">{format!("{name} ")}</tspan> });
        view! { <text class=class x=at y=y + 4.0 dx="-10" text-anchor="end">{name}{time}</text> }.into_any()
    } else {
        let name = named.then(|| view! { <tspan class="nm">{format!(" {name}")}</tspan> });
        view! { <text class=class x=at y=y + 4.0 dx="12">{time}{name}</text> }.into_any()
    }
}
