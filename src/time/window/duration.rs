//! How long the incident lasted, as a passage says it.

use std::ops::Range;

/// Finds the duration stated in a passage (`2 hours`, `4-hour outage`, `1h 30m`): minutes, and
/// where it stands. Figures that speak of something else (`every 5 minutes`, `within an hour`)
/// are passed over.
pub fn find_duration(text: &str) -> Option<(i64, Range<usize>)> {
    let mut at = 0;
    let mut before = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let fresh = !before.is_some_and(|b: char| b.is_alphanumeric() || "._:/-–+".contains(b));
        if fresh
            && c.is_ascii_digit()
            && let Some((minutes, length)) = amounts(text.get(at..).unwrap_or(""))
        {
            let lead = text.get(..at).unwrap_or("");
            let behind = text.get(at + length..).unwrap_or("");
            if !elsewhere(lead, behind) {
                return Some((minutes, at..at + length));
            }
            at += length;
            before = Some(' ');
            continue;
        }
        before = Some(c);
        at += c.len_utf8();
    }
    None
}

/// Whether the words around say that the figure is not the incident's length.
fn elsewhere(lead: &str, behind: &str) -> bool {
    let mut words = lead
        .rsplit(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(2)
        .map(str::to_lowercase);
    let last = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let rate = matches!(
        last.as_str(),
        "every"
            | "within"
            | "per"
            | "after"
            | "each"
            | "last"
            | "past"
            | "next"
            | "first"
            | "under"
            | "than"
            | "before"
            | "by"
    );
    let kept = matches!(last.as_str(), "the") && matches!(second.as_str(), "within" | "in" | "over" | "every");
    let next = behind
        .trim_start_matches([' ', '-'])
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("")
        .to_lowercase();
    let goes_on = matches!(
        next.as_str(),
        "ago" | "later" | "after" | "before" | "earlier" | "interval" | "intervals" | "old" | "per" | "timeout"
    );
    rate || kept || goes_on
}

/// One or more amounts with units: `2 hours and 15 minutes`, `1h 30m`, `1 day, 11 hours`.
fn amounts(text: &str) -> Option<(i64, usize)> {
    let mut seconds = 0.0;
    let mut at = 0;
    let mut end = 0;
    let mut smallest = f64::INFINITY;
    loop {
        let rest = text.get(at..)?;
        let Some((value, size, length)) = amount(rest) else {
            break;
        };
        if size >= smallest {
            break;
        }
        smallest = size;
        seconds += value * size;
        end = at + length;
        let behind = text.get(end..)?;
        let link = behind.trim_start_matches([' ', ',']);
        let link = link
            .strip_prefix("and ")
            .or_else(|| link.strip_prefix("& "))
            .unwrap_or(link)
            .trim_start();
        at = text.len() - link.len();
    }
    (end > 0 && seconds >= 60.0).then_some(((seconds / 60.0).round() as i64, end))
}

/// `2 hours`, `1.5 h`, `4-hour`: value, seconds in its unit, length.
fn amount(text: &str) -> Option<(f64, f64, usize)> {
    let digits = text
        .bytes()
        .take(8)
        .take_while(|b| b.is_ascii_digit() || *b == b'.')
        .count();
    let value: f64 = text.get(..digits)?.parse().ok()?;
    if digits > 7 {
        return None;
    }
    let rest = text.get(digits..)?;
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '-' | '\u{a0}'))
        .map_or(0, char::len_utf8);
    let rest = rest.get(mark..)?;
    let word = rest.bytes().take(12).take_while(u8::is_ascii_alphabetic).count();
    let size = match rest.get(..word)?.to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        "week" | "weeks" => 604_800.0,
        _ => return None,
    };
    Some((value, size, digits + mark + word))
}
