//! How fast the list of drafts is there, by a scan of every record and with the index, and how fast
//! words are found in it.

use divan::{Bencher, black_box};
use posthoc::markdown::read;
use posthoc::storage::port::{DraftId, DraftSummary, Now, SaveRequest, Steps, StoreReply, StoreRequest};
use posthoc::storage::{Backend, Memory, Store, handle};

fn main() {
    divan::main();
}

const COUNTS: [u32; 3] = [10, 100, 1_000];
const INDEX: &str = "posthoc/index";

/// A document of ordinary size: about three kilobytes as a record.
fn text(number: u32) -> String {
    let mut text = format!(
        "# Outage {number}: parcels could not be booked\n\n## Summary\n\nOn March 3, 2024, from 10:00 to 12:30 (UTC), \
         no parcel was booked.\n\n## Timeline\n\n"
    );
    for minute in 0..12 {
        text.push_str(&format!(
            "- **10:{minute:02}:** Step {minute} of the rollback finished on `host-{number}`\n"
        ));
    }
    text.push_str("\n## Action items\n\n");
    for item in 0..6 {
        text.push_str(&format!(
            "- [ ] Watch queue {item} by itself (owner: Salma; priority: P1)\n"
        ));
    }
    text
}

/// A memory with so many drafts, and with the index where there are many.
fn kept(drafts: u32) -> Memory {
    let mut store = Store::new(Memory::new(), "tab");
    let now = Now {
        unix_ms: 1_710_507_802_000,
        offset_minutes: 0,
    };
    for number in 0..drafts {
        let document = read(&text(number));
        let summary = DraftSummary {
            id: DraftId(format!("{number:032x}")),
            title: document.title.text.clone(),
            saved: now,
            size: 0,
            incident: "Mar 3, 2024".into(),
            problems: Some((0, 1)),
            marks: (0..12)
                .map(|at| (at as f32 / 12.0, "investigating".to_owned()))
                .collect(),
        };
        let request = SaveRequest {
            summary,
            document,
            kept: Vec::new(),
            steps: Steps::default(),
            base: 0,
            change: 1,
        };
        handle(&mut store, StoreRequest::Save(Box::new(request)), now);
    }
    listed(&mut store);
    store.backend().clone()
}

fn listed(store: &mut Store<Memory>) -> usize {
    match handle(store, StoreRequest::List, Now::default()) {
        StoreReply::Listed { drafts, .. } => drafts.len(),
        _ => 0,
    }
}

#[divan::bench(args = COUNTS)]
fn list_by_a_scan(bencher: Bencher, drafts: u32) {
    let mut memory = kept(drafts);
    let _ = memory.remove(INDEX);
    bencher
        .with_inputs(|| Store::new(memory.clone(), "tab"))
        .bench_values(|mut store| black_box(listed(&mut store)));
}

#[divan::bench(args = COUNTS)]
fn list_from_the_index(bencher: Bencher, drafts: u32) {
    let memory = kept(drafts);
    bencher
        .with_inputs(|| Store::new(memory.clone(), "tab"))
        .bench_values(|mut store| black_box(listed(&mut store)));
}

#[divan::bench(args = COUNTS)]
fn list_again(bencher: Bencher, drafts: u32) {
    let mut store = Store::new(kept(drafts), "tab");
    listed(&mut store);
    bencher.bench_local(|| black_box(listed(&mut store)));
}

fn search(store: &mut Store<Memory>, words: &str) -> usize {
    match handle(store, StoreRequest::Search(words.into()), Now::default()) {
        StoreReply::Found { drafts, .. } => drafts.len(),
        _ => 0,
    }
}

#[divan::bench(args = COUNTS)]
fn first_search(bencher: Bencher, drafts: u32) {
    let memory = kept(drafts);
    bencher
        .with_inputs(|| {
            let mut store = Store::new(memory.clone(), "tab");
            listed(&mut store);
            store
        })
        .bench_values(|mut store| black_box(search(&mut store, "rollback host")));
}

#[divan::bench(args = COUNTS)]
fn next_search(bencher: Bencher, drafts: u32) {
    let mut store = Store::new(kept(drafts), "tab");
    search(&mut store, "x");
    // Nowhere: every text is read to its end.
    bencher.bench_local(|| black_box(search(&mut store, "rollback nowhere")));
}
