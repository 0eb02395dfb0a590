//! Model to text: deterministic Markdown that reads back as the same document.

pub(crate) mod escape;
mod items;
mod opening;
mod timeline;

pub(super) use escape::{begun, words};

use super::lines::{self, closed, open_fence};
use super::marker;
use super::read::{Outline, marker as list_marker, rule, title_value};
use crate::model::{Body, Facts, Line, Opening, Part, PartKind, Postmortem, Rows, TitleOpening};
use std::borrow::Cow;

/// How often a text is read and written until it no longer changes. Most are still at once.
const ROUNDS: usize = 12;

/// Writes a postmortem as Markdown. The text ends in one line end; an empty document is an empty text.
///
/// What is written is read back, and written again where it is read as another document than the one that was
/// meant: so every text that leaves here is the one that its own reading writes.
pub fn write(document: &Postmortem) -> String {
    let mut text = render(document);
    for _ in 0..ROUNDS {
        let next = render(&super::read(&text));
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// One writing, in the layouts that the document asks for where they can carry it.
fn render(document: &Postmortem) -> String {
    let mut out = String::new();
    let front = document
        .parts
        .iter()
        .take_while(|part| {
            part.opening == Opening::Bare && part.kind == PartKind::Metadata && matches!(part.body, Body::Prose(_))
        })
        .count();
    let (before, parts) = document.parts.split_at_checked(front).unwrap_or((&[], &document.parts));
    let title = lines::one_line(&document.title.text);
    let mut in_front_matter = false;
    let mut banner = String::new();
    for part in before {
        let Body::Prose(text) = &part.body else { continue };
        let text = tidy(text);
        if document.title.opening == TitleOpening::FrontMatter
            && !in_front_matter
            && !title.is_empty()
            && let Some(text) = with_title(&text, &title)
        {
            block(&mut out, &text);
            in_front_matter = true;
            continue;
        }
        if !text.starts_with("---") && !text.starts_with("+++") {
            block(&mut banner, &text);
        }
        block(&mut out, &text);
    }
    if !title.is_empty() && !in_front_matter {
        block(
            &mut out,
            &opening::title(&title, document.title.opening, &banner, parts),
        );
    }
    let mut outline = Outline::default();
    let mut untitled = title.is_empty() || in_front_matter;
    let mut listed = false;
    let bullet = bullet(document);
    for part in parts {
        let text = self::part(part, &outline, untitled, bullet);
        outline.open(&part.opening, part.kind);
        untitled &= part.opening == Opening::Bare;
        let in_list = opening::in_list(&part.opening);
        if listed && in_list && !text.is_empty() && !out.is_empty() {
            out.push('\n');
            out.push_str(&text);
        } else {
            block(&mut out, &text);
        }
        listed = in_list;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Adds a block with a blank line before it.
fn block(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(text);
}

fn part(part: &Part, outline: &Outline, untitled: bool, bullet: char) -> String {
    let mut inside = outline.clone();
    inside.open(&part.opening, part.kind);
    let body = match &part.body {
        Body::Prose(text) => closed(tidy(text)).into_owned(),
        Body::Facts(facts) => self::facts(facts, bullet),
        Body::Timeline(rows) => timeline::write(rows, &inside),
        Body::Items(rows) => items::write(rows, &inside, part.kind),
    };
    opening::write(part, &body, outline, untitled)
}

/// The mark of the document's first list, which lists that are written for it share: `-` where it has none.
pub(crate) fn bullet(document: &Postmortem) -> char {
    fn of(text: &str) -> Option<char> {
        let mark = text
            .trim_start()
            .chars()
            .next()
            .filter(|mark| matches!(mark, '-' | '*' | '+'))?;
        list_marker(text).map(|_| mark).filter(|_| !rule(text))
    }
    fn rows<T>(rows: &Rows<T>, lead: impl Fn(&T) -> &str) -> Option<char> {
        let listed = rows.table.is_none();
        rows.lines.iter().find_map(|line| match line {
            Line::Row(row) if listed => of(&format!("{}x", lead(row))),
            Line::Row(_) => None,
            Line::Text { text, .. } => text.lines().find_map(of),
        })
    }
    let found = document.parts.iter().find_map(|part| match &part.body {
        Body::Prose(text) => text.lines().find_map(of),
        Body::Timeline(timeline) => rows(timeline, |entry| &entry.style.lead),
        Body::Items(items) => rows(items, |item| &item.style.lead),
        Body::Facts(_) => None,
    });
    found.unwrap_or('-')
}

fn facts(facts: &Facts, bullet: char) -> String {
    let mut out = String::from(marker::FACTS);
    for (key, value) in &facts.0 {
        let value = lines::one_line(value);
        if !value.is_empty() {
            out.push('\n');
            out.push(bullet);
            out.push_str(" **");
            out.push_str(key.label());
            out.push_str(":** ");
            out.push_str(&value);
        }
    }
    out
}

/// The front matter with its title replaced; `None` where it has no title.
fn with_title(text: &str, title: &str) -> Option<String> {
    let mut done = false;
    let lines: Vec<Cow<'_, str>> = text
        .split('\n')
        .map(|line| match title_value(line).filter(|_| !done) {
            Some(value) => {
                done = true;
                if value == title {
                    Cow::Borrowed(line)
                } else {
                    let at = line.find([':', '=']).map_or(line.len(), |at| at + 1);
                    Cow::Owned(format!(
                        "{} \"{}\"",
                        line.get(..at).unwrap_or_default(),
                        title.replace('"', "'")
                    ))
                }
            }
            None => Cow::Borrowed(line),
        })
        .collect();
    done.then(|| lines.join("\n"))
}

/// Prose without blank lines at its ends, without white space at line ends but for hard breaks.
fn tidy(text: &str) -> Cow<'_, str> {
    let untidy = text.trim() != text
        || text.contains('\r')
        || text.contains("\n\n\n")
        || text.split('\n').any(|line| line.ends_with(char::is_whitespace));
    if !untidy {
        return Cow::Borrowed(text);
    }
    let text = lines::normalised(text);
    let (lines, _) = lines::split(&text);
    Cow::Owned(lines::join(lines))
}

/// A row with the fence closed that its lines leave open.
fn sealed(mut row: String, content: usize) -> String {
    if let Some(fence) = open_fence(&row) {
        row.push('\n');
        row.extend(std::iter::repeat_n(' ', content));
        row.push_str(&fence);
    }
    row
}

/// Whether a text was read back as it was, but for a fence that was closed behind it.
fn kept(read: &str, own: &str) -> bool {
    read.strip_prefix(&*closed(Cow::Borrowed(own)))
        .or_else(|| read.strip_prefix(own))
        .is_some_and(|rest| rest.chars().all(|c| matches!(c, '\n' | ' ' | '`' | '~')))
}
