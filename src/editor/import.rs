//! The import dialog: text that is pasted or read from a file, and what is recognised in it.
//!
//! The text stays in the box whatever is wrong with it.

mod bytes;
mod recognised;
mod several;

use super::app::App;
use super::draft::Draft;
use super::drafts;
use super::effect::{Effect, FocusTarget};
use super::event::{Ambient, Event};
use super::figures;
use super::space;
use super::view::ImportView;
use crate::lint::Severity;
use crate::markdown;
use crate::model::Postmortem;
use crate::storage::file;
use crate::time::zone::Zones;
use recognised::Recognised;

/// The longest text that is read, in bytes.
pub(crate) const LONGEST: usize = 5 * 1024 * 1024;

/// The dialog's state. The text outlives its closing.
#[derive(Debug, Default)]
pub(crate) struct ImportDialog {
    open: bool,
    /// A template is made of the text's headings, no draft of the text.
    template: bool,
    text: String,
    file: Option<String>,
    /// What was said about the file; typing takes it away.
    about_file: Option<(Severity, String)>,
    /// What was read from the text.
    found: Option<Recognised>,
    /// Findings that the draft keeps as written, where the text is one.
    kept: Vec<(String, String)>,
}

impl ImportDialog {
    /// The dialog as the page shows it.
    pub(crate) fn view(&self) -> Option<ImportView> {
        if !self.open {
            return None;
        }
        let mut view = ImportView {
            text: self.text.clone(),
            file: self.file.clone(),
            lines: self.text.lines().count(),
            ready: self.found.is_some(),
            template: self.template,
            ..ImportView::default()
        };
        match &self.found {
            Some(found) if self.template => found.fill_layout(&mut view),
            Some(found) => found.fill(&mut view),
            None => {}
        }
        if let Some(notice) = self.trouble().or_else(|| self.about_file.clone()) {
            view.notice = Some(notice);
        }
        Some(view)
    }

    /// Why there is nothing to import.
    fn trouble(&self) -> Option<(Severity, String)> {
        if let Some((Severity::Error, about)) = &self.about_file {
            return Some((Severity::Error, about.clone()));
        }
        if self.text.len() > LONGEST {
            return Some((Severity::Error, too_long(self.text.len())));
        }
        match &self.file {
            Some(file) if self.text.trim().is_empty() => Some((
                Severity::Error,
                format!("“{file}” is empty. Choose another file, or paste the text."),
            )),
            _ => None,
        }
    }

    fn set_text(&mut self, text: String, zones: &Zones) {
        self.text = text;
        let readable = !self.text.trim().is_empty() && self.text.len() <= LONGEST;
        self.kept.clear();
        self.found = readable
            .then(|| self.document())
            .flatten()
            .map(|document| Recognised::of(document, zones));
    }

    /// The document of the text: Markdown, or a draft's own JSON.
    fn document(&mut self) -> Option<Postmortem> {
        match document_of(&self.text) {
            Ok((document, kept)) => {
                self.kept = kept;
                Some(document)
            }
            Err(why) => {
                self.about_file = Some((Severity::Error, why));
                None
            }
        }
    }

    /// Takes the document out with the findings kept as written, where there is one. The box is then empty.
    fn take(&mut self) -> Option<(Postmortem, Vec<(String, String)>)> {
        let found = self.found.take()?;
        let kept = std::mem::take(&mut self.kept);
        *self = ImportDialog::default();
        Some((found.document, kept))
    }
}

fn too_long(length: usize) -> String {
    format!(
        "The text has {}; up to 5 MB can be imported. Take out logs or split it into parts.",
        figures::size(length)
    )
}

/// Takes in what happened to the dialog.
pub(crate) fn update(app: &mut App, event: Event, ambient: Ambient) -> Vec<Effect> {
    let dialog = &mut app.import;
    match event {
        Event::ImportOpened | Event::TemplateImportOpened => {
            dialog.open = true;
            dialog.template = event == Event::TemplateImportOpened;
            vec![Effect::Focus(FocusTarget::ImportText)]
        }
        Event::ImportTextChanged(text) if space::is_backup(&text) => {
            *dialog = ImportDialog::default();
            space::merge(app, text, ambient.now)
        }
        Event::ImportFile { bytes, .. } if backup(&bytes).is_some() => {
            dialog.open = false;
            let text = backup(&bytes).unwrap_or_default().to_owned();
            space::merge(app, text, ambient.now)
        }
        Event::ImportFiles(files) => {
            dialog.open = false;
            several::take_in(app, files, ambient)
        }
        Event::ImportTextChanged(text) => {
            dialog.about_file = None;
            if text.is_empty() {
                dialog.file = None;
            }
            dialog.set_text(text, &app.zones);
            Vec::new()
        }
        Event::ImportFile { name, bytes } => {
            dialog.open = true;
            match bytes::text(&name, &bytes) {
                Ok(read) => {
                    dialog.about_file = read.assumed.map(|assumed| (Severity::Hint, assumed));
                    dialog.file = Some(name);
                    dialog.set_text(read.text, &app.zones);
                }
                // The text that was in the box before stays there.
                Err(why) => dialog.about_file = Some((Severity::Error, why)),
            }
            said(dialog)
        }
        Event::ImportFileUnreadable { name } => {
            dialog.open = true;
            let why = format!("The browser could not read “{name}”. Open the file elsewhere and paste its text.");
            dialog.about_file = Some((Severity::Error, why));
            said(dialog)
        }
        Event::ImportConfirmed => confirm(app, ambient),
        Event::ImportClosed => {
            dialog.open = false;
            dialog.template = false;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The document of a text, Markdown or a draft's own JSON, with the findings kept as written.
///
/// # Errors
/// Says why the JSON is no draft.
fn document_of(text: &str) -> Result<(Postmortem, Vec<(String, String)>), String> {
    if !is_draft_file(text) {
        return Ok((markdown::read(text), Vec::new()));
    }
    file::read(text).map(|draft| (draft.document, draft.kept))
}

/// Whether a text is a draft's own JSON.
pub(crate) fn is_draft_file(text: &str) -> bool {
    file::is_one(text)
}

/// The text of a file, and what was assumed to read it.
///
/// # Errors
/// Says what is wrong with the file, in a sentence.
pub(crate) fn text_of(name: &str, bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let read = bytes::text(name, bytes)?;
    if read.text.len() > LONGEST {
        return Err(format!("“{name}”: {}", too_long(read.text.len())));
    }
    Ok((read.text, read.assumed))
}

/// The text of a file that is a backup of this page's drafts.
pub(crate) fn backup(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    space::is_backup(text).then_some(text)
}

fn said(dialog: &ImportDialog) -> Vec<Effect> {
    let notice = dialog.view().and_then(|view| view.notice);
    let effect = notice.map(|(_, text)| Effect::Announce { text, assertive: false });
    effect.into_iter().collect()
}

fn confirm(app: &mut App, ambient: Ambient) -> Vec<Effect> {
    if app.import.template && !app.import.view().is_some_and(|view| view.ready) {
        return Vec::new();
    }
    let template = app.import.template;
    let Some((document, kept)) = app.import.take() else {
        return Vec::new();
    };
    if template {
        let template = markdown::templates::of_document("", &document);
        return super::templates::keep_template(app, &template, ambient);
    }
    let mut effects = drafts::leave(app, ambient.now);
    let mut draft = Draft::new(drafts::fresh_id(ambient), document, kept, 0, ambient.now, &app.zones);
    // An import is kept at once: nobody has typed it here, so nobody would type it again.
    draft.must_save(ambient.now);
    effects.extend(drafts::save(&mut draft, ambient.now, true));
    let found = draft.analysis.diagnostics.len();
    let problems = match found {
        0 => "No problems.".to_owned(),
        n => format!("{}.", figures::count(n, "problem", "problems")),
    };
    let title = super::home::shown_title(&draft.document.title.text);
    drafts::open(app, draft);
    effects.push(Effect::Focus(FocusTarget::Screen));
    effects.push(Effect::Announce {
        text: format!("Imported “{title}”. {problems}"),
        assertive: false,
    });
    effects
}
