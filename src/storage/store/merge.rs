//! A backup's drafts brought here: merged by draft and revision, never over newer text.

use super::backup::{Backup, VERSION};
use super::{PutError, Store};
use crate::storage::backend::Backend;
use crate::storage::keys::{self, Shelf};
use crate::storage::migrate;
use crate::storage::port::{DraftId, Merged};
use crate::storage::record;
use std::collections::{BTreeMap, BTreeSet};

enum Outcome {
    Brought,
    Beside,
    There,
}

impl<B: Backend> Store<B> {
    /// Brings a backup's drafts here where they are not here, or older. A draft that was removed
    /// here comes back: whoever opens a backup asks for what is in it. What lies in the backup's
    /// trash comes into the trash, where nothing here is known of it.
    ///
    /// # Errors
    /// Where the file is no backup, in a sentence; nothing is changed then.
    pub fn merge(&mut self, file: &str) -> Result<Merged, String> {
        let backup: Backup =
            serde_json::from_str(file).map_err(|_| "This file is not a backup of Posthoc, or not all of one.")?;
        if backup.posthoc_backup > VERSION {
            return Err("This backup was made by a newer version of Posthoc. Open it there.".into());
        }
        let shelf = |wanted: Shelf| {
            let texts = backup.texts.iter();
            texts.filter_map(move |(key, text)| {
                Shelf::of(key)
                    .filter(|(shelf, _)| *shelf == wanted)
                    .map(|(_, id)| (id, key, text))
            })
        };
        let mut merged = Merged::default();
        for (id, key, text) in shelf(Shelf::Draft) {
            let outcome = self.merge_draft(&id, text);
            merged.count(key, outcome);
        }
        for (_, key, text) in shelf(Shelf::Aside).chain(shelf(Shelf::Template)) {
            let outcome = self.merge_aside(key, text);
            merged.count(key, outcome);
        }
        // The generation before is what opens where the draft's own record can't be read.
        let drafts: BTreeMap<DraftId, bool> = shelf(Shelf::Draft)
            .map(|(id, _, text)| (id.clone(), migrate::head(&id, text).is_ok()))
            .collect();
        let removed: BTreeSet<DraftId> = shelf(Shelf::Trash).map(|(id, ..)| id).collect();
        for (id, key, text) in shelf(Shelf::Before) {
            let opens = match drafts.get(&id) {
                Some(readable) => !readable,
                None => !removed.contains(&id),
            };
            if opens && migrate::head(&id, text).is_ok() {
                let outcome = self.merge_draft(&id, text);
                merged.count(key, outcome);
            }
        }
        for (id, key, text) in shelf(Shelf::Trash) {
            if let Err(why) = self.merge_removed(&id, key, text) {
                merged.left.push((key.clone(), why));
            }
        }
        // There may be room now: what did not fit is tried again.
        self.no_room_for = None;
        Ok(merged)
    }

    fn merge_draft(&mut self, id: &DraftId, text: &str) -> Result<Outcome, String> {
        let key = &Shelf::Draft.key(id);
        let Some(here) = self.get(Shelf::Draft, id)? else {
            let removed = self.get(Shelf::Trash, id)?;
            // Without a record, or with one in the trash that can't be read, it is all there is.
            let only = removed.as_ref().is_none_or(|text| migrate::head(id, text).is_err());
            if removed.as_deref() == Some(text) {
                return self.restore(id).map(|_| Outcome::Brought);
            }
            if only && let Some(outcome) = self.against_before(id, text)? {
                if removed.is_some() {
                    // What opens comes back with the record that it opens for.
                    self.restore(id)?;
                }
                return Ok(outcome);
            }
            self.replace(key, text, None).map_err(|error| left(&error))?;
            return Ok(Outcome::Brought);
        };
        if here == text {
            return Ok(Outcome::There);
        }
        match (migrate::head(id, &here), migrate::head(id, text)) {
            (Ok(ours), Ok(theirs)) if ours.revision > theirs.revision => Ok(Outcome::There),
            (Ok(ours), Ok(theirs)) if ours.revision < theirs.revision => {
                self.put(&Shelf::Before.key(id), &here).map_err(|error| left(&error))?;
                self.replace(key, text, Some(&here)).map_err(|error| left(&error))?;
                Ok(Outcome::Brought)
            }
            (Ok(_), Err(trouble)) if !trouble.is_newer() => {
                let aside = self.backend.get(&keys::aside(id, text));
                match aside.map_err(|error| error.to_string())? {
                    Some(_) => Ok(Outcome::There),
                    None => Err(trouble.to_string()),
                }
            }
            (Err(trouble), Ok(_)) if !trouble.is_newer() => {
                if let Some(outcome) = self.against_before(id, text)? {
                    return Ok(outcome);
                }
                self.set_aside(id, &here).map_err(|error| left(&error))?;
                self.replace(key, text, Some(&here)).map_err(|error| left(&error))?;
                Ok(Outcome::Brought)
            }
            // Nobody can say which is newer: both stay.
            (Ok(_) | Err(_), _) => self.put_beside(id, text),
        }
    }

    /// What becomes of a text where the generation before is what opens here; `None` where the text
    /// is newer than that.
    fn against_before(&mut self, id: &DraftId, text: &str) -> Result<Option<Outcome>, String> {
        let Some(before) = self.get(Shelf::Before, id)? else {
            return Ok(None);
        };
        if before == text {
            return Ok(Some(Outcome::There));
        }
        match (migrate::head(id, &before), migrate::head(id, text)) {
            (Err(_), _) => Ok(None),
            (Ok(ours), Ok(theirs)) if ours.revision < theirs.revision => Ok(None),
            (Ok(ours), Ok(theirs)) if ours.revision > theirs.revision => Ok(Some(Outcome::There)),
            (Ok(_), _) => self.put_beside(id, text).map(Some),
        }
    }

    /// Keeps a text as a draft of its own, the same one each time the same backup is opened.
    fn put_beside(&mut self, id: &DraftId, text: &str) -> Result<Outcome, String> {
        let own = DraftId(format!("{:016x}{:016x}", record::hash(text), record::hash(&id.0)));
        let key = Shelf::Draft.key(&own);
        match self.get(Shelf::Draft, &own)? {
            Some(_) => Ok(Outcome::There),
            None => match self.replace(&key, text, None) {
                Ok(()) => Ok(Outcome::Beside),
                Err(error) => Err(left(&error)),
            },
        }
    }

    fn merge_aside(&mut self, key: &str, text: &str) -> Result<Outcome, String> {
        match self.backend.get(key).map_err(|error| error.to_string())? {
            Some(_) => Ok(Outcome::There),
            None => match self.replace(key, text, None) {
                Ok(()) => Ok(Outcome::Brought),
                Err(error) => Err(left(&error)),
            },
        }
    }

    fn merge_removed(&mut self, id: &DraftId, key: &str, text: &str) -> Result<(), String> {
        for shelf in [Shelf::Draft, Shelf::Trash, Shelf::Before] {
            if self.get(shelf, id)?.is_some() {
                return Ok(());
            }
        }
        self.replace(key, text, None).map_err(|error| left(&error))
    }
}

impl Merged {
    fn count(&mut self, key: &str, outcome: Result<Outcome, String>) {
        match outcome {
            Ok(Outcome::Brought) => self.brought += 1,
            Ok(Outcome::Beside) => self.beside += 1,
            Ok(Outcome::There) => self.there += 1,
            Err(why) => self.left.push((key.into(), why)),
        }
    }
}

fn left(error: &PutError) -> String {
    format!("It was not brought: {error}.")
}
