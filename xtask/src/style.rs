//! Joins the style files into the one that the page links: `style/index.css` lists them.

use crate::{OrStop, Result, Stop};
use std::path::{Path, PathBuf};

/// Writes the joined file where `index.html` expects it.
pub fn join() -> Result<()> {
    let root = crate::root();
    let joined = joined(&root.join("style/index.css"))?;
    let target: PathBuf = root.join("target/page/posthoc.css");
    let folder = root.join("target/page");
    std::fs::create_dir_all(&folder).or_stop(|| format!("The folder {} can’t be made", folder.display()))?;
    if std::fs::read_to_string(&target).is_ok_and(|before| before == joined) {
        return Ok(());
    }
    std::fs::write(&target, joined).or_stop(|| format!("{} can’t be written", target.display()))
}

/// The text of an index with every `@import "file";` line replaced by that file.
fn joined(index: &Path) -> Result<String> {
    let text = std::fs::read_to_string(index).or_stop(|| format!("{} can’t be read", index.display()))?;
    let mut whole = String::new();
    let mut comment = false;
    for line in text.lines() {
        let import = line
            .trim()
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix("\";"));
        match import {
            Some(name) if !comment => {
                let file = index.with_file_name(name);
                let part = std::fs::read_to_string(&file)
                    .or_stop(|| format!("{}, which {} lists, can’t be read", file.display(), index.display()))?;
                if part.contains("@import") {
                    return Err(Stop(format!(
                        "{} has an @import; list the file in index.css.",
                        file.display()
                    )));
                }
                whole.push_str(part.trim_end());
            }
            _ => whole.push_str(line),
        }
        whole.push('\n');
        comment = match (line.rfind("/*"), line.rfind("*/")) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => comment,
        };
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_replaced_in_order_except_in_comments() {
        let folder = std::env::temp_dir().join(format!("posthoc-style-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.css"), "a{}\n").unwrap();
        std::fs::write(folder.join("b.css"), "b{}").unwrap();
        let index = folder.join("index.css");
        std::fs::write(
            &index,
            "/* lists:\n@import \"c.css\";\n*/\n@import \"b.css\";\n@import \"a.css\";\n",
        )
        .unwrap();
        let joined = joined(&index);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(joined.unwrap(), "/* lists:\n@import \"c.css\";\n*/\nb{}\na{}\n");
    }

    #[test]
    fn a_listed_file_that_is_missing_is_named() {
        let folder = std::env::temp_dir().join(format!("posthoc-style-missing-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let index = folder.join("index.css");
        std::fs::write(&index, "@import \"gone.css\";\n").unwrap();
        let stop = joined(&index).unwrap_err();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(stop.0.contains("gone.css"), "{stop}");
    }
}
