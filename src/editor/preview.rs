//! The document as a reader sees it.

use super::draft::Draft;
use super::facts;
use super::figures::{DayForm, day};
use super::rendered::Rendered;
use super::view::PreviewView;
use crate::lint::Analysis;
use crate::markdown::preview;
use crate::model::{FactKey, Postmortem};

/// The preview. Parts that did not change are shared with the view before.
pub(crate) fn view(draft: &Draft) -> PreviewView {
    of(&draft.document, &draft.analysis, &draft.rendered)
}

/// A document as a reader sees it.
pub(crate) fn of(document: &Postmortem, analysis: &Analysis, rendered: &Rendered) -> PreviewView {
    let parts = document.parts.iter();
    PreviewView {
        title: preview::inline(&document.title.text).into(),
        byline: byline(analysis),
        parts: parts.filter_map(|part| rendered.part(part.id).cloned()).collect(),
    }
}

/// "June 15, 2023 · SEV-2 · Draft".
fn byline(analysis: &Analysis) -> String {
    let day = facts::incident_day(analysis).map(|moment| day(moment, DayForm::Long));
    let fact = |key: FactKey| analysis.stated.fact(key).map(|fact| fact.text.clone());
    [day, fact(FactKey::Severity), fact(FactKey::Status)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
