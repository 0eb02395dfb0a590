//! Who may reach for what.

use crate::source::{Reach, Token, reaches, tokens};

/// A room's rights.
struct Room {
    name: &'static str,
    /// Paths of other rooms that it may use, with everything below them.
    rooms: &'static [&'static str],
    /// Of the [`GUARDED`] things, those that it may use, with everything below them.
    world: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "model",
        rooms: &[],
        world: &[],
    },
    Room {
        name: "time",
        rooms: &["model"],
        world: &[],
    },
    Room {
        name: "lint",
        // What the document states about itself, and what a passage reads as, is known where
        // Markdown is read.
        rooms: &["model", "time", "markdown::facts", "markdown::preview"],
        world: &[],
    },
    Room {
        name: "markdown",
        rooms: &["model", "time"],
        world: &[],
    },
    Room {
        name: "editor",
        // The store's vocabulary is what the editor speaks to a store; it knows none. The JSON of a draft is
        // written and read where records are, so that there is one shape of it.
        rooms: &["model", "time", "lint", "markdown", "storage::port", "storage::file"],
        world: &[],
    },
    Room {
        name: "storage",
        rooms: &["model"],
        world: &["serde", "serde_json"],
    },
    Room {
        name: "ui",
        // Events and view, and the plain values that stand in them.
        rooms: &[
            "editor",
            "model::FactKey",
            "model::Id",
            "model::ItemField",
            "model::PartKind",
            "model::Phase",
            "markdown::preview",
            "lint::Severity",
            // What the browser knows of zones is handed to the core as these.
            "time::zone::Rules",
            "time::zone::Zones",
        ],
        world: &["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"],
    },
    Room {
        name: "cli",
        rooms: &["model", "time", "lint", "markdown", "editor", "storage"],
        world: &[
            "serde",
            "serde_json",
            "std::env",
            "std::fs",
            "std::io",
            "std::process",
            "std::time",
            "chrono::Utc",
            "chrono::Local",
            "lexopt",
            "annotate_snippets",
        ],
    },
];

/// Files, or folders of them, that may more than their room does, or alone may what nobody else may.
const FILES: &[(&str, &[&str])] = &[
    (
        "storage/browser",
        &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo_storage",
        ],
    ),
    ("editor/diff.rs", &["imara_diff"]),
    ("storage/history/entry.rs", &["lz4_flex"]),
    // Alerting tools and chats hand out JSON.
    ("markdown/raw/json.rs", &["serde_json"]),
    ("ui/clock.rs", &["js_sys::Date", "js_sys::Math::random"]),
];

/// What needs a right: the web, the world, and crates that belong to one room.
const GUARDED: &[&str] = &[
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_storage",
    "serde",
    "serde_json",
    "imara_diff",
    "lz4_flex",
    "lexopt",
    "annotate_snippets",
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "chrono::Utc",
    "chrono::Local",
];

/// The clock and randomness of the browser: one file of the page owns them.
const CLOCK: &[&str] = &["js_sys::Date", "js_sys::Math::random"];

/// Ways to make nodes from text, which would make markup of what a person pasted.
const MARKUP: &[&str] = &[
    "inner_html",
    "set_inner_html",
    "innerHTML",
    "outer_html",
    "set_outer_html",
    "outerHTML",
    "insert_adjacent_html",
    "insertAdjacentHTML",
    "document_write",
    "create_contextual_fragment",
];

/// One sentence for each thing that a file reaches for and may not.
pub(crate) fn judge(file: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut wrong: Vec<String> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Word(word) => MARKUP.iter().find(|markup| word == *markup),
            Token::Text(text) => MARKUP.iter().find(|markup| text == *markup),
            Token::Sign(_) => None,
        })
        .map(|markup| format!("{file}: `{markup}` makes markup of text; build nodes instead."))
        .collect();
    // The crate's root and the file that joins the rooms are in no room.
    let Some(room) = ROOMS.iter().find(|room| file.starts_with(&format!("{}/", room.name))) else {
        return wrong;
    };
    let owns = |name: &str| {
        file.strip_prefix(name)
            .is_some_and(|rest| rest == ".rs" || rest.starts_with('/') || name == file)
    };
    let own = FILES
        .iter()
        .find(|(name, _)| owns(name))
        .map_or(&[][..], |(_, rights)| rights);
    for reach in reaches(&tokens) {
        let Some(path) = resolve(file, &reach.names) else {
            continue;
        };
        let allowed = match path.strip_prefix("crate") {
            Some(below) => {
                let below = below.trim_start_matches("::");
                room.rooms
                    .iter()
                    .chain([&room.name])
                    .any(|allowed| within(below, allowed))
            }
            None => may_touch(&reach, &path, room.world, own),
        };
        if !allowed {
            wrong.push(format!("{file}: `{path}` is out of reach for {}.", room.name));
        }
    }
    wrong
}

fn may_touch(reach: &Reach, path: &str, room: &[&str], own: &[&str]) -> bool {
    if CLOCK.iter().any(|clock| within(path, clock)) {
        return own.iter().any(|right| within(path, right));
    }
    // Bringing in a whole module brings in what is guarded below it.
    let guarded = GUARDED
        .iter()
        .any(|guarded| within(path, guarded) || (reach.import && within(guarded, path)));
    !guarded || room.iter().chain(own).any(|right| within(path, right))
}

/// Whether a path is another one or lies below it.
fn within(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// A path from the crate's root or from another crate; `None` for one within the file.
fn resolve(file: &str, names: &[String]) -> Option<String> {
    match names.first()?.as_str() {
        "crate" => Some(names.join("::")),
        "self" | "Self" => None,
        "super" => {
            let ups = names.iter().take_while(|name| *name == "super").count();
            let mut module: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
            if module.last() == Some(&"mod") {
                module.pop();
            }
            // A module inside the file takes one `super` more; then this is too high by one, stays
            // in the room's folder, and is allowed there.
            module.truncate(module.len().saturating_sub(ups));
            let below = names.iter().skip(ups).map(String::as_str);
            Some(
                ["crate"]
                    .into_iter()
                    .chain(module)
                    .chain(below)
                    .collect::<Vec<_>>()
                    .join("::"),
            )
        }
        _ => Some(names.join("::")),
    }
}
