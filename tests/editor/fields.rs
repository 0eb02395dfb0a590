//! Fields: facts that stand in sentences, headings whose kind follows, prose that becomes parts.

use super::stage::Stage;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::view::{BodyView, FactField, MobileView, PanelTab, PartState};
use posthoc::editor::{Effect, FocusTarget};
use posthoc::markdown;
use posthoc::model::{Body, FactKey, Id, ItemField, PartKind, Phase};

const TEXT: &str = "# Ticket shop down\n\n## Summary\n\n**Duration:** March 18, 2024, 8:00 AM to 12:00 PM (UTC)\n\n\
                    **Impact:** Nobody could pay.\n\n## Timeline\n\n- **8:00 AM:** Alert fires\n- **12:00 PM:** Resolved\n";

fn imported(text: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(text.into()));
    stage.send(Event::ImportConfirmed);
    stage
}

fn new_draft() -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage
}

fn fact(stage: &Stage, key: FactKey) -> FactField {
    let fields = stage.composer().facts.fields;
    fields.into_iter().find(|field| field.key == key).expect("a field")
}

fn exported(stage: &mut Stage) -> String {
    match stage.send(Event::CopyMarkdown).remove(0) {
        Effect::Copy(text) => text,
        other => panic!("no copy: {other:?}"),
    }
}

fn headings(stage: &Stage) -> Vec<(String, PartKind)> {
    let parts = stage.composer().parts.into_iter();
    parts.map(|part| (part.heading, part.kind)).collect()
}

#[test]
fn a_fact_in_a_sentence_is_shown_with_its_source_and_edited_beside_it() {
    let mut stage = imported(TEXT);
    let before = exported(&mut stage);
    let start = fact(&stage, FactKey::Start);
    assert!(start.text.contains("8:00 AM"), "{start:?}");
    assert_eq!(start.from, "from Duration");
    let parts = stage.composer().parts.len();

    stage.fill(Field::Fact(FactKey::Start), "March 18, 2024, 7:50 AM");
    let start = fact(&stage, FactKey::Start);
    assert_eq!(
        (start.text.as_str(), start.from.as_str()),
        ("March 18, 2024, 7:50 AM", "")
    );
    assert_eq!(stage.composer().parts.len(), parts, "the facts are no part of the list");
    let after = exported(&mut stage);
    assert!(
        after.contains("March 18, 2024, 8:00 AM to 12:00 PM (UTC)"),
        "the sentence stands: {after}"
    );
    assert!(after.contains("7:50 AM"));

    stage.send(Event::Undo);
    assert_eq!(exported(&mut stage), before);
}

#[test]
fn a_fact_in_a_sentence_over_two_lines_keeps_its_space_in_its_field() {
    let mut stage =
        imported("# Outage\n\n## Duration\n\nThe shop was down from March 18, 2024,\n8:00 AM to 12:00 PM (UTC).\n");
    let before = exported(&mut stage);
    let fields = [FactKey::Start, FactKey::End].map(|key| fact(&stage, key));
    let texts = fields.each_ref().map(|field| field.text.as_str());
    assert_eq!(texts, ["March 18, 2024, 8:00 AM", "12:00 PM (UTC)"]);
    // Its field left as it is states nothing anew.
    for field in fields {
        stage.fill(Field::Fact(field.key), &field.text);
    }
    assert_eq!(exported(&mut stage), before);
}

#[test]
fn an_emptied_fact_shows_the_sentence_again_and_leaves_no_trace() {
    let mut stage = imported(TEXT);
    let before = exported(&mut stage);
    let field = Field::Fact(FactKey::Start);
    stage.fill(field.clone(), "7:50 AM");
    stage.fill(field, "");
    assert_eq!(fact(&stage, FactKey::Start).from, "from Duration");
    assert_eq!(exported(&mut stage), before);
}

#[test]
fn typing_what_already_stands_there_changes_nothing() {
    let mut stage = imported(TEXT);
    let start = fact(&stage, FactKey::Start);
    stage.fill(Field::Fact(FactKey::Start), &start.text);
    stage.fill(Field::Title, "Ticket shop down");
    assert!(!stage.composer().can_undo);
}

#[test]
fn every_fact_can_be_stated_and_the_six_that_matter_come_first() {
    let mut stage = new_draft();
    let keys: Vec<FactKey> = stage.composer().facts.fields.iter().map(|field| field.key).collect();
    let first = [
        FactKey::Start,
        FactKey::End,
        FactKey::Zone,
        FactKey::Severity,
        FactKey::Status,
        FactKey::Affected,
    ];
    assert_eq!((&keys[..6], keys.len()), (first.as_slice(), FactKey::ALL.len()));
    for key in keys {
        assert!(!fact(&stage, key).example.is_empty());
        stage.fill(Field::Fact(key), "something");
        assert_eq!(fact(&stage, key).text, "something", "{key:?}");
    }
}

#[test]
fn the_duration_follows_from_start_and_end() {
    let mut stage = new_draft();
    let shown = |stage: &Stage| {
        let facts = stage.composer().facts;
        (facts.duration, facts.duration_note)
    };
    assert_eq!(shown(&stage).0, "–");
    let part = stage.part(PartKind::Timeline).id;
    let text = "08:00 Alert fired\n08:20 Restarted".into();
    stage.send(Event::QuickAdd { part, text });
    assert_eq!(
        shown(&stage),
        ("20 min".into(), "from the first to the last entry".into())
    );
    stage.fill(Field::Fact(FactKey::Duration), "90 minutes");
    assert_eq!(shown(&stage), ("1 h 30 min".into(), "stated".into()));
    stage.fill(Field::Fact(FactKey::Start), "2024-03-18 08:00");
    stage.fill(Field::Fact(FactKey::End), "2024-03-18 12:30");
    assert_eq!(shown(&stage), ("4 h 30 min".into(), "from start to end".into()));
}

#[test]
fn a_headings_kind_follows_its_words_until_it_was_chosen() {
    let mut stage = new_draft();
    let id = stage.part(PartKind::Impact).id;
    let kind = |stage: &Stage| {
        let parts = stage.composer().parts.into_iter();
        parts.filter(|part| part.id == id).map(|part| part.kind).next()
    };
    stage.fill(Field::Heading(id), "Trigger");
    assert_eq!(kind(&stage), Some(PartKind::Trigger));
    stage.fill(Field::Heading(id), "Notes from the night");
    assert_eq!(kind(&stage), Some(PartKind::Trigger), "unknown words say nothing else");
    stage.send(Event::SetPartKind {
        id,
        kind: PartKind::Detection,
    });
    stage.fill(Field::Heading(id), "Conclusion");
    assert_eq!(kind(&stage), Some(PartKind::Detection), "a chosen kind stays");
    for _ in 0..4 {
        stage.send(Event::Undo);
    }
    assert_eq!(kind(&stage), Some(PartKind::Impact));
    assert!(!stage.composer().can_undo);
}

#[test]
fn a_heading_shows_what_was_typed() {
    for typed in ["Cost * 2 and [links]", "a_b_c", "`code` here", "Impact", "1 < 2 & 3"] {
        let mut stage = new_draft();
        let id = stage.part(PartKind::Impact).id;
        stage.fill(Field::Heading(id), typed);
        let shown = headings(&stage).into_iter().any(|(heading, _)| heading == typed);
        assert!(shown, "{typed}: {:?}", headings(&stage));
    }
}

#[test]
fn an_emptied_heading_gets_its_kinds_name() {
    let mut stage = new_draft();
    let id = stage.part(PartKind::Impact).id;
    stage.fill(Field::Heading(id), "  ");
    assert!(headings(&stage).contains(&("Impact".into(), PartKind::Impact)));
}

#[test]
fn headings_typed_in_prose_become_parts_when_the_field_is_left() {
    let mut stage = new_draft();
    let field = stage.prose_field(PartKind::Impact);
    let text = "Nobody could pay.\n\n## Trigger\n\nA clean-up.\n";
    let before = headings(&stage).len();
    stage.send(Event::Entered(field.clone()));
    stage.send(Event::Edited(field.clone(), text.into()));
    assert_eq!(headings(&stage).len(), before, "never while typing");
    stage.send(Event::Left(field.clone()));
    assert_eq!(headings(&stage).len(), before + 1);
    assert_eq!(stage.prose(PartKind::Impact), "Nobody could pay.");
    assert_eq!(stage.prose(PartKind::Trigger), "A clean-up.");
    assert_eq!(
        stage.prose_field(PartKind::Impact),
        field,
        "the part itself is the same one"
    );
    stage.send(Event::Undo);
    assert_eq!(stage.prose(PartKind::Impact), text);
    assert_eq!(headings(&stage).len(), before);
    stage.send(Event::Redo);
    assert_eq!(stage.prose(PartKind::Trigger), "A clean-up.");
}

#[test]
fn a_timeline_typed_as_prose_becomes_one() {
    let mut stage = new_draft();
    let field = stage.prose_field(PartKind::Resolution);
    stage.fill(
        field,
        "Restarted.\n\n## Timeline of the rollback\n\n- **09:00:** Rollback begins\n- **09:20:** Rollback done\n",
    );
    let parts = stage.composer().parts;
    let rows = parts.iter().filter(|part| matches!(part.body, BodyView::Timeline(_)));
    let counts: Vec<Option<usize>> = rows.map(|part| part.count).collect();
    assert_eq!(counts, [Some(0), Some(2)]);
}

#[test]
fn leaving_without_an_edit_changes_nothing() {
    let mut stage = imported(TEXT);
    let before = exported(&mut stage);
    for part in stage.composer().parts {
        for field in [Field::Heading(part.id), Field::Prose(part.id)] {
            stage.send(Event::Entered(field.clone()));
            stage.send(Event::Left(field));
        }
    }
    assert!(!stage.composer().can_undo);
    assert_eq!(exported(&mut stage), before);
}

#[test]
fn blank_ends_go_with_the_step_that_typed_them() {
    let mut stage = new_draft();
    let field = stage.prose_field(PartKind::Impact);
    stage.fill(field, "\n\nNobody could pay.\n\n");
    assert_eq!(stage.prose(PartKind::Impact), "Nobody could pay.");
    stage.send(Event::Undo);
    assert_eq!(stage.prose(PartKind::Impact), "");
    assert!(!stage.composer().can_undo);
}

#[test]
fn parts_are_added_moved_and_removed_with_a_way_back() {
    let mut stage = new_draft();
    let before = headings(&stage);
    let impact = stage.part(PartKind::Impact).id;
    stage.send(Event::AddPart {
        after: Some(impact),
        kind: PartKind::Trigger,
    });
    let added = stage.part(PartKind::Trigger);
    assert_eq!(headings(&stage)[2].1, PartKind::Trigger);
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::Heading(added.id))));
    stage.send(Event::MovePart { id: added.id, by: -2 });
    assert_eq!(headings(&stage)[0].1, PartKind::Trigger);
    assert_eq!(stage.spoken(), ["Trigger moved to 1 of 9."]);
    let first = &stage.composer().parts[0];
    assert!(!first.can_up && first.can_down);
    stage.send(Event::RemovePart(added.id));
    assert_eq!(stage.spoken(), ["Trigger deleted. Undo with Ctrl Z."]);
    assert_eq!(headings(&stage), before);
    for _ in 0..3 {
        stage.send(Event::Undo);
    }
    assert_eq!(headings(&stage), before);
    assert!(!stage.composer().can_undo);
}

#[test]
fn another_kind_keeps_every_word() {
    let mut stage = imported(TEXT);
    let id = stage.part(PartKind::Timeline).id;
    stage.send(Event::SetPartKind {
        id,
        kind: PartKind::Response,
    });
    let text = exported(&mut stage);
    for words in ["Alert fires", "8:00 AM", "12:00 PM", "Resolved"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let part = stage
        .composer()
        .parts
        .into_iter()
        .find(|part| part.id == id)
        .expect("the part");
    assert_eq!(part.kind, PartKind::Response);
    stage.send(Event::Undo);
    assert_eq!(stage.rows(PartKind::Timeline).len(), 2);
}

#[test]
fn a_heading_over_parts_of_its_own_is_not_called_empty() {
    let stage = imported(TEXT);
    let parts = stage.composer().parts;
    let states: Vec<(&str, PartState)> = parts.iter().map(|part| (part.heading.as_str(), part.state)).collect();
    assert!(states.contains(&("Summary", PartState::Done)), "{states:?}");
    let empty = new_draft();
    assert!(empty.composer().parts.iter().all(|part| part.state != PartState::Done));
}

#[test]
fn items_keep_their_small_fields() {
    let mut stage = new_draft();
    let part = stage.part(PartKind::ActionItems).id;
    stage.send(Event::QuickAdd {
        part,
        text: "Alert on a full disk".into(),
    });
    let id = stage.rows(PartKind::ActionItems)[0];
    stage.fill(Field::ItemField(id, ItemField::Owner), " Salma ");
    stage.fill(Field::ItemField(id, ItemField::Due), "2024-04-01");
    stage.send(Event::SetDone { id, done: true });
    let BodyView::Items(items) = stage.part(PartKind::ActionItems).body else {
        panic!("no items")
    };
    let row = format!("{:?}", items.rows[0]);
    assert!(
        row.contains("(Owner, \"Salma\")") && row.contains("done: true"),
        "{row}"
    );
    let text = exported(&mut stage);
    let read = markdown::read(&text);
    let (_, item) = read.items().next().expect("an item");
    assert_eq!(
        (item.owner.as_str(), item.due.as_str(), item.done),
        ("Salma", "2024-04-01", true)
    );
}

#[test]
fn a_chosen_phase_is_shown_as_chosen() {
    let mut stage = imported(TEXT);
    let id = stage.rows(PartKind::Timeline)[0];
    stage.send(Event::SetPhase {
        id,
        phase: Some(Phase::Misleading),
    });
    let BodyView::Timeline(timeline) = stage.part(PartKind::Timeline).body else {
        panic!("no timeline")
    };
    let row = format!("{:?}", timeline.rows[0]);
    assert!(row.contains("phase: Some(Misleading), phase_chosen: true"), "{row}");
}

#[test]
fn the_file_is_named_after_day_and_title() {
    for (title, start, name) in [
        (
            "Checkout outage",
            "June 15, 2023 8:00 AM",
            "2023-06-15-checkout-outage.md",
        ),
        ("Checkout outage", "", "checkout-outage.md"),
        ("  ", "", "postmortem.md"),
        ("Café: 50 % down / “slow”", "", "café-50-down-slow.md"),
        ("../../etc/passwd", "", "etc-passwd.md"),
    ] {
        let mut stage = new_draft();
        stage.fill(Field::Title, title);
        stage.fill(Field::Fact(FactKey::Start), start);
        let effects = stage.send(Event::Download);
        assert!(
            matches!(&effects[0], Effect::Download { name: own, .. } if own == name),
            "{effects:?}"
        );
    }
}

#[test]
fn copying_says_whether_it_worked() {
    let mut stage = new_draft();
    for (worked, sentence) in [
        (true, "Copied."),
        (false, "The browser did not allow the copy. Download the file instead."),
    ] {
        stage.spoken();
        stage.send(Event::Copied(worked));
        assert_eq!(stage.spoken(), [sentence]);
    }
}

#[test]
fn the_markdown_is_written_only_while_its_tab_is_open() {
    let mut stage = imported(TEXT);
    assert_eq!(stage.composer().markdown, None);
    stage.send(Event::PanelShown(PanelTab::Markdown));
    let expected = exported(&mut stage);
    assert_eq!(stage.composer().markdown, Some(expected));
    stage.send(Event::PanelToggled);
    assert_eq!(stage.composer().markdown, None);
    stage.send(Event::MobileShown(MobileView::Preview));
    assert_eq!(stage.composer().mobile, MobileView::Preview);
}

#[test]
fn the_preview_shares_what_did_not_change() {
    let mut stage = imported(TEXT);
    let parts = |stage: &Stage| stage.composer().preview.expect("a preview").parts;
    let before = parts(&stage);
    let id = stage.rows(PartKind::Timeline)[0];
    stage.fill(Field::Text(id), "Alert fires twice");
    let after = parts(&stage);
    let shared = |old: Id| {
        let find = |all: &[posthoc::editor::view::PreviewPart]| {
            all.iter().find(|part| part.id == old).map(|part| part.lines.clone())
        };
        std::sync::Arc::ptr_eq(&find(&before).expect("before"), &find(&after).expect("after"))
    };
    let timeline = stage.part(PartKind::Timeline).id;
    for part in &after {
        assert_eq!(shared(part.id), part.id != timeline);
    }
    assert_eq!(stage.composer().preview.expect("a preview").byline, "March 18, 2024");
}

#[test]
fn events_for_what_is_gone_do_nothing() {
    let mut stage = new_draft();
    let before = stage.composer();
    let id = Id(9_999);
    for event in [
        Event::RemoveRow(id),
        Event::MoveRow { id, by: 1 },
        Event::AddRow {
            beside: id,
            after: true,
        },
        Event::RemovePart(id),
        Event::SetPhase { id, phase: None },
        Event::SetDone { id, done: true },
        Event::Edited(Field::Text(id), "x".into()),
        Event::Left(Field::Prose(id)),
        Event::QuickAdd {
            part: id,
            text: "x".into(),
        },
        Event::SetPartKind {
            id,
            kind: PartKind::Impact,
        },
        Event::ApplyFix { problem: 99, fix: 3 },
        Event::KeepAsWritten { problem: 99 },
        Event::GoTo { problem: 99 },
    ] {
        stage.send(event);
    }
    assert_eq!(stage.composer(), before);
}

#[test]
fn the_model_is_never_left_with_an_empty_facts_part() {
    let mut stage = new_draft();
    stage.fill(Field::Fact(FactKey::Severity), "SEV-2");
    stage.fill(Field::Fact(FactKey::Severity), " ");
    let text = exported(&mut stage);
    let read = markdown::read(&text);
    assert!(
        read.parts.iter().all(|part| !matches!(part.body, Body::Facts(_))),
        "{text}"
    );
}
