//! Everything in one file, and back: merged by draft and revision, never over newer text.
//!
//! A backup is `{"posthoc_backup":1,"texts":[[key,text],…]}`: every record as it lies there, the
//! unreadable ones too, so that nothing is judged on the way out.

use super::{PutError, Store};
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::DraftId;
use crate::storage::record;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Backup {
    posthoc_backup: u32,
    texts: Vec<(String, String)>,
}

const VERSION: u32 = 1;

/// What became of a backup's drafts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Merged {
    /// Brought: they were not there, or older.
    pub brought: usize,
    /// Brought as drafts of their own: another text of the same revision is there.
    pub beside: usize,
    /// Already there, the same or newer.
    pub there: usize,
    /// Not brought: the key, and why.
    pub left: Vec<(String, String)>,
}

enum Outcome {
    Brought,
    Beside,
    There,
}

impl<B: Backend> Store<B> {
    /// Everything that is kept, as the text of one file.
    ///
    /// # Errors
    /// Where the backend can't be read: then there is no backup rather than half of one.
    pub fn backup(&self) -> Result<String, BackendError> {
        let mut texts = Vec::new();
        for key in self.backend.keys()? {
            if Shelf::of(&key).is_some()
                && let Some(text) = self.backend.get(&key)?
            {
                texts.push((key, text));
            }
        }
        texts.sort();
        serde_json::to_string(&Backup {
            posthoc_backup: VERSION,
            texts,
        })
        .map_err(|error| BackendError::Other(error.to_string()))
    }

    /// Brings a backup's drafts here where they are not here, or older. A draft that was removed
    /// here comes back: whoever opens a backup asks for what is in it.
    ///
    /// # Errors
    /// Where the file is no backup, in a sentence; nothing is changed then.
    pub fn merge(&mut self, file: &str) -> Result<Merged, String> {
        let backup: Backup =
            serde_json::from_str(file).map_err(|_| "This file is not a backup of Posthoc, or not all of one.")?;
        if backup.posthoc_backup > VERSION {
            return Err("This backup was made by a newer version of Posthoc. Open it there.".into());
        }
        let mut merged = Merged::default();
        for (key, text) in backup.texts {
            let outcome = match Shelf::of(&key) {
                Some((Shelf::Draft, id)) => self.merge_draft(&id, &key, &text),
                Some((Shelf::Aside | Shelf::Template, _)) => self.merge_aside(&key, &text),
                // The draft itself counts; what was removed stays removed.
                Some((Shelf::Before | Shelf::Trash, _)) | None => continue,
            };
            match outcome {
                Ok(Outcome::Brought) => merged.brought += 1,
                Ok(Outcome::Beside) => merged.beside += 1,
                Ok(Outcome::There) => merged.there += 1,
                Err(why) => merged.left.push((key, why)),
            }
        }
        Ok(merged)
    }

    fn merge_draft(&mut self, id: &DraftId, key: &str, text: &str) -> Result<Outcome, String> {
        let Some(here) = self.get(Shelf::Draft, id)? else {
            self.replace(key, text, None).map_err(|error| left(&error))?;
            if self.get(Shelf::Trash, id)?.is_some_and(|removed| removed == text) {
                // Where this is refused a copy stays in the trash without harm.
                _ = self.backend.remove(&Shelf::Trash.key(id));
            }
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
            (Ok(_), Err(trouble)) if !trouble.is_newer() => Err(trouble.to_string()),
            (Err(trouble), Ok(_)) if !trouble.is_newer() => {
                self.set_aside(id, &here).map_err(|error| left(&error))?;
                self.replace(key, text, Some(&here)).map_err(|error| left(&error))?;
                Ok(Outcome::Brought)
            }
            // Nobody can say which is newer: both stay.
            (Ok(_) | Err(_), _) => self.put_beside(id, text),
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
}

fn left(error: &PutError) -> String {
    format!("It was not brought: {error}.")
}
