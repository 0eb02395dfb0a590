//! The dates that stand beside entries and hold for them: in a passage above, or in a column of their table.
//!
//! Owns where such a date may stand; must not touch how one is written.

use crate::model::{Column, Entry, Table};
use crate::time::forms;
use crate::time::written::Written;

/// The date that a passage between entries sets for those below it: its last line that is a date
/// and nothing else.
pub(crate) fn heading_date(text: &str) -> Option<Written> {
    text.lines().rev().find_map(|line| {
        let bare = line.trim_matches(|letter: char| letter.is_whitespace() || "#*_:-".contains(letter));
        // Longer lines are sentences: they are not worth reading.
        date_alone(bare)
    })
}

/// The date in the entry's own row of a table, in a column that is headed by it. A year in the heading,
/// `Date (2021)`, is the year of dates without one.
pub(crate) fn cell_date(table: Option<&Table>, entry: &Entry) -> Option<Written> {
    let table = table?;
    let others = table.columns.iter().zip(&table.header);
    let others = others.filter(|(column, _)| !matches!(column, Column::Time | Column::Text));
    let mut dates = others.zip(&entry.cells).filter_map(|((_, name), cell)| {
        let name = name.to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        if !words
            .clone()
            .any(|word| matches!(word, "date" | "day" | "fecha" | "datum"))
        {
            return None;
        }
        let mut written = date_alone(cell.trim_matches(['*', '_', '`', ' ']))?;
        if let Some(date) = &mut written.date
            && date.year.is_none()
            && date.month_day.is_some()
        {
            date.year = words.find_map(|word| word.parse().ok().filter(|year| (1970..2200).contains(year)));
        }
        Some(written)
    });
    // A weekday's column says less than that of the date beside it.
    let first = dates.next()?;
    let says_day = |written: &Written| written.date.is_some_and(|date| date.month_day.is_some());
    if says_day(&first) {
        return Some(first);
    }
    Some(dates.find(says_day).unwrap_or(first))
}

fn date_alone(text: &str) -> Option<Written> {
    let written = forms::parse(text).ok().filter(|_| text.len() <= 60)?;
    (written.date.is_some() && written.clock.is_none() && written.relative.is_none()).then_some(written)
}
