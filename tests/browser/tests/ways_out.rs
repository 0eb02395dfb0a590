//! Every way out of the Export menu: files with their bytes, and what lies on the clipboard.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]

use browser_tests::{Page, browse};
use posthoc::cli::{self, Streams};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

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

/// Presses a line of the Export menu.
async fn choose(page: &Page, words: &str) {
    page.press("#export").await;
    page.find(".menu").await;
    line(page, words).await;
}

/// Presses the line of the open menu that begins with these words.
async fn line(page: &Page, words: &str) {
    let script = "
        const all = [...document.querySelectorAll('.menu [role^=menuitem]')];
        const found = all.find((it) => it.innerText.trim().startsWith(arguments[0]));
        found?.focus();
        found?.click();
        return found !== undefined";
    page.until_with(&format!("the menu has “{words}”"), script, vec![json!(words)])
        .await;
}

async fn downloaded(page: &Page) -> (String, String) {
    let (name, bytes) = page.downloaded().await;
    (name, String::from_utf8(bytes).unwrap())
}

/// What lies on the clipboard, by kind.
async fn clipboard(page: &Page) -> Value {
    page.run(
        "window.lying = undefined;
         navigator.clipboard.read().then(async ([item]) => {
             const lying = {};
             for (const kind of item.types) lying[kind] = await (await item.getType(kind)).text();
             window.lying = lying;
         }, (error) => { window.lying = { error: String(error) } });",
        Vec::new(),
    )
    .await;
    page.until("the clipboard is read", "return window.lying ?? null").await
}

async fn forget_clipboard(page: &Page) {
    page.run("navigator.clipboard.writeText('nothing')", Vec::new()).await;
}

#[test]
fn every_file_of_the_menu_has_the_bytes_of_the_command_line() {
    browse("ways-out", async |page| {
        page.import(DOCUMENT).await;
        let stem = "2023-11-14-postmortem-photo-uploads-stalled-overnight";
        choose(page, "Download Markdown").await;
        let markdown = downloaded(page).await;
        assert_eq!(
            markdown,
            (format!("{stem}.md"), command_line(&["convert", "-"], DOCUMENT))
        );
        choose(page, "Download HTML").await;
        let (name, html) = downloaded(page).await;
        assert_eq!(name, format!("{stem}.html"));
        assert_eq!(html, command_line(&["convert", "--to", "html", "-"], DOCUMENT));
        choose(page, "Download action items as CSV").await;
        let (name, csv) = downloaded(page).await;
        assert_eq!(name, format!("{stem}-actions.csv"));
        assert_eq!(
            csv,
            format!("\u{feff}{}", command_line(&["convert", "--to", "csv", "-"], DOCUMENT))
        );
        choose(page, "Download JSON").await;
        let (name, draft) = downloaded(page).await;
        assert_eq!(name, format!("{stem}.json"));
        assert_eq!(command_line(&["convert", "-"], &draft), markdown.1);
        // It comes back as a draft.
        page.press("#drafts").await;
        page.import(&draft).await;
        choose(page, "Download Markdown").await;
        assert_eq!(downloaded(page).await, markdown);
        page.stays_home();
        page.is_quiet();
    });
}

#[test]
fn what_is_chosen_about_the_markdown_is_in_the_file() {
    browse("ways-out-choices", async |page| {
        page.import(DOCUMENT).await;
        choose(page, "What the Markdown has besides").await;
        for words in [
            "Table of the incident",
            "Mermaid diagram",
            "Facts as front matter",
            "Timelines as tables",
        ] {
            line(page, words).await;
            // The menu stays open and shows what is chosen.
            let script = "
                const all = [...document.querySelectorAll('.menu [role=menuitemcheckbox]')];
                const found = all.find((it) => it.innerText.trim().startsWith(arguments[0]));
                return found?.ariaChecked === 'true' && document.activeElement === found";
            page.until_with(&format!("“{words}” is chosen"), script, vec![json!(words)])
                .await;
        }
        page.shoot("choices").await;
        page.is_accessible("the Export menu").await;
        page.keys(".menu :focus", "\u{e00c}").await;
        page.press("#download").await;
        let options = [
            "convert",
            "--metrics",
            "--mermaid",
            "--front-matter",
            "--timeline",
            "table",
            "-",
        ];
        assert_eq!(downloaded(page).await.1, command_line(&options, DOCUMENT));
        page.is_quiet();
    });
}

#[test]
fn rich_text_lies_on_the_clipboard_with_its_markdown() {
    browse("ways-out-clipboard", async |page| {
        for permission in ["clipboard-read", "clipboard-write"] {
            page.devtools(
                "Browser.setPermission",
                json!({"permission": {"name": permission}, "setting": "granted"}),
            );
        }
        page.import(DOCUMENT).await;
        choose(page, "Copy Markdown").await;
        page.reads("Copied.").await;
        let markdown = command_line(&["convert", "-"], DOCUMENT);
        assert_eq!(clipboard(page).await["text/plain"], json!(markdown));

        forget_clipboard(page).await;
        page.press("#export").await;
        page.find(".menu").await;
        page.shoot("menu").await;
        page.is_accessible("the Export menu").await;
        line(page, "Copy as rich text").await;
        let both = "navigator.clipboard.read().then(([item]) => { window.kinds = item.types.join() }, () => {});
            return window.kinds?.includes('text/html')";
        page.until("the clipboard has HTML", both).await;
        has_both(&clipboard(page).await, &markdown);

        // The same where the browser knows no ClipboardItem: by the older command.
        forget_clipboard(page).await;
        page.run("delete window.ClipboardItem; window.kinds = undefined", Vec::new())
            .await;
        choose(page, "Copy as rich text").await;
        page.until("the clipboard has HTML again", both).await;
        has_both(&clipboard(page).await, &markdown);
        page.stays_home();
        page.is_quiet();
    });
}

fn has_both(lying: &Value, markdown: &str) {
    assert_eq!(lying["text/plain"], json!(markdown), "{lying}");
    let html = lying["text/html"].as_str().unwrap_or_default();
    // The browser cleans what is read back, so it is not compared byte for byte.
    for piece in [
        "<h1",
        "Postmortem: photo uploads stalled overnight",
        "<table",
        "23:10",
        "</td>",
    ] {
        assert!(html.contains(piece), "{piece} is not in {html}");
    }
    assert!(!html.contains("<script"), "{html}");
}
