//! A keyed list of anything as one type, so that the code that keeps lists in step with the page
//! exists once and not for every kind of row.
//!
//! Must not know what the rows are.

use leptos::prelude::*;
use std::any::Any;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

/// How many rows of a long list are made at once: more than a large screen shows.
const AT_ONCE: usize = 40;

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
    erased(made(each, key, row))
}

/// As [`list`], where the rows may be many: the first ones are made at once, the others a few at a
/// time, so that the page is seen and takes keys meanwhile; all of them where `whole` says so. Once
/// all are there, it is a list as any other.
pub(crate) fn long_list<T: Send + 'static>(
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> Key,
    row: impl Fn(T) -> AnyView + Send + Sync + 'static,
    whole: RwSignal<bool>,
) -> AnyView {
    erased(a_few_at_a_time(made(each, key, row), whole))
}

/// Makes the rows that are new.
type Each = Box<dyn Fn() -> Vec<Made> + Send + Sync>;

fn made<T: Send + 'static>(
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> Key,
    row: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> Each {
    let row = Arc::new(row);
    Box::new(move || {
        let made = |item: T| -> Made {
            let row = row.clone();
            (key(&item), Box::new(move || row(item)))
        };
        each().into_iter().map(made).collect()
    })
}

fn a_few_at_a_time(each: Each, whole: RwSignal<bool>) -> Each {
    let shown = RwSignal::new(AT_ONCE);
    let waits = StoredValue::new(false);
    Box::new(move || {
        let mut rows = each();
        let limit = shown.get();
        if limit == usize::MAX {
            return rows;
        }
        if whole.get() || rows.len() <= limit {
            // What is added from now on is at hand.
            shown.update_untracked(|shown| *shown = usize::MAX);
            return rows;
        }
        if !waits.get_value() {
            waits.set_value(true);
            // A task of its own: the browser shows what there is, and takes keys, before it.
            set_timeout(
                move || {
                    waits.try_set_value(false);
                    shown.try_update(|shown| *shown = shown.saturating_add(AT_ONCE));
                },
                Duration::ZERO,
            );
        }
        rows.truncate(limit);
        rows
    })
}

fn erased(each: Each) -> AnyView {
    view! { <For each=each key=|made: &Made| made.0.clone() children=|made: Made| made.1()/> }.into_any()
}
