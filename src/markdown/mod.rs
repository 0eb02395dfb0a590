//! Text to model and back: reading never fails, writing loses no word.
//!
//! Uses the model and the reading of times; must not touch a store or the web.

pub mod facts;
mod kinds;
mod lines;
pub(crate) mod made;
mod marker;
pub mod preview;
pub mod raw;
mod read;
mod settle;
pub mod templates;
mod write;

pub use read::read;
pub use settle::settle;
pub use write::write;
pub(crate) use write::{bullet, escape};
