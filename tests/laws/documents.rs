//! Generated documents: any that the model can hold, and sound ones with hostile words in every field.

use posthoc::model::{
    Body, Column, Entry, EntryStyle, FactKey, Facts, Id, Item, ItemStyle, Items, LabelMarks, Line, Opening, Part,
    PartKind, Phase, Postmortem, Rows, Table, Timeline, Title, TitleOpening,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

const MARKS: &[LabelMarks] = &[
    LabelMarks::Plain,
    LabelMarks::PlainNoColon,
    LabelMarks::Bold,
    LabelMarks::BoldColonAfter,
    LabelMarks::BoldNoColon,
    LabelMarks::Italic,
    LabelMarks::ItalicColonAfter,
];

/// Words that look like marks.
const NASTY: &[&str] = &[
    "#",
    "## Impact",
    "**",
    "*a*",
    "`",
    "```",
    "~~~",
    "- ",
    "- a",
    "1. b",
    "> ",
    "|",
    "---",
    "===",
    ":",
    ":** ",
    "(",
    ")",
    "; ",
    "[ ] ",
    "[x] ",
    "<!-- c -->",
    "<!--",
    "-->",
    "\\",
    "10:05",
    "10:05 AM: a",
    "9 AM",
    "2024-03-03",
    "UTC",
    "Impact",
    "Impact:",
    "**Timeline:**",
    "Tasks",
    "TODO:",
    "word",
    "Some words",
    "é",
    "日",
    "🕙",
    " ",
    " ",
    "\u{a0}",
    "owner: x",
    "<br>",
    "<h1>a</h1>",
    "+++",
    "This postmortem",
    "to do: b",
];

/// One line of any words.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => vec(select(NASTY), 1..5).prop_map(|pieces| pieces.concat()),
        2 => "[A-Za-z][a-z ,]{0,20}[a-z.]",
        1 => "[ -~]{0,16}",
    ]
}

/// Our own comments, as a person might copy them into a field.
const RESERVED: &[&str] = &[
    "a <!-- posthoc entry -->",
    "<!-- posthoc kind=impact -->",
    "b <!-- posthoc phase=started -->",
    "do it (owner: x)",
];

/// Any text of several lines.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => line(),
        2 => vec(line(), 0..4).prop_map(|lines| lines.join("\n")),
        1 => vec(line(), 0..4).prop_map(|lines| lines.join("\n\n  ")),
        1 => "(?s).{0,20}",
        1 => Just(String::new()),
    ]
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(&["10:05", "8:00 AM", "10:05 AM (UTC)", "2024-03-03 22:10", "March 3, 2024, 10:00 PM", "~10:05", "25:10", "", "T+12m", "10:00–10:15"][..])
            .prop_map(str::to_owned),
        1 => line(),
    ]
}

fn entry(time: impl Strategy<Value = String>, text: impl Strategy<Value = String>) -> impl Strategy<Value = Entry> {
    let lead = prop_oneof![
        4 => select(&["- **", "- ", "* ", "", "1. ", "### ", "  - ", "- [", "**", "- Detected ("][..]).prop_map(str::to_owned),
        1 => line(),
    ];
    let separator = prop_oneof![
        4 => select(&[":** ", ": ", " - ", " ", "\n", "\n\n", "", "] ", "** ", " | ", "): "][..]).prop_map(str::to_owned),
        1 => text_or_nothing(),
    ];
    (
        time,
        text,
        option::of(select(Phase::ALL.to_vec())),
        lead,
        separator,
        any::<bool>(),
        vec(line(), 0..2),
    )
        .prop_map(|(time, text, phase, lead, separator, loose, cells)| Entry {
            id: Id(0),
            time,
            text,
            phase,
            evidence: String::new(),
            style: EntryStyle { lead, separator, loose },
            cells,
        })
}

/// A timeline of entries that were made of something: the line of a log, of several lines, with
/// anything in it.
pub(crate) fn evidenced() -> impl Strategy<Value = Postmortem> {
    let words = || {
        select(
            &[
                "Alert fired",
                "Rolled back\nand watched",
                "a | b",
                "",
                "x <!-- posthoc entry -->",
            ][..],
        )
    };
    let evidence = prop_oneof![
        1 => Just(String::new()),
        3 => text(),
        2 => select(&["a -- b --> c", "&#45; & <b> `x", "[10:05] <ana>  hi |\\", "<!-- posthoc phase=started -->", "\u{0}\u{a0}\r\n-"][..])
            .prop_map(str::to_owned),
    ];
    let lead = select(
        &[
            ("- **", ":** "),
            ("* ", " - "),
            ("", ": "),
            ("### ", "\n\n"),
            ("1. ", "\n"),
        ][..],
    );
    let entry = (time(), words(), option::of(select(Phase::ALL.to_vec())), lead, evidence);
    (vec(entry, 1..4), any::<bool>()).prop_map(|(entries, table)| {
        let mut document = Postmortem::default();
        let part = document.fresh_id();
        let lines = entries
            .into_iter()
            .map(|(time, text, phase, (lead, separator), evidence)| {
                let mut entry = Entry::new(document.fresh_id(), time, text);
                entry.phase = phase;
                entry.evidence = evidence;
                entry.style.lead = lead.into();
                entry.style.separator = separator.into();
                Line::Row(entry)
            })
            .collect();
        let table = table.then(|| Table {
            header: vec!["Time".into(), "Event".into()],
            columns: vec![Column::Time, Column::Text],
        });
        document.parts.push(Part {
            body: Body::Timeline(Rows { table, lines }),
            heading: "Timeline".into(),
            opening: Opening::Heading(2),
            ..Part::new(part, PartKind::Timeline)
        });
        document
    })
}

/// A document with timelines that tell a story: dated, of several shapes, with a window and facts.
pub(crate) fn told() -> impl Strategy<Value = Postmortem> {
    let words = prop_oneof![
        4 => select(&["Alert fires", "Root cause identified: a full disk", "Rolled back, errors fall", "Resolved", "Escalated to storage",
            "Two lines\nof words", "Section 3 #down; 50% <b>", "With a link https://example.org/a?b=c", "One.\n\nAnother paragraph.",
            "A list:\n- one\n- two", "Broken  \nline", "`code | pipe`", "", "Detected by a customer", "```\ncode\n```"][..]).prop_map(str::to_owned),
        1 => line(),
    ];
    let time = select(
        &[
            "10:05",
            "10:20 UTC",
            "11:00 AM",
            "2024-03-03 22:10",
            "2024-03-04 01:15",
            "23:50",
            "00:10",
            "",
            "T+12m",
            "soon",
            "10:00–10:15",
            "12:00 (11:00 UTC)",
        ][..],
    );
    let lead = select(
        &[
            ("- **", ":** "),
            ("* ", " - "),
            ("", " – "),
            ("### ", "\n\n"),
            ("1. ", " "),
            ("- Detected (", "): "),
            ("", ": "),
        ][..],
    );
    let entry = (time, words, option::of(select(Phase::ALL.to_vec())));
    let shape = (lead, select(&[0_u8, 0, 0, 1, 2, 3][..]));
    let timeline = (
        vec(entry, 0..6),
        shape,
        option::of(select(
            &[
                "All times in UTC.",
                "2024-03-03",
                "Some words",
                "```",
                "### March 3, 2024",
            ][..],
        )),
    );
    let opening = select(&[0_u8, 0, 1, 2, 3][..]);
    let front = select(
        &[
            "",
            "",
            "---\nseverity: SEV-3\n---",
            "---\ntitle: Outage\nowner: ana\n---",
            "+++\ntitle = \"a\"\n+++",
        ][..],
    );
    let facts = btree_map(
        select(FactKey::ALL.to_vec()),
        select(
            &[
                "2024-03-03 22:00",
                "UTC",
                "SEV-2",
                "Ana, Bo",
                "4 hours",
                "yes: \"no\"",
                "Africa/Lagos",
            ][..],
        )
        .prop_map(str::to_owned),
        0..5,
    );
    (front, facts, vec((timeline, opening), 1..3), option::of(line())).prop_map(|(front, facts, timelines, after)| {
        let mut document = Postmortem::default();
        document.title.text = "Postmortem: the queue".into();
        if !front.is_empty() {
            document.parts.push(Part {
                opening: Opening::Bare,
                heading: String::new(),
                ..part_of(PartKind::Metadata, Body::Prose(front.into()))
            });
        }
        document
            .parts
            .push(part_of(PartKind::Metadata, Body::Facts(Facts(facts))));
        for ((entries, ((lead, separator), shape), text), opening) in timelines {
            let mut lines: Vec<Line<Entry>> = entries
                .into_iter()
                .map(|(time, text, phase)| {
                    let mut entry = Entry::new(Id(0), time, text);
                    entry.phase = phase;
                    entry.style.lead = lead.into();
                    entry.style.separator = separator.into();
                    entry.cells = vec![if shape == 3 { "2024-03-05".into() } else { "Ana".into() }];
                    Line::Row(entry)
                })
                .collect();
            if let Some(text) = text {
                lines.insert(
                    lines.len() / 2,
                    Line::Text {
                        id: Id(0),
                        text: text.into(),
                    },
                );
            }
            let header = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
            let table = match shape {
                1 => Some(Table {
                    header: header(&["Time (UTC)", "Event"]),
                    columns: vec![Column::Time, Column::Text],
                }),
                2 => Some(Table {
                    header: header(&["Time", "Event", "Who"]),
                    columns: vec![Column::Time, Column::Text, Column::Other],
                }),
                3 => Some(Table {
                    header: header(&["Date", "Time", "What"]),
                    columns: vec![Column::Other, Column::Time, Column::Text],
                }),
                _ => None,
            };
            let mut part = part_of(PartKind::Timeline, Body::Timeline(Rows { table, lines }));
            part.opening = match opening {
                1 => Opening::Heading(3),
                2 => Opening::Bare,
                3 => Opening::Label {
                    lead: String::new(),
                    marks: LabelMarks::Bold,
                    inline: true,
                },
                _ => Opening::Heading(2),
            };
            document.parts.push(part);
            if let Some(after) = &after {
                document.parts.push(Part {
                    opening: Opening::Label {
                        lead: String::new(),
                        marks: LabelMarks::Bold,
                        inline: true,
                    },
                    ..part_of(PartKind::Impact, Body::Prose(after.clone()))
                });
            }
        }
        document
    })
}

fn text_or_nothing() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), line()]
}

fn field() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 2 => line()]
}

fn item(text: impl Strategy<Value = String>) -> impl Strategy<Value = Item> {
    let lead = prop_oneof![
        4 => select(&["- ", "", "* ", "1. ", "    * ", "-> "][..]).prop_map(str::to_owned),
        1 => line(),
    ];
    (
        text,
        any::<bool>(),
        [field(), field(), field(), field(), field()],
        lead,
        any::<bool>(),
        any::<bool>(),
        vec(line(), 0..2),
    )
        .prop_map(
            |(text, done, [owner, priority, kind, due, link], lead, checkbox, loose, cells)| Item {
                id: Id(0),
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

fn rows<T: std::fmt::Debug + Clone + 'static>(
    row: impl Strategy<Value = T> + 'static,
    columns: &'static [(&'static str, Column)],
) -> impl Strategy<Value = Rows<T>> {
    let line = prop_oneof![
        4 => row.prop_map(Line::Row),
        1 => text().prop_map(|text| Line::Text { id: Id(0), text }),
    ];
    (any::<bool>(), vec(line, 0..5)).prop_map(|(table, lines)| Rows {
        table: table.then(|| Table {
            header: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            columns: columns.iter().map(|(_, column)| *column).collect(),
        }),
        lines,
    })
}

const TIMES: &[(&str, Column)] = &[("Time", Column::Time), ("Event", Column::Text), ("Who", Column::Other)];
const ITEMS: &[(&str, Column)] = &[
    ("Action", Column::Text),
    ("Owner", Column::Owner),
    ("Notes", Column::Other),
    ("Status", Column::Done),
];

fn part() -> impl Strategy<Value = Part> {
    let lead = select(&["", "- ", "* ", "> ", "  - ", "x"][..]);
    let opening = prop_oneof![
        1 => Just(Opening::Bare),
        3 => any::<u8>().prop_map(|level| Opening::Heading(level % 8)),
        3 => (lead, select(MARKS), any::<bool>()).prop_map(|(lead, marks, inline)| Opening::Label { lead: lead.to_owned(), marks, inline }),
    ];
    let text = || prop_oneof![9 => text(), 1 => select(RESERVED).prop_map(str::to_owned)];
    let body = prop_oneof![
        text().prop_map(Body::Prose),
        btree_map(select(FactKey::ALL.to_vec()), line(), 0..4).prop_map(|facts| Body::Facts(Facts(facts))),
        rows(entry(time(), text()), TIMES).prop_map(Body::Timeline),
        rows(item(text()), ITEMS).prop_map(Body::Items),
    ];
    let heading = prop_oneof![
        select(PartKind::ALL).prop_map(|kind| kind.label().to_owned()),
        line(),
        line(),
    ];
    (select(PartKind::ALL), heading, opening, body).prop_map(|(kind, heading, opening, body)| Part {
        id: Id(0),
        kind,
        heading,
        opening,
        body,
    })
}

fn title() -> impl Strategy<Value = Title> {
    let opening = prop_oneof![
        any::<u8>().prop_map(|level| TitleOpening::Heading(level % 8)),
        Just(TitleOpening::Plain),
        Just(TitleOpening::Bold),
        Just(TitleOpening::FrontMatter),
    ];
    (
        prop_oneof![Just(String::new()), line(), Just("Postmortem: the queue".to_owned())],
        opening,
    )
        .prop_map(|(text, opening)| Title { text, opening })
}

/// Any document, sensible or not.
pub(crate) fn any_document() -> impl Strategy<Value = Postmortem> {
    (title(), vec(part(), 0..5)).prop_map(|(title, parts)| {
        let mut document = Postmortem::default();
        document.title = title;
        document.parts = parts;
        document
    })
}

/// A document as the composer makes one: bodies that fit their kinds, default layouts, any words in its fields.
pub(crate) fn sound_document() -> impl Strategy<Value = Postmortem> {
    let timeline = (any::<bool>(), vec(entry(time(), text()), 1..5)).prop_map(|(own, entries)| {
        let lines = entries
            .into_iter()
            .map(|mut entry| {
                // Words of a layout that is given up move into the text: here layouts hold marks alone.
                let words = format!("{}{}", entry.style.lead, entry.style.separator);
                if !own || words.replace("1.", "").contains(char::is_alphanumeric) {
                    entry.style = EntryStyle::default();
                }
                Line::Row(entry)
            })
            .collect();
        part_of(PartKind::Timeline, Body::Timeline(Timeline { table: None, lines }))
    });
    let items = (any::<bool>(), vec(item(text()), 1..5)).prop_map(|(own, items)| {
        let lines = items
            .into_iter()
            .map(|mut item| {
                if !own {
                    item.style = ItemStyle::default();
                }
                Line::Row(item)
            })
            .collect();
        part_of(PartKind::ActionItems, Body::Items(Items { table: None, lines }))
    });
    let facts = btree_map(select(FactKey::ALL.to_vec()), line(), 0..4)
        .prop_map(|facts| part_of(PartKind::Metadata, Body::Facts(Facts(facts))));
    let prose = (select(PartKind::ALL), "[A-Z][a-z]{3,8} [a-z]{3,8} [a-z]{3,8}\\.")
        .prop_filter("prose", |(kind, _)| !kind.holds_items() && *kind != PartKind::Timeline)
        .prop_map(|(kind, text)| part_of(kind, Body::Prose(text)));
    vec(prop_oneof![timeline, items, facts, prose], 0..5).prop_map(|parts| {
        let mut document = Postmortem::default();
        document.title = Title {
            text: "Postmortem: the queue".into(),
            opening: TitleOpening::default(),
        };
        document.parts = parts;
        document
    })
}

fn part_of(kind: PartKind, body: Body) -> Part {
    Part {
        body,
        ..Part::new(Id(0), kind)
    }
}

/// What the fields of a document hold, white space and layout aside, one line a field.
pub(crate) fn fields(document: &Postmortem) -> Vec<String> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = vec![line(&document.title.text)];
    for part in &document.parts {
        out.push(format!("part {} {}", part.kind.name(), line(&part.heading)));
        match &part.body {
            Body::Prose(text) => out.push(line(text)),
            Body::Facts(facts) => {
                for (key, value) in &facts.0 {
                    if !line(value).is_empty() {
                        out.push(format!("{} {}", key.name(), line(value)));
                    }
                }
            }
            Body::Timeline(rows) => {
                for entry in rows.rows() {
                    out.push(format!(
                        "entry {} {:?} {}",
                        line(&entry.time).replace("\\*\\*", "**"),
                        entry.phase,
                        letters(&entry.text)
                    ));
                }
            }
            Body::Items(rows) => {
                for item in rows.rows() {
                    let fields =
                        [&item.owner, &item.priority, &item.kind, &item.due, &item.link].map(|text| line(text));
                    out.push(format!("item {} {fields:?} {}", item.done, letters(&item.text)));
                }
            }
        }
    }
    out
}

/// The words of a text: marks may be escaped, fences closed.
fn letters(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "br")
        .collect::<Vec<_>>()
        .join(" ")
}
