//! The trash: removed drafts, brought back or deleted for good.

use super::icons::icon;
use super::list::{Key, list};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::view::TrashRow;
use leptos::prelude::*;

#[component]
pub(crate) fn Trash() -> impl IntoView {
    let page = use_page();
    let home = page.state.home;
    let trash = Memo::new(move |_| home.with(|home| home.trash.clone()));
    let any = Memo::new(move |_| trash.with(|trash| trash.count > 0));
    let open = Memo::new(move |_| trash.with(|trash| trash.open));
    let rows = move || {
        view! {
            <ul class="removed" id="removed">
                {list(
                    move || trash.with(|trash| trash.rows.clone()),
                    |row| Key::Text(format!("{} {} {}", row.id.0, row.saved, row.title)),
                    |row| view! { <Removed row/> }.into_any(),
                )}
            </ul>
            <p class="acts x flow sm dim">
                <button type="button" class="btn" id="empty-trash" on:click=move |_| page.dispatch(Event::TrashEmptied)>
                    {icon("#i-trash")}<span>"Empty trash"</span>
                </button>
                <span>{move || trash.with(|trash| format!("Frees {}.", trash.size))}</span>
            </p>
        }
        .into_any()
    };
    view! {
        {move || any.get().then(|| view! {
            <section class="trash" aria-labelledby="trash">
                <h2>
                    <button type="button" class="lk x" id="trash" aria-expanded=move || if open.get() { "true" } else { "false" } on:click=move |_| page.dispatch(Event::TrashToggled)>
                        {icon("#i-trash")}
                        <span>"Trash "<span class="num dim">{move || trash.with(|trash| trash.count)}</span></span>
                        {move || icon(if open.get() { "#i-down" } else { "#i-right" })}
                    </button>
                </h2>
                {move || open.get().then(rows)}
            </section>
        })}
    }
    .into_any()
}

#[component]
fn Removed(row: TrashRow) -> impl IntoView {
    let page = use_page();
    let id = StoredValue::new(row.id);
    let restore = format!("Restore “{}”", row.title);
    let purge = format!("Delete for good: “{}”", row.title);
    view! {
        <li class="x flow">
            <span><b>{row.title}</b><small class="num">{format!("{}, {}", row.saved, row.size)}</small></span>
            <button type="button" class="btn" aria-label=restore on:click=move |_| page.dispatch(Event::RestoreDraft(id.get_value()))>"Restore"</button>
            <button type="button" class="btn quiet" aria-label=purge on:click=move |_| page.dispatch(Event::PurgeDraft(id.get_value()))>"Delete for good"</button>
        </li>
    }
    .into_any()
}
