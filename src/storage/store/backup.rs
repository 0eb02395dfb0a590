//! Everything in one file, or one draft. How it comes back is in [`merge`](super::merge), what the
//! file looks like in `docs/backup.md`.

use super::Store;
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::{BackedUp, DraftId, DraftSummary, Now, SaveRequest};
use crate::storage::record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
pub(super) struct Backup {
    pub(super) posthoc_backup: u32,
    pub(super) texts: Vec<(String, String)>,
}

pub(super) const VERSION: u32 = 1;

impl<B: Backend> Store<B> {
    /// Everything that is kept, as the text of one file.
    ///
    /// # Errors
    /// Where the backend can't be read: then there is no backup rather than half of one.
    pub fn backup(&self) -> Result<String, BackendError> {
        write(self.records()?).map_err(BackendError::Other)
    }

    /// As [`Store::backup`], with these documents in the place of what is stored of them.
    pub(crate) fn back_up(&mut self, unsaved: &[SaveRequest], now: Now) -> Result<BackedUp, String> {
        let why = |error| format!("The drafts can’t be read: {error}. There is no backup.");
        let mut texts = self.records().map_err(why)?;
        for request in unsaved {
            let key = Shelf::Draft.key(&request.summary.id);
            let text = self.unsaved(request, texts.get(&key).map(String::as_str), now)?;
            texts.insert(key, text);
        }
        let drafts = texts
            .keys()
            .filter(|key| matches!(Shelf::of(key), Some((Shelf::Draft, _))));
        let drafts = drafts.count();
        let text = write(texts)?;
        self.note_backed_up(now);
        Ok(BackedUp {
            text,
            drafts,
            snapshots: Ok(0),
        })
    }

    /// One draft as the text of a file that can be merged.
    pub(crate) fn archive(
        &mut self,
        id: &DraftId,
        unsaved: Option<&SaveRequest>,
        now: Now,
    ) -> Result<(DraftSummary, String), String> {
        let stored = self.get(Shelf::Draft, id)?;
        let key = Shelf::Draft.key(id);
        let (summary, texts) = match unsaved {
            Some(request) => {
                let text = self.unsaved(request, stored.as_deref(), now)?;
                (request.summary.clone(), BTreeMap::from([(key, text)]))
            }
            None => {
                // A record that can't be read goes with the generation before, which opens for it.
                let before = self.get(Shelf::Before, id)?;
                let head = |text: &Option<String>| Some(migrate::head(id, text.as_deref()?));
                let (summary, before) = match (head(&stored), head(&before)) {
                    (Some(Ok(head)), _) => (head.summary, None),
                    (_, Some(Ok(head))) => (head.summary, before),
                    (Some(Err(trouble)), _) => return Err(trouble.to_string()),
                    (None, _) => return Err("This draft is no longer there.".into()),
                };
                let before = before.map(|text| (Shelf::Before.key(id), text));
                let texts = stored.map(|text| (key, text)).into_iter().chain(before).collect();
                (summary, texts)
            }
        };
        Ok((summary, write(texts)?))
    }

    /// Every record by its key.
    fn records(&self) -> Result<BTreeMap<String, String>, BackendError> {
        let mut texts = BTreeMap::new();
        for key in self.backend.keys()? {
            if Shelf::of(&key).is_some_and(|(shelf, _)| shelf.holds_records())
                && let Some(text) = self.backend.get(&key)?
            {
                texts.insert(key, text);
            }
        }
        Ok(texts)
    }

    /// The record of a document as the next save would write it.
    fn unsaved(&self, request: &SaveRequest, stored: Option<&str>, now: Now) -> Result<String, String> {
        let stored = stored.and_then(|text| migrate::head(&request.summary.id, text).ok());
        let revision = request
            .base
            .max(stored.map_or(0, |head| head.revision))
            .saturating_add(1);
        record::write(request, revision, &self.tab, now)
    }
}

fn write(texts: BTreeMap<String, String>) -> Result<String, String> {
    serde_json::to_string(&Backup {
        posthoc_backup: VERSION,
        texts: texts.into_iter().collect(),
    })
    .map_err(|error| error.to_string())
}
