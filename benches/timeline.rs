//! How long a timeline takes to read, to resolve, to judge and to mend, from ten rows to ten thousand.

use divan::{Bencher, black_box};
use posthoc::lint::{self, Settings};
use posthoc::markdown;
use posthoc::time::forms;
use posthoc::time::repair::repair;
use posthoc::time::resolve::{Input, InputRow, resolve};
use posthoc::time::zone::Zones;
use std::fmt::Write;

fn main() {
    divan::main();
}

const ROWS: [usize; 4] = [10, 100, 1_000, 10_000];

/// Times one minute apart from a Monday on, each with its date.
fn times(rows: usize) -> Vec<String> {
    (0..rows)
        .map(|row| {
            let (day, minute) = (row / 1_440, row % 1_440);
            format!("2024-04-{:02} {:02}:{:02}", day + 1, minute / 60, minute % 60)
        })
        .collect()
}

/// The same with a mistake in every hundredth row: neighbours exchanged, or the next day's date.
fn wrong(rows: usize) -> Vec<String> {
    let mut times = times(rows);
    for row in (5..rows.saturating_sub(1)).step_by(100) {
        if row % 200 < 100 {
            times.swap(row, row + 1);
        } else if let Some(time) = times.get_mut(row) {
            *time = time.replacen("2024-04", "2024-05", 1);
        }
    }
    times
}

fn input(times: &[String]) -> Input {
    Input {
        rows: times.iter().map(|time| InputRow::Entry(forms::parse(time))).collect(),
        window: None,
        zone: None,
        zones: Zones::default(),
    }
}

fn document(times: &[String]) -> String {
    let mut text = "# Postmortem: parcels\n\n## Timeline\n\n".to_owned();
    for (row, time) in times.iter().enumerate() {
        let _ = writeln!(text, "- {time} UTC Step {row} of the rollback finished");
    }
    text
}

#[divan::bench(args = ROWS)]
fn parse(bencher: Bencher, rows: usize) {
    let times = times(rows);
    bencher.bench_local(|| {
        times
            .iter()
            .filter(|time| forms::parse(black_box(time)).is_ok())
            .count()
    });
}

#[divan::bench(args = ROWS)]
fn resolved(bencher: Bencher, rows: usize) {
    let input = input(&times(rows));
    bencher.bench_local(|| resolve(black_box(&input)));
}

#[divan::bench(args = ROWS)]
fn mended(bencher: Bencher, rows: usize) {
    let input = input(&wrong(rows));
    bencher.bench_local(|| repair(black_box(&input), None));
}

#[divan::bench(args = ROWS)]
fn newest_first(bencher: Bencher, rows: usize) {
    let mut times = times(rows);
    times.reverse();
    let input = input(&times);
    bencher.bench_local(|| repair(black_box(&input), None));
}

#[divan::bench(args = ROWS)]
fn checked(bencher: Bencher, rows: usize) {
    let document = markdown::read(&document(&times(rows)));
    bencher.bench_local(|| lint::check(black_box(&document), &Settings::default()));
}

#[divan::bench(args = ROWS)]
fn checked_with_mistakes(bencher: Bencher, rows: usize) {
    let document = markdown::read(&document(&wrong(rows)));
    bencher.bench_local(|| lint::check(black_box(&document), &Settings::default()));
}
