//! How much history is kept, and what goes first: the oldest automatic snapshots. Those that the
//! person asked for are counted, but never go.

use super::label::Label;
use crate::storage::port::DraftId;
use std::collections::BTreeMap;
use tiny_sort::stable;

/// Automatic snapshots of a draft, at most: ten hours of editing, one every ten minutes.
const OF_A_DRAFT: usize = 60;
/// Bytes of a draft's snapshots beyond which automatic ones go.
const BYTES_OF_A_DRAFT: usize = 4 * 1024 * 1024;
/// Bytes of all snapshots beyond which automatic ones go. Browsers give a site far more in
/// IndexedDB; drafts and other people's data want room too.
const BYTES: usize = 64 * 1024 * 1024;

/// What is beyond the bounds of one draft. What was kept just now stays.
pub(super) fn of_a_draft(own: Vec<Label>, newest: &Label) -> Vec<Label> {
    let mut count = own.iter().filter(|label| label.reason.is_automatic()).count();
    let mut bytes = size(&own);
    let mut gone = spares(own, newest);
    gone.retain(|label| {
        let over = count > OF_A_DRAFT || bytes > BYTES_OF_A_DRAFT;
        if over {
            count = count.saturating_sub(1);
            bytes = bytes.saturating_sub(label.size);
        }
        over
    });
    gone
}

/// What is beyond the bound of all drafts together. What was kept just now stays.
pub(super) fn of_all(all: Vec<Label>, newest: &Label) -> Vec<Label> {
    let mut bytes = size(&all);
    let mut gone = spares(all, newest);
    gone.retain(|label| {
        let over = bytes > BYTES;
        if over {
            bytes = bytes.saturating_sub(label.size);
        }
        over
    });
    gone
}

fn size(labels: &[Label]) -> usize {
    labels.iter().map(|label| label.size).sum()
}

/// The snapshots that may go unasked, in the order in which they do.
pub(super) fn spares(mut all: Vec<Label>, newest: &Label) -> Vec<Label> {
    all.retain(|label| label.reason.is_automatic() && label != newest);
    // Across drafts only the clock can say what is older; within one the serial does, whatever the
    // clock was.
    stable::sort_by_key(&mut all, |label| (label.at.unix_ms, label.serial));
    let mut drafts: BTreeMap<&DraftId, Vec<&Label>> = BTreeMap::new();
    for label in &all {
        drafts.entry(&label.draft).or_default().push(label);
    }
    for own in drafts.values_mut() {
        stable::sort_by_key(own, |label| std::cmp::Reverse(label.serial));
    }
    let in_turn = all.iter().filter_map(|label| drafts.get_mut(&label.draft)?.pop());
    in_turn.cloned().collect()
}
