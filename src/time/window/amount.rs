//! Amounts of time in words or figures: `2 hours and 15 minutes`, `1h 30m`, `half an hour`.

/// Numbers in words that people use for hours and minutes.
const NUMBERS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("an", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("ninety", 90.0),
];

/// One or more amounts with falling units: minutes in all, and bytes read.
pub(super) fn amounts(text: &str) -> Option<(i64, usize)> {
    if let Some(found) = in_words(text) {
        return Some(found);
    }
    let (mut seconds, mut at, mut end) = (0.0, 0, 0);
    let mut smallest = f64::INFINITY;
    loop {
        let rest = text.get(at..)?;
        let Some((value, size, length)) = amount(rest, smallest) else {
            break;
        };
        if size >= smallest {
            break;
        }
        smallest = size;
        seconds += value * size;
        end = at + length;
        let behind = text.get(end..)?;
        let link = trim_some(behind, &[' ', ',']);
        let link = link
            .strip_prefix("and ")
            .or_else(|| link.strip_prefix("& "))
            .unwrap_or(link);
        let link = trim_some(link, &[' ']);
        at = text.len() - link.len();
    }
    (end > 0 && (60.0..1e9).contains(&seconds)).then_some(((seconds / 60.0).round() as i64, end))
}

/// A text without the first few of these characters: bounded, so that reading stays linear.
fn trim_some<'a>(text: &'a str, marks: &[char]) -> &'a str {
    let skip = text
        .chars()
        .take(3)
        .take_while(|c| marks.contains(c))
        .map(char::len_utf8)
        .sum();
    text.get(skip..).unwrap_or(text)
}

/// `half an hour`, `an hour and a half`, `two and a half hours`.
fn in_words(text: &str) -> Option<(i64, usize)> {
    let lower: String = text.chars().take(48).map(|c| c.to_ascii_lowercase()).collect();
    for (words, minutes) in [
        ("half an hour", 30),
        ("half hour", 30),
        ("half-hour", 30),
        ("an hour and a half", 90),
        ("one hour and a half", 90),
    ] {
        if lower.starts_with(words) && !lower.get(words.len()..)?.starts_with(char::is_alphanumeric) {
            return Some((minutes, words.len()));
        }
    }
    let (count, rest) = NUMBERS
        .iter()
        .find_map(|(word, count)| Some((*count, lower.strip_prefix(word)?)))?;
    let rest = rest.strip_prefix(" and a half hours")?;
    Some((((count + 0.5) * 60.0) as i64, lower.len() - rest.len()))
}

/// `2 hours`, `1.5 h`, `4-hour`, `forty minutes`, the `30` of `2h30`: value, seconds in its unit, length.
fn amount(text: &str, above: f64) -> Option<(f64, f64, usize)> {
    let digits = text
        .bytes()
        .take(8)
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        .count();
    let (value, digits): (f64, usize) = if digits == 0 {
        let word = text.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
        let name = text.get(..word)?.to_ascii_lowercase();
        (NUMBERS.iter().find(|(number, _)| *number == name)?.1, word)
    } else if digits < 8 {
        // `0330hrs` is a clock.
        if digits > 2 && text.starts_with('0') && !text.starts_with("0.") {
            return None;
        }
        let number = text.get(..digits)?.trim_end_matches(['.', ',']);
        (number.replace(',', ".").parse().ok()?, number.len())
    } else {
        return None;
    };
    let rest = text.get(digits..)?;
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '-' | '‑' | '\u{a0}'))
        .map_or(0, char::len_utf8);
    let rest = rest.get(mark..)?;
    let word = rest.bytes().take(12).take_while(u8::is_ascii_alphabetic).count();
    let size = match rest.get(..word)?.to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        "w" | "week" | "weeks" => 604_800.0,
        "" if (3599.0..3601.0).contains(&above) && mark == 0 && digits == 2 => return Some((value, 60.0, digits)),
        _ => return None,
    };
    Some((value, size, digits + mark + word))
}
