//! The table of drafts: open, rename, duplicate, delete, search.

use super::dom;
use super::effects;
use super::icons::{classed, icon, phase_class};
use super::list::{Key, long_list};
use super::menu::{Choice, Menu};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::port::DraftId;
use crate::editor::view::DraftRow;
use crate::model::Phase;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(crate) fn Drafts() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let search = Memo::new(move |_| state.home.with(|home| home.search.clone()));
    let total = Memo::new(move |_| state.home.with(|home| home.total));
    let shown = Memo::new(move |_| {
        (
            state.drafts.with_value(|drafts| drafts.keys().len()),
            state.home.with(|home| home.matching),
        )
    });
    let empty = Memo::new(move |_| state.drafts.with_value(|drafts| drafts.is_empty()));
    let node = NodeRef::<html::Input>::new();
    effects::follow(node, search.into());
    view! {
        <section aria-labelledby="drafts-heading">
            <header class="hh x flow">
                <h2 id="drafts-heading">"Drafts "<span class="num dim">{move || total.get()}</span></h2>
                <span class="x">
                    {icon("#i-search")}
                    <input
                        node_ref=node
                        id="search"
                        class="fld"
                        type="search"
                        aria-label="Search drafts"
                        placeholder="Search titles and text"
                        on:input=move |event| page.dispatch(Event::Searched(event_target_value(&event)))
                    />
                </span>
            </header>
            {move || empty.get().then(|| view! {
                <p class="dim">
                    {move || format!("No draft contains “{}”. ", search.get())}
                    <button type="button" class="lk" on:click=move |_| page.dispatch(Event::Searched(String::new()))>"Clear the search"</button>
                </p>
            })}
            <table class="drafts" hidden=move || empty.get()>
                <thead><tr>
                    <th scope="col">"Title"</th>
                    <th scope="col">"Incident"</th>
                    <th scope="col">"Timeline"</th>
                    <th scope="col">"Problems"</th>
                    <th scope="col" aria-sort="descending">"Updated"</th>
                    <th scope="col" class="r">"Size"</th>
                    <th scope="col"><span class="vh">"Actions"</span></th>
                </tr></thead>
                <tbody>
                    {long_list(
                        move || state.drafts.with_value(|drafts| drafts.keys()),
                        |id| Key::Text(id.0.clone()),
                        move |id| state.drafts.with_value(|drafts| drafts.cell(&id)).map(|cell| view! { <Draft id row=cell.into()/> }).into_any(),
                        state.whole,
                    )}
                </tbody>
            </table>
            {move || (shown.get().0 < shown.get().1).then(|| view! {
                <p class="x flow sm dim more">
                    <span>{move || format!("The newest {} of {}.", shown.get().0, shown.get().1)}</span>
                    <button type="button" class="btn" id="more-drafts" on:click=move |_| page.dispatch(Event::MoreDraftsShown)>"Show more"</button>
                </p>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Draft(id: DraftId, row: RwSignal<DraftRow>) -> impl IntoView {
    let page = use_page();
    let renaming = RwSignal::new(false);
    let id = StoredValue::new(id);
    let title = Memo::new(move |_| row.with(|row| row.title.clone()));
    let menu_id = id.with_value(|id| format!("draft-{}-menu", id.0));
    let choices = Arc::new(move || {
        let act = move |make: fn(DraftId) -> Event| move || page.dispatch(make(id.get_value()));
        vec![
            Choice::new("#i-edit", "Rename", move || renaming.set(true)),
            Choice::new("#i-copy", "Duplicate", act(Event::DuplicateDraft)),
            Choice::new("#i-backup", "Archive to a file", act(Event::ArchiveDraft)),
            Choice::new("#i-trash", "Delete", act(Event::DeleteDraft)).apart(),
        ]
    });
    let opener = id.with_value(|id| format!("draft-{}", id.0));
    view! {
        <tr>
            <th scope="row">
                {move || if renaming.get() {
                    view! { <Rename id=id.get_value() title=title.get_untracked() renaming/> }.into_any()
                } else {
                    view! {
                        <button type="button" class="lk open" id=opener.clone() on:click=move |_| page.dispatch(Event::OpenDraft(id.get_value()))>
                            {move || title.get()}
                        </button>
                    }.into_any()
                }}
                <small>{move || row.with(|row| row.exported.clone())}</small>
            </th>
            <td class="num">{move || row.with(|row| row.incident.clone())}</td>
            <td>{move || row.with(thumbnail)}</td>
            <td>{move || row.with(|row| problems(row.problems))}</td>
            <td class="num">{move || row.with(|row| row.updated.clone())}</td>
            <td class="num r">{move || row.with(|row| row.size.clone())}</td>
            <td class="r">
                <Menu id=menu_id label=Signal::derive(move || format!("More for {}", title.get())) class="ib" choices/>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Rename(id: DraftId, title: String, renaming: RwSignal<bool>) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<html::Input>::new();
    effects::focus_on_load(node);
    let menu = format!("draft-{}-menu", id.0);
    let done = move |keep: bool| {
        // Enter ends it and takes the field away, which blurs it: once is enough.
        if !renaming.get_untracked() {
            return;
        }
        renaming.set(false);
        if keep && let Some(input) = node.get_untracked() {
            page.dispatch(Event::RenameDraft {
                id: id.clone(),
                title: input.value(),
            });
        }
    };
    let on_blur = done.clone();
    view! {
        <input
            node_ref=node
            class="fld"
            aria-label="Title of the draft"
            prop:value=title
            on:keydown=move |event| match event.key().as_str() {
                _ if dom::is_composing(&event) => {}
                key @ ("Enter" | "Escape") => {
                    event.prevent_default();
                    event.stop_propagation();
                    done(key == "Enter");
                    if let Some(button) = dom::by_id(&menu) {
                        let _ = button.focus();
                    }
                }
                _ => {}
            }
            on:blur=move |_| on_blur(true)
        />
    }
    .into_any()
}

/// Numbers of errors and warnings, each beside its shape.
pub(crate) fn counts(errors: usize, warnings: usize) -> AnyView {
    let one = |count: usize, class: &'static str, href: &'static str, word: &'static str| {
        (count > 0).then(|| {
            let plural = if count == 1 { "" } else { "s" };
            view! { <span class=format!("{class} x")>{icon(href)}<span>{count}<span class="vh">{format!(" {word}{plural} ")}</span></span></span> }
        })
    };
    view! { {one(errors, "err", "#i-err", "error")}{one(warnings, "warn", "#i-warn", "warning")} }.into_any()
}

fn problems(found: Option<(usize, usize)>) -> AnyView {
    match found {
        None => view! { <span class="dim">"Not checked yet"</span> }.into_any(),
        Some((0, 0)) => view! { <span class="x dim">{classed("#i-ok", "i ok")}"None"</span> }.into_any(),
        Some((errors, warnings)) => view! { <span class="cnt x">{counts(errors, warnings)}</span> }.into_any(),
    }
}

fn thumbnail(row: &DraftRow) -> AnyView {
    if row.marks.is_empty() {
        return view! { <span class="dim">"No entries"</span> }.into_any();
    }
    let place = |at: f32| format!("{:.1}%", 2.0 + at.clamp(0.0, 1.0) * 96.0);
    let pairs = row.marks.iter().zip(row.marks.iter().skip(1));
    let back: Vec<AnyView> = pairs
        .filter(|(from, to)| to.0 < from.0)
        .map(|(from, to)| {
            view! { <line class="st back" x1=place(to.0) x2=place(from.0) y1="10" y2="10"></line> }.into_any()
        })
        .collect();
    let dot = |(at, phase): &(f32, Option<Phase>)| {
        view! { <circle class=phase_class(*phase) cx=place(*at) cy="10" r="3.5"></circle> }.into_any()
    };
    let dots: Vec<AnyView> = row.marks.iter().map(dot).collect();
    view! {
        <svg class="thumb" height="20" aria-hidden="true">
            <line x1="2%" x2="98%" y1="10" y2="10" class="axis"></line>
            {back}{dots}
        </svg>
    }
    .into_any()
}
