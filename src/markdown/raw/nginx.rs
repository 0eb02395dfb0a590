//! nginx: the access log in the common and combined forms, and the error log.

use super::lines::{Others, Seen};
use super::{RawEntry, RawRow, lines, stamp};

/// Reads `1.2.3.4 - - [08/Aug/2024:09:58:10 +0000] "GET / HTTP/1.1" 502 157 …` and
/// `2024/08/08 09:58:10 [error] 12#12: *5 message`.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    lines::read(text, Others::Indented, 1, |line| access(line).or_else(|| error(line)))
}

fn access(line: &str) -> Option<Seen> {
    let own = line.trim_end();
    let (client, rest) = own.split_once(" [")?;
    let (time, rest) = rest.split_once("] \"")?;
    let written = stamp::alone(time)?;
    let (request, rest) = rest.split_once("\" ")?;
    let status = rest.split(' ').next()?;
    let numbered = status.len() == 3 && status.bytes().all(|b| b.is_ascii_digit());
    if !numbered || client.split(' ').count() != 3 || written.date.is_none() || written.clock.is_none() {
        return None;
    }
    let asked = request.rsplit_once(" HTTP/").map_or(request, |(asked, _)| asked);
    Some((RawEntry::new(time, &format!("{status} {asked}"), own), true))
}

fn error(line: &str) -> Option<Seen> {
    let own = line.trim_end();
    let stamp = stamp::leading(own)?;
    stamp.written.date?;
    let (level, rest) = stamp.rest.strip_prefix(" [")?.split_once("] ")?;
    let (process, message) = rest.split_once(": ")?;
    let numbers = process.bytes().all(|b| b.is_ascii_digit() || b == b'#') && process.contains('#');
    if !numbers || !level.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // The number of the connection says nothing to a reader.
    let words = match message.strip_prefix('*').and_then(|rest| rest.split_once(' ')) {
        Some((number, words)) if number.bytes().all(|b| b.is_ascii_digit()) => words,
        _ => message,
    };
    Some((RawEntry::new(stamp.time, &format!("{level}: {words}"), own), true))
}
