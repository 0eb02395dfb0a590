//! markdownlint, as pinned by xtask, run over files.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test: what goes wrong ends it, in its helpers too"
)]

use std::path::Path;
use std::process::Command;

/// Runs markdownlint with its default rules over every file of a folder; answers what it found, a line each.
///
/// # Panics
/// Where it is not installed: the sentence says how to get it.
pub fn findings(folder: &Path) -> Vec<String> {
    let program = xtask::cache::markdownlint().expect("a folder for tools");
    assert!(
        program.exists(),
        "markdownlint is not installed at {}; `cargo xtask setup` installs it",
        program.display()
    );
    let run = Command::new("node")
        .arg(&program)
        .arg("*.md")
        .current_dir(folder)
        .output()
        .expect("node runs; install Node.js where it is missing");
    let out = String::from_utf8_lossy(&run.stdout);
    let err = String::from_utf8_lossy(&run.stderr);
    // What it found goes to standard error, what it did to standard output.
    assert!(
        out.contains("Summary: "),
        "markdownlint did not come to its end:\n{out}{err}"
    );
    err.lines()
        .filter(|line| line.contains(" MD"))
        .map(str::to_owned)
        .collect()
}
