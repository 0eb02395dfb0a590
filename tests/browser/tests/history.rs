//! The history of a draft, and undo over a reload: in the browser's own storage.

use browser_tests::{Page, Setting, browse, browse_with};
use serde_json::json;

const DOCUMENT: &str = include_str!("../../documents/wrong-half-of-the-day.md");
const IMPACT: &str = "textarea[id^='part-']";

/// Opens the draft's history by its keys and waits for the list.
async fn opens_history(page: &Page, rows: usize) {
    page.keys("#title", "\u{e009}\u{e008}h\u{e000}").await;
    page.find("#history-dialog[open]").await;
    page.until_with(
        &format!("there are {rows} snapshots"),
        "return document.querySelectorAll('#history-list li').length === arguments[0]",
        vec![json!(rows)],
    )
    .await;
}

async fn is_closed(page: &Page) {
    page.until(
        "the history is closed",
        "return document.querySelector('#history-dialog') === null",
    )
    .await;
}

/// Waits until a field holds a text.
async fn holds(page: &Page, selector: &str, text: &str) {
    let script = "return document.querySelector(arguments[0])?.value === arguments[1]";
    let what = format!("{selector} holds “{text}”");
    page.until_with(&what, script, vec![json!(selector), json!(text)]).await;
}

#[test]
fn a_snapshot_is_kept_compared_restored_and_the_restore_undone() {
    browse("history", async |page| {
        page.import(DOCUMENT).await;
        let title = page.value("#title").await;
        page.press("#more").await;
        page.press_button("Keep a snapshot…").await;
        page.find("#history-dialog[open]").await;
        page.until(
            "the name has the focus",
            "return document.activeElement?.id === 'history-name'",
        )
        .await;
        page.reads("No snapshot yet.").await;
        page.keys("#history-name", "As it came\u{e007}").await;
        page.reads("As it came").await;
        page.is_accessible("the history of a draft").await;
        page.keys("#history-name", "\u{e00c}").await;
        is_closed(page).await;

        page.retype("#title", "Another title altogether").await;
        page.is_saved().await;
        opens_history(page, 1).await;
        page.keys("#history-list", "\u{e015}\u{e007}").await;
        page.until(
            "what differs is marked",
            "const words = (tag) => [...document.querySelectorAll(`.diff ${tag}`)].map((it) => it.innerText).join(' ');
             return words('del').includes('ticket shop') && words('ins').includes('Another title altogether')",
        )
        .await;
        page.shoot("compared").await;
        page.prefer("dark");
        page.shoot("compared-dark").await;
        page.prefer("light");
        page.is_accessible("two texts compared").await;
        page.resize(390, 844);
        page.shoot("compared-390").await;
        page.fits("two texts compared at 390 px").await;
        page.prefer("dark");
        page.shoot("compared-390-dark").await;
        page.prefer("light");
        page.resize(320, 640);
        page.fits("two texts compared at 320 px").await;
        page.resize(1440, 900);

        page.press("#history-restore:not([disabled])").await;
        is_closed(page).await;
        holds(page, "#title", &title).await;
        page.press("#undo").await;
        holds(page, "#title", "Another title altogether").await;
        page.is_saved().await;

        // It is there after a reload, with the one from before the restore.
        page.reload().await;
        page.at_home().await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        opens_history(page, 2).await;
        page.reads("Before a restore").await;
        page.stays_home();
        page.is_quiet();
    });
}

#[test]
fn undo_and_redo_outlive_a_reload() {
    browse("reload", async |page| {
        page.import(DOCUMENT).await;
        let before = page.value(IMPACT).await;
        page.keys(IMPACT, "\u{e009}\u{e010}\u{e000} Nobody was").await;
        let typed = format!("{before} Nobody was");
        holds(page, IMPACT, &typed).await;
        // At once, without waiting for a save: leaving the page saves.
        page.reload().await;
        page.at_home().await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        holds(page, IMPACT, &typed).await;
        page.press("#undo:not([disabled])").await;
        holds(page, IMPACT, &format!("{before} Nobody ")).await;
        page.is_saved().await;
        page.reload().await;
        page.at_home().await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        page.press("#redo:not([disabled])").await;
        holds(page, IMPACT, &typed).await;
        for _ in 0..4 {
            if page.value(IMPACT).await == before {
                break;
            }
            page.press("#undo:not([disabled])").await;
        }
        holds(page, IMPACT, &before).await;
        page.is_quiet();
    });
}

#[test]
fn where_the_browser_keeps_nothing_there_is_plainly_no_history() {
    let denied = Setting {
        deny_storage: true,
        ..Setting::default()
    };
    browse_with("history-denied", denied, async |page| {
        page.import(DOCUMENT).await;
        page.press("#more").await;
        page.press_button("Keep a snapshot…").await;
        page.reads("No history here: this browser does not let the page keep one.")
            .await;
        page.shoot("denied").await;
    });
}
