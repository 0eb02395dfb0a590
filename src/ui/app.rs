//! The whole page: a screen, and what may lie above it.

use super::composer::Composer;
use super::files;
use super::history::HistoryDialog;
use super::home::Home;
use super::icons::Sprite;
use super::import::ImportDialog;
use super::lifetime;
use super::list::{Key, list};
use super::live::Live;
use super::page::use_page;
use super::raw_dialog::RawDialog;
use super::shortcuts::{self, ShortcutsDialog};
use super::toast::Toasts;
use leptos::prelude::*;

#[component]
pub(crate) fn App() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    shortcuts::listen(page);
    files::listen(page);
    lifetime::watch(page);
    let importing = Memo::new(move |_| state.import.with(Option::is_some));
    let looking_back = Memo::new(move |_| state.snapshots.with(Option::is_some));
    let pasting = Memo::new(move |_| state.raw.with(Option::is_some));
    // Keyed: another draft gets fields of its own, with no word left of the one before.
    let screen = list(
        move || vec![state.draft.get()],
        |draft| Key::Text(draft.as_ref().map_or_else(String::new, |id| id.0.clone())),
        |draft| match draft {
            None => view! { <Home/> }.into_any(),
            Some(_) => view! { <Composer/> }.into_any(),
        },
    );
    view! {
        <Sprite/>
        {screen}
        {move || importing.get().then(|| view! { <ImportDialog/> })}
        {move || pasting.get().then(|| view! { <RawDialog/> })}
        {move || looking_back.get().then(|| view! { <HistoryDialog/> })}
        {move || state.shortcuts.get().then(|| view! { <ShortcutsDialog/> })}
        <Toasts/>
        <Live/>
    }
}
