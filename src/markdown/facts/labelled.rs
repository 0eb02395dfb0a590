//! Facts that a label names (`Severity: High`) or that have a form of their own (`SEV-2`, `40% of users`).

use super::{Fact, Source, prose};
use crate::markdown::kinds::words;
use crate::markdown::preview;
use crate::model::{FactKey, Id, PartKind, Postmortem};
use std::ops::Range;

/// Labels and the fact that each names.
const LABELS: &[(&str, FactKey)] = &[
    ("severity", FactKey::Severity),
    ("severity level", FactKey::Severity),
    ("priority", FactKey::Severity),
    ("status", FactKey::Status),
    ("incident status", FactKey::Status),
    ("users affected", FactKey::Affected),
    ("affected users", FactKey::Affected),
    ("customers affected", FactKey::Affected),
    ("affected customers", FactKey::Affected),
    ("service", FactKey::Services),
    ("services", FactKey::Services),
    ("affected services", FactKey::Services),
    ("services affected", FactKey::Services),
    ("component", FactKey::Services),
    ("components", FactKey::Services),
    ("author", FactKey::Authors),
    ("authors", FactKey::Authors),
    ("owner", FactKey::Authors),
    ("owners", FactKey::Authors),
    ("incident commander", FactKey::Roles),
    ("responders", FactKey::Roles),
    ("incident", FactKey::Incident),
    ("incident id", FactKey::Incident),
    ("incident number", FactKey::Incident),
    ("ticket", FactKey::Incident),
];

const WHERE: &[PartKind] = &[
    PartKind::Metadata,
    PartKind::Summary,
    PartKind::Impact,
    PartKind::Duration,
    PartKind::Other,
];

pub(super) fn gather(document: &Postmortem) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for part in &document.parts {
        let heading = words(&preview::plain(&part.heading));
        let key = LABELS.iter().find(|(name, _)| *name == heading).map(|(_, key)| *key);
        if let (Some(key), crate::model::Body::Prose(text)) = (key, &part.body) {
            let line = text.lines().next().unwrap_or_default();
            add(&mut out, key, line, part.id, 0..line.len());
        }
    }
    for (part, text) in prose(document, WHERE) {
        if text.starts_with("---\n") || text.starts_with("+++\n") {
            front_matter(&mut out, text, part.id);
            continue;
        }
        let mut at = 0;
        for line in text.split('\n') {
            if line.len() < 2_000 {
                stated(&mut out, line, part.id, at);
            }
            at += line.len() + 1;
        }
    }
    out
}

fn stated(out: &mut Vec<Fact>, line: &str, part: Id, at: usize) {
    if let Some(colon) = line
        .get(..line.len().min(60))
        .or(Some(line))
        .and_then(|head| head.find(':'))
    {
        let label = words(line.get(..colon).unwrap_or_default());
        if let Some((_, key)) = LABELS.iter().find(|(name, _)| *name == label) {
            let rest = line.get(colon + 1..).unwrap_or_default();
            let value = rest.trim_start_matches(['*', '_', ' ', '\t']);
            let start = line.len() - value.len();
            let value = value.split("<br").next().unwrap_or_default().trim_end();
            add(out, *key, value, part, at + start..at + start + value.len());
        }
    }
    if let Some(range) = severity(line) {
        let text = line.get(range.clone()).unwrap_or_default();
        add(out, FactKey::Severity, text, part, at + range.start..at + range.end);
    }
    if let Some(range) = share(line) {
        let text = line.get(range.clone()).unwrap_or_default();
        add(out, FactKey::Affected, text, part, at + range.start..at + range.end);
    }
}

/// `severity: SEV-2`, `authors = ["Ana", "Ben"]`, and a list below its key.
fn front_matter(out: &mut Vec<Fact>, text: &str, part: Id) {
    let mut at = 0;
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let (start, mut end) = (at, at + line.len());
        at = end + 1;
        let Some((name, value)) = line.split_once([':', '=']) else {
            continue;
        };
        let Some((_, key)) = LABELS.iter().find(|(label, _)| *label == words(name)) else {
            continue;
        };
        let mut values: Vec<&str> = value.trim().trim_matches(['[', ']']).split(',').map(bare).collect();
        while let Some(item) = lines.peek().and_then(|next| next.trim_start().strip_prefix("- ")) {
            values.push(bare(item));
            end = at + lines.next().unwrap_or_default().len();
            at = end + 1;
        }
        values.retain(|value| !value.is_empty());
        let from = start + line.len() - value.trim_start().len();
        add(out, *key, &values.join(", "), part, from.min(end)..end);
    }
}

/// A value without its quotes.
fn bare(value: &str) -> &str {
    value.trim().trim_matches(['"', '\''])
}

fn add(out: &mut Vec<Fact>, key: FactKey, text: &str, part: Id, range: Range<usize>) {
    if !text.trim().is_empty() && out.iter().all(|fact| fact.key != key) {
        out.push(Fact {
            key,
            text: text.trim().to_owned(),
            from: Source::Sentence(part, range),
        });
    }
}

/// `SEV-2`, `Sev 1`, `SEV3`.
fn severity(line: &str) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    for (at, window) in bytes.windows(3).enumerate() {
        let begins = at == 0 || bytes.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
        if !begins || !window.eq_ignore_ascii_case(b"sev") {
            continue;
        }
        let gap = usize::from(matches!(bytes.get(at + 3), Some(b'-' | b' ')));
        let digit = bytes.get(at + 3 + gap).is_some_and(|byte| (b'0'..=b'5').contains(byte));
        let ends = bytes.get(at + 4 + gap).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if digit && ends {
            return Some(at..at + 4 + gap);
        }
    }
    None
}

/// `40% of users`, `20 % of our customers`, `approximately 80% of users`.
fn share(line: &str) -> Option<Range<usize>> {
    let (at, _) = line.match_indices('%').find(|(at, _)| {
        let after = line.get(at + 1..).unwrap_or_default();
        let words: Vec<&str> = after.split_whitespace().take(5).collect();
        words.first() == Some(&"of")
            && words.iter().any(|word| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                [
                    "user",
                    "users",
                    "customer",
                    "customers",
                    "traffic",
                    "requests",
                    "clients",
                    "subscribers",
                ]
                .contains(&word)
            })
    })?;
    let before = line.get(..at)?.trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    (digits > 0).then(|| before.len() - digits..at + 1)
}
