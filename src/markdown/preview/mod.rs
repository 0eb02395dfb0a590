//! Markdown as a tree of safe nodes: what the preview and print show.
//!
//! Built from the Markdown event stream. Raw HTML is text; links lead to `http`, `https`,
//! `mailto` or a relative address only; images are cards, never fetched; at most 32 levels deep.

mod address;
mod tree;

/// A piece of formatted text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// Plain text.
    Text(String),
    /// An element with children.
    Element(Tag, Vec<Node>),
    /// A link that may be followed.
    Link { href: String, children: Vec<Node> },
    /// An image: what it shows and where it lies. Not fetched.
    Image { alt: String, address: String },
    /// Code: a block with its language, which may be empty.
    CodeBlock { language: String, text: String },
    /// A checkbox of a task list.
    Check(bool),
    /// A line break.
    Break,
    /// A thematic break.
    Rule,
}

/// The elements that formatted text is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading inside prose, level 1 to 6.
    Heading(u8),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck through.
    Strikethrough,
    /// Inline code.
    Code,
    /// A quotation.
    Quote,
    /// A bulleted list.
    List,
    /// A numbered list that starts at this number.
    Numbered(u64),
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A table's row of header cells.
    HeaderRow,
    /// A table's row.
    Row,
    /// A table's cell.
    Cell,
}

/// The longest passage that is shown, in bytes.
pub const LONGEST: usize = 5_000_000;

/// The nodes of a passage of Markdown.
pub fn nodes(markdown: &str) -> Vec<Node> {
    if markdown.len() <= LONGEST {
        return tree::nodes(markdown);
    }
    let mut end = LONGEST;
    while !markdown.is_char_boundary(end) {
        end -= 1;
    }
    let mut nodes = tree::nodes(markdown.get(..end).unwrap_or_default());
    nodes.push(Node::Element(
        Tag::Paragraph,
        vec![Node::Text(
            "The text is longer than 5 MB. What follows is kept, but not shown here.".into(),
        )],
    ));
    nodes
}

/// The nodes of one line of inline Markdown.
pub fn inline(markdown: &str) -> Vec<Node> {
    if markdown.trim().is_empty() {
        return Vec::new();
    }
    if !has_marks(markdown) {
        return vec![Node::Text(markdown.to_owned())];
    }
    let mut nodes = tree::nodes(&shielded(markdown));
    match nodes.as_mut_slice() {
        [Node::Element(Tag::Paragraph, children)] => unshielded(std::mem::take(children)),
        _ => nodes,
    }
}

/// The words of inline Markdown without its marks.
pub fn plain(markdown: &str) -> String {
    if !has_marks(markdown) {
        return markdown.trim().to_owned();
    }
    let mut out = String::with_capacity(markdown.len());
    for node in inline(markdown) {
        words(&node, &mut out);
    }
    let out = without_tags(&out);
    out.trim().to_owned()
}

/// Whether anything in a text could be a mark or a line break.
fn has_marks(text: &str) -> bool {
    text.bytes().any(|byte| {
        matches!(
            byte,
            b'*' | b'_' | b'`' | b'[' | b'!' | b'<' | b'&' | b'\\' | b'~' | b'\n' | b'#' | b'|'
        )
    })
}

/// Stands before a line that shall not be read as a block: a letter of no script, taken off again.
const SHIELD: char = '\u{e000}';

/// One line as inline text: what would begin a block does not, behind the shield.
fn shielded(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 3);
    out.push(SHIELD);
    for c in markdown.trim().chars() {
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
}

fn unshielded(mut nodes: Vec<Node>) -> Vec<Node> {
    let emptied = match nodes.first_mut() {
        Some(Node::Text(text)) if text.starts_with(SHIELD) => {
            text.remove(0);
            text.is_empty()
        }
        _ => false,
    };
    if emptied {
        nodes.remove(0);
    }
    nodes
}

fn words(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(text),
        Node::Element(_, children) | Node::Link { children, .. } => {
            for child in children {
                words(child, out);
            }
        }
        Node::Image { alt, .. } => out.push_str(alt),
        Node::CodeBlock { text, .. } => out.push_str(text),
        Node::Check(done) => out.push_str(if *done { "[x] " } else { "[ ] " }),
        Node::Break => out.push(' '),
        Node::Rule => {}
    }
}

/// The text without HTML tags: `<span class="x">Impact</span>` is `Impact`.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Behind it no tag ends: a text full of tags that only begin is not searched again for each.
    let last = text.rfind('>').unwrap_or(0);
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let named = tag
            .get(1..)
            .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        let ends = named && text.len() - tag.len() < last;
        match ends.then(|| tag.find('>')).flatten() {
            Some(end) => rest = tag.get(end + 1..).unwrap_or_default(),
            None => {
                out.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}
