//! Drafts at rest: records with a version, and the store's promise.
//!
//! Uses the model and serde; the web in one file only (`browser`). Nothing stored is ever
//! overwritten unread, deleted unasked, or dropped because this version can't read it.

pub mod port;
