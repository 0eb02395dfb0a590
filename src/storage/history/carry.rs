//! Snapshots that leave in a backup or an archive, and come back from one.
//!
//! In the file they stand behind the texts, each under its own key (`docs/backup.md`). A key holds
//! size and hash, so the same snapshot has the same key everywhere: nothing is brought twice, and
//! nothing is ever put over another one.

use super::label::Label;
use super::{History, Place, bounds, entry, not_kept, unreachable};
use crate::storage::backend::BackendError;
use crate::storage::port::DraftId;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a file's snapshots.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Brought {
    pub(crate) brought: usize,
    /// Not brought: the key, and why.
    pub(crate) left: Vec<(String, String)>,
}

/// The part of a file that is of concern here. A file from before there was any has none.
#[derive(Deserialize)]
struct Carried {
    #[serde(default)]
    snapshots: Vec<(String, String)>,
}

impl<P: Place> History<P> {
    /// Adds to the text of a backup the snapshots of drafts that are kept, or of one draft alone.
    /// Returns how many there are.
    pub(crate) async fn add_to(
        &self,
        file: &mut String,
        draft: Option<&DraftId>,
        is_kept: impl Fn(&DraftId) -> bool,
    ) -> Result<usize, String> {
        let why = |error| match error {
            // There is no history here, so none is missing.
            BackendError::Denied => Ok(0),
            error => Err(unreachable(&error)),
        };
        let mut labels = match self.labels(draft).await {
            Ok(labels) => labels,
            Err(error) => return why(error),
        };
        labels.retain(|label| draft.is_some() || is_kept(&label.draft));
        let mut pairs = Vec::new();
        for label in labels {
            let key = label.key();
            match self.place.get(&key).await {
                Ok(Some(bytes)) => pairs.push((key, BASE64_STANDARD.encode(bytes))),
                // Another tab took it away meanwhile.
                Ok(None) => {}
                Err(error) => return why(error),
            }
        }
        if pairs.is_empty() {
            return Ok(0);
        }
        let json = serde_json::to_string(&pairs).map_err(|error| error.to_string())?;
        let Some(rest) = file.strip_suffix('}') else {
            return Err("The file has no place for snapshots.".into());
        };
        *file = [rest, ",\"snapshots\":", &json, "}"].concat();
        Ok(pairs.len())
    }

    /// Brings here what a file holds of the snapshots of drafts that are kept here. None that is here
    /// gives way to one of the file: beyond the bounds of a history the file's oldest automatic ones
    /// stay where they are.
    pub(crate) async fn bring_from(&self, file: &str, is_kept: impl Fn(&DraftId) -> bool) -> Brought {
        let mut outcome = Brought::default();
        let Ok(carried) = serde_json::from_str::<Carried>(file) else {
            return outcome;
        };
        let mut bytes_of = BTreeMap::new();
        let mut labels = Vec::new();
        for (key, text) in carried.snapshots {
            match whole(&key, &text) {
                Some((label, bytes)) if is_kept(&label.draft) => {
                    labels.push(label);
                    bytes_of.insert(key, bytes);
                }
                Some(_) => {}
                None => outcome
                    .left
                    .push((key, "A snapshot of the backup is damaged.".to_owned())),
            }
        }
        if labels.is_empty() {
            return outcome;
        }
        let here = match self.labels(None).await {
            Ok(here) => here,
            Err(error) => {
                let why = unreachable(&error);
                outcome.left.extend(bytes_of.into_keys().map(|key| (key, why.clone())));
                return outcome;
            }
        };
        for label in new_ones(&here, labels) {
            let key = label.key();
            let Some(bytes) = bytes_of.get(&key) else { continue };
            match self.put_whole(&key, bytes).await {
                Ok(()) => outcome.brought += 1,
                Err(why) => outcome.left.push((key, why)),
            }
        }
        outcome
    }

    /// Puts bytes under a key and reads them back.
    pub(super) async fn put_whole(&self, key: &str, bytes: &[u8]) -> Result<(), String> {
        self.place.put(key, bytes).await.map_err(|error| not_kept(&error))?;
        self.read_back(key, bytes).await
    }
}

/// The label and the bytes of a snapshot, where it is what its key says.
fn whole(key: &str, text: &str) -> Option<(Label, Vec<u8>)> {
    let label = Label::of(key)?;
    let bytes = BASE64_STANDARD.decode(text).ok()?;
    (bytes.len() == label.size && entry::is_whole(&bytes, label.hash)).then_some((label, bytes))
}

/// What is not here yet and has a place within the bounds.
fn new_ones(here: &[Label], file: Vec<Label>) -> Vec<Label> {
    let known: BTreeSet<String> = here.iter().map(Label::key).collect();
    let mut new: BTreeMap<String, Label> = file.into_iter().map(|label| (label.key(), label)).collect();
    new.retain(|key, _| !known.contains(key));
    let drafts: BTreeSet<DraftId> = new.values().map(|label| label.draft.clone()).collect();
    let all = || here.iter().chain(new.values());
    let mut beyond = BTreeSet::new();
    for draft in drafts {
        let own: Vec<Label> = all().filter(|label| label.draft == draft).cloned().collect();
        if let Some(newest) = own.iter().max_by_key(|label| (label.serial, label.at.unix_ms)).cloned() {
            beyond.extend(bounds::of_a_draft(own, &newest).iter().map(Label::key));
        }
    }
    if let Some(newest) = all().max_by_key(|label| label.at.unix_ms) {
        let within = all().filter(|label| !beyond.contains(&label.key())).cloned().collect();
        beyond.extend(bounds::of_all(within, newest).iter().map(Label::key));
    }
    new.retain(|key, _| !beyond.contains(key));
    new.into_values().collect()
}
