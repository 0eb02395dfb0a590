//! The main job from end to end: bring in a postmortem, see where its clock runs backwards, mend
//! it, come back to it later, take away the Markdown.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]

use browser_tests::{Engine, Page, browse, browse_in_each};
use posthoc::cli::{self, Streams};
use serde_json::json;
use std::time::{Duration, Instant};

const DOCUMENT: &str = include_str!("../../documents/wrong-half-of-the-day.md");
const WRONG: [&str; 7] = [
    "8:00 AM", "8:10 AM", "8:45 AM", "9:30 AM", "10:00 PM", "11:00 PM", "12:00 PM",
];
const RIGHT: [&str; 7] = [
    "8:00 AM", "8:10 AM", "8:45 AM", "9:30 AM", "10:00 AM", "11:00 AM", "12:00 PM",
];

/// What the command line makes of a document: the same core, without a browser.
fn command_line(arguments: &[&str], text: &str) -> String {
    let mut out = Vec::new();
    cli::run(
        arguments.iter().map(Into::into),
        &mut Streams {
            now: None,
            input: &mut text.as_bytes(),
            out: &mut out,
            err: &mut std::io::stderr(),
            colours: false,
        },
    );
    String::from_utf8(out).unwrap()
}

#[test]
fn a_document_is_imported_mended_found_again_and_taken_away() {
    browse_in_each(&Engine::ALL, "whole-job", async |page| {
        page.import(DOCUMENT).await;
        page.has_times(&WRONG).await;
        assert!(
            page.value("#title")
                .await
                .contains("checkout outage at the ticket shop")
        );
        one_cause_gives_one_message(page).await;
        page.shoot("imported").await;

        page.press(".row .diag .fix").await;
        page.has_times(&RIGHT).await;
        page.until(
            "nothing is wrong under the rows",
            "return !document.querySelector('.row .diag.err')",
        )
        .await;
        page.shoot("mended").await;
        page.press("#undo").await;
        page.has_times(&WRONG).await;
        page.until("it is wrong again", "return !!document.querySelector('.row .diag.err')")
            .await;
        page.press("#redo").await;
        page.has_times(&RIGHT).await;

        page.is_saved().await;
        page.reload().await;
        page.at_home().await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        page.has_times(&RIGHT).await;

        page.press("#download").await;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "2024-03-18-postmortem-checkout-outage-at-the-ticket-shop.md");
        let mended = command_line(&["fix", "--best", "-"], DOCUMENT);
        assert_eq!(String::from_utf8(bytes).unwrap(), mended);
        page.stays_home();
        page.is_quiet();
    });
}

/// Two entries with the wrong half of the day are one mistake: one error, with a fix and its proof.
async fn one_cause_gives_one_message(page: &Page) {
    page.until(
        "something is wrong",
        "return !!document.querySelector('.row .diag.err .fix')",
    )
    .await;
    let said = page.said().await;
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(
        said[0].contains("The timeline then spans exactly the stated 4 h"),
        "no proof in {said:?}"
    );
}

#[test]
fn a_clock_is_judged_while_it_is_typed() {
    browse("live", async |page| {
        page.import(&command_line(&["fix", "--best", "-"], DOCUMENT)).await;
        page.has_times(&RIGHT).await;
        assert_eq!(page.said().await, Vec::<String>::new());
        let field = page.time_field(2).await;
        let start = Instant::now();
        page.retype(&field, "7:45 AM").await;
        let said = page.said().await;
        // Nobody is told about a time that they are still typing.
        if start.elapsed() < Duration::from_millis(900) {
            assert_eq!(said, Vec::<String>::new());
        }
        // A second without a key is enough, the field need not be left.
        page.until(
            "the row says that it runs backwards",
            "return !!document.querySelector('.row .diag')",
        )
        .await;
        let focused = page.run("return '#' + document.activeElement.id", vec![]).await;
        assert_eq!(focused, json!(field));
        let said = page.said().await;
        assert!(said.iter().any(|line| line.contains("7:45 AM")), "{said:?}");
        page.retype(&field, "8:50 AM").await;
        page.until(
            "nothing is wrong any more",
            "return !document.querySelector('.row .diag')",
        )
        .await;
        for _ in 0..20 {
            if page.times().await == RIGHT {
                break;
            }
            page.press("#undo").await;
        }
        page.has_times(&RIGHT).await;
        page.is_quiet();
    });
}

#[test]
fn a_document_that_is_only_opened_leaves_as_it_came() {
    browse("untouched", async |page| {
        for (name, text) in [
            ("tables", include_str!("../../documents/tables.md")),
            (
                "several timelines",
                include_str!("../../documents/several-timelines.md"),
            ),
            ("past midnight", include_str!("../../documents/past-midnight.md")),
            ("front matter", include_str!("../../documents/front-matter.md")),
        ] {
            page.import(text).await;
            page.press("#download").await;
            let (file, bytes) = page.downloaded().await;
            assert!(bytes.len() > text.len() / 2, "{name}: {} bytes", bytes.len());
            assert_eq!(
                String::from_utf8(bytes).unwrap(),
                command_line(&["convert", "-"], text),
                "{name}: {file}"
            );
            page.press("#drafts").await;
        }
        page.is_quiet();
    });
}

#[test]
fn an_untitled_draft_has_no_empty_heading_in_the_preview() {
    browse("untitled", async |page| {
        page.at_home().await;
        page.press("#new").await;
        page.at_composer().await;
        page.press("#tab-preview").await;
        page.find("article.doc").await;
        page.until(
            "the preview has no heading",
            "return document.querySelector('article.doc h1') === null",
        )
        .await;
        page.retype("#title", "A night").await;
        page.until(
            "the preview has the title",
            "return document.querySelector('article.doc h1')?.innerText === 'A night'",
        )
        .await;
        page.is_quiet();
    });
}

#[test]
fn drafts_are_renamed_duplicated_deleted_and_brought_back() {
    browse("drafts", async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
        page.press("#drafts").await;
        page.at_home().await;
        page.press(".drafts [id$=-menu]").await;
        page.press_button("Rename").await;
        page.retype(".drafts th input", "Ticket shop\u{e007}").await;
        page.reads("Ticket shop").await;
        page.press(".drafts [id$=-menu]").await;
        page.press_button("Duplicate").await;
        let two = "return document.querySelectorAll('.drafts .open').length === 2";
        page.until("there are two drafts", two).await;
        page.press(".drafts [id$=-menu]").await;
        page.press_button("Delete").await;
        page.until(
            "one is left",
            "return document.querySelectorAll('.drafts .open').length === 1",
        )
        .await;
        page.press_button("Undo").await;
        page.until("both are there again", two).await;
        page.reload().await;
        page.until("both are there after a reload", two).await;
        page.is_quiet();
    });
}
