//! Text to model, line by line: openers begin parts, bodies are read by their part's kind.
//!
//! Never fails. What is not understood stays prose, as it stands.

mod fields;
mod items;
mod label;
mod marks;
mod outline;
mod pasted;
mod row;
mod table;
mod timeline;
mod title;

pub(super) use fields::written as written_fields;
pub(super) use label::label;
use marks::MarkerKind;
pub(super) use marks::{atx, checkbox, marker, rule};
pub(super) use outline::Outline;
pub(super) use row::timed_or_labelled;
pub(super) use table::{says_done, tells_done};

use super::kinds;
use super::lines::{self, Line, fence, without_markers};
use super::marker::{self as comment, Marker};
use crate::model::{
    Body, FactKey, Facts, Id, LabelMarks, Line as ModelLine, Opening, Part, PartKind, Postmortem, Title, TitleOpening,
};

/// Reads any text as a postmortem. Never fails; what is not understood stays as it stands.
pub fn read(text: &str) -> Postmortem {
    let text = lines::normalised(text);
    let text = pasted::unescaped(&text);
    let (lines, front) = lines::split(&text);
    let mut document = read_lines(&lines, front, false);
    // A chat log in a fence is the timeline where the document has no other.
    if document.entries().next().is_none() && lines.iter().any(|line| line.opaque) {
        document = read_lines(&lines, front, true);
    }
    document.renumbered()
}

fn read_lines(lines: &[Line<'_>], front: usize, chat: bool) -> Postmortem {
    let mut reader = Reader {
        lines,
        outline: Outline::default(),
        document: Postmortem::default(),
        open: Open::bare(0, PartKind::Summary),
        content: 0,
        chat,
    };
    let probe = |at: usize| {
        lines.get(at).is_some_and(|line| {
            !line.opaque
                && (Reader::heading_at(lines, at).is_some()
                    || label::label(line.text).is_some_and(|label| Outline::default().label_kind(&label).is_some()))
        })
    };
    let mut at = 0;
    if front > 0 {
        reader.push(
            PartKind::Metadata,
            String::new(),
            Opening::Bare,
            Body::Prose(lines::join(lines.iter().take(front).copied())),
        );
        at = front;
        reader.open.from = at;
    }
    match title::find(lines, front, probe) {
        Some(found) => {
            let before = lines::join(lines.get(at..found.at).unwrap_or_default().iter().copied());
            if !before.is_empty() {
                reader.push(PartKind::Metadata, String::new(), Opening::Bare, Body::Prose(before));
            }
            reader.document.title = found.title;
            reader.document.title.text = lines::one_line(&reader.document.title.text).into_owned();
            at = found.at + found.taken;
            reader.open.from = at;
        }
        None => {
            if let Some(text) = front_matter_title(lines.get(..front).unwrap_or_default()) {
                reader.document.title = Title {
                    text: lines::one_line(text).into_owned(),
                    opening: TitleOpening::FrontMatter,
                };
            }
        }
    }
    while at < lines.len() {
        at += reader.line(at);
    }
    reader.finish(lines.len());
    reader.document
}

/// What a part's lines are read as below its opening, if they are read as one body and open no other part.
pub(super) fn body(text: &str, outline: &Outline, kind: PartKind) -> Option<Body> {
    let lines = lines::split_body(text);
    let first = (outline.inline() && takes_inline(text))
        .then(|| lines.first().copied())
        .flatten();
    let mut at = usize::from(first.is_some());
    let mut reader = Reader {
        lines: &lines,
        outline: outline.clone(),
        document: Postmortem::default(),
        open: Open {
            opening: Opening::Heading(2),
            first,
            ..Open::bare(at, kind)
        },
        content: 0,
        chat: true,
    };
    while at < lines.len() {
        at += reader.line(at);
    }
    reader.finish(lines.len());
    match <[_; 1]>::try_from(reader.document.parts) {
        Ok([part]) => Some(part.body),
        Err(_) => None,
    }
}

/// The value of `title:` in front matter.
pub(super) fn front_matter_title<'a>(lines: &[Line<'a>]) -> Option<&'a str> {
    lines.iter().find_map(|line| title_value(line.text))
}

/// The value of a line `title: …` or `title = "…"`, without quotes around it.
pub(super) fn title_value(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("title")?.trim_start();
    let value = rest.strip_prefix([':', '='])?.trim();
    let inner = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value);
    (!inner.trim().is_empty()).then_some(inner)
}

struct Reader<'a, 'b> {
    lines: &'b [Line<'a>],
    outline: Outline,
    document: Postmortem,
    open: Open<'a>,
    /// Lines indented as far as this belong to the row above them and open nothing.
    content: usize,
    chat: bool,
}

/// The part that is being read.
struct Open<'a> {
    opening: Opening,
    heading: String,
    kind: PartKind,
    /// What stands behind the label on its own line.
    first: Option<Line<'a>>,
    from: usize,
}

impl Open<'_> {
    fn bare(from: usize, kind: PartKind) -> Self {
        Open {
            opening: Opening::Bare,
            heading: String::new(),
            kind,
            first: None,
            from,
        }
    }
}

impl<'a> Reader<'a, '_> {
    /// Level, words and number of lines of the heading at a line, in any of its styles.
    fn heading_at<'c>(lines: &[Line<'c>], at: usize) -> Option<(u8, &'c str, usize)> {
        let line = lines.get(at)?;
        if let Some((level, words)) = atx(line.text) {
            return Some((level, words, 1));
        }
        if let Some((level, words)) = title::html(line.text) {
            return Some((level, words, 1));
        }
        setext(lines, at).map(|(level, words)| (level, words, 2))
    }

    /// Whether a line goes on with the row right above it. No text goes on with the row of a table.
    fn below_a_row(&self, at: usize) -> bool {
        let rows = self.open.kind == PartKind::Timeline || self.open.kind.holds_items();
        let goes_on = |above: &Line<'_>| !above.blank() && !above.text.starts_with('|');
        rows && at > self.open.from && self.lines.get(at - 1).is_some_and(goes_on)
    }

    /// Takes in the line at an index; answers how many lines it took.
    fn line(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at).copied() else {
            return 1;
        };
        if line.blank() {
            return 1;
        }
        let rows = self.open.kind == PartKind::Timeline || self.open.kind.holds_items();
        if line.opaque {
            let first = at == 0 || self.lines.get(at - 1).is_some_and(|above| !above.opaque);
            if self.chat
                && first
                && !rows
                && let Some(length) = fenced_rows(self.lines.get(at..).unwrap_or_default())
            {
                self.begin(at, Open::bare(at, PartKind::Timeline));
                return length;
            }
            return 1;
        }
        if rows && self.content > 0 && lines::indent(line.text) >= self.content {
            // A nested item that has words is an item of its own, and what is nested below it is its text.
            if let Some(marker) = marker(line.text).filter(|marker| !rule(line.text) && line.text.len() > marker.length)
                && self.open.kind.holds_items()
            {
                self.content = marker.content;
            }
            return 1;
        }
        if line.text == comment::FACTS {
            return self.facts(at);
        }
        if let Some(taken) = self.heading(at).or_else(|| self.label(at, &line)) {
            return taken;
        }
        if rows {
            match marker(line.text) {
                Some(marker) => self.content = marker.content,
                None if line.text.starts_with('|') => self.content = 0,
                None if at > 0 && self.lines.get(at - 1).is_some_and(Line::blank) => self.content = 0,
                None => {}
            }
        } else if let Some(kind) = self.rows_begin(at) {
            self.begin(at, Open::bare(at, kind));
            self.content = marker(line.text).map_or(0, |marker| marker.content);
        }
        1
    }

    fn heading(&mut self, at: usize) -> Option<usize> {
        let (level, words, taken) = Reader::heading_at(self.lines, at)?;
        if taken == 2 && self.below_a_row(at) {
            return None;
        }
        let (words, chosen) = match comment::take(words) {
            Some((words, Marker::Kind(kind))) => (words, Some(kind)),
            _ => (words, None),
        };
        if words.is_empty() {
            return None;
        }
        if chosen.is_none() && self.outline.in_timeline() && self.is_entry_heading(at) {
            if self.open.kind != PartKind::Timeline {
                self.begin(at, Open::bare(at, PartKind::Timeline));
            }
            self.content = 0;
            return Some(1);
        }
        let opening = Opening::Heading(level);
        let kind = chosen.unwrap_or_else(|| self.outline.heading_kind(level, words));
        self.begin(
            at,
            Open {
                opening,
                heading: lines::one_line(words).into_owned(),
                kind,
                first: None,
                from: at + taken,
            },
        );
        Some(taken)
    }

    /// Headings inside a timeline that begin with a time or a date belong to its rows.
    fn is_entry_heading(&self, at: usize) -> bool {
        self.lines
            .get(at)
            .is_some_and(|line| atx(line.text).is_some() && row::timed(line.text).is_some())
    }

    fn label(&mut self, at: usize, line: &Line<'a>) -> Option<usize> {
        if self.outline.in_timeline() && comment::take_evidence(line.text).is_some() {
            return None;
        }
        let (source, chosen) = match comment::take(line.text) {
            Some((source, Marker::Kind(kind))) => (source, Some(kind)),
            Some((_, Marker::Entry(_) | Marker::Phase(_))) if self.outline.in_timeline() => return None,
            _ => (line.text, None),
        };
        let label = label::label(source)?;
        if chosen.is_none() && self.outline.in_timeline() && row::timed_or_labelled(source).is_some() {
            return None;
        }
        // `**10:05 UTC**` on a line of its own is no part.
        if chosen.is_none()
            && label.rest.is_empty()
            && row::timed(source).is_some_and(|row| row.written.clock.is_some())
        {
            return None;
        }
        let kind = match chosen {
            Some(kind) => kind,
            None => self.outline.label_kind(&label)?,
        };
        let inline = takes_inline(label.rest);
        let opening = Opening::Label {
            lead: lead(label.lead),
            marks: label.marks,
            inline,
        };
        let first = (!label.rest.is_empty()).then_some(Line {
            text: label.rest,
            opaque: false,
            hard: line.hard,
        });
        self.begin(
            at,
            Open {
                opening,
                heading: lines::one_line(label.heading).into_owned(),
                kind,
                first,
                from: at + 1,
            },
        );
        Some(1)
    }

    /// Whether rows of a timeline or of action items begin at a line of prose.
    fn rows_begin(&self, at: usize) -> Option<PartKind> {
        let ahead = self.lines.get(at..)?;
        let line = ahead.first()?;
        if self.outline.in_timeline() {
            let row = row::timed_or_labelled(line.text).is_some_and(|split| split.written.clock.is_some());
            return row.then_some(PartKind::Timeline);
        }
        if line.text.starts_with('|')
            && !self
                .lines
                .get(at.wrapping_sub(1))
                .is_some_and(|above| above.text.contains('|'))
        {
            return if table::tells_a_timeline(ahead) {
                Some(PartKind::Timeline)
            } else {
                table::tells_items(ahead).then_some(PartKind::ActionItems)
            };
        }
        if !begins_with_a_time(line.text) || matches!(self.open.kind, PartKind::Metadata | PartKind::Duration) {
            return None;
        }
        let mut rows = ahead.iter().filter(|line| !line.blank()).take(3);
        let mut count = 0;
        let close = rows.by_ref().all(|line| {
            count += 1;
            !line.opaque && begins_with_a_time(line.text)
        });
        (close && count == 3 || self.times_head_paragraphs(ahead)).then_some(PartKind::Timeline)
    }

    /// Whether three paragraphs begin with a time, with no more than one paragraph below each: `10:05 UTC – Identified`
    /// and what was found.
    fn times_head_paragraphs(&self, ahead: &[Line<'_>]) -> bool {
        let (mut heads, mut told, mut fresh) = (0, 0, true);
        // As far as three such rows can reach: a longer look would not be linear.
        for line in ahead.iter().take(32) {
            if line.blank() {
                fresh = true;
                continue;
            }
            let begins = std::mem::take(&mut fresh);
            if line.opaque || atx(line.text).is_some() || self.is_opener(line.text) {
                return false;
            }
            if !begins {
                continue;
            }
            if begins_with_a_time(line.text) {
                heads += 1;
                told = 0;
            } else {
                told += 1;
            }
            if told > 1 {
                return false;
            }
            if heads == 3 {
                return true;
            }
        }
        false
    }

    /// Whether a line is a label that opens a part, by its words or by our comment.
    fn is_opener(&self, line: &str) -> bool {
        let chosen = matches!(comment::take(line), Some((_, Marker::Kind(_))));
        label::label(line).is_some_and(|label| chosen || self.outline.label_kind(&label).is_some())
    }

    fn begin(&mut self, at: usize, open: Open<'a>) {
        self.finish(at);
        self.outline.open(&open.opening, open.kind);
        self.content = 0;
        if let Opening::Label { lead, .. } = &open.opening {
            // Rows nested below a label in a list are indented, and openers beside the label are not.
            if marker(lead).is_some() && open.first.is_some() {
                self.content = 0;
            }
        }
        self.open = open;
    }

    /// A marked list of facts: it belongs to the heading right above it, else it stands by itself.
    fn facts(&mut self, at: usize) -> usize {
        let empty = self.open.first.is_none()
            && self.open.opening != Opening::Bare
            && self
                .lines
                .get(self.open.from..at)
                .unwrap_or_default()
                .iter()
                .all(Line::blank);
        let mut facts = Facts::default();
        let mut taken = 1;
        while let Some((key, value)) = self.lines.get(at + taken).and_then(|line| fact(line.text)) {
            // In the order of their writing only, so that no word moves.
            if facts.0.last_key_value().is_some_and(|(last, _)| *last >= key) {
                break;
            }
            facts.0.insert(key, lines::one_line(value).into_owned());
            taken += 1;
        }
        if empty {
            let open = std::mem::replace(&mut self.open, Open::bare(at + taken, PartKind::Summary));
            self.push(open.kind, open.heading, open.opening, Body::Facts(facts));
        } else {
            self.finish(at);
            self.push(PartKind::Metadata, String::new(), Opening::Bare, Body::Facts(facts));
            self.open = Open::bare(at + taken, PartKind::Summary);
        }
        self.outline.open(&Opening::Bare, PartKind::Summary);
        self.content = 0;
        taken
    }

    fn push(&mut self, kind: PartKind, heading: String, opening: Opening, body: Body) {
        self.document.parts.push(Part {
            id: Id(0),
            kind,
            heading,
            opening,
            body,
        });
    }

    /// Closes the open part at a line.
    fn finish(&mut self, to: usize) {
        let open = std::mem::replace(&mut self.open, Open::bare(to, PartKind::Summary));
        let below = self.lines.get(open.from..to).unwrap_or_default();
        let joined;
        let lines = match open.first {
            Some(first) => {
                joined = std::iter::once(first).chain(below.iter().copied()).collect::<Vec<_>>();
                &joined
            }
            None => below,
        };
        let body = match open.kind {
            PartKind::Timeline => timeline::read(lines),
            kind if kind.holds_items() => items::read(lines, kind),
            _ => Body::Prose(lines::closed(lines::join(lines.iter().copied()).into()).into_owned()),
        };
        let empty = match &body {
            Body::Prose(text) => text.is_empty(),
            Body::Timeline(rows) => rows.lines.is_empty(),
            Body::Items(rows) => rows.lines.is_empty(),
            Body::Facts(_) => false,
        };
        if open.opening == Opening::Bare && empty {
            return;
        }
        self.push(open.kind, open.heading, open.opening, body);
    }
}

/// Whether a line is a row by itself. A heading is none: in prose it opens a part.
fn begins_with_a_time(line: &str) -> bool {
    atx(line).is_none() && row::timed(line).is_some_and(|split| split.written.clock.is_some())
}

/// A fact's line: `- **Start:** 2024-03-03 22:00`, with any mark of a list.
pub(super) fn fact(line: &str) -> Option<(FactKey, &str)> {
    let rest = line.strip_prefix(['-', '*', '+'])?.strip_prefix(" **")?;
    let (label, value) = rest.split_once(":** ")?;
    let key = FactKey::ALL.iter().copied().find(|key| key.label() == label)?;
    let value = value.trim();
    (!value.is_empty()).then_some((key, value))
}

/// Whether a body can begin on its label's line: its first line is text and nothing else.
pub(super) fn takes_inline(body: &str) -> bool {
    let first = body.split('\n').next().unwrap_or_default();
    // A list or quotation gets lines of its own, unless it would then open a part.
    let labelled = label::label(first).is_some_and(|label| label.marks != LabelMarks::PlainNoColon);
    !first.is_empty()
        && first.trim_start() == first
        && fence(first).is_none()
        && (!(begins_a_list(first) || first.starts_with(['>', '|'])) || rule(first) || labelled)
}

/// Whether a line can begin a list right behind a label: a number does so as CommonMark lets it break a paragraph,
/// when it is a one. “Duration: 42. March” is no list.
fn begins_a_list(line: &str) -> bool {
    marker(line).is_some_and(|found| match found.kind {
        MarkerKind::Number => line.starts_with("1.") || line.starts_with("1)"),
        MarkerKind::Bullet => true,
    })
}

/// Level and words of a heading that is underlined with `===` or `---`.
pub(super) fn setext<'a>(lines: &[Line<'a>], at: usize) -> Option<(u8, &'a str)> {
    let under = lines.get(at + 1).filter(|line| !line.opaque)?.text;
    if !under.starts_with(['=', '-']) || under.len() < 3 {
        return None;
    }
    let level = if under.bytes().all(|byte| byte == b'=') {
        1
    } else if under.bytes().all(|byte| byte == b'-') {
        2
    } else {
        return None;
    };
    let line = lines.get(at).filter(|line| !line.opaque && !line.blank())?;
    let words = line.text.trim();
    let opens_else = marker(line.text).is_some()
        || words.starts_with(['>', '|', '#', '<', '\\'])
        || words.starts_with('[') && words.contains("]:")
        || words.len() > 120
        || lines::indent(line.text) > 3
        || rule(words)
        || label::label(words).is_some_and(|label| !label.rest.is_empty() && kinds::named(label.heading).is_some())
        // A dashed line below a sentence is a rule that lacks its blank line.
        || (level == 2 && (words.ends_with(['.', ',', ';', '!', '?']) || words.split(' ').count() > 10));
    (!opens_else).then_some((level, words))
}

/// The length of a fence whose lines are, for the most part, rows of a chat log.
fn fenced_rows(ahead: &[Line<'_>]) -> Option<usize> {
    let first = ahead.first()?;
    let (mark, length) = fence(without_markers(first.text))?;
    if lines::indent(first.text) > 3 || !first.opaque {
        return None;
    }
    let rest = ahead.get(1..)?;
    let close = rest.iter().position(|line| {
        let text = line.text.trim();
        text.len() >= length && text.chars().all(|c| c == mark)
    })?;
    let inner = rest.get(..close)?;
    let filled = inner.iter().filter(|line| !line.text.trim().is_empty()).count();
    let row = |line: &Line<'_>| {
        marker(line.text).is_none() && begins_with_a_time(line.text) && !row::is_of_a_machine(line.text)
    };
    let rows = inner.iter().filter(|line| row(line)).count();
    let first_is_row = inner.first().is_some_and(row);
    (rows >= 3 && first_is_row && rows * 10 >= filled * 6).then_some(close + 2)
}

/// Text lines as a passage between rows of a timeline, which may be a chat log, or of items.
fn text_line<T>(lines: Vec<Line<'_>>, chat: bool) -> Option<ModelLine<T>> {
    if lines.is_empty() {
        return None;
    }
    let text = lines::join(lines);
    // In a timeline a single mark of a fence may stand around a chat log.
    let text = if !chat || text.contains('\n') {
        lines::closed(text.into()).into_owned()
    } else {
        text
    };
    (!text.is_empty()).then_some(ModelLine::Text { id: Id(0), text })
}

/// What stands before a row, with one space where there were none or tabs.
fn lead(text: &str) -> String {
    text.replace('\t', " ")
}

/// A list marker with the space behind it that a hurried writer left out.
fn list_lead(text: &str) -> String {
    let mut lead = lead(text);
    if !lead.ends_with(' ') {
        lead.push(' ');
    }
    lead
}
