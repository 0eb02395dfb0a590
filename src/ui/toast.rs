//! What just happened, with a way back: for eight seconds, longer under the pointer or the focus.

use super::dom;
use super::icons::icon;
use super::list::{Key, list};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::view::Toast;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

const SHOWN: Duration = Duration::from_secs(8);

#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let state = use_page().state;
    view! {
        {list(
            move || state.toast.get().into_iter().collect(),
            |toast| Key::Number(toast.serial),
            |toast| view! { <Shown toast/> }.into_any(),
        )}
    }
    .into_any()
}

#[component]
fn Shown(toast: Toast) -> impl IntoView {
    let page = use_page();
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let hold = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let run = move || {
        hold();
        let handle = set_timeout_with_handle(move || page.dispatch(Event::ToastGone), SHOWN);
        timer.set_value(handle.ok());
    };
    run();
    on_cleanup(hold);
    let action = toast.action.map(|(words, event)| {
        let event = StoredValue::new(*event);
        view! {
            <button type="button" class="lk" on:click=move |_| page.dispatch(event.get_value())>{words}</button>
        }
    });
    view! {
        <div
            class="toast x"
            role="region"
            aria-label="What just happened"
            id="toast"
            on:pointerenter=move |_| hold()
            on:pointerleave=move |_| run()
            on:focusin=move |_| hold()
            on:focusout=move |_| run()
            on:keydown=move |event| if event.key() == "Escape" && dom::focused().is_some() { page.dispatch(Event::ToastGone) }
        >
            <span>{toast.text}</span>
            {action}
            <button type="button" class="ib" aria-label="Close this message" on:click=move |_| page.dispatch(Event::ToastGone)>
                {icon("#i-x")}
            </button>
        </div>
    }
    .into_any()
}
