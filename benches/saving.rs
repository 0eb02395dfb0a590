//! What a save costs: a document of so many bytes is serialised, sealed, written to a memory and
//! read back, with the generation before kept beside it. The page adds what its browser's storage
//! takes for two texts of that size.

#[allow(dead_code, reason = "one kind of text is enough here")]
mod texts;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use posthoc::markdown::read;
use posthoc::storage::port::{DraftId, DraftSummary, Now, SaveRequest, Steps, StoreReply, StoreRequest};
use posthoc::storage::{Memory, Store, handle};

fn main() {
    divan::main();
}

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const NOW: Now = Now {
    unix_ms: 1_710_507_802_000,
    offset_minutes: 60,
};

fn request(size: usize, base: u64) -> StoreRequest {
    let text = texts::document(size);
    let text: String = text.chars().take(size).collect();
    StoreRequest::Save(Box::new(SaveRequest {
        summary: DraftSummary {
            id: DraftId("00000000000000000000000000000001".into()),
            title: "The parcels that went nowhere".into(),
            saved: NOW,
            size: 0,
            incident: "Mar 3, 2024".into(),
            problems: Some((1, 2)),
            marks: Vec::new(),
        },
        document: read(&text),
        kept: Vec::new(),
        steps: Steps::default(),
        base,
        change: base + 1,
    }))
}

/// One save on top of another, as it happens while somebody types.
#[divan::bench(args = SIZES)]
fn saving(bencher: Bencher, size: usize) {
    let mut store = Store::new(Memory::new(), "bench");
    handle(&mut store, request(size, 0), NOW);
    let second = request(size, 1);
    let mut base = 1;
    bencher
        .counter(BytesCount::new(size))
        .with_inputs(|| second.clone())
        .bench_local_values(|mut request| {
            if let StoreRequest::Save(request) = &mut request {
                request.base = base;
            }
            let reply = handle(&mut store, black_box(request), NOW);
            assert!(matches!(reply, StoreReply::Saved { .. }), "{reply:?}");
            base += 1;
        });
}

/// What the page does once before: the document is copied for the request.
#[divan::bench(args = SIZES)]
fn copying(bencher: Bencher, size: usize) {
    let request = request(size, 0);
    bencher.bench_local(|| black_box(&request).clone());
}
