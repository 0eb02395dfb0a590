//! How fast a text is read, written and searched for facts, from ten kilobytes to four megabytes.

mod texts;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use posthoc::markdown::{facts, read, write};
use texts::{document, prose, timeline};

fn main() {
    divan::main();
}

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 4_000_000];

#[divan::bench(args = SIZES)]
fn reading(bencher: Bencher, size: usize) {
    let text = document(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn reading_a_timeline(bencher: Bencher, size: usize) {
    let text = timeline(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn reading_prose(bencher: Bencher, size: usize) {
    let text = prose(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn writing(bencher: Bencher, size: usize) {
    let text = document(size);
    let document = read(&text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| write(black_box(&document)));
}

#[divan::bench(args = SIZES)]
fn gathering(bencher: Bencher, size: usize) {
    let text = document(size);
    let document = read(&text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| facts::gather(black_box(&document)));
}
