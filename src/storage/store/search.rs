//! Which drafts hold some words. The words of every draft are kept in memory once they were read,
//! so that a search parses nothing twice.

use super::Store;
use crate::model::{Body, Line, Postmortem};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::port::DraftId;

impl<B: Backend> Store<B> {
    /// The drafts in which every one of these words stands, wherever it stands. Where the storage
    /// can't be read none is found.
    pub(crate) fn search(&mut self, words: &str) -> Vec<DraftId> {
        let wanted = words.to_lowercase();
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        match self.read_words() {
            Ok(()) => self.index.holding(&wanted),
            Err(_) => Vec::new(),
        }
    }

    /// Reads what the list has seen and nobody has read yet.
    fn read_words(&mut self) -> Result<(), BackendError> {
        if !self.index.is_open() {
            self.scan()?;
        }
        self.look_through(usize::MAX).map(|_| ())
    }
}

/// Everything that a person can read in a document, in lower case.
pub(super) fn words(document: &Postmortem) -> String {
    let mut words = String::new();
    let mut add = |text: &str| {
        if !text.is_empty() {
            words.push_str(text);
            words.push('\n');
        }
    };
    add(&document.title.text);
    for part in &document.parts {
        add(&part.heading);
        match &part.body {
            Body::Prose(text) => add(text),
            Body::Facts(facts) => facts.0.iter().for_each(|(_, text)| add(text)),
            Body::Timeline(rows) => {
                for line in &rows.lines {
                    match line {
                        Line::Row(entry) => {
                            for text in [&entry.time, &entry.text, &entry.evidence] {
                                add(text);
                            }
                        }
                        Line::Text { text, .. } => add(text),
                    }
                }
            }
            Body::Items(rows) => {
                for line in &rows.lines {
                    match line {
                        Line::Row(item) => {
                            for text in [
                                &item.text,
                                &item.owner,
                                &item.priority,
                                &item.kind,
                                &item.due,
                                &item.link,
                            ] {
                                add(text);
                            }
                        }
                        Line::Text { text, .. } => add(text),
                    }
                }
            }
        }
    }
    words.to_lowercase()
}
