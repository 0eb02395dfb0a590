//! What leaves with any option is read back: nothing lost, nothing doubled.

use super::{cases, documents, words};
use posthoc::editor::export::{ExportOptions, TimelineLayout, markdown};
use posthoc::markdown::{read, write};
use posthoc::model::{Body, Line, Postmortem};
use posthoc::time::zone::{Database, Zones};
use proptest::prelude::*;
use std::rc::Rc;

/// Each option by itself, and those that only add taken together.
fn options() -> Vec<ExportOptions> {
    let with = |change: fn(&mut ExportOptions)| {
        let mut options = ExportOptions::default();
        change(&mut options);
        options
    };
    vec![
        ExportOptions::default(),
        with(|it| it.second_clock = Some("Asia/Tokyo".into())),
        with(|it| it.metrics = true),
        with(|it| it.mermaid = true),
        with(|it| it.front_matter = true),
        with(|it| {
            it.second_clock = Some("UTC".into());
            it.metrics = true;
            it.mermaid = true;
            it.front_matter = true;
        }),
        with(|it| it.timeline = TimelineLayout::List),
        with(|it| it.timeline = TimelineLayout::Table),
    ]
}

fn zones() -> Zones {
    Zones::of(Rc::new(Database))
}

/// A passage without the names of columns of the tables in it: a second table of a timeline is one,
/// and becomes rows where the first is laid out as a list.
fn without_heads(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let delimits = |line: &&str| line.contains('-') && line.chars().all(|c| "|:- ".contains(c));
    let said = lines.iter().enumerate().filter(|(at, line)| {
        let head = line.starts_with('|') && lines.get(at + 1).is_some_and(delimits);
        !head && !delimits(line)
    });
    said.map(|(_, line)| *line).collect::<Vec<_>>().join("\n")
}

/// All that a document says, without the names of its tables' columns.
fn contents(document: &Postmortem) -> String {
    let mut out = vec![document.title.text.clone()];
    for part in &document.parts {
        out.push(part.heading.clone());
        match &part.body {
            Body::Prose(text) => out.push(text.clone()),
            Body::Facts(facts) => out.extend(facts.0.values().cloned()),
            Body::Timeline(rows) => {
                for line in &rows.lines {
                    match line {
                        Line::Text { text, .. } => out.push(without_heads(text)),
                        Line::Row(entry) => {
                            out.extend([
                                entry.style.lead.clone(),
                                entry.time.clone(),
                                entry.style.separator.clone(),
                            ]);
                            out.push(entry.text.clone());
                            out.extend(entry.cells.clone());
                        }
                    }
                }
            }
            Body::Items(rows) => {
                for line in &rows.lines {
                    match line {
                        Line::Text { text, .. } => out.push(text.clone()),
                        Line::Row(item) => {
                            out.extend([
                                item.text.clone(),
                                item.owner.clone(),
                                item.due.clone(),
                                item.link.clone(),
                            ]);
                            out.extend(item.cells.clone());
                        }
                    }
                }
            }
        }
    }
    out.join("\n")
}

fn holds(document: &Postmortem) -> Result<(), TestCaseError> {
    let zones = zones();
    let plain = write(document);
    for options in options() {
        let text = markdown(document, &options, &zones);
        let again = markdown(&read(&text), &options, &zones);
        prop_assert_eq!(&again, &text, "{:?}\n{}", options, plain);
        if options.timeline == TimelineLayout::AsWritten {
            // What is made stands beside the document's own words, which keep their order.
            prop_assert_eq!(
                words::lost(&plain, &text),
                None,
                "{:?}\n{}\n-----\n{}",
                options,
                plain,
                text
            );
        } else {
            prop_assert_eq!(
                words::missing(&contents(&read(&plain)), &text),
                None,
                "{:?}\n{}\n-----\n{}",
                options,
                plain,
                text
            );
        }
        // What was made stays up to date without being asked for, and is not doubled by another choice.
        // A second clock is the document's own or is asked for.
        let other = ExportOptions {
            second_clock: options.second_clock.clone(),
            ..ExportOptions::default()
        };
        let after = markdown(&read(&text), &other, &zones);
        prop_assert_eq!(&after, &text, "{:?}\n{}", options, plain);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn every_option_is_stable_and_keeps_every_word(document in documents::any_document()) {
        holds(&document)?;
    }

    #[test]
    fn every_option_is_stable_over_timelines(document in documents::told()) {
        holds(&document)?;
    }
}
