//! The harness of the browser tests: a host, a driver and a fresh browser for each test, ended
//! with it however it ends. Knows the page from outside only.
//!
//! Needs `dist/` and the engines that a test names; where one is missing the test does not pass
//! but names the command. With `POSTHOC_SHOTS=folder` the tests leave screenshots there, of a
//! broken one too.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a harness of tests: what goes wrong ends the test and says so"
)]

mod axe;
mod composer;
mod console;
mod driver;
mod page;
mod visits;
mod windows;

pub use driver::Setting;
pub use page::Page;
pub use visits::{Visit, Visits, with_script};
pub use windows::Window;
pub use xtask::browser::Engine;

use std::path::{Path, PathBuf};
use xtask::page::Kind;

/// Opens the page in a fresh Chromium and does the steps. `name` names the screenshots.
pub fn browse(name: &str, steps: impl AsyncFnOnce(&Page)) {
    browse_with(name, Setting::default(), steps);
}

/// As [`browse`], in a browser with a setting.
pub fn browse_with(name: &str, setting: Setting, steps: impl AsyncFnOnce(&Page)) {
    Visits::new(Engine::Chromium, &dist()).once(name, setting, steps);
}

/// As [`browse`], in one engine after the other.
pub fn browse_in_each(engines: &[Engine], name: &str, steps: impl AsyncFn(&Page)) {
    for engine in engines {
        Visits::new(*engine, &dist()).once(name, Setting::default(), &steps);
    }
}

/// As [`browse`], with the page in another folder than `dist/`.
pub fn browse_folder(folder: &Path, name: &str, steps: impl AsyncFnOnce(&Page)) {
    Visits::new(Engine::Chromium, folder).once(name, Setting::default(), steps);
}

/// The built page: `dist/`, or the folder in `POSTHOC_DIST` (a quick build, while one works).
pub fn dist() -> PathBuf {
    let named = std::env::var_os("POSTHOC_DIST").map(|folder| xtask::root().join(folder));
    let folder = named.unwrap_or_else(|| Kind::Optimised.folder());
    assert!(
        folder.join("index.html").is_file(),
        "the page is missing: `cargo xtask build` makes it, `cargo xtask test` builds and tests in one."
    );
    folder
}

/// How often a long test does its deed: in `cargo xtask test` the first, in `cargo xtask soak`
/// the second.
pub fn rounds(short: u32, full: u32) -> u32 {
    match std::env::var_os("POSTHOC_ROUNDS") {
        Some(wanted) if wanted == "full" => full,
        _ => short,
    }
}
