//! Zones: from a name as written to an offset at a local time.
//!
//! Owns the names and what they can mean; must not touch a clock. Offsets are seconds from UTC,
//! east positive.

mod names;
mod rules;
mod stated;

use names::{ABBREVIATIONS, BY_RULES, LONG_NAMES};

pub use names::Meaning;
#[cfg(not(target_arch = "wasm32"))]
pub use rules::Database;
pub use rules::{Offsets, Rules, Zones, offsets};
pub use stated::stated;

/// What an abbreviation can mean, the commonest meaning first; empty where it is none.
pub fn meanings(name: &str) -> &'static [Meaning] {
    if name.is_empty() || name.len() > 5 {
        return &[];
    }
    ABBREVIATIONS
        .iter()
        .find(|(abbreviation, _)| abbreviation.eq_ignore_ascii_case(name))
        .map_or(&[], |(_, meanings)| meanings)
}

/// Whether an abbreviation stands for a place's clock, whichever offset it shows: `ET`, `PT`.
pub(crate) fn follows_rules(name: &str) -> bool {
    name.len() == 2 && BY_RULES.iter().any(|(rule, _)| rule.eq_ignore_ascii_case(name))
}

/// The first part of an IANA name, before the slash.
pub(crate) fn is_area(word: &str) -> bool {
    matches!(
        word,
        "Africa"
            | "America"
            | "Antarctica"
            | "Arctic"
            | "Asia"
            | "Atlantic"
            | "Australia"
            | "Europe"
            | "Indian"
            | "Pacific"
            | "Etc"
            | "US"
            | "Canada"
            | "Brazil"
    )
}

/// Whether a text of several words names a zone, or an abbreviation that needs rules does.
pub(crate) fn is_long_name(text: &str) -> bool {
    LONG_NAMES
        .iter()
        .map(|(name, _)| *name)
        .chain(BY_RULES.iter().map(|(name, _)| *name))
        .any(|n| n.eq_ignore_ascii_case(text))
        || text.contains(' ')
            && ABBREVIATIONS
                .iter()
                .any(|(_, m)| m.iter().any(|m| m.name.eq_ignore_ascii_case(text)))
}

/// Offset from UTC in seconds, east positive, for a zone whose rules need no table: `UTC`, `Z`,
/// `+01:00`, `GMT+1`, `PST`, `WAT`. `None` for names that need rules or have several meanings.
pub fn fixed_offset(name: &str) -> Option<i32> {
    let name = name.trim();
    if let [only] = meanings(name) {
        return Some(only.offset);
    }
    if let Some((_, short)) = LONG_NAMES.iter().find(|(long, _)| long.eq_ignore_ascii_case(name)) {
        return fixed_offset_of(short);
    }
    if BY_RULES.iter().any(|(rule, _)| rule.eq_ignore_ascii_case(name)) {
        return None;
    }
    if let Some(meaning) = ABBREVIATIONS
        .iter()
        .flat_map(|(_, m)| m.iter())
        .find(|m| m.name.eq_ignore_ascii_case(name))
    {
        return Some(meaning.offset);
    }
    let upper = name.get(..3).unwrap_or("").to_ascii_uppercase();
    let signed = if upper == "UTC" || upper == "GMT" {
        name.get(3..)?.trim_start()
    } else {
        name
    };
    offset(signed)
}

/// Whether a text is a zone's name that can be placed: one with an offset, or that of a place.
pub fn names_zone(name: &str) -> bool {
    fixed_offset(name).is_some() || iana(name).is_some()
}

fn fixed_offset_of(abbreviation: &str) -> Option<i32> {
    match meanings(abbreviation) {
        [only, ..] if abbreviation != "local time" => Some(only.offset),
        _ => None,
    }
}

/// `+01:00`, `-0530`, `+1`, `−8`: seconds.
fn offset(text: &str) -> Option<i32> {
    let mut chars = text.chars();
    let sign = match chars.next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits = chars.as_str().trim_start();
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) if minutes.len() == 2 => (hours, minutes),
        (None, 4) => (digits.get(..2)?, digits.get(2..)?),
        (None, 1 | 2) => (digits, "0"),
        _ => return None,
    };
    if !hours.bytes().chain(minutes.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The IANA zone whose clocks a name as written speaks of: `Africa/Lagos` itself, `WAT`, `PT`,
/// `West Africa Time`. `None` for offsets, for names with several meanings and for what is none.
pub fn iana(name: &str) -> Option<&str> {
    let name = name.trim();
    if name.split_once('/').is_some_and(|(area, _)| is_area(area)) {
        return Some(name);
    }
    if let [only] = meanings(name) {
        return Some(only.iana);
    }
    if let Some((_, zone)) = BY_RULES.iter().find(|(rule, _)| rule.eq_ignore_ascii_case(name)) {
        return Some(zone);
    }
    if let Some((_, short)) = LONG_NAMES.iter().find(|(long, _)| long.eq_ignore_ascii_case(name)) {
        return meanings(short).first().map(|meaning| meaning.iana);
    }
    let meanings = ABBREVIATIONS.iter().flat_map(|(_, meanings)| meanings.iter());
    meanings
        .into_iter()
        .find(|meaning| meaning.name.eq_ignore_ascii_case(name))
        .map(|meaning| meaning.iana)
}
