//! Templates: a draft from a tile, a written document in another layout and back, and a template of
//! one's own.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]

use browser_tests::{Page, browse};
use serde_json::json;

const DOCUMENT: &str = include_str!("../../documents/wrong-half-of-the-day.md");

/// Waits until the headings of all parts are these.
async fn has_headings(page: &Page, headings: &[&str]) {
    let script =
        "return JSON.stringify([...document.querySelectorAll('section[data-kind] .head input')].map((it) => it.value))
        === JSON.stringify(arguments[0])";
    page.until_with(&format!("the headings are {headings:?}"), script, vec![json!(headings)])
        .await;
}

/// Everything that stands in the fields of the parts, but for their headings, sorted.
async fn written(page: &Page) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('section[data-kind] :is(input:not([type=checkbox]), textarea, select)')]
        .filter((it) => !it.closest('.head')).map((it) => it.value.trim()).filter(Boolean).sort()";
    let values = page.run(script, vec![]).await;
    let values = values.as_array().unwrap().iter();
    values.map(|value| value.as_str().unwrap().to_owned()).collect()
}

async fn switch_to(page: &Page, template: &str) {
    page.press("#more").await;
    page.press_button("Switch template").await;
    page.press_button(template).await;
}

/// Both themes, wide and narrow: nothing sticks out, and the accessibility checker finds nothing.
async fn look(page: &Page, state: &str) {
    for theme in ["light", "dark"] {
        page.prefer(theme);
        for (width, height) in [(1440, 900), (390, 844), (320, 640)] {
            page.resize(width, height);
            let settled =
                "return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 200)))";
            page.run(settled, vec![]).await;
            let what = format!("{state}-{width}-{theme}");
            page.shoot(&what).await;
            page.fits(&what).await;
            if width != 320 {
                page.is_accessible(&what).await;
            }
        }
    }
    page.resize(1440, 900);
}

#[test]
fn a_written_document_is_switched_and_every_word_is_there() {
    browse("templates-switch", async |page| {
        page.import(DOCUMENT).await;
        let own = [
            "Issue Summary",
            "Duration",
            "Impact",
            "Root Cause",
            "Timeline",
            "Root Cause and Resolution",
            "Corrective and Preventative Measures",
        ];
        has_headings(page, &own).await;
        let before = written(page).await;
        assert!(before.len() > 20, "{before:?}");

        switch_to(page, "Google SRE").await;
        page.reads("Layout changed to “Google SRE”. Every word is still there.")
            .await;
        has_headings(
            page,
            &[
                "Summary",
                "Duration",
                "Root Cause",
                "Impact",
                "Root Cause and Resolution",
                "Trigger",
                "Detection",
                "Action Items",
                "Lessons Learned",
                "What went well",
                "What went wrong",
                "Where we got lucky",
                "Timeline",
                "Supporting information",
            ],
        )
        .await;
        assert_eq!(written(page).await, before);
        page.shoot("switched").await;
        let hint = "return [...document.querySelectorAll('section[data-kind=trigger] textarea')].map((it) => it.placeholder).join()";
        let hint = page.run(hint, vec![]).await;
        assert!(
            hint.as_str().unwrap().starts_with("What set it off just then"),
            "{hint}"
        );

        page.press_button("Undo").await;
        has_headings(page, &own).await;
        assert_eq!(written(page).await, before);
        page.press("#redo").await;
        assert_eq!(written(page).await, before);
        page.is_saved().await;
        page.stays_home();
        page.is_quiet();
    });
}

#[test]
fn a_draft_is_started_from_a_tile() {
    browse("templates-tiles", async |page| {
        page.at_home().await;
        page.find("#template-pagerduty").await;
        look(page, "first-run").await;
        page.press("#template-0x19").await;
        page.at_composer().await;
        has_headings(
            page,
            &[
                "Issue Summary",
                "Timeline",
                "Root cause and resolution",
                "Corrective and preventative measures",
            ],
        )
        .await;
        page.reads("When and how it was noticed").await;
        page.shoot("draft").await;
        page.retype("#title", "Late mail").await;
        page.press("#more").await;
        page.press_button("Switch template").await;
        page.shoot("menu").await;
        page.is_accessible("the menu of templates").await;
        let marked = "return [...document.querySelectorAll('[role=menuitem]')].filter((it) => it.querySelector('use')
            ?.getAttribute('href') === '#i-check').map((it) => it.innerText.trim()).join()";
        assert_eq!(page.run(marked, vec![]).await, json!("0x19 exercise"));
        page.is_quiet();
    });
}

#[test]
fn the_headings_of_a_text_become_a_template_that_stays() {
    browse("templates-own", async |page| {
        page.at_home().await;
        page.press("#template-from-text").await;
        page.reads("Make a template").await;
        let text =
            "# House rules\n\n## What broke\n\nA secret.\n\n## Timeline\n\n- 10:05 paged\n\n## Thanks\n\nTo all.\n";
        page.paste("#import-text", text).await;
        page.reads("None of its text is carried over.").await;
        page.shoot("dialog").await;
        page.is_accessible("the dialog").await;
        page.press("#import-confirm:not([disabled])").await;
        page.reads("“House rules” is one of your templates now.").await;

        page.reload().await;
        page.at_home().await;
        page.reads("House rules").await;
        page.press(".tiles li:first-child .tile").await;
        page.at_composer().await;
        has_headings(page, &["What broke", "Timeline", "Thanks"]).await;
        assert_eq!(written(page).await, Vec::<String>::new());
        page.retype("#title", "Late mail").await;
        page.is_saved().await;
        page.press("#drafts").await;
        page.reads("Start a postmortem").await;
        look(page, "home").await;

        page.press(".tiles [id$=-menu]").await;
        page.shoot("own-menu").await;
        page.press_button("Remove").await;
        page.reads("Removed the template “House rules”.").await;
        let own = "return document.querySelectorAll('.tiles [id$=-menu]').length === arguments[0]";
        page.until_with("it is gone", own, vec![json!(0)]).await;
        page.press_button("Undo").await;
        page.until_with("it is back", own, vec![json!(1)]).await;
        page.is_quiet();
    });
}
