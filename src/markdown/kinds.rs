//! What a heading's words say about its part: one table of names, synonyms and likely misspellings.
//!
//! To teach another name or language, add a line to [`NAMES`] (whole headings) or to [`SIGNS`]
//! (words that decide inside a longer heading).

use super::preview;
use crate::model::PartKind::{self, *};

/// Whole headings in lower case: letters and digits only, one space between words. These open a part
/// even as a plain label.
const NAMES: &[(&str, PartKind)] = &[
    ("summary", Summary),
    ("issue summary", Summary),
    ("incident summary", Summary),
    ("summary of issues", Summary),
    ("summary of the issue", Summary),
    ("summary of incident", Summary),
    ("summary of the incident", Summary),
    ("executive summary", Summary),
    ("outage summary", Summary),
    ("problem summary", Summary),
    ("overview", Summary),
    ("incident overview", Summary),
    ("incident description", Summary),
    ("type of incident", Summary),
    ("type of incident detected", Summary),
    ("incident type", Summary),
    ("resume of problem", Summary),
    ("what happened", Summary),
    ("tl dr", Summary),
    ("tldr", Summary),
    ("résumé", Summary),
    ("resumen", Summary),
    ("duration", Duration),
    ("outage duration", Duration),
    ("incident duration", Duration),
    ("duration of outage", Duration),
    ("duration of the outage", Duration),
    ("duration of incident", Duration),
    ("duration of the incident", Duration),
    ("duration of the interruption", Duration),
    ("total duration", Duration),
    ("total impact duration", Duration),
    ("total downtime", Duration),
    ("time to repair", Duration),
    ("time to resolve", Duration),
    ("time to recover", Duration),
    ("durée", Duration),
    ("duración", Duration),
    ("impact", Impact),
    ("the impact", Impact),
    ("user impact", Impact),
    ("customer impact", Impact),
    ("business impact", Impact),
    ("impact on users", Impact),
    ("user facing impact", Impact),
    ("impact assessment", Impact),
    ("scope", Impact),
    ("affected users", Impact),
    ("affected customers", Impact),
    ("affected services", Impact),
    ("users affected", Impact),
    ("what was impacted", Impact),
    ("impacto", Impact),
    ("root cause", RootCause),
    ("root causes", RootCause),
    ("root couse", RootCause),
    ("rootcause", RootCause),
    ("the root cause", RootCause),
    ("main cause", RootCause),
    ("cause", RootCause),
    ("causes", RootCause),
    ("root cause analysis", RootCause),
    ("root cause explanation", RootCause),
    ("rca", RootCause),
    ("why did it happen", RootCause),
    ("why did this happen", RootCause),
    ("how did it happen", RootCause),
    ("cause racine", RootCause),
    ("causa raíz", RootCause),
    ("causa raiz", RootCause),
    ("trigger", Trigger),
    ("triggers", Trigger),
    ("contributing factors", ContributingFactors),
    ("contributing factor", ContributingFactors),
    ("detection", Detection),
    ("detection method", Detection),
    ("detection delay", Detection),
    ("identified", Detection),
    ("how was the issue detected", Detection),
    ("how was it detected", Detection),
    ("initial concerns", Detection),
    ("détection", Detection),
    ("detección", Detection),
    ("response", Response),
    ("incident response", Response),
    ("actions taken", Response),
    ("action taken", Response),
    ("investigation", Response),
    ("escalation", Escalation),
    ("escalations", Escalation),
    ("incident escalation", Escalation),
    ("escalation path", Escalation),
    ("escalation process", Escalation),
    ("escalade", Escalation),
    ("escalamiento", Escalation),
    ("misleading path", MisleadingPaths),
    ("misleading paths", MisleadingPaths),
    ("misleading investigation", MisleadingPaths),
    ("misleading investigations", MisleadingPaths),
    ("misleading investigation paths", MisleadingPaths),
    ("misleading investigation debugging paths", MisleadingPaths),
    ("misleading debugging paths", MisleadingPaths),
    ("red herrings", MisleadingPaths),
    ("timeline", Timeline),
    ("the timeline", Timeline),
    ("time line", Timeline),
    ("timelines", Timeline),
    ("events timeline", Timeline),
    ("event timeline", Timeline),
    ("incident timeline", Timeline),
    ("outage timeline", Timeline),
    ("timeline of events", Timeline),
    ("timeline of the incident", Timeline),
    ("timline", Timeline),
    ("timelime", Timeline),
    ("timleine", Timeline),
    ("chronology", Timeline),
    ("sequence of events", Timeline),
    ("post resolution", Timeline),
    ("context", Timeline),
    ("chronologie", Timeline),
    ("cronología", Timeline),
    ("cronologia", Timeline),
    ("línea de tiempo", Timeline),
    ("linea de tiempo", Timeline),
    ("resolution", Resolution),
    ("resolutions", Resolution),
    ("the resolution", Resolution),
    ("resolution and recovery", Resolution),
    ("resolution explanation", Resolution),
    ("recovery", Resolution),
    ("remediation", Resolution),
    ("mitigation", Resolution),
    ("solution", Resolution),
    ("fix", Resolution),
    ("the fix", Resolution),
    ("how the incident was resolved", Resolution),
    ("how was the incident resolved", Resolution),
    ("how was the issue resolved", Resolution),
    ("how the issue was resolved", Resolution),
    ("how we resolved the issue", Resolution),
    ("résolution", Resolution),
    ("resolución", Resolution),
    ("root cause and resolution", RootCauseAndResolution),
    ("root cause and the resolution", RootCauseAndResolution),
    ("root cause resolution", RootCauseAndResolution),
    ("root causes and resolution", RootCauseAndResolution),
    ("root cause analysis and resolution", RootCauseAndResolution),
    ("rout cause and resolution", RootCauseAndResolution),
    ("cause and resolution", RootCauseAndResolution),
    ("cause racine et résolution", RootCauseAndResolution),
    ("causa raíz y resolución", RootCauseAndResolution),
    ("corrective and preventative measures", CorrectiveMeasures),
    ("corrective and preventive measures", CorrectiveMeasures),
    ("corrective and preventative measure", CorrectiveMeasures),
    ("corrective and preventive measure", CorrectiveMeasures),
    ("corrective and preventative actions", CorrectiveMeasures),
    ("corrective and preventive actions", CorrectiveMeasures),
    ("corrective measures", CorrectiveMeasures),
    ("corrective actions", CorrectiveMeasures),
    ("corrective action", CorrectiveMeasures),
    ("preventative measures", CorrectiveMeasures),
    ("preventive measures", CorrectiveMeasures),
    ("preventative actions", CorrectiveMeasures),
    ("preventive actions", CorrectiveMeasures),
    ("correctives and preventatives measures", CorrectiveMeasures),
    ("preventions", CorrectiveMeasures),
    ("prevention", CorrectiveMeasures),
    ("future prevention", CorrectiveMeasures),
    ("improvements", CorrectiveMeasures),
    ("areas for improvement", CorrectiveMeasures),
    ("improvements fixes", CorrectiveMeasures),
    ("improvements and fixes", CorrectiveMeasures),
    ("things to improve", CorrectiveMeasures),
    ("immediate actions", CorrectiveMeasures),
    ("what has been done", CorrectiveMeasures),
    ("what we re doing about it", CorrectiveMeasures),
    ("mesures correctives", CorrectiveMeasures),
    ("actions correctives", CorrectiveMeasures),
    ("mesures correctives et préventives", CorrectiveMeasures),
    ("medidas correctivas", CorrectiveMeasures),
    ("medidas correctivas y preventivas", CorrectiveMeasures),
    ("acciones correctivas", CorrectiveMeasures),
    ("action items", ActionItems),
    ("action item", ActionItems),
    ("actions", ActionItems),
    ("action plan", ActionItems),
    ("review actions", ActionItems),
    ("tasks", ActionItems),
    ("task list", ActionItems),
    ("list of tasks", ActionItems),
    ("specific tasks", ActionItems),
    ("todo", ActionItems),
    ("todos", ActionItems),
    ("to do", ActionItems),
    ("todo list", ActionItems),
    ("to do list", ActionItems),
    ("next steps", ActionItems),
    ("follow up", ActionItems),
    ("follow ups", ActionItems),
    ("followups", ActionItems),
    ("follow up actions", ActionItems),
    ("follow up tasks", ActionItems),
    ("follow up items", ActionItems),
    ("plan d action", ActionItems),
    ("tareas", ActionItems),
    ("acciones", ActionItems),
    ("lessons", Lessons),
    ("lessons learned", Lessons),
    ("lessons learnt", Lessons),
    ("lesson learned", Lessons),
    ("key takeaways", Lessons),
    ("takeaways", Lessons),
    ("key learnings", Lessons),
    ("leçons apprises", Lessons),
    ("lecciones aprendidas", Lessons),
    ("what went well", WentWell),
    ("what worked", WentWell),
    ("what worked well", WentWell),
    ("went well", WentWell),
    ("what went wrong", WentWrong),
    ("what went poorly", WentWrong),
    ("what went badly", WentWrong),
    ("what didn t go well", WentWrong),
    ("what did not go well", WentWrong),
    ("what didn t work", WentWrong),
    ("what could have gone better", WentWrong),
    ("where we got lucky", GotLucky),
    ("where did we get lucky", GotLucky),
    ("got lucky", GotLucky),
    ("conclusion", Conclusion),
    ("conclusions", Conclusion),
    ("in conclusion", Conclusion),
    ("closing remarks", Conclusion),
    ("final thoughts", Conclusion),
    ("conclusión", Conclusion),
    ("references", References),
    ("reference", References),
    ("appendix", References),
    ("supporting information", References),
    ("related links", References),
    ("références", References),
    ("referencias", References),
    ("author", Metadata),
    ("authors", Metadata),
    ("responders", Metadata),
    ("key events", Metadata),
];

/// Names that open a part as a heading only: as a label they state a fact.
const HEADINGS: &[(&str, PartKind)] = &[
    ("description", Summary),
    ("abstract", Summary),
    ("introduction", Summary),
    ("background", Summary),
    ("date", Metadata),
    ("status", Metadata),
    ("metadata", Metadata),
    ("participants", Metadata),
    ("attendees", Metadata),
    ("reviewers", Metadata),
    ("owner", Metadata),
    ("owners", Metadata),
    ("team", Metadata),
    ("severity", Impact),
    ("links", References),
    ("resources", References),
    ("further reading", References),
    ("related issues", References),
    ("related incidents", References),
    ("process", Other),
    ("leadup", ContributingFactors),
    ("lead up", ContributingFactors),
    ("how we got here", ContributingFactors),
    ("fault", Trigger),
    ("how d we do", Lessons),
    ("how did we do", Lessons),
];

/// Words that decide inside a longer heading, strongest first. A sign fits where each of its words begins
/// one of the heading's words.
const SIGNS: &[(&str, PartKind)] = &[
    ("contribut factor", ContributingFactors),
    ("why catch", ContributingFactors),
    ("why caught", ContributingFactors),
    ("timeline", Timeline),
    ("chronolog", Timeline),
    ("sequence events", Timeline),
    ("went well", WentWell),
    ("worked well", WentWell),
    ("went wrong", WentWrong),
    ("went poor", WentWrong),
    ("went bad", WentWrong),
    ("go well", WentWrong),
    ("lucky", GotLucky),
    ("lesson", Lessons),
    ("takeaway", Lessons),
    ("learned", Lessons),
    ("learnt", Lessons),
    ("learning", Lessons),
    ("conclu", Conclusion),
    ("epilogue", Conclusion),
    ("happens now", Conclusion),
    ("final words", Conclusion),
    ("cause resolution", RootCauseAndResolution),
    ("cause resolved", RootCauseAndResolution),
    ("cause solution", RootCauseAndResolution),
    ("cause fix", RootCauseAndResolution),
    ("cause remed", RootCauseAndResolution),
    ("root cause", RootCause),
    ("rout cause", RootCause),
    ("why happen", RootCause),
    ("why did", RootCause),
    ("why fail", RootCause),
    ("how did happen", RootCause),
    ("technical problem", RootCause),
    ("main cause", RootCause),
    ("trigger", Trigger),
    ("mislead", MisleadingPaths),
    ("red herring", MisleadingPaths),
    ("false lead", MisleadingPaths),
    ("wrong turn", MisleadingPaths),
    ("correctiv", CorrectiveMeasures),
    ("corective", CorrectiveMeasures),
    ("correct prevent", CorrectiveMeasures),
    ("preventat", CorrectiveMeasures),
    ("preventi", CorrectiveMeasures),
    ("prevent again", CorrectiveMeasures),
    ("prevent future", CorrectiveMeasures),
    ("action item", ActionItems),
    ("action plan", ActionItems),
    ("todo", ActionItems),
    ("to do list", ActionItems),
    ("task", ActionItems),
    ("bug report", ActionItems),
    ("follow up", ActionItems),
    ("next step", ActionItems),
    ("remaining work", ActionItems),
    ("improve", CorrectiveMeasures),
    ("doing about", CorrectiveMeasures),
    ("measures", CorrectiveMeasures),
    ("escalat", Escalation),
    ("detect", Detection),
    ("duration", Duration),
    ("time to res", Duration),
    ("time to rep", Duration),
    ("time to rec", Duration),
    ("downtime", Duration),
    ("impact", Impact),
    ("affected", Impact),
    ("summary", Summary),
    ("sumary", Summary),
    ("summery", Summary),
    ("overview", Summary),
    ("what happened", Summary),
    ("incident detected", Summary),
    ("actions taken", Response),
    ("action taken", Response),
    ("incident response", Response),
    ("investigation", Response),
    ("debugging", Response),
    ("resolution", Resolution),
    ("resolv", Resolution),
    ("recover", Resolution),
    ("remediat", Resolution),
    ("mitigat", Resolution),
    ("solution", Resolution),
    ("reference", References),
    ("appendix", References),
    ("author", Metadata),
    ("responders", Metadata),
];

/// Letters and digits in lower case, one space between words. Marks, emoji and numbering fall away.
pub(super) fn words(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_alphanumeric() {
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            } else {
                out.extend(c.to_lowercase());
            }
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    let number = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if number > 0 && number < 3 && out.get(number..).is_some_and(|rest| rest.starts_with(' ')) {
        out.drain(..=number);
    }
    out
}

/// The kind that a label names outright: safe without any mark around it.
pub(super) fn named(heading: &str) -> Option<PartKind> {
    // No name is this long, and labels are looked for on every line.
    if heading.len() > 120 {
        return None;
    }
    let plain = preview::plain(heading);
    let outside = outside_brackets(&plain);
    let words = words(&outside);
    look_up(NAMES, &words).or_else(|| tasks(&words).then_some(ActionItems))
}

/// The kind that a heading stands for where it is a name as a whole, brackets and all.
pub(super) fn names(heading: &str) -> Option<PartKind> {
    let words = heading_words(heading);
    look_up(NAMES, &words).or_else(|| look_up(HEADINGS, &words))
}

/// A heading's words, without its marks and a number before them.
pub(super) fn heading_words(heading: &str) -> String {
    words(&preview::plain(heading))
}

/// The kind that a heading's words suggest.
pub(super) fn suggested(heading: &str) -> Option<PartKind> {
    if heading.len() > 400 {
        return None;
    }
    let plain = preview::plain(heading);
    let outside = words(&outside_brackets(&plain));
    let whole = words(&plain);
    let known = look_up(NAMES, &outside)
        .or_else(|| look_up(HEADINGS, &outside))
        .or_else(|| tasks(&outside).then_some(ActionItems));
    // “Happy debugging!” is a call, whatever its words are signs of.
    if plain.trim_end().ends_with('!') {
        return known;
    }
    known.or_else(|| sign(&outside)).or_else(|| sign(&whole))
}

/// “Specific tasks to address the issue include”: a lead-in that names the list below it.
fn tasks(words: &str) -> bool {
    (words.starts_with("specific tasks") || words.starts_with("tasks to ") || words.starts_with("tasks for "))
        && words.split(' ').count() <= 10
}

fn look_up(table: &[(&str, PartKind)], words: &str) -> Option<PartKind> {
    let words = words.strip_prefix("the ").unwrap_or(words);
    table.iter().find(|(name, _)| *name == words).map(|(_, kind)| *kind)
}

fn sign(words: &str) -> Option<PartKind> {
    if words.split(' ').count() > 12 {
        return None;
    }
    SIGNS
        .iter()
        .find(|(sign, _)| {
            sign.split(' ')
                .all(|part| words.split(' ').any(|word| word.starts_with(part)))
        })
        .map(|(_, kind)| *kind)
}

/// The text without what stands in round brackets, unless nothing else is left.
fn outside_brackets(plain: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    if out.chars().any(char::is_alphanumeric) {
        out
    } else {
        plain.to_owned()
    }
}

/// Whether a line's words speak of a postmortem as a whole: what a title does.
pub(super) fn names_the_document(plain: &str) -> bool {
    let words = words(plain);
    words.contains("postmortem")
        || words.contains("post mortem")
        || words.contains("postmoterm")
        || words.contains("incident report")
        || words.contains("outage report")
        || words.contains("incident review")
}
