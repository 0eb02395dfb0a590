//! The history of the open draft: its snapshots on the left, two texts compared on the right.

use super::dom;
use super::effects;
use super::icons::{classed, icon};
use super::list::{Key, list};
use super::page::{Page, use_page};
use crate::editor::Event;
use crate::editor::event::HistoryEvent;
use crate::editor::port::SnapshotId;
use crate::editor::view::{Comparison, Mark, SnapshotRow, SnapshotsView, Stretch};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[component]
pub(crate) fn HistoryDialog() -> impl IntoView {
    let page = use_page();
    let state = page.state.snapshots;
    let dialog = NodeRef::<html::Dialog>::new();
    effects::modal(dialog);
    let close = move || tell(page, HistoryEvent::Closed);
    let words = move |pick: fn(&SnapshotsView) -> &String| {
        Memo::new(move |_| state.with(|it| it.as_ref().map(|it| pick(it).clone()).unwrap_or_default()))
    };
    let (notice, space, heading) = (words(|it| &it.notice), words(|it| &it.space), words(|it| &it.heading));
    let chosen = Memo::new(move |_| state.with(|it| it.as_ref()?.chosen.clone()));
    let ready = Memo::new(move |_| state.with(|it| it.as_ref().is_some_and(|it| it.can_restore)));
    let compared = Memo::new(move |_| state.with(|it| it.as_ref()?.comparison.clone()));
    view! {
        <dialog
            class="dlg hist"
            id="history-dialog"
            node_ref=dialog
            aria-labelledby="history-heading"
            on:cancel=move |event: web_sys::Event| { event.prevent_default(); close() }
        >
            <div class="x">
                <h2 id="history-heading">"History"</h2>
                <span class="xs dim num">{move || space.get()}</span>
                <span class="end">
                    <button type="button" class="ib" aria-label="Close" title="Close" on:click=move |_| close()>{icon("#i-x")}</button>
                </span>
            </div>
            <div class="imp">
                <div class="snaps">
                    <KeepForm/>
                    {move || (!notice.with(String::is_empty)).then(|| view! {
                        <p class="x dim sm note">{classed("#i-info", "i info")}<span>{notice.get()}</span></p>
                    })}
                    <ol id="history-list" tabindex="-1" aria-label="Snapshots, the newest first" on:keydown=move |event| on_arrow(&event)>
                        {list(
                            move || state.with(|it| it.as_ref().map(|it| it.rows.clone()).unwrap_or_default()),
                            |row| Key::Text(format!("{}\n{}", row.id.0, row.when)),
                            move |row| line(page, row, chosen),
                        )}
                    </ol>
                </div>
                <div class="found" tabindex="0" role="region" aria-label="Comparison">
                    {move || chosen.get().is_none().then(|| view! {
                        <p class="dim">"Choose a snapshot to compare it with the text as it is."</p>
                    })}
                    {move || chosen.get().is_some().then(|| view! { <Against chosen/> })}
                    <h3>{move || heading.get()}</h3>
                    {move || compared.get().map(|comparison| drawn(&comparison))}
                </div>
            </div>
            <div class="x flow">
                <button
                    type="button"
                    class="btn quiet"
                    id="history-remove"
                    disabled=move || chosen.get().is_none()
                    on:click=move |_| tell(page, HistoryEvent::Remove)
                >{icon("#i-trash")}<span>"Delete this snapshot"</span></button>
                <button type="button" class="btn quiet end" on:click=move |_| close()>"Close"</button>
                <button
                    type="button"
                    class="btn primary"
                    id="history-restore"
                    disabled=move || !ready.get()
                    on:click=move |_| tell(page, HistoryEvent::Restore)
                >"Restore this snapshot"</button>
            </div>
        </dialog>
    }
    .into_any()
}

fn tell(page: Page, event: HistoryEvent) {
    page.dispatch(Event::History(event));
}

/// A name, which may be empty, and the button that keeps the text as it is.
#[component]
fn KeepForm() -> impl IntoView {
    let page = use_page();
    let name = NodeRef::<html::Input>::new();
    let keep = move || {
        if let Some(field) = name.get_untracked() {
            tell(page, HistoryEvent::Keep(field.value()));
            field.set_value("");
        }
    };
    view! {
        <div class="x keep">
            <input
                class="fld"
                id="history-name"
                node_ref=name
                maxlength="80"
                aria-label="Name of the snapshot"
                placeholder="Name, if you like"
                on:keydown=move |event| if event.key() == "Enter" && !dom::is_composing(&event) { event.prevent_default(); keep() }
            />
            <button type="button" class="btn" id="history-keep" on:click=move |_| keep()>{icon("#i-plus")}<span>"Keep a snapshot"</span></button>
        </div>
    }
    .into_any()
}

fn line(page: Page, row: SnapshotRow, chosen: Memo<Option<SnapshotId>>) -> AnyView {
    let id = row.id.clone();
    let current = move || chosen.with(|chosen| *chosen == Some(id.clone())).then_some("true");
    let sign = if row.asked { "#i-check" } else { "#i-history" };
    view! {
        <li>
            <button type="button" class="x" aria-current=current on:click=move |_| tell(page, HistoryEvent::Chosen(row.id.clone()))>
                {classed(sign, "i dim")}
                <span><b class="num">{row.when}</b><span class="dim">{row.words}</span></span>
            </button>
        </li>
    }
    .into_any()
}

/// What the chosen snapshot is compared with.
#[component]
fn Against(chosen: Memo<Option<SnapshotId>>) -> impl IntoView {
    let page = use_page();
    let state = page.state.snapshots;
    let choices = move || {
        state.with(|it| {
            let Some(it) = it else { return Vec::new() };
            let others = it
                .rows
                .iter()
                .filter(|row| chosen.with(|chosen| chosen.as_ref() != Some(&row.id)));
            let option = |value: String, words: String, selected: bool| {
                view! { <option value=value selected=selected>{words}</option> }.into_any()
            };
            let present = option(String::new(), "The text as it is".into(), it.against.is_none());
            let rows = others.map(|row| {
                let words = format!("{} · {}", row.when, row.words);
                option(row.id.0.clone(), words, it.against.as_ref() == Some(&row.id))
            });
            std::iter::once(present).chain(rows).collect()
        })
    };
    view! {
        <p class="x flow">
            <label for="history-against">"Compare with"</label>
            <select
                class="fld"
                id="history-against"
                on:change=move |event| {
                    let id = event_target_value(&event);
                    tell(page, HistoryEvent::Against((!id.is_empty()).then_some(SnapshotId(id))));
                }
            >{choices}</select>
        </p>
    }
    .into_any()
}

/// Two texts as one: what was removed is struck through, what was added underlined.
fn drawn(comparison: &Comparison) -> AnyView {
    let piece = |(mark, text): &(Mark, String)| {
        let text = text.clone();
        match mark {
            Mark::Same => text.into_any(),
            Mark::Removed => view! { <del><span class="vh">"removed: "</span>{text}</del> }.into_any(),
            Mark::Added => view! { <ins><span class="vh">"added: "</span>{text}</ins> }.into_any(),
        }
    };
    let stretches: Vec<AnyView> = comparison
        .stretches
        .iter()
        .map(|stretch| match stretch {
            Stretch::Folded(1) => view! { <p class="fold xs dim">"1 line is the same"</p> }.into_any(),
            Stretch::Folded(lines) => {
                view! { <p class="fold xs dim">{format!("{lines} lines are the same")}</p> }.into_any()
            }
            Stretch::Text(pieces) => {
                let pieces: Vec<AnyView> = pieces.iter().map(piece).collect();
                view! { <div class="diff">{pieces}</div> }.into_any()
            }
        })
        .collect();
    view! { <p class="sm dim">{comparison.summary.clone()}</p>{stretches} }.into_any()
}

/// Arrows go from snapshot to snapshot.
fn on_arrow(event: &web_sys::KeyboardEvent) {
    let Some(list) = dom::by_id("history-list") else { return };
    let line = dom::focused().and_then(|focused| focused.closest("li").ok().flatten());
    let to = match (event.key().as_str(), line) {
        ("ArrowDown", Some(line)) => line.next_element_sibling(),
        ("ArrowUp", Some(line)) => line.previous_element_sibling(),
        ("ArrowDown", None) | ("Home", _) => list.first_element_child(),
        ("End", _) => list.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let button = to.and_then(|line| line.first_element_child());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
