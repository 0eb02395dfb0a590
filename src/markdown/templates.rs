//! Templates: layouts of a postmortem as lists of parts, each with a hint of what belongs there.
//!
//! A built-in template is a Markdown file below `templates/`: a comment with its name and what it is
//! like in a few words, then the headings in order, each with its hint as a quotation. Any other
//! Markdown is a template by its headings alone. Owns no document, and must not touch a store.

mod switch;

pub use switch::switch;

use super::preview;
use crate::model::{Body, Opening, Part, PartKind, Postmortem, Title};
use std::sync::LazyLock;
use tiny_sort::stable;

/// The files: name for the command line and for links, and text.
const FILES: &[(&str, &str)] = &[
    ("0x19", include_str!("templates/0x19.md")),
    ("google-sre", include_str!("templates/google-sre.md")),
    ("pagerduty", include_str!("templates/pagerduty.md")),
    ("atlassian", include_str!("templates/atlassian.md")),
    ("howie", include_str!("templates/howie.md")),
    ("gitlab", include_str!("templates/gitlab.md")),
    ("usual", include_str!("templates/usual.md")),
    ("blank", include_str!("templates/blank.md")),
];

/// The built-in template that a new draft has where none was chosen.
pub const USUAL: &str = "usual";

static BUILT_IN: LazyLock<Vec<Template>> = LazyLock::new(|| FILES.iter().map(|(id, text)| built(id, text)).collect());

/// A layout: parts in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    /// What it is called by programs: `google-sre`.
    pub id: String,
    /// What people call it: "Google SRE".
    pub name: String,
    /// What it is like, in a few words.
    pub about: String,
    /// Its parts, in order.
    pub slots: Vec<Slot>,
}

/// A part of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// What the part is about.
    pub kind: PartKind,
    /// Its heading.
    pub heading: String,
    /// How it is opened: a heading or a label.
    pub opening: Opening,
    /// What belongs there; empty where the template does not say.
    pub hint: String,
}

/// The built-in templates, in the order in which they are offered.
pub fn built_in() -> &'static [Template] {
    &BUILT_IN
}

/// The built-in template of a name.
pub fn named(id: &str) -> Option<&'static Template> {
    built_in().iter().find(|template| template.id == id)
}

/// The template that a Markdown text is: its headings in order. None of its text is carried over.
pub fn of_text(id: &str, text: &str) -> Template {
    of_document(id, &super::read(text))
}

/// The template that a document is: the openings of its parts, in order, and its title for a name.
pub fn of_document(id: &str, document: &Postmortem) -> Template {
    let mut slots: Vec<Slot> = Vec::new();
    for part in document.parts.iter().filter(|part| part.opening != Opening::Bare) {
        slots.push(Slot {
            kind: part.kind,
            heading: part.heading.clone(),
            opening: bare_of_text(&part.opening),
            hint: String::new(),
        });
    }
    let name = match preview::plain(&document.title.text).trim() {
        "" => "My template".to_owned(),
        title => title.to_owned(),
    };
    let about = match slots.len() {
        1 => "1 part".into(),
        parts => format!("{parts} parts"),
    };
    Template {
        id: id.to_owned(),
        name,
        about,
        slots,
    }
}

/// A label whose text began on its own line has none now. One that was nested below another stands by itself: in a
/// document without that other it would be taken for the row above it.
fn bare_of_text(opening: &Opening) -> Opening {
    match opening {
        Opening::Label { lead, marks, .. } => Opening::Label {
            lead: lead.trim_start().to_owned(),
            marks: *marks,
            inline: true,
        },
        other => other.clone(),
    }
}

impl Template {
    /// A document without a word in it: a title to be written, and the parts, empty.
    pub fn document(&self) -> Postmortem {
        let mut document = Postmortem::default();
        for slot in &self.slots {
            let part = slot.part(&mut document);
            document.parts.push(part);
        }
        document
    }

    /// The template as Markdown, from which [`of_text`] makes the same template.
    pub fn markdown(&self) -> String {
        let mut document = self.document();
        document.title = Title {
            text: super::write::words(&self.name),
            ..Title::default()
        };
        super::write(&document)
    }

    /// Whether a document has the parts of this template, in its order, and no others.
    pub fn fits(&self, document: &Postmortem) -> bool {
        let opened = document.parts.iter().filter(|part| part.opening != Opening::Bare);
        let mut slots = self.slots.iter();
        opened.clone().count() == self.slots.len()
            && opened
                .into_iter()
                .all(|part| slots.next().is_some_and(|slot| slot.names(part)))
    }
}

impl Slot {
    /// The part, empty.
    fn part(&self, document: &mut Postmortem) -> Part {
        Part {
            id: document.fresh_id(),
            kind: self.kind,
            heading: self.heading.clone(),
            opening: self.opening.clone(),
            body: Body::empty(self.kind),
        }
    }
}

/// What belongs into each part of a document, part by part: the hint of the built-in template that
/// shares the most headings with the document, else of any other that has such a part. Which template
/// a document has is nowhere written down: its headings say it.
pub fn hints(document: &Postmortem) -> Vec<Option<&'static str>> {
    let shared = |template: &Template| {
        let slots = template.slots.iter();
        slots
            .filter(|slot| document.parts.iter().any(|part| slot.names(part)))
            .count()
    };
    let mut templates: Vec<(usize, &'static Template)> = built_in().iter().map(|it| (shared(it), it)).collect();
    // Of those that share as many, the one that asks for the least besides.
    stable::sort_by_key(&mut templates, |(shared, template)| {
        (std::cmp::Reverse(*shared), template.slots.len())
    });
    let hint = |part: &Part| {
        let mut slots = templates.iter().flat_map(|(_, template)| &template.slots);
        let slot = slots.find(|slot| slot.names(part))?;
        Some(slot.hint.as_str())
    };
    document.parts.iter().map(hint).collect()
}

impl Slot {
    fn names(&self, part: &Part) -> bool {
        self.kind == part.kind && self.heading == part.heading
    }
}

fn built(id: &str, file: &str) -> Template {
    let (comment, body) = file
        .strip_prefix("<!--\n")
        .and_then(|rest| rest.split_once("-->"))
        .unwrap_or(("", file));
    let mut said = comment.lines();
    let (name, about) = (said.next().unwrap_or_default(), said.next().unwrap_or_default());
    // A title goes before, so that the first heading is not taken for one.
    let mut layout = format!("# {name}\n");
    let mut hints: Vec<&str> = Vec::new();
    for line in body.lines() {
        match line.strip_prefix("> ") {
            Some(hint) => hints.push(hint),
            None => {
                layout.push_str(line);
                layout.push('\n');
            }
        }
    }
    let mut template = of_text(id, &layout);
    for (slot, hint) in template.slots.iter_mut().zip(hints) {
        hint.clone_into(&mut slot.hint);
    }
    Template {
        name: name.to_owned(),
        about: about.to_owned(),
        ..template
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    /// Parts that are about something of their own, which no kind stands for.
    const OWN: &[&str] = &[
        "Messaging",
        "Internal Email",
        "External Message",
        "Backlog check",
        "Recurrence",
        "Key roles",
        "Open questions",
        "MR checklist",
    ];

    #[test]
    fn every_file_is_a_template() {
        for (template, (id, file)) in built_in().iter().zip(FILES) {
            assert!(file.starts_with("<!--\n"), "{id}");
            for words in [&template.name, &template.about] {
                assert!((3..40).contains(&words.len()), "{id}: {words:?}");
            }
            let headings: Vec<&str> = file.lines().filter(|line| line.starts_with('#')).collect();
            let hints = file.lines().filter(|line| line.starts_with("> ")).count();
            assert_eq!(
                (headings.len(), hints),
                (template.slots.len(), template.slots.len()),
                "{id}"
            );
            for (slot, heading) in template.slots.iter().zip(&headings) {
                let (marks, words) = heading.split_once(' ').unwrap();
                assert_eq!(slot.heading, words, "{id}");
                assert_eq!(slot.opening, Opening::Heading(marks.len() as u8), "{id}: {words}");
                let own = OWN.contains(&words);
                assert_eq!(slot.kind == PartKind::Other, own, "{id}: {words} is {:?}", slot.kind);
                assert!(
                    slot.hint.len() > 12 && slot.hint.ends_with(['.', '?', '”']),
                    "{id}: {:?}",
                    slot.hint
                );
            }
        }
    }

    #[test]
    fn the_templates_are_those_that_are_promised() {
        let names: Vec<&str> = built_in().iter().map(|template| template.id.as_str()).collect();
        assert_eq!(
            names,
            [
                "0x19",
                "google-sre",
                "pagerduty",
                "atlassian",
                "howie",
                "gitlab",
                "usual",
                "blank"
            ]
        );
        assert!(named(USUAL).is_some() && named("nothing").is_none());
        let count = |id: &str| named(id).unwrap().slots.len();
        assert_eq!(
            names.iter().map(|id| count(id)).collect::<Vec<_>>(),
            [4, 13, 14, 14, 8, 9, 8, 1]
        );
    }

    /// The file that leaves holds the headings and no word of a hint, nor a comment of ours.
    #[test]
    fn an_unwritten_draft_holds_headings_alone() {
        for template in built_in() {
            let mut document = template.document();
            document.title.text = "Checkout outage".into();
            let text = markdown::write(&document);
            let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(lines.len(), template.slots.len() + 1, "{text}");
            assert!(lines.iter().all(|line| line.starts_with('#')), "{text}");
            assert!(!text.contains("<!--"), "{text}");
            let read = markdown::read(&text);
            let expected = Postmortem::clone(&document).renumbered();
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn a_template_is_its_own_markdown() {
        for template in built_in() {
            let again = of_text(&template.id, &template.markdown());
            assert_eq!(again.name, template.name);
            let plain: Vec<Slot> = template
                .slots
                .iter()
                .map(|slot| Slot {
                    hint: String::new(),
                    ..slot.clone()
                })
                .collect();
            assert_eq!(again.slots, plain);
        }
    }

    #[test]
    fn a_document_gives_its_headings_and_none_of_its_text() {
        let text = "# Review: the mail queue\n\nIt was late.\n\n## What happened\n\nMail stood still.\n\n\
                    **Impact:** nobody got mail.\n\n## Time line\n\n- 10:05 paged\n\n### Secret sauce\n\nSalt.\n";
        let template = of_text("a", text);
        assert_eq!(
            (template.name.as_str(), template.about.as_str()),
            ("Review: the mail queue", "4 parts")
        );
        assert_eq!(
            template.markdown(),
            "# Review: the mail queue\n\n## What happened\n\n**Impact:**\n\n## Time line\n\n### Secret sauce\n"
        );
        assert_eq!(of_text("a", &template.markdown()), template);
        assert_eq!(of_text("b", "").slots, []);
        assert_eq!(of_text("b", "Words alone.").markdown(), "# My template\n");
    }

    #[test]
    fn a_part_gets_the_hint_of_the_template_that_its_document_looks_like() {
        for template in built_in() {
            let hints = hints(&template.document());
            let expected: Vec<_> = template.slots.iter().map(|slot| Some(slot.hint.as_str())).collect();
            assert_eq!(hints, expected, "{}", template.id);
            assert!(template.fits(&template.document()), "{}", template.id);
        }
        let mixed = markdown::read("# T\n\n## Messaging\n\n## My own\n\n## Impact\n");
        let found = hints(&mixed);
        assert!(found[0].unwrap().starts_with("What was told"));
        assert_eq!(found[1], None);
        assert!(found[2].unwrap().starts_with("Exact numbers"));
    }
}
