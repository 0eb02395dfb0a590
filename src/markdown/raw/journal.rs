//! The system's log: `journalctl`, and syslog files of the same shape.

use super::lines::{Others, Seen};
use super::{RawEntry, RawRow, lines, stamp};

/// Reads `Aug 08 09:58:10 host unit[123]: message`, also with an ISO time.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    lines::read(text, Others::Indented, 1, line)
}

fn line(line: &str) -> Option<Seen> {
    let own = line.trim_end();
    let stamp = stamp::leading(own)?;
    stamp.written.date?;
    stamp.written.clock?.second?;
    let (host, rest) = stamp.rest.strip_prefix(' ')?.split_once(' ')?;
    let (tag, message) = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    if host.is_empty() || host.ends_with(':') || tag.contains(' ') {
        return None;
    }
    let (unit, process) = tag.split_once('[').unwrap_or((tag, ""));
    let sure = process
        .strip_suffix(']')
        .is_some_and(|id| id.bytes().all(|b| b.is_ascii_digit()))
        || tag == "kernel";
    Some((RawEntry::new(stamp.time, &format!("{unit}: {message}"), own), sure))
}
