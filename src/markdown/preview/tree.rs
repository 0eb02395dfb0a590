//! The event stream of pulldown-cmark as a tree of nodes. Nothing else of the crate is seen outside.

use super::address::followable;
use super::{Node, Tag};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag as Source};

/// How deep elements may stand in one another; what is deeper stands beside its parent.
const DEEPEST: usize = 32;

/// The nodes of a text.
pub(super) fn nodes(markdown: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut tree = Tree::default();
    for event in Parser::new_ext(markdown, options) {
        tree.event(event);
    }
    while !tree.open.is_empty() {
        tree.close();
    }
    tree.root
}

#[derive(Default)]
struct Tree {
    root: Vec<Node>,
    open: Vec<Open>,
    /// Elements that were left out because they stood too deep.
    skipped: usize,
}

struct Open {
    kind: Kind,
    children: Vec<Node>,
}

enum Kind {
    Element(Tag),
    Link(Option<String>),
    Image(String),
    Code(String),
    /// An element without a look of its own: its children stand in its parent.
    Through,
}

impl Tree {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                if self.open.len() >= DEEPEST {
                    self.skipped += 1;
                    return;
                }
                self.open.push(Open {
                    kind: kind(tag),
                    children: Vec::new(),
                });
            }
            Event::End(_) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else {
                    self.close();
                }
            }
            // Our own comments carry what a reader is not meant to see.
            Event::Html(text) | Event::InlineHtml(text) if is_ours(&text) => {}
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => self.add(Node::Element(Tag::Code, vec![Node::Text(text.into_string())])),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.add(Node::Break),
            Event::Rule => self.add(Node::Rule),
            Event::TaskListMarker(done) => self.add(Node::Check(done)),
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn place(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some(open) => &mut open.children,
            None => &mut self.root,
        }
    }

    fn add(&mut self, node: Node) {
        self.place().push(node);
    }

    fn text(&mut self, text: &str) {
        let place = self.place();
        if let Some(Node::Text(before)) = place.last_mut() {
            before.push_str(text);
        } else {
            place.push(Node::Text(text.to_owned()));
        }
    }

    fn close(&mut self) {
        let Some(Open { kind, children }) = self.open.pop() else {
            return;
        };
        match kind {
            Kind::Element(Tag::Paragraph) if children.is_empty() => {}
            Kind::Element(tag) => self.add(Node::Element(tag, children)),
            Kind::Link(Some(href)) => self.add(Node::Link { href, children }),
            Kind::Link(None) | Kind::Through => {
                for child in children {
                    match child {
                        Node::Text(text) => self.text(&text),
                        node => self.add(node),
                    }
                }
            }
            Kind::Image(address) => {
                let mut alt = String::new();
                for child in &children {
                    super::words(child, &mut alt);
                }
                self.add(Node::Image { alt, address });
            }
            Kind::Code(language) => {
                let mut text = String::new();
                for child in &children {
                    super::words(child, &mut text);
                }
                self.add(Node::CodeBlock { language, text });
            }
        }
    }
}

fn is_ours(html: &str) -> bool {
    let inner = html
        .trim()
        .strip_prefix("<!-- posthoc ")
        .and_then(|rest| rest.strip_suffix("-->"));
    inner.is_some_and(|inner| !inner.contains("--"))
}

fn kind(tag: Source<'_>) -> Kind {
    Kind::Element(match tag {
        Source::Paragraph => Tag::Paragraph,
        Source::Heading { level, .. } => Tag::Heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            HeadingLevel::H4 => 4,
            HeadingLevel::H5 => 5,
            HeadingLevel::H6 => 6,
        }),
        Source::BlockQuote(_) => Tag::Quote,
        Source::CodeBlock(CodeBlockKind::Fenced(info)) => {
            let language = info.split_whitespace().next().unwrap_or_default();
            return Kind::Code(language.to_owned());
        }
        Source::CodeBlock(CodeBlockKind::Indented) => return Kind::Code(String::new()),
        Source::List(None) => Tag::List,
        Source::List(Some(start)) => Tag::Numbered(start),
        Source::Item => Tag::Item,
        Source::Table(_) => Tag::Table,
        Source::TableHead => Tag::HeaderRow,
        Source::TableRow => Tag::Row,
        Source::TableCell => Tag::Cell,
        Source::Emphasis => Tag::Emphasis,
        Source::Strong => Tag::Strong,
        Source::Strikethrough => Tag::Strikethrough,
        Source::Link { dest_url, .. } => return Kind::Link(followable(&dest_url).map(str::to_owned)),
        Source::Image { dest_url, .. } => return Kind::Image(dest_url.into_string()),
        Source::HtmlBlock => Tag::Paragraph,
        _ => return Kind::Through,
    })
}
