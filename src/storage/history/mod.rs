//! The history of drafts: snapshots that are kept, listed, opened and bounded.
//!
//! The promise over any [`Place`], as the store's is over any backend: a snapshot is said to be
//! kept only after it was read back, one that can't be read is left as it is, and where space is
//! short the oldest automatic ones go; those that the person asked for never do. Snapshots lie
//! apart from the drafts, where a browser gives far more room than localStorage has.

mod bounds;
mod carry;
mod entry;
mod label;

use super::backend::BackendError;
use super::port::{DraftId, HistoryReply, HistoryRequest, Now, SnapshotRequest};
use label::Label;
use std::cell::Cell;
use std::rc::Rc;
use tiny_sort::stable;

/// Bytes under keys, answered later: IndexedDB in the browser, a memory in tests.
pub trait Place {
    /// The keys of one draft, or all keys; in any order.
    fn keys(&self, draft: Option<&DraftId>) -> impl Future<Output = Result<Vec<String>, BackendError>>;

    /// The bytes under a key.
    fn get(&self, key: &str) -> impl Future<Output = Result<Option<Vec<u8>>, BackendError>>;

    /// Puts bytes under a key; where there is no room, nothing changes.
    fn put(&self, key: &str, bytes: &[u8]) -> impl Future<Output = Result<(), BackendError>>;

    /// Takes keys away, all or none.
    fn remove(&self, keys: &[String]) -> impl Future<Output = Result<(), BackendError>>;
}

/// The history of all drafts.
#[derive(Clone, Debug, Default)]
pub struct History<P> {
    place: P,
    /// Snapshots kept in this visit.
    kept: Rc<Cell<u32>>,
}

/// After so many snapshots it is looked how much room all of them take: a list of all keys.
const TURN: u32 = 16;

impl<P: Place> History<P> {
    /// The history in a place.
    pub fn new(place: P) -> History<P> {
        History {
            place,
            kept: Rc::default(),
        }
    }

    /// Does what the application asks. Whatever changes a list is answered with the list.
    pub async fn answer(&self, request: HistoryRequest, now: Now) -> Vec<HistoryReply> {
        let draft = request.draft().clone();
        let mut replies = Vec::new();
        match request {
            HistoryRequest::List(_) => {}
            HistoryRequest::Keep(request) => match self.keep(&request, now).await {
                Ok(label) => replies.push(HistoryReply::Kept(draft.clone(), label.id())),
                Err(why) => return vec![HistoryReply::NotKept(draft, request.reason, why)],
            },
            HistoryRequest::Open(_, id) => {
                return vec![match self.open(&draft, &id.0).await {
                    Ok(document) => HistoryReply::Opened(draft, id, Box::new(document)),
                    Err(why) => HistoryReply::NotOpened(draft, id, why),
                }];
            }
            HistoryRequest::Remove(_, id) => {
                let key = label::key(&draft, &id.0);
                if let Err(error) = self.place.remove(&[key]).await {
                    return vec![HistoryReply::Unavailable(draft, unreachable(&error))];
                }
            }
            HistoryRequest::Forget(_) => {
                // Where this is refused the snapshots lie there without harm.
                _ = self.forget(&draft).await;
                return Vec::new();
            }
        }
        replies.push(match self.labels(Some(&draft)).await {
            Ok(mut labels) => {
                stable::sort_by_key(&mut labels, |label| std::cmp::Reverse((label.serial, label.at.unix_ms)));
                HistoryReply::Listed(draft, labels.iter().map(Label::snapshot).collect())
            }
            Err(error) => HistoryReply::Unavailable(draft, unreachable(&error)),
        });
        replies
    }

    /// Removes all snapshots of a draft: it is gone for good.
    ///
    /// # Errors
    /// Where the place refuses; what lies there stays.
    pub async fn forget(&self, draft: &DraftId) -> Result<(), BackendError> {
        let keys = self.place.keys(Some(draft)).await?;
        match keys.is_empty() {
            true => Ok(()),
            false => self.place.remove(&keys).await,
        }
    }

    async fn keep(&self, request: &SnapshotRequest, now: Now) -> Result<Label, String> {
        let draft = &request.draft;
        let there = self.labels(Some(draft)).await.map_err(|error| not_kept(&error))?;
        let (hash, bytes) = entry::write(&request.document)?;
        let newest = there.iter().max_by_key(|label| (label.serial, label.at.unix_ms));
        if let Some(newest) = newest
            && newest.hash == hash
            && request.reason.is_automatic()
        {
            return Ok(newest.clone());
        }
        let label = Label {
            draft: draft.clone(),
            serial: newest.map_or(1, |newest| newest.serial.saturating_add(1)),
            at: now,
            reason: request.reason,
            name: request.name.clone(),
            size: bytes.len(),
            hash,
        };
        let key = label.key();
        self.put_with_room(&label, &bytes)
            .await
            .map_err(|error| not_kept(&error))?;
        self.read_back(&key, &bytes).await?;
        self.tidy(there, &label).await;
        Ok(label)
    }

    /// A snapshot counts as kept once its bytes were read back.
    async fn read_back(&self, key: &str, bytes: &[u8]) -> Result<(), String> {
        match self.place.get(key).await {
            Ok(Some(read)) if read == bytes => Ok(()),
            Ok(_) => {
                _ = self.place.remove(&[key.into()]).await;
                Err("The snapshot was not kept: what was read back differs from what was written.".into())
            }
            Err(error) => Err(not_kept(&error)),
        }
    }

    /// Lets go what is beyond the bounds: of the draft each time, of all drafts now and then. Where
    /// that is refused there is more than was meant, and nothing less.
    async fn tidy(&self, mut own: Vec<Label>, newest: &Label) {
        own.push(newest.clone());
        let kept = self.kept.replace(self.kept.get().wrapping_add(1));
        let mut beyond = bounds::of_a_draft(own, newest);
        if kept.is_multiple_of(TURN)
            && let Ok(all) = self.labels(None).await
        {
            beyond.extend(bounds::of_all(all, newest));
        }
        if !beyond.is_empty() {
            let keys: Vec<String> = beyond.iter().map(Label::key).collect();
            _ = self.place.remove(&keys).await;
        }
    }

    /// Puts bytes where there may be no room: the oldest automatic snapshots of all drafts give
    /// way, few at a time.
    async fn put_with_room(&self, label: &Label, bytes: &[u8]) -> Result<(), BackendError> {
        let key = label.key();
        let mut put = self.place.put(&key, bytes).await;
        if put != Err(BackendError::Full) {
            return put;
        }
        let mut spares = bounds::spares(self.labels(None).await?, label);
        let mut batch = 1;
        while put == Err(BackendError::Full) && !spares.is_empty() {
            let rest = spares.split_off(spares.len().min(batch));
            let keys: Vec<String> = spares.iter().map(Label::key).collect();
            self.place.remove(&keys).await?;
            put = self.place.put(&key, bytes).await;
            // A snapshot is about as large as another one; where it is not, few rounds are enough.
            batch *= 2;
            spares = rest;
        }
        put
    }

    async fn open(&self, draft: &DraftId, id: &str) -> Result<crate::model::Postmortem, String> {
        let key = label::key(draft, id);
        let label = Label::of(&key).ok_or("This is not a snapshot of Posthoc.")?;
        match self.place.get(&key).await {
            Ok(Some(bytes)) => entry::read(&bytes, label.hash),
            Ok(None) => Err("This snapshot is no longer there.".into()),
            Err(error) => Err(format!("This snapshot can’t be read: {error}.")),
        }
    }

    /// What lies in the place; keys that are not understood are somebody else's.
    async fn labels(&self, draft: Option<&DraftId>) -> Result<Vec<Label>, BackendError> {
        let keys = self.place.keys(draft).await?;
        Ok(keys.iter().filter_map(|key| Label::of(key)).collect())
    }
}

/// The answer where no place for a history is given.
pub(super) fn none(draft: DraftId) -> HistoryReply {
    HistoryReply::Unavailable(draft, unreachable(&BackendError::Denied))
}

fn unreachable(error: &BackendError) -> String {
    match error {
        BackendError::Denied => "No history here: this browser does not let the page keep one.".into(),
        other => format!("The history can’t be reached: {other}."),
    }
}

fn not_kept(error: &BackendError) -> String {
    match error {
        BackendError::Denied => unreachable(error),
        BackendError::Full => "The snapshot was not kept: no room is left for it in the browser’s storage.".into(),
        other => format!("The snapshot was not kept: {other}."),
    }
}
