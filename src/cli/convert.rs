//! `convert`: a document as Markdown with what was chosen about it, or as a file of another kind.

use super::arguments::Format;
use super::source::Source;
use super::{Stop, Streams};
use crate::editor::export::{self, ExportOptions, FileKind};
use crate::markdown::templates::{Template, switch};
use crate::storage::file;
use crate::time::zone::{Database, Zones};
use std::ffi::OsStr;
use std::rc::Rc;

/// Prints a document in a format.
pub(super) fn convert(
    name: &OsStr,
    template: Option<&Template>,
    to: Format,
    options: &ExportOptions,
    streams: &mut Streams<'_>,
) -> Result<(), Stop> {
    let zones = Zones::of(Rc::new(Database));
    if let Some(zone) = &options.second_clock
        && zones.offset_at(zone, 0).is_none()
    {
        return Err(Stop::Said(format!(
            "“{zone}” is not a zone. Name one such as UTC, GMT+1 or Africa/Lagos."
        )));
    }
    let source = Source::read(name, streams.input).map_err(Stop::Said)?;
    let mut document = source.document();
    if let Some(template) = template {
        document = switch(&document, template);
    }
    let text = match to {
        Format::Markdown => export::markdown(&document, options, &zones),
        Format::File(FileKind::Html) => export::html(&document, options, &zones),
        Format::File(FileKind::Csv) => export::csv_of_actions(&document),
        Format::File(FileKind::Json) => file::write(&document, source.kept()).map_err(Stop::Said)?,
    };
    write!(streams.out, "{text}")?;
    Ok(())
}
