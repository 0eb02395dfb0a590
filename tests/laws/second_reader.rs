//! A second opinion: what comrak sees in a text it sees in what is written of it too, in the same order: words, the
//! addresses of links and images, code.
//!
//! comrak reads as CommonMark says. What is read otherwise on purpose is left out here, each with its reason.

use crate::{cases, commonmark, texts};
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use posthoc::markdown::{preview, read, write};
use posthoc::model::{Body, Entry, Line, Opening, TitleOpening};
use proptest::prelude::*;

/// What a reader of Markdown is shown, in order.
#[derive(Default, Debug)]
struct Seen {
    words: Vec<String>,
    links: Vec<String>,
    images: Vec<String>,
    code: Vec<String>,
    /// A fence, a comment or raw HTML that nothing closes. CommonMark takes all the rest for it; for us it opens
    /// nothing, because a forgotten mark must not hide a document. Law 1 still holds its words.
    open: bool,
    /// A list that is indented as far as code is. For us it is a list, as people type it, and a line below goes on
    /// with its item: so a link can come to stand where CommonMark sees code. Words are held all the same.
    indented: bool,
    /// Lines with pipes become a table where they get room of their own below a label, and what a row has beyond the
    /// table's columns is not shown by GitHub's rules. It is kept, and law 1 holds it.
    tables: usize,
}

fn seen(text: &str) -> Seen {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.front_matter_delimiter = Some("---".into());
    let mut out = Seen {
        indented: text.lines().any(is_indented_item),
        ..Seen::default()
    };
    for node in parse_document(&arena, text, &options).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => out.tell(text),
            NodeValue::TaskItem(item) => out.tell(&item.symbol.map(String::from).unwrap_or_default()),
            NodeValue::Code(code) => out.tell(&code.literal),
            NodeValue::HtmlInline(html) => out.tell_html(html),
            NodeValue::HtmlBlock(html) => {
                // A fence in raw HTML is none for CommonMark, and one for us.
                out.open |= is_open(&html.literal) || html.literal.contains("```") || html.literal.contains("~~~");
                out.tell_html(&html.literal);
            }
            NodeValue::FrontMatter(text) => out.tell(text),
            NodeValue::CodeBlock(code) => {
                out.tell(&code.info);
                // What is nothing but indented can be a list for us, with links in it.
                match code.fenced {
                    true => out.tell(&code.literal),
                    false => out.tell(&without_addresses(&code.literal)),
                }
                out.open |= code.fenced && !code.closed;
                if code.fenced {
                    out.code.extend(lines(&code.literal));
                }
            }
            NodeValue::Table(_) => out.tables += 1,
            NodeValue::Link(link) => out.links.push(link.url.clone()),
            NodeValue::Image(image) => out.images.push(image.url.clone()),
            _ => {}
        }
    }
    out
}

fn is_indented_item(line: &str) -> bool {
    let words = line.trim_start();
    let marked = words.starts_with(['-', '*', '+']) || words.starts_with(|c: char| c.is_ascii_digit());
    marked && (line.starts_with("    ") || line.starts_with('\t'))
}

/// Lines of code; blank ones and indents may change where a fence is moved into a list.
fn lines(code: &str) -> impl Iterator<Item = String> {
    code.lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
}

/// The text without a number that begins its line: within a paragraph CommonMark sees no list there unless the number
/// is a one, and for us it begins an item, as people type them.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(behind) if rest.len() < text.len() => behind,
        _ => text,
    }
}

/// Whether what a block of raw HTML opens is not closed in it, of what ends at a mark of its own only.
fn is_open(html: &str) -> bool {
    let html = html.trim().to_lowercase();
    let ends = [
        ("<!--", "-->"),
        ("<?", "?>"),
        ("<![cdata[", "]]>"),
        ("<!", ">"),
        ("<pre", "</pre>"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ];
    let end = ends.iter().find(|(open, _)| html.starts_with(open));
    end.is_some_and(|(_, end)| !html.contains(end))
}

/// Raw HTML without the addresses of links: where a part begins in it, what stands below is no longer raw.
fn without_addresses(html: &str) -> String {
    let mut pieces = html.split("](");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push(' ');
        out.push_str(piece.split_once(')').map_or(piece, |(_, behind)| behind));
    }
    out
}

impl Seen {
    fn tell(&mut self, text: &str) {
        // A list that begins behind a label gets lines of its own.
        let lines = text.lines().flat_map(|line| line.split(": "));
        let lines = lines.map(|line| without_number(line.trim_start()));
        let words = lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
        self.words
            .extend(words.filter(|word| !word.is_empty()).map(str::to_lowercase));
    }

    /// Our own comments are for no reader, and the tags of breaks and headings are layout.
    fn tell_html(&mut self, html: &str) {
        self.tell(&without_addresses(
            &crate::words::without_carriers(html).replace("<br", "<"),
        ));
    }
}

/// The first of `before` that is missing in `after`, in order.
fn missing<'a>(before: &'a [String], after: &[String]) -> Option<&'a String> {
    let mut after = after.iter();
    before.iter().find(|piece| !after.any(|other| other == *piece))
}

/// What comrak sees in a text and no longer in what is written of it.
fn unseen(text: &str) -> Option<String> {
    let written = write(&read(text));
    let (before, after) = (seen(text), seen(&written));
    let told = |what: &str, piece: Option<&String>| {
        piece.map(|piece| format!("{what} {piece:?} of\n{text}\n-----\n{written}"))
    };
    if before.open || before.tables < after.tables {
        return None;
    }
    let word = told("the word", missing(&before.words, &after.words));
    if before.indented {
        return word;
    }
    word.or_else(|| told("the link", missing(&before.links, &after.links)))
        .or_else(|| told("the image", missing(&before.images, &after.images)))
        .or_else(|| told("the code", missing(&before.code, &after.code)))
}

fn hold<'a>(texts: impl IntoIterator<Item = &'a str>) {
    let broken: Vec<String> = texts.into_iter().filter_map(unseen).collect();
    assert!(
        broken.is_empty(),
        "{} broken\n{}",
        broken.len(),
        broken.join("\n=====\n")
    );
}

/// The documents of the other tests, by name.
fn fixtures() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = ["documents", "shapes", "rules"]
        .into_iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok());
    let texts: Vec<_> = files
        .flat_map(|files| files.flatten())
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .filter_map(|path| Some((path.display().to_string(), std::fs::read_to_string(&path).ok()?)))
        .collect();
    assert!(texts.len() > 40, "{}", texts.len());
    texts
}

#[test]
fn a_second_reader_sees_the_same_in_the_fixtures() {
    hold(fixtures().iter().map(|(_, text)| text.as_str()));
}

/// A heading as both readers tell it: its level, its words.
type Heading = (u8, String);

fn words_of(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The headings that stand in no list and no quotation.
fn headings_of_a_second_reader(text: &str) -> Vec<Heading> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.front_matter_delimiter = Some("---".into());
    let mut out = Vec::new();
    for node in parse_document(&arena, text, &options).children() {
        let NodeValue::Heading(heading) = node.data().value else {
            continue;
        };
        let mut words = String::new();
        for inner in node.descendants() {
            match &inner.data().value {
                NodeValue::Text(text) => words.push_str(text),
                NodeValue::Code(code) => words.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
                _ => {}
            }
        }
        out.push((heading.level, words_of(&words)));
    }
    out
}

/// The title, the headings that open parts, and those that are entries or dates of a timeline.
fn headings_of_ours(text: &str) -> Vec<Heading> {
    let document = read(text);
    let mut out = Vec::new();
    if let TitleOpening::Heading(level) = document.title.opening
        && !document.title.text.is_empty()
    {
        out.push((level, words_of(&preview::plain(&document.title.text))));
    }
    for part in &document.parts {
        if let Opening::Heading(level) = part.opening {
            out.push((level, words_of(&preview::plain(&part.heading))));
        }
        let Body::Timeline(rows) = &part.body else { continue };
        out.extend(rows.lines.iter().filter_map(|line| match line {
            Line::Row(entry) => heading_of(entry),
            // The dates between the rows.
            Line::Text { text, .. } => date_of(text),
        }));
    }
    out
}

fn heading_of(entry: &Entry) -> Option<Heading> {
    let level = entry.style.lead.matches('#').count();
    let first = match entry.style.separator.contains('\n') {
        true => "",
        false => entry.text.lines().next().unwrap_or_default(),
    };
    let said = format!("{} {first}", entry.time);
    (level > 0).then(|| (level as u8, words_of(&preview::plain(&said))))
}

fn date_of(text: &str) -> Option<Heading> {
    let line = text.lines().next()?;
    let level = line.len() - line.trim_start_matches('#').len();
    (level > 0).then(|| (level as u8, words_of(&preview::plain(line))))
}

/// Structure: each heading of the one reader is one of the other, of the same level and in the same order. Ours
/// are more: `###NoSpace`, headings in HTML, and where a text is from a word processor, what it has escaped.
#[test]
fn a_second_reader_sees_the_same_headings() {
    let mut compared = 0;
    let mut broken = Vec::new();
    for (name, text) in fixtures() {
        let theirs = headings_of_a_second_reader(&text);
        let ours = headings_of_ours(&text);
        compared += theirs.len();
        let mut rest = ours.iter();
        for heading in &theirs {
            if !rest.any(|own| own == heading) {
                broken.push(format!("{name}: {heading:?} is not among {ours:?}"));
                break;
            }
        }
        for (level, words) in ours.iter().filter(|own| !theirs.contains(own)) {
            let alone = text.lines().any(|line| {
                let line = line.trim();
                let glued = line.strip_prefix(&"#".repeat(usize::from(*level)));
                let html = line.to_lowercase().starts_with(&format!("<h{level}"));
                glued.is_some_and(|rest| !rest.starts_with([' ', '#']) && words_of(rest) == *words) || html
            });
            if !alone {
                broken.push(format!(
                    "{name}: ({level}, {words:?}) is ours alone; theirs are {theirs:?}"
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{} broken\n{}", broken.len(), broken.join("\n"));
    assert!(compared > 200, "{compared} headings were compared");
}

#[test]
fn a_second_reader_sees_the_same_in_the_examples() {
    let examples = commonmark::examples("spec.rs");
    let texts: Vec<String> = commonmark::PLACES
        .iter()
        .flat_map(|place| examples.iter().map(move |example| format!("{place}{example}")))
        .collect();
    hold(texts.iter().map(String::as_str));
}

proptest! {
    #![proptest_config(cases(4_000))]

    #[test]
    fn a_second_reader_sees_the_same_in_any_text(text in texts::any_text()) {
        prop_assert_eq!(unseen(&text), None);
    }
}
