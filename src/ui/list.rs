//! A keyed list of anything as one type, so that the code that keeps lists in step with the page
//! exists once and not for every kind of row.
//!
//! Must not know what the rows are.

use leptos::prelude::*;
use std::any::Any;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a row is recognised by.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Number(u64),
    Text(String),
    /// By being the very same value. The key holds it, so that its address is not given to another.
    Same(Same),
}

/// A value that equals only itself.
#[derive(Clone)]
pub(crate) struct Same(pub(crate) Arc<dyn Any + Send + Sync>);

impl PartialEq for Same {
    fn eq(&self, other: &Same) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Same {}

impl Hash for Same {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).cast::<()>().hash(state);
    }
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
