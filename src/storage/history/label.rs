//! The key of a snapshot says all that a list needs, so that a list reads no snapshot.
//!
//! `DRAFT/SERIAL-MS-OFFSET-SIZE-HASH-REASON/NAME`: numbers in hexadecimal digits but the offset,
//! which is in minutes east of UTC. Serials count up within a draft, so that the order does not
//! hang on a clock; two tabs may reach the same one.

use crate::storage::port::{DraftId, Now, Reason, Snapshot, SnapshotId};

/// Letters of a name, at most.
const NAME: usize = 80;

/// What is known of a snapshot without reading it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Label {
    pub(super) draft: DraftId,
    pub(super) serial: u32,
    pub(super) at: Now,
    pub(super) reason: Reason,
    pub(super) name: String,
    /// Bytes.
    pub(super) size: usize,
    /// xxHash64 of the document's text: what tells it from others, and damage from what was kept.
    pub(super) hash: u64,
}

impl Label {
    pub(super) fn key(&self) -> String {
        key(&self.draft, &self.id().0)
    }

    pub(super) fn id(&self) -> SnapshotId {
        let name: String = self.name.chars().take(NAME).collect();
        SnapshotId(format!(
            "{:08x}-{:x}-{}-{:x}-{:016x}-{}/{name}",
            self.serial,
            self.at.unix_ms.max(0),
            // A minus would look like what divides the fields.
            self.at.offset_minutes.saturating_add(OFFSET),
            self.size,
            self.hash,
            reason_name(self.reason),
        ))
    }

    /// The label that a key is made of, where it is one of ours.
    pub(super) fn of(key: &str) -> Option<Label> {
        let (draft, rest) = key.split_once('/')?;
        let (fields, name) = rest.split_once('/')?;
        let mut fields = fields.split('-');
        let mut next = || fields.next();
        let label = Label {
            draft: DraftId(draft.into()),
            serial: u32::from_str_radix(next()?, 16).ok()?,
            at: Now {
                unix_ms: i64::from_str_radix(next()?, 16).ok()?,
                offset_minutes: next()?.parse::<i32>().ok()?.checked_sub(OFFSET)?,
            },
            size: usize::from_str_radix(next()?, 16).ok()?,
            hash: u64::from_str_radix(next()?, 16).ok()?,
            reason: reason_of(next()?)?,
            name: name.into(),
        };
        // What is not written so is not ours, and its key could not be found again.
        (label.key() == key).then_some(label)
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            id: self.id(),
            at: self.at,
            reason: self.reason,
            name: self.name.clone(),
            size: self.size,
        }
    }
}

/// Minutes that are added to an offset, so that it is written without a sign.
const OFFSET: i32 = 1_440;

/// The key of a draft's snapshot.
pub(super) fn key(draft: &DraftId, id: &str) -> String {
    [&draft.0, "/", id].concat()
}

fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Asked => "asked",
        Reason::Editing => "editing",
        Reason::Import => "import",
        Reason::Paste => "paste",
        Reason::Template => "template",
        Reason::Fixes => "fixes",
        Reason::Restore => "restore",
        Reason::OtherTab => "tab",
    }
}

fn reason_of(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason_name(*reason) == name)
}
