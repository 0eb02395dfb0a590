//! The document as a reader sees it.

use super::draft::Draft;
use super::facts;
use super::figures::{DayForm, day};
use super::view::PreviewView;
use crate::markdown::preview;
use crate::model::FactKey;

/// The preview. Parts that did not change are shared with the view before.
pub(crate) fn view(draft: &Draft) -> PreviewView {
    let parts = draft.document.parts.iter();
    PreviewView {
        title: preview::inline(&draft.document.title.text).into(),
        byline: byline(draft),
        parts: parts.filter_map(|part| draft.rendered.part(part.id).cloned()).collect(),
    }
}

/// "June 15, 2023 · SEV-2 · Draft".
fn byline(draft: &Draft) -> String {
    let day = facts::incident_day(&draft.analysis).map(|moment| day(moment, DayForm::Long));
    let fact = |key: FactKey| draft.analysis.stated.fact(key).map(|fact| fact.text.clone());
    [day, fact(FactKey::Severity), fact(FactKey::Status)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
