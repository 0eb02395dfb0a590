//! The steps that a tab can take back, kept for as long as the tab lives.
//!
//! They lie beside the drafts and never among them: in the browser in sessionStorage, which
//! outlives a reload, belongs to one tab, has a quota of its own and answers at once, so that it
//! is written even while the page goes. Steps are bound to the very record that was saved with
//! them; where another one is stored by now they are not used.

mod text;

use super::backend::{Backend, BackendError};
use super::keys;
use super::port::{DraftId, Step, Steps};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Bytes that the steps of one draft take at most; the oldest are left out beyond it.
const ROOM: usize = 512 * 1024;

/// Steps at rest, over a backend that lives as long as the tab.
#[derive(Default)]
pub(crate) struct Bench {
    backend: Option<Box<dyn Backend>>,
    /// What was written last, so that a step is encoded once however often its draft is saved.
    written: BTreeMap<DraftId, Vec<Line>>,
}

/// A step and its line of text.
#[derive(Clone)]
struct Line {
    step: Arc<Step>,
    text: Arc<str>,
}

impl fmt::Debug for Bench {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bench").finish_non_exhaustive()
    }
}

impl Bench {
    pub(crate) fn over(backend: impl Backend + 'static) -> Bench {
        Bench {
            backend: Some(Box::new(backend)),
            written: BTreeMap::new(),
        }
    }

    /// Keeps the steps of a draft whose record with this hash was just read back. Where there is
    /// no room for them, undo begins anew after a reload; nothing else depends on them.
    pub(crate) fn keep(&mut self, id: &DraftId, steps: &Steps, record: u64) {
        let Some(backend) = &mut self.backend else { return };
        let key = keys::steps(id);
        if steps.is_empty() {
            self.written.remove(id);
            _ = backend.remove(&key);
            return;
        }
        let before = self.written.remove(id).unwrap_or_default();
        let encoded = |step: &Arc<Step>| {
            let known = before.iter().find(|line| Arc::ptr_eq(&line.step, step));
            known.cloned().or_else(|| {
                Some(Line {
                    step: step.clone(),
                    text: text::line(step)?.into(),
                })
            })
        };
        // What was taken back is at hand first: it can be done again nowhere else.
        let undone = newest(&steps.undone, ROOM / 2, encoded);
        let left = ROOM.saturating_sub(length(&undone));
        let done = newest(&steps.done, left, encoded);
        let whole = text::join(
            record,
            done.iter().map(|line| &*line.text),
            undone.iter().map(|line| &*line.text),
        );
        let mut put = backend.set(&key, &whole);
        if put == Err(BackendError::Full) {
            // Drafts that were open earlier in this tab give way.
            for other in backend.keys().unwrap_or_default() {
                if other != key && keys::is_steps(&other) {
                    _ = backend.remove(&other);
                }
            }
            put = backend.set(&key, &whole);
        }
        if put.is_err() {
            // What lies there belongs to an earlier record.
            _ = backend.remove(&key);
        }
        let lines = done.into_iter().chain(undone).collect();
        self.written.insert(id.clone(), lines);
    }

    /// The steps that fit a draft's record; none where none are kept.
    ///
    /// # Errors
    /// Where there are some that can't be used: why, in a sentence. They are left out for good
    /// with the next save.
    pub(crate) fn of(&self, id: &DraftId, record: u64) -> Result<Steps, String> {
        let kept = self
            .backend
            .as_ref()
            .and_then(|backend| backend.get(&keys::steps(id)).ok());
        match kept.flatten() {
            None => Ok(Steps::default()),
            Some(kept) => text::read(&kept, record),
        }
    }
}

/// The newest steps that have room, in their own order.
fn newest(steps: &[Arc<Step>], room: usize, encoded: impl Fn(&Arc<Step>) -> Option<Line>) -> Vec<Line> {
    let mut left = room;
    let mut lines = Vec::new();
    for step in steps.iter().rev() {
        // A step that is missing would break the chain behind it.
        let Some(line) = encoded(step) else { break };
        let Some(rest) = left.checked_sub(line.text.len()) else {
            break;
        };
        left = rest;
        lines.push(line);
    }
    lines.reverse();
    lines
}

fn length(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.len()).sum()
}
