//! The ways out of the page: Markdown with what was chosen about it, HTML, JSON, CSV and rich text.

use crate::stage::Stage;
use posthoc::editor::export::{ExportOptions, FileKind, TimelineLayout};
use posthoc::editor::view::Screen;
use posthoc::editor::{Effect, Event};
use posthoc::markdown;

const TEXT: &str = "# Outage\n\n**Duration:** July 15, 2024, 10:00 to 12:00 (UTC)\n\n## Timeline\n\n- 10:00 The outage begins\n- 10:05 Alert fires\n- 10:20 Root cause identified: a full disk\n- 12:00 Resolved\n\n## Impact\n\nNo orders.\n";

const TABLE: &str = "## Incident metrics

<!-- posthoc metrics=9e9a9b7a -->

| Metric | Value | From | To | Formula |
| --- | --- | --- | --- | --- |
| Time to detect | 5 min | 10:00 | 10:05 | detected − started |
| Time to identify | 15 min | 10:05 | 10:20 | identified − detected |
| Time to resolve | 2 h | 10:00 | 12:00 | resolved − started |

## Impact
";

const DIAGRAM: &str = "## Timeline

```mermaid
%% posthoc 9e9a9b7a
timeline
    10#58;00 : The outage begins
    10#58;05 : Alert fires
    10#58;20 : Root cause identified#58; a full disk
    12#58;00 : Resolved
```

- 10:00 The outage begins
";

const FRONT_MATTER: &str = "---
# posthoc 9e9a9b7a
date: 2024-07-15
start: \"July 15, 2024, 10:00\"
end: \"12:00 (UTC)\"
time_zone: UTC
---

# Outage
";

const ROWS: &str = "| Time | What happened |
| --- | --- |
| 10:00 | The outage begins |
| 10:05 | Alert fires |
| 10:20 | Root cause identified: a full disk |
| 12:00 | Resolved |

## Impact
";

fn imported(text: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(text.into()));
    stage.send(Event::ImportConfirmed);
    stage
}

/// The one file that an event hands out: its name and text.
fn file(stage: &mut Stage, event: Event) -> (String, String) {
    match stage.send(event).remove(0) {
        Effect::Download { name, text, .. } => (name, text),
        other => panic!("{other:?}"),
    }
}

fn downloaded(stage: &mut Stage) -> String {
    file(stage, Event::Download).1
}

fn with(change: impl FnOnce(&mut ExportOptions)) -> ExportOptions {
    let mut options = ExportOptions::default();
    change(&mut options);
    options
}

/// The text with the hashes of its blocks made equal.
fn unhashed(text: &str) -> String {
    let lines = text.lines().map(|line| {
        for (mark, end) in [
            ("<!-- posthoc metrics=", " -->"),
            ("%% posthoc ", ""),
            ("# posthoc ", ""),
        ] {
            if line.starts_with(mark) {
                return format!("{mark}9e9a9b7a{end}");
            }
        }
        line.to_owned()
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn choices() -> Vec<(ExportOptions, &'static str)> {
    vec![
        (with(|it| it.metrics = true), TABLE),
        (with(|it| it.mermaid = true), DIAGRAM),
        (with(|it| it.front_matter = true), FRONT_MATTER),
        (with(|it| it.timeline = TimelineLayout::Table), ROWS),
        (
            with(|it| it.second_clock = Some("Asia/Tokyo".into())),
            "- 10:05 (19:05 Asia/Tokyo) Alert fires\n",
        ),
    ]
}

#[test]
fn what_is_chosen_is_in_the_file_and_not_in_the_draft() {
    for (options, expected) in choices() {
        let mut stage = imported(TEXT);
        stage.send(Event::ExportChosen(options.clone()));
        let text = downloaded(&mut stage);
        assert!(unhashed(&text).contains(expected), "{options:?}\n{text}");
        assert_eq!(stage.composer().export, options);
        stage.send(Event::ExportChosen(ExportOptions::default()));
        assert_eq!(downloaded(&mut stage), TEXT);
        assert_eq!(markdown::write(&markdown::read(&text)), text);
    }
}

#[test]
fn what_an_earlier_export_made_is_made_anew_and_not_doubled() {
    let all = with(|it| {
        it.metrics = true;
        it.mermaid = true;
        it.front_matter = true;
    });
    let mut stage = imported(TEXT);
    stage.send(Event::ExportChosen(all.clone()));
    let first = downloaded(&mut stage);
    for options in [ExportOptions::default(), all] {
        let mut again = imported(&first);
        again.send(Event::ExportChosen(options));
        assert_eq!(downloaded(&mut again), first);
    }
    // A time that is changed is changed in all that was made of it.
    let changed = first.replacen("- 10:20 Root", "- 10:35 Root", 1);
    let text = downloaded(&mut imported(&changed));
    assert!(text.contains("10#58;35 : Root") && !text.contains("10#58;20"), "{text}");
    assert!(text.contains("| Time to identify | 30 min | 10:05 | 10:35 |"), "{text}");
}

#[test]
fn what_a_person_edited_in_such_a_block_stays() {
    let mut stage = imported(TEXT);
    stage.send(Event::ExportChosen(with(|it| it.metrics = true)));
    let edited = downloaded(&mut stage).replace("| 15 min |", "| a quarter of an hour |");
    let mut again = imported(&edited);
    again.send(Event::ExportChosen(with(|it| it.metrics = true)));
    assert_eq!(downloaded(&mut again), edited);
}

#[test]
fn where_there_is_nothing_to_say_nothing_is_made() {
    let text = "# Outage\n\n## Impact\n\nNo orders.\n";
    for (options, _) in choices() {
        let mut stage = imported(text);
        stage.send(Event::ExportChosen(options));
        assert_eq!(downloaded(&mut stage), text);
    }
}

#[test]
fn facts_of_a_block_that_was_made_are_not_read_as_stated() {
    let mut stage = imported(TEXT);
    stage.send(Event::ExportChosen(with(|it| it.front_matter = true)));
    let first = downloaded(&mut stage);
    // The sentence says it, and the front matter follows the sentence.
    let changed = first.replace("10:00 to 12:00 (UTC)", "10:00 to 12:30 (UTC)");
    let text = downloaded(&mut imported(&changed));
    assert!(text.contains("end: \"12:30 (UTC)\""), "{text}");
}

#[test]
fn the_whole_draft_comes_back_from_its_json() {
    let mut stage = imported(TEXT);
    let (name, json) = file(&mut stage, Event::DownloadAs(FileKind::Json));
    assert_eq!(name, "2024-07-15-outage.json");
    assert!(
        json.starts_with("{\"posthoc_draft\":1,\"kept\":[],\"document\":{"),
        "{json}"
    );
    let mut again = imported(&json);
    assert_eq!(downloaded(&mut again), TEXT);
    assert_eq!(file(&mut again, Event::DownloadAs(FileKind::Json)).1, json);
}

#[test]
fn a_json_that_is_no_draft_is_said_and_stays_in_the_box() {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    for (text, says) in [
        (
            "{\"posthoc_draft\":1,\"kept\":[",
            "The JSON is not a whole draft of Posthoc",
        ),
        ("{\"posthoc_draft\":99,\"document\":{}}", "a newer version of Posthoc"),
        ("{\"posthoc_draft\":1,\"document\":{\"title\":1}}", "docs/json.md"),
    ] {
        stage.send(Event::ImportTextChanged(text.into()));
        let view = stage.app.view().import.expect("the dialog");
        assert!(!view.ready && view.text == text, "{view:?}");
        let said = view.notice.expect("a notice").1;
        assert!(said.contains(says), "{said}");
    }
    stage.send(Event::ImportTextChanged(TEXT.into()));
    let view = stage.app.view().import.expect("the dialog");
    assert!(view.ready && view.notice.is_none(), "{view:?}");
    assert!(matches!(stage.app.view().screen, Screen::Home(_)));
}

#[test]
fn action_items_leave_as_csv() {
    let text = "# Outage\n\n## Action items\n\n- [x] Add an alert, soon (owner: Ana; priority: P1; due: 2024-08-01)\n- [ ] =cmd|' /C calc'!A0\n- [ ] Say \"no\"\n  twice\n";
    let (name, csv) = file(&mut imported(text), Event::DownloadAs(FileKind::Csv));
    assert_eq!(name, "outage-actions.csv");
    assert_eq!(
        csv,
        "\u{feff}Action,Done,Owner,Priority,Type,Due,Link,Part,Notes\r\n\
         \"Add an alert, soon\",yes,Ana,P1,,2024-08-01,,Action items,\r\n\
         '=cmd|' /C calc'!A0,no,,,,,,Action items,\r\n\
         \"Say \"\"no\"\"\ntwice\",no,,,,,,Action items,\r\n"
    );
}

#[test]
fn rich_text_goes_with_its_markdown() {
    let mut stage = imported(TEXT);
    match stage.send(Event::CopyRich).remove(0) {
        Effect::CopyRich { html, text } => {
            assert_eq!(text, TEXT);
            assert!(html.starts_with("<h1>Outage</h1>\n"), "{html}");
            assert!(
                html.contains("<td class=\"time\"><b>10:05</b></td><td>Detected</td><td>Alert fires</td></tr>"),
                "{html}"
            );
        }
        other => panic!("{other:?}"),
    }
}
