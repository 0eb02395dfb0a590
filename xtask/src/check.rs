//! Every check of the repository, in the order in which they tell most soonest.

use crate::page::{self, Kind};
use crate::process::{cargo, run};
use crate::{Result, sizes, tools};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

/// `cargo xtask test`: all of it; stops at the first check that does not hold.
pub fn test() -> Result<()> {
    let mut steps = Steps::default();
    steps.take("set-up", tools::everything)?;
    steps.take("format", || {
        run(cargo().args(["fmt", "--all", "--check"]), "run `cargo fmt --all`")
    })?;
    steps.take("lints", || {
        let warnings = "mend what it names above";
        run(
            cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ]),
            warnings,
        )
    })?;
    steps.take("lints of the page", || {
        let warnings = "mend what it names above";
        let mut clippy = cargo();
        clippy.args(["clippy", "--package", "posthoc", "--lib", "--bins", "--locked"]);
        clippy.args(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]);
        run(&mut clippy, warnings)
    })?;
    steps.take("page", || page::build(Kind::Optimised))?;
    // One run for all: unit, integration, documentation and browser tests.
    steps.take("tests", || {
        let mut test = cargo();
        test.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
        // One seed for every property: a red run is then the change's doing and can be had again.
        // `soak` draws fresh ones.
        if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
            test.env("PROPTEST_RNG_SEED", "19");
        }
        run(&mut test, "see the test above")
    })?;
    println!("\n{}", sizes::table(&Kind::Optimised.folder())?);
    steps.print();
    Ok(())
}

/// The cases of each law of reading and writing in a soak, and of every other property.
const SOAKED: [(&[&str], u32); 2] = [(&["--test", "laws"], 100_000), (&[], 20_000)];

/// `cargo xtask soak`: the native tests, optimised, with many more cases for each property; and
/// without a filter, browsers and tabs killed as often as it takes to believe the numbers.
pub fn soak(cases: Option<u32>, filter: Option<&str>) -> Result<()> {
    // Properties that have a seed of their own would see the same cases at every soak.
    let drawn = || RandomState::new().build_hasher().finish().to_string();
    let seed = std::env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| drawn());
    println!("PROPTEST_RNG_SEED={seed}");
    for (tests, default) in SOAKED {
        let mut test = cargo();
        test.args(["test", "--release", "--locked", "--package", "posthoc"]);
        test.args(tests).args(filter);
        // Proptest reads both, over what a test asks for itself.
        test.env("PROPTEST_CASES", cases.unwrap_or(default).to_string());
        test.env("PROPTEST_RNG_SEED", &seed);
        run(&mut test, "the case is above; add it as a test of its own")?;
    }
    if filter.is_some() {
        return Ok(());
    }
    tools::for_the_browser_tests()?;
    page::build(Kind::Optimised)?;
    let mut kills = cargo();
    kills.args(["test", "--locked", "--package", "browser-tests", "--test", "kills"]);
    kills.args(["--", "--nocapture"]).env("POSTHOC_ROUNDS", "full");
    run(&mut kills, "see the test above")
}

/// What was checked, and how long it took.
#[derive(Default)]
struct Steps(Vec<(&'static str, Duration)>);

impl Steps {
    fn take(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n== {name}");
        let start = Instant::now();
        step()?;
        self.0.push((name, start.elapsed()));
        Ok(())
    }

    fn print(&self) {
        for (name, time) in &self.0 {
            println!("{name:20} {:>6.1} s", time.as_secs_f32());
        }
    }
}
