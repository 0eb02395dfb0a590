//! Which addresses a link may lead to.

/// The schemes that a link may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The address, if a link may lead there: `http`, `https`, `mailto`, or relative to the page. Addresses of
/// another host without a scheme (`//host`), with a backslash or with control characters are refused: browsers
/// read them in ways that their text hides.
pub(super) fn followable(address: &str) -> Option<&str> {
    let address = address.trim_matches(' ');
    let hidden = |c: char| {
        c.is_control()
            || c == '\\'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if address.is_empty() || address.contains(hidden) || address.starts_with("//") {
        return None;
    }
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        Some((scheme, _)) => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            .then_some(address),
        // A relative address whose first segment hides a colon as `%3a` or an entity is harmless: it has no scheme.
        None => Some(address),
    }
}

#[cfg(test)]
mod tests {
    use super::followable;

    #[test]
    fn only_plain_addresses_are_followed() {
        for good in [
            "https://example.org/a?b=c#d",
            "HTTP://example.org",
            "mailto:oncall@example.org",
            "docs/runbook.md",
            "/runbook",
            "../2024/03.md",
            "#timeline",
            "?page=2",
            "a/b:c",
        ] {
            assert_eq!(followable(good), Some(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "\u{200b}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "//example.org",
            "\\\\example.org",
            "/\\example.org",
            "http:\\\\example.org",
            "https://example.org/\u{202e}gpj.exe",
        ] {
            assert_eq!(followable(bad), None, "{bad:?}");
        }
    }
}
