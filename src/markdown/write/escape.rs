//! What must be escaped where: headings, list lines, table cells, front matter, diagrams, CSV, HTML. All escaping
//! is here.

use crate::markdown::lines::{fence, without_markers};
use crate::markdown::preview;
use crate::markdown::read::{atx, checkbox, marker, rule};
use std::borrow::Cow;

/// The words of an ATX heading: a closing run of `#` would fall away.
pub(super) fn heading(level: u8, words: &str) -> String {
    let marks = "######".get(..usize::from(level.clamp(1, 6))).unwrap_or("##");
    let line = format!("{marks} {words}");
    if atx(&line).is_some_and(|(_, read)| read == words) {
        return line;
    }
    let open = words.trim_end_matches('#');
    let run = words.get(open.len()..).unwrap_or_default();
    format!("{marks} {open}{}", run.replace('#', "\\#"))
}

/// A cell of a table: one line, its pipes escaped.
pub(crate) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().split('\n') {
        if !out.is_empty() {
            out.push_str("<br>");
        }
        out.push_str(&line.trim().replace('|', "\\|"));
    }
    out
}

/// The words behind a list marker: what would be a checkbox or make the line a rule is escaped.
pub(super) fn list_words<'a>(lead: &str, words: &'a str) -> Cow<'a, str> {
    if checkbox(words).is_some()
        || fence(without_markers(words)).is_some()
        || (!words.is_empty() && rule(&format!("{lead}{words}")))
    {
        Cow::Owned(format!("\\{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// The words of an entry without a time: what would make the line a rule is escaped.
pub(super) fn entry_words<'a>(lead: &str, words: &'a str) -> Cow<'a, str> {
    if fence(without_markers(words)).is_some() || (!words.is_empty() && rule(&format!("{lead}{words}"))) {
        Cow::Owned(format!("\\{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// A line below an item's first: a list marker there would begin another item.
pub(super) fn below_item(line: &str) -> Cow<'_, str> {
    let begins = |length: usize| line.get(length..).is_some_and(|words| !words.trim().is_empty());
    let Some(found) = marker(line).filter(|found| !rule(line) && begins(found.length)) else {
        return Cow::Borrowed(line);
    };
    let start = line.len() - line.trim_start().len();
    let mark = line.get(start..found.length).unwrap_or_default().trim_end();
    // `1.` is escaped at its dot, everything else before its mark.
    let at = match mark.strip_suffix(['.', ')']) {
        Some(number) => start + number.len(),
        None => start,
    };
    let (before, after) = line.split_at_checked(at).unwrap_or(("", line));
    Cow::Owned(format!("{before}\\{after}"))
}

/// Plain words as Markdown that reads as these very words, line by line.
pub(in crate::markdown) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        let line = line.trim();
        if at > 0 {
            out.push('\n');
        }
        let marked = !line.is_empty() && preview::plain(line) != line;
        let mut escaped = String::with_capacity(line.len() + 8);
        for letter in line.chars() {
            if marked
                && matches!(
                    letter,
                    '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '!' | '|'
                )
            {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
        match at {
            0 => out.push_str(&escaped),
            _ => out.push_str(&begun(&escaped)),
        }
    }
    out
}

/// A line below another: what would begin a block there is escaped.
pub(in crate::markdown) fn begun(line: &str) -> Cow<'_, str> {
    if marker(line).is_some() {
        return below_item(line);
    }
    if line.starts_with(['#', '>', '=', '`', '~', '|', '<']) {
        Cow::Owned(format!("\\{line}"))
    } else {
        Cow::Borrowed(line)
    }
}

/// A value of front matter: as it is where YAML reads it as these very words, else in double quotes.
pub(crate) fn yaml(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '+'))
        && !text.ends_with(' ')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word));
    if plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Words of a Mermaid diagram: what its grammar takes for a mark stands as one of its character codes, `#58;`.
pub(crate) fn mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let words = ["title", "section", "timeline", "acctitle", "accdescr"];
    let lower = text.to_ascii_lowercase();
    let word = words.iter().any(|word| lower.starts_with(word));
    for (at, letter) in text.chars().enumerate() {
        let mark = matches!(
            letter,
            ':' | '#' | ';' | '%' | '<' | '>' | '{' | '}' | '&' | '`' | '"' | '\\'
        ) || (at == 0 && word)
            || letter.is_control();
        if mark {
            out.push_str(&format!("#{};", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

/// A field of a CSV file (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it.
pub(crate) fn csv(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) || {
        // Spreadsheets pass over white space and take the signs of other widths for the same.
        let first = text.trim_start().chars().next();
        first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
    };
    let guard = if formula { "'" } else { "" };
    let quoted = text.contains(['"', ',', ';', '\t', '\r', '\n']) || text.trim() != text;
    if quoted {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// Text and attribute values of HTML. Control characters have no place there.
pub(crate) fn html(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{csv, html, mermaid, yaml};

    #[test]
    fn values_of_front_matter_are_read_as_text() {
        for (text, written) in [
            ("SEV-2", "SEV-2"),
            ("in review", "in review"),
            ("Draft", "Draft"),
            ("yes", "\"yes\""),
            ("4 hours", "\"4 hours\""),
            ("2024-03-18", "\"2024-03-18\""),
            ("", "\"\""),
            ("a: b", "\"a: b\""),
            ("# no", "\"# no\""),
            ("[a]", "\"[a]\""),
            ("say \"no\" \\o", "\"say \\\"no\\\" \\\\o\""),
            ("---", "\"---\""),
            ("a\u{7}b", "\"a\\u0007b\""),
            ("Näh", "\"Näh\""),
        ] {
            assert_eq!(yaml(text), written);
        }
    }

    #[test]
    fn a_diagram_holds_no_mark_of_its_own_grammar() {
        for (text, written) in [
            ("8:05 AM", "8#58;05 AM"),
            ("#inc; 50%", "#35;inc#59; 50#37;"),
            ("Section 3 fails", "#83;ection 3 fails"),
            ("a <b> `c`", "a #60;b#62; #96;c#96;"),
        ] {
            assert_eq!(mermaid(text), written);
        }
    }

    #[test]
    fn fields_are_quoted_and_formulas_guarded() {
        for (text, written) in [
            ("Add an alert", "Add an alert"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            (" =1", "\"' =1\""),
            ("=HYPERLINK(\"x\", \"y\")", "\"'=HYPERLINK(\"\"x\"\", \"\"y\"\")\""),
            ("1=1", "1=1"),
        ] {
            assert_eq!(csv(text), written, "{text:?}");
        }
    }

    #[test]
    fn no_letter_of_a_text_is_markup() {
        let mut out = String::new();
        html("<a href=\"x\" b='y'>&\u{0}\n", &mut out);
        assert_eq!(out, "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;\u{fffd}\n");
    }
}
