//! The harness of the browser tests: a host, a driver and a fresh browser for each test, ended
//! with it however it ends. Knows the page from outside only.
//!
//! Needs `dist/`, Chromium and its driver; where one is missing a test does not pass but names the
//! command. With `POSTHOC_SHOTS=folder` the tests leave screenshots there, of a broken one too.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a harness of tests: what goes wrong ends the test and says so"
)]

mod axe;
mod composer;
mod driver;
mod page;

pub use driver::Setting;
pub use page::Page;

use driver::Driver;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use xtask::page::Kind;
use xtask::site::Site;

/// One browser at a time: a small machine runs them one after another faster than side by side.
static TURN: Mutex<()> = Mutex::new(());

/// No test takes longer.
const LIMIT: Duration = Duration::from_secs(180);

/// Opens the page in a fresh browser and does the steps. `name` names the screenshots.
pub fn browse(name: &str, steps: impl AsyncFnOnce(&Page)) {
    browse_with(name, Setting::default(), steps);
}

/// As [`browse`], in a browser with a setting.
pub fn browse_with(name: &str, setting: Setting, steps: impl AsyncFnOnce(&Page)) {
    browse_in(&dist(), name, setting, steps);
}

/// As [`browse`], with the page in another folder than `dist/`.
pub fn browse_folder(folder: &Path, name: &str, steps: impl AsyncFnOnce(&Page)) {
    browse_in(folder, name, Setting::default(), steps);
}

fn browse_in(folder: &Path, name: &str, setting: Setting, steps: impl AsyncFnOnce(&Page)) {
    let _turn: MutexGuard<'_, ()> = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let site = Site::start(folder, "/in/any/folder/", 0).unwrap_or_else(|stop| panic!("{stop}"));
    let driver = Driver::start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("an executor for one test");
    let page = runtime.block_on(Page::open(name, &driver, &setting, &site.url()));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            tokio::time::timeout(LIMIT, steps(&page))
                .await
                .unwrap_or_else(|_| panic!("{name} took longer than {} s", LIMIT.as_secs()));
        });
    }));
    if let Err(panic) = outcome {
        eprintln!("The browser’s console: {:#?}", page.console());
        runtime.block_on(page.shoot("broken"));
        resume_unwind(panic);
    }
}

/// The built page: `dist/`, or the folder in `POSTHOC_DIST` (a quick build, while one works).
fn dist() -> PathBuf {
    let named = std::env::var_os("POSTHOC_DIST").map(|folder| xtask::root().join(folder));
    let folder = named.unwrap_or_else(|| Kind::Optimised.folder());
    assert!(
        folder.join("index.html").is_file(),
        "the page is missing: `cargo xtask build` makes it, `cargo xtask test` builds and tests in one."
    );
    folder
}
