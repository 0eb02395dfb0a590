//! Lasting notices: what is wrong with keeping drafts, and what can be done.

use super::app::App;
use super::disk::{DiskEvent, FileChoice};
use super::event::{Conflict, Event};
use super::port::{Keeping, NotSaved};
use super::tabs;
use super::view::Banner;
use crate::lint::Severity;

/// Notices with a cause in the past, and notices that were answered.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    notes: Vec<(String, String)>,
    closed: Vec<String>,
}

impl Notes {
    /// Something could not be done: what, and why.
    pub(crate) fn add(&mut self, title: String, text: String) {
        self.notes.retain(|(known, _)| *known != title);
        self.reopen(&title);
        self.notes.insert(0, (title, text));
    }

    /// A notice was answered.
    pub(crate) fn close(&mut self, title: String) {
        self.notes.retain(|(known, _)| *known != title);
        self.closed.push(title);
    }

    /// The cause of a notice came anew.
    pub(crate) fn reopen(&mut self, title: &str) {
        self.closed.retain(|closed| closed != title);
    }
}

/// What a refusal to save means: severity, title and text.
pub(crate) fn refused(why: &NotSaved) -> (Severity, String, String) {
    let error = |title: &str, text: &str| (Severity::Error, title.to_owned(), text.to_owned());
    match why {
        NotSaved::Full => error(
            "Not saved: this browser’s storage is full.",
            "Your text is safe in this tab. Download it, then delete drafts that you no longer need.",
        ),
        NotSaved::Newer { .. } => (
            Severity::Warning,
            "Another tab changed this draft.".into(),
            "Saving waits for your choice.".into(),
        ),
        NotSaved::ReadBackDiffers => error(
            "Not saved: what the browser stored differs from your text.",
            "Your text is safe in this tab. Download it to be sure.",
        ),
        NotSaved::Denied => (
            Severity::Warning,
            "Drafts are kept in this tab only.".into(),
            "This browser does not let the page store anything. Download the text before you close the tab.".into(),
        ),
        NotSaved::Other(why) => error("Not saved.", why),
    }
}

/// The notices to be shown, most urgent first.
pub(crate) fn view(app: &App) -> Vec<Banner> {
    let mut banners: Vec<Banner> = app.draft.as_deref().and_then(tabs::banner).into_iter().collect();
    let refusal = app.draft.as_ref().and_then(|draft| draft.saving.refused());
    if let Some(why) = refusal.filter(|why| **why != NotSaved::Denied) {
        let (severity, title, text) = refused(why);
        let action = |word: &str, event: Event| (word.to_owned(), event);
        let actions = match why {
            NotSaved::Newer { .. } => vec![
                action("Keep both", Event::ConflictAnswered(Conflict::KeepBoth)),
                action("Keep mine", Event::ConflictAnswered(Conflict::KeepMine)),
                action("Take theirs", Event::ConflictAnswered(Conflict::TakeTheirs)),
            ],
            NotSaved::Full => vec![
                action("Download the text", Event::Download),
                action("Free up space", Event::DraftsShown),
            ],
            _ => vec![action("Download the text", Event::Download)],
        };
        banners.push(Banner {
            severity,
            title,
            text,
            actions,
        });
    }
    let changed = app.draft.as_ref().and_then(|draft| app.disk.changed(&draft.id));
    if let Some(name) = changed {
        let action = |word: &str, choice| (word.to_owned(), Event::Disk(DiskEvent::Answered(choice)));
        banners.push(Banner {
            severity: Severity::Warning,
            title: format!("“{name}” changed on disk."),
            text: "Something else wrote to it. Nothing is saved to it until you choose.".into(),
            actions: vec![
                action("Load the file’s text", FileChoice::LoadTheirs),
                action("Save mine over it", FileChoice::SaveMine),
                action("Keep both", FileChoice::KeepBoth),
            ],
        });
    }
    if app.home.keeping == Keeping::TabOnly {
        let (severity, title, text) = refused(&NotSaved::Denied);
        banners.push(Banner {
            severity,
            title,
            text,
            actions: match app.draft {
                Some(_) => vec![("Download the text".into(), Event::Download)],
                None => Vec::new(),
            },
        });
    }
    let full = app
        .waiting
        .iter()
        .filter(|draft| draft.saving.refused().is_some_and(|why| *why != NotSaved::Denied));
    for draft in full {
        let title = super::home::shown_title(&draft.document.title.text);
        banners.push(Banner {
            severity: Severity::Error,
            title: format!("“{title}” is not saved."),
            text: "Its text is held in this tab.".into(),
            actions: vec![("Open it".into(), Event::OpenDraft(draft.id.clone()))],
        });
    }
    if app.draft.is_none() {
        let damaged = app.home.damaged.len();
        banners.extend(app.home.damaged.iter().enumerate().map(|(at, record)| Banner {
            severity: Severity::Warning,
            title: match damaged {
                1 => "One draft could not be read.".into(),
                _ => format!("A draft could not be read ({} of {damaged}).", at + 1),
            },
            text: record.why.clone(),
            actions: vec![(
                "Download it as it is".into(),
                Event::DownloadDamaged {
                    key: record.key.clone(),
                },
            )],
        }));
    }
    banners.extend(app.notes.notes.iter().map(|(title, text)| Banner {
        severity: Severity::Error,
        title: title.clone(),
        text: text.clone(),
        actions: Vec::new(),
    }));
    for banner in &mut banners {
        let choice = banner.actions.iter().any(|(_, event)| {
            matches!(
                event,
                Event::ConflictAnswered(_) | Event::DuplicateOpened | Event::Disk(_)
            )
        });
        if !choice {
            let close = Event::BannerClosed(banner.title.clone());
            banner.actions.push(("Dismiss".into(), close));
        }
    }
    banners.retain(|banner| !app.notes.closed.contains(&banner.title));
    banners
}
