//! A button that opens a menu: arrow keys, letters' focus ring, Escape back to the button.

use super::dom;
use super::icons::icon;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// One line of a menu.
#[derive(Clone)]
pub(crate) struct Choice {
    pub(crate) icon: &'static str,
    pub(crate) words: String,
    pub(crate) keys: &'static str,
    pub(crate) disabled: bool,
    /// A line is drawn above it.
    pub(crate) apart: bool,
    /// Smaller words below the others.
    pub(crate) note: &'static str,
    /// Whether what it turns on and off is on; `None` where it is no switch.
    pub(crate) on: Option<bool>,
    pub(crate) run: Run,
}

/// What a choice does.
#[derive(Clone)]
pub(crate) enum Run {
    /// Something, and the menu closes.
    Do(Arc<dyn Fn() + Send + Sync>),
    /// Shows further choices in its place.
    More(Vec<Choice>),
    /// Turns something on or off and shows the choices as they are then.
    Switch(Arc<dyn Fn() + Send + Sync>, Choices),
}

impl Choice {
    pub(crate) fn new(icon: &'static str, words: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Choice {
        Choice {
            icon,
            words: words.into(),
            keys: "",
            disabled: false,
            apart: false,
            note: "",
            on: None,
            run: Run::Do(Arc::new(run)),
        }
    }

    pub(crate) fn more(icon: &'static str, words: impl Into<String>, further: Vec<Choice>) -> Choice {
        Choice {
            run: Run::More(further),
            ..Choice::new(icon, words, || ())
        }
    }

    /// A switch among choices that stay open.
    pub(crate) fn switch(
        words: impl Into<String>,
        on: bool,
        flip: impl Fn() + Send + Sync + 'static,
        after: Choices,
    ) -> Choice {
        Choice {
            on: Some(on),
            run: Run::Switch(Arc::new(flip), after),
            ..Choice::new(if on { "#i-check" } else { "#i-none" }, words, || ())
        }
    }

    pub(crate) fn note(mut self, note: &'static str) -> Choice {
        self.note = note;
        self
    }

    pub(crate) fn keys(mut self, keys: &'static str) -> Choice {
        self.keys = keys;
        self
    }

    pub(crate) fn disabled(mut self, disabled: bool) -> Choice {
        self.disabled = disabled;
        self
    }

    pub(crate) fn apart(mut self) -> Choice {
        self.apart = true;
        self
    }
}

/// Makes the choices at the moment in which the menu opens.
pub(crate) type Choices = Arc<dyn Fn() -> Vec<Choice> + Send + Sync>;

/// A button with a menu under it.
#[component]
pub(crate) fn Menu(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    class: &'static str,
    choices: Choices,
    /// What the button shows; three dots where nothing is given.
    #[prop(optional)]
    face: Option<AnyView>,
) -> impl IntoView {
    let open = RwSignal::new(None::<Vec<Choice>>);
    let button = NodeRef::<html::Button>::new();
    let upwards = RwSignal::new(false);
    let show = move |last: bool| {
        if let Some(button) = button.get_untracked() {
            let below = dom::window()
                .inner_height()
                .ok()
                .and_then(|it| it.as_f64())
                .unwrap_or(0.0)
                - button.get_bounding_client_rect().bottom();
            upwards.set(below < 260.0);
        }
        open.set(Some(choices()));
        focus_choice(button, if last { usize::MAX } else { 0 });
    };
    let show = StoredValue::new(show);
    let close = move || {
        open.set(None);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    view! {
        <span class="pop">
            <button
                type="button"
                id=id
                node_ref=button
                class=class
                aria-label=label
                title=label
                aria-haspopup="menu"
                aria-expanded=move || if open.with(Option::is_some) { "true" } else { "false" }
                on:click=move |_| if open.with_untracked(Option::is_some) { close() } else { show.with_value(|show| show(false)) }
                on:keydown=move |event| match event.key().as_str() {
                    "ArrowDown" if !event.alt_key() => { event.prevent_default(); event.stop_propagation(); show.with_value(|show| show(false)) }
                    "ArrowUp" if !event.alt_key() => { event.prevent_default(); event.stop_propagation(); show.with_value(|show| show(true)) }
                    _ => {}
                }
            >
                {face.unwrap_or_else(|| icon("#i-more"))}
            </button>
            {move || open.get().map(|choices| {
                let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
                    let inside = button.get_untracked().and_then(|button| button.parent_element()).is_some_and(|pop| {
                        event.target().and_then(|it| it.dyn_into::<web_sys::Node>().ok()).is_some_and(|it| pop.contains(Some(&it)))
                    });
                    if !inside {
                        open.set(None);
                    }
                });
                on_cleanup(move || outside.remove());
                view! {
                    <div
                        class="menu"
                        class:up=move || upwards.get()
                        role="menu"
                        aria-label=label
                        on:keydown=move |event| on_key(&event, close)
                    >
                        {choices.into_iter().map(|choice| line(choice, open, button, close)).collect_view()}
                    </div>
                }
            })}
        </span>
    }
    .into_any()
}

fn line(
    choice: Choice,
    open: RwSignal<Option<Vec<Choice>>>,
    button: NodeRef<html::Button>,
    close: impl Fn() + Copy + Send + 'static,
) -> AnyView {
    let further = matches!(choice.run, Run::More(_));
    let run = choice.run;
    view! {
        {choice.apart.then(|| view! { <hr/> })}
        <button
            type="button"
            role=if choice.on.is_some() { "menuitemcheckbox" } else { "menuitem" }
            aria-checked=choice.on.map(|on| if on { "true" } else { "false" })
            tabindex="-1"
            disabled=choice.disabled
            aria-haspopup=further.then_some("menu")
            on:click=move |_| match &run {
                Run::Do(run) => { close(); run() }
                Run::Switch(flip, after) => {
                    let lines = lines(button);
                    let at = dom::focused().and_then(|focused| lines.iter().position(|line| *line == focused));
                    flip();
                    open.set(Some(after()));
                    focus_choice(button, at.unwrap_or(0));
                }
                Run::More(choices) => { open.set(Some(choices.clone())); focus_choice(button, 0) }
            }
        >
            {(!choice.icon.is_empty()).then(|| icon(choice.icon))}
            <span>{choice.words}{(!choice.note.is_empty()).then(|| view! { <small>{choice.note}</small> })}</span>
            {(!choice.keys.is_empty()).then(|| view! { <kbd>{keys_here(choice.keys)}</kbd> })}
            {further.then(|| view! { <span class="end">{icon("#i-right")}</span> })}
        </button>
    }
    .into_any()
}

/// The keys as this keyboard names them.
pub(crate) fn keys_here(keys: &'static str) -> String {
    if dom::on_a_mac() {
        keys.replace("Ctrl", "⌘").replace("Alt", "⌥")
    } else {
        keys.to_owned()
    }
}

/// The lines of the menu that belongs to a button.
fn lines(button: NodeRef<html::Button>) -> Vec<HtmlElement> {
    let Some(menu) = button.get_untracked().and_then(|button| button.next_element_sibling()) else {
        return Vec::new();
    };
    lines_of(&menu)
}

fn lines_of(menu: &web_sys::Element) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all("[role^=menuitem]:not(:disabled)") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}

fn focus_choice(button: NodeRef<html::Button>, at: usize) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let lines = lines(button);
        if let Some(line) = lines.get(at.min(lines.len().saturating_sub(1))) {
            let _ = line.focus();
        }
    });
}

fn on_key(event: &KeyboardEvent, close: impl Fn()) {
    let Some(menu) = event
        .current_target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let lines = lines_of(&menu);
    let at = dom::focused().and_then(|focused| lines.iter().position(|line| *line == focused));
    let last = lines.len().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowDown" => at.map_or(0, |at| if at == last { 0 } else { at + 1 }),
        "ArrowUp" => at.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
        "Home" => 0,
        "End" => last,
        "Escape" | "Tab" => {
            if event.key() == "Escape" {
                event.prevent_default();
            }
            event.stop_propagation();
            close();
            return;
        }
        key if key.chars().count() == 1 && key != " " && !event.ctrl_key() && !event.meta_key() => {
            let start = |line: &HtmlElement| {
                let words = line.text_content().unwrap_or_default();
                words.trim().to_lowercase().starts_with(&key.to_lowercase())
            };
            let after = at.map_or(0, |at| at + 1);
            match (after..lines.len())
                .chain(0..after)
                .find(|at| lines.get(*at).is_some_and(start))
            {
                Some(to) => to,
                None => return,
            }
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(line) = lines.get(to) {
        let _ = line.focus();
    }
}
