//! Zones as they stand behind a clock: `UTC`, `Z`, `+01:00`, `GMT+1`, `(WAT)`, `Africa/Lagos`.

use super::cursor::{Cursor, head};
use super::error::{FormError, FormErrorKind as K};
use crate::time::written::{Doubt, Written, Zone};
use crate::time::zone::{follows_rules, is_area, is_long_name, meanings};

/// The longest text in brackets that is looked at as a zone.
const LONGEST_BRACKET: usize = 48;

/// Reads a zone into `w`, with the spaces before it; `false` where none stands here.
pub(super) fn zone(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let mut spaced = c.spaces();
    // `10:00 AM, UTC`
    let comma = c.eat(',');
    spaced |= c.spaces();
    if comma && !spaced {
        *c = start;
        return Ok(false);
    }
    let found = bracketed(c, w)? || named(c, w) || (signed(c, w, spaced)?);
    if !found {
        *c = start;
        return Ok(false);
    }
    // `WAT (West Africa Time)` and `PST (UTC-8)`: the second only explains the first.
    let mut ahead = *c;
    ahead.spaces();
    if bracketed(&mut ahead, &mut Written::default())? {
        *c = ahead;
    }
    Ok(true)
}

fn put(w: &mut Written, name: &str, start: usize) {
    if meanings(name).len() > 1 {
        w.doubt(Doubt::ZoneMeanings);
    }
    w.zone = Some(Zone {
        name: name.to_owned(),
        span: start..start + name.len(),
    });
}

/// `(UTC)`, `(West African Time)`, `[EAT]`.
fn bracketed(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let close = match c.peek() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return Ok(false),
    };
    c.eat_if(|_| true);
    c.spaces();
    let inside = c.pos;
    let rest = c.rest();
    let Some(length) = rest
        .char_indices()
        .take(LONGEST_BRACKET)
        .find(|&(_, l)| l == close || l == '\n')
        .filter(|&(_, l)| l == close)
        .map(|(i, _)| i)
    else {
        let open_zone = c.whole && named(c, &mut Written::default()) && c.at_end();
        *c = start;
        if open_zone {
            return K::BracketOpen.at(start.rest().len() + start.pos..start.rest().len() + start.pos);
        }
        return Ok(false);
    };
    let name = rest.get(..length).unwrap_or("").trim_end();
    if !known(name) {
        *c = start;
        return Ok(false);
    }
    c.pos = inside + length + 1;
    put(w, name, inside);
    Ok(true)
}

/// Whether a text as a whole names a zone.
fn known(name: &str) -> bool {
    if is_long_name(name) {
        return true;
    }
    let mut c = Cursor::new(name, true);
    let mut w = Written::default();
    let found = named(&mut c, &mut w) || signed(&mut c, &mut w, true).unwrap_or(false);
    c.spaces();
    found && c.at_end()
}

/// An abbreviation, `UTC+1`, an IANA name or a name in words.
fn named(c: &mut Cursor<'_>, w: &mut Written) -> bool {
    let start = *c;
    let word = c.word();
    if word.is_empty() {
        return false;
    }
    if is_area(word) && c.ahead(word.len()) == Some('/') {
        c.pos += word.len();
        while c.peek() == Some('/') && c.peek_at(1).is_some_and(char::is_alphabetic) {
            c.eat('/');
            for _ in 0..40 {
                if c.eat_if(|l| l.is_ascii_alphanumeric() || l == '_' || l == '-' || l == '+')
                    .is_none()
                {
                    break;
                }
            }
        }
        if c.pos > start.pos + word.len() + 1 {
            put(w, c.since(start.pos), start.pos);
            return true;
        }
        *c = start;
        return false;
    }
    if let Some(length) = long_name(c) {
        c.pos += length;
        put(w, c.since(start.pos), start.pos);
        return true;
    }
    // `10:05 AM Pacific`: a word of its own only where the sentence ends.
    if ["Pacific", "Eastern", "Central", "Mountain"].contains(&word) {
        c.pos += word.len();
        if c.whole || c.closed() {
            put(w, word, start.pos);
            return true;
        }
        *c = start;
        return false;
    }
    let utc = ["UTC", "GMT", "Z", "UT"].iter().any(|u| u.eq_ignore_ascii_case(word));
    let upper = word.chars().all(|l| l.is_ascii_uppercase());
    let recognised = if utc {
        upper || c.whole || word.len() == 3
    } else {
        (upper || c.whole) && (!meanings(word).is_empty() || follows_rules(word))
    };
    if !recognised
        || c.ahead(word.len())
            .is_some_and(|l| l.is_alphanumeric() || l == '_' || l == '/' && !utc && !slash_digit(c, word.len()))
            && !plus_digit(c, word.len())
    {
        return false;
    }
    c.pos += word.len();
    let mut name = c.since(start.pos);
    if utc {
        let mut ahead = *c;
        let spaced = ahead.spaces();
        if let Some(sign) = ahead.eat_if(|s| s == '+' || s == '-' || s == '−') {
            // ` - ` behind a zone separates or spans; a sign stands next to its digits.
            let short = ahead.digit_run(3) <= 2;
            let read = offset_digits(&mut ahead).is_some() && ahead.boundary() && !colon_digit(&ahead);
            let tight = !spaced || sign == '+' || c.whole && short && (ahead.at_end() || ahead.peek() == Some(')'));
            if tight && read {
                *c = ahead;
                name = c.since(start.pos);
            }
        }
    }
    put(w, name, start.pos);
    // `UTC time`
    let mut ahead = *c;
    if ahead.spaces() && ahead.eat_word(&["time"]) && (ahead.closed() || ahead.whole) {
        *c = ahead;
    }
    true
}

/// A colon with a digit behind it: the number goes on.
fn colon_digit(c: &Cursor<'_>) -> bool {
    c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit())
}

/// A zone with a name or in brackets, as behind the four digits of `1545 UTC`: a sign there
/// belongs to a date or a range.
pub(super) fn lettered(c: &mut Cursor<'_>) -> bool {
    c.spaces();
    let mut w = Written::default();
    named(c, &mut w) || bracketed(c, &mut w).unwrap_or(false)
}

/// `PST/18:05 UTC`: a slash that a second clock stands behind.
fn slash_digit(c: &Cursor<'_>, length: usize) -> bool {
    c.ahead(length + 1).is_some_and(|l| l.is_ascii_digit())
}

fn plus_digit(c: &Cursor<'_>, length: usize) -> bool {
    c.ahead(length).is_some_and(|l| l == '+' || l == '-')
}

/// The length of a zone's name in words that stands here: `Pacific Time`, `West African Time`.
fn long_name(c: &Cursor<'_>) -> Option<usize> {
    let rest = head(c.rest(), 80);
    let mut length = 0;
    let mut best = None;
    for (n, word) in rest.split(' ').take(5).enumerate() {
        let plain = word.trim_end_matches(|l: char| !l.is_ascii_alphabetic());
        if plain.is_empty() || plain.len() > 16 {
            break;
        }
        length += plain.len() + usize::from(n > 0);
        if n > 0 && rest.get(..length).is_some_and(is_long_name) {
            best = Some(length);
        }
        if plain.len() != word.len() {
            break;
        }
    }
    best
}

/// `+01:00`, `+0100`, `+01`, `-0500`. A minus needs to be told from a range's dash: it counts
/// behind an ISO date with seconds, or before four digits without a colon.
fn signed(c: &mut Cursor<'_>, w: &mut Written, spaced: bool) -> Result<bool, FormError> {
    let start = *c;
    let Some(sign) = c.eat_if(|s| s == '+' || s == '-' || s == '−') else {
        return Ok(false);
    };
    let run = c.digit_run(5);
    let iso = w.clock.is_some_and(|clock| clock.second.is_some()) && w.date.is_some_and(|d| d.year.is_some());
    let minus_fits = iso && !spaced || run == 4 || w.clock.is_none() && c.whole;
    let fits = if sign == '+' {
        run == 2 || run == 4 || !spaced && run == 1
    } else {
        minus_fits && run != 1
    };
    if !fits {
        let meant = c.whole && sign == '+' && run > 0 && w.clock.is_some();
        *c = start;
        if meant {
            let found = c.glimpse().to_owned();
            let span = c.pos..c.pos + found.len();
            return K::Offset { found }.at(span);
        }
        return Ok(false);
    }
    let digits_at = c.pos;
    match offset_digits(c) {
        Some(()) if c.boundary() => {
            put(w, c.since(start.pos), start.pos);
            Ok(true)
        }
        _ if c.whole && w.clock.is_some() => {
            let found = start.glimpse().to_owned();
            let end = start.pos + found.len();
            K::Offset { found }.at(start.pos..end.max(digits_at))
        }
        _ => {
            *c = start;
            Ok(false)
        }
    }
}

/// Hours and minutes of an offset: at most 14 hours, minutes in quarters.
fn offset_digits(c: &mut Cursor<'_>) -> Option<()> {
    let (value, run) = c.digits(4)?;
    let (hours, minutes) = match run {
        4 => (value / 100, value % 100),
        1 | 2 => {
            let mut ahead = *c;
            if ahead.eat(':') && ahead.digit_run(3) == 2 {
                let (minutes, _) = ahead.digits(2)?;
                *c = ahead;
                (value, minutes)
            } else {
                (value, 0)
            }
        }
        _ => return None,
    };
    (hours <= 14 && matches!(minutes, 0 | 15 | 30 | 45)).then_some(())
}
