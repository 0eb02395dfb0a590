//! The whole application: which screen is shown, the drafts, and the open one.

use super::banners::Notes;
use super::disk::{self, Disk};
use super::draft::Draft;
use super::effect::Effect;
use super::event::{Ambient, Event};
use super::export::ExportOptions;
use super::home::{self, Home};
use super::import::ImportDialog;
use super::port::{DraftId, Now, StoreRequest};
use super::raw::RawDialog;
use super::snapshots::{self, SnapshotsDialog};
use super::summary;
use super::tabs::{self, Locks};
use super::templates::{self, Templates};
use super::view::{MobileView, PanelTab, Screen, Theme, Toast, View};
use super::{banners, compose, drafts, export, open, space, stored};
use crate::time::zone::Zones;

/// The whole application: which screen is shown, the drafts, and the open one.
#[derive(Debug, Default)]
pub struct App {
    /// The time of the newest event.
    pub(crate) now: Now,
    pub(crate) home: Home,
    /// The draft in the composer; the list of drafts is shown without one.
    pub(crate) draft: Option<Box<Draft>>,
    /// Drafts that left the composer before the store had read them back.
    pub(crate) waiting: Vec<Draft>,
    /// Drafts that were deleted before the store ever held them.
    pub(crate) dropped: Vec<Draft>,
    /// What is to be done with drafts that are being loaded.
    pub(crate) errands: Vec<drafts::Errand>,
    pub(crate) locks: Locks,
    pub(crate) import: ImportDialog,
    pub(crate) raw: Option<RawDialog>,
    pub(crate) templates: Templates,
    /// The history of the open draft, while it is shown.
    pub(crate) snapshots: Option<SnapshotsDialog>,
    pub(crate) toast: Option<Toast>,
    pub(crate) notes: Notes,
    /// Files that drafts follow.
    pub(crate) disk: Disk,
    pub(crate) page: Page,
    /// What is known of zones.
    pub(crate) zones: Zones,
    toasts: u64,
    page_title: String,
}

/// How the person has arranged the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) theme: Theme,
    pub(crate) tab: PanelTab,
    pub(crate) panel_hidden: bool,
    pub(crate) mobile: MobileView,
    /// What was chosen about the Markdown that leaves, for this visit.
    pub(crate) export: ExportOptions,
}

impl App {
    /// An application that has seen nothing yet; send it [`Event::Started`].
    /// What is known of zones is handed in.
    pub fn new(zones: Zones) -> App {
        App {
            zones,
            ..App::default()
        }
    }

    /// Takes in what happened and returns what the page has to do, in order.
    pub fn update(&mut self, event: Event, ambient: Ambient) -> Vec<Effect> {
        self.now = ambient.now;
        let mut effects = match event {
            Event::Started => vec![
                Effect::Store(StoreRequest::List),
                Effect::Store(StoreRequest::Templates),
                disk::recall(&mut self.disk),
            ],
            Event::Stored(reply) => stored::update(self, reply, ambient),
            Event::NewDraft
            | Event::OpenDraft(_)
            | Event::RenameDraft { .. }
            | Event::DuplicateDraft(_)
            | Event::DeleteDraft(_)
            | Event::UndoDelete(_)
            | Event::Searched(_)
            | Event::MoreDraftsShown
            | Event::DraftsShown
            | Event::DownloadDamaged { .. }
            | Event::ConflictAnswered(_) => drafts::update(self, event, ambient),
            Event::NewDraftFrom(_) | Event::LayoutKept | Event::KeepTemplate(_) | Event::DropTemplate(_) => {
                templates::update(self, event, ambient)
            }
            Event::TrashToggled
            | Event::RestoreDraft(_)
            | Event::PurgeDraft(_)
            | Event::TrashEmptied
            | Event::UndoPurge
            | Event::BackUpAll
            | Event::ArchiveDraft(_) => space::update(self, event, ambient.now),
            Event::Disk(event) => disk::update(self, event, ambient),
            Event::ImportOpened
            | Event::TemplateImportOpened
            | Event::ImportTextChanged(_)
            | Event::ImportFile { .. }
            | Event::ImportFiles(_)
            | Event::ImportFileUnreadable { .. }
            | Event::ImportConfirmed
            | Event::ImportClosed => super::import::update(self, event, ambient),
            Event::RawPasted { .. } | Event::RawConfirmed | Event::RawAsLines | Event::RawClosed => {
                super::raw::update(self, event, ambient.now)
            }
            Event::History(event) => snapshots::update(self, event, ambient.now),
            Event::PanelShown(tab) => {
                self.page.tab = tab;
                self.page.panel_hidden = false;
                Vec::new()
            }
            Event::PanelToggled => {
                self.page.panel_hidden = !self.page.panel_hidden;
                Vec::new()
            }
            Event::MobileShown(view) => {
                self.page.mobile = view;
                Vec::new()
            }
            Event::ExportChosen(options) => {
                self.page.export = options;
                Vec::new()
            }
            Event::ThemeChosen(theme) => {
                self.page.theme = theme;
                vec![Effect::Theme(theme)]
            }
            Event::Copied(worked) => {
                // Nothing else on the page shows whether the clipboard has it.
                let text = export::copied(worked);
                self.say(text.into(), None);
                let text = text.into();
                vec![Effect::Announce { text, assertive: false }]
            }
            Event::ToastGone => {
                self.toast = None;
                space::no_way_back(self)
            }
            Event::BannerClosed(title) => {
                self.notes.close(title);
                Vec::new()
            }
            Event::Tabs(news) => tabs::update(self, news, ambient),
            Event::TakeOver => tabs::take_over(self),
            Event::DuplicateOpened => tabs::duplicate(self, ambient),
            Event::DownloadRecord => tabs::download_record(self),
            Event::SaveDue if tabs::slept(self) => tabs::check(self),
            event => open::update(self, event, ambient),
        };
        // Every file of the open draft that is handed out is told, and counts where all of it is there.
        let handed_out = effects.iter().find_map(|effect| match effect {
            Effect::Download { name, mime, .. } => Some((name.clone(), !mime.starts_with("text/csv"))),
            _ => None,
        });
        if let (Some((name, whole)), Some(draft)) = (handed_out, &self.draft) {
            if whole {
                effects.push(Effect::Store(StoreRequest::Exported(draft.id.clone())));
            }
            self.say(format!("“{name}” goes to your downloads."), None);
        }
        if let Some(after) = self.draft.as_mut().and_then(|draft| draft.take_timer()) {
            tabs::timer_set(self, after);
            effects.push(Effect::SaveTimer(after));
        }
        effects.extend(tabs::settle_locks(self));
        effects.extend(disk::settle_open(self));
        let title = self.title();
        if title != self.page_title {
            self.page_title.clone_from(&title);
            effects.push(Effect::PageTitle(title));
        }
        effects
    }

    /// What the page shows.
    pub fn view(&self) -> View {
        let screen = match &self.draft {
            Some(draft) => {
                let template = self.templates.of(draft);
                let mut composer = compose::view(draft, &self.page, self.home.keeping, template);
                composer.file = self.disk.view(&draft.id);
                Screen::Composer(Box::new(composer))
            }
            None => {
                let waiting: Vec<_> = self.waiting.iter().map(|draft| summary::of(draft, self.now)).collect();
                Screen::Home(self.home.view(&waiting, self.now))
            }
        };
        let writes = self.draft.as_ref().is_some_and(|draft| !draft.reads_only());
        let unsaved = match &screen {
            Screen::Composer(composer) => composer.save.is_unsaved(),
            Screen::Home(_) => false,
        };
        View {
            unsaved: unsaved || self.waiting.iter().any(|draft| draft.saving.dirty()),
            screen,
            import: self.import.view(),
            raw: self.raw.as_ref().filter(|_| writes).map(RawDialog::view),
            templates: self.templates.view(),
            snapshots: self.snapshots.as_ref().map(|dialog| dialog.view(self.now)),
            toast: self.toast.clone(),
            banners: banners::view(self),
            theme: self.page.theme,
        }
    }

    /// Says what just happened, with a way back.
    pub(crate) fn say(&mut self, text: String, action: Option<(&str, Event)>) {
        self.toasts += 1;
        self.toast = Some(Toast {
            text,
            action: action.map(|(word, event)| (word.to_owned(), Box::new(event))),
            serial: self.toasts,
        });
    }

    /// Whether there is such a draft, kept or not.
    pub(crate) fn has(&self, id: &DraftId) -> bool {
        let held = self.draft.as_deref().into_iter().chain(&self.waiting);
        let listed = self.home.drafts.iter().map(|summary| &summary.id);
        held.map(|draft| &draft.id).chain(listed).any(|other| other == id)
    }

    /// The draft's title as far as anything here knows it.
    pub(crate) fn title_of(&self, id: &DraftId) -> String {
        let open = self.draft.as_deref().into_iter().chain(&self.waiting);
        let held = open
            .filter(|draft| draft.id == *id)
            .map(|draft| home::shown_title(&draft.document.title.text))
            .next();
        held.or_else(|| self.home.title(id))
            .unwrap_or_else(|| "Untitled".into())
    }

    fn title(&self) -> String {
        match &self.draft {
            Some(draft) => format!("{} – Posthoc", home::shown_title(&draft.document.title.text)),
            None => "Drafts – Posthoc".into(),
        }
    }
}
