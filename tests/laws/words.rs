//! The words of a text, as the first law counts them.

/// The first word of `source` that is not in `written` in its place, with the words before it.
pub(crate) fn lost(source: &str, written: &str) -> Option<String> {
    let mut written = words(written).into_iter();
    let source = words(source);
    for (at, word) in source.iter().enumerate() {
        if !written.any(|other| other == *word) {
            return Some(source[at.saturating_sub(3)..=at].join(" "));
        }
    }
    None
}

/// Lower-case words. Numbers of lists are layout and may change; so is a line break's tag.
fn words(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n")
        .split(['\n', '\r'])
        .flat_map(|line| {
            let line =
                line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+' | '\\'));
            let digits = line.chars().take_while(char::is_ascii_digit).count();
            let rest = &line[digits..];
            let rest = if digits > 0 && rest.trim_start_matches('\\').starts_with(['.', ')']) {
                rest
            } else {
                line
            };
            rest.split_inclusive(|c: char| !c.is_alphanumeric())
                .filter(|word| {
                    !(word.len() == 2 && word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']))
                })
                .map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty() && *word != "br")
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A word that `source` has more often than `written`.
pub(crate) fn missing(source: &str, written: &str) -> Option<String> {
    let mut left = std::collections::HashMap::<String, usize>::new();
    for word in words(written) {
        *left.entry(word).or_default() += 1;
    }
    words(source).into_iter().find(|word| match left.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}
