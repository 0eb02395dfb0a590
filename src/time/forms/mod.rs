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

mod attempt;
mod begin;
mod clock;
mod cursor;
mod date;
mod error;
mod half;
mod numeric;
mod point;
mod range;
mod relative;
mod zone;

pub use attempt::attempt;
pub(in crate::time) use cursor::{head, tail};
pub use error::{FormError, FormErrorKind};

use super::written::{Doubt, Written};
use begin::{may_begin, plain_clock};
use cursor::Cursor;
use error::FormErrorKind as K;
use point::{approximate, approximate_behind, point};
use range::{bare_start, range_end, range_mark, second_reading};

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
    if !may_begin(text) {
        return None;
    }
    let mut c = Cursor::new(text, false);
    match plain_clock(&mut c) {
        Some(written) => Some((written, c.pos)),
        None => begin(c),
    }
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
    let (start, before) = (*c, w.so_far());
    match read(c, w) {
        Ok(true) if c.whole || c.boundary() => return Ok(true),
        Err(error) if c.whole => return Err(error),
        _ => {}
    }
    *c = start;
    w.back(before);
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
    if !c.is_over() {
        optional(c, &mut w, second_reading)?;
        optional(c, &mut w, range_end)?;
    }
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
