//! Templates in the application: a draft from one, a switch and its undo, and the person's own.

use super::stage::Stage;
use posthoc::editor::Effect;
use posthoc::editor::event::{Event, Field};
use posthoc::editor::view::{BodyView, PartState, Toast};
use posthoc::model::PartKind;

const WRITTEN: &str = include_str!("../documents/wrong-half-of-the-day.md");

fn imported(text: &str) -> Stage {
    let mut stage = Stage::new();
    stage.send(Event::ImportOpened);
    stage.send(Event::ImportTextChanged(text.into()));
    stage.send(Event::ImportConfirmed);
    stage
}

fn exported(stage: &mut Stage) -> String {
    match stage.send(Event::CopyMarkdown).remove(0) {
        Effect::Copy(text) => text,
        other => panic!("no copy: {other:?}"),
    }
}

fn headings(stage: &Stage) -> Vec<String> {
    stage.composer().parts.into_iter().map(|part| part.heading).collect()
}

fn toast(stage: &Stage) -> Toast {
    stage.view().toast.expect("a toast")
}

/// Presses the toast's button.
fn press_toast(stage: &mut Stage) {
    let (_, event) = toast(stage).action.expect("a button");
    stage.send(*event);
}

fn words(text: &str) -> Vec<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort();
    words
}

#[test]
fn a_draft_starts_from_a_template_and_asks_for_what_belongs_there() {
    let mut stage = Stage::new();
    stage.send(Event::NewDraftFrom("google-sre".into()));
    let composer = stage.composer();
    assert_eq!(composer.template.as_deref(), Some("google-sre"));
    assert_eq!(headings(&stage)[..3], ["Summary", "Impact", "Root Causes"]);
    match stage.part(PartKind::Trigger).body {
        BodyView::Prose { text, example } => {
            assert_eq!(text, "");
            assert!(example.starts_with("What set it off just then"), "{example}");
        }
        other => panic!("{other:?}"),
    }
    let timeline = stage.part(PartKind::Timeline);
    assert!(
        timeline.hint.starts_with("Begin before the outage"),
        "{}",
        timeline.hint
    );
    assert_eq!(timeline.state, PartState::Empty);
    let text = exported(&mut stage);
    assert!(
        text.lines().all(|line| line.is_empty() || line.starts_with('#')),
        "{text}"
    );
    stage.send(Event::QuickAdd {
        part: timeline.id,
        text: "8:05 AM – Alert fired".into(),
    });
    assert_eq!(stage.part(PartKind::Timeline).hint, "");
}

#[test]
fn a_switch_keeps_every_word_and_is_one_step() {
    for template in [
        "0x19",
        "google-sre",
        "pagerduty",
        "atlassian",
        "howie",
        "gitlab",
        "usual",
    ] {
        let mut stage = imported(WRITTEN);
        let before = exported(&mut stage);
        let parts = stage.composer().parts;
        stage.send(Event::TemplateChosen(template.into()));
        assert!(
            toast(&stage).text.contains("Every word is still there."),
            "{template}: {}",
            toast(&stage).text
        );
        let after = exported(&mut stage);
        assert_ne!(before, after, "{template}");
        let (mut missing, there) = (words(&before), words(&after));
        for word in there {
            if let Some(at) = missing.iter().position(|other| *other == word) {
                missing.remove(at);
            }
        }
        let names = [
            "summary",
            "cause",
            "issue",
            "and",
            "of",
            "the",
            "root",
            "measures",
            "corrective",
            "preventative",
        ];
        missing.retain(|word| !names.contains(&word.as_str()));
        assert_eq!(missing, Vec::<String>::new(), "{template}\n{after}");
        // Chosen again, nothing is to be done, and nothing is to be undone.
        stage.send(Event::TemplateChosen(template.into()));
        assert!(
            toast(&stage).text.starts_with("Nothing to change"),
            "{}",
            toast(&stage).text
        );
        assert_eq!(toast(&stage).action, None);
        assert_eq!(exported(&mut stage), after);
        stage.send(Event::Undo);
        assert_eq!(exported(&mut stage), before, "{template}");
        assert_eq!(stage.composer().parts, parts, "{template}");
        assert!(!stage.composer().can_undo);
        stage.send(Event::Redo);
        assert_eq!(exported(&mut stage), after, "{template}");
    }
}

#[test]
fn the_toast_takes_a_switch_back() {
    let mut stage = imported(WRITTEN);
    let before = exported(&mut stage);
    stage.spoken();
    stage.send(Event::TemplateChosen("howie".into()));
    assert_eq!(
        stage.spoken(),
        ["Layout changed to “Howie”. Every word is still there."]
    );
    press_toast(&mut stage);
    assert_eq!(exported(&mut stage), before);
    assert_eq!(stage.spoken(), ["Undone: layout changed to “Howie”."]);
}

#[test]
fn a_switch_is_saved_and_opened_again() {
    let mut stage = imported(WRITTEN);
    stage.send(Event::TemplateChosen("atlassian".into()));
    stage.save();
    let text = exported(&mut stage);
    let id = stage.draft_id();
    stage.send(Event::DraftsShown);
    stage.send(Event::OpenDraft(id));
    assert_eq!(exported(&mut stage), text);
}

#[test]
fn the_layout_of_a_draft_is_kept_as_a_template_and_used() {
    let mut stage = imported("# Review\n\n## Mail\n\nIt stood still.\n\n## Timeline\n\n- 10:05 paged\n");
    stage.send(Event::LayoutKept);
    assert_eq!(toast(&stage).text, "“Review” is one of your templates now.");
    let templates = stage.view().templates;
    assert!(templates[0].own && templates[0].name == "Review" && templates[0].about == "2 parts");
    assert_eq!(templates.iter().filter(|template| !template.own).count(), 8);
    let id = templates[0].id.clone();
    assert_eq!(stage.composer().template, Some(id.clone()));

    // It is there in the next visit.
    let mut again = Stage::new();
    std::mem::swap(&mut again.store, &mut stage.store);
    again.send(Event::Started);
    again.send(Event::NewDraftFrom(id.clone()));
    assert_eq!(headings(&again), ["Mail", "Timeline"]);
    again.fill(Field::Title, "Late mail");
    assert_eq!(exported(&mut again), "# Late mail\n\n## Mail\n\n## Timeline\n");

    // Removed and brought back.
    again.send(Event::DropTemplate(id.clone()));
    assert_eq!(toast(&again).text, "Removed the template “Review”.");
    assert_eq!(again.view().templates.len(), 8);
    press_toast(&mut again);
    assert_eq!(again.view().templates[0].id, id);
}

#[test]
fn a_text_becomes_a_template_by_its_headings_alone() {
    let mut stage = Stage::new();
    stage.send(Event::TemplateImportOpened);
    let text =
        "# House rules\n\n## What broke\n\nThe secret.\n\n## Timeline\n\n- 10:05 paged\n\n## Thanks\n\nTo all.\n";
    stage.send(Event::ImportTextChanged(text.into()));
    let import = stage.view().import.expect("the dialog");
    assert!(import.template && import.ready);
    let shown: Vec<&str> = import.recognised.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(shown, ["House rules", "What broke", "Timeline", "Thanks"]);
    assert_eq!(import.kept, "None of its text is carried over.");
    stage.send(Event::ImportConfirmed);
    assert_eq!(stage.view().import, None);
    assert_eq!(stage.home().total, 0, "no draft is made of it");
    let template = stage.view().templates[0].clone();
    assert_eq!((template.name.as_str(), template.own), ("House rules", true));
    stage.send(Event::NewDraftFrom(template.id));
    stage.fill(Field::Title, "Late mail");
    let text = exported(&mut stage);
    assert_eq!(text, "# Late mail\n\n## What broke\n\n## Timeline\n\n## Thanks\n");

    // The dialog makes drafts again.
    stage.send(Event::ImportOpened);
    assert!(!stage.view().import.expect("the dialog").template);
}

#[test]
fn a_text_without_headings_is_no_template() {
    let mut stage = Stage::new();
    stage.send(Event::TemplateImportOpened);
    stage.send(Event::ImportTextChanged("Words alone.".into()));
    let import = stage.view().import.expect("the dialog");
    assert!(!import.ready);
    assert!(import.notice.expect("a notice").1.starts_with("There is no heading"));
    stage.send(Event::ImportConfirmed);
    assert_eq!(stage.view().templates.len(), 8);
}

#[test]
fn a_template_that_can_not_be_kept_is_told() {
    let mut stage = imported("# Review\n\n## Mail\n\nIt stood still.\n");
    stage.store.backend_mut().0.set_denied(true);
    stage.send(Event::LayoutKept);
    assert_eq!(stage.view().templates.len(), 8);
    let banners = stage.view().banners;
    assert!(
        banners
            .iter()
            .any(|banner| banner.title == "“Review” is not kept as a template."),
        "{banners:?}"
    );
}
