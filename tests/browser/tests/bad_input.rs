//! What is no postmortem: a clear sentence, and the text kept where there is any.

use browser_tests::{Page, browse};
use serde_json::{Value, json};

/// What the dialog says beside the text.
async fn notice(page: &Page) -> String {
    let said = page
        .run(
            "return document.querySelector('#import-dialog .rec')?.innerText ?? ''",
            vec![],
        )
        .await;
    said.as_str().unwrap_or_default().to_owned()
}

async fn says(page: &Page, words: &str) {
    let script = "return document.querySelector('#import-dialog .rec')?.innerText.includes(arguments[0])";
    page.until_with(&format!("the dialog says “{words}”"), script, vec![json!(words)])
        .await;
}

/// Drops a file of these bytes on the page.
async fn drop_file(page: &Page, name: &str, bytes: Value) {
    let script = "
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(arguments[1])], arguments[0]));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    page.run(script, vec![json!(name), bytes]).await;
    page.find("#import-dialog").await;
}

#[test]
fn nothing_can_be_made_of_nothing() {
    browse("empty", async |page| {
        page.at_home().await;
        page.press("#import").await;
        page.find("#import-confirm[disabled]").await;
        page.paste("#import-text", " \n\t\n ").await;
        page.find("#import-confirm[disabled]").await;
        page.is_quiet();
    });
}

#[test]
fn a_binary_file_is_said_to_be_one() {
    browse("binary", async |page| {
        page.at_home().await;
        let png = json!([
            137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 255, 254, 0, 0
        ]);
        drop_file(page, "screenshot.png", png).await;
        says(page, "screenshot.png").await;
        page.find("#import-confirm[disabled]").await;
        page.shoot("dialog").await;
        page.is_quiet();
    });
}

#[test]
fn a_text_that_is_no_postmortem_is_kept() {
    browse("recipe", async |page| {
        let text = "Soup\n\nCut two onions and a carrot. Cook them for twenty minutes.";
        page.import(text).await;
        page.press("#download").await;
        let (_, bytes) = page.downloaded().await;
        let file = String::from_utf8_lossy(&bytes).into_owned();
        for word in text.split_whitespace() {
            assert!(file.contains(word), "“{word}” is lost in {file:?}");
        }
        page.is_quiet();
    });
}

#[test]
fn a_file_over_the_limit_is_refused_with_its_size() {
    browse("big", async |page| {
        page.at_home().await;
        let script = "
            const data = new DataTransfer();
            data.items.add(new File(['8:00 AM it rains\\n'.repeat(400000)], 'log.txt'));
            window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
        page.run(script, vec![]).await;
        page.find("#import-dialog").await;
        says(page, "5 MB").await;
        page.find("#import-confirm[disabled]").await;
        assert!(!notice(page).await.contains('!'));
        page.is_quiet();
    });
}
