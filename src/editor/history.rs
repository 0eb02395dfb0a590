//! Undo and redo: the inverse of every step, with typing gathered by word and pause.
//!
//! Owns the order of steps, not the document: it hands out what is to be applied.

use super::event::Field;
use super::port::{Change, Now, Step, Steps};
use crate::model::{Body, Command, Line, Part, Row};
use std::sync::Arc;

/// How an edit of a text differs from the edit before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stroke {
    /// Something was typed or pasted; `ends_word` where it ends in white space.
    Insert { ends_word: bool, blank: bool },
    /// Something was deleted.
    Delete,
    /// Something was written over.
    Replace,
}

/// The steps so far.
#[derive(Debug, Default)]
pub(crate) struct History {
    done: Vec<Arc<Step>>,
    undone: Vec<Arc<Step>>,
    typing: Option<Typing>,
    weight: usize,
}

/// The typing that the newest step gathers.
#[derive(Debug)]
struct Typing {
    field: Field,
    deletes: bool,
    closed: bool,
    /// When the newest key came.
    at: Now,
}

/// Bytes of text that steps may hold together; the oldest are forgotten beyond it.
const WEIGHT: usize = 32 * 1024 * 1024;
/// Steps kept at most.
const STEPS: usize = 2_000;
/// Steps that a store is handed, at most, in either direction.
const HANDED: usize = 200;
/// After so many milliseconds without a key the next one begins a step.
const PAUSE_MS: u64 = 1_000;

impl History {
    /// The steps that a store kept.
    pub(crate) fn of(steps: Steps) -> History {
        History {
            weight: steps.done.iter().map(|step| weight(&step.reverse)).sum(),
            done: steps.done,
            undone: steps.undone,
            typing: None,
        }
    }

    /// The newest steps, for a store.
    pub(crate) fn steps(&self) -> Steps {
        let newest = |steps: &[Arc<Step>]| {
            steps
                .get(steps.len().saturating_sub(HANDED)..)
                .unwrap_or_default()
                .to_vec()
        };
        Steps {
            done: newest(&self.done),
            undone: newest(&self.undone),
        }
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Notes a step that stands alone.
    pub(crate) fn push(&mut self, step: Step) {
        self.typing = None;
        self.undone.clear();
        self.weight += weight(&step.reverse);
        self.done.push(Arc::new(step));
        while self.done.len() > STEPS || (self.weight > WEIGHT && self.done.len() > 1) {
            let oldest = self.done.remove(0);
            self.weight = self.weight.saturating_sub(weight(&oldest.reverse));
        }
    }

    /// Notes an edit of a field by typing: joins the step before it where that is the same word,
    /// typed without a pause.
    pub(crate) fn push_typing(&mut self, field: Field, stroke: Stroke, at: Now, step: Step) {
        let (deletes, ends_word, blank) = match stroke {
            Stroke::Insert { ends_word, blank } => (false, ends_word, blank),
            Stroke::Delete => (true, false, false),
            Stroke::Replace => (false, true, false),
        };
        let joins = self.typing.as_ref().is_some_and(|typing| {
            typing.field == field
                && typing.deletes == deletes
                && (!typing.closed || blank)
                // A clock that was set back is no sign of haste.
                && typing.at.unix_ms.abs_diff(at.unix_ms) <= PAUSE_MS
                && stroke != Stroke::Replace
                && !self.done.is_empty()
        });
        if joins {
            // The step's reverse already restores the text from before the first key.
            self.undone.clear();
        } else {
            self.push(step);
        }
        self.typing = Some(Typing {
            field,
            deletes,
            closed: ends_word,
            at,
        });
    }

    /// Joins an edit that follows from typing (a trim on leaving the field) to the typing's step.
    /// Gives the edit back where no such step is the newest.
    pub(crate) fn join(&mut self, field: &Field, reverse: Change) -> Option<Change> {
        let same = self.typing.as_ref().is_some_and(|typing| typing.field == *field);
        match (self.done.last_mut(), reverse) {
            (Some(step), Change::Edit(next)) if same => {
                if let Change::Edit(first) = &mut Arc::make_mut(step).reverse {
                    let before = std::mem::replace(first, Command::All(Vec::new()));
                    *first = Command::All(vec![next, before]);
                    return None;
                }
                Some(Change::Edit(next))
            }
            (_, reverse) => Some(reverse),
        }
    }

    /// The next edit begins a step of its own.
    pub(crate) fn close(&mut self) {
        self.typing = None;
    }

    /// The newest step, to be taken back; answer with [`undone`](Self::undone).
    pub(crate) fn take_done(&mut self) -> Option<Step> {
        self.typing = None;
        let step = self.done.pop()?;
        self.weight = self.weight.saturating_sub(weight(&step.reverse));
        Some(Arc::unwrap_or_clone(step))
    }

    /// The newest step that was taken back, to be done again; answer with [`redone`](Self::redone).
    pub(crate) fn take_undone(&mut self) -> Option<Step> {
        self.typing = None;
        self.undone.pop().map(Arc::unwrap_or_clone)
    }

    /// Notes that a step was taken back.
    pub(crate) fn undone(&mut self, step: Step) {
        self.undone.push(Arc::new(step));
    }

    /// Notes that a step was done again.
    pub(crate) fn redone(&mut self, step: Step) {
        self.weight += weight(&step.reverse);
        self.done.push(Arc::new(step));
    }
}

/// What a change of a text was, by comparing before and after.
pub(crate) fn stroke(before: &str, after: &str) -> Stroke {
    let head: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (old, new) = (
        before.get(head..).unwrap_or_default(),
        after.get(head..).unwrap_or_default(),
    );
    let tail: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let removed = old.len().saturating_sub(tail);
    let inserted = new.get(..new.len().saturating_sub(tail)).unwrap_or_default();
    match (inserted.is_empty(), removed) {
        (true, _) => Stroke::Delete,
        (false, 0) => Stroke::Insert {
            ends_word: inserted.chars().next_back().is_some_and(char::is_whitespace),
            blank: inserted.chars().all(char::is_whitespace),
        },
        (false, _) => Stroke::Replace,
    }
}

/// Roughly the bytes of text that a change holds on to.
fn weight(change: &Change) -> usize {
    fn of(command: &Command) -> usize {
        64 + match command {
            Command::SetProse { text, .. } | Command::SetText { text, .. } => text.len(),
            Command::InsertPart { part, .. } => part_weight(part),
            Command::SetBody { body, .. } => body_weight(body),
            Command::InsertRow { row, .. } => match row {
                Row::Entry(entry) => entry.text.len(),
                Row::Item(item) => item.text.len(),
                Row::Text { text, .. } => text.len(),
            },
            Command::All(commands) => commands.iter().map(of).sum(),
            Command::Replace(document) => document.parts.iter().map(part_weight).sum(),
            _ => 0,
        }
    }
    match change {
        Change::Edit(command) => of(command),
        Change::Keep(rule, message) | Change::Unkeep(rule, message) => rule.len() + message.len(),
    }
}

fn part_weight(part: &Part) -> usize {
    part.heading.len() + body_weight(&part.body)
}

fn body_weight(body: &Body) -> usize {
    match body {
        Body::Prose(text) => text.len(),
        Body::Facts(_) => 256,
        Body::Timeline(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(entry) => 128 + entry.text.len(),
                Line::Text { text, .. } => text.len(),
            })
            .sum(),
        Body::Items(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(item) => 192 + item.text.len(),
                Line::Text { text, .. } => text.len(),
            })
            .sum(),
    }
}
