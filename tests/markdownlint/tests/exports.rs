//! Every document of the tests, exported with every choice, has no finding under markdownlint's default rules.
//!
//! One rule is bent, for tables alone: MD013 asks for lines of at most 80 characters, and a row of a table is one
//! line, so that a long entry could keep to it only by losing words.
#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use markdownlint_tests::findings;
use posthoc::editor::export::{ExportOptions, TimelineLayout, markdown};
use posthoc::editor::{Ambient, App, Effect, Event};
use posthoc::markdown::templates::{built_in, switch};
use posthoc::markdown::{read, write};
use posthoc::time::zone::{Database, Zones};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

const SETTINGS: &str = r#"{ "config": { "MD013": { "tables": false } } }"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn zones() -> Zones {
    Zones::of(Rc::new(Database))
}

/// An empty folder for what a test exports.
fn folder(name: &str) -> PathBuf {
    let folder = root().join("target/markdownlint").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(".markdownlint-cli2.jsonc"), SETTINGS).unwrap();
    folder
}

/// Every choice about the Markdown by its name.
fn choices() -> Vec<(&'static str, ExportOptions)> {
    let plain = ExportOptions::default;
    vec![
        ("plain", plain()),
        (
            "second-clock",
            ExportOptions {
                second_clock: Some("UTC".into()),
                ..plain()
            },
        ),
        (
            "list",
            ExportOptions {
                timeline: TimelineLayout::List,
                ..plain()
            },
        ),
        (
            "table",
            ExportOptions {
                timeline: TimelineLayout::Table,
                ..plain()
            },
        ),
        (
            "metrics",
            ExportOptions {
                metrics: true,
                ..plain()
            },
        ),
        (
            "mermaid",
            ExportOptions {
                mermaid: true,
                ..plain()
            },
        ),
        (
            "front-matter",
            ExportOptions {
                front_matter: true,
                ..plain()
            },
        ),
        (
            "all",
            ExportOptions {
                second_clock: Some("UTC".into()),
                timeline: TimelineLayout::Table,
                metrics: true,
                mermaid: true,
                front_matter: true,
            },
        ),
    ]
}

fn documents() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = fs::read_dir(root().join("tests/documents"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    all.sort();
    assert!(all.len() >= 8, "documents are missing");
    all
}

fn is_clean(folder: &Path) {
    let found = findings(folder);
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_document_is_clean_with_every_choice() {
    let folder = folder("documents");
    for (name, text) in documents() {
        for (choice, options) in choices() {
            let text = markdown(&read(&text), &options, &zones());
            fs::write(folder.join(format!("{name}.{choice}.md")), text).unwrap();
        }
    }
    is_clean(&folder);
}

/// Every template's layout, empty and with a document switched into it.
#[test]
fn every_template_is_clean() {
    let folder = folder("templates");
    let document = read("# Outage\n\n## Timeline\n\n- 10:05 Alert fires\n\n## Action items\n\n- [ ] Add an alert\n");
    for template in built_in() {
        for (name, document) in [("new", read("# Outage\n")), ("filled", document.clone())] {
            let text = write(&switch(&document, template));
            fs::write(folder.join(format!("{}.{name}.md", template.id)), text).unwrap();
        }
    }
    is_clean(&folder);
}

/// A new draft as the page hands it out, with a title.
#[test]
fn a_new_draft_is_clean() {
    let folder = folder("new");
    let ambient = Ambient {
        now: Default::default(),
        random: 19,
    };
    let mut app = App::new(zones());
    app.update(Event::NewDraft, ambient);
    app.update(
        Event::Edited(posthoc::editor::event::Field::Title, "Checkout outage".into()),
        ambient,
    );
    let effects = app.update(Event::Download, ambient);
    let text = effects.into_iter().find_map(|effect| match effect {
        Effect::Download { text, .. } => Some(text),
        _ => None,
    });
    fs::write(folder.join("draft.md"), text.unwrap()).unwrap();
    is_clean(&folder);
}

/// The check can fail: a file with a fault is found.
#[test]
fn a_fault_is_found() {
    let folder = folder("fault");
    fs::write(folder.join("fault.md"), "# A\n# B\n").unwrap();
    let found = findings(&folder);
    assert!(found.iter().any(|line| line.contains("MD022")), "{found:?}");
}
