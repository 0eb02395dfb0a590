//! The browser and the driver of the browser tests: the distribution's own.

use crate::process::{on_path, program, run};
use crate::{Result, Stop};
use std::path::Path;

/// What the browser tests need.
#[derive(Debug, PartialEq, Eq)]
pub struct Browser {
    /// Chromium, by name or path.
    pub chromium: String,
    /// Its driver, by name or path.
    pub driver: String,
}

/// What to say where one is missing.
pub const MISSING: &str = "The browser tests need Chromium and its driver; install them with `apt-get install chromium chromium-driver`, \
     or name them in POSTHOC_CHROMIUM and POSTHOC_CHROMEDRIVER.";

/// The browser and driver of this machine.
pub fn find() -> Option<Browser> {
    Some(Browser {
        chromium: named("POSTHOC_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
        driver: named("POSTHOC_CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"])?,
    })
}

/// Finds both, or installs them where apt and the rights to use it are there.
pub fn ready() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if !on_path("apt-get") || !is_root() {
        return Err(Stop(MISSING.into()));
    }
    println!("Installing chromium and chromium-driver.");
    let remedy = "see its message above, then install chromium and chromium-driver yourself";
    run(program("apt-get").args(["update", "-qq"]), remedy)?;
    let mut install = program("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args([
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "chromium",
        "chromium-driver",
    ]);
    run(&mut install, remedy)?;
    find().ok_or_else(|| Stop(MISSING.into()))
}

fn named(variable: &str, names: &[&str]) -> Option<String> {
    match std::env::var(variable) {
        Ok(path) if !path.is_empty() => Path::new(&path).is_file().then_some(path),
        _ => names.iter().find(|name| on_path(name)).map(|name| (*name).to_owned()),
    }
}

fn is_root() -> bool {
    crate::process::read(program("id").arg("-u")).as_deref() == Some("0")
}
