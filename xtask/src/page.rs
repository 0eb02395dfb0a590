//! Builds the page with Trunk, which gets every tool from us and fetches nothing.

use crate::process::{program, run};
use crate::{OrStop, Result, Stop, sizes, style, tools};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Which page is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Quick to build, big; lies in the target folder.
    Draft,
    /// Optimised; lies in `dist/`.
    Optimised,
}

impl Kind {
    /// Where the page is left.
    pub fn folder(self) -> PathBuf {
        match self {
            Kind::Draft => crate::root().join("target/page/draft"),
            Kind::Optimised => crate::root().join("dist"),
        }
    }
}

/// `cargo xtask build`.
pub fn build_and_measure() -> Result<()> {
    build(Kind::Optimised)?;
    let folder = Kind::Optimised.folder();
    println!("\n{}", sizes::table(&folder)?);
    println!(
        "The page is in {}: copy it to any folder of any static host.",
        folder.display()
    );
    Ok(())
}

/// Builds the page. The tools are made ready first.
pub fn build(kind: Kind) -> Result<()> {
    let folders = tools::for_the_page()?;
    style::join()?;
    let mut trunk = program("trunk");
    trunk
        .args(["build", "--offline", "true", "--skip-version-check", "--dist"])
        .arg(kind.folder());
    if kind == Kind::Optimised {
        trunk.arg("--release");
    }
    trunk.env("PATH", path_with(&folders)?);
    // Trunk's own messages at their default are one line a step; `RUST_LOG=info` brings them back.
    if std::env::var_os("RUST_LOG").is_none() {
        trunk.env("RUST_LOG", "error");
    }
    trunk.env_remove("NO_COLOR");
    run(&mut trunk, "see its message above")?;
    complete(&kind.folder())
}

/// A page is complete when its parts are there: a half-built one must not be served or tested.
fn complete(folder: &Path) -> Result<()> {
    let files = std::fs::read_dir(folder).or_stop(|| format!("{} can’t be read", folder.display()))?;
    let names: Vec<String> = files
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    match [".html", ".js", ".wasm", ".css"]
        .iter()
        .find(|end| !names.iter().any(|name| name.ends_with(*end)))
    {
        None => Ok(()),
        Some(end) => Err(Stop(format!(
            "{} holds no {end} file after the build; delete the folder and build again.",
            folder.display()
        ))),
    }
}

/// PATH with these folders in front.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(all).or_stop(|| "PATH can’t be extended".into())
}
