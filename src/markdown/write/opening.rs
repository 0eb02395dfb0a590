//! The lines that open the document and its parts.

use super::escape::heading;
use crate::markdown::kinds;
use crate::markdown::lines::one_line;
use crate::markdown::marker::Marker;
use crate::markdown::read::{Outline, label, marker, takes_inline, timed_or_labelled};
use crate::model::{Body, LabelMarks, Opening, Part, PartKind, TitleOpening};
use std::borrow::Cow;

/// The title's line below what stands above it. Where its own form would not be taken for the title there, it is
/// a heading.
pub(super) fn title(words: &str, opening: TitleOpening, above: &str, parts: &[Part]) -> String {
    let heads_parts = parts.first().is_some_and(|part| part.opening != Opening::Bare);
    let own = match opening {
        TitleOpening::Heading(level) => heading(level, words),
        TitleOpening::Bold if !words.contains("**") => format!("**{words}**"),
        TitleOpening::Plain => words.to_owned(),
        _ => return heading(1, words),
    };
    let sound = match opening {
        TitleOpening::Heading(1) => true,
        TitleOpening::Heading(_) if above.is_empty() => true,
        TitleOpening::Bold if above.is_empty() => kinds::suggested(words).is_none(),
        // Above a title stands a line or two; a long text there is a banner, and below it only headings are sought.
        _ => above.len() <= 1_000 && is_title(words, opening, above, &own, heads_parts),
    };
    if sound { own } else { heading(1, words) }
}

fn is_title(words: &str, opening: TitleOpening, above: &str, own: &str, heads_parts: bool) -> bool {
    let below = if heads_parts { "## Impact\n" } else { "text\n" };
    let read = crate::markdown::read(&format!("{above}\n\n{own}\n\n{below}"));
    read.title.text == words && read.title.opening == opening
}

/// Whether the part is an item of a list of labelled items.
pub(super) fn in_list(opening: &Opening) -> bool {
    matches!(opening, Opening::Label { lead, .. } if marker(lead).is_some())
}

/// The part's opening with its body.
pub(super) fn write(part: &Part, body: &str, outline: &Outline, untitled: bool) -> String {
    let words = match one_line(&part.heading) {
        words if words.is_empty() => Cow::Borrowed(part.kind.label()),
        words => words,
    };
    match &part.opening {
        Opening::Bare => body.to_owned(),
        Opening::Heading(level) => under_heading(*level, &words, part.kind, body, outline, untitled),
        Opening::Label { lead, marks, inline } => {
            let inline = *inline && takes_inline(body) && !matches!(part.body, Body::Facts(_));
            let (first, rest) = match inline {
                true => body
                    .split_once('\n')
                    .map_or((body, None), |(first, rest)| (first, Some(rest))),
                false => ("", (!body.is_empty()).then_some(body)),
            };
            let lead = sound_lead(lead);
            match labelled(&lead, *marks, &words, first, part.kind, outline, untitled) {
                Some(line) => below(line, rest, !inline && lead.is_empty()),
                None => under_heading(3, &words, part.kind, body, outline, untitled),
            }
        }
    }
}

fn below(mut line: String, rest: Option<&str>, apart: bool) -> String {
    if let Some(rest) = rest {
        line.push_str(if apart { "\n\n" } else { "\n" });
        line.push_str(rest);
    }
    line
}

fn under_heading(level: u8, words: &str, kind: PartKind, body: &str, outline: &Outline, untitled: bool) -> String {
    let level = level.clamp(1, 6);
    let mut line = heading(level, words);
    let title = untitled && (kinds::named(words).is_none() || kinds::names_the_document(words));
    let row = outline.in_timeline() && timed_or_labelled(&line).is_some();
    if title || row || outline.heading_kind(level, words) != kind {
        Marker::Kind(kind).write(&mut line);
    }
    below(line, (!body.is_empty()).then_some(body), true)
}

/// The label's line with the first line of its body; `None` where a label can't carry these words.
fn labelled(
    lead: &str,
    marks: LabelMarks,
    words: &str,
    first: &str,
    kind: PartKind,
    outline: &Outline,
    untitled: bool,
) -> Option<String> {
    let mut line = String::from(lead);
    let (before, after) = match marks {
        LabelMarks::Plain => ("", ":"),
        LabelMarks::Bold => ("**", ":**"),
        LabelMarks::BoldColonAfter => ("**", "**:"),
        LabelMarks::BoldNoColon => ("**", "**"),
        LabelMarks::Italic => ("*", ":*"),
        LabelMarks::ItalicColonAfter => ("*", "*:"),
        LabelMarks::PlainNoColon => ("", ""),
    };
    line.push_str(before);
    line.push_str(words);
    line.push_str(after);
    if !first.is_empty() {
        line.push(' ');
        line.push_str(first);
    }
    let read = label(&line)?;
    if read.heading != words || read.marks != marks || read.lead != lead || read.rest != first.trim_end() {
        return None;
    }
    let row = outline.in_timeline() && timed_or_labelled(&line).is_some();
    let title = untitled && matches!(marks, LabelMarks::BoldNoColon | LabelMarks::PlainNoColon);
    if row || outline.label_kind(&read) != Some(kind) || (title && kinds::named(words).is_none()) {
        // Behind a hard break a comment could not stand at the line's end.
        line.truncate(line.trim_end().len());
        Marker::Kind(kind).write(&mut line);
    }
    Some(line)
}

/// A lead that is nothing or a single mark of a list or quotation.
fn sound_lead(lead: &str) -> String {
    let whole = marker(&format!("{lead}x")).is_some_and(|found| found.length == lead.len());
    if whole && !lead.contains('\n') && lead.ends_with(' ') || lead == "> " {
        lead.to_owned()
    } else {
        String::new()
    }
}
