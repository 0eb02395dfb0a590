//! The composer's view: the open draft as values that are ready to print.

use super::app::Page;
use super::draft::Draft;
use super::place::{self, RowIndex};
use super::port::Keeping;
use super::problems::{self, ProblemRef};
use super::view::{BodyView, ComposerView, ItemRowView, ItemView, ItemsView, PanelTab, PartState, PartView, SaveView};
use super::{export, facts, parts, preview, reshape, rows, template, timeline};
use crate::lint::{Place, Severity};
use crate::markdown;
use crate::model::{Body, Id, ItemField, Items, Line, Opening, Part, Postmortem};
use std::collections::HashMap;

/// The open draft as the page shows it.
pub(crate) fn view(draft: &Draft, page: &Page, keeping: Keeping, template: Option<String>) -> ComposerView {
    let shown = problems::shown(&draft.attention, &draft.analysis.diagnostics);
    let index = RowIndex::of(&draft.document);
    let pointed = Pointed::of(&shown, &index);
    let count = |severity: Severity| {
        let of = shown.iter().filter(|problem| problem.found.rule.severity == severity);
        of.count()
    };
    let mut reasons: HashMap<&str, String> = HashMap::new();
    let mut above = 2;
    let mut hints = hints(&draft.document).into_iter();
    let parts = draft.document.parts.iter().map(|part| (part, hints.next().flatten()));
    let parts = parts.filter(|(part, _)| !matches!(part.body, Body::Facts(_)));
    let (parts, hints): (Vec<&Part>, Vec<Option<&str>>) = parts.unzip();
    let parts = parts.iter().zip(hints).enumerate().map(|(at, (part, hint))| {
        if let Opening::Heading(level) = part.opening {
            above = level;
        }
        let beside = |at: Option<usize>| at.and_then(|at| parts.get(at)).is_some_and(|other| parts::moves(other));
        let moves = parts::moves(part);
        let hint = hint.unwrap_or_else(|| template::hint(part.kind));
        let view = part_view(draft, part, above, hint, &pointed, &shown);
        PartView {
            can_up: moves && beside(at.checked_sub(1)),
            can_down: moves && beside(Some(at + 1)),
            state: match view.state {
                // A heading over parts of its own needs no text.
                PartState::Empty if parts.get(at + 1).is_some_and(|next| below(next, part)) => PartState::Done,
                state => state,
            },
            ..view
        }
    });
    ComposerView {
        id: draft.id.clone(),
        title: draft.document.title.text.clone(),
        template,
        save: match draft.saving.view() {
            _ if draft.reads_only() => SaveView::ReadOnly,
            SaveView::Saved(_) if keeping == Keeping::TabOnly => SaveView::TabOnly,
            view => view,
        },
        read_only: draft.reads_only(),
        can_undo: !draft.reads_only() && draft.history.can_undo(),
        can_redo: !draft.reads_only() && draft.history.can_redo(),
        counts: (count(Severity::Error), count(Severity::Warning), count(Severity::Hint)),
        safe_fixes: match draft.reads_only() {
            true => 0,
            false => problems::safe_fixes(&shown),
        },
        facts: facts::view(&draft.document, &draft.analysis, &shown),
        parts: parts.collect(),
        problems: shown
            .iter()
            .map(|problem| {
                let why = reasons.entry(problem.found.rule.name);
                let why = why.or_insert_with(|| problems::why(problem.found.rule.docs)).clone();
                problems::view(*problem, why, &draft.document, &index)
            })
            .collect(),
        words: draft.rendered.words() + draft.document.title.text.split_whitespace().count(),
        preview: Some(preview::view(draft)),
        markdown: (page.tab == PanelTab::Markdown && !page.panel_hidden).then(|| export::text(draft, &page.export)),
        // Files are nothing that a draft knows of itself.
        file: None,
        tab: page.tab,
        export: page.export.clone(),
        panel_hidden: page.panel_hidden,
        mobile: page.mobile,
    }
}

/// The shown problems by what they point at.
#[derive(Debug, Default)]
pub(crate) struct Pointed {
    rows: HashMap<Id, Vec<usize>>,
    parts: HashMap<Id, Vec<usize>>,
    worst: HashMap<Id, Severity>,
}

impl Pointed {
    fn of(shown: &[ProblemRef<'_>], index: &RowIndex) -> Pointed {
        let mut pointed = Pointed::default();
        for problem in shown {
            let part = match &problem.found.place {
                Place::EntryTime(id) | Place::EntryText(id) | Place::Item(id) => {
                    pointed.rows.entry(*id).or_default().push(problem.number);
                    index.part(*id)
                }
                Place::Part(id) | Place::Prose(id, _) => {
                    pointed.parts.entry(*id).or_default().push(problem.number);
                    Some(*id)
                }
                Place::Document | Place::Title | Place::Fact(_) => None,
            };
            if let Some(part) = part {
                let worst = pointed.worst.entry(part).or_insert(Severity::Hint);
                *worst = (*worst).max(problem.found.rule.severity);
            }
        }
        pointed
    }

    /// Numbers of the problems that point at a row.
    pub(crate) fn row(&self, id: Id) -> Vec<usize> {
        self.rows.get(&id).cloned().unwrap_or_default()
    }
}

/// Whether a part belongs under the heading of the part before it.
fn below(part: &Part, heading: &Part) -> bool {
    match (&heading.opening, &part.opening) {
        (Opening::Heading(_), Opening::Label { .. }) => true,
        (Opening::Heading(outer), Opening::Heading(inner)) => inner > outer,
        _ => false,
    }
}

/// What belongs into each part, where one of them is empty: else nobody is shown it.
fn hints(document: &Postmortem) -> Vec<Option<&'static str>> {
    match document.parts.iter().any(|part| reshape::is_empty(&part.body)) {
        true => markdown::templates::hints(document),
        false => Vec::new(),
    }
}

fn part_view(
    draft: &Draft,
    part: &Part,
    above: u8,
    hint: &str,
    pointed: &Pointed,
    shown: &[ProblemRef<'_>],
) -> PartView {
    let rows = place::row_ids(part).len();
    PartView {
        id: part.id,
        kind: part.kind,
        heading: markdown::preview::plain(&part.heading),
        level: match part.opening {
            Opening::Heading(level) => level,
            Opening::Bare => above,
            Opening::Label { .. } => above.saturating_add(1).min(6),
        },
        state: match pointed.worst.get(&part.id) {
            Some(Severity::Error) => PartState::Error,
            Some(Severity::Warning) => PartState::Warning,
            _ if reshape::is_empty(&part.body) => PartState::Empty,
            _ => PartState::Done,
        },
        hint: match part.body {
            Body::Timeline(_) | Body::Items(_) if rows == 0 => hint.into(),
            _ => String::new(),
        },
        count: matches!(part.body, Body::Timeline(_) | Body::Items(_)).then_some(rows),
        body: match &part.body {
            Body::Prose(text) => BodyView::Prose {
                text: text.clone(),
                example: hint.into(),
            },
            Body::Facts(_) => BodyView::Prose {
                text: String::new(),
                example: String::new(),
            },
            Body::Timeline(rows) => BodyView::Timeline(timeline::view(draft, part.id, rows, pointed, shown)),
            Body::Items(items) => BodyView::Items(items_view(items, pointed)),
        },
        problems: pointed.parts.get(&part.id).cloned().unwrap_or_default(),
        can_up: false,
        can_down: false,
    }
}

fn items_view(items: &Items, pointed: &Pointed) -> ItemsView {
    const FIELDS: [ItemField; 5] = [
        ItemField::Owner,
        ItemField::Priority,
        ItemField::Kind,
        ItemField::Due,
        ItemField::Link,
    ];
    let total = items.rows().count();
    let mut number = 0;
    let rows = items.lines.iter().map(|line| match line {
        Line::Text { id, text } => ItemRowView::Text {
            id: *id,
            text: text.clone(),
        },
        Line::Row(item) => {
            number += 1;
            let field = |field: &ItemField| (*field, rows::item_field(item, *field).to_owned());
            ItemRowView::Item(ItemView {
                id: item.id,
                number: (number, total),
                text: item.text.clone(),
                done: item.done,
                fields: FIELDS.iter().map(field).collect(),
                problems: pointed.row(item.id),
            })
        }
    });
    ItemsView { rows: rows.collect() }
}
