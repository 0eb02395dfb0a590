//! What is wrong, under the row it concerns: message, the best fix with its proof, other readings.

use super::icons::{self, icon};
use super::list::{Key, list};
use super::page::use_page;
use super::state::Problem;
use crate::editor::Event;
use leptos::prelude::*;

/// The problems of one place.
#[component]
pub(crate) fn Diagnostics(id: String, problems: Memo<Vec<Problem>>) -> impl IntoView {
    let some = Memo::new(move |_| problems.with(|it| !it.is_empty()));
    move || {
        let id = id.clone();
        some.get().then(move || {
            view! {
                <div class="diags" id=id>
                    {list(move || problems.get(), key, |problem| view! { <Diagnostic problem/> }.into_any())}
                </div>
            }
        })
    }
}

/// What makes two problems the same on the page: all that is shown of them.
fn key(problem: &Problem) -> Key {
    let mut shown = format!("{}\n{}\n{}", problem.number, problem.id, problem.message);
    for (title, proof, agrees) in &problem.fixes {
        shown.extend(["\n", title, "\n", proof, if *agrees { "=" } else { "" }]);
    }
    Key::Text(shown)
}

#[component]
fn Diagnostic(problem: Problem) -> impl IntoView {
    let page = use_page();
    let number = problem.number;
    let (class, href, word) = icons::severity(problem.severity);
    let others = RwSignal::new(false);
    let fix = move |fix: usize| page.dispatch(Event::ApplyFix { problem: number, fix });
    let best = problem.fixes.first().map(|(title, proof, _)| {
        view! {
            <span class="x flow">
                <button type="button" class="btn fix" on:click=move |_| fix(0)>{icon("#i-fix")}<span>{title.clone()}</span></button>
                <span>{proof.clone()}</span>
            </span>
        }
    });
    let rest: Vec<(usize, String, String)> = problem
        .fixes
        .iter()
        .enumerate()
        .skip(1)
        .map(|(at, (title, proof, _))| (at, title.clone(), proof.clone()))
        .collect();
    let more = (!rest.is_empty()).then(|| {
        let words = if rest.len() == 1 {
            "1 other reading".to_owned()
        } else {
            format!("{} other readings", rest.len())
        };
        view! {
            <button
                type="button"
                class="lk"
                aria-expanded=move || if others.get() { "true" } else { "false" }
                on:click=move |_| others.update(|it| *it = !*it)
            >{words}</button>
        }
    });
    let list = move || {
        others.get().then(|| {
            let rows: Vec<AnyView> = rest
                .iter()
                .map(|(at, title, proof)| {
                    let at = *at;
                    view! {
                        <li class="x flow">
                            <button type="button" class="btn" on:click=move |_| fix(at)>{title.clone()}</button>
                            <span>{proof.clone()}</span>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! { <ul class="others">{rows}</ul> }
        })
    };
    view! {
        <div class=format!("diag {class}")>
            {icon(href)}
            <div>
                <p>
                    <span class="code" title=problem.name>{problem.id}</span>
                    <b><span class="vh">{word}": "</span>{problem.message.clone()}</b>
                    " "{problem.help.clone()}
                </p>
                <div class="acts x flow">
                    {best}
                    {more}
                    <button type="button" class="lk" on:click=move |_| page.dispatch(Event::KeepAsWritten { problem: number })>"Keep as written"</button>
                </div>
                {list}
            </div>
        </div>
    }
    .into_any()
}
