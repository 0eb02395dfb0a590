//! Templates by name, or by a file whose headings they are.

use super::Stop;
use super::source::Source;
use crate::markdown::templates::{Template, built_in, named, of_text};
use std::ffi::OsStr;
use std::io::{self, Write};

/// The built-in template of a name; else the headings of the Markdown file of that name.
pub(super) fn find(name: &OsStr) -> Result<Template, Stop> {
    if let Some(template) = name.to_str().and_then(named) {
        return Ok(template.clone());
    }
    let shown = name.to_string_lossy();
    let source = Source::read(name, &mut io::empty()).map_err(|why| {
        let names: Vec<&str> = built_in().iter().map(|template| template.id.as_str()).collect();
        Stop::Said(format!(
            "“{shown}” is not one of the templates ({}). {why}",
            names.join(", ")
        ))
    })?;
    let template = of_text("", &source.text);
    if template.slots.is_empty() {
        return Err(Stop::Said(format!("“{shown}” has no headings to make a template of.")));
    }
    Ok(template)
}

/// Prints a line for each built-in template.
pub(super) fn list(out: &mut dyn Write) -> io::Result<()> {
    for template in built_in() {
        writeln!(out, "{:<12}{:<16}{}", template.id, template.name, template.about)?;
    }
    Ok(())
}
