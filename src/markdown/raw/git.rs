//! `git log`, in its own form and with one line a commit.

use super::lines::{Others, Rows, Seen};
use super::{RawEntry, RawRow, lines, stamp};

/// Reads the default form, and lines that begin with a commit's name and a date, in either order.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    full(text).or_else(|| lines::read(text, Others::Indented, 1, one_line))
}

/// Whether a text begins with a commit's name: 7 to 40 hexadecimal digits, letters and numbers among them.
pub(super) fn begins_with_hash(text: &str) -> bool {
    hash(text).is_some()
}

fn hash(text: &str) -> Option<(&str, &str)> {
    let length = text
        .bytes()
        .take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        .count();
    let (name, rest) = text.split_at_checked(length)?;
    // A number alone may be anything, so may a word.
    let mixed =
        name.bytes().any(|b| b.is_ascii_digit()) && (length == 40 || name.bytes().any(|b| b.is_ascii_lowercase()));
    ((7..=40).contains(&length) && mixed && (rest.is_empty() || rest.starts_with(' '))).then_some((name, rest))
}

/// A commit in the default form while it is read.
#[derive(Default)]
struct Commit<'a> {
    name: &'a str,
    author: &'a str,
    time: &'a str,
    subject: &'a str,
    lines: Vec<&'a str>,
}

fn full(text: &str) -> Option<Vec<RawRow>> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    hash(first.strip_prefix("commit ")?)?;
    let mut rows = Rows::default();
    let mut commit = Commit::default();
    for line in text.lines() {
        if let Some((name, _)) = line.strip_prefix("commit ").and_then(hash) {
            commit.close(&mut rows);
            commit = Commit {
                name,
                ..Commit::default()
            };
        } else if let Some(message) = line.strip_prefix("    ").map(str::trim) {
            if commit.subject.is_empty() {
                commit.subject = message;
            }
        } else if let Some((label, value)) = line.split_once(':') {
            match label {
                "Author" => commit.author = value.trim(),
                "Date" | "AuthorDate" => commit.time = value.trim(),
                _ => {}
            }
        }
        commit.lines.push(line);
    }
    commit.close(&mut rows);
    Some(rows.done)
}

impl Commit<'_> {
    fn close(&self, rows: &mut Rows) {
        let original = self.lines.join("\n");
        if original.trim().is_empty() {
            return;
        }
        if stamp::alone(self.time).is_none_or(|written| written.clock.is_none() && written.date.is_none()) {
            // A commit without a date (or with "3 days ago") is no entry.
            for line in original.trim_end().lines() {
                rows.text(line);
            }
            return;
        }
        let author = self.author.split(" <").next().unwrap_or_default();
        let short = self.name.get(..7).unwrap_or(self.name);
        let by = if author.is_empty() {
            short.to_owned()
        } else {
            format!("{author}, {short}")
        };
        rows.entry(RawEntry::new(self.time, &format!("{} ({by})", self.subject), &original));
    }
}

/// `1a2b3c4 2024-03-03 10:05:00 +0100 Subject`, `2024-03-03T10:05:00Z 1a2b3c4 Subject`, also in a graph.
fn one_line(line: &str) -> Option<Seen> {
    let own = line.trim_end();
    let begun = own.trim_start_matches(['*', '|', '\\', '/', ' ']);
    let (time, name, words) = match hash(begun) {
        Some((name, rest)) => {
            let rest = rest.trim_start();
            let rest = match rest.strip_prefix('(').and_then(|refs| refs.split_once(") ")) {
                Some((_, rest)) => rest,
                None => rest,
            };
            let rest = rest.trim_start_matches(['-', ' ']);
            let stamp = stamp::leading(rest).or_else(|| stamp::bracketed(rest))?;
            (stamp.time, name, stamp.rest)
        }
        None => {
            let stamp = stamp::leading(begun)?;
            let (name, words) = hash(stamp.rest.trim_start_matches([' ', '-', '|']))?;
            (stamp.time, name, words)
        }
    };
    let words = words.trim_start_matches([' ', '-', '|', ':']);
    stamp::alone(time)?.date?;
    Some((RawEntry::new(time, &format!("{words} ({name})"), own), true))
}
