//! The templates as tiles: each starts a draft; the last one makes a template of a document.

use super::list::{Key, list};
use super::menu::{Choice, Menu};
use super::page::{Page, use_page};
use crate::editor::Event;
use crate::editor::view::{Stroke, TemplateView};
use leptos::prelude::*;
use std::sync::Arc;

/// The template that a new draft has anyway: it needs no tile.
const USUAL: &str = "usual";

#[component]
pub(crate) fn Tiles(heading: &'static str) -> impl IntoView {
    let page = use_page();
    let tiles = move || {
        let all = page.state.templates.get();
        let tiles: Vec<TemplateView> = all.iter().filter(|it| it.id != USUAL).cloned().collect();
        tiles
    };
    view! {
        <section aria-labelledby="templates-heading">
            <header class="hh x flow"><h2 id="templates-heading">{heading}</h2></header>
            <ul class="tiles">
                {list(tiles, |it: &TemplateView| Key::Text(it.id.clone()), move |it| tile(page, it))}
                <li>
                    <button type="button" class="tile" id="template-from-text" on:click=move |_| page.dispatch(Event::TemplateImportOpened)>
                        <svg class="sk" viewBox="0 0 64 44" aria-hidden="true"><path d="M22 12h20v22H22zM27 19v8l4-5 4 5v-8" class="o"></path></svg>
                        <span><b>"Your own Markdown"</b><small>"Reuse the headings of a file"</small></span>
                    </button>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

fn tile(page: Page, it: TemplateView) -> AnyView {
    let id = StoredValue::new(it.id.clone());
    let remove = it.own.then(|| {
        let choices = Arc::new(move || {
            let start = move || page.dispatch(Event::NewDraftFrom(id.get_value()));
            let remove = move || page.dispatch(Event::DropTemplate(id.get_value()));
            vec![
                Choice::new("#i-plus", "Start a draft", start),
                Choice::new("#i-trash", "Remove", remove).apart(),
            ]
        });
        let label = format!("More for the template {}", it.name);
        view! { <Menu id=format!("template-{}-menu", it.id) label class="ib" choices/> }
    });
    view! {
        <li>
            <button type="button" class="tile" id=format!("template-{}", it.id) on:click=move |_| page.dispatch(Event::NewDraftFrom(id.get_value()))>
                {sketch(&it.sketch)}
                <span><b>{it.name}</b><small>{it.about}</small></span>
            </button>
            {remove}
        </li>
    }
    .into_any()
}

/// The layout drawn small; the words beside it say the same.
fn sketch(strokes: &[Stroke]) -> AnyView {
    let rows: Vec<AnyView> = strokes
        .iter()
        .enumerate()
        .map(|(row, stroke)| {
            let y = |below: f32| (5.0 + 5.2 * row as f32 + below).to_string();
            match *stroke {
                Stroke::Heading(share) => {
                    view! { <rect class="k" x="6" y=y(0.0) width=(52.0 * share).to_string() height="2.6" rx="1"></rect> }.into_any()
                }
                Stroke::Line(share) => {
                    view! { <rect x="6" y=y(0.4) width=(52.0 * share).to_string() height="1.8" rx=".9"></rect> }.into_any()
                }
                Stroke::Entry(step) => {
                    let x = 8.2 + 5.6 * step as f32;
                    view! {
                        <circle class="k" cx=x.to_string() cy=y(1.3) r="1.7"></circle>
                        <rect x=(x + 5.0).to_string() y=y(0.4) width="22" height="1.8" rx=".9"></rect>
                    }.into_any()
                }
            }
        })
        .collect();
    view! { <svg class="sk" viewBox="0 0 64 44" aria-hidden="true">{rows}</svg> }.into_any()
}

/// The templates as lines of a menu; the one that the draft has is marked.
pub(crate) fn choices(page: Page, chosen: Option<&str>, event: fn(String) -> Event) -> Vec<Choice> {
    let all = page.state.templates.get_untracked();
    let line = |it: &TemplateView| {
        let id = it.id.clone();
        let icon = if chosen == Some(id.as_str()) {
            "#i-check"
        } else {
            "#i-list"
        };
        Choice::new(icon, it.name.clone(), move || page.dispatch(event(id.clone())))
    };
    all.iter().map(line).collect()
}
