//! The application without a browser: state, event → effects, history, and the view.
//!
//! Uses the model, time, lint and Markdown; must not touch Leptos, the web or a store. The page
//! sends [`Event`]s, performs [`Effect`]s and shows the [`View`]; a store answers through
//! [`port`].

pub mod effect;
pub mod event;
pub mod port {
    //! What the application asks of a store: the store's own vocabulary, and nothing else of it.
    pub use crate::storage::port::*;
}
pub mod view;

pub use effect::{Effect, FocusTarget};
pub use event::{Ambient, Event};
pub use view::View;

/// The whole application: which screen is shown, the drafts, and the open one.
#[derive(Debug, Default)]
pub struct App {}

impl App {
    /// An application that has seen nothing yet; send it [`Event::Started`].
    pub fn new() -> App {
        App::default()
    }

    /// Takes in what happened and returns what the page has to do, in order.
    pub fn update(&mut self, event: Event, ambient: Ambient) -> Vec<Effect> {
        let _ = (event, ambient);
        Vec::new()
    }

    /// What the page shows.
    pub fn view(&self) -> View {
        View::default()
    }
}
