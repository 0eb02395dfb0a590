//! One line of a timeline taken apart: what stands before the time, the time, what stands between, the text.

use super::marks::{atx, checkbox, marker};
use crate::markdown::lines::{holds, leading};
use crate::time::forms;
use crate::time::written::Written;
use std::borrow::Cow;

/// A line of a timeline, taken apart. `lead`, `time`, `separator` and `text` in a row are the line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::markdown) struct Split<'a> {
    pub(in crate::markdown) lead: &'a str,
    pub(in crate::markdown) time: &'a str,
    pub(in crate::markdown) separator: Cow<'a, str>,
    pub(in crate::markdown) text: Cow<'a, str>,
    pub(in crate::markdown) written: Written,
    /// The words before the time are a label: `- Detected (10:05): text`.
    pub(in crate::markdown) labelled: bool,
}

impl Split<'_> {
    /// A date alone on its line: it may head the rows below it.
    pub(in crate::markdown) fn date_alone(&self) -> bool {
        self.written.date.is_some()
            && self.written.clock.is_none()
            && self.written.relative.is_none()
            && !self.labelled
            && self.text.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
    }
}

/// Takes a line apart where a time stands first, behind list, heading and opening marks only.
pub(in crate::markdown) fn timed(line: &str) -> Option<Split<'_>> {
    let opened = Opened::new(line)?;
    split_at(line, opened.at, opened.closers, false)
}

/// Like [`timed`], and also where a label stands before the time.
pub(in crate::markdown) fn timed_or_labelled(line: &str) -> Option<Split<'_>> {
    timed(line)
        .or_else(|| told(line))
        .or_else(|| labelled(line))
        .or_else(|| within(line))
}

/// `- The release was deployed at 11:10 AM.`, `- On-call emptied the cache (11:30) in vain`: an item with one time
/// in its sentence.
fn within(line: &str) -> Option<Split<'_>> {
    marker(line)?;
    let opened = Opened::new(line)?;
    let words = line.get(opened.at..)?;
    if words.len() > 240 || holds(words, b"`|<") || words.contains("](") || !words.starts_with(char::is_alphabetic) {
        return None;
    }
    let mut found: Option<(usize, bool)> = None;
    for (at, _) in words.match_indices([' ', '(']) {
        let rest = words.get(at + 1..)?;
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some((written, _)) = forms::prefix(rest) else {
            continue;
        };
        if written.clock.is_none() {
            continue;
        }
        let head = words.get(..at)?;
        let link = head.rsplit(' ').next().unwrap_or_default();
        let bracket = words.get(at..)?.starts_with('(');
        let tells = bracket || matches!(link, "at" | "At" | "around" | "about" | "by" | "approximately");
        // Two times in a sentence: neither is the entry's by itself.
        if !tells || found.is_some() {
            return None;
        }
        found = Some((opened.at + at + 1, bracket));
    }
    let (at, bracket) = found?;
    let mut closers = opened.closers;
    if bracket {
        *closers.iter_mut().find(|slot| slot.is_none())? = Some(Closer::Mark(")"));
    }
    split_at(line, at, closers, true)
}

/// `- At 10:05 AM, the alert fired`: an item that opens with the words for a time.
fn told(line: &str) -> Option<Split<'_>> {
    marker(line)?;
    let opened = Opened::new(line)?;
    let rest = line.get(opened.at..)?;
    let word = ["At ", "By "].into_iter().find(|word| rest.starts_with(word))?;
    split_at(line, opened.at + word.len(), opened.closers, false).filter(|split| split.written.clock.is_some())
}

/// Whether a line with a time is a program's own log, `Mar 16 05:02:52 host name[20612]: text`: nobody's account
/// of what happened.
pub(in crate::markdown) fn is_of_a_machine(line: &str) -> bool {
    let Some(split) = timed(line) else { return false };
    split.text.split(' ').take(3).any(|word| {
        word.strip_suffix("]:")
            .and_then(|word| word.rsplit_once('['))
            .is_some_and(|(name, number)| {
                !name.is_empty() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            })
    })
}

/// What closes the marks that stand open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Closer {
    Mark(&'static str),
    Tag,
}

type Closers = [Option<Closer>; 6];

struct Opened {
    at: usize,
    closers: Closers,
}

impl Opened {
    /// Passes over everything that may stand before a time. `None` where no time can follow.
    fn new(line: &str) -> Option<Opened> {
        let quoted = quotes(line);
        let inner = line.get(quoted..)?;
        let mut at =
            quoted + marker(inner).map_or_else(|| inner.len() - inner.trim_start().len(), |marker| marker.length);
        if let Some((_, length)) = checkbox(line.get(at..)?) {
            at += length;
        }
        let rest = line.get(at..)?;
        let hashes = leading(rest, b"#");
        if (1..=6).contains(&hashes) {
            at += hashes;
            at += spaces(line.get(at..)?);
        }
        let mut closers: Closers = [None; 6];
        let mut count = 0;
        loop {
            let rest = line.get(at..)?;
            let (length, closer) = if rest.starts_with("**") {
                (2, Some(Closer::Mark("**")))
            } else if rest.starts_with("__") {
                (2, Some(Closer::Mark("__")))
            } else if let Some(mark) = single(rest) {
                (1, Some(Closer::Mark(mark)))
            } else if rest.starts_with('<') && !rest.starts_with("<!") && !rest.starts_with("</") {
                (rest.find('>')? + 1, Some(Closer::Tag))
            } else {
                match rest.chars().next() {
                    // An emoji before the time.
                    Some(c)
                        if !c.is_ascii() && !c.is_alphanumeric() && !matches!(c, '“' | '”' | '‘' | '’' | '—' | '–') =>
                    {
                        (c.len_utf8(), None)
                    }
                    Some(' ') if at > 0 => (1, None),
                    _ => break,
                }
            };
            if let Some(closer) = closer {
                *closers.get_mut(count)? = Some(closer);
                count += 1;
            }
            at += length;
        }
        Some(Opened { at, closers })
    }
}

/// The length of the marks of a quotation at the start of a line.
fn quotes(line: &str) -> usize {
    let mut at = 0;
    while line.get(at..).is_some_and(|rest| rest.starts_with("> ")) {
        at += 2;
    }
    at
}

fn single(rest: &str) -> Option<&'static str> {
    match rest.as_bytes().first()? {
        b'*' => Some("*"),
        b'_' => Some("_"),
        b'`' => Some("`"),
        b'[' => Some("]"),
        b'(' => Some(")"),
        _ => None,
    }
}

fn spaces(text: &str) -> usize {
    leading(text, b" \t")
}

/// Takes `line` apart with its time at byte `at`.
fn split_at(line: &str, at: usize, mut closers: Closers, labelled: bool) -> Option<Split<'_>> {
    let rest = line.get(at..)?;
    // No form of time begins otherwise; most lines stop here.
    if !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '~' | '+' | '≈' | '-' | '−')) {
        return None;
    }
    // What is meant as a time and is none (`25:10: …`) is an entry's time too: it can be mended there.
    let (written, length) = forms::attempt(rest)?;
    let time = rest.get(..length)?;
    let tail = rest.get(length..)?;
    if time.is_empty() || time.trim() != time {
        return None;
    }
    let end = separator(tail, &mut closers, atx(line).is_some());
    let bare_date = written.clock.is_none() && written.relative.is_none();
    let gap = tail.get(..end.bytes)?;
    if bare_date && !end.marked && end.bytes < tail.len() {
        return None;
    }
    if gap.is_empty() && !tail.is_empty() {
        return None;
    }
    let text = tail.get(end.bytes..)?;
    // Only the innermost of the open marks can be closed there.
    let open = closers.iter().rev().flatten().next().and_then(|closer| match closer {
        Closer::Mark(mark @ ("**" | "__")) => Some(*mark),
        _ => None,
    });
    // `**15:00 UTC: Issue detected**`: the marks are closed behind the time and opened again before the words.
    let (separator, text) = match open {
        Some(mark) if text.contains(mark) && !text.starts_with(mark) && !gap.trim().is_empty() => (
            Cow::Owned(format!("{}{mark} ", gap.trim_end())),
            Cow::Owned(format!("{mark}{text}")),
        ),
        _ => (Cow::Borrowed(gap), Cow::Borrowed(text)),
    };
    Some(Split {
        lead: line.get(..at)?,
        time,
        separator,
        text,
        written,
        labelled,
    })
}

struct Separator {
    bytes: usize,
    /// Holds more than white space.
    marked: bool,
}

/// How much of what follows a time is marks between it and the text.
fn separator(tail: &str, closers: &mut Closers, heading: bool) -> Separator {
    let mut at = 0;
    let mut punctuated = false;
    let mut marked = false;
    loop {
        let rest = tail.get(at..).unwrap_or_default();
        let gap = spaces(rest);
        let rest = rest.get(gap..).unwrap_or_default();
        if let Some(length) = close(rest, closers) {
            at += gap + length;
            marked = true;
            continue;
        }
        let length = punctuation(rest, gap > 0);
        if length > 0 && !punctuated {
            at += gap + length;
            punctuated = true;
            marked = true;
            continue;
        }
        // A heading's closing marks.
        if heading && !rest.is_empty() && rest.bytes().all(|byte| byte == b'#') {
            return Separator {
                bytes: tail.len(),
                marked,
            };
        }
        return Separator {
            bytes: at + gap,
            marked,
        };
    }
}

/// The length of a closing mark at the start of `rest`, taken off the open ones.
fn close(rest: &str, closers: &mut Closers) -> Option<usize> {
    let slot = closers.iter_mut().rev().find(|slot| slot.is_some())?;
    let length = match (*slot)? {
        Closer::Mark("]") if rest.starts_with("](") => rest.find(')')? + 1,
        Closer::Mark(mark) if rest.starts_with(mark) => mark.len(),
        Closer::Tag if rest.starts_with("</") => rest.find('>')? + 1,
        _ => return None,
    };
    *slot = None;
    Some(length)
}

/// The length of the run of punctuation that parts a time from its text.
fn punctuation(rest: &str, spaced: bool) -> usize {
    let mut at = 0;
    for c in rest.chars() {
        let joins = match c {
            ':' | '-' | '–' | '—' | '|' | '→' | '=' | ';' => true,
            '>' => at > 0,
            ',' | '.' => {
                at == 0
                    && !spaced
                    && rest
                        .get(1..)
                        .is_some_and(|next| next.is_empty() || next.starts_with([' ', '*', '_']))
            }
            _ => false,
        };
        if !joins {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// `- Detected (10:05): text`, `- **Detected:** 10:05. Text`.
fn labelled(line: &str) -> Option<Split<'_>> {
    let opened = Opened::new(line)?;
    let words = line.get(opened.at..)?;
    if !words.starts_with(char::is_alphabetic) {
        return None;
    }
    let bracket = words.find(" (");
    let colon = words.find(':');
    let (label, at, mut closers) = match (bracket, colon) {
        (Some(bracket), colon) if colon.is_none_or(|colon| bracket < colon) => {
            let mut closers = opened.closers;
            let free = closers.iter_mut().find(|slot| slot.is_none())?;
            *free = Some(Closer::Mark(")"));
            (bracket, bracket + 2, closers)
        }
        (_, Some(colon)) => (colon, colon + 1, opened.closers),
        _ => return None,
    };
    let label = words.get(..label)?;
    if label.len() > 60
        || label.split(' ').count() > 6
        || label.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '[' | '<'))
    {
        return None;
    }
    let mut at = opened.at + at;
    loop {
        let rest = line.get(at..)?;
        let gap = spaces(rest);
        match close(rest.get(gap..)?, &mut closers) {
            Some(length) => at += gap + length,
            None => {
                at += gap;
                break;
            }
        }
    }
    let kind = crate::markdown::kinds::named(label);
    if kind == Some(crate::model::PartKind::Duration) {
        return None;
    }
    split_at(line, at, closers, true)
}
