//! The commands' promise: what an edit does, its inverse takes back, whole; a refused edit changes nothing.

use posthoc::model::{
    Body, Command, CommandError, Entry, FactKey, Facts, Id, Item, ItemField, Opening, Part, PartKind, Phase,
    Postmortem, Row, Title, TitleOpening,
};
use proptest::prelude::*;

/// A document with one part of every body: ids 1 facts, 2 prose, 3 timeline (4, 5, 6), 7 items (8, 9).
fn sample() -> Postmortem {
    let mut document = Postmortem::default();
    let facts = document.fresh_id();
    document.parts.push(Part {
        id: facts,
        kind: PartKind::Metadata,
        heading: String::new(),
        opening: Opening::Bare,
        body: Body::Facts(Facts::default()),
    });
    for kind in [PartKind::Impact, PartKind::Timeline, PartKind::ActionItems] {
        let id = document.fresh_id();
        let mut part = Part::new(id, kind);
        match &mut part.body {
            Body::Timeline(rows) => {
                for (time, text) in [("9:00 AM", "Alert"), ("9:05 AM", "Page taken")] {
                    rows.lines
                        .push(posthoc::model::Line::Row(Entry::new(document.fresh_id(), time, text)));
                }
                rows.lines.push(posthoc::model::Line::Text {
                    id: document.fresh_id(),
                    text: "All in UTC.".into(),
                });
            }
            Body::Items(rows) => {
                for text in ["Alert on a full disk", "Rotate the key"] {
                    rows.lines
                        .push(posthoc::model::Line::Row(Item::new(document.fresh_id(), text)));
                }
            }
            Body::Prose(_) | Body::Facts(_) => {}
        }
        document.parts.push(part);
    }
    document
}

fn id() -> impl Strategy<Value = Id> {
    (0u32..12).prop_map(Id)
}

fn command() -> impl Strategy<Value = Command> {
    let leaf = prop_oneof![
        ".{0,8}".prop_map(|text| Command::SetTitle(Title {
            text,
            opening: TitleOpening::Plain
        })),
        (0usize..6, 20u32..40).prop_map(|(at, id)| Command::InsertPart {
            at,
            part: Part::new(Id(id), PartKind::Trigger)
        }),
        id().prop_map(Command::RemovePart),
        (id(), 0usize..6).prop_map(|(id, to)| Command::MovePart { id, to }),
        (id(), ".{0,8}").prop_map(|(id, heading)| Command::SetHeading {
            id,
            heading,
            kind: PartKind::Other,
            opening: Opening::Heading(3)
        }),
        id().prop_map(|id| Command::SetBody {
            id,
            body: Body::Prose("new".into())
        }),
        (id(), ".{0,8}").prop_map(|(id, text)| Command::SetProse { id, text }),
        (id(), ".{0,3}").prop_map(|(part, text)| Command::SetFact {
            part,
            key: FactKey::Severity,
            text
        }),
        (id(), 0usize..5, 20u32..40).prop_map(|(part, at, id)| Command::InsertRow {
            part,
            at,
            row: Row::Entry(Entry::new(Id(id), "9:10", "x"))
        }),
        (id(), 0usize..5, 40u32..60).prop_map(|(part, at, id)| Command::InsertRow {
            part,
            at,
            row: Row::Item(Item::new(Id(id), "y"))
        }),
        id().prop_map(Command::RemoveRow),
        (id(), 0usize..5).prop_map(|(id, to)| Command::MoveRow { id, to }),
        (id(), ".{0,8}").prop_map(|(id, time)| Command::SetTime { id, time }),
        (id(), ".{0,8}").prop_map(|(id, text)| Command::SetText { id, text }),
        id().prop_map(|id| Command::SetPhase {
            id,
            phase: Some(Phase::Resolved)
        }),
        id().prop_map(|id| Command::SetDone { id, done: true }),
        (id(), ".{0,8}").prop_map(|(id, text)| Command::SetItemField {
            id,
            field: ItemField::Owner,
            text
        }),
        Just(Command::Replace(Box::default())),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(Command::All)
    })
}

/// What a person sees: the counter of ids is not part of it, and undo need not turn it back.
fn seen(document: &Postmortem) -> (&Title, &[Part]) {
    (&document.title, &document.parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn undo_takes_back_and_redo_does_again(commands in prop::collection::vec(command(), 1..8)) {
        let mut document = sample();
        for command in commands {
            let before = document.clone();
            match document.apply(command) {
                Ok(undo) => {
                    let after = document.clone();
                    let redo = document.apply(undo).expect("an inverse applies to what it was made from");
                    prop_assert_eq!(seen(&document), seen(&before));
                    document.apply(redo).expect("so does its own inverse");
                    prop_assert_eq!(seen(&document), seen(&after));
                }
                Err(_) => prop_assert_eq!(seen(&document), seen(&before)),
            }
        }
    }
}

#[test]
fn a_fresh_id_is_never_one_that_was_handed_in() {
    let mut document = sample();
    document
        .apply(Command::InsertPart {
            at: 0,
            part: Part::new(Id(70), PartKind::Trigger),
        })
        .expect("part goes in");
    assert_eq!(document.fresh_id(), Id(71));
}

#[test]
fn edits_of_what_is_gone_of_another_shape_or_not_new_are_refused() {
    let mut document = sample();
    let cases = [
        (
            Command::SetTime {
                id: Id(8),
                time: "9".into(),
            },
            CommandError::Gone(Id(8)),
        ),
        (
            Command::SetProse {
                id: Id(3),
                text: "x".into(),
            },
            CommandError::WrongShape(Id(3)),
        ),
        (Command::RemovePart(Id(99)), CommandError::Gone(Id(99))),
        (
            Command::SetFact {
                part: Id(2),
                key: FactKey::Start,
                text: "x".into(),
            },
            CommandError::WrongShape(Id(2)),
        ),
        (
            Command::InsertPart {
                at: 0,
                part: Part::new(Id(4), PartKind::Trigger),
            },
            CommandError::Taken(Id(4)),
        ),
        (
            Command::InsertRow {
                part: Id(3),
                at: 0,
                row: Row::Entry(Entry::new(Id(1), "9:10", "x")),
            },
            CommandError::Taken(Id(1)),
        ),
    ];
    for (command, expected) in cases {
        assert_eq!(document.apply(command), Err(expected));
    }
    assert_eq!(document, sample());
}

#[test]
fn renumbering_deals_ids_in_document_order() {
    let mut document = sample();
    document
        .apply(Command::MovePart { id: Id(7), to: 0 })
        .expect("part moves");
    let ids: Vec<u32> = document.renumbered().parts.iter().map(|part| part.id.0).collect();
    assert_eq!(ids, [1, 4, 5, 6]);
}
