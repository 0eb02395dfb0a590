//! A keyed list of anything as one type, so that the code that keeps lists in step with the page
//! exists once and not for every kind of row.
//!
//! Must not know what the rows are.

use leptos::prelude::*;
use std::any::Any;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

/// How many new rows of a long list are made at first: more than a large screen shows.
const AT_FIRST: usize = 40;
/// How many follow at once: fewer would cost a frame more often, more would keep a key waiting.
const AT_ONCE: usize = 100;

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

/// As [`list`], where the rows may be many: of many new ones the first are made at once, the others
/// a few at a time, so that the page is seen and takes keys meanwhile; all of them where `whole` says
/// so.
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
    let made = StoredValue::new(HashSet::<Key>::new());
    let turn = RwSignal::new(());
    let waits = StoredValue::new(false);
    let limit = StoredValue::new(AT_FIRST);
    Box::new(move || {
        turn.track();
        let (mut rows, whole) = (each(), whole.get());
        let before = made.try_update_value(std::mem::take).unwrap_or_default();
        let mut now = HashSet::with_capacity(rows.len());
        let (mut fresh, all) = (0, rows.len());
        // As many as went come at once: a list that is made anew does not become short for a moment.
        let kept = rows.iter().filter(|(key, _)| before.contains(key)).count();
        let limit_now = limit.get_value().max(before.len() - kept);
        limit.set_value(AT_FIRST);
        rows.retain(|(key, _)| {
            let there = whole || before.contains(key);
            fresh += usize::from(!there);
            let taken = there || fresh <= limit_now;
            if taken {
                now.insert(key.clone());
            }
            taken
        });
        made.set_value(now);
        if rows.len() < all && !waits.get_value() {
            waits.set_value(true);
            // A task of its own: the browser shows what there is, and takes keys, before it.
            set_timeout(
                move || {
                    waits.try_set_value(false);
                    limit.try_set_value(AT_ONCE);
                    turn.try_set(());
                },
                Duration::ZERO,
            );
        }
        rows
    })
}

fn erased(each: Each) -> AnyView {
    view! { <For each=each key=|made: &Made| made.0.clone() children=|made: Made| made.1()/> }.into_any()
}
