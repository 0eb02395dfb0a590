//! The list of drafts, and what greets a person who has none.

use super::banner::Banners;
use super::chart::draw;
use super::disk;
use super::drafts::{self, Drafts};
use super::files;
use super::icons::icon;
use super::menu::Menu;
use super::page::{Page, use_page};
use super::space::Space;
use super::tiles::{self, Tiles};
use super::topbar::more_choices;
use super::trash::Trash;
use crate::editor::Event;
use crate::editor::disk::DiskEvent;
use crate::editor::view::{ChartMark, ChartView};
use crate::model::{Id, Phase};
use leptos::prelude::*;
use std::sync::Arc;

/// The document that the first-run page offers to open.
const EXAMPLE: &str = include_str!("example.md");

#[component]
pub(crate) fn Home() -> impl IntoView {
    let page = use_page();
    let home = page.state.home;
    let ready = Memo::new(move |_| home.with(|home| home.ready));
    let none = Memo::new(move |_| home.with(|home| home.ready && home.total == 0));
    view! {
        <div class="home">
            <a class="skip" href="#main">"Skip to the drafts"</a>
            <header class="top x">
                <span class="brand x">{icon("#i-logo")}<span>"Posthoc"</span></span>
                <button type="button" id="import" class="btn quiet end" on:click=move |_| page.dispatch(Event::ImportOpened)>
                    {icon("#i-import")}<span>"Import"</span>
                </button>
                <div class="split x">
                    <button type="button" id="new" class="btn primary" on:click=move |_| page.dispatch(Event::NewDraft)>
                        {icon("#i-plus")}<span>"New"</span>
                    </button>
                    <Menu id="new-from" label="New from a template" class="btn primary ib" choices=Arc::new(move || tiles::choices(page, None, Event::NewDraftFrom)) face=icon("#i-down")/>
                </div>
                <Menu id="more" label="Theme and shortcuts" class="ib" choices=Arc::new(move || more_choices(page))/>
            </header>
            <main class="wide" id="main" tabindex="-1">
                <h1 class="vh" id="screen" tabindex="-1">"Drafts"</h1>
                <Banners/>
                {move || none.get().then(|| view! { <Hero/> })}
                {move || (ready.get() && !none.get()).then(|| view! { <Tiles heading="Start a postmortem"/> })}
                <Drop/>
                {move || none.get().then(|| view! { <Tiles heading="Templates"/> })}
                {move || (ready.get() && !none.get()).then(|| view! { <Drafts/> })}
                <Trash/>
                <Space/>
            </main>
        </div>
    }
    .into_any()
}

#[component]
fn Hero() -> impl IntoView {
    let page = use_page();
    let example = move |_| {
        page.dispatch(Event::ImportOpened);
        page.dispatch(Event::ImportTextChanged(EXAMPLE.to_owned()));
        page.dispatch(Event::ImportConfirmed);
    };
    view! {
        <section class="hero" aria-labelledby="hero-heading">
            <div>
                <h2 id="hero-heading">"Write the postmortem."<br/>"Keep the clock straight."</h2>
                <p>"Paste your notes or pick a template. Posthoc checks the order of events while you write. Nothing leaves this browser."</p>
                <p class="acts x flow">
                    <button type="button" class="btn primary" on:click=move |_| page.dispatch(Event::NewDraft)>"Start a postmortem"</button>
                    <button type="button" class="btn" id="example" on:click=example>"Open the example"</button>
                </p>
            </div>
            <figure class="fig">
                {draw(&example_chart(), |_| ())}
                <div class="diag err">
                    {icon("#i-err")}
                    <p><b>"12:00 PM comes 11 h before the entry above it."</b>" Read 10:00 PM and 11:00 PM as AM and the timeline spans exactly the stated 4 h."</p>
                </div>
            </figure>
        </section>
    }
    .into_any()
}

/// The place to drop a file, paste a text, or choose a file.
#[component]
fn Drop() -> impl IntoView {
    let page = use_page();
    view! {
        <div class="drop x flow">
            {icon("#i-import")}
            <span>
                <b>"Paste notes, or drop Markdown files"</b>
                <small>"README.md, chat lines, log lines, a backup. Of several files each becomes a draft. Anything not understood is kept as it is."</small>
            </span>
            <button type="button" class="btn" on:click=move |_| page.dispatch(Event::ImportOpened)>"Paste text"</button>
            {disk::available().then(|| view! {
                <button type="button" class="btn" id="open-file" on:click=move |_| page.dispatch(Event::Disk(DiskEvent::OpenAsked))>"Open and follow a file"</button>
            })}
            <FileButton id="home-file" words="Choose files" class="btn"/>
        </div>
    }
    .into_any()
}

/// A button that opens the browser's choice of files.
#[component]
pub(crate) fn FileButton(id: &'static str, words: &'static str, class: &'static str) -> impl IntoView {
    let page: Page = use_page();
    view! {
        <label class=format!("file {class}")>
            {icon("#i-file")}
            <span>{words}</span>
            <input
                type="file"
                id=id
                class="vh"
                multiple
                accept=".md,.markdown,.mdown,.txt,.log,.json,text/*"
                on:change=move |event| files::chosen(page, &event)
            />
        </label>
    }
    .into_any()
}

fn example_chart() -> ChartView {
    let mark = |lane: usize, at: f32, phase: Phase, label: &str, back: Option<&str>| ChartMark {
        entry: Id(0),
        lane,
        at,
        phase: Some(phase),
        label: format!("{label} {}", phase.label()),
        back: back.map(str::to_owned),
    };
    ChartView {
        label: "Timeline chart, 7 entries. The stated window is 8:00 AM to 12:00 PM. Entries 5 and 6 lie at 10:00 PM \
                and 11:00 PM, outside it. Entry 7, 12:00 PM, runs 11 hours back."
            .into(),
        ticks: [
            (0.0, "8 AM"),
            (20.0, "11 AM"),
            (40.0, "2 PM"),
            (60.0, "5 PM"),
            (80.0, "8 PM"),
            (100.0, "11 PM"),
        ]
        .map(|(at, words)| (at, words.to_owned()))
        .into(),
        window: Some((0.0, 26.67, "Stated window, 4 h".into())),
        marks: vec![
            mark(0, 0.0, Phase::Detected, "8:00 AM", None),
            mark(1, 0.56, Phase::Misleading, "8:05 AM", None),
            mark(2, 3.33, Phase::Investigating, "8:30 AM", None),
            mark(3, 6.67, Phase::Escalated, "9:00 AM", None),
            mark(4, 93.33, Phase::Identified, "10:00 PM", None),
            mark(5, 100.0, Phase::Mitigated, "11:00 PM", None),
            mark(6, 26.67, Phase::Resolved, "12:00 PM", Some("11 h back")),
        ],
        ghosts: vec![(4, 13.33, "AM?".into()), (5, 20.0, "AM?".into())],
        metrics: Vec::new(),
        metrics_note: String::new(),
    }
}

pub(crate) use drafts::counts;
