//! Raw material pasted into a timeline: shown first, taken in and taken back by keyboard.

use browser_tests::{Page, browse};
use serde_json::json;

const CHAT: &str = "10:05 <ana> mail is down\n10:06 <tom> looking\n10:31 <ana> it is back\n";

/// Pastes into a field as the browser does, with an event that can be stopped.
async fn paste(page: &Page, selector: &str, text: &str) {
    let script = "
        const field = document.querySelector(arguments[0]);
        field.focus();
        const data = new DataTransfer();
        data.setData('text/plain', arguments[1]);
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
    page.run(script, vec![json!(selector), json!(text)]).await;
}

#[test]
fn chat_is_shown_before_it_goes_in_and_comes_out_again() {
    browse("raw", async |page| {
        page.import("# Mail outage\n\n## Timeline\n\n- **10:00 AM:** Certificate runs out\n")
            .await;
        page.at_composer().await;
        let row = page.time_field(0).await;
        paste(page, &row, CHAT).await;
        page.find("#raw-dialog[open]").await;
        page.reads("Pasted: Chat").await;
        page.reads("No zone is written").await;
        page.until(
            "the button has the focus",
            "return document.activeElement?.id === 'raw-confirm'",
        )
        .await;
        page.has_times(&["10:00 AM"]).await;
        page.shoot("dialog").await;
        page.press("#raw-confirm").await;
        page.has_times(&["10:00 AM", "10:05", "10:06", "10:31"]).await;
        page.until(
            "the dialog is gone",
            "return document.querySelector('#raw-dialog') === null",
        )
        .await;
        page.press_button("Undo").await;
        page.has_times(&["10:00 AM"]).await;

        paste(page, "input[id$='-quick']", CHAT).await;
        page.find("#raw-dialog[open]").await;
        page.press("#raw-lines").await;
        page.has_times(&["10:00 AM", "10:05", "10:06", "10:31"]).await;
        page.is_quiet();
    });
}
