//! How lines are read, one case a line of `reading.txt`: openers, titles, kinds, rows, items.
//!
//! `⏎` stands for a line end. `UPDATE_EXPECT=1 cargo test --test reading` writes what is read behind each case;
//! the difference is for a person to judge.

use posthoc::markdown::facts::gather;
use posthoc::markdown::{read, write};
use posthoc::model::{Body, Line, Part, Postmortem};
use std::path::Path;

#[test]
fn every_case_is_read_as_its_line_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading.txt");
    let table = std::fs::read_to_string(&path).unwrap_or_default();
    let mut told = String::new();
    let mut cases = 0;
    for line in table.lines() {
        let Some((input, _)) = line.split_once(" => ") else {
            told.push_str(line);
            told.push('\n');
            continue;
        };
        cases += 1;
        let text = input.replace('⏎', "\n");
        let document = read(&text);
        told.push_str(&format!("{input} => {}\n", tell(&document)));
        assert_eq!(tell(&read(&write(&document))), tell(&document), "{input}");
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        assert!(std::fs::write(&path, &told).is_ok());
        return;
    }
    assert!(cases >= 100, "{cases} cases");
    for (told, expected) in told.lines().zip(table.lines()) {
        assert_eq!(told, expected);
    }
}

/// A document on one line: title, then each part with what it holds.
fn tell(document: &Postmortem) -> String {
    let mut out = Vec::new();
    if !document.title.text.is_empty() {
        out.push(format!("title “{}”", document.title.text));
    }
    out.extend(document.parts.iter().map(part));
    out.join("; ")
}

fn part(part: &Part) -> String {
    let mut out = part.kind.name().to_owned();
    if !part.heading.is_empty() {
        out.push_str(&format!(" “{}”", part.heading));
    }
    let held: Vec<String> = match &part.body {
        Body::Prose(text) if text.is_empty() => Vec::new(),
        Body::Prose(text) => vec![text.replace('\n', "⏎")],
        Body::Facts(facts) => facts
            .0
            .iter()
            .map(|(key, value)| format!("{} = {value}", key.name()))
            .collect(),
        Body::Timeline(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(entry) => {
                    let cells: String = entry.cells.iter().map(|cell| format!(" ({cell})")).collect();
                    format!("[{}]{cells} {}", entry.time, entry.text.replace('\n', "⏎"))
                }
                Line::Text { text, .. } => text.replace('\n', "⏎"),
            })
            .collect(),
        Body::Items(rows) => rows
            .lines
            .iter()
            .map(|line| match line {
                Line::Row(item) => {
                    let fields = [&item.owner, &item.priority, &item.kind, &item.due, &item.link];
                    let fields: String = fields
                        .iter()
                        .filter(|field| !field.is_empty())
                        .map(|field| format!(" ({field})"))
                        .collect();
                    let text = item.text.replace('\n', "⏎");
                    format!("{} {text}{fields}", if item.done { "☑" } else { "☐" })
                }
                Line::Text { text, .. } => text.replace('\n', "⏎"),
            })
            .collect(),
    };
    if !held.is_empty() {
        out.push_str(": ");
        out.push_str(&held.join(" / "));
    }
    out.trim_end().to_owned()
}

/// Postmortems in the manner of many houses, one a file of `shapes/`; what is read stands beside it in a file
/// `.expect`, rows below their part. `UPDATE_EXPECT=1` writes them anew.
#[test]
fn every_shape_of_postmortem_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shapes");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 40, "{} documents", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let document = read(&text);
        let told = outline(&document);
        let written = write(&document);
        assert_eq!(outline(&read(&written)), told, "{}", path.display());
        assert_eq!(write(&read(&written)), written, "{}", path.display());
        let expected = path.with_extension("expect");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            assert!(std::fs::write(&expected, &told).is_ok());
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != told {
            wrong.push(format!("{}:\n{told}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// A document as its title, what it states, and its parts with their rows; prose is left out.
fn outline(document: &Postmortem) -> String {
    let mut out = format!("title “{}”\n", document.title.text);
    for fact in gather(document).facts {
        out.push_str(&format!("{} = {}\n", fact.key.name(), fact.text.replace('\n', "⏎")));
    }
    for part in &document.parts {
        let own = self::part(part);
        let head = own.split(": ").next().unwrap_or_default();
        let rows = own.strip_prefix(head).unwrap_or_default().trim_start_matches(": ");
        out.push_str(if part.heading.is_empty() {
            part.kind.name()
        } else {
            head
        });
        out.push('\n');
        if matches!(part.body, Body::Timeline(_) | Body::Items(_)) && !rows.is_empty() {
            rows.split(" / ").for_each(|row| out.push_str(&format!("  {row}\n")));
        }
    }
    out
}
