//! `fix`: applies the fixes of diagnostics and prints the document again.

use super::source::Source;
use super::{Stop, Streams};
use crate::lint::{Applicability, Diagnostic, Fix};
use crate::markdown;
use crate::model::{Command, Postmortem};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

/// Which fixes are applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Choice {
    /// Those that are safe.
    Safe,
    /// The first fix of every diagnostic about a timeline.
    Best,
}

/// Prints the mended document, or writes it in place and prints what was changed.
pub(super) fn fix(file: &OsStr, choice: Choice, write: bool, streams: &mut Streams<'_>) -> Result<(), Stop> {
    let source = Source::read(file, streams.input).map_err(Stop::Said)?;
    if write && source.is_json() {
        return Err(Stop::Said(format!(
            "{} is a draft’s JSON, and fix writes Markdown. Leave --write out, or convert it first.",
            source.name
        )));
    }
    let mut document = markdown::read(&source.text);
    let applied = mend(&mut document, choice, streams);
    let text = markdown::write(&document);
    if !write {
        write!(streams.out, "{text}")?;
        return Ok(());
    }
    if applied.is_empty() {
        writeln!(streams.out, "{}: nothing to fix", source.name)?;
        return Ok(());
    }
    replace(Path::new(file), &text)
        .map_err(|error| Stop::Said(format!("{} can't be written: {error}.", source.name)))?;
    for title in applied {
        writeln!(streams.out, "{}: {title}", source.name)?;
    }
    Ok(())
}

/// The family of rules about timelines.
const TIMELINE: &str = "PM1";

/// More fixes than this are not applied to one document: each is followed by a fresh look.
const MOST: usize = 500;

/// Applies fixes one by one, each to what the one before it left, and returns their titles.
fn mend(document: &mut Postmortem, choice: Choice, streams: &Streams<'_>) -> Vec<String> {
    let mut applied: Vec<String> = Vec::new();
    let mut tried: Vec<Vec<Command>> = Vec::new();
    while applied.len() < MOST {
        let next = streams
            .analyse(document)
            .diagnostics
            .into_iter()
            .filter_map(|diagnostic| chosen(diagnostic, choice))
            // The same edit twice means that it did not mend what it was offered for.
            .find(|fix| !tried.contains(&fix.commands));
        let Some(fix) = next else { break };
        tried.push(fix.commands.clone());
        if document.apply(Command::All(fix.commands)).is_ok() {
            applied.push(fix.title);
        }
    }
    applied
}

/// The fix of a diagnostic that is to be applied, if any.
fn chosen(diagnostic: Diagnostic, choice: Choice) -> Option<Fix> {
    let first = match choice {
        Choice::Best if !diagnostic.rule.id.starts_with(TIMELINE) => return None,
        Choice::Best | Choice::Safe => diagnostic.fixes.into_iter().next()?,
    };
    (choice == Choice::Best || first.applicability == Applicability::Safe).then_some(first)
}

/// Writes a file beside the old one and puts it in its place, so that a crash leaves one of them whole.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link is followed: its target is what is to be written.
    let path = fs::canonicalize(path)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".posthoc-new");
    let beside = path.with_file_name(name);
    fs::write(&beside, text)?;
    let moved = fs::metadata(&path)
        .and_then(|old| fs::set_permissions(&beside, old.permissions()))
        .and_then(|()| fs::rename(&beside, &path));
    if moved.is_err() {
        // The half-done file is no use to anybody; the error that matters is the one above.
        let _ = fs::remove_file(&beside);
    }
    moved
}
