//! The import dialog: a text on the left, what is understood of it on the right.

use super::effects;
use super::home::FileButton;
use super::icons::{self, classed, icon, mark};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::view::ImportView;
use leptos::html;
use leptos::prelude::*;

#[component]
pub(crate) fn ImportDialog() -> impl IntoView {
    let page = use_page();
    let import = page.state.import;
    let dialog = NodeRef::<html::Dialog>::new();
    effects::modal(dialog);
    let area = NodeRef::<html::Textarea>::new();
    let text = Signal::derive(move || import.with(|it| it.as_ref().map(|it| it.text.clone()).unwrap_or_default()));
    effects::follow(area, text);
    effects::focus_on_load(area);
    let ready = Memo::new(move |_| import.with(|it| it.as_ref().is_some_and(|it| it.ready)));
    let about = Memo::new(move |_| {
        import.with(|it| {
            let it = it.as_ref()?;
            let lines = if it.lines == 1 {
                "1 line".to_owned()
            } else {
                format!("{} lines", it.lines)
            };
            Some(
                it.file
                    .as_ref()
                    .map_or(lines.clone(), |file| format!("{lines}, {file}")),
            )
        })
    });
    let template = Memo::new(move |_| import.with(|it| it.as_ref().is_some_and(|it| it.template)));
    let close = move || page.dispatch(Event::ImportClosed);
    view! {
        <dialog
            class="dlg"
            id="import-dialog"
            node_ref=dialog
            aria-labelledby="import-heading"
            on:cancel=move |event: web_sys::Event| { event.prevent_default(); close() }
        >
            <div class="x">
                <h2 id="import-heading">{move || if template.get() { "Make a template" } else { "Import a postmortem" }}</h2>
                <span class="end">
                    <button type="button" class="ib" aria-label="Close" title="Close" on:click=move |_| close()>{icon("#i-x")}</button>
                </span>
            </div>
            <div class="imp">
                <div class="src">
                    <div class="x">
                        <label for="import-text"><b>"Your text"</b></label>
                        <span class="xs dim num">{move || about.get()}</span>
                        <span class="end"><FileButton id="import-file" words="Open a file" class="btn quiet"/></span>
                    </div>
                    <textarea
                        id="import-text"
                        node_ref=area
                        spellcheck="false"
                        placeholder="Paste a postmortem, notes, chat lines or log lines here, or drop a file."
                        prop:value=text.get_untracked()
                        on:input=move |event| page.dispatch(Event::ImportTextChanged(event_target_value(&event)))
                        on:focus=move |event| page.typing(&event, text)
                    ></textarea>
                </div>
                <div class="found" tabindex="0" role="region" aria-labelledby="found-heading">
                    <div class="x"><h3 id="found-heading">"Recognised"</h3></div>
                    {move || import.with(|it| it.as_ref().map(recognised))}
                </div>
            </div>
            <div class="x">
                <button type="button" class="btn quiet end" on:click=move |_| close()>"Cancel"</button>
                <button
                    type="button"
                    class="btn primary"
                    id="import-confirm"
                    disabled=move || !ready.get()
                    on:click=move |_| page.dispatch(Event::ImportConfirmed)
                >{move || if template.get() { "Keep it as a template" } else { "Import as a new draft" }}</button>
            </div>
        </dialog>
    }
    .into_any()
}

fn recognised(import: &ImportView) -> AnyView {
    let notice = import.notice.as_ref().map(|(severity, words)| {
        let (class, href, word) = icons::severity(*severity);
        view! { {classed(href, match class { "err" => "i err", "warn" => "i warn", _ => "i info" })}<p class="w"><span class="vh">{word}": "</span>{words.clone()}</p> }
    });
    let facts: Vec<AnyView> = import
        .recognised
        .iter()
        .map(|(label, value)| {
            view! { {classed("#i-ok", "i ok")}<span class="dim">{label.clone()}</span><span>{value.clone()}</span> }
                .into_any()
        })
        .collect();
    let entries: Vec<AnyView> = import
        .entries
        .iter()
        .map(|(time, phase, text, wrong)| {
            let class = if *wrong { "num err" } else { "num" };
            view! { <li><span class=class>{time.clone()}</span>{mark(*phase)}<span>{text.clone()}</span></li> }
                .into_any()
        })
        .collect();
    let entries = (!entries.is_empty()).then(|| view! { <ol class="tl w">{entries}</ol> });
    let kept = (!import.kept.is_empty())
        .then(|| view! { <hr/>{classed("#i-info", "i info")}<p class="w">{import.kept.clone()}</p> });
    let problems: Vec<AnyView> = import
        .problems
        .iter()
        .map(|words| view! { {classed("#i-err", "i err")}<p class="w">{words.clone()}</p> }.into_any())
        .collect();
    let nothing = (import.text.is_empty() && import.notice.is_none())
        .then(|| view! { <p class="w dim">{if import.template { "The headings of your text appear here as you paste or type." } else { "What is understood of your text appears here as you paste or type." }}</p> });
    view! { <div class="rec">{notice}{nothing}{facts}{entries}{kept}{problems}</div> }.into_any()
}
