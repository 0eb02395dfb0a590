//! The facts card: when, how bad, whom it touched.

use super::diagnostic::Diagnostics;
use super::effects;
use super::field::LineField;
use super::icons::icon;
use super::list::{Key, list};
use super::page::use_page;
use crate::editor::effect::FocusTarget;
use crate::editor::event::Field;
use crate::editor::view::FactField;
use crate::model::FactKey;
use crate::ui::dom;
use leptos::prelude::*;

#[component]
pub(crate) fn Facts() -> impl IntoView {
    let state = use_page().state;
    let facts = state.facts;
    let duration = Memo::new(move |_| facts.with(|facts| facts.view.duration.clone()));
    let note = Memo::new(move |_| facts.with(|facts| facts.view.duration_note.clone()));
    let span = Memo::new(move |_| facts.with(|facts| facts.view.span.clone()));
    let problems = Memo::new(move |_| facts.with(|facts| facts.problems.clone()));
    let more = RwSignal::new(false);
    view! {
        <section class="part" id="facts" tabindex="-1" aria-labelledby="facts-heading">
            <h2 class="vh" id="facts-heading">"Facts"</h2>
            <div class="facts">
                {list(
                    move || state.fact_fields.with_value(|fields| fields.keys()),
                    |key| Key::Text(key.name().to_owned()),
                    move |key| state.fact_fields.with_value(|fields| fields.cell(&key)).map(|cell| view! { <Fact key_=key fact=cell.into() more/> }).into_any(),
                )}
                <div class="dur">
                    <span class="lb">"Duration"</span>
                    <output class="num" id="duration">{move || duration.get()}</output>
                    <p class="dim xs">{move || note.get()}</p>
                    {move || span.get().map(|(words, differs)| {
                        let (class, href) = if differs { ("err x sm", "#i-neq") } else { ("ok x sm", "#i-eq") };
                        view! { <p class=class id="span">{icon(href)}<span>{words}</span></p> }
                    })}
                </div>
            </div>
            {move || (!more.get()).then(|| view! {
                <button type="button" class="lk sm more" id="more-facts" on:click=move |_| {
                    more.set(true);
                    effects::focus(FocusTarget::Field(Field::Fact(FactKey::Duration)));
                }>"More facts"</button>
            })}
            <datalist id="severities">
                {["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"].map(|it| view! { <option value=it></option> }).collect_view()}
            </datalist>
            <datalist id="statuses">
                {["Draft", "In review", "Reviewed", "Closed"].map(|it| view! { <option value=it></option> }).collect_view()}
            </datalist>
            <Diagnostics id="facts-problems".to_owned() problems/>
        </section>
    }
    .into_any()
}

#[component]
fn Fact(key_: FactKey, fact: RwSignal<FactField>, more: RwSignal<bool>) -> impl IntoView {
    let key = key_;
    let field = Field::Fact(key);
    let id = dom::field_id(&field);
    let list = match key {
        FactKey::Severity => Some("severities"),
        FactKey::Status => Some("statuses"),
        _ => None,
    };
    let value = Signal::derive(move || fact.with(|fact| fact.text.clone()));
    let example = Signal::derive(move || fact.with(|fact| fact.example.clone()));
    let wrong = Signal::derive(move || fact.with(|fact| fact.wrong));
    let from_id = format!("{id}-from");
    let described = {
        let from_id = from_id.clone();
        Signal::derive(move || {
            if wrong.get() {
                return Some("facts-problems".to_owned());
            }
            fact.with(|fact| !fact.from.is_empty()).then(|| from_id.clone())
        })
    };
    let input = match list {
        Some(list) => {
            view! { <LineField field value class="fld" placeholder=example wrong described list/> }.into_any()
        }
        None => view! { <LineField field value class="fld num" placeholder=example wrong described/> }.into_any(),
    };
    // The less usual facts wait until they are asked for or stated; then they stay.
    let usual = matches!(
        key,
        FactKey::Start | FactKey::End | FactKey::Zone | FactKey::Severity | FactKey::Status | FactKey::Affected
    );
    let shown = Memo::new(move |before: Option<&bool>| {
        let stated = more.get() || value.with(|text| !text.is_empty()) || wrong.get();
        usual || stated || before == Some(&true)
    });
    let class = match key {
        FactKey::Start | FactKey::End => "fact wide2",
        _ => "fact",
    };
    view! {
        <div class=class hidden=move || !shown.get()>
            <label for=id>{move || fact.with(|fact| fact.label.clone())}</label>
            {input}
            {move || fact.with(|fact| (!fact.from.is_empty()).then(|| view! { <small id=from_id.clone()>{fact.from.clone()}</small> }))}
        </div>
    }
    .into_any()
}
