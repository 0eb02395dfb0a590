//! `cargo xtask serve`: builds the page, serves it on this machine, and builds it anew when a
//! file changes. The page is reloaded by hand: its policy allows no script that would do it.

use crate::page::{self, Kind};
use crate::site::Site;
use crate::{Result, root};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What the page is made of.
const SOURCES: [&str; 6] = ["src", "style", "index.html", "boot.js", "Cargo.toml", "Trunk.toml"];

/// Serves until the process is ended.
pub fn serve(release: bool, port: u16) -> Result<()> {
    let kind = if release { Kind::Optimised } else { Kind::Draft };
    let mut seen = newest();
    page::build(kind)?;
    let site = Site::start(&kind.folder(), "/", port)?;
    println!("\nPosthoc is at {} (Ctrl+C ends it).", site.url());
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let now = newest();
        if now == seen {
            continue;
        }
        seen = now;
        match page::build(kind) {
            Ok(()) => println!("Built anew; reload {}", site.url()),
            // What was built before stays served while the person mends the code.
            Err(stop) => println!("{stop}"),
        }
    }
}

/// When the newest of the sources was written, and how many there are: a removed file counts too.
fn newest() -> (Option<SystemTime>, usize) {
    let mut state = (None, 0);
    for source in SOURCES {
        look(&root().join(source), &mut state);
    }
    state
}

fn look(path: &Path, state: &mut (Option<SystemTime>, usize)) {
    if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            look(&entry.path(), state);
        }
    } else if let Ok(written) = std::fs::metadata(path).and_then(|data| data.modified()) {
        state.0 = state.0.max(Some(written));
        state.1 += 1;
    }
}
