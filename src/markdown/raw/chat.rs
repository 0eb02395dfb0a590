//! Chat with the time in front of each line: IRC clients, bridges and phones.

use super::lines::{Others, Seen};
use super::{RawEntry, RawRow, lines, stamp};

/// Reads `[10:05] <ana> hi`, `10:05 <ana> hi`, `[10:05] ana: hi`, `3/3/24, 10:05 - Ana: hi`.
pub(super) fn read(text: &str) -> Option<Vec<RawRow>> {
    lines::read(text, Others::GoOn, 2, line)
}

fn line(line: &str) -> Option<Seen> {
    let own = line.trim_end();
    let bracketed = stamp::bracketed(own);
    let in_brackets = bracketed.is_some();
    let stamp = bracketed.or_else(|| stamp::leading(own))?;
    let rest = stamp.rest.trim_start();
    let seen = |text: String, sure: bool| Some((RawEntry::new(stamp.time, &text, own), sure));
    if let Some((name, words)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
        && is_name(name)
    {
        let name = name.trim().trim_start_matches(['@', '+', '%', '&', '~']);
        return seen(format!("{name}: {}", words.trim_start()), true);
    }
    // Who came and went, and what somebody does.
    let told = ["-!- ", "--> ", "<-- ", "*** ", "* "];
    if let Some(words) = told.iter().find_map(|mark| rest.strip_prefix(mark)) {
        return seen(words.to_owned(), false);
    }
    let named = |rest: &str| {
        rest.split_once(": ")
            .is_some_and(|(name, _)| is_name(name) && name.split(' ').count() <= 4)
    };
    if in_brackets && named(rest) {
        return seen(rest.to_owned(), true);
    }
    if let Some(words) = rest.strip_prefix("- ")
        && stamp.written.date.is_some()
    {
        return seen(words.to_owned(), named(words));
    }
    None
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.len() <= 40 && !name.contains(['/', '"', '=', '*', '`'])
}
