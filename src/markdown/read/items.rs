//! The body of a list of items: lines to items, with the prose around them.

use super::marks::{checkbox, marker, rule};
use super::{fields, label, table, text_line};
use crate::markdown::lines::{BLANK, Line, dedent, indent, join};
use crate::markdown::marker::{self as comment, Marker};
use crate::model::{Body, Id, Item, ItemStyle, Items, LabelMarks, Line as ModelLine, PartKind};
use tiny_sort::stable;

/// Reads an item list's lines.
pub(in crate::markdown) fn read(lines: &[Line<'_>], kind: PartKind) -> Body {
    let mut reader = Reader {
        out: Items::default(),
        current: None,
        text: Vec::new(),
        blank: false,
        piped: false,
        fenced: false,
        plain: plain_items(lines, kind),
        groups: groups(lines),
    };
    let mut at = 0;
    while at < lines.len() {
        at += reader.line(at, lines.get(at..).unwrap_or_default());
    }
    reader.close();
    Body::Items(reader.out)
}

struct Reader<'a> {
    out: Items,
    current: Option<Current<'a>>,
    text: Vec<Line<'a>>,
    blank: bool,
    /// The line above has a pipe: a table is looked for at its first line only.
    piped: bool,
    /// The line above stands in a fence.
    fenced: bool,
    /// Which lines are items without a list marker.
    plain: Vec<bool>,
    /// Which lines are labels of a group of items, or stand beside one.
    groups: Vec<bool>,
}

struct Current<'a> {
    item: Item,
    first: &'a str,
    hard: bool,
    below: Vec<Line<'a>>,
    content: usize,
}

impl<'a> Reader<'a> {
    fn line(&mut self, at: usize, ahead: &[Line<'a>]) -> usize {
        let Some(line) = ahead.first() else { return 1 };
        let piped = std::mem::replace(&mut self.piped, line.text.contains('|'));
        let fenced = std::mem::replace(&mut self.fenced, line.opaque);
        if line.blank() {
            self.blank = true;
            return 1;
        }
        if !line.opaque {
            let first = self.out.rows().next().is_none() && self.current.is_none() || self.out.table.is_some();
            if !piped
                && first
                && !self.right_below_a_table()
                && !self.nested(line)
                && let Some(found) = table::items(ahead, self.out.table.as_ref())
            {
                self.close();
                self.out.table = Some(found.table);
                self.out.lines.extend(found.rows.into_iter().map(ModelLine::Row));
                self.blank = false;
                self.piped = true;
                return found.taken;
            }
            let listed = marker(line.text).filter(|_| !rule(line.text) && self.out.table.is_none());
            let plain = self.plain.get(at).copied().unwrap_or(false);
            if self.groups.get(at).copied().unwrap_or(false) {
                self.close();
                self.push_text(line);
                self.close();
                return 1;
            }
            if let Some(marker) = listed {
                let (lead, words) = line.text.split_at_checked(marker.length).unwrap_or((line.text, ""));
                if !words.trim().is_empty() {
                    self.begin(super::list_lead(lead), words, marker.content, line.hard);
                    return 1;
                }
            } else if plain && self.out.table.is_none() {
                self.begin(String::new(), line.text.trim_start(), 0, line.hard);
                return 1;
            }
        }
        let below = self.current.is_some()
            && (fenced || !self.fenced_beside(line))
            && (self.nested(line) || (!self.blank && self.plain.get(at.wrapping_sub(1)) != Some(&true)));
        if below {
            let blank = std::mem::take(&mut self.blank);
            if let Some(current) = &mut self.current {
                if blank {
                    current.below.push(BLANK);
                }
                let nested = indent(line.text) >= current.content || line.opaque;
                let text = if nested {
                    dedent(line.text, current.content)
                } else {
                    line.text.trim_start()
                };
                current.below.push(Line { text, ..*line });
            }
        } else {
            self.close_current();
            self.push_text(line);
        }
        1
    }

    /// Whether a fence begins behind a list marker of its own: inside the item above its lines would stand otherwise.
    fn fenced_beside(&self, line: &Line<'_>) -> bool {
        line.opaque && !self.nested(line) && marker(line.text).is_some()
    }

    /// Whether nothing but blank lines stands between a table and this line: its header, once more, would be lost.
    fn right_below_a_table(&self) -> bool {
        self.out.table.is_some() && self.text.is_empty() && matches!(self.out.lines.last(), Some(ModelLine::Row(_)))
    }

    fn nested(&self, line: &Line<'_>) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.content > 0 && indent(line.text) >= current.content)
    }

    fn push_text(&mut self, line: &Line<'a>) {
        if std::mem::take(&mut self.blank) && !self.text.is_empty() {
            self.text.push(BLANK);
        }
        self.text.push(*line);
    }

    fn begin(&mut self, lead: String, words: &'a str, content: usize, hard: bool) {
        self.close();
        let loose = std::mem::take(&mut self.blank) && matches!(self.out.lines.last(), Some(ModelLine::Row(_)));
        let mut item = Item {
            style: ItemStyle {
                lead,
                checkbox: false,
                loose,
            },
            ..Item::new(Id(0), "")
        };
        let mut words = words;
        if let Some((done, length)) = checkbox(words) {
            item.style.checkbox = true;
            item.done = done;
            words = words.get(length..).unwrap_or_default();
        }
        self.current = Some(Current {
            item,
            first: words.trim(),
            hard,
            below: Vec::new(),
            content,
        });
    }

    fn close(&mut self) {
        self.close_current();
        if let Some(text) = text_line(std::mem::take(&mut self.text), false) {
            self.out.lines.push(text);
        }
    }

    fn close_current(&mut self) {
        let Some(current) = self.current.take() else { return };
        let mut item = current.item;
        let mut first = current.first;
        let marked = match comment::take(first) {
            Some((before, Marker::Done)) => {
                item.done = true;
                first = before;
                true
            }
            _ => item.style.checkbox,
        };
        item.text = fields::take(first, &mut item);
        if !marked {
            item.done = table::tells_done(&item.text);
        }
        let apart = current.below.first().is_some_and(Line::blank);
        let below = crate::markdown::lines::closed(join(current.below).into()).into_owned();
        if !below.is_empty() {
            if current.hard && !apart {
                item.text.push_str("  ");
            }
            item.text.push_str(if apart { "\n\n" } else { "\n" });
            item.text.push_str(&below);
        }
        self.out.lines.push(ModelLine::Row(item));
    }
}

/// Marks the lines that label a group of items (`* **Future:**` above a nested list) and, where a list has such
/// a label, the labelled lines beside it. They stay prose.
fn groups(lines: &[Line<'_>]) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let mut indents: Vec<usize> = Vec::new();
    let mut labels = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.opaque || line.blank() {
            continue;
        }
        let Some(marker) = marker(line.text) else {
            if indent(line.text) == 0 && lines.get(at.wrapping_sub(1)).is_some_and(Line::blank) {
                settle_groups(&mut out, &mut indents, &mut labels);
            }
            continue;
        };
        let Some(label) = label::label(line.text).filter(|label| label.marks != LabelMarks::PlainNoColon) else {
            continue;
        };
        labels.push((at, marker.indent, label.marks != LabelMarks::Plain));
        let dash = |line: &Line<'_>| line.text.trim_start().starts_with(['–', '—']);
        let nested = lines
            .iter()
            .skip(at + 1)
            .find(|line| !line.blank())
            .and_then(|below| Some((below, super::marks::marker(below.text)?)))
            // A list that was pasted has lost its indents: dashes below a number or bullet are nested.
            .is_some_and(|(below, next)| next.indent > marker.indent || dash(below) && !dash(line));
        if label.rest.is_empty() && nested {
            if let Some(slot) = out.get_mut(at) {
                *slot = true;
            }
            indents.push(marker.indent);
        }
    }
    settle_groups(&mut out, &mut indents, &mut labels);
    out
}

fn settle_groups(out: &mut [bool], indents: &mut Vec<usize>, labels: &mut Vec<(usize, usize, bool)>) {
    stable::sort(indents);
    for (at, indent, marked) in labels.drain(..) {
        if marked
            && indents.binary_search(&indent).is_ok()
            && let Some(slot) = out.get_mut(at)
        {
            *slot = true;
        }
    }
    indents.clear();
}

/// Marks the lines that are items though no list marker stands before them: one item a line, or one a paragraph.
fn plain_items(lines: &[Line<'_>], kind: PartKind) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let listed = |line: &Line<'_>| {
        line.opaque || marker(line.text).is_some_and(|_| !rule(line.text)) || line.text.trim_start().starts_with('|')
    };
    if lines.iter().any(listed) {
        return out;
    }
    let mut single = Vec::new();
    let mut paragraphs = 0;
    let mut at = 0;
    while at < lines.len() {
        let length = lines.iter().skip(at).take_while(|line| !line.blank()).count();
        if length == 0 {
            at += 1;
            continue;
        }
        paragraphs += 1;
        let block = lines.get(at..at + length).unwrap_or_default();
        if length == 1 {
            if block.first().is_some_and(|line| reads_as_one_item(line.text)) {
                single.push(at);
            }
        } else if lines_are_items(block) {
            for (offset, line) in block.iter().enumerate() {
                if let Some(slot) = out.get_mut(at + offset) {
                    *slot = !leads_in(line.text) && !closes_the_document(line.text);
                }
            }
        }
        at += length;
    }
    if single.len() >= 2 || (paragraphs == 1 && kind == PartKind::ActionItems) {
        for at in single {
            if let Some(slot) = out.get_mut(at) {
                *slot = true;
            }
        }
    }
    out
}

/// Lines of a block that each say one thing, rather than one sentence wrapped.
fn lines_are_items(block: &[Line<'_>]) -> bool {
    let own = |line: &&Line<'_>| !leads_in(line.text) && !closes_the_document(line.text);
    let count = block.iter().filter(own).count();
    let starts = block.iter().all(|line| {
        line.text.trim_start().starts_with(|c: char| {
            !c.is_lowercase() && (c.is_alphanumeric() || !c.is_ascii() || matches!(c, '"' | '*' | '_' | '`' | '@'))
        })
    });
    let ended = block
        .iter()
        .filter(own)
        .filter(|line| ends_a_sentence(line.text))
        .count();
    let last_open = block
        .iter()
        .rev()
        .find(own)
        .is_some_and(|line| !ends_a_sentence(line.text));
    count >= 2 && starts && (ended == count || ended == 0 || (ended + 1 == count && last_open))
}

fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(|c: char| matches!(c, '*' | '_' | ')' | '"' | '”') || (!c.is_ascii() && !c.is_alphanumeric()))
        .trim_end()
        .ends_with(['.', '!', '?', ';'])
}

fn leads_in(line: &str) -> bool {
    line.trim_end_matches(['*', '_', ' ']).ends_with(':')
}

/// One sentence that begins as an order: “Add alerts for disk space.”
fn reads_as_one_item(line: &str) -> bool {
    let words = line.trim();
    let first = words
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let tells = matches!(
        first.as_str(),
        "" | "we"
            | "the"
            | "this"
            | "it"
            | "our"
            | "in"
            | "to"
            | "after"
            | "by"
            | "as"
            | "for"
            | "these"
            | "those"
            | "they"
            | "there"
            | "a"
            | "an"
            | "i"
            | "however"
            | "additionally"
            | "finally"
            | "lastly"
            | "overall"
            | "thank"
            | "thanks"
            | "with"
            | "based"
            | "and"
            | "but"
            | "so"
            | "http"
            | "https"
            | "moving"
            | "going"
            | "following"
            | "below"
            | "here"
            | "while"
            | "when"
            | "if"
    );
    let inside = words.trim_end_matches(['.', '!', '?', ' ']);
    let sentences = inside.matches(". ").count() + inside.matches("! ").count() + inside.matches("? ").count();
    let one = sentences.saturating_sub(inside.matches("e.g. ").count() + inside.matches("a.k.a. ").count()) == 0;
    !tells
        && words.len() <= 320
        && !leads_in(words)
        && !closes_the_document(words)
        && words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '`' | '"' | '“' | '@'))
        && (one || (first.len() > 3 && sentences <= 1 && words.len() < 200))
}

/// A sentence that closes the document rather than naming work.
fn closes_the_document(line: &str) -> bool {
    let words = crate::markdown::kinds::words(line.get(..line.len().min(40)).unwrap_or_default());
    [
        "this postmortem",
        "this post mortem",
        "this incident",
        "this outage",
        "this report",
        "in conclusion",
        "in summary",
        "we apologize",
        "we apologise",
        "thank you",
        "thanks",
        "overall",
        "by implementing",
        "by following",
        "by taking",
        "by documenting",
        "these measures",
        "these actions",
        "these steps",
    ]
    .iter()
    .any(|start| words.starts_with(start))
}
