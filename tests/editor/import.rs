//! The import dialog: what it recognises, what it refuses and how it says so.

use super::stage::Stage;
use posthoc::editor::event::Event;
use posthoc::editor::view::{ImportView, SaveView};
use posthoc::editor::{Effect, FocusTarget};
use posthoc::lint::Severity;
use posthoc::model::Phase;

const WRONG_HALF: &str = include_str!("../documents/wrong-half-of-the-day.md");
const NO_POSTMORTEM: &str = include_str!("../documents/no-postmortem.md");

fn dialog(stage: &Stage) -> ImportView {
    stage.view().import.expect("the dialog is open")
}

fn opened() -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage
}

fn file(name: &str, bytes: &[u8]) -> Event {
    Event::ImportFile {
        name: name.into(),
        bytes: bytes.into(),
    }
}

#[test]
fn a_pasted_postmortem_is_recognised_as_it_is_typed() {
    let mut stage = opened();
    assert_eq!(stage.focused(), Some(FocusTarget::ImportText));
    stage.send(Event::ImportTextChanged(WRONG_HALF.into()));
    let view = dialog(&stage);
    assert!(view.ready && view.notice.is_none(), "{:?}", view.notice);
    assert_eq!(view.lines, WRONG_HALF.lines().count());
    let label = |label: &str| {
        view.recognised
            .iter()
            .find(|(own, _)| own == label)
            .map(|(_, value)| value.as_str())
    };
    assert!(
        label("Title").is_some_and(|title| !title.contains('#')),
        "{:?}",
        view.recognised
    );
    assert!(
        label("Timeline").is_some_and(|entries| entries.ends_with(" entries")),
        "{:?}",
        view.recognised
    );
    assert!(label("Window").is_some(), "{:?}", view.recognised);
    assert!(view.entries.iter().any(|(_, _, _, wrong)| *wrong), "{:?}", view.entries);
    assert!(
        view.entries
            .iter()
            .any(|(_, phase, ..)| *phase == Some(Phase::Resolved))
    );
    assert!(!view.problems.is_empty());
    assert!(view.kept.starts_with("Nothing lost: "), "{}", view.kept);
}

#[test]
fn importing_makes_a_draft_that_is_kept_at_once() {
    let mut stage = opened();
    stage.send(Event::ImportTextChanged(WRONG_HALF.into()));
    stage.spoken();
    stage.send(Event::ImportConfirmed);
    assert!(stage.view().import.is_none());
    assert!(matches!(stage.composer().save, SaveView::Saved(_)));
    assert!(stage.composer().counts.0 >= 1, "open checks everything at once");
    assert!(!stage.composer().can_undo);
    let said = stage.spoken();
    assert!(said.iter().any(|text| text.starts_with("Imported “")), "{said:?}");
    // The words are all there: what was imported goes out again.
    let out = stage.send(Event::Download);
    let Some(Effect::Download { name, text, .. }) = out.first() else {
        panic!("no download: {out:?}")
    };
    assert!(name.ends_with(".md"));
    for word in WRONG_HALF.split_whitespace() {
        assert!(text.contains(word), "{word} is lost");
    }
    stage.send(Event::ImportOpened);
    assert_eq!(dialog(&stage).text, "");
}

#[test]
fn the_text_outlives_the_dialog() {
    let mut stage = opened();
    stage.send(Event::ImportTextChanged("half of it".into()));
    stage.send(Event::ImportClosed);
    assert!(stage.view().import.is_none());
    stage.send(Event::ImportOpened);
    assert_eq!(dialog(&stage).text, "half of it");
}

#[test]
fn an_empty_box_has_nothing_to_import_and_says_nothing() {
    let mut stage = opened();
    for text in ["", "  \n\n "] {
        stage.send(Event::ImportTextChanged(text.into()));
        let view = dialog(&stage);
        assert!(!view.ready && view.notice.is_none(), "{view:?}");
    }
    stage.send(Event::ImportConfirmed);
    assert!(stage.view().import.is_some(), "there is nothing to import");
}

#[test]
fn files_that_hold_no_text_leave_the_box_alone() {
    let mut stage = opened();
    stage.send(Event::ImportTextChanged("# Outage".into()));
    let cases = [
        (
            file("graph.png", b"\x89PNG\0\0"),
            "“graph.png” is not text. Choose a Markdown or text file.",
        ),
        (
            Event::ImportFileUnreadable { name: "a.md".into() },
            "The browser could not read “a.md”. Open the file elsewhere and paste its text.",
        ),
    ];
    for (event, sentence) in cases {
        stage.send(event);
        let view = dialog(&stage);
        assert_eq!(view.notice, Some((Severity::Error, sentence.into())));
        assert_eq!(view.text, "# Outage");
        assert!(stage.spoken().contains(&sentence.to_owned()));
    }
    stage.send(Event::ImportTextChanged("# Outages".into()));
    assert!(
        dialog(&stage)
            .notice
            .is_none_or(|(severity, _)| severity != Severity::Error)
    );
}

#[test]
fn a_file_opens_the_dialog_and_names_itself() {
    let mut stage = Stage::new();
    stage.send(file("outage.md", WRONG_HALF.as_bytes()));
    let view = dialog(&stage);
    assert_eq!((view.file.as_deref(), view.ready), (Some("outage.md"), true));
    stage.send(file("empty.md", b" \n"));
    let notice = dialog(&stage).notice;
    let sentence = "“empty.md” is empty. Choose another file, or paste the text.";
    assert_eq!(notice, Some((Severity::Error, sentence.into())));
    stage.send(file("old.txt", b"# Caf\xE9 outage\n\nImpact: none\n"));
    let view = dialog(&stage);
    assert!(view.text.starts_with("# Café outage"));
    assert!(view.ready);
    let (severity, sentence) = view.notice.expect("an assumption");
    assert_eq!(severity, Severity::Hint);
    assert!(sentence.contains("Windows-1252"), "{sentence}");
}

#[test]
fn a_text_that_is_too_long_stays_in_the_box() {
    let mut stage = opened();
    let text = "word ".repeat(1_100_000);
    stage.send(Event::ImportTextChanged(text.clone()));
    let view = dialog(&stage);
    assert!(!view.ready);
    assert_eq!(view.text.len(), text.len());
    let (severity, sentence) = view.notice.expect("a notice");
    assert_eq!(severity, Severity::Error);
    assert_eq!(
        sentence,
        "The text has 5.5 MB; up to 5 MB can be imported. Take out logs or split it into parts."
    );
}

#[test]
fn a_text_that_is_no_postmortem_can_be_imported_all_the_same() {
    let mut stage = opened();
    stage.send(Event::ImportTextChanged(NO_POSTMORTEM.into()));
    let view = dialog(&stage);
    assert!(view.ready);
    let (severity, sentence) = view.notice.expect("a doubt");
    assert_eq!(severity, Severity::Warning);
    assert!(
        sentence.starts_with("No part of a postmortem is recognised"),
        "{sentence}"
    );
    stage.send(Event::ImportConfirmed);
    let out = stage.send(Event::CopyMarkdown);
    assert_eq!(out, [Effect::Copy(NO_POSTMORTEM.into())]);
}
