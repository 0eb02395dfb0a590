//! The list of drafts: always a scan of the keys, with what the index knows of texts that are still
//! the same.

use super::Store;
use crate::storage::backend::{Backend, BackendError, Stamp};
use crate::storage::keys::{self, Shelf};
use crate::storage::migrate;
use crate::storage::port::{Beside, Damaged, DraftId, DraftSummary, Keeping, Removed, StoreReply};
use crate::storage::record::{Trouble, utf16_len};
use std::collections::BTreeSet;
use tiny_sort::stable;

impl<B: Backend> Store<B> {
    /// All drafts, newest first, and every record that can't be opened, as it is.
    pub(crate) fn list(&mut self) -> StoreReply {
        match self.scan() {
            Ok(found) => StoreReply::Listed {
                drafts: found.drafts,
                damaged: found.damaged,
                keeping: self.backend.keeping(),
                used: found.used,
                beside: found.beside,
            },
            Err(error) => StoreReply::Listed {
                drafts: Vec::new(),
                // An empty list would say that nothing is there.
                damaged: vec![Damaged {
                    key: Shelf::Draft.key(&DraftId(String::new())),
                    raw: String::new(),
                    why: format!("Drafts can't be listed: {error}. Nothing was changed; reload the page."),
                }],
                keeping: Keeping::Unknown,
                used: 0,
                beside: Beside::default(),
            },
        }
    }

    pub(super) fn scan(&mut self) -> Result<Found, BackendError> {
        self.open_index();
        let mut found = Found::default();
        let (mut there, mut befores) = (BTreeSet::new(), BTreeSet::new());
        for key in self.backend.keys()? {
            let Some(stamp) = self.backend.stamp(&key)? else {
                // Another tab took it away meanwhile.
                continue;
            };
            found.used += utf16_len(&key) + stamp.units;
            match Shelf::of(&key) {
                Some((Shelf::Draft, id)) => {
                    self.look_at(&id, &key, stamp, &mut found)?;
                    there.insert(key);
                }
                Some((Shelf::Trash, id)) => {
                    self.look_at_removed(&id, &key, stamp, &mut found)?;
                    there.insert(key);
                }
                Some((Shelf::Aside, _)) => found.damaged.extend(self.backend.get(&key)?.map(|raw| {
                    Damaged {
                    key,
                    raw,
                    why:
                        "The stored draft could not be read. It was set aside as it was when the draft was saved again."
                            .into(),
                }
                })),
                Some((Shelf::Before, id)) => _ = befores.insert(id),
                Some((Shelf::Exported, id)) => {
                    let at = self.noted(&key);
                    found.beside.exported.extend(at.map(|at| (id, at)));
                }
                None if key == keys::BACKED_UP => found.beside.backed_up = self.noted(&key),
                Some((Shelf::Template | Shelf::Forget, _)) | None => {}
            }
        }
        // A generation before whose draft is gone without having been removed is still a draft.
        for id in befores {
            if !there.contains(&Shelf::Draft.key(&id)) && !there.contains(&Shelf::Trash.key(&id)) {
                found.drafts.extend(self.before(&id)?);
            }
        }
        self.index.keep(|key| there.contains(key));
        self.keep_index();
        found.sort();
        Ok(found)
    }

    fn look_at(&mut self, id: &DraftId, key: &str, stamp: Stamp, found: &mut Found) -> Result<(), BackendError> {
        if let Some(known) = self.index.known(key, stamp) {
            found.drafts.push(known.clone());
            return Ok(());
        }
        self.index.forget(key);
        let Some(text) = self.backend.get(key)? else {
            return Ok(());
        };
        match migrate::head(id, &text) {
            Ok(head) => {
                self.index.note(key.into(), &text, head.summary.clone());
                found.drafts.push(head.summary);
            }
            Err(trouble) if trouble.is_newer() => match migrate::glimpse(id, &text) {
                Some(newer) => found.drafts.push(newer.head.summary),
                None => found.damaged.push(Damaged {
                    key: key.into(),
                    raw: text,
                    why: trouble.to_string(),
                }),
            },
            Err(trouble) => {
                let before = self.before(id)?;
                found.damaged.push(Damaged {
                    key: key.into(),
                    raw: text,
                    why: why(&trouble, before.as_ref()),
                });
                found.drafts.extend(before);
            }
        }
        Ok(())
    }

    fn look_at_removed(
        &mut self,
        id: &DraftId,
        key: &str,
        stamp: Stamp,
        found: &mut Found,
    ) -> Result<(), BackendError> {
        let readable = |summary: &DraftSummary| Removed {
            id: id.clone(),
            title: summary.title.clone(),
            saved: Some(summary.saved),
            size: summary.size,
        };
        if let Some(known) = self.index.known(key, stamp) {
            found.beside.removed.push(readable(known));
            return Ok(());
        }
        self.index.forget(key);
        let Some(text) = self.backend.get(key)? else {
            return Ok(());
        };
        let removed = match migrate::head(id, &text) {
            Ok(head) => {
                let removed = readable(&head.summary);
                self.index.note(key.into(), &text, head.summary);
                removed
            }
            Err(_) => Removed {
                id: id.clone(),
                title: self.before(id)?.map(|before| before.title).unwrap_or_default(),
                saved: None,
                size: stamp.units,
            },
        };
        found.beside.removed.push(removed);
        Ok(())
    }

    /// The line of the generation before, where that can be read.
    fn before(&self, id: &DraftId) -> Result<Option<DraftSummary>, BackendError> {
        let text = self.backend.get(&Shelf::Before.key(id))?;
        Ok(text.and_then(|text| migrate::head(id, &text).ok().map(|head| head.summary)))
    }
}

/// What a scan has found.
#[derive(Default)]
pub(super) struct Found {
    drafts: Vec<DraftSummary>,
    damaged: Vec<Damaged>,
    used: usize,
    beside: Beside,
}

impl Found {
    fn sort(&mut self) {
        stable::sort_by(&mut self.damaged, |a, b| a.key.cmp(&b.key));
        stable::sort_by(&mut self.drafts, |a, b| {
            (b.saved.unix_ms, &a.id).cmp(&(a.saved.unix_ms, &b.id))
        });
        let saved = |removed: &Removed| removed.saved.map(|saved| saved.unix_ms);
        stable::sort_by(&mut self.beside.removed, |a, b| {
            (saved(b), &a.id).cmp(&(saved(a), &b.id))
        });
    }
}

fn why(trouble: &Trouble, before: Option<&DraftSummary>) -> String {
    match before {
        Some(before) => format!("{trouble} “{}” opens as it was one save earlier.", before.title),
        None => trouble.to_string(),
    }
}
