//! The page's only way to the window, the document and its elements: ids, focus, texts of fields.
//!
//! Knows what an element is called; must not know when it is shown.

use crate::editor::effect::FocusTarget;
use crate::editor::event::Field;
use crate::model::{Id, ItemField};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

pub(crate) fn window() -> web_sys::Window {
    leptos::prelude::window()
}

pub(crate) fn document() -> web_sys::Document {
    leptos::prelude::document()
}

/// The element with this id, where it is on the page.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The element that has the focus; never the body.
pub(crate) fn focused() -> Option<HtmlElement> {
    let element = document().active_element()?.dyn_into::<HtmlElement>().ok()?;
    (element.tag_name() != "BODY").then_some(element)
}

pub(crate) fn is_focused(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// The target of an event as an element.
pub(crate) fn target(event: &web_sys::Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether a person types text into this element.
pub(crate) fn is_text_field(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "file" | "button")
        ),
        _ => false,
    }
}

/// What stands in a field.
pub(crate) fn text_of(element: &Element) -> String {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    }
}

/// Puts text into a field unless it stands there already: the caret stays where nothing changes.
pub(crate) fn show_text(element: &Element, text: &str) {
    if text_of(element) != text {
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.set_value(text);
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(text);
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            select.set_value(text);
        }
    }
    grow(element, text);
}

/// Tells the hidden copy behind a growing field its text, which sets the field's height.
pub(crate) fn grow(element: &Element, text: &str) {
    if let Some(parent) = element.parent_element()
        && parent.class_list().contains("grow")
    {
        let _ = parent.set_attribute("data-value", text);
    }
}

/// The id of a field's element.
pub(crate) fn field_id(field: &Field) -> String {
    match field {
        Field::Title => "title".into(),
        Field::Fact(key) => format!("fact-{}", key.name()),
        Field::Heading(id) => format!("part-{id}-heading"),
        Field::Prose(id) => format!("part-{id}-text"),
        Field::Quick(id) => format!("part-{id}-quick"),
        Field::EntryTime(id) => format!("entry-{id}-time"),
        Field::Text(id) => format!("row-{id}-text"),
        Field::ItemField(id, field) => format!("item-{id}-{}", item_field_name(*field)),
    }
}

/// The stable name of an item's field in ids.
pub(crate) fn item_field_name(field: ItemField) -> &'static str {
    match field {
        ItemField::Owner => "owner",
        ItemField::Priority => "priority",
        ItemField::Kind => "type",
        ItemField::Due => "due",
        ItemField::Link => "link",
    }
}

pub(crate) fn part_id(id: Id) -> String {
    format!("part-{id}")
}

pub(crate) fn grip_id(id: Id) -> String {
    format!("row-{id}-grip")
}

/// The id of the element that a focus target names.
pub(crate) fn target_id(target: &FocusTarget) -> String {
    match target {
        FocusTarget::Field(field) => field_id(field),
        FocusTarget::Grip(id) => grip_id(*id),
        FocusTarget::Part(id) => part_id(*id),
        FocusTarget::Screen => "screen".into(),
        FocusTarget::ImportText => "import-text".into(),
        FocusTarget::SnapshotName => "history-name".into(),
        FocusTarget::Snapshots => "history-list".into(),
    }
}

/// Whether a key event belongs to an input method that is still composing.
pub(crate) fn is_composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// Whether the person's keyboard has a Command key in place of Ctrl.
pub(crate) fn on_a_mac() -> bool {
    window()
        .navigator()
        .platform()
        .is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}
