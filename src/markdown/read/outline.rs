//! Where in the document's outline a line stands, and what its words mean there. The writer asks the same
//! questions, so that it knows how its own lines will be read.

use super::label::Label;
use super::marks::MarkerKind;
use crate::markdown::kinds;
use crate::model::{LabelMarks, Opening, PartKind};

/// The headings above a line.
#[derive(Clone, Debug, Default)]
pub(in crate::markdown) struct Outline {
    headings: Vec<(u8, PartKind)>,
    current: Option<PartKind>,
    inline: bool,
}

impl Outline {
    /// The kind of the heading that the line stands under.
    pub(in crate::markdown) fn section(&self) -> Option<PartKind> {
        self.headings.last().map(|(_, kind)| *kind)
    }

    /// Whether times at the start of a line are entries here.
    pub(in crate::markdown) fn in_timeline(&self) -> bool {
        self.current == Some(PartKind::Timeline) || self.section() == Some(PartKind::Timeline)
    }

    /// Notes that a part begins.
    pub(in crate::markdown) fn open(&mut self, opening: &Opening, kind: PartKind) {
        if let Opening::Heading(level) = opening {
            while self.headings.last().is_some_and(|(above, _)| above >= level) {
                self.headings.pop();
            }
            self.headings.push((*level, kind));
        }
        self.current = Some(kind);
        self.inline = matches!(opening, Opening::Label { inline: true, .. });
    }

    /// Whether the body of the part that was opened last begins on its label's line.
    pub(in crate::markdown) fn inline(&self) -> bool {
        self.inline
    }

    /// The kind of a part under a heading of this level and with these words.
    pub(in crate::markdown) fn heading_kind(&self, level: u8, heading: &str) -> PartKind {
        let above = self
            .headings
            .iter()
            .rev()
            .find(|(above, _)| *above < level)
            .map(|(_, kind)| *kind);
        inherit(above, kinds::suggested(heading))
    }

    /// The kind of the part that a label opens here; `None` where it opens none.
    pub(in crate::markdown) fn label_kind(&self, label: &Label<'_>) -> Option<PartKind> {
        use LabelMarks::{Bold, BoldColonAfter, BoldNoColon, Italic, Plain, PlainNoColon};
        let alone = label.rest.is_empty();
        let plain = matches!(label.marks, Plain | PlainNoColon);
        if plain && !label.heading.starts_with(|c: char| !c.is_lowercase()) {
            return None;
        }
        let named = kinds::named(label.heading).filter(|kind| {
            // “Context” heads a timeline only where its rows stand below it.
            alone || *kind != PartKind::Timeline || plain
        });
        let section = self.section();
        let length = label.heading.split(' ').count();
        let items = section.is_some_and(PartKind::holds_items);
        let question = matches!(
            label.heading.split(' ').next(),
            Some("How" | "Which" | "What" | "Why" | "Who" | "Where")
        );
        match label.bullet {
            Some(MarkerKind::Number) => None,
            Some(MarkerKind::Bullet) if label.marks == PlainNoColon => None,
            Some(MarkerKind::Bullet) if items => named.filter(|kind| kind.holds_items() && alone),
            Some(MarkerKind::Bullet) if section.is_some_and(keeps_its_bullets) => None,
            // `- TODO: alert on a full disk` is an item by itself.
            Some(MarkerKind::Bullet) if !alone && named == Some(PartKind::ActionItems) => None,
            Some(MarkerKind::Bullet) => named.or_else(|| {
                // In a list of measures below a label, `*Improved forecasts:* text` is one of them.
                let item = !alone && self.current.is_some_and(PartKind::holds_items);
                ((!plain || question) && length <= 9 && !item)
                    .then(|| kinds::suggested(label.heading))
                    .flatten()
            }),
            None if label.marks == PlainNoColon => named.filter(|_| alone),
            None if plain => named,
            None if section == Some(PartKind::Impact) && kinds::words(label.heading) == "severity" => {
                Some(PartKind::Impact)
            }
            None => named
                .or_else(|| {
                    (length <= 9 && (alone || !items))
                        .then(|| kinds::suggested(label.heading))
                        .flatten()
                        .filter(|kind| *kind != PartKind::Metadata && *kind != PartKind::Other)
                })
                .map(|kind| inherit(section.filter(|kind| kind.holds_items()), Some(kind)))
                .or_else(|| {
                    let opens = alone
                        && length <= 6
                        && matches!(label.marks, Bold | BoldColonAfter | BoldNoColon | Italic)
                        && !self.in_timeline()
                        && !matches!(section, Some(PartKind::Duration | PartKind::Metadata))
                        && !states_a_fact(label.heading)
                        && label.heading.starts_with(|c: char| !c.is_lowercase());
                    opens.then(|| inherit(section.filter(|kind| kind.holds_items()), None))
                }),
        }
    }
}

/// In lists of lessons a label names the lesson, not a part.
fn keeps_its_bullets(kind: PartKind) -> bool {
    use PartKind::{Conclusion, GotLucky, Lessons, Metadata, References, WentWell, WentWrong};
    matches!(
        kind,
        Lessons | WentWell | WentWrong | GotLucky | Conclusion | References | Metadata
    )
}

fn states_a_fact(heading: &str) -> bool {
    let words = kinds::words(heading);
    words.starts_with("start") || words.starts_with("end") || words.starts_with("date") || words.starts_with("note")
}

/// Headings without a name of their own go with the heading above where that one asks for a shape; below action
/// items a heading says of which type they are.
fn inherit(above: Option<PartKind>, own: Option<PartKind>) -> PartKind {
    use PartKind::{
        ActionItems, CorrectiveMeasures, Detection, Lessons, Other, Resolution, Response, RootCause,
        RootCauseAndResolution, Summary, Timeline,
    };
    match (above, own) {
        (Some(ActionItems), None | Some(CorrectiveMeasures | Other | Detection | Resolution | Response)) => ActionItems,
        (Some(CorrectiveMeasures), Some(Detection | Resolution | Response)) => CorrectiveMeasures,
        (Some(RootCause), Some(Summary)) => RootCause,
        (Some(kind @ (CorrectiveMeasures | RootCause | RootCauseAndResolution | Lessons | Timeline)), None) => kind,
        (_, Some(kind)) => kind,
        (_, None) => Other,
    }
}
