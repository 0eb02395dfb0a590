//! The folder in the user's cache where tools are kept, so that the next clean clone finds them.

use crate::{Result, Stop};
use std::path::PathBuf;

/// The folder of one tool in one version; it may not exist yet.
pub fn folder(tool: &str, version: &str) -> Result<PathBuf> {
    let cache = match (std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME")) {
        (Some(cache), _) if !cache.is_empty() => PathBuf::from(cache),
        (_, Some(home)) if !home.is_empty() => PathBuf::from(home).join(".cache"),
        _ => {
            return Err(Stop(
                "Neither XDG_CACHE_HOME nor HOME is set; set XDG_CACHE_HOME to a folder for the tools.".into(),
            ));
        }
    };
    Ok(cache.join("posthoc").join("tools").join(format!("{tool}-{version}")))
}

/// The accessibility checker that the browser tests inject into the page.
pub fn axe() -> Result<PathBuf> {
    Ok(folder("axe-core", crate::versions::AXE)?.join("node_modules/axe-core/axe.min.js"))
}

/// The checker of the exported Markdown.
pub fn markdownlint() -> Result<PathBuf> {
    let package = "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs";
    Ok(folder("markdownlint-cli2", crate::versions::MARKDOWNLINT)?.join(package))
}
