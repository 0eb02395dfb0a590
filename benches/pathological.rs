//! How the time to read, write, judge and show a text grows that is known to break readers of Markdown: four times
//! the bytes should take about four times as long.

#[path = "texts/pathological.rs"]
mod texts;

use divan::{Bencher, black_box};
use posthoc::markdown::{facts, preview, read, write};
use texts::{PLACES, TEXTS};

fn main() {
    divan::main();
}

fn names() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(name, _)| *name)
}

fn text(name: &str, size: usize) -> String {
    TEXTS
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, text)| text(size))
        .unwrap_or_default()
}

/// A text by itself, and as rows of a timeline and of a list of items.
#[divan::bench(args = names(), consts = [25_000, 50_000, 100_000], sample_count = 5)]
fn round<const SIZE: usize>(bencher: Bencher, name: &str) {
    let texts = PLACES.map(|place| format!("{place}{}", text(name, SIZE)));
    bencher.bench(|| {
        for text in &texts {
            let document = read(black_box(text));
            black_box(write(&document));
            black_box(facts::gather(&document));
        }
    });
}

#[divan::bench(args = names(), consts = [25_000, 50_000, 100_000], sample_count = 5)]
fn shown<const SIZE: usize>(bencher: Bencher, name: &str) {
    let text = text(name, SIZE);
    bencher.bench(|| (preview::nodes(black_box(&text)), preview::plain(&text)));
}
