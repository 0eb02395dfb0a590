//! How fast the page reads a text, beside how fast other programs render the same text in the same run of the same
//! browser: text to document here, text to HTML there. `cargo bench -p browser-tests --bench reading`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark: what goes wrong ends it, and it prints what it measured"
)]

#[path = "../../../benches/texts/mod.rs"]
mod texts;

use browser_tests::{Page, browse_folder};
use serde_json::json;

const SIZE: usize = 1_000_000;
/// Each program in turn, so that all are measured in the same weather. The first rounds warm up and do not count.
const ROUNDS: usize = 20;
const WARMING: usize = 5;

/// Times of every program on one text, in milliseconds, round by round.
const RACE: &str = "
    const [text, rounds] = arguments;
    const parser = new commonmark.Parser(), renderer = new commonmark.HtmlRenderer(), it = markdownit();
    const programs = {
        posthoc: () => window.read(text),
        commonmark: () => renderer.render(parser.parse(text)),
        marked: () => marked.parse(text),
        'markdown-it': () => it.render(text),
    };
    const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
        for (const [name, run] of Object.entries(programs)) {
            const start = performance.now();
            run();
            times[name].push(performance.now() - start);
        }
    }
    return times;";

fn main() {
    xtask::pieces::with_renderers().unwrap();
    let texts = [
        ("mixed", texts::document(SIZE)),
        ("timeline", texts::timeline(SIZE)),
        ("prose", texts::prose(SIZE)),
    ];
    browse_folder(&xtask::pieces::folder(), "reading", async |page| {
        page.until("the reader is there", "return typeof window.offsets === 'function'")
            .await;
        println!("MB/s in the page, median of {} rounds, texts of 1 MB", ROUNDS - WARMING);
        for (name, text) in &texts {
            race(page, name, text).await;
        }
    });
}

async fn race(page: &Page, name: &str, text: &str) {
    let told = page.run(RACE, vec![json!(text), json!(ROUNDS)]).await;
    let speed = |program: &str| {
        let times = told[program].as_array().unwrap().iter().skip(WARMING);
        let mut times: Vec<f64> = times.map(|time| time.as_f64().unwrap()).collect();
        times.sort_by(f64::total_cmp);
        text.len() as f64 / 1_000.0 / times[times.len() / 2]
    };
    let others = ["commonmark", "marked", "markdown-it"].map(|program| (program, speed(program)));
    let fastest = others.iter().map(|(_, speed)| *speed).fold(0.0, f64::max);
    let ours = speed("posthoc");
    let others: Vec<_> = others
        .iter()
        .map(|(program, speed)| format!("{program} {speed:.1}"))
        .collect();
    println!(
        "{name:10} posthoc {ours:6.1}   {}   ratio to the fastest {:.2}",
        others.join("   "),
        ours / fastest
    );
}
