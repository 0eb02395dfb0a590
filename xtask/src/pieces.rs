//! Builds the page by which browser tests and benchmarks reach single pieces of the product.

use crate::process::{cargo, program, run};
use crate::{OrStop, Result, page, tools};
use std::path::PathBuf;

const PACKAGE: &str = "pieces-page";
const TARGET: &str = "wasm32-unknown-unknown";
const INDEX: &str = "<!DOCTYPE html>
<meta charset=\"utf-8\">
<title>Pieces</title>
<link rel=\"icon\" href=\"data:,\">
<script type=\"module\">
  import start from './pieces.js';
  start();
</script>
";

/// Where the page is left.
pub fn folder() -> PathBuf {
    crate::root().join("target/page/pieces")
}

/// Puts the scripts of other renderers beside it, for the benchmark of reading.
pub fn with_renderers() -> Result<()> {
    build()?;
    let mut tags = String::new();
    for (number, script) in tools::renderers()?.iter().enumerate() {
        let name = format!("renderer-{number}.js");
        std::fs::copy(script, folder().join(&name)).or_stop(|| format!("{} can’t be copied", script.display()))?;
        tags += &format!("<script src=\"{name}\"></script>\n");
    }
    let index = folder().join("index.html");
    std::fs::write(&index, INDEX.replace("<script type", &(tags + "<script type")))
        .or_stop(|| format!("{} can’t be written", index.display()))
}

/// Builds it with what the product's page was built with, so that nothing is compiled twice.
pub fn build() -> Result<()> {
    let folders = tools::for_the_page()?;
    let folder = folder();
    std::fs::create_dir_all(&folder).or_stop(|| format!("The folder {} can’t be made", folder.display()))?;
    let mut build = cargo();
    build.args([
        "build",
        "--locked",
        "--package",
        PACKAGE,
        "--target",
        TARGET,
        "--profile",
        "page",
    ]);
    run(&mut build, "see its message above")?;
    let built = crate::root().join(format!("target/{TARGET}/page/{PACKAGE}.wasm"));
    let mut bind = program("wasm-bindgen");
    bind.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "pieces",
        "--out-dir",
    ]);
    bind.arg(&folder).arg(built);
    bind.env("PATH", page::path_with(&folders)?);
    run(&mut bind, "see its message above")?;
    // As small, and so as slow, as the product's own: `index.html` asks Trunk for the same.
    let bound = folder.join("pieces_bg.wasm");
    let mut optimise = program("wasm-opt");
    optimise.args(["-Oz", "--all-features", "-o"]).arg(&bound).arg(&bound);
    optimise.env("PATH", page::path_with(&folders)?);
    run(&mut optimise, "see its message above")?;
    let index = folder.join("index.html");
    std::fs::write(&index, INDEX).or_stop(|| format!("{} can’t be written", index.display()))
}
