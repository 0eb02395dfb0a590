//! What a heading's words say about its part: names, synonyms and likely misspellings, a table a language.
//!
//! To teach another name, add a line to a language's `NAMES` (whole headings) or `SIGNS` (words that decide
//! inside a longer heading). To teach another language, add a table beside them and a line to [`LANGUAGES`].

mod english;
mod french;
mod spanish;
mod spelling;

use super::lines::holds;
use super::preview;
use crate::model::PartKind::{self, *};
use std::borrow::Cow;
use std::sync::LazyLock;
use tiny_sort::stable;

type Names = &'static [(&'static str, PartKind)];

/// The names and signs of every language, in the order in which they are asked.
const LANGUAGES: &[(Names, Names)] = &[
    (english::NAMES, english::SIGNS),
    (french::NAMES, french::SIGNS),
    (spanish::NAMES, spanish::SIGNS),
];

/// Letters and digits in lower case, one space between words. Marks, emoji and numbering fall away.
pub(super) fn words(plain: &str) -> String {
    let plain = without_emoji_names(plain);
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    let number = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if number > 0 && number < 3 && out.get(number..).is_some_and(|rest| rest.starts_with(' ')) {
        out.drain(..=number);
    }
    out
}

/// `:memo: Summary` without what stands for an emoji before the words.
fn without_emoji_names(plain: &str) -> &str {
    let mut rest = plain.trim_start();
    while let Some(inner) = rest.strip_prefix(':') {
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
        match inner.split_once(':') {
            Some((name, after)) if !name.is_empty() && name.chars().all(named) => rest = after.trim_start(),
            _ => break,
        }
    }
    rest
}

/// The kind that a label names outright: safe without any mark around it.
pub(super) fn named(heading: &str) -> Option<PartKind> {
    // No name is this long, and labels are looked for on every line.
    if heading.len() > 120 {
        return None;
    }
    let plain = preview::plain(heading);
    let outside = outside_brackets(&plain);
    let words = words(&outside);
    named_words(&words, &outside).or_else(|| {
        let corrected = spelling::corrected(&words).filter(|_| words.len() <= 50)?;
        named_words(&corrected, &corrected)
    })
}

/// The kind that a heading stands for where it is a name as a whole, brackets and all.
pub(super) fn names(heading: &str) -> Option<PartKind> {
    let words = heading_words(heading);
    any_name(&folded(&words)).or_else(|| look_up(english::HEADINGS, &words))
}

/// A heading's words, without its marks and a number before them.
pub(super) fn heading_words(heading: &str) -> String {
    words(&preview::plain(heading))
}

/// The kind that a heading's words suggest.
pub(super) fn suggested(heading: &str) -> Option<PartKind> {
    if heading.len() > 400 {
        return None;
    }
    let plain = preview::plain(heading);
    let inside = outside_brackets(&plain);
    let outside = words(&inside);
    let whole = words(&plain);
    let known = named_words(&outside, &inside).or_else(|| look_up(english::HEADINGS, &outside));
    // “Happy debugging!” is a call, whatever its words are signs of.
    if plain.trim_end().ends_with('!') {
        return known;
    }
    let sign_of_all = || (whole != outside).then(|| sign(&whole)).flatten();
    known.or_else(|| sign(&outside)).or_else(sign_of_all).or_else(|| {
        let corrected = spelling::corrected(&outside)?;
        named_words(&corrected, &corrected).or_else(|| sign(&corrected))
    })
}

/// The kind that these words name, alone or with another.
fn named_words(words: &str, plain: &str) -> Option<PartKind> {
    if words.len() > LONGEST_NAME {
        return None;
    }
    let words = folded(words);
    any_name(&words)
        .or_else(|| core(&words))
        .or_else(|| tasks(&words).then_some(ActionItems))
        .or_else(|| combined(plain))
}

/// The longest name in bytes, generously.
const LONGEST_NAME: usize = 80;

/// The names of every language in the order of their letters; of two alike the one that is asked first.
static SORTED: LazyLock<Vec<(&str, PartKind)>> = LazyLock::new(|| {
    let mut all: Vec<_> = LANGUAGES.iter().flat_map(|(names, _)| names.iter().copied()).collect();
    stable::sort_by_key(&mut all, |(name, _)| *name);
    all.dedup_by_key(|(name, _)| *name);
    all
});

fn any_name(words: &str) -> Option<PartKind> {
    let words = without_article(words);
    let at = SORTED.binary_search_by_key(&words, |(name, _)| name).ok()?;
    SORTED.get(at).map(|(_, kind)| *kind)
}

/// “Detailed timeline of the outage” names what “timeline” names.
fn core(words: &str) -> Option<PartKind> {
    let mut rest = words;
    for _ in 0..3 {
        let before = english::BEFORE.iter().find_map(|start| rest.strip_prefix(start));
        let behind = english::BEHIND.iter().find_map(|end| rest.strip_suffix(end));
        match before.or(behind) {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    if rest.len() == words.len() {
        return None;
    }
    look_up(english::CORES, rest)
}

/// “Detection and response”: where each of the halves names a kind, one that asks for rows counts, else the first.
fn combined(plain: &str) -> Option<PartKind> {
    if !holds(plain, b"&/,") && !plain.contains(" and ") {
        return None;
    }
    let joined = plain.replace('&', " and ").replace(['/', ','], " and ");
    let mut kinds = Vec::new();
    for half in joined.split(" and ") {
        let half = words(half);
        if !half.is_empty() {
            kinds.push(any_name(&half).or_else(|| core(&half))?);
        }
    }
    let has = |kind: PartKind| kinds.contains(&kind);
    [Timeline, ActionItems, CorrectiveMeasures]
        .into_iter()
        .find(|kind| has(*kind))
        .or_else(|| (has(RootCause) && has(Resolution)).then_some(RootCauseAndResolution))
        .or(kinds.first().copied())
        .filter(|_| kinds.len() > 1)
}

/// “Specific tasks to address the issue include”: a lead-in that names the list below it.
fn tasks(words: &str) -> bool {
    (words.starts_with("specific tasks") || words.starts_with("tasks to ") || words.starts_with("tasks for "))
        && words.split(' ').count() <= 10
}

fn look_up(table: &[(&str, PartKind)], words: &str) -> Option<PartKind> {
    let words = without_article(words);
    table.iter().find(|(name, _)| *name == words).map(|(_, kind)| *kind)
}

fn without_article(words: &str) -> &str {
    words.strip_prefix("the ").unwrap_or(words)
}

fn sign(words: &str) -> Option<PartKind> {
    if words.split(' ').count() > 12 {
        return None;
    }
    let words = folded(words);
    let words: Vec<&str> = words.split(' ').collect();
    let has = |part: &str| words.iter().any(|word| word.starts_with(part));
    let mut found: Option<(usize, PartKind)> = None;
    for word in &words {
        for sign in signs_like(word) {
            let first = found.is_none_or(|(best, _)| sign.order < best);
            if first && word.starts_with(sign.begin) && sign.parts.split(' ').all(has) {
                found = Some((sign.order, sign.kind));
            }
        }
    }
    found.map(|(_, kind)| kind)
}

/// Words that decide inside a longer heading.
struct Sign {
    /// Its place in the order in which signs are asked: of several in one heading the first counts.
    order: usize,
    begin: &'static str,
    parts: &'static str,
    kind: PartKind,
}

/// The signs of every language by their first letter.
static SIGNS: LazyLock<[Vec<Sign>; 32]> = LazyLock::new(|| {
    let mut all: [Vec<Sign>; 32] = Default::default();
    let signs = LANGUAGES.iter().flat_map(|(_, signs)| signs.iter());
    for (order, (parts, kind)) in signs.enumerate() {
        if let Some(place) = all.get_mut(letter(parts)) {
            place.push(Sign {
                order,
                begin: parts.split(' ').next().unwrap_or(parts),
                parts,
                kind: *kind,
            });
        }
    }
    all
});

fn signs_like(word: &str) -> &'static [Sign] {
    SIGNS.get(letter(word)).map(Vec::as_slice).unwrap_or_default()
}

/// A number for the first letter of a word; letters of other scripts share theirs.
fn letter(word: &str) -> usize {
    usize::from(word.bytes().next().unwrap_or_default() & 31)
}

/// The words without accents, as the tables have them.
fn folded(words: &str) -> Cow<'_, str> {
    if words.is_ascii() {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        out.push(match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        });
    }
    Cow::Owned(out)
}

/// The text without what stands in round brackets, unless nothing else is left.
fn outside_brackets(plain: &str) -> Cow<'_, str> {
    if !holds(plain, b"()") {
        return Cow::Borrowed(plain);
    }
    let mut depth = 0_usize;
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    if out.chars().any(char::is_alphanumeric) {
        Cow::Owned(out)
    } else {
        Cow::Borrowed(plain)
    }
}

/// Whether a line's words speak of a postmortem as a whole: what a title does.
pub(super) fn names_the_document(plain: &str) -> bool {
    let words = words(plain);
    words.contains("postmortem")
        || words.contains("post mortem")
        || words.contains("postmoterm")
        || words.contains("incident report")
        || words.contains("outage report")
        || words.contains("incident review")
}
