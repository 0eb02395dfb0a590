//! Raw material of every format: what is read from it, and that nothing of it is lost.
//!
//! A text under `tests/raw/` has what is read from it beside it. `UPDATE_EXPECT=1 cargo test --test
//! raw` rewrites those files; the difference is then to be read.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use posthoc::markdown;
use posthoc::markdown::preview::plain;
use posthoc::markdown::raw::{Context, Raw, RawRow, formats, read};
use posthoc::model::{Body, Command, Line, Opening, Part, PartKind, Postmortem};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn samples() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/raw");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension != "expect"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn known() -> Context {
    Context::default()
}

fn shown(raw: &Raw) -> String {
    let mut out = format!("format: {}\nfolded: {}\n", raw.format, raw.folded);
    for sentence in &raw.assumed {
        out.push_str(&format!("assumed: {sentence}\n"));
    }
    for row in &raw.rows {
        match row {
            RawRow::Entry(entry) => {
                out.push_str(&format!("\n{} | {}\n", entry.time, entry.text));
                out.push_str(&format!("    {}\n", entry.original.replace('\n', "\n    ")));
            }
            RawRow::Text(text) => out.push_str(&format!("\n= {text}\n")),
        }
    }
    out
}

#[test]
fn every_format_is_read() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, text) in samples() {
        let raw = read(&text, &known()).unwrap_or_else(|| panic!("{name} is not known"));
        seen.insert(raw.format);
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/raw")
            .join(format!("{name}.expect"));
        let got = shown(&raw);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &got).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != got {
            wrong.push(format!("{name}:\n{got}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE_EXPECT=1 rewrites these files",
        wrong.join("\n")
    );
    let missing: Vec<&str> = formats().filter(|format| !seen.contains(format)).collect();
    assert!(missing.is_empty(), "no sample of {missing:?} under tests/raw");
}

/// The words of a text, with how often each stands in it.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// The document that a timeline of nothing but these rows is.
fn document(raw: &Raw) -> Postmortem {
    let mut document = Postmortem::default();
    let part = document.fresh_id();
    let mut timeline = Part::new(part, PartKind::Timeline);
    timeline.heading = "Timeline".into();
    timeline.opening = Opening::Heading(2);
    document.parts.push(timeline);
    for (at, row) in raw.rows.iter().enumerate() {
        let row = row.row(document.fresh_id());
        document.apply(Command::InsertRow { part, at, row }).unwrap();
    }
    document
}

#[test]
fn no_word_is_lost_on_the_way_to_markdown_and_back() {
    for (name, text) in samples() {
        let raw = read(&text, &known()).unwrap();
        let read_back = markdown::read(&markdown::write(&document(&raw)));
        let mut kept = String::new();
        for line in read_back.parts.iter().flat_map(|part| match &part.body {
            Body::Timeline(rows) => rows.lines.as_slice(),
            _ => &[],
        }) {
            match line {
                Line::Row(entry) => {
                    kept.push_str(&format!(" {} {} {}", entry.time, plain(&entry.text), entry.evidence));
                }
                Line::Text { text, .. } => kept.push_str(&format!(" {text}")),
            }
        }
        let kept = counted(&kept);
        let lost: Vec<String> = counted(&text)
            .into_keys()
            .filter(|word| !kept.contains_key(word) && !is_list(word))
            .collect();
        assert_eq!(lost, Vec::<String>::new(), "{name}");
        assert_eq!(read_back.entries().count(), raw.entries().count(), "{name}");
    }
}

/// Words of a text that its reading does not have.
fn lost(text: &str, raw: &Raw) -> Vec<String> {
    let mut kept = String::new();
    for row in &raw.rows {
        match row {
            RawRow::Entry(entry) => {
                kept.push_str(&format!(" {} {} {}", entry.time, plain(&entry.text), entry.original))
            }
            RawRow::Text(text) => kept.push_str(&format!(" {text}")),
        }
    }
    let kept = counted(&kept);
    let words = counted(text).into_keys();
    words
        .filter(|word| !kept.contains_key(word) && !is_list(word))
        .collect()
}

/// The name of the member that holds the list stands for nothing but the list.
fn is_list(word: &str) -> bool {
    matches!(word, "data" | "events" | "alerts" | "log" | "entries" | "messages")
}

#[test]
fn no_word_is_lost() {
    for (name, text) in samples() {
        let raw = read(&text, &known()).unwrap();
        assert_eq!(lost(&text, &raw), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn no_word_is_lost_when_lines_are_missing_doubled_or_strange() {
    for (name, text) in samples().into_iter().filter(|(name, _)| !name.ends_with(".json")) {
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            for change in 0..3 {
                let mut lines = lines.clone();
                match change {
                    0 => drop(lines.remove(at)),
                    1 => lines.insert(at, lines[at]),
                    _ => lines.insert(at, "zzz stranger: *here* | <there>"),
                }
                let text = lines.join("\n");
                if let Some(raw) = read(&text, &known()) {
                    assert_eq!(lost(&text, &raw), Vec::<String>::new(), "{name}, line {at}:\n{text}");
                }
            }
        }
    }
}

#[test]
fn ordinary_timelines_are_none() {
    for text in [
        "",
        "8:05 AM Alert fired\n8:20 AM Rolled back\n8:40 AM Resolved",
        "- 10:05 – Alert fired\n- 10:20 – Rolled back",
        "10:05 UTC: Alert fired\n10:20 UTC: Ana: rolled back",
        "**10:05** Alert fired\n**10:20** Rolled back",
        "| Time | What |\n| --- | --- |\n| 10:05 | Alert fired |",
        "### 10:05\nAlert fired\n### 10:20\nRolled back",
        "1:03\nFirst alert fires\n\n5:00\nSomebody acknowledges\n\n5:05\nIncident declared",
        "2024-03-05 10:05 Alert fired\n2024-03-05 10:20 Rolled back",
        "Mar 5, 10:05 UTC\nAlert fired\nMar 5, 10:20 UTC\nRolled back",
        "The outage began at 10:05 AM\nand it was over at 11:20 AM\nsays the monitoring",
        "Impact: checkout, search\nDuration: 1 hour, 10 minutes\nTime: 10:05, 11:15",
        "[10:05] Alert fired\n[10:20] Rolled back",
        "{ not json }",
        "[1, 2, 3]",
        "{\"a\": {\"b\": [1]}}",
    ] {
        let raw = read(text, &known());
        assert!(raw.is_none(), "{text:?} is taken for {:?}", raw.map(|raw| raw.format));
    }
}

#[test]
fn the_timeline_says_what_is_known_elsewhere() {
    let context = Context {
        date: Some("March 5, 2024".into()),
        zone: Some("CET".into()),
    };
    for (text, says) in [
        (
            "10:05 <ana> down\n10:06 <tom> looking",
            [
                "No date is written: March 5, 2024 is taken, the day of the incident.",
                "No zone is written: CET is taken, the zone of the timeline.",
            ],
        ),
        (
            "Mar 05 10:05:00 web-1 app[1]: down\nMar 05 10:06:00 web-1 app[1]: up",
            [
                "No year is written: the one nearest to March 5, 2024 is taken.",
                "No zone is written: CET is taken, the zone of the timeline.",
            ],
        ),
    ] {
        assert_eq!(read(text, &context).unwrap().assumed, says, "{text}");
    }
}

#[test]
fn two_entries_in_the_wrong_order_stay_so() {
    let text = "10:05 2024-03-05 <ana> one\n2024-03-05 10:05 <ana> one\n2024-03-05 10:09 <ana> two\n\
                2024-03-05 10:07 <ana> three\n2024-03-05 10:12 <ana> four";
    let raw = read(text, &known()).unwrap();
    let times: Vec<&str> = raw.entries().map(|entry| entry.time.as_str()).collect();
    assert_eq!(times.last(), Some(&"2024-03-05 10:12"), "{times:?}");
    assert!(raw.assumed.iter().all(|sentence| !sentence.contains("oldest first")));
}
