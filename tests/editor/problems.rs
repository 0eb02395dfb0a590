//! The clock of a timeline: what is said and when, the fix, its proof, and the way back.

use super::stage::Stage;
use posthoc::editor::FocusTarget;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::view::{BodyView, MobileView, PartState, TimelineRowView, TimelineView};
use posthoc::lint::Severity;
use posthoc::model::{FactKey, Id, PartKind};

/// A draft whose last two times were meant as AM.
fn wrong_half() -> (Stage, Vec<Id>) {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    stage.fill(Field::Title, "Tile server down");
    for (key, text) in [
        (FactKey::Start, "June 15, 2023 8:00 AM"),
        (FactKey::End, "June 15, 2023 12:00 PM"),
        (FactKey::Zone, "UTC"),
    ] {
        stage.fill(Field::Fact(key), text);
    }
    let part = stage.part(PartKind::Timeline).id;
    let text = "8:00 AM – Started: the tile server stops\n8:05 AM – Alert fired\n9:00 AM – Escalated to the platform team\n\
                10:00 PM – Root cause identified\n11:00 PM – Mitigated by a restart\n12:00 PM – Resolved";
    stage.send(Event::QuickAdd {
        part,
        text: text.into(),
    });
    stage.spoken();
    let ids = stage.rows(PartKind::Timeline);
    (stage, ids)
}

fn timeline(stage: &Stage) -> TimelineView {
    match stage.part(PartKind::Timeline).body {
        BodyView::Timeline(timeline) => timeline,
        other => panic!("no timeline: {other:?}"),
    }
}

fn times(stage: &Stage) -> Vec<(String, String, bool)> {
    let rows = timeline(stage).rows.into_iter();
    rows.filter_map(|row| match row {
        TimelineRowView::Entry(entry) => Some((entry.time, entry.delta, entry.backwards)),
        TimelineRowView::Text { .. } => None,
    })
    .collect()
}

#[test]
fn a_clock_that_runs_back_is_said_once_with_its_fix_first() {
    let (stage, ids) = wrong_half();
    let composer = stage.composer();
    let errors: Vec<_> = composer
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let problem = errors[0];
    assert_eq!(problem.number, 0);
    assert_eq!(problem.message, "12:00 PM comes 11 h before the entry above it.");
    assert_eq!(problem.place, "Timeline, entry 6");
    assert_eq!(problem.field, Some(Field::EntryTime(ids[5])));
    let (title, proof, agrees) = &problem.fixes[0];
    assert_eq!(title, "Read 10:00 PM and 11:00 PM as AM");
    assert!(proof.contains("exactly") && *agrees, "{proof}");
    assert!(!problem.why.is_empty() && problem.name == "timeline-out-of-order");
    assert_eq!(stage.part(PartKind::Timeline).state, PartState::Error);
    assert_eq!(composer.counts.0, 1);
    assert_eq!(composer.safe_fixes, 1);
}

#[test]
fn rows_and_chart_show_the_step_back_and_where_the_fix_lands() {
    let (stage, _) = wrong_half();
    let deltas: Vec<(String, bool)> = times(&stage)
        .into_iter()
        .map(|(_, delta, back)| (delta, back))
        .collect();
    let expected = [
        ("", false),
        ("+5 min", false),
        ("+55 min", false),
        ("+13 h, AM?", false),
        ("+1 h, AM?", false),
        ("−11 h", true),
    ];
    assert_eq!(deltas, expected.map(|(delta, back)| (delta.to_owned(), back)));

    let view = timeline(&stage);
    assert_eq!(view.caption, "6 entries, times in UTC");
    let chart = view.chart.expect("a chart");
    assert_eq!(chart.marks.len(), 6);
    assert_eq!(chart.marks[5].back.as_deref(), Some("11 h back"));
    assert!(chart.marks[..5].iter().all(|mark| mark.back.is_none()));
    let ghosts: Vec<(usize, &str)> = chart
        .ghosts
        .iter()
        .map(|(lane, _, mark)| (*lane, mark.as_str()))
        .collect();
    assert_eq!(ghosts, [(3, "AM?"), (4, "AM?")]);
    let (from, to, words) = chart.window.expect("the stated window");
    assert_eq!((from, words.as_str()), (0.0, "Stated window, 4 h"));
    assert!((to - 100.0 * 4.0 / 15.0).abs() < 0.1, "{to}");
    let ticks: Vec<&str> = chart.ticks.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(ticks, ["8 AM", "11 AM", "2 PM", "5 PM", "8 PM", "11 PM"]);
    assert!(chart.label.contains("runs back once, by 11 h"), "{}", chart.label);
    let value = |name: &str| {
        let metric = chart.metrics.iter().find(|(own, ..)| own == name);
        metric.map(|(_, value, _)| value.clone()).unwrap_or_default()
    };
    assert_eq!((value("TTD").as_str(), value("TTR").as_str()), ("5 min", "–"));
    assert!(
        chart.metrics_note.ends_with("wait until the clock runs forward."),
        "{}",
        chart.metrics_note
    );
    let facts = stage.composer().facts;
    assert_eq!(
        (facts.duration.as_str(), facts.span),
        ("4 h", Some(("Timeline spans 15 h".into(), true)))
    );
}

#[test]
fn the_fix_is_one_step_and_is_announced_with_its_outcome() {
    let (mut stage, ids) = wrong_half();
    let before = times(&stage);
    stage.send(Event::ApplyFix { problem: 0, fix: 0 });
    let spoken = stage.spoken();
    assert_eq!(
        spoken,
        ["2 times read as AM. The timeline spans 4 h. Undo with Ctrl Z."]
    );
    assert_eq!(stage.composer().counts.0, 0);
    let after: Vec<String> = times(&stage).into_iter().map(|(time, ..)| time).collect();
    assert_eq!(
        after,
        ["8:00 AM", "8:05 AM", "9:00 AM", "10:00 AM", "11:00 AM", "12:00 PM"]
    );
    assert_eq!(stage.composer().facts.span, Some(("Timeline spans 4 h".into(), false)));
    let toast = stage.view().toast.expect("a toast");
    assert_eq!(toast.text, "2 times read as AM. The timeline spans 4 h.");
    stage.send(*toast.action.expect("a way back").1);
    assert_eq!(times(&stage), before);
    assert_eq!(stage.composer().counts.0, 1);
    stage.send(Event::Redo);
    stage.send(Event::Undo);
    stage.send(Event::ApplyFix { problem: 0, fix: 0 });
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::EntryTime(ids[3]))));
}

#[test]
fn all_safe_fixes_are_one_step() {
    let (mut stage, _) = wrong_half();
    stage.send(Event::FixAllSafe);
    assert_eq!(stage.composer().counts.0, 0);
    assert_eq!(
        stage.spoken(),
        ["2 times read as AM. The timeline spans 4 h. Undo with Ctrl Z."]
    );
    stage.send(Event::Undo);
    assert_eq!(stage.composer().counts.0, 1);
    stage.send(Event::FixAllSafe);
    stage.spoken();
    stage.send(Event::FixAllSafe);
    assert_eq!(stage.spoken(), ["No fix is safe to apply unseen."]);
}

#[test]
fn kept_as_written_is_not_said_again_even_after_a_reload() {
    let (mut stage, _) = wrong_half();
    stage.send(Event::KeepAsWritten { problem: 0 });
    assert_eq!(stage.composer().counts.0, 0);
    stage.send(Event::Undo);
    assert_eq!(stage.composer().counts.0, 1);
    stage.send(Event::Redo);
    assert_eq!(stage.composer().counts.0, 0);
    stage.save();
    let id = stage.draft_id();
    stage.send(Event::DraftsShown);
    stage.send(Event::OpenDraft(id));
    assert_eq!(stage.composer().counts.0, 0);
    let said: Vec<String> = stage
        .composer()
        .problems
        .into_iter()
        .map(|problem| problem.message)
        .collect();
    assert!(
        said.iter().all(|message| !message.contains("12:00 PM comes")),
        "{said:?}"
    );
}

#[test]
fn nothing_is_said_while_a_time_is_typed_and_a_right_one_clears_it_at_once() {
    let (mut stage, ids) = wrong_half();
    stage.send(Event::ApplyFix { problem: 0, fix: 0 });
    stage.spoken();
    let field = Field::EntryTime(ids[3]);
    stage.send(Event::Entered(field.clone()));
    for typed in ["10:00 ", "10:00 P", "10:00 PM"] {
        stage.send(Event::Edited(field.clone(), typed.into()));
        assert_eq!(stage.composer().counts.0, 0, "{typed}");
    }
    stage.send(Event::Paused);
    assert_eq!(
        stage.composer().counts.0,
        1,
        "a second without a key: the time is a whole one"
    );
    let said = stage.spoken();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("1 problem in entry "), "{said:?}");
    stage.send(Event::Edited(field.clone(), "10:00 A".into()));
    stage.send(Event::Edited(field.clone(), "10:00 AM".into()));
    assert_eq!(stage.composer().counts.0, 0);
    stage.send(Event::Edited(field.clone(), "25:10".into()));
    assert_eq!(stage.composer().counts.0 + stage.composer().counts.1, 0);
    stage.send(Event::Left(field));
    let problems = stage.composer().problems;
    assert!(
        problems.iter().any(|problem| problem.message.contains("“25:10”")),
        "{problems:#?}"
    );
}

#[test]
fn a_new_row_is_not_scolded_before_it_is_left() {
    let (mut stage, ids) = wrong_half();
    stage.send(Event::FixAllSafe);
    let before = stage.composer().problems.len();
    stage.send(Event::Entered(Field::Text(ids[1])));
    stage.send(Event::AddRow {
        beside: ids[1],
        after: true,
    });
    stage.send(Event::Left(Field::Text(ids[1])));
    assert_eq!(stage.composer().problems.len(), before);
}

#[test]
fn a_large_timeline_is_judged_when_typing_rests() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraft);
    let part = stage.part(PartKind::Timeline).id;
    let minutes = |n: usize| {
        format!(
            "2024-03-{:02} {:02}:{:02} – Step {n}\n",
            1 + n / 1440,
            n / 60 % 24,
            n % 60
        )
    };
    stage.send(Event::QuickAdd {
        part,
        text: (0..2_000).map(minutes).collect(),
    });
    let ids = stage.rows(PartKind::Timeline);
    assert_eq!(ids.len(), 2_000);
    let errors = stage.composer().counts.0;
    let field = Field::EntryTime(ids[1_000]);
    stage.type_into(&field, "", "2023-03-01 08:00");
    assert_eq!(stage.composer().counts.0, errors);
    let shown = times(&stage);
    assert_eq!(shown[1_000].0, "2023-03-01 08:00", "what is typed is shown at once");
    stage.send(Event::Left(field));
    assert_eq!(stage.composer().counts.0, errors + 1);
    stage.send(Event::Undo);
    assert_eq!(stage.composer().counts.0, errors);
}

#[test]
fn problems_are_walked_in_a_ring() {
    let (mut stage, ids) = wrong_half();
    let total = stage.composer().problems.len();
    stage.send(Event::MobileShown(MobileView::Problems));
    stage.send(Event::NextProblem { back: false });
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::EntryTime(ids[5]))));
    assert_eq!(stage.composer().mobile, MobileView::Write);
    for _ in 0..total {
        stage.send(Event::NextProblem { back: false });
    }
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::EntryTime(ids[5]))));
    stage.send(Event::GoTo { problem: 0 });
    assert_eq!(stage.focused(), Some(FocusTarget::Field(Field::EntryTime(ids[5]))));

    let mut empty = Stage::new();
    empty.send(Event::NewDraft);
    empty.spoken();
    if empty.composer().problems.is_empty() {
        empty.send(Event::NextProblem { back: true });
        assert_eq!(empty.spoken(), ["No problems."]);
    }
}
