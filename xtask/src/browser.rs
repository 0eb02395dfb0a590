//! The browsers of the browser tests and their drivers: the distribution's own.

use crate::process::{cargo, on_path, program, run};
use crate::versions::GECKODRIVER;
use crate::{Result, Stop, cache};
use std::fmt;
use std::path::{Path, PathBuf};

/// What a page is drawn and run by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver, on a display of Xvfb: it has no headless mode.
    WebKit,
}

/// An engine's browser and its driver, by name or path.
#[derive(Debug, PartialEq, Eq)]
pub struct Browser {
    /// The browser.
    pub program: String,
    /// What drives it.
    pub driver: String,
}

/// Where distributions keep the browser that WebKitGTK's driver drives; none has it on PATH.
const MINI_BROWSERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

impl Engine {
    /// Every engine that the page is tested in.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its browser and driver on this machine, where both are there.
    pub fn find(self) -> Option<Browser> {
        let (program, driver) = match self {
            Engine::Chromium => (
                named(
                    "POSTHOC_CHROMIUM",
                    &on_paths(&["chromium", "chromium-browser", "google-chrome"]),
                ),
                named(
                    "POSTHOC_CHROMEDRIVER",
                    &on_paths(&["chromedriver", "chromium.chromedriver"]),
                ),
            ),
            Engine::Firefox => {
                let mut drivers = on_paths(&["geckodriver"]);
                drivers.extend(geckodriver());
                (
                    named("POSTHOC_FIREFOX", &on_paths(&["firefox-esr", "firefox"])),
                    named("POSTHOC_GECKODRIVER", &drivers),
                )
            }
            Engine::WebKit if !on_path("Xvfb") => (None, None),
            Engine::WebKit => (
                named("POSTHOC_MINIBROWSER", &MINI_BROWSERS.map(PathBuf::from)),
                named("POSTHOC_WEBKITDRIVER", &on_paths(&["WebKitWebDriver"])),
            ),
        };
        Some(Browser {
            program: program?,
            driver: driver?,
        })
    }

    /// What to say where one is missing.
    pub fn missing(self) -> &'static str {
        match self {
            Engine::Chromium => {
                "The browser tests need Chromium and its driver; `apt-get install chromium chromium-driver` installs them, \
                 or name them in POSTHOC_CHROMIUM and POSTHOC_CHROMEDRIVER."
            }
            Engine::Firefox => {
                "The browser tests need Firefox and geckodriver; `apt-get install firefox-esr` and `cargo xtask setup` \
                 install them, or name them in POSTHOC_FIREFOX and POSTHOC_GECKODRIVER."
            }
            Engine::WebKit => {
                "The browser tests need WebKitGTK, its driver and Xvfb; `apt-get install webkit2gtk-driver xvfb` installs \
                 them, or name the first two in POSTHOC_MINIBROWSER and POSTHOC_WEBKITDRIVER."
            }
        }
    }

    /// The distribution's packages of it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Engine::Chromium => &["chromium", "chromium-driver"],
            Engine::Firefox => &["firefox-esr"],
            Engine::WebKit => &["webkit2gtk-driver", "xvfb"],
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkitgtk",
        })
    }
}

/// Finds all engines, or installs them: the drivers that cargo has into the cache, the rest where
/// apt and the rights to use it are there.
pub fn ready() -> Result<()> {
    if Engine::Firefox.find().is_none() && !on_path("geckodriver") && std::env::var_os("POSTHOC_GECKODRIVER").is_none()
    {
        install_geckodriver()?;
    }
    let missing: Vec<Engine> = Engine::ALL
        .into_iter()
        .filter(|engine| engine.find().is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !on_path("apt-get") || !is_root() {
        let all: Vec<&str> = missing.iter().map(|engine| engine.missing()).collect();
        return Err(Stop(all.join("\n")));
    }
    let packages: Vec<&str> = missing.iter().flat_map(|engine| engine.packages()).copied().collect();
    println!("Installing {}.", packages.join(", "));
    let remedy = "see its message above, then install the packages yourself";
    run(program("apt-get").args(["update", "-qq"]), remedy)?;
    let mut install = program("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]);
    run(install.args(packages), remedy)?;
    match missing.iter().find(|engine| engine.find().is_none()) {
        None => Ok(()),
        Some(engine) => Err(Stop(engine.missing().into())),
    }
}

/// Where geckodriver lies in the cache once it is installed: no distribution of Debian has it.
fn geckodriver() -> Option<PathBuf> {
    Some(cache::folder("geckodriver", GECKODRIVER).ok()?.join("bin/geckodriver"))
}

fn install_geckodriver() -> Result<()> {
    if geckodriver().is_some_and(|driver| driver.is_file()) {
        return Ok(());
    }
    let root = cache::folder("geckodriver", GECKODRIVER)?;
    println!(
        "Installing geckodriver {GECKODRIVER} into {} (once; some minutes).",
        root.display()
    );
    let mut install = cargo();
    // It passes words on: unoptimised is fast enough, and sooner there.
    install.args(["install", "--locked", "--debug", "--version", GECKODRIVER, "--root"]);
    install.env("CARGO_PROFILE_DEV_DEBUG", "0");
    run(install.arg(&root).arg("geckodriver"), "see cargo’s message above")
}

/// The program that a variable names, else the first of these that is there.
fn named(variable: &str, places: &[PathBuf]) -> Option<String> {
    match std::env::var(variable) {
        Ok(path) if !path.is_empty() => Path::new(&path).is_file().then_some(path),
        _ => places
            .iter()
            .find(|place| place.is_file())
            .map(|place| place.display().to_string()),
    }
}

/// Every place where programs of these names could be, in the order of the names.
fn on_paths(names: &[&str]) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .collect()
}

fn is_root() -> bool {
    crate::process::read(program("id").arg("-u")).as_deref() == Some("0")
}
