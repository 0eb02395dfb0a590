//! Histories in the browser's own database: they go into a backup and come back from it, and go with
//! a draft that is deleted for good.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, browse_in_each};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../documents/past-midnight.md");

/// Waits until so many snapshots lie in the database.
async fn has_snapshots(page: &Page, count: usize) {
    let script = "
        return new Promise((done) => {
          const asked = indexedDB.open('posthoc-history', 1);
          asked.onupgradeneeded = () => asked.result.createObjectStore('snapshots');
          asked.onerror = () => done(null);
          asked.onsuccess = () => {
            const all = asked.result.transaction('snapshots').objectStore('snapshots').getAllKeys();
            all.onsuccess = () => { asked.result.close(); done(all.result.length === arguments[0]); };
          };
        })";
    page.until_with(&format!("{count} snapshots are kept"), script, vec![json!(count)])
        .await;
}

async fn keep_snapshot(page: &Page, name: &str) {
    page.press("#more").await;
    page.press_button("Keep a snapshot…").await;
    page.keys("#history-name", &format!("{name}\u{e007}")).await;
    page.reads(name).await;
    page.keys("#history-name", "\u{e00c}").await;
    page.until(
        "the history is closed",
        "return document.querySelector('#history-dialog') === null",
    )
    .await;
}

/// Chooses a file to restore from, as its dialog does.
async fn restore(page: &Page, text: &str) {
    let script = "
        const data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'backup.json'));
        const input = document.querySelector('#restore');
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));";
    page.find("#restore").await;
    page.run(script, vec![json!(text)]).await;
}

/// Moves the one draft to the trash and deletes it for good.
async fn purge(page: &Page) {
    page.press(".drafts [id$=-menu]").await;
    page.press_button("Delete").await;
    page.find("#trash").await;
    if page.count("#empty-trash").await == 0 {
        page.press("#trash").await;
    }
    page.press("#empty-trash").await;
    // The buttons of the trash say “for good” too.
    page.until(
        "it is said that the draft is gone",
        "return /for good\\./.test(document.querySelector('#toast')?.innerText ?? '')",
    )
    .await;
}

#[test]
fn a_history_goes_and_comes_back_with_its_draft() {
    browse_in_each(&Engine::ALL, "carried", async |page| {
        page.import(DOCUMENT).await;
        page.is_saved().await;
        keep_snapshot(page, "As it came").await;
        has_snapshots(page, 1).await;
        page.press("#drafts").await;
        page.at_home().await;
        page.press("#back-up").await;
        let (_, bytes) = page.downloaded().await;
        let backup = String::from_utf8(bytes).unwrap();
        assert!(backup.contains("\"snapshots\""), "{backup}");

        // As long as the deletion can be taken back, nothing of the draft goes.
        purge(page).await;
        has_snapshots(page, 1).await;
        page.press_button("Undo").await;
        page.press("#removed .btn:not(.quiet)").await;
        page.find(".drafts .open").await;
        purge(page).await;
        page.press_button("Close this message").await;
        has_snapshots(page, 0).await;

        restore(page, &backup).await;
        page.reads("Brought 1 draft from the backup. One snapshot came with it.")
            .await;
        has_snapshots(page, 1).await;
        restore(page, &backup).await;
        page.reads("Everything in this backup is here already.").await;
        page.press(".drafts .open").await;
        page.at_composer().await;
        page.press("#more").await;
        page.press_button("Keep a snapshot…").await;
        page.reads("As it came").await;
        page.keys("#history-name", "\u{e00c}").await;
        page.press("#drafts").await;
        page.at_home().await;

        // A page that is closed while the deletion could still be taken back leaves a note, and a
        // visit an hour later does what it says.
        purge(page).await;
        page.reload().await;
        page.at_home().await;
        has_snapshots(page, 1).await;
        let older = "
            const key = Object.keys(localStorage).find((key) => key.startsWith('posthoc/forget/'));
            localStorage.setItem(key, `${Date.now() - 3700000} 0`);
            return true";
        assert_eq!(page.run(older, vec![]).await, Value::Bool(true));
        page.reload().await;
        page.at_home().await;
        has_snapshots(page, 0).await;
        let note = "return !Object.keys(localStorage).some((key) => key.startsWith('posthoc/forget/'))";
        page.until("the note is gone", note).await;
        page.is_quiet();
        println!(
            "a history goes with its draft, into a backup and back ({})",
            page.engine()
        );
    });
}
