//! Posthoc: a postmortem composer that runs in the browser and checks the clock of the story.
//!
//! The rooms, in reading order. Text comes in through [`markdown`], becomes a [`model`], is
//! understood by [`time`], judged by [`lint`], held by [`editor`] and shown by `ui`; drafts
//! rest in [`storage`]. `ARCHITECTURE.md` is the map.

pub mod model;

pub mod time;

pub mod markdown;

pub mod lint;

pub mod editor;

pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod ui;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
