//! The person's own templates: Markdown under a key each. A text is never replaced by another one.

use super::Store;
use crate::storage::backend::Backend;
use crate::storage::keys::Shelf;
use crate::storage::port::{DraftId, KeptTemplate};
use tiny_sort::stable;

impl<B: Backend> Store<B> {
    /// Every template, by its id: no text can be damaged beyond reading, since all Markdown is one.
    pub(crate) fn templates(&self) -> Result<Vec<KeptTemplate>, String> {
        let unread = |error| format!("Your templates can’t be read: {error}.");
        let mut templates = Vec::new();
        for key in self.backend.keys().map_err(unread)? {
            let Some((Shelf::Template, id)) = Shelf::of(&key) else {
                continue;
            };
            if let Some(text) = self.backend.get(&key).map_err(unread)? {
                templates.push(KeptTemplate { id: id.0, text });
            }
        }
        stable::sort_by(&mut templates, |a, b| a.id.cmp(&b.id));
        Ok(templates)
    }

    /// Keeps a template and reads it back.
    pub(crate) fn keep_template(&mut self, template: &KeptTemplate) -> Result<(), String> {
        let key = key(&template.id);
        let there = self.backend.get(&key).map_err(|error| not_kept(&error))?;
        match there {
            Some(there) if there == template.text => Ok(()),
            Some(_) => Err("Another template is kept under this name; it was not replaced.".into()),
            None => self
                .replace(&key, &template.text, None)
                .map_err(|error| not_kept(&error)),
        }
    }

    /// Takes a template away; one that is gone already is no error.
    pub(crate) fn drop_template(&mut self, id: &str) -> Result<(), String> {
        let dropped = self.backend.remove(&key(id));
        dropped.map_err(|error| format!("The template can’t be removed: {error}."))
    }
}

fn key(id: &str) -> String {
    Shelf::Template.key(&DraftId(id.to_owned()))
}

fn not_kept(error: &dyn std::fmt::Display) -> String {
    format!("The template is not kept: {error}.")
}
