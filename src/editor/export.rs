//! Ways out: the Markdown file, its name, and the clipboard.

use super::draft::Draft;
use super::effect::Effect;
use super::facts;
use super::figures::{DayForm, day};
use super::metrics_table;
use super::second_clock::SecondClock;
use crate::markdown::{self, preview};

/// Letters of the title in a file name, at most.
const NAME_LENGTH: usize = 60;

/// The document as Markdown, its times with the second clock behind them where one is stated.
pub(crate) fn text(draft: &Draft) -> String {
    match SecondClock::of(draft) {
        Some(second) => markdown::write(&second.beside(draft)),
        None => markdown::write(&draft.document),
    }
}

/// Hands the Markdown file to the person, with a table of the incident's spans behind its timeline.
pub(crate) fn download_with_metrics(draft: &Draft, name: String) -> Effect {
    let document = match SecondClock::of(draft) {
        Some(second) => second.beside(draft),
        None => draft.document.clone(),
    };
    file(name, markdown::write(&metrics_table::beside(draft, document)))
}

/// Hands the Markdown file to the person.
pub(crate) fn download(draft: &Draft, name: String) -> Effect {
    file(name, text(draft))
}

fn file(name: String, text: String) -> Effect {
    Effect::Download {
        name,
        mime: "text/markdown;charset=utf-8",
        text,
    }
}

/// Puts the Markdown on the clipboard.
pub(crate) fn copy(draft: &Draft) -> Effect {
    Effect::Copy(text(draft))
}

/// What is said about a copy.
pub(crate) fn copied(worked: bool) -> &'static str {
    if worked {
        "Markdown copied."
    } else {
        "The browser did not allow the copy. Download the file instead."
    }
}

/// `2023-06-15-checkout-outage.md`: the incident's day where it is known, and the title.
pub(crate) fn file_name(draft: &Draft) -> String {
    let day = facts::incident_day(&draft.analysis).map(|moment| day(moment, DayForm::Iso));
    let title = slug(&preview::plain(&draft.document.title.text));
    let title = if title.is_empty() { "postmortem".into() } else { title };
    match day {
        Some(day) => format!("{day}-{title}.md"),
        None => format!("{title}.md"),
    }
}

/// Lower-case words joined by hyphens, whole words up to a length.
fn slug(title: &str) -> String {
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
