//! A field: a ruled line that keeps its own draft of the text while it is typed in.
//!
//! It writes on input, is final on blur, and takes what the document has only while nobody types.

use super::effects;
use super::page::use_page;
use crate::editor::event::Field;
use crate::ui::dom;
use leptos::html;
use leptos::prelude::*;

/// A field of one line.
#[component]
pub(crate) fn LineField(
    field: Field,
    value: Signal<String>,
    /// Its name where no label element points at it.
    #[prop(optional)]
    label: Option<Signal<String>>,
    #[prop(into)] class: Oco<'static, str>,
    #[prop(optional, into)] placeholder: Option<Signal<String>>,
    /// A problem points at it, and the id of the message.
    #[prop(optional)]
    wrong: Option<Signal<bool>>,
    #[prop(optional)] described: Option<Signal<Option<String>>>,
    /// The id of a list of usual values.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<html::Input>::new();
    effects::follow(node, value);
    let (typed, entered, left) = (field.clone(), field.clone(), field.clone());
    view! {
        <input
            type="text"
            node_ref=node
            id=dom::field_id(&field)
            class=class
            prop:value=value.get_untracked()
            aria-label=move || label.map(|label| label.get())
            placeholder=move || placeholder.map(|example| example.get())
            aria-invalid=move || wrong.filter(|wrong| wrong.get()).map(|_| "true")
            aria-describedby=move || described.and_then(|id| id.get())
            list=list
            readonly=move || page.state.read_only.get()
            autocomplete="off"
            on:input=move |event| page.edited(typed.clone(), &event)
            on:focus=move |event| page.entered(entered.clone(), &event, value)
            on:blur=move |event| page.left(left.clone(), &event, value)
        />
    }
    .into_any()
}

/// A field of as many lines as its text takes.
#[component]
pub(crate) fn AreaField(
    field: Field,
    value: Signal<String>,
    label: Signal<String>,
    #[prop(optional, into)] placeholder: Option<Signal<String>>,
    #[prop(optional)] described: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<html::Textarea>::new();
    effects::follow(node, value);
    let (typed, entered, left) = (field.clone(), field.clone(), field.clone());
    view! {
        <div class="grow" data-value=value.get_untracked()>
            <textarea
                node_ref=node
                id=dom::field_id(&field)
                class="fld"
                rows="1"
                prop:value=value.get_untracked()
                readonly=move || page.state.read_only.get()
                aria-label=label
                placeholder=move || placeholder.map(|example| example.get())
                aria-describedby=move || described.and_then(|id| id.get())
                on:input=move |event| page.edited(typed.clone(), &event)
                on:focus=move |event| page.entered(entered.clone(), &event, value)
                on:blur=move |event| page.left(left.clone(), &event, value)
            ></textarea>
        </div>
    }
    .into_any()
}
