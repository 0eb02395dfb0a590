//! The fuzzers of `fuzz/`: their tool, what they begin with, and a run of them. Knows no target but by its name.

use crate::process::{program, run};
use crate::{OrStop, Result, tools};

/// The targets of `fuzz/`, and the folders whose files each begins with.
const TARGETS: [(&str, &[&str]); 2] = [
    ("read", &["tests/documents", "tests/shapes", "tests/rules"]),
    ("time", &["tests/raw", "tests/shapes"]),
];

/// `cargo xtask fuzz`: each target for so many seconds; stops at the first finding.
pub fn fuzz(seconds: u32) -> Result<()> {
    let root = crate::root();
    let tool = tools::for_the_fuzzers()?;
    for (target, seeds) in TARGETS {
        println!("\n== {target}, {seconds} s");
        let corpus = root.join("fuzz/corpus").join(target);
        std::fs::create_dir_all(&corpus).or_stop(|| format!("The folder {} can’t be made", corpus.display()))?;
        let mut fuzz = program(&tool);
        // The core has no `unsafe`, so there is nothing for an address sanitizer, which a stable compiler lacks.
        fuzz.args(["run", "--sanitizer", "none", target]).arg(corpus);
        fuzz.args(seeds.iter().map(|folder| root.join(folder)));
        fuzz.args(["--", "-timeout=10", "-max_len=4096", "-dict=fuzz/markdown.dict"]);
        fuzz.arg(format!("-max_total_time={seconds}"));
        run(
            &mut fuzz,
            "add the text above to tests/laws/found.rs and mend what it breaks",
        )?;
    }
    Ok(())
}
