//! What the page shows, as signals: the application's view spread over parts and rows.
//!
//! The only place that writes these signals. A signal is set only when its own piece of the view
//! changed, so that a keystroke touches one row; must not decide what is shown.

use super::keyed::{Keyed, put};
use super::list::Key;
use crate::editor::export::ExportOptions;
use crate::editor::port::DraftId;
use crate::editor::view::*;
use crate::model::{FactKey, Id};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A problem, shared between the list and the rows that it points at.
pub(crate) type Problem = Arc<ProblemView>;

/// A row with the problems shown under it.
#[derive(Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) view: RowView,
    pub(crate) problems: Vec<Problem>,
}

/// A row of any list.
#[derive(Clone, PartialEq)]
pub(crate) enum RowView {
    Entry(EntryView),
    Item(ItemView),
    Text(String),
}

/// What a row is, beside which row it is: an element is made for one kind of row only.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RowKind {
    Entry,
    Item,
    Text,
}

impl RowKind {
    /// What a row of this kind is recognised by.
    pub(crate) fn key((kind, id): &(RowKind, Id)) -> Key {
        Key::Number(u64::from(id.0) * 4 + *kind as u64)
    }
}

/// A part without its rows and chart, which have signals of their own.
#[derive(Clone, PartialEq)]
pub(crate) struct PartHead {
    pub(crate) view: PartView,
    pub(crate) problems: Vec<Problem>,
}

/// The signals of a part.
#[derive(Clone)]
pub(crate) struct PartCell {
    pub(crate) head: ArcRwSignal<PartHead>,
    pub(crate) chart: ArcRwSignal<Option<ChartView>>,
    pub(crate) rows: Keyed<(RowKind, Id), Row>,
}

/// The facts card without its fields, which have signals of their own.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct FactsHead {
    pub(crate) view: FactsView,
    pub(crate) problems: Vec<Problem>,
}

/// The preview without its parts.
#[derive(Clone, PartialEq)]
pub(crate) struct PreviewHead {
    pub(crate) title: Arc<[crate::markdown::preview::Node]>,
    pub(crate) byline: String,
}

/// All signals of the page.
#[derive(Clone, Copy)]
pub(crate) struct State {
    /// The open draft; `None` shows the list of drafts.
    pub(crate) draft: RwSignal<Option<DraftId>>,
    pub(crate) home: RwSignal<HomeView>,
    pub(crate) drafts: StoredValue<Keyed<DraftId, DraftRow>>,
    pub(crate) import: RwSignal<Option<ImportView>>,
    pub(crate) raw: RwSignal<Option<RawView>>,
    pub(crate) templates: RwSignal<Arc<[TemplateView]>>,
    pub(crate) snapshots: RwSignal<Option<SnapshotsView>>,
    pub(crate) toast: RwSignal<Option<Toast>>,
    pub(crate) banners: RwSignal<Vec<Banner>>,
    pub(crate) theme: RwSignal<Theme>,
    pub(crate) title: RwSignal<String>,
    /// The template whose layout the draft has.
    pub(crate) template: RwSignal<Option<String>>,
    pub(crate) save: RwSignal<SaveView>,
    /// The open draft can't be changed here.
    pub(crate) read_only: RwSignal<bool>,
    /// Something would be lost if the tab were closed now.
    pub(crate) unsaved: RwSignal<bool>,
    pub(crate) file: RwSignal<Option<(String, String)>>,
    pub(crate) history: RwSignal<(bool, bool)>,
    pub(crate) counts: RwSignal<(usize, usize, usize)>,
    pub(crate) safe_fixes: RwSignal<usize>,
    pub(crate) words: RwSignal<usize>,
    pub(crate) facts: RwSignal<FactsHead>,
    pub(crate) fact_fields: StoredValue<Keyed<FactKey, FactField>>,
    pub(crate) part_ids: RwSignal<Vec<Id>>,
    parts: StoredValue<HashMap<Id, PartCell>>,
    pub(crate) problems: StoredValue<Keyed<usize, ProblemView>>,
    pub(crate) preview: RwSignal<Option<PreviewHead>>,
    pub(crate) preview_parts: StoredValue<Keyed<Id, PreviewPart>>,
    pub(crate) markdown: RwSignal<Option<String>>,
    pub(crate) tab: RwSignal<PanelTab>,
    pub(crate) panel_hidden: RwSignal<bool>,
    pub(crate) export: RwSignal<ExportOptions>,
    pub(crate) mobile: RwSignal<MobileView>,
    /// What was last said to screen readers: politely, and at once.
    pub(crate) polite: RwSignal<String>,
    pub(crate) assertive: RwSignal<String>,
    /// The list of shortcuts is open: the page's own, no document is concerned.
    pub(crate) shortcuts: RwSignal<bool>,
    /// Long lists must be there as a whole: the page is printed.
    pub(crate) whole: RwSignal<bool>,
}

impl State {
    pub(crate) fn new() -> State {
        State {
            draft: RwSignal::new(None),
            home: RwSignal::new(HomeView::default()),
            drafts: StoredValue::new(Keyed::new()),
            import: RwSignal::new(None),
            raw: RwSignal::new(None),
            templates: RwSignal::new(Arc::from([])),
            snapshots: RwSignal::new(None),
            toast: RwSignal::new(None),
            banners: RwSignal::new(Vec::new()),
            theme: RwSignal::new(Theme::default()),
            title: RwSignal::new(String::new()),
            template: RwSignal::new(None),
            save: RwSignal::new(SaveView::Unchanged),
            read_only: RwSignal::new(false),
            unsaved: RwSignal::new(false),
            file: RwSignal::new(None),
            history: RwSignal::new((false, false)),
            counts: RwSignal::new((0, 0, 0)),
            safe_fixes: RwSignal::new(0),
            words: RwSignal::new(0),
            facts: RwSignal::new(FactsHead::default()),
            fact_fields: StoredValue::new(Keyed::new()),
            part_ids: RwSignal::new(Vec::new()),
            parts: StoredValue::new(HashMap::new()),
            problems: StoredValue::new(Keyed::new()),
            preview: RwSignal::new(None),
            preview_parts: StoredValue::new(Keyed::new()),
            markdown: RwSignal::new(None),
            tab: RwSignal::new(PanelTab::default()),
            panel_hidden: RwSignal::new(false),
            export: RwSignal::new(ExportOptions::default()),
            mobile: RwSignal::new(MobileView::default()),
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
            shortcuts: RwSignal::new(false),
            whole: RwSignal::new(false),
        }
    }

    pub(crate) fn part(&self, id: Id) -> Option<PartCell> {
        self.parts.with_value(|parts| parts.get(&id).cloned())
    }

    /// Takes a view over.
    pub(crate) fn sync(&self, view: crate::editor::View) {
        put(&self.theme, view.theme);
        put(&self.import, view.import);
        put(&self.raw, view.raw);
        put(&self.templates, view.templates);
        put(&self.snapshots, view.snapshots);
        put(&self.toast, view.toast);
        put(&self.banners, view.banners);
        put(&self.unsaved, view.unsaved);
        match view.screen {
            Screen::Home(mut home) => {
                let drafts = std::mem::take(&mut home.drafts);
                let drafts = drafts.into_iter().map(|draft| (draft.id.clone(), draft)).collect();
                self.drafts.with_value(|cells| cells.sync(drafts));
                put(&self.home, home);
                put(&self.draft, None);
            }
            Screen::Composer(composer) => self.sync_composer(*composer),
        }
    }

    fn sync_composer(&self, mut view: ComposerView) {
        let problems: Vec<Problem> = view.problems.iter().cloned().map(Arc::new).collect();
        self.problems
            .with_value(|cells| cells.sync(view.problems.into_iter().map(|p| (p.number, p)).collect()));
        let pick = |numbers: &[usize]| -> Vec<Problem> {
            numbers
                .iter()
                .filter_map(|number| problems.get(*number).cloned())
                .collect()
        };

        let fields = std::mem::take(&mut view.facts.fields);
        self.fact_fields
            .with_value(|cells| cells.sync(fields.into_iter().map(|field| (field.key, field)).collect()));
        let fact_problems = pick(&view.facts.problems);
        put(
            &self.facts,
            FactsHead {
                view: view.facts,
                problems: fact_problems,
            },
        );

        let ids: Vec<Id> = view.parts.iter().map(|part| part.id).collect();
        self.parts.update_value(|cells| {
            cells.retain(|id, _| ids.contains(id));
            for part in view.parts {
                sync_part(cells, part, &pick);
            }
        });
        put(&self.part_ids, ids);

        let head = view.preview.map(|preview| {
            let parts = preview.parts.into_iter().map(|part| (part.id, part)).collect();
            self.preview_parts.with_value(|cells| cells.sync(parts));
            PreviewHead {
                title: preview.title,
                byline: preview.byline,
            }
        });
        put(&self.preview, head);
        put(&self.markdown, view.markdown);
        put(&self.title, view.title);
        put(&self.template, view.template);
        put(&self.save, view.save);
        put(&self.read_only, view.read_only);
        put(&self.file, view.file);
        put(&self.history, (view.can_undo, view.can_redo));
        put(&self.counts, view.counts);
        put(&self.safe_fixes, view.safe_fixes);
        put(&self.words, view.words);
        put(&self.tab, view.tab);
        put(&self.panel_hidden, view.panel_hidden);
        put(&self.export, view.export);
        put(&self.mobile, view.mobile);
        put(&self.draft, Some(view.id));
    }
}

fn sync_part(cells: &mut HashMap<Id, PartCell>, mut part: PartView, pick: &dyn Fn(&[usize]) -> Vec<Problem>) {
    let mut chart = None;
    let rows: Vec<((RowKind, Id), Row)> = match &mut part.body {
        BodyView::Prose { .. } => Vec::new(),
        BodyView::Timeline(timeline) => {
            chart = timeline.chart.take();
            let rows = std::mem::take(&mut timeline.rows).into_iter();
            rows.map(|row| match row {
                TimelineRowView::Entry(entry) => {
                    let problems = pick(&entry.problems);
                    let key = (RowKind::Entry, entry.id);
                    (
                        key,
                        Row {
                            view: RowView::Entry(entry),
                            problems,
                        },
                    )
                }
                TimelineRowView::Text { id, text } => passage(id, text),
            })
            .collect()
        }
        BodyView::Items(items) => {
            let rows = std::mem::take(&mut items.rows).into_iter();
            rows.map(|row| match row {
                ItemRowView::Item(item) => {
                    let problems = pick(&item.problems);
                    let key = (RowKind::Item, item.id);
                    (
                        key,
                        Row {
                            view: RowView::Item(item),
                            problems,
                        },
                    )
                }
                ItemRowView::Text { id, text } => passage(id, text),
            })
            .collect()
        }
    };
    let id = part.id;
    let problems = pick(&part.problems);
    let head = PartHead { view: part, problems };
    match cells.get(&id) {
        Some(cell) => {
            cell.rows.sync(rows);
            put(&cell.chart, chart);
            put(&cell.head, head);
        }
        None => {
            let cell = PartCell {
                head: ArcRwSignal::new(head),
                chart: ArcRwSignal::new(chart),
                rows: Keyed::new(),
            };
            cell.rows.sync(rows);
            cells.insert(id, cell);
        }
    }
}

fn passage(id: Id, text: String) -> ((RowKind, Id), Row) {
    let row = Row {
        view: RowView::Text(text),
        problems: Vec::new(),
    };
    ((RowKind::Text, id), row)
}
