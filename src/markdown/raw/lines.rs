//! Formats with an entry on each line: what is no entry goes on from the one above or stands by itself.

use super::{RawEntry, RawRow};

/// A line as an entry, and whether it can hardly be anything else.
pub(super) type Seen = (RawEntry, bool);

/// What becomes of a line that is no entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// It goes on from the entry above where it is indented.
    Indented,
    /// It goes on from the entry above.
    GoOn,
}

/// Reads a text line by line. `None` unless enough lines are entries and enough of these are sure.
pub(super) fn read(
    text: &str,
    others: Others,
    least: usize,
    line: impl Fn(&str) -> Option<Seen>,
) -> Option<Vec<RawRow>> {
    let mut rows = Rows::default();
    let (mut entries, mut sure, mut strange) = (0_usize, 0_usize, 0_usize);
    for own in text.lines() {
        if own.trim().is_empty() {
            rows.blank();
            continue;
        }
        if let Some((entry, certain)) = line(own) {
            entries += 1;
            sure += usize::from(certain);
            rows.entry(entry);
            continue;
        }
        let indented = own.starts_with([' ', '\t']);
        strange += usize::from(!indented && others == Others::Indented);
        let bare = own.trim_matches(|c: char| matches!(c, '-' | '—' | '=' | ' '));
        if super::stamp::date_alone(bare) {
            rows.text(bare);
        } else if let Some(day) = bare
            .strip_prefix("Day changed ")
            .filter(|day| super::stamp::date_alone(day))
        {
            // The date stands alone on its line, so that it is that of the entries below.
            rows.text(&format!("Day changed\n{day}"));
        } else if indented || others == Others::GoOn && !rows.apart {
            rows.go_on(own);
        } else {
            rows.text(own);
        }
    }
    // Half of the lines may be strange where each has a line of its own: a boot, a restart.
    (sure >= least && sure * 2 >= entries && entries >= strange).then_some(rows.done)
}

/// Rows as they are found.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) done: Vec<RawRow>,
    /// A blank line stands above.
    apart: bool,
}

impl Rows {
    pub(super) fn blank(&mut self) {
        self.apart = true;
    }

    pub(super) fn entry(&mut self, entry: RawEntry) {
        self.apart = false;
        self.done.push(RawRow::Entry(entry));
    }

    /// A line that goes on from the entry above; without one it stands by itself.
    pub(super) fn go_on(&mut self, line: &str) {
        let Some(RawRow::Entry(entry)) = self.done.last_mut() else {
            self.text(line);
            return;
        };
        let text = super::words(line.trim());
        if !entry.text.is_empty() {
            entry.text.push('\n');
        }
        entry.text.push_str(&super::super::write::begun(&text));
        entry.original.push('\n');
        entry.original.push_str(line.trim_end());
        self.apart = false;
    }

    /// A line that is not understood.
    pub(super) fn text(&mut self, line: &str) {
        match self.done.last_mut() {
            Some(RawRow::Text(text)) => {
                text.push_str(if self.apart { "\n\n" } else { "\n" });
                text.push_str(line.trim_end());
            }
            _ => self.done.push(RawRow::Text(line.trim_end().to_owned())),
        }
        self.apart = false;
    }
}
