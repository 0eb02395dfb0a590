//! The application driven by events over a store in memory: what it does and what it shows.

// Outside a test function a panic is still how a test says that its stage is not as expected.
#![allow(clippy::panic, clippy::expect_used)]

#[path = "editor/disk.rs"]
mod disk;
#[path = "editor/drafts.rs"]
mod drafts;
#[path = "editor/exports.rs"]
mod exports;
#[path = "editor/fields.rs"]
mod fields;
#[path = "editor/history.rs"]
mod history;
#[path = "editor/import.rs"]
mod import;
#[path = "editor/laws.rs"]
mod laws;
#[path = "editor/problems.rs"]
mod problems;
#[path = "editor/raw.rs"]
mod raw;
#[path = "editor/reload.rs"]
mod reload;
#[path = "editor/rows.rs"]
mod rows;
#[path = "editor/saving.rs"]
mod saving;
#[path = "editor/second_clock.rs"]
mod second_clock;
#[path = "editor/snapshots.rs"]
mod snapshots;
#[path = "editor/space.rs"]
mod space;
#[path = "editor/stage.rs"]
mod stage;
#[path = "editor/tabs.rs"]
mod tabs;
#[path = "editor/templates.rs"]
mod templates;
#[path = "editor/world.rs"]
mod world;
