//! Reads Rust as far as the checker needs: words, signs and strings without comments, and the
//! paths among them.

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or number.
    Word(String),
    /// The text of a string.
    Text(String),
    /// A sign; `::` is one.
    Sign(&'static str),
}

/// A path as written, from its first name, and whether a `use` brings it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Its names.
    pub(crate) names: Vec<String>,
    /// A `use` names it: everything below it is in reach then.
    pub(crate) import: bool,
}

/// The code of a file without its comments and its tests.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    without_tests(&lex(text))
}

fn lex(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = at(i);
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 || i >= chars.len() {
                    break;
                }
            }
        } else if let Some((string, end)) = raw_string(&chars, i) {
            tokens.push(Token::Text(string));
            i = end;
        } else if c == '"' {
            let start = i + 1;
            i = start;
            while i < chars.len() && at(i) != '"' {
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            tokens.push(Token::Text(chars.iter().take(i).skip(start).collect()));
            i += 1;
        } else if c == '\'' {
            // A character ends with a quote; a lifetime does not.
            i = match (at(i + 1), at(i + 2)) {
                ('\\', _) => (i + 3..chars.len())
                    .find(|end| at(*end) == '\'')
                    .map_or(chars.len(), |end| end + 1),
                (_, '\'') => i + 3,
                _ => i + 1,
            };
        } else if c.is_alphanumeric() || c == '_' {
            let start = i;
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            tokens.push(Token::Word(chars.iter().take(i).skip(start).collect()));
        } else {
            if c == ':' && at(i + 1) == ':' {
                tokens.push(Token::Sign("::"));
                i += 1;
            } else if let Some(sign) = ["{", "}", ";", ",", "*", "#", "[", "]", "(", ")"]
                .iter()
                .find(|s| s.starts_with(c))
            {
                tokens.push(Token::Sign(sign));
            } else if !c.is_whitespace() {
                tokens.push(Token::Sign("?"));
            }
            i += 1;
        }
    }
    tokens
}

/// `r"…"`, `r#"…"#` with or without a `b` or `c` before it: its text and where it ends.
fn raw_string(chars: &[char], start: usize) -> Option<(String, usize)> {
    let mut i = start;
    if start > 0
        && chars
            .get(start - 1)
            .is_some_and(|before| before.is_alphanumeric() || *before == '_')
    {
        return None;
    }
    if matches!(chars.get(i), Some('b' | 'c')) {
        i += 1;
    }
    if chars.get(i) != Some(&'r') {
        return None;
    }
    i += 1;
    let hashes = chars.iter().skip(i).take_while(|c| **c == '#').count();
    i += hashes;
    if chars.get(i) != Some(&'"') {
        return None;
    }
    let open = i + 1;
    let closes = |end: usize| {
        chars.get(end) == Some(&'"') && chars.iter().skip(end + 1).take(hashes).filter(|c| **c == '#').count() == hashes
    };
    let end = (open..chars.len()).find(|end| closes(*end)).unwrap_or(chars.len());
    Some((chars.iter().take(end).skip(open).collect(), end + 1 + hashes))
}

/// Leaves out what stands under `#[cfg(test)]`: the next item up to its `;` or closing brace.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let word = |text: &str| Token::Word(text.to_owned());
    let mark = [
        Token::Sign("#"),
        Token::Sign("["),
        word("cfg"),
        Token::Sign("("),
        word("test"),
        Token::Sign(")"),
        Token::Sign("]"),
    ];
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some((first, tail)) = rest.split_first() {
        let Some(item) = rest.strip_prefix(&mark) else {
            kept.push(first.clone());
            rest = tail;
            continue;
        };
        let mut depth = 0_usize;
        let end = item.iter().position(|token| match token {
            Token::Sign("{") => {
                depth += 1;
                false
            }
            Token::Sign("}") => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            Token::Sign(";") => depth == 0,
            _ => false,
        });
        rest = end.and_then(|end| item.get(end + 1..)).unwrap_or_default();
    }
    kept
}

/// Every path of at least two names, and every path that a `use` names.
pub(crate) fn reaches(tokens: &[Token]) -> Vec<Reach> {
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        match token {
            Token::Word(word) if word == "use" => {
                i += 1;
                i = tree(tokens, i, &[], &mut found);
            }
            Token::Word(word) => {
                let mut names = vec![word.clone()];
                let before = i.checked_sub(1).and_then(|before| tokens.get(before));
                i += 1;
                while let (Some(Token::Sign("::")), Some(Token::Word(next))) = (tokens.get(i), tokens.get(i + 1)) {
                    names.push(next.clone());
                    i += 2;
                }
                if names.len() > 1 && before != Some(&Token::Sign("::")) {
                    found.push(Reach { names, import: false });
                }
            }
            _ => i += 1,
        }
    }
    found
}

/// A branch of a `use`: pushes its paths and returns where it ends.
fn tree(tokens: &[Token], mut i: usize, base: &[String], found: &mut Vec<Reach>) -> usize {
    let mut names = base.to_vec();
    loop {
        match tokens.get(i) {
            Some(Token::Sign("::")) => i += 1,
            Some(Token::Sign("{")) => {
                i += 1;
                while !matches!(tokens.get(i), Some(Token::Sign("}")) | None) {
                    i = tree(tokens, i, &names, found);
                    if tokens.get(i) == Some(&Token::Sign(",")) {
                        i += 1;
                    }
                }
                return i + 1;
            }
            Some(Token::Sign("*")) => {
                found.push(Reach { names, import: true });
                return i + 1;
            }
            Some(Token::Word(word)) => {
                match word.as_str() {
                    // `use a::b as c`: the name it gets does not matter.
                    "as" => i += 1,
                    "self" if !names.is_empty() => {}
                    _ => names.push(word.clone()),
                }
                i += 1;
                if tokens.get(i) != Some(&Token::Sign("::")) && tokens.get(i) != Some(&Token::Word("as".into())) {
                    found.push(Reach { names, import: true });
                    return i;
                }
            }
            _ => return i + 1,
        }
    }
}
