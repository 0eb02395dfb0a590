//! A row of a timeline: time, text, phase, what is wrong with it.

use super::diagnostic::Diagnostics;
use super::effects;
use super::field::{AreaField, LineField};
use super::grip::Grip;
use super::icons::{icon, mark_href, phase_class, small};
use super::menu::Menu;
use super::page::use_page;
use super::raw_dialog;
use super::row_keys;
use super::row_menu::choices;
use super::state::{Row, RowView};
use crate::editor::Event;
use crate::editor::event::Field;
use crate::editor::view::EntryView;
use crate::model::{Id, Phase};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Something of an entry; nothing of a row that is none any more.
fn of<T: Default>(row: RwSignal<Row>, pick: fn(&EntryView) -> T) -> T {
    row.with(|row| match &row.view {
        RowView::Entry(entry) => pick(entry),
        _ => T::default(),
    })
}

#[component]
pub(crate) fn EntryRow(id: Id, row: RwSignal<Row>) -> impl IntoView {
    let page = use_page();
    let number = Memo::new(move |_| of(row, |entry| entry.number));
    let time = Signal::derive(move || of(row, |entry| entry.time.clone()));
    let text = Signal::derive(move || of(row, |entry| entry.text.clone()));
    // `Issue detected: 10:05` has its words before the time: an empty field shows them.
    let hint = Signal::derive(move || match of(row, |entry| entry.label.clone()) {
        label if label.is_empty() => "What happened".to_owned(),
        label => label,
    });
    let wrong = Signal::derive(move || of(row, |entry| entry.wrong));
    let delta = Memo::new(move |_| of(row, |entry| (entry.delta.clone(), entry.backwards)));
    let reading = Memo::new(move |_| of(row, |entry| entry.reading.clone()));
    let problems = Memo::new(move |_| row.with(|row| row.problems.clone()));
    let problems_id = format!("entry-{id}-problems");
    let reading_id = format!("entry-{id}-reading");
    let described = {
        let ids = (problems_id.clone(), reading_id.clone());
        Signal::derive(move || {
            let problem = problems.with(|it| !it.is_empty()).then_some(ids.0.as_str());
            let reading = reading.with(|it| !it.is_empty()).then_some(ids.1.as_str());
            match (problem, reading) {
                (Some(problem), Some(reading)) => Some(format!("{problem} {reading}")),
                (one, other) => one.or(other).map(str::to_owned),
            }
        })
    };
    let named = move |words: &'static str| Signal::derive(move || format!("{words} {}", number.get().0));
    let grip = Signal::derive(move || {
        let (at, all) = number.get();
        format!("Move entry {at} of {all}, {}", time.get())
    });
    let empty =
        move || time.with_untracked(|it| it.trim().is_empty()) && text.with_untracked(|it| it.trim().is_empty());
    let choices = Arc::new(move || choices(page, id, number.get_untracked()));
    view! {
        <li class="row" id=format!("entry-{id}") on:keydown=move |event| row_keys::on_key(page, id, &event, empty) on:paste=move |event| raw_dialog::on_paste(page, id, &event)>
            <Grip id label=grip/>
            <div class="when" title=reading>
                <LineField field=Field::EntryTime(id) value=time label=named("Time of entry") class="fld num" placeholder="8:05 AM" wrong described/>
                {move || {
                    let (words, back) = delta.get();
                    (!words.is_empty()).then(|| {
                        let class = if back { "delta num x err" } else { "delta num x" };
                        view! { <span class=class>{back.then(|| small("#i-back"))}<span>{words}</span></span> }
                    })
                }}
                {move || {
                    let second = of(row, |entry| entry.second.clone());
                    (!second.is_empty()).then(|| view! { <span class="second num">{second}</span> })
                }}
                <span class="vh" id=reading_id>{move || reading.get()}</span>
            </div>
            <AreaField field=Field::Text(id) value=text label=named("What happened, entry") placeholder=hint/>
            <PhaseChoice id row label=named("Phase of entry")/>
            <Menu id=format!("entry-{id}-menu") label=named("More for entry") class="ib" choices/>
            <Diagnostics id=problems_id problems/>
        </li>
    }
    .into_any()
}

/// The phase as a chip. The first line of the list follows the words of the entry.
#[component]
fn PhaseChoice(id: Id, row: RwSignal<Row>, label: Signal<String>) -> impl IntoView {
    let page = use_page();
    let phase = Memo::new(move |_| of(row, |entry| entry.phase));
    let node = NodeRef::<html::Select>::new();
    effects::follow(
        node,
        Signal::derive(move || phase.get().map_or("", Phase::name).to_owned()),
    );
    let options: Vec<AnyView> = Phase::ALL
        .iter()
        .map(|phase| view! { <option value=phase.name()>{phase.label()}</option> }.into_any())
        .collect();
    let first = move || {
        if phase.get().is_some() {
            "As the words say"
        } else {
            "No phase"
        }
    };
    view! {
        <span class=move || format!("sel chip {}", phase_class(phase.get()))>
            <svg class="mk" viewBox="-7 -7 14 14" aria-hidden="true"><use_ href=move || mark_href(phase.get())></use_></svg>
            <select
                node_ref=node
                id=format!("entry-{id}-phase")
                aria-label=label
                disabled=move || page.state.read_only.get()
                on:change=move |event| page.dispatch(Event::SetPhase { id, phase: Phase::from_name(&event_target_value(&event)) })
            >
                <option value="">{first}</option>
                {options}
            </select>
            {icon("#i-down")}
        </span>
    }
    .into_any()
}
