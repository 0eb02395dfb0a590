//! The list of drafts: always a scan of what is there, never an index that could be wrong.

use super::Store;
use crate::storage::backend::{Backend, BackendError};
use crate::storage::keys::Shelf;
use crate::storage::migrate;
use crate::storage::port::{Damaged, DraftId, DraftSummary, Keeping, StoreReply};
use crate::storage::record::{Trouble, utf16_len};
use std::collections::BTreeSet;

impl<B: Backend> Store<B> {
    /// All drafts, newest first, and every record that can't be opened, as it is.
    pub(crate) fn list(&self) -> StoreReply {
        self.scan().unwrap_or_else(|error| StoreReply::Listed {
            drafts: Vec::new(),
            // An empty list would say that nothing is there.
            damaged: vec![Damaged {
                key: Shelf::Draft.key(&DraftId(String::new())),
                raw: String::new(),
                why: format!("Drafts can't be listed: {error}. Nothing was changed; reload the page."),
            }],
            keeping: Keeping::Unknown,
            used: 0,
        })
    }

    fn scan(&self) -> Result<StoreReply, BackendError> {
        let mut found = Found::default();
        let (mut drafts, mut removed, mut befores) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for key in self.backend.keys()? {
            let Some(text) = self.backend.get(&key)? else {
                // Another tab took it away meanwhile.
                continue;
            };
            found.used += utf16_len(&key) + utf16_len(&text);
            match Shelf::of(&key) {
                Some((Shelf::Draft, id)) => {
                    self.look_at(&id, key, text, &mut found)?;
                    drafts.insert(id);
                }
                Some((Shelf::Aside, _)) => found.damaged.push(Damaged {
                    key,
                    raw: text,
                    why:
                        "The stored draft could not be read. It was set aside as it was when the draft was saved again."
                            .into(),
                }),
                Some((Shelf::Before, id)) => _ = befores.insert(id),
                Some((Shelf::Trash, id)) => _ = removed.insert(id),
                Some((Shelf::Template, _)) | None => {}
            }
        }
        // A generation before whose draft is gone without having been removed is still a draft.
        for id in befores {
            if !drafts.contains(&id) && !removed.contains(&id) {
                found.drafts.extend(self.before(&id)?);
            }
        }
        found.damaged.sort_by(|a, b| a.key.cmp(&b.key));
        found
            .drafts
            .sort_by(|a, b| (b.saved.unix_ms, &a.id).cmp(&(a.saved.unix_ms, &b.id)));
        Ok(StoreReply::Listed {
            drafts: found.drafts,
            damaged: found.damaged,
            keeping: self.backend.keeping(),
            used: found.used,
        })
    }

    fn look_at(&self, id: &DraftId, key: String, text: String, found: &mut Found) -> Result<(), BackendError> {
        match migrate::head(id, &text) {
            Ok(head) => found.drafts.push(head.summary),
            Err(trouble) if trouble.is_newer() => match migrate::glimpse(id, &text) {
                Some(newer) => found.drafts.push(newer.head.summary),
                None => found.damaged.push(Damaged {
                    key,
                    raw: text,
                    why: trouble.to_string(),
                }),
            },
            Err(trouble) => {
                let before = self.before(id)?;
                found.damaged.push(Damaged {
                    key,
                    raw: text,
                    why: why(&trouble, before.as_ref()),
                });
                found.drafts.extend(before);
            }
        }
        Ok(())
    }

    /// The line of the generation before, where that can be read.
    fn before(&self, id: &DraftId) -> Result<Option<DraftSummary>, BackendError> {
        let text = self.backend.get(&Shelf::Before.key(id))?;
        Ok(text.and_then(|text| migrate::head(id, &text).ok().map(|head| head.summary)))
    }
}

#[derive(Default)]
struct Found {
    drafts: Vec<DraftSummary>,
    damaged: Vec<Damaged>,
    used: usize,
}

fn why(trouble: &Trouble, before: Option<&DraftSummary>) -> String {
    match before {
        Some(before) => format!("{trouble} “{}” opens as it was one save earlier.", before.title),
        None => trouble.to_string(),
    }
}
