//! Where things lie: the names of keys. A key that is not named here is somebody else's.

use super::port::DraftId;

/// What lies under a key of ours.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Shelf {
    /// A draft's record.
    Draft,
    /// The record that stood there before the last save.
    Before,
    /// The record of a removed draft.
    Trash,
    /// A record that can't be read, moved out of the way byte for byte when its draft was saved
    /// again. Its id is followed by a slash and the checksum of its text.
    Aside,
    /// A template of the person's own, as Markdown. Its id is no draft's.
    Template,
    /// When a draft last went out as a file: no record, and no loss where it is gone.
    Exported,
    /// When a draft was deleted for good whose snapshots are still to go.
    Forget,
}

/// What the list of drafts was when it was last read through: only ever a cache.
pub(crate) const INDEX: &str = "posthoc/index";

/// When everything was last backed up.
pub(crate) const BACKED_UP: &str = "posthoc/backed-up";

impl Shelf {
    const ALL: [Shelf; 7] = [
        Shelf::Draft,
        Shelf::Before,
        Shelf::Trash,
        Shelf::Aside,
        Shelf::Template,
        Shelf::Exported,
        Shelf::Forget,
    ];

    /// Draft and trash are equally long, so that a record fits in the one where it fitted in the
    /// other.
    fn prefix(self) -> &'static str {
        match self {
            Shelf::Draft => "posthoc/draft/",
            Shelf::Before => "posthoc/before/",
            Shelf::Trash => "posthoc/trash/",
            Shelf::Aside => "posthoc/aside/",
            Shelf::Template => "posthoc/template/",
            Shelf::Exported => "posthoc/exported/",
            Shelf::Forget => "posthoc/forget/",
        }
    }

    /// Whether a person's words lie here.
    pub(crate) fn holds_records(self) -> bool {
        !matches!(self, Shelf::Exported | Shelf::Forget)
    }

    /// The key of a draft on this shelf.
    pub(crate) fn key(self, id: &DraftId) -> String {
        [self.prefix(), &id.0].concat()
    }

    /// The shelf and the draft of a key, where it is one of ours.
    pub(crate) fn of(key: &str) -> Option<(Shelf, DraftId)> {
        Shelf::ALL.into_iter().find_map(|shelf| {
            let rest = key.strip_prefix(shelf.prefix())?;
            let id = match shelf {
                Shelf::Aside => rest.split('/').next()?,
                _ => rest,
            };
            (!id.is_empty()).then(|| (shelf, DraftId(id.into())))
        })
    }
}

/// The key under which an unreadable text of a draft is set aside: the same text, the same key.
pub(crate) fn aside(id: &DraftId, text: &str) -> String {
    format!("{}/{:016x}", Shelf::Aside.key(id), super::record::hash(text))
}

const STEPS: &str = "posthoc/steps/";

/// The key of the steps that a tab can take back, in the tab's own storage.
pub(crate) fn steps(id: &DraftId) -> String {
    [STEPS, &id.0].concat()
}

/// Whether steps of a draft lie under a key.
pub(crate) fn is_steps(key: &str) -> bool {
    key.starts_with(STEPS)
}
