//! How much of the browser's room is used, where drafts are, and everything in one file and back.

use super::files;
use super::icons::{classed, icon};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::port::Keeping;
use leptos::prelude::*;

#[component]
pub(crate) fn Space() -> impl IntoView {
    let page = use_page();
    let home = page.state.home;
    let used = move || home.with(|home| (home.used.clamp(0.0, 1.0) * 100.0).ceil());
    let kept = Memo::new(move |_| home.with(|home| home.keeping == Keeping::Browser));
    let tight = Memo::new(move |_| home.with(|home| home.tight));
    let words = Memo::new(move |_| home.with(|home| home.space.clone()));
    let any = Memo::new(move |_| home.with(|home| home.total + home.trash.count > 0));
    view! {
        <section class="x flow sm dim space" aria-label="Storage">
            {move || kept.get().then(|| view! {
                <div class="meter" class:warn=move || tight.get() role="meter" aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || used().to_string() aria-label="Storage used">
                    <i style:width=move || format!("{}%", used())></i>
                </div>
            })}
            {move || (!kept.get() && !words.with(String::is_empty)).then(|| classed("#i-info", "i"))}
            <p>
                {move || words.get()}
                {move || tight.get().then_some(" Archive drafts to files and delete them here, or empty the trash.")}
            </p>
            {move || any.get().then(|| view! {
                <button type="button" class="btn" id="back-up" on:click=move |_| page.dispatch(Event::BackUpAll)>
                    {icon("#i-backup")}<span>"Back up all"</span>
                </button>
            })}
            <label class="file btn">
                {icon("#i-back")}
                <span>"Restore from a backup"</span>
                <input type="file" id="restore" class="vh" accept=".json,application/json" on:change=move |event| files::chosen(page, &event)/>
            </label>
        </section>
    }
    .into_any()
}
