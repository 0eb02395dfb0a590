//! The application driven by events over a store in memory: what it does and what it shows.

#[path = "editor/drafts.rs"]
mod drafts;
#[path = "editor/history.rs"]
mod history;
#[path = "editor/rows.rs"]
mod rows;
#[path = "editor/saving.rs"]
mod saving;
#[path = "editor/stage.rs"]
mod stage;
