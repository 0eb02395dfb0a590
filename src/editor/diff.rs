//! Two texts compared: by lines first, then by words within the lines that differ.
//!
//! Linear in ordinary texts and bounded in all: what is too long to be compared word by word is
//! shown as whole lines, and says so.

use super::figures::count;
use super::view::{Comparison, Mark, Stretch};
use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// Unchanged lines shown before and behind a change.
const AROUND: usize = 2;
/// Bytes of changed lines in one place that are compared word by word.
const PLACE: usize = 16 * 1024;
/// Bytes of changed lines that are compared word by word in all places together.
const WORDS: usize = 256 * 1024;
/// Pieces of text that are shown.
const SHOWN: usize = 4_000;

/// Compares two texts, the older one first.
pub(crate) fn compare(before: &str, after: &str) -> Comparison {
    let input = input(before.split_inclusive('\n'), after.split_inclusive('\n'));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut writer = Writer::default();
    let mut at = 0;
    for hunk in diff.hunks() {
        let (removed, added) = (range(hunk.before), range(hunk.after));
        writer.same(&new, at..added.start);
        writer.changed(&slice(&old, removed).concat(), &slice(&new, added.clone()).concat());
        at = added.end;
    }
    writer.same(&new, at..new.len());
    writer.finish()
}

fn input<'a>(
    before: impl Iterator<Item = &'a str> + Clone,
    after: impl Iterator<Item = &'a str> + Clone,
) -> InternedInput<&'a str> {
    let mut input = InternedInput::default();
    input.update_before(before);
    input.update_after(after);
    input
}

fn range(tokens: Range<u32>) -> Range<usize> {
    tokens.start as usize..tokens.end as usize
}

fn slice<T>(items: &[T], range: Range<usize>) -> &[T] {
    items.get(range).unwrap_or_default()
}

#[derive(Default)]
struct Writer {
    stretches: Vec<Stretch>,
    places: usize,
    added: usize,
    removed: usize,
    /// Bytes compared word by word so far.
    compared: usize,
    pieces: usize,
    by_lines: bool,
    left: usize,
}

impl Writer {
    /// Lines that are in both texts: those beside a change are shown.
    fn same(&mut self, lines: &[&str], range: Range<usize>) {
        if self.is_full() {
            return;
        }
        let (start, end, all) = (range.start, range.end, lines.len());
        let head = if start == 0 { 0 } else { AROUND };
        let tail = if end == all { 0 } else { AROUND };
        let show = |writer: &mut Writer, range: Range<usize>| {
            let text = slice(lines, range).concat();
            if !text.is_empty() {
                writer.push(vec![(Mark::Same, text)]);
            }
        };
        if end.saturating_sub(start) <= head + tail + 1 {
            show(self, range);
            return;
        }
        show(self, start..start + head);
        self.stretches.push(Stretch::Folded(end - start - head - tail));
        show(self, end - tail..end);
    }

    /// Lines that differ.
    fn changed(&mut self, before: &str, after: &str) {
        self.places += 1;
        let length = before.len() + after.len();
        let pieces = if length <= PLACE && self.compared + length <= WORDS && !self.is_full() {
            self.compared += length;
            words(before, after)
        } else {
            self.by_lines |= !before.is_empty() && !after.is_empty();
            whole(before, after)
        };
        for (mark, text) in &pieces {
            let words = text.split_whitespace().count();
            match mark {
                Mark::Same => {}
                Mark::Added => self.added += words,
                Mark::Removed => self.removed += words,
            }
        }
        if self.is_full() {
            self.left += 1;
        } else {
            self.push(pieces);
        }
    }

    fn is_full(&self) -> bool {
        self.pieces > SHOWN
    }

    /// Adds to the stretch of text that is being written.
    fn push(&mut self, pieces: Vec<(Mark, String)>) {
        self.pieces += pieces.len();
        match self.stretches.last_mut() {
            Some(Stretch::Text(text)) => text.extend(pieces),
            _ => self.stretches.push(Stretch::Text(pieces)),
        }
    }

    fn finish(self) -> Comparison {
        let mut summary = match self.places {
            0 => "No difference.".to_owned(),
            places => format!(
                "{} changed: {} added, {} removed.",
                count(places, "place", "places"),
                count(self.added, "word", "words"),
                count(self.removed, "word", "words"),
            ),
        };
        if self.by_lines {
            summary.push_str(" Long passages are compared line by line.");
        }
        if self.left > 0 {
            summary.push_str(&format!(
                " The last {} are not shown.",
                count(self.left, "place", "places")
            ));
        }
        Comparison {
            summary,
            stretches: if self.places == 0 { Vec::new() } else { self.stretches },
        }
    }
}

/// Two passages compared word by word; where hardly a word stays, as one text in place of another.
fn words(before: &str, after: &str) -> Vec<(Mark, String)> {
    if before.is_empty() || after.is_empty() {
        return whole(before, after);
    }
    let (old, new) = (tokens(before), tokens(after));
    let input = input(old.iter().copied(), new.iter().copied());
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let mut pieces: Vec<(Mark, String)> = Vec::new();
    let (mut kept, mut at) = (0, 0);
    for hunk in diff.hunks() {
        let (removed, added) = (range(hunk.before), range(hunk.after));
        let same = slice(&new, at..added.start).concat();
        kept += same.split_whitespace().map(str::len).sum::<usize>();
        let (removed, added_text) = (slice(&old, removed).concat(), slice(&new, added.clone()).concat());
        if at > 0 && same.trim().is_empty() && !same.contains('\n') {
            // A blank alone between two changes only tears them apart.
            join(&mut pieces, &same, &removed, &added_text);
        } else {
            pieces.push((Mark::Same, same));
            pieces.push((Mark::Removed, removed));
            pieces.push((Mark::Added, added_text));
        }
        at = added.end;
    }
    let same = slice(&new, at..new.len()).concat();
    kept += same.split_whitespace().map(str::len).sum::<usize>();
    pieces.push((Mark::Same, same));
    pieces.retain(|(_, text)| !text.is_empty());
    if kept * 4 < before.trim().len().min(after.trim().len()) {
        return whole(before, after);
    }
    pieces
}

/// Adds a change to the one before it.
fn join(pieces: &mut [(Mark, String)], blank: &str, removed: &str, added: &str) {
    let last = pieces.len().saturating_sub(2);
    if let Some([(Mark::Removed, before), (Mark::Added, after)]) = pieces.get_mut(last..) {
        before.push_str(blank);
        before.push_str(removed);
        after.push_str(blank);
        after.push_str(added);
    }
}

fn whole(before: &str, after: &str) -> Vec<(Mark, String)> {
    let mut pieces = vec![(Mark::Removed, before.to_owned()), (Mark::Added, after.to_owned())];
    pieces.retain(|(_, text)| !text.is_empty());
    pieces
}

/// Words, runs of white space, and every other sign by itself. A time and a word with an
/// apostrophe are one.
fn tokens(text: &str) -> Vec<&str> {
    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Word,
        Blank,
        Sign,
    }
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last = None;
    let mut before = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let after = letters.peek().map(|(_, letter)| *letter);
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let now = match letter {
            '\n' => Kind::Sign,
            letter if letter.is_whitespace() => Kind::Blank,
            letter if letter.is_alphanumeric() || matches!(letter, '\'' | '’') => Kind::Word,
            ':' if digit(before) && digit(after) => Kind::Word,
            _ => Kind::Sign,
        };
        if last.is_some_and(|last| last != now || now == Kind::Sign) {
            tokens.extend(text.get(start..at));
            start = at;
        }
        (last, before) = (Some(now), Some(letter));
    }
    tokens.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    tokens
}

#[cfg(test)]
mod tests;
