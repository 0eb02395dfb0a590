//! What the store promises: nothing stored is overwritten unread, deleted unasked, or dropped
//! because this version can't read it; "saved" is said only after it was read back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "words shared by tests stand outside of the functions that clippy takes for tests"
)]

mod backends;
mod backups;
mod carried;
mod copies;
mod cost;
mod damage;
mod documents;
mod drafts;
mod faults;
mod files;
mod formats;
mod history;
mod index;
mod merging;
mod space;
mod steps;
mod tabs;
mod templates;
