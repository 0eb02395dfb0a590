//! The spans of the incident as a table: in the file that is asked for with it, and nowhere else.

use crate::stage::Stage;
use posthoc::editor::{Effect, Event};
use posthoc::markdown;

const TEXT: &str = "# Outage\n\n**Duration:** July 15, 2024, 10:00 to 12:00 (UTC)\n\n## Timeline\n\n- 10:00 The outage begins\n- 10:05 Alert fires\n- 10:20 Root cause identified: a full disk\n- 12:00 Resolved\n\n## Impact\n\nNo orders.\n";

const TABLE: &str = "## Incident metrics

| Metric | Value | From | To | Formula |
| --- | --- | --- | --- | --- |
| Time to detect (TTD) | 5 min | 10:00 | 10:05 | detected − started |
| Time to identify (TTI) | 15 min | 10:05 | 10:20 | identified − detected |
| Time to resolve (TTR) | 2 h | 10:00 | 12:00 | resolved − started |

## Impact
";

fn imported(text: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(text.into()));
    stage.send(Event::ImportConfirmed);
    stage
}

fn downloaded(stage: &mut Stage, event: Event) -> String {
    match stage.send(event).remove(0) {
        Effect::Download { text, .. } => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_table_stands_behind_its_timeline_and_not_in_the_draft() {
    let mut stage = imported(TEXT);
    let text = downloaded(&mut stage, Event::DownloadWithMetrics);
    assert!(text.contains(TABLE), "{text}");
    assert_eq!(downloaded(&mut stage, Event::Download), TEXT);
    assert_eq!(markdown::write(&markdown::read(&text)), text);
}

#[test]
fn the_table_of_an_earlier_export_gives_way() {
    let first = downloaded(&mut imported(TEXT), Event::DownloadWithMetrics);
    let mut stage = imported(&first);
    assert_eq!(downloaded(&mut stage, Event::DownloadWithMetrics), first);
}

#[test]
fn without_spans_there_is_no_table() {
    let text = "# Outage\n\n## Impact\n\nNo orders.\n";
    assert_eq!(downloaded(&mut imported(text), Event::DownloadWithMetrics), text);
}
