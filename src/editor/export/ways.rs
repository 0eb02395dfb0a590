//! The open draft on its way out: files and the clipboard.

use super::name::file_stem;
use super::{ExportOptions, FileKind, is_plain};
use crate::editor::draft::Draft;
use crate::editor::effect::Effect;
use crate::editor::second_clock::SecondClock;
use crate::markdown;
use crate::storage::file as storage_file;

/// The draft as Markdown. Where nothing is chosen, what is understood of it already is used.
pub(crate) fn text(draft: &Draft, options: &ExportOptions) -> String {
    if is_plain(&draft.document, options) {
        return markdown::write(&draft.document);
    }
    match SecondClock::of(draft) {
        Some(second) if *options == ExportOptions::default() && !markdown::made::any(&draft.document) => {
            markdown::write(&second.beside(draft.document.clone(), &draft.analysis))
        }
        _ => super::markdown(&draft.document, options, &draft.zones),
    }
}

/// Hands the Markdown file to the person.
pub(crate) fn download(draft: &Draft, options: &ExportOptions) -> Vec<Effect> {
    let name = format!("{}.md", file_stem(&draft.document, &draft.analysis));
    file(name, "text/markdown;charset=utf-8", text(draft, options))
}

/// Hands another file to the person.
pub(crate) fn download_as(draft: &Draft, kind: FileKind, options: &ExportOptions) -> Vec<Effect> {
    let stem = file_stem(&draft.document, &draft.analysis);
    match kind {
        FileKind::Html => {
            let text = super::html(&draft.document, options, &draft.zones);
            file(format!("{stem}.html"), "text/html;charset=utf-8", text)
        }
        FileKind::Json => match storage_file::write(&draft.document, &draft.kept) {
            Ok(text) => file(format!("{stem}.json"), "application/json", text),
            Err(why) => vec![Effect::Announce {
                text: why,
                assertive: true,
            }],
        },
        FileKind::Csv => {
            let text = super::csv_of_actions(&draft.document);
            // The mark tells a spreadsheet that the file is UTF-8.
            file(
                format!("{stem}-actions.csv"),
                "text/csv;charset=utf-8",
                format!("\u{feff}{text}"),
            )
        }
    }
}

/// Puts the document on the clipboard as rich text, with its Markdown as the plain text beside it.
pub(crate) fn copy_rich(draft: &Draft, options: &ExportOptions) -> Effect {
    Effect::CopyRich {
        html: super::rich_text(&draft.document, options, &draft.zones),
        text: text(draft, options),
    }
}

fn file(name: String, mime: &'static str, text: String) -> Vec<Effect> {
    let said = format!("“{name}” goes to your downloads.");
    vec![
        Effect::Download { name, mime, text },
        Effect::Announce {
            text: said,
            assertive: false,
        },
    ]
}

/// Puts the Markdown on the clipboard.
pub(crate) fn copy(draft: &Draft, options: &ExportOptions) -> Effect {
    Effect::Copy(text(draft, options))
}

/// What is said about a copy.
pub(crate) fn copied(worked: bool) -> &'static str {
    if worked {
        "Copied."
    } else {
        "The browser did not allow the copy. Download the file instead."
    }
}
