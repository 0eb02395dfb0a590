//! The kinds of part that a postmortem is made of.

macro_rules! kinds {
    ($($variant:ident $name:literal $label:literal,)*) => {
        /// What a part is about. The list is the field's own; `Other` takes the rest.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum PartKind {
            $(#[doc = $label] $variant,)*
        }

        impl PartKind {
            /// Every kind, in the order in which a postmortem usually holds them.
            pub const ALL: &'static [PartKind] = &[$(PartKind::$variant,)*];

            /// The stable lower-case name used in JSON, comments and stored records.
            pub fn name(self) -> &'static str {
                match self { $(PartKind::$variant => $name,)* }
            }

            /// The heading that a new part of this kind gets, and its name on the page.
            pub fn label(self) -> &'static str {
                match self { $(PartKind::$variant => $label,)* }
            }
        }
    };
}

kinds! {
    Summary "summary" "Issue summary",
    Duration "duration" "Duration",
    Impact "impact" "Impact",
    RootCause "root_cause" "Root cause",
    Trigger "trigger" "Trigger",
    ContributingFactors "contributing_factors" "Contributing factors",
    Detection "detection" "Detection",
    Response "response" "Response",
    Escalation "escalation" "Escalation",
    MisleadingPaths "misleading_paths" "Misleading paths",
    Timeline "timeline" "Timeline",
    Resolution "resolution" "Resolution",
    RootCauseAndResolution "root_cause_and_resolution" "Root cause and resolution",
    CorrectiveMeasures "corrective_measures" "Corrective and preventative measures",
    ActionItems "action_items" "Action items",
    Lessons "lessons" "Lessons learned",
    WentWell "went_well" "What went well",
    WentWrong "went_wrong" "What went wrong",
    GotLucky "got_lucky" "Where we got lucky",
    Conclusion "conclusion" "Conclusion",
    References "references" "References",
    Metadata "metadata" "About this document",
    Other "other" "Other",
}

impl PartKind {
    /// The kind with this stable name, if there is one.
    pub fn from_name(name: &str) -> Option<PartKind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether a part of this kind holds action items rather than prose.
    pub fn holds_items(self) -> bool {
        matches!(self, PartKind::CorrectiveMeasures | PartKind::ActionItems)
    }
}
