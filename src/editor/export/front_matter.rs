//! The facts of the incident as YAML front matter, for sites and programs that read it.
//!
//! There is no `title`: the heading is the document's title, and a second one would be a copy that falls out of
//! step (markdownlint counts it as a second first-level heading, MD025).

use crate::editor::facts::incident_day;
use crate::editor::figures::{DayForm, day};
use crate::lint::Analysis;
use crate::markdown::escape::yaml;
use crate::markdown::facts::Source;
use crate::markdown::{made, preview};
use crate::model::{Body, FactKey, Id, Opening, Part, PartKind, Postmortem};

/// The keys in their order. A list is written for facts that name several.
const KEYS: [(FactKey, &str, bool); 11] = [
    (FactKey::Incident, "incident", false),
    (FactKey::Start, "start", false),
    (FactKey::End, "end", false),
    (FactKey::Zone, "time_zone", false),
    (FactKey::Duration, "duration", false),
    (FactKey::Severity, "severity", false),
    (FactKey::Status, "status", false),
    (FactKey::Affected, "users_affected", false),
    (FactKey::Services, "services", true),
    (FactKey::Authors, "authors", true),
    (FactKey::Roles, "roles", true),
];

/// Puts the facts into the document's front matter, behind what the author wrote there; nothing where no fact is
/// known.
pub(super) fn put(document: &mut Postmortem, analysis: &Analysis) {
    let own = made::front_matter_of(document).map(str::to_owned);
    let keys = keys(document, analysis, own.as_deref());
    if keys.is_empty() {
        return;
    }
    let Some(text) = made::front_matter(own.as_deref(), &keys) else {
        return;
    };
    match document.parts.first_mut().filter(|_| own.is_some()) {
        Some(first) => first.body = Body::Prose(text),
        None => {
            let part = Part {
                opening: Opening::Bare,
                heading: String::new(),
                body: Body::Prose(text),
                ..Part::new(document.fresh_id(), PartKind::Metadata)
            };
            document.parts.insert(0, part);
        }
    }
}

fn keys(document: &Postmortem, analysis: &Analysis, own: Option<&str>) -> String {
    let front: Option<Id> = own.and_then(|_| document.parts.first().map(|part| part.id));
    let mut lines: Vec<String> = Vec::new();
    let mut line = |name: &str, value: String| {
        if !value.is_empty() && !own.is_some_and(|own| has(own, name)) {
            lines.push(format!("{name}: {value}"));
        }
    };
    if let Some(moment) = incident_day(analysis) {
        line("date", day(moment, DayForm::Iso));
    }
    for (key, name, list) in KEYS {
        let Some(fact) = analysis.stated.fact(key) else {
            continue;
        };
        // What the author's own front matter says already is not said twice.
        if matches!(fact.from, Source::Sentence(part, _) if Some(part) == front) {
            continue;
        }
        let words = preview::plain(&fact.text);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            continue;
        }
        let value = if list {
            let items = words.split(',').map(str::trim).filter(|item| !item.is_empty());
            format!("[{}]", items.map(yaml).collect::<Vec<_>>().join(", "))
        } else {
            yaml(&words)
        };
        line(name, value);
    }
    lines.join("\n")
}

/// Whether front matter has a key.
fn has(own: &str, name: &str) -> bool {
    own.lines().any(|line| {
        line.split_once(':').is_some_and(|(key, _)| {
            let key = key.trim_end().to_lowercase().replace(['-', ' '], "_");
            key == name
        })
    })
}
