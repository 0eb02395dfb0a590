//! The phases an incident passes through.

/// What a timeline entry marks in the course of the incident.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// The fault begins, noticed or not.
    Started,
    /// Somebody or something notices.
    Detected,
    /// A responder takes the page.
    Acknowledged,
    /// Work on finding the cause.
    Investigating,
    /// Work that led away from the cause.
    Misleading,
    /// More people are called in.
    Escalated,
    /// The cause is known.
    Identified,
    /// The harm to users is stopped or lessened.
    Mitigated,
    /// The incident is over.
    Resolved,
}

impl Phase {
    /// Every phase, in the order in which an incident usually passes them.
    pub const ALL: [Phase; 9] = [
        Phase::Started,
        Phase::Detected,
        Phase::Acknowledged,
        Phase::Investigating,
        Phase::Misleading,
        Phase::Escalated,
        Phase::Identified,
        Phase::Mitigated,
        Phase::Resolved,
    ];

    /// The stable lower-case name used in JSON, comments and stored records.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Started => "started",
            Phase::Detected => "detected",
            Phase::Acknowledged => "acknowledged",
            Phase::Investigating => "investigating",
            Phase::Misleading => "misleading",
            Phase::Escalated => "escalated",
            Phase::Identified => "identified",
            Phase::Mitigated => "mitigated",
            Phase::Resolved => "resolved",
        }
    }

    /// The name on the page.
    pub fn label(self) -> &'static str {
        match self {
            Phase::Started => "Started",
            Phase::Detected => "Detected",
            Phase::Acknowledged => "Acknowledged",
            Phase::Investigating => "Investigating",
            Phase::Misleading => "Misleading path",
            Phase::Escalated => "Escalated",
            Phase::Identified => "Identified",
            Phase::Mitigated => "Mitigated",
            Phase::Resolved => "Resolved",
        }
    }

    /// The phase with this stable name, if there is one.
    pub fn from_name(name: &str) -> Option<Phase> {
        Self::ALL.into_iter().find(|phase| phase.name() == name)
    }
}
