//! The laws of switching a document to another template: nothing written is lost or changed, and
//! twice is once.

use crate::{cases, documents, texts};
use posthoc::markdown::templates::{Template, built_in, of_document, switch};
use posthoc::markdown::{read, settle};
use posthoc::model::{Id, PartKind, Postmortem};
use proptest::prelude::*;

/// A built-in template, or the headings of any text.
fn template() -> impl Strategy<Value = Template> {
    prop_oneof![
        3 => (0..built_in().len()).prop_map(|at| built_in()[at].clone()),
        1 => texts::any_text().prop_map(|text| of_document("own", &read(&text))),
    ]
}

/// What the parts hold, apart from their headings, in any order.
fn held(document: &Postmortem) -> Vec<String> {
    let mut fields = documents::fields(document);
    fields.retain(|field| !field.starts_with("part ") && !field.is_empty());
    fields.sort();
    fields
}

fn ids(document: &Postmortem) -> Vec<Id> {
    let mut ids: Vec<Id> = document.parts.iter().map(|part| part.id).collect();
    ids.sort();
    ids
}

/// Headings that are no longer there although they said more than what their part is about.
fn lost_headings(before: &Postmortem, after: &Postmortem) -> Vec<String> {
    let headings = before.parts.iter().map(|part| part.heading.clone());
    headings
        .filter(|heading| after.parts.iter().all(|part| part.heading != *heading))
        .filter(|heading| {
            let named = read(&format!("# Untitled\n\n## {heading}\n\nText.\n"));
            let known = built_in().iter().flat_map(|template| &template.slots);
            let labels = PartKind::ALL.iter().any(|kind| kind.label() == heading);
            let known = labels || known.map(|slot| &slot.heading).any(|known| known == heading);
            heading.contains(['[', '(', '<', '`', '"']) || !(known || named.parts[0].kind.name() != "other")
        })
        .collect()
}

/// The laws of a switch that hold of any document, as one check.
fn keeps(before: &Postmortem, template: &Template) -> Result<Postmortem, TestCaseError> {
    let after = switch(before, template);
    prop_assert_eq!(held(&after), held(before));
    prop_assert_eq!(&after.title, &before.title);
    prop_assert_eq!(lost_headings(before, &after), Vec::<String>::new());
    let again = switch(&after, template);
    prop_assert_eq!(&again, &after, "a second switch changes it again");
    let mut unique = ids(&after);
    unique.dedup();
    prop_assert_eq!(unique.len(), after.parts.len());
    Ok(after)
}

proptest! {
    #![proptest_config(cases(1_000))]

    /// Whatever the composer makes: every field is there, and what leaves as Markdown holds it too.
    #[test]
    fn a_switch_keeps_every_field(document in documents::sound_document(), template in template()) {
        let document = document.renumbered();
        let after = keeps(&document, &template)?;
        prop_assert_eq!(held(&settle(after.clone())), held(&document), "{:#?}", after.parts);
    }

    /// Whatever anybody brings in.
    #[test]
    fn a_switch_keeps_every_word_of_a_text(text in texts::any_text(), template in template()) {
        let document = read(&text);
        keeps(&document, &template)?;
    }

    /// From one template to another and back, with nothing written: only the other template is there.
    #[test]
    fn empty_parts_do_not_pile_up(first in 0..built_in().len(), second in 0..built_in().len()) {
        let [first, second] = [first, second].map(|at| &built_in()[at]);
        let there = switch(&first.document(), second);
        let headings = |document: &Postmortem| -> Vec<String> {
            document.parts.iter().map(|part| part.heading.clone()).collect()
        };
        prop_assert_eq!(headings(&there), headings(&second.document()));
    }
}
