//! What a file that leaves is called.

use crate::editor::facts;
use crate::editor::figures::{DayForm, day};
use crate::lint::Analysis;
use crate::markdown::preview;
use crate::model::Postmortem;

/// Letters of the title in a file name, at most.
const NAME_LENGTH: usize = 60;

/// `2023-06-15-checkout-outage`: the incident's day where it is known, and the title.
pub(crate) fn file_stem(document: &Postmortem, analysis: &Analysis) -> String {
    let day = facts::incident_day(analysis).map(|moment| day(moment, DayForm::Iso));
    let title = slug(&preview::plain(&document.title.text));
    let title = if title.is_empty() { "postmortem".into() } else { title };
    match day {
        Some(day) => format!("{day}-{title}"),
        None => title,
    }
}

/// Lower-case words joined by hyphens, whole words up to a length.
pub(crate) fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let length = slug.chars().count() + 1 + word.chars().count();
        if !slug.is_empty() && length > NAME_LENGTH {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(NAME_LENGTH));
    }
    slug
}
