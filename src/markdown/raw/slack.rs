//! Slack as copied from its window: a name and a time on a line, the message below; and chats like it.

use super::lines::Rows;
use super::{RawEntry, RawRow, stamp};

/// A message while its lines are read.
#[derive(Default)]
struct Message<'a> {
    name: &'a str,
    time: &'a str,
    words: Vec<&'a str>,
    lines: Vec<&'a str>,
}

/// Reads `Ana Pereira  10:05 AM` with the message below, the time beside the name or under it, and
/// further messages of the same person under a time alone.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut rows = Rows::default();
    let mut message = Message::default();
    let (mut heads, mut strange, mut author) = (0_usize, 0_usize, "");
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let next = lines.get(at + 1).copied();
        at += 1;
        if line.trim().is_empty() {
            continue;
        }
        if let Some((name, time)) = head(line) {
            message.close(&mut rows);
            (heads, author) = (heads + 1, name);
            message = Message::new(name, time, &[line]);
        } else if let Some(below) = next.filter(|below| is_name(line) && clock(below).is_some()) {
            message.close(&mut rows);
            (heads, author) = (heads + 1, line.trim());
            message = Message::new(author, clock(below).unwrap_or_default(), &[line, below]);
            at += 1;
        } else if let Some(time) = clock(line) {
            // A time that nobody has is no message: a list of times and what happened.
            if author.is_empty() {
                return None;
            }
            message.close(&mut rows);
            message = Message::new(author, time, &[line]);
        } else if stamp::date_alone(line) || is_day(line) {
            message.close(&mut rows);
            rows.text(line.trim());
        } else if message.lines.is_empty() {
            strange += usize::from(heads == 0);
            rows.text(line.trim());
        } else {
            message.words.push(line.trim());
            message.lines.push(line);
        }
    }
    message.close(&mut rows);
    let said = rows.done.iter().filter(|row| matches!(row, RawRow::Entry(_))).count();
    // One head alone may be a sentence that ends in a time.
    (heads >= 2 && said >= 2 && strange <= 1).then_some(rows.done)
}

/// `Ana Pereira  10:05 AM`, `Ana Pereira [10:05 AM]`, `PagerDuty APP  10:06`.
fn head(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let at = if line.ends_with(']') {
        line.rfind('[')?
    } else {
        // The time begins at the last number that a space stands before.
        let colon = line.rfind(':')?;
        let before = line.get(..colon)?;
        before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count()
    };
    let (name, time) = line.split_at_checked(at)?;
    if !name.ends_with(' ') {
        return None;
    }
    let time = clock(time)?;
    let name = name.trim_end();
    is_name(name).then_some((name, time))
}

/// A clock alone on its line, in brackets or not.
fn clock(line: &str) -> Option<&str> {
    let line = line.trim();
    let inside = line
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix(']'))
        .unwrap_or(line);
    let written = stamp::alone(inside)?;
    (written.clock.is_some() && written.date.is_none() && written.end.is_none()).then_some(inside)
}

/// Whether a line can be who wrote a message: a few words that begin with a letter and end no sentence.
fn is_name(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 50
        && line.split_whitespace().count() <= 5
        && line.starts_with(char::is_alphanumeric)
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ':', ',', ';', '!', '?', '-', '–', '—'])
        && !line.contains([':', ',', '|', '*', '`', '#', '<', '"'])
        && !["at", "from", "until", "to", "by", "since", "around", "about"]
            .contains(&line.rsplit(' ').next().unwrap_or_default())
}

fn is_day(line: &str) -> bool {
    matches!(line.trim(), "Today" | "Yesterday" | "New")
}

impl<'a> Message<'a> {
    fn new(name: &'a str, time: &'a str, lines: &[&'a str]) -> Message<'a> {
        Message {
            name,
            time,
            words: Vec::new(),
            lines: lines.to_vec(),
        }
    }

    fn close(&mut self, rows: &mut Rows) {
        let message = std::mem::take(self);
        if message.lines.is_empty() {
            return;
        }
        if message.words.is_empty() {
            message.lines.iter().for_each(|line| rows.text(line.trim()));
            return;
        }
        let text = format!("{}: {}", message.name, message.words.join("\n"));
        rows.entry(RawEntry::new(message.time, &text, &message.lines.join("\n")));
    }
}
