//! How long the incident lasted, as a passage says it.

use super::amount::amounts;
use super::scan::{after, before, last_words};
use std::ops::Range;

/// Finds the duration stated in a passage (`2 hours`, `4-hour outage`, `1h 30m`): minutes, and
/// where it stands.
///
/// An amount counts where the words around say that it is the incident's length: a label, `lasted`,
/// `outage`, a window beside it, or nothing at all around it. Others (`every 5 minutes`, `a timeout
/// of 10 minutes`) state nothing; of several the one that says it most plainly is taken.
pub fn find_duration(text: &str) -> Option<(i64, Range<usize>)> {
    let mut best: Option<(u8, i64, Range<usize>)> = None;
    let mut at = 0;
    let mut last: Option<char> = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let fresh = !last.is_some_and(|b| b.is_alphanumeric() || "._:/-–+$#".contains(b));
        if fresh
            && c.is_ascii_alphanumeric()
            && let Some((minutes, length)) = amounts(text.get(at..).unwrap_or(""))
            && text
                .get(at + length..)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
        {
            let weight = weight(before(text, at), after(text, at + length), at);
            if weight > best.as_ref().map_or(0, |found| found.0) {
                best = Some((weight, minutes, at..at + length));
            }
            at += length;
            last = Some('h');
            continue;
        }
        last = Some(c);
        at += c.len_utf8();
    }
    best.map(|(_, minutes, span)| (minutes, span))
}

/// Words right before an amount that only round it.
const ROUNDS: &[&str] = &[
    "about",
    "approximately",
    "approx",
    "around",
    "roughly",
    "nearly",
    "almost",
    "circa",
    "exactly",
    "just",
    "total",
    "a",
    "of",
    "for",
];

/// Words right before an amount that make it something else, or less than the whole.
const ELSEWHERE: &[&str] = &[
    "every",
    "per",
    "each",
    "last",
    "past",
    "next",
    "first",
    "under",
    "than",
    "before",
    "least",
    "most",
    "over",
    "another",
    "additional",
    "extra",
    "previous",
    "timeout",
    "wait",
    "waited",
    "ttl",
    "to",
];

/// How plainly an amount is the incident's length: 0 not at all.
fn weight(lead: &str, behind: &str, at: usize) -> u8 {
    let line = lead.rsplit('\n').next().unwrap_or("");
    let sentence = line.rsplit(". ").next().unwrap_or("");
    let words = last_words(sentence, 12);
    let told: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .skip_while(|word| ROUNDS.contains(word))
        .collect();
    let is = |n: usize, list: &[&str]| told.get(n).is_some_and(|word| list.contains(word));
    let near = |list: &[&str]| told.iter().take(6).any(|word| list.contains(word));
    let rest = behind.trim_start_matches([' ', '-', ')', '*', '_']);
    let next: Vec<String> = rest
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .take(4)
        .map(str::to_lowercase)
        .collect();
    let next_is = |list: &[&str]| next.first().is_some_and(|word| list.contains(&word.as_str()));
    let soon = |list: &[&str]| next.iter().take(3).any(|word| list.contains(&word.as_str()));
    if is(0, ELSEWHERE)
        || next_is(&[
            "ago",
            "later",
            "after",
            "before",
            "earlier",
            "interval",
            "intervals",
            "old",
            "per",
            "timeout",
            "clock",
            "prior",
        ])
    {
        return 0;
    }
    const HARM: &[&str] = &[
        "outage",
        "downtime",
        "incident",
        "disruption",
        "interruption",
        "degradation",
        "unavailability",
        "failure",
        "blackout",
    ];
    let labelled = label(line);
    if labelled > 0 {
        return labelled;
    }
    if is(
        0,
        &[
            "lasted",
            "lasting",
            "lasts",
            "spanned",
            "spanning",
            "duration",
            "totalling",
            "totaling",
        ],
    ) || near(&["lasted", "lasting"]) && is(0, &["for"])
    {
        return 95;
    }
    if next_is(HARM)
        || soon(HARM)
            && next_is(&[
                "of",
                "long",
                "service",
                "total",
                "full",
                "complete",
                "partial",
                "production",
                "system",
            ])
    {
        return 90;
    }
    let counted = words.first().is_some_and(|word| word == "for") || words.iter().take(3).any(|word| word == "for");
    if counted
        && near(&[
            "down",
            "unavailable",
            "offline",
            "inaccessible",
            "unreachable",
            "out",
            "unresponsive",
            "outage",
            "failed",
            "unusable",
            "degraded",
        ])
    {
        return 88;
    }
    if near(&["outage", "downtime"]) && is(0, &["was", "is", "outage", "downtime", "were"]) {
        return 86;
    }
    let ended = near(&["resolved", "fixed", "restored", "mitigated", "recovered", "repaired"]);
    if ended && is(0, &["in", "within", "after"]) || near(&["took"]) && soon(&["resolve", "fix", "restore", "recover"])
    {
        return 80;
    }
    // `2 hours, from 10:00 AM to …` and `14:00 - 16:30 UTC (2 hours 30 minutes)`.
    if next_is(&["from", "between"])
        || bracket_behind_time(lead) && behind.trim_start().starts_with(')')
        || behind_window(line) && (rest.is_empty() || rest.starts_with(['.', ',', ';', '\n', '(']))
        || opens_window(behind)
    {
        return 70;
    }
    let alone = lead.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
        || told.is_empty() && !words.is_empty() && line == lead;
    // Only where nothing stands further up either.
    let alone = alone && lead.len() == at;
    let stops =
        rest.is_empty() || rest.starts_with(['.', ',', ';', '\n', '(']) || behind.trim_start().starts_with(['\n', '(']);
    if alone && stops { 60 } else { 0 }
}

/// `(10:45 - 16:11 UTC)` behind an amount.
fn opens_window(behind: &str) -> bool {
    let inside = behind.trim_start().strip_prefix('(');
    inside.is_some_and(|inside| {
        let inside = inside.trim_start().strip_prefix("from ").unwrap_or(inside);
        inside.starts_with(|c: char| c.is_ascii_digit())
            && crate::time::forms::prefix(inside).is_some_and(|(w, _)| w.end.is_some())
    })
}

/// An opening bracket right behind a window stands before an amount.
fn bracket_behind_time(lead: &str) -> bool {
    let Some(head) = lead.trim_end().strip_suffix('(') else {
        return false;
    };
    let words = last_words(head, 3);
    words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// `8:00 AM to 12:00 PM (EAT), ` right before an amount: nothing but a zone stands between the two.
fn behind_window(line: &str) -> bool {
    let words_behind = |head: &str, end: usize| head.get(end..).unwrap_or("").split_whitespace().count();
    line.trim_end()
        .strip_suffix([',', ';', '='])
        .and_then(|head| Some((head, super::find(head)?)))
        .is_some_and(|(head, window)| {
            window.start.is_some() && window.end.is_some_and(|(_, span)| words_behind(head, span.end) <= 1)
        })
}

/// What a label on the amount's own line says: `Duration: …`, `Time to resolve: …`.
fn label(line: &str) -> u8 {
    let Some((label, between)) = line.rsplit_once(':') else {
        return 0;
    };
    // A label stands right before its amount, or a short remark does (`Duration: a tense 45 minutes`).
    if between.split_whitespace().count() > 4 {
        return 0;
    }
    let words = last_words(label, 5);
    let has = |word: &str| words.iter().any(|w| w == word);
    if has("detection") || has("delay") || has("detect") || has("acknowledge") || has("respond") || has("response") {
        0
    } else if has("duration") || has("downtime") || has("lasted") || has("outage") && words.len() <= 3 {
        100
    } else if has("time")
        && has("to")
        && (has("resolve") || has("recover") || has("resolution") || has("recovery") || has("restore"))
    {
        93
    } else if has("time") && has("to") && (has("repair") || has("fix") || has("mitigate")) {
        84
    } else {
        0
    }
}
