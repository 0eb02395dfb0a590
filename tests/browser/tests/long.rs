//! A long timeline: its rows come a few at a time, so the page can be written in at once. On paper,
//! and for the one who jumps to its end, it is there as a whole.

#![allow(clippy::unwrap_used, reason = "a test: what goes wrong ends it, in its helpers too")]
#![allow(clippy::print_stdout, reason = "each test says its number")]

use browser_tests::{Engine, Page, browse_in_each};
use serde_json::json;

const ROWS: usize = 400;

/// A postmortem with so many entries, a minute apart; the last one lies before the one above it.
fn text() -> String {
    let mut text = "# Long incident\n\nOn 2024-03-03 from 08:00 to 15:00 UTC.\n\n## Timeline\n\n".to_owned();
    for row in 0..ROWS {
        let minute = if row == ROWS - 1 { row - 60 } else { row };
        let (hour, minute) = (8 + minute / 60, minute % 60);
        text += &format!("- {hour:02}:{minute:02}: Shard {row} reported lag and was looked at\n");
    }
    text
}

/// Opens the draft and does something in the very task in which its first rows are there. Tells how
/// many rows there were.
const OPEN_AND: &str = "
    return new Promise((done) => {
      const watch = new MutationObserver(() => {
        const rows = document.querySelectorAll('.row').length;
        if (rows === 0) return;
        watch.disconnect();
        DO;
        // What follows in the same task, and nothing later, is done before the browser prints.
        let turns = 200;
        const count = () => (turns-- > 0 ? queueMicrotask(count) : done([rows, document.querySelectorAll('.doc .tl > li').length]));
        count();
      });
      watch.observe(document.body, { childList: true, subtree: true });
      document.querySelector('.drafts .open').click();
    })";

async fn opened_and(page: &Page, what: &str) -> (usize, usize) {
    page.reload().await;
    page.at_home().await;
    page.find(".drafts .open").await;
    let counts = page.run(&OPEN_AND.replace("DO", what), vec![]).await;
    let count = |at: usize| usize::try_from(counts[at].as_u64().unwrap()).unwrap();
    (count(0), count(1))
}

#[test]
fn a_long_timeline_is_there_as_a_whole_where_it_must_be() {
    browse_in_each(&Engine::ALL, "long", async |page| {
        page.import(&text()).await;
        page.is_saved().await;

        let (rows, _) = opened_and(page, "").await;
        assert!(rows < ROWS, "all {rows} rows were made before the first was seen");
        let all = "return document.querySelectorAll('.row').length === arguments[0]";
        page.until_with("all rows", all, vec![json!(ROWS)]).await;
        let lines = "return document.querySelectorAll('.doc .tl > li').length === arguments[0]";
        page.until_with("all lines", lines, vec![json!(ROWS)]).await;
        // A row that is added later is at hand with its neighbours.
        page.keys(".row:last-child textarea", "\u{e007}").await;
        page.until_with("one more", all, vec![json!(ROWS + 1)]).await;
        page.keys(".row:last-child textarea", "\u{e003}").await;
        page.until_with("as before", all, vec![json!(ROWS)]).await;
        page.is_saved().await;

        let (rows, lines) = opened_and(page, "window.dispatchEvent(new Event('beforeprint'))").await;
        println!(
            "{rows} rows first, {lines} of {ROWS} lines on paper ({})",
            page.engine()
        );
        assert_eq!(lines, ROWS, "lines that would be printed");

        // From the menu too, with another tab of the panel in front.
        opened_and(page, "document.querySelector('#tab-problems').click()").await;
        let problems = "return document.querySelector('.app').dataset.tab === 'problems'";
        page.until("the problems are in front", problems).await;
        let print = "
            window.print = () => {
              window.dispatchEvent(new Event('beforeprint'));
              window.printed = document.querySelectorAll('.doc .tl > li').length;
              window.dispatchEvent(new Event('afterprint'));
            };
            document.querySelector('#export').click()";
        page.run(print, vec![]).await;
        let choose = "
            const line = [...document.querySelectorAll('[role=menuitem]')].find((it) => it.innerText.startsWith('Print'));
            line?.click();
            return line !== undefined";
        page.until("the menu", choose).await;
        let printed = page.until("it is printed", "return window.printed ?? false").await;
        assert_eq!(printed, json!(ROWS), "lines that would be printed from the menu");
        page.until("the problems are in front again", problems).await;

        let jump = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }))";
        let (rows, _) = opened_and(page, jump).await;
        assert!(rows < ROWS);
        page.until(
            "the field that is wrong has the focus",
            "return document.activeElement.closest('.row')?.matches(':last-child')",
        )
        .await;
        page.is_quiet();
    });
}
