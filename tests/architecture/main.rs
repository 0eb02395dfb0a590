//! The rooms stay apart: reads every file under `src/` and checks what it reaches for against the
//! table in `rooms.rs`. `ARCHITECTURE.md` explains the table.
#![allow(clippy::expect_used, reason = "a test: what goes wrong ends it, in its helpers too")]

mod rooms;
mod source;

use rooms::judge;
use std::path::{Path, PathBuf};

/// Every Rust file under `src/`, as its path below `src/` and its text.
fn files() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path
                    .strip_prefix(&src)
                    .expect("below src")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_room_reaches_where_it_may_not() {
    let files = files();
    assert!(files.len() > 20, "only {} files were found", files.len());
    let wrong: Vec<String> = files.iter().flat_map(|(name, text)| judge(name, text)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_file_says_first_what_it_owns() {
    let silent: Vec<String> = files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| name)
        .collect();
    assert!(
        silent.is_empty(),
        "these files do not begin with a `//!` sentence: {silent:?}"
    );
}

/// What each snippet reaches for that its room may not, or nothing.
#[test]
fn the_checker_sees_what_it_should() {
    let cases: &[(&str, &str, &[&str])] = &[
        // Rooms.
        ("model/part.rs", "use crate::time::Written;", &["crate::time::Written"]),
        ("model/part.rs", "use super::super::markdown;", &["crate::markdown"]),
        ("model/mod.rs", "use super::lint::check;", &["crate::lint::check"]),
        ("model/part.rs", "use super::Id; use crate::model::Item;", &[]),
        (
            "time/zone.rs",
            "fn f() { crate::lint::check() }",
            &["crate::lint::check"],
        ),
        ("time/zone.rs", "use crate::model::{self, Id};", &[]),
        (
            "lint/rules/order.rs",
            "use crate::{model::Id, storage::port::Now};",
            &["crate::storage::port::Now"],
        ),
        ("lint/mod.rs", "use crate::*;", &["crate"]),
        ("markdown/read.rs", "use crate::editor as e;", &["crate::editor"]),
        (
            "editor/mod.rs",
            "use crate::storage::port::Now; use crate::lint::check;",
            &[],
        ),
        (
            "editor/mod.rs",
            "use crate::storage::{port, record};",
            &["crate::storage::record"],
        ),
        ("editor/mod.rs", "use crate::ui;", &["crate::ui"]),
        (
            "storage/record.rs",
            "use crate::model::Item; use serde::Serialize;",
            &[],
        ),
        (
            "storage/record.rs",
            "use crate::time::Instant;",
            &["crate::time::Instant"],
        ),
        ("ui/row.rs", "use crate::editor::Event; use crate::model::Id;", &[]),
        (
            "ui/row.rs",
            "use crate::model::{Id, Postmortem};",
            &["crate::model::Postmortem"],
        ),
        ("ui/row.rs", "use crate::model;", &["crate::model"]),
        (
            "ui/row.rs",
            "fn f() { crate::storage::Store::new() }",
            &["crate::storage::Store::new"],
        ),
        (
            "ui/row.rs",
            "use crate::markdown::preview::Node; use crate::lint::Severity;",
            &[],
        ),
        ("ui/row.rs", "use crate::lint::Rule;", &["crate::lint::Rule"]),
        ("cli/check.rs", "use crate::editor::App;", &[]),
        ("cli/check.rs", "use crate::ui::mount;", &["crate::ui::mount"]),
        // Crates and the world.
        (
            "model/part.rs",
            "#[derive(serde::Serialize)] struct A;",
            &["serde::Serialize"],
        ),
        ("lint/mod.rs", "use leptos::prelude::*;", &["leptos::prelude"]),
        ("storage/drafts.rs", "use web_sys::Storage;", &["web_sys::Storage"]),
        (
            "storage/browser.rs",
            "use web_sys::Storage; use gloo_storage::LocalStorage;",
            &[],
        ),
        (
            "storage/browser.rs",
            "use leptos::task::spawn_local;",
            &["leptos::task::spawn_local"],
        ),
        ("storage/browser/mirror.rs", "use web_sys::IdbDatabase;", &[]),
        ("storage/browsers.rs", "use web_sys::Storage;", &["web_sys::Storage"]),
        ("ui/row.rs", "use leptos::prelude::*; use web_sys::Event;", &[]),
        (
            "ui/row.rs",
            "fn f() -> f64 { js_sys::Date::now() }",
            &["js_sys::Date::now"],
        ),
        ("ui/clock.rs", "fn f() -> f64 { js_sys::Date::now() }", &[]),
        (
            "time/zone.rs",
            "use std::time::{Duration, SystemTime};",
            &["std::time::SystemTime"],
        ),
        ("time/zone.rs", "use std::time;", &["std::time"]),
        ("time/zone.rs", "use chrono::{NaiveDate, Utc};", &["chrono::Utc"]),
        (
            "editor/mod.rs",
            "fn f() { let _ = std::fs::read(\"a\"); }",
            &["std::fs::read"],
        ),
        (
            "editor/mod.rs",
            "fn f() { let _ = std::env::var(\"a\"); }",
            &["std::env::var"],
        ),
        ("cli/mod.rs", "fn f() { let _ = std::fs::read(\"a\"); }", &[]),
        ("cli/mod.rs", "use wasm_bindgen::JsValue;", &["wasm_bindgen::JsValue"]),
        // Markup as text.
        (
            "ui/row.rs",
            "fn f(e: E) { e.set_inner_html(\"\") }",
            &["set_inner_html"],
        ),
        ("ui/row.rs", "view! { <p inner_html=x/> }", &["inner_html"]),
        ("ui/row.rs", "fn f() { set(&e, \"innerHTML\") }", &["innerHTML"]),
        ("ui/row.rs", "// Never innerHTML.", &[]),
        // What is not code of the room.
        ("model/part.rs", "/* use crate::time; */ // crate::ui::x", &[]),
        (
            "model/part.rs",
            "/// [`crate::ui::x`]\nfn f() -> &'static str { \"crate::ui\" }",
            &[],
        ),
        (
            "model/part.rs",
            "const A: &str = r#\"use crate::ui;\"#; const B: char = '\"';",
            &[],
        ),
        (
            "model/part.rs",
            "#[cfg(test)]\nmod tests { use crate::markdown::read; fn f() { { } } }",
            &[],
        ),
        (
            "model/part.rs",
            "#[cfg(test)] mod tests { } use crate::ui;",
            &["crate::ui"],
        ),
        (
            "model/part.rs",
            "fn f<'a>(x: &'a str) { crate::ui::f::<u8>(x) }",
            &["crate::ui::f"],
        ),
        ("lib.rs", "pub mod ui; pub use crate::ui::mount;", &[]),
    ];
    for (file, text, expected) in cases {
        let found = judge(file, text);
        assert_eq!(found.len(), expected.len(), "{file}: {text}\n{found:?}");
        for (found, expected) in found.iter().zip(*expected) {
            assert!(found.contains(&format!("`{expected}`")), "{file}: {text}\n{found}");
        }
    }
}

/// A comment or a string that looks open must not hide the rest of a file.
#[test]
fn nothing_hides_what_follows() {
    let tricks = [
        "'\"'",
        "b'\"'",
        "'\\''",
        "\"\\\"\"",
        "r\"\\\"",
        "r##\"\"#\"##",
        "/* /* */ */",
        "'a'",
        "fn f<'a>() {}",
        "1..2",
    ];
    for trick in tricks {
        let text = format!("{trick} use crate::ui;");
        assert_eq!(judge("model/a.rs", &text).len(), 1, "{text}");
    }
}
