//! Everything around the product: installs the tools, builds the page, serves it and runs every
//! check. Knows nothing of postmortems.
//!
//! `cargo xtask help` lists the commands. The browser tests use [`site`] and [`cache`] too.
#![allow(
    clippy::print_stdout,
    reason = "a command line program speaks through standard output"
)]

pub mod browser;
pub mod cache;
pub mod check;
pub mod fuzz;
pub mod page;
pub mod pieces;
pub mod process;
pub mod serve;
pub mod site;
pub mod sizes;
pub mod style;
pub mod tools;
pub mod versions;

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a command stopped: one sentence that says what is wrong and what to do.
#[derive(Debug)]
pub struct Stop(pub String);

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A result whose error can be shown to the person as it is.
pub type Result<T> = std::result::Result<T, Stop>;

/// Turns a failed step into a [`Stop`], with a sentence about what was being done.
pub trait OrStop<T> {
    /// `what` completes "… could not be done:", so it names the thing and the deed.
    fn or_stop(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> OrStop<T> for std::result::Result<T, E> {
    fn or_stop(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Stop(format!("{}: {error}.", what())))
    }
}

/// The repository's root folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
