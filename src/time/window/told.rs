//! Start and end told in sentences: `the site went down at 10:05 AM … was back online at 12:00`.

use super::StatedWindow;
use super::scan::{Found, after, before, date_above, is_entry};

/// Times of a passage that are looked at: who tells a window tells it early.
const MOST_TIMES: usize = 64;

/// What may stand between a verb and its time.
const LINKS: &[&str] = &[
    "at",
    "on",
    "around",
    "about",
    "approximately",
    "by",
    "roughly",
    "exactly",
    "signalled",
    "given",
    "was",
    "sent",
    "signaled",
    "the",
    "morning",
    "afternoon",
    "evening",
    "of",
];

/// What went wrong: one of these tells that a sentence speaks of the incident itself.
const HARM: &[&str] = &[
    "outage",
    "incident",
    "issue",
    "problem",
    "disruption",
    "downtime",
    "failure",
    "failures",
    "degradation",
    "errors",
    "interruption",
    "down",
    "unavailable",
    "offline",
    "unreachable",
    "crashed",
    "unresponsive",
];

/// Words before a time that make it the start.
const BEGAN: &[&str] = &[
    "started",
    "began",
    "starting",
    "beginning",
    "commenced",
    "down",
    "offline",
    "crashed",
    "unavailable",
];

/// Words before a time that make it the end.
const ENDED: &[&str] = &[
    "ended",
    "resolved",
    "restored",
    "recovered",
    "online",
    "normal",
    "operational",
    "clear",
    "until",
    "fixed",
    "over",
];

/// Work that begins without being the incident.
const WORK: &[&str] = &[
    "investigation",
    "investigating",
    "deployment",
    "deploy",
    "migration",
    "maintenance",
    "work",
    "team",
    "rollback",
    "recovery",
    "upgrade",
    "release",
];

/// Words behind `At 10:05 AM,` that tell harm.
const HAPPENED: &[&str] = &[
    "went down",
    "goes down",
    "outage",
    "unavailable",
    "became un",
    "stopped",
    "crashed",
    "compromised",
    "began fail",
    "started fail",
    "started seeing",
    "started to see",
    "began seeing",
    "began to see",
    "disrupt",
    "unresponsive",
    "offline",
    "unreachable",
    "experienc",
    "inaccessible",
];

/// The window that the sentences of a passage tell. An end alone is none.
pub(super) fn told(text: &str, found: &[Found]) -> Option<StatedWindow> {
    let mut stated = StatedWindow::default();
    let mut noticed = None;
    for (i, time) in found.iter().enumerate().take(MOST_TIMES) {
        if time.written.relative.is_some()
            || time.written.end.is_some()
            || is_date_of_next(text, found, i)
            || is_entry(text, time)
        {
            continue;
        }
        let mut written = time.written.clone();
        let words = sentence_before(text, time.span.start);
        let verb = words.iter().find(|word| !LINKS.contains(&word.as_str()));
        let says = |list: &[&str]| verb.is_some_and(|verb| list.contains(&verb.as_str()));
        let harm = words.iter().any(|word| HARM.contains(&word.as_str()));
        let work = words.iter().take(4).any(|word| WORK.contains(&word.as_str()));
        let opens = verb.is_none_or(|_| words.len() <= 2);
        let behind = after(text, time.span.end)
            .split(['.', '\n'])
            .next()
            .unwrap_or("")
            .to_lowercase();
        let behind = behind
            .get(..behind.char_indices().nth(90).map_or(behind.len(), |(i, _)| i))
            .unwrap_or("");
        let starts = says(BEGAN) && harm && !work || opens && HAPPENED.iter().any(|word| behind.contains(word));
        if written.date.is_none()
            && let Some(date) = date_above(text, found, i)
        {
            written.date = date.written.date;
            date.written.doubts.iter().for_each(|doubt| written.doubt(doubt));
        }
        if starts && stated.start.is_none() {
            stated.start = Some((written, time.span.clone()));
        } else if says(ENDED) && written.clock.is_some() && stated.end.is_none() {
            stated.end = Some((time.written.clone(), time.span.clone()));
        } else if opens
            && noticed.is_none()
            && (behind.contains("report") || behind.contains("alert") || behind.contains("notic"))
        {
            noticed = Some((written, time.span.clone()));
        }
    }
    // Who states the end and when it was noticed means both as the window.
    if stated.start.is_none() && stated.end.is_some() {
        stated.start = noticed;
    }
    let (start, _) = stated.start.as_ref()?;
    let end = stated.end.as_ref().and_then(|(end, _)| end.zone.clone());
    stated.zone = end
        .or_else(|| start.zone.clone())
        .filter(|zone| !zone.span.is_empty())
        .map(|zone| (zone.name, zone.span));
    // A day without a clock starts an incident only where a verb says so, and never ends one.
    Some(stated)
}

/// A date whose clock stands right behind it is only part of that time.
fn is_date_of_next(text: &str, found: &[Found], i: usize) -> bool {
    let (Some(date), Some(next)) = (found.get(i), found.get(i + 1)) else {
        return false;
    };
    date.written.clock.is_none()
        && text
            .get(date.span.end..next.span.start)
            .is_some_and(|between| between.len() < 12)
}

/// The words of a sentence before a place in it, the last first; at most 24.
fn sentence_before(text: &str, at: usize) -> Vec<String> {
    let head = before(text, at);
    let sentence = head.rsplit(['\n', '!', '?']).next().unwrap_or("");
    let sentence = sentence.rsplit(". ").next().unwrap_or("");
    super::scan::last_words(sentence, 24)
}
