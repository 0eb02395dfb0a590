//! CommonMark's 652 examples, and the rest of what pulldown-cmark is tested with, through the laws.
//!
//! The examples stand in that crate's own package, which `Cargo.lock` pins; nothing of them is copied here.

use crate::words;
use posthoc::markdown::{preview, read, settle, write};
use std::path::PathBuf;
use std::process::Command;

/// Where an example is read: by itself, and as what two kinds of lists hold.
pub(crate) const PLACES: &[&str] = &[
    "",
    "# t\n\n## Timeline\n\n",
    "# t\n\n## Action items\n\n- [ ] first\n\n",
];

#[test]
fn the_examples_of_commonmark_keep_the_laws() {
    let examples = examples("spec.rs");
    assert_eq!(examples.len(), 652);
    hold(&examples);
}

#[test]
fn the_other_examples_keep_the_laws() {
    let mut examples = Vec::new();
    for suite in [
        "regression.rs",
        "table.rs",
        "gfm_table.rs",
        "gfm_tasklist.rs",
        "metadata_blocks.rs",
        "footnotes.rs",
    ] {
        examples.extend(self::examples(suite));
    }
    assert!(examples.len() > 200, "{} examples", examples.len());
    hold(&examples);
}

fn hold(examples: &[String]) {
    let mut broken = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        for place in PLACES {
            let text = format!("{place}{example}");
            let document = read(&text);
            let written = write(&document);
            if let Some(word) = words::lost(&text, &written) {
                broken.push(format!("example {}: lost “{word}”\n{text}\n-----\n{written}", at + 1));
            }
            let again = read(&written);
            if write(&again) != written || settle(document) != again {
                broken.push(format!("example {}: changes again\n{text}\n-----\n{written}", at + 1));
            }
            let _ = preview::nodes(&text);
        }
    }
    assert!(
        broken.is_empty(),
        "{} broken\n{}",
        broken.len(),
        broken.join("\n=====\n")
    );
}

/// The inputs of one of pulldown-cmark's test files: the raw strings named `original`.
pub(crate) fn examples(suite: &str) -> Vec<String> {
    let path = package("pulldown-cmark").map(|folder| folder.join("tests/suite").join(suite));
    let source = path.and_then(|path| std::fs::read_to_string(path).ok());
    let raw = |rest: &str| {
        let (marks, rest) = rest.split_once('"')?;
        let (example, _) = rest.split_once(&format!("\"{marks};"))?;
        Some(example.to_owned())
    };
    let source = source.unwrap_or_default();
    source.split("let original = r").skip(1).filter_map(raw).collect()
}

/// Where cargo keeps a dependency's package.
fn package(name: &str) -> Option<PathBuf> {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .ok()?;
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).ok()?;
    let packages = told.get("packages")?.as_array()?;
    let found = packages
        .iter()
        .find(|package| package.get("name").is_some_and(|own| own == name))?;
    Some(
        PathBuf::from(found.get("manifest_path")?.as_str()?)
            .parent()?
            .to_owned(),
    )
}
