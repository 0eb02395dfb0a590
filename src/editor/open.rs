//! What happens to the open draft: fields, parts, rows, history, saving and the ways out.

use super::app::App;
use super::draft::Draft;
use super::effect::Effect;
use super::event::{Ambient, Event, Field};
use super::port::{Now, Reason};
use super::problems::{self, Reveal};
use super::{drafts, edit, export, mend, parts, rows, second_clock, snapshots, tabs, templates};
use crate::model::Command;

/// After so many milliseconds without a key, what can no longer become right is said.
const PAUSE_MS: u32 = 1_000;

/// Takes in what happened to the open draft.
pub(crate) fn update(app: &mut App, event: Event, ambient: Ambient) -> Vec<Effect> {
    let now = ambient.now;
    if matches!(event, Event::SaveDue | Event::Leaving) {
        return save_all(app, now);
    }
    let options = app.page.export.clone();
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    if !matches!(event, Event::Edited(..)) {
        draft.catch_up(now);
    }
    let changes = draft.saving.changes();
    let (mut said, mut unchanged) = (None, None);
    let mut effects = match event {
        Event::Edited(field, text) if draft.reads_only() => return tabs::late(app, &field, &text, ambient),
        Event::Edited(field, text) => return edited(app, field, &text, now),
        Event::Entered(field) => {
            if draft.focus.as_ref() != Some(&field) {
                draft.history.close();
            }
            draft.focus = Some(field);
            return Vec::new();
        }
        Event::Left(field) => return left(draft, &field, now),
        Event::Paused => {
            draft.history.close();
            let fresh = draft.reveal(Reveal::Certain);
            return announced(draft, &fresh);
        }
        Event::AddPart { after, kind } => parts::add(draft, after, kind, now),
        Event::RemovePart(id) => {
            let (sentence, effects) = parts::remove(draft, id, now);
            said = sentence;
            effects
        }
        Event::MovePart { id, by } => parts::move_by(draft, id, by, now),
        Event::SetPartKind { id, kind } => parts::set_kind(draft, id, kind, now),
        Event::AddRow { beside, after } => rows::add(draft, beside, after, now),
        Event::QuickAdd { part, text } => {
            draft.attention.typing = None;
            rows::quick_add(draft, part, &text, now)
        }
        Event::RemoveRow(id) => {
            let (sentence, effects) = rows::remove(draft, id, now);
            said = sentence;
            effects
        }
        Event::MoveRow { id, by } => rows::move_by(draft, id, by, now),
        Event::SetPhase { id, phase } => command(draft, Command::SetPhase { id, phase }, "Phase changed", now),
        Event::SetDone { id, done } => {
            let label = if done { "Item done" } else { "Item open" };
            command(draft, Command::SetDone { id, done }, label, now)
        }
        Event::ApplyFix { problem, fix } => {
            let (sentence, effects) = mend::apply(draft, problem, fix, now);
            said = sentence;
            effects
        }
        Event::FixAllSafe => {
            let before = snapshots::before(draft, Reason::Fixes);
            let (sentence, mut effects) = mend::apply_all_safe(draft, now);
            effects.extend(sentence.is_some().then_some(before));
            said = sentence;
            effects
        }
        Event::KeepAsWritten { problem } => {
            let (sentence, effects) = mend::keep(draft, problem, now);
            said = sentence;
            effects
        }
        Event::NextProblem { back } => return mend::next(app, back),
        Event::GoTo { problem } => return mend::go_to(app, problem),
        Event::Undo => {
            draft.attention.typing = None;
            spoken(draft.undo(now), "Undone", "Nothing to undo.")
        }
        Event::Redo => {
            draft.attention.typing = None;
            spoken(draft.redo(now), "Redone", "Nothing to redo.")
        }
        Event::Download => export::download(draft, &options),
        Event::DownloadAs(kind) => export::download_as(draft, kind, &options),
        Event::TemplateChosen(id) => {
            let Some(template) = app.templates.find(&id) else {
                return Vec::new();
            };
            let before = snapshots::before(draft, Reason::Template);
            let (sentence, changed) = templates::switch(draft, template, now);
            let mut effects = vec![drafts::announce(sentence.clone())];
            effects.extend(changed.then_some(before));
            match changed {
                true => said = Some(sentence),
                false => unchanged = Some(sentence),
            }
            effects
        }
        Event::SecondClockToggled => {
            second_clock::toggle(draft, now);
            Vec::new()
        }
        Event::CopyMarkdown => vec![export::copy(draft, &options)],
        Event::CopyRich => vec![export::copy_rich(draft, &options)],
        _ => Vec::new(),
    };
    if draft.saving.changes() != changes {
        draft.settle_attention();
        // A toast speaks of the newest change; its Undo must not take back another one.
        app.toast = None;
    }
    if let Some(sentence) = said {
        app.say(sentence, Some(("Undo", Event::Undo)));
    }
    if let Some(sentence) = unchanged {
        app.say(sentence, None);
    }
    effects.retain(|effect| !matches!(effect, Effect::Announce { text, .. } if text.is_empty()));
    effects
}

fn edited(app: &mut App, field: Field, text: &str, now: Now) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    draft.focus = Some(field.clone());
    draft.attention.typing = Some(field.clone());
    if edit::typed(draft, &field, text, now) {
        app.toast = None;
    }
    draft.reveal(Reveal::Nothing);
    vec![Effect::PauseTimer(PAUSE_MS)]
}

fn left(draft: &mut Draft, field: &Field, now: Now) -> Vec<Effect> {
    if draft.focus.as_ref() == Some(field) {
        draft.focus = None;
    }
    if draft.attention.typing.as_ref() == Some(field) {
        draft.attention.typing = None;
    }
    edit::left(draft, field, now);
    let fresh = draft.reveal(Reveal::Settled);
    announced(draft, &fresh)
}

fn announced(draft: &Draft, fresh: &[usize]) -> Vec<Effect> {
    let shown = problems::shown(&draft.attention, &draft.analysis.diagnostics);
    let fresh: Vec<_> = fresh.iter().filter_map(|number| shown.get(*number).copied()).collect();
    let text = problems::announcement(&fresh, &draft.document);
    let effect = text.map(|text| Effect::Announce { text, assertive: false });
    effect.into_iter().collect()
}

fn command(draft: &mut Draft, command: Command, label: &str, now: Now) -> Vec<Effect> {
    draft.perform(command, super::draft::Origin::Command(label.to_owned()), now);
    Vec::new()
}

fn spoken(label: Option<String>, word: &str, none: &str) -> Vec<Effect> {
    let text = match label {
        Some(label) => format!("{word}: {}.", lower_first(&label)),
        None => none.to_owned(),
    };
    vec![Effect::Announce { text, assertive: false }]
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Behind saves that are still on their way too: a slow copy must not hold up the newest text.
fn save_all(app: &mut App, now: Now) -> Vec<Effect> {
    let drafts = app.draft.as_deref_mut().into_iter().chain(&mut app.waiting);
    let due = |draft: &mut Draft| [drafts::save(draft, now, true), snapshots::due(draft, now)];
    drafts.flat_map(due).flatten().collect()
}
