//! The body of a timeline: lines to entries, with the prose around them.

use super::marks::{atx, marker, rule};
use super::row::{self, Split};
use super::{fenced_rows, table, text_line};
use crate::markdown::lines::{BLANK, Line, dedent, indent, join, one_line};
use crate::markdown::marker::{self as comment, Marker};
use crate::model::{Body, Entry, EntryStyle, Id, Line as ModelLine, Phase, Table, Timeline};

/// Reads a timeline's lines.
pub(in crate::markdown) fn read(lines: &[Line<'_>]) -> Body {
    let mut reader = Reader {
        out: Timeline::default(),
        current: None,
        text: Vec::new(),
        blank: false,
        fenced: false,
        piped: false,
        evidence: String::new(),
    };
    let joined;
    let lines = if lines
        .iter()
        .any(|line| line.text.contains('<') && line.text.contains("<br"))
    {
        joined = split_breaks(lines);
        &joined
    } else {
        lines
    };
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += reader.line(line, lines.get(at..).unwrap_or_default());
    }
    reader.finish()
}

/// Rows joined by `<br>` in one paragraph stand on lines of their own.
fn split_breaks<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let mut out = Vec::with_capacity(lines.len() + 8);
    for line in lines {
        let mut rest = line.text;
        let plain = !line.opaque && !rest.starts_with(['|', ' ', '\t']) && marker(rest).is_none();
        if plain {
            let mut from = 0;
            while let Some(at) = rest.get(from..).and_then(|tail| tail.find("<br")).map(|at| at + from) {
                let Some(end) = rest.get(at..).and_then(|tail| tail.find('>')).map(|end| at + end + 1) else {
                    break;
                };
                let next = rest.get(end..).unwrap_or_default();
                let tag = rest.get(at + 3..end - 1).unwrap_or("?");
                // What else a tag holds would be lost with it.
                let row = tag.bytes().all(|byte| matches!(byte, b' ' | b'/'))
                    && row::timed(next.trim_start()).is_some_and(|split| split.written.clock.is_some());
                if row {
                    let head = rest.get(..at).unwrap_or_default().trim_end();
                    // An address goes up to the tag: without it the next words would be part of it.
                    let address = head.rsplit(' ').next().is_some_and(|word| word.contains("://"));
                    let head = if address && head.len() == at {
                        rest.get(..end).unwrap_or(head)
                    } else {
                        head
                    };
                    if !head.is_empty() {
                        out.push(Line {
                            text: head,
                            hard: false,
                            ..*line
                        });
                    }
                    rest = next.trim_start();
                    from = 0;
                } else {
                    from = end;
                }
            }
        }
        let whole = without_break(rest).filter(|_| plain && !rest.starts_with('<'));
        if !rest.is_empty() || line.text.is_empty() {
            out.push(Line {
                text: whole.unwrap_or(rest),
                hard: line.hard || whole.is_some(),
                ..*line
            });
        }
    }
    out
}

/// A line without the `<br>` that ends it. One behind an address stays: without it the next words would be part
/// of the address.
fn without_break(line: &str) -> Option<&str> {
    let inner = line.strip_suffix('>')?.trim_end_matches([' ', '/']);
    let words = inner.strip_suffix("<br")?.trim_end();
    let address = words.rsplit(' ').next().is_some_and(|word| word.contains("://"));
    (!address && !words.is_empty()).then_some(words)
}

struct Reader<'a> {
    out: Timeline,
    current: Option<Current<'a>>,
    text: Vec<Line<'a>>,
    blank: bool,
    /// The line above stands in a fence: a chat log is looked for at a fence's first line only.
    fenced: bool,
    /// The line above has a pipe: a table is looked for at its first line only.
    piped: bool,
    /// The original line that stands at the end of the line that is read.
    evidence: String,
}

/// The entry that is being read.
struct Current<'a> {
    entry: Entry,
    /// The words on the entry's own line, and whether it ends in a hard break.
    first: String,
    hard: bool,
    /// The lines below it.
    below: Vec<Line<'a>>,
    /// The column at which continuation lines stand.
    content: usize,
    heading: bool,
}

impl Current<'_> {
    /// A time on a line of its own, outside any list, and nothing below it yet.
    fn is_a_time_alone(&self) -> bool {
        self.content == 0
            && self.below.is_empty()
            && self.first.trim().is_empty()
            && !self.entry.style.lead.contains(char::is_alphanumeric)
    }
}

impl<'a> Reader<'a> {
    /// Takes in the first of the lines ahead; answers how many it took.
    fn line(&mut self, line: &Line<'a>, ahead: &[Line<'a>]) -> usize {
        self.evidence.clear();
        let piped = std::mem::replace(&mut self.piped, line.text.contains('|'));
        if line.blank() {
            self.blank = true;
            return 1;
        }
        let fenced = std::mem::replace(&mut self.fenced, line.opaque);
        if line.opaque {
            if let Some(taken) = (!fenced).then(|| self.chat(ahead)).flatten() {
                return taken;
            }
            // A fence below an entry's text goes on with it, also behind a blank line.
            let within = fenced
                && self
                    .current
                    .as_ref()
                    .and_then(|current| current.below.last())
                    .is_some_and(|above| above.opaque);
            if within || self.nested(line) {
                self.continuation(line, false);
            } else if !fenced && marker(line.text).is_some() {
                // Behind a list marker of its own a fence stands beside the entry.
                self.close_current();
                self.push_text(line);
            } else {
                self.continue_or_text(line);
            }
            return 1;
        }
        if self.nested(line) {
            self.continuation(line, false);
            return 1;
        }
        let (source, mark, evidence) = comment::of_row(line.text);
        self.evidence = evidence;
        let within_heading = self.current.as_ref().is_some_and(|current| current.heading);
        let first = self.out.rows().next().is_none() && self.current.is_none() || self.out.table.is_some();
        if !within_heading
            && !piped
            && first
            && !self.right_below_a_table()
            && let Some(found) = table::timeline(ahead, self.out.table.as_ref())
        {
            self.close();
            self.out.table = Some(found.table);
            self.out.lines.extend(found.rows.into_iter().map(ModelLine::Row));
            self.blank = false;
            self.piped = true;
            return found.taken;
        }
        // Rows stand in the table or in a list: what follows a table is prose.
        if let Some(table) = &self.out.table {
            if let Some(entry) = table::further(line, table) {
                self.close();
                self.out.lines.push(ModelLine::Row(entry));
                self.blank = false;
                return 1;
            }
            self.close_current();
            self.push_text(line);
            return 1;
        }
        if let Some(Marker::Entry(phase)) = mark
            && self.marked_entry(source, phase)
        {
            return 1;
        }
        let heading = atx(source).is_some();
        if (!within_heading || heading)
            && let Some(split) = row::timed_or_labelled(source)
        {
            if split.date_alone() && heads_rows(ahead, self.out.table.as_ref()) {
                self.close();
                self.push_text(line);
                self.close();
                self.blank = false;
            } else {
                self.entry(&split, mark, heading, line.hard);
            }
            return 1;
        }
        if within_heading {
            self.continuation(line, false);
            return 1;
        }
        match marker(source).filter(|_| !rule(source)) {
            Some(bullet) if self.follows_a_bulleted_entry() => {
                let (lead, words) = source.split_at_checked(bullet.length).unwrap_or((source, ""));
                self.begin(
                    EntryStyle {
                        lead: super::list_lead(lead),
                        separator: String::new(),
                        loose: false,
                    },
                    "",
                    words,
                    line.hard,
                );
                if let Some(current) = &mut self.current {
                    current.entry.phase = phase(mark);
                    current.content = bullet.content;
                }
            }
            Some(_) => {
                self.close_current();
                self.push_text(line);
            }
            None => self.continue_or_text(line),
        }
        1
    }

    /// Whether nothing but blank lines stands between a table and this line: its header, once more, would be lost.
    fn right_below_a_table(&self) -> bool {
        self.out.table.is_some() && self.text.is_empty() && matches!(self.out.lines.last(), Some(ModelLine::Row(_)))
    }

    /// A bullet without a time is an entry only in a list that holds an entry above it: a list of links before
    /// the timeline is none.
    fn follows_a_bulleted_entry(&self) -> bool {
        let bulleted = |entry: &Entry| !entry.style.lead.trim().is_empty();
        self.out.table.is_none()
            && self.text.is_empty()
            && match (&self.current, self.out.lines.last()) {
                (Some(current), _) => bulleted(&current.entry),
                (None, Some(ModelLine::Row(entry))) => bulleted(entry),
                _ => false,
            }
    }

    fn nested(&self, line: &Line<'_>) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.content > 0 && indent(line.text) >= current.content)
    }

    fn continuation(&mut self, line: &Line<'a>, lazy: bool) {
        let blank = std::mem::take(&mut self.blank);
        if let Some(current) = &mut self.current {
            if blank {
                current.below.push(BLANK);
            }
            let text = if lazy {
                line.text.trim_start()
            } else {
                dedent(line.text, current.content)
            };
            current.below.push(Line { text, ..*line });
        }
    }

    fn continue_or_text(&mut self, line: &Line<'a>) {
        match &self.current {
            Some(current) if current.heading => self.continuation(line, false),
            // `**10:05 UTC**` on a line of its own heads the paragraph below it.
            Some(current) if current.is_a_time_alone() => {
                self.continuation(line, !line.opaque);
            }
            Some(_) if !self.blank => self.continuation(line, !line.opaque),
            _ => {
                self.close_current();
                self.push_text(line);
            }
        }
    }

    fn push_text(&mut self, line: &Line<'a>) {
        if std::mem::take(&mut self.blank) && !self.text.is_empty() {
            self.text.push(BLANK);
        }
        self.text.push(*line);
    }

    fn entry(&mut self, split: &Split<'a>, mark: Option<Marker>, heading: bool, hard: bool) {
        let text: &str = &split.text;
        let text = if heading {
            text.trim_end_matches('#').trim_end()
        } else {
            text
        };
        let separator: &str = &split.separator;
        let separator = match (heading && text.is_empty(), text.is_empty()) {
            (true, _) => separator.trim_end().trim_end_matches('#').trim_end(),
            (_, true) => separator.trim_end(),
            _ => separator,
        };
        let style = EntryStyle {
            lead: super::lead(split.lead),
            separator: separator.to_owned(),
            loose: false,
        };
        self.begin(style, split.time, text, hard);
        if let Some(current) = &mut self.current {
            current.entry.phase = phase(mark);
            current.heading = heading;
            current.content = if heading {
                0
            } else {
                marker(split.lead).map_or(0, |marker| marker.content)
            };
        }
    }

    fn begin(&mut self, mut style: EntryStyle, time: &str, first: &str, hard: bool) {
        self.close();
        style.loose = std::mem::take(&mut self.blank) && matches!(self.out.lines.last(), Some(ModelLine::Row(_)));
        self.current = Some(Current {
            entry: Entry {
                id: Id(0),
                time: one_line(time).into_owned(),
                text: String::new(),
                phase: None,
                evidence: std::mem::take(&mut self.evidence),
                style,
                cells: Vec::new(),
            },
            first: first.to_owned(),
            hard,
            below: Vec::new(),
            content: 0,
            heading: false,
        });
    }

    /// `- **<anything>:** text <!-- posthoc entry -->`, or `- text` where no time is written at all.
    fn marked_entry(&mut self, source: &str, phase: Option<Phase>) -> bool {
        let Some(rest) = source.strip_prefix("- ").or((source == "-").then_some("")) else {
            return false;
        };
        let timed = rest
            .strip_prefix("**")
            .and_then(|rest| rest.split_once(":**"))
            .map(|(time, text)| (time.trim(), text.trim_start()));
        match timed {
            Some((time, text)) => self.begin(EntryStyle::default(), time, text, false),
            None => self.begin(
                EntryStyle {
                    lead: "- ".into(),
                    separator: String::new(),
                    loose: false,
                },
                "",
                rest,
                false,
            ),
        }
        if let Some(current) = &mut self.current {
            current.content = 2;
            current.entry.phase = phase;
        }
        true
    }

    /// A chat log in a fence: its lines are rows, its marks stay as they stand.
    fn chat(&mut self, ahead: &[Line<'a>]) -> Option<usize> {
        if self.current.is_some() || self.out.lines.iter().any(|line| matches!(line, ModelLine::Row(_))) {
            return None;
        }
        let length = fenced_rows(ahead)?;
        let (open, rest) = ahead.get(..length)?.split_first()?;
        let (close, rows) = rest.split_last()?;
        self.push_text(open);
        self.close();
        for line in rows {
            match row::timed(line.text).filter(|_| marker(line.text).is_none()) {
                Some(split) => self.entry(&split, None, false, false),
                None if line.text.trim().is_empty() => {}
                None => self.continuation(line, false),
            }
        }
        self.close();
        self.push_text(close);
        self.close();
        self.blank = false;
        Some(length)
    }

    fn close(&mut self) {
        self.close_current();
        if let Some(text) = text_line(std::mem::take(&mut self.text), true) {
            self.out.lines.push(text);
        }
    }

    fn close_current(&mut self) {
        let Some(current) = self.current.take() else { return };
        if let Some(text) = text_line(std::mem::take(&mut self.text), true) {
            self.out.lines.push(text);
        }
        let mut entry = current.entry;
        let apart = current.below.first().is_some_and(Line::blank);
        let below = crate::markdown::lines::closed(join(current.below).into()).into_owned();
        entry.text = current.first.trim().to_owned();
        if entry.text.is_empty() && !entry.time.is_empty() {
            let end = entry.style.separator.trim_end().len();
            entry.style.separator.truncate(end);
            entry
                .style
                .separator
                .push_str(match (current.heading || apart, below.is_empty()) {
                    (true, _) => "\n\n",
                    (false, true) => " ",
                    (false, false) => "\n",
                });
        }
        if !below.is_empty() {
            if !entry.text.is_empty() {
                if current.hard && !apart {
                    entry.text.push_str("  ");
                }
                entry.text.push_str(if apart { "\n\n" } else { "\n" });
            }
            entry.text.push_str(&below);
        }
        self.out.lines.push(ModelLine::Row(entry));
    }

    fn finish(mut self) -> Body {
        self.close();
        Body::Timeline(self.out)
    }
}

fn phase(mark: Option<Marker>) -> Option<Phase> {
    match mark {
        Some(Marker::Phase(phase)) => Some(phase),
        _ => None,
    }
}

/// Whether the next line that is not blank is a row with a clock, or the head of a table of entries.
fn heads_rows(ahead: &[Line<'_>], known: Option<&Table>) -> bool {
    let Some(at) = (1..ahead.len()).find(|at| ahead.get(*at).is_some_and(|line| !line.blank())) else {
        return false;
    };
    let rest = ahead.get(at..).unwrap_or_default();
    let row = rest
        .first()
        .is_some_and(|line| !line.opaque && row::timed(line.text).is_some_and(|split| split.written.clock.is_some()));
    row || table::timeline(rest, known).is_some()
}
