//! What a new draft starts from, and what an empty part or fact asks for.

use crate::markdown::templates::{self, Template};
use crate::model::{Body, FactKey, Facts, Opening, Part, PartKind, Postmortem};

/// A new document: no title, and the usual parts, empty. The part for facts comes with the first fact.
pub(crate) fn new_document() -> Postmortem {
    templates::named(templates::USUAL).map_or_else(Postmortem::default, Template::document)
}

/// An empty part for facts.
pub(crate) fn facts_part(document: &mut Postmortem) -> Part {
    Part {
        id: document.fresh_id(),
        kind: PartKind::Metadata,
        heading: String::new(),
        opening: Opening::Bare,
        body: Body::Facts(Facts::default()),
    }
}

/// What an empty part asks for where no template says it, shown as its example.
pub(crate) fn hint(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Summary => "In two or three sentences: what broke, for whom, for how long, and what brought it back.",
        PartKind::Duration => "From when to when, in which zone: June 15, 2023, 8:00 AM to 12:00 PM (GMT+1).",
        PartKind::Impact => "What could people not do, how many of them, and how did they notice?",
        PartKind::RootCause => "What made it possible? Describe the system, not a person: which check was missing?",
        PartKind::Trigger => "What set it off: a deploy, a spike in traffic, an expired certificate?",
        PartKind::ContributingFactors => "What made it likelier, longer or worse?",
        PartKind::Detection => "How was it noticed, by whom or what, and how could it have been noticed sooner?",
        PartKind::Response => "Who did what once it was known?",
        PartKind::Escalation => "Who was called in, when, and how did they learn of it?",
        PartKind::MisleadingPaths => "Which suspicions turned out wrong, and what ruled them out?",
        PartKind::Timeline => "From the first sign to the end, one line a step.",
        PartKind::Resolution => "What ended it, step by step, and how was it confirmed?",
        PartKind::RootCauseAndResolution => "What made it possible, and what ended it?",
        PartKind::CorrectiveMeasures => "What keeps this from happening again? One change a line.",
        PartKind::ActionItems => "Who does what until when? One task a line.",
        PartKind::Lessons => "What will be done differently next time, and what should stay as it was?",
        PartKind::WentWell => "What worked as it should?",
        PartKind::WentWrong => "What did not work, or was missing?",
        PartKind::GotLucky => "What could have made it worse, but happened not to?",
        PartKind::Conclusion => "What should a reader take away?",
        PartKind::References => "Dashboards, tickets, chat threads, earlier incidents.",
        PartKind::Metadata => "Who wrote this, when, and in which state it is.",
        PartKind::Other => "Write here.",
    }
}

/// What a fact looks like, shown while it is empty.
pub(crate) fn example(key: FactKey) -> &'static str {
    match key {
        FactKey::Start => "June 15, 2023 8:00 AM",
        FactKey::End => "June 15, 2023 12:00 PM",
        FactKey::Zone => "UTC",
        FactKey::Duration => "4 hours",
        FactKey::Severity => "SEV-2",
        FactKey::Status => "Draft",
        FactKey::Affected => "70%",
        FactKey::Services => "checkout, payments",
        FactKey::Authors => "Salma, Jonas",
        FactKey::Roles => "Commander: Salma",
        FactKey::Incident => "INC-1024",
        FactKey::Clock => "Africa/Lagos",
    }
}
