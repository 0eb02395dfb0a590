//! The application without a browser: state, event → effects, history, and the view.
//!
//! Uses the model, time, lint and Markdown; must not touch Leptos, the web or a store. The page
//! sends [`Event`]s, performs [`Effect`]s and shows the [`View`]; a store answers through
//! [`port`].

mod app;
mod banners;
mod chart;
mod compose;
mod diff;
pub mod disk;
mod draft;
mod drafts;
mod edit;
pub mod effect;
pub mod event;
pub mod export;
mod facts;
mod figures;
mod history;
mod home;
mod import;
mod mend;
mod open;
mod parts;
mod place;
pub mod port {
    //! What the application asks of a store: the store's own vocabulary, and nothing else of it.
    pub use crate::storage::port::*;
}
mod preview;
mod problems;
mod quick;
mod raw;
mod rendered;
mod reshape;
mod rows;
mod saving;
mod second_clock;
mod snapshots;
mod space;
mod stored;
mod summary;
pub mod tabs;
mod template;
mod templates;
mod timeline;
pub mod view;

pub use app::App;
pub use effect::{Effect, FocusTarget};
pub use event::{Ambient, Event};
pub use raw::is_raw;
pub use view::View;
