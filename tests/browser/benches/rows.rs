//! How soon a long timeline can be seen and written in: from the press that opens it to the frame that shows its first
//! rows, to the end of all work, and what a key in it costs. `cargo bench -p browser-tests --bench rows`; with
//! `POSTHOC_DIST` the page in another folder, for a comparison in the same weather.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark: what goes wrong ends it, and it prints what it measured"
)]

use browser_tests::browse;
use serde_json::{Value, json};

const ROUNDS: usize = 5;
const SIZES: [usize; 3] = [10, 100, 1_000];

/// A postmortem with so many entries, a minute apart, on as many days as it takes.
fn text(rows: usize) -> String {
    let mut text = "# Long incident\n\n## Timeline\n\n".to_owned();
    for row in 0..rows {
        let (day, hour, minute) = (1 + row / 1_440, row / 60 % 24, row % 60);
        text += &format!("- 2024-03-{day:02} {hour:02}:{minute:02}: Shard {row} reported lag and was looked at\n");
    }
    text
}

/// Opens the first draft. Milliseconds until a frame shows rows and a pointer could write in them, until the last row
/// is there, and the longest time in which no key could be taken.
const OPEN: &str = "
    const [rows] = arguments;
    return new Promise((done) => {
        let longest = 0;
        const watch = new PerformanceObserver((list) => {
            for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
        });
        watch.observe({ type: 'longtask' });
        const start = performance.now();
        let first = 0;
        const look = () => {
            const there = document.querySelectorAll('.row').length;
            if (!first && there > 0) first = performance.now() - start;
            if (there < rows) return requestAnimationFrame(look);
            const last = performance.now() - start;
            setTimeout(() => done([first, last, longest, document.querySelectorAll('*').length]), 500);
        };
        document.querySelector('.drafts .open').click();
        requestAnimationFrame(() => setTimeout(look));
    })";

/// A key in the row in the middle: milliseconds of its handler, and to the next frame.
const KEY: &str = "
    const fields = document.querySelectorAll('.row textarea');
    const field = fields[Math.floor(fields.length / 2)];
    field.focus();
    const start = performance.now();
    document.execCommand('insertText', false, 'x');
    const handler = performance.now() - start;
    return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done([handler, performance.now() - start]))))";

fn main() {
    browse("rows", async |page| {
        println!("ms in Chromium, median of {ROUNDS}: first rows, last row, longest task; a key: handler, next frame");
        for rows in SIZES {
            page.at_home().await;
            page.import(&text(rows)).await;
            page.is_saved().await;
            let (mut opened, mut keys) = (Vec::new(), Vec::new());
            for _ in 0..ROUNDS {
                page.press("#drafts").await;
                page.reload().await;
                page.at_home().await;
                page.find(".drafts .open").await;
                opened.push(page.run(OPEN, vec![json!(rows)]).await);
                keys.push(page.run(KEY, vec![]).await);
                page.is_saved().await;
            }
            let nodes = opened[0][3].as_u64().unwrap();
            println!(
                "{rows:>6} rows: {:>6.0} {:>6.0} {:>6.0}; {:>5.1} {:>5.1}; {nodes} elements",
                median(&opened, 0),
                median(&opened, 1),
                median(&opened, 2),
                median(&keys, 0),
                median(&keys, 1)
            );
            page.press("#drafts").await;
            page.at_home().await;
            // The next size is the only draft in the list.
            page.wipe().await;
        }
    });
}

fn median(all: &[Value], at: usize) -> f64 {
    let mut numbers: Vec<f64> = all.iter().filter_map(|it| it[at].as_f64()).collect();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
