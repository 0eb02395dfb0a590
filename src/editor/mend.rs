//! Fixes applied, findings kept as written, and the way from problem to problem.

use super::app::App;
use super::draft::{Draft, Origin};
use super::effect::{Effect, FocusTarget};
use super::event::Field;
use super::figures::count;
use super::port::Now;
use super::problems::{self, ProblemRef};
use super::view::MobileView;
use super::{facts, place};
use crate::lint::{Fix, Place};
use crate::model::Command;
use crate::time::describe::span;

/// Applies one fix. Returns the sentence that says so, beside the effects.
pub(crate) fn apply(draft: &mut Draft, problem: usize, fix: usize, now: Now) -> (Option<String>, Vec<Effect>) {
    let found = shown(draft, problem).map(|problem| problem.found.clone());
    let Some(fix) = found.and_then(|found| found.fixes.into_iter().nth(fix)) else {
        return (None, Vec::new());
    };
    let field = fix.commands.iter().find_map(changed_field);
    draft.attention.typing = None;
    let command = Command::All(fix.commands.clone());
    if !draft.perform(command, Origin::Command(fix.title.clone()), now) {
        return (None, Vec::new());
    }
    let sentence = join(&done(&[fix]), &facts::spans_now(draft));
    let mut effects = vec![announce(format!("{sentence} Undo with Ctrl Z."))];
    effects.extend(field.map(|field| Effect::Focus(FocusTarget::Field(field))));
    (Some(sentence), effects)
}

/// Applies the first fix of every shown problem where it may be applied unseen, as one step.
pub(crate) fn apply_all_safe(draft: &mut Draft, now: Now) -> (Option<String>, Vec<Effect>) {
    let fixes: Vec<Fix> = problems::shown(&draft.attention, &draft.analysis.diagnostics)
        .into_iter()
        .filter(|problem| problems::is_safe(problem.found))
        .filter_map(|problem| problem.found.fixes.first().cloned())
        .collect();
    let mut applied: Vec<Fix> = Vec::new();
    let mut commands = Vec::new();
    let mut trial = draft.document.clone();
    for fix in fixes {
        // Two findings may offer the same edit, or edits that exclude each other: the first one stands.
        let known = applied
            .iter()
            .any(|other| other.commands == fix.commands || touches_same(other, &fix));
        let command = Command::All(fix.commands.clone());
        if !known && trial.apply(command.clone()).is_ok() {
            commands.push(command);
            applied.push(fix);
        }
    }
    if commands.is_empty() {
        return (None, vec![announce("No fix is safe to apply unseen.".into())]);
    }
    draft.attention.typing = None;
    let label = count(applied.len(), "fix applied", "fixes applied");
    if !draft.perform(Command::All(commands), Origin::Command(label), now) {
        return (None, Vec::new());
    }
    let sentence = join(&done(&applied), &facts::spans_now(draft));
    (
        Some(sentence.clone()),
        vec![announce(format!("{sentence} Undo with Ctrl Z."))],
    )
}

/// Keeps what a problem speaks of as written.
pub(crate) fn keep(draft: &mut Draft, problem: usize, now: Now) -> (Option<String>, Vec<Effect>) {
    let Some((rule, message)) =
        shown(draft, problem).map(|problem| (problem.found.rule.name, problem.found.message.clone()))
    else {
        return (None, Vec::new());
    };
    draft.keep(rule, &message, now);
    let sentence = "Kept as written.".to_owned();
    let effects = vec![announce(format!("{sentence} Undo with Ctrl Z."))];
    (Some(sentence), effects)
}

/// Goes to the problem behind (or before) the one that was last gone to.
pub(crate) fn next(app: &mut App, back: bool) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    let total = draft.attention.visible().len();
    if total == 0 {
        return vec![announce("No problems.".into())];
    }
    let number = match (draft.visited.filter(|number| *number < total), back) {
        (None, false) => 0,
        (None, true) => total - 1,
        (Some(number), false) => (number + 1) % total,
        (Some(number), true) => (number + total - 1) % total,
    };
    go_to(app, number)
}

/// Goes to a problem's place.
pub(crate) fn go_to(app: &mut App, number: usize) -> Vec<Effect> {
    let Some(draft) = app.draft.as_deref_mut() else {
        return Vec::new();
    };
    draft.visited = Some(number);
    let Some(problem) = shown(draft, number) else {
        return Vec::new();
    };
    let target = match (
        &problem.found.place,
        place::field(&problem.found.place, &draft.document),
    ) {
        (_, Some(field)) => FocusTarget::Field(field),
        (Place::Part(id), None) => FocusTarget::Part(*id),
        (_, None) => FocusTarget::Screen,
    };
    app.page.mobile = MobileView::Write;
    vec![Effect::Focus(target)]
}

fn shown(draft: &Draft, number: usize) -> Option<ProblemRef<'_>> {
    let index = *draft.attention.visible().get(number)?;
    let found = draft.analysis.diagnostics.get(index)?;
    Some(ProblemRef { number, found })
}

/// The field that an edit changes.
fn changed_field(command: &Command) -> Option<Field> {
    match command {
        Command::SetTitle(_) => Some(Field::Title),
        Command::SetHeading { id, .. } => Some(Field::Heading(*id)),
        Command::SetProse { id, .. } => Some(Field::Prose(*id)),
        Command::SetFact { key, .. } => Some(Field::Fact(*key)),
        Command::SetTime { id, .. } | Command::MoveRow { id, .. } | Command::SetPhase { id, .. } => {
            Some(Field::EntryTime(*id))
        }
        Command::SetText { id, .. } | Command::SetDone { id, .. } => Some(Field::Text(*id)),
        Command::SetItemField { id, field, .. } => Some(Field::ItemField(*id, *field)),
        Command::All(commands) => commands.iter().find_map(changed_field),
        _ => None,
    }
}

fn touches_same(one: &Fix, other: &Fix) -> bool {
    one.touches
        .iter()
        .any(|touch| other.touches.iter().any(|also| also.entry == touch.entry))
}

/// “2 times read as AM.”, else the fixes' own titles.
fn done(fixes: &[Fix]) -> String {
    let marks: Vec<&str> = fixes
        .iter()
        .flat_map(|fix| &fix.touches)
        .map(|touch| touch.mark.as_str())
        .collect();
    let all = |mark: &str| !marks.is_empty() && marks.iter().all(|own| *own == mark);
    for (mark, half) in [("AM?", "AM"), ("PM?", "PM")] {
        if all(mark) {
            return format!("{} read as {half}.", count(marks.len(), "time", "times"));
        }
    }
    match fixes {
        [only] => format!("Done: {}.", only.title),
        many => format!("{}.", count(many.len(), "fix applied", "fixes applied")),
    }
}

fn join(first: &str, second: &str) -> String {
    match second {
        "" => first.to_owned(),
        second => format!("{first} {second}"),
    }
}

/// "The timeline spans 4 h."
pub(crate) fn spans(seconds: i64) -> String {
    format!("The timeline spans {}.", span(seconds))
}

fn announce(text: String) -> Effect {
    Effect::Announce { text, assertive: false }
}
