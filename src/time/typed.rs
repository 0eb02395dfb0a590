//! A time as typed with one thing changed: the half of the day, or the date.
//!
//! Only the bytes that say it are rewritten, in the writer's own manner, and the result counts
//! only where it reads as what was wanted.

use super::forms::parse;
use super::written::{ClockStyle, Written};
use std::ops::Range;
use tiny_sort::stable;

/// The same text with its clock read as the other half of the day: `10:00 PM` as `10:00 AM`,
/// `22:00` as `10:00`. `None` where that cannot be written.
pub fn flip(text: &str) -> Option<String> {
    let before = parse(text).ok()?;
    let clock = before.clock?;
    let new = match clock.style {
        ClockStyle::Twelve => flip_half(text),
        ClockStyle::TwentyFour => flip_hour(text, clock.hour)?,
    };
    let wanted = Some((clock.hour + 12) % 24);
    let after = parse(&new).ok()?;
    (after.clock.map(|clock| clock.hour) == wanted && after.date == before.date).then_some(new)
}

/// The same text with another date: `2024-03-03 10:05` as `2024-03-04 10:05`, `3 Mar` as `4 Mar`.
/// `None` where the text states no date of its own.
pub fn redate(text: &str, date: (i32, u32, u32)) -> Option<String> {
    let before = parse(text).ok()?;
    let (year, month, day) = date;
    let stated = before.date?;
    let new = numeric_date(text, &before, date).or_else(|| named_date(text, &before, date))?;
    let after = parse(&new).ok()?;
    let read = after.date?;
    let same =
        read.month_day == Some((month, day)) && read.year == stated.year.map(|_| year) && after.clock == before.clock;
    same.then_some(new)
}

/// The half of the day that a fix makes of a time: `AM` or `PM`; empty on a 24-hour clock.
pub fn other_half(written: &Written) -> &'static str {
    match written.clock {
        Some(clock) if clock.style == ClockStyle::Twelve && clock.hour < 12 => "PM",
        Some(clock) if clock.style == ClockStyle::Twelve => "AM",
        _ => "",
    }
}

/// Every `AM`, `p.m.`, `a` behind a digit (spaces between) as the other one, case and dots kept.
fn flip_half(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut new = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let other = match letter {
            'a' => 'p',
            'p' => 'a',
            'A' => 'P',
            'P' => 'A',
            _ => {
                new.push(letter);
                continue;
            }
        };
        let behind_digit = text.get(..at).is_some_and(|before| {
            before
                .trim_end_matches([' ', '\u{a0}', '\u{202f}'])
                .ends_with(|last: char| last.is_ascii_digit())
        });
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix(b".").unwrap_or(rest);
        let rest = match rest.first() {
            Some(b'm' | b'M') => rest.get(1..).unwrap_or_default(),
            _ => rest,
        };
        let word_ends = rest.first().is_none_or(|next| !next.is_ascii_alphanumeric());
        new.push(if behind_digit && word_ends { other } else { letter });
    }
    new
}

/// Every hour of a 24-hour clock moved by twelve. `hour` is that of the first one.
fn flip_hour(text: &str, hour: u32) -> Option<String> {
    let up = hour < 12;
    let mut new = text.to_owned();
    // From the end, so that earlier places stay where they are.
    let mut hours: Vec<Range<usize>> = Vec::new();
    for number in numbers(text) {
        let next = text.get(number.end..)?.chars().next();
        let before = text.get(..number.start)?.chars().next_back();
        let starts = matches!(next, Some(':' | '.' | 'h' | 'H'));
        let inside = matches!(before, Some(':' | '.' | '+' | '/' | '-'));
        if starts && number.len() <= 2 && !inside {
            hours.push(number);
        } else if number.len() == 4
            && text
                .get(number.end..)?
                .trim_start()
                .to_ascii_lowercase()
                .starts_with('h')
        {
            hours.push(number.start..number.start + 2);
        }
    }
    // An ISO time has its hour behind a T, a range its second behind a dash.
    if hours.is_empty() {
        return None;
    }
    for place in hours.into_iter().rev() {
        let stated: u32 = text.get(place.clone())?.parse().ok()?;
        let other = if up {
            stated.checked_add(12)?
        } else {
            stated.checked_sub(12)?
        };
        let other = other % 24;
        let padded = place.len() == 2;
        new.replace_range(
            place,
            &if padded {
                format!("{other:02}")
            } else {
                other.to_string()
            },
        );
    }
    Some(new)
}

/// Runs of digits.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_digit() {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
    }
    found
}

fn value(text: &str, place: &Range<usize>) -> Option<u32> {
    text.get(place.clone())?.parse().ok()
}

fn put(text: &mut String, place: Range<usize>, number: u32) {
    let width = place.len();
    let padded = text.get(place.clone()).is_some_and(|old| old.starts_with('0')) || width == 4;
    // Two digits may stand for a year of this century.
    let number = if width == 2 && number > 99 {
        number % 100
    } else {
        number
    };
    let two_wide = width == 2 && number < 10 && padded;
    text.replace_range(
        place,
        &if two_wide {
            format!("{number:02}")
        } else {
            number.to_string()
        },
    );
}

/// `2024-03-03`, `03/04/2024`, `3.4.24`, `20240303`: numbers with one mark between them.
fn numeric_date(text: &str, before: &Written, (year, month, day): (i32, u32, u32)) -> Option<String> {
    let stated = before.date?;
    let (old_month, old_day) = stated.month_day?;
    let year = u32::try_from(year).ok()?;
    let places = numbers(text);
    for three in places.windows(3) {
        let [a, b, c] = three else { continue };
        let mark = text.get(a.end..b.start)?;
        if mark != text.get(b.end..c.start)? || !matches!(mark, "-" | "/" | ".") {
            continue;
        }
        let (month_place, day_place, year_place) = if a.len() == 4 {
            (b, c, a)
        } else if value(text, a) == Some(old_month) && value(text, b) == Some(old_day) {
            (a, b, c)
        } else {
            (b, a, c)
        };
        if value(text, month_place) != Some(old_month) || value(text, day_place) != Some(old_day) {
            continue;
        }
        // Where both are below ten the zero of one shows the manner of the other.
        let padded = [month_place, day_place].iter().all(|place| place.len() == 2);
        let mut edits = [
            (month_place.clone(), month),
            (day_place.clone(), day),
            (year_place.clone(), year),
        ];
        stable::sort_by_key(&mut edits, |(place, _)| std::cmp::Reverse(place.start));
        let mut new = text.to_owned();
        for (place, number) in edits {
            if padded && place.len() == 2 && number < 10 {
                new.replace_range(place, &format!("{number:02}"));
            } else {
                put(&mut new, place, number);
            }
        }
        return Some(new);
    }
    None
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `March 3, 2024`, `3 Mar`, `[03/Aug/2026:10:12:00 +0000]`: the month by its name.
fn named_date(text: &str, before: &Written, (year, month, day): (i32, u32, u32)) -> Option<String> {
    let stated = before.date?;
    let (_, old_day) = stated.month_day?;
    let (name, full) = month_name(text)?;
    let lower = MONTHS.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    let written = text.get(name.clone())?;
    let mut word = if full {
        (*lower).to_owned()
    } else {
        lower.get(..written.len().min(3))?.to_owned()
    };
    if written.chars().all(|letter| letter.is_ascii_uppercase()) {
        word.make_ascii_uppercase();
    } else if written.starts_with(|letter: char| letter.is_ascii_uppercase())
        && let Some(first) = word.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    // The day is the number nearest to the month's name, the year the four digits behind either.
    let places = numbers(text);
    let near = |place: &&Range<usize>| {
        let gap = if place.end <= name.start {
            name.start - place.end
        } else {
            place.start.saturating_sub(name.end)
        };
        (gap, place.start)
    };
    let day_place = places
        .iter()
        .filter(|place| place.len() <= 2 && value(text, place) == Some(old_day))
        .min_by_key(near)?;
    let year_place = places
        .iter()
        .find(|place| place.len() == 4 && stated.year.and_then(|year| u32::try_from(year).ok()) == value(text, place));
    let mut edits = vec![(name.clone(), word)];
    let padded = text.get(day_place.clone())?.starts_with('0');
    edits.push((
        day_place.clone(),
        if padded { format!("{day:02}") } else { day.to_string() },
    ));
    edits.extend(year_place.map(|place| (place.clone(), year.to_string())));
    stable::sort_by_key(&mut edits, |(place, _)| std::cmp::Reverse(place.start));
    let mut new = text.to_owned();
    for (place, words) in edits {
        new.replace_range(place, &words);
    }
    // `3rd` of a 4th reads oddly: such a text is left to its writer.
    let ordinal = text.get(day_place.end..).is_some_and(|rest| {
        ["st", "nd", "rd", "th"]
            .iter()
            .any(|ending| rest.to_ascii_lowercase().starts_with(ending))
    });
    (!ordinal).then_some(new)
}

/// Where a month's name stands, and whether it is written in full.
fn month_name(text: &str) -> Option<(Range<usize>, bool)> {
    let lower = text.to_ascii_lowercase();
    let mut start = None;
    for (at, letter) in lower.char_indices().chain([(lower.len(), ' ')]) {
        match (letter.is_ascii_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = lower.get(from..at)?;
                if word.len() >= 3
                    && let Some(name) = MONTHS
                        .iter()
                        .find(|name| name.starts_with(word) || (word == "sept" && name.starts_with("sep")))
                {
                    return Some((from..at, *name == word));
                }
                start = None;
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_half_of_the_day() {
        let cases = [
            ("10:00 PM", Some("10:00 AM")),
            ("10:00 AM", Some("10:00 PM")),
            ("12:00 PM", Some("12:00 AM")),
            ("10:05 a.m.", Some("10:05 p.m.")),
            ("8 pm", Some("8 am")),
            ("10:05AM (UTC)", Some("10:05PM (UTC)")),
            ("March 3, 2024, 8:00 PM", Some("March 3, 2024, 8:00 AM")),
            ("April 3, 8:00 AM PST", Some("April 3, 8:00 PM PST")),
            ("1:30pm-2:30pm", Some("1:30am-2:30am")),
            ("22:00", Some("10:00")),
            ("08:05:31", Some("20:05:31")),
            ("2024-03-03 22:10", Some("2024-03-03 10:10")),
            ("2024-03-03T09:10:00Z", Some("2024-03-03T21:10:00Z")),
            ("0330hrs", Some("1530hrs")),
            ("15.15", Some("03.15")),
            ("2024-03-03", None),
            ("noon", None),
            ("soon", None),
        ];
        for (text, expected) in cases {
            assert_eq!(flip(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn another_date_in_the_same_manner() {
        let cases = [
            ("2024-03-03 10:05", (2024, 3, 4), Some("2024-03-04 10:05")),
            ("2024-03-03T10:05:00Z", (2024, 12, 31), Some("2024-12-31T10:05:00Z")),
            ("2024/3/3 10:05", (2024, 3, 14), Some("2024/3/14 10:05")),
            ("March 3, 2024, 8:00 PM", (2024, 4, 3), Some("April 3, 2024, 8:00 PM")),
            ("May 3, 2024, 8:00 PM", (2024, 4, 13), Some("April 13, 2024, 8:00 PM")),
            ("3 Mar 10:05", (2024, 4, 1), Some("1 Apr 10:05")),
            ("03 MAR 2024 10:05", (2025, 4, 1), Some("01 APR 2025 10:05")),
            (
                "[03/Aug/2026:10:12:00 +0000]",
                (2026, 7, 2),
                Some("[02/Jul/2026:10:12:00 +0000]"),
            ),
            ("Aug 08 09:58:10", (2024, 9, 9), Some("Sep 09 09:58:10")),
            ("10:05", (2024, 3, 4), None),
            ("March 3rd, 10:05", (2024, 3, 4), None),
        ];
        for (text, date, expected) in cases {
            assert_eq!(redate(text, date).as_deref(), expected, "{text}");
        }
    }
}
