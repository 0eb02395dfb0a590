//! Signals under keys: a list in which a change of one row touches one signal.
//!
//! Must not know what the rows are.

use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Cells in order, each under a key that lives as long as what it shows.
#[derive(Clone)]
pub(crate) struct Keyed<K, V> {
    keys: ArcRwSignal<Vec<K>>,
    cells: ArcStoredValue<HashMap<K, ArcRwSignal<V>>>,
}

impl<K, V> Keyed<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: PartialEq + Send + Sync + 'static,
{
    pub(crate) fn new() -> Self {
        Keyed {
            keys: ArcRwSignal::new(Vec::new()),
            cells: ArcStoredValue::new(HashMap::new()),
        }
    }

    /// The keys in order, followed.
    pub(crate) fn keys(&self) -> Vec<K> {
        self.keys.get()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.keys.with(Vec::is_empty)
    }

    pub(crate) fn cell(&self, key: &K) -> Option<ArcRwSignal<V>> {
        self.cells.with_value(|cells| cells.get(key).cloned())
    }

    pub(crate) fn sync(&self, rows: Vec<(K, V)>) {
        let keys: Vec<K> = rows.iter().map(|(key, _)| key.clone()).collect();
        self.cells.update_value(|cells| {
            for (key, value) in rows {
                match cells.get(&key) {
                    Some(cell) => put(cell, value),
                    None => {
                        cells.insert(key, ArcRwSignal::new(value));
                    }
                }
            }
            if cells.len() > keys.len() {
                let kept: HashSet<&K> = keys.iter().collect();
                cells.retain(|key, _| kept.contains(key));
            }
        });
        put(&self.keys, keys);
    }
}

/// Sets a signal only where the value differs.
pub(crate) fn put<S, T>(signal: &S, value: T)
where
    S: WithUntracked<Value = T> + Set<Value = T>,
    T: PartialEq,
{
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
