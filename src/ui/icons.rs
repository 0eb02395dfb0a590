//! The page's drawings: icons and phase marks as one sprite, and what stands for a severity, a
//! phase or a part's state.
//!
//! Every meaning has a shape of its own; colour only repeats it.

use crate::editor::view::PartState;
use crate::lint::Severity;
use crate::model::Phase;
use leptos::prelude::*;

/// A stroke of a drawing.
enum Shape {
    /// A line in the current colour.
    Line(&'static str),
    /// A filled outline.
    Fill(&'static str),
    /// A line cut out of a filled outline.
    Cut(&'static str),
    /// A filled dot: x, y, radius.
    Dot(&'static str, &'static str, &'static str),
    /// A dot cut out of a filled outline.
    Hole(&'static str, &'static str, &'static str),
    /// A circle's line.
    Ring(&'static str, &'static str, &'static str),
}

use Shape::{Cut, Dot, Fill, Hole, Line, Ring};

/// Icons of 16 by 16.
const ICONS: &[(&str, &[Shape])] = &[
    (
        "i-logo",
        &[
            Line("M2.5 3.5v3h5v3h5v3"),
            Dot("2.5", "3.5", "1.75"),
            Dot("7.5", "8", "1.75"),
            Dot("13", "12.5", "1.75"),
        ],
    ),
    ("i-rich", &[Line("M3 4V2.75h10V4M8 2.75v10.5M6 13.25h4")]),
    ("i-drafts", &[Line("M2.5 4.5h11M2.5 8h11M2.5 11.5h7")]),
    ("i-edit", &[Line("M3 13l.6-2.7 7.2-7.2 2.1 2.1-7.2 7.2L3 13z")]),
    (
        "i-undo",
        &[Line("M6 3.5L2.75 6.75 6 10M3 6.75h6.25a3.25 3.25 0 010 6.5H7")],
    ),
    (
        "i-redo",
        &[Line("M10 3.5l3.25 3.25L10 10M13 6.75H6.75a3.25 3.25 0 000 6.5H9")],
    ),
    ("i-down", &[Line("M4.5 6.5L8 10l3.5-3.5")]),
    ("i-up", &[Line("M8 13V3.5M4.5 7L8 3.5 11.5 7")]),
    ("i-dn", &[Line("M8 3v9.5M4.5 9L8 12.5 11.5 9")]),
    ("i-right", &[Line("M6.5 4.5L10 8l-3.5 3.5")]),
    (
        "i-more",
        &[Dot("3.5", "8", "1.25"), Dot("8", "8", "1.25"), Dot("12.5", "8", "1.25")],
    ),
    (
        "i-grip",
        &[
            Dot("6", "4", "1.1"),
            Dot("10", "4", "1.1"),
            Dot("6", "8", "1.1"),
            Dot("10", "8", "1.1"),
            Dot("6", "12", "1.1"),
            Dot("10", "12", "1.1"),
        ],
    ),
    ("i-plus", &[Line("M8 3v10M3 8h10")]),
    ("i-x", &[Line("M4 4l8 8M12 4l-8 8")]),
    ("i-check", &[Line("M3.5 8.5l3 3 6-7")]),
    ("i-ok", &[Dot("8", "8", "6.5"), Cut("M5 8.3l2.1 2.1L11 6.2")]),
    ("i-none", &[Ring("8", "8", "5.75")]),
    (
        "i-err",
        &[
            Fill("M5.2 1.3h5.6l3.9 3.9v5.6l-3.9 3.9H5.2l-3.9-3.9V5.2z"),
            Cut("M8 4.6v4"),
            Hole("8", "11.1", "1"),
        ],
    ),
    (
        "i-warn",
        &[Fill("M8 1.6l6.9 12.4H1.1z"), Cut("M8 6.2v3.6"), Hole("8", "12", "1")],
    ),
    (
        "i-info",
        &[Ring("8", "8", "6.25"), Line("M8 7.4v3.8"), Dot("8", "4.9", ".9")],
    ),
    (
        "i-fix",
        &[Line(
            "M3 13l6.5-6.5M11 2v2M11 8v2M8 5h2M13 5h-1M13.2 2.8l-1 1M13.2 7.2l-1-1M8.8 2.8l1 1",
        )],
    ),
    ("i-download", &[Line("M8 2.5v7.5M4.75 7L8 10.25 11.25 7M3 13.5h10")]),
    ("i-copy", &[Line("M5.5 5.5h8v8h-8zM10.5 3.5v-1h-8v8h1")]),
    (
        "i-print",
        &[Line("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z")],
    ),
    (
        "i-link",
        &[Line(
            "M7 9.5a2.5 2.5 0 003.5 0l2.2-2.2a2.5 2.5 0 00-3.5-3.5l-.9.9M9 6.5a2.5 2.5 0 00-3.5 0L3.3 8.7a2.5 2.5 0 003.5 3.5l.9-.9",
        )],
    ),
    ("i-backup", &[Line("M2 3h12v3H2zM3 6v7h10V6M6.5 8.75h3")]),
    ("i-trash", &[Line("M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9")]),
    ("i-search", &[Ring("7", "7", "4.25"), Line("M10.2 10.2l3.3 3.3")]),
    ("i-import", &[Line("M8 10.5V3M4.75 6L8 2.75 11.25 6M3 13.5h10")]),
    ("i-file", &[Line("M4 1.75h5l3.5 3.5v9H4zM9 1.75v3.5h3.5")]),
    ("i-panel", &[Line("M2 3h12v10H2zM10 3v10")]),
    (
        "i-theme",
        &[Ring("8", "8", "5.75"), Fill("M8 2.25a5.75 5.75 0 000 11.5z")],
    ),
    (
        "i-keys",
        &[Line("M1.5 4h13v8.5h-13zM4 7h.5M6.7 7h.5M9.3 7h.5M12 7h.5M5 10h6")],
    ),
    ("i-list", &[Line("M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h1M2.5 8h1M2.5 12h1")]),
    (
        "i-eye",
        &[
            Line("M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8z"),
            Ring("8", "8", "2"),
        ],
    ),
    ("i-neq", &[Line("M3 6h10M3 10h10M10.5 3l-5 10")]),
    ("i-eq", &[Line("M3 6h10M3 10h10")]),
    ("i-back", &[Line("M6.5 3.5L3 7l3.5 3.5M3.25 7H13v5.5")]),
    ("i-tabs", &[Line("M1.75 5h9.5v8.25h-9.5zM4.75 5V2.75h9.5v8.25h-3")]),
    ("i-history", &[Ring("8", "8", "5.75"), Line("M8 4.75V8l2.25 1.75")]),
    ("i-due", &[Line("M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3")]),
    (
        "i-people",
        &[Ring("8", "5.25", "2.5"), Line("M3 13.5c.5-2.6 2.4-4 5-4s4.5 1.4 5 4")],
    ),
];

/// Marks around their own middle, for the chart and beside words.
const MARKS: &[(&str, &[Shape])] = &[
    ("m-started", &[Fill("M-4.5-5.8 6 0-4.5 5.8z")]),
    ("m-detected", &[Fill("M0-6.3 6.3 0 0 6.3-6.3 0z")]),
    (
        "m-acknowledged",
        &[Line("M0-5.6 5.6 0 0 5.6-5.6 0z"), Dot("0", "0", "1.6")],
    ),
    (
        "m-misleading",
        &[Hole("0", "0", "6"), Line("M-4.6-4.6 4.6 4.6M4.6-4.6-4.6 4.6")],
    ),
    ("m-investigating", &[Hole("0", "0", "4.75"), Ring("0", "0", "4.75")]),
    ("m-escalated", &[Fill("M0-6.2 6.4 5.2H-6.4z")]),
    (
        "m-identified",
        &[Hole("0", "0", "5.25"), Ring("0", "0", "5.25"), Dot("0", "0", "2.4")],
    ),
    (
        "m-mitigated",
        &[
            Hole("0", "0", "5.25"),
            Ring("0", "0", "5.25"),
            Fill("M0-5.25A5.25 5.25 0 000 5.25z"),
        ],
    ),
    (
        "m-resolved",
        &[
            Fill("M-4-5.75h8q1.75 0 1.75 1.75v8q0 1.75-1.75 1.75h-8q-1.75 0-1.75-1.75v-8q0-1.75 1.75-1.75z"),
            Cut("M-3 .2-.8 2.4 3.2-2.2"),
        ],
    ),
    ("m-none", &[Hole("0", "0", "3.5"), Ring("0", "0", "3.5")]),
    ("m-ghost", &[Hole("0", "0", "5.5"), Ring("0", "0", "5.5")]),
    ("m-arrow", &[Line("M17-5 9 0l8 5")]),
];

fn draw(shapes: &'static [Shape]) -> Vec<AnyView> {
    shapes
        .iter()
        .map(|shape| match *shape {
            Line(d) => view! { <path d=d class="dl"></path> }.into_any(),
            Fill(d) => view! { <path d=d class="df"></path> }.into_any(),
            Cut(d) => view! { <path d=d class="dc"></path> }.into_any(),
            Dot(x, y, r) => dot(x, y, r, "df"),
            Hole(x, y, r) => dot(x, y, r, "dh"),
            Ring(x, y, r) => dot(x, y, r, "dl"),
        })
        .collect()
}

fn dot(x: &'static str, y: &'static str, r: &'static str, class: &'static str) -> AnyView {
    view! { <circle cx=x cy=y r=r class=class></circle> }.into_any()
}

/// All drawings, once on the page and out of sight.
#[component]
pub(crate) fn Sprite() -> impl IntoView {
    let icons: Vec<AnyView> = ICONS
        .iter()
        .map(|(id, shapes)| view! { <symbol id=*id viewBox="0 0 16 16">{draw(shapes)}</symbol> }.into_any())
        .collect();
    let marks: Vec<AnyView> = MARKS
        .iter()
        .map(|(id, shapes)| view! { <g id=*id>{draw(shapes)}</g> }.into_any())
        .collect();
    view! { <svg width="0" height="0" class="sprite" aria-hidden="true"><defs>{icons}{marks}</defs></svg> }
}

/// An icon beside words: `#i-check`.
pub(crate) fn icon(href: &'static str) -> AnyView {
    classed(href, "i")
}

/// A small icon.
pub(crate) fn small(href: &'static str) -> AnyView {
    classed(href, "i s")
}

/// An icon with classes of its own.
pub(crate) fn classed(href: &'static str, class: &'static str) -> AnyView {
    view! { <svg class=class aria-hidden="true"><use_ href=href></use_></svg> }.into_any()
}

/// A phase's mark beside words.
pub(crate) fn mark(phase: Option<Phase>) -> AnyView {
    view! {
        <svg class=format!("mk {}", phase_class(phase)) viewBox="-7 -7 14 14" aria-hidden="true">
            <use_ href=mark_href(phase)></use_>
        </svg>
    }
    .into_any()
}

/// The sprite's name of a phase's mark.
pub(crate) fn mark_href(phase: Option<Phase>) -> &'static str {
    match phase {
        None => "#m-none",
        Some(Phase::Started) => "#m-started",
        Some(Phase::Detected) => "#m-detected",
        Some(Phase::Acknowledged) => "#m-acknowledged",
        Some(Phase::Investigating) => "#m-investigating",
        Some(Phase::Misleading) => "#m-misleading",
        Some(Phase::Escalated) => "#m-escalated",
        Some(Phase::Identified) => "#m-identified",
        Some(Phase::Mitigated) => "#m-mitigated",
        Some(Phase::Resolved) => "#m-resolved",
    }
}

/// The class that gives a phase's colour.
pub(crate) fn phase_class(phase: Option<Phase>) -> &'static str {
    match phase {
        None => "ph-none",
        Some(Phase::Started) => "ph-started",
        Some(Phase::Detected) => "ph-detected",
        Some(Phase::Acknowledged) => "ph-acknowledged",
        Some(Phase::Investigating) => "ph-investigating",
        Some(Phase::Misleading) => "ph-misleading",
        Some(Phase::Escalated) => "ph-escalated",
        Some(Phase::Identified) => "ph-identified",
        Some(Phase::Mitigated) => "ph-mitigated",
        Some(Phase::Resolved) => "ph-resolved",
    }
}

/// A severity's class, icon and word.
pub(crate) fn severity(severity: Severity) -> (&'static str, &'static str, &'static str) {
    match severity {
        Severity::Error => ("err", "#i-err", "Error"),
        Severity::Warning => ("warn", "#i-warn", "Warning"),
        Severity::Hint => ("info", "#i-info", "Hint"),
    }
}

/// A part's mark in the outline: its classes, icon and words.
pub(crate) fn part_state(state: PartState) -> (&'static str, &'static str, &'static str) {
    match state {
        PartState::Empty => ("i dim", "#i-none", ", empty"),
        PartState::Done => ("i ok", "#i-ok", ", done"),
        PartState::Warning => ("i warn", "#i-warn", ", has a warning"),
        PartState::Error => ("i err", "#i-err", ", has an error"),
    }
}
