//! Which version of each tool is used. `Trunk.toml` names those of the build, this file the rest.

use crate::{OrStop, Result, Stop};

/// The accessibility checker's version.
pub const AXE: &str = "4.14.1";

/// The version of markdownlint's command line, which brings markdownlint itself in exactly one version.
pub const MARKDOWNLINT: &str = "0.24.1";

/// What renders Markdown in browsers elsewhere, for the benchmark of reading in the page: package, version, and the
/// file that gives a page its global.
pub const RENDERERS: [(&str, &str, &str); 3] = [
    ("commonmark", "0.31.2", "dist/commonmark.min.js"),
    ("marked", "18.2.1", "lib/marked.umd.js"),
    ("markdown-it", "15.0.3", "dist/browser/markdown-it.umd.min.js"),
];

/// The version of what builds and runs the fuzzers.
pub const CARGO_FUZZ: &str = "0.13.2";

/// The version of Firefox's driver.
pub const GECKODRIVER: &str = "0.37.1";

/// The versions that `Trunk.toml` names.
#[derive(Debug, PartialEq, Eq)]
pub struct Versions {
    /// Trunk, "0.21.14".
    pub trunk: String,
    /// wasm-bindgen's command line tool, "0.2.128".
    pub wasm_bindgen: String,
    /// Binaryen's number, which is wasm-opt's version, "131".
    pub binaryen: String,
}

impl Versions {
    /// Reads `Trunk.toml` and holds it against `Cargo.lock`.
    pub fn load() -> Result<Versions> {
        let root = crate::root();
        let trunk = std::fs::read_to_string(root.join("Trunk.toml")).or_stop(|| "Trunk.toml can’t be read".into())?;
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).or_stop(|| "Cargo.lock can’t be read".into())?;
        let versions = Versions::read(&trunk)?;
        let crate_version = locked(&lock, "wasm-bindgen").unwrap_or_default();
        if crate_version != versions.wasm_bindgen {
            return Err(Stop(format!(
                "Cargo.lock has wasm-bindgen {crate_version} but Trunk.toml its tool {}; make the two the same.",
                versions.wasm_bindgen
            )));
        }
        Ok(versions)
    }

    fn read(trunk: &str) -> Result<Versions> {
        let value = |key: &str| {
            trunk
                .lines()
                .filter_map(|line| line.split_once('='))
                .find(|(name, _)| name.trim() == key)
                .map(|(_, value)| value.trim().trim_matches('"').trim_start_matches('=').to_owned())
                .ok_or_else(|| Stop(format!("Trunk.toml does not name {key}; add the version there.")))
        };
        Ok(Versions {
            trunk: value("trunk-version")?,
            wasm_bindgen: value("wasm_bindgen")?,
            binaryen: value("wasm_opt")?.trim_start_matches("version_").to_owned(),
        })
    }
}

fn locked(lock: &str, name: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\""));
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_without_their_operators() {
        let text = "trunk-version = \"=0.21.14\"\n[tools]\nwasm_bindgen = \"0.2.128\"\nwasm_opt = \"version_131\"\n";
        let expected = Versions {
            trunk: "0.21.14".into(),
            wasm_bindgen: "0.2.128".into(),
            binaryen: "131".into(),
        };
        assert_eq!(Versions::read(text).unwrap(), expected);
        assert!(Versions::read("[tools]").unwrap_err().0.contains("trunk-version"));
    }

    #[test]
    fn the_repository_agrees_with_itself() {
        Versions::load().unwrap();
    }

    #[test]
    fn a_locked_version_is_found_by_its_whole_name() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(locked(lock, "a").as_deref(), Some("1.0.0"));
        assert_eq!(locked(lock, "c"), None);
    }
}
