//! All problems of the draft: place, fixes with their proofs, and why each matters.

use super::icons::{self, classed, icon, small};
use super::list::{Key, list};
use super::page::use_page;
use crate::editor::Event;
use crate::editor::view::ProblemView;
use crate::lint::Severity;
use leptos::prelude::*;

#[component]
pub(crate) fn Problems() -> impl IntoView {
    let page = use_page();
    let state = page.state;
    let counts = Memo::new(move |_| state.counts.get());
    let safe = Memo::new(move |_| state.safe_fixes.get());
    view! {
        <div class="probs">
            <div class="x flow">
                {move || match counts.get() {
                    (0, 0, 0) => view! { <p class="x">{classed("#i-ok", "i ok")}<span>"Nothing to fix."</span></p> }.into_any(),
                    counts => view! { <p>{summary(counts)}</p> }.into_any(),
                }}
                {move || (safe.get() > 0).then(|| view! {
                    <button type="button" class="btn fix end" id="fix-all" on:click=move |_| page.dispatch(Event::FixAllSafe)>
                        {icon("#i-fix")}<span>{format!("Fix all safe ({})", safe.get())}</span>
                    </button>
                })}
            </div>
            <Group severity=Severity::Error one="Error" many="Errors"/>
            <Group severity=Severity::Warning one="Warning" many="Warnings"/>
            <Group severity=Severity::Hint one="Hint" many="Hints"/>
        </div>
    }
    .into_any()
}

fn summary((errors, warnings, hints): (usize, usize, usize)) -> Vec<AnyView> {
    let all = [(errors, "error"), (warnings, "warning"), (hints, "hint")];
    let shown = all.into_iter().filter(|(count, _)| *count > 0);
    shown
        .enumerate()
        .map(|(at, (count, word))| {
            let comma = if at > 0 { ", " } else { "" };
            let plural = if count == 1 { "" } else { "s" };
            view! { {comma}<b>{count}</b>{format!(" {word}{plural}")} }.into_any()
        })
        .collect()
}

#[component]
fn Group(severity: Severity, one: &'static str, many: &'static str) -> impl IntoView {
    let state = use_page().state;
    let cell = move |number: usize| state.problems.with_value(|cells| cells.cell(&number));
    let numbers = Memo::new(move |_| {
        let all = state.problems.with_value(|cells| cells.keys());
        let of = |number: &usize| cell(*number).is_some_and(|it| it.with(|it| it.severity == severity));
        all.into_iter().filter(of).collect::<Vec<usize>>()
    });
    let some = Memo::new(move |_| numbers.with(|it| !it.is_empty()));
    move || {
        some.get().then(|| {
            view! {
                <h2>{move || if numbers.with(Vec::len) == 1 { one } else { many }}</h2>
                <ul>
                    {list(move || numbers.get(), |number| Key::Number(*number as u64), move |number| cell(number).map(|cell| {
                        let cell: RwSignal<ProblemView> = cell.into();
                        view! { <li class="prob">{move || cell.with(|problem| view! { <Problem problem=problem.clone()/> })}</li> }
                    }).into_any())}
                </ul>
            }
        })
    }
}

#[component]
fn Problem(problem: ProblemView) -> impl IntoView {
    let page = use_page();
    let number = problem.number;
    let (class, href, word) = icons::severity(problem.severity);
    let class = match class {
        "err" => "i err",
        "warn" => "i warn",
        _ => "i info",
    };
    let fix = move |fix: usize| page.dispatch(Event::ApplyFix { problem: number, fix });
    let fixes: Vec<AnyView> = problem
        .fixes
        .iter()
        .enumerate()
        .map(|(at, (title, proof, agrees))| {
            let button = if at == 0 {
                let label = format!("Fix: {title}");
                view! { <button type="button" class="btn fix" aria-label=label on:click=move |_| fix(at)>{icon("#i-fix")}<span>"Fix"</span></button> }.into_any()
            } else {
                let label = format!("Use: {title}");
                view! { <button type="button" class="btn" aria-label=label on:click=move |_| fix(at)>"Use"</button> }.into_any()
            };
            let sign = if *agrees { classed("#i-eq", "i s ok") } else { small("#i-neq") };
            let proof = (!proof.is_empty())
                .then(|| view! { <p class="x xs dim">{sign}<span>{proof.clone()}</span></p> });
            let title = if at == 0 {
                view! { <b>{title.clone()}</b> }.into_any()
            } else {
                title.clone().into_any()
            };
            view! { <li class="x"><div><p>{title}</p>{proof}</div>{button}</li> }.into_any()
        })
        .collect();
    let fixes = (!fixes.is_empty()).then(|| view! { <ul class="reads" aria-label="Fixes, best first">{fixes}</ul> });
    let help = (!problem.help.is_empty()).then(|| view! { <p>{problem.help.clone()}</p> });
    let why = (!problem.why.is_empty()).then(|| {
        view! {
            <details>
                <summary class="x dim">{small("#i-right")}<span>"Why it matters"</span></summary>
                <p class="dim">{problem.why.clone()}</p>
            </details>
        }
    });
    let place = problem.place.clone();
    let place = match problem.field {
        Some(_) => view! { <button type="button" class="lk" on:click=move |_| page.dispatch(Event::GoTo { problem: number })>{place}</button> }.into_any(),
        None => view! { <span class="dim">{place}</span> }.into_any(),
    };
    let message = problem.message.trim_end_matches('.').to_owned();
    view! {
        {classed(href, class)}
        <h3><span class="vh">{word}": "</span>{message}</h3>
        <p class="x flow">{place}<span class="code">{problem.id}" "{problem.name}</span></p>
        {help}
        {fixes}
        <p class="acts x flow">
            <button type="button" class="lk" on:click=move |_| page.dispatch(Event::KeepAsWritten { problem: number })>"Keep as written"</button>
        </p>
        {why}
    }
    .into_any()
}
