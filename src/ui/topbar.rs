//! The bar above the open draft: title, save state, undo, problems, ways out.

use super::disk;
use super::field::LineField;
use super::home::counts;
use super::icons::{classed, icon};
use super::menu::{Choice, Choices, Menu};
use super::page::{Page, use_page};
use super::tiles;
use crate::editor::Event;
use crate::editor::disk::DiskEvent;
use crate::editor::event::{Field, HistoryEvent};
use crate::editor::export::{ExportOptions, FileKind, TimelineLayout};
use crate::editor::view::{MobileView, PanelTab, SaveView, Theme};
use crate::ui::dom;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let found = Memo::new(move |_| state.counts.get());
    let file = Memo::new(move |_| state.file.get().map(|(name, _)| name));
    let saving = move || match file.get() {
        Some(name) => format!("Save to {name}"),
        None => "Export: download Markdown".into(),
    };
    let ways = Arc::new(move || {
        let mut ways = disk::choices(page);
        ways.extend(ways_out(page));
        ways
    });
    let problems = move |_| {
        page.dispatch(Event::PanelShown(PanelTab::Problems));
        page.dispatch(Event::MobileShown(MobileView::Problems));
    };
    view! {
        <header class="top x">
            <button type="button" class="brand x" id="drafts" aria-label="Posthoc, all drafts" on:click=move |_| page.dispatch(Event::DraftsShown)>
                {icon("#i-logo")}<span>"Posthoc"</span>
            </button>
            <button type="button" class="btn quiet big" on:click=move |_| page.dispatch(Event::DraftsShown)>
                {icon("#i-drafts")}<span>"Drafts"</span>
            </button>
            <div class="title x bare">
                <h1 class="vh" id="screen" tabindex="-1">"Edit postmortem"</h1>
                <LineField field=Field::Title value=state.title.into() label=Signal::stored("Title".to_owned()) class="fld" placeholder="Checkout outage after the certificate renewal"/>
                <span class="save x" id="save-state">{move || state.save.with(save_words)}</span>
                {move || state.file.get().map(|(name, saved)| view! {
                    <span class="save x followed" id="file-state">{icon("#i-file")}<span class="num">{name}", "{saved}</span></span>
                })}
            </div>
            <div class="x tight">
                <button type="button" id="undo" class="ib" aria-label="Undo" title="Undo" disabled=move || !state.history.get().0 on:click=move |_| page.dispatch(Event::Undo)>
                    {icon("#i-undo")}
                </button>
                <span class="big">
                    <button type="button" id="redo" class="ib" aria-label="Redo" title="Redo" disabled=move || !state.history.get().1 on:click=move |_| page.dispatch(Event::Redo)>
                        {icon("#i-redo")}
                    </button>
                </span>
            </div>
            <button type="button" id="problems-pill" class="pill x big" title="Show problems (F8 goes to the next one)" on:click=problems>
                {move || match found.get() {
                    (0, 0, 0) => view! { {classed("#i-ok", "i ok")}<span>"No problems"</span> }.into_any(),
                    (0, 0, hints) => view! { <span class="info x">{icon("#i-info")}<span>{hints}<span class="vh">" hints"</span></span></span> }.into_any(),
                    (errors, warnings, _) => counts(errors, warnings),
                }}
            </button>
            <div class="split x">
                <button type="button" id="download" class="btn primary" aria-label=saving title=saving on:click=move |_| page.dispatch(Event::Disk(DiskEvent::SaveOrDownload))>
                    {icon("#i-download")}<span>{move || if file.with(Option::is_some) { "Save" } else { "Export" }}</span>
                </button>
                <Menu id="export" label="More ways to export" class="btn primary ib" choices=ways face=icon("#i-down")/>
            </div>
            <Menu id="more" label="History, template, theme, shortcuts" class="ib" choices=Arc::new(move || composer_choices(page))/>
        </header>
    }
    .into_any()
}

/// The ways out beside the Markdown file.
fn ways_out(page: Page) -> Vec<Choice> {
    let file = move |icon, words: &str, kind| Choice::new(icon, words, move || page.dispatch(Event::DownloadAs(kind)));
    vec![
        Choice::new("#i-download", "Download Markdown", move || {
            page.dispatch(Event::Download)
        })
        .keys(if page.state.file.with_untracked(Option::is_some) {
            ""
        } else {
            "Ctrl S"
        }),
        Choice::new("#i-copy", "Copy Markdown", move || page.dispatch(Event::CopyMarkdown)).keys("Ctrl Shift C"),
        Choice::new("#i-rich", "Copy as rich text", move || page.dispatch(Event::CopyRich)),
        Choice::new("#i-print", "Print or save as PDF", print).keys("Ctrl P"),
        file("#i-file", "Download HTML", FileKind::Html).apart(),
        file("#i-list", "Download action items as CSV", FileKind::Csv),
        file("#i-backup", "Download JSON", FileKind::Json).note("The whole draft. Import reads it back."),
        Choice::more("#i-edit", "What the Markdown has besides", choices_of_markdown(page)).apart(),
    ]
}

/// What a person may choose about the Markdown.
fn choices_of_markdown(page: Page) -> Vec<Choice> {
    let chosen = page.state.export.get_untracked();
    let clock = page.state.facts.with_untracked(|facts| facts.view.second_clock);
    let after: Choices = Arc::new(move || choices_of_markdown(page));
    let switch = |words: &str, on: bool, flip: fn(&mut ExportOptions)| {
        let mut options = chosen.clone();
        flip(&mut options);
        let choose = move || page.dispatch(Event::ExportChosen(options.clone()));
        Choice::switch(words, on, choose, after.clone())
    };
    let laid = |layout| chosen.timeline == layout;
    vec![
        switch("Table of the incident’s spans", chosen.metrics, |it| {
            it.metrics = !it.metrics
        }),
        switch("Mermaid diagram of each timeline", chosen.mermaid, |it| {
            it.mermaid = !it.mermaid
        }),
        switch("Facts as front matter", chosen.front_matter, |it| {
            it.front_matter = !it.front_matter
        }),
        Choice::switch(
            "UTC beside local times",
            clock,
            move || page.dispatch(Event::SecondClockToggled),
            after.clone(),
        ),
        switch("Timelines as written", laid(TimelineLayout::AsWritten), |it| {
            it.timeline = TimelineLayout::AsWritten
        })
        .apart(),
        switch("Timelines as lists", laid(TimelineLayout::List), |it| {
            it.timeline = TimelineLayout::List
        }),
        switch("Timelines as tables", laid(TimelineLayout::Table), |it| {
            it.timeline = TimelineLayout::Table
        }),
    ]
}

/// Opens the browser's print dialog. What is to be on paper is made in tasks of its own, which don't
/// come before the dialog where a script opens it: so they are asked for first.
fn print() {
    let Ok(event) = web_sys::Event::new("beforeprint") else {
        return;
    };
    let _ = dom::window().dispatch_event(&event);
    set_timeout(|| _ = dom::window().print(), Duration::from_millis(50));
}

fn save_words(save: &SaveView) -> AnyView {
    match save {
        SaveView::Unchanged => ().into_any(),
        SaveView::Saving => view! { <span>"Saving…"</span> }.into_any(),
        SaveView::Saved(at) => {
            view! { {icon("#i-check")}<span>"Saved "<span class="num">{at.clone()}</span></span> }.into_any()
        }
        SaveView::NotSaved(why) => {
            view! { <span class="err x">{icon("#i-err")}<span>{why.clone()}</span></span> }.into_any()
        }
        SaveView::ReadOnly => {
            view! { <span class="warn x">{icon("#i-tabs")}<span>"Read only"</span></span> }.into_any()
        }
        SaveView::TabOnly => {
            view! { <span class="warn x">{icon("#i-warn")}<span>"Kept in this tab only"</span></span> }.into_any()
        }
    }
}

/// Theme and shortcuts: on every screen.
pub(crate) fn more_choices(page: Page) -> Vec<Choice> {
    let chosen = page.state.theme.get_untracked();
    let theme = move |words: &str, theme: Theme| {
        let icon = if chosen == theme { "#i-check" } else { "#i-theme" };
        Choice::new(icon, words, move || page.dispatch(Event::ThemeChosen(theme)))
    };
    vec![
        theme("Theme: as the system", Theme::System),
        theme("Theme: light", Theme::Light),
        theme("Theme: dark", Theme::Dark),
        Choice::new("#i-keys", "Shortcuts", move || page.state.shortcuts.set(true))
            .keys("?")
            .apart(),
    ]
}

fn history(page: Page, keep: bool) {
    page.dispatch(Event::History(HistoryEvent::Opened { keep }));
}

fn composer_choices(page: Page) -> Vec<Choice> {
    let hidden = page.state.panel_hidden.get_untracked();
    let reads = page.state.read_only.get_untracked();
    let (can_undo, can_redo) = page.state.history.get_untracked();
    let panel = if hidden {
        "Show the side panel"
    } else {
        "Hide the side panel"
    };
    let chosen = page.state.template.get_untracked();
    let switch = tiles::choices(page, chosen.as_deref(), Event::TemplateChosen);
    let clock = if page.state.facts.with_untracked(|facts| facts.view.second_clock) {
        "Hide the second clock"
    } else {
        "Show UTC beside local times"
    };
    let mut choices = vec![
        Choice::new("#i-undo", "Undo", move || page.dispatch(Event::Undo))
            .keys("Ctrl Z")
            .disabled(!can_undo),
        Choice::new("#i-redo", "Redo", move || page.dispatch(Event::Redo))
            .keys("Ctrl Shift Z")
            .disabled(!can_redo),
        Choice::new("#i-copy", "Copy Markdown", move || page.dispatch(Event::CopyMarkdown)).keys("Ctrl Shift C"),
        Choice::more("#i-list", "Switch template", switch).disabled(reads),
        Choice::new("#i-plus", "Keep this layout as a template", move || {
            page.dispatch(Event::LayoutKept)
        }),
        Choice::new("#i-due", clock, move || page.dispatch(Event::SecondClockToggled)).disabled(reads),
        Choice::new("#i-print", "Print or save as PDF", print).keys("Ctrl P"),
        Choice::new("#i-history", "History", move || history(page, false))
            .keys("Ctrl Shift H")
            .apart(),
        Choice::new("#i-plus", "Keep a snapshot…", move || history(page, true)),
        Choice::new("#i-panel", panel, move || page.dispatch(Event::PanelToggled)).apart(),
    ];
    choices.extend(disk::choices(page));
    choices.extend(more_choices(page));
    choices
}
