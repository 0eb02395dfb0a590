//! Laws of the application: whatever happens, every step can be taken back, and nothing panics.

use super::stage::Stage;
use posthoc::editor::Effect;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::view::{BodyView, ItemRowView, PanelTab, TimelineRowView};
use posthoc::model::{FactKey, Id, ItemField, PartKind, Phase};
use proptest::prelude::*;

const DOCUMENTS: [&str; 4] = [
    "",
    include_str!("../documents/wrong-half-of-the-day.md"),
    include_str!("../documents/tables.md"),
    include_str!("../documents/several-timelines.md"),
];

const TEXTS: [&str; 12] = [
    "",
    "8:05 AM",
    "25:10",
    "2024-03-03 10:05",
    "Alert fired",
    " two\n\nlines ",
    "## Impact\n\nNobody could pay.",
    "- **9:00 PM:** Escalated\n- 9:10 PM – Resolved",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "* _x_ [y](z) <b> `c`",
    "Timeline:",
    "é “quoted” 😀",
];

fn opened(text: &str) -> Stage {
    let mut stage = Stage::new();
    if text.is_empty() {
        stage.send(Event::NewDraft);
    } else {
        stage.send(Event::ImportOpened);
        stage.send(Event::ImportTextChanged(text.into()));
        stage.send(Event::ImportConfirmed);
    }
    stage
}

fn exported(stage: &mut Stage) -> String {
    match stage.send(Event::CopyMarkdown).remove(0) {
        Effect::Copy(text) => text,
        other => panic!("no copy: {other:?}"),
    }
}

/// What stands on the page, in order: parts, and rows.
fn ids(stage: &Stage) -> (Vec<Id>, Vec<Id>) {
    let parts = stage.composer().parts;
    let rows = parts.iter().flat_map(|part| match &part.body {
        BodyView::Timeline(timeline) => timeline
            .rows
            .iter()
            .map(|row| match row {
                TimelineRowView::Entry(entry) => entry.id,
                TimelineRowView::Text { id, .. } => *id,
            })
            .collect(),
        BodyView::Items(items) => items
            .rows
            .iter()
            .map(|row| match row {
                ItemRowView::Item(item) => item.id,
                ItemRowView::Text { id, .. } => *id,
            })
            .collect(),
        BodyView::Prose { .. } => Vec::new(),
    });
    let rows = rows.collect();
    (parts.iter().map(|part| part.id).collect(), rows)
}

/// An event made of four numbers, for what stands on the page now.
fn event(stage: &Stage, (what, which, text, by): (u8, usize, usize, i32)) -> Event {
    let (parts, rows) = ids(stage);
    let pick = |ids: &[Id]| ids.get(which % ids.len().max(1)).copied().unwrap_or(Id(0));
    let (part, row) = (pick(&parts), pick(&rows));
    let text = TEXTS[text % TEXTS.len()].to_owned();
    let kind = PartKind::ALL[which % PartKind::ALL.len()];
    let field = match which % 7 {
        0 => Field::Title,
        1 => Field::Fact(FactKey::ALL[text.len() % FactKey::ALL.len()]),
        2 => Field::Heading(part),
        3 => Field::Prose(part),
        4 => Field::EntryTime(row),
        5 => Field::Text(row),
        _ => Field::ItemField(row, ItemField::Owner),
    };
    match what % 18 {
        0..=3 => Event::Edited(field, text),
        4 | 5 => Event::Left(field),
        6 => Event::AddPart {
            after: Some(part),
            kind,
        },
        7 => Event::RemovePart(part),
        8 => Event::MovePart { id: part, by },
        9 => Event::SetPartKind { id: part, kind },
        10 => Event::AddRow {
            beside: row,
            after: by > 0,
        },
        11 => Event::QuickAdd { part, text },
        12 => Event::RemoveRow(row),
        13 => Event::MoveRow { id: row, by },
        14 => Event::SetPhase {
            id: row,
            phase: Some(Phase::ALL[which % Phase::ALL.len()]),
        },
        15 => Event::ApplyFix {
            problem: which % 3,
            fix: 0,
        },
        16 => Event::KeepAsWritten { problem: which % 3 },
        _ => Event::FixAllSafe,
    }
}

/// The page goes and is loaded again; a draft that was never changed is not kept anywhere.
fn reloaded(mut stage: Stage) -> Stage {
    let id = stage.draft_id();
    stage.send(Event::Leaving);
    if !stage.store.backend().0.texts().keys().any(|key| key.ends_with(&id.0)) {
        return stage;
    }
    let mut stage = stage.reloaded();
    stage.send(Event::OpenDraft(id));
    stage.send(Event::PanelShown(PanelTab::Markdown));
    stage
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_step_can_be_taken_back_and_done_again(
        document in 0..DOCUMENTS.len(),
        events in prop::collection::vec((any::<u8>(), 0..64_usize, 0..64_usize, -3..4_i32), 1..24),
    ) {
        let mut stage = opened(DOCUMENTS[document]);
        stage.send(Event::PanelShown(PanelTab::Markdown));
        let first = stage.composer();
        for numbers in events {
            let event = event(&stage, numbers);
            stage.send(event);
        }
        let last = stage.composer();
        while stage.composer().can_undo {
            stage.send(Event::Undo);
        }
        let undone = stage.composer();
        prop_assert_eq!(&undone.markdown, &first.markdown);
        prop_assert_eq!(&undone.parts, &first.parts);
        prop_assert_eq!(&undone.facts, &first.facts);
        while stage.composer().can_redo {
            stage.send(Event::Redo);
        }
        let redone = stage.composer();
        prop_assert_eq!(&redone.markdown, &last.markdown);
        prop_assert_eq!(redone.title, last.title);
    }

    #[test]
    fn a_reload_at_any_point_takes_no_step_away(
        document in 0..DOCUMENTS.len(),
        events in prop::collection::vec(((any::<u8>(), 0..64_usize, 0..64_usize, -3..4_i32), 0..4_u8), 1..24),
        back in 0..6_usize,
    ) {
        let mut stage = opened(DOCUMENTS[document]);
        stage.send(Event::PanelShown(PanelTab::Markdown));
        let first = stage.composer();
        for (numbers, reload) in events {
            let event = event(&stage, numbers);
            stage.send(event);
            if reload == 0 {
                stage = reloaded(stage);
            }
        }
        let last = stage.composer();
        // With some steps taken back, both directions are kept.
        for _ in 0..back {
            stage.send(Event::Undo);
        }
        stage = reloaded(stage);
        while stage.composer().can_undo {
            stage.send(Event::Undo);
        }
        let undone = stage.composer();
        prop_assert_eq!(&undone.markdown, &first.markdown);
        prop_assert_eq!(&undone.parts, &first.parts);
        prop_assert_eq!(&undone.facts, &first.facts);
        stage = reloaded(stage);
        while stage.composer().can_redo {
            stage.send(Event::Redo);
        }
        let redone = stage.composer();
        prop_assert_eq!(&redone.markdown, &last.markdown);
        prop_assert_eq!(redone.title, last.title);
    }

    #[test]
    fn what_is_saved_is_what_is_shown(
        document in 0..DOCUMENTS.len(),
        events in prop::collection::vec((any::<u8>(), 0..64_usize, 0..64_usize, -3..4_i32), 1..12),
    ) {
        let mut stage = opened(DOCUMENTS[document]);
        for numbers in events {
            let event = event(&stage, numbers);
            stage.send(event);
        }
        let id = stage.draft_id();
        let shown = exported(&mut stage);
        let changed = stage.composer().can_undo;
        stage.send(Event::Leaving);
        let mut again = Stage::new();
        std::mem::swap(&mut again.store, &mut stage.store);
        again.send(Event::Started);
        if again.home().total > 0 {
            again.send(Event::OpenDraft(id));
            prop_assert_eq!(exported(&mut again), shown);
        } else {
            prop_assert!(!changed, "a changed draft is kept");
        }
    }
}
