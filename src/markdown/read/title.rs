//! The document's title: the first heading, or the first line where that plainly is one.

use super::marks::{atx, marker};
use super::{label, setext};
use crate::markdown::lines::Line;
use crate::markdown::marker as comment;
use crate::markdown::{kinds, preview};
use crate::model::{LabelMarks, Title, TitleOpening};

/// A title, where it stands, and how many lines it takes.
pub(in crate::markdown) struct Found {
    pub(in crate::markdown) title: Title,
    pub(in crate::markdown) at: usize,
    pub(in crate::markdown) taken: usize,
}

/// Looks for the title in the lines behind the front matter. `opens` tells whether a line opens a part.
///
/// A first line that says no more than “Postmortem” stands above the title, where the next line is one.
pub(in crate::markdown) fn find(lines: &[Line<'_>], from: usize, opens: impl Fn(usize) -> bool) -> Option<Found> {
    let found = first(lines, from, &opens)?;
    if !is_general(&found.title.text) {
        return Some(found);
    }
    let below = first(lines, found.at + found.taken, &opens).filter(|below| {
        let between = lines.get(found.at + found.taken..below.at).unwrap_or_default();
        between.iter().all(Line::blank) && names_an_incident(&below.title.text) && !is_general(&below.title.text)
    });
    Some(below.unwrap_or(found))
}

/// “0x19. Postmortem”, “My first postmortem”, “Incident report”: the name of any such document.
fn is_general(title: &str) -> bool {
    let words = kinds::words(&preview::plain(title));
    kinds::names_the_document(&words)
        && words.split(' ').all(|word| {
            word.len() <= 2
                || word.starts_with("0x")
                || matches!(
                    word,
                    "postmortem" | "post" | "mortem" | "first" | "incident" | "outage" | "report" | "review" | "the"
                )
        })
}

/// Whether a line's words tell which incident: those of a title below a general one.
fn names_an_incident(title: &str) -> bool {
    let words = kinds::words(&preview::plain(title));
    kinds::names_the_document(&words)
        || words.split(' ').count() >= 3
            && words
                .split(' ')
                .any(|word| matches!(word, "incident" | "outage" | "downtime" | "failure" | "disruption"))
}

fn first(lines: &[Line<'_>], from: usize, opens: &impl Fn(usize) -> bool) -> Option<Found> {
    let first = (from..lines.len()).find(|at| lines.get(*at).is_some_and(|line| !line.blank()))?;
    let line = lines.get(first)?;
    if let Some(found) = heading(lines, first, false) {
        return Some(found);
    }
    if let Some(found) = glued(line, first).or_else(|| bold(line, first)) {
        return Some(found);
    }
    // A first-level heading below a banner, badges or a notice.
    let below = (first..lines.len())
        .find(|at| opens(*at))
        .and_then(|at| heading(lines, at, true));
    if below.is_none() && plain(lines, first, opens) {
        return Some(Found {
            title: Title {
                text: line.text.trim().to_owned(),
                opening: TitleOpening::Plain,
            },
            at: first,
            taken: 1,
        });
    }
    below
}

fn heading(lines: &[Line<'_>], at: usize, below: bool) -> Option<Found> {
    let line = lines.get(at).filter(|line| !line.opaque)?;
    let (level, words, taken) = match atx(line.text) {
        Some((level, words)) => (level, words, 1),
        None => match setext(lines, at) {
            Some((level, words)) => (level, words, 2),
            None => {
                let (level, words) = html(line.text)?;
                (level, words, 1)
            }
        },
    };
    if comment::take(words).is_some() || comment::take_evidence(words).is_some() || (below && level > 1) {
        return None;
    }
    let known = kinds::named(words).is_some() || (level > 1 || below) && kinds::suggested(words).is_some();
    if known && !kinds::names_the_document(words) || preview::plain(words).trim().is_empty() {
        return None;
    }
    Some(Found {
        title: Title {
            text: words.to_owned(),
            opening: TitleOpening::Heading(level),
        },
        at,
        taken,
    })
}

/// Level and words of a heading written as HTML on one line: `<h1 align="center">Title</h1>`.
pub(in crate::markdown) fn html(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim();
    let rest = rest.strip_prefix("<h").or_else(|| rest.strip_prefix("<H"))?;
    let level = rest.bytes().next().filter(|byte| (b'1'..=b'6').contains(byte))? - b'0';
    let after = rest.get(1..)?;
    let open = after.find('>')?;
    if open > 0 && !after.starts_with(' ') {
        return None;
    }
    let inner = after.get(open + 1..)?;
    let end = inner.len().checked_sub(5)?;
    let (words, close) = inner.split_at_checked(end)?;
    let words = words.trim();
    (close.to_ascii_lowercase() == format!("</h{level}>") && !words.is_empty() && !words.starts_with('#'))
        .then_some((level, words))
}

/// `#Postmortem: the night of the queue`: at the very start, where it is no list of tags.
fn glued(line: &Line<'_>, at: usize) -> Option<Found> {
    let words = line.text.strip_prefix('#').filter(|_| !line.opaque)?;
    let title = words.starts_with(char::is_alphabetic) && words.contains(' ') && !words.contains('#');
    (title && kinds::named(words).is_none()).then(|| Found {
        title: Title {
            text: words.trim().to_owned(),
            opening: TitleOpening::Heading(1),
        },
        at,
        taken: 1,
    })
}

/// `**Postmortem: the night of the queue**`, also with the heading's mark inside the bold: `**# Title**`.
fn bold(line: &Line<'_>, at: usize) -> Option<Found> {
    let label = label::label(line.text).filter(|_| !line.opaque)?;
    if label.marks != LabelMarks::BoldNoColon || !label.lead.is_empty() || kinds::named(label.heading).is_some() {
        return None;
    }
    let title = match atx(label.heading) {
        Some((level, words)) => Title {
            text: words.to_owned(),
            opening: TitleOpening::Heading(level),
        },
        None => Title {
            text: label.heading.to_owned(),
            opening: TitleOpening::Bold,
        },
    };
    (kinds::names_the_document(&title.text) || kinds::suggested(&title.text).is_none()).then_some(Found {
        title,
        at,
        taken: 1,
    })
}

/// Whether the line is a title without any mark.
fn plain(lines: &[Line<'_>], at: usize, opens: &impl Fn(usize) -> bool) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.text.trim();
    let marked = line.opaque
        || marker(line.text).is_some()
        || words.starts_with(['>', '|', '<', '!', '[', '`', '~', '#', '*', '_', '-', '=', '\\'])
        || words.contains("://")
        || words.contains("<br")
        || words.contains("<!--");
    if marked || words.len() > 160 || kinds::named(words).is_some() {
        return false;
    }
    let next = (at + 1..lines.len()).find(|at| lines.get(*at).is_some_and(|line| !line.blank()));
    let alone = lines.get(at + 1).is_none_or(Line::blank) || opens(at + 1);
    let sentence = words.ends_with('.') && words.split(' ').count() > 8 || words.contains(". ") && !alone;
    if kinds::names_the_document(words) {
        let told = words.ends_with('.') && words.split(' ').count() > 8;
        return !told && (alone || words.split(' ').count() <= 12);
    }
    alone && !sentence && !words.contains(':') && words.split(' ').count() <= 16 && next.is_some_and(opens)
}
