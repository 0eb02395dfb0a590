//! Blocks that an export makes of the document itself: how each is marked, how it is found again and taken out.
//!
//! Every block carries the hash of its own lines, so that one that a person has edited is told from one that is
//! as it was made: the first is theirs and stays, the second gives way to the next export's. Owns no contents.

use super::lines;
use crate::model::{Body, Id, Line, Opening, Part, PartKind, Postmortem};
use xxhash_rust::xxh64::xxh64;

/// What stands in a document of one kind of block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Found {
    /// None.
    #[default]
    Nothing,
    /// One as it was made; it was taken out.
    Made,
    /// One that a person has edited since; it stays.
    Edited,
}

/// What was found of each kind of block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Made {
    pub(crate) metrics: Found,
    pub(crate) mermaid: Found,
    pub(crate) front_matter: Found,
}

const METRICS: &str = "<!-- posthoc metrics=";
const MERMAID: &str = "```mermaid\n%% posthoc ";
const FRONT: &str = "# posthoc ";
const DIGITS: usize = 8;

fn hash(lines: &str) -> String {
    format!("{:016x}", xxh64(lines.as_bytes(), 0)).split_off(16 - DIGITS)
}

/// A table of spans behind its mark.
pub(crate) fn metrics(table: &str) -> String {
    format!("{METRICS}{} -->\n\n{table}", hash(table))
}

/// A Mermaid diagram in its fence, with the mark as a comment of its own language.
pub(crate) fn mermaid(diagram: &str) -> String {
    format!("{MERMAID}{}\n{diagram}\n```", hash(diagram))
}

/// Front matter with these keys: behind those of the author where there is some in YAML already.
/// `None` where the document's front matter is in another language.
pub(crate) fn front_matter(own: Option<&str>, keys: &str) -> Option<String> {
    let head = match own {
        None => "---",
        Some(own) => own.strip_suffix("\n---").filter(|head| head.starts_with("---\n"))?,
    };
    Some(format!("{head}\n{FRONT}{}\n{keys}\n---", hash(keys)))
}

/// The text of the front matter where the document has some.
pub(crate) fn front_matter_of(document: &Postmortem) -> Option<&str> {
    let first = document.parts.first()?;
    match &first.body {
        Body::Prose(text) if is_front_matter(first) => Some(text),
        _ => None,
    }
}

/// Whether a part is front matter.
pub(crate) fn is_front_matter(part: &Part) -> bool {
    part.opening == Opening::Bare
        && part.kind == PartKind::Metadata
        && matches!(&part.body, Body::Prose(text) if text.starts_with("---\n") || text.starts_with("+++\n"))
}

/// What of a passage is the author's, up to the first block in it that is as it was made: facts are read there.
pub(super) fn own(text: &str) -> &str {
    if !text.contains("posthoc ") {
        return text;
    }
    if let Some((before, _, true)) = front_run(text) {
        return text.get(..before.len()).unwrap_or(text);
    }
    let mut from = 0;
    while let Some(block) = next(text, from) {
        if block.unchanged {
            return text.get(..block.start).unwrap_or(text).trim_end();
        }
        from = block.end;
    }
    text
}

/// Whether a document may hold a block that was made.
pub(crate) fn any(document: &Postmortem) -> bool {
    fn passages<T>(lines: &[Line<T>], marked: impl Fn(&str) -> bool) -> bool {
        lines
            .iter()
            .any(|line| matches!(line, Line::Text { text, .. } if marked(text)))
    }
    let marked = |text: &str| text.contains(METRICS) || text.contains(MERMAID) || text.contains("\n# posthoc ");
    document.parts.iter().any(|part| match &part.body {
        Body::Prose(text) => marked(text),
        Body::Timeline(rows) => passages(&rows.lines, marked),
        Body::Items(rows) => passages(&rows.lines, marked),
        Body::Facts(_) => false,
    })
}

/// Takes every block out that is as it was made, and says what was found.
pub(crate) fn take(document: &mut Postmortem) -> Made {
    let mut made = Made::default();
    if let Some(text) = front_matter_of(document)
        && let Some((before, after, unchanged)) = front_run(text)
    {
        made.front_matter = if unchanged { Found::Made } else { Found::Edited };
        let rest = format!("{before}\n{after}");
        if unchanged && before == "---" {
            document.parts.remove(0);
        } else if unchanged && let Some(first) = document.parts.first_mut() {
            first.body = Body::Prose(rest);
        }
    }
    let mut emptied: Vec<Id> = Vec::new();
    for part in &mut document.parts {
        match &mut part.body {
            Body::Prose(text) => {
                let before = made.metrics;
                let Some(rest) = without(text, &mut made) else { continue };
                let table = before == Found::Nothing && made.metrics == Found::Made;
                if rest.is_empty() && (part.opening == Opening::Bare || table) {
                    emptied.push(part.id);
                }
                *text = rest;
            }
            Body::Timeline(rows) => passages(&mut rows.lines, &mut made),
            Body::Items(rows) => passages(&mut rows.lines, &mut made),
            Body::Facts(_) => {}
        }
    }
    document.parts.retain(|part| !emptied.contains(&part.id));
    made
}

fn passages<T>(all: &mut Vec<Line<T>>, made: &mut Made) {
    for line in all.iter_mut() {
        if let Line::Text { text, .. } = line
            && let Some(rest) = without(text, made)
        {
            *text = rest;
        }
    }
    all.retain(|line| !matches!(line, Line::Text { text, .. } if text.is_empty()));
}

/// A passage without the blocks in it that are as they were made; `None` where there are none.
fn without(text: &str, made: &mut Made) -> Option<String> {
    if !text.contains(METRICS) && !text.contains(MERMAID) {
        return None;
    }
    let mut out: Option<String> = None;
    let mut from = 0;
    loop {
        let current = out.as_deref().unwrap_or(text);
        let Some(block) = next(current, from) else { return out };
        let seen = match block.kind {
            Kind::Metrics => &mut made.metrics,
            Kind::Mermaid => &mut made.mermaid,
        };
        // An edited one speaks for all of its kind: beside it none is made anew.
        *seen = match (*seen, block.unchanged) {
            (Found::Edited, _) | (_, false) => Found::Edited,
            (_, true) => Found::Made,
        };
        if !block.unchanged {
            from = block.end;
            continue;
        }
        let before = current.get(..block.start).unwrap_or_default().trim_end();
        let after = current.get(block.end..).unwrap_or_default().trim_start_matches('\n');
        let between = if before.is_empty() || after.is_empty() {
            ""
        } else {
            "\n\n"
        };
        from = before.len();
        out = Some(format!("{before}{between}{after}"));
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Metrics,
    Mermaid,
}

struct Block {
    kind: Kind,
    start: usize,
    end: usize,
    unchanged: bool,
}

/// The first block at or behind a byte.
fn next(text: &str, from: usize) -> Option<Block> {
    let find = |mark: &str| {
        let mut hits = text.get(from..)?.match_indices(mark).map(|(at, _)| at + from);
        hits.find(|at| *at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'))
    };
    let block = |kind, mark: &str, start: usize| {
        let rest = text.get(start + mark.len()..)?;
        let digits = rest.get(..DIGITS)?;
        let rest = rest.get(DIGITS..)?;
        let (lead, body) = match kind {
            Kind::Metrics => {
                let rows = rest.strip_prefix(" -->\n\n")?;
                let end = rows
                    .split_inclusive('\n')
                    .take_while(|line| line.starts_with('|'))
                    .map(str::len)
                    .sum();
                (6, rows.get(..end)?.trim_end_matches('\n'))
            }
            Kind::Mermaid => {
                let rows = rest.strip_prefix('\n')?;
                (1, rows.get(..rows.find("\n```")?)?)
            }
        };
        let close = if kind == Kind::Mermaid { 4 } else { 0 };
        Some(Block {
            kind,
            start,
            end: start + mark.len() + DIGITS + lead + body.len() + close,
            unchanged: hash(body) == digits,
        })
    };
    let metrics = find(METRICS).and_then(|at| block(Kind::Metrics, METRICS, at));
    let mermaid = find(MERMAID).and_then(|at| block(Kind::Mermaid, MERMAID, at));
    match (metrics, mermaid) {
        (Some(one), Some(other)) => Some(if one.start < other.start { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// Front matter before and behind the keys that were made, and whether these are as they were made.
fn front_run(text: &str) -> Option<(String, String, bool)> {
    if !text.starts_with("---\n") {
        return None;
    }
    let at = text.find(&format!("\n{FRONT}"))?;
    let rest = text.get(at + 1 + FRONT.len()..)?;
    let (digits, rest) = rest.split_once('\n')?;
    let (keys, close) = rest.rsplit_once('\n')?;
    Some((text.get(..at)?.to_owned(), close.to_owned(), hash(keys) == digits))
}

/// Whether a line of front matter is the mark of the keys that were made.
pub(super) fn is_front_mark(line: &str) -> bool {
    line.strip_prefix(FRONT)
        .is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Puts a passage before the first line of a part's rows, as its own or with the passage that stands there.
pub(crate) fn put_first<T>(all: &mut Vec<Line<T>>, id: Id, block: &str) {
    match all.first_mut() {
        Some(Line::Text { text, .. }) => *text = format!("{block}\n\n{}", lines::join(lines::split_body(text))),
        _ => all.insert(
            0,
            Line::Text {
                id,
                text: block.to_owned(),
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> Postmortem {
        let mut document = Postmortem::default();
        let id = document.fresh_id();
        document.parts.push(Part {
            body: Body::Prose(text.into()),
            ..Part::new(id, PartKind::Impact)
        });
        document
    }

    fn text(document: &Postmortem) -> &str {
        match document.parts.first().map(|part| &part.body) {
            Some(Body::Prose(text)) => text,
            _ => "",
        }
    }

    #[test]
    fn what_was_made_is_taken_out_and_nothing_else() {
        let chart = mermaid("timeline\n    10 : a");
        let table = metrics("| a |\n| --- |\n| b |");
        for (before, after, left) in [
            ("", "", ""),
            ("One.\n\n", "", "One."),
            ("", "\n\nTwo.", "Two."),
            ("One.\n\n", "\n\nTwo.", "One.\n\nTwo."),
            (
                "```text\nx\n```\n\n",
                "\n\n| c |\n| --- |",
                "```text\nx\n```\n\n| c |\n| --- |",
            ),
        ] {
            for block in [&chart, &table] {
                let mut document = prose(&format!("{before}{block}{after}"));
                // A part of its own with nothing but the table goes with it.
                let alone = before.is_empty() && after.is_empty() && block == &table;
                let made = take(&mut document);
                assert_eq!(document.parts.is_empty(), alone, "{before}{block}{after}");
                assert_eq!(text(&document), left);
                assert!(made.metrics == Found::Made || made.mermaid == Found::Made);
            }
            let mut both = prose(&format!("{before}{chart}\n\n{table}{after}"));
            take(&mut both);
            assert_eq!(text(&both), left);
        }
    }

    #[test]
    fn what_a_person_edited_is_theirs() {
        for (block, from, to) in [
            (mermaid("timeline\n    10 : a"), "10 : a", "10 : b"),
            (metrics("| a |\n| --- |\n| b |"), "| b |", "| 5 |"),
        ] {
            let edited = block.replace(from, to);
            let mut document = prose(&edited);
            let made = take(&mut document);
            assert_eq!(text(&document), edited);
            assert!(made.metrics == Found::Edited || made.mermaid == Found::Edited);
        }
    }

    #[test]
    fn keys_are_put_behind_those_of_the_author() {
        let author = "---\ntitle: A\n---";
        let with = front_matter(Some(author), "severity: SEV-1").expect("YAML");
        assert_eq!(
            with,
            format!(
                "---\ntitle: A\n# posthoc {}\nseverity: SEV-1\n---",
                hash("severity: SEV-1")
            )
        );
        assert_eq!(front_matter(Some("+++\ntitle = 1\n+++"), "a: b"), None);
        let mut document = super::super::read(&format!("{with}\n\n# A\n"));
        assert_eq!(take(&mut document).front_matter, Found::Made);
        assert_eq!(front_matter_of(&document), Some(author));
        let alone = front_matter(None, "severity: SEV-1").expect("YAML");
        let mut document = super::super::read(&format!("{alone}\n\n# A\n"));
        assert_eq!(front_matter_of(&document), Some(&*alone));
        take(&mut document);
        assert_eq!(front_matter_of(&document), None);
        let edited = with.replace("SEV-1", "SEV-2");
        let mut document = super::super::read(&format!("{edited}\n\n# A\n"));
        assert_eq!(take(&mut document).front_matter, Found::Edited);
        assert_eq!(front_matter_of(&document), Some(&*edited));
        assert_eq!(own(&with), "---\ntitle: A");
    }
}
