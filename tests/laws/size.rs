//! Large and hostile texts: every one is read, written and searched for facts in time that grows with its size.

use posthoc::markdown::{facts, preview, read, write};

/// Texts that make careless readers slow: the named piece, many times over.
pub(crate) const PIECES: &[&str] = &[
    "- ",
    "> ",
    "* a\n",
    "#",
    "# a\n",
    "**",
    "**a",
    "*a **b ",
    "`",
    "```\n",
    "```a\n",
    "~~~a\n",
    "[",
    "[a](",
    "![",
    "]",
    "(",
    " (owner: ",
    "\\",
    "<",
    "<!--\n",
    "<!-- posthoc ",
    "<pre>\n",
    "<h1>",
    "<br",
    "<br>10:00 a",
    "|",
    "| a |\n| - |\n",
    "|-|\n",
    "10:00 ",
    "10:00 a\n",
    "- 10:00 a\n  b\n",
    "### 10:00\n",
    "a: ",
    "Impact: a\n",
    "Timeline:\n",
    "  - a\n",
    "\n",
    " ",
    "\t",
    "a\n---\n",
    "a\n===\n",
    "Tasks:\nDo it.\n",
    "- **Future:**\n    - a\n",
    "40% of users ",
    "SEV-2 ",
    "from 10:00 to 11:00 ",
    "2 hours ",
    "日",
];

/// A reader that goes over its text again for every mark would take minutes for these. Each is large enough for
/// that, and no clock is asked: the test ends, or it does not.
#[test]
fn hostile_texts_are_read_and_written_in_passing() {
    for piece in PIECES {
        for opener in ["", "# t\n\n## Timeline\n\n", "# t\n\n## Action items\n\n"] {
            let text = format!("{opener}{}", piece.repeat(60_000 / piece.len()));
            let document = read(&text);
            let written = write(&document);
            assert!(
                written.len() <= 4 * text.len() + 1_000,
                "{piece:?} grew to {} bytes",
                written.len()
            );
            let _ = facts::gather(&document);
        }
    }
}

#[test]
fn the_preview_takes_hostile_texts() {
    for piece in PIECES {
        let text = piece.repeat(20_000 / piece.len());
        let nodes = preview::nodes(&text);
        assert!(depth(&nodes) <= 33, "{piece:?}: depth {}", depth(&nodes));
        let _ = preview::plain(&text);
    }
}

fn depth(nodes: &[preview::Node]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            preview::Node::Element(_, children) | preview::Node::Link { children, .. } => 1 + depth(children),
            _ => 1,
        })
        .max()
        .unwrap_or(0)
}
