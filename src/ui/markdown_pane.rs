//! The Markdown of the whole document, as it is downloaded.

use super::icons::icon;
use super::page::use_page;
use crate::editor::Event;
use leptos::prelude::*;

#[component]
pub(crate) fn MarkdownPane() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let shown = Memo::new(move |_| state.markdown.with(Option::is_some));
    move || {
        shown.get().then(|| {
            view! {
                <div class="x flow">
                    <button type="button" class="btn" on:click=move |_| page.dispatch(Event::CopyMarkdown)>{icon("#i-copy")}<span>"Copy"</span></button>
                    <button type="button" class="btn" on:click=move |_| page.dispatch(Event::Download)>{icon("#i-download")}<span>"Download"</span></button>
                </div>
                <pre class="md" id="markdown">{move || state.markdown.get()}</pre>
            }
        })
    }
}
