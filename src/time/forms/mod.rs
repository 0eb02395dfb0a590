//! The grammar of written times: from a text to what it says, and no further.
//!
//! Owns spelling only; must not touch resolution, a clock or any rule about timelines.
//!
//! ```ebnf
//! time      = [ approx ] , ( relative | epoch | point , [ "ish" | "(approx.)" ] , [ also ] , [ to , point ] ) ;
//! approx    = "~" | "≈" | "around" | "about" | "approx." | "approximately" | "circa" | "ca." | "c." | "roughly" ;
//! relative  = ( "T" , [ "0" ] , [ sign ] | "+" ) , amount ;
//! amount    = { digits , unit } | digits , ":" , 2 digits , [ ":" , 2 digits ] | "0" ;
//! epoch     = 10 digits , [ "." , digits ] | 13 digits ;
//! point     = date , [ between , ( clock | unknown ) , [ zone ] , [ year ] ] , [ zone ]
//!           | clock , [ zone ] , [ "," | "on" ] , [ date ] , [ zone ] ;
//! between   = "T" | ":" | "," | "at" | "@" | "-" | "–" | "~" | "|" | " " , in any sensible order ;
//! unknown   = "--:--" | "??:??" | "xx:xx" ;
//! clock     = hour , ":" , minute , [ ":" , second , [ fraction ] ] , [ half | "hrs" | "noon" | "midnight" ]
//!           | hour , "." , minute , [ half ] | hour , "h" , [ minute ] | hour , half
//!           | 4 digits , ( "hrs" | "h" | zone ) | "0" , 3 digits | 3 or 4 digits , half
//!           | [ "12" ] , ( "noon" | "midday" | "midnight" ) ;
//! half      = ( "a" | "p" ) , [ "." ] , "m" , [ "." ] ;            (* any case, spaces before it *)
//! date      = [ weekday , [ "," ] ] , calendar , [ "(" , weekday , ")" ] | weekday ;
//! calendar  = year , mark , ( month | name ) , mark , day | 8 digits
//!           | name , day , [ ordinal ] , [ [ "," ] , year ]
//!           | day , [ ordinal ] , [ mark | "of" ] , name , [ [ mark | "," ] , year ]
//!           | number , mark , number , [ mark , year ] ;
//! mark      = "-" | "/" | "." ;
//! zone      = [ "(" ] , ( abbreviation | ( "UTC" | "GMT" ) , [ offset ] | offset | area , "/" , place | words ) , [ ")" ] ;
//! offset    = sign , 2 digits , [ [ ":" ] , 2 digits ] ;
//! also      = ( "(" | "[" ) , point , ( ")" | "]" ) | "/" , point ;
//! to        = "-" | "–" | "—" | "~" | "→" | "to" | "until" | "till" | "through" | "/" ;
//! ```
//!
//! `prefix` is stricter than `parse` where the sentence may go on: month names and zones want
//! their capital letters, and `noon`, `Monday`, `10h` and `15.15` want a separator behind them.

mod clock;
mod cursor;
mod date;
mod error;
mod relative;
mod zone;

pub(in crate::time) use cursor::{head, tail};
pub use error::{FormError, FormErrorKind};

use super::written::{Clock, ClockStyle, Doubt, Written};
use cursor::Cursor;
use error::FormErrorKind as K;

/// Reads a whole text as one time. Brackets around it are not part of it.
///
/// # Errors
/// Says which bytes are wrong and what was expected there.
pub fn parse(text: &str) -> Result<Written, FormError> {
    let trimmed = text.trim_end();
    if trimmed.trim().is_empty() {
        return K::Empty.at(0..0);
    }
    let mut inner = trimmed;
    let mut c = Cursor::new(inner, true);
    c.spaces();
    for (open, close) in [('[', ']'), ('(', ')')] {
        if c.peek() == Some(open) && inner.ends_with(close) {
            inner = inner.get(..inner.len() - 1).unwrap_or(inner).trim_end();
            let pos = c.pos + 1;
            c = Cursor::new(inner, true).at(pos);
            c.spaces();
            break;
        }
    }
    let begin = c.pos;
    let Some(written) = time(&mut c)? else {
        return K::NotATime.at(begin..inner.len());
    };
    let end = c.pos;
    c.spaces();
    if c.at_end() {
        return Ok(written);
    }
    rest_error(&c, &written, end, begin)
}

/// Reads the longest time at the start of a text: what it says, and its length in bytes.
/// `None` where the text does not begin with a time.
pub fn prefix(text: &str) -> Option<(Written, usize)> {
    begin(Cursor::new(text, false))
}

/// [`prefix`] behind the word `between`: `2:30 PM and 5:00 PM` and `9 and 11 AM` are ranges there.
pub(in crate::time) fn prefix_between(text: &str) -> Option<(Written, usize)> {
    begin(Cursor::new(text, false).between())
}

fn begin(mut c: Cursor<'_>) -> Option<(Written, usize)> {
    let written = time(&mut c).ok()??;
    let names_file = written.clock.is_none()
        && matches!(c.peek(), Some('-' | '_' | '/'))
        && c.peek_at(1).is_some_and(char::is_alphanumeric);
    let number_goes_on = matches!(c.peek(), Some('.' | ':' | '%')) && c.peek_at(1).is_some_and(|d| d.is_ascii_digit());
    (c.boundary() && !names_file && !number_goes_on && c.peek() != Some('%')).then_some((written, c.pos))
}

/// The zone at the start of a text: its name, and where it stands. Only names that can be nothing
/// else: `UTC`, `Africa/Lagos`, `Pacific Time`, `GMT+1`, `PST`.
pub(in crate::time) fn zone_at(text: &str) -> Option<(String, std::ops::Range<usize>)> {
    let mut c = Cursor::new(text, false);
    let mut w = Written::default();
    zone::zone(&mut c, &mut w).ok().filter(|found| *found && c.boundary())?;
    w.zone.map(|zone| (zone.name, zone.span))
}

/// The length of what stands at the start of a text and is meant as a time, right or wrong:
/// `25:10`, `10:5 AM`, `10:00 M`. [`parse`] says what is the matter with it.
///
/// As long as [`prefix`] where that reads a time; otherwise only where a separator follows, since
/// `3:2` and `10:75` in a sentence are anything.
pub fn attempt(text: &str) -> Option<usize> {
    if let Some((written, length)) = prefix(text) {
        let c = Cursor::new(text, false).at(length);
        let mut ahead = c;
        let spaced = ahead.spaces();
        let Some(clock) = written.clock else {
            let broken = spaced || ahead.eat('T');
            return Some(if broken && clock_shape(&mut ahead) {
                ahead.pos
            } else {
                length
            });
        };
        let stray = spaced && clock.style == ClockStyle::TwentyFour && ahead.eat_if(|l| "AMPamp".contains(l)).is_some();
        return Some(if stray && ahead.boundary() && ahead.closed() {
            ahead.pos
        } else {
            length
        });
    }
    let mut c = Cursor::new(text, false);
    if c.digit_run(5) == 4 {
        let dated = (0..2).all(|_| c.digits(4).is_some() && c.eat_if(|m| m == '-' || m == '/').is_some());
        if !dated || c.digits(2).is_none() {
            return None;
        }
        let mut ahead = c;
        if (ahead.spaces() || ahead.eat('T')) && clock_shape(&mut ahead) {
            return Some(ahead.pos);
        }
        return (c.boundary() && c.closed()).then_some(c.pos);
    }
    clock_shape(&mut c).then_some(c.pos)
}

/// Something like a clock, whatever its numbers: `25:10`, `10:5 AM`.
fn clock_shape(c: &mut Cursor<'_>) -> bool {
    if c.digits(2).is_none() || c.peek() != Some(':') {
        return false;
    }
    for _ in 0..2 {
        if c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit()) {
            c.eat(':');
            if c.digits(3).is_none() {
                return false;
            }
        }
    }
    let digits = *c;
    if digits.since(0).ends_with(|l: char| l.is_ascii_digit()) && !digits.since(0).contains(':') {
        return false;
    }
    c.spaces();
    let half = c.eat_if(|l| "AaPp".contains(l)).is_some();
    if half {
        c.eat('.');
        c.eat_if(|l| l == 'm' || l == 'M');
        c.eat('.');
    }
    if !(half && c.boundary()) {
        *c = digits;
    }
    c.boundary() && c.closed()
}

/// What was expected where a whole text goes on behind its time.
fn rest_error<T>(c: &Cursor<'_>, written: &Written, end: usize, begin: usize) -> Result<T, FormError> {
    let mut at = *c;
    while at.eat_if(|m| ",;: ".contains(m)).is_some() {}
    let c = if at.at_end() { c } else { &at };
    let found = c.glimpse();
    let span = c.pos..c.pos + found.len();
    let after = c.at(end).since(begin).to_owned();
    let found = found.to_owned();
    let letters = found.chars().all(|l| l.is_alphabetic() || l == '.');
    let mut dash = *c;
    if !dash.word().eq_ignore_ascii_case("and") && range_mark(&mut dash) {
        dash.spaces();
        if dash.at_end() {
            return K::RangeEnd {
                after: dash.since(begin).trim_end().into(),
            }
            .at(dash.pos..dash.pos);
        }
        if written.end.is_none() {
            let glimpse = dash.glimpse();
            let after = c.since(begin).to_owned() + dash.since(c.pos).trim_end();
            return K::RangeEnd { after }.at(dash.pos..dash.pos + glimpse.len());
        }
        return K::RangeTwice.at(span);
    }
    if letters && written.clock.is_some() && written.zone.is_none() {
        let lower = found.to_ascii_lowercase();
        let word = matches!(lower.as_str(), "and" | "at" | "as" | "a.k.a");
        if !word
            && lower.replace('.', "").len() <= 3
            && (lower.starts_with('a') || lower.starts_with('p') || lower == "m")
        {
            return K::Half { found }.at(span);
        }
        if !word && found.len() <= 4 || found.len() == 5 && found == found.to_uppercase() {
            return K::Zone { found, after }.at(span);
        }
    }
    if let Some(inside) = c.rest().strip_prefix('(') {
        let Some(close) = inside.find(')') else {
            return K::BracketOpen.at(c.pos + c.rest().len()..c.pos + c.rest().len());
        };
        if written.clock.is_some() && written.zone.is_none() {
            let found = inside.get(..close).unwrap_or("").to_owned();
            return K::Zone { found, after }.at(c.pos + 1..c.pos + 1 + close);
        }
    }
    K::Trailing { found }.at(span)
}

/// Runs a reader whose part may be missing. In a whole text its error stands; at the start of a
/// longer text it only means that the time ends before it.
fn optional<'a>(
    c: &mut Cursor<'a>,
    w: &mut Written,
    read: impl Fn(&mut Cursor<'a>, &mut Written) -> Result<bool, FormError>,
) -> Result<bool, FormError> {
    let (start, before) = (*c, w.clone());
    match read(c, w) {
        Ok(true) if c.whole || c.boundary() => return Ok(true),
        Err(error) if c.whole => return Err(error),
        _ => {}
    }
    *c = start;
    *w = before;
    Ok(false)
}

fn time(c: &mut Cursor<'_>) -> Result<Option<Written>, FormError> {
    let mut w = Written::default();
    let begin = c.pos;
    w.approximate = approximate(c);
    if relative::relative(c, &mut w)? || relative::epoch(c, &mut w) {
        w.span = begin..c.pos;
        return Ok(Some(w));
    }
    let shared = bare_start(c, &mut w)?;
    if !shared && !point(c, &mut w)? {
        if w.approximate && c.whole {
            let found = c.glimpse();
            return K::ApproximateOf {
                after: c.since(begin).trim_end().into(),
            }
            .at(c.pos..c.pos + found.len());
        }
        return Ok(None);
    }
    w.approximate |= approximate_behind(c);
    w.span = begin..c.pos;
    optional(c, &mut w, second_reading)?;
    optional(c, &mut w, range_end)?;
    if let Some(zone) = w.zone.clone() {
        w.turn_by_zone(&zone.name, c.slice(w.span.clone()));
    }
    if let Some(date) = w.date
        && date.year.is_none()
        && date.month_day.is_some()
    {
        w.doubt(Doubt::MissingYear);
    }
    Ok(Some(w))
}

/// `~`, `around`, `approx.` and their kin.
fn approximate(c: &mut Cursor<'_>) -> bool {
    let start = *c;
    let mark = c.eat('~') || c.eat('≈') || c.eat('∼');
    let word = !mark
        && (c.eat_word(&[
            "around",
            "about",
            "approximately",
            "approx",
            "circa",
            "roughly",
            "ca",
            "c",
        ]) && {
            let dotted = c.eat('.');
            let last = c.whole && c.at_end();
            let short = matches!(c.since(start.pos), "c" | "ca" | "C" | "Ca");
            (dotted || !short) && (c.spaces() || last)
        });
    if mark || word {
        c.spaces();
        return true;
    }
    *c = start;
    false
}

/// `10:05ish`, `10:05 (approx.)`.
fn approximate_behind(c: &mut Cursor<'_>) -> bool {
    let start = *c;
    c.eat('-');
    if c.eat_word(&["ish"]) {
        return true;
    }
    *c = start;
    c.spaces();
    let said = c.eat('(')
        && c.eat_word(&[
            "approx",
            "approximate",
            "approximately",
            "about",
            "estimated",
            "est",
            "roughly",
        ])
        && {
            c.eat('.');
            c.eat(')')
        };
    if !said {
        *c = start;
    }
    said
}

/// Date, clock and zone, in the orders in which people write them.
fn point(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    if optional_or_error(c, w, date::date)? {
        optional(c, w, weekday_of_date)?;
        optional(c, w, clock_of_date)?;
        if w.clock.is_none() {
            optional(c, w, zone::zone)?;
        }
        return Ok(true);
    }
    if !clock::clock(c, w)? {
        *c = start;
        return Ok(false);
    }
    optional(c, w, zone::zone)?;
    optional(c, w, date_of_clock)?;
    if w.zone.is_none() {
        optional(c, w, zone::zone)?;
    }
    Ok(true)
}

/// `2024-03-03 (Sunday)`.
fn weekday_of_date(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let mut named = Written::default();
    let found = c.spaces() && c.eat('(') && date::date(c, &mut named).unwrap_or(false) && c.eat(')');
    let weekday = named
        .date
        .filter(|named| named.month_day.is_none())
        .and_then(|named| named.weekday);
    match (&mut w.date, weekday) {
        (Some(date), Some(weekday)) if found => {
            date.weekday = Some(weekday);
            if date::contradicts(date) {
                w.doubt(Doubt::Weekday);
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// A date where there is one; what looks like a broken date may still be a clock.
fn optional_or_error(
    c: &mut Cursor<'_>,
    w: &mut Written,
    read: impl Fn(&mut Cursor<'_>, &mut Written) -> Result<bool, FormError>,
) -> Result<bool, FormError> {
    let (start, before) = (*c, w.clone());
    match read(c, w) {
        Ok(true) => Ok(true),
        Ok(false) => {
            *c = start;
            *w = before;
            Ok(false)
        }
        Err(error) => {
            let (mut again, mut other) = (start, before.clone());
            if clock::clock(&mut again, &mut other).unwrap_or(false) {
                *c = start;
                *w = before;
                return Ok(false);
            }
            Err(error)
        }
    }
}

/// The clock behind a date, with what stands between them.
fn clock_of_date(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let t = c.peek().is_some_and(|t| t == 'T' || t == 't') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit());
    let log = c.peek() == Some(':') && c.peek_at(1).is_some_and(|d| d.is_ascii_digit());
    let compact = matches!(c.peek(), Some('-' | '_')) && c.digit_run_behind() >= 4;
    if t || log || compact {
        c.eat_if(|_| true);
        if !clock::iso_clock(c, w)? {
            return Ok(false);
        }
    } else {
        let spaced = c.spaces();
        if placeholder(c) {
            return Ok(true);
        }
        let mark = c.eat_if(|m| ",:@|-–—~;".contains(m));
        w.approximate |= mark == Some('~');
        let spaced = c.spaces() || spaced;
        if c.eat_word(&["at", "from"]) {
            c.spaces();
        }
        if mark != Some('@') && c.eat('@') {
            c.spaces();
        }
        if !spaced && mark.is_none() {
            return Ok(false);
        }
        w.approximate |= approximate(c);
        if placeholder(c) {
            return Ok(true);
        }
        // `March 3 – March 4` is a range of days, `2024-03-03 - 2024-03-04` too.
        let mut ahead = *c;
        if date::date(&mut ahead, &mut Written::default()).unwrap_or(false) {
            return Ok(false);
        }
        if !clock::clock(c, w)? {
            return Ok(false);
        }
    }
    optional(c, w, zone::zone)?;
    if w.date.is_some_and(|d| d.year.is_none() && d.month_day.is_some()) && w.clock.is_some_and(|k| k.second.is_some())
    {
        // `Thu Dec 23 18:30:24 2021 +0100`
        optional(c, w, |c, w| {
            c.spaces();
            let year = date::year(c);
            if let Some(date) = &mut w.date {
                date.year = year;
            }
            Ok(year.is_some())
        })?;
        if w.zone.is_none() {
            optional(c, w, zone::zone)?;
        }
    }
    Ok(true)
}

/// `--:--`: the date is known and the clock is not.
fn placeholder(c: &mut Cursor<'_>) -> bool {
    for form in ["--:--:--", "--:--", "??:??", "xx:xx", "XX:XX", "__:__"] {
        if c.rest().starts_with(form) {
            c.pos += form.len();
            return true;
        }
    }
    false
}

/// The date behind a clock: `10:05 AM, March 3`, `8 am on 3 Mar`.
fn date_of_clock(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let spaced = c.spaces();
    let comma = c.eat(',');
    let spaced = c.spaces() || spaced;
    let on = c.eat_word(&["on"]) && c.spaces();
    if !spaced && !comma {
        return Ok(false);
    }
    let bracket = c.eat('(');
    let found = date::date(c, w)?;
    // A weekday or a pair of numbers behind a clock carries on the sentence more often than not.
    let sure = found && (on || bracket || c.whole || w.date.is_some_and(|d| d.month_day.is_some()));
    Ok(sure && (!bracket || c.eat(')')))
}

/// `12:48 (6:48 PDT)`: the same moment on a second clock.
fn second_reading(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let spaced = c.spaces();
    let mark = c.eat_if(|b| b == '(' || b == '[' || b == '/' && (spaced || w.date.is_none()));
    if mark.is_none() || w.clock.is_none() {
        return Ok(false);
    }
    c.spaces();
    let begin = c.pos;
    let mut also = Written {
        approximate: approximate(c),
        ..Written::default()
    };
    if !point(c, &mut also).unwrap_or(false) || also.clock.is_none() {
        return Ok(false);
    }
    also.span = begin..c.pos;
    c.spaces();
    if mark == Some('(') && !c.eat(')') || mark == Some('[') && !c.eat(']') {
        return Ok(false);
    }
    if mark == Some('/') && (w.zone.is_none() || also.zone.is_none()) {
        return Ok(false);
    }
    w.also = Some(Box::new(also));
    Ok(true)
}

fn range_mark(c: &mut Cursor<'_>) -> bool {
    if c.eat_if(|m| "-–—−~→‐‑‒".contains(m)).is_some() {
        if c.since(c.pos - 1) == "-" {
            c.eat('>');
        }
        return true;
    }
    c.eat_word(&["to", "until", "till", "through", "and"])
}

/// The end of a range. Its zone holds for both where the start states none.
fn range_end(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    c.spaces();
    let and = c.word().eq_ignore_ascii_case("and");
    // ISO 8601 writes an interval as `start/end`.
    let interval = w.date.is_some() && w.clock.is_some() && c.eat('/');
    if !(interval || range_mark(c)) || (and && !c.whole && !c.between) {
        return Ok(false);
    }
    c.spaces();
    let begin = c.pos;
    let mut end = Written {
        approximate: approximate(c),
        ..Written::default()
    };
    if !point(c, &mut end)? {
        return Ok(false);
    }
    end.span = begin..c.pos;
    if w.clock.is_some() != end.clock.is_some() {
        return Ok(false);
    }
    if let (Some(from), Some(to)) = (&mut w.clock, end.clock)
        && from.style == ClockStyle::TwentyFour
        && to.style == ClockStyle::Twelve
        && (1..=12).contains(&from.hour)
        && !end.doubts.contains(&Doubt::LateHour)
    {
        *from = shared_half(*from, to);
        w.doubt(Doubt::SharedHalf);
    }
    if w.zone.is_none() {
        w.zone.clone_from(&end.zone);
        if end.doubts.contains(&Doubt::ZoneMeanings) {
            w.doubt(Doubt::ZoneMeanings);
        }
    }
    if let (Some(from), Some(to)) = (&mut w.date, end.date)
        && from.year.is_none()
        && from.month_day <= to.month_day
        && from.month_day.is_some()
    {
        // `March 3 to March 5, 2024`
        from.year = to.year;
    }
    if end.date.is_some_and(|d| d.year.is_none() && d.month_day.is_some()) {
        end.doubt(Doubt::MissingYear);
    }
    w.end = Some(Box::new(end));
    Ok(true)
}

/// `8:00–9:30 PM`: the start is in the same half of the day, unless it would then come after the end.
fn shared_half(from: Clock, to: Clock) -> Clock {
    let minutes = |hour: u32, minute: u32| hour * 60 + minute;
    let (am, pm) = (from.hour % 12, from.hour % 12 + 12);
    let same = if to.hour >= 12 { pm } else { am };
    let end = minutes(to.hour, to.minute);
    let hour = if minutes(same, from.minute) <= end || to.hour < 12 {
        same
    } else {
        am
    };
    Clock {
        hour,
        style: ClockStyle::Twelve,
        ..from
    }
}

/// `8–9:30 AM`: a bare hour counts as the start of a range whose end has AM or PM.
fn bare_start(c: &mut Cursor<'_>, w: &mut Written) -> Result<bool, FormError> {
    let start = *c;
    let Some((hour, _)) = c.digits(2) else {
        return Ok(false);
    };
    let hour = hour as u32;
    let end = c.pos;
    let mut ahead = *c;
    ahead.spaces();
    if !(1..=12).contains(&hour) || !range_mark(&mut ahead) {
        *c = start;
        return Ok(false);
    }
    let mut trial = Written {
        clock: Some(Clock {
            hour,
            minute: 0,
            second: None,
            style: ClockStyle::TwentyFour,
        }),
        ..Written::default()
    };
    let mut after = *c;
    let found = range_end(&mut after, &mut trial).unwrap_or(false) && trial.doubts.contains(&Doubt::SharedHalf);
    *c = start;
    if found {
        c.pos = end;
        w.clock = trial.clock.map(|clock| Clock {
            hour,
            style: ClockStyle::TwentyFour,
            ..clock
        });
    }
    Ok(found)
}
