//! Documents to keep: any that the model can hold, and one that holds some of everything.

use posthoc::model::{
    Body, Column, Command, Entry, EntryStyle, FactKey, Facts, Id, Item, ItemField, ItemStyle, LabelMarks, Line,
    Opening, Part, PartKind, Phase, Postmortem, Row, Rows, Table, Title, TitleOpening,
};
use posthoc::storage::port::{DraftId, DraftSummary, Now, SaveRequest, Steps};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

const MARKS: [LabelMarks; 7] = [
    LabelMarks::Plain,
    LabelMarks::Bold,
    LabelMarks::BoldColonAfter,
    LabelMarks::BoldNoColon,
    LabelMarks::Italic,
    LabelMarks::ItalicColonAfter,
    LabelMarks::PlainNoColon,
];

const COLUMNS: [Column; 9] = [
    Column::Time,
    Column::Text,
    Column::Done,
    Column::Owner,
    Column::Priority,
    Column::Type,
    Column::Due,
    Column::Link,
    Column::Other,
];

/// Any text: controls, line breaks, quotes, characters of two UTF-16 units.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ -~]{1,30}",
        "(?s).{0,12}",
        "[\"\\\\\u{0}\n\t\u{2028}“”é日🕙]{1,8}",
    ]
}

fn id() -> impl Strategy<Value = Id> {
    prop_oneof![1u32..50, any::<u32>()].prop_map(Id)
}

fn entry() -> impl Strategy<Value = Entry> {
    (
        (id(), text(), text()),
        (option::of(select(Phase::ALL.to_vec())), text()),
        (text(), text(), any::<bool>()),
        vec(text(), 0..3),
    )
        .prop_map(
            |((id, time, text), (phase, evidence), (lead, separator, loose), cells)| Entry {
                id,
                time,
                text,
                phase,
                evidence,
                style: EntryStyle { lead, separator, loose },
                cells,
            },
        )
}

fn item() -> impl Strategy<Value = Item> {
    (
        (id(), text(), any::<bool>()),
        [text(), text(), text(), text(), text()],
        (text(), any::<bool>(), any::<bool>()),
        vec(text(), 0..3),
    )
        .prop_map(
            |((id, text, done), [owner, priority, kind, due, link], (lead, checkbox, loose), cells)| Item {
                id,
                text,
                done,
                owner,
                priority,
                kind,
                due,
                link,
                style: ItemStyle { lead, checkbox, loose },
                cells,
            },
        )
}

fn rows<T: std::fmt::Debug>(row: impl Strategy<Value = T> + 'static) -> impl Strategy<Value = Rows<T>> {
    let table = vec((text(), select(COLUMNS.to_vec())), 0..4).prop_map(|columns| {
        let (header, columns) = columns.into_iter().unzip();
        Table { header, columns }
    });
    let line = prop_oneof![
        3 => row.prop_map(Line::Row),
        1 => (id(), text()).prop_map(|(id, text)| Line::Text { id, text }),
    ];
    (option::of(table), vec(line, 0..5)).prop_map(|(table, lines)| Rows { table, lines })
}

fn part() -> impl Strategy<Value = Part> {
    let opening = prop_oneof![
        Just(Opening::Bare),
        any::<u8>().prop_map(Opening::Heading),
        (text(), select(MARKS.to_vec()), any::<bool>()).prop_map(|(lead, marks, inline)| Opening::Label {
            lead,
            marks,
            inline
        }),
    ];
    let facts = btree_map(select(FactKey::ALL.to_vec()), text(), 0..5);
    let body = prop_oneof![
        text().prop_map(Body::Prose),
        facts.prop_map(|facts| Body::Facts(Facts(facts))),
        rows(entry()).prop_map(Body::Timeline),
        rows(item()).prop_map(Body::Items),
    ];
    (id(), select(PartKind::ALL.to_vec()), text(), opening, body).prop_map(|(id, kind, heading, opening, body)| Part {
        id,
        kind,
        heading,
        opening,
        body,
    })
}

/// Any edit, sensible or not.
pub(crate) fn command() -> impl Strategy<Value = Command> {
    const FIELDS: [ItemField; 5] = [
        ItemField::Owner,
        ItemField::Priority,
        ItemField::Kind,
        ItemField::Due,
        ItemField::Link,
    ];
    // In boxes: what makes values of all of this at once takes more stack than a test has.
    let (part, document) = (part().boxed(), document().boxed());
    let row = prop_oneof![
        entry().prop_map(Row::Entry),
        item().prop_map(Row::Item),
        (id(), text()).prop_map(|(id, text)| Row::Text { id, text }),
    ]
    .boxed();
    let parts = prop_oneof![
        document.clone().prop_map(|document| Command::SetTitle(document.title)),
        (0_usize..9, part.clone()).prop_map(|(at, part)| Command::InsertPart { at, part }),
        id().prop_map(Command::RemovePart),
        (id(), 0_usize..9).prop_map(|(id, to)| Command::MovePart { id, to }),
        part.clone().prop_map(|part| Command::SetHeading {
            id: part.id,
            heading: part.heading,
            kind: part.kind,
            opening: part.opening,
        }),
        part.prop_map(|part| Command::SetBody {
            id: part.id,
            body: part.body,
        }),
        (id(), text()).prop_map(|(id, text)| Command::SetProse { id, text }),
        (id(), select(FactKey::ALL.to_vec()), text()).prop_map(|(part, key, text)| Command::SetFact {
            part,
            key,
            text
        }),
        document.prop_map(|document| Command::Replace(Box::new(document))),
    ];
    let rows = prop_oneof![
        (id(), 0_usize..9, row).prop_map(|(part, at, row)| Command::InsertRow { part, at, row }),
        id().prop_map(Command::RemoveRow),
        (id(), 0_usize..9).prop_map(|(id, to)| Command::MoveRow { id, to }),
        (id(), text()).prop_map(|(id, time)| Command::SetTime { id, time }),
        (id(), text()).prop_map(|(id, text)| Command::SetText { id, text }),
        (id(), option::of(select(Phase::ALL.to_vec()))).prop_map(|(id, phase)| Command::SetPhase { id, phase }),
        (id(), any::<bool>()).prop_map(|(id, done)| Command::SetDone { id, done }),
        (id(), select(FIELDS.to_vec()), text()).prop_map(|(id, field, text)| Command::SetItemField { id, field, text }),
    ];
    prop_oneof![parts.boxed(), rows.boxed()].prop_recursive(2, 6, 3, |inner| vec(inner, 0..3).prop_map(Command::All))
}

/// Any document that the model can hold, sensible or not.
pub(crate) fn document() -> impl Strategy<Value = Postmortem> {
    let opening = prop_oneof![
        any::<u8>().prop_map(TitleOpening::Heading),
        Just(TitleOpening::Plain),
        Just(TitleOpening::Bold),
        Just(TitleOpening::FrontMatter),
        Just(TitleOpening::FrontMatter),
    ];
    (text(), opening, vec(part(), 0..6), option::of(id())).prop_map(|(text, opening, parts, reserved)| {
        let mut document = Postmortem::default();
        document.title = Title { text, opening };
        document.parts = parts;
        if let Some(id) = reserved {
            document.reserve(id);
        }
        document
    })
}

/// A document that holds some of everything, the same each time.
pub(crate) fn everything() -> Postmortem {
    let mut document = titled("Checkout outage");
    let mut parts = Vec::new();
    for (kind, marks) in PartKind::ALL.iter().zip(MARKS.into_iter().cycle()) {
        let mut part = Part::new(document.fresh_id(), *kind);
        if *kind == PartKind::Impact {
            part.opening = Opening::Label {
                lead: "- ".into(),
                marks,
                inline: true,
            };
        }
        match &mut part.body {
            Body::Prose(prose) => *prose = format!("About “{}”:\n\n1 < 2 & \"quoted\" \\ 🕙", kind.label()),
            Body::Timeline(timeline) => fill_timeline(timeline, &mut document),
            Body::Items(items) => fill_items(items, &mut document),
            Body::Facts(_) => {}
        }
        parts.push(part);
    }
    for marks in MARKS {
        let mut part = Part::new(document.fresh_id(), PartKind::Other);
        part.opening = Opening::Label {
            lead: String::new(),
            marks,
            inline: false,
        };
        parts.push(part);
    }
    let mut facts = Part::new(document.fresh_id(), PartKind::Metadata);
    facts.opening = Opening::Bare;
    facts.body = Body::Facts(Facts(
        FactKey::ALL
            .iter()
            .map(|key| (*key, format!("{} as typed", key.label())))
            .collect(),
    ));
    parts.push(facts);
    document.parts = parts;
    document
}

fn fill_timeline(timeline: &mut Rows<Entry>, document: &mut Postmortem) {
    timeline.table = Some(Table {
        header: COLUMNS.iter().map(|column| format!("{column:?}")).collect(),
        columns: COLUMNS.to_vec(),
    });
    timeline.lines.push(Line::Text {
        id: document.fresh_id(),
        text: "All times in UTC.".into(),
    });
    for phase in Phase::ALL {
        let mut entry = Entry::new(document.fresh_id(), "10:05 AM", format!("Phase {}", phase.label()));
        entry.phase = Some(phase);
        entry.cells = vec!["cell".into()];
        entry.style.loose = phase == Phase::Resolved;
        timeline.lines.push(Line::Row(entry));
    }
    timeline.lines.push(Line::Row(Entry::new(document.fresh_id(), "", "")));
}

fn fill_items(items: &mut Rows<Item>, document: &mut Postmortem) {
    items.lines.push(Line::Row(Item {
        done: true,
        owner: "Salma".into(),
        priority: "P0".into(),
        kind: "prevent".into(),
        due: "Jun 22, 2023".into(),
        link: "https://example.org/42".into(),
        style: ItemStyle {
            lead: "    * ".into(),
            checkbox: false,
            loose: true,
        },
        cells: vec!["cell".into()],
        ..Item::new(document.fresh_id(), "Alert on a full disk")
    }));
    items
        .lines
        .push(Line::Row(Item::new(document.fresh_id(), "Rotate the key")));
}

/// A document with a title and nothing else.
pub(crate) fn titled(title: &str) -> Postmortem {
    let mut document = Postmortem::default();
    document.title.text = title.into();
    document
}

/// The id of the draft number `number`.
pub(crate) fn draft(number: u32) -> DraftId {
    DraftId(format!("{number:032x}"))
}

/// A minute of the day that the tests play on.
pub(crate) fn minute(minute: i64) -> Now {
    Now {
        unix_ms: 1_686_816_000_000 + minute * 60_000,
        offset_minutes: 60,
    }
}

/// A request to keep a document as it stands.
pub(crate) fn request(id: &DraftId, document: &Postmortem, base: u64) -> SaveRequest {
    SaveRequest {
        summary: DraftSummary {
            id: id.clone(),
            title: document.title.text.clone(),
            saved: Now::default(),
            size: 0,
            incident: "Jun 15, 2023".into(),
            problems: Some((2, 1)),
            marks: vec![
                (0.0, "detected".into()),
                (0.25, String::new()),
                (1.0, "resolved".into()),
            ],
        },
        document: document.clone(),
        kept: vec![("timeline-outside-window".into(), "Entry 3 is “outside”.".into())],
        steps: Steps::default(),
        base,
        change: 7,
    }
}
