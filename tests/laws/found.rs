//! Texts and rows that once broke a law, one a line: they stay mended.

use crate::{documents, words};
use posthoc::markdown::templates::{built_in, switch};
use posthoc::markdown::{read, settle, write};
use posthoc::model::{Body, Line, Postmortem};

/// Texts of which a word was lost or moved, or that were written differently the second time.
const TEXTS: &[&str] = &[
    "## Timeline\n- nobody knows when\n10:25 - queue drains\n=========\n* **Immediate:** restarted\n- Detected (November 10, 2023, 8:00 PM): users called",
    "## Timeline\n10:25 - queue drains\n=========\n- At 10:30, the alert fired\n### Detected (10:40): again",
    "<!-- begins\n```\n# Postmortem: the queue that ate itself\n```text",
    "<!-- posthoc facts -->\n- **Severity:** SEV-2\n- **Start:** 2024-03-03 10:00",
    "**Timeline:**\n- nobody knows when\n\n**March 5, 2024**\n=========\n    * scale the workers",
    "---\n10:25 - queue drains\n**Root Cause:**  \n---",
    "---\n10:25 - queue drains\nends hard  \n# Postmortem: the queue that ate itself\n---",
    "## Corrective and preventative measures\n| Time | Event |\n| --- | --- |\n| Action | Owner | Status |",
    "Tasks:\n\n10:30 AM | all clear\n| --- | --- |\n| Action | Owner | Status |\n",
    "## Timeline\n| Time | Event |\n| --- | --- |\n| 10:00 | disk | full | again |",
    "# Issue summary <!-- posthoc kind=corrective_measures -->\n\n1. b\n1. b",
    "# Issue summary <!-- posthoc kind=corrective_measures -->\n\n  - 10:05\n    1. b\n1. 10:05: ## Impact",
    "# Issue summary <!-- posthoc kind=corrective_measures -->\n\nA.\nThis postmortem\n**",
    "Timeline\nTime | a\n-|\n|",
    "Recommendations\na |\n|-\n|",
    "Timeline\n# | Time | Update\n-|\n| a\n# | Time | Update\n-|\n| a",
    "Timeline\n<bra>5:40",
    "Duration: 42.",
    "## Timeline\n\n* 16:00 Two more reports; the on-call administrator is called---\ndate: 2024-01-23\nseverity: SEV-1\nauthors:1[k.adeyemi, s.brandt]\ntags: [api, rate-limit]\n---\n\t# Public API: rate limits appliedon 7\n-he incident on 23 January 2024; the\n> billing error of the same week has a report of its own.\n\n\n",
    "## Actions\n\n| Action | Owner |\n| --- | --- |\n|b]\nTags here\n---\n\nx",
    r"## Action items

- [ ] a (owner: \(; due: \()
- [ ] b (owner: \(; due: \()
- [ ] c (owner: \(\); due: \(\))",
    r"\(\)4\.\-\-\-\-\-",
    "Timeline\n7:10 <!-- posthoc evidence: &#70; -->",
    "__9) __ ",
    "-\n##a<!-- posthoc facts",
    "Impact: ```9) ",
    "Timeline\n**a (7:00:**",
    "Timeline\n**a (7:00: b**",
    "- Issue summary: <!-- posthoc kind=impact -->\n- **10:05:** #\n- **`:** <!-- posthoc kind=summary -->\n**\n\n- ****:** # <!-- posthoc entry -->\n\n- **10:05:**\n\n- **10:05:** #",
    "## Action items\n\n- a\n- ```\n  b\n\n\n  ```\n- c\n1. ```\n   d\n   ```\n\n   e",
    "## Action items\n\n- a\n```\n- b\n```",
    "## Timeline\n\n- **10:05:** #\n- **10:06**: ##",
    "<h2>Postmortem</h2>",
    "0:05\n\n- 0:05\n\n  - Issue summary:\n- Issue summary: a\n\n0:05",
];

/// Words of a row that are marks in another place.
const ROWS: &[&str] = &[
    ">",
    "#",
    "#\n- \n## Impact",
    "#\n\n  - \n\n  Impact",
    "<!--\n- <!-- c -->",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "below:\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "```\ncode\n```",
    "- a\n- b",
    "1. a\n2. b",
    "## Impact",
    "10:05 AM: a",
    "[x] done",
    "---",
    "a\n---",
    "a  \nb",
    "> quoted\n> more",
    "<pre>\nraw\n</pre>",
    "Root cause:\n\nnothing",
];

const DOCUMENTS: &[&str] = &[
    include_str!("../documents/wrong-half-of-the-day.md"),
    include_str!("../documents/tables.md"),
    include_str!("../documents/plain-lines.md"),
    include_str!("../documents/date-headings.md"),
];

#[test]
fn texts_that_broke_a_law_keep_it() {
    for text in TEXTS {
        let written = write(&read(text));
        assert_eq!(words::lost(text, &written), None, "\n{text}\n-----\n{written}");
        assert_eq!(write(&read(&written)), written, "\n{text}");
    }
}

#[test]
fn a_row_may_hold_any_words_in_any_layout() {
    for source in DOCUMENTS {
        for words in ROWS {
            for line in 0.. {
                let mut document = read(source);
                if !set_row(&mut document, line, words) {
                    break;
                }
                let written = write(&document);
                let again = read(&written);
                assert_eq!(
                    documents::fields(&again),
                    documents::fields(&document),
                    "row {line}: {words:?}\n{written}"
                );
                assert_eq!(again, settle(document.clone()), "row {line}: {words:?}\n{written}");
            }
        }
    }
}

/// One line without any mark is an item below “Action items” and a sentence below other headings of items.
#[test]
fn an_item_stays_one_below_another_heading() {
    let document = read("## Action items\n\nTest the restore\n");
    for template in built_in() {
        let switched = switch(&document, template);
        assert_eq!(
            settle(switched.clone()).items().count(),
            switched.items().count(),
            "{}\n{}",
            template.name,
            write(&switched)
        );
    }
}

/// Sets the text of a document's row, counted through all of its lists; `false` past the last one.
fn set_row(document: &mut Postmortem, mut at: usize, words: &str) -> bool {
    for part in &mut document.parts {
        let texts: Vec<&mut String> = match &mut part.body {
            Body::Timeline(rows) => rows
                .lines
                .iter_mut()
                .filter_map(|line| match line {
                    Line::Row(entry) => Some(&mut entry.text),
                    Line::Text { .. } => None,
                })
                .collect(),
            Body::Items(rows) => rows
                .lines
                .iter_mut()
                .filter_map(|line| match line {
                    Line::Row(item) => Some(&mut item.text),
                    Line::Text { .. } => None,
                })
                .collect(),
            _ => continue,
        };
        let count = texts.len();
        if let Some(text) = texts.into_iter().nth(at) {
            words.clone_into(text);
            return true;
        }
        at -= count;
    }
    false
}
