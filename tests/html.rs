//! The HTML that leaves: nothing in it is active, whatever the Markdown was.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test an error is a failure")]

use posthoc::editor::export::{ExportOptions, html, rich_text};
use posthoc::markdown::read;
use posthoc::time::zone::{Database, Zones};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::rc::Rc;

/// Every element that may stand in a file, with its attributes.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("main", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("p", &["class"]),
    ("em", &[]),
    ("strong", &[]),
    ("s", &[]),
    ("b", &[]),
    ("small", &[]),
    ("code", &[]),
    ("pre", &[]),
    ("blockquote", &[]),
    ("ul", &["class"]),
    ("ol", &["start"]),
    ("li", &[]),
    ("table", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &["class"]),
    ("a", &["href", "rel"]),
    ("br", &[]),
    ("hr", &[]),
];

/// Markdown that would be active in a page that took it over.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=\"javascript:alert(1)\">a</a>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](//evil.example)",
    "[a](\\\\evil.example)",
    "[a](https://e.example/\"onmouseover=\"alert(1))",
    "[a](https://e.example/'onmouseover='alert(1))",
    "<javascript:alert(1)>",
    "<https://e.example/\"><script>alert(1)</script>>",
    "![a](javascript:alert(1))",
    "![\"onerror=alert(1)](x)",
    "[a][r]\n\n[r]: javascript:alert(1) \"x\"",
    "```\"><script>\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "<!-- --><script>alert(1)</script>",
    "<!-- posthoc --><script>alert(1)</script> -->",
    "<base href=https://e.example>",
    "<meta http-equiv=refresh content='0;url=https://e.example'>",
    "<form action=https://e.example><button>",
    "<style>*{background:url(https://e.example)}</style>",
    "<div style=\"background:url(https://e.example)\">",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{0}<scr\u{0}ipt>",
    "| <b onclick=x> | a |\n| --- | --- |\n| </td><script>x</script> | [a](javascript:x) |",
    "- [ ] <input autofocus onfocus=alert(1)> (owner: <b>; link: javascript:alert(1))",
    "10:05 <object data=x> [10:06](javascript:x) <embed src=x>",
];

fn zones() -> Zones {
    Zones::of(Rc::new(Database))
}

/// Walks over HTML as strictly as it is written: every `<` begins a known element with known attributes, every
/// `&` a known reference, and links lead where they may.
fn inspect(html: &str) -> Result<(), String> {
    let mut rest = html.strip_prefix("<!DOCTYPE html>\n").unwrap_or(html);
    let mut open: Vec<&str> = Vec::new();
    while let Some(at) = rest.find(['<', '&']) {
        let raw = open.last() == Some(&"style");
        let (_, tail) = rest.split_at(at);
        if tail.starts_with('&') {
            let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
            let found = known.iter().find(|known| tail.starts_with(**known));
            rest = &tail[found.ok_or_else(|| format!("a reference {tail:.20}"))?.len()..];
            continue;
        }
        let end = tail.find('>').ok_or("an open tag")?;
        let inside = &tail[1..end];
        rest = &tail[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes another element"));
            }
            continue;
        }
        if raw {
            return Err("an element inside the style".into());
        }
        let (name, mut attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let (name, known) = ELEMENTS
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| format!("<{name}>"))?;
        while !attributes.is_empty() {
            let (attribute, after) = attributes.split_once("=\"").ok_or("an attribute without a value")?;
            let (value, after) = after.split_once('"').ok_or("a value that is not closed")?;
            if !known.contains(&attribute) {
                return Err(format!("{attribute} of <{name}>"));
            }
            if attribute == "href" && !leads_somewhere_safe(value) {
                return Err(format!("a link to {value}"));
            }
            attributes = after.trim_start();
        }
        if !matches!(*name, "br" | "hr" | "meta") {
            open.push(name);
        }
    }
    match open.pop() {
        Some(name) => Err(format!("<{name}> is not closed")),
        None => Ok(()),
    }
}

fn leads_somewhere_safe(address: &str) -> bool {
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = head.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = scheme.is_none_or(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto"));
    known && !address.starts_with("//") && !address.contains(['\\', '\n', '\t', '\0'])
}

fn inspected(text: &str) {
    let document = read(text);
    let options = ExportOptions {
        metrics: true,
        mermaid: true,
        front_matter: true,
        ..ExportOptions::default()
    };
    for html in [
        html(&document, &options, &zones()),
        rich_text(&document, &options, &zones()),
    ] {
        if let Err(what) = inspect(&html) {
            panic!("{what} in\n{html}\nof\n{text}");
        }
    }
}

#[test]
fn nothing_active_is_left_of_hostile_markdown() {
    for hostile in HOSTILE {
        inspected(hostile);
        inspected(&format!(
            "# {hostile}\n\n## Impact {hostile}\n\n{hostile}\n\n> {hostile}\n\n- {hostile}\n\n## Timeline\n\n- 10:05 {hostile}\n- 10:06 {hostile}\n\n## Action items\n\n- [ ] {hostile}\n\n<!-- posthoc facts -->\n- **Status:** {hostile}\n"
        ));
    }
}

/// The inspection can fail.
#[test]
fn what_is_active_is_found() {
    for html in [
        "<script>",
        "<a href=\"javascript:x\"></a>",
        "<p onclick=\"x\"></p>",
        "<p>",
        "a & b",
        "<b></i>",
        "<a href=\"//x\"></a>",
        "<a href=x></a>",
    ] {
        assert!(inspect(html).is_err(), "{html}");
    }
    assert_eq!(inspect("<p>a &amp; <b>b</b></p><br>"), Ok(()));
}

#[test]
fn the_policy_lets_in_the_files_own_style_and_nothing_else() {
    let html = html(&read("# A\n"), &ExportOptions::default(), &zones());
    let (_, rest) = html.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    let hash = base64(&Sha256::digest(style.as_bytes()));
    let policy = format!(
        "content=\"default-src &#39;none&#39;; style-src &#39;sha256-{hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\""
    );
    assert!(html.contains(&policy), "the style's hash is {hash}\n{html}");
}

#[test]
fn without_a_title_there_is_no_empty_heading() {
    let untitled = html(&read("## Impact\n\nNone.\n"), &ExportOptions::default(), &zones());
    assert!(!untitled.contains("<h1"), "{untitled}");
    let titled = html(&read("# A night\n"), &ExportOptions::default(), &zones());
    assert!(titled.contains("<h1>A night</h1>"), "{titled}");
}

#[test]
fn a_document_reads_as_it_is_written() {
    let text = "# Outage & repair\n\n**Impact:** *No* orders, see [the log](https://e.example/?a=1&b=2).\n\n## Timeline\n\n- 10:05 Alert fires\n- 10:20 Resolved\n\n## Action items\n\n- [x] Add an alert (owner: Ana)\n- [ ] Test it\n";
    let fragment = rich_text(&read(text), &ExportOptions::default(), &zones());
    assert_eq!(
        fragment,
        "<h1>Outage &amp; repair</h1>\n\
         <h2>Impact</h2>\n\
         <p><em>No</em> orders, see <a href=\"https://e.example/?a=1&amp;b=2\" rel=\"noopener noreferrer\">the log</a>.</p>\n\
         <h2>Timeline</h2>\n\
         <table><tr><th scope=\"col\">Time</th><th scope=\"col\">Phase</th><th scope=\"col\">What happened</th></tr>\n\
         <tr><td class=\"time\"><b>10:05</b></td><td>Detected</td><td>Alert fires</td></tr>\n\
         <tr><td class=\"time\"><b>10:20</b></td><td>Resolved</td><td>Resolved</td></tr>\n\
         </table>\n\
         <h2>Action items</h2>\n\
         <ul class=\"tasks\"><li>☑ Add an alert <small>Ana</small></li>\n\
         <li>☐ Test it</li>\n\
         </ul>\n"
    );
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            out.push(if at > three.len() {
                '='
            } else {
                char::from(LETTERS[(number >> (18 - 6 * at)) as usize & 63])
            });
        }
    }
    out
}

proptest! {
    #[test]
    fn nothing_active_is_left_of_any_text(pieces in proptest::collection::vec(
        prop_oneof![proptest::sample::select(HOSTILE).prop_map(str::to_owned), "[ -~\n]{0,12}".prop_map(|it| it)], 0..6)
    ) {
        inspected(&pieces.concat());
    }
}
