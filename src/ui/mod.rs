//! The page: Leptos components over the editor's view; decides nothing and owns no document.
//!
//! A component reads signals and dispatches events. Uses the editor's events and view; must not
//! touch a store or change a document.

#![allow(
    unreachable_pub,
    reason = "the component macro makes builders that are public in name only"
)]

mod clipboard;
mod clock;
mod dom;
mod effects;
mod keyed;
mod lifetime;
mod list;
mod locks;
mod page;
mod state;
mod zones;

mod app;
mod banner;
mod chart;
mod composer;
mod diagnostic;
mod disk;
mod drafts;
mod entry_row;
mod facts;
mod field;
mod files;
mod grip;
mod history;
mod home;
mod icons;
mod import;
mod item_row;
mod items;
mod live;
mod markdown_pane;
mod menu;
mod outline;
mod panel;
mod part;
mod passage;
mod preview;
mod problems;
mod prose;
mod quick_add;
mod raw_dialog;
mod row_keys;
mod row_menu;
mod shortcuts;
mod space;
mod tabbar;
mod tiles;
mod timeline;
mod toast;
mod topbar;
mod trash;

pub use clock::visit;
pub use page::{Answer, Changed, Outside, Recalled, Remember};
pub use zones::Intl;

use crate::editor::Event;
use crate::editor::view::Theme;
use leptos::prelude::*;

/// Mounts the page into the document's body and starts the application.
pub fn mount(outside: Outside) {
    lifetime::rescue_on_panic();
    let theme = match outside.theme.as_deref() {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
    };
    leptos::mount::mount_to_body(move || {
        let page = page::Page::new(outside);
        provide_context(page);
        if let Some(theme) = theme {
            page.dispatch(Event::ThemeChosen(theme));
        }
        page.dispatch(Event::Started);
        locks::listen(page);
        view! { <app::App /> }
    });
}
