//! Facts that a person stated outside any sentence.

use std::collections::BTreeMap;

macro_rules! fact_keys {
    ($($variant:ident $name:literal $label:literal,)*) => {
        /// Names one fact of an incident.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum FactKey {
            $(#[doc = $label] $variant,)*
        }

        impl FactKey {
            /// Every fact, in the order in which they are shown and written.
            pub const ALL: &'static [FactKey] = &[$(FactKey::$variant,)*];

            /// The stable lower-case name used in JSON and stored records.
            pub fn name(self) -> &'static str {
                match self { $(FactKey::$variant => $name,)* }
            }

            /// The label on the page and in Markdown.
            pub fn label(self) -> &'static str {
                match self { $(FactKey::$variant => $label,)* }
            }
        }
    };
}

fact_keys! {
    Start "start" "Start",
    End "end" "End",
    Zone "zone" "Time zone",
    Duration "duration" "Stated duration",
    Severity "severity" "Severity",
    Status "status" "Status",
    Affected "affected" "Users affected",
    Services "services" "Services",
    Authors "authors" "Authors",
    Roles "roles" "Roles",
    Incident "incident" "Incident",
    Clock "clock" "Second clock",
}

impl FactKey {
    /// The fact with this stable name, if there is one.
    pub fn from_name(name: &str) -> Option<FactKey> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }
}

/// Facts stated in fields, each as typed, on one line, trimmed and never empty.
///
/// A fact found in a sentence is not here: it stays in the sentence and is read from it. A fact
/// here goes before one in a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts(pub BTreeMap<FactKey, String>);
