//! Templates in the application: those that are built in, those that the person keeps, and what is
//! done with them. What a switch does to a document is decided in `markdown::templates`.

use super::app::App;
use super::draft::{Draft, Origin};
use super::drafts;
use super::effect::{Effect, FocusTarget};
use super::event::{Ambient, Event, Field};
use super::port::{KeptTemplate, Now, StoreRequest};
use super::view::{Stroke, TemplateView};
use crate::markdown::templates::{self, Template, built_in};
use crate::model::{Command, Opening, PartKind};
use std::sync::Arc;
use tiny_sort::stable;

/// The templates that can be chosen.
#[derive(Debug)]
pub(crate) struct Templates {
    own: Vec<(KeptTemplate, Template)>,
    shown: Arc<[TemplateView]>,
    /// What the store was asked to do and has not answered yet.
    asked: Vec<Asked>,
}

/// What was asked of the store.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Asked {
    Keep(KeptTemplate),
    Drop(KeptTemplate),
}

impl Default for Templates {
    fn default() -> Templates {
        Templates {
            own: Vec::new(),
            shown: shown(&[]),
            asked: Vec::new(),
        }
    }
}

impl Templates {
    /// All that can be chosen, the person's own first.
    pub(crate) fn view(&self) -> Arc<[TemplateView]> {
        self.shown.clone()
    }

    /// The template of a name.
    pub(crate) fn find(&self, id: &str) -> Option<&Template> {
        self.all().find(|template| template.id == id)
    }

    /// The template that a draft has, where it has no part more and none less.
    pub(crate) fn of(&self, draft: &Draft) -> Option<String> {
        let found = self.all().find(|template| template.fits(&draft.document));
        found.map(|template| template.id.clone())
    }

    fn all(&self) -> impl Iterator<Item = &Template> {
        self.own.iter().map(|(_, template)| template).chain(built_in())
    }
}

/// Takes in what happened to templates.
pub(crate) fn update(app: &mut App, event: Event, ambient: Ambient) -> Vec<Effect> {
    match event {
        Event::NewDraftFrom(id) => {
            let Some(document) = app.templates.find(&id).map(Template::document) else {
                return Vec::new();
            };
            let mut effects = drafts::leave(app, ambient.now);
            let id = drafts::fresh_id(ambient);
            let draft = Draft::new(id, document, Vec::new(), 0, ambient.now, &app.zones);
            drafts::open(app, draft);
            effects.push(Effect::Focus(FocusTarget::Field(Field::Title)));
            effects
        }
        Event::LayoutKept => {
            let Some(draft) = app.draft.as_deref() else {
                return Vec::new();
            };
            let template = templates::of_document("", &draft.document);
            keep_template(app, &template, ambient)
        }
        Event::KeepTemplate(kept) => keep(app, kept),
        Event::DropTemplate(id) => {
            let own = app.templates.own.iter().find(|(kept, _)| kept.id == id);
            let Some((kept, _)) = own.cloned() else {
                return Vec::new();
            };
            app.templates.asked.push(Asked::Drop(kept));
            vec![Effect::Store(StoreRequest::DropTemplate(id))]
        }
        _ => Vec::new(),
    }
}

/// Keeps a layout as a template of the person's own.
pub(crate) fn keep_template(app: &mut App, template: &Template, ambient: Ambient) -> Vec<Effect> {
    if template.slots.is_empty() {
        let text = "There is no heading to make a template of.".to_owned();
        app.say(text.clone(), None);
        return vec![drafts::announce(text)];
    }
    let kept = KeptTemplate {
        id: drafts::fresh_id(ambient).0,
        text: template.markdown(),
    };
    keep(app, kept)
}

fn keep(app: &mut App, kept: KeptTemplate) -> Vec<Effect> {
    app.templates.asked.push(Asked::Keep(kept.clone()));
    vec![Effect::Store(StoreRequest::KeepTemplate(kept))]
}

/// The store told which templates there are: what was asked of it is done where the list says so.
pub(crate) fn listed(app: &mut App, kept: Vec<KeptTemplate>) -> Vec<Effect> {
    let own = kept.into_iter().map(|kept| {
        let template = templates::of_text(&kept.id, &kept.text);
        (kept, template)
    });
    let mut own: Vec<_> = own.collect();
    stable::sort_by_key(&mut own, |(_, template)| template.name.to_lowercase());
    app.templates.shown = shown(&own);
    app.templates.own = own;
    let mut effects = Vec::new();
    for asked in std::mem::take(&mut app.templates.asked) {
        let there = |kept: &KeptTemplate| app.templates.own.iter().any(|(own, _)| own == kept);
        let (text, undo) = match asked {
            Asked::Keep(kept) if there(&kept) => (
                format!("“{}” is one of your templates now.", name(&kept)),
                Event::DropTemplate(kept.id),
            ),
            Asked::Drop(kept) if !there(&kept) => (
                format!("Removed the template “{}”.", name(&kept)),
                Event::KeepTemplate(kept),
            ),
            asked => {
                app.templates.asked.push(asked);
                continue;
            }
        };
        app.say(text.clone(), Some(("Undo", undo)));
        effects.push(drafts::announce(text));
    }
    effects
}

/// The store could not do what it was asked.
pub(crate) fn refused(app: &mut App, why: String) -> Vec<Effect> {
    let title = match app.templates.asked.pop() {
        Some(Asked::Keep(kept)) => format!("“{}” is not kept as a template.", name(&kept)),
        Some(Asked::Drop(kept)) => format!("The template “{}” was not removed.", name(&kept)),
        None => "Your templates are not here.".into(),
    };
    app.notes.add(title, why);
    Vec::new()
}

fn name(kept: &KeptTemplate) -> String {
    templates::of_text("", &kept.text).name
}

/// Brings the open draft into a template's layout. Returns the sentence that says so, and whether
/// there is something to undo.
pub(crate) fn switch(draft: &mut Draft, template: &Template, now: Now) -> (String, bool) {
    if let Some(field) = draft.focus.take() {
        super::edit::left(draft, &field, now);
    }
    let name = &template.name;
    let document = templates::switch(&draft.document, template);
    if document == draft.document {
        return (
            format!("Nothing to change: the draft has all that “{name}” asks for."),
            false,
        );
    }
    let label = format!("Layout changed to “{name}”");
    let done = draft.perform(Command::Replace(Box::new(document)), Origin::Command(label), now);
    (format!("Layout changed to “{name}”. Every word is still there."), done)
}

fn shown(own: &[(KeptTemplate, Template)]) -> Arc<[TemplateView]> {
    let own = own.iter().map(|(_, template)| view(template, true));
    own.chain(built_in().iter().map(|template| view(template, false)))
        .collect()
}

fn view(template: &Template, own: bool) -> TemplateView {
    TemplateView {
        id: template.id.clone(),
        name: template.name.clone(),
        about: template.about.clone(),
        own,
        sketch: sketch(template),
    }
}

/// Rows that fit on a tile.
const ROWS: usize = 7;

/// The template drawn small: a heading by its length, a line of text or some entries below it.
fn sketch(template: &Template) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    for (number, slot) in template.slots.iter().enumerate() {
        let inner = matches!(slot.opening, Opening::Heading(level) if level > 2);
        let width = 0.25 + 0.35 * (slot.heading.chars().count().min(28) as f32 / 28.0);
        strokes.push(Stroke::Heading(if inner { width * 0.7 } else { width }));
        match slot.kind {
            PartKind::Timeline => strokes.extend((0..3).map(Stroke::Entry)),
            _ => strokes.push(Stroke::Line([0.95, 0.75, 0.88, 0.62][number % 4])),
        }
    }
    strokes.truncate(ROWS);
    strokes
}
