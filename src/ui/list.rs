//! A keyed list of anything as one type, so that the code that keeps lists in step with the page
//! exists once and not for every kind of row.
//!
//! Must not know what the rows are.

use leptos::prelude::*;
use std::sync::Arc;

/// What a row is recognised by.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Number(u64),
    Text(String),
}

/// A row that is made when it is new.
type Made = (Key, Box<dyn FnOnce() -> AnyView + Send>);

/// Shows `each` row in order and makes only those whose key is new.
pub(crate) fn list<T: Send + 'static>(
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> Key,
    row: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let row = Arc::new(row);
    erased(Box::new(move || {
        let made = |item: T| -> Made {
            let row = row.clone();
            (key(&item), Box::new(move || row(item)))
        };
        each().into_iter().map(made).collect()
    }))
}

fn erased(each: Box<dyn Fn() -> Vec<Made> + Send + Sync>) -> AnyView {
    view! { <For each=each key=|made: &Made| made.0.clone() children=|made: Made| made.1()/> }.into_any()
}
