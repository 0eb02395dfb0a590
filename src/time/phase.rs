//! The phase that an entry's words suggest.
//!
//! Owns the words; must not touch entries, clocks or a person's own choice of phase.

mod words;

use crate::model::Phase;
use words::{ATTEMPTS, DENIALS, PHRASES, Phrase};

/// Words that are looked at: an entry says what it marks in its first sentences.
const MOST_WORDS: usize = 60;

/// The phase that the words of an entry suggest, if any. The strongest phrase decides; among
/// equals the first.
pub fn infer(text: &str) -> Option<Phase> {
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.replace('’', "'").to_lowercase())
        .collect();
    let mut best: Option<(&Phrase, usize)> = None;
    for (at, word) in words.iter().enumerate() {
        let first = word.as_bytes().first();
        // The first letter rules out nearly all phrases, and is looked at ten times as fast.
        for phrase in PHRASES.iter().filter(|phrase| phrase.words.as_bytes().first() == first) {
            let weight = phrase.weight;
            if best.is_some_and(|(found, _)| found.weight >= weight) || !begins(&words, at, phrase.words) {
                continue;
            }
            if phrase.deniable && denied(&words, at) {
                continue;
            }
            best = Some((phrase, at));
        }
    }
    best.map(|(phrase, _)| phrase.phase)
}

/// Whether a phrase stands at this word. `investigat*` is any word that begins so, `…` up to
/// three words of any kind.
fn begins(words: &[String], at: usize, phrase: &str) -> bool {
    let mut at = at;
    let mut gap = 0;
    for (n, wanted) in phrase.split(' ').enumerate() {
        if wanted == "…" {
            gap = 3;
            continue;
        }
        let fits = |word: &String| {
            wanted
                .strip_suffix('*')
                .map_or(word == wanted, |stem| word.starts_with(stem))
        };
        let last = if n == 0 { at } else { at + gap };
        let Some(place) = (at..=last).find(|&place| words.get(place).is_some_and(fits)) else {
            return false;
        };
        at = place + 1;
        gap = 0;
    }
    true
}

/// Whether the words before say that it did not happen or was only tried.
fn denied(words: &[String], at: usize) -> bool {
    let near = words.get(at.saturating_sub(3)..at).unwrap_or_default();
    let tried = words.get(at.saturating_sub(4)..at).unwrap_or_default();
    near.iter()
        .any(|word| DENIALS.contains(&word.as_str()) || word.ends_with("n't"))
        || tried
            .iter()
            .any(|word| ATTEMPTS.iter().any(|stem| word.starts_with(stem)))
        || near.last().is_some_and(|word| word == "to") && !tried.iter().any(|word| word == "able" || word == "managed")
}
