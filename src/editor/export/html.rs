//! The document as HTML: a whole file, and a fragment for the clipboard.
//!
//! Made of the preview's tree, in which there is no markup but its own. Names of elements and attributes are those
//! of this file; every word and every value goes through one function that escapes it. What is made here leaves
//! the page and is never put into it.

use crate::editor::view::{PreviewLine, PreviewPart, PreviewView};
use crate::markdown::escape;
use crate::markdown::preview::{Node, Tag};
use std::sync::Arc;

/// The file's look: readable on a screen and on paper, and the same everywhere.
const STYLE: &str = "\
:root{color-scheme:light}\
body{margin:0;color:#1a1d21;background:#fff;font:1rem/1.55 system-ui,sans-serif}\
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}\
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}\
h2{font-size:1.25rem;margin:2rem 0 .5rem}\
h3,h4,h5,h6{font-size:1rem;margin:1.5rem 0 .25rem}\
.by,small{color:#50565e}\
table{width:100%;border-collapse:collapse;margin:.75rem 0}\
th,td{padding:.35rem .75rem .35rem 0;border-bottom:1px solid #d9dce0;text-align:start;vertical-align:top;overflow-wrap:anywhere}\
.time{white-space:nowrap;font-variant-numeric:tabular-nums}\
td p,li p{margin:.25rem 0}\
.tasks{list-style:none;padding:0}\
pre{padding:.75rem;background:#f3f4f5;white-space:pre-wrap;overflow-wrap:anywhere}\
code{font:.9em ui-monospace,monospace}\
blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:3px solid #d9dce0}\
a{color:#1f4fa3}\
@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}tr,li{break-inside:avoid}a{color:inherit}}";

/// Nothing but the style above, by its hash, so that not even a style could be brought in.
const POLICY: &str = "default-src 'none'; \
    style-src 'sha256-DGCcyXFo2hAJ+cPsR17Heiekdom6jTysHwPSI6bA0T8='; \
    base-uri 'none'; form-action 'none'";

/// A whole file that stands alone.
pub(crate) fn file(view: &PreviewView) -> String {
    let mut out = Html::default();
    out.0.push_str("<!DOCTYPE html>\n");
    out.open("html", &[("lang", "en")]);
    out.open("head", &[]);
    out.open("meta", &[("charset", "utf-8")]);
    out.open(
        "meta",
        &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)],
    );
    let width = "width=device-width, initial-scale=1";
    out.open("meta", &[("name", "viewport"), ("content", width)]);
    let mut title = String::new();
    words(&view.title, &mut title);
    let title = if title.trim().is_empty() {
        "Postmortem"
    } else {
        title.trim()
    };
    out.with("title", |out| out.text(title));
    // The stylesheet is this file's own and holds no letter that HTML would read.
    out.with("style", |out| out.0.push_str(STYLE));
    out.close("head");
    out.open("body", &[]);
    out.open("main", &[]);
    article(view, &mut out);
    out.close("main");
    out.close("body");
    out.close("html");
    out.0.push('\n');
    out.0
}

/// The document alone, for the clipboard.
pub(crate) fn fragment(view: &PreviewView) -> String {
    let mut out = Html::default();
    article(view, &mut out);
    out.0
}

fn article(view: &PreviewView, out: &mut Html) {
    if !view.title.is_empty() {
        out.with("h1", |out| nodes(&view.title, out));
    }
    if !view.byline.is_empty() {
        out.open("p", &[("class", "by")]);
        out.text(&view.byline);
        out.close("p");
    }
    for one in &view.parts {
        part(one, out);
    }
}

fn part(part: &PreviewPart, out: &mut Html) {
    if !part.heading.is_empty() {
        let tag = match part.level {
            3 => "h3",
            4 => "h4",
            5 => "h5",
            6 => "h6",
            _ => "h2",
        };
        out.with(tag, |out| nodes(&part.heading, out));
    }
    for run in part.lines.chunk_by(|one, other| kind(one) == kind(other)) {
        match run.first().map(kind) {
            Some(Kind::Facts) => out.with("table", |out| all(run, out)),
            Some(Kind::Entries) => entries(run, out),
            Some(Kind::Items) => {
                out.open("ul", &[("class", "tasks")]);
                all(run, out);
                out.close("ul");
            }
            Some(Kind::Prose) | None => all(run, out),
        }
    }
}

#[derive(PartialEq)]
enum Kind {
    Prose,
    Facts,
    Entries,
    Items,
}

fn kind(line: &Arc<PreviewLine>) -> Kind {
    match line.as_ref() {
        PreviewLine::Prose(_) => Kind::Prose,
        PreviewLine::Fact(..) => Kind::Facts,
        PreviewLine::Entry { .. } => Kind::Entries,
        PreviewLine::Item { .. } => Kind::Items,
    }
}

fn entries(run: &[Arc<PreviewLine>], out: &mut Html) {
    out.open("table", &[]);
    out.with("tr", |out| {
        for name in ["Time", "Phase", "What happened"] {
            out.open("th", &[("scope", "col")]);
            out.text(name);
            out.close("th");
        }
    });
    all(run, out);
    out.close("table");
}

fn all(run: &[Arc<PreviewLine>], out: &mut Html) {
    for one in run {
        line(one, out);
    }
}

fn line(line: &PreviewLine, out: &mut Html) {
    match line {
        PreviewLine::Prose(prose) => nodes(prose, out),
        PreviewLine::Fact(label, value) => out.with("tr", |out| {
            out.open("th", &[("scope", "row")]);
            out.text(label);
            out.close("th");
            out.with("td", |out| out.text(value));
        }),
        PreviewLine::Entry { time, phase, text } => out.with("tr", |out| {
            out.open("td", &[("class", "time")]);
            out.with("b", |out| out.text(time));
            out.close("td");
            out.with("td", |out| out.text(phase.map_or("", |phase| phase.label())));
            out.with("td", |out| alone(text, out));
        }),
        PreviewLine::Item { done, text, meta } => out.with("li", |out| {
            out.text(if *done { "☑ " } else { "☐ " });
            alone(text, out);
            if !meta.is_empty() {
                out.text(" ");
                out.with("small", |out| out.text(meta));
            }
        }),
    }
}

/// The nodes of a cell or an item: a single paragraph stands there without its element.
fn alone(text: &[Node], out: &mut Html) {
    match text {
        [Node::Element(Tag::Paragraph, children)] => nodes(children, out),
        text => nodes(text, out),
    }
}

fn nodes(all: &[Node], out: &mut Html) {
    for one in all {
        node(one, out);
    }
}

fn node(node: &Node, out: &mut Html) {
    match node {
        Node::Text(text) => out.text(text),
        Node::Element(tag, children) => element(*tag, children, out),
        Node::Link { href, children } => {
            out.open("a", &[("href", href), ("rel", "noopener noreferrer")]);
            nodes(children, out);
            out.close("a");
        }
        Node::Image { alt, address } => {
            out.text(alt);
            out.with("small", |out| {
                out.text(" (image: ");
                out.text(address);
                out.text(")");
            });
        }
        Node::CodeBlock { text, .. } => out.with("pre", |out| out.with("code", |out| out.text(text))),
        Node::Check(done) => out.text(if *done { "☑ " } else { "☐ " }),
        Node::Break => out.open("br", &[]),
        Node::Rule => out.open("hr", &[]),
    }
}

fn element(tag: Tag, children: &[Node], out: &mut Html) {
    let name = match tag {
        Tag::Paragraph => "p",
        // Headings inside prose stand below those of the parts.
        Tag::Heading(1..=3) => "h3",
        Tag::Heading(_) => "h4",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        Tag::Strikethrough => "s",
        Tag::Code => "code",
        Tag::Quote => "blockquote",
        Tag::List => "ul",
        Tag::Numbered(_) => "ol",
        Tag::Item => "li",
        Tag::Table => "table",
        Tag::HeaderRow | Tag::Row => "tr",
        Tag::Cell => "td",
    };
    match tag {
        Tag::Numbered(start) if start != 1 => {
            out.open(name, &[("start", &start.to_string())]);
            nodes(children, out);
            out.close(name);
        }
        Tag::HeaderRow => out.with(name, |out| {
            for cell in children {
                match cell {
                    Node::Element(Tag::Cell, inside) => out.with("th", |out| nodes(inside, out)),
                    other => node(other, out),
                }
            }
        }),
        _ => out.with(name, |out| nodes(children, out)),
    }
}

fn words(all: &[Node], out: &mut String) {
    for node in all {
        match node {
            Node::Text(text) | Node::CodeBlock { text, .. } => out.push_str(text),
            Node::Element(_, children) | Node::Link { children, .. } => words(children, out),
            Node::Image { alt, .. } => out.push_str(alt),
            Node::Check(_) | Node::Break | Node::Rule => {}
        }
    }
}

/// HTML that is being written. Only names that stand in this file become markup.
#[derive(Default)]
struct Html(String);

impl Html {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape::html(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn close(&mut self, tag: &'static str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
        if matches!(
            tag,
            "p" | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "tr"
                | "li"
                | "table"
                | "ul"
                | "ol"
                | "pre"
                | "head"
                | "style"
        ) {
            self.0.push('\n');
        }
    }

    fn with(&mut self, tag: &'static str, inside: impl FnOnce(&mut Html)) {
        self.open(tag, &[]);
        inside(self);
        self.close(tag);
    }

    fn text(&mut self, text: &str) {
        escape::html(text, &mut self.0);
    }
}
