//! When a message appears: never in the midst of typing, and it leaves when the text is right.

use super::*;
use crate::lint::Rule;
use crate::model::{Body, Entry, Id, Line, Part, PartKind, Timeline};

static ORDER: Rule = Rule {
    id: "PM101",
    name: "timeline-out-of-order",
    severity: Severity::Error,
    docs: "# Out of order\n\nSays so.\n\n## Why it matters\n\nReaders rebuild the\nincident.\n\n## Fix\n\nMend it.\n",
};
static ZONE: Rule = Rule {
    id: "PM120",
    name: "zone-stated-nowhere",
    severity: Severity::Hint,
    docs: "Only one paragraph.",
};

const TIME: Field = Field::EntryTime(Id(2));

fn document(time: &str) -> Postmortem {
    let mut document = Postmortem::default();
    let mut part = Part::new(Id(1), PartKind::Timeline);
    part.body = Body::Timeline(Timeline {
        table: None,
        lines: vec![
            Line::Row(Entry::new(Id(2), time, "x")),
            Line::Row(Entry::new(Id(3), "9:00 AM", "y")),
        ],
    });
    document.parts.push(part);
    document
}

fn found(rule: &'static Rule, place: Place) -> Diagnostic {
    Diagnostic {
        rule,
        message: "12:00 PM comes 11 h before the entry above it.".into(),
        help: String::new(),
        place,
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

fn here() -> Diagnostic {
    found(&ORDER, Place::EntryTime(Id(2)))
}

fn below() -> Diagnostic {
    found(&ORDER, Place::EntryTime(Id(3)))
}

fn typing() -> Attention {
    Attention {
        typing: Some(TIME),
        ..Attention::default()
    }
}

#[test]
fn nothing_new_appears_while_typing_anywhere() {
    let mut attention = typing();
    let document = document("1");
    assert!(
        attention
            .reveal(&[here(), below()], &document, Reveal::Nothing)
            .is_empty()
    );
    assert!(attention.visible().is_empty());
}

#[test]
fn what_was_seen_stays_while_it_is_wrong_and_leaves_when_it_is_right() {
    let mut attention = Attention::default();
    let document = document("12:00");
    attention.reveal(&[here(), below()], &document, Reveal::Settled);
    attention.typing = Some(TIME);
    let mut reworded = here();
    reworded.message = "12:0 is not a time.".into();
    attention.reveal(&[reworded, below()], &document, Reveal::Nothing);
    assert_eq!(attention.visible(), [0, 1]);
    attention.reveal(&[below()], &document, Reveal::Nothing);
    assert_eq!(attention.visible(), [0], "the first one left");
    attention.reveal(&[here(), below()], &document, Reveal::Nothing);
    assert_eq!(
        attention.visible(),
        [1],
        "it comes back when the field is left, not before"
    );
}

#[test]
fn a_pause_shows_errors_that_no_further_key_can_mend() {
    for (time, shown) in [
        ("12:00 PM", true),
        ("25:10", true),
        ("soon", true),
        ("12:00", false),
        ("12:0", false),
        ("1", false),
        ("10 A", false),
        ("", false),
    ] {
        let mut attention = typing();
        let fresh = attention.reveal(
            &[here(), found(&ZONE, Place::Document)],
            &document(time),
            Reveal::Certain,
        );
        assert_eq!(!fresh.is_empty(), shown, "{time}");
        assert_eq!(attention.visible().len(), usize::from(shown), "a hint waits: {time}");
    }
}

#[test]
fn leaving_shows_everything_but_the_field_that_is_typed_in_next() {
    let mut attention = typing();
    let document = document("12:00 PM");
    let fresh = attention.reveal(&[here(), below()], &document, Reveal::Settled);
    assert_eq!((fresh, attention.visible()), (vec![0], [1].as_slice()));
    attention.typing = None;
    assert_eq!(attention.reveal(&[here(), below()], &document, Reveal::Settled), [0]);
    assert!(
        attention
            .reveal(&[here(), below()], &document, Reveal::Settled)
            .is_empty()
    );
}

#[test]
fn errors_come_first() {
    let mut attention = Attention::default();
    let all = [found(&ZONE, Place::Document), here()];
    attention.reveal(&all, &document("x"), Reveal::Settled);
    assert_eq!(attention.visible(), [1, 0]);
    let shown = shown(&attention, &all);
    assert_eq!(
        shown.iter().map(|problem| problem.found.rule.id).collect::<Vec<_>>(),
        ["PM101", "PM120"]
    );
}

#[test]
fn problems_are_announced_by_place() {
    let document = document("12:00 PM");
    let (one, other) = (here(), below());
    let one = ProblemRef { number: 0, found: &one };
    let other = ProblemRef {
        number: 1,
        found: &other,
    };
    assert_eq!(
        announcement(&[one], &document).as_deref(),
        Some("1 problem in entry 1: 12:00 PM comes 11 h before the entry above it.")
    );
    assert_eq!(
        announcement(&[one, other], &document).as_deref(),
        Some("2 problems, the first in entry 1: 12:00 PM comes 11 h before the entry above it.")
    );
    assert_eq!(announcement(&[], &document), None);
}

#[test]
fn why_comes_from_the_rules_page() {
    let document = document("12:00 PM");
    let rows = RowIndex::of(&document);
    let (one, other) = (here(), found(&ZONE, Place::Document));
    let view_of = |found: &Diagnostic| {
        let why = why(found.rule.docs);
        view(ProblemRef { number: 0, found }, why, &document, &rows)
    };
    assert_eq!(view_of(&one).why, "Readers rebuild the incident.");
    assert_eq!(view_of(&one).place, "Timeline, entry 1");
    assert_eq!(view_of(&one).field, Some(TIME));
    assert_eq!(view_of(&other).why, "Only one paragraph.");
}
