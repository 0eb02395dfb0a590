//! Finds each tool of the build in exactly its version, or installs it into the user's cache.
//!
//! Uses nothing but rustup, cargo and npm with the registries they are set up for.

use crate::process::{cargo, on_path, program, read, run};
use crate::versions::{AXE, CARGO_FUZZ, MARKDOWNLINT, RENDERERS, Versions};
use crate::{OrStop, Result, Stop, cache};
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";

/// Installs what any command needs: the page's tools, browser and accessibility checker.
pub fn everything() -> Result<()> {
    for_the_page()?;
    for_the_browser_tests()?;
    npm("markdownlint-cli2", MARKDOWNLINT, &cache::markdownlint()?)
}

/// Installs what the browser tests need.
pub fn for_the_browser_tests() -> Result<()> {
    crate::browser::ready()?;
    npm("axe-core", AXE, &cache::axe()?)
}

/// The scripts of the renderers that reading in the page is measured beside.
pub fn renderers() -> Result<Vec<PathBuf>> {
    let install = |(package, version, file): (&str, &str, &str)| {
        let script = cache::folder(package, version)?
            .join("node_modules")
            .join(package)
            .join(file);
        npm(package, version, &script).map(|()| script)
    };
    RENDERERS.into_iter().map(install).collect()
}

/// Makes the page's tools ready. Returns the folders that go to the front of PATH.
pub fn for_the_page() -> Result<Vec<PathBuf>> {
    let versions = Versions::load()?;
    target()?;
    let mut folders = Vec::new();
    for (tool, package, version) in [
        ("trunk", "trunk", &versions.trunk),
        ("wasm-bindgen", "wasm-bindgen-cli", &versions.wasm_bindgen),
    ] {
        folders.extend(by_cargo(tool, package, version)?);
    }
    if !has_version(Path::new("wasm-opt"), &versions.binaryen) {
        let package = format!("{}.0.0", versions.binaryen);
        let bin = cache::folder("binaryen", &package)?.join("node_modules/.bin");
        npm("binaryen", &package, &bin.join("wasm-opt"))?;
        folders.push(bin);
    }
    Ok(folders)
}

/// Makes cargo-fuzz ready. Returns the program.
pub fn for_the_fuzzers() -> Result<PathBuf> {
    let bin = by_cargo("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ)?;
    Ok(bin.map_or_else(|| "cargo-fuzz".into(), |bin| bin.join("cargo-fuzz")))
}

/// Installs a tool that cargo has into the cache, unless it is there or on PATH in this version. Returns its folder
/// where that is not on PATH.
fn by_cargo(tool: &str, package: &str, version: &str) -> Result<Option<PathBuf>> {
    if has_version(Path::new(tool), version) {
        return Ok(None);
    }
    let root = cache::folder(tool, version)?;
    let bin = root.join("bin");
    if !has_version(&bin.join(tool), version) {
        println!(
            "Installing {tool} {version} into {} (once; some minutes).",
            root.display()
        );
        let mut install = cargo();
        install.args(["install", "--locked", "--version", version, "--root"]);
        quick_to_build(&mut install);
        run(install.arg(&root).arg(package), "see cargo’s message above")?;
    }
    Ok(Some(bin))
}

/// A tool that runs for seconds is not worth minutes of whole-program optimisation.
fn quick_to_build(install: &mut std::process::Command) {
    install.envs([
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ]);
}

/// Installs Rust's standard library for the browser where it is missing.
fn target() -> Result<()> {
    let installed = read(program("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir());
    if installed {
        return Ok(());
    }
    if !on_path("rustup") {
        return Err(Stop(format!(
            "Rust’s standard library for {TARGET} is missing; install it with the packages your Rust came from."
        )));
    }
    run(
        program("rustup").args(["target", "add", TARGET]),
        "run it yourself once it can reach its server",
    )
}

/// Installs an npm package into the cache, whole or not at all, unless `wanted` is there.
fn npm(package: &str, version: &str, wanted: &Path) -> Result<()> {
    if wanted.exists() {
        return Ok(());
    }
    if !on_path("npm") {
        return Err(Stop(format!(
            "npm is missing, and {package} comes from it; install Node.js with npm."
        )));
    }
    let folder = cache::folder(package, version)?;
    let half = cache::folder(package, &format!("{version}.{}", std::process::id()))?;
    println!("Installing {package} {version} into {}.", folder.display());
    std::fs::create_dir_all(&half).or_stop(|| format!("The folder {} can’t be made", half.display()))?;
    let mut install = program("npm");
    install.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--ignore-scripts",
        "--prefix",
    ]);
    install.arg(&half).arg(format!("{package}@{version}"));
    run(&mut install, "see npm’s message above")?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder).or_stop(|| format!("The folder {} can’t be replaced", folder.display()))?;
    }
    std::fs::rename(&half, &folder).or_stop(|| format!("The folder {} can’t be made", folder.display()))?;
    match wanted.exists() {
        true => Ok(()),
        false => Err(Stop(format!(
            "{package} {version} was installed but {} is not in it; report this.",
            wanted.display()
        ))),
    }
}

/// Whether the program answers `--version` with this version as a word of its own.
fn has_version(tool: &Path, version: &str) -> bool {
    read(program(tool).arg("--version")).is_some_and(|text| text.split_whitespace().any(|word| word == version))
}
