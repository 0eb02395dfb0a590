//! Ways out: the document as Markdown with what a person chose about it, as HTML, JSON and CSV.
//!
//! Pure functions of a document, an [`ExportOptions`] and the rules of zones: the page and the command line use
//! the same. What is made of the document (spans, diagrams, front matter) is marked, so that a later export
//! replaces it.

mod csv;
mod front_matter;
mod html;
mod layout;
mod mermaid;
mod metrics;
mod name;
mod options;
mod ways;

pub use csv::csv_of_actions;
pub(crate) use name::{file_stem, slug};
pub use options::{ExportOptions, FileKind, TimelineLayout};
pub(crate) use ways::{copied, copy, copy_rich, download, download_as, text};

use super::preview;
use super::rendered::Rendered;
use super::second_clock::{self, SecondClock};
use super::view::PreviewView;
use crate::lint::{self, Analysis, Settings, World};
use crate::markdown::made::{self, Found};
use crate::markdown::{read, write};
use crate::model::Postmortem;
use crate::time::zone::Zones;

/// How often a text is read and made again until it no longer changes. Most are still at once.
const ROUNDS: usize = 6;

/// The document as Markdown. Reading the text and writing it with the same options gives the same text, and no
/// word of the document is lost.
pub fn markdown(document: &Postmortem, options: &ExportOptions, zones: &Zones) -> String {
    let plain = write(document);
    if is_plain(document, options) {
        return plain;
    }
    let made = |text: &str| write(&with(read(text), options, zones, For::Markdown).0);
    let mut text = made(&plain);
    for _ in 0..ROUNDS {
        let next = made(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// The document as an HTML file that stands alone: no script, and a policy that lets none in.
pub fn html(document: &Postmortem, options: &ExportOptions, zones: &Zones) -> String {
    html::file(&shown(document, options, zones))
}

/// The document as HTML for the clipboard.
pub fn rich_text(document: &Postmortem, options: &ExportOptions, zones: &Zones) -> String {
    html::fragment(&shown(document, options, zones))
}

/// Who the document is made for.
#[derive(Clone, Copy, PartialEq)]
enum For {
    /// A Markdown file.
    Markdown,
    /// A reader's eyes.
    Readers,
}

/// The document as a reader sees it. Diagrams and front matter are Markdown's own and have no place there.
fn shown(document: &Postmortem, options: &ExportOptions, zones: &Zones) -> PreviewView {
    let (document, analysis) = with(read(&write(document)), options, zones, For::Readers);
    let mut rendered = Rendered::default();
    rendered.refresh(&document);
    preview::of(&document, &analysis, &rendered)
}

/// Whether the document is written as it stands.
fn is_plain(document: &Postmortem, options: &ExportOptions) -> bool {
    *options == ExportOptions::default() && second_clock::stated(document).is_none() && !made::any(document)
}

/// The document with what is made of it, and what was understood before. What an earlier export made and nobody
/// has edited is made anew.
fn with(mut document: Postmortem, options: &ExportOptions, zones: &Zones, aim: For) -> (Postmortem, Analysis) {
    let made = made::take(&mut document);
    let world = World {
        now: None,
        zones: zones.clone(),
    };
    let analysis = lint::analyse_with(&document, &Settings::default(), &world);
    let zone = options.second_clock.as_deref();
    if let Some(second) = SecondClock::named(zone.or_else(|| second_clock::stated(&document)), zones) {
        document = second.beside(document, &analysis);
    }
    layout::lay_out(&mut document, options.timeline);
    if wanted(options.metrics, made.metrics) {
        metrics::put(&mut document, &analysis);
    }
    if aim == For::Markdown && wanted(options.mermaid, made.mermaid) {
        mermaid::put(&mut document, &analysis);
    }
    if aim == For::Markdown && wanted(options.front_matter, made.front_matter) {
        front_matter::put(&mut document, &analysis);
    }
    (document, analysis)
}

/// A block that is there stays up to date; one that a person has edited is theirs.
fn wanted(asked: bool, found: Found) -> bool {
    match found {
        Found::Nothing => asked,
        Found::Made => true,
        Found::Edited => false,
    }
}
