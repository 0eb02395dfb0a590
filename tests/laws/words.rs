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

/// Lower-case words. Numbers of lists are layout and may change; so are the tags of line breaks and headings, and
/// what a comment of ours says in fixed words.
fn words(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n")
        .split(['\n', '\r'])
        .flat_map(|line| {
            // An escape more or less is layout, and must not hide a number of a list.
            let line = &without_carriers(&decoded(line)).replace('\\', "");
            let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '_' | '+'));
            let digits = line.chars().take_while(char::is_ascii_digit).count();
            let rest = &line[digits..];
            let rest = if digits > 0 && rest.starts_with(['.', ')']) {
                rest
            } else {
                line
            };
            rest.split_inclusive(|c: char| !c.is_alphanumeric())
                .filter(|word| {
                    let ends = word.ends_with('.') || *word == "1)" && !rest.contains('(');
                    !(word.len() == 2 && word.starts_with(|c: char| c.is_ascii_digit()) && ends)
                })
                .map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty() && *word != "br")
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The line without our own comments that say a kind, phase or state, and without the tags of a heading.
pub(crate) fn without_carriers(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        rest = match carrier(tail) {
            Some(length) => &tail[length..],
            None => {
                out.push('<');
                &tail[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// An original line as it is meant: any letter of it may stand as a character reference.
fn decoded(line: &str) -> String {
    let mut pieces = line.split("&#");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let letter = piece
            .split_once(';')
            .filter(|_| line.contains("<!-- posthoc evidence: "));
        let letter = letter.and_then(|(number, rest)| Some((char::from_u32(number.parse().ok()?)?, rest)));
        match letter {
            Some((letter, rest)) => {
                out.push(letter);
                out.push_str(rest);
            }
            None => {
                out.push_str("&#");
                out.push_str(piece);
            }
        }
    }
    out
}

/// The length of a comment of ours or of a heading's tag at the start of a text.
fn carrier(tail: &str) -> Option<usize> {
    const SAID: [&str; 6] = ["kind=", "phase=", "entry", "done", "open", "facts"];
    if let Some(said) = tail.strip_prefix("<!-- posthoc ") {
        let end = tail.find("-->")? + 3;
        let whole = !tail[4..end].contains("<!--");
        return SAID.iter().any(|word| whole && said.starts_with(word)).then_some(end);
    }
    let name = tail.strip_prefix("</").or_else(|| tail.strip_prefix('<'))?;
    let heading = name.starts_with(['h', 'H']) && name[1..].starts_with(|c: char| ('1'..='6').contains(&c));
    let end = tail.find('>')?;
    (heading && !tail[1..end].contains('<')).then_some(end + 1)
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
