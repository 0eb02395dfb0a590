//! Texts that are known to break readers of Markdown: after the list that cmark and its kin are tested with, and the
//! like of them of our own marks. Each is made in about as many bytes as asked for.

/// Makes a text of about so many bytes.
pub(crate) type Maker = fn(usize) -> String;

/// Where a text is read: by itself, and as what two kinds of lists hold.
pub(crate) const PLACES: [&str; 3] = [
    "",
    "# t\n\n## Timeline\n\n- 10:00 a\n",
    "# t\n\n## Action items\n\n- [ ] first\n",
];

#[rustfmt::skip]
pub(crate) const TEXTS: &[(&str, Maker)] = &[
    // Emphasis.
    ("nested strong emphasis", |n| between("*a **a ", "b", " a** a*", n)),
    ("closers of emphasis without openers", |n| many("a_ ", n)),
    ("openers of emphasis without closers", |n| many("_a ", n)),
    ("openers and closers that do not match", |n| many("*a_ ", n)),
    ("openers and closers by threes", |n| format!("a**b{}", many("c* ", n))),
    ("emphasis of alternating lengths", |n| many("a***b**c*d_", n)),
    ("one opener and many closers", |n| format!("**a {}", many("b* ", n))),
    ("emphasis in a deep quotation", |n| between(">", "", "a*", n)),
    ("struck words", |n| many("~~a ~b~~ ", n)),
    // Links.
    ("closers of links without openers", |n| many("a]", n)),
    ("openers of links without closers", |n| many("[a", n)),
    ("openers of links and closers of emphasis", |n| many("[ a_", n)),
    ("a bracket and an address that begin", |n| many("[ (](", n)),
    ("an image that holds a link", |n| many("![[]()", n)),
    ("a link around emphasis around a link", |n| many("**x [a*b**c*](d)", n)),
    ("nested brackets", |n| between("[", "a", "]", n)),
    ("nested brackets with text", |n| between("[a ", "a", " b]", n)),
    ("nested images", |n| between("![", "a", "](b)", n)),
    ("nested parentheses in an address", |n| format!("[a]({}", between("(", "b", ")", n))),
    ("addresses in angles that do not end", |n| many("[a](<b", n)),
    ("addresses that do not end", |n| many("[a](b", n)),
    ("titles of links that do not end", |n| many("[a](b \"c", n)),
    ("footnotes", |n| many("[^1]", n)),
    ("nested footnotes", |n| many("[^1]: > ", n)),
    ("definitions of references", |n| growing(|at| format!("[a{at}]: b\n"), n)),
    ("many references", |n| format!("[a]: {}\n\n{}", "b".repeat(n / 2), many("[a]\n", n / 2))),
    ("references that nothing defines", |n| growing(|at| format!("[a{at}] "), n)),
    ("definitions of one name", |n| many("[a]: /b\n[a]\n", n)),
    ("bare addresses", |n| many("http://a.b/c ", n)),
    ("bare addresses without a space", |n| many("http://a.b/", n)),
    ("www.", |n| many("www.", n)),
    ("at signs", |n| many("a@b.", n)),
    ("addresses in angles", |n| many("<http://a", n)),
    // Blocks.
    ("nested quotations", |n| format!("{}a", many("> ", n))),
    ("nested quotations without spaces", |n| format!("{}a", many(">", n))),
    ("lists, each deeper", |n| growing(|at| format!("{}* a\n", "  ".repeat(at)), n)),
    ("lists in one line", |n| format!("{}a", many("- ", n))),
    ("numbers in one line", |n| format!("{}a", many("1. ", n))),
    ("quoted lists in one line", |n| format!("{}a", many("> - ", n))),
    ("blank lines in a deep list", |n| format!("{}x{}", many("- ", n / 2), many("\n", n / 2))),
    ("blank lines in a deep list in a quotation", |n| format!("> {}x\n{}", many("- ", n / 2), many(">\n", n / 2))),
    ("items of a list", |n| many("* a\n", n)),
    ("items far apart", |n| many("* a\n\n\n", n)),
    ("items with nothing in them", |n| many("-\n", n)),
    ("headings", |n| many("# a\n", n)),
    ("a heading of many marks", |n| format!("# a {}", many("# ", n))),
    ("underlined lines", |n| many("a\n---\n", n)),
    ("a paragraph that is underlined at its end", |n| format!("{}===\n", many("a\n", n))),
    ("rules", |n| many("---\n", n)),
    ("a rule that is none", |n| format!("{}a", many("* ", n))),
    ("words behind a deep indent", |n| many("        a\n", n)),
    // Code.
    ("runs of backticks, each longer", |n| growing(|at| format!("e{}", "`".repeat(at)), n)),
    ("runs of backticks, each shorter", |n| shrinking(|at| format!("e{}", "`".repeat(at)), n)),
    ("fences, each longer", |n| growing(|at| format!("{}a\n", "`".repeat(at + 2)), n)),
    ("fences, each shorter", |n| shrinking(|at| format!("{}a\n", "`".repeat(at + 2)), n)),
    ("fences of two kinds", |n| many("```a\n~~~\n", n)),
    ("fences in items", |n| many("- ```\n", n)),
    // HTML.
    ("comments that do not end", |n| format!("</{}", many("<!--", n))),
    ("comments that do not end, one a line", |n| many("<!-- a\n", n)),
    ("processing that does not end", |n| many("<?", n)),
    ("declarations that do not end", |n| many("<!A ", n)),
    ("character data that does not end", |n| many("<![CDATA[", n)),
    ("tags that do not end", |n| many("<a b=", n)),
    ("attributes", |n| format!("<a {}", many("b='c' ", n))),
    ("raw blocks of two kinds", |n| many("<pre>\n<script>\n", n)),
    ("blocks of HTML", |n| many("<div>\n\n", n)),
    ("character references", |n| many("&#", n)),
    // Tables.
    ("rows of a table", |n| format!("|a|b|\n|-|-|\n{}", many("|c|d|\n", n))),
    ("columns of a table", |n| format!("{}|\n{}|\n", many("|a", n / 2), many("|-", n / 2))),
    ("cells that a table fills up", |n| format!("{}|\n{}|\n{}", many("|a", n / 40), many("|-", n / 40), many("a\n", n / 2))),
    ("a table of nothing", |n| many("|", n)),
    ("heads of tables", |n| many("| Time | Event |\n|-|-|\n", n)),
    ("heads of tables without their line", |n| many("| Time | Event |\n", n)),
    ("a line of a table below a long paragraph", |n| format!("{}|-|-|\n", many("a | b\n", n))),
    // Letters.
    ("zeros", |n| many("abc\u{0}de\u{0}", n)),
    ("backslashes", |n| many("\\", n)),
    ("escapes that a word processor makes", |n| many("a \\- b\\.", n)),
    ("line ends of three kinds", |n| many("a\rb\r\nc\n", n)),
    ("hard breaks", |n| many("a  \n", n)),
    ("spaces behind a line", |n| format!("a{}\nb", many(" ", n))),
    ("letters of three bytes", |n| many("日", n)),
    // Our own marks.
    ("times", |n| many("10:00 ", n)),
    ("times, one a line", |n| many("10:00 a\n", n)),
    ("times joined by breaks", |n| many("10:00 a<br>", n)),
    ("rows with lines below", |n| many("- 10:00 a\n  b\n\n", n)),
    ("a row with many lines below", |n| format!("- 10:00 a\n{}", many("  - b\n", n))),
    ("times as headings", |n| many("### 10:00\na\n", n)),
    ("days above rows", |n| many("**March 5, 2024**\n\n- 10:00 a\n", n)),
    ("labels", |n| many("**Impact:** a\n", n)),
    ("labels in a list", |n| many("- **Future:**\n    - a\n", n)),
    ("labels in one line", |n| many("Impact: ", n)),
    ("fields in brackets", |n| many(" (owner: a; due: b)", n)),
    ("our comments", |n| many("- 10:00 a <!-- posthoc phase=detected -->\n", n)),
    ("our comments that do not end", |n| many("<!-- posthoc evidence: ", n)),
    ("an original line", |n| format!("- 10:00 a <!-- posthoc evidence: {} -->", many("&#60;", n))),
    ("blocks of facts", |n| many("<!-- posthoc facts -->\n- **Start:** 10:00\n", n)),
    ("front matter that does not end", |n| format!("---\n{}", many("a: b\n", n))),
    ("chat logs", |n| many("```\n10:00 <a> b\n10:01 <b> c\n10:02 <a> d\n```\n", n)),
    ("windows", |n| many("from 10:00 to 11:00 ", n)),
];

/// As often as so many bytes hold it, but once.
fn many(piece: &str, size: usize) -> String {
    piece.repeat((size / piece.len()).max(1))
}

/// Something in the middle, with as many of one piece before as of another behind.
fn between(before: &str, middle: &str, after: &str, size: usize) -> String {
    let count = (size / (before.len() + after.len())).max(1);
    format!("{}{middle}{}", before.repeat(count), after.repeat(count))
}

/// Pieces that are numbered from one on, as many as so many bytes hold.
fn numbered(piece: impl Fn(usize) -> String, size: usize) -> Vec<String> {
    let mut length = 0;
    (1..)
        .map(piece)
        .take_while(|piece| {
            let before = length;
            length += piece.len();
            before < size
        })
        .collect()
}

fn growing(piece: impl Fn(usize) -> String, size: usize) -> String {
    numbered(piece, size).concat()
}

fn shrinking(piece: impl Fn(usize) -> String, size: usize) -> String {
    let mut pieces = numbered(piece, size);
    pieces.reverse();
    pieces.concat()
}
