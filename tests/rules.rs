//! Every rule has a line in the registry, a page, and a document with what is said of it.
//!
//! `UPDATE_EXPECT=1 cargo test --test rules` writes the expectations anew; the diff is reviewed.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use posthoc::lint::{self, Diagnostic, Place, Settings, Severity, World};
use posthoc::markdown;
use posthoc::model::{Id, Postmortem};
use posthoc::time::resolve::Local;
use posthoc::time::zone::{Database, Zones};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The present of all fixtures: January 1, 2026, 00:00 UTC.
const NOW: Local = Local(1_767_225_600);

fn world() -> World {
    World {
        now: Some(NOW),
        zones: Zones::of(Rc::new(Database)),
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names of the files of a folder that end so, without the ending.
fn names(of: &str, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder(of))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap());
    files
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .collect()
}

fn place(document: &Postmortem, place: &Place) -> String {
    let entry = |id: &Id| {
        document
            .entries()
            .position(|(_, entry)| entry.id == *id)
            .map_or(0, |at| at + 1)
    };
    match place {
        Place::Document => "document".into(),
        Place::Title => "title".into(),
        Place::Fact(key) => format!("fact {}", key.name()),
        Place::Part(id) | Place::Prose(id, _) => {
            format!("part {}", document.part(*id).map_or("", |part| part.heading.as_str()))
        }
        Place::EntryTime(id) => format!("time of entry {}", entry(id)),
        Place::EntryText(id) => format!("text of entry {}", entry(id)),
        Place::Item(id) => format!("item {id}"),
    }
}

fn told(document: &Postmortem, found: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for one in found {
        let severity = match one.rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let at = place(document, &one.place);
        lines += &format!("{severity}[{}] {at}: {}\n", one.rule.id, one.message);
        if !one.help.is_empty() {
            lines += &format!("  help: {}\n", one.help);
        }
        for (related, words) in &one.related {
            lines += &format!("  see: {}, {words}\n", place(document, related));
        }
        for fix in &one.fixes {
            let agrees = if fix.agrees { "=" } else { "≠" };
            lines += &format!(
                "  fix ({}): {} {agrees} {}\n",
                fix.applicability.name(),
                fix.title,
                fix.proof
            );
            let mut mended = document.clone();
            for command in &fix.commands {
                mended.apply(command.clone()).unwrap();
            }
            lines += &changed(&markdown::write(document), &markdown::write(&mended));
        }
    }
    lines
}

/// The lines that a fix takes away and those that it adds.
fn changed(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let gone = old[..old.len() - end].iter().map(|line| format!("    - {line}\n"));
    let come = new[..new.len() - end].iter().map(|line| format!("    + {line}\n"));
    gone.chain(come).collect()
}

#[test]
fn every_rule_says_what_is_expected_of_its_document() {
    let mut wrong = Vec::new();
    for name in names("tests/rules", ".md") {
        let text = fs::read_to_string(folder("tests/rules").join(format!("{name}.md"))).unwrap();
        let document = markdown::read(&text);
        let analysis = lint::analyse_with(&document, &Settings::default(), &world());
        let said = told(&document, &analysis.diagnostics);
        let path = folder("tests/rules").join(format!("{name}.expect"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(path, said).unwrap();
        } else if fs::read_to_string(path).unwrap_or_default() != said {
            wrong.push(format!("{name}:\n{said}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "not as expected (UPDATE_EXPECT=1 rewrites):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_rule_has_a_page_and_a_document_that_it_finds_fault_with() {
    let rules: BTreeSet<String> = lint::rules().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(rules, names("docs/rules", ".md"), "docs/rules/ and the registry differ");
    let fixtures = names("tests/rules", ".md");
    for rule in lint::rules() {
        assert!(fixtures.contains(rule.name), "tests/rules/{}.md is missing", rule.name);
        let expected = fs::read_to_string(folder("tests/rules").join(format!("{}.expect", rule.name))).unwrap();
        assert!(
            expected.contains(&format!("[{}]", rule.id)),
            "{} finds nothing in its own document",
            rule.name
        );
    }
}

#[test]
fn correct_documents_are_left_in_peace() {
    let controls: Vec<String> = names("tests/rules", ".md")
        .into_iter()
        .filter(|name| name.starts_with("correct-"))
        .collect();
    assert!(controls.len() >= 4, "{controls:?}");
    for name in controls {
        let text = fs::read_to_string(folder("tests/rules").join(format!("{name}.md"))).unwrap();
        let document = markdown::read(&text);
        let found = lint::analyse_with(&document, &Settings::default(), &world()).diagnostics;
        let bad: Vec<_> = found.iter().filter(|found| found.rule.id < "PM3").collect();
        assert!(bad.is_empty(), "{name}: {bad:#?}");
    }
}

#[test]
fn every_module_is_a_rule() {
    let files: BTreeSet<String> = names("src/lint/rules", ".rs")
        .into_iter()
        .filter(|name| name != "mod")
        .collect();
    let rules: BTreeSet<String> = lint::rules().map(|rule| rule.name.replace('-', "_")).collect();
    assert_eq!(files, rules);
}
